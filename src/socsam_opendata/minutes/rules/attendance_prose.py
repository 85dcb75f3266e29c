"""Attendance told in sentences: all but some were there, and these served in their place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.print.names import FULL_NAME, IN_PARTY
from socsam_opendata.minutes.rules.draft import Reader

_SENTENCE = re.compile(r"[^.]+(?:\.(?!\s|$)[^.]*)*")
_ALL_BUT = re.compile(
    r"\b(?:alla|samtliga)\s+(?:ordinarie\s+)?ledamöter(?:na)?\b.{0,80}?"
    r"\b(?:förutom|utom|med\s+undantag\s+(?:av|för))\s+(?P<names>.+)",
    re.I,
)
_BUT = re.compile(
    r"\b(?:alla|samtliga)\b.{0,80}?\b(?:förutom|utom|(?:med\s+)?undantag(?:na)?\b.{0,20})[\s:.]*$",
    re.I,
)
_SERVE = re.compile(r"\btjänstg(?:ör|jorde)\b", re.I)
_NAMED = rf"(?P<name>{FULL_NAME.pattern})(?:\s*{IN_PARTY})?"
_PERSON = re.compile(_NAMED)
_FOR = re.compile(
    rf"{_NAMED}\s+för\s+"
    rf"{_NAMED.replace('<name>', '<member>').replace('<party>', '<member_party>')}"
)
_BETWEEN = re.compile(r"\s*(?:,|\boch\b|\bsamt\b|\.)?\s*")


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence and the first and last line (1-based) that it stands on."""

    text: str
    first: int
    last: int


def read_prose(reader: Reader, lines: Sequence[Line]) -> None:
    """Who was absent and who served for whom, by sentences in lines of the title."""
    for told in _sentences(lines):
        absent = _ALL_BUT.search(told.text)
        serving = list(_FOR.finditer(told.text)) if _SERVE.search(told.text) else []
        if absent and not serving:
            _absent(reader, told, absent["names"])
        for match in serving:
            served = reader.people.get(match["member"]) or reader.people.add(
                match["member"], "elected"
            )
            _add(reader, told, match, "serving-substitute", "present", served.row.id)


def lists_the_absent(text: str) -> bool:
    """Whether a line in a list ends with `alla ledamöter utom:`, and who follows was not there."""
    return _BUT.search(text) is not None


def _absent(reader: Reader, told: _Told, names: str) -> None:
    """Add who was absent; a sentence that says more than names is unread."""
    found = list(_PERSON.finditer(names))
    if not found or _BETWEEN.sub("", _PERSON.sub("", names)):
        reader.draft.unread.update(range(told.first, told.last + 1))
        return
    for match in found:
        _add(reader, told, match, "member", "absent", None)


def _add(
    reader: Reader, told: _Told, match: re.Match[str], capacity: str, status: str,
    serves_for: str | None,
) -> None:  # fmt: skip
    known = reader.people.add(match["name"], "elected")
    reader.draft.add(
        "participants", told.first, told.last, meeting=reader.draft.meeting, person=known.row.id,
        capacity=capacity, status=status, party=reader.party(match["party"], told.first),
        party_text=match["party"], serves_for=serves_for,
    )  # fmt: skip


def _sentences(lines: Sequence[Line]) -> Iterator[_Told]:
    """The sentences of lines right below each other, also those that go on over several."""
    text, starts = "", []
    for i, line in enumerate(lines):
        starts.append((len(text), line.number))
        text += f"{line.text} "
        if i + 1 < len(lines) and lines[i + 1].number == line.number + 1:
            continue
        for match in _SENTENCE.finditer(text):
            first = bisect_right(starts, (match.start(), len(text))) - 1
            last = bisect_left(starts, (match.end(), 0)) - 1
            yield _Told(match.group().strip(), starts[max(first, 0)][1], starts[last][1])
        text, starts = "", []

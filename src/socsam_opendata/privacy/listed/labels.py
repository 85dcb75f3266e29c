"""The labels of lines that list people, as `labels.toml` holds them and lines begin with them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from socsam_opendata.model.iris import DASHES

# So many words of a label may stand before its colon: `Närvarande vid ärendet §§ 4-5 digitalt:`.
_GOES_ON = r"(?:\s+[^\s:,|]+){0,6}?"
# A label of these ends needs no colon: what it governs follows.
_GOVERNS = re.compile(r"\b(?:till|av|med|ges|delges|sig|deltar|deltog)\Z")
# The lists of single words, by their keys.
_SINGLE = ("also", "present", "counted", "columns", "people_columns", "remarks", "kin")
_AFTER_NOUN = re.compile(r"\s+(?=[^\W\d_a-zåäö])(?!.*[.!?]\s*\Z)")


@dataclass(frozen=True, slots=True)
class ListLabels:
    """Labels in small letters, heads of columns, and words for somebody of somebody.

    `also` may stand before a label, `present` are words that make one; one that begins with a word
    of `counted` lists nobody. `remarks` stand in columns of names and name nobody.
    """

    speakers: frozenset[str]
    addressees: frozenset[str]
    also: frozenset[str]
    present: frozenset[str]
    counted: frozenset[str]
    columns: frozenset[str]
    people_columns: frozenset[str]
    remarks: frozenset[str]
    kin: frozenset[str]


@lru_cache(maxsize=1)
def list_labels() -> ListLabels:
    """The lists; read once."""
    with Path(__file__).with_name("labels.toml").open("rb") as file:
        told = tomllib.load(file)
    lines = {key: frozenset(told[key].strip().split("\n")) for key in ("speakers", "addressees")}
    single = {key: frozenset(told[key].split()) for key in _SINGLE}
    return ListLabels(**lines, **single)


@lru_cache(maxsize=1)
def _first_words() -> dict[str, tuple[tuple[str, bool], ...]]:
    """Labels by their first word, the longest first, and whether each lists addressees."""
    told = list_labels()
    found: dict[str, list[tuple[str, bool]]] = {}
    for label in told.speakers | told.addressees:
        first = _FIRST_WORD.match(label)
        if first:
            found.setdefault(first.group(), []).append((label, label in told.addressees))
    return {
        word: tuple(sorted(them, key=lambda f: (-len(f[0]), f))) for word, them in found.items()
    }


_COLON = re.compile(rf"{_GOES_ON}(?:\s*:\s*|\s+[{DASHES}]\s+|\s*[.…_]{{3,}}\s*)")
_SPACE = re.compile(r"\s+")
# So many words may say that somebody is listed besides.
_MOST_BESIDES = 3
# A label made of other words has at most so many.
_LONGEST_LABEL = 8
_BEFORE_COLON = re.compile(r"(?P<label>[^:.!?;|§]{1,90}):\s*")
# `Detta beslut översänds för kännedom till`: whatever is sent, and however.
_SENT = re.compile(
    r"(?:(?:detta|dessa|ett|en)\s+)?(?:beslut(?:et|en)?|protokoll(?:et)?|protokollsutdrag(?:et)?|"
    r"utdrag(?:et)?|kopi(?:a|or|an)|paragraf(?:en)?|handling(?:en|ar|arna)?|information(?:en)?)\s+"
    r"(?:(?:ur|av|från|om|i)\s+\w+\s+)?(?:ska\s+|skall\s+)?(?:\w+s|har\s+\w+ts)(?:\s+(?:för|per|via|med|av)\s+[\w-]+){0,2}"
    r"(?:\s+till\b|\s*(?=:)|\s*\Z)\s*:?\s*",
    re.IGNORECASE,
)
_END = re.compile(r"\s*(?:\Z|\s{3,}|\t)")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A line that begins with a label: what follows on it, and whether it lists addressees."""

    rest: str
    addressees: bool


def list_label_of(text: str) -> LabelledLine | None:
    """The label a line without markup begins with, or None."""
    word = _FIRST_WORD.match(text)
    if word is None:
        return None
    return _told(text, word) or _besides(text) or _present(text, word)


def _besides(text: str) -> LabelledLine | None:
    """A label behind words like `Dessutom`, and before a colon: else a sentence begins so."""
    words = text.split(maxsplit=_MOST_BESIDES)
    count = 0
    while count < len(words) - 1 and words[count].casefold() in list_labels().also:
        count += 1
    rest = text.split(maxsplit=count)[-1] if count else ""
    word = _FIRST_WORD.match(rest)
    found = _told(rest, word) if word else None
    if found is not None and found.rest:
        return found if text.removesuffix(found.rest).rstrip().endswith(":") else None
    return found


def _present(text: str, word: re.Match[str]) -> LabelledLine | None:
    """A label before a colon that says with a word of its own that people are present."""
    if word.group().casefold() in list_labels().counted:
        return None
    before = _BEFORE_COLON.match(text)
    if before is None:
        return None
    words = before["label"].casefold().split()
    if len(words) <= _LONGEST_LABEL and not list_labels().present.isdisjoint(words):
        return LabelledLine(text[before.end() :], addressees=False)
    return None


def _told(text: str, word: re.Match[str]) -> LabelledLine | None:
    """The label of `labels.toml` that a line begins with."""
    small = text.casefold()
    for label, addressees in _first_words().get(word.group().casefold(), ()):
        if not small.startswith(label):
            continue
        end = len(label)
        match = _END.match(text, end) or _COLON.match(text, end)
        if match is None and _GOVERNS.search(label):
            match = _SPACE.match(text, end)
        if match is None and label in ("föredragande", "talare", "sändlista"):
            match = _AFTER_NOUN.match(text, end)
        if match:
            return LabelledLine(text[match.end() :], addressees)
    sent = _SENT.match(text)
    return LabelledLine(text[sent.end() :], True) if sent else None

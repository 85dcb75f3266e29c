"""The acts of a clause: its verbs, whom they speak to, and the force they give it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from socsam_opendata.minutes.layout.entries import Entry
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.codes import Found


@dataclass(frozen=True, slots=True)
class Act:
    """An act of a clause: the signal of its outer verb, and the inner act if there is one."""

    outer: Found
    inner: Found | None = None


@dataclass(frozen=True, slots=True)
class ReadClause:
    """A clause whose verbs are read: the key of its row, its text, its acts."""

    key: str
    entry: Entry
    acts: tuple[Act, ...]

    @property
    def force(self) -> str:
        """Decision, recommendation, proposal or record, by its first act."""
        return force_of(self.acts)


@lru_cache(maxsize=1_000)  # asked several times of each clause
def acts(text: str) -> tuple[Act, ...]:
    """The acts of a clause in order; the act after a directive's `att` is its inner act."""
    found: list[Act] = []
    actions = code_list("decision-action")
    directive = actions.marked("handsOn")
    for hit in actions.find(text):
        last = found[-1] if found else None
        if last is None:
            found.append(Act(hit))
            continue
        between = text[last.outer.end : hit.start]
        inside = re.search(r"\batt\b", between) or re.match(
            r"att\b", text[hit.start : hit.end], re.I
        )
        joined = re.search(r"(?:\boch|\bsamt|[,;])\s*$", between)
        again = joined and _finite(text[hit.start : hit.end])
        anew = again or (_SENTENCE.search(between) and not inside)
        if last.outer.code in directive and inside and not anew:
            found[-1] = last if last.inner else Act(last.outer, hit)
        elif _subordinate(between) and not again:
            continue
        elif hit.code != last.outer.code:
            found.append(Act(hit))
    return tuple(found)


_SENTENCE = re.compile(r"[.!?]\s+\W*$|[.!?]\s+[A-ZÅÄÖ]")


def _finite(verb: str) -> bool:
    """Whether a verb stands in the present tense, so that it is an act of its own."""
    return verb.split(maxsplit=1)[0].casefold().endswith(("r", "rs"))


def _subordinate(between: str) -> bool:
    """Whether the words before a verb open a clause that only describes something."""
    return re.search(r"\b(?:som|vilk\w+|där|när|om)\b[^,]*$", between) is not None


def force_of(found: Sequence[Act]) -> str:
    """The force of a clause by its first act: decision, recommendation, proposal or record."""
    forces = code_list("decision-action").tied("givesForce")
    return forces.get(found[0].outer.code, "decision") if found else "decision"


_TO_WHOM = (
    re.compile(r"^\s*(?:till|åt)\s+(?P<who>.+?)(?=\s+att\b|\s*[:,;.]|$)"),
    re.compile(r"^\s+(?P<who>[^,;:.]+?)(?=,?\s+att\b)"),
    re.compile(r"^\s*,?\s*(?:till|åt)\s+(?P<who>[^,;.]+)"),
)
_GIVEN = re.compile(
    r"(?:\bge[rs]?|\blämna[rs]?)\s+(?P<who>.+?)\s+(?:får\s+)?(?:i\s+uppdrag|uppdraget)\b", re.I
)
_GETS = re.compile(r"(?:^|\batt\s+)(?P<who>[^,;:]+?)\s+(?:får|ges|erhåller)\s+i\s+uppdrag\b", re.I)

_PASSIVE = re.compile(
    r"(?:^|\batt\s+)(?P<who>[^,;:.]+?)\s+(?:rekommenderas|uppmanas|uppdras|föreslås|bemyndigas|anmodas|åläggs)\b",
    re.I,
)


def to_whom(text: str, hit: Found) -> str | None:
    """The printed name of whom a directive verb speaks to."""
    around = text[max(0, hit.start - 120) : hit.end]
    for pattern in (_GIVEN, _GETS, _PASSIVE):
        match = pattern.search(around)
        if match and match.end() >= len(around) - 2:
            return match["who"].removeprefix("Att ").removeprefix("att ").strip()
    for pattern in _TO_WHOM:
        match = pattern.match(text[hit.end :])
        if match:
            return match["who"].strip()
    return None


_ALSO_TO = re.compile(r"(?:,|\s)\s*(?:och|samt)\s+(?:till|åt)\s+(?P<who>[^,.;:]+?)\s+att\s+")


@dataclass(frozen=True, slots=True)
class Handed:
    """A task handed to somebody: whom as printed (None: nobody), and the words of the task."""

    who: str | None
    task: str


def handed(text: str, hit: Found) -> tuple[Handed, ...]:
    """The tasks that a directive verb hands on: `till A att ... och till B att ...` is two."""
    that = re.search(r"\batt\s+", text[hit.end :])
    task = text[hit.end + that.end() :] if that else ""
    further = list(_ALSO_TO.finditer(task))
    ends = [m.start() for m in further] + [len(task)]
    found = [Handed(to_whom(text, hit), task[: ends[0]].strip(" .") or text)]
    for match, end in zip(further, ends[1:], strict=True):
        found.append(Handed(match["who"], task[match.end() : end].strip(" .")))
    return tuple(found)

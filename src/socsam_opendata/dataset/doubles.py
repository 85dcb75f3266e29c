"""Documents that tell one meeting: which of them is taken, and what is said of the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from socsam_opendata.dataset.documents import Input, LeftOut
from socsam_opendata.errors import SourceError
from socsam_opendata.minutes.print.paragraphs import signed
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.sitting import (
    Sitting,
    hours_overlap,
    printed_twice,
    same_items,
    told_apart,
)
from socsam_opendata.texts import Phrase


class ReadInput(Protocol):
    """What was read of an input: its meeting, and how many lines nobody could read."""

    @property
    def item(self) -> Input: ...
    @property
    def key(self) -> str: ...
    @property
    def sitting(self) -> Sitting: ...
    @property
    def unread(self) -> int: ...


_Read = TypeVar("_Read", bound=ReadInput)


@dataclass
class NotTaken:
    """The documents that are not in the dataset, and what is told of those that are doubles."""

    documents: list[LeftOut]
    _endings: dict[str, list[str]] = field(default_factory=dict)

    def add(self, read: ReadInput, taken: ReadInput) -> None:
        """A document whose meeting one that is taken tells too: with the same items, or others."""
        facts = {"other": taken.item.name, "meeting": taken.key}
        lost = _lost(taken.sitting, read.sitting)
        if lost:
            beside = {"other": taken.item.name, "meeting": taken.key, "paragraphs": signed(lost)}
            reason, state = Phrase("errors.minutes.other-paragraphs", beside), "refused"
        elif same_items(taken.sitting, read.sitting):
            reason, state = Phrase("errors.minutes.told-twice", facts), "double"
            ending = Path(read.item.name).suffix.lower()
            self._endings.setdefault(taken.item.name, []).append(ending)
        else:
            reason, state = Phrase("errors.minutes.same-meeting", facts), "refused"
        code = reason.key.removeprefix("errors.")
        self.documents.append(LeftOut(read.item.name, code, reason, state))

    def told(self, item: Input) -> Iterator[Problem]:
        """What is said of the doubles of a document that is taken; names of files are not."""
        if endings := self._endings.get(item.name):
            own = Path(item.name).suffix.lower()
            yield Problem("told-twice", facts={"taken": own, "others": ", ".join(sorted(endings))})


def _lost(taken: Sitting, other: Sitting) -> str:
    """The §§ of a sitting that the one which is taken has neither under their number nor others."""
    there = {*taken.items.values()}
    lost = (n for n, item in other.items.items() if n not in taken.items and item not in there)
    return ", ".join(lost)


def told_once(same_day: Iterable[_Read], apart: NotTaken) -> list[_Read]:
    """The readings of a day, as they began, without documents whose meeting a fuller one tells.

    Of documents as full the one with fewer lines unread is taken, then the first by name. Rows are
    not left out: SourceError where a document, or other rows, tell their meeting too, or where
    nothing tells it from theirs.
    """
    taken: list[_Read] = []
    for read in sorted(same_day, key=lambda r: (-len(r.sitting.items), r.unread, r.item.name)):
        other = next((one for one in taken if _is_one(one, read)), None)
        if other is None:
            taken.append(read)
        elif read.item.door or other.item.door:
            raise SourceError(
                "minutes.same-meeting", read.item.place, other=other.item.name, meeting=other.key
            )
        else:
            apart.add(read, other)
    return sorted(taken, key=lambda r: (r.sitting.starts_at or dt.time(0), r.item.name))


def _is_one(one: ReadInput, other: ReadInput) -> bool:
    """Whether both tell one meeting; of two doors, also where nothing says that they do not, or
    where one begins while the other goes on: no body sits twice at a time.

    A publisher's rows that say little are more likely about the meeting of the minutes than about
    another one of that day, and would take its key.
    """
    if one.item.door != other.item.door and (
        hours_overlap(one.sitting, other.sitting) or not told_apart(one.sitting, other.sitting)
    ):
        return True
    return printed_twice(one.sitting, other.sitting)

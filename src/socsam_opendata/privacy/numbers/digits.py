"""Digits in a text: groups of them, the runs that groups make, and the check of Luhn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

# What sets digits off from those beside them: brackets, quotation marks, signs of Markdown.
SETS_OFF = r"()\[\]{}<>*_~=`^\"'´‘’‚“”„«»‹›"
# What may stand between two groups of one number: signs with blanks (but no §, which begins
# another number), a line end with the quotation mark or cell that begins the next line, a cell's
# border.
_JOINT = re.compile(
    r"(?: {0,4}(?:\(0?\)|(?:[^\w\s§|]|_){1,8}|\|{1,2})){0,3} {0,4}"
    rf"|[ \-+|{SETS_OFF}]{{0,6}}\n[ |\-+{SETS_OFF}]{{0,12}}"
)
_LONGEST_JOINT = 20
# Digests, GUIDs and numbers in addresses of web pages are no digits of a person.
_DIGEST = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}"
    r"|(?=[0-9]{0,31}[A-Fa-f])[0-9A-Fa-f]{24,})(?![0-9A-Za-z])"
)
_GROUP = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Group:
    """Digits side by side."""

    digits: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring groups of a run that are looked at as one number, and what joins them."""

    groups: Sequence[Group]
    joints: Sequence[str]

    @property
    def start(self) -> int:
        """Where the first digit stands."""
        return self.groups[0].start

    @property
    def end(self) -> int:
        """Behind the last digit."""
        return self.groups[-1].end

    @property
    def digits(self) -> str:
        """All digits, without what is between them."""
        return "".join(group.digits for group in self.groups)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many digits each group has."""
        return tuple(len(group.digits) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Run:
    """Groups that follow each other with nothing but joints between them."""

    groups: Sequence[Group]
    joints: Sequence[str]

    def reaches(self, first: int, least: int) -> bool:
        """Whether there are so many digits from group `first`: a quick look before the words."""
        count = 0
        for group in self.groups[first : first + least]:
            count += len(group.digits)
            if count >= least:
                return True
        return False

    def windows(self, first: int, most: int, least: int = 1) -> Iterator[Window]:
        """The windows from group `first` of `least` to `most` digits, short first."""
        count = 0
        for last in range(first, len(self.groups)):
            count += len(self.groups[last].digits)
            if count > most:
                return
            if count >= least:
                yield Window(self.groups[first : last + 1], self.joints[first:last])


def digit_runs(text: str) -> list[Run]:
    """All runs of a plain text in order; a digest or GUID is none."""
    digests = [match.span() for match in _DIGEST.finditer(text)]
    groups = []
    for match in _GROUP.finditer(text):
        while digests and digests[0][1] <= match.start():
            digests.pop(0)
        if not digests or match.start() < digests[0][0]:
            groups.append(Group(match.group(), match.start(), match.end()))
    runs: list[Run] = []
    begun: list[Group] = groups[:1]
    joints: list[str] = []
    for before, group in pairwise(groups):
        joint = text[before.end : group.start]
        if len(joint) <= _LONGEST_JOINT and _JOINT.fullmatch(joint):
            joints.append(joint)
        else:
            runs.append(Run(begun, joints))
            begun, joints = [], []
        begun.append(group)
    return [*runs, Run(begun, joints)] if begun else runs


def has_check_digit(digits: str) -> bool:
    """Whether the last of ten digits is the check digit of the others (Luhn, modulus 10)."""
    doubled = (int(d) * (2 - n % 2) for n, d in enumerate(digits))
    return len(digits) == 10 and sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def is_grouped_in_thousands(window: Window) -> bool:
    """Whether groups are printed as a sum is: `850 412`, `1 234 567`."""
    sizes = window.sizes
    return (
        len(sizes) > 1
        and sizes[0] <= 3
        and all(size == 3 for size in sizes[1:])
        and all(joint in {" ", "."} for joint in window.joints)
    )

"""Lists with surnames first, `Höstmo Ida`: told by the same people's names in signatures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from socsam_opendata.minutes.print.names import FULL_NAME
from socsam_opendata.minutes.print.persons import PersonPrint, person_print, split_persons
from socsam_opendata.model.iris import fold

_APART = re.compile(r"\s{3,}")
# So many people at least must have signed with their names the other way round.
_FEWEST = 2


def turned(name: str) -> str:
    """A name with its first word last: `Höstmo Ida` as `Ida Höstmo`."""
    first, *others = name.split()
    return " ".join((*others, first))


def has_surnames_first(listed: Iterable[str], signed: Iterable[str]) -> bool:
    """Whether the names of a list stand the other way round in the signatures, and none as here."""
    apart = [part for text in signed for part in _APART.split(text)]
    signatures = {fold(match.group()) for text in apart for match in FULL_NAME.finditer(text)}
    prints = [person_print(piece) for text in listed for piece in split_persons(text)]
    names = {printed.name for printed in prints if printed}
    otherwise = {fold(turned(name)) for name in names} & signatures
    return len(otherwise) >= _FEWEST and not {fold(name) for name in names} & signatures


def given_first(printed: PersonPrint) -> PersonPrint:
    """A person of a list with surnames first, with the given name first.

    Where a title stands before the name, the name is printed as people are addressed.
    """
    if printed.titled:
        return printed
    return replace(printed, name=turned(printed.name))

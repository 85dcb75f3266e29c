"""A list of attendance in columns that is run together on one line: `Ida Höstmo S 1 Bo Myr C -`."""

from __future__ import annotations

import re

from socsam_opendata.minutes.print.names import BARE_PARTY, is_name
from socsam_opendata.minutes.print.titles import without_titles
from socsam_opendata.model.iris import DASH

_MARK = re.compile(rf"\s(?P<party>{BARE_PARTY})\s+(?P<mark>[1Xx]|{DASH})(?=\s|$)")
_BEFORE = re.compile(r"^(?:\s*\(\d{1,3}\)|\s*[Vv]akant(?:\s+plats)?)+\s*")
# One mark may be anything; so many are a column.
_FEWEST = 2


def roll_persons(text: str) -> tuple[str, ...]:
    """The persons of such a list as one text each, `Bo Myr (C), frånvarande`; none where it is not.

    What stands between a mark and the next name is the title of the one before. A list in which a
    row has no name is none.
    """
    marks = list(_MARK.finditer(text))
    if len(marks) < _FEWEST:
        return ()
    found: list[str] = []
    start = 0
    for mark in marks:
        titles, name = without_titles(_BEFORE.sub("", text[start : mark.start()]).strip())
        if not is_name(name):
            return ()
        if titles and found:
            found[-1] += f", {titles[0]}"
        absent = "" if mark["mark"] in "1Xx" else ", frånvarande"
        found.append(f"{name} ({mark['party']}){absent}")
        start = mark.end()
    after = _BEFORE.sub("", text[start:]).strip()
    return tuple(found) if not after else (*found, after)

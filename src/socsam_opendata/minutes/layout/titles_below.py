"""Titles that stand on lines of their own below the names of a list, put behind these.

`Ida Höstmo (S)` above `Ordförande`, as pages on the web print it: `Ida Höstmo (S), ordförande`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from socsam_opendata.minutes.layout.column_parts import whole_label
from socsam_opendata.minutes.layout.cover_blocks import cover_label, deciding_labels
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.owners import Owner, Owners
from socsam_opendata.minutes.print.names import is_name
from socsam_opendata.minutes.print.persons import person_print, split_persons
from socsam_opendata.model.code_lists import code_list

# For whom somebody serves, on a line below the name.
_SERVES = re.compile(
    r"(?:tjänstgör(?:ande)?(?:\s+i\s+stället)?\s+för|ersätter|ersättare\s+för)\s", re.I
)
# No title has more words.
_WORDS = 6


def titles_behind(lines: Sequence[Line], owners: Owners) -> list[Line]:
    """The lines of a cover, each title below a name of a list behind that.

    An office may as well be the label of who follows: it is a title where the first of those who
    decide has that of who leads the meeting right below, for no list begins with another.
    """
    found = [*lines]
    lists = code_list("cover-label").tied("listsCapacity")
    titled = False
    for label, run in _lists(lines):
        titled = titled or (label in deciding_labels() and _first_leads(lines, run))
        seated = lists[label] in code_list("capacity").tied("holdsSeat")
        for at in run[1:]:
            text = lines[at].text
            serves = _SERVES.match(text) is not None
            titles = titled and (_leads(text) or (not seated and _is_title(text)))
            if not (serves or titles) or not _is_below(lines, at):
                continue
            above = lines[at - 1]
            said = f"{above.text}{' ' if serves else ', '}{text[:1].lower()}{text[1:]}"
            found[at - 1], found[at] = replace(above, text=said), Line(lines[at].number, "")
            if owners.of[lines[at].number - 1] is None:
                owners.give(lines[at].number, Owner("read", f"cover: {label}"))
    return found


def _lists(lines: Sequence[Line]) -> Iterator[tuple[str, list[int]]]:
    """Each label that people are listed below, alone on its line, and the lines that may be of the
    list: those up to the next label that is no office."""
    lists = code_list("cover-label").tied("listsCapacity")
    label: str | None = None
    run: list[int] = []
    for at, line in enumerate(lines):
        if line.text and cover_label(line.text) and not _may_be_title(lines, at):
            if label and run:
                yield label, run
            whole = whole_label(line.text)
            label, run = whole if whole in lists else None, []
        elif label and line.text:
            run.append(at)
    if label and run:
        yield label, run


def _may_be_title(lines: Sequence[Line], at: int) -> bool:
    """Whether a label may be a title: an office of who leads the meeting, or any office right below
    a name and right above an empty line."""
    alone = at + 1 == len(lines) or not lines[at + 1].text
    office = whole_label(lines[at].text) in code_list("cover-label").tied("listsRole")
    return _leads(lines[at].text) or (alone and office and at > 0 and _is_below(lines, at))


def _first_leads(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Whether a list begins with a name and, right below, the office of who leads the meeting."""
    return len(run) > 1 and _leads(lines[run[1]].text) and _is_below(lines, run[1])


def _leads(text: str) -> bool:
    """Whether a line is an office of who leads the meeting, and has no colon as labels may have."""
    roles = code_list("role")
    others = roles.marked("namesOfficial") | roles.marked("appointedFirst")
    return roles.of_form(text) in roles.marked("wholeMeeting") - others


def _is_below(lines: Sequence[Line], at: int) -> bool:
    """Whether a line stands right below one person who has no title yet, and is none itself."""
    above, here = lines[at - 1], lines[at]
    if above.number + 1 != here.number or here.listed or len(split_persons(above.text)) != 1:
        return False
    printed = person_print(above.text)
    return printed is not None and not printed.roles and not is_name(here.text)


def _is_title(text: str) -> bool:
    """Whether a line is no person and may be what one is."""
    return len(text.split()) <= _WORDS and "(" not in text and text[-1:] not in (":", ".")

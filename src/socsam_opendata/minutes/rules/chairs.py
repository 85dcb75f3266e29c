"""Several chairs of one meeting, each for paragraphs of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.outline import Outline
from socsam_opendata.minutes.print.offices import OfficeTime
from socsam_opendata.minutes.print.paragraphs import ANY_ONE, NUMBERS, numbers_of
from socsam_opendata.minutes.print.persons import PersonPrint, person_print, split_persons
from socsam_opendata.minutes.rules.attendance_lists import listed_blocks
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import fold

_PARAGRAPH = re.compile(ANY_ONE)
_NUMBERS = re.compile(rf"\s*§[§\s]*{NUMBERS}\.?$")
_APART = re.compile(r"\s{3,}")
# Between names under a label; the commas between numbers of paragraphs are none of these.
_BETWEEN = re.compile(r";|,(?!\s*\d)|\boch\b(?!\s*§?\s*\d)|\bsamt\b")


def in_turn(outline: Outline) -> bool:
    """Whether several people led the meeting, by the lists, the labels or the signatures."""
    return len({*_chairs(outline)}) > 1


def _chairs(outline: Outline) -> Iterator[str]:
    """The folded names of those who led the meeting."""
    absent = {
        label for label, status in code_list("cover-label").tied("listsStatus").items()
        if status == "absent"
    }  # fmt: skip
    for block in outline.cover:
        if code_list("cover-label").tied("listsRole").get(block.label) in _leading():
            for line in block.lines:
                prints = map(person_print, map(str.strip, _BETWEEN.split(line.text)))
                yield from (fold(printed.name) for printed in prints if printed)
        elif block.label == "signatures":
            yield from _signing(block.lines)
    for block, labels in listed_blocks(outline):
        for line in block.lines if labels and not absent & {*labels} else ():
            yield from (
                fold(printed.name) for printed in _people(line.text)
                if printed.status != "absent" and _leading() & {role for role, _ in printed.roles}
            )  # fmt: skip


def _signing(lines: Sequence[Line]) -> Iterator[str]:
    """The folded names of those who sign as chairs for paragraphs, the title above or below."""
    roles = code_list("role")
    title, name = "", ""
    for line in lines:
        for part in _APART.split(line.text):
            printed = person_print(part)
            role = roles.of_form(_NUMBERS.sub("", part).strip(" .…_:"))
            if role:
                if role in _leading() and _PARAGRAPH.search(part) and name:
                    yield name
                title, name = role, ""
            elif printed:
                name = fold(printed.name)
                if printed.paragraphs and title in _leading():
                    yield name


def _people(text: str) -> list[PersonPrint]:
    return [printed for printed in map(person_print, split_persons(text)) if printed]


def _leading() -> frozenset[str]:
    """The roles of those who lead a meeting."""
    roles = code_list("role")
    others = roles.marked("namesOfficial") | roles.marked("appointedFirst")
    return (roles.marked("wholeMeeting") & roles.marked("signsMinutes")) - others


def _all_but_some(office: OfficeTime, numbers: Sequence[int]) -> bool:
    """Whether an office was held from the first paragraph to the last, but for some between."""
    held = {*numbers_of(office.paragraphs)} if office.during is None else set()
    ends = {numbers[0], numbers[-1]} if numbers else {0}
    return ends <= held and not held >= {*numbers}


def in_office(printed: PersonPrint, said: str, label: str, numbers: Sequence[int]) -> PersonPrint:
    """One of several chairs, whose paragraphs are those that they led rather than attended.

    `said` is all that is printed of them, `label` that of an office above them, if there is one.
    Who led all of the meeting, of paragraphs `numbers`, but for some inside it, was away for those:
    a conflict of interest is the reason that is usual.
    """
    by_label = code_list("cover-label").tied("listsRole").get(label) in _leading()
    told = (
        person_print(f"{code_list('cover-label').by_notation[label].sv} {said}")
        if by_label
        else printed
    )
    leads = by_label or bool(_leading() & {role for role, _ in printed.roles})
    if told is None or not leads:
        return printed
    if told.office is None:
        # Somebody who attended a part led no more than that.
        led, during = printed.role_paragraphs, printed.role_during
        if not led:
            led, during = printed.paragraphs, printed.during
        return replace(printed, role_paragraphs=led, role_during=during)
    there = told.office.attended
    if there.paragraphs is None and _all_but_some(told.office, numbers):
        return replace(printed, role_paragraphs=told.office.paragraphs)
    return replace(
        printed, paragraphs=there.paragraphs, during=there.during, recused=there.recused,
        role_paragraphs=told.office.paragraphs, role_during=told.office.during,
    )  # fmt: skip

"""Diary numbers, as bodies print them beside the heading of an item.

The forms are those of the bodies named in the tests; a year and a running number are in all of them
but those behind a label, which may be anything with a digit.
"""

from __future__ import annotations

import re

from socsam_opendata.model.iris import DASHES

_DASH = f"[{DASHES}]"
_LABEL = r"(?i:dnr|diarienr|diarienummer|ärendenummer|ärendenr)\b\.?\s*:?"
_LETTERS = r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5}"
# Bun/2015:608, KS 2018/14, KS-2026/00123, 2026.272 KS; 00322/2026; SLK-2026-00583:45; RS/699/2022;
# KS 2031-0123; 2031/KS0123.
_NUMBER = (
    rf"(?:(?:{_LETTERS}[{DASHES}\s/])?\d{{4}}[./:]\d+(?:[/:]\d+)?(?:\s+[A-ZÅÄÖ]{{1,6}})?"
    rf"|[A-ZÅÄÖ]{{1,5}}(?:{_DASH}|\s)\d{{4}}{_DASH}\d{{3,6}}(?::\d{{1,4}})?"
    r"|\d{4}/[A-ZÅÄÖ]{1,6}\s?\d{1,6}"
    r"|[A-ZÅÄÖ]{1,5}/\d{1,6}/\d{4}|\d{3,6}/\d{4})"
)
# What a plan of files sorts the matter under; it is no part of the number.
_CLASS = r"(?:\s+\d{2,4})?"
_ALONE = re.compile(rf"\(?(?P<number>{_NUMBER}){_CLASS}\)?")
# 2024/2025 and 2024/25 are a year of school, and no number.
_SCHOOL_YEAR = re.compile(r"(?P<from>(?:19|20)\d\d)/(?P<to>(?:19|20)?\d\d)")
_NAMED = re.compile(rf"\(?{_LABEL}\s*(?P<said>[^\s)].*?)?\)?")
# Some forms are nothing else, however near the title they stand.
_SURE = rf"{_LETTERS}/\d{{4}}:\d+|[A-ZÅÄÖ]{{2,5}}{_DASH}\d{{4}}{_DASH}\d{{3,6}}"
# Looked for from where blanks begin, so that a long run of them is walked through once.
_BEHIND = re.compile(
    rf"(?<!\s)(?:\s{{2,}}{_ALONE.pattern}|\s+\((?P<inside>{_NUMBER}){_CLASS}\)"
    rf"|\s(?P<near>{_SURE}){_CLASS}"
    rf"|(?:[,;]|\s[{DASHES}])\s+(?P<apart>{_NUMBER})|\s*\[(?P<square>{_NUMBER})\])$"
)
# Before a title: behind a label, with letters, or with more than a blank behind it.
_BEFORE = re.compile(
    rf"\(?(?P<label>{_LABEL}\s*)?(?P<number>{_NUMBER})\)?(?P<gap>\s*[{DASHES},:]\s+|\s+)"
    r"(?P<title>[A-ZÅÄÖ].*)"
)
# Between a title and its number.
_BETWEEN = f"{DASHES} ,;:"
_LABELLED = re.compile(rf"(?<![\w(])\(?{_LABEL}\s*\S")


def diary_number(text: str) -> str | None:
    """The diary number that a text is and nothing else; empty for a label without one."""
    alone = _ALONE.fullmatch(text)
    if alone and not _is_school_year(alone["number"]):
        return alone["number"]
    named = _NAMED.fullmatch(text)
    if named is None:
        return None
    said = named["said"] or ""
    inside = _ALONE.fullmatch(said)
    return inside["number"] if inside else said


def number_before_title(text: str) -> tuple[str, str] | None:
    """The diary number that stands before a title on its line, and the title: `Dnr 2031/12 Val`."""
    found = _BEFORE.match(text)
    if found is None or _is_school_year(found["number"]):
        return None
    sure = found["label"] or found["number"][0].isalpha() or len(found["gap"]) > 1
    return (found["number"], found["title"]) if sure else None


def title_and_number(text: str) -> tuple[str, str | None]:
    """A heading without the diary number that stands behind its title, and that number."""
    labelled = _LABELLED.search(text)
    if labelled and labelled.start():
        return text[: labelled.start()].rstrip(_BETWEEN), diary_number(text[labelled.start() :])
    behind = _BEHIND.search(text)
    number = next(filter(None, behind.groups()), "") if behind else ""
    # Without letters it may be years, or a count.
    if behind and any(sign.isalpha() for sign in number):
        return text[: behind.start()], number
    return text, None


def _is_school_year(text: str) -> bool:
    found = _SCHOOL_YEAR.fullmatch(text)
    return found is not None and int(found["to"][-2:]) == (int(found["from"]) + 1) % 100

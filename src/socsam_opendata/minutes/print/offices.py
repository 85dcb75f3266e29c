"""Offices that stand behind names, and the paragraphs for which they were held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from socsam_opendata.minutes.print.during import Attended, attended
from socsam_opendata.minutes.print.names import IN_PARTY
from socsam_opendata.minutes.print.paragraphs import NUMBERS, ranges
from socsam_opendata.model.code_lists import code_list, registry

_OFFICE_AND_PARTY = re.compile(
    rf"\s*(?P<office>[^,()]{{3,40}}?)\s*,?\s*{IN_PARTY}(?=\s*(?:[,;.§]|$))"
)
_ROLE_DURING = re.compile(
    r",\s*(?P<all>(?P<role>[^\W\d][^,()§]{2,30}?)\s*"
    r"(?:(?P<until>t\.?\s?o\.?\s?m\.?|till(?:\s+och\s+med)?)"
    r"|(?P<from>fr\.?\s?o\.?\s?m\.?|från(?:\s+och\s+med)?)|under|vid|i)?"
    rf"\s*§[§\s]*(?P<numbers>{NUMBERS}))\s*(?=,|$)"
)
# The paragraphs right behind an office, or behind a name with the office before it.
_FOR_TIME = (
    r"(?:(?P<until>t\.?\s?o\.?\s?m\.?|till(?:\s+och\s+med)?)"
    r"|(?P<from>fr\.?\s?o\.?\s?m\.?|från(?:\s+och\s+med)?)|under|vid|i|för)?"
    rf"\s*§[§\s]*(?P<numbers>{NUMBERS})\s*(?=[,)]|$)"
)
_OFFICE_TIME = re.compile(rf"(?:^|[,(])\s*(?P<role>[^\W\d][^,()§]{{2,30}}?)\s*{_FOR_TIME}")
_TIME = re.compile(rf"\s*,?\s*{_FOR_TIME}")


class OfficeTime(NamedTuple):
    """The paragraphs that an office was held for, how they are meant, and, apart from them, for how
    long its holder attended."""

    paragraphs: str
    during: str | None
    attended: Attended


def office_time(tail: str, titles: Sequence[str]) -> OfficeTime | None:
    """What stands behind a name, with the paragraphs right behind an office, `ordförande §§ 4-6`,
    taken as those that it was held for; so those behind a name with an office in its titles."""
    roles = code_list("role")
    match = _OFFICE_TIME.search(tail)
    if match and roles.of_form(match["role"].strip(" .")):
        rest = f"{tail[: match.end('role')]} {tail[match.end() :]}"
    elif any(map(roles.of_form, titles)) and (match := _TIME.match(tail)):
        rest = tail[match.end() :]
    else:
        return None
    numbers = ranges(match["numbers"])
    word = "until" if match["until"] else "from" if match["from"] else None
    return OfficeTime(numbers, word if numbers.isdigit() else None, attended(rest))


def party_behind_office(tail: str) -> tuple[str | None, str]:
    """The party behind the office of a person, `ordförande (S)`, and what else stands there."""
    match = _OFFICE_AND_PARTY.match(tail)
    if match is None:
        return None, tail
    office, party = match["office"].strip(), match["party"].strip()
    known = code_list("role").of_form(office) or code_list("capacity").of_form(office)
    if not known or not (registry().party(party) or party.isupper()):
        return None, tail
    return party, f"{office}{tail[match.end() :]}"


def leads_during(tail: str) -> bool:
    """Whether paragraphs stand right behind a role: `ordförande §§ 4-6, ej § 5`."""
    match = _ROLE_DURING.search(f",{tail.lstrip(' ,')}")
    return match is not None and code_list("role").of_form(match["role"]) is not None


def second_office(
    tail: str,
) -> tuple[str, tuple[tuple[str, str], ...], str | None, str | None]:
    """What stands behind a name without a second role for some paragraphs, that role, these,
    and how they are meant.

    `1:e vice ordförande, ordförande § 36` attended all of the meeting and led a part of it.
    """
    roles = code_list("role")
    match = _ROLE_DURING.search(tail)
    if match is None or not roles.of_form(match["role"]):
        return tail, (), None, None
    rest = tail[: match.start()] + tail[match.end() :]
    if not any(roles.of_form(part.strip(" .;")) for part in re.split(r"[,()]", rest)):
        return tail, (), None, None
    second = (roles.of_form(match["role"]) or "", match["all"])
    numbers = ranges(match["numbers"])
    word = ("until" if match["until"] else "from") if match["until"] or match["from"] else None
    return rest, (second,), numbers, word if numbers.isdigit() else None

"""People listed in running text, whose names the end of a line divides: `Ida` above `Höstmo (S),`.

What the name begins with is moved to the line that it ends on, so that each line has whole people.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.print.names import IN_PARTY, is_name
from socsam_opendata.minutes.print.titles import without_titles
from socsam_opendata.model.code_lists import code_list, registry

# Where the last person of a line begins, behind another.
_BEHIND = re.compile(r"(?:[,;]|\s(?:och|samt))\s+")
# Nobody has more words in front of the party, title and all.
_WORDS = 8
_PARTY = re.compile(rf"(?P<words>[^,;()]{{2,80}}?)\s*{IN_PARTY}")
_IN_BRACKETS = re.compile(r"(?P<words>[^,;()]{2,80}?)\s*\((?P<said>[^()]{3,40})\)")
_AND = re.compile(r"\A(?:och|samt)\s+")
_SERVES = re.compile(r"\s+(?:ersätter|för|(?:tjg|tjänstgör(?:ande)?)\.?(?:\s+ers\w*\.?)?\s+för)\Z")


def names_whole(lines: Sequence[Line]) -> list[Line]:
    """The lines of a list of people, each name that goes on below on the line of its end."""
    found = [*lines]
    for at in range(len(found) - 1):
        here, below = found[at], found[at + 1]
        if below.number != here.number + 1 or below.listed:
            continue
        below = replace(below, text=_AND.sub("", below.text))
        behind = [0, *(match.end() for match in _BEHIND.finditer(here.text))]
        before, last = here.text[: behind[-1]].rstrip(), here.text[behind[-1] :].strip()
        if before and last and _goes_on(before, last, below.text):
            found[at] = replace(here, text=before)
            below = replace(below, text=f"{last} {below.text}")
        found[at + 1] = below
    return found


def _goes_on(before: str, last: str, below: str) -> bool:
    """Whether a name, or whom somebody serves for, goes on from a line in the next one."""
    if _SERVES.search(last):
        return is_name(_words(below))
    if "(" not in below or registry().municipality(last):
        return False
    told = _PARTY.match(below) or _office(below)
    words = f"{last} {told['words']}" if told else ""
    if not told or "(" in last or len(words.split()) > _WORDS:
        return False
    # Where a whole name stands below, what is above may be where the one above is from.
    if is_name(told["words"].strip()) and not _all_with_parties(before):
        return False
    return is_name(words) or bool(without_titles(words)[0])


def _office(below: str) -> re.Match[str] | None:
    """What a line begins with, up to an office in brackets: `Höstmo (sekreterare)`."""
    told = _IN_BRACKETS.match(below)
    return told if told and code_list("role").of_form(told["said"].strip(" .")) else None


def _all_with_parties(text: str) -> bool:
    """Whether several people stand in a text, and nothing of anybody behind the party."""
    parts = [part for part in re.split(r"[,;]|\s(?:och|samt)\s", text) if part.strip()]
    return len(parts) > 1 and all(part.rstrip().endswith(")") for part in parts)


def _words(text: str) -> str:
    """What stands in front of the first bracket or comma."""
    return re.split(r"[,(;]|\s(?:och|samt)\s", text, maxsplit=1)[0].strip(" .")

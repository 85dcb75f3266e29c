"""Who steps in for somebody, named behind them: `Ida Höstmo (S) ersätts av Tor Ekmo (S) § 6`."""

from __future__ import annotations

import re
from dataclasses import replace

from socsam_opendata.minutes.print.persons import PersonPrint, person_print, split_persons

_REPLACED = re.compile(
    r"(?P<member>.+?)\s*[,(]?\s*(?:som\s+)?(?:ersätts|ersattes|ersatt)\s+av\s+(?P<who>.+?)\)?", re.I
)
_OPEN = re.compile(r"\([^()]*$")


def replaced(text: str, *, absent: bool) -> tuple[PersonPrint | None, ...]:
    """The member and who stepped in for them, each None where that is not clear; else nothing.

    The member was not there where the other was, or not at all. Of who is listed as `absent`
    nobody can tell for how long, where paragraphs stand behind the other.
    """
    match = _REPLACED.fullmatch(text)
    if match is None:
        return ()
    who = match["who"] + (")" if _OPEN.search(match["who"]) else "")
    member = person_print(match["member"].strip(" ,"))
    substitute = person_print(who) if len(split_persons(who)) == 1 else None
    if member is None or substitute is None or substitute.serves_for or substitute.during:
        return None, None
    if bool(member.paragraphs) > bool(substitute.paragraphs):
        return None, None
    if substitute.paragraphs and not member.paragraphs:
        if absent:
            return None, None
        member = replace(member, paragraphs=substitute.paragraphs, during="except")
    elif not member.paragraphs:
        member = replace(member, status="absent")
    serving = replace(
        substitute, serves_for=member.name, status=substitute.status or "present", roles=()
    )
    return member, serving

"""Who steps in for somebody, named behind them: `Ida Höstmo (S) ersätts av Tor Ekmo (S) § 6`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from socsam_opendata.minutes.print.persons import PersonPrint, person_print, split_persons

_REPLACED = re.compile(
    r"(?P<member>.+?)\s*[,(]?\s*(?:som\s+)?(?:ersätts|ersattes|ersatt)\s+av\s+(?P<who>.+?)\)?", re.I
)
_SERVED = r"(?:tjänstg(?:ör|jorde|jort)|tjg|inträd(?:er|de)|inträtt|gick\s+in|går\s+in)\b\.?"
# `Ida Höstmo (S), för vilken Tor Ekmo (S) tjänstgjorde`.
_FOR_WHOM = re.compile(
    r"(?P<member>.+?)\s*[,(]?\s*(?:för\s+(?:vilken|vem)|i\s+(?:vars|vilkens)\s+(?:ställe|plats))\s+"
    rf"(?:{_SERVED}\s+(?P<behind>.+?)|(?P<before>.+?)\s+{_SERVED}(?P<rest>(?:[\s,].*)?))\)?",
    re.I,
)
_RECUSAL = re.compile(r",?\s*(?:\bp\.?\s?g\.?\s?a\.?|\bpå\s+grund\s+av)?\s*\bjäv\w*", re.I)
_OPEN = re.compile(r"\([^()]*$")


@lru_cache(maxsize=20_000)  # the same people sit at meeting after meeting
def replaced(text: str, *, absent: bool) -> tuple[PersonPrint | None, ...]:
    """The member and who stepped in for them, each None where that is not clear; else nothing.

    The member was not there where the other was, or not at all. Of who is listed as `absent`
    nobody can tell for how long, where paragraphs stand behind the other.
    """
    match = _FOR_WHOM.fullmatch(text)
    if match:
        who = match["behind"] or f"{match['before']} {match['rest'] or ''}".strip()
    else:
        match = _REPLACED.fullmatch(text)
        if match is None:
            return ()
        who = match["who"]
    return _both(match["member"].strip(" ,"), who, absent=absent)


def _both(member_text: str, who: str, *, absent: bool) -> tuple[PersonPrint | None, ...]:
    """The member and who stepped in, by what is printed of each."""
    who += ")" if _OPEN.search(who) else ""
    bare = _RECUSAL.sub("", who)
    member = person_print(member_text)
    substitute = person_print(bare) if len(split_persons(bare)) == 1 else None
    if member is None or substitute is None or substitute.serves_for or substitute.during:
        return None, None
    away = member.paragraphs if member.during == "except" else None
    if away and not substitute.paragraphs:
        substitute = replace(substitute, paragraphs=away)
    if bool(member.paragraphs) > bool(substitute.paragraphs):
        return None, None
    if substitute.paragraphs and not member.paragraphs:
        if absent:
            return None, None
        recused = substitute.paragraphs if bare != who else None
        member = replace(member, paragraphs=substitute.paragraphs, during="except", recused=recused)
    elif bare != who:
        return None, None  # for which paragraphs the conflict of interest was is not printed
    elif not member.paragraphs:
        member = replace(member, status="absent")
    serving = replace(
        substitute, serves_for=member.name, status=substitute.status or "present", roles=()
    )
    return member, serving

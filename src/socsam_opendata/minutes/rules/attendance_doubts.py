"""What leaves open whether, or for whom, somebody in a list of attendance was there."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from socsam_opendata.minutes.print.names import FULL_NAME, IN_PARTY, NAME_WITH_PARTY
from socsam_opendata.minutes.print.persons import PersonPrint
from socsam_opendata.minutes.print.serving_words import serves_by_name
from socsam_opendata.model.code_lists import registry
from socsam_opendata.model.iris import fold

_AWAY = re.compile(
    r"\b(?:inte|ej|icke|aldrig|sjuk(?:a|skriven|anmäld\w*|frånv\w*)?|frånv\w*|förhind\w*|förfall\w*|uteb\w*|\w*ledig|borta|sakna\w*)\b",
    re.I,
)
_PARTY = re.compile(IN_PARTY)


def may_be_away(printed: PersonPrint | None) -> bool:
    """Whether what stands with a name may say, in words that nobody knows, that they were away."""
    words = (printed.title, printed.affiliation) if printed and not printed.status else ()
    return any(_AWAY.search(word) and not FULL_NAME.search(word) for word in words if word)


def may_be_of_served(said: str, printed: PersonPrint) -> bool:
    """Whether an office stands behind the name of who is served for: it may be that one's."""
    at = said.find(printed.serves_for or "") if printed.serves_for else -1
    return at >= 0 and any(said.rfind(text) > at for _, text in printed.roles)


def may_be_for_others(said: str, printed: PersonPrint, names: Collection[str]) -> bool:
    """Whether what somebody is said to be there for, `Ida Höstmo (S) för …`, may be no member."""
    name = fold(printed.serves_for or "")
    known = any(one == name or one.endswith(f" {name}") for one in names)
    return bool(name) and serves_by_name(said) and not known


# The party of a seat that nobody has: `för vakant (S)`.
_VACANT_SEAT = re.compile(r"\bvaka\w+\s*\([^()]*\)", re.I)


def more_parties(said: str, prints: Sequence[PersonPrint | None]) -> bool:
    """Whether more parties stand with people than of them and of those named beside them."""
    parties = [str(m["party"]) for m in _PARTY.finditer(_VACANT_SEAT.sub("", said))]
    known = sum(party.isupper() or registry().party(party) is not None for party in parties)
    return known > sum(len(_named_in(printed)) for printed in prints if printed)


def _named_in(printed: PersonPrint) -> list[str]:
    """The names that are told with a person."""
    names = (printed.name, printed.serves_for, printed.served_by, printed.substitute_of)
    return [name for name in names if name]


def leaves_out(text: str, prints: Sequence[PersonPrint | None]) -> bool:
    """Whether a name with a party stands on a line that gave nobody of that name."""
    said = [
        fold(name) for printed in prints if printed for name in _named_in(printed)
    ]  # fmt: skip
    return any(
        not any(name in fold(match["name"]) or fold(match["name"]) in name for name in said)
        for match in NAME_WITH_PARTY.finditer(text)
    )

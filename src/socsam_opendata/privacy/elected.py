"""Who is elected by what is printed of them: a full name, a registered party, and an act of office.

Whoever moves, votes, dissents, serves, is elected or released, or signs a motion is elected, in
the attendance list or not; so is who stands in a row of names with parties, as lists of members
are printed. Names side by side (`A (S), B (M) och C (V) yrkar`) share the act. A party beside the
name alone is no act: citizens have one too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from socsam_opendata.minutes.print.names import IN_PARTY, is_no_party
from socsam_opendata.privacy.names.parts import party_key
from socsam_opendata.privacy.names.persons import Possible

# As many names with parties one below the other, or in cells, are a list of members.
_LIST = 3
_REACH = 240
_PARTY = re.compile(rf"[\s*_]{{0,3}},?\s{{0,3}}{IN_PARTY}")
_ROLES = (
    r"(?:(?:(?:1|2|3)[:.]?\s?(?:e|a)|förste|andre|första|andra|vice|tjänstgörande|ej|icke)\s+)*"
    r"(?:(?:vice|tjänstgörande|ej)\s+)*"
    r"(?:ordförande|ordf\.?|ledamot|ledamöter|ersättare|suppleant|justerare|justerande|"
    r"protokollsjusterare|ålderspresident|gruppledare|beslutande)(?:en|n)?"
)
# What may stand between two names with parties that stand side by side; anything else divides them.
_BESIDE = re.compile(
    r"\s+|<br\s?/?>|[,;|*_•·()\-–—]|"
    rf"\b{_ROLES}\b|\b(?:bifall|avslag|återremiss)\b|"
    r"\b(?:x|och|samt|jämte|ja|nej|avstår|frånvarande|närvarande)\b|"
    r"\b(?:ersätter|ersättare för|tjänstgör för|för)\b|§|"
    r"\b(?:fr\.?\s?o\.?\s?m\.?|t\.?\s?o\.?\s?m\.?|kl\.?)|[\d.:]+",
    re.IGNORECASE,
)
# One who sits in the seat of the next.
_SERVES = re.compile(r"\b(?:ersätter|ersättare för|tjänstgör för)\b", re.IGNORECASE)
_LONGEST_BESIDE = 160
# A new line or cell, which a list has between its names and a sentence has not.
_ROW = re.compile(r"\n|<br|\||\A\s+\Z|\b[xX]\b")
_AFTER = re.compile(
    r"\b(?:(?:yrka|reservera|rösta|instäm|bifall)\w*|tjänstgör\w*|ersätt(?:er)?\b|ersatte|inträd\w*|"
    r"avst(?:år|od)\b|ajournera\w*|jäv\w*|"
    r"begär(?:de|t)?\s+(?:votering|omröstning|ordet|återremiss|ajournering)|"
    r"deltar\s+(?:inte|ej|varken)|deltog\s+(?:inte|ej|varken)|"
    r"lämna\w*\s+(?:\w+\s+){0,3}(?:salen|sammanträdet|lokalen|mötet|motion\w*|reservation\w*|"
    r"protokollsanteckning\w*|röstförklaring\w*|interpellation\w*|initiativ\w*)|"
    r"(?:väckt|väcker|väckte|inkommit med|inlämnat)\s+(?:\w+\s+){0,3}"
    r"(?:motion|interpellation|fråga|ärende|initiativ)\w*|"
    r"ställ(?:er|de)\s+(?:\w+\s+){0,2}frågor?\b|föreslår\s+att\b|"
    r"(?:anför|föreslår|yrkar|skriver|begär)\s+i\s+(?:en\s+|sin\s+)?(?:motion|interpellation)|"
    r"entledigande|(?:väljs|valdes|utses|utsågs|utsetts|valts|entledigas|entledigades|befrias|"
    r"avsäger|avsade|avsagt)|"
    r"ställer\s+(?:proposition|sig bakom)|"
    r"föreslår\s+(?:bifall|avslag|återremiss|i (?:första|andra) hand|(?:kommun|region)\w+|"
    r"\w+nämnden))",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(rf"[\s*_]{{0,3}},?\s{{0,3}}\(?{_ROLES}\b", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?:\b{_ROLES}[\s:*_|.)<>/br]{{1,12}}"
    r"|\b(?:\w*yrkande\w*|\w*reservation\w*|protokollsanteckning\w*|\w*motion\w*|interpellation\w*|"
    r"initiativ\w*|\w*förslag)\s+(?:[^.\n]{0,60}\s)?(?:av|från|till)\s+"
    r"|\bbifall\s+till\s+"
    r"|\b(?:reservation\w*|protokollsanteckning\w*|yrkanden?|jäv|ja|nej|(?:ja|nej)[- ]?röst\w*|"
    r"avstår|deltar\s+(?:ej|inte)(?:\s+i\s+beslutet)?)\s*:[\s*_]*"
    r"|\b(?:reservera\w*\s+sig|yrka\w*|rösta\w*|instäm\w*)\s+"
    r"|\b(?:motion|interpellation|initiativ)\w*\s+(?:\w+\s+){0,2}(?:föreslår|yrkar|anför|skriver|"
    r"frågar|begär)\s+"
    r"|\banföranden?\s+(?:hålls|hölls)\s+av\s+"
    r"|\b(?:ja|nej)[- ]?röst\w*\s+(?:avges?|avger|lämnas?)\s+(?:av\s+)?"
    r"|\b(?:besvaras|besvarades)\s+av\s+"
    r"|\b(?:väljer|välja|väljs|valt|valdes|utser|utses|utse|utsett|utsågs|entledig\w+|befria\w*|"
    r"avsägelse\w*|"
    r"nominera\w*|fyllnadsval|ersättare\s+för|tjänstgör\s+för|istället\s+för|i\s+stället\s+för|"
    r"ersätter|efter)\s+(?:[^.\n]{0,40}\s)?"
    r"|\b(?:kommunalråd|oppositionsråd|regionråd|borgarråd|kommunstyrelsens|fullmäktiges)\w*\s+"
    r"|\b(?:närvarande|beslutande|tjänstgörande|adjungerade?)\b[\s:*_|]{1,30}"
    r")\Z",
    re.IGNORECASE,
)
# No word or label of those stands farther before a name.
_LONGEST_BEFORE = 150
# Who asks as a citizen: no act of office, whatever follows.
_CITIZEN = re.compile(
    r"\b(?:medborgarförslag|ansökan|klagomål|skrivelse|överklagan\w*|anmälan|synpunkt\w*|brev|e-post|"
    r"sökande\w*|boende|granne\w*|anhörig\w*|vårdnadshavare\w*|privatperson\w*|medborgare\w*|"
    r"klagande\w*|brukare\w*|vittne\w*|patient\w*|elev(?:en|er|erna)?|kärande\w*|svarande\w*|"
    r"hyresgäst\w*|fastighetsägare\w*|huvudman\w*|förälder\w*|föräldrar\w*|besökare\w*|"
    r"näringsidkare\w*|entreprenör\w*|exploatör\w*|arrendator\w*)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?](?=\s|\Z)|\n\s*\n")


@dataclass(frozen=True, slots=True)
class _Printed:
    """A full name with a party: the name, where it begins, where its party ends."""

    name: str
    start: int
    end: int


def elected_in(text: str, found: Iterable[Possible]) -> frozenset[str]:
    """The names, as printed, of all who do an act of office in a text."""
    named: set[str] = set()
    for row in _rows(text, _with_party(text, found)):
        if _is_list(text, row) or _acts(text, row):
            named |= {one.name for one in row}
    return frozenset(named)


def party_end(text: str, end: int) -> int:
    """Where the party printed in brackets behind a name ends; `end` itself where there is none.

    Letters that are no registered party may be one: with a withheld name they are withheld.
    """
    match = _PARTY.match(text, end)
    if match is None:
        return end
    party = match["party"]
    known = is_no_party(party) or party_key(party)
    return match.end() if known or party[:1].isupper() else end


def has_party(text: str, end: int) -> bool:
    """Whether a registered party stands behind a name that ends there; dashes are none."""
    return party_behind(text, end) is not None


def party_behind(text: str, end: int) -> str | None:
    """The key of the registered party behind a name that ends there."""
    match = _PARTY.match(text, end)
    return None if match is None or is_no_party(match["party"]) else party_key(match["party"])


def _with_party(text: str, found: Iterable[Possible]) -> Iterator[_Printed]:
    for one in found:
        words = [w for w in re.findall(r"[^\W\d_]+", one.name) if len(w) > 1]
        if len(words) > 1 and has_party(text, one.end):
            yield _Printed(one.name, one.start, party_end(text, one.end))


def _rows(text: str, printed: Iterable[_Printed]) -> Iterator[list[_Printed]]:
    """Names with parties that stand side by side, together."""
    row: list[_Printed] = []
    for one in printed:
        if row and not _beside(text[row[-1].end : one.start]):
            yield row
            row = []
        row.append(one)
    if row:
        yield row


def _beside(between: str) -> bool:
    return len(between) <= _LONGEST_BESIDE and not _BESIDE.sub("", between)


def _is_list(text: str, row: Sequence[_Printed]) -> bool:
    """Whether names stand one below the other, or in cells, as members do."""
    borders = sum(_ROW.search(text[a.end : b.start]) is not None for a, b in pairwise(row))
    alone = _line_before(text, row[0].start).strip(" \t|*_-•") == ""
    return borders + alone >= _LIST


def _line_before(text: str, at: int) -> str:
    return text[max(text.rfind("\n", 0, at) + 1, at - _REACH) : at]


def _acts(text: str, row: Sequence[_Printed]) -> bool:
    """Whether the sentence around names says an act of office of them."""
    before = text[max(0, row[0].start - _REACH) : row[0].start]
    cut = [m.end() for m in _ENDS.finditer(before)]
    sentence = before[cut[-1] :] if cut else before
    if _CITIZEN.search(sentence):
        return False
    if any(_SERVES.search(text[a.end : b.start]) for a, b in pairwise(row)):
        return True
    if _ROLE_AFTER.match(text, row[-1].end) or any(_ROLE_AFTER.match(text, o.end) for o in row):
        return True
    # A role or label may stand in the line before.
    near = before.rstrip("\n") + " " if before.endswith("\n") else before
    if _BEFORE.search(near, max(0, len(near) - _LONGEST_BEFORE)):
        return True
    stop = _ENDS.search(text, row[-1].end)
    end = min(stop.start() if stop else len(text), row[-1].end + _REACH)
    return _AFTER.search(text, row[-1].end, end) is not None

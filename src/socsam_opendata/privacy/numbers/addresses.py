"""Home addresses: a street and number, or a village and number, beside a person.

The address of a meeting place and a street that an item is about are none: without a word such as
"bosatt" a person must stand directly before, and the words of houses and bodies speak against.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from socsam_opendata.minutes.print.dates import MONTH
from socsam_opendata.privacy.names.dictionary import is_listed
from socsam_opendata.privacy.names.known import places
from socsam_opendata.privacy.names.nature import nature
from socsam_opendata.privacy.numbers.digits import Group, Run
from socsam_opendata.privacy.numbers.persons import Persons
from socsam_opendata.privacy.numbers.spans import PlainSpan

_STREETS_TEXT = """
    gatan gata vägen väg gränd gränden stigen stig torget torg backen backe allén allé leden
    led platsen plats plan kajen kaj esplanaden promenaden stråket liden slingan ringen kroken
    parken höjden tået gången gång brinken brink svängen bågen dalen ängen hagen tomten strand
    stranden gården gård bron hamnen rondellen cirkeln kullen branten lunden åsen udden viken
    skogen hörnet byn sidan sund holmen vreten tåget passagen terrassen trappan vallen slänten
    hållan steget street road gade vej katu tie
"""
_STREETS = tuple(_STREETS_TEXT.split())
_SURE_STREETS_TEXT = """
    gatan gata vägen väg gränd gränden stigen stig backen backe allén allé esplanaden torget
    torg leden slingan brinken svängen
"""
_SURE_STREETS = tuple(_SURE_STREETS_TEXT.split())
_WORDS_BEFORE = re.compile(
    r"(?<![\w-])(?P<street>(?:(?:[^\W\d_a-zåäö][\w’'-]*(?::[a-z])?|af|von|de) ){0,4}"
    r"(?:[^\W\d_]{2,30}-\n[ >|]{0,6})?[\w’'-]+[.]?)(?: |\n|, ?)\Z"
)
# Ekg. 3, Björkv. 7
_SHORTENED = re.compile(r"[^\W\d_a-zåäö][^\W\d_]*[^\W\d_aeiouyåäö](?<!n)(?:g|v|gr)[.]\Z")
_VILLAGES_TEXT = """
    ändan änden sjön ån älven berget dalen holmen heden fjället näset myren tjärnen torpet hagen
    berg dal sjö skog lund holm fors hed bäck by mo åker vik kulla myr lid ås näs strand borg torp
    hult ryd sund viken udden böle sta träsk nyland
"""
_VILLAGES = tuple(_VILLAGES_TEXT.split())
# Longer ones that no list explains are compounds of the administration.
_LONGEST_VILLAGE = 12
_BOXES = frozenset({"box", "postbox", "postlåda", "postfack", "pl"})
_CARE_OF = re.compile(r"(?<!\w)[cC]/[oO]:? [^\W\d_a-zåäö][^\d\n,;|]{1,40}[,;]? ?\n?\Z")
# A letter, a range, the number of a flat, the stairs.
_AFTER = re.compile(
    r"(?: ?[A-Ha-h](?![\w:]))?(?:-[0-9]{1,3}[A-H]?)?"
    r"(?:(?:,|/)? ?(?:\(?lgh[.]? ?[0-9]{1,4}\)?|lägenhet(?:snummer|snr)? ?[0-9]{1,4}"
    r"|vån(?:[.]|ing(?:en)?)? ?[0-9]{1,2}|(?:uppg(?:[.]|ång)?|port(?:en)?) [A-H0-9](?!\w)"
    r"|(?:[0-9]|bv|nb) ?tr(?:[.]|appor)?(?: ?ö?g)?)){0,3}"
)
_POSTCODE = re.compile(
    r"[ ,|)\n]{1,4}(?:SE?[- ]?)?[0-9]{3} ?[0-9]{2}[ ,|\n]{1,3}"
    r"[^\W\d_a-zåäö][\w-]+(?: [A-ZÅÄÖ][\w-]+)?"
)
_HOME = re.compile(
    r"(?<![^\W\d_])(?:bosatta?|bor|bodde|boende|folkbokförda?|mantalsskriven|skriven(?= på| i )"
    r"|(?:hem|bostads|folkbokförings|privat|vistelse)adress(?:en)?|hemmet|hemma|c/o|hembesök"
    r"|hemvist|hemmahörande|inneboende"
    r"|bostad(?:en)?(?= på| i |:)|flytta(?:r|t|de)?(?: in| ut| hem)?(?= till| från)"
    r"|hem(?= på| till)|hyresgäst(?:en)?|familj(?:en)?|vårdtagare(?:n)?|brukare(?:n)?"
    r"|klient(?:en)?|sökande(?:n|s)?|klagande(?:n)?|lever|vistas|dödsbo(?:et)?|anhörig(?:a)?"
    r"|kontaktperson|huvudman(?:nen)?|god man|lives at|living at)(?![^\W\d_])",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?<![^\W\d_])(?:adress(?:en|er)?|adr|address)(?![^\W\d_])", re.IGNORECASE)
# Where people meet or work: a name before the street is the house's.
_PLACE = re.compile(
    r"(?<![^\W\d_])(?:\w{0,20}(?:huset|salen|lokal(?:en|er)?|kontoret|skolan|sammanträd\w*"
    r"|möte[tn]?s?|rummet|byggnaden|biblioteket|kansli(?:et)?|boendet|avdelning(?:en)?"
    r"|enhet(?:en)?|förvaltning(?:en)?|förening(?:en)?|klubben|kyrkan|hotell(?:et)?"
    r"|restaurang(?:en)?|butik(?:en)?|verksamhet\w*)|(?:besöks|post|faktura|leverans)adress"
    r"|plats|sal|hpl|ab|hb|kb|bank|kommunens?|regionens?)(?![^\W\d_])",
    re.IGNORECASE,
)
# What an item is about: the street, not somebody who lives there.
_MATTER = re.compile(
    r"(?<![^\W\d_])(?:fastighet(?:en|erna)?|parkering(?:en|splats\w*)?|detaljplan\w*|trafik\w*"
    r"|korsningen|hörnet|anläggning\w*|renovering\w*|hyr(?:a|s|es)|bygglov\w*|\w{0,4}byggnad"
    r"|rivning\w*|kvarteret|kv[.])(?![^\W\d_])",
    re.IGNORECASE,
)
# A number before these counts something: bosatta i Ragunda 12 månader.
_UNITS = re.compile(
    rf" (?:år|månad(?:er)?|dagar|veckor|timmar|min(?:uter)?|personer|barn|elever|platser|st|kr"
    rf"|kronor|procent|%|(?:kilo)?meter|km|kvm|m2|gånger|till|och [0-9]|{MONTH})(?!\w)"
)
_ENDS = ("", ",", ";", "\n", "|", ")", ".")
# What makes one numeral of two, and ends no sentence before a number of the next cell: 12.5, 8:30
_NUMERAL_SIGN = re.compile(r"[:./][^\s|]*")
_PART_OF_STREET = re.compile(
    r"(?:Norra|Södra|Östra|Västra|Stora|Lilla|Gamla|Nya|Övre|Nedre|Yttre|Inre|Mellersta|Sankt|S:t"
    r"|[NSÖV])\Z"
)


def home_addresses(
    text: str, runs: Sequence[Run], persons: Persons, reached: Sequence[PlainSpan]
) -> Iterator[PlainSpan]:
    """Every home address; `reached` are numbers found so far, which show a person too."""
    ends = sorted(span.end for span in reached)
    for run in runs:
        for at, group in enumerate(run.groups):
            town = _town_of(text, group, persons)
            if town:
                yield town
                continue
            if len(group.digits) > 4 or group.start < 3 or not text[group.start - 1].isspace():
                continue
            if at + 1 < len(run.groups) and _NUMERAL_SIGN.fullmatch(run.joints[at]):
                continue
            span = _address_with(text, group, persons, ends)
            if span:
                yield span


def _town_of(text: str, group: Group, persons: Persons) -> PlainSpan | None:
    """A post code and town right behind a person: `Anna Vik, 840 70 Hammarstrand`."""
    if len(group.digits) not in {3, 5}:
        return None
    post = _POSTCODE.match(text, group.start - 1) if group.start else None
    place = post and _PLACE.search(persons.sentence(group.start))
    if post is None or place or not persons.directly_before(group.start):
        return None
    return PlainSpan(group.start, post.end(), "home-address")


def _address_with(
    text: str, group: Group, persons: Persons, ends: Sequence[int]
) -> PlainSpan | None:
    at = group.start - 1
    if text.endswith((" nr", " nr."), 0, at):
        at = text.rindex(" ", 0, at)
    far = max(0, at - 40)
    begin = max(text.rfind(" ", far, at), text.rfind("\n", far, at)) + 1
    folded = text[begin:at].casefold().rstrip(",")
    if not (text[begin : begin + 1].isupper() or folded.endswith(_STREETS) or folded in _BOXES):
        return None
    words = _WORDS_BEFORE.search(text, max(0, at - 70), at + 1)
    if words is None:
        return None
    last = words["street"].split(" ")[-1]
    kind = _kind_of(last)
    after = _AFTER.match(text, group.end)
    end = after.end() if after else group.end
    post = _POSTCODE.match(text, end)
    if kind == "none" and not last[:1].isupper():
        return None
    if _UNITS.match(text, group.end) and not post:
        return None
    start = _street_start(words)
    if kind == "none" and len(group.digits) < 4 and _is_village(text, persons, last, start, end):
        kind = "likely"
    if not _is_home(text, persons, ends, start, end, kind, post is not None):
        return None
    care = _CARE_OF.search(text, max(0, start - 48), start)
    start = care.start() if care else start
    return PlainSpan(start, post.end() if post else end, "home-address")


def _kind_of(word: str) -> str:
    """How sure a word is a street: `sure`, `likely`, `none` (a village or a farm may be)."""
    folded = word.casefold()
    if folded in _BOXES or _SHORTENED.match(word):
        return "likely"
    if folded.endswith(_SURE_STREETS) and (word[:1].isupper() or folded in _SURE_STREETS):
        return "sure"
    return "likely" if folded.endswith(_STREETS) and word[:1].isupper() else "none"


def _is_village(text: str, persons: Persons, word: str, start: int, end: int) -> bool:
    """Whether a village or farm may stand with a number behind a person: `Tora Vik, Sjöändan 9`.

    It is a municipality, a word that no list explains, or a compound that ends as villages do.
    """
    if not text.endswith((", ", "\n", "| "), 0, start) or text[end : end + 1] not in _ENDS:
        return False
    small = word.casefold()
    named = small in places() or (len(small) <= _LONGEST_VILLAGE and nature(small).strange)
    named = named or (small.endswith(_VILLAGES) and not is_listed(small))
    return named and not (word.isupper() and len(word) < 5) and persons.directly_before(start)


def _street_start(words: re.Match[str]) -> int:
    """Where the street begins: with the words that belong to it, and not with a person's name."""
    parts = words["street"].split(" ")
    first = len(parts) - 1
    alone = parts[-1][:1].islower()  # Per Albins väg: the words before are its name.
    while first and (alone or _PART_OF_STREET.match(parts[first - 1])):
        if alone and len(parts) - first > 3:
            break
        first -= 1
    return words.start() + len(" ".join(parts[:first])) + (1 if first else 0)


def _is_home(
    text: str, persons: Persons, ends: Sequence[int], start: int, end: int, kind: str, post: bool
) -> bool:
    """Whether somebody lives there: by a word, a number or a person beside the address."""
    sentence = persons.sentence(start)
    place = _PLACE.search(sentence) is not None
    away = place or _MATTER.search(sentence) is not None
    sure = kind == "sure" or post
    home = list(_HOME.finditer(sentence))
    if home and (sure or kind == "likely" or len(sentence) - home[-1].end() <= 16):
        return not (away and len(sentence) - home[-1].end() > 40)
    if not (sure or kind == "likely"):
        return False
    if persons.directly_before(start) and not place:
        return True
    near = persons.listed_before(start) or _ends_within(ends, start, len(sentence))
    if not away and (near or _ADDRESS.search(sentence)):
        return True
    return persons.in_brackets_after(end)


def _ends_within(ends: Sequence[int], start: int, reach: int) -> bool:
    """Whether a number that reaches a person ends at most `reach` characters before `start`."""
    n = bisect_right(ends, start) - 1
    return n >= 0 and start - ends[n] <= reach

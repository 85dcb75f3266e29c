"""Printed persons as their parts: name, party, role, where from, which paragraphs, whom for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from socsam_opendata.minutes.print.during import attended
from socsam_opendata.minutes.print.names import BARE_PARTY, IN_PARTY, is_name, says_no_party
from socsam_opendata.minutes.print.offices import (
    OfficeTime,
    leads_during,
    office_time,
    party_behind_office,
    second_office,
)
from socsam_opendata.minutes.print.paragraphs import ANY_ONE
from socsam_opendata.minutes.print.serving_words import (
    is_nobody,
    names_another_first,
    served,
    served_spans,
)
from socsam_opendata.minutes.print.surnames import commas_turned, may_be_surnames
from socsam_opendata.minutes.print.titles import (
    capacity_of,
    is_title,
    tells_several,
    without_titles,
)
from socsam_opendata.model.code_lists import code_list, registry
from socsam_opendata.model.iris import DASH, DASHES


@dataclass(frozen=True, slots=True)
class PersonPrint:
    """A printed person: name, party designation, roles, and what else stands on the line.

    `paragraphs` are ranges as `12-15`; `during` says how they are meant: None as they stand, or
    `until` the one number, `from` it, `except` them, `before` or `after` it. `capacity` is the one
    that stands with the name; `role_paragraphs` are those of
    a second role, meant as `role_during`; `served_by` is who took the seat; `recused` are the
    paragraphs of a conflict of interest; `titled` says that a title of an employment stands before
    the name; `office` reads the paragraphs right behind an office as those that it was held for;
    `substitute_of` is, in the genitive, whose substitute this is; `acting` says that they served,
    as whoever sits in a seat of their own does anyhow.
    """

    name: str
    party_text: str | None = None
    roles: tuple[tuple[str, str], ...] = ()
    role_paragraphs: str | None = None
    role_during: str | None = None
    municipality: str | None = None
    affiliation: str | None = None
    title: str | None = None
    paragraphs: str | None = None
    during: str | None = None
    serves_for: str | None = None
    not_serving: bool = False
    status: str | None = None
    capacity: str | None = None
    served_by: str | None = None
    recused: str | None = None
    titled: bool = False
    office: OfficeTime | None = None
    substitute_of: str | None = None
    acting: bool = False


_START = re.compile(rf"(?P<name>[^,();]{{3,80}}?)(?:\s*,)?\s*{IN_PARTY}")
# A comma inside brackets is none between people.
_TOKEN = re.compile(r"[^,\s](?:\([^()]{0,80}\)|(?!\s(?:och|samt|&)\s)[^,])*")
_BEHIND_PARTY = re.compile(rf"{IN_PARTY}\s+(?P<name>[^,();\d§]{{3,80}})(?=[,;]|$)")
_NOT_SERVING = re.compile(r"\b(?:ej|icke|inte)\s+(?:tj\w*|t[gj]{2})\.?(?:\s+ers\w*\.?)?", re.I)
# First words of organizations that no list of kinds holds: `Anhöriggruppen`, `Samfälligheten`.
_BODY = re.compile(
    r"\w*(?:gruppen|laget|klubben|samfälligheten|nätverket|kooperativet|kåren|sällskapet|jouren"
    r"|rådet|föreningen|skolan|förvaltningen|enheten|nämnden|kommittén|förbundet|avdelningen|kontoret"
    r"|stiftelsen|utskottet|teamet)\b",
    re.I,
)
_RECUSAL = re.compile(r"(?:\bp\.?\s?g\.?\s?a\.?|\bpå\s+grund\s+av)?\s*\bjäv\w*", re.I)
# The party right behind a name and a comma, `Ida Höstmo, C`, or a column of its own.
_BARE_PARTY = re.compile(rf"(?P<name>[^,();]{{3,80}}?),\s*(?P<party>{BARE_PARTY})\s*(?=,|$)")
_COLUMN_PARTY = re.compile(rf"(?<=\w)\s{{3,}}(?P<party>{BARE_PARTY})(?=\s{{3,}}|\s*$)")
_DASHED = re.compile(rf"\s{DASH}\s")
# No name has more words.
_WORDS = 8
_LAST_BRACKET = re.compile(r"\s*\((?P<said>[^()]{2,40})\)$")
_FORMER = re.compile(r"[Ff]\.?\s?d\.?\s[A-ZÅÄÖ]{1,6}")
_SHORT_OFFICE = re.compile(r"\(([a-zåäö]{3,6})\)", re.I)
_BEHIND_NUMBER = re.compile(r"\d\s+(?:och|samt|&)$")
# A sentence ends behind a party: what follows is of the next person.
# Two full names have so many words.
_TWO_NAMES = 4
# The paragraphs of a person without a party: `ekonom Ida Höstmo § 226`, another after a comma.
_DURING_BEHIND = re.compile(rf"\s*§{{1,2}}\s*\d{{1,4}}(?:\s*{DASH}\s*\d{{1,4}})?[\s.]*\Z")
_NEXT_SENTENCE = re.compile(r"\)\.(?=\s+[A-ZÅÄÖ])")
_FIRST_ENDS = re.compile(r"[,(]|\s(?:och|samt|&)\s")
_AND_AFTER = re.compile(r"\s(?:och|samt|&)$")
# More blanks say no more, and are walked through again and again.
_GAP = re.compile(r"\s{10,}")
_TAKES_PART = re.compile(r"(?:del(?:tar|tog)|närvar(?:ande|ar|ade)|medverka(?:r|de))\s+", re.I)
# A mark of a column that nobody told: who was there, or was not, or served.
_MARKED = re.compile(rf"[xX]|{DASH}+")
# What a column says of whoever served, members and substitutes.
ACTING = "tjänstgör"
_AND = re.compile(rf"(?:§{{1,2}}\s*\d{{1,4}}(?:\s*{DASH}\s*\d{{1,4}})?\s+)?(?:och|samt|&)\s+")
_JOINING = frozenset({"och", "samt", "&"})
_SMALL_WORDS = frozenset(
    {"i", "på", "för", "vid", "av", "från", "till", "och", "samt", "hos", "med"}
)


def _name_at_end(text: str) -> str | None:
    """The full name a text ends with, where a role, a number or nothing stands before it."""
    words = text.split()
    for at in range(max(0, len(words) - _WORDS), len(words) - 1):
        name = " ".join(words[at:])
        if is_name(name):
            before = " ".join(words[:at])
            role = code_list("role").of_form(before) or code_list("role").of_form(words[at - 1])
            joined = before.casefold() in _JOINING or _BEHIND_NUMBER.search(before)
            ends = not before or joined or before[-1].isdigit() or role
            return name if ends or _belongs_elsewhere(before) else None
    return None


def _titled_name(text: str) -> str | None:
    """The name in `ekonomichef Ida Höstmo`: a title ends one person, the name begins the next."""
    words = text.split()
    for at in range(max(1, len(words) - _WORDS), len(words) - 1):
        name = " ".join(words[at:])
        if is_name(name) and words[at - 1].casefold() not in _SMALL_WORDS:
            return name if words[0][0].islower() or words[at - 1][-1].isdigit() else None
    return None


def _behind_title(text: str) -> str | None:
    """The name in `HR-chef Ida Höstmo`."""
    titles, name = without_titles(text)
    return name if titles else None


def _columns_joined(text: str) -> str:
    """A line of columns as running text: a party in brackets, names side by side one a person."""
    if "   " not in text:
        return text
    text = _COLUMN_PARTY.sub(
        lambda m: f" ({m['party']})" if registry().party(m["party"]) else m.group(), text
    )
    first, *others = re.split(r"\s{3,}", text.strip())
    for other in others:
        name, _, _ = other.partition("(")
        apart = is_name(name.strip(" ,")) and not _belongs_elsewhere(name.strip(" ,"))
        first += f"; {other}" if apart else f", {other}"
    return first


# `sekreterare p. 31-32`, `punkt 4`; what has a colon or a dot inside is a time.
_POINTS = re.compile(
    r"(?<=[\s,(])(?:p|pkt|punkt|punkterna)\.?\s*(?=\d{1,4}(?![\d.:]))", re.IGNORECASE
)


def _offices_told(text: str) -> str:
    """A text with a dot behind offices in brackets that are as short as a party, `(ordf)`, with the
    sign of paragraphs for a word that stands for it, `p. 31-32`, and with given names first."""
    text = _POINTS.sub("§ ", commas_turned(text))
    return _SHORT_OFFICE.sub(lambda m: f"({m[1]}.)" if _is_office(m[1]) else m.group(), text)


def _is_office(said: str) -> bool:
    """Whether letters in brackets are short for an office or a capacity, and no party."""
    lists = (code_list("role"), code_list("capacity"))
    known = any(codes.of_form(form) for codes in lists for form in (said, f"{said}."))
    return known and registry().party(said) is None


@lru_cache(maxsize=20_000)  # the same people sit at meeting after meeting
def split_persons(text: str) -> tuple[str, ...]:
    """A line with several persons, one after another, as one text a person."""
    text = _offices_told(" ".join(_columns_joined(text).split()))
    text = _NEXT_SENTENCE.sub(");", text)
    if ";" in text:
        return tuple(p for piece in text.split(";") for p in split_persons(piece.strip(" ,")))
    if names_another_first(text):
        return (text,)
    starts = sorted(
        {*_starts_with_party(text), *_starts_without_party(text), *_starts_behind_party(text)}
        - _inside_served(text)
    )
    first = _first_person(text)
    name = without_titles(first)[1]
    if starts and len(first) < starts[0] and is_name(name) and not _belongs_elsewhere(name):
        starts = [0, *starts]
    bounds = [0, *starts[1:], len(text)]
    pieces = [_AND_AFTER.sub("", text[a:b].strip(" ,")).strip(" ,") for a, b in pairwise(bounds)]
    return tuple(p for p in pieces if p)


def _inside_served(text: str) -> set[int]:
    """The places of a name that somebody serves for, where too few words are there for two."""
    return {
        at for start, end in served_spans(text) if len(text[start:end].split()) < _TWO_NAMES
        for at in range(start, end)
    }  # fmt: skip


def _starts_with_party(text: str) -> list[int]:
    """Where persons begin in `Ida Höstmo (S) ordförande Tor Ekmo (M) §§ 1-5 Bo Myr (C)`.

    A title with a capital, too, is that of the person before it, where the first has none before.
    """
    starts: list[int] = []
    before = _titles_first(text)
    for match in _START.finditer(text):
        named = _titled_next(match["name"].strip(" ,"), before=before)
        if named and starts:
            starts.append(match.start("name") + match["name"].rindex(named))
            continue
        name = _name_at_end(match["name"].strip(" ,"))
        if name and starts and not before:
            name = without_titles(name)[1]
        if name:
            starts.append(match.start("name") + match["name"].rindex(name))
    return starts


def _titles_first(text: str) -> bool:
    """Whether the first person of a line has a title before the name."""
    return bool(without_titles(_first_person(text))[0])


def _first_person(text: str) -> str:
    """What stands in front of the first comma, bracket or `och` of a line, paragraphs left out."""
    return _DURING_BEHIND.sub("", _FIRST_ENDS.split(text, maxsplit=1)[0]).strip()


def _titled_next(words: str, *, before: bool) -> str | None:
    """A title and the name behind it, where the title is of this person: `ledamöterna Bo Myr`.

    So it is where those of the line stand `before` their names, behind `och`, and of several.
    """
    joined = _AND.match(words)
    words = words[joined.end() :] if joined else words
    titles, _ = without_titles(words)
    several = bool(titles) and tells_several(titles[0])
    return words if titles and (before or joined or several) else None


def _starts_behind_party(text: str) -> list[int]:
    """Where persons begin in `Ida Höstmo (S) Bo Myr, chef`: right behind the party of another."""
    starts = []
    for match in _BEHIND_PARTY.finditer(text):
        name = match["name"].rstrip()
        if is_name(name) and not _belongs_elsewhere(name):
            starts.append(match.start("name"))
    return starts


def _starts_without_party(text: str) -> list[int]:
    """Where persons begin in `Ida Höstmo, Bergs kommun, Tor Ekmo, ekonomichef Bo Myr, chef`."""
    tokens = list(_TOKEN.finditer(text))
    starts = []
    before = _titles_first(text)
    for i, token in enumerate(tokens):
        joined = _AND.match(token.group())
        at = token.start() + (joined.end() if joined else 0)
        words = _DURING_BEHIND.sub("", text[at : token.end()]).rstrip()
        bracket = _LAST_BRACKET.search(words)
        name = without_titles(words[: bracket.start()])[1] if bracket else ""
        if bracket and _tells_office(bracket["said"]) and is_name(name):
            starts.append(at + words.index(name))
        elif is_name(words) and not _belongs_elsewhere(words):
            if i == 0 or len(tokens) > 2 or joined:
                starts.append(at)
        elif i and (
            titled := _titled_next(_DURING_BEHIND.sub("", token.group()).rstrip(), before=before)
            or _titled_name(words)
            or _behind_title(words)
        ):
            starts.append(at + words.rindex(titled))
    return starts


def _tells_office(said: str) -> bool:
    """Whether what stands in brackets behind a name is a role, a title or whether one was there."""
    lists = ("role", "attendance-status", "capacity", "cover-label")
    office = said.partition(",")[0].strip(" .")
    return is_title(office) or any(code_list(one).of_form(office) for one in lists)


def _belongs_elsewhere(token: str) -> bool:
    """Whether a part of a line tells where a person comes from rather than who it is."""
    if registry().municipality(token) or says_no_party(token):
        return True
    if says_kind(token) or code_list("role").of_form(token):
        return True
    return bool(code_list("organization-kind").find(token))


def says_kind(name: str) -> bool:
    """Whether a name begins with what kind of organization it is: `Föreningen Hjälpen`."""
    known = any(found.start == 0 for found in code_list("organization-kind").find(name))
    return known or _BODY.match(name) is not None


@lru_cache(maxsize=20_000)
def person_print(text: str) -> PersonPrint | None:
    """A printed person as its parts, or None when the text does not begin with a name."""
    serves, rest, served_by, whose = served(_offices_told(_GAP.sub(" " * 9, text)))
    found = _named(rest)
    if found is None or may_be_surnames(rest):
        return None
    name, party, tail, titles = found
    if party is None:
        party, tail = party_behind_office(tail)
    tail, during_role, led, led_during = second_office(tail)
    not_serving = _NOT_SERVING.search(tail) is not None
    tail = _NOT_SERVING.sub("", tail)
    # A conflict of interest is that of the one who is served for.
    there = attended(_RECUSAL.sub("", tail) if serves else tail)
    vacant = serves is not None and is_nobody(serves)
    printed = PersonPrint(
        name, party, serves_for=None if vacant else serves, served_by=served_by,
        substitute_of=whose, capacity="serving-substitute" if vacant else None,
        roles=during_role, role_paragraphs=led, role_during=led_during, recused=there.recused,
        titled=any(capacity_of(one) is None for one in titles),
        paragraphs=there.paragraphs, during=there.during, not_serving=not_serving,
        status="partial" if there.partly else None,
        office=None if serves or led else office_time(tail, titles),
    )  # fmt: skip
    parts = re.split(r"[,()]", there.rest)
    if any(
        _MARKED.fullmatch(said.strip()) and (said.strip().isalpha() or party) for said in parts[1:]
    ):
        return None  # what the mark tells stands at the head of its column
    for said in parts:
        part = _in_swedish(said.strip(f" .;{DASHES}"))
        if part.casefold() == ACTING:
            printed = replace(printed, acting=True)
        elif printed.party_text is None and (says_no_party(part) or _FORMER.fullmatch(part)):
            printed = replace(printed, party_text=part)
        else:
            printed = _with_part(printed, part)
    if printed.roles and not led and there.during is None and leads_during(tail):
        printed = replace(printed, role_paragraphs=there.paragraphs)
    for title in titles:
        capacity = capacity_of(title)
        known = code_list("role").of_form(title) or code_list("capacity").of_form(title)
        if known:
            printed = _with_part(printed, title)
        elif capacity in code_list("capacity").tied("holdsSeat"):
            printed = replace(printed, capacity=capacity)
        else:
            printed = replace(printed, title=title)
    return printed


def _in_swedish(part: str) -> str:
    """An office without what it is called in another language: `ordförande / puheenjohtaja`."""
    office, slash, _ = part.partition(" / ")
    return office if slash and _tells_office(office) else part


def _named(text: str) -> tuple[str, str | None, str, tuple[str, ...]] | None:
    """Name, party, the rest of a line that begins with a person, and titles before the name."""
    bare = _BARE_PARTY.match(text)
    if bare and is_name(bare["name"].strip()) and registry().party(bare["party"]):
        text = f"{bare['name']} ({bare['party']}){text[bare.end() :]}"
    start = _START.match(text)
    if start and not _tells_office(start["party"]):
        titles, name = without_titles(start["name"].strip())
        if is_name(name):
            return name, start["party"].strip(), text[start.end() :], titles
    first, _, tail = text.partition(",")
    dash = _DASHED.search(first)
    if dash and is_name(first[: dash.start()]):  # a dash for the comma
        first, tail = first[: dash.start()], f"{first[dash.end() :]},{tail}"
    stop = first.find(". ")
    if stop > 0 and is_name(first[:stop]):  # a full stop for the comma: `Ida Höstmo. Bergs kommun`
        first, tail = first[:stop], f"{first[stop + 2 :]},{tail}"
    titles, name = without_titles(first.strip())
    if is_name(name):
        return name, None, tail, titles
    found = re.match(r"(.+?)\s+((?:§|\(|t\.?o\.?m|fr\.?o\.?m|ej\s).*)$", name)
    if found:
        titles, name = without_titles(found[1])
        if is_name(name):
            return name, None, f"{found[2]},{tail}", titles
    return None


def _status(part: str) -> str | None:
    """The status that a part tells; the verb may stand before how: `deltar på distans`."""
    statuses = code_list("attendance-status")
    taken = _TAKES_PART.match(part)
    return statuses.of_form(part) or (statuses.of_form(part[taken.end() :]) if taken else None)


def _with_part(printed: PersonPrint, part: str) -> PersonPrint:
    """A person with one more part of the line: role, status, where from, or title."""
    if (
        not part
        or part in ("del av", "närvarande", "punkt")
        or part.casefold() in _JOINING
        or re.fullmatch(rf"(?:punkt\s+)?[A-ZÅÄÖ](?:\s+{ANY_ONE})?", part)
    ):
        return printed
    role = code_list("role").of_form(part) or code_list("role").of_form(f"{part}.")
    status = _status(part)
    capacity = code_list("capacity").of_form(part)
    municipality = registry().municipality(part)
    if role and role in code_list("role").marked("wholeMeeting"):
        return replace(printed, roles=(*printed.roles, (role, part)))
    if status or capacity in code_list("capacity").tied("holdsSeat"):
        return replace(
            printed, status=status or printed.status,
            capacity=printed.capacity if status else capacity,
        )  # fmt: skip
    if municipality:
        return replace(printed, municipality=municipality)
    if part[0].isupper() and not is_title(part):
        return replace(printed, affiliation=part)
    return replace(printed, title=part)

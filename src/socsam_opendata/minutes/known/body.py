"""Which body met: the names that the minutes print for it, against those that the settings know."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise

from socsam_opendata.minutes.known.organizations import OTHER, Organizations, kind_of_organization
from socsam_opendata.minutes.layout.outline import Outline
from socsam_opendata.minutes.print.dates import CLOCK, WEEKDAYS
from socsam_opendata.minutes.print.names import without_genitive
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASHES, fold
from socsam_opendata.settings.dataset_toml import Body, Settings

_TITLED = re.compile(r"(?P<name>[^()\d]{3,80}?)\s*\((?P<short>[^()\d]{2,20})\)")
_MINUTES = r"(?:sammanträdes|mötes)?protokoll(?:et)?"
# What ends a name that a sentence goes on after.
_DAYS = "|".join(WEEKDAYS)
# Where it met is none of the name either: `i Rådhuset`, `på Stadshotellet`.
_ROOM = r"(?:i|på|vid)\s+\w*(?:huset|salen|rummet|gården|lokalen|skolan|hallen|hotellet)\b"
_END = rf"(?=[\s,]+(?:den\b|{CLOCK}|(?:{_DAYS})(?:en)?\b|\d|{_ROOM})|[\s,.:]*$)"
_FROM_MEETING = re.compile(
    rf"(?:{_MINUTES}\s+)?(?:från|för|fört\s+vid)\s+(?P<name>.+?)\s+(?:sammanträde|möte)\b.*", re.I
)
_WITH = (
    rf"(?i:(?:{_MINUTES}\s+)?(?:(?:från|för|fört\s+vid)\s+)?"
    r"\w{0,30}(?:sammanträde|möte|stämma)[tn]?\s+(?:med|i))\s+"
)
_MEETING_WITH = re.compile(rf"{_WITH}(?P<name>[A-ZÅÄÖ].+?){_END}.*")
# In small letters only what tells a body is one: `möte med kyrkorådet i Åsby`.
_MEETING_WITH_SMALL = re.compile(rf"{_WITH}(?P<name>[a-zåäö].+?){_END}.*")
_MEETING_OF = re.compile(r"(?P<name>[A-ZÅÄÖ].+?s)\s+(?:sammanträde|möte)\b.*")
_MINUTES_OF = re.compile(rf"(?P<name>[A-ZÅÄÖ].+?s)\s+(?i:{_MINUTES})\b.*")
_AFTER_MINUTES = re.compile(
    rf"(?i:{_MINUTES})[{DASHES}\s:]+(?P<name>(?!(?i:från|för|fört|till|av|med|i)\s)[^\W\d][^\d]+?)"
    rf"{_END}.*"
)
_MINUTES_FOR = re.compile(rf"(?i:{_MINUTES})\s+(?:för|från|av)\s+(?P<name>[^\W\d][^\d]+?){_END}.*")
# The word for minutes behind the name of the body: `Barnnämnden – Sammanträdesprotokoll`.
_MINUTES_BEHIND = re.compile(rf"\s+[{DASHES}]\s+{_MINUTES}\b.*", re.I)
_SUMMONED = re.compile(r"(?P<name>[A-ZÅÄÖ].{2,78}?)\s+kallas\s+(?:härmed\s+)?till\s+\S.*")
_NAMING = (_FROM_MEETING, _MEETING_WITH, _MEETING_OF, _MINUTES_OF, _SUMMONED)
_NOT_A_BODY = re.compile(
    r"\w*protokoll\b.*|(?:möte|sammanträde)\s+\d.*|\d.*|sid(?:an?|or)?\b.*|datum\b.*|\S+:\s.*"
    r"|\D{0,40}(?:nr\.?|nummer)\s+\d.*|kallelse|föredragningslista|dagordning|ärendelista|protokollsutdrag",
    re.I,
)
_DECIDES = re.compile(rf"(?P<name>[A-ZÅÄÖ][{DASHES}\w ]{{3,60}}?)s\s+beslut")
# A number behind a word for it is no day: `Styrelsemöte nr 4`, `Org.nr 556000-0000`.
_DATED = re.compile(r"(?P<name>[^\d(]{3,80}?)(?<!nr)(?<!nr\.)(?<!nummer)[\s,]+(?:den\s+)?\d.*")
# A name in two languages, and columns that stand beside each other in a line.
_LANGUAGES = re.compile(r"\s+/\s+(?=[A-ZÅÄÖ])")
_COLUMNS = re.compile(r"\s{3,}")
# No name is longer, in characters; and none is looked for so far into a line.
_LONGEST = 80
_LOOKED_THROUGH = 300
# A name in a narrow column ends so where it goes on, and what is left of its last word.
_UNFINISHED = re.compile(rf"(?:\b(?:och|samt|för)|[{DASHES}]|\w{{4}}s)\Z")
_REST = re.compile(r"[a-zåäö]{1,2}")
# A name that tells no kind of body stands in so many columns of the head at most.
_FIRST = 4


@dataclass
class _Printed:
    """The names of bodies that are printed, each with its short name: likeliest first."""

    named: list[tuple[str, str | None]] = field(default_factory=list)
    plain: list[tuple[str, str | None]] = field(default_factory=list)

    def take(self, text: str) -> None:
        """A line of the title or of a running header, or a column of one."""
        text = _MINUTES_BEHIND.sub("", text)
        match = next((found for form in _NAMING if (found := form.fullmatch(text))), None)
        small = _MEETING_WITH_SMALL.fullmatch(text) if not match else None
        if small and kind_of_organization(small["name"]) in _meeting_kinds():
            match = small
        titled = _TITLED.fullmatch(text)
        behind = _AFTER_MINUTES.fullmatch(text) or _MINUTES_FOR.fullmatch(text)
        if match and not _may_be_place(match):
            self.named.append((_capital(without_genitive(match["name"].strip(" ,"))), None))
        elif titled and not _NOT_A_BODY.fullmatch(text):
            self.named.append((titled["name"], titled["short"]))
        elif behind and kind_of_organization(behind["name"]) in _meeting_kinds():
            self.plain.append((_capital(behind["name"].strip(" ,")), None))
        elif not _NOT_A_BODY.fullmatch(text) and len(text) <= _LONGEST and text[-1:] != ".":
            dated = _DATED.fullmatch(text)
            self.plain.append((dated["name"] if dated else text, None))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _may_be_place(match: re.Match[str]) -> bool:
    """Whether a name may tell where a body met: `Sammanträde i Sessionssalen`."""
    before = match.string[: match.start("name")].casefold().split()
    return before[-1:] == ["i"] and kind_of_organization(match["name"]) not in _meeting_kinds()


def _meeting_kinds() -> Collection[str]:
    return code_list("organization-kind").marked("holdsMeetings")


def _printed(found: Outline) -> list[tuple[str, str | None]]:
    """Every printed name and short name the body may have, the likeliest first."""
    printed = _Printed()
    for line in (*found.title, *found.headers):
        # A row of a table names people, and what they are from; a list, what is to be handled.
        for column in () if "|" in line.text or line.listed else _COLUMNS.split(line.text):
            printed.take(_LANGUAGES.split(column)[0].strip()[:_LOOKED_THROUGH])
    named = [*printed.named]
    lines = (line.text for block in found.cover if block.label == "body" for line in block.lines)
    named += [(text, None) for text in lines if len(text) <= _LONGEST and ". " not in text]
    plain = _with_next(_unwrapped(printed.plain))
    likely = [p for p in plain if kind_of_organization(p[0]) in _meeting_kinds()]
    deciding = _deciding(found)
    # Of a board and its committee the one that decides in the headings met.
    decides = {fold(name) for name, _ in deciding}
    likely.sort(key=lambda name: fold(name[0]) not in decides)
    others = [name for name in plain[:_FIRST] if name not in likely]
    # A municipality is whose body met, and no body.
    no_body = code_list("organization-kind").marked("publicBody") - {*_meeting_kinds()}
    others.sort(key=lambda name: kind_of_organization(name[0]) in no_body)
    # Below the day, in the head of a page, stands no more of the day.
    days = [line.text for block in found.cover if block.label == "date" for line in block.lines]
    likely += [(text, None) for text in days if kind_of_organization(text) in _meeting_kinds()]
    return [*named, *likely, *deciding, *others]


def _unwrapped(plain: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """Names, those whole that go on in the next line: `Barn- och` above `utbildningsnämnden`."""
    whole: list[tuple[str, str | None]] = []
    for name, short in plain:
        if whole and name[:1].islower() and _UNFINISHED.search(whole[-1][0]):
            whole[-1] = (f"{whole[-1][0]} {name}", short)
        elif whole and _REST.fullmatch(name) and whole[-1][0][-1:].isalpha():
            whole[-1] = (whole[-1][0] + name, short)
        else:
            whole.append((name, short))
    return whole


def _with_next(plain: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """Names of one line each, and before them those that go on in the next line.

    `Norra och Södra` above `Räddningstjänstförbund`: places and a kind without an article.
    """
    joined: list[tuple[str, str | None]] = []
    for (above, _), (below, short) in pairwise(plain):
        kind = re.fullmatch(r"[A-ZÅÄÖ][a-zåäö]+", below) and not re.search(r"(?:en|et|na)$", below)
        if kind and " och " in above and kind_of_organization(below) != OTHER:
            joined.append((f"{above} {below}", short))
    return [*joined, *plain]


def _deciding(found: Outline) -> list[tuple[str, str | None]]:
    """The names in headings such as `Samrådsgruppens beslut`."""
    parts = [part for p in found.paragraphs for part in (p, *p.parts)]
    headings = [block.heading or "" for part in parts for block in part.blocks]
    return [(match["name"], None) for h in headings if (match := _DECIDES.fullmatch(h))]


def find_body(
    found: Outline, settings: Settings, organizations: Organizations, stated: str | None
) -> Body:
    """The body whose minutes these are: the one stated, one of the settings, or one as printed.

    A body without id where the minutes name none.
    """
    known = {body.id: body for body in settings.bodies}
    if stated is not None:
        return known.get(stated) or Body(stated)
    printed = _printed(found)
    for name, short in printed:
        for form in (name, short):
            key = organizations.resolve(form) if form else None
            if key in known:
                return known[key]
    if len(known) == 1 and not printed:
        return settings.bodies[0]
    if not printed:
        return Body("")
    name, short = printed[0]
    return Body(organizations.mint(name, short_name=short))

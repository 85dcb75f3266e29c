"""Synthetic datasets as rows, ALL OF THEM INVENTED: some 250 rows a meeting over every table.

No person, association, matter, vote or sum here exists, and likeness to anyone is chance. A count
and a seed give the same rows everywhere and always. Keys and references hold, so that our own
checks find nothing. The same world as text is in `synthetic_texts`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from random import Random
from typing import Any

from socsam_opendata.dataset.batches import Dataset, MeetingRows
from socsam_opendata.minutes.print.dates import MONTHS, span
from socsam_opendata.model import records as r
from socsam_opendata.model.code_lists import code_list, registry
from socsam_opendata.model.iris import slug
from socsam_opendata.model.records import BY_NAME, MEETING_TABLES, Rows
from synthetic_texts import MeetingText, meeting_text, texts, write_texts
from synthetic_world import (
    ASSOCIATIONS,
    TERM_MEETINGS,
    THEMES,
    Person,
    Term,
    body,
    day_of,
    next_day,
    place,
    prose,
    settings,
    term_of,
    terms,
    towns,
)

CASES = 240
_PROSE = 600
_COVER_LINES = 90
_LINES = 300
# Lines of a page.
_PAGE = 60


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of clause: its text, acts and force, and which rows it has beside it."""

    text: str
    action: str
    inner: str | None = None
    force: str = "decision"
    meaning: str | None = None
    per: str = "total"
    addressed: bool = False
    assigned: bool = False


_KINDS = (
    _Kind("Att rekommendera kommunerna att avslå {who}s ansökan om {sum} från {year}-01-01.",
          "recommend", "reject", "recommendation", "applied", addressed=True),
    _Kind("Att rekommendera kommunerna att bevilja {who} \"bidrag\" om {sum}.",
          "recommend", "grant", "recommendation", "recommended", addressed=True),
    _Kind("Att bevilja {who} bidrag om {sum} för {year}.", "grant", meaning="granted"),
    _Kind("Att fastställa avgiften för {theme} till {sum} per månad.", "establish", meaning="fee",
          per="month"),
    _Kind("Att uppdra till förvaltningschefsnätverket att se över {theme} till {due}.", "assign",
          "carry-out", assigned=True),
    _Kind("Att uppdra till förbundets kansli att kartlägga {theme} till {due}.", "assign",
          "draw-up", assigned=True),
    _Kind("Att föreslå styrelsen att anta planen för {theme} {year}.", "propose", "adopt",
          "proposal"),
    _Kind("Att godkänna slutrapporten om {theme}.", "approve"),
    _Kind("Att notera informationen om {theme}.", "note"),
    _Kind("Att lägga rapporten om {theme} till handlingarna.", "file"),
    _Kind("Att återremittera ärendet om {theme}.", "refer-back"),
    _Kind("Att upphäva riktlinjerna för {theme}.", "repeal"),
)  # fmt: skip


@lru_cache(maxsize=2)
def _pool(seed: int) -> tuple[str, ...]:
    """Paragraphs of running text that meetings choose from."""
    rng = Random(f"{seed}-prose")
    return tuple(prose(rng, 2, 7) for _ in range(_PROSE))


@lru_cache(maxsize=1)
def _organizations() -> tuple[r.Organization, ...]:
    known = [k.row for k in settings().organizations]
    new = (r.Organization(id=slug(n), name=n, kind="association") for n in ASSOCIATIONS)
    return (*known, *new)


@lru_cache(maxsize=1)
def _cases() -> tuple[r.Case, ...]:
    """Matters that come back again and again, so that their number does not grow."""
    found = []
    for n in range(CASES):
        theme, round_ = THEMES[n % len(THEMES)], n // len(THEMES) + 1
        title = f"Samverkan om {theme}, etapp {round_}"
        diary = f"SR {1990 + round_}/{n + 1}" if n % 3 == 0 else None
        found.append(r.Case(id=f"{body()}-{slug(diary or title)}", title=title, diary_number=diary))
    return tuple(found)


@lru_cache(maxsize=1)
def _printed_members() -> str:
    return "; ".join(registry().municipality_by_id[code].official_name for code in towns())


@lru_cache(maxsize=256)
def _label(scheme: str, notation: str) -> str:
    return code_list(scheme).by_notation[notation].sv


def _named(term: Term) -> tuple[tuple[Person, str], ...]:
    """The persons of a term whose names are published, and their categories."""
    elected = [(p, "elected") for p in (*term.members, *term.substitutes)]
    return (*elected, *((p, "official") for p in (*term.office, *term.county)))


def shared_rows(count: int, seed: int = 0) -> Rows:
    """What the first meetings of a world share."""
    known = registry()
    needed = terms(-(-count // TERM_MEETINGS), seed)
    persons = {
        p.id: r.Person(id=p.id, name=p.name, category=c) for term in needed for p, c in _named(term)
    }
    seats = []
    for number, term in enumerate(needed):
        first = day_of(number * TERM_MEETINGS)
        last = day_of(min(count, (number + 1) * TERM_MEETINGS) - 1)
        for role, people in (("member", term.members), ("substitute", term.substitutes)):
            seats += [
                r.Membership(
                    id=f"{body()}-{p.id}-{role}", person=p.id, body=body(), role=role,
                    party=p.party, municipality=p.municipality, first_seen=first, last_seen=last,
                )
                for p in people
            ]  # fmt: skip
    return {
        "municipalities": [known.municipality_by_id[code] for code in towns()],
        "parties": [p for p in known.parties if p.municipality is None],
        "organizations": list(_organizations()),
        "body_members": [
            r.BodyMember(id=f"{body()}-{code}", body=body(), municipality=code) for code in towns()
        ],
        "persons": list(persons.values()),
        "cases": list(_cases()),
        "memberships": seats,
    }


@dataclass
class _Meeting:
    """The rows of one meeting while they are being made."""

    number: int
    rng: Random
    term: Term
    day: dt.date
    key: str
    text: tuple[str, ...]
    rows: Rows = field(default_factory=lambda: {t.name: [] for t in MEETING_TABLES})
    line: int = _COVER_LINES

    def add(self, name: str, first: int, last: int, key: str | None = None, **cells: Any) -> str:
        """A fact of these lines; its id."""
        rows, table = self.rows[name], BY_NAME[name]
        found = key or f"{self.key}-{table.concept}-{len(rows) + 1:02}"
        rows.append(table.row(id=found, source=self.key, first_line=first, last_line=last, **cells))
        return found

    def here(self) -> int:
        """The next line that facts may stand on."""
        self.line = min(self.line + 1, _LINES)
        return self.line


def _cover(m: _Meeting, first: int, last: int) -> None:
    rng = m.rng
    m.add("meetings", 4, _COVER_LINES, m.key, body=body(), date=m.day,
          starts_at=dt.time(rng.choice((8, 9, 13)), 30), ends_at=dt.time(rng.choice((15, 16)), 0),
          place=place(rng), first_paragraph=str(first), last_paragraph=str(last),
          adjusted_on=m.day + dt.timedelta(14), adjustment_place="digitalt",
          next_meeting_on=next_day(m.number))  # fmt: skip
    abbreviations = {p.id: p.abbreviation for p in registry().parties}
    line = 8
    for people, capacity in ((m.term.members, "member"), (m.term.substitutes, "substitute")):
        for person in people:
            line += 1
            away = rng.random() < (0.2 if capacity == "member" else 0.7)
            m.add("participants", line, line, meeting=m.key, person=person.id, capacity=capacity,
                  status="absent" if away else "present", party=person.party,
                  party_text=abbreviations[person.party or ""],
                  municipality=person.municipality)  # fmt: skip
    guests = {person.id for person in m.term.guests}
    for person in (*m.term.office, *m.term.county, *m.term.town_officials, *m.term.guests[:4]):
        line += 1
        guest, town = person.id in guests, person.municipality
        acting = not guest and town is None
        m.add(
              "participants", line, line, meeting=m.key, person=person.id if acting else None,
              capacity="guest" if guest else "official", status="partial" if guest else "present",
              municipality=town, organization=None if town else _organization_of(person),
              paragraphs=f"{first}-{last}" if guest else None,
              withheld=None if acting else "guest" if guest else "official-without-role",
        )  # fmt: skip
    signing = (("chair", m.term.members[0]), ("secretary", m.term.office[0]),
               ("adjuster", m.term.members[1]))  # fmt: skip
    for role, person in signing:
        line += 1
        m.add("roles", line, line + 1, meeting=m.key, person=person.id, role=role,
              text=_label("role", role))  # fmt: skip


_OFFICES = {"Kommunförbundet": "kfjh", "Länsstyrelsen": "lst-z"}


def _organization_of(person: Person) -> str:
    name = person.organization or ""
    return _OFFICES.get(name) or slug(name)


def _items(m: _Meeting, first: int) -> int:
    """Twelve paragraphs, the third in two parts; the number of the last one."""
    position = 0
    for number in range(first, first + 12):
        position += 1
        case = m.rng.choice(_cases())
        grouped = number == first + 2
        kind = "group" if grouped else "formality" if number == first else "decision"
        decides = number - first in (1, 3, 4, 6, 8, 9, 11)
        key = _item(m, number, None, position, kind if decides or grouped else "information", case)
        if grouped:
            for part in "ab":
                position += 1
                inner = _item(m, number, part, position, "information", case, key)
                _contents(m, inner)
        else:
            if decides:
                _decision(m, key, case)
            _contents(m, key)
    return first + 11


def _item(
    m: _Meeting, number: int, part: str | None, position: int, kind: str, case: r.Case,
    parent: str | None = None,
) -> str:  # fmt: skip
    line = m.here()
    return m.add("agenda_items", line, line, f"{m.key}-{number}{part or ''}", meeting=m.key,
                 number=str(number), part=part, parent=parent, position=position,
                 title=f"{case.title} {part or ''}".strip(), kind=kind, case=case.id,
                 diary_number=case.diary_number, confidential="no")  # fmt: skip


def _contents(m: _Meeting, item: str) -> None:
    """Who presents an item, its texts, documents and citations."""
    rng, line = m.rng, m.here()
    if rng.random() < 0.3:
        guest = rng.choice(m.term.guests)
        m.add("roles", line, line, meeting=m.key, item=item, role="presenter", withheld="guest",
              organization=_organization_of(guest), text=guest.organization)  # fmt: skip
    else:
        person = rng.choice((*m.term.office, *m.term.county))
        m.add("roles", line, line, meeting=m.key, item=item, person=person.id, role="presenter",
              organization=_organization_of(person), text=person.organization)  # fmt: skip
    for position, (section, heading) in enumerate(
        (("background", "Bakgrund"), ("viewpoints", "Synpunkter")), 1
    ):
        line = m.here()
        m.add("item_texts", line, line, item=item, section=section, heading=heading,
              position=position, text=m.text[line - 1] or heading)  # fmt: skip
    for _ in range(rng.randint(0, 2)):
        line = m.here()
        month = f"{m.day.year}-{m.day.month:02}"
        m.add("documents", line, line, item=item, title=f"Rapport om {rng.choice(THEMES)} {month}",
              kind="report", role="basis", dated=month)  # fmt: skip
    person = rng.choice(m.term.office)
    m.add("roles", line, line, meeting=m.key, item=item, person=person.id, role="preparer",
          organization="kfjh")  # fmt: skip
    if m.number and rng.random() < 0.45:
        _citation(m, item, line)


def _citation(m: _Meeting, item: str, line: int) -> None:
    """A reference to an earlier meeting of this body, or to the board."""
    ours = m.rng.random() < 0.5
    day = day_of(m.rng.randrange(max(0, m.number - 200), m.number))
    number = m.rng.randint(1, 90)
    name = "Sociala samrådsgruppen" if ours else "Styrelsen"
    key = f"{body()}-{day}" if ours else None
    m.add("citations", line, line, item=item, body=body() if ours else "kfjh-styrelsen",
          body_text=name, date=str(day), text=f"{name} beslutade {day} § {number}.",
          paragraph=str(number), resolves_to_meeting=key)  # fmt: skip


def _decision(m: _Meeting, item: str, case: r.Case) -> None:
    rng = m.rng
    kinds = rng.sample(_KINDS, rng.choice((1, 2, 2, 3, 4)))
    forces = {kind.force for kind in kinds}
    voted = rng.random() < 0.35
    line = m.here()
    m.add("decisions", line, line + len(kinds), item, item=item, date=m.day,
          method="vote" if voted else "acclamation",
          force=forces.pop() if len(forces) == 1 else "mixed")  # fmt: skip
    for position, kind in enumerate(kinds, 1):
        _clause(m, item, position, kind, case, position if len(kinds) > 1 else None)
    if voted:
        _vote(m, item)


def _clause(
    m: _Meeting, item: str, position: int, kind: _Kind, case: r.Case, number: int | None
) -> None:
    rng, line = m.rng, m.here()
    who = rng.choice(_organizations()[-len(ASSOCIATIONS) :])
    value = Decimal(rng.randrange(10_000, 300_000_000, 50)) / 100
    printed = f"{value:,.2f} kr".replace(",", " ").replace(".", ",")
    due = f"{m.day.year + 1}-{m.day.month:02}"
    text = kind.text.format(
        who=who.name, sum=printed, theme=rng.choice(THEMES), year=m.day.year + 1,
        due=f"{MONTHS[m.day.month - 1]} {m.day.year + 1}",
    )  # fmt: skip
    about_money = kind.meaning is not None and kind.per == "total"
    start = f"{m.day.year + 1}-01-01" if kind.force == "recommendation" else None
    key = m.add("clauses", line, line, f"{item}-{position}", decision=item, position=position,
                number=str(number) if number else None, text=text, force=kind.force,
                beneficiary=who.id if about_money else None, effective_from=start)  # fmt: skip
    m.add("clause_actions", line, line, clause=key, position=1, action=kind.action,
          inner_action=kind.inner)  # fmt: skip
    if kind.meaning:
        m.add("amounts", line, line, item=item, clause=key, value=value, currency="SEK",
              per=kind.per, meaning=kind.meaning, text=printed)  # fmt: skip
    if kind.addressed:
        for town in towns():
            m.add("addressees", line, line, clause=key, municipality=town, text="kommunerna")
    assignee = "forvaltningschefsnatverket" if "chefs" in kind.text else "kfjh-kansliet"
    if kind.assigned:
        first, last = span(due)
        m.add("assignments", line, line, clause=key, force="decision", organization=assignee,
              text=text[4:-1], due=due, due_from=first, due_until=last)  # fmt: skip
    _overview(m, item, key, kind, case, value, printed, who, assignee, due)


def _overview(
    m: _Meeting, item: str, key: str, kind: _Kind, case: r.Case, value: Decimal, printed: str,
    who: r.Organization, assignee: str, due: str,
) -> None:  # fmt: skip
    clause, has_sum = m.rows["clauses"][-1], kind.meaning is not None
    known = next((o.name for o in _organizations() if o.id == assignee), None)
    actions = _label("decision-action", kind.action)
    if kind.inner:
        actions += f" ({_label('decision-action', kind.inner)})"
    m.add("decision_overview", clause.first_line, clause.last_line, key, date=m.day,
          body="Sociala samrådsgruppen", paragraph=f"§ {item.rpartition('-')[2]}", title=case.title,
          clause=clause.number, text=clause.text, force=clause.force, actions=actions,
          amount=value if has_sum else None, amounts_text=printed if has_sum else None,
          amount_meaning=_label("amount-meaning", kind.meaning) if kind.meaning else None,
          beneficiary=who.name if clause.beneficiary else None,
          addressees=_printed_members() if kind.addressed else None,
          assignee=known if kind.assigned else None, due=due if kind.assigned else None,
          effective_from=clause.effective_from, case=case.title, presenters=None,
          present_members=7, doubtful="no")  # fmt: skip


def _vote(m: _Meeting, item: str) -> None:
    rng, line = m.rng, m.here()
    choices = [rng.choice(("yes", "yes", "no", "abstain")) for _ in m.term.members]
    yes, no = choices.count("yes"), choices.count("no")
    outcome = "tie" if yes == no else "yes" if yes > no else "no"
    vote = m.add("votes", line, line, decision=item, position=1, yes_means="bifall",
                 no_means="avslag", yes=yes, no=no, abstained=choices.count("abstain"), absent=0,
                 listed_yes=yes, listed_no=no, outcome=outcome)  # fmt: skip
    for person, choice in zip(m.term.members, choices, strict=True):
        m.add("ballots", line, line, vote=vote, person=person.id, party=person.party, choice=choice)
    someone = rng.choice(m.term.members)
    said = f"{someone.with_party} reserverar sig mot beslutet."
    m.add("dissents", line, line, item=item, kind="reservation", person=someone.id,
          party=someone.party, text=said)  # fmt: skip


def _problems(m: _Meeting) -> None:
    for number in range(1, m.rng.randint(5, 12)):
        line = m.rng.randint(1, _LINES)
        m.rows["problems"].append(
            r.ProblemRow(
                id=f"{m.key}-problem-{number:02}", source=m.key, code="presenter-paragraph",
                severity=m.rng.choice(("warning", "note")), first_line=line, last_line=line,
                message=f"Föredragande är uppskriven för § {number} men talar på en annan.",
                message_en=f"The presenter is listed for § {number} but speaks at another.",
                table_name="meetings", row=m.key,
            )
        )  # fmt: skip


def _source(m: _Meeting) -> None:
    blank = sum(not line for line in m.text)
    begins = range(1, len(m.text) + 1, _PAGE)
    m.rows["sources"].append(
        r.SourceRow(
            id=m.key, path=f"sources/{m.key}.txt", media_type="text/markdown",
            sha256=hashlib.sha256(m.key.encode()).hexdigest(), pages=len(begins),
            lines=len(m.text), lines_read=len(m.text) - blank, lines_ignored=blank, lines_unread=0,
        )
    )  # fmt: skip
    m.rows["source_pages"] += [
        r.SourcePage(
            id=f"{m.key}-source-page-{n:02}", source=m.key, page=n, first_line=first,
            last_line=min(first + _PAGE - 1, len(m.text)),
        )
        for n, first in enumerate(begins, 1)
    ]  # fmt: skip


def meeting(number: int, seed: int = 0) -> MeetingRows:
    """The rows and the text of one meeting of a world."""
    rng, day, term = Random(f"{seed}-rows-{number}"), day_of(number), term_of(number, seed)
    cover = [p.printed for p in (*term.members, *term.substitutes)]
    cover += [""] * (_COVER_LINES - len(cover))
    text = (*cover, *rng.choices((*_pool(seed), "", ""), k=_LINES - _COVER_LINES))
    m = _Meeting(number, rng, term, day, f"{body()}-{day}", text)
    first = rng.randint(1, 120)
    last = _items(m, first)
    _cover(m, first, last)
    _problems(m)
    _source(m)
    return MeetingRows(m.key, m.rows, m.text)


def meetings(count: int, seed: int = 0) -> Iterator[MeetingRows]:
    """The first meetings of a world in key order."""
    return (meeting(number, seed) for number in range(count))


@dataclass(frozen=True, slots=True)
class Meetings:
    """The first meetings of a world, made anew every time they are iterated: nothing is kept."""

    count: int
    seed: int = 0

    def __iter__(self) -> Iterator[MeetingRows]:
        return meetings(self.count, self.seed)


def dataset(count: int, seed: int = 0) -> Dataset:
    """A dataset of the first meetings of a world; its memory does not grow with their number."""
    return Dataset(settings(), shared_rows(count, seed), Meetings(count, seed))


__all__ = [
    "MeetingText", "Meetings", "dataset", "meeting", "meeting_text", "meetings", "shared_rows",
    "texts", "write_texts",
]  # fmt: skip

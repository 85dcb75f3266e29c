"""Synthetic minutes as text, in the layout of the real ones, ALL OF IT INVENTED.

A text of some 17 kB and 300 lines fits the settings of `minutes/`: everybody named in it stands in
its attendance list, so that a folder of such texts can be built. Beside each text stand the facts
that were put into it.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random

from socsam_opendata.minutes.print.dates import MONTHS, WEEKDAYS
from socsam_opendata.model.code_lists import registry
from synthetic_world import (
    KNOWN_ASSOCIATIONS,
    ROOT,
    THEMES,
    Person,
    Term,
    day_of,
    listed,
    next_day,
    place,
    prose,
    term_of,
)

Sum = tuple[Decimal, str]


@dataclass(frozen=True, slots=True)
class MeetingText:
    """A text and what a reader must find in it.

    `participants` are (name, capacity, status) in the order printed; `clauses` the points of all
    decisions in order; `amounts` the distinct sums of each clause or item with what they are per.
    """

    file: str
    text: str
    date: dt.date
    starts_at: dt.time
    ends_at: dt.time
    place: str
    adjusted_on: dt.date
    next_meeting_on: dt.date
    first_paragraph: int
    last_paragraph: int
    participants: tuple[tuple[str, str, str], ...]
    titles: tuple[str, ...]
    clauses: tuple[str, ...]
    amounts: tuple[Sum, ...]


def printed_day(day: dt.date) -> str:
    """`måndag 2 juni 2025`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def _grouped(value: int) -> str:
    return f"{value:,}".replace(",", " ")


@dataclass
class _Paper:
    """A text while it is being written, with the facts put into it."""

    rng: Random
    day: dt.date
    term: Term
    guests: tuple[Person, ...]
    present: tuple[Person, ...] = ()
    lines: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    clauses: list[str] = field(default_factory=list)
    amounts: list[Sum] = field(default_factory=list)

    def put(self, *paragraphs: str) -> None:
        """Paragraphs, a blank line after each."""
        for paragraph in paragraphs:
            self.lines += [*paragraph.split("\n"), ""]

    def section(self, heading: str, *paragraphs: str) -> None:
        """A heading and its text."""
        self.put(heading, *paragraphs)

    def value(self, least: int, most: int, step: int, per: str = "total") -> int:
        """A sum that this text does not hold yet; it is remembered."""
        while True:
            value = self.rng.randrange(least, most, step)
            if all(value != known for known, _ in self.amounts):
                self.amounts.append((Decimal(value), per))
                return value

    def kronor(self, least: int = 20_000, most: int = 2_000_000) -> str:
        """A sum in total, as printed."""
        unit = self.rng.choice(("kr", "kr", "kronor"))
        return f"{_grouped(self.value(least, most, 101))} {unit}"

    def association(self) -> str:
        """An association that the text or organizations.csv knows."""
        return self.rng.choice([*KNOWN_ASSOCIATIONS, *(p.organization or "" for p in self.guests)])

    def later(self) -> dt.date:
        """A day within the year after the meeting."""
        return self.day + dt.timedelta(days=self.rng.randint(20, 350))


# --- the points of decisions: each gives one, and remembers its sums ---------------------------

Point = Callable[[_Paper], str]


def _reject(paper: _Paper) -> str:
    who, year = paper.association(), paper.day.year + 1
    return (f"Att rekommendera kommunerna att avslå {who}s ansökan om utökat grundbidrag om "
            f"{paper.kronor()} från och med {year}-01-01.")  # fmt: skip


def _grant(paper: _Paper) -> str:
    who, year = paper.association(), paper.day.year + 1
    return (f"Att rekommendera kommunerna att bevilja {who} utökat grundbidrag om "
            f"{paper.kronor()} från och med {year}-01-01. Fördelning mellan kommunerna ska utgå "
            "från invånarantal den 1 november föregående år.")  # fmt: skip


def _own_grant(paper: _Paper) -> str:
    return f"Att bevilja {paper.association()} bidrag om {paper.kronor()} för {paper.day.year + 1}."


def _assign(paper: _Paper) -> str:
    day = paper.later()
    return ("Att uppdra till förvaltningschefsnätverket att se över "
            f"{paper.rng.choice(THEMES)} och komma med förslag senast den "
            f"{day.day} {MONTHS[day.month - 1]} {day.year}.")  # fmt: skip


def _assign_office(paper: _Paper) -> str:
    return (f"Att uppdra till förbundets kansli att kartlägga {paper.rng.choice(THEMES)} inför "
            f"{paper.day.year + 1}.")  # fmt: skip


def _report(paper: _Paper) -> str:
    day = paper.later()
    month = MONTHS[day.month - 1]
    return f"Att uppdraget återkopplas till Sociala samrådsgruppen {month} {day.year}."


def _draw_up(paper: _Paper) -> str:
    theme, year = paper.rng.choice(THEMES), paper.day.year + 1
    return f"Att en handlingsplan för {theme} ska tas fram inför {year}."


def _appoint(paper: _Paper) -> str:
    first, second = paper.rng.sample(paper.present, 2)
    return (f"Att utse {first.with_party} och {second.with_party} till ledamöter i en politisk "
            f"referensgrupp för {paper.rng.choice(THEMES)}.")  # fmt: skip


def _fee(paper: _Paper) -> str:
    value = paper.value(110, 990, 10, "month")
    theme, year = paper.rng.choice(THEMES), paper.day.year + 1
    return (f"Att fastställa avgiften för {theme} till {value} kr per månad "
            f"från och med {year}-01-01.")  # fmt: skip


def _yearly(paper: _Paper) -> str:
    value = _grouped(paper.value(50_000, 900_000, 250, "year"))
    return f"Att anslå {value} kr per år till {paper.rng.choice(THEMES)}."


def _themed(text: str) -> Point:
    return lambda paper: text.format(theme=paper.rng.choice(THEMES), year=paper.day.year + 1)


_POINTS: tuple[Point, ...] = (
    _reject, _grant, _own_grant, _assign, _assign, _assign_office, _draw_up, _appoint, _fee,
    _yearly,
    _themed("Att godkänna slutrapporten om {theme}."),
    _themed("Att anta förslaget till verksamhetsplan för {theme} {year}."),
    _themed("Att notera informationen om {theme}."),
    _themed("Att ställa sig bakom inriktningen för {theme}."),
    _themed("Att återremittera ärendet till förbundets kansli."),
    _themed("Att bordlägga ärendet om {theme}."),
    _themed("Att upphäva riktlinjerna för {theme}."),
    _themed("Att avslå förslaget om en gemensam enhet för {theme}."),
    _themed("Att uppmana kommunerna att inkomma med synpunkter på {theme}."),
    _themed("Att föreslå Kommunförbundets styrelse att anta planen för {theme}."),
    _themed("Att fastställa årshjulet för {theme}."),
)  # fmt: skip


def _decide(paper: _Paper, points: Sequence[str]) -> None:
    paper.put("Sociala samrådsgruppens beslut", "Sociala samrådsgruppen beslutar:")
    numbered = [f"{n}. {text}" for n, text in enumerate(points, 1)] if len(points) > 1 else points
    paper.put("\n".join(numbered))
    paper.clauses += points


def _vote(paper: _Paper) -> None:
    yes = paper.rng.randint(3, 8)
    paper.section("Omröstning", f"Vid omröstning avges {yes} ja-röster och {9 - yes} nej-röster.")
    someone = paper.rng.choice(paper.present)
    paper.section("Reservation", f"{someone.with_party} reserverar sig mot beslutet.")


# --- the kinds of items -------------------------------------------------------------------------


def _presented(paper: _Paper, person: Person, *others: Person) -> None:
    names = listed([p.name for p in (person, *others)])
    paper.put(f"Föredragande: *{names}, {person.organization or 'ordförande'}*")


def _viewpoints(paper: _Paper, heading: str = "Synpunkter") -> None:
    rng = paper.rng
    if rng.random() < 0.3:
        paper.section(heading, "Inga synpunkter framkommer i ärendet.")
        return
    speaker = rng.choice(paper.present)
    first = f"{speaker.with_party} framför att {rng.choice(THEMES)} är viktigt. {prose(rng, 1, 3)}"
    paper.section(heading, first, *(prose(rng, 1, 3) for _ in range(rng.randint(0, 2))))


def _information(paper: _Paper) -> None:
    rng = paper.rng
    person = rng.choice([*paper.term.office, *paper.term.county])
    _presented(paper, person)
    lead = f"{person.name} föredrar ärendet med stöd av en presentation som skickas ut separat. "
    paper.section("Bakgrund", lead + prose(rng), *(prose(rng) for _ in range(rng.randint(0, 2))))
    _viewpoints(paper)


def _of_guests(paper: _Paper) -> None:
    rng = paper.rng
    guest = rng.choice(paper.guests)
    others = [p for p in paper.guests if p.organization == guest.organization and p != guest]
    _presented(paper, guest, *others)
    lead = f"{guest.organization} berättar om verksamheten {paper.day.year - 1}. "
    paper.section("Bakgrund", lead + prose(rng, 4, 8))
    _viewpoints(paper)
    year = paper.day.year - 1
    paper.section("Underlag", f"{year} {guest.organization} verksamhetsberättelse\n"
                              f"{year} {guest.organization} revisionsberättelse")  # fmt: skip
    paper.section("Underlag framtaget av", guest.organization or "")


def _decision(paper: _Paper) -> None:
    rng = paper.rng
    person = rng.choice([*paper.term.office, paper.term.members[0]])
    _presented(paper, person)
    points = [point(paper) for point in rng.sample(_POINTS, rng.choice((1, 1, 2, 3, 3, 4)))]
    if any("uppdra till" in text for text in points) and rng.random() < 0.5:
        points.append(_report(paper))
    _decide(paper, points)
    before = paper.day - dt.timedelta(days=rng.randint(20, 200))
    texts = [prose(rng, 4, 7)]
    if rng.random() < 0.6:
        texts[0] += (f" Kommunförbundets styrelse beslutade {before} § {rng.randint(2, 90)} att "
                     f"utreda {rng.choice(THEMES)}.")  # fmt: skip
    if rng.random() < 0.5:
        cents = paper.value(201, 1_999, 7, "inhabitant")
        paper.amounts[-1] = (Decimal(cents) / 100, "inhabitant")
        each = f"{cents / 100:.2f}".replace(".", ",")
        texts.append(f"{prose(rng, 2, 4)} Bidraget motsvarar {each} kr per invånare, "
                     f"mot en kostnad om {paper.kronor()} i dag.")  # fmt: skip
    if rng.random() < 0.25:
        quoted = [f"{n}. Uppdra till förbundschef att utreda {t}."
                  for n, t in enumerate(rng.sample(THEMES, 2), 1)]  # fmt: skip
        texts += [f"Kommunförbundets styrelse beslutade {before} att:", "\n".join(quoted)]
    paper.section("Sammanfattning och överväganden", *texts)
    if rng.random() < 0.15:
        _vote(paper)
    _viewpoints(paper, "Synpunkter från mötet")
    memo = f"{before:%y%m%d} Tjänsteskrivelse {rng.choice(THEMES)}"
    report = f"Rapport om {rng.choice(THEMES)} {paper.day.year}"
    paper.section("Beslutsunderlag", f"{memo}\n{report}")
    paper.section("Underlag framtaget av", rng.choice(paper.term.office).name)


def _in_parts(paper: _Paper) -> None:
    theme = paper.rng.choice(THEMES)
    for letter, title, kind in (
        ("a", f"Verksamhetsberättelse för {theme} {paper.day.year - 1}", _of_guests),
        ("b", f"Översyn av samverkansavtal om {theme}", _decision),
    ):
        paper.titles.append(title)
        paper.put(f"{letter}) {title}")
        kind(paper)


def _planned(paper: _Paper) -> None:
    rng = paper.rng
    _presented(paper, paper.term.members[0])
    steps = [f"- {month} {paper.day.year + 1}: {rng.choice(THEMES)}" for month in MONTHS[::3]]
    paper.section("Bakgrund", prose(rng, 1, 3), "Preliminär tidsplan:", "\n".join(steps))
    paper.section("Synpunkter", "Inga synpunkter framkommer.")


_ITEMS: tuple[tuple[Callable[[_Paper], None], tuple[str, ...]], ...] = (
    (_information, ("Information om {theme}", "Uppföljning {theme} {year}", "Lägesbild {theme}")),
    (_of_guests, ("Verksamhetsberättelse {year} och {theme}", "Samverkan om {theme} {year}")),
    (_decision, ("Översyn av modell för {theme}", "Beslutspunkt - inriktning för {theme}",
                 "Utredning av {theme}", "Fördelning av kostnader för {theme}")),
    (_in_parts, ("{theme} – redovisning och avtal", "{theme} {year} i länet")),
    (_decision, ("Ansökan om stöd till {theme}", "Revidering av avtal om {theme}")),
    (_planned, ("Inför kommande arbete med {theme}", "Dialog om {theme} {year}")),
)  # fmt: skip


# --- the parts of a document --------------------------------------------------------------------


def _attendance(paper: _Paper) -> list[tuple[str, str, str]]:
    """The attendance list; who is present is remembered, the chair and adjuster always are."""
    rng, term = paper.rng, paper.term
    away = rng.sample(term.members[2:], rng.randint(0, 3))
    there = [p for p in term.members if p not in away]
    helping = rng.sample(term.substitutes, rng.randint(0, 4))
    resting = [p for p in term.substitutes if p not in helping]
    paper.present = (*there, *helping)
    serving = dict(zip(helping, away, strict=False)) if rng.random() < 0.4 else {}
    rows = []
    for label, people, capacity, status in (
        ("Deltagare\n(beslutande)", there, "member", "present"),
        ("Deltagare\n(ersättare)", helping, "substitute", "present"),
        ("Ej närvarande\n(beslutande)", away, "member", "absent"),
        ("Ej närvarande\n(ersättare)", resting, "substitute", "absent"),
    ):
        if people:
            paper.put(f"**{label}:** " + "\n".join(_seated(p, serving.get(p)) for p in people))
            rows += [
                (p.name, "serving-substitute" if p in serving else capacity, status) for p in people
            ]
    return rows


def _seated(person: Person, serves_for: Person | None) -> str:
    tail = f", tjänstgörande för {serves_for.with_party}" if serves_for else ""
    return person.printed + tail


def _others(paper: _Paper, first: int, last: int) -> list[tuple[str, str, str]]:
    term, rng = paper.term, paper.rng
    lines, rows = [], []
    for person in (*term.office, *term.town_officials, *term.county, *paper.guests):
        town = registry().municipality_by_id.get(person.municipality or "")
        where = town.official_name if town else person.organization
        outside = person in paper.guests
        during = f", §{rng.randint(first, last)}" if outside or rng.random() < 0.1 else ""
        lines.append(f"{person.name}, {where}{during}")
        status = "partial" if during else "present"
        rows.append((person.name, "guest" if outside else "official", status))
    paper.put("Övriga deltagare: " + "\n".join(lines))
    return rows


def _opening(paper: _Paper, adjuster: Person) -> None:
    points = ["Upprop genomförs",
              f"{adjuster.with_party} väljs att tillsammans med ordförande justera protokollet",
              "Dagordningen fastställs utan ändringar."]  # fmt: skip
    if paper.rng.random() < 0.8:
        points.append("Föregående protokoll läggs till handlingarna")
    lettered = zip("abcd", points, strict=False)
    paper.put("\n".join(f"- {letter}) {text}" for letter, text in lettered))
    paper.clauses += points


def _titles(rng: Random, count: int, year: int) -> list[tuple[Callable[[_Paper], None], str]]:
    themes = rng.sample(THEMES, count)
    found = []
    for at, theme in enumerate(themes):
        # About half decide; the last is a dialogue, as in the real minutes.
        which = rng.choice((0, 0, 0, 1, 2, 2, 3, 4)) if at < count - 1 else -1
        kind, titles = _ITEMS[which]
        title = rng.choice(titles).format(theme=theme, year=year)
        found.append((kind, title[0].upper() + title[1:]))
    return found


_OPENING = "Upprop, protokollets justering, föregående protokoll samt fastställande av dagordning"


def meeting_text(number: int, seed: int = 0) -> MeetingText:
    """The text of one meeting of a world and what was put into it."""
    rng = Random(f"{seed}-text-{number}")
    day, term = day_of(number), term_of(number, seed)
    guests = term.guests[: 2 * rng.randint(1, 3)]
    paper = _Paper(rng, day, term, guests)
    starts, ends = dt.time(rng.choice((8, 9, 13)), 30), dt.time(rng.choice((15, 16)), 0)
    where, first = place(rng), rng.randint(1, 120)
    items = _titles(rng, rng.randint(7, 9), day.year)
    last = first + len(items)
    adjusted, following = day + dt.timedelta(days=14), next_day(number)
    paper.lines = ["", ""]
    paper.put("Sociala samrådsgruppen (SocSam)")
    paper.put(f"Tid och plats: {printed_day(day)} kl. {starts:%H.%M} – {ends:%H.%M}\n{where}")
    rows = _attendance(paper) + _others(paper, first, last)
    paper.put("**Justeringens tid\noch plats:**", f"{printed_day(adjusted)}, digitalt")
    paper.put("Paragrafer:", f"{first}-{last}", "Nästa möte:", printed_day(following))
    chair, adjuster = term.members[0], term.members[1]
    paper.put("Justeras av:", f"{term.office[0].name}\nSekreterare",
              f"{chair.with_party}\nOrdförande", f"{adjuster.with_party}\nJusterare")  # fmt: skip
    titles = [_OPENING, *(title for _, title in items)]
    contents = [f"§ {n} {title}.....\t{4 + n - first}" for n, title in enumerate(titles, first)]
    paper.put("Innehållsförteckning", "\n".join(contents), f"§ {first} {_OPENING}")
    paper.titles.append(_OPENING)
    _opening(paper, adjuster)
    for n, (kind, title) in enumerate(items, first + 1):
        paper.titles.append(title)
        paper.put(f"§ {n} {title}")
        kind(paper)
    text = "\n".join(paper.lines).rstrip("\n")
    return MeetingText(
        f"{day}-socsam.md", text, day, starts, ends, where, adjusted, following, first, last,
        tuple(rows), tuple(paper.titles), tuple(paper.clauses), tuple(paper.amounts),
    )  # fmt: skip


def texts(count: int, seed: int = 0) -> Iterator[MeetingText]:
    """The first texts of a world, in the order of their days."""
    return (meeting_text(number, seed) for number in range(count))


def write_texts(folder: Path, count: int, seed: int = 0) -> int:
    """A folder of minutes with the settings of the real ones; the bytes of its texts."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / "minutes" / "organizations.csv", folder / "organizations.csv")
    stated = (ROOT / "minutes" / "dataset.toml").read_text(encoding="utf-8")
    # Nobody of the real minutes is named in these.
    waiting = stated.replace('Söderström", reason', 'Söderström", ahead = true, reason')
    (folder / "dataset.toml").write_text(waiting, encoding="utf-8")
    size = 0
    for found in texts(count, seed):
        data = found.text.encode()
        (folder / found.file).write_bytes(data)
        size += len(data)
    return size

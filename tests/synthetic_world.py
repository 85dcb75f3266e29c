"""The world of the synthetic minutes: persons, associations, days and prose, ALL OF IT INVENTED.

No person, association, address, matter or sum here exists; names are put together from lists and
any likeness to anyone is chance. Only municipalities, parties and the bodies of
`minutes/organizations.csv` are real. Everything follows from a seed: no clock, no hash order.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from random import Random

from socsam_opendata.model.code_lists import registry
from socsam_opendata.model.iris import fold
from socsam_opendata.settings.dataset_toml import Settings, read_settings

ROOT = Path(__file__).resolve().parents[1]
FIRST_DAY = dt.date(1990, 1, 1)  # a Monday
# Meetings of one term, four years of business days: the same persons hold the seats.
TERM_MEETINGS = 1_040


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FIRST = _words(
    "Agda Alva Arvid Asta Axel Bertil Birgit Bodil Börje Cajsa Dag Disa Ebbe Edit Egon Eivor Elof "
    "Ester Evald Fanny Folke Freja Gerda Gideon Greta Gunvor Göta Halvar Harriet Hedda Helmer "
    "Hjördis Holger Ingela Ivar Jerker Judit Kerstin Klas Laila Leif Liselott Lovisa Majken Malte "
    "Märit Nanna Nore Oskar Ottilia Per-Arne Ragna Rune Rut Signe Siv-Britt Sixten Svea Tage Tora "
    "Ulrik Valborg Verner Viola Ylva Åke Åsa-Lena Ängla Örjan"
)
_HEADS = _words(
    "Björn Dim Flod Frost Fäbod Gran Grå Hassel Hjort Järv Kvarn Lav Ljung Lo Löv Mo Mossa Myr "
    "Natt Norr Räv Rönn Skogs Snö Sol Sten Svart Tall Tjärn Trast Uggle Vild Vinter Ås Älv Öster"
)
_TAILS = _words(
    "bäcke dahlia fjäder gren hjelm kavle klint klöver krona kulla lager lid näbb ros skär stig "
    "stråle tand tuva vass våge ängla"
)

ASSOCIATIONS = (
    "Stödföreningen Lyktan", "Stödjouren Norrskenet", "Kamratföreningen Myrstacken",
    "Anhörigföreningen Granlunden", "Vänföreningen Tröskeln", "Medlingsjouren Handslaget",
    "Ungdomsföreningen Klivet", "Nattjouren Värmestugan", "Familjeföreningen Trädet",
    "Kontaktjouren Ankaret", "Språkföreningen Bron", "Trygghetsjouren Fyren",
)  # fmt: skip
# Associations that organizations.csv knows.
KNOWN_ASSOCIATIONS = ("Kvinnojouren", "Brottsofferjouren")

_STREETS = ("Tallbacksgatan", "Snickarvägen", "Kvarngränd", "Smedjegatan", "Hopslagarbacken",
            "Fäbodvägen", "Postmästargatan", "Linvägen")  # fmt: skip
_ROOMS = ("Myrstacken", "Norrskenet", "Kåsan", "Vargvinden", "Sal B", "Ripan", "Lokattan")

THEMES = (
    "stödboende", "digital vårdplanering", "familjerådgivning", "fältarbete", "anhörigstöd",
    "skolsocialt arbete", "medling vid brott", "skuldrådgivning", "jourhem", "personligt ombud",
    "socialjour", "välfärdsteknik", "språkstöd", "föräldrastöd", "öppenvård", "uppsökande arbete",
    "barns delaktighet", "kunskapsstyrning", "krisberedskap", "boendestöd", "daglig verksamhet",
    "missbruksvård", "familjehem", "integration", "suicidprevention", "demensvård",
    "hemrehabilitering", "samordnad individuell plan", "ungas psykiska hälsa", "äldres ensamhet",
)  # fmt: skip
_SUBJECTS = (
    "Arbetet med {theme}", "Satsningen på {theme}", "Kartläggningen av {theme}",
    "Utbildningen i {theme}", "Den gemensamma modellen för {theme}", "Uppföljningen av {theme}",
    "Samverkan kring {theme}", "Det regionala stödet till {theme}", "Försöket med {theme}",
    "Planen för {theme}", "Verksamheten med {theme}", "Nätverket för {theme}",
)  # fmt: skip
_SAYS = ("har visat att", "innebär att", "bygger på att", "förutsätter att", "pekar på att",
         "har lett till att", "ger möjlighet till att", "syftar till att")  # fmt: skip
_FACTS = (
    "fler invånare nås i ett tidigt skede", "kommunerna delar erfarenheter med varandra",
    "stödet blir likvärdigt i hela länet", "ansvaret mellan huvudmännen blir tydligt",
    "medarbetarna får tid för fördjupning", "vägen in till hjälpen blir kortare",
    "små kommuner kan erbjuda samma insatser som stora", "dokumentationen håller högre kvalitet",
    "resorna blir färre när möten hålls på distans", "brukarnas synpunkter tas till vara",
    "chefer på alla nivåer känner till uppdraget", "insatserna hänger ihop över tid",
    "kostnaderna fördelas efter antalet invånare", "rekryteringen av vikarier underlättas",
    "barn och unga kommer till tals", "det finns en väg framåt även i glesbygd",
)  # fmt: skip
_ENDS = ("", "", ", särskilt i glesbygd", " under de kommande åren", ", vilket kräver tålamod",
         " trots knappa resurser", ", något som flera lyft tidigare", " inom ramen för uppdraget",
         ", även om mycket återstår", " i alla delar av länet")  # fmt: skip
_OTHERS = (
    "Under hösten hölls {n} träffar med {m} deltagare och intresset har varit stort.",
    "Av de tillfrågade svarade {m} procent att de fått den hjälp de behöver.",
    "I {town} finns {n} medarbetare i arbetet, men det saknas en övergripande styrning.",
    "{town} har sett utmaningar i att flera har uppdraget som en liten del av sin tjänst.",
    "Det framförs en fråga om hur {theme} ska hinnas med i basverksamheten.",
    "Viktigt att {theme} inte blir ett projekt vid sidan av annat, eftersom {fact}.",
    "Målet är att samtliga kommuner är med senare, {n} av dem har redan inlett ett arbete.",
    "En lärdom är att {theme} behöver planeras i god tid{end}.",
    "Flera kommuner ser vinster i en stärkt samverkan kring {theme} och {theme2}.",
    "Det behövs en dialog om hur {theme} förhåller sig till {theme2}.",
    "Antalet ärenden om {theme} var {m} förra året, mot {k} året dessförinnan.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person: elected (with a party and a municipality), official or guest."""

    name: str
    id: str
    party: str | None = None
    municipality: str | None = None
    organization: str | None = None

    @property
    def printed(self) -> str:
        """The person as a cover prints an elected one: `Agda Granlid (S), Bergs kommun`."""
        town = registry().municipality_by_id[self.municipality or ""].official_name
        return f"{self.with_party}, {town}"

    @property
    def with_party(self) -> str:
        """`Agda Granlid (S)`."""
        return f"{self.name} ({registry().party_by_id[self.party or ''].abbreviation})"


@dataclass(frozen=True, slots=True)
class Term:
    """The persons of four years: nine seats, nine substitutes, and those who come to speak."""

    members: tuple[Person, ...]
    substitutes: tuple[Person, ...]
    town_officials: tuple[Person, ...]
    office: tuple[Person, ...]
    county: tuple[Person, ...]
    guests: tuple[Person, ...]


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of the real minutes: their body, members and organizations, and no mask."""
    real = read_settings(ROOT / "minutes")
    return replace(real, publication=replace(real.publication, mask=()))


def body() -> str:
    """The body that meets."""
    return settings().bodies[0].id


def towns() -> tuple[str, ...]:
    """The codes of the municipalities that are members of the body."""
    return settings().bodies[0].members


def day_of(number: int) -> dt.date:
    """The day of a meeting: every business day from 1990 on, each once."""
    weeks, day = divmod(number, 5)
    return FIRST_DAY + dt.timedelta(days=7 * weeks + day)


def next_day(number: int) -> dt.date:
    """A business day some months after a meeting."""
    return day_of(number + 60 + number * 7 % 40)


_PARTIES = ("s", "s", "s", "m", "m", "c", "c", "v", "kd", "l", "sd", "mp")


def _person(name: str, **also: str) -> Person:
    digest = hashlib.sha256(f"{body()}\n{fold(name)}".encode()).hexdigest()
    return Person(name, f"p-{digest[:10]}", **also)


def _names(rng: Random, count: int, taken: set[str]) -> list[str]:
    """Names that nobody else has in this world; within a term no surname comes twice."""
    lasts = [head + tail for head in _HEADS for tail in _TAILS]
    rng.shuffle(lasts)
    names: list[str] = []
    while len(names) < count:
        first, last = rng.choice(_FIRST), lasts.pop()
        name = f"{first} {lasts.pop()} {last}" if rng.random() < 0.15 else f"{first} {last}"
        if name not in taken:
            taken.add(name)
            names.append(name)
    return names


@lru_cache(maxsize=4)
def terms(count: int, seed: int) -> tuple[Term, ...]:
    """The first terms of a world."""
    taken: set[str] = set()
    return tuple(_term(Random(f"{seed}-term-{number}"), taken) for number in range(count))


def _term(rng: Random, taken: set[str]) -> Term:
    names = iter(_names(rng, 60, taken))
    codes = towns()
    # Every municipality has a seat; the last one has two.
    seats = [*codes, codes[-1]]

    def elected() -> tuple[Person, ...]:
        return tuple(
            _person(next(names), party=rng.choice(_PARTIES), municipality=code) for code in seats
        )

    def speaking(count: int, organization: str) -> tuple[Person, ...]:
        return tuple(_person(next(names), organization=organization) for _ in range(count))

    return Term(
        elected(),
        elected(),
        tuple(_person(next(names), municipality=code) for code in codes),
        speaking(4, "Kommunförbundet"),
        speaking(2, "Länsstyrelsen"),
        tuple(p for name in rng.sample(ASSOCIATIONS, 6) for p in speaking(2, name)),
    )


def term_of(number: int, seed: int) -> Term:
    """The persons of the term of a meeting."""
    at = number // TERM_MEETINGS
    # Rounded up, so that growing counts do not make the terms again and again.
    return terms((at // 8 + 1) * 8, seed)[at]


def place(rng: Random) -> str:
    """A street and a room."""
    return f"{rng.choice(_STREETS)} {rng.randint(1, 88)}, {rng.choice(_ROOMS)}"


def sentence(rng: Random) -> str:
    """A sentence about social services that says nothing of any decision, sum or person."""
    theme, theme2 = rng.sample(THEMES, 2)
    if rng.random() < 0.45:
        town = registry().municipality_by_id[rng.choice(towns())].name
        return rng.choice(_OTHERS).format(
            theme=theme, theme2=theme2, town=town, fact=rng.choice(_FACTS), end=rng.choice(_ENDS),
            n=rng.randint(2, 30), m=rng.randint(31, 99), k=rng.randint(31, 99),
        )  # fmt: skip
    subject = rng.choice(_SUBJECTS).format(theme=theme)
    first, second = rng.sample(_FACTS, 2)
    also = f" och att {second}" if rng.random() < 0.5 else ""
    return f"{subject} {rng.choice(_SAYS)} {first}{also}{rng.choice(_ENDS)}."


def prose(rng: Random, least: int = 3, most: int = 7) -> str:
    """A paragraph of running text, on one line."""
    return " ".join(sentence(rng) for _ in range(rng.randint(least, most)))


def listed(names: Sequence[str]) -> str:
    """`A, B och C`."""
    return f"{', '.join(names[:-1])} och {names[-1]}" if len(names) > 1 else names[0]

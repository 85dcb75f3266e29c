"""The datasets of the catalogue: the subjects a user would look for, and the forms of each.

A subject is one dataset in the catalogue record; a form is one distribution, which is the same data
in another format (DCAT-AP-SE 3.0.1): one file, or a zip of the files that belong together.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from socsam_opendata.errors import PackageError
from socsam_opendata.package.media import Media, media_of

# The dataset of the whole has the identifier of the package itself, without an ending.
WHOLE = "linked-data"
# The one that is split by years, where decisions span several.
BY_YEAR = "decisions"


@dataclass(frozen=True, slots=True)
class Distribution:
    """One form of a dataset: a file of the package, or a zip of files of one kind.

    `key` ends the names of zips and identifiers. `path` may hold `{name}`, the dataset's name;
    `members` are the patterns of what a zip holds.
    """

    key: str
    path: str
    sv: str
    en: str
    members: tuple[str, ...] = ()

    @property
    def media(self) -> Media:
        """The kind of the data: of a zip, the kind of what is inside."""
        return media_of(self.members[0] if self.members else self.path)

    def file(self, folder: Path, name: str) -> Path:
        """Where the file lies in a package."""
        return folder / self.path.format(name=name)

    def packed(self, folder: Path) -> list[Path]:
        """The files that the zip is made of, sorted; PackageError where a pattern finds none."""
        found: set[Path] = set()
        for pattern in self.members:
            files = set(folder.glob(pattern))
            if not files:
                raise PackageError(f"holds no {pattern} for {self.path}", folder)
            found |= files
        return sorted(found)


@dataclass(frozen=True, slots=True)
class Subject:
    """A dataset of the catalogue: what it is called and tells, its tables and its forms."""

    key: str
    sv: str
    en: str
    about_sv: str
    about_en: str
    keywords: tuple[str, ...]
    keywords_en: tuple[str, ...]
    forms: tuple[Distribution, ...]
    tables: tuple[str, ...] = ()
    bilingual: bool = False

    def dataset(self, name: str) -> str:
        """The key of its dataset in identifiers."""
        return name if self.key == WHOLE else f"{name}-{self.key}"


def _zip(subject: str, key: str, sv: str, en: str, *members: str) -> Distribution:
    return Distribution(key, f"zip/{subject}-{key}.zip", sv, en, members)


def _table_zips(subject: str, tables: tuple[str, ...]) -> tuple[Distribution, ...]:
    names = ", ".join(tables)
    return tuple(
        _zip(
            subject,
            suffix,
            f"Tabellerna {names} som {title} i en zip-fil, med beskrivning (datapackage.json).",
            f"The tables {names} as {title} in one zip file, described in datapackage.json.",
            *(f"data/{table}.{suffix}" for table in tables),
        )
        for suffix, title in (("csv", "CSV"), ("parquet", "Parquet"))
    )


_OVERVIEW = "data/decision_overview"
CSV_SV = "Kommaseparerad text i UTF-8, en beslutspunkt på varje rad."
CSV_EN = "Comma-separated text in UTF-8, one decided point a row."
PARQUET_SV = "Parquet för DuckDB, pandas, polars och R, en beslutspunkt på varje rad."
PARQUET_EN = "Parquet for DuckDB, pandas, polars and R, one decided point a row."

DECISIONS = Subject(
    BY_YEAR,
    "Beslut",
    "Decisions",
    "Varje beslutspunkt på en egen rad: datum, paragraf, vad som beslutades, för vem, hur mycket, "
    "när, vem som ska göra det, och raderna i protokollet där det står.",
    "Every decided point on a row of its own: date, paragraph, what was decided, for whom, how "
    "much, by when, who is to do it, and the lines of the minutes that say so.",
    ("beslut", "beslutspunkter", "rekommendationer", "uppdrag", "belopp"),
    ("decisions", "recommendations", "assignments", "amounts"),
    (
        Distribution("csv", f"{_OVERVIEW}.csv", CSV_SV, CSV_EN),
        Distribution("parquet", f"{_OVERVIEW}.parquet", PARQUET_SV, PARQUET_EN),
        Distribution(
            "xlsx",
            "{name}.xlsx",
            "Arbetsbok för Excel med svenska rubriker: besluten först, därefter de tabeller som de "
            "bygger på.",
            "A workbook for Excel with Swedish headings: the decisions first, then the tables that "
            "they rest on.",
        ),
    ),
    ("decision_overview",),
)

_DETAIL_TABLES = (
    "agenda_items", "item_texts", "cases", "decisions", "clauses", "clause_actions", "addressees",
    "assignments", "amounts", "documents", "citations", "votes", "ballots", "dissents", "sources",
    "problems",
)  # fmt: skip
DETAILS = Subject(
    "details",
    "Protokollens innehåll i tabeller",
    "The contents of the minutes as tables",
    "Ärenden, texter, beslut och beslutspunkter, mottagare, uppdrag, belopp, handlingar, "
    "hänvisningar, omröstningar och reservationer, i tabeller som hänger ihop. Även källtexterna "
    "och det som är tveksamt är redovisat.",
    "Agenda items, texts, decisions and their clauses, addressees, assignments, amounts, "
    "documents, citations, votes and dissents, in tables that refer to each other. The sources "
    "and what is doubtful are listed too.",
    ("ärenden", "protokollstexter", "omröstningar", "reservationer", "handlingar"),
    ("agenda items", "texts of minutes", "votes", "dissents", "documents"),
    _table_zips("details", _DETAIL_TABLES),
    _DETAIL_TABLES,
)

_ATTENDANCE_TABLES = ("meetings", "participants", "roles", "memberships")
ATTENDANCE = Subject(
    "attendance",
    "Möten och närvaro",
    "Meetings and attendance",
    "Möten med dag, tid och plats, vilka som var med och i vilken egenskap, ordförande, "
    "sekreterare, justerare och föredragande. Namn som inte publiceras är ersatta med organisation "
    "och egenskap.",
    "Meetings with day, time and place, who took part and in what capacity, chairs, secretaries, "
    "adjusters and presenters. Names that are not published are replaced by organization and "
    "capacity.",
    ("möten", "sammanträden", "närvaro", "förtroendevalda"),
    ("meetings", "attendance", "elected representatives"),
    _table_zips("attendance", _ATTENDANCE_TABLES),
    _ATTENDANCE_TABLES,
)

_PEOPLE_TABLES = (
    "persons", "parties", "municipalities", "organizations", "body_members", "memberships",
)  # fmt: skip
PEOPLE = Subject(
    "people",
    "Personer, partier, kommuner och organisationer",
    "People, parties, municipalities and organizations",
    "Förtroendevalda med parti, kommun och uppdrag, samt de partier, kommuner, organ och "
    "organisationer som protokollen nämner, med beständiga identifierare.",
    "Elected representatives with party, municipality and office, and the parties, municipalities, "
    "bodies and organizations named in the minutes, with persistent identifiers.",
    ("förtroendevalda", "partier", "kommuner", "organisationer", "ledamöter"),
    ("elected representatives", "parties", "municipalities", "organizations", "members"),
    _table_zips("people", _PEOPLE_TABLES),
    _PEOPLE_TABLES,
)

VOCABULARY = Subject(
    "vocabulary",
    "Vokabulär och kodlistor",
    "Vocabulary and code lists",
    "Termer, kodlistor och regler som uppgifterna är skrivna med, på svenska och engelska: vad "
    "varje egenskap och kod betyder, alla kommuner och de kända partierna.",
    "The terms, code lists and rules that the data are written with, in Swedish and English: what "
    "every property and code means, all municipalities and the known parties.",
    ("vokabulär", "kodlistor", "begrepp", "SKOS"),
    ("vocabulary", "code lists", "concepts", "SKOS"),
    (
        _zip(
            "vocabulary", "turtle",
            "Termer, kodlistor (SKOS) och regler (SHACL) som Turtle i en zip-fil.",
            "Terms, code lists (SKOS) and rules (SHACL) as Turtle in one zip file.",
            "vocab/*.ttl",
        ),
        _zip(
            "vocabulary", "csv",
            "Alla koder, kommuner och partier som CSV i en zip-fil.",
            "All codes, municipalities and parties as CSV in one zip file.",
            "vocab/*.csv",
        ),
    ),
    bilingual=True,
)  # fmt: skip

LINKED_DATA = Subject(
    WHOLE,
    "Länkade data",
    "Linked data",
    "Alla uppgifter i protokollen som länkade data (RDF): en namngiven graf för varje möte och en "
    "för det som möten delar.",
    "Everything in the minutes as linked data (RDF): a named graph for each meeting and one for "
    "what meetings share.",
    ("länkade data", "RDF", "SPARQL"),
    ("linked data", "RDF", "SPARQL"),
    (
        Distribution(
            "nquads", "rdf/{name}.nq", "Allt i en fil, N-Quads.", "All in one file, N-Quads."
        ),
        _zip(
            WHOLE, "turtle",
            "Turtle i en zip-fil: en fil för varje möte, och shared.ttl för det som möten delar.",
            "Turtle in one zip file: a file for each meeting, and shared.ttl for what they share.",
            "rdf/*.ttl",
        ),
        _zip(
            WHOLE, "jsonld",
            "JSON-LD i en zip-fil: en fil för varje möte, och shared.jsonld för det som möten "
            "delar.",
            "JSON-LD in one zip file: a file for each meeting, and shared.jsonld for what they "
            "share.",
            "rdf/*.jsonld",
        ),
    ),
)  # fmt: skip

SUBJECTS: tuple[Subject, ...] = (
    DECISIONS, DETAILS, ATTENDANCE, PEOPLE, VOCABULARY, LINKED_DATA,
)  # fmt: skip


def year_subject(year: int) -> Subject:
    """The decisions of one year, where they span several."""
    path = f"years/{year}/decision_overview"
    return Subject(
        f"{BY_YEAR}-{year}",
        f"{DECISIONS.sv} {year}",
        f"{DECISIONS.en} {year}",
        f"Beslutspunkterna från år {year}, en på varje rad.",
        f"The decided points of {year}, one a row.",
        DECISIONS.keywords,
        DECISIONS.keywords_en,
        (
            Distribution("csv", f"{path}.csv", CSV_SV, CSV_EN),
            Distribution("parquet", f"{path}.parquet", PARQUET_SV, PARQUET_EN),
        ),
        DECISIONS.tables,
    )

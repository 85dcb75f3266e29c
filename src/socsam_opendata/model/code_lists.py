"""Loads the code lists of `vocab/`: printed form -> code, else nothing.

The lists are SKOS Turtle written by hand; municipalities and parties are CSV. In a wheel the
folder lies inside the package; in a checkout it is found at the top of the repository.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from socsam_opendata.errors import VocabularyError
from socsam_opendata.model.codes import Code, CodeList
from socsam_opendata.model.csv_rows import CsvColumn, read_csv_rows
from socsam_opendata.model.iris import DEF, PREFIXES, SPEC, fold
from socsam_opendata.model.marks import MARKS
from socsam_opendata.model.records import BY_NAME, Municipality, Party
from socsam_opendata.model.table import Table

SKOS = PREFIXES["skos"]
_RDF_TYPE = PREFIXES["rdf"] + "type"


def vocabulary_folder() -> Path:
    """The folder of the vocabulary: inside the library in a wheel, else in the repository."""
    here = Path(__file__).resolve().parents[1]
    for folder in (here / "vocab", here.parents[1] / "vocab"):
        if folder.is_dir():
            return folder
    raise VocabularyError("vocabulary.no-folder", here)


@dataclass(frozen=True)
class Registry:
    """Rows with printed spellings: municipalities or parties."""

    municipalities: tuple[Municipality, ...]
    parties: tuple[Party, ...]
    genitives: dict[str, str]
    spellings: dict[str, str]

    @cached_property
    def municipality_by_id(self) -> dict[str, Municipality]:
        """The municipalities by their four-digit code."""
        return {m.id: m for m in self.municipalities}

    @cached_property
    def party_by_id(self) -> dict[str, Party]:
        """The parties by their key."""
        return {p.id: p for p in self.parties}

    @cached_property
    def _by_print(self) -> dict[str, str]:
        forms: dict[str, str] = {}
        for m in self.municipalities:
            for form in (m.name, m.official_name, self.genitives[m.id]):
                forms.setdefault(form.casefold(), m.id)
                for noun in ("kommun", "stad"):  # several call themselves so: `Borås stad`
                    forms.setdefault(f"{form} {noun}".casefold(), m.id)
        counties = Counter(m.id[:2] for m in self.municipalities)
        for m in self.municipalities:  # the only one of a county is its region too
            if counties[m.id[:2]] == 1:
                forms.setdefault(f"region {m.name}".casefold(), m.id)
        return forms

    def municipality(self, printed: str) -> str | None:
        """The code of a printed municipality: `Bergs kommun`, `Östersund`; None when unknown.

        Letters are compared as they are (Habo and Håbo are two municipalities), only case is not.
        """
        return self._by_print.get(" ".join(printed.split()).casefold())

    def party(self, printed: str) -> str | None:
        """The key of a printed party designation, as spelt in the list; None when unknown."""
        return self.spellings.get(printed) or self.spellings.get(fold(printed))

    def may_sit_in(self, party: str, municipalities: Collection[str]) -> bool:
        """Whether a party stands for election in one of some municipalities, by their codes.

        The letters of a local party may elsewhere be those of another one. The party of a county
        has its code of two digits in its key, which those of its municipalities begin with.
        """
        known = self.party_by_id[party]
        local = known.municipality or party.rpartition("-")[2]
        return not local.isdigit() or any(code.startswith(local) for code in municipalities)


def _strings(values: list[ox.Literal], language: str) -> list[str]:
    return sorted(v.value for v in values if v.language == language)


def _read_list(path: Path) -> CodeList:
    try:
        triples = [
            (q.subject, q.predicate.value, q.object)
            for q in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
        ]
    except SyntaxError as error:
        raise VocabularyError("vocabulary.not-turtle", path, said=error) from error
    about: dict[str, dict[str, list[ox.Literal]]] = {}
    order: list[str] = []
    scheme = ""
    for subject, predicate, value in triples:
        iri = subject.value
        if iri not in about:
            about[iri] = {}
            order.append(iri)
        if predicate == _RDF_TYPE and value.value == f"{SKOS}ConceptScheme":
            scheme = iri
        about[iri].setdefault(predicate, []).append(value)
    if not scheme:
        raise VocabularyError("vocabulary.no-scheme", path)
    concepts = [iri for iri in order if f"{SKOS}notation" in about[iri]]
    labels = about[scheme].get(f"{SKOS}prefLabel", [])
    return CodeList(
        scheme.removeprefix(DEF),
        "".join(_strings(labels, "sv")),
        "".join(_strings(labels, "en")),
        tuple(_code(about[iri], scheme.removeprefix(DEF), path) for iri in concepts),
    )


def _marks(
    about: dict[str, list[ox.Literal]], scheme: str, path: Path
) -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    """The marks of a code that are true, and those that name a code of another list."""
    true: set[str] = set()
    ties: list[tuple[str, str]] = []
    for iri, values in about.items():
        if not iri.startswith(SPEC):
            continue
        mark = MARKS.get(iri.removeprefix(SPEC))
        (value,) = values if len(values) == 1 else (None,)
        said = value.value if value else ""
        named = said.removeprefix(f"{DEF}{mark.names}/") if mark and mark.names else ""
        if mark and scheme in mark.lists and mark.names and named not in ("", said):
            ties.append((mark.name, named))
        elif mark and scheme in mark.lists and not mark.names and said in ("true", "false"):
            true |= {mark.name} if said == "true" else set()
        else:
            notation = about[f"{SKOS}notation"][0].value
            name = f"spec:{iri.removeprefix(SPEC)}"
            raise VocabularyError("vocabulary.not-a-mark", path, code=notation, mark=name)
    return frozenset(true), tuple(sorted(ties))


def _code(about: dict[str, list[ox.Literal]], scheme: str, path: Path) -> Code:
    def one(term: str, language: str) -> str:
        found = _strings(about.get(f"{SKOS}{term}", []), language)
        if len(found) != 1:
            notation = about[f"{SKOS}notation"][0].value
            raise VocabularyError(
                "vocabulary.needs-one", path, code=notation, term=f"skos:{term}@{language}"
            )
        return found[0]

    marks, ties = _marks(about, scheme, path)
    return Code(
        notation=about[f"{SKOS}notation"][0].value,
        sv=one("prefLabel", "sv"),
        en=one("prefLabel", "en"),
        definition_sv=one("definition", "sv"),
        definition_en=one("definition", "en"),
        forms=tuple(_strings(about.get(f"{SKOS}altLabel", []), "sv")),
        signals=tuple(_strings(about.get(f"{SKOS}hiddenLabel", []), "sv")),
        marks=marks,
        ties=ties,
    )


# Files that code generates or that hold rules; every other Turtle file is a code list.
GENERATED = frozenset({"terms.ttl", "shapes.ttl", "municipalities.ttl", "parties.ttl"})
_NO_LISTS = GENERATED | {"rules.ttl"}


@lru_cache(maxsize=1)
def code_lists() -> dict[str, CodeList]:
    """Every code list by its scheme, in the order of the file names."""
    read = {
        path: _read_list(path)
        for path in sorted(vocabulary_folder().glob("*.ttl"))
        if path.name not in _NO_LISTS
    }
    lists = {found.scheme: found for found in read.values()}
    for path, found in read.items():
        _check_ties(path, found, lists)
    return lists


def _check_ties(path: Path, found: CodeList, lists: dict[str, CodeList]) -> None:
    """VocabularyError for a mark that names a code which its list does not hold."""
    for code in found.codes:
        for mark, named in code.ties:
            scheme = MARKS[mark].names
            if scheme in lists and named not in lists[scheme].by_notation:
                raise VocabularyError(
                    "vocabulary.names-no-code", path,
                    code=code.notation, mark=f"spec:{mark}", named=named, scheme=scheme,
                )  # fmt: skip


def code_list(scheme: str) -> CodeList:
    """One code list; VocabularyError when there is none of that name."""
    try:
        return code_lists()[scheme]
    except KeyError:
        raise VocabularyError("vocabulary.no-list", vocabulary_folder(), scheme=scheme) from None


# The columns of the registers, in the order of the files; those of the tables have their kinds.
_MUNICIPALITIES = ("name", "official_name", "genitive", "county_code", "county",
                   "organisation_number", "wikidata", "name_en")  # fmt: skip
_PARTIES = ("id", "abbreviation", "name", "name_en", "scope", "municipality", "wikidata",
            "spellings", "valid_to", "successor")  # fmt: skip


def _register(table: Table, names: Iterable[str], key: str = "id") -> list[dict[str, Any]]:
    """The lines of a table that lies as CSV in the vocabulary; VocabularyError for a wrong one."""
    columns = []
    for name in names:
        same = table.by_name.get("id" if name == key else name)
        columns.append(CsvColumn(name, same.kind, same.nullable) if same else CsvColumn(name))
    path = vocabulary_folder() / f"{table.name}.csv"
    return [row for _, row in read_csv_rows(path, columns, VocabularyError, unique=key)]


def _rows_of(table: Table, lines: Iterable[dict[str, Any]], key: str = "id") -> tuple[Any, ...]:
    """The rows of a table, made of the columns that lines of its register share with it."""
    shared = [column.name for column in table.columns if column.name != "id"]
    return tuple(table.row(id=line[key], **{n: line[n] for n in shared}) for line in lines)


@lru_cache(maxsize=1)
def registry() -> Registry:
    """All municipalities of Sweden and the known parties, with their printed forms."""
    towns = _register(BY_NAME["municipalities"], ("code", *_MUNICIPALITIES), key="code")
    parties = _register(BY_NAME["parties"], _PARTIES)
    return Registry(
        municipalities=_rows_of(BY_NAME["municipalities"], towns, key="code"),
        parties=_rows_of(BY_NAME["parties"], parties),
        genitives={town["code"]: town["genitive"] for town in towns},
        spellings={s: p["id"] for p in parties for s in (p["spellings"] or "").split("|") if s},
    )

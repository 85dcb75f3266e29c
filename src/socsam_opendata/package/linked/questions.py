"""SPARQL over a built package, and the shelf of named questions in `queries/`.

A question is a file: its name without `.rq` is what one asks for, and its header comments say in
Swedish and English what it answers. Labels of codes are asked for by `lang(?x) = "sv"`; asked in
English, `"sv"` reads `"en"`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyoxigraph as ox

from socsam_opendata.errors import (
    PackageError,
    Place,
    QueryError,
    did_you_mean,
    given_text,
    line_of,
    others_words,
)
from socsam_opendata.package.contents import QUADS, VOCABULARY_TURTLE
from socsam_opendata.package.described import read_descriptor
from socsam_opendata.package.linked.parameters import (
    Parameter,
    checked_value,
    is_in,
    parameters,
)
from socsam_opendata.package.table_files import sound
from socsam_opendata.texts import Phrase, check_language, either

_HEADERS = ("title_sv", "title_en", "about_sv", "about_en")


@dataclass(frozen=True, slots=True)
class Question:
    """A named question: its SPARQL text, what it answers, and what rows can be chosen by."""

    name: str
    title_sv: str
    title_en: str
    about_sv: str
    about_en: str
    sparql: str
    parameters: tuple[Parameter, ...] = ()

    def wanted(self, values: Mapping[str, object]) -> dict[str, str | Decimal | None]:
        """The values to choose rows by; QueryError for a name that is no column of the answer.

        ArgumentError for a value that is not of the kind that its column declares.
        """
        by_name = {parameter.name: parameter for parameter in self.parameters}
        _check_columns(values, by_name)
        return {name: by_name[name].wanted(value) for name, value in values.items()}

    def title(self, language: str) -> str:
        """The title in `sv` or `en`."""
        return either(language, self.title_sv, self.title_en)

    def about(self, language: str) -> str:
        """What the question answers, in `sv` or `en`."""
        return either(language, self.about_sv, self.about_en)

    def text(self, language: str) -> str:
        """The SPARQL text with the labels of codes in `sv` or `en`."""
        check_language(language)
        return self.sparql.replace('"sv"', f'"{language}"')


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query: names of columns, and rows of lexical forms; None where unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]

    def where(self, **values: object) -> Answer:
        """The rows that have these values in columns of these names; QueryError for no such one.

        A value is text, or a day, which is compared by its text, as 2031-03-04, or a whole number
        or Decimal, compared by its value; None is a cell with nothing in it. ArgumentError for any
        other, such as a float: what is compared is exact.
        """
        _check_columns(values, self.columns)
        wanted = {
            self.columns.index(name): checked_value(name, value) for name, value in values.items()
        }
        kept = (row for row in self.rows if all(is_in(row[at], v) for at, v in wanted.items()))
        return Answer(self.columns, tuple(kept))

    def table(self) -> pa.Table:
        """The answer as an Arrow table with columns of text."""
        columns = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.columns)
        arrays = [pa.array(cells, pa.string()) for cells in columns]
        return pa.Table.from_arrays(arrays, names=list(self.columns))


def _check_columns(names: Iterable[str], columns: Collection[str]) -> None:
    """QueryError for a name that is no column of an answer."""
    for name in names:
        if name not in columns:
            raise QueryError("query.no-parameter", name=name, columns=", ".join(columns))


def read_question(path: Path) -> Question:
    """The named question of a file; QueryError where its header lacks something."""
    sparql = path.read_text(encoding="utf-8")
    headers: dict[str, str] = {}
    for line in sparql.splitlines():
        if not line.startswith("#"):
            break
        name, _, value = line.removeprefix("#").partition(":")
        headers[name.strip()] = value.strip()
    columns = parameters(headers.get("columns", ""))
    missing = [name for name in _HEADERS if not headers.get(name)]
    missing += [] if columns else ["columns"]
    if missing:
        raise QueryError("query.header", path, names=", ".join(missing))
    said = {name: headers[name] for name in _HEADERS}
    return Question(name=path.stem, sparql=sparql, parameters=columns, **said)


@lru_cache(maxsize=1)
def questions() -> tuple[Question, ...]:
    """The named questions in the order of their names."""
    folder = Path(__file__).resolve().parent / "queries"
    return tuple(read_question(path) for path in sorted(folder.glob("*.rq")))


def question(name: str) -> Question:
    """One named question; QueryError with the nearest name when there is none of that name."""
    by_name = {q.name: q for q in questions()}
    if given_text("name", name) not in by_name:
        hint = did_you_mean(name, by_name, otherwise=Phrase("errors.query.list"))
        raise QueryError("query.unknown", name=name, hint=hint)
    return by_name[name]


def read_query(path: Path) -> str:
    """The SPARQL text of a file; QueryError when it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError("file.not-utf8", Place(str(path), line_of(error))) from error


def quad_files(folder: Path) -> list[Path]:
    """The N-Quads files of a package; PackageError when the folder is none or has none."""
    read_descriptor(folder)
    found = sorted(folder.glob(QUADS.pattern))
    if not found:
        raise PackageError("package.no-graph", folder)
    return found


@contextmanager
def sound_graph(path: Path) -> Iterator[None]:
    """PackageError for a file of a graph that cannot be read, or is no RDF."""
    try:
        with sound(path):
            yield
    except SyntaxError as error:
        raise PackageError("file.not-rdf", path, said=error) from error


def load(folder: Path) -> ox.Store:
    """The graph of a built package, meetings and vocabulary, in memory."""
    store = ox.Store()
    for path in quad_files(folder):
        with sound_graph(path):
            store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    for path in sorted(folder.glob(VOCABULARY_TURTLE.pattern)):
        store.extend(_unsaid(store, path))
    return store


def _unsaid(store: ox.Store, path: Path) -> list[ox.Quad]:
    """What a file of the vocabulary says that no graph says: a union counts what is said twice."""
    with sound_graph(path):
        said = list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    return [
        quad
        for quad in said
        if isinstance(quad.subject, ox.BlankNode)
        or next(store.quads_for_pattern(quad.subject, quad.predicate, quad.object), None) is None
    ]


def _cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str | None:
    if term is None:
        return None
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value


def _invalid(message: str) -> QueryError:
    """The place in the parser's message, which lists every character it would have taken."""
    place = re.search(r"error at (\d+):(\d+)", message)
    if place is None:
        return QueryError("query.invalid", said=others_words(" ".join(message.split())))
    if "Prefix not found" in message:
        return QueryError("query.no-prefix", line=place[1], character=place[2])
    return QueryError("query.invalid-at", line=place[1], character=place[2])


def ask(store: ox.Store, sparql: str) -> Answer:
    """The answer of a store to a query; QueryError with one sentence when it cannot be asked."""
    try:
        found = store.query(sparql, use_default_graph_as_union=True)
        if isinstance(found, ox.QueryBoolean):
            return Answer(("answer",), (("true" if found else "false",),))
        if isinstance(found, ox.QueryTriples):
            triples = tuple((_cell(t.subject), _cell(t.predicate), _cell(t.object)) for t in found)
            return Answer(("subject", "predicate", "object"), triples)
        columns = tuple(variable.value for variable in found.variables)
        return Answer(columns, tuple(tuple(_cell(term) for term in row) for row in found))
    except SyntaxError as error:
        raise _invalid(str(error)) from error
    except (ValueError, OSError) as error:
        raise QueryError("query.failed", reason=error) from error


def run(folder: Path, sparql: str) -> Answer:
    """The answer of a built package to a SPARQL query."""
    return ask(load(folder), sparql)

"""A built package, opened and read back: THE reader, of packages of any version.

Tables, columns and keys are those that its descriptor states. The tables are the resources in
`data/`; what is made of them is not looked at. `Tables` is the same without a descriptor: our own
tables as a build has just written them.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Self

import pyarrow as pa
import pyarrow.dataset as pa_dataset
from pyoxigraph import Store

from socsam_opendata.errors import (
    PackageError,
    QueryError,
    did_you_mean,
    given_count,
    given_path,
    given_text,
    given_texts,
)
from socsam_opendata.model.records import TABLES
from socsam_opendata.model.release_records import PUBLISHED_HISTORY, UNRELEASED
from socsam_opendata.model.table import Table
from socsam_opendata.package.contents import HISTORY, TABLE_CSV, TABLE_PARQUET
from socsam_opendata.package.described import (
    DESCRIPTOR,
    ColumnText,
    TableFile,
    described_tables,
    descriptor_bytes,
    parsed,
    stamp_of,
)
from socsam_opendata.package.linked import rdf
from socsam_opendata.package.linked.questions import (
    Answer,
    Question,
    ask,
    load,
    quad_files,
    question,
    questions,
    sound_graph,
)
from socsam_opendata.package.place import restore
from socsam_opendata.package.source_texts import SourceTexts
from socsam_opendata.package.sql import answer
from socsam_opendata.package.table_files import (
    as_dataset,
    check_columns,
    open_csv,
    open_parquet,
    sound,
)
from socsam_opendata.package.table_schema import table_schema

READ_ROWS = 16_384


def csv_path(folder: Path, table: Table) -> Path:
    """Where the CSV file of a table of ours lies in a package."""
    return folder / TABLE_CSV.at(table=table.name)


def parquet_path(folder: Path, table: Table) -> Path:
    """Where the Parquet file of a table of ours lies in a package."""
    return folder / TABLE_PARQUET.at(table=table.name)


# --- reading ----------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Tables:
    """The tables that lie in a folder, by name. Each call opens its file anew: threads may share.

    `batches` and `table` give the columns that the schema states, or those that are asked for;
    of Parquet with the types that lie there, of CSV, where a table has no Parquet, with those that
    the schema states: days, times, whole numbers, decimals, and text for all else.
    PackageError for a table or column that is not there and a file that cannot be read.
    """

    folder: Path
    files: Mapping[str, TableFile] = field(repr=False)

    @classmethod
    def written(cls, folder: Path) -> Self:
        """Our own tables as a build writes them, whether or not they are described yet."""
        folder = given_path("folder", folder)
        return cls(folder, {
            table.name: TableFile(table.name, table_schema(table), csv_path(folder, table),
                                  parquet_path(folder, table))
            for table in TABLES
        })  # fmt: skip

    @classmethod
    def of_history(cls, folder: Path) -> Self:
        """The tables of releases that lie in a package; none where no build has put them there."""
        folder = given_path("folder", folder)
        paths = {table: folder / HISTORY.at(history=table.name) for table in PUBLISHED_HISTORY}
        return cls(folder, {
            table.name: TableFile(table.name, table_schema(table), path, None)
            for table, path in paths.items() if path.is_file()
        })  # fmt: skip

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables, in the order of the descriptor."""
        return tuple(self.files)

    def file(self, name: str) -> TableFile:
        """The files and the schema of a table."""
        if given_text("name", name) not in self.files:
            hint = did_you_mean(name, self.files)
            raise PackageError("package.no-such-table", self.folder, table=name, hint=hint)
        return self.files[name]

    def schema(self, name: str) -> Mapping[str, Any]:
        """The Table Schema of a table (Data Package v2)."""
        return self.file(name).schema

    def fields(self, name: str) -> dict[str, Mapping[str, Any]]:
        """The fields of the schema of a table by the names of its columns, in order."""
        return self.file(name).fields

    def path(self, name: str) -> Path:
        """The file that the rows of a table are read from: Parquet, or CSV where there is none."""
        return self.file(name).path

    def batches(
        self, name: str, columns: Iterable[str] | None = None, rows: int | None = None
    ) -> Iterator[pa.RecordBatch]:
        """The rows of a table in the order of the file, at most `rows` (16,384) at a time.

        A table without rows has no batches. What has been begun is read to its end, also where the
        package is replaced meanwhile. A table or column that the package does not state is an
        error at once; a file that cannot be read is one when it is read.
        """
        file = self.file(name)
        return self._batches(file, _wanted(file, columns), given_count("rows", rows) or READ_ROWS)

    def _batches(self, file: TableFile, wanted: list[str], rows: int) -> Iterator[pa.RecordBatch]:
        with self._sound(file):
            if file.parquet is not None:
                with open_parquet(file.parquet) as opened:
                    self.check_same()
                    check_columns(file, wanted, opened.schema_arrow.names)
                    for batch in opened.iter_batches(rows, columns=wanted):
                        if len(batch):
                            yield batch.select(wanted)
                return
            with open_csv(file) as reader:
                self.check_same()
                check_columns(file, wanted, reader.schema.names)
                for batch in reader:
                    yield from _cut(batch.select(wanted), rows)

    def table(self, name: str, columns: Iterable[str] | None = None) -> pa.Table:
        """All rows of a table in the order of the file, and all columns or those that are named."""
        file = self.file(name)
        wanted = _wanted(file, columns)
        with self._sound(file):
            if file.parquet is None:
                with open_csv(file) as reader:
                    self.check_same()
                    check_columns(file, wanted, reader.schema.names)
                    return reader.read_all().select(wanted)
            with open_parquet(file.parquet) as opened:
                self.check_same()
                check_columns(file, wanted, opened.schema_arrow.names)
                return opened.read(wanted).select(wanted)

    def count(self, name: str) -> int:
        """The number of rows of a table."""
        file = self.file(name)
        if file.parquet is None:
            return sum(len(batch) for batch in self.batches(name))
        with self._sound(file), open_parquet(file.parquet) as opened:
            self.check_same()
            return int(opened.metadata.num_rows)

    def check_same(self) -> None:
        """Nothing: what a build has just written is looked after by the build itself."""

    @contextmanager
    def _sound(self, file: TableFile) -> Iterator[None]:
        """PackageError for a file that cannot be read; first for one that is of another package."""
        try:
            with sound(file.path):
                yield
        except PackageError:
            self.check_same()
            raise


def _wanted(file: TableFile, columns: Iterable[str] | None) -> list[str]:
    """The columns that are asked for; PackageError for one that the schema does not state."""
    if columns is None:
        return list(file.fields)
    wanted = given_texts("columns", columns)
    for name in wanted:
        if name not in file.fields:
            hint = did_you_mean(name, file.fields)
            raise PackageError("package.no-such-column", file.path, column=name, hint=hint)
    return list(wanted)


def _cut(batch: pa.RecordBatch, rows: int) -> Iterator[pa.RecordBatch]:
    for at in range(0, len(batch), rows):
        yield batch.slice(at, rows)


@dataclass(frozen=True, eq=False)
class Package(Tables):
    """A built package. It reads what it opened and nothing else.

    `folder` is the place as it was given; what is read is looked for where it was at the opening,
    whatever becomes the working directory since.

    Another package that takes its place ends it: reading on says that it was replaced, and never
    mixes rows of the two. Where the same one was built again, equal to the byte, it goes on.
    """

    descriptor: dict[str, Any] = field(repr=False)
    _place: Path = field(repr=False)
    _stamp: tuple[int, ...] = field(repr=False)
    _digest: bytes = field(repr=False)
    _lock: Lock = field(default_factory=Lock, init=False, repr=False)

    @classmethod
    def open(cls, folder: Path | str) -> Package:
        """The package in a folder; PackageError when there is none, or its descriptor is broken."""
        folder = given_path("folder", folder)
        data, stamp = descriptor_bytes(folder)
        found = parsed(folder, data)
        files = described_tables(folder, found["resources"])
        place = folder.resolve() / DESCRIPTOR
        package = cls(folder, files, found, place, stamp, hashlib.sha256(data).digest())
        package.check_same()
        return package

    @property
    def name(self) -> str:
        """The name of the dataset; empty where the descriptor says none."""
        return str(self.descriptor.get("name") or "")

    @property
    def version(self) -> str:
        """The version of the package; empty where the descriptor says none."""
        return str(self.descriptor.get("version") or "")

    @property
    def released(self) -> bool:
        """Whether the version is that of a release."""
        return bool(self.version) and not self.version.endswith(UNRELEASED)

    def check_same(self) -> None:
        """PackageError when the package at this place is another one than what was opened.

        Called after a file is opened and before it is read: a file of a package that came since is
        found out, whenever it came.
        """
        with suppress(OSError):
            if stamp_of(self._place.stat()) == self._stamp:
                return
            if hashlib.sha256(self._place.read_bytes()).digest() == self._digest:
                return
        raise PackageError("package.replaced", self.folder)

    @property
    def texts(self) -> Mapping[str, list[str]]:
        """The published source texts, line by line, by the id of their source.

        Each is read when it is asked for; PackageError where it cannot be.
        """
        return SourceTexts(self._place.parent, self.table("sources", ("id", "path")).to_pylist())

    # --- asking ---

    def describe(self, name: str) -> tuple[ColumnText, ...]:
        """What the package says of each column of a table, in order."""
        return self.file(name).columns

    @property
    def questions(self) -> tuple[Question, ...]:
        """The named questions that can be asked, by name."""
        return questions()

    def question(self, name: str, *, language: str = "sv", **parameters: object) -> Answer:
        """The answer to a named question, with the labels of codes in `sv` or `en`.

        A parameter named as a column of the answer keeps the rows with that value there, None those
        with nothing there: the year of a date is no value of it, the date is. QueryError for an
        unknown question or parameter, ArgumentError for another language, or a value of another
        kind than the question declares (`Question.parameters`).
        """
        asked = question(name)
        wanted = asked.wanted(parameters)
        return self.ask(asked.text(language)).where(**wanted)

    def ask(self, sparql: str) -> Answer:
        """The answer to a SPARQL query over the graph of the package and its vocabulary.

        The graph is loaded when it is first asked: a million triples take about a second and some
        400 MB. QueryError with one sentence when the query cannot be asked.
        """
        return ask(self._store(), given_text("sparql", sparql))

    def _store(self) -> Store:
        """The graph in memory, loaded once whatever the threads."""
        with self._lock:
            found: Store | None = self.__dict__.get("_loaded")
            if found is None:
                with self._same():
                    found = load(self._place.parent)
                self.__dict__["_loaded"] = found
            return found

    @contextmanager
    def _same(self) -> Iterator[None]:
        """PackageError where the package is another one after what is done here, or fails here."""
        try:
            yield
        except (PackageError, QueryError):
            self.check_same()
            raise
        self.check_same()

    def graph(self) -> rdf.Dataset:
        """The linked data as an `rdflib.Dataset`: a named graph a meeting, one for what they share.

        A new one at each call, with its named graphs as one default graph. Some 25,000 triples a
        second are read; `ask` is the quicker way to an answer. PackageError when a file of the
        graph cannot be read.
        """
        from rdflib.exceptions import ParserError  # with rdflib itself, which takes long

        graph = rdf.Dataset(default_union=True)
        with self._same():
            for path in quad_files(self._place.parent):
                with sound_graph(path):
                    text = path.read_text(encoding="utf-8")
                try:
                    graph.parse(data=text, format="nquads")
                except ParserError as error:
                    raise PackageError("file.not-rdf", path, said=error) from error
        return graph

    def sql(self, query: str) -> pa.Table:
        """The answer to a query of DuckDB, which sees every table of the package and nothing else.

        The columns are those of `table`, with the same types. QueryError when it cannot be answered
        or would reach other files or addresses, PackageError for a file that cannot be read; the
        extra `sql` brings DuckDB.
        """
        given_text("query", query)
        self.check_same()
        with self._same():
            return answer({name: self._view(name) for name in self.tables}, query, self._read)

    def _view(self, name: str) -> pa_dataset.Dataset:
        """A table as DuckDB is given it."""
        file = self.file(name)
        with self._sound(file):
            return as_dataset(file)

    def _read(self, name: str) -> None:
        """Read a table to its end; PackageError where its file is damaged."""
        for _ in self.batches(name):
            pass


def open_package(folder: str | os.PathLike[str]) -> Package:
    """The package in a folder; one that a killed build left half swapped is put back first.

    PackageError when the folder holds none, its descriptor is broken, or a table has no file.
    """
    place = given_path("folder", folder)
    restore(place)
    return Package.open(place)

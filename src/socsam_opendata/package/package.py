"""A built package, opened and read back: THE reader, of packages of any version.

Tables, columns and keys are those that its descriptor states. The tables are the resources in
`data/`; what is made of them is not looked at. `Tables` is the same without a descriptor: our own
tables as a build has just written them.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from socsam_opendata.errors import PackageError, did_you_mean, system_reason
from socsam_opendata.model.records import TABLES
from socsam_opendata.model.release_records import UNRELEASED
from socsam_opendata.model.table import Table
from socsam_opendata.package.descriptor import table_schema
from socsam_opendata.texts import Phrase

READ_ROWS = 16_384
DESCRIPTOR = "datapackage.json"
_CSV_BLOCK_BYTES = 16 << 20
_PARQUET = "-parquet"


def csv_path(folder: Path, table: Table) -> Path:
    """Where the CSV file of a table of ours lies in a package."""
    return folder / "data" / f"{table.name}.csv"


def parquet_path(folder: Path, table: Table) -> Path:
    """Where the Parquet file of a table of ours lies in a package."""
    return folder / "data" / f"{table.name}.parquet"


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table of a package: its Table Schema, and its files, of which one is there."""

    name: str
    schema: Mapping[str, Any]
    csv: Path | None
    parquet: Path | None

    @property
    def path(self) -> Path:
        """The file its rows are read from: Parquet, or CSV where there is no Parquet."""
        path = self.parquet or self.csv
        if path is None:
            raise ValueError(f"{self.name} has no file")
        return path

    @property
    def fields(self) -> dict[str, Mapping[str, Any]]:
        """The fields of the schema by name, in order."""
        return {f["name"]: f for f in self.schema["fields"]}


def _stamp(state: os.stat_result) -> tuple[int, ...]:
    """What tells a file from another one that takes its name."""
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns


def _descriptor_bytes(folder: Path) -> tuple[bytes, tuple[int, ...]]:
    """The bytes of the descriptor, and the stamp of its file; PackageError without them."""
    try:
        with (folder / DESCRIPTOR).open("rb") as file:
            return file.read(), _stamp(os.fstat(file.fileno()))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PackageError("package.none", folder) from error
    except OSError as error:
        raise PackageError("package.unreadable", folder, reason=system_reason(error)) from error


def _parsed(folder: Path, data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise PackageError("package.no-json", folder, reason=str(error)) from error
    if not isinstance(found, dict) or not isinstance(found.get("resources"), list):
        raise PackageError("package.no-resources", folder)
    return found


def read_descriptor(folder: Path) -> dict[str, Any]:
    """The descriptor of a package as it stands; PackageError when the folder holds none.

    Its resources are a list; what they say is looked at by `Package.open`.
    """
    return _parsed(folder, _descriptor_bytes(folder)[0])


def _are_names(value: Any) -> bool:
    """Whether a key of a schema names columns: one, or a list of them."""
    names = value if isinstance(value, list) else [value]
    return all(isinstance(name, str) for name in names)


def _wrong_field(field: Any) -> Phrase | None:
    """What is wrong with a field of a schema."""
    if not isinstance(field, dict) or not isinstance(field.get("name"), str):
        return Phrase("errors.schema.no-name")
    for key in ("type", "rdfType"):
        if not isinstance(field.get(key), str | None):
            return Phrase("errors.schema.no-text", {"key": key})
    constraints = field.get("constraints", {})
    if not isinstance(constraints, dict):
        return Phrase("errors.schema.constraints")
    if not isinstance(constraints.get("enum", []), list):
        return Phrase("errors.schema.enum")
    return None


def _wrong_fields(fields: Any) -> Phrase | None:
    """What is wrong with the fields of a schema."""
    if not isinstance(fields, list):
        return Phrase("errors.schema.no-fields")
    for number, one in enumerate(fields, 1):
        wrong = _wrong_field(one)
        if wrong:
            return Phrase("errors.schema.field", {"number": number, "wrong": wrong})
    if len({one["name"] for one in fields}) < len(fields):
        return Phrase("errors.schema.same-name")
    return None


def _wrong_key(key: Any) -> bool:
    return not isinstance(key, dict) or "fields" not in key or not _are_names(key["fields"])


def _wrong_schema(schema: Any) -> Phrase | None:
    """What is wrong with a Table Schema, as far as it is looked at here."""
    if not isinstance(schema, dict):
        return Phrase("errors.schema.no-object")
    wrong = _wrong_fields(schema.get("fields"))
    if wrong:
        return wrong
    if not _are_names(schema.get("primaryKey", [])):
        return Phrase("errors.schema.primary-key")
    keys = schema.get("foreignKeys", [])
    if not isinstance(keys, list) or any(map(_wrong_key, keys)):
        return Phrase("errors.schema.foreign-keys")
    return None


def _in_data(folder: Path, path: Any) -> Path | None:
    """The file of a resource when it is a table's, in data/."""
    if not isinstance(path, str):
        return None
    try:
        file = (folder / path).resolve()
        file.is_file()
    except (OSError, ValueError) as error:
        raise PackageError("package.odd-path", folder / DESCRIPTOR, path=path[:60]) from error
    inside = file.parent == (folder / "data").resolve()
    return file if inside and file.suffix in (".csv", ".parquet") else None


def _table_files(folder: Path, resources: Sequence[Any]) -> Iterator[tuple[str, Path, Any]]:
    """Name, file and schema of the table resources in data/."""
    for resource in resources:
        if not isinstance(resource, dict) or "schema" not in resource:
            continue
        file = _in_data(folder, resource.get("path"))
        if file is None:
            continue
        name = resource.get("name")
        wrong = _wrong_schema(resource["schema"])
        if not isinstance(name, str):
            wrong = Phrase("errors.schema.resource-name")
        if wrong:
            path = resource["path"][:60]
            raise PackageError("package.wrong", folder / DESCRIPTOR, path=path, wrong=wrong)
        yield str(name), file, resource["schema"]


def _described(folder: Path, resources: Sequence[Any]) -> dict[str, TableFile]:
    """The tables of a package by name: the schema of the CSV resource, the rows of its twin.

    PackageError when its descriptor is broken, a file is missing, or a table has no `id`.
    """
    schemas: dict[str, Any] = {}
    files: dict[tuple[str, str], Path] = {}
    for name, path, schema in _table_files(folder, resources):
        table = name.removesuffix(_PARQUET) if path.suffix == ".parquet" else name
        if path.suffix == ".csv" or table not in schemas:
            schemas[table] = schema
        files[table, path.suffix] = path
    if not schemas:
        raise PackageError("package.no-tables", folder)
    found = {}
    for name, schema in schemas.items():
        csv, parquet = (files.get((name, suffix)) for suffix in (".csv", ".parquet"))
        if csv is not None and parquet is not None and not parquet.is_file():
            parquet = None
        found[name] = TableFile(name, schema, csv, parquet)
        if not found[name].path.is_file():
            raise PackageError("package.no-file", found[name].path)
        if "id" not in found[name].fields:
            raise PackageError("package.no-id", found[name].path)
    return found


# --- reading ----------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Tables:
    """The tables that lie in a folder, by name. Each call opens its file anew: threads may share.

    `batches` and `table` give the columns that the schema states, or those that are asked for;
    of Parquet with the types that lie there, of CSV, where a table has no Parquet, as text.
    PackageError for a table or column that is not there and a file that cannot be read.
    """

    folder: Path
    files: Mapping[str, TableFile] = field(repr=False)

    @classmethod
    def written(cls, folder: Path) -> Tables:
        """Our own tables as a build writes them, whether or not they are described yet."""
        return cls(folder, {
            table.name: TableFile(table.name, table_schema(table), csv_path(folder, table),
                                  parquet_path(folder, table))
            for table in TABLES
        })  # fmt: skip

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables, in the order of the descriptor."""
        return tuple(self.files)

    def file(self, name: str) -> TableFile:
        """The files and the schema of a table."""
        if name not in self.files:
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
        self, name: str, columns: Sequence[str] | None = None, rows: int | None = None
    ) -> Iterator[pa.RecordBatch]:
        """The rows of a table in the order of the file, at most `rows` (16,384) at a time.

        A table without rows has no batches. What has been begun is read to its end, also where the
        package is replaced meanwhile.
        """
        file = self.file(name)
        wanted = list(file.fields if columns is None else columns)
        with self._sound(file):
            if file.parquet is not None:
                with pq.ParquetFile(file.parquet) as opened:
                    self.check_same()
                    _check_columns(file, wanted, opened.schema_arrow.names)
                    for batch in opened.iter_batches(rows or READ_ROWS, columns=wanted):
                        if len(batch):
                            yield batch.select(wanted)
                return
            with _open_csv(file.path) as reader:
                self.check_same()
                _check_columns(file, wanted, reader.schema.names)
                for batch in reader:
                    yield from _cut(batch.select(wanted), rows or READ_ROWS)

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """All rows of a table in the order of the file."""
        file = self.file(name)
        wanted = list(file.fields if columns is None else columns)
        with self._sound(file):
            if file.parquet is None:
                with _open_csv(file.path) as reader:
                    self.check_same()
                    _check_columns(file, wanted, reader.schema.names)
                    return reader.read_all().select(wanted)
            with pq.ParquetFile(file.parquet) as opened:
                self.check_same()
                _check_columns(file, wanted, opened.schema_arrow.names)
                return opened.read(wanted).select(wanted)

    def count(self, name: str) -> int:
        """The number of rows of a table."""
        file = self.file(name)
        if file.parquet is None:
            return sum(len(batch) for batch in self.batches(name))
        with self._sound(file), pq.ParquetFile(file.parquet) as opened:
            self.check_same()
            return int(opened.metadata.num_rows)

    def check_same(self) -> None:
        """Nothing: what a build has just written is looked after by the build itself."""

    @contextmanager
    def _sound(self, file: TableFile) -> Iterator[None]:
        """PackageError for a file that cannot be read."""
        try:
            yield
        except (pa.ArrowException, OSError) as error:
            self.check_same()
            if not file.path.is_file():
                raise PackageError("package.no-file", file.path) from error
            said = " ".join(str(error).split())[:200]
            reason = system_reason(error) if isinstance(error, OSError) else said
            raise PackageError("file.unreadable", file.path, reason=reason) from error


def _check_columns(file: TableFile, wanted: Sequence[str], there: Sequence[str]) -> None:
    """PackageError for a column that the schema states, or the caller wants, and no file has."""
    for name in wanted:
        if name not in there:
            if name not in file.fields:
                raise PackageError("package.no-such-column", file.path, column=name)
            raise PackageError("package.lacks-column", file.path, column=name)


def _open_csv(path: Path) -> pa_csv.CSVStreamingReader:
    """A CSV file of a package, every column as text."""
    with path.open(encoding="utf-8-sig") as file:
        names = file.readline().rstrip("\r\n").split(",")
    return pa_csv.open_csv(
        path,
        read_options=pa_csv.ReadOptions(block_size=_CSV_BLOCK_BYTES),
        parse_options=pa_csv.ParseOptions(newlines_in_values=True),
        convert_options=pa_csv.ConvertOptions(
            column_types=dict.fromkeys((n.strip('"') for n in names), pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )


def _cut(batch: pa.RecordBatch, rows: int) -> Iterator[pa.RecordBatch]:
    for at in range(0, len(batch), rows):
        yield batch.slice(at, rows)


@dataclass(frozen=True, eq=False)
class Package(Tables):
    """A built package. It reads what it opened and nothing else.

    A build that takes its place, with other data, ends it: reading on says that the package was
    replaced, and never mixes rows of the two. Where the same data were built again it goes on.
    """

    descriptor: dict[str, Any] = field(repr=False)
    _place: Path = field(repr=False)
    _stamp: tuple[int, ...] = field(repr=False)
    _digest: bytes = field(repr=False)

    @classmethod
    def open(cls, folder: Path | str) -> Package:
        """The package in a folder; PackageError when there is none, or its descriptor is broken."""
        folder = Path(folder)
        data, stamp = _descriptor_bytes(folder)
        found = _parsed(folder, data)
        files = _described(folder, found["resources"])
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
            if _stamp(self._place.stat()) == self._stamp:
                return
            if hashlib.sha256(self._place.read_bytes()).digest() == self._digest:
                return
        raise PackageError("package.replaced", self.folder)

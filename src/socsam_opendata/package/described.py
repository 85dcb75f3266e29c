"""What a package says of itself: its descriptor, read strictly, and the tables it describes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from socsam_opendata.errors import PackageError, system_reason
from socsam_opendata.package.contents import DESCRIPTION, TABLE_CSV
from socsam_opendata.texts import Phrase, either

DESCRIPTOR = DESCRIPTION.path
_PARQUET = "-parquet"


@dataclass(frozen=True, slots=True)
class ColumnText:
    """What a package says of a column.

    `type` is a type of Table Schema, `required` whether every row has a value, `term` the address
    of its RDF property, `target` the table whose key it holds; texts are empty where none is given.
    """

    name: str
    type: str
    required: bool
    sv: str
    en: str
    about_sv: str
    about_en: str
    term: str | None = None
    target: str | None = None

    def label(self, language: str) -> str:
        """The heading for people in `sv` or `en`."""
        return either(language, self.sv, self.en)

    def about(self, language: str) -> str:
        """What the column holds, in `sv` or `en`."""
        return either(language, self.about_sv, self.about_en)


def _column_text(schema: Mapping[str, Any], field: Mapping[str, Any]) -> ColumnText:
    name = field["name"]
    target = next(
        (
            key.get("reference", {}).get("resource")
            for key in schema.get("foreignKeys", [])
            if key["fields"] in (name, [name])
        ),
        None,
    )
    required = name == schema.get("primaryKey") or bool(
        field.get("constraints", {}).get("required")
    )
    sv, en, about_sv, about_en = (
        str(field.get(key, "")) for key in ("title", "title_en", "description", "description_en")
    )
    return ColumnText(
        name, str(field.get("type", "any")), required, sv, en, about_sv, about_en,
        field.get("rdfType"), target,
    )  # fmt: skip


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

    @property
    def columns(self) -> tuple[ColumnText, ...]:
        """What the schema says of each column, in order."""
        return tuple(_column_text(self.schema, f) for f in self.schema["fields"])


def stamp_of(state: os.stat_result) -> tuple[int, ...]:
    """What tells a file from another one that takes its name."""
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns


def descriptor_bytes(folder: Path) -> tuple[bytes, tuple[int, ...]]:
    """The bytes of the descriptor, and the stamp of its file; PackageError without them."""
    try:
        with (folder / DESCRIPTOR).open("rb") as file:
            return file.read(), stamp_of(os.fstat(file.fileno()))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PackageError("package.none", folder) from error
    except OSError as error:
        raise PackageError("package.unreadable", folder, reason=system_reason(error)) from error


def parsed(folder: Path, data: bytes) -> dict[str, Any]:
    """The descriptor that bytes hold; PackageError when they hold none."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise PackageError("package.no-json", folder, reason=error) from error
    if not isinstance(found, dict) or not isinstance(found.get("resources"), list):
        raise PackageError("package.no-resources", folder)
    for number, resource in enumerate(found["resources"], 1):
        if not isinstance(resource, dict):
            raise PackageError("package.odd-resource", folder, number=number)
    return found


def read_descriptor(folder: Path) -> dict[str, Any]:
    """The descriptor of a package as it stands; PackageError when the folder holds none.

    Its resources are a list of objects; what they say is looked at by `Package.open`.
    """
    return parsed(folder, descriptor_bytes(folder)[0])


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
    if not isinstance(key, dict) or "fields" not in key or not _are_names(key["fields"]):
        return True
    reference = key.get("reference", {})
    return not isinstance(reference, dict) or not isinstance(reference.get("resource", ""), str)


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
    inside = file.parent == (folder / TABLE_CSV.path).parent.resolve()
    return file if inside and file.suffix in (".csv", ".parquet") else None


def _table_files(folder: Path, resources: Sequence[Any]) -> Iterator[tuple[str, Path, Any]]:
    """Name, file and schema of the table resources in data/."""
    for resource in resources:
        if "schema" not in resource:
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


def described_tables(folder: Path, resources: Sequence[Any]) -> dict[str, TableFile]:
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

"""What a package of any version says of its tables, and their rows as they lie there.

Tables, columns and keys are those that the descriptor states. The tables are the resources in
`data/`; what is made of them is not looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from socsam_opendata.errors import PackageError

BATCH_ROWS = 16_384
_CSV_BLOCK_BYTES = 16 << 20
_PARQUET = "-parquet"


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table of a package: the file its rows are read from, and its Table Schema."""

    name: str
    path: Path
    schema: Mapping[str, Any]

    @property
    def fields(self) -> dict[str, Mapping[str, Any]]:
        """The fields of the schema by name, in order."""
        return {f["name"]: f for f in self.schema["fields"]}


_DESCRIPTOR = "datapackage.json"


def describe(folder: Path) -> dict[str, Any]:
    """The descriptor of a package; PackageError when the folder holds none."""
    try:
        found = json.loads((folder / _DESCRIPTOR).read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise PackageError("is no package: it holds no datapackage.json that can be read",
                           folder) from error  # fmt: skip
    if not isinstance(found, dict) or not isinstance(found.get("resources"), list):
        raise PackageError("is no package: its datapackage.json lists no resources", folder)
    return found


def _are_names(value: Any) -> bool:
    """Whether a key of a schema names columns: one, or a list of them."""
    names = value if isinstance(value, list) else [value]
    return all(isinstance(name, str) for name in names)


def _wrong_field(field: Any) -> str | None:
    """What is wrong with a field of a schema."""
    if not isinstance(field, dict) or not isinstance(field.get("name"), str):
        return "has no name"
    for key in ("type", "rdfType"):
        if not isinstance(field.get(key), str | None):
            return f"has a '{key}' that is no text"
    constraints = field.get("constraints", {})
    if not isinstance(constraints, dict):
        return "has 'constraints' that are no object"
    if not isinstance(constraints.get("enum", []), list):
        return "has an 'enum' that is no list"
    return None


def _wrong_fields(fields: Any) -> str | None:
    """What is wrong with the fields of a schema."""
    if not isinstance(fields, list):
        return "its schema lists no fields"
    for number, field in enumerate(fields, 1):
        wrong = _wrong_field(field)
        if wrong:
            return f"field {number} {wrong}"
    if len({field["name"] for field in fields}) < len(fields):
        return "two fields have the same name"
    return None


def _wrong_key(key: Any) -> bool:
    return not isinstance(key, dict) or "fields" not in key or not _are_names(key["fields"])


def _wrong_schema(schema: Any) -> str | None:
    """What is wrong with a Table Schema, as far as it is looked at here."""
    if not isinstance(schema, dict):
        return "its schema is no object"
    wrong = _wrong_fields(schema.get("fields"))
    if wrong:
        return wrong
    if not _are_names(schema.get("primaryKey", [])):
        return "its 'primaryKey' names no columns"
    keys = schema.get("foreignKeys", [])
    if not isinstance(keys, list) or any(map(_wrong_key, keys)):
        return "its 'foreignKeys' are no list of objects with 'fields'"
    return None


def _in_data(folder: Path, path: Any) -> Path | None:
    """The file of a resource when it is a table's, in data/."""
    if not isinstance(path, str):
        return None
    try:
        file = (folder / path).resolve()
        file.is_file()
    except (OSError, ValueError) as error:
        raise PackageError(f"names a file that cannot be ({path[:60]!r})",
                           folder / _DESCRIPTOR) from error  # fmt: skip
    inside = file.parent == (folder / "data").resolve()
    return file if inside and file.suffix in (".csv", ".parquet") else None


def _table_files(folder: Path) -> Iterator[tuple[str, Path, Any]]:
    """Name, file and schema of the table resources in data/."""
    for resource in describe(folder)["resources"]:
        if not isinstance(resource, dict) or "schema" not in resource:
            continue
        file = _in_data(folder, resource.get("path"))
        if file is None:
            continue
        name = resource.get("name")
        wrong = _wrong_schema(resource["schema"])
        if not isinstance(name, str):
            wrong = "the resource has no name"
        if wrong:
            raise PackageError(f"describes {resource['path'][:60]!r} wrongly: {wrong}",
                               folder / _DESCRIPTOR)  # fmt: skip
        yield str(name), file, resource["schema"]


def tables_of(folder: Path) -> dict[str, TableFile]:
    """The tables of a package by name: the schema of the CSV resource, the rows of its twin.

    PackageError when the folder is no package, its descriptor is broken, a file is missing, or a
    table has no `id`.
    """
    found: dict[str, TableFile] = {}
    files = sorted(_table_files(folder), key=lambda f: f[1].suffix)
    for name, path, schema in files:
        table = name.removesuffix(_PARQUET) if path.suffix == ".parquet" else name
        before = found.get(table)
        if before is None or path.is_file():
            found[table] = TableFile(table, path, before.schema if before else schema)
    if not found:
        raise PackageError("is no package with tables in data/", folder)
    for file in found.values():
        if not file.path.is_file():
            raise PackageError("is missing", file.path)
        if "id" not in file.fields:
            raise PackageError("has no column 'id' to tell rows by", file.path)
    return dict(sorted(found.items()))


def batches(file: TableFile) -> Iterator[pa.Table]:
    """The rows of a file, some at a time, with a text column `id` and the columns of the schema."""
    try:
        for batch in _read(file.path):
            missing = [name for name in file.fields if name not in batch.column_names]
            if missing:
                raise PackageError(f"has no column '{missing[0]}', which its schema states",
                                   file.path)  # fmt: skip
            rows = batch.select(list(file.fields))
            at = rows.column_names.index("id")
            yield rows.set_column(at, "id", rows["id"].cast(pa.string()))
    except (pa.ArrowException, OSError) as error:
        reason = " ".join(str(error).split())[:200]
        raise PackageError(f"cannot be read ({reason})", file.path) from error


def _read(path: Path) -> Iterator[pa.Table]:
    if path.suffix == ".parquet":
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(BATCH_ROWS):
                yield pa.Table.from_batches([batch])
        return
    with path.open(encoding="utf-8-sig") as file:
        names = file.readline().rstrip("\r\n").split(",")
    reader = pa_csv.open_csv(
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
    with reader:
        for batch in reader:
            yield pa.Table.from_batches([batch])


def count_rows(file: TableFile) -> int:
    """The number of rows of a table."""
    if file.path.suffix == ".parquet":
        return int(pq.read_metadata(file.path).num_rows)
    return sum(len(batch) for batch in batches(file))

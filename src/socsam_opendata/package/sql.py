"""SQL over the tables of a package, by DuckDB without access to anything else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.dataset as pa_dataset

from socsam_opendata.errors import QueryError

# https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview: no files, addresses or
# extensions, no variables of the calling program, and no query that puts any of them back.
_CLOSED: Final[dict[str, str | bool | int | float | list[str]]] = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "lock_configuration": "true",
}


def answer(files: Mapping[str, Path], query: str) -> pa.Table:
    """The answer to a query over tables that lie in files, Parquet or CSV, by their names.

    QueryError when DuckDB is not installed or cannot answer.
    """
    try:
        import duckdb
    except ModuleNotFoundError as error:
        raise QueryError("query.no-duckdb") from error
    with duckdb.connect(":memory:", config=_CLOSED) as connection:
        for name, path in files.items():
            kind = path.suffix.removeprefix(".")
            connection.register(name, pa_dataset.dataset(path, format=kind))
        try:
            found = connection.sql(query)
            return pa.table({}) if found is None else found.to_arrow_table()
        except duckdb.Error as error:
            raise QueryError("query.sql-failed", reason=error) from error

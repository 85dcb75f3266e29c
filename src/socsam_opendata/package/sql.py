"""SQL over the tables of a package, by DuckDB without access to anything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import pyarrow as pa
import pyarrow.dataset as pa_dataset

from socsam_opendata.errors import QueryError, loading

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


def answer(
    views: Mapping[str, pa_dataset.Dataset], query: str, read_through: Callable[[str], object]
) -> pa.Table:
    """The answer to a query over tables by their names.

    A table that DuckDB names when it fails to run the query is `read_through`, which raises what is
    wrong with its file, if anything is. SocsamError when DuckDB is not installed, QueryError when
    it cannot answer.
    """
    with loading("duckdb", "sql"):
        import duckdb
    with duckdb.connect(":memory:", config=_CLOSED) as connection:
        for name, view in views.items():
            connection.register(name, view)
        try:
            found = connection.sql(query)
            return pa.table({}) if found is None else found.to_arrow_table()
        except duckdb.Error as error:
            if isinstance(error, duckdb.InvalidInputException | duckdb.IOException):
                for name in views:
                    if f"'{name}'" in str(error):
                        read_through(name)
            raise QueryError("query.sql-failed", reason=error) from error

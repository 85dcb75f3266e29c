"""The Table Schema of a table (Data Package v2): what its declaration says, for programs."""

from __future__ import annotations

from functools import cache
from typing import Any

from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import expand
from socsam_opendata.model.kinds import CodeOf, KeyOf, Kind, YesNo
from socsam_opendata.model.table import Column, Table
from socsam_opendata.texts import in_both

# Frictionless reads Parquet through pandas, which has its own words for nothing.
_MISSING_IN_PARQUET = ["", "nan", "NaT"]


def _constraints(column: Column) -> dict[str, Any]:
    kind = column.kind
    found: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.name == "id":
        found["unique"] = True
    if isinstance(kind, CodeOf):
        found["enum"] = [code.notation for code in code_list(kind.scheme).codes]
    elif isinstance(kind, YesNo):
        found["enum"] = ["yes", "no"]
    elif kind.pattern:
        found["pattern"] = kind.pattern
    if column.means.minimum is not None:
        found["minimum"] = column.means.minimum
    return found


def _categories(kind: Kind) -> list[dict[str, str]]:
    if not isinstance(kind, CodeOf):
        return []
    return [{"value": code.notation, "label": code.sv} for code in code_list(kind.scheme).codes]


def _field(column: Column) -> dict[str, Any]:
    means = column.means
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.kind.table_type,
        **in_both("title", means.label),
        **in_both("description", means.about),
    }
    if means.term:
        field["rdfType"] = expand(means.term)
    categories = _categories(column.kind)
    if categories:
        field["categories"] = categories
    return field | {"constraints": _constraints(column)} if _constraints(column) else field


def table_schema(table: Table, suffix: str = "") -> dict[str, Any]:
    """The Table Schema of a table; `suffix` ends the names of the resources that keys refer to.

    It is made once: whoever wants another one makes a copy.
    """
    return _made(table, suffix)


@cache
def _made(table: Table, suffix: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": ["id"],
        "missingValues": _MISSING_IN_PARQUET if suffix else [""],
    }
    keys = [
        {
            "fields": [column.name],
            "reference": {
                "resource": "" if column.kind.target == table.name else column.kind.target + suffix,
                "fields": ["id"],
            },
        }
        for column in table.columns
        if isinstance(column.kind, KeyOf)
    ]
    return schema | {"foreignKeys": keys} if keys else schema

"""The data dictionary: every table and column in Swedish and English, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from socsam_opendata.model.kinds import CodeOf, Edtf, KeyOf, Kind, Text, Wikidata, YesNo
from socsam_opendata.model.records import TABLES
from socsam_opendata.model.table import Column, Table

_HEAD = """\
# Tabeller / Tables

<!-- Genererad ur src/socsam_opendata/model/records.py; ändra där. / Generated; change it there. -->

En rad i en tabell har samma nyckel (`id`) i CSV, Parquet och RDF. Kolumner med ? får vara tomma.
Källa och rader (`source`, `first_line`, `last_line`) pekar i den publicerade källtexten.

A row of a table has the same key (`id`) in CSV, Parquet and RDF. Columns with ? may be empty.
Source and lines (`source`, `first_line`, `last_line`) point into the published source text.

| Tabell / Table | Svenska | English | Rader / Rows |
|---|---|---|---|
"""


def value_type(kind: Kind) -> str:
    """What a column holds, in a word or two: `date`, `→ meetings`, `code: role`."""
    if isinstance(kind, KeyOf):
        return f"→ [{kind.target}](#{kind.target})"
    if isinstance(kind, CodeOf):
        return f"code: {kind.scheme}"
    if isinstance(kind, Edtf | Wikidata):
        return "EDTF" if isinstance(kind, Edtf) else "Wikidata"
    if isinstance(kind, YesNo):
        return "yes, no"
    if isinstance(kind, Text):
        return f"text ({kind.lang})" if kind.lang else "text"
    return kind.table_type


def _row(column: Column) -> str:
    means = column.means
    mark = "?" if column.nullable else ""
    term = f"`{means.term}`" if means.term else ""
    cells = (
        f"`{column.name}`{mark}",
        value_type(column.kind),
        f"**{means.sv}.** {means.about_sv}",
        f"**{means.en}.** {means.about_en}",
        term,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _section(table: Table) -> Iterator[str]:
    rdf = f"`{table.term}`" if table.in_rdf else "–"
    also = f" ({', '.join(f'`{name}`' for name in table.classes)})" if table.classes else ""
    yield f"\n## {table.name}\n"
    yield f"**{table.sv}.** {table.about_sv}  "
    yield f"**{table.en}.** {table.about_en}  "
    yield f"RDF: {rdf}{also}\n"
    yield "| Kolumn / Column | Värde / Value | Svenska | English | RDF |"
    yield "|---|---|---|---|---|"
    yield from map(_row, table.columns)


def tables_markdown() -> str:
    """The text of docs/tables.md."""
    index = [
        f"| [{t.name}](#{t.name}) | {t.sv} | {t.en} | {'vy / view' if t.view else t.scope} |"
        for t in TABLES
    ]
    sections = [line for table in TABLES for line in _section(table)]
    return _HEAD + "\n".join([*index, *sections]) + "\n"

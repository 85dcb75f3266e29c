"""The data dictionary: every table and column in Swedish and English, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from socsam_opendata.model.kinds import CodeOf, Edtf, KeyOf, Kind, Text, Wikidata, YesNo
from socsam_opendata.model.records import TABLES
from socsam_opendata.model.table import Column, Table
from socsam_opendata.texts import LANGUAGES, say


def _both(key: str) -> str:
    """A text in both languages: `Tabell / Table`."""
    return " / ".join(say(f"dictionary.{key}", language) for language in LANGUAGES)


def _head() -> Iterator[str]:
    yield f"# {_both('title')}\n"
    yield f"<!-- {_both('generated')} -->\n"
    yield from (say("dictionary.intro", language) for language in LANGUAGES)
    yield f"| {_both('heading.table')} | Svenska | English | {_both('heading.rows')} |"
    yield "|---|---|---|---|"


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
        *(f"**{means.label(language)}.** {means.about(language)}" for language in LANGUAGES),
        term,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _section(table: Table) -> Iterator[str]:
    rdf = f"`{table.term}`" if table.in_rdf else "–"
    also = f" ({', '.join(f'`{name}`' for name in table.classes)})" if table.classes else ""
    yield f"\n## {table.name}\n"
    for language in LANGUAGES:
        yield f"**{table.label(language)}.** {table.about(language)}  "
    yield f"RDF: {rdf}{also}\n"
    headings = (_both("heading.column"), _both("heading.value"))
    yield f"| {' | '.join(headings)} | Svenska | English | RDF |"
    yield "|---|---|---|---|---|"
    yield from map(_row, table.columns)


def tables_markdown() -> str:
    """The text of docs/tables.md."""
    lines = [*_head()]
    for table in TABLES:
        labels = " | ".join(map(table.label, LANGUAGES))
        rows = _both("view") if table.view else table.scope
        lines.append(f"| [{table.name}](#{table.name}) | {labels} | {rows} |")
    lines += [line for table in TABLES for line in _section(table)]
    return "\n".join(lines) + "\n"

"""What the tables and code lists say of themselves, for people."""

from __future__ import annotations

from dataclasses import dataclass

from socsam_opendata.model.code_lists import GENERATED, code_lists, vocabulary_folder
from socsam_opendata.model.codes import CodeList
from socsam_opendata.model.kinds import CodeOf, KeyOf
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.model.table import Column, Table
from socsam_opendata.texts import say


@dataclass(frozen=True, slots=True)
class Description:
    """A title and a table of texts."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def for_people(self, language: str) -> Description:
        """The same with headings and kinds in words, where machines read names."""
        rows = self.rows
        if "kind" in self.columns:
            rows = tuple(
                (name, say(f"cli.kind.{kind}", language), label) for name, kind, label in rows
            )
        columns = tuple(say(f"cli.column.{column}", language) for column in self.columns)
        return Description(self.title, columns, rows)


def _type(column: Column) -> str:
    """The type of a column: what it is, or what it points at; `?` where it may be empty."""
    if isinstance(column.kind, CodeOf):
        name = f"code: {column.kind.scheme}"
    elif isinstance(column.kind, KeyOf):
        name = f"> {column.kind.target}"
    else:
        name = column.kind.table_type
    return name + ("?" if column.nullable else "")


def _table(table: Table, language: str) -> Description:
    title = say(
        "cli.command.describe.title",
        language,
        label=table.label(language),
        about=table.about(language),
    )
    rows = tuple(
        (
            column.name,
            _type(column),
            column.means.term or "",
            column.means.about(language),
        )
        for column in table.columns
    )
    return Description(title, ("column", "type", "term", "meaning"), rows)


def _codes(found: CodeList, language: str) -> Description:
    rows = tuple(
        (
            code.notation,
            code.label(language),
            code.about(language),
            ", ".join((*code.forms, *code.signals)),
        )
        for code in found.codes
    )
    title = found.label(language)
    return Description(title, ("code", "label", "definition", "forms"), rows)


# Turtle of the vocabulary that holds no codes.
_NO_CODES = GENERATED | {"rules.ttl"}


def _by_file() -> dict[str, CodeList]:
    """The code lists by the stem of their file: `decision-actions` holds `decision-action`."""
    files = [f for f in sorted(vocabulary_folder().glob("*.ttl")) if f.name not in _NO_CODES]
    return {f.stem: found for f, found in zip(files, code_lists().values(), strict=True)}


def described(name: str | None, language: str) -> Description | None:
    """A table or code list by name, all of them without a name; None when there is none of it.

    A code list is named by its scheme or by its file; a table goes before a file of its name.
    """
    if name is None:
        tables = [(t.name, "table", t.label(language)) for t in TABLES]
        lists = [(c.scheme, "code list", c.label(language)) for c in code_lists().values()]
        return Description("", ("name", "kind", "label"), (*tables, *lists))
    if name in BY_NAME:
        return _table(BY_NAME[name], language)
    found = code_lists().get(name) or _by_file().get(name)
    return _codes(found, language) if found else None

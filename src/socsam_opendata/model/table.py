"""Means, Column, Table: what a row class's annotations say about every table.

A row class is a frozen dataclass whose fields are `Annotated[type, Means(...)]`. From it come the
Arrow schema, the Table Schema, the RDF mapping, the vocabulary, the shapes and the documentation.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cached_property
from typing import Any

import pyarrow as pa

from socsam_opendata.model import iris
from socsam_opendata.model.kinds import (
    KEY_PATTERN,
    CodeOf,
    Date,
    Edtf,
    Integer,
    KeyOf,
    Kind,
    Number,
    Text,
    Time,
    Uri,
    Wikidata,
    YesNo,
)
from socsam_opendata.texts import either


@dataclass(frozen=True, slots=True)
class Means:
    """What a column means: its RDF property, labels and definitions, and what its text is.

    At most one of `code` (a scheme), `to` (a table), `lang` and `form` (edtf, uri, yesno,
    wikidata, or a regular expression) is given; none of them means plain text or the Python type.
    `minimum` bounds integers. A key column has no property of its own unless `term` says one.
    """

    term: str | None
    sv: str
    en: str
    about_sv: str
    about_en: str
    code: str | None = None
    to: str | None = None
    lang: str | None = None
    form: str | None = None
    minimum: int | None = None
    sub_property_of: str | None = None

    def label(self, language: str) -> str:
        """The label in `sv` or `en`."""
        return either(language, self.sv, self.en)

    def about(self, language: str) -> str:
        """The definition in `sv` or `en`."""
        return either(language, self.about_sv, self.about_en)


_PLAIN: dict[Any, Kind] = {dt.date: Date(), dt.time: Time(), int: Integer(), Decimal: Number()}
_FORMS: dict[str, Kind] = {"edtf": Edtf(), "uri": Uri(), "yesno": YesNo(), "wikidata": Wikidata()}


def _kind(python_type: Any, means: Means) -> Kind:
    if python_type is not str:
        return _PLAIN[python_type]
    if means.code:
        return CodeOf(scheme=means.code)
    if means.to:
        return KeyOf(target=means.to)
    if means.form:
        return _FORMS.get(means.form) or Text(pattern=means.form)
    return Text(lang=means.lang)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    kind: Kind
    nullable: bool
    means: Means


@dataclass(frozen=True, slots=True)
class Link:
    """A triple that follows from a row: subject column, property, and a column or a class.

    `object` names a link column of the same table, or is a prefixed name with a colon.
    """

    subject: str
    term: str
    object: str


@dataclass(frozen=True, slots=True)
class Derived:
    """A literal that follows from a row's columns: property, datatype IRI or "", and the function.

    The function takes the row's Arrow table and gives a string column, null where nothing follows.
    """

    term: str
    datatype: str
    function: Callable[[pa.Table], pa.StringArray]


@dataclass(frozen=True)
class Table:
    """A table of the declaration.

    `concept` names its things in IRIs; `scope` is `meeting` (rows live in the graph of their
    meeting) or `shared`; `view` tables are computed from others; `in_rdf` says whether rows are
    published as linked data; `classes` are the foreign classes its things also are.
    """

    name: str
    row: type
    concept: str
    term: str
    sv: str
    en: str
    about_sv: str
    about_en: str
    scope: str = "meeting"
    view: bool = False
    in_rdf: bool = True
    defined: bool = False
    classes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    derived: tuple[Derived, ...] = ()

    def label(self, language: str) -> str:
        """The label in `sv` or `en`."""
        return either(language, self.sv, self.en)

    def about(self, language: str) -> str:
        """What the table holds, in `sv` or `en`."""
        return either(language, self.about_sv, self.about_en)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns in contract order: as declared, the inherited provenance of a fact last."""
        hints = typing.get_type_hints(self.row, include_extras=True)
        own = self.row.__annotations__
        ordered = sorted(fields(self.row), key=lambda f: f.name not in own)
        return tuple(_column(f.name, hints[f.name]) for f in ordered)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by name."""
        return {c.name: c for c in self.columns}

    @cached_property
    def is_fact(self) -> bool:
        """Whether rows point at lines of a source."""
        return all(
            name in self.by_name and name not in self.row.__annotations__ for name in PROVENANCE
        )

    @cached_property
    def keys(self) -> tuple[Column, ...]:
        """The columns that are foreign keys."""
        return tuple(c for c in self.columns if isinstance(c.kind, KeyOf))

    @cached_property
    def schema(self) -> pa.Schema:
        """The Arrow schema, with the Swedish and English text of each column in its metadata."""
        return pa.schema(
            [
                pa.field(
                    c.name,
                    c.kind.arrow,
                    nullable=c.nullable,
                    metadata={
                        "title": c.means.sv,
                        "title_en": c.means.en,
                        "description": c.means.about_sv,
                        "description_en": c.means.about_en,
                    },
                )
                for c in self.columns
            ],
            metadata={"title": self.sv, "title_en": self.en, "description_en": self.about_en},
        )

    def namespace(self, base: str) -> str:
        """The IRI start of its things; codes of the vocabulary do not depend on the publisher."""
        if self.defined:
            return iris.code_namespace(self.concept)
        return iris.thing_namespace(base, self.concept)

    def arrow(self, rows: Sequence[Any]) -> pa.Table:
        """Rows of this table's class as an Arrow table, in the order given."""
        arrays = [
            pa.array([getattr(row, c.name) for row in rows], c.kind.arrow) for c in self.columns
        ]
        return pa.Table.from_arrays(arrays, schema=self.schema)

    def rows(self, table: pa.Table) -> list[Any]:
        """An Arrow table of this schema as rows."""
        columns = [table.column(c.name).to_pylist() for c in self.columns]
        names = [c.name for c in self.columns]
        if not columns:
            return []
        return [
            self.row(**dict(zip(names, cells, strict=True))) for cells in zip(*columns, strict=True)
        ]


PROVENANCE = ("source", "first_line", "last_line")


def _column(name: str, hint: Any) -> Column:
    python_type, means = typing.get_args(hint)[:2]
    nullable = (
        isinstance(python_type, types.UnionType) or typing.get_origin(python_type) is typing.Union
    )
    if nullable:
        (python_type,) = (t for t in typing.get_args(python_type) if t is not type(None))
    is_key = name == "id" and not means.form
    kind = Text(pattern=KEY_PATTERN) if is_key else _kind(python_type, means)
    return Column(name, kind, nullable, means)


def empty(tables: Iterable[Table]) -> dict[str, list[Any]]:
    """A dictionary with an empty list of rows for every table."""
    return {table.name: [] for table in tables}

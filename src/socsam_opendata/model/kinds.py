"""A value kind owns every rendering of its values: Arrow, Table Schema, XSD, CSV text, N-Triples.

Renderings work on whole Arrow columns. A kind never sees a null as a value: nulls stay null
through every rendering and become an empty CSV cell or no triple.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from socsam_opendata.model.iris import PREFIXES, code_namespace

XSD = PREFIXES["xsd"]
KEY_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
# EDTF level 0 dates, and the level 1 open intervals that "before" and "from" need.
_EDTF_DATE = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
EDTF_PATTERN = rf"({_EDTF_DATE}|(\.\.|{_EDTF_DATE})/(\.\.|{_EDTF_DATE}))"
# The end of an interval that is not known or not there.
OPEN = ".."


@dataclass(frozen=True, slots=True)
class Parts:
    """N-Triples terms of a column: constant text before, the column, constant text after."""

    before: str
    column: pa.StringArray
    after: str


def _held(column: pa.StringArray) -> bytes:
    """The bytes that a string column holds, for a quick look whether it has some character."""
    chunks = column.chunks if isinstance(column, pa.ChunkedArray) else [column]
    return b"".join(c.buffers()[2].to_pybytes() for c in chunks if c.buffers()[2] is not None)


def _escaped(column: pa.StringArray) -> pa.StringArray:
    """String literals escaped as canonical N-Triples asks (RDF 1.1 N-Triples, section 4)."""
    held = _held(column)
    for raw, written in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r")):
        if raw.encode() in held:
            column = pc.replace_substring(column, raw, written)
    return column


@dataclass(frozen=True, slots=True)
class Kind:
    """Plain text, and what the other kinds say differently.

    `pattern` is a regular expression every value matches as a whole, or None.
    """

    table_type: ClassVar[str] = "string"
    xsd: ClassVar[str] = f"{XSD}string"
    pattern: str | None = None

    @property
    def arrow(self) -> pa.DataType:
        """The Arrow type of a column of this kind."""
        return pa.string()

    @property
    def language(self) -> str | None:
        """The language tag of its literals, or None."""
        return None

    @property
    def namespace(self) -> str | None:
        """The IRI start of its values where they are things and the start is the same for all."""
        return None

    @property
    def is_link(self) -> bool:
        """Whether values are IRIs in RDF rather than literals."""
        return False

    def csv(self, column: pa.Array) -> pa.StringArray:
        """The column as CSV text, before quoting."""
        return column.cast(pa.string())

    def parsed(self, column: pa.StringArray) -> pa.Array:
        """CSV text (null for an empty cell) back to the column's Arrow type."""
        return column.cast(self.arrow)

    def terms(self, column: pa.Array, namespace: str | None = None) -> Parts:
        """The column as N-Triples terms; `namespace` starts the IRIs of links without one."""
        return Parts('"', _escaped(column), '"')

    def value(self, lexical: str) -> Any:
        """The Python value of one RDF lexical form (for links: the part after the namespace)."""
        return lexical


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """Text in a language (`lang`), or without one."""

    lang: str | None = None

    @property
    def language(self) -> str | None:
        return self.lang

    def terms(self, column: pa.Array, namespace: str | None = None) -> Parts:
        return Parts('"', _escaped(column), f'"@{self.lang}' if self.lang else '"')


@dataclass(frozen=True, slots=True)
class _Typed(Kind):
    """A literal whose lexical form needs no escaping."""

    def terms(self, column: pa.Array, namespace: str | None = None) -> Parts:
        return Parts('"', self.csv(column), f'"^^<{self.xsd}>')


@dataclass(frozen=True, slots=True)
class Date(_Typed):
    """A calendar day, ISO 8601."""

    table_type: ClassVar[str] = "date"
    xsd: ClassVar[str] = f"{XSD}date"

    @property
    def arrow(self) -> pa.DataType:
        return pa.date32()

    def value(self, lexical: str) -> dt.date:
        return dt.date.fromisoformat(lexical)


@dataclass(frozen=True, slots=True)
class Time(_Typed):
    """A local time of day (Europe/Stockholm), HH:MM:SS."""

    table_type: ClassVar[str] = "time"
    xsd: ClassVar[str] = f"{XSD}time"

    @property
    def arrow(self) -> pa.DataType:
        return pa.time32("s")

    def parsed(self, column: pa.StringArray) -> pa.Array:
        # Arrow reads no times by themselves; the day is thrown away.
        moments = pc.binary_join_element_wise("1970-01-01T", column, "").cast(pa.timestamp("s"))
        return moments.cast(self.arrow)

    def value(self, lexical: str) -> dt.time:
        return dt.time.fromisoformat(lexical)


@dataclass(frozen=True, slots=True)
class Integer(_Typed):
    """A whole number, 64 bits."""

    table_type: ClassVar[str] = "integer"
    xsd: ClassVar[str] = f"{XSD}integer"

    @property
    def arrow(self) -> pa.DataType:
        return pa.int64()

    def value(self, lexical: str) -> int:
        return int(lexical)


@dataclass(frozen=True, slots=True)
class Number(_Typed):
    """A decimal number with 14 digits, two of them after the point: less than `too_large`."""

    too_large: ClassVar[Decimal] = Decimal(10) ** 12
    table_type: ClassVar[str] = "number"
    xsd: ClassVar[str] = f"{XSD}decimal"

    @property
    def arrow(self) -> pa.DataType:
        return pa.decimal128(14, 2)

    def value(self, lexical: str) -> Decimal:
        return Decimal(lexical)


@dataclass(frozen=True, slots=True)
class Edtf(_Typed):
    """A date of known precision: 2025, 2025-12, 2025-12-01, or an interval ../2025-12-31.

    Extended Date/Time Format (ISO 8601-2:2019, annex A), level 0 and open intervals.
    """

    xsd: ClassVar[str] = "http://id.loc.gov/datatypes/edtf/EDTF"
    pattern: str | None = EDTF_PATTERN


@dataclass(frozen=True, slots=True)
class Uri(_Typed):
    """An absolute web address, as a literal."""

    xsd: ClassVar[str] = f"{XSD}anyURI"
    pattern: str | None = r'https?://[^\s<>"{}|\\^`]+'


@dataclass(frozen=True, slots=True)
class YesNo(Kind):
    """`yes` or `no` in tables, xsd:boolean in RDF."""

    xsd: ClassVar[str] = f"{XSD}boolean"
    pattern: str | None = "(yes|no)"

    def terms(self, column: pa.Array, namespace: str | None = None) -> Parts:
        truth = pc.if_else(pc.equal(column, "yes"), "true", "false")
        return Parts('"', truth, f'"^^<{self.xsd}>')

    def value(self, lexical: str) -> str:
        return "yes" if lexical in ("true", "1") else "no"


@dataclass(frozen=True, slots=True)
class _Link(Kind):
    """Text in tables, an IRI in RDF: a namespace and the text."""

    @property
    def is_link(self) -> bool:
        return True

    def terms(self, column: pa.Array, namespace: str | None = None) -> Parts:
        start = self.namespace or namespace
        if start is None:
            raise ValueError("a link without a namespace of its own needs one")
        return Parts(f"<{start}", column, ">")


@dataclass(frozen=True, slots=True)
class CodeOf(_Link):
    """A notation of the code list `scheme`."""

    scheme: str = ""
    pattern: str | None = KEY_PATTERN

    @property
    def namespace(self) -> str | None:
        return code_namespace(self.scheme)


@dataclass(frozen=True, slots=True)
class KeyOf(_Link):
    """The key of a row of the table `target`."""

    target: str = ""
    pattern: str | None = KEY_PATTERN


@dataclass(frozen=True, slots=True)
class Wikidata(_Link):
    """A Wikidata item, Q and digits."""

    pattern: str | None = "Q[1-9][0-9]*"

    @property
    def namespace(self) -> str | None:
        return PREFIXES["wd"]


def matches(kind: Kind, value: str) -> bool:
    """Whether one text value obeys the pattern of its kind."""
    return kind.pattern is None or re.fullmatch(kind.pattern, value) is not None

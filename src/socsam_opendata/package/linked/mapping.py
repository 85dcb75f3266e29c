"""What RDF says beyond single columns: passages of a source, properties with all their uses.

A fact points at its lines through a passage: one thing a source and a range of lines, an
oa:SpecificResource whose oa:TextPositionSelector counts characters of the published text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from socsam_opendata.model.iris import PREFIXES, expand, local_name
from socsam_opendata.model.kinds import XSD, Integer, KeyOf, Kind, Text
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.model.table import PROVENANCE, Column, Link, Table

DERIVED_FROM = "prov:wasDerivedFrom"
PASSAGE_CLASS = "oa:SpecificResource"
SELECTOR_CLASS = "oa:TextPositionSelector"
HAS_SOURCE = "oa:hasSource"
HAS_SELECTOR = "oa:hasSelector"
FIRST_LINE = "spec:firstLine"
LAST_LINE = "spec:lastLine"
START = "oa:start"
END = "oa:end"
SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a property: of the things of which table, by which column, with what values.

    `column` and `kind` are None where a link or a derived literal uses the property; `table` is
    None for a passage.
    """

    table: Table | None
    column: Column | None
    kind: Kind | None
    is_link: bool
    datatype: str
    language: str | None = None


def published(table: Table) -> tuple[Column, ...]:
    """The columns of a table that are properties of its things: not the key's, not provenance."""
    inherited = PROVENANCE if table.is_fact else ()
    return tuple(c for c in table.columns if c.means.term and c.name not in inherited)


def subject_of(table: Table, link: Link) -> Table:
    """The table whose things a link of this table speaks of."""
    kind = table.by_name[link.subject].kind
    return BY_NAME[kind.target] if isinstance(kind, KeyOf) else table


def _column_use(table: Table, column: Column) -> Use:
    kind = column.kind
    return Use(table, column, kind, kind.is_link, kind.xsd, kind.language)


def _uses() -> Iterator[tuple[str, Use]]:
    link = Use(None, None, None, True, "")
    integer = Use(None, None, Integer(), False, Integer.xsd)
    for term in (DERIVED_FROM, HAS_SOURCE, HAS_SELECTOR):
        yield term, link
    for term in (FIRST_LINE, LAST_LINE, START, END):
        yield term, integer
    for table in TABLES:
        if not table.in_rdf:
            continue
        for column in published(table):
            yield str(column.means.term), _column_use(table, column)
        for extra in table.links:
            if extra.term != "rdf:type":
                yield extra.term, Use(subject_of(table, extra), None, None, True, "")
        for derived in table.derived:
            yield derived.term, Use(table, None, None, False, derived.datatype or Text.xsd)


@lru_cache(maxsize=1)
def properties() -> dict[str, tuple[Use, ...]]:
    """Every property of the published graph by its prefixed name, sorted, with all its uses."""
    found: dict[str, list[Use]] = {}
    for term, use in _uses():
        found.setdefault(term, []).append(use)
    return {term: tuple(found[term]) for term in sorted(found)}


@lru_cache(maxsize=1)
def classes() -> tuple[str, ...]:
    """Every class of the published graph by its prefixed name, sorted."""
    names = {PASSAGE_CLASS, SELECTOR_CLASS}
    for table in TABLES:
        if table.in_rdf:
            names |= {table.term, *table.classes}
            names |= {link.object for link in table.links if link.term == "rdf:type"}
    return tuple(sorted(names))


_TAKEN = {"id", "type"}


@lru_cache(maxsize=1)
def keys() -> dict[str, str]:
    """The JSON key of every property: its local name, own terms first; else its prefixed name."""
    count: dict[str, int] = {}
    for term in properties():
        count[local_name(term)] = count.get(local_name(term), 0) + 1
    given = {}
    for term in properties():
        local = local_name(term)
        own = term.startswith("spec:")
        given[term] = local if local not in _TAKEN and (own or count[local] == 1) else term
    return given


def _coercion(uses: tuple[Use, ...]) -> dict[str, str]:
    if all(use.is_link for use in uses):
        return {"@type": "@id"}
    if all(use.language for use in uses):
        return {"@container": "@language"}
    datatypes = {use.datatype for use in uses}
    if len(datatypes) == 1 and datatypes != {Text.xsd} and not any(use.is_link for use in uses):
        datatype = datatypes.pop()
        short = f"xsd:{datatype.removeprefix(XSD)}" if datatype.startswith(XSD) else datatype
        return {"@type": short}
    return {}


@lru_cache(maxsize=1)
def context() -> dict[str, Any]:
    """The JSON-LD context: prefixes in use, own classes, and every property with its coercion."""
    names = [*properties(), *classes(), "xsd:date", "def:role", "wd:Q1"]
    used = sorted({name.partition(":")[0] for name in names} - set(keys().values()))
    found: dict[str, Any] = {"id": "@id", "type": "@type"}
    found |= {prefix: PREFIXES[prefix] for prefix in used}
    found |= {local_name(c): expand(c) for c in classes() if c.startswith("spec:")}
    for term, key in sorted(keys().items(), key=lambda pair: pair[1]):
        coercion = _coercion(properties()[term])
        found[key] = {"@id": expand(term), **coercion} if coercion else expand(term)
    return found

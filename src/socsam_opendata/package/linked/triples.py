"""Triples of one graph as Turtle and JSON-LD, and the triples of all graphs back as rows.

Turtle and JSON-LD are made of sorted canonical N-Quads, whose literals are valid in both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import pyoxigraph as ox

from socsam_opendata.errors import PackageError
from socsam_opendata.model.iris import DEF, PREFIXES, expand
from socsam_opendata.model.kinds import XSD, Integer, KeyOf, Kind, Text
from socsam_opendata.model.records import BY_NAME, TABLES, Rows
from socsam_opendata.model.table import PROVENANCE, Column, Table
from socsam_opendata.package.linked import mapping

_TYPE = expand("rdf:type")
_DERIVED_FROM = expand(mapping.DERIVED_FROM)
_LINE = re.compile(
    r"<([^>]*)> <([^>]*)> "
    r'(?:<([^>]*)>|("[^"\\\n]*(?:\\.[^"\\\n]*)*")(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?)'
    r" <[^>]*> \.\n"
)


class Triple(NamedTuple):
    """A line of N-Quads without its graph; `literal` is quoted and escaped; "" for what is not."""

    subject: str
    predicate: str
    iri: str
    literal: str
    language: str
    datatype: str


def triples(nquads: bytes) -> list[Triple]:
    """The triples of canonical N-Quads without blank nodes, in their order."""
    text = nquads.decode()
    found = list(map(Triple._make, _LINE.findall(text)))
    if len(found) != text.count("\n"):
        raise PackageError("graph.no-quads", count=text.count("\n") - len(found))
    return found


def link_namespace(kind: Kind, base: str) -> str:
    """Where the IRIs of a link's values start."""
    if isinstance(kind, KeyOf):
        return BY_NAME[kind.target].namespace(base)
    return str(kind.namespace)


_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def _short(iri: str) -> str:
    """An IRI as Turtle writes it, prefixed where nothing needs an escape."""
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _PREFIX_OF.get(iri[:cut])
    if prefix is None or not _LOCAL.fullmatch(iri, cut):
        return f"<{iri}>"
    return f"{prefix}:{iri[cut:]}"


def turtle(of_graph: Sequence[Triple]) -> bytes:
    """Triples sorted by subject and predicate as Turtle, with those of our prefixes they use."""
    short = cache(_short)
    names = {_TYPE: "a"}
    parts = []
    last_subject = last_predicate = ""
    for subject, predicate, iri, literal, language, datatype in of_graph:
        if iri:
            said = names[iri] = short(iri)
        elif datatype:
            names[datatype] = short(datatype)
            said = f"{literal}^^{names[datatype]}"
        else:
            said = f"{literal}@{language}" if language else literal
        if subject == last_subject and predicate == last_predicate:
            parts.append(f", {said}")
            continue
        name = names.get(predicate) or names.setdefault(predicate, short(predicate))
        if subject == last_subject:
            parts.append(f" ;\n    {name} {said}")
        else:
            parts.append(f"{' .' if parts else ''}\n\n<{subject}>\n    {name} {said}")
        last_subject, last_predicate = subject, predicate
    used = sorted({n.partition(":")[0] for n in names.values() if not n.startswith("<")} - {"a"})
    prefixes = [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in used]
    return ("\n".join(prefixes) + "".join(parts) + (" .\n" if parts else "\n")).encode()


def _json_value(triple: Triple, coercion: dict[str, str]) -> Any:
    """One value under a key with this coercion; written out where the coercion does not fit."""
    expected = coercion.get("@type")
    if triple.iri:
        iri = _compact(triple.iri)
        return iri if expected == "@id" else {"id": iri}
    text = _text(triple)
    if triple.language:
        return {"@value": text, "@language": triple.language}
    if not coercion and not triple.datatype:
        return text
    if expected and _datatype(expected) == triple.datatype:
        is_small = triple.datatype == Integer.xsd and len(text) < 16
        return int(text) if is_small else text
    return {"@value": text, "@type": triple.datatype or Text.xsd}


def _text(triple: Triple) -> str:
    """The text of a literal; the escapes of canonical N-Quads are those of JSON."""
    if "\\" in triple.literal:
        return str(json.loads(triple.literal, strict=False))
    return triple.literal[1:-1]


@lru_cache(maxsize=64)
def _datatype(name: str) -> str:
    return XSD + name.removeprefix("xsd:") if name.startswith("xsd:") else name


def _compact(iri: str) -> str:
    return f"def:{iri.removeprefix(DEF)}" if iri.startswith(DEF) else iri


@lru_cache(maxsize=1024)
def _class_name(iri: str) -> str:
    context = mapping.context()
    for name in mapping.classes():
        if expand(name) == iri:
            prefix, _, local = name.partition(":")
            if context.get(local) == iri:
                return local
            return name if isinstance(context.get(prefix), str) else iri
    return iri


@lru_cache(maxsize=1)
def _key_of() -> dict[str, tuple[str, dict[str, str]]]:
    context = mapping.context()
    found = {}
    for term, key in mapping.keys().items():
        said = context[key]
        coercion = {k: v for k, v in said.items() if k != "@id"} if isinstance(said, dict) else {}
        found[expand(term)] = (key, coercion)
    return found


def _node(subject: str, about: Iterable[Triple]) -> dict[str, Any]:
    node: dict[str, Any] = {"id": _compact(subject)}
    keys = _key_of()
    for triple in about:
        if triple.predicate == _TYPE:
            node.setdefault("type", []).append(_class_name(triple.iri))
            continue
        key, coercion = keys[triple.predicate]
        into = node
        if "@container" in coercion:
            into = node.setdefault(key, {})
            key, value = triple.language, _text(triple)
        else:
            value = _json_value(triple, coercion)
        if key not in into:
            into[key] = value
        elif isinstance(into[key], list):
            into[key].append(value)
        else:
            into[key] = [into[key], value]
    return node


@lru_cache(maxsize=1)
def _context_text() -> str:
    return json.dumps(mapping.context(), ensure_ascii=False, indent=2)


def json_ld(of_graph: Iterable[Triple]) -> bytes:
    """Triples sorted by subject as JSON-LD: the context inlined, one node a thing, one a line."""
    nodes = [
        json.dumps(_node(subject, about), ensure_ascii=False)
        for subject, about in groupby(of_graph, key=itemgetter(0))
    ]
    lines = ",\n".join(nodes)
    return f'{{"@context": {_context_text()},\n"@graph": [\n{lines}\n]}}\n'.encode()


def _iri(term: Any) -> str:
    if isinstance(term, ox.NamedNode):
        return term.value
    raise PackageError("graph.no-iri", term=term)


def rows_of(quads: Iterable[ox.Quad], base: str) -> Rows:
    """The rows of every table that is in RDF, sorted by id, from the triples of all graphs.

    PackageError where a thing lacks a value its table needs, or has two where one belongs.
    """
    about: dict[str, dict[str, list[Any]]] = {}
    for quad in quads:
        said = about.setdefault(_iri(quad.subject), {})
        objects = said.setdefault(quad.predicate.value, [])
        if quad.object not in objects:  # two graphs may say the same
            objects.append(quad.object)
    by_class = {expand(t.term): t for t in TABLES if t.in_rdf}
    rows: Rows = {t.name: [] for t in by_class.values()}
    for subject, said in about.items():
        for of_class in said.get(_TYPE, []):
            table = by_class.get(of_class.value)
            if table and subject.startswith(table.namespace(base)):
                rows[table.name].append(_row(table, subject, about, base))
    return {name: sorted(found, key=lambda r: r.id) for name, found in rows.items()}


def _row(table: Table, subject: str, about: dict[str, dict[str, list[Any]]], base: str) -> Any:
    cells: dict[str, Any] = {}
    inherited = PROVENANCE if table.is_fact else ()
    passage: dict[str, list[Any]] = {}
    if inherited:
        passage = about.get(_one(subject, about[subject].get(_DERIVED_FROM, [])).value, {})
    for column in table.columns:
        if column.name == "id":
            cells["id"] = subject.removeprefix(table.namespace(base))
            continue
        said = passage if column.name in inherited else about[subject]
        values = _values(column, said.get(expand(str(column.means.term)), []), base)
        if values or not column.nullable:
            cells[column.name] = _one(f"{subject} {column.means.term}", values)
        else:
            cells[column.name] = None
    return table.row(**cells)


def _values(column: Column, terms: list[Any], base: str) -> list[Any]:
    """Those of the terms that are values of this column, as Python values."""
    kind = column.kind
    if kind.is_link:
        start = link_namespace(kind, base)
        iris = [t.value for t in terms if isinstance(t, ox.NamedNode)]
        return [iri.removeprefix(start) for iri in iris if iri.startswith(start)]
    literals = [t for t in terms if isinstance(t, ox.Literal)]
    return [kind.value(t.value) for t in literals if t.language == kind.language]


def _one(what: str, values: list[Any]) -> Any:
    if len(values) != 1:
        raise PackageError("graph.values", what=what, count=len(values))
    return values[0]

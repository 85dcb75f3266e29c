"""SHACL shapes of every table: what a thing must say, as the declaration has it.

Property shapes have names, so that the written order of the file never changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rdflib import RDF, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from socsam_opendata.model.codes import CodeList
from socsam_opendata.model.iris import PREFIXES, SPEC, code_namespace, expand
from socsam_opendata.model.kinds import (
    KEY_PATTERN,
    CodeOf,
    Date,
    Edtf,
    Integer,
    KeyOf,
    Kind,
    Number,
    Time,
    Uri,
    Wikidata,
    YesNo,
)
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.model.table import Column, Table
from socsam_opendata.package.linked import mapping
from socsam_opendata.texts import LANGUAGES, Phrase, say

# Kinds that are named by themselves in texts/shapes.toml.
_NAMED_KINDS = (Date, Time, Integer, Number, Edtf, Uri, YesNo, Wikidata)


def spoken(said: Callable[[str], str]) -> tuple[Literal, ...]:
    """A text as a literal of each language; `said` gives it in a language."""
    return tuple(Literal(said(language), language) for language in LANGUAGES)


def bound_graph() -> Graph:
    """An empty graph that knows our prefixes and no others."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def _whole(pattern: str, before: str = "") -> Literal:
    return Literal(f"{before or '^'}({pattern})$")


def _value_phrase(kind: Kind) -> Phrase:
    """What a value of this kind is."""
    if isinstance(kind, KeyOf):
        return Phrase("shapes.value.key", {"name": BY_NAME[kind.target].name})
    if isinstance(kind, CodeOf):
        return Phrase("shapes.value.code", {"name": kind.scheme})
    if kind.language:
        return Phrase("shapes.value.language")
    if isinstance(kind, _NAMED_KINDS):
        return Phrase(f"shapes.value.{type(kind).__name__.lower()}")
    return Phrase("shapes.value.form" if kind.pattern else "shapes.value.text")


def _messages(table: Table, column: Column) -> tuple[Literal, ...]:
    key = "shapes.column.optional" if column.nullable else "shapes.column.required"
    facts = {"name": column.name, "value": _value_phrase(column.kind)}

    def said(language: str) -> str:
        labels = {"table": table.label(language), "column": column.means.label(language)}
        return say(key, language, **labels, **facts)

    return spoken(said)


class _Shapes:
    """The graph being filled, and the code lists that `sh:in` names."""

    def __init__(self, code_list: Callable[[str], CodeList]) -> None:
        self.graph = bound_graph()
        self.code_list = code_list

    def add(self, subject: Node, *said: tuple[str, Node]) -> None:
        for term, value in said:
            self.graph.add((subject, URIRef(expand(term)), value))

    def list_of(self, values: Sequence[Node]) -> Node:
        start = BNode()
        Collection(self.graph, start, list(values))
        return start

    def node_shape(self, name: str, target: str, said: Callable[[str], str]) -> URIRef:
        shape = URIRef(f"{SPEC}shape-{name}")
        self.add(
            shape,
            ("rdf:type", SH.NodeShape),
            ("sh:targetClass", URIRef(expand(target))),
            ("sh:nodeKind", SH.IRI),
            *(("rdfs:label", label) for label in spoken(said)),
        )
        return shape

    def property_shape(self, shape: URIRef, name: str, path: str) -> URIRef:
        named = URIRef(f"{shape}-{name}")
        self.add(shape, ("sh:property", named))
        self.add(named, ("sh:path", URIRef(expand(path))))
        return named

    def table(self, table: Table) -> None:
        shape = self.node_shape(table.name, table.term, table.label)
        pattern = table.by_name["id"].kind.pattern or KEY_PATTERN
        self.add(shape, ("sh:pattern", _whole(pattern, f"/{table.concept}/")))
        for name in table.classes:
            self.add(shape, ("sh:class", URIRef(expand(name))))
        said_twice = _said_twice(table)
        for column in mapping.published(table):
            self.column(table, shape, column, str(column.means.term) in said_twice)
        for derived in table.derived:
            path = self.property_shape(shape, derived.term.partition(":")[2], derived.term)
            datatype = URIRef(derived.datatype) if derived.datatype else XSD.string
            self.add(path, ("sh:datatype", datatype), ("sh:maxCount", Literal(1)))
        if table.is_fact:
            path = self.property_shape(shape, "provenance", mapping.DERIVED_FROM)
            self.link(path, mapping.PASSAGE_CLASS, 1)
            for message in spoken(
                lambda lang: say("shapes.provenance", lang, table=table.label(lang))
            ):
                self.add(path, ("sh:message", message))

    def column(self, table: Table, shape: URIRef, column: Column, shared: bool) -> None:
        """The shape of one column; of a property said more than once, one that counts its own."""
        path = self.property_shape(shape, column.name, str(column.means.term))
        values: Node = path
        if shared:
            values = BNode()
            self.add(path, ("sh:qualifiedValueShape", values))
            self.add(path, ("sh:qualifiedMaxCount", Literal(1)))
            if not column.nullable:
                self.add(path, ("sh:qualifiedMinCount", Literal(1)))
        else:
            self.add(path, ("sh:maxCount", Literal(1)))
            if not column.nullable:
                self.add(path, ("sh:minCount", Literal(1)))
        for message in _messages(table, column):
            self.add(path, ("sh:message", message))
        self.value(values, column)

    def value(self, shape: Node, column: Column) -> None:
        """What one value must be."""
        kind = column.kind
        if isinstance(kind, KeyOf):
            self.add(shape, ("sh:nodeKind", SH.IRI))
            self.add(shape, ("sh:class", URIRef(expand(BY_NAME[kind.target].term))))
        elif isinstance(kind, CodeOf):
            start = code_namespace(kind.scheme)
            codes = [URIRef(start + code.notation) for code in self.code_list(kind.scheme).codes]
            self.add(shape, ("sh:in", self.list_of(codes)))
        elif kind.is_link:
            start = str(kind.namespace).replace(".", "[.]")
            self.add(shape, ("sh:nodeKind", SH.IRI))
            self.add(shape, ("sh:pattern", _whole(str(kind.pattern), f"^{start}")))
        elif kind.language:
            self.add(shape, ("sh:datatype", RDF.langString), ("sh:minLength", Literal(1)))
            self.add(shape, ("sh:languageIn", self.list_of([Literal(kind.language)])))
        else:
            self.add(shape, ("sh:datatype", URIRef(kind.xsd)))
            if kind.xsd == str(XSD.string):
                self.add(shape, ("sh:minLength", Literal(1)))
            if kind.pattern and not isinstance(kind, YesNo):
                self.add(shape, ("sh:pattern", _whole(kind.pattern)))
            if column.means.minimum is not None:
                self.add(shape, ("sh:minInclusive", Literal(column.means.minimum)))

    def link(self, path: Node, target: str, least: int) -> None:
        self.add(
            path,
            ("sh:nodeKind", SH.IRI),
            ("sh:class", URIRef(expand(target))),
            ("sh:maxCount", Literal(1)),
        )
        if least:
            self.add(path, ("sh:minCount", Literal(least)))

    def number(self, path: Node, least: int) -> None:
        self.add(
            path,
            ("sh:datatype", XSD.integer),
            ("sh:minInclusive", Literal(least)),
            ("sh:minCount", Literal(1)),
            ("sh:maxCount", Literal(1)),
        )

    def passages(self) -> None:
        """A passage of a source, and its place in the text."""
        shape = self.node_shape("passages", mapping.PASSAGE_CLASS, Phrase("shapes.passages").said)
        source = BY_NAME["sources"].term
        self.link(self.property_shape(shape, "source", mapping.HAS_SOURCE), source, 1)
        selector = self.property_shape(shape, "selector", mapping.HAS_SELECTOR)
        self.link(selector, mapping.SELECTOR_CLASS, 0)
        self.number(self.property_shape(shape, "first_line", mapping.FIRST_LINE), 1)
        self.number(self.property_shape(shape, "last_line", mapping.LAST_LINE), 1)
        shape = self.node_shape(
            "selectors", mapping.SELECTOR_CLASS, Phrase("shapes.selectors").said
        )
        self.number(self.property_shape(shape, "start", mapping.START), 0)
        self.number(self.property_shape(shape, "end", mapping.END), 0)


def _said_twice(table: Table) -> set[str]:
    """The properties that several columns, or a column and a link, say of the same thing."""
    terms = [str(c.means.term) for c in mapping.published(table)]
    for other in TABLES:
        if other.in_rdf:
            links = [lk for lk in other.links if mapping.subject_of(other, lk) is table]
            terms += [link.term for link in links]
    return {term for term in terms if terms.count(term) > 1}


def shapes_graph(code_list: Callable[[str], CodeList]) -> Graph:
    """The shapes of every table that is in RDF, and of passages; `code_list` gives a code list."""
    shapes = _Shapes(code_list)
    for table in TABLES:
        if table.in_rdf:
            shapes.table(table)
    shapes.passages()
    return shapes.graph

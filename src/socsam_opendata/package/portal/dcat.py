"""The terms of the catalogue record, and its graph as RDF/XML, Turtle and JSON-LD.

All three are made of sorted triples without blank nodes, so that the same graph gives the same
bytes. rdflib's own RDF/XML and JSON-LD change with the hash seed. JSON-LD carries its context.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from socsam_opendata.package.indented import indented_json
from socsam_opendata.settings.authorities import CC0

VCARD: Final = Namespace("http://www.w3.org/2006/vcard/ns#")
SPDX: Final = Namespace("http://spdx.org/rdf/terms#")
DCATAP: Final = Namespace("http://data.europa.eu/r5r/")
# Terms of DCAT 3 that rdflib's closed namespace does not know.
DCAT3: Final = Namespace(str(DCAT))

LICENCE_CC0: Final = URIRef(CC0)

_PREFIXES: Final[dict[str, str]] = {
    "dcat": str(DCAT),
    "dcatap": str(DCATAP),
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "spdx": str(SPDX),
    "vcard": str(VCARD),
    "xsd": str(XSD),
}


def new_graph() -> Graph:
    """An empty graph that knows the prefixes of the catalogue record and no others."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in _PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def _order(triple: tuple[Node, Node, Node]) -> tuple[str, bool, str, str, str, str]:
    subject, predicate, value = triple
    language, kind = "", ""
    if isinstance(value, Literal):
        language, kind = value.language or "", str(value.datatype or "")
    return str(subject), predicate != RDF.type, str(predicate), language, kind, str(value)


def _sorted(graph: Graph) -> list[Any]:
    return sorted(graph, key=_order)


def _split(iri: str) -> str:
    """A term as prefix and local name; ValueError for one of no namespace here."""
    for prefix, namespace in _PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    raise ValueError(f"{iri} is no term of the catalogue record")


def _xml_value(term: str, value: Node) -> str:
    if not isinstance(value, Literal):
        return f"    <{term} rdf:resource={quoteattr(str(value))}/>"
    attribute = ""
    if value.language:
        attribute = f" xml:lang={quoteattr(value.language)}"
    elif value.datatype:
        attribute = f" rdf:datatype={quoteattr(str(value.datatype))}"
    return f"    <{term}{attribute}>{escape(str(value))}</{term}>"


def _xml_lines(graph: Graph) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield "<rdf:RDF"
    yield "\n".join(f"    xmlns:{p}={quoteattr(n)}" for p, n in _PREFIXES.items()) + ">"
    for subject, about in groupby(_sorted(graph), key=lambda triple: triple[0]):
        said = list(about)
        name = "rdf:Description"
        if said[0][1] == RDF.type:
            name = _split(str(said.pop(0)[2]))
        yield f"  <{name} rdf:about={quoteattr(str(subject))}>"
        for _, predicate, value in said:
            yield _xml_value(_split(str(predicate)), value)
        yield f"  </{name}>"
    yield "</rdf:RDF>"


def rdf_xml(graph: Graph) -> bytes:
    """The graph as RDF/XML: one element a thing, named by its class."""
    return "".join(f"{line}\n" for line in _xml_lines(graph)).encode()


def catalogue_turtle(graph: Graph) -> bytes:
    """The graph as Turtle; every prefix is bound, which keeps rdflib's bytes stable."""
    return graph.serialize(format="turtle", encoding="utf-8")


def _json_value(value: Node) -> dict[str, str]:
    if not isinstance(value, Literal):
        return {"@id": str(value)}
    if value.language:
        return {"@value": str(value), "@language": value.language}
    if value.datatype:
        return {"@value": str(value), "@type": str(value.datatype)}
    return {"@value": str(value)}


def catalogue_json_ld(graph: Graph) -> bytes:
    """The graph as JSON-LD: one node a thing, with the prefixes as its whole context."""
    nodes = []
    for subject, about in groupby(_sorted(graph), key=lambda triple: triple[0]):
        node: dict[str, Any] = {"@id": str(subject)}
        for _, predicate, value in about:
            if predicate == RDF.type:
                node.setdefault("@type", []).append(_split(str(value)))
            else:
                node.setdefault(_split(str(predicate)), []).append(_json_value(value))
        nodes.append(node)
    document = {"@context": _PREFIXES, "@graph": nodes}
    return (indented_json(document) + "\n").encode()

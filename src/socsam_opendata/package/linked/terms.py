"""The vocabulary from the declaration: RDFS terms, SHACL shapes, JSON-LD context, dictionary.

What is generated here is committed; a test says that it equals what would be generated.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from rdflib import RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from socsam_opendata.model.code_lists import code_list, registry
from socsam_opendata.model.iris import DEF, SPEC, expand
from socsam_opendata.model.kinds import CodeOf, KeyOf
from socsam_opendata.model.marks import MARKS
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.model.table import Column, Table
from socsam_opendata.package.contents import CONTEXT, VOCABULARY_TURTLE
from socsam_opendata.package.dictionary import tables_markdown
from socsam_opendata.package.linked import mapping
from socsam_opendata.package.linked.shapes import bound_graph, shapes_graph, spoken
from socsam_opendata.settings.authorities import CC0
from socsam_opendata.texts import Phrase

_OWN = "spec:"
# Own properties that no column has, and what they have to do with others; texts/shapes.toml says
# what they mean.
_OTHERS = {
    "addressedTo": (("rdfs:domain", "spec:Clause"), ("rdfs:subPropertyOf", "schema:recipient")),
}


def _iri(name: str) -> URIRef:
    return URIRef(expand(name))


def _say(graph: Graph, subject: str, *said: tuple[str, Node]) -> None:
    for term, value in said:
        graph.add((_iri(subject), _iri(term), value))


def _texts(
    label: Callable[[str], str], about: Callable[[str], str]
) -> tuple[tuple[str, Node], ...]:
    return (
        *(("rdfs:label", said) for said in spoken(label)),
        *(("rdfs:comment", said) for said in spoken(about)),
        ("rdfs:isDefinedBy", URIRef(SPEC)),
    )


def _range(column: Column) -> Node | None:
    kind = column.kind
    if isinstance(kind, KeyOf):
        return _iri(BY_NAME[kind.target].term)
    if isinstance(kind, CodeOf):
        return SKOS.Concept
    if kind.is_link:
        return None
    return RDF.langString if kind.language else URIRef(kind.xsd)


def _columns_by_term() -> dict[str, list[tuple[Table, Column]]]:
    """Own properties with the columns that use them, provenance of facts included."""
    found: dict[str, list[tuple[Table, Column]]] = {}
    for table in TABLES:
        for column in table.columns:
            if column.means.term and column.means.term.startswith(_OWN):
                found.setdefault(column.means.term, []).append((table, column))
    return found


def _property(graph: Graph, term: str, columns: list[tuple[Table, Column]]) -> None:
    means = [column.means for _, column in columns]

    def about_all(language: str) -> str:
        return " ".join(dict.fromkeys(m.about(language) for m in means))

    _say(graph, term, ("rdf:type", RDF.Property))
    _say(graph, term, *_texts(means[0].label, about_all))
    about = {table.term for table, _ in columns}
    about |= {use.table.term if use.table else "" for use in mapping.properties().get(term, ())}
    if len(about) == 1:
        _say(graph, term, ("rdfs:domain", _iri(about.pop())))
    ranges = {_range(column) for _, column in columns}
    only = ranges.pop()
    if not ranges and only is not None:
        _say(graph, term, ("rdfs:range", only))
    for broader in sorted({m.sub_property_of for m in means if m.sub_property_of}):
        _say(graph, term, ("rdfs:subPropertyOf", _iri(broader)))


def terms_ttl() -> str:
    """vocab/terms.ttl: our classes and properties in RDFS, tied to the terms they specialise."""
    graph = bound_graph()
    ontology = URIRef(SPEC)
    graph.add((ontology, RDF.type, _iri("owl:Ontology")))
    for title in spoken(Phrase("shapes.terms.title").said):
        graph.add((ontology, _iri("dcterms:title"), title))
    licence = URIRef(CC0)
    graph.add((ontology, _iri("dcterms:license"), licence))
    for table in TABLES:
        _say(graph, table.term, ("rdf:type", RDFS.Class))
        _say(graph, table.term, *_texts(table.label, table.about))
        for broader in table.classes:
            _say(graph, table.term, ("rdfs:subClassOf", _iri(broader)))
    for term, columns in _columns_by_term().items():
        _property(graph, term, columns)
    for name, more in _OTHERS.items():
        label, about = (Phrase(f"shapes.terms.{name}.{part}").said for part in ("label", "about"))
        term = f"{_OWN}{name}"
        _say(graph, term, ("rdf:type", RDF.Property), *_texts(label, about))
        _say(graph, term, *((predicate, _iri(value)) for predicate, value in more))
    for mark in MARKS.values():
        term = f"{_OWN}{mark.name}"
        _say(graph, term, ("rdf:type", RDF.Property), *_texts(mark.label, mark.about))
        of = SKOS.Concept if mark.names else XSD.boolean
        _say(graph, term, ("rdfs:domain", SKOS.Concept), ("rdfs:range", of))
    return graph.serialize(format="turtle")


def shapes_ttl() -> str:
    """vocab/shapes.ttl: what SHACL can check of every table."""
    return shapes_graph(code_list).serialize(format="turtle")


def context_jsonld() -> str:
    """vocab/context.jsonld: the context that every JSON-LD file here carries."""
    return json.dumps({"@context": mapping.context()}, ensure_ascii=False, indent=2) + "\n"


def tables_md() -> str:
    """docs/tables.md: the data dictionary in Swedish and English."""
    return tables_markdown()


def _value(column: Column, value: Any) -> Node:
    kind = column.kind
    if isinstance(kind, KeyOf):
        return URIRef(BY_NAME[kind.target].namespace("") + value)
    if kind.is_link:
        return URIRef(str(kind.namespace) + value)
    if kind.language:
        return Literal(value, lang=kind.language)
    return Literal(value) if kind.xsd == str(XSD.string) else Literal(value, datatype=kind.xsd)


def _concepts(table: Table, rows: Iterable[Any]) -> str:
    """A SKOS concept scheme of all rows of a table that the vocabulary defines."""
    graph = bound_graph()
    scheme = URIRef(DEF + table.concept)
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    for label in spoken(table.label):
        graph.add((scheme, SKOS.prefLabel, label))
    for row in rows:
        concept = URIRef(table.namespace("") + row.id)
        graph.add((concept, SKOS.inScheme, scheme))
        for name in (table.term, *table.classes):
            graph.add((concept, RDF.type, _iri(name)))
        for column in mapping.published(table):
            value = getattr(row, column.name)
            if value is not None:
                graph.add((concept, _iri(str(column.means.term)), _value(column, value)))
    return graph.serialize(format="turtle")


def municipalities_ttl() -> str:
    """vocab/municipalities.ttl: all municipalities of Sweden as concepts."""
    return _concepts(BY_NAME["municipalities"], registry().municipalities)


def parties_ttl() -> str:
    """vocab/parties.ttl: the known parties as concepts."""
    return _concepts(BY_NAME["parties"], registry().parties)


def generated_files() -> dict[str, str]:
    """The text of every generated and committed file, by its path from the repository's top."""
    return {
        VOCABULARY_TURTLE.at(list="terms"): terms_ttl(),
        VOCABULARY_TURTLE.at(list="shapes"): shapes_ttl(),
        CONTEXT.at(list="context"): context_jsonld(),
        VOCABULARY_TURTLE.at(list="municipalities"): municipalities_ttl(),
        VOCABULARY_TURTLE.at(list="parties"): parties_ttl(),
        "docs/tables.md": tables_md(),
    }


def write_generated(root: Path) -> tuple[Path, ...]:
    """Write every generated file under the repository's top; the paths."""
    files = generated_files()
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return tuple(root / name for name in files)

"""The vocabulary: committed as generated, complete, and shapes and rules that fire."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, RDFS, SKOS, URIRef

import small_dataset
from socsam_opendata.dataset.batches import MeetingRows
from socsam_opendata.model.code_lists import registry, vocabulary_folder
from socsam_opendata.model.iris import DEF, SPEC, expand
from socsam_opendata.model.records import TABLES
from socsam_opendata.package.linked import mapping
from socsam_opendata.package.linked import quads as graph
from socsam_opendata.package.linked import terms as vocabulary

ROOT = Path(__file__).resolve().parents[2]
Shacl = Callable[[MeetingRows], set[str]]


def test_the_committed_files_are_the_generated_ones(tmp_path: Path) -> None:
    generated = vocabulary.generated_files()
    for name, text in generated.items():
        committed = (ROOT / name).read_text(encoding="utf-8")
        assert committed == text, f"{name}: run `make generate`"
    written = vocabulary.write_generated(tmp_path)
    assert {p.relative_to(tmp_path).as_posix() for p in written} == set(generated)
    assert all(path.read_bytes().endswith(b"\n") for path in written)


@pytest.fixture(scope="module")
def terms() -> rdflib.Graph:
    return rdflib.Graph().parse(data=vocabulary.terms_ttl(), format="turtle")


def test_every_own_term_of_the_graph_is_defined_in_two_languages(terms: rdflib.Graph) -> None:
    data = b"".join(text for _, text in graph.graphs(small_dataset.dataset()))
    used = set()
    for quad in ox.parse(data, format=ox.RdfFormat.N_QUADS):
        used |= {t.value for t in (quad.predicate, quad.object) if t.value.startswith(SPEC)}
    assert len(used) > 100
    for iri in used:
        for term in (RDFS.label, RDFS.comment):
            languages = sorted(label.language for label in terms.objects(URIRef(iri), term))
            assert languages == ["en", "sv"], iri


def test_columns_of_the_views_are_defined_too(terms: rdflib.Graph) -> None:
    for table in TABLES:
        assert (URIRef(expand(table.term)), RDF.type, RDFS.Class) in terms
        for column in table.columns:
            if column.means.term and column.means.term.startswith("spec:"):
                assert (URIRef(expand(column.means.term)), RDF.type, RDF.Property) in terms


def test_own_terms_of_the_code_lists_are_defined(terms: rdflib.Graph) -> None:
    lists = rdflib.Graph()
    for path in vocabulary_folder().glob("*.ttl"):
        if path.name not in {"rules.ttl", "shapes.ttl", "terms.ttl"}:
            lists.parse(path)
    used = {p for p in lists.predicates() if p.startswith(SPEC)}
    assert used
    assert all((p, RDF.type, RDF.Property) in terms for p in used)


def test_a_property_of_one_table_has_a_domain_and_a_shared_one_has_none(
    terms: rdflib.Graph,
) -> None:
    def domains(name: str) -> list[Any]:
        return list(terms.objects(URIRef(SPEC + name), RDFS.domain))

    assert domains("startsAt") == [URIRef(SPEC + "Meeting")]
    assert domains("text") == domains("firstLine") == domains("action") == []
    parent = URIRef(SPEC + "parent"), RDFS.subPropertyOf, URIRef(expand("dcterms:isPartOf"))
    assert parent in terms


def test_all_municipalities_and_parties_are_concepts() -> None:
    concepts = rdflib.Graph()
    concepts.parse(data=vocabulary.municipalities_ttl(), format="turtle")
    scheme = URIRef(f"{DEF}municipality")
    assert len(list(concepts.subjects(SKOS.inScheme, scheme))) == 290
    parties = rdflib.Graph().parse(data=vocabulary.parties_ttl(), format="turtle")
    found = set(parties.subjects(SKOS.inScheme, URIRef(f"{DEF}party")))
    assert found == {URIRef(f"{DEF}party/{party.id}") for party in registry().parties}


def test_concepts_say_what_the_shared_graph_says_of_them() -> None:
    data = dict(graph.graphs(small_dataset.dataset()))["shared"]
    quads = ox.parse(data, format=ox.RdfFormat.N_QUADS)
    said = {str(q.triple) for q in quads if q.subject.value.startswith(DEF)}
    known = set()
    for text in (vocabulary.municipalities_ttl(), vocabulary.parties_ttl()):
        known |= {str(t.triple) for t in ox.parse(text, format=ox.RdfFormat.TURTLE)}
    assert said
    assert said <= known


def test_the_context_names_every_property_once() -> None:
    context = json.loads(vocabulary.context_jsonld())["@context"]
    assert set(mapping.keys()) == set(mapping.properties())
    assert len(set(mapping.keys().values())) == len(mapping.keys())
    for term, key in mapping.keys().items():
        said = context[key]
        assert (said["@id"] if isinstance(said, dict) else said) == expand(term)
    assert all(isinstance(ns, str) for ns in (context["def"], context["xsd"], context["eli-dl"]))


def test_the_dictionary_has_every_table_and_column() -> None:
    text = vocabulary.tables_md()
    sections = {s.partition("\n")[0]: s for s in text.split("\n## ")[1:]}
    assert list(sections) == [table.name for table in TABLES]
    for table in TABLES:
        for column in table.columns:
            assert f"\n| `{column.name}`" in sections[table.name]
            assert column.means.about_sv in sections[table.name]
            assert column.means.about_en in sections[table.name]


# --- shapes and rules


@cache
def _shapes() -> rdflib.Graph:
    found = rdflib.Graph()
    found.parse(data=vocabulary.shapes_ttl(), format="turtle")
    return found.parse(vocabulary_folder() / "rules.ttl")


@pytest.fixture(scope="module")
def shacl() -> Shacl:
    """The shapes that a meeting breaks, by their names after `spec:`."""
    pyshacl = pytest.importorskip("pyshacl")
    names = rdflib.Namespace("http://www.w3.org/ns/shacl#")

    def broken(meeting: MeetingRows) -> set[str]:
        data = rdflib.Graph()
        for _, text in graph.graphs(small_dataset.dataset([meeting])):
            lines = (line[: line.rindex(" <")] for line in text.decode().split("\n")[:-1])
            data.parse(data=" .\n".join(lines) + " .\n", format="nt")
        _, report, _ = pyshacl.validate(data, shacl_graph=_shapes())
        return {str(s).removeprefix(SPEC) for s in report.objects(None, names.sourceShape)}

    return broken


def test_the_small_dataset_conforms(shacl: Shacl) -> None:
    assert shacl(small_dataset.meeting()) == set()


KEY = "exempelradet-2031-03-05"
# What breaks: table, row, changed cells -> the shape or rule that must fire.
BROKEN: dict[str, tuple[str, int, dict[str, Any], str]] = {
    "a missing text": ("clauses", 0, {"text": None}, "shape-clauses-text"),
    "an empty text": ("clauses", 0, {"text": ""}, "shape-clauses-text"),
    "a code of no list": ("participants", 0, {"capacity": "king"}, "shape-participants-capacity"),
    "a key of no row": ("roles", 0, {"person": "p-nobody"}, "shape-roles-person"),
    "a number below its least": ("votes", 0, {"yes": -1}, "shape-votes-yes"),
    "text against its pattern": ("meetings", 0, {"first_paragraph": "x"},
                                 "shape-meetings-first_paragraph"),
    "a date that is no EDTF": ("assignments", 0, {"due": "juni"}, "shape-assignments-due"),
    "a key against its pattern": ("amounts", 0, {"id": "Belopp_1"}, "shape-amounts"),
    "an item of no meeting": ("agenda_items", 0, {"meeting": "none"},
                              "shape-agenda_items-meeting"),
    "a message in one language": ("problems", 0, {"message_en": None},
                                  "shape-problems-message_en"),
    "a source of no row": ("documents", 0, {"source": "none"}, "shape-passages-source"),
    "lines from the zeroth": ("documents", 0, {"first_line": 0}, "shape-passages-first_line"),
    "lines backwards": ("documents", 0, {"first_line": 9}, "rule-passage-lines-first"),
    "due dates backwards": ("assignments", 0, {"due_from": dt.date(2032, 1, 1)},
                            "rule-due-dates-from"),
    "a record that gives": ("clauses", 0, {"force": "record"}, "rule-record-gives-nothing"),
    "two addressees in one": ("addressees", 0, {"organization": "sagoforeningen"},
                              "rule-one-addressee"),
    "a part without its paragraph": ("agenda_items", 2, {"parent": None}, "rule-part-has-parent"),
    "a paragraph in a paragraph": ("agenda_items", 0, {"parent": f"{KEY}-5"},
                                   "rule-part-has-parent"),
    "a withheld name of a participant": ("participants", 2, {"person": "p-00000000aa"},
                                         "rule-withheld-participant"),
    "a withheld name of a role": ("roles", 1, {"person": "p-00000000aa"}, "rule-withheld-role"),
    "lines that do not add up": ("sources", 0, {"lines_unread": 3}, "rule-lines-add-up"),
    "serving for oneself": ("participants", 1, {"serves_for": "p-00000000bb"},
                            "rule-serves-for-another-for"),
}  # fmt: skip


@pytest.mark.judges
@pytest.mark.parametrize("what", BROKEN)
def test_a_shape_or_rule_fires_on(what: str, shacl: Shacl) -> None:
    table, at, cells, shape = BROKEN[what]
    assert shape in shacl(small_dataset.changed(small_dataset.meeting(), table, at, **cells))


def test_every_rule_has_a_test_where_it_fires() -> None:
    rules = rdflib.Graph().parse(vocabulary_folder() / "rules.ttl")
    named = {str(s).removeprefix(SPEC) for s in rules.subjects() if isinstance(s, URIRef)}
    fired = {shape for _, _, _, shape in BROKEN.values()} | {"rule-selector-characters"}
    for name in named:
        assert any(shape.startswith(name) or name.startswith(shape) for shape in fired), name


@pytest.mark.judges
def test_a_selector_that_ends_before_it_starts_is_found() -> None:
    pyshacl = pytest.importorskip("pyshacl")
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    data = rdflib.Graph()
    selector = URIRef("https://example.org/id/selector/x-1-1")
    data.add((selector, RDF.type, oa.TextPositionSelector))
    for term, value in ((oa.start, 5), (oa.end, 4)):
        data.add((selector, term, rdflib.Literal(value)))
    conforms, _, text = pyshacl.validate(data, shacl_graph=_shapes())
    assert not conforms
    assert "rule-selector-characters-start" in text


def test_shapes_speak_swedish_and_english() -> None:
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    for shape in _shapes().subjects(sh.message, None):
        languages = sorted(m.language for m in _shapes().objects(shape, sh.message))
        assert languages == ["en", "sv"], shape

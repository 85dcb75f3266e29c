"""The linked data: the same rows, sorted, equal in every form, read by others' programs."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.compare import graph_diff, to_isomorphic

import small_dataset
from socsam_opendata.dataset.batches import Dataset, MeetingRows
from socsam_opendata.errors import PackageError
from socsam_opendata.model.iris import expand, graph_iri
from socsam_opendata.model.kinds import Date, Integer, KeyOf, Kind, Number, Time, YesNo
from socsam_opendata.model.records import BY_NAME, TABLES, Amount, Case, ProblemRow
from socsam_opendata.model.table import Column, Table
from socsam_opendata.package.linked import mapping
from socsam_opendata.package.linked import quads as graph
from socsam_opendata.package.linked.triples import json_ld, triples, turtle
from socsam_opendata.settings.dataset_toml import Settings
from strategies import datasets, rows_in

FEW = settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
EVERY_TABLE = pytest.mark.parametrize(
    "table", [table for table in TABLES if table.in_rdf], ids=lambda table: table.name
)
DAYS = [dt.date(2031, 3, day) for day in (5, 6)]


def two_meetings() -> Dataset:
    return small_dataset.dataset([small_dataset.meeting(day) for day in DAYS])


# --- the oracle: one f-string a triple, as plain as can be


def _literal(kind: Kind, value: Any) -> str:
    if isinstance(kind, YesNo):
        value = "true" if value == "yes" else "false"
    elif isinstance(kind, Date | Time):
        value = value.isoformat()
    elif isinstance(kind, Number):
        value = f"{value:.2f}"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    text = text.replace("\n", "\\n").replace("\r", "\\r")
    if kind.language:
        return f'"{text}"@{kind.language}'
    return f'"{text}"' if kind.xsd == Kind.xsd else f'"{text}"^^<{kind.xsd}>'


def _object(base: str, column: Column, value: Any) -> str:
    kind = column.kind
    if isinstance(kind, KeyOf):
        return f"<{BY_NAME[kind.target].namespace(base)}{value}>"
    return f"<{kind.namespace}{value}>" if kind.is_link else _literal(kind, value)


def _of_row(base: str, table: Table, row: Any, line_starts: list[int]) -> list[str]:
    subject = f"<{table.namespace(base)}{row.id}>"
    a = f"<{expand('rdf:type')}>"
    said = [f"{subject} {a} <{expand(name)}>" for name in {table.term, *table.classes}]
    inherited = ("source", "first_line", "last_line") if table.is_fact else ()
    for column in table.columns:
        value = getattr(row, column.name)
        if value is not None and column.means.term and column.name not in inherited:
            said.append(f"{subject} <{expand(column.means.term)}> {_object(base, column, value)}")
    for link in table.links:
        about = getattr(row, link.subject)
        of = table.by_name[link.subject]
        start = subject if link.subject == "id" else about and _object(base, of, about)
        if ":" in link.object:
            end = f"<{expand(link.object)}>"
        elif link.object == "id":
            end = subject
        else:
            value = getattr(row, link.object)
            end = value and _object(base, table.by_name[link.object], value)
        if start and end:
            said.append(f"{start} <{expand(link.term)}> {end}")
    for derived in table.derived:
        for value in derived.function(table.arrow([row])).to_pylist():
            datatype = f"^^<{derived.datatype}>" if derived.datatype else ""
            if value is not None:
                said.append(f'{subject} <{expand(derived.term)}> "{value}"{datatype}')
    if inherited:
        said += _of_passage(base, subject, row, line_starts)
    return said


def _of_passage(base: str, subject: str, row: Any, line_starts: list[int]) -> list[str]:
    key = f"{row.source}-{row.first_line}-{row.last_line}"
    passage, selector = f"<{base}id/passage/{key}>", f"<{base}id/selector/{key}>"
    a, number = f"<{expand('rdf:type')}>", "^^<http://www.w3.org/2001/XMLSchema#integer>"
    said = [
        f"{subject} <{expand('prov:wasDerivedFrom')}> {passage}",
        f"{passage} {a} <{expand('oa:SpecificResource')}>",
        f"{passage} <{expand('oa:hasSource')}> <{base}id/source/{row.source}>",
        f'{passage} <{expand("spec:firstLine")}> "{row.first_line}"{number}',
        f'{passage} <{expand("spec:lastLine")}> "{row.last_line}"{number}',
    ]
    if 1 <= row.first_line <= row.last_line < len(line_starts):
        start, end = line_starts[row.first_line - 1], line_starts[row.last_line] - 1
        said += [
            f"{passage} <{expand('oa:hasSelector')}> {selector}",
            f"{selector} {a} <{expand('oa:TextPositionSelector')}>",
            f'{selector} <{expand("oa:start")}> "{start}"{number}',
            f'{selector} <{expand("oa:end")}> "{end}"{number}',
        ]
    return said


def oracle(dataset: Dataset) -> str:
    """The N-Quads of a dataset, slowly."""
    base = dataset.settings.base
    parts = {mapping.SHARED: (dataset.shared, ())}
    parts |= {meeting.key: (meeting.rows, meeting.text) for meeting in dataset.meetings}
    text = []
    for key in sorted(parts):
        rows, lines = parts[key]
        starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines) + 1)]
        said = {
            triple
            for table in TABLES
            if table.in_rdf
            for row in rows.get(table.name, [])
            for triple in _of_row(base, table, row, starts)
        }
        quads = [f"{triple} <{graph_iri(base, key)}> .\n" for triple in said]
        text += sorted(quads, key=str.encode)
    return "".join(text)


def nquads(dataset: Dataset) -> bytes:
    return b"".join(text for _, text in graph.graphs(dataset))


@EVERY_TABLE
@given(data=st.data())
@FEW
def test_column_batches_say_what_a_plain_loop_says(table: Table, data: Any) -> None:
    dataset = data.draw(datasets(table))
    assert nquads(dataset).decode().split("\n") == oracle(dataset).split("\n")


def test_the_small_dataset_says_what_a_plain_loop_says() -> None:
    assert nquads(two_meetings()).decode().split("\n") == oracle(two_meetings()).split("\n")


@EVERY_TABLE
@given(data=st.data())
@FEW
def test_rows_come_back_from_n_quads_with_ids_types_and_nulls(table: Table, data: Any) -> None:
    dataset = data.draw(datasets(table))
    found = graph.read_rows(nquads(dataset), dataset.settings.base)
    assert found[table.name] == rows_in(dataset, table)
    assert sum(map(len, found.values())) == len(found[table.name])


def test_what_two_graphs_say_alike_is_one_value() -> None:
    meeting = small_dataset.meeting()
    other = replace(small_dataset.changed(meeting, "meetings", id="exempelradet-x"), key="x")
    rows = {"meetings": other.rows["meetings"]}
    dataset = small_dataset.dataset([meeting, replace(other, rows=rows)])
    assert len(graph.read_rows(nquads(dataset), "https://example.org/")["meetings"]) == 2


def test_decimals_keep_their_digits() -> None:
    at = {"source": "m", "first_line": 1, "last_line": 1}
    amount = Amount(id="m-1", item="m", value=Decimal("1200000.00"), currency="SEK", per="total",
                    meaning="cost", text="1,2 mkr", **at)  # fmt: skip
    dataset = Dataset(Settings(), {}, [MeetingRows("m", {"amounts": [amount]}, ("x",))])
    decimal = b'"1200000.00"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    assert decimal in nquads(dataset)
    (back,) = graph.read_rows(nquads(dataset), Settings().base)["amounts"]
    assert str(back.value) == "1200000.00"


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        ("2031-03-05", "+01:00"),
        ("2031-03-29", "+01:00"),
        ("2031-03-30", "+02:00"),  # summer time begins on the last Sunday of March
        ("2031-06-03", "+02:00"),
        ("2031-10-25", "+02:00"),
        ("2031-10-26", "+01:00"),  # and ends on the last Sunday of October
    ],
)
def test_a_meeting_begins_and_ends_at_swedish_time(day: str, offset: str) -> None:
    found = small_dataset.dataset([small_dataset.meeting(dt.date.fromisoformat(day))])
    (batch,) = found.batches(9999)
    said = b"".join(graph.quads(batch, found.settings.base)).decode()
    moments = re.findall(r'#(\w+)> "([^"]+)"\^\^<http://www.w3.org/2001/XMLSchema#dateTime>', said)
    assert dict(moments) == {
        "activity_start_date": f"{day}T09:00:00{offset}",
        "activity_end_date": f"{day}T11:30:00{offset}",
    }


def test_characters_of_a_passage_are_those_of_its_lines() -> None:
    dataset = two_meetings()
    said: dict[str, dict[str, str]] = {}
    for quad in ox.parse(nquads(dataset), format=ox.RdfFormat.N_QUADS):
        said.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object.value
    text = "\n".join(small_dataset.TEXT) + "\n"
    passages = [about for about in said.values() if expand("oa:hasSelector") in about]
    assert len(passages) == 2
    for passage in passages:
        selector = said[passage[expand("oa:hasSelector")]]
        first, last = (int(passage[expand(f"spec:{n}Line")]) for n in ("first", "last"))
        start, end = (int(selector[expand(f"oa:{n}")]) for n in ("start", "end"))
        assert text[start:end] == "\n".join(small_dataset.TEXT[first - 1 : last])


def test_lines_outside_the_text_have_no_characters() -> None:
    meeting = small_dataset.meeting()
    outside = small_dataset.changed(meeting, "documents", first_line=1, last_line=99)
    text = nquads(small_dataset.dataset([outside]))
    assert b"passage/exempelradet-2031-03-05-1-99>" in text
    assert b"selector/exempelradet-2031-03-05-1-99>" not in text


def test_the_graph_of_what_meetings_share_stands_where_its_name_sorts() -> None:
    for key, order in (("a-2031", ["a-2031", "shared"]), ("z-2031", ["shared", "z-2031"])):
        dataset = Dataset(Settings(), {}, [MeetingRows(key, {}, ())])
        assert [name for name, _ in graph.graphs(dataset)] == order


def test_batches_of_any_size_give_the_same_bytes() -> None:
    days = [dt.date(2031, 3, day) for day in range(1, 9)]
    dataset = small_dataset.dataset([small_dataset.meeting(day) for day in days])
    base = dataset.settings.base
    one = b"".join(b"".join(graph.quads(batch, base)) for batch in dataset.batches(1))
    all_at_once = b"".join(b"".join(graph.quads(batch, base)) for batch in dataset.batches(9999))
    assert one == all_at_once


# --- the written files


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    graph.write_graphs(two_meetings(), folder)
    return folder / "rdf"


KEYS = ("shared", *(f"exempelradet-{day}" for day in DAYS))


def test_one_whole_file_and_two_a_graph_are_written(written: Path) -> None:
    expected = {"exempel.nq", *(f"{k}{end}" for k in KEYS for end in (".ttl", ".jsonld"))}
    assert {path.name for path in written.iterdir()} == expected


def test_n_quads_are_sorted_inside_each_graph(written: Path) -> None:
    lines = (written / "exempel.nq").read_bytes().splitlines(keepends=True)
    graphs = [line.split(b" ")[-2] for line in lines]
    assert graphs == sorted(graphs)
    for name in set(graphs):
        own = [line for line, of in zip(lines, graphs, strict=True) if of == name]
        assert own == sorted(set(own))


def _graph_of(written: Path, key: str) -> rdflib.Graph:
    found = rdflib.Graph()
    end = f"/graph/{key}> ."
    lines = (written / "exempel.nq").read_text().split("\n")
    triples = [line[: line.rindex(" <")] + " ." for line in lines if line.endswith(end)]
    return found.parse(data="\n".join(triples), format="nt")


def difference(one: rdflib.Graph, other: rdflib.Graph) -> str:
    """What two graphs do not share, empty if they are isomorphic."""
    if to_isomorphic(one) == to_isomorphic(other):
        return ""
    _, left, right = graph_diff(one, other)
    marked = (("-", left), ("+", right))
    return "\n".join(f"{m} {s} {p} {o!r}" for m, side in marked for s, p, o in sorted(side))


# rdflib's own JSON-LD parser uses what rdflib has deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(("ending", "name"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_turtle_and_json_ld_hold_the_triples_of_the_graph(
    written: Path, key: str, ending: str, name: str
) -> None:
    found = rdflib.Graph().parse(written / f"{key}.{ending}", format=name)
    assert difference(_graph_of(written, key), found) == ""


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("ending", ["ttl", "jsonld"])
def test_another_reader_finds_the_same_terms_letter_by_letter(
    written: Path, key: str, ending: str
) -> None:
    formats = {"ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}
    whole = ox.parse((written / "exempel.nq").read_bytes(), format=ox.RdfFormat.N_QUADS)
    expected = {str(q.triple) for q in whole if str(q.graph_name).endswith(f"/{key}>")}
    data = (written / f"{key}.{ending}").read_bytes()
    found = {str(q.triple) for q in ox.parse(data, format=formats[ending])}
    assert found - expected == set()
    assert expected - found == set()


@EVERY_TABLE
@given(data=st.data())
@FEW
def test_awkward_texts_survive_turtle_and_json_ld(table: Table, data: Any) -> None:
    for _, text in graph.graphs(data.draw(datasets(table))):
        of_graph = triples(text)
        expected = Counter(str(q.triple) for q in ox.parse(text, format=ox.RdfFormat.N_QUADS))
        for written, form in (
            (turtle(of_graph), ox.RdfFormat.TURTLE),
            (json_ld(of_graph), ox.RdfFormat.JSON_LD),
        ):
            found = Counter(str(q.triple) for q in ox.parse(written, format=form))
            assert found - expected == expected - found == Counter()


def test_json_ld_speaks_in_the_words_of_the_context(written: Path) -> None:
    found = json.loads((written / "shared.jsonld").read_text())
    assert found["@context"] == mapping.context()
    nodes = {node["id"]: node for node in found["@graph"]}
    assert len(nodes) == len(found["@graph"])
    party = nodes["def:party/s"]
    assert set(party["prefLabel"]) == {"sv", "en"}
    assert "Party" in party["type"]
    meeting = json.loads((written / f"{KEYS[1]}.jsonld").read_text())
    amount = next(n for n in meeting["@graph"] if "Amount" in n["type"])
    assert amount["value"] == "12345.50"
    assert amount["per"] == "def:amount-per/total"
    vote = next(n for n in meeting["@graph"] if "Vote" in n["type"])
    assert vote["listedYes"] == 1


def test_large_numbers_stay_whole_in_json_ld() -> None:
    big = 2**62 + 1
    problem = ProblemRow(id="p", source="m", code="x", severity="note", message="m",
                         message_en="m", first_line=big)  # fmt: skip
    dataset = Dataset(Settings(), {}, [MeetingRows("m", {"problems": [problem]}, ())])
    (text,) = (text for key, text in graph.graphs(dataset) if key == "m")
    data = json_ld(triples(text))
    assert str(big) in {q.object.value for q in ox.parse(data, format=ox.RdfFormat.JSON_LD)}


def test_turtle_declares_the_prefixes_it_uses_and_no_others(written: Path) -> None:
    for path in written.glob("*.ttl"):
        head, _, body = path.read_text().partition("\n\n")
        declared = [line.split()[1].removesuffix(":") for line in head.split("\n")]
        assert declared == sorted(declared)
        assert all(f" {p}:" in body or f"^^{p}:" in body for p in declared)


@pytest.mark.judges
def test_rapper_counts_the_same_triples(written: Path) -> None:
    rapper = shutil.which("rapper")
    if rapper is None:
        message = "rapper (Debian package raptor2-utils) is not installed"
        if os.environ.get("SOCSAM_OUTSIDE_JUDGES") == "1":
            pytest.fail(message)
        pytest.skip(message)
    whole = written / "exempel.nq"
    lines = whole.read_text().split("\n")
    counts = {whole: ("nquads", len(lines) - 1)}
    for key in KEYS:
        of_graph = sum(line.endswith(f"/graph/{key}> .") for line in lines)
        counts[written / f"{key}.ttl"] = ("turtle", of_graph)
    for path, (form, expected) in counts.items():
        said = subprocess.run(
            [rapper, "-i", form, "-c", path], capture_output=True, text=True, check=True
        )
        assert f"returned {expected} triple" in said.stderr


# --- what must not pass


def _without(text: bytes, word: str) -> bytes:
    return b"".join(line for line in text.splitlines(True) if word.encode() not in line)


def test_a_missing_value_is_not_read_as_a_row() -> None:
    text = _without(nquads(two_meetings()), expand("eli-dl:activity_date"))
    with pytest.raises(PackageError, match="activity_date has 0 values"):
        graph.read_rows(text, "https://example.org/")


def test_two_values_where_one_belongs_are_not_read_as_a_row() -> None:
    case = Case(id="a", title="x")
    one, other = (
        nquads(Dataset(Settings(), {"cases": [replace(case, title=t)]}, ())) for t in "xy"
    )
    with pytest.raises(PackageError, match="title has 2 values"):
        graph.read_rows(one + other, Settings().base)


def test_other_n_quads_than_ours_are_refused() -> None:
    with pytest.raises(PackageError, match="1 line is no canonical N-Quads"):
        triples(b"_:b0 <http://a/b> <http://a/c> <http://a/g> .\n")
    with pytest.raises(PackageError, match="is no IRI"):
        graph.read_rows(b"_:b0 <http://a/b> <http://a/c> <http://a/g> .\n", Settings().base)


def test_integers_are_the_only_numbers_of_json() -> None:
    coerced = {
        c["@type"] for c in mapping.context().values() if isinstance(c, dict) and "@type" in c
    }
    assert "xsd:decimal" in coerced
    assert f"xsd:{Integer.xsd.rpartition('#')[2]}" in coerced

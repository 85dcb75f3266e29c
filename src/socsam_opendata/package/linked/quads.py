"""The dataset as linked data: sorted N-Quads from whole Arrow columns, Turtle and JSON-LD of them.

A thing's triples come out as one text: Arrow joins its columns with ` <graph> .\\n<subject> `
between them, predicates in sorted order. Within one namespace things stand in the order of their
keys, so nothing has to be sorted but keys, and a graph is a few slices of the string buffers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyoxigraph as ox

from socsam_opendata.dataset.batches import Batch, Dataset
from socsam_opendata.model.iris import expand, graph_iri, thing_namespace
from socsam_opendata.model.kinds import Integer, Kind, Text
from socsam_opendata.model.records import BY_NAME, TABLES, Rows
from socsam_opendata.model.table import Column, Table
from socsam_opendata.package.contents import GRAPH_JSON_LD, GRAPH_TURTLE, QUADS
from socsam_opendata.package.linked import mapping
from socsam_opendata.package.linked.triples import json_ld, link_namespace, rows_of, triples, turtle

_TYPE = expand("rdf:type")
_DERIVED_FROM = expand(mapping.DERIVED_FROM)
_WIDTH = 6


@dataclass(frozen=True, slots=True)
class _Said:
    """Texts `<predicate> object`, null where nothing is said, of the things at `places`.

    `texts` is one text where the same is said of all; `places` None means the things' own rows.
    """

    texts: pa.StringArray | str
    places: pa.StringArray | None = None


@dataclass
class _Things:
    """The things of one namespace in a batch, in the order of their places.

    A place is the number of the graph in the batch, the key and `>`: it sorts as subjects do.
    `graphs` and `keys` are its two parts.
    """

    places: pa.StringArray
    graphs: pa.Array
    keys: pa.StringArray
    said: dict[str, list[_Said]] = field(default_factory=dict)

    def say(self, predicate: str, texts: pa.StringArray | str, places: Any = None) -> None:
        self.said.setdefault(predicate, []).append(_Said(texts, places))

    def say_classes(self, names: Iterable[str]) -> None:
        for name in names:
            self.say(_TYPE, f"<{_TYPE}> <{expand(name)}>")


_scalar = lru_cache(maxsize=4096)(pa.scalar)


def _join(parts: Iterable[pa.Array | str], sep: pa.Array | str, nulls: str) -> pa.Array:
    scalars = [_scalar(part) if isinstance(part, str) else part for part in (*parts, sep)]
    return pc.binary_join_element_wise(*scalars, null_handling=nulls)


def _wrapped(before: str | pa.Array, column: pa.Array, after: str) -> pa.StringArray:
    """Texts around those of a column, null where it is: the column is the separator of the two."""
    return _join((before, after), column, "emit_null")


def _literals(predicate: str, kind: Kind, column: pa.Array) -> pa.StringArray:
    parts = kind.terms(column)
    return _wrapped(f"<{predicate}> {parts.before}", parts.column, parts.after)


def _links(predicate: str, namespace: str, keys: pa.Array) -> pa.StringArray:
    return _wrapped(f"<{predicate}> <{namespace}", keys, ">")


def _ordered(data: dict[str, pa.Array], places: pa.Array) -> tuple[dict[str, pa.Array], pa.Array]:
    """The columns in the order of their places; mostly they stand in it already."""
    if len(places) < 2 or pc.all(pc.less_equal(places[:-1], places[1:])).as_py():
        return data, places
    order = pc.sort_indices(places)
    return {name: column.take(order) for name, column in data.items()}, places.take(order)


class _Batch:
    """The statements of one batch, gathered table by table."""

    def __init__(self, batch: Batch, base: str) -> None:
        self.batch = batch
        self.base = base
        self.numbers = pa.array([f"{i:0{_WIDTH}d}" for i in range(len(batch.keys))])
        self.things: dict[str, _Things] = {}
        self.elsewhere: list[tuple[str, str, pa.Array, pa.Array]] = []
        self.passages: list[pa.Table] = []
        for table in TABLES:
            if table.in_rdf and table.name in batch.tables and len(batch.tables[table.name]):
                self._table(table, batch.tables[table.name])
        if self.passages:
            self._passages()
        for namespace, predicate, texts, places in self.elsewhere:
            none = _Things(places[:0], pa.array([], pa.int32()), places[:0])
            things = self.things.setdefault(namespace, none)
            things.say(predicate, texts, places)

    def _places(self, graphs: pa.Array, keys: pa.Array) -> pa.StringArray:
        return _wrapped(self.numbers.take(graphs), keys, ">")

    def _table(self, table: Table, rows: pa.Table) -> None:
        starts = self.batch.offsets[table.name]
        counts = (end - start for start, end in pairwise(starts))
        graphs = pa.array([i for i, n in enumerate(counts) for _ in range(n)], pa.int32())
        data = {name: _array(rows[name]) for name in rows.column_names} | {"": graphs}
        data, places = _ordered(data, self._places(graphs, data["id"]))
        things = _Things(places, data[""], data["id"])
        self.things[table.namespace(self.base)] = things
        things.say_classes({table.term, *table.classes})
        for column in mapping.published(table):
            self._column(things, column, data[column.name])
        if table.derived:
            derived_from = pa.table({n: c for n, c in data.items() if n})
            for derived in table.derived:
                kind = Text() if not derived.datatype else None
                column = _array(derived.function(derived_from))
                predicate = expand(derived.term)
                things.say(
                    predicate,
                    _literals(predicate, kind, column)
                    if kind
                    else _wrapped(f'<{predicate}> "', column, f'"^^<{derived.datatype}>'),
                )
        if table.is_fact:
            self._provenance(things, data)
        for link in table.links:
            self._link(table, things, link.subject, expand(link.term), link.object, data)

    def _column(self, things: _Things, column: Column, values: pa.Array) -> None:
        if values.null_count == len(values):
            return
        predicate = expand(str(column.means.term))
        if column.kind.is_link:
            namespace = link_namespace(column.kind, self.base)
            things.say(predicate, _links(predicate, namespace, values))
        else:
            things.say(predicate, _literals(predicate, column.kind, values))

    def _provenance(self, things: _Things, data: dict[str, pa.Array]) -> None:
        first, last = (data[n].cast(pa.string()) for n in ("first_line", "last_line"))
        keys = _join((data["source"], first, last), "-", "emit_null")
        namespace = thing_namespace(self.base, "passage")
        things.say(_DERIVED_FROM, _links(_DERIVED_FROM, namespace, keys))
        self.passages.append(
            pa.table([data[""], keys, data["source"], data["first_line"], data["last_line"]],
                     names=["graph", "id", "source", "first", "last"])
        )  # fmt: skip

    def _link(
        self, table: Table, things: _Things, subject: str, predicate: str, obj: str,
        data: dict[str, pa.Array],
    ) -> None:  # fmt: skip
        if ":" in obj:
            texts: pa.Array | str = f"<{predicate}> <{expand(obj)}>"
        else:
            kind = table.by_name[obj].kind
            own = table.namespace(self.base)
            namespace = link_namespace(kind, self.base) if kind.is_link else own
            texts = _links(predicate, namespace, data[obj])
        if subject == "id":
            things.say(predicate, texts)
            return
        namespace = link_namespace(table.by_name[subject].kind, self.base)
        if isinstance(texts, str):
            texts = pa.repeat(texts, len(data["id"]))
        self.elsewhere.append((namespace, predicate, texts, self._places(data[""], data[subject])))

    def _passages(self) -> None:
        names = ["graph", "id", "source", "first", "last"]
        all_rows = pa.concat_tables(self.passages)
        distinct = all_rows.group_by(names, use_threads=False).aggregate([]).combine_chunks()
        data = {name: _array(distinct[name]) for name in names}
        data, places = _ordered(data, self._places(data["graph"], data["id"]))
        starts, ends = _characters(self.batch.texts, data)
        selector = thing_namespace(self.base, "selector")
        of_text = pc.if_else(pc.is_valid(starts), data["id"], pa.scalar(None, pa.string()))

        passage = _Things(places, data["graph"], data["id"])
        passage.say_classes([mapping.PASSAGE_CLASS])
        source = BY_NAME["sources"].namespace(self.base)
        links = ((mapping.HAS_SOURCE, source, data["source"]),
                 (mapping.HAS_SELECTOR, selector, of_text))  # fmt: skip
        for term, namespace, keys in links:
            passage.say(expand(term), _links(expand(term), namespace, keys))
        self._numbers(passage, mapping.FIRST_LINE, data["first"])
        self._numbers(passage, mapping.LAST_LINE, data["last"])
        self.things[thing_namespace(self.base, "passage")] = passage

        known = pc.is_valid(starts)
        selectors = _Things(
            places.filter(known), data["graph"].filter(known), data["id"].filter(known)
        )
        selectors.say_classes([mapping.SELECTOR_CLASS])
        self._numbers(selectors, mapping.START, starts.filter(known))
        self._numbers(selectors, mapping.END, ends.filter(known))
        self.things[selector] = selectors

    @staticmethod
    def _numbers(things: _Things, term: str, values: pa.Array) -> None:
        things.say(expand(term), _literals(expand(term), Integer(), values))

    def graphs(self) -> list[bytes]:
        """The sorted N-Quads of each graph of the batch."""
        names = [graph_iri(self.base, key) for key in self.batch.keys]
        slices: list[list[memoryview]] = [[] for _ in names]
        for namespace in sorted(self.things):
            for i, piece in _texts(self.things[namespace], namespace, names):
                slices[i].append(piece)
        found = []
        for name, pieces in zip(names, slices, strict=True):
            ending = f" <{name}> .\n".encode()
            found.append(b"".join((*pieces, ending))[len(ending) :] if pieces else b"")
        return found


def _array(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    if isinstance(column, pa.Array):
        return column
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _characters(
    texts: Sequence[Sequence[str]], data: dict[str, pa.Array]
) -> tuple[pa.Array, pa.Array]:
    """Where passages start and end in the text of their meeting, in characters; null outside it."""
    lengths = pa.array(list(map(len, chain.from_iterable(texts))), pa.int64())
    flat = pc.cumulative_sum(pa.concat_arrays([pa.array([0], pa.int64()), pc.add(lengths, 1)]))
    lines = [len(text) for text in texts]
    graphs, first, last = data["graph"], data["first"], data["last"]
    held = pc.and_(
        pc.and_(pc.greater_equal(first, 1), pc.less_equal(first, last)),
        pc.less_equal(last, pa.array(lines, pa.int64()).take(graphs)),
    )
    before = pa.array(accumulate(lines, initial=0), pa.int64()).take(graphs)
    before = pc.if_else(held, before, pa.scalar(None, pa.int64()))
    start_of_text = flat.take(before)
    starts = pc.subtract(flat.take(pc.subtract(pc.add(before, first), 1)), start_of_text)
    ends = pc.subtract(pc.subtract(flat.take(pc.add(before, last)), start_of_text), 1)
    return starts, ends


def _texts(
    things: _Things, namespace: str, graph_names: list[str]
) -> Iterator[tuple[int, memoryview]]:
    """For each graph that has things here, their text: it starts with the end of a line before."""
    things = _completed(things)
    if not len(things.keys):
        return
    graphs, places, said = things.graphs, things.places, things.said
    endings = pa.array([f" <{name}> .\n<{namespace}" for name in graph_names]).take(graphs)
    separators = _wrapped(endings, things.keys, "> ")
    pieces: list[pa.Array | str] = []
    for predicate in sorted(said, key=lambda iri: f"{iri}>"):
        contributions = said[predicate]
        if len(contributions) == 1 and contributions[0].places is None:
            pieces.append(contributions[0].texts)
        elif all(isinstance(c.texts, str) for c in contributions):
            pieces.extend(sorted(c.texts for c in contributions))
        else:
            pieces.append(_gathered(contributions, places, separators))
    text = _join(("", *pieces), separators, "skip")
    _, offset_buffer, data_buffer = text.buffers()
    offsets = memoryview(offset_buffer).cast("i")
    data = memoryview(data_buffer)
    start = 0
    for i, count in sorted(Counter(graphs.to_pylist()).items()):
        end = start + count
        yield i, data[offsets[start] : offsets[end]]
        start = end


def _completed(things: _Things) -> _Things:
    """The things with those that only links of other tables speak of (a reference to nothing)."""
    own = things.places
    foreign = [s.places for said in things.said.values() for s in said if s.places is not None]
    if not foreign:
        return things
    named = pc.drop_null(pa.concat_arrays(foreign))
    if pc.all(pc.is_in(named, value_set=own)).as_py():
        return things
    places = pc.unique(pa.concat_arrays([own, named]))
    places = places.take(pc.sort_indices(places))
    count = len(own)
    said = {
        predicate: [
            _Said(
                pa.repeat(s.texts, count) if isinstance(s.texts, str) else s.texts,
                own if s.places is None else s.places,
            )
            for s in contributions
        ]
        for predicate, contributions in things.said.items()
    }
    graphs = pc.utf8_slice_codeunits(places, 0, _WIDTH).cast(pa.int32())
    return _Things(places, graphs, pc.utf8_slice_codeunits(places, _WIDTH, -1), said)


def _gathered(contributions: list[_Said], places: pa.Array, separators: pa.Array) -> pa.Array:
    """What several columns or rows say with one predicate: sorted, each once, as one text."""
    count = len(places)
    ones = pa.repeat(pa.scalar(1, pa.int32()), count)
    own = pc.subtract(pc.cumulative_sum(ones), ones)
    rows, texts = [], []
    for said in contributions:
        rows.append(own if said.places is None else pc.index_in(said.places, value_set=places))
        texts.append(pa.repeat(said.texts, count) if isinstance(said.texts, str) else said.texts)
    table = pa.table([pa.chunked_array(rows), pa.chunked_array(texts)], names=["row", "text"])
    table = table.drop_null().combine_chunks()
    order = pc.sort_indices(table, sort_keys=[("row", "ascending"), ("text", "ascending")])
    table = table.take(order)
    row, text = _array(table["row"]), _array(table["text"])
    if len(row) > 1:
        same = pc.and_(pc.equal(row[1:], row[:-1]), pc.equal(text[1:], text[:-1]))
        once = pa.concat_arrays([pa.array([True]), pc.invert(same)])
        row, text = row.filter(once), text.filter(once)
    found = row.value_counts()
    which = pc.index_in(own, value_set=found.field("values"))
    counts = pc.fill_null(found.field("counts").take(which), 0)
    ends = pa.concat_arrays([pa.array([0]), pc.cumulative_sum(counts)]).cast(pa.int32())
    joined = pc.binary_join(pa.ListArray.from_arrays(ends, text), separators)
    return pc.if_else(pc.greater(counts, 0), joined, pa.scalar(None, pa.string()))


def quads(batch: Batch, base: str) -> list[bytes]:
    """The N-Quads of each meeting of a batch: a text a graph, lines sorted as bytes, each once."""
    return _Batch(batch, base).graphs()


def graphs(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """Every graph of a dataset, its key and its sorted N-Quads; `shared` stands where it sorts."""
    base = dataset.settings.base
    tables = dataset.shared_tables()
    whole: dict[str, tuple[int, ...]] = {n: (0, len(t)) for n, t in tables.items()}
    shared = (mapping.SHARED, quads(Batch((mapping.SHARED,), tables, whole, ((),)), base)[0])
    waiting = True
    for batch in dataset.batches():
        for key, text in zip(batch.keys, quads(batch, base), strict=True):
            if waiting and key > mapping.SHARED:
                yield shared
                waiting = False
            yield key, text
    if waiting:
        yield shared


def write_graphs(dataset: Dataset, folder: Path) -> int:
    """rdf/{name}.nq, and .ttl and .jsonld of every meeting and of what they share; the triples."""
    path = folder / QUADS.at(name=dataset.settings.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("wb") as whole:
        for key, text in graphs(dataset):
            whole.write(text)
            parsed = triples(text)
            count += len(parsed)
            (folder / GRAPH_TURTLE.at(meeting=key)).write_bytes(turtle(parsed))
            (folder / GRAPH_JSON_LD.at(meeting=key)).write_bytes(json_ld(parsed))
    return count


def read_rows(source: Path | bytes, base: str) -> Rows:
    """The rows of every table that is in RDF, sorted by id, read back from N-Quads."""
    data = source if isinstance(source, bytes) else source.read_bytes()
    return rows_of(ox.parse(data, format=ox.RdfFormat.N_QUADS), base)

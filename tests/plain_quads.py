"""N-Quads by a plain loop: one f-string a triple, as anybody would write them first.

The benchmark runs it beside the column batches of `formats.graph`; a test holds that both say the
same. Lines come in the order of the rows, not sorted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Any

from socsam_opendata.dataset.batches import MeetingRows
from socsam_opendata.model.iris import expand, graph_iri
from socsam_opendata.model.kinds import Kind, Number, Text, YesNo
from socsam_opendata.model.records import MEETING_TABLES
from socsam_opendata.model.table import Table
from socsam_opendata.package.linked import mapping
from socsam_opendata.package.linked.triples import link_namespace

Render = Callable[[Any], str]
_INTEGER = "^^<http://www.w3.org/2001/XMLSchema#integer>"


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("\n", "\\n").replace("\r", "\\r")


def _render(kind: Kind, base: str) -> Render:
    """How a value of a kind is written as an N-Triples term."""
    if kind.is_link:
        namespace = link_namespace(kind, base)
        return lambda value: f"<{namespace}{value}>"
    if isinstance(kind, YesNo):
        return lambda value: f'"{"true" if value == "yes" else "false"}"^^<{kind.xsd}>'
    if isinstance(kind, Text):
        end = f'"@{kind.language}' if kind.language else '"'
        return lambda value: f'"{_escaped(value)}{end}'
    if isinstance(kind, Number):
        return lambda value: f'"{value:.2f}"^^<{kind.xsd}>'
    return lambda value: f'"{value}"^^<{kind.xsd}>'


class _Table:
    """What is said of the rows of one table."""

    def __init__(self, table: Table, base: str) -> None:
        self.table = table
        self.namespace = table.namespace(base)
        a = expand("rdf:type")
        self.types = [f"<{a}> <{expand(name)}>" for name in {table.term, *table.classes}]
        self.columns = [
            (c.name, expand(str(c.means.term)), _render(c.kind, base))
            for c in mapping.published(table)
        ]
        own: Render = lambda value: f"<{self.namespace}{value}>"  # noqa: E731
        renders = {c.name: _render(c.kind, base) for c in table.columns} | {"id": own}
        self.links = [
            (link.subject, renders[link.subject], expand(link.term), link.object,
             renders.get(link.object, lambda value: f"<{value}>"))
            for link in table.links
        ]  # fmt: skip


def _of_row(known: _Table, row: Any, graph: str) -> Iterator[str]:
    subject = f"<{known.namespace}{row.id}>"
    for said in known.types:
        yield f"{subject} {said} {graph}"
    for name, predicate, render in known.columns:
        value = getattr(row, name)
        if value is not None:
            yield f"{subject} <{predicate}> {render(value)} {graph}"
    for start, start_render, predicate, end, end_render in known.links:
        about = getattr(row, start)
        value = expand(end) if ":" in end else getattr(row, end)
        if about is not None and value is not None:
            yield f"{start_render(about)} <{predicate}> {end_render(value)} {graph}"


def _of_passage(base: str, source: str, first: int, last: int, starts: list[int]) -> Iterator[str]:
    key, a = f"{source}-{first}-{last}", expand("rdf:type")
    passage, selector = f"<{base}id/passage/{key}>", f"<{base}id/selector/{key}>"
    yield f"{passage} <{a}> <{expand(mapping.PASSAGE_CLASS)}>"
    yield f"{passage} <{expand(mapping.HAS_SOURCE)}> <{base}id/source/{source}>"
    yield f'{passage} <{expand(mapping.FIRST_LINE)}> "{first}"{_INTEGER}'
    yield f'{passage} <{expand(mapping.LAST_LINE)}> "{last}"{_INTEGER}'
    yield f"{passage} <{expand(mapping.HAS_SELECTOR)}> {selector}"
    yield f"{selector} <{a}> <{expand(mapping.SELECTOR_CLASS)}>"
    yield f'{selector} <{expand(mapping.START)}> "{starts[first - 1]}"{_INTEGER}'
    yield f'{selector} <{expand(mapping.END)}> "{starts[last] - 1}"{_INTEGER}'


def plain_quads(meetings: Sequence[MeetingRows], base: str) -> Iterator[str]:
    """The N-Quads of some meetings whose facts stand on lines of their texts, unsorted."""
    tables = [_Table(table, base) for table in MEETING_TABLES if table.in_rdf]
    derived_from = expand(mapping.DERIVED_FROM)
    for meeting in meetings:
        graph = f"<{graph_iri(base, meeting.key)}> .\n"
        passages: set[tuple[str, int, int]] = set()
        for known in tables:
            is_fact = known.table.is_fact
            for row in meeting.rows[known.table.name]:
                yield from _of_row(known, row, graph)
                if is_fact:
                    key = f"{row.source}-{row.first_line}-{row.last_line}"
                    subject = f"<{known.namespace}{row.id}>"
                    yield f"{subject} <{derived_from}> <{base}id/passage/{key}> {graph}"
                    passages.add((row.source, row.first_line, row.last_line))
        starts = list(accumulate((len(line) + 1 for line in meeting.text), initial=0))
        for source, first, last in passages:
            for said in _of_passage(base, source, first, last, starts):
                yield f"{said} {graph}"
    for known in tables:
        for derived in known.table.derived:
            rows = [row for m in meetings for row in m.rows[known.table.name]]
            values = derived.function(known.table.arrow(rows)).to_pylist()
            end = f"^^<{derived.datatype}>" if derived.datatype else ""
            for row, value in zip(rows, values, strict=True):
                if value is not None:
                    graph = f"<{graph_iri(base, row.source)}> .\n"
                    subject = f"<{known.namespace}{row.id}>"
                    yield f'{subject} <{expand(derived.term)}> "{value}"{end} {graph}'

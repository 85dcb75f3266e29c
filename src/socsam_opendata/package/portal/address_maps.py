"""Maps for web servers: which document describes a thing, and what is withdrawn.

An IRI says by its concept and key where its thing stands: in what meetings share, or in the graph
of the meeting its key starts with. A server works that out from the address and from which files
there are. The maps hold only what cannot be worked out so; docs/hosting.md has the servers' rules.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyoxigraph as ox

from socsam_opendata.errors import PackageError
from socsam_opendata.model.iris import DEF, PARTS_OF_LINES, PREFIXES, thing_namespace
from socsam_opendata.model.keys import meeting_of
from socsam_opendata.model.kinds import KEY_PATTERN
from socsam_opendata.model.records import BY_NAME, MEETING_TABLES, SHARED_TABLES
from socsam_opendata.model.release_records import TOMBSTONES
from socsam_opendata.package.contents import ADDRESS_MAP, VOCABULARY_TURTLE
from socsam_opendata.package.linked.mapping import SHARED
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.package import Tables
from socsam_opendata.package.portal.renamed_addresses import WHOLE_MEETING, renamed_addresses
from socsam_opendata.settings.dataset_toml import Settings

# Concepts of things that the record of the dataset describes (portal/catalogue.py).
CATALOGUE = (
    "agent", "catalog", "checksum", "contact", "dataset", "dataset-series", "distribution",
    "period", "provenance", "service",
)  # fmt: skip
_ADDRESS = re.compile(rf"(?P<concept>[a-z]+(-[a-z]+)*)/(?P<key>{KEY_PATTERN})")
_SCHEME = f"{PREFIXES['skos']}ConceptScheme"


def _meetings(tables: Tables) -> frozenset[str]:
    return frozenset(tables.table("meetings", ["id"])["id"].to_pylist())


def _withdrawn(settings: Settings, folder: Path) -> Iterator[tuple[str, str, str]]:
    """Concept, key and table of every withdrawn thing under our own base; PackageError for a row
    that cannot be part of an address.
    """
    history, name = Tables.of_history(folder), TOMBSTONES.name
    if name not in history.tables:
        return
    start = thing_namespace(settings.base, "").removesuffix("/")
    for batch in history.batches(name, ["iri", "table_name"]):
        for iri, table in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            if not iri or not iri.startswith(start):
                continue
            found = _ADDRESS.fullmatch(iri.removeprefix(start))
            if found is None:
                raise PackageError("package.odd-address", history.path(name), iri=iri)
            yield found["concept"], found["key"], table


def _still_gone(new: NewPackage) -> Iterator[tuple[str, str]]:
    """Concept and key of every withdrawn thing that has not come back."""
    by_table: dict[str, dict[str, str]] = defaultdict(dict)
    for concept, key, table in _withdrawn(new.settings, new.folder):
        by_table[table][key] = concept
    for table, concepts in by_table.items():
        if table in BY_NAME:
            keys = pa.array(list(concepts), pa.string())
            for batch in new.tables.batches(table, ["id"]):
                for key in batch["id"].filter(pc.is_in(batch["id"], value_set=keys)).to_pylist():
                    del concepts[key]
        yield from ((concept, key) for key, concept in concepts.items())


def _told(gone: Iterable[tuple[str, str]]) -> list[str]:
    """The withdrawn things a server must be told of, sorted.

    Things of a withdrawn meeting are left out where the server finds its document missing and asks
    for the meeting itself: a meeting is one line, not some hundreds.
    """
    gone = list(gone)
    withdrawn = {key for concept, key in gone if concept == "meeting"}
    in_meetings = {t.concept for t in MEETING_TABLES}
    return sorted(
        f"{concept}/{key}"
        for concept, key in gone
        if concept == "meeting"
        or concept not in in_meetings
        or (key if concept in WHOLE_MEETING else meeting_of(key)) not in withdrawn
    )


def _concepts() -> dict[str, str]:
    """For each concept of our IRIs which kind of document has its things."""
    kinds = {t.concept: "meeting" for t in MEETING_TABLES if t.in_rdf}
    kinds |= {t.concept: SHARED for t in SHARED_TABLES if t.in_rdf and not t.defined}
    kinds |= dict.fromkeys(("graph", *PARTS_OF_LINES), "meeting")
    kinds |= dict.fromkeys(CATALOGUE, "catalogue")
    return dict(sorted((kinds | {"feed": "feed"}).items()))


def _schemes(folder: Path) -> dict[str, str]:
    """For each scheme of the vocabulary the file it stands in, without its ending."""
    paths = sorted(folder.glob(VOCABULARY_TURTLE.pattern))
    found = {scheme: path.stem for path in paths for scheme in _schemes_in(path.read_bytes())}
    return dict(sorted(found.items()))


@lru_cache(maxsize=256)
def _schemes_in(turtle: bytes) -> tuple[str, ...]:
    """The schemes of a file of the vocabulary, which is the same in every package."""
    return tuple(
        str(getattr(quad.subject, "value", "")).removeprefix(DEF)
        for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)
        if isinstance(quad.object, ox.NamedNode) and quad.object.value == _SCHEME
    )


def write_maps(new: NewPackage) -> list[Path]:
    """hosting/{nginx,caddy}/{concepts,schemes,renamed,gone,gone-meetings}.map; the paths.

    A line of each is a key and a value as the server's `map` reads them. PackageError when
    tombstones.csv or changes.csv holds an address that cannot be one of ours. Memory grows with the
    tombstones (some 200 bytes each) and with the meetings, not with their rows.
    """
    folder, tables = new.folder, new.tables
    things = list(_still_gone(new))
    gone = _told(things)
    withdrawn = [thing.removeprefix("meeting/") for thing in gone if thing.startswith("meeting/")]
    maps: dict[str, dict[str, str]] = {
        "concepts": _concepts(),
        "schemes": _schemes(folder),
        "renamed": renamed_addresses(folder, tables, _meetings(tables), things),
        "gone": dict.fromkeys(gone, "1"),
        "gone-meetings": dict.fromkeys(withdrawn, "1"),
    }
    written = []
    for server, end in (("caddy", ""), ("nginx", ";")):
        for name, lines in maps.items():
            path = folder / ADDRESS_MAP.at(server=server, map=name)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", encoding="utf-8", newline="\n") as file:
                file.write(f"# {name}\n")
                file.writelines(f"{key} {value}{end}\n" for key, value in lines.items())
            written.append(path)
    return written

"""Maps for web servers: which document describes a thing, and what is withdrawn.

An IRI says by its concept and key where its thing stands: in what meetings share, or in the graph
of the meeting its key starts with. A server works that out from the address and from which files
there are. The maps hold only what cannot be worked out so; docs/hosting.md has the servers' rules.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyoxigraph as ox

from socsam_opendata.errors import PackageError
from socsam_opendata.model.iris import DEF, PREFIXES, thing_namespace
from socsam_opendata.model.kinds import KEY_PATTERN
from socsam_opendata.model.records import BY_NAME, MEETING_TABLES, SHARED_TABLES
from socsam_opendata.model.release_records import TOMBSTONES
from socsam_opendata.package.contents import ADDRESS_MAP, HISTORY
from socsam_opendata.package.linked.mapping import SHARED
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.package import Tables
from socsam_opendata.settings.dataset_toml import Settings

TOMBSTONES_FILE = HISTORY.at(history="tombstones")
# Concepts whose keys are the keys of meetings.
WHOLE_MEETING = ("meeting", "source", "graph")
# Concepts of things that the record of the dataset describes (portal/catalogue.py).
CATALOGUE = (
    "agent", "catalog", "checksum", "contact", "dataset", "dataset-series", "distribution",
    "period", "provenance", "service",
)  # fmt: skip
# A meeting's key starts that of each of its things; a second meeting of a day has -2.
_DAY = r"^(?P<day>.+?-[0-9]{4}-[0-9]{2}-[0-9]{2})(-(?P<nth>[0-9]+))?(-.*)?$"
_ADDRESS = re.compile(rf"(?P<concept>[a-z]+(-[a-z]+)*)/(?P<key>{KEY_PATTERN})")
_SCHEME = f"{PREFIXES['skos']}ConceptScheme"


@dataclass(frozen=True)
class Documents:
    """The meetings of a package: which document a server takes for a key."""

    meetings: frozenset[str]

    def of(self, key: str) -> str | None:
        """The meeting that a key of one of its things starts with, the longest that there is.

        Where there is none, the first meeting of the day; None for a key without a day.
        """
        found = re.match(_DAY, key)
        if found is None:
            return None
        day, nth = found["day"], found["nth"]
        return f"{day}-{nth}" if nth and f"{day}-{nth}" in self.meetings else day

    def of_thing(self, concept: str, key: str) -> str | None:
        """The same for a thing of a concept."""
        return key if concept in WHOLE_MEETING else self.of(key)


def _meetings(tables: Tables) -> list[str]:
    return list(tables.table("meetings", ["id"])["id"].to_pylist())


def _crowded(meetings: Iterable[str]) -> pa.Array:
    """The meetings of days with several."""
    by_day: dict[str, list[str]] = defaultdict(list)
    for key in meetings:
        found = re.match(_DAY, key)
        by_day[found["day"] if found else key].append(key)
    return pa.array([k for keys in by_day.values() if len(keys) > 1 for k in keys], pa.string())


def _exceptions(
    tables: Tables, documents: Documents, crowded: pa.Array
) -> Iterator[tuple[str, str]]:
    """The things whose meeting their key does not tell, and their meetings.

    `a-2025-06-02-2-1` is the first clause of the first meeting's § 2, although a second meeting
    that day has the key `a-2025-06-02-2`.
    """
    if not len(crowded):
        return
    for table in MEETING_TABLES:
        if not table.in_rdf or table.concept in WHOLE_MEETING:
            continue
        for batch in tables.batches(table.name, ["id", "source"]):
            rows = batch.filter(pc.is_in(batch["source"], value_set=crowded))
            for key, meeting in zip(*(rows[n].to_pylist() for n in ("id", "source")), strict=True):
                if documents.of(key) != meeting:
                    yield f"{table.concept}/{key}", meeting


def _withdrawn(settings: Settings, folder: Path) -> Iterator[tuple[str, str, str]]:
    """Concept, key and table of every withdrawn thing under our own base; PackageError for a row
    that cannot be part of an address.
    """
    path = folder / TOMBSTONES_FILE
    if not path.is_file():
        return
    names = [column.name for column in TOMBSTONES.columns]
    options = pa_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
    parse = pa_csv.ParseOptions(newlines_in_values=True)
    start = thing_namespace(settings.base, "").removesuffix("/")
    with pa_csv.open_csv(path, convert_options=options, parse_options=parse) as reader:
        for batch in reader:
            for iri, table in zip(
                *(batch.column(name).to_pylist() for name in ("iri", "table_name")), strict=True
            ):
                if not iri.startswith(start):
                    continue
                found = _ADDRESS.fullmatch(iri.removeprefix(start))
                if found is None:
                    raise PackageError("package.odd-address", path, iri=iri)
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


def _gone(new: NewPackage, documents: Documents) -> list[str]:
    """The withdrawn things a server must be told of, sorted.

    Things of a withdrawn meeting are left out where the server finds its document missing and asks
    for the meeting itself: a meeting is one line, not some hundreds.
    """
    gone = list(_still_gone(new))
    meetings = {key for concept, key in gone if concept == "meeting"}
    in_meetings = {t.concept for t in MEETING_TABLES}
    told = []
    for concept, key in gone:
        document = documents.of_thing(concept, key) if concept in in_meetings else None
        missing = document is not None and document not in documents.meetings
        if concept == "meeting" or not (missing and document in meetings):
            told.append(f"{concept}/{key}")
    return sorted(told)


def _concepts() -> dict[str, str]:
    """For each concept of our IRIs which kind of document has its things."""
    kinds = {t.concept: "meeting" for t in MEETING_TABLES if t.in_rdf}
    kinds |= {t.concept: SHARED for t in SHARED_TABLES if t.in_rdf and not t.defined}
    kinds |= dict.fromkeys(("graph", "passage", "selector"), "meeting")
    kinds |= dict.fromkeys(CATALOGUE, "catalogue")
    return dict(sorted((kinds | {"feed": "feed"}).items()))


def _schemes(folder: Path) -> dict[str, str]:
    """For each scheme of the vocabulary the file of `vocab/` it stands in, without its ending."""
    found = {}
    for path in sorted((folder / "vocab").glob("*.ttl")):
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.object, ox.NamedNode) and quad.object.value == _SCHEME:
                found[str(getattr(quad.subject, "value", "")).removeprefix(DEF)] = path.stem
    return dict(sorted(found.items()))


def write_maps(new: NewPackage) -> list[Path]:
    """hosting/{nginx,caddy}/{concepts,schemes,documents,gone,gone-meetings}.map; the paths.

    A line of each is a key and a value as the server's `map` reads them. PackageError when
    tombstones.csv holds an address that cannot be one of ours. Memory grows with the tombstones
    (some 200 bytes each) and with the meetings, not with their rows.
    """
    folder, tables = new.folder, new.tables
    meetings = _meetings(tables)
    documents = Documents(frozenset(meetings))
    gone = _gone(new, documents)
    withdrawn = [thing.removeprefix("meeting/") for thing in gone if thing.startswith("meeting/")]
    maps: dict[str, dict[str, str]] = {
        "concepts": _concepts(),
        "schemes": _schemes(folder),
        "documents": dict(sorted(_exceptions(tables, documents, _crowded(meetings)))),
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

"""The judges of a built folder: our own proofs, and programs that others wrote.

Our own read every file back: hashes, the round trip, the generated vocabulary, and the workbook
with the help of openpyxl. The outside judges are Frictionless, SHACL (pyshacl) and the JSON Schemas
of Data Package v2. They and openpyxl come with `pip install socsam_opendata[judges]`, save the
schemas: `SOCSAM_CONFORMANCE` names their folder.
"""

from __future__ import annotations

import importlib.util
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyoxigraph as ox

from socsam_opendata.errors import (
    PackageError,
    SocsamError,
    loading,
    others_words,
    reason_of,
)
from socsam_opendata.model.iris import expand
from socsam_opendata.model.records import MEETING_TABLES, SHARED_TABLES, TABLES
from socsam_opendata.model.table import Table
from socsam_opendata.package import tables as tabular
from socsam_opendata.package.checksums import read_sums, sha256, sum_faults, unlisted
from socsam_opendata.package.contents import (
    GRAPH_TURTLE,
    QUADS,
    VOCABULARY_TURTLE,
    WORKBOOK,
    content_of,
)
from socsam_opendata.package.described import DESCRIPTOR, read_descriptor
from socsam_opendata.package.linked.triples import rows_of
from socsam_opendata.package.package import Tables
from socsam_opendata.package.sheets.sheets import SHEETS
from socsam_opendata.package.sheets.workbook_check import Seen, workbook_faults
from socsam_opendata.texts import LANGUAGES, Phrase, Sentence, check_language, in_language

CONFORMANCE = "SOCSAM_CONFORMANCE"
# Whole graphs up to this size are read back or given to pyshacl; of larger ones, some meetings.
WHOLE_BYTES = 64 << 20
SHACL_BYTES = 4 << 20
SAMPLE_MEETINGS = 40
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a judge says of a package: its faults, or how much it looked at.

    `judge` is what it is called, in English like the details; both may be said in Swedish too.
    """

    judge: str
    ok: bool
    details: tuple[str, ...] = ()

    def said(self, language: str) -> tuple[str, ...]:
        """The details in `sv` or `en`; what others wrote stays as they wrote it."""
        check_language(language)
        return tuple(in_language(detail, language) for detail in self.details)


# Who judges a package: a folder goes in, and what each says of it comes out.
Judges = Callable[[Path], Sequence[Verdict]]
_OUTSIDE = ("frictionless", "pandas", "openpyxl", "pyshacl", "jsonschema")


def require_outside() -> None:
    """SocsamError that says what to install, where a library of the outside judges is not there."""
    for name in _OUTSIDE:
        _module(name)


def judge(folder: Path, outside: bool = True) -> list[Verdict]:
    """Every judge on a built folder; without `outside` only our own that need nothing more.

    PackageError when the folder holds no package, SocsamError when an outside judge is missing.
    """
    read_descriptor(folder)
    read_sums(folder)
    judges: list[Callable[[Path], Verdict]] = [files, sums, round_trip, vocabulary]
    if outside:
        require_outside()
        judges += [workbook, frictionless, shacl]
        if os.environ.get(CONFORMANCE):
            judges.append(json_schema)
    return [_heard(one, folder) for one in judges]


def _heard(one: Callable[[Path], Verdict], folder: Path) -> Verdict:
    """What a judge says; a file that it cannot read is a fault of the package."""
    try:
        return one(folder)
    except ImportError as error:  # frictionless and pyshacl load some of what they need on the way
        with loading(error.name or one.__name__.replace("_", "-"), "judges"):
            raise
    except (PackageError, OSError, SyntaxError, ValueError) as error:
        said = Sentence("judges.unreadable", reason=reason_of(error))
        return Verdict(_named(one.__name__.replace("_", "-")), False, (said,))


def _module(name: str) -> Any:
    with loading(name, "judges"):
        return importlib.import_module(name)


def _named(name: str) -> Sentence:
    """What a judge is called."""
    return Sentence(f"judges.name.{name}")


def _verdict(name: str, faults: Iterator[str], seen: str) -> Verdict:
    """A verdict with the first faults, or with what was looked at."""
    found = list(faults)
    if not found:
        return Verdict(_named(name), True, (seen,))
    left = len(found) - _SHOWN
    more = [Sentence("judges.more", count=left)] if left > 0 else []
    return Verdict(_named(name), False, (*found[:_SHOWN], *more))


# --- our own ----------------------------------------------------------------------------------


def _file_faults(folder: Path) -> Iterator[str]:
    for resource in read_descriptor(folder)["resources"]:
        path = folder / str(resource.get("path"))
        if not path.is_file():
            facts = {"name": resource.get("name"), "path": resource.get("path")}
            yield Sentence("judges.files.missing", **facts)
            continue
        # Of Parquet the descriptor calls them byteSize and sha256, for Frictionless' sake.
        size, stated = path.stat().st_size, resource.get("bytes", resource.get("byteSize"))
        if stated != size:
            facts = {"path": resource["path"], "size": size, "stated": stated}
            yield Sentence("judges.files.size", **facts)
        digest = str(resource.get("hash", resource.get("sha256")))
        if digest.removeprefix("sha256:") != sha256(path):
            yield Sentence("judges.files.hash", path=resource["path"])


def _files_seen(count: int) -> Sentence:
    return Sentence("judges.files.seen", count=count)


def files(folder: Path) -> Verdict:
    """Every file of the descriptor is there, with its bytes and its hash."""
    count = len(read_descriptor(folder)["resources"])
    return _verdict("files", _file_faults(folder), _files_seen(count))


def sums(folder: Path) -> Verdict:
    """Every file that SHA256SUMS lists is there as it was written."""
    seen, beside = _files_seen(len(read_sums(folder))), unlisted(folder)
    if beside:
        names = ", ".join(beside[:_SHOWN])
        seen = Sentence("judges.sums.beside", seen=seen, names=names)
    return _verdict("sums", sum_faults(folder), seen)


def _base(quads: Path) -> str:
    """Where the IRIs of a package start, by its first graph."""
    with quads.open("rb") as file:
        first = file.readline()
    for quad in ox.parse(first, format=ox.RdfFormat.N_QUADS):
        base, found, _ = str(quad.graph_name.value).rpartition("id/graph/")
        if found:
            return base
    raise PackageError("package.empty-graph", quads)


def _quads_file(folder: Path) -> Path:
    for path in sorted(folder.glob(QUADS.pattern)):
        return path
    raise PackageError("package.no-graph", folder)


def _sample(folder: Path, size: int) -> list[str] | None:
    """The keys of meetings to look at, evenly chosen; None for all where there is not too much."""
    if _quads_file(folder).stat().st_size <= size:
        return None
    keys = tabular.read_parquet(folder, MEETING_TABLES[0])["id"].to_pylist()
    step = max(1, len(keys) // SAMPLE_MEETINGS)
    return list(keys[::step])


def _quads(folder: Path, keys: list[str] | None) -> Iterator[ox.Quad]:
    if keys is None:
        yield from ox.parse(path=str(_quads_file(folder)), format=ox.RdfFormat.N_QUADS)
        return
    for key in ("shared", *keys):
        path = folder / GRAPH_TURTLE.at(meeting=key)
        yield from ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)


def _of_meetings(table: Table, rows: pa.Table, keys: list[str] | None) -> list[Any]:
    """The rows of a table that belong to the meetings of a sample, sorted by id."""
    found = sorted(table.rows(rows), key=lambda row: row.id)
    if keys is None or table in SHARED_TABLES:
        return found
    sources = set(keys)
    return [row for row in found if (row.id if table.name == "sources" else row.source) in sources]


def _unreadable(folder: Path, error: PackageError) -> Sentence:
    """What is wrong with a file of a table, which the error names."""
    path = error.place and Path(error.place.file).relative_to(folder).as_posix()
    return Sentence("judges.rows.unreadable", path=path, reason=error.phrase)


def _round_trip_faults(folder: Path, keys: list[str] | None) -> Iterator[str]:
    from_graph = rows_of(_quads(folder, keys), _base(_quads_file(folder)))
    for table in TABLES:
        try:
            parquet, csv = tabular.read_parquet(folder, table), tabular.read_csv(folder, table)
        except PackageError as error:
            yield _unreadable(folder, error)
            continue
        if not parquet.equals(csv):
            yield Sentence("judges.rows.differ", table=table.name)
        if not table.in_rdf:
            continue
        published = _of_meetings(table, parquet, keys)
        said = sorted(from_graph.get(table.name, []), key=lambda row: row.id)
        if published != said:
            differ = {row.id for row in {*published} ^ {*said}}
            rows = ", ".join(sorted(differ)[:5])
            yield Sentence("judges.rows.graph", table=table.name, rows=rows)


def _rows_seen(whole: str, count: int, keys: list[str] | None) -> Sentence:
    """How much was looked at: all tables or triples, or the meetings of a sample."""
    if keys is None:
        return Sentence(f"judges.seen.{whole}", count=count)
    return Sentence("judges.seen.meetings", count=len(keys))


def round_trip(folder: Path) -> Verdict:
    """CSV, Parquet and the graph hold the same rows; of a huge graph some meetings are read."""
    keys = _sample(folder, WHOLE_BYTES)
    seen = _rows_seen("tables", len(TABLES), keys)
    return _verdict("round-trip", _round_trip_faults(folder, keys), seen)


def _vocabulary_faults(folder: Path) -> Iterator[str]:
    from socsam_opendata.package.linked.terms import generated_files  # brings rdflib

    for name, text in generated_files().items():
        if content_of(name) is None:  # generated for the repository alone
            continue
        path = folder / name
        expected = text if isinstance(text, bytes) else text.encode()
        if not path.is_file():
            yield Sentence("judges.missing", path=name)
        elif path.read_bytes() != expected:
            yield Sentence("judges.vocabulary.other", path=name)


def vocabulary(folder: Path) -> Verdict:
    """The vocabulary in the package is the one that the declaration generates."""
    return _verdict("vocabulary", _vocabulary_faults(folder), Sentence("judges.vocabulary.seen"))


def _workbook_faults(folder: Path, seen: Seen) -> Iterator[Phrase]:
    path = WORKBOOK.at(name=str(read_descriptor(folder).get("name")))
    if not (folder / path).is_file():
        yield Phrase("judges.workbook.missing", {"path": path})
        return
    try:
        yield from workbook_faults(folder / path, Tables.written(folder), seen)
    except (KeyError, ValueError, SyntaxError, zipfile.BadZipFile, zlib.error) as error:
        yield Phrase("judges.workbook.unreadable", {"path": path, "reason": reason_of(error)})


def workbook(folder: Path) -> Verdict:
    """Every cell of the workbook is what the tables say, by the columns of its own sheets."""
    seen = Seen()
    faults = [Sentence(f.key, **f.facts) for f in _workbook_faults(folder, seen)]
    told = Sentence("judges.workbook.seen", count=seen.cells, sheets=len(SHEETS))
    return _verdict("workbook", iter(faults), told)


# --- others' ----------------------------------------------------------------------------------


def _others(message: object) -> Phrase:
    """What another program says, on one line."""
    return others_words(" ".join(str(message).split()))


def _frictionless_faults(report: Any) -> Iterator[str]:
    for error in report.errors:
        yield Sentence("judges.others", said=_others(error.message))
    for task in report.tasks:
        for error in task.errors:
            yield Sentence("judges.others-of", name=task.name, said=_others(error.message))
        if not task.valid and not task.errors:
            yield Sentence("judges.frictionless.invalid", name=task.name)


def frictionless(folder: Path) -> Verdict:
    """Frictionless validates every resource, the Parquet twins too.

    It stops at 1,000 faults a table, and does not see a composite key that is partly null.
    """
    report = _module("frictionless").validate(str(folder / DESCRIPTOR))
    seen = Sentence("judges.seen.resources", count=len(report.tasks))
    return _verdict("frictionless", _frictionless_faults(report), seen)


def _shapes(folder: Path) -> Any:
    shapes = _module("rdflib").Graph()
    for name in ("shapes", "rules"):
        path = folder / VOCABULARY_TURTLE.at(list=name)
        if path.is_file():
            shapes.parse(path, format="turtle")
    return shapes


def _data(folder: Path, keys: list[str] | None) -> Any:
    """The graph to judge, with the vocabulary, and the class of what lies outside a sample."""
    rdflib = _module("rdflib")
    data = rdflib.Graph()
    if keys is None:
        paths = sorted(folder.glob(GRAPH_TURTLE.pattern))
    else:
        paths = [folder / GRAPH_TURTLE.at(meeting=key) for key in ("shared", *keys)]
    for path in paths:
        data.parse(path, format="turtle")
    for path in sorted(folder.glob(VOCABULARY_TURTLE.pattern)):
        if path.name not in ("shapes.ttl", "rules.ttl"):
            data.parse(path, format="turtle")
    if keys is not None:
        kinds = {"resolvesToMeeting": "Meeting", "resolvesToItem": "AgendaItem"}
        for term, kind in kinds.items():
            for cited in list(data.objects(None, rdflib.URIRef(expand(f"spec:{term}")))):
                data.add((cited, rdflib.RDF.type, rdflib.URIRef(expand(f"spec:{kind}"))))
    return data


def shacl(folder: Path) -> Verdict:
    """The graph conforms to vocab/shapes.ttl and rules.ttl; of a huge graph some meetings do."""
    keys = _sample(folder, SHACL_BYTES)
    data, shapes = _data(folder, keys), _shapes(folder)
    conforms, results, _ = _module("pyshacl").validate(data, shacl_graph=shapes, inference="none")
    if conforms:
        return Verdict(_named("shacl"), True, (_rows_seen("triples", len(data), keys),))
    return _verdict("shacl", _shacl_faults(results), "")


def _shacl_faults(results: Any) -> Iterator[str]:
    sh = _module("rdflib").Namespace(expand("sh:"))
    found = []
    for result in results.subjects(sh.resultSeverity, sh.Violation):
        node, path = results.value(result, sh.focusNode), results.value(result, sh.resultPath)
        said = {m.language: str(m) for m in results.objects(result, sh.resultMessage)}
        if said.keys() >= set(LANGUAGES):
            message = Phrase("judges.shape", {name: said[name] for name in LANGUAGES})
        else:
            message = _others("; ".join(sorted(said.values())))
        where = f"{node} {path}" if path else node
        found.append(Sentence("judges.others-of", name=where, said=message))
    yield from sorted(found) or [Sentence("judges.shacl.invalid")]


def _schemas(folder: Path) -> dict[str, Any]:
    """The JSON Schemas of Data Package v2 by name."""
    inner = folder / "datapackage-2.0"
    home = inner if inner.is_dir() else folder
    try:
        return {
            name: json.loads((home / f"{name}.json").read_bytes())
            for name in ("datapackage", "dataresource", "tableschema")
        }
    except OSError as error:
        raise SocsamError("judges.no-schemas", home, variable=CONFORMANCE) from error


def _schema_faults(descriptor: dict[str, Any], schemas: dict[str, Any]) -> Iterator[str]:
    jsonschema = _module("jsonschema")
    resources = descriptor.get("resources", [])
    parts = [("datapackage", "package", descriptor)]
    parts += [("dataresource", r.get("name"), r) for r in resources]
    parts += [("tableschema", r.get("name"), r["schema"]) for r in resources if "schema" in r]
    for schema, name, part in parts:
        for error in jsonschema.Draft7Validator(schemas[schema]).iter_errors(part):
            where, said = f"{name}: {error.json_path}", _others(error.message[:200])
            yield Sentence("judges.others-of", name=where, said=said)


def json_schema(folder: Path) -> Verdict:
    """The descriptor passes the JSON Schemas of Data Package v2."""
    schemas = _schemas(Path(os.environ[CONFORMANCE]))
    descriptor = read_descriptor(folder)
    return _verdict("json-schema", _schema_faults(descriptor, schemas), "Data Package v2")

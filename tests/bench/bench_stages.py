"""The stages that `bench.py` measures, each run alone in a fresh process, on invented meetings.

A stage gives lines of measurement. Processor seconds are the rates' ground where one process
works, wall seconds where several do: a busy machine stretches only the latter.
"""

from __future__ import annotations

import cProfile
import datetime as dt
import os
import pstats
import resource
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from bench_faults import FAULTS, ours, plant, theirs, write_csvs

import many_rows
import synthetic
from plain_quads import plain_quads
from socsam_opendata.dataset.batches import (
    BATCH_ROWS,
    Batch,
    Dataset,
    MeetingRows,
    Spill,
    batch_of,
    batches_of,
)
from socsam_opendata.dataset.check import CHECK_ROWS, check_facts
from socsam_opendata.dataset.gather import Gathered, gather
from socsam_opendata.dataset.views import Names, decision_overview
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.model.records import MEETING_TABLES
from socsam_opendata.package import build as building
from socsam_opendata.package import tables as tabular
from socsam_opendata.package.build import build
from socsam_opendata.package.leaks import check_package
from socsam_opendata.package.linked import quads as graph
from socsam_opendata.package.linked.triples import json_ld, triples, turtle
from socsam_opendata.privacy.mask import Mask
from socsam_opendata.privacy.policy import apply
from socsam_opendata.release.release import make_release
from socsam_opendata.settings.dataset_toml import Settings
from synthetic_texts import write_texts
from synthetic_world import ROOT, settings


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement: `rate` is amounts a second; `wall` says that it is of wall seconds."""

    label: str
    amount: int
    unit: str
    seconds: float
    wall: bool = False
    note: str = ""

    @property
    def rate(self) -> float:
        """Amounts a second."""
        return self.amount / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Given:
    """What a stage works on: how many meetings as rows or texts, and a folder of its own."""

    count: int
    texts: Path
    scratch: Path


Stage = Callable[[Given], Iterator[Line]]


def peak_megabytes() -> tuple[float, float]:
    """The most memory this process, and the largest of its children, ever held."""
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, children = (resource.getrusage(w).ru_maxrss * unit / 1e6 for w in who)
    return own, children


def _seconds(work: Callable[[], object], times: int = 1) -> float:
    """The least processor seconds of some runs."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def _wall(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


# --- texts -------------------------------------------------------------------------------------


def _documents(given: Given) -> list[Path]:
    return sorted(given.texts.glob("*.md"))[: given.count]


def read(given: Given) -> Iterator[Line]:
    """Reading of documents and the policy, in one process."""
    known, paths = settings(), _documents(given)
    found: list[Any] = []
    read_minutes(paths[0], known)
    seconds = _seconds(lambda: found.extend(read_minutes(path, known) for path in paths))
    yield Line("read documents, one process", len(paths), "documents", seconds)
    apply(known, found[0], known.release_date)
    seconds = _seconds(lambda: [apply(known, reading, known.release_date) for reading in found])
    yield Line("policy", len(paths), "documents", seconds)


def _gathered(given: Given, workers: int) -> float:
    folder = given.scratch / "minutes"
    folder.mkdir()
    for path in [*_documents(given), *given.texts.glob("*.toml"), *given.texts.glob("*.csv")]:
        (folder / path.name).symlink_to(path)
    work = given.scratch / "work"
    work.mkdir()
    return _wall(lambda: gather(settings(), folder, work, workers=workers))


def gather_one(given: Given) -> Iterator[Line]:
    """Gathering (reading, policy, views, spill) in one process."""
    yield Line("gather, one process", given.count, "documents", _gathered(given, 1), wall=True)


def gather_two(given: Given) -> Iterator[Line]:
    """Gathering with two workers."""
    yield Line("gather, two processes", given.count, "documents", _gathered(given, 2), wall=True)


def build_whole(given: Given) -> Iterator[Line]:
    """A build with two workers: everything, our own checks included; and its last look again."""
    folder = given.scratch / "minutes"
    folder.mkdir()
    for path in [*_documents(given), *given.texts.glob("*.toml"), *given.texts.glob("*.csv")]:
        (folder / path.name).symlink_to(path)
    reports: list[Any] = []
    out = given.scratch / "package"
    seconds = _wall(lambda: reports.append(build(folder, out, workers=2)))
    (report,) = reports
    note = f"{report.size / 1e6:.0f} MB, {report.files} files" if report.built else "NOT BUILT"
    yield Line("build, two processes", given.count, "documents", seconds, True, note)
    if report.built:
        names = Mask(f"Torvald Qvarnmyr{letter}" for letter in "abcdefghij")
        seconds = _seconds(lambda: check_package(out, names))
        yield Line("last look, one process", given.count, "documents", seconds)


# --- rows --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ready(Dataset):
    """A dataset whose batches are made already, so that their making is not measured."""

    made: tuple[Batch, ...] = ()

    def batches(self, rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The batches made, whatever size is asked for."""
        return iter(self.made)


def _ready(count: int, rows: int = BATCH_ROWS) -> Ready:
    whole = synthetic.dataset(count)
    return Ready(settings(), whole.shared, whole.meetings, tuple(batches_of(whole.meetings, rows)))


def _rows(batches: tuple[Batch, ...]) -> int:
    return sum(len(table) for batch in batches for table in batch.tables.values())


def arrow(given: Given) -> Iterator[Line]:
    """Row objects to Arrow columns, sorted by id."""
    meetings = list(synthetic.meetings(given.count))
    count = sum(len(rows) for m in meetings for rows in m.rows.values())
    parts = [meetings[i : i + 32] for i in range(0, len(meetings), 32)]
    seconds = _seconds(lambda: [batch_of(part) for part in parts], 3)
    yield Line("rows to Arrow columns", count, "rows", seconds)


def csv_parquet(given: Given) -> Iterator[Line]:
    """CSV texts alone, Parquet alone, and the writer of both."""
    data = _ready(given.count)
    count = _rows(data.made)

    def csv() -> None:
        for batch in data.made:
            for table in MEETING_TABLES:
                tabular.csv_bytes(table, batch.tables[table.name])

    def parquet() -> None:
        for table in MEETING_TABLES:
            path = given.scratch / f"{table.name}.parquet"
            with pq.ParquetWriter(path, table.schema, compression="zstd") as writer:
                for batch in data.made:
                    writer.write_table(batch.tables[table.name])

    yield Line("CSV texts", count, "rows", _seconds(csv, 3))
    yield Line("Parquet, zstd 3", count, "rows", _seconds(parquet, 3))
    seconds = _seconds(lambda: tabular.write_tables(data, given.scratch / "tables"), 2)
    yield Line("tables written, CSV and Parquet", count, "rows", seconds)


def _write_quads(data: Dataset, path: Path) -> None:
    with path.open("wb") as file:
        for _, text in graph.graphs(data):
            file.write(text)


def n_quads(given: Given) -> Iterator[Line]:
    """Sorted N-Quads out of Arrow columns, written to a file."""
    data = _ready(given.count)
    path = given.scratch / "all.nq"
    seconds = _seconds(lambda: _write_quads(data, path), 3)
    with path.open("rb") as file:
        count = sum(1 for _ in file)
    yield Line(
        "N-Quads, sorted", count, "triples", seconds, note=f"{path.stat().st_size / 1e6:.0f} MB"
    )
    yield Line("N-Quads, the same in rows", _rows(data.made), "rows", seconds)


def n_quads_plain(given: Given) -> Iterator[Line]:
    """The same N-Quads by a plain loop of f-strings, not sorted."""
    meetings, base, path = (
        list(synthetic.meetings(given.count)),
        settings().base,
        given.scratch / "nq",
    )

    def written() -> None:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(plain_quads(meetings, base))

    seconds = _seconds(written, 2)
    with path.open("rb") as file:
        plain = set(file)
    same = plain == {
        line
        for batch in batches_of(meetings, BATCH_ROWS)
        for text in graph.quads(batch, base)
        for line in text.splitlines(keepends=True)
    }
    note = "the same lines" if same else "OTHER LINES THAN OURS"
    yield Line("N-Quads, plain f-string loop", len(plain), "triples", seconds, note=note)


def n_quads_rdflib(given: Given) -> Iterator[Line]:
    """The N-Quads of some meetings by rdflib's serialiser."""
    rdflib = import_module("rdflib")
    some = list(synthetic.meetings(min(given.count, 10)))
    text = b"".join(graph.quads(batch_of(some), settings().base))
    data = rdflib.Dataset()
    data.parse(data=text, format="nquads")
    count = text.count(b"\n")
    seconds = _seconds(lambda: data.serialize(format="nquads"), 2)
    yield Line("N-Quads, rdflib serialiser", count, "triples", seconds, note="a sample")


def turtle_json(given: Given) -> Iterator[Line]:
    """Turtle and JSON-LD of every graph."""
    data = _ready(min(given.count, 100))
    texts = [text for _, text in graph.graphs(data)]
    parsed = [triples(text) for text in texts]
    count = sum(len(p) for p in parsed)
    parsing = _seconds(lambda: [triples(text) for text in texts], 2)
    yield Line("N-Quads read again", count, "triples", parsing)
    yield Line("Turtle", count, "triples", _seconds(lambda: [turtle(p) for p in parsed], 2))
    yield Line("JSON-LD", count, "triples", _seconds(lambda: [json_ld(p) for p in parsed], 2))


def views(given: Given) -> Iterator[Line]:
    """decision_overview of every meeting."""
    shared = synthetic.shared_rows(given.count)
    names = Names(
        {o.id: o.name for o in shared["organizations"]},
        {p.id: p.name for p in shared["persons"]},
        {c.id: c.title for c in shared["cases"]},
    )
    meetings = list(synthetic.meetings(given.count))
    count = sum(len(m.rows["decision_overview"]) for m in meetings)
    seconds = _seconds(lambda: [decision_overview(m.rows, names) for m in meetings], 2)
    yield Line("views: decision_overview", count, "rows", seconds)


def checks(given: Given) -> Iterator[Line]:
    """Our own checks, on rows with planted faults, from Arrow columns."""
    data, places = _faulty(given)
    count = _rows(data.made)
    seconds = _seconds(lambda: list(check_facts(data)), 3)
    found = ours(data)
    note = f"{len(places & found)} of {len(FAULTS)} planted faults found"
    yield Line("our checks", count, "rows", seconds, note=note)


def _faulty(given: Given) -> tuple[Ready, set[tuple[str, str, str]]]:
    whole = synthetic.dataset(given.count)
    spoilt, places = plant(list(whole.meetings))
    batches = tuple(batches_of(spoilt, CHECK_ROWS))
    return Ready(whole.settings, whole.shared, spoilt, batches), places


def checks_frictionless(given: Given) -> Iterator[Line]:
    """Frictionless on the CSV files of the same rows with the same faults."""
    frictionless = import_module("frictionless")
    data, places = _faulty(given)
    path = write_csvs(data, given.scratch)
    reports: list[Any] = []
    seconds = _seconds(lambda: reports.append(frictionless.validate(str(path))))
    found = set(theirs(reports[0], given.scratch))
    note = f"{len(places & found)} of {len(FAULTS)} planted faults found"
    yield Line("Frictionless on the CSVs", _rows(data.made), "rows", seconds, note=note)


def checks_pyshacl(given: Given) -> Iterator[Line]:
    """Pyshacl with the generated shapes on a few meetings."""
    rdflib, pyshacl = import_module("rdflib"), import_module("pyshacl")
    whole = synthetic.dataset(2)
    text = b"".join(text for _, text in graph.graphs(whole))
    data, shapes = rdflib.Graph(), rdflib.Graph().parse(ROOT / "vocab" / "shapes.ttl")
    data.parse(data=turtle(triples(text)), format="turtle")
    seconds = _seconds(lambda: pyshacl.validate(data, shacl_graph=shapes, inference="none"))
    rows = sum(len(r) for m in whole.meetings for r in m.rows.values())
    yield Line("pyshacl, a sample", rows, "rows", seconds, note=f"{len(data)} triples")


# --- memory ------------------------------------------------------------------------------------


def memory_rows(given: Given) -> Iterator[Line]:
    """Tables and N-Quads of lazily made meetings."""
    data = synthetic.dataset(given.count)
    rows: dict[str, int] = {}
    seconds = _seconds(lambda: rows.update(tabular.write_tables(data, given.scratch)))
    label = f"tables of {given.count:,} meetings made on the way"
    yield Line(label, sum(rows.values()), "rows", seconds)
    sizes: list[int] = []
    with Path(os.devnull).open("wb") as nowhere:
        seconds = _seconds(lambda: sizes.extend(nowhere.write(t) for _, t in graph.graphs(data)))
    note = f"{sum(sizes) / 1e9:.1f} GB, not kept"
    yield Line(f"N-Quads of {given.count:,} meetings", len(sizes), "graphs", seconds, note=note)


def memory_texts(given: Given) -> Iterator[Line]:
    """Gathering of many texts with two workers."""
    seconds = _gathered(given, 2)
    yield Line(f"gather {given.count:,} texts", given.count, "documents", seconds, wall=True)


def memory_given(given: Given) -> Iterator[Line]:
    """A package of rows in Arrow batches: until they are readings, and all that follows."""
    count = given.count * many_rows.SEATS
    _, before, after = many_rows.built(given.count, given.scratch / "out")
    yield Line("rows to readings", count, "rows", before, wall=True)
    yield Line("package of given readings", count, "rows", after, wall=True)


def memory_release(given: Given) -> Iterator[Line]:
    """A release of many meetings after one of a tenth of them: everything but reading texts."""
    home, out = given.scratch / "minutes", given.scratch / "datapackage"
    home.mkdir()
    for name in ("dataset.toml", "organizations.csv"):
        shutil.copyfile(ROOT / "minutes" / name, home / name)
    said = (home / "dataset.toml").read_text(
        encoding="utf-8"
    )  # and what a release demands, invented
    said = said.replace(
        "\n[contact]\n", '\n[contact]\nname = "Kontoret"\nemail = "a@example.org"\n'
    )
    said = said.replace("\n[catalogue]\n", '\n[catalogue]\nfiles = "https://data.example.org/"\n')
    said = said.replace('Söderström", reason', 'Söderström", ahead = true, reason')
    (home / "dataset.toml").write_text(said, encoding="utf-8")
    start = given.count // 10

    def rows(count: int) -> Callable[..., Gathered]:
        def made(known: Settings, _: Path, work: Path, **options: object) -> Gathered:
            data = synthetic.dataset(count)
            spill = Spill(work / "meetings")
            spill.write(batches_of(data.meetings, BATCH_ROWS))
            made = Dataset(known, data.shared, spill)
            return Gathered(made, (), Counter(), Counter(), Counter())

        return made

    for count in (start, given.count):
        vars(building)["gather"] = rows(count)
        seconds = _seconds(
            lambda: make_release(home, out, date=dt.date(2120, 1, 1), judges=lambda _: ())
        )
        files = [path for path in out.rglob("*") if path.is_file()]
        note = f"{len(files):,} files, {sum(f.stat().st_size for f in files) / 1e9:.2f} GB"
        yield Line(f"release of {count:,} meetings", count, "meetings", seconds, note=note)


# --- where the time goes ------------------------------------------------------------------------


def profile(given: Given) -> Iterator[Line]:
    """The functions that take most time, of reading and policy and then of the row path."""
    known, paths = settings(), _documents(given)[:50]

    def texts() -> None:
        for path in paths:
            apply(known, read_minutes(path, known), known.release_date)

    meetings: list[MeetingRows] = list(islice(synthetic.meetings(200), 200))
    data = replace(synthetic.dataset(200), meetings=meetings)

    def rows() -> None:
        tabular.write_tables(data, given.scratch / "tables")
        _write_quads(data, given.scratch / "all.nq")
        list(check_facts(data))

    for label, work in (("reading and policy, 50 documents", texts), ("rows, 200 meetings", rows)):
        work()
        profiler = cProfile.Profile()
        profiler.runcall(work)
        print(f"\n-- {label}")
        pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(25)
    yield from ()


__all__ = ["STAGES", "Given", "Line", "peak_megabytes", "write_texts"]

STAGES: dict[str, Stage] = {
    s.__name__: s
    for s in (
        read, gather_one, gather_two, build_whole, arrow, csv_parquet, n_quads, n_quads_plain,
        n_quads_rdflib, turtle_json, views, checks, checks_frictionless, checks_pyshacl,
        memory_rows, memory_texts, memory_given, memory_release, profile,
    )
}  # fmt: skip

"""How fast, and how much memory: every stage in a fresh process, on invented meetings.

    python tests/bench.py [--meetings N] [--documents N] [--quick] [--only STAGE ...] [--profile]

Rates of one process are of processor seconds, so that a busy machine tells the same; those of two
processes, and of whole commands, are of wall seconds. Peak memory is that of the whole process with
the data it was given, and of its largest child where it has any.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

# This process imports nothing large: what it holds would be counted to its children.

_ROOT = Path(__file__).resolve().parents[2]
_SECTIONS = (
    ("Documents", ("read", "gather_one", "gather_two", "build_whole")),
    ("Rows", ("arrow", "csv_parquet", "n_quads", "n_quads_plain", "n_quads_rdflib", "turtle_json",
              "views", "checks", "checks_frictionless", "checks_pyshacl")),
    ("Memory", ("memory_rows", "memory_texts", "memory_given", "memory_release")),
    ("Whole processes", ("processes",)),
)  # fmt: skip
# What stands beside what, and what is hoped for: label, its rate over that of another.
_RATIOS = (
    ("N-Quads, sorted", "N-Quads, plain f-string loop", "as fast as a plain f-string loop", None),
    ("N-Quads, sorted", "N-Quads, rdflib serialiser", "as fast as rdflib's serialiser", None),
    ("our checks", "Frictionless on the CSVs", "as fast as Frictionless", 50.0),
    ("our checks", "pyshacl, a sample", "as fast as pyshacl", None),
    ("policy", "read documents, one process", "as fast as reading", None),
    ("last look, one process", "build, two processes", "as fast as the build it ends", None),
    ("rows to readings", "package of given readings", "as fast as the build they go into", 2.0),
    ("gather, two processes", "gather, one process", "as fast with two processes as with one", 2.0),
)
# What is hoped for: a rate, or where a whole process is measured its seconds.
_GOALS = (
    ("N-Quads, sorted", 2_000_000, "triples a second on one core"),
    ("gather, two processes", 200, "documents a second on two cores"),
)
_SECONDS = (("socsam build minutes", 2.0), ("socsam --help", 0.3))
_SOCSAM = "from socsam_opendata.cli.main import main; raise SystemExit(main())"


@dataclass(frozen=True, slots=True)
class Size:
    """How much every stage is given."""

    meetings: int
    documents: int
    memory_rows: tuple[int, ...]
    memory_texts: tuple[int, ...]
    memory_release: tuple[int, ...]

    def runs(self, stage: str) -> tuple[int, ...]:
        """The counts that a stage is run with."""
        if stage == "memory_rows":
            return self.memory_rows
        if stage == "memory_texts":
            return self.memory_texts
        if stage == "memory_release":
            return self.memory_release
        texts = stage in ("read", "gather_one", "gather_two", "build_whole", "profile")
        return (self.documents if texts else self.meetings,)


def run(stage: str, count: int, texts: Path) -> dict[str, Any]:
    """The measurements of a stage, or why there are none."""
    command = [sys.executable, __file__, "--stage", stage, "--count", str(count)]
    with TemporaryDirectory(prefix="bench-") as scratch:
        command += ["--texts", str(texts), "--scratch", scratch]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    shown, _, last = done.stdout.rstrip("\n").rpartition("\n")
    if shown:
        print(shown)
    if done.returncode:
        return {"failed": f"exit code {done.returncode}", "lines": []}
    found: dict[str, Any] = json.loads(last)
    return found


def _processes(scratch: Path) -> dict[str, Any]:
    """The command line as whole processes, the median of five: help, and the real minutes."""
    path = os.pathsep.join([str(_ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    build = ["build", str(_ROOT / "minutes"), "--out", str(scratch / "package")]
    lines: list[dict[str, Any]] = []
    for label, arguments in (("socsam --help", ["--help"]), ("socsam build minutes", build)):
        command, seconds = [sys.executable, "-c", _SOCSAM, *arguments], []
        for _ in range(5):
            start = time.perf_counter()
            done = subprocess.run(
                command, capture_output=True, env={**os.environ, "PYTHONPATH": path}, check=False
            )
            seconds.append(time.perf_counter() - start)
            if done.returncode:
                why = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
                return {"lines": lines, "failed": f"{label}: exit {done.returncode}, {why}"}
        median = sorted(seconds)[2]
        lines.append({
            "label": label, "amount": 1, "unit": "process", "seconds": median, "rate": 1 / median,
            "wall": True, "note": "median of 5",
                    })  # fmt: skip
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {"lines": lines, "own": peak / (1e6 if sys.platform == "darwin" else 1e3), "children": 0}


def stage_in_this_process(stage: str, count: int, texts: Path, scratch: Path) -> int:
    """Run one stage and print its measurements as a line of JSON."""
    if stage == "processes":
        print(json.dumps(_processes(scratch)))
        return 0
    sys.path[:0] = [str(_ROOT / "src"), str(_ROOT / "tests")]
    import bench_stages as stages

    if stage == "texts":
        size = stages.write_texts(texts, count)
        print(json.dumps({"lines": [], "bytes": size}))
        return 0
    given = stages.Given(count, texts, scratch)
    try:
        lines = list(stages.STAGES[stage](given))
    except ModuleNotFoundError as error:
        print(json.dumps({"failed": f"skipped: {error.name} is not installed", "lines": []}))
        return 0
    own, children = stages.peak_megabytes()
    shown = [
        {"label": x.label, "amount": x.amount, "unit": x.unit, "seconds": x.seconds, "rate": x.rate,
         "wall": x.wall, "note": x.note}
        for x in lines
    ]  # fmt: skip
    print(json.dumps({"lines": shown, "own": own, "children": children}))
    return 0


def _heading() -> str:
    columns = f"{'amount':>12}  {'':<10} {'seconds':>8}   {'a second':>11}  {'peak MB':>11}"
    return f"{'':<42}{columns}"


def _shown(line: dict[str, Any], found: dict[str, Any], first: bool) -> str:
    peak = ""
    if first:
        children = found.get("children", 0)
        peak = f"{found.get('own', 0):.0f}" + (f" + {children:.0f}" if children > 1 else "")
    clock = "w" if line["wall"] else " "
    rate, seconds = line["rate"], line["seconds"]
    pace = f"{rate:>11,.0f}" if rate >= 100 else f"{rate:>11,.2f}"
    amount = f"{line['amount']:>12,}  {line['unit']:<10}"
    shown = f"  {line['label']:<40}{amount} {seconds:>8.2f} {clock} {pace}  {peak:>11}"
    return f"{shown}  {line['note']}".rstrip()


def measured(size: Size, only: list[str], texts: Path) -> Iterator[dict[str, Any]]:
    """Run the stages, print each line when it is known, and give all lines."""
    for section, stages in _SECTIONS:
        chosen = [s for s in stages if not only or s in only]
        if not chosen:
            continue
        print(f"\n{section}\n{_heading()}" if section == "Documents" else f"\n{section}")
        for stage in chosen:
            for count in size.runs(stage):
                found = run(stage, count, texts)
                if "failed" in found:
                    print(f"  {stage:<40}{found['failed']}")
                for number, line in enumerate(found["lines"]):
                    print(_shown(line, found, number == 0), flush=True)
                    yield line


def summary(rates: dict[str, float]) -> None:
    """Ratios of what was measured in this run, and the goals beside it."""
    print("\nBeside each other (1.5 and less is a tie)")
    for label, other, words, goal in _RATIOS:
        if rates.get(label) and rates.get(other):
            hoped = f"   (goal {goal:g})" if goal else ""
            print(f"  {label:<24}{rates[label] / rates[other]:>11,.1f} times {words}{hoped}")
    print("\nGoals")
    for label, least, unit in _GOALS:
        if label in rates:
            print(f"  {label:<24}{rates[label]:>11,.0f} {unit} (goal {least:,})")
    for label, most in _SECONDS:
        if label in rates:
            print(f"  {label:<24}{1 / rates[label]:>11,.2f} seconds (goal {most:g})")


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure every stage on invented meetings.")
    parser.add_argument("--meetings", type=int, help="meetings as rows (400; quick: 100)")
    parser.add_argument("--documents", type=int, help="meetings as texts (200; quick: 50)")
    parser.add_argument("--releases", type=int, help="meetings of a release (1000; quick: 100)")
    parser.add_argument("--quick", action="store_true", help="less of everything")
    parser.add_argument("--only", nargs="+", default=[], metavar="STAGE", help="only these stages")
    parser.add_argument("--profile", action="store_true", help="show where the time goes instead")
    for hidden in ("--stage", "--texts", "--scratch"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    parser.add_argument("--count", type=int, help=argparse.SUPPRESS)
    return parser


def main() -> int:
    """Run the benchmark, or one stage of it in this process."""
    given = _arguments().parse_args()
    if given.stage:
        texts, scratch = Path(given.texts), Path(given.scratch)
        return stage_in_this_process(given.stage, given.count, texts, scratch)
    quick = given.quick
    size = Size(
        given.meetings or (100 if quick else 400),
        given.documents or (50 if quick else 200),
        (200, 2_000) if quick else (1_000, 20_000),
        (1_000,) if quick else (1_000, 5_000),
        (given.releases or (100 if quick else 1_000),),
    )
    only = given.only
    wanted = max(
        size.documents, *(size.memory_texts if not only or "memory_texts" in only else ()), 1
    )
    with TemporaryDirectory(prefix="bench-texts-") as folder:
        texts = Path(folder)
        kilobytes = run("texts", wanted, texts).get("bytes", 0) / wanted / 1000
        print(f"Invented meetings: {size.meetings} as rows, {size.documents} as texts of "
              f"{kilobytes:.1f} kB; {os.cpu_count()} cores, Python {sys.version.split()[0]}.\n"
              "Seconds are of the processor, those marked w of the wall clock.")  # fmt: skip
        if given.profile:
            run("profile", min(size.documents, 50), texts)
            return 0
        rates = {line["label"]: line["rate"] for line in measured(size, only, texts)}
    summary(rates)
    return 0


if __name__ == "__main__":
    sys.exit(main())

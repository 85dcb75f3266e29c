"""A script that uses the library's face with types throughout: a test gives it to mypy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import rdflib

import socsam_opendata as so


class Steps:
    """What the work tells, kept."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def __call__(self, step: str, done: int, total: int) -> None:
        self.told.append(f"{step} {done}/{total}")


def headings(columns: tuple[so.ColumnText, ...], language: str = "sv") -> list[str]:
    """The headings of a table."""
    return [column.label(language) for column in columns]


def doubtful(problems: tuple[so.ProblemRow, ...]) -> list[str]:
    """What a build found doubtful."""
    return [f"{problem.source} {problem.code}" for problem in problems]


def read_and_build(minutes: Path, out: Path) -> so.Report:
    """One document, then all of them."""
    settings: so.Settings = so.read_settings(minutes)
    bodies: tuple[so.Body, ...] = settings.bodies
    reading: so.Reading = so.read(next(minutes.glob("*.md")), settings)
    owners: tuple[so.Owner, ...] = reading.owners
    problem: so.Problem = reading.problems[0]
    progress: so.Progress = Steps()
    day = dt.date(2031, 3, 4)
    report = so.build(minutes, out, date=day, workers=len(bodies), progress=progress)
    print(problem.sentence("en"), len(owners), doubtful(report.problems))
    verdicts: tuple[so.Verdict, ...] = report.verdicts
    print([verdict.said("en") for verdict in verdicts])
    return report


def write(rows: dict[str, list[dict[str, object]]], out: Path, package: so.Package) -> bool:
    """Rows with texts, by ids that are texts or numbers."""
    texts: so.Texts = {7: ["a line"]}
    both: so.Texts = {7: ["a line"], "m-8": "a text"}
    settings = so.Settings(name="sagan")
    reports = [
        so.write_package(rows, out, settings=settings, texts=texts),
        so.write_package(rows, out, texts=both),
        so.write_package(rows, out, texts={8: "a text"}),
        so.write_package(rows, out, texts={"m-8": "a text", "m-9": ("a line", "another")}),
        so.write_package(rows, out, texts=package.texts),
    ]
    return all(report.ok for report in reports)


def look(package: so.Package) -> int:
    """Everything that a package can be asked."""
    batches: Iterator[pa.RecordBatch] = package.batches("meetings", ["id"], rows=10)
    tables: so.Tables = package
    files: so.TableFile = tables.file("meetings")
    question: so.Question = package.questions[0]
    answer: so.Answer = package.question(question.name, language="en")
    graph: rdflib.Dataset = package.graph()
    print(headings(package.describe(files.name)), len(list(batches)), answer.columns)
    rows: int = package.sql("SELECT 1").num_rows
    return rows + len(graph) + len(package.ask("ASK {}").rows)


def compare(old: Path, new: Path) -> list[str]:
    """What differs."""
    difference: so.Difference = so.diff(old, new)
    changes: tuple[so.SchemaChange, ...] = difference.schema
    tables: tuple[so.TableDifference, ...] = difference.tables
    renames: tuple[so.Rename, ...] = difference.renames
    rows: Iterator[so.RowChange] = difference.rows()
    pieces: Iterator[so.Piece] = difference.pieces("meetings")
    print(changes, renames, [row.cells for row in rows], [piece.rows for piece in pieces])
    return [table.table for table in tables if not table.same]


def judged(folder: Path) -> list[so.Verdict]:
    """A judge of one's own."""
    return [so.Verdict("mine", folder.is_dir())]


def release_and_publish(minutes: Path, out: Path) -> tuple[so.FileChange, ...]:
    """A release, sent to a folder."""
    try:
        made: so.ReleaseReport = so.make_release(
            str(minutes), out, confirmed=["votes"], previous=str(out), judges=judged
        )
        refusals: tuple[so.Refusal, ...] = made.refusals
        release: so.Release | None = made.release
        print(refusals, release)
        sent: so.PublishReport = so.publish_package(out, Path("public"), progress=Steps())
        return sent.changes
    except so.ArgumentError as error:
        place: so.Place | None = error.place
        print(error.sentence("sv"), error.key, place)
    except so.SocsamError as error:
        print(error.phrase)
    return ()

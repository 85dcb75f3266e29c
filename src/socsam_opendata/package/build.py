"""The whole line: minutes in, a package out.

Everything is written into a scratch folder beside the package, checked there, and given its name
at the end. A problem of severity error stops the build before anything is written.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
from pathlib import Path

from socsam_opendata.dataset.batches import Dataset
from socsam_opendata.dataset.check import check_facts
from socsam_opendata.dataset.documents import Inputs, LeftOut, inputs_of
from socsam_opendata.dataset.gather import Gathered, gather
from socsam_opendata.dataset.inputs_read import PARALLEL_FROM
from socsam_opendata.dataset.progress import Progress
from socsam_opendata.dataset.remarks import as_rows, remarked
from socsam_opendata.errors import (
    check_function,
    given_count,
    given_day,
    given_flag,
    given_path,
)
from socsam_opendata.model.code_lists import code_list, vocabulary_folder
from socsam_opendata.model.iris import fold
from socsam_opendata.model.records import ProblemRow
from socsam_opendata.package import place as swap
from socsam_opendata.package import tables as tabular
from socsam_opendata.package.checksums import Sums, write_sums
from socsam_opendata.package.contents import (
    CONTEXT,
    FROM_FILES,
    SOURCE,
    VOCABULARY_CSV,
    VOCABULARY_TURTLE,
)
from socsam_opendata.package.judges import Verdict
from socsam_opendata.package.last_look import LastLook
from socsam_opendata.package.leaks import stated_addresses
from socsam_opendata.package.linked import quads as graph
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.package import Tables
from socsam_opendata.package.portal.profile import placeholder_keys, unstated_keys
from socsam_opendata.package.version import day_of_build, edition_of
from socsam_opendata.privacy.entries import (
    check_matched,
    idle_lines,
    masks_gone,
    unmatched,
    waiting,
)
from socsam_opendata.privacy.name_forms import words_of
from socsam_opendata.settings.dataset_toml import Settings, settings_or_guesses
from socsam_opendata.settings.git_index import is_tracked
from socsam_opendata.settings.history import Given
from socsam_opendata.settings.names_review import REVIEW_FILE, read_review, write_review


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """What a build says about names that wait for an answer; it repeats none of them.

    `undecided` are the documents and lines of the names that nobody has decided about, `file` is
    where they are listed (None where the folder took no file, or there is none), `tracked` says
    that git tracks the file. `waiting` answers of it match no printed words; the entries on the
    lines `idle` of dataset.toml change nothing any more, and `gone` masks there match nothing in
    rows whose names were replaced before. `namesakes` names are withheld in one document and
    published in another.
    """

    undecided: tuple[tuple[str, int], ...] = ()
    file: Path | None = None
    tracked: bool = False
    waiting: int = 0
    namesakes: int = 0
    idle: tuple[int, ...] = ()
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What a build found and did.

    `built` says whether the package stands at `out`; `rows` counts the rows of each table,
    `severities` all problems, the gravest first, `withheld` the names withheld by reason.
    `problems` holds all errors and the first of the others, in the order of meetings. `lacking`
    names the keys of dataset.toml without which the package cannot be released and published,
    `placeholders` those of them where a placeholder stands. `review` says what waits for an answer
    about names, `passed_over` counts rows that were given and are in no table, by table. `left_out`
    are the documents that are not in the package, each with the reason, `outdated` the sections of
    dataset.toml that another one has taken over. `guessed` are lines of dataset.toml that nobody
    wrote and the package goes by, `bodies` the keys of bodies known by print alone. `pages` has the
    page of the document that each of the problems begins on, by its id, where there are pages.
    """

    out: Path
    built: bool
    rows: dict[str, int]
    withheld: dict[str, int]
    severities: dict[str, int]
    problems: tuple[ProblemRow, ...]
    verdicts: tuple[Verdict, ...] = ()
    files: int = 0
    size: int = 0
    lacking: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    review: ReviewReport = field(default_factory=ReviewReport)
    passed_over: dict[str, int] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    outdated: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    pages: dict[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether the package was built of all meetings, and no judge found fault with it."""
        return self.sound and all(one.state == "double" for one in self.left_out)

    @property
    def sound(self) -> bool:
        """Whether the package was built, of all documents or some, and no judge found fault."""
        return self.built and all(verdict.ok for verdict in self.verdicts)


def write_files(
    dataset: Dataset,
    folder: Path,
    minutes: Path | None = None,
    progress: Progress | None = None,
    date: dt.date | None = None,
    written: Callable[[], None] = lambda: None,
) -> dict[str, int]:
    """Every file of a package into an empty folder; the count of rows by table.

    `minutes` holds the history of releases, `date` is the day of the build where it is another
    than that of the settings. The tables come first: by them the version is known. `written` is
    called whenever some files more are written.
    """
    done = 0

    def told(meetings: int) -> None:
        nonlocal done
        done += meetings
        if progress:
            progress("write", done, 0)

    rows = tabular.write_tables(dataset, folder, told)
    write_sources(dataset, folder)
    written()
    graph.write_graphs(dataset, folder)
    copy_vocabulary(folder)
    written()
    settings, sums = dataset.settings, Sums()
    edition = edition_of(settings, Tables.written(folder), date or settings.release_date, sums)
    write_beside(NewPackage(settings, edition, folder, minutes, sums), written)
    return rows


def writers() -> Iterator[Callable[[NewPackage], object]]:
    """The writers of what is made of the tables, in the order that `contents` declares them in."""
    for writer in dict.fromkeys(content.writer for content in FROM_FILES):
        module, _, function = writer.partition(":")
        found: Callable[[NewPackage], object] = getattr(
            import_module(f"socsam_opendata.package.{module}"), function
        )
        yield found


def write_beside(new: NewPackage, written: Callable[[], None]) -> None:
    """What is made of the written tables: history, workbook, feeds, downloads and descriptions."""
    for write in writers():
        write(new)
        written()
    drop_empty_folders(new.folder)
    write_sums(new.folder, new.sums)


def drop_empty_folders(folder: Path) -> None:
    """Remove the folders that no writer put a file into: the list of files could not name them."""
    for root, _, _ in os.walk(folder, topdown=False):
        if not any(Path(root).iterdir()):
            Path(root).rmdir()


def write_sources(dataset: Dataset, folder: Path) -> None:
    """sources/{meeting}.txt: the published text of every meeting, with its own line numbers."""
    (folder / SOURCE.path).parent.mkdir()
    for batch in dataset.batches():
        for key, lines in zip(batch.keys, batch.texts, strict=True):
            text = "".join(f"{line}\n" for line in lines)
            (folder / SOURCE.at(meeting=key)).write_text(text, encoding="utf-8", newline="\n")


def copy_vocabulary(folder: Path) -> None:
    """vocab/: the code lists and what is generated beside them."""
    kinds = {Path(c.path).suffix: c for c in (VOCABULARY_TURTLE, VOCABULARY_CSV, CONTEXT)}
    (folder / CONTEXT.path).parent.mkdir()
    for path in sorted(vocabulary_folder().iterdir()):
        if path.suffix in kinds:
            shutil.copyfile(path, folder / kinds[path.suffix].at(list=path.stem))


def _measure(folder: Path) -> tuple[int, int]:
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def build(
    minutes: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    date: dt.date | None = None,
    judges: bool = False,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """Build the package of a folder of minutes, and put it in place of the one before.

    `date` is the day of the build, from which names are withheld or not and by which the package is
    dated; without it the day that the settings state. `judges=True` lets the outside judges try the
    package too (the extra `judges`). `workers` is how many processes read documents at a time, by
    default one for each processor; few documents are read by one. `progress` is called
    with a step, how many are done, and of how many.

    SocsamError when the settings, a document or the place cannot be used, ArgumentError for an
    argument of another kind. With problems of severity error, or a judge that finds fault, nothing
    is put in place and the report says why.
    """
    given_count("workers", workers)
    given_flag("judges", judges)
    check_function("progress", progress)
    minutes, out = given_path("minutes", minutes), given_path("out", out).resolve()
    date = given_day("date", date)
    return build_given(minutes, out, None, date, judges, workers, progress)


def build_given(
    minutes: Path,
    out: Path,
    given: Given | None,
    date: dt.date | None,
    judges: bool = False,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """Build a package as `build` does, of arguments that were looked at.

    `given` are the keys that releases gave, by default those that `history/` holds.
    """
    swap.check_apart(out, minutes)
    swap.restore(out)
    how = BuildHow(date, given, judges, workers, progress)
    settings = settings_or_guesses(minutes)
    inputs = partial(inputs_of, settings, minutes)
    return build_inputs(settings, minutes, out, how, inputs, answers=minutes)


@dataclass(frozen=True, slots=True)
class BuildHow:
    """How a package is built; see `build` for what each means."""

    date: dt.date | None = None
    given: Given | None = None
    judges: bool = False
    workers: int | None = None
    progress: Progress | None = None


def build_inputs(
    settings: Settings,
    folder: Path | None,
    out: Path,
    how: BuildHow,
    inputs: Callable[[Path], Inputs],
    answers: Path | None = None,
) -> Report:
    """Build a package, and put it in place of the one before; `out` is apart from minutes.

    `folder` is where the settings lie. `inputs` give what is read, which may be kept under the
    folder that they are given. `answers` is where names are listed for somebody to answer; without
    it nothing is written beside the settings, and none of their decisions about names need match
    what is read.
    """
    day = day_of_build(settings, folder, how.date)
    swap.check_target(out, folder)
    with swap.locked(out):
        swap.mend(out)
        own = swap.own_files(out)
        with swap.scratch_beside(out) as scratch:
            work = scratch / "work"
            work.mkdir()
            found = gather(
                settings, folder, work, inputs=inputs(work), date=day,
                workers=how.workers, progress=how.progress, given=how.given,
            )  # fmt: skip
            review = _reviewed(settings, answers, found)
            package = scratch / "package"
            report = _written(found, folder, day, package, how)
            report = replace(
                report,
                out=out,
                lacking=tuple(unstated_keys(settings)),
                placeholders=tuple(placeholder_keys(settings)),
                review=review,
                outdated=settings.outdated,
                guessed=_guesses(settings),
                bodies=found.bodies,
            )
            if not report.rows or not all(verdict.ok for verdict in report.verdicts):
                return report
            files, size = _measure(package)
            swap.swap(package, out, own)
            return replace(report, built=True, files=files, size=size)


def _guesses(settings: Settings) -> tuple[str, ...]:
    """What stands in for keys of dataset.toml that nobody stated, as lines of it."""
    said = {"base": f'base = "{settings.base}"', "release.date": f"date = {settings.release_date}"}
    return tuple(said[key] for key in settings.guessed)


def _reviewed(settings: Settings, minutes: Path | None, found: Gathered) -> ReviewReport:
    """List the names that nobody has decided about beside the minutes, for somebody to answer.

    Without a folder they are told and listed nowhere. SettingsError where a decision there matches
    no printed words.
    """
    publication = settings.publication
    report = ReviewReport(
        tuple((seen.document, seen.line) for seen in found.seen),
        namesakes=len({*map(fold, found.hidden)} & {*map(fold, found.named)}),
    )
    if minutes is None:
        return replace(report, waiting=unmatched(publication, found.used))
    there = write_review(minutes, read_review(minutes), found.seen)
    check_matched(publication, minutes, found.used, masked_before=found.masked_before)
    file = minutes / REVIEW_FILE
    return replace(
        report,
        file=file if there and file.is_file() else None,
        tracked=is_tracked(file),
        waiting=waiting(publication, found.used),
        idle=idle_lines(publication, minutes, found.used),
        gone=masks_gone(publication, found.used),
    )


def _written(
    found: Gathered,
    minutes: Path | None,
    day: dt.date,
    package: Path,
    how: BuildHow,
) -> Report:
    """Check what was gathered, write it into a new folder, and let it be judged.

    Without rows in the report nothing was written: a problem of severity error speaks against it.
    Of many meetings a second process takes part in the last look at what was written.
    """
    remarks = tuple(as_rows(check_facts(found.dataset), found.numbered))
    counts = found.severities + Counter(problem.severity for problem in remarks)
    severities = {s: counts[s] for s in code_list("severity").by_notation if counts[s]}
    problems = _in_order([*found.problems, *remarks])
    withheld = dict(sorted(found.withheld.items()))
    passed = dict(sorted(found.passed_over.items()))
    report = Report(package, False, {}, withheld, severities, problems, passed_over=passed,
                    left_out=found.left_out, pages=found.pages)  # fmt: skip
    if counts["error"]:
        return report
    package.mkdir()
    dataset = remarked(found.dataset, remarks, package.with_name("remarked"))
    named = {fold(name) for name in found.named}
    hidden = [n for n in found.hidden if len(words_of(n)) > 1 and fold(n) not in named]
    own = stated_addresses(dataset.settings)
    aside = how.workers != 1 and found.meetings >= PARALLEL_FROM
    with LastLook(package, hidden, found.named, own, aside=aside) as look:
        rows = write_files(dataset, package, minutes, how.progress, day, look.begin)
        look.finish()
    report = replace(report, rows=rows)
    if not how.judges:
        return report
    from socsam_opendata.package.judges import judge  # brings rdflib and more, which take time

    return replace(report, verdicts=tuple(judge(package)))


def _in_order(problems: Sequence[ProblemRow]) -> tuple[ProblemRow, ...]:
    return tuple(sorted(problems, key=lambda p: (p.source, p.first_line or 0, p.id)))

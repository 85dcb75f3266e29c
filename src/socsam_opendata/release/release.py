"""`socsam release`: compare with the last release, name the version, and keep its history.

The package is built twice. The first build, beside the place, is compared with the last release and
held to all that publishing asks; it may be refused, and nothing is written then. After that the
history is written beside the minutes, and a second build finds that its tables are those of the
last release and takes its version. So every later build of the same minutes gives the same bytes. A
release interrupted in between is finished by running it, or a build, again.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from socsam_opendata.dataset.progress import Progress
from socsam_opendata.errors import (
    BuildError,
    PackageError,
    SettingsError,
    check_function,
    given_count,
    given_day,
    given_path,
    given_text,
    given_texts,
)
from socsam_opendata.model.release_records import GivenKey, Release
from socsam_opendata.package import build as building
from socsam_opendata.package import place as swap
from socsam_opendata.package.build import Report
from socsam_opendata.package.checksums import read_sums, sum_faults
from socsam_opendata.package.judges import Judges, judge, require_outside
from socsam_opendata.package.package import Package
from socsam_opendata.package.version import data_digest, day_of_build
from socsam_opendata.release.changes import chronicle, first_changes
from socsam_opendata.release.compare import (
    REMARKS,
    Difference,
    SchemaChange,
    TableDifference,
    diff,
)
from socsam_opendata.release.keys import keys_lacking, keys_to_add
from socsam_opendata.release.refusals import (
    Refusal,
    check_confirmed,
    checked_reason,
    refusals_of,
    row_counts,
    unpublishable,
)
from socsam_opendata.release.renames import Rename
from socsam_opendata.settings.dataset_toml import Settings, read_settings
from socsam_opendata.settings.history import (
    HISTORY_FOLDER,
    History,
    clear_unwritten,
    core,
    keep_history,
    keep_keys,
    put_back,
    read_history,
    saved,
)
from socsam_opendata.texts import Phrase

# What an error of the history is about when it is about a reason.
_OF_REASON = Phrase("errors.own.column", {"column": "reason"})


@dataclass(frozen=True, slots=True)
class ReleaseReport:
    """What a release did.

    `status` is `released`, `finished` (an interrupted one was), `rebuilt` (the same data, described
    anew), `unchanged` or `refused`; `release` is the release that now stands, None where there is
    none; `step`, `schema`, `tables` and `renames` tell the difference from the one before (empty at
    the first); `build` reports on the build; `keys_kept` counts the keys of a release made before
    there was a keys.csv that were written down now.
    """

    out: Path
    status: str
    build: Report
    release: Release | None = None
    previous: str | None = None
    step: str = "none"
    schema: tuple[SchemaChange, ...] = ()
    tables: tuple[TableDifference, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    keys_kept: int = 0
    renames: tuple[Rename, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the package of the last release stands at `out`, or nothing was to be done."""
        return self.status != "refused"


def next_version(last: str, step: str, stated: str) -> str:
    """The version after the last by the step, or the one that the settings state if it is higher.

    SemVer: major.minor.patch; what is lower than the step starts again from 0.
    """
    major, minor, patch = core(last)
    after = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0)}.get(
        step, (major, minor, patch + 1)
    )
    return stated if core(stated) > after else ".".join(map(str, after))


def find_previous(out: Path, last: Release, previous: Path | None) -> Path | None:
    """The package of the last release: the one named, else at its place or kept beside it."""
    places = [previous] if previous else [out, swap.released_beside(out)]
    return next((place for place in places if is_release(place, last)), None)


def is_release(folder: Path, release: Release) -> bool:
    """Whether a folder holds the tables of a release."""
    try:
        return data_digest(Package.open(folder)) == release.data_sha256
    except PackageError:
        return False


def _stands(out: Path, last: Release) -> bool:
    """Whether the package at its place is that release, with its name."""
    return is_release(out, last) and Package.open(out).version == last.id


def _day(settings: Settings, minutes: Path, date: dt.date | None) -> dt.date:
    day = day_of_build(settings, minutes, date)
    if settings.releases and day < settings.releases[-1].date:
        last = settings.releases[-1]
        raise BuildError("release.earlier", day=day, before=last.date, release=last.id)
    return day


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for, the history so far, and where the package of the last release lies.

    `kept` are the keys that keys.csv holds, `history` has those that it lacks of the last release.
    """

    minutes: Path
    out: Path
    day: dt.date
    reason: str | None
    confirmed: tuple[str, ...]
    previous: Path | None
    history: History
    kept: tuple[GivenKey, ...]
    at: Path | None
    judges: Judges
    workers: int | None
    progress: Progress | None


def make_release(
    minutes: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    date: dt.date | None = None,
    reason: str | None = None,
    confirmed: Iterable[str] = (),
    previous: str | os.PathLike[str] | None = None,
    judges: Judges | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> ReleaseReport:
    """Make a release of a folder of minutes at `out`, or say why not, with nothing written.

    `reason` tells in one line why rows were changed or withdrawn, `confirmed` is a list of tables
    that may lose their rows, `previous` is the package of the last release where it lies elsewhere.
    `judges` is a function that gives the verdicts on the folder of a package: it looks at the first
    of the two builds, also where no data has changed; without it all judges do, as when publishing.
    `date`, `workers` and `progress` are as of a build; the two builds are told one after the other.

    What speaks against a release is in `refusals` of the report. SocsamError as of a build, and
    where the outside judges are not installed; ArgumentError for an argument of another kind.
    """
    date, workers = given_day("date", date), given_count("workers", workers)
    check_function("judges", judges)
    check_function("progress", progress)
    confirmed = given_texts("confirmed", confirmed)
    if reason is not None:
        given_text("reason", reason)
    if previous is not None:
        previous = given_path("previous", previous)
    minutes, out = given_path("minutes", minutes), given_path("out", out).resolve()
    if judges is None:
        require_outside()
        judges = judge
    swap.check_apart(out, minutes)
    swap.restore(out)
    swap.check_target(out, minutes)
    with swap.locked(out):
        swap.own_files(out)
    told_reason = checked_reason(reason)
    read_settings(minutes)  # what is wrong with it comes before a lock beside it
    with swap.locked(minutes.resolve() / HISTORY_FOLDER):
        clear_unwritten(minutes)
        settings = read_settings(minutes)
        day = _day(settings, minutes, date)
        history = read_history(minutes, settings.releases)
        kept = history.keys
        at = find_previous(out, history.last, previous) if history.last else None
        if history.last and at:
            # A version without keys.csv, or none that kept it, made the last release.
            missing = keys_lacking(at, history.last, history.keys, minutes)
            history = replace(history, keys=(*history.keys, *missing))
        asked = _Asked(minutes, out, day, told_reason, confirmed, previous, history,
                       kept, at, judges, workers, progress)  # fmt: skip
        with swap.stage_beside(out) as scratch:
            new = scratch / "new"
            report = building.build_given(
                minutes, new, history.given, day, workers=workers, progress=progress
            )
            report = replace(report, out=out)
            refusal = _of_build(report)
            if refusal:
                return ReleaseReport(out, "refused", report, refusals=(refusal,))
            return _decide(asked, settings, new, report)


def _of_build(report: Report) -> Refusal | None:
    """What a build found that keeps its package from being released."""
    if not report.sound:
        return Refusal("problems", {})
    if report.bodies:
        return Refusal("guessed", {"bodies": ", ".join(report.bodies)})
    for code, state in (("left-out", "refused"), ("unfinished", "unfinished")):
        if found := [one.document for one in report.left_out if one.state == state]:
            return Refusal(code, {"documents": ", ".join(found)})
    return None


def _decide(asked: _Asked, settings: Settings, new: Path, report: Report) -> ReleaseReport:
    """Compare what was built with the last release, and release it if nothing speaks against."""
    history = asked.history
    digest = data_digest(Package.open(new))
    last = history.last
    told = ReleaseReport(asked.out, "released", report, refusals=tuple(unpublishable(new)))
    if last is None:
        first = Release(id=settings.version, date=asked.day, data_sha256=digest, step="first",
                        added=sum(n for name, n in report.rows.items() if name not in REMARKS),
                        reason=asked.reason)  # fmt: skip
        check_confirmed(asked.confirmed, None)
        after = History((first,), first_changes(first, report.rows),
                        keys=keys_to_add(new, first, ()))  # fmt: skip
        return _made(asked, new, after, _judged(asked, new, replace(told, release=first)))
    if last.data_sha256 == digest:
        return _unchanged(asked, last, new, _judged(asked, new, replace(told, release=last)))
    at = asked.at
    if at is None:
        code = "previous-differs" if asked.previous else "no-previous"
        facts = {"version": last.id, "folder": str(asked.previous or asked.out)}
        return ReleaseReport(asked.out, "refused", report, previous=last.id,
                             refusals=(Refusal(code, facts),))  # fmt: skip
    difference = diff(at, new)
    check_confirmed(asked.confirmed, difference)
    # Where no row and no schema differs, the files do: the same content, written otherwise.
    step = "patch" if difference.step == "none" else difference.step
    made = Release(
        id=next_version(last.id, step, settings.version), date=asked.day, data_sha256=digest,
        step=step, reason=asked.reason, **row_counts(difference.tables),
    )  # fmt: skip
    told = ReleaseReport(
        asked.out, "released", report, made, last.id, step, difference.schema, difference.tables,
        (*refusals_of(difference, asked.confirmed, asked.reason), *told.refusals),
        renames=difference.renames,
    )  # fmt: skip
    after = _after(history, difference, settings, made)
    return _made(asked, new, after, _judged(asked, new, told))


def _judged(asked: _Asked, new: Path, told: ReleaseReport) -> ReleaseReport:
    """Let the judges look at what was built, the last of what may refuse it; nothing is written.

    What is refused already costs no look of theirs.
    """
    if told.refusals:
        return replace(told, status="refused", release=None)
    verdicts = tuple(asked.judges(new))
    passed = all(verdict.ok for verdict in verdicts)
    told = replace(told, build=replace(told.build, verdicts=verdicts, built=passed))
    if not passed:
        return replace(told, status="refused", release=None, refusals=(Refusal("judges", {}),))
    return told


def _after(history: History, difference: Difference, settings: Settings, made: Release) -> History:
    """The history with one release more."""
    told = chronicle(difference, settings, made, history.tombstones)
    again = {stone.id for stone in told.tombstones} | told.back
    kept = [stone for stone in history.tombstones if stone.id not in again]
    return History(
        (*history.releases, made),
        (*history.changes, *told.changes),
        tuple(sorted((*kept, *told.tombstones), key=lambda stone: stone.id)),
        (*history.keys, *keys_to_add(difference.new, made, history.keys, difference.renames)),
    )


def _unchanged(asked: _Asked, last: Release, new: Path, told: ReleaseReport) -> ReleaseReport:
    """Nothing to release; an interrupted release is finished if its package does not stand.

    Where only what is said about the data differs, such as a contact, or files of the package are
    missing, it is built again. Keys that the release gave before keys were kept are written down.
    """
    if not told.ok:
        return told
    missing = keys_to_add(new, last, asked.kept)
    told = replace(told, status="unchanged", keys_kept=len(missing))

    def write() -> None:
        if missing:
            keep_keys(asked.minutes, (*asked.kept, *missing))

    if not _stands(asked.out, last):
        return _with_history(asked, new, write, replace(told, status="finished"))
    if read_sums(asked.out) != read_sums(new) or any(sum_faults(asked.out)):
        return _with_history(asked, new, write, replace(told, status="rebuilt"))
    write()
    return told


def _made(asked: _Asked, new: Path, after: History, told: ReleaseReport) -> ReleaseReport:
    """Write the history and build the package with it, unless the release is refused."""
    if not told.ok:
        return told
    return _with_history(asked, new, lambda: keep_history(asked.minutes, after), told)


def _with_history(
    asked: _Asked, new: Path, write: Callable[[], None], told: ReleaseReport
) -> ReleaseReport:
    """Write in the history and build the package with it; it is put back if that fails.

    What was compared is removed first: two large packages need not lie beside the last one.
    """
    shutil.rmtree(new)
    before = saved(asked.minutes)
    done = False
    try:
        write()
        told = _built(asked, told)
        done = told.ok
        return told
    except SettingsError as error:
        if asked.reason and _is_of_reason(error, asked.minutes):
            # The line it points at goes when the history is put back.
            what = Phrase("errors.own.asked-reason")
            raise SettingsError("own.named", what=what) from None
        raise
    finally:
        if not done:
            put_back(asked.minutes, before)


def _is_of_reason(error: SettingsError, minutes: Path) -> bool:
    """Whether an error is about a reason in the history, which was sound before this release."""
    if error.place is None or error.facts.get("what") != _OF_REASON:
        return False
    return Path(error.place.file).parent.resolve() == (minutes / HISTORY_FOLDER).resolve()


def _built(asked: _Asked, told: ReleaseReport) -> ReleaseReport:
    """Build the package that takes the name of the release."""
    made = told.release
    report = building.build(
        asked.minutes, asked.out, date=asked.day, workers=asked.workers, progress=asked.progress
    )
    if refusal := _of_build(report):
        return replace(told, status="refused", release=None, build=report, refusals=(refusal,))
    if made is None or not _stands(asked.out, made):
        raise BuildError("release.changed-meanwhile", asked.out)
    return replace(told, build=replace(report, verdicts=told.build.verdicts))

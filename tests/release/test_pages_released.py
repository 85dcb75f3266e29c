"""The pages of sources through releases: new, moved, renamed and withdrawn. All is invented."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from paged_minutes import MEETING, NAME, TEXT, paged_folder
from releasing import edited, make_unjudged
from socsam_opendata.package.build import build
from socsam_opendata.package.checksums import write_sums
from socsam_opendata.package.package import Package, open_package
from socsam_opendata.release.compare import diff
from socsam_opendata.release.release import ReleaseReport, data_digest
from socsam_opendata.settings.history import RELEASES, history_path, read_history

TABLE = "source_pages"
OF_PUBLISHING = (
    'type = "LocalAuthority"\nemail = "b@example.org"\n'
    '[contact]\nname = "Påhittskontoret"\nemail = "a@example.org"\n'
    '[catalogue]\nfiles = "https://data.example.org/"\n\n[release]\n'
)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of minutes with pages, and its first release as `package`."""
    home = tmp_path_factory.mktemp("first-pages")
    minutes = paged_folder(home / "minutes")
    settings = minutes / "dataset.toml"
    edited(settings, "\n[release]\n", OF_PUBLISHING)
    shown = make_unjudged(minutes, home / "package")
    assert shown.ok, shown
    return home


@pytest.fixture
def home(first: Path, tmp_path: Path) -> Path:
    """The first release, to be changed."""
    return shutil.copytree(first, tmp_path / "home")


def without_pages(package: Path) -> None:
    """Make a package what one is of a version that had no such table."""
    path = package / "datapackage.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    found["resources"] = [
        one for one in found["resources"] if one["name"] not in (TABLE, f"{TABLE}-parquet")
    ]
    path.write_text(json.dumps(found), encoding="utf-8")
    for ending in ("csv", "parquet"):
        (package / "data" / f"{TABLE}.{ending}").unlink()
    write_sums(package)


def released(home: Path, **options: object) -> ReleaseReport:
    return make_unjudged(home / "minutes", home / "package", **options)


def told(home: Path, release: str) -> set[tuple[str, str | None, str | None, int | None]]:
    """What history says of pages in a release: change, column, row and count."""
    return {
        (change.change, change.column, change.row, change.rows)
        for change in read_history(home / "minutes").changes
        if change.release == release and change.table_name == TABLE
    }


def test_a_table_that_an_older_version_had_not_is_a_minor_difference(
    home: Path, tmp_path: Path
) -> None:
    old = shutil.copytree(home / "package", tmp_path / "old")
    without_pages(old)
    found = diff(old, home / "package")
    assert [(one.table, one.change) for one in found.schema] == [(TABLE, "table-added")]
    assert {one.table: one.added for one in found.tables if not one.same} == {TABLE: 4}
    assert found.step == "minor"
    assert {*open_package(home / "package").tables} - {*open_package(old).tables} == {TABLE}


def test_a_release_of_an_older_version_is_followed_by_one_with_pages(home: Path) -> None:
    without_pages(home / "package")
    history = read_history(home / "minutes")
    old = history.releases[-1].data_sha256
    edited(history_path(home / "minutes", RELEASES), old,
           data_digest(Package.open(home / "package")))  # fmt: skip
    report = released(home)
    assert (report.status, report.step) == ("released", "minor")
    assert report.release is not None
    lines = told(home, report.release.id)
    assert ("table-added", None, None, None) in lines
    assert {row for change, _, row, _ in lines if change == "added"} == {
        f"{MEETING}-source-page-0{n}" for n in (1, 2, 3, 4)
    }


def test_a_page_that_begins_elsewhere_is_a_patch_told_as_a_number(home: Path) -> None:
    edited(home / "minutes" / NAME, "\f\n§ 3", "\n\f\n§ 3")
    report = released(home, reason="En rad till.")
    assert (report.status, report.step) == ("released", "patch")
    assert report.release is not None
    assert told(home, report.release.id) == {
        ("changed", "first_line", None, 1), ("changed", "last_line", None, 2),
    }  # fmt: skip


def test_the_pages_of_a_meeting_with_another_day_are_renamed_with_it(
    home: Path, tmp_path: Path
) -> None:
    edited(home / "minutes" / NAME, "onsdag 4 juni", "torsdag 5 juni")
    assert build(home / "minutes", tmp_path / "new", workers=1).built
    found = diff(home / "package", tmp_path / "new")
    assert [(one.old, one.new) for one in found.renames if one.table == "meetings"] == [
        (MEETING, "provnamnden-2031-06-05")
    ]
    (pages,) = [one for one in found.tables if one.table == TABLE]
    # Each is the row it was, of the meeting's new key.
    assert (pages.added, pages.removed, pages.columns) == (0, 0, {})
    assert open_package(tmp_path / "new").table(TABLE)["id"].to_pylist()[0] == (
        "provnamnden-2031-06-05-source-page-01"
    )


def test_pages_that_are_gone_leave_tombstones_and_must_be_confirmed(home: Path) -> None:
    (home / "minutes" / NAME).write_text(TEXT.replace("\f", ""), encoding="utf-8")
    refused = released(home, reason="Utan sidor.")
    assert (refused.status, {one.code for one in refused.refusals}) == (
        "refused",
        {"table-vanished"},
    )
    report = released(home, reason="Utan sidor.", confirmed=[TABLE])
    assert (report.status, report.step) == ("released", "patch")
    assert report.release is not None
    gone = {stone.id for stone in read_history(home / "minutes").tombstones}
    assert {f"source-page/{MEETING}-source-page-0{n}" for n in (1, 2, 3, 4)} <= gone
    assert len(told(home, report.release.id)) == 4


def test_pages_of_a_withdrawn_meeting_are_withdrawn_with_it(home: Path) -> None:
    other = TEXT.replace("onsdag 4 juni", "onsdag 2 juli").replace("18 juni", "16 juli")
    (home / "minutes" / "juli.txt").write_text(other, encoding="utf-8")
    assert released(home).step == "minor"
    (home / "minutes" / "juli.txt").unlink()
    names = open_package(home / "package").tables
    report = released(home, reason="Återkallat.", confirmed=names)
    assert (report.status, report.step) == ("released", "patch")
    stones = {s.row for s in read_history(home / "minutes").tombstones if s.table_name == TABLE}
    assert stones == {f"provnamnden-2031-07-02-source-page-0{n}" for n in (1, 2, 3, 4)}
    pages = open_package(home / "package").table(TABLE)["source"].to_pylist()
    assert pages == [MEETING] * 4

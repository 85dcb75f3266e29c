"""A release: its version, its history, what stops it, and what no history may keep."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from releasing import complete, edited, make_unjudged, tree
from socsam_opendata.cli.build_report import build_text
from socsam_opendata.cli.release_report import release_json, release_text
from socsam_opendata.errors import BuildError, SettingsError, SocsamError
from socsam_opendata.model.records import TABLES
from socsam_opendata.model.release_records import CHANGES, KEYS, RELEASES, Release
from socsam_opendata.package import build as building
from socsam_opendata.package import place as swap
from socsam_opendata.package.build import Report, build
from socsam_opendata.package.checksums import sum_faults, write_sums
from socsam_opendata.package.judges import Verdict
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.package import Package
from socsam_opendata.package.sheets import workbook
from socsam_opendata.package.version import data_digest
from socsam_opendata.release import refusals
from socsam_opendata.release.changes import LISTED, chronicle, tells_row, tells_values
from socsam_opendata.release.compare import REMARKS, SchemaChange, diff
from socsam_opendata.release.release import ReleaseReport, make_release, next_version
from socsam_opendata.settings.dataset_toml import read_settings
from socsam_opendata.settings.history import history_path, read_history
from socsam_opendata.settings.names_review import REVIEW_FILE
from synthetic_texts import meeting_text

ROOT = Path(__file__).resolve().parents[2]
FACTS = tomllib.loads((ROOT / "tests/facts/2025-06-02-socsam.toml").read_text(encoding="utf-8"))
SEED = "2025-06-02-socsam.md"
MEETING = "socsam-2025-06-02"
WHY = "Mötet publicerades av misstag."


def invented(minutes: Path, number: int) -> str:
    """Put an invented meeting among the minutes; its key."""
    found = meeting_text(number)
    (minutes / found.file).write_text(found.text, encoding="utf-8")
    return f"socsam-{found.date}"


def summary(report: ReleaseReport) -> tuple[str, str, str]:
    return report.status, report.step, report.release.id if report.release else ""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seed's minutes, and its first release as `package`."""
    home = tmp_path_factory.mktemp("first")
    shutil.copytree(ROOT / "minutes", home / "minutes", ignore=shutil.ignore_patterns("history"))
    complete(home / "minutes")
    assert make_unjudged(home / "minutes", home / "package").ok
    return home


@pytest.fixture
def home(first: Path, tmp_path: Path) -> Path:
    """The first release, to be changed."""
    return shutil.copytree(first, tmp_path / "home")


@pytest.fixture(scope="module")
def second(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release more: with an invented meeting."""
    home = shutil.copytree(first, tmp_path_factory.mktemp("second") / "home")
    invented(home / "minutes", 0)
    report = make_unjudged(home / "minutes", home / "package")
    assert summary(report) == ("released", "minor", "0.2.0")
    return home


# --- versions and history ---------------------------------------------------------------------


def test_the_first_release_has_the_version_of_the_settings(first: Path) -> None:
    settings = read_settings(first / "minutes")
    history = read_history(first / "minutes")
    (made,) = history.releases
    assert (made.id, made.date, made.step) == (settings.version, settings.release_date, "first")
    assert made.data_sha256 == data_digest(Package.open(first / "package"))
    assert [c.table_name for c in history.changes] == [table.name for table in TABLES]
    rows = {c.table_name: c.rows for c in history.changes}
    assert (rows["meetings"], rows["participants"], rows["clauses"]) == (1, 34, 12)
    assert rows["problems"]
    assert made.added == sum(n or 0 for name, n in rows.items() if name not in REMARKS)
    assert history.tombstones == ()
    assert swap.names_a_release(first / "package")


def test_a_later_build_gives_the_bytes_of_the_release(first: Path, tmp_path: Path) -> None:
    assert build(first / "minutes", tmp_path / "later", date=dt.date(2027, 1, 1)).ok
    assert tree(tmp_path / "later") == tree(first / "package")


def test_nothing_new_is_no_release_and_writes_nothing(home: Path) -> None:
    before = tree(home)
    report = make_unjudged(home / "minutes", home / "package")
    assert (report.status, report.ok) == ("unchanged", True)
    assert tree(home) == before
    assert "ingen ny utgåva" in release_text(report, "sv")


@pytest.mark.campaign
def test_what_only_dataset_toml_says_otherwise_is_built_again_as_the_same_release(
    home: Path,
) -> None:
    history = tree(home / "minutes" / "history")
    edited(home / "minutes" / "dataset.toml", "Påhittskontoret", "Exempelkansliet")
    report = make_unjudged(home / "minutes", home / "package")
    assert (report.status, report.ok) == ("rebuilt", True)
    assert "Exempelkansliet" in (home / "package" / "catalogue.ttl").read_text(encoding="utf-8")
    assert tree(home / "minutes" / "history") == history
    assert "built again" in release_text(report, "en")
    assert make_unjudged(home / "minutes", home / "package").status == "unchanged"


@pytest.mark.campaign
def test_a_build_that_is_no_release_says_so_and_keeps_the_release(home: Path) -> None:
    invented(home / "minutes", 0)
    assert build(home / "minutes", home / "package").ok
    assert not swap.names_a_release(home / "package")
    assert swap.names_a_release(home / ".package.released")
    assert "0.1.0+unreleased" in (home / "package/datapackage.json").read_text(encoding="utf-8")
    report = make_unjudged(home / "minutes", home / "package")
    assert summary(report) == ("released", "minor", "0.2.0")
    assert sorted(p.name for p in home.iterdir()) == ["minutes", "package"]


def test_a_new_meeting_is_one_line_and_a_minor_version(second: Path) -> None:
    history = read_history(second / "minutes")
    key = f"socsam-{meeting_text(0).date}"
    (line,) = [c for c in history.changes if c.release == "0.2.0" and c.row == key]
    assert (line.table_name, line.change) == ("meetings", "added")
    rows = 0
    for table in TABLES:
        with (second / "package/data" / f"{table.name}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                owner = row["id"] if table.name in ("meetings", "sources") else row.get("source")
                rows += owner == key and table.name not in REMARKS
    assert line.rows == rows > 100
    assert not [c for c in history.changes if c.row and c.row.startswith(f"{key}-")]
    page = (second / "package/CHANGES.md").read_text(encoding="utf-8")
    assert f"- Nytt möte `{key}`, {rows} rader." in page
    assert f"- New meeting `{key}`, {rows} rows." in page


def test_a_corrected_day_is_a_patch_with_its_values(home: Path) -> None:
    edited(home / "minutes" / SEED, "kl. 09.00 – 12.00", "kl. 09.00 – 12.15")
    report = make_unjudged(home / "minutes", home / "package", reason="Slutade\n kvart över")
    assert summary(report) == ("released", "patch", "0.1.1")
    lines = [c for c in read_history(home / "minutes").changes if c.release == "0.1.1"]
    assert ("meetings", "changed", MEETING, "ends_at", "12:00:00", "12:15:00") in {
        (c.table_name, c.change, c.row, c.column, c.old, c.new) for c in lines
    }
    digest = next(c for c in lines if c.column == "sha256")
    assert (digest.row, digest.old, digest.new) == (MEETING, None, None)
    assert {c.reason for c in lines} == {"Slutade kvart över"}
    assert report.release is not None
    assert report.release.added == 0


def withdrawn(second: Path, home: Path) -> ReleaseReport:
    """A release after the second one, in another folder: the invented meeting is withdrawn."""
    shutil.copytree(second, home)
    (home / "minutes" / meeting_text(0).file).unlink()
    lost = [table.name for table in TABLES]
    report = make_unjudged(home / "minutes", home / "package", reason=WHY, confirmed=lost)
    assert summary(report) == ("released", "patch", "0.2.1")
    return report


def test_a_withdrawn_meeting_leaves_tombstones_until_it_is_back(
    second: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    key = f"socsam-{meeting_text(0).date}"
    report = withdrawn(second, home)
    lost = [table.name for table in TABLES]
    (refusal,) = refusals.refusals_of(diff(second / "package", home / "package"), lost, None)
    assert refusal.code == "no-reason"
    # Refusal, release and lines count the same rows; remarks are told as one number apart.
    made, removed = report.release, {t.table: t.removed for t in report.tables}
    assert made is not None
    assert removed["problems"]
    assert refusal.facts["rows"] == str(made.removed)
    assert made.removed == sum(removed.values()) - removed["problems"]
    told = [c for c in read_history(home / "minutes").changes
            if (c.release, c.change) == ("0.2.1", "removed")]  # fmt: skip
    remarks = [c for c in told if c.table_name in REMARKS]
    assert [(c.row, c.rows) for c in remarks] == [(None, removed["problems"])]
    assert sum(1 if c.rows is None else c.rows for c in told if c not in remarks) == made.removed
    history = read_history(home / "minutes")
    stones = {stone.iri: stone for stone in history.tombstones}
    stone = stones[f"https://w3id.org/socsam/id/meeting/{key}"]
    assert (stone.table_name, stone.row, stone.release, stone.reason) == (
        "meetings", key, "0.2.1", WHY
    )  # fmt: skip
    before = {row["id"] for row in rows(second / "package", "clauses")}
    assert {s.row for s in stones.values() if s.table_name == "clauses"} == {
        row for row in before if row.startswith(key)
    }
    lines = [c for c in history.changes if c.release == "0.2.1"]
    assert [(c.row, c.change) for c in lines if c.row and c.row.startswith(key)] == [
        (key, "removed")
    ]
    page = (home / "package/CHANGES.md").read_text(encoding="utf-8")
    assert f"Borttaget möte `{key}`" in page
    assert f"Skäl: {WHY}" in page
    # No key of a person, a case or a printed organization outlives what it stood for.
    gone = {row["id"] for name in ("persons", "cases", "memberships", "organizations")
            for row in rows(second / "package", name)}  # fmt: skip
    gone -= {row["id"] for row in rows(home / "package", "organizations")}
    assert not gone & ({s.row for s in history.tombstones} | {c.row for c in history.changes})
    counted = {(c.table_name, c.change): c.rows for c in lines if not c.row}
    assert counted["persons", "removed"]
    # Were the meeting there again, no stone would stand.
    again = diff(home / "package", second / "package")
    told_back = chronicle(again, read_settings(home / "minutes"), made, history.tombstones)
    assert told_back.back == {s.id for s in history.tombstones}
    assert len(told_back.back) > 50


@pytest.mark.campaign
def test_a_meeting_that_comes_back_has_no_tombstones(second: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    withdrawn(second, home)
    key = invented(home / "minutes", 0)
    again = make_unjudged(home / "minutes", home / "package")
    assert summary(again) == ("released", "minor", "0.3.0")
    assert read_history(home / "minutes").tombstones == ()
    assert f"{key},,,removed" not in history_path(home / "minutes", CHANGES).read_text("utf-8")
    assert WHY in history_path(home / "minutes", CHANGES).read_text("utf-8")


def rows(package: Path, table: str) -> list[dict[str, str]]:
    with (package / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("last", "step", "stated", "expected"),
    [
        ("1.2.3", "major", "0.1.0", "2.0.0"),
        ("1.2.3", "minor", "0.1.0", "1.3.0"),
        ("1.2.3", "patch", "0.1.0", "1.2.4"),
        ("0.9.9", "patch", "1.0.0", "1.0.0"),
        ("0.9.9", "major", "1.0.0", "1.0.0"),
        ("1.0.0-beta+x", "minor", "1.0.0-beta+x", "1.1.0"),
    ],
)
def test_the_next_version(last: str, step: str, stated: str, expected: str) -> None:
    assert next_version(last, step, stated) == expected


def test_a_changed_schema_is_a_major_version_and_told(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The release before had a code and a column more, and was made by another version."""
    path = home / "package" / "datapackage.json"
    edited(path, '"local"', '"regional"')
    write_sums(home / "package")  # it was built so
    last = replace(read_history(home / "minutes").releases[-1],
                   data_sha256=data_digest(Package.open(home / "package")))  # fmt: skip
    releases = history_path(home / "minutes", RELEASES)
    old = read_history(home / "minutes").releases[-1].data_sha256
    edited(releases, old, last.data_sha256)
    report = make_unjudged(home / "minutes", home / "package")
    assert summary(report) == ("released", "major", "1.0.0")
    told = {(c.change, c.column, c.old, c.new) for c in read_history(home / "minutes").changes
            if c.release == "1.0.0"}  # fmt: skip
    assert ("code-removed", "scope", "regional", None) in told
    assert ("code-added", "scope", None, "local") in told
    page = (home / "package/CHANGES.md").read_text(encoding="utf-8")
    assert "- `parties`, `scope`: kod borttagen (regional)." in page


def test_a_renamed_column_is_told_with_both_names(first: Path) -> None:
    made = Release(id="9.0.0", date=dt.date(2030, 1, 1), data_sha256="0" * 64, step="major")
    same = diff(first / "package", first / "package")
    schema = (
        SchemaChange("votes", "column-removed", "sum", same_as="total"),
        SchemaChange("votes", "column-added", "total", same_as="sum"),
        SchemaChange("ayes", "table-removed", same_as="votes"),
        SchemaChange("votes", "table-added", same_as="ayes"),
        SchemaChange("votes", "column-added", "more"),
    )
    told = chronicle(replace(same, schema=schema), read_settings(first / "minutes"), made)
    assert [(c.change, c.column, c.old, c.new) for c in told.changes] == [
        ("column-removed", "sum", "sum", "total"),
        ("column-added", "total", "sum", "total"),
        ("table-removed", None, "ayes", "votes"),
        ("table-added", None, "ayes", "votes"),
        ("column-added", "more", None, None),
    ]


@pytest.mark.campaign
def test_one_remark_fewer_is_a_number_and_buries_nothing(home: Path) -> None:
    """Their ids are ordinals: all remarks after the one that is gone seem to be others."""
    old = read_history(home / "minutes").releases[-1].data_sha256
    path = home / "package/data/problems.csv"
    remarks = rows(home / "package", "problems")
    before = [remarks[0], *remarks]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, remarks[0].keys(), lineterminator="\n")
        writer.writeheader()
        for number, remark in enumerate(before, 1):
            writer.writerow({**remark, "id": f"{MEETING}-problem-{number:02}"})
    path.with_suffix(".parquet").unlink()
    write_sums(home / "package")
    edited(
        history_path(home / "minutes", RELEASES), old, data_digest(Package.open(home / "package"))
    )
    report = make_unjudged(home / "minutes", home / "package")
    assert summary(report) == ("released", "patch", "0.1.1")
    made = report.release
    assert made is not None
    assert (made.added, made.changed, made.removed) == (0, 0, 0)
    counted = next(t for t in report.tables if t.table == "problems")
    assert (counted.removed, counted.changed) == (1, len(remarks) - 1)
    history = read_history(home / "minutes")
    told = {(c.change, c.row, c.column, c.rows) for c in history.changes if c.release == "0.1.1"}
    assert told == {
        ("changed", None, None, counted.changed), ("removed", None, None, 1)
    }  # fmt: skip
    assert history.tombstones == ()
    page = (home / "package/CHANGES.md").read_text(encoding="utf-8")
    assert "Problem (`problems`), borttagna rader: 1." in page
    assert "\n\n\n" not in page
    assert "Remarks (`problems`) are counted apart." in page


@pytest.mark.campaign
def test_the_same_rows_written_otherwise_are_a_patch(home: Path) -> None:
    path = home / "package/data/parties.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    old = read_history(home / "minutes").releases[-1].data_sha256
    releases = history_path(home / "minutes", RELEASES)
    edited(releases, old, data_digest(Package.open(home / "package")))
    report = make_unjudged(home / "minutes", home / "package")
    assert summary(report) == ("released", "patch", "0.1.1")
    lines = [c for c in read_history(home / "minutes").changes if c.release == "0.1.1"]
    assert {c.change for c in lines} == {"rewritten"}


def test_many_rows_of_one_kind_are_told_as_a_number(
    first: Path, second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from socsam_opendata.release import changes as module

    difference = diff(second / "package", first / "package")
    made = Release(id="9.0.0", date=dt.date(2030, 1, 1), data_sha256="0" * 64, step="patch")
    settings = read_settings(first / "minutes")
    assert LISTED >= 100
    monkeypatch.setattr(module, "_meetings", lambda _: {"added": [], "removed": []})
    monkeypatch.setattr(module, "LISTED", 5)
    told = chronicle(difference, settings, made)
    clauses = [c for c in told.changes if c.table_name == "clauses"]
    removed = next(t.removed for t in difference.tables if t.table == "clauses")
    assert [(c.row, c.rows) for c in clauses] == [(None, removed)]
    assert len([s for s in told.tombstones if s.table_name == "clauses"]) == removed


# --- what stops a release ---------------------------------------------------------------------


def _but_the_review(home: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(home).items() if not name.endswith(REVIEW_FILE)}


def refused(home: Path, code: str, **options: Any) -> ReleaseReport:
    """A release that is refused for this reason; only names that wait for an answer are listed."""
    before = _but_the_review(home)
    report = make_unjudged(home / "minutes", home / "package", **options)
    assert report.status == "refused"
    assert code in [r.code for r in report.refusals]
    assert _but_the_review(home) == before
    for language in ("sv", "en"):
        assert release_text(report, language).count("\n") >= 1
    assert release_json(report)["ok"] is False
    return report


@pytest.mark.campaign
def test_without_the_last_release_there_is_nothing_to_compare_with(
    home: Path, first: Path, second: Path, tmp_path: Path
) -> None:
    invented(home / "minutes", 0)
    shutil.rmtree(home / "package")
    refused(home, "no-previous")
    refused(home, "previous-differs", previous=second / "package")
    refused(home, "previous-differs", previous=tmp_path / "nothing")
    report = make_unjudged(home / "minutes", home / "package", previous=first / "package")
    assert summary(report) == ("released", "minor", "0.2.0")
    assert tree(home / "package") == tree(second / "package")


def test_a_package_with_a_broken_descriptor_is_not_the_last_release(home: Path) -> None:
    invented(home / "minutes", 0)
    path = home / "package" / "datapackage.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    for resource in found["resources"]:
        if "schema" in resource:
            resource["schema"]["fields"][1]["constraints"] = 5
    path.write_text(json.dumps(found), encoding="utf-8")
    write_sums(home / "package")
    refused(home, "no-previous")


@pytest.mark.campaign
def test_a_table_that_loses_most_of_its_rows_must_be_confirmed(
    second: Path, tmp_path: Path
) -> None:
    home = shutil.copytree(second, tmp_path / "home")
    (home / "minutes" / meeting_text(0).file).unlink()
    report = refused(home, "table-lost", reason=WHY)
    codes = {(r.code, r.facts["table"]) for r in report.refusals}
    assert ("table-lost", "amounts") in codes
    assert not [c for c in codes if c[1] in ("municipalities", "problems")]
    assert "--confirm amounts" in release_text(report, "en")
    names = [r.facts["table"] for r in report.refusals]
    refused(home, "table-lost", reason=WHY, confirmed=names[1:])
    assert make_unjudged(home / "minutes", home / "package", reason=WHY, confirmed=names).ok


@pytest.mark.campaign
def test_a_table_that_vanished_must_be_confirmed(home: Path) -> None:
    """As if the release before had a table that this version does not know."""
    for end in ("", "-parquet"):
        edited(home / "package/datapackage.json", f'"name": "amounts{end}"', f'"name": "sums{end}"')
    edited(home / "package/datapackage.json", "data/amounts.", "data/sums.")
    for suffix in ("csv", "parquet"):
        (home / f"package/data/amounts.{suffix}").rename(home / f"package/data/sums.{suffix}")
    write_sums(home / "package")
    old = read_history(home / "minutes").releases[-1].data_sha256
    edited(
        history_path(home / "minutes", RELEASES), old, data_digest(Package.open(home / "package"))
    )
    report = refused(home, "table-vanished", reason=WHY)
    assert report.step == "major"
    assert report.refusals[0].facts["table"] == "sums"
    with pytest.raises(BuildError, match="there is no table 'sumz' to confirm"):
        make_unjudged(home / "minutes", home / "package", reason=WHY, confirmed=["sumz"])
    done = make_unjudged(home / "minutes", home / "package", reason=WHY, confirmed=["sums"])
    assert summary(done) == ("released", "major", "1.0.0")
    history = read_history(home / "minutes")
    assert not history.tombstones
    said = {(c.table_name, c.change): c.rows for c in history.changes if c.release == "1.0.0"}
    assert said["sums", "removed"] == 6


def test_problems_and_judges_stop_a_release(home: Path) -> None:
    toml = home / "minutes/dataset.toml"
    edited(toml, '"Martin Söderström",', '"Martin Annan", ahead = true,')
    edited(toml, 'unknown_names = "mask"', 'unknown_names = "stop"')
    refused(home, "problems")
    edited(toml, '"Martin Annan", ahead = true,', '"Martin Söderström",')
    invented(home / "minutes", 0)
    looked: list[str] = []

    def stern(new: Path) -> list[Verdict]:
        looked.append(Package.open(new).version)
        return [Verdict("mild", True, ("all",)), Verdict("stern", False, ("bad",))]

    report = refused(home, "judges", judges=stern)
    assert looked == ["0.1.0+unreleased"]
    assert not report.build.built
    assert "FAULT  stern" in build_text(report.build, "en")


MISSING = """\
  [contact]
  name = "..."
  email = "...@..."
  [catalogue]
  files = "https://.../\""""


def test_what_publishing_would_miss_stops_a_release_with_a_line_to_paste_for_each(
    tmp_path: Path,
) -> None:
    home = tmp_path
    shutil.copytree(ROOT / "minutes", home / "minutes", ignore=shutil.ignore_patterns("history"))
    report = refused(home, "lacks-keys")
    (refusal,) = report.refusals
    assert refusal.facts["keys"] == "[contact] name, [contact] email, [catalogue] files"
    for language in ("sv", "en"):
        assert f":\n{MISSING}\n" in release_text(report, language)
    assert report.build.lacking == ("[contact] name", "[contact] email", "[catalogue] files")
    for language in ("sv", "en"):
        assert build_text(report.build, language).endswith(f":\n{MISSING}")
    assert MISSING not in build_text(report.build, "en", quiet=True)
    for section, lines in tomllib.loads(MISSING).items():
        said = "".join(f'{key} = "{value}"\n' for key, value in lines.items())
        edited(home / "minutes" / "dataset.toml", f"\n[{section}]\n", f"\n[{section}]\n{said}")
    report = refused(home, "placeholders")
    assert [refusal.code for refusal in report.refusals] == ["lacks-keys", "placeholders"]
    assert report.refusals[0] == refusal
    assert report.refusals[1].facts["keys"] == refusal.facts["keys"]
    for language, said in (("sv", "Platshållaren (…) står kvar"), ("en", "The placeholder (...)")):
        assert f"\n{said}" in release_text(report, language)
        told = build_text(report.build, language)
        assert f":\n{MISSING}\n{said}" in told
        assert "[contact] name, [contact] email, [catalogue] files" in told


def no_keys_yet(home: Path) -> None:
    """As a version left it that kept no keys: the next release writes them."""
    history_path(home / "minutes", KEYS).unlink()


def interrupted(home: Path) -> None:
    """The history stands, its package was never put in place."""
    no_keys_yet(home)
    shutil.rmtree(home / "package")


def described_anew(home: Path) -> None:
    no_keys_yet(home)
    edited(home / "minutes" / "dataset.toml", "Påhittskontoret", "Exempelkansliet")


def lost_a_file(home: Path) -> None:
    no_keys_yet(home)
    (home / "package" / "socsam.xlsx").unlink()


ROADS = {
    "unchanged": no_keys_yet,
    "finished": interrupted,
    "rebuilt": described_anew,
    "lost": lost_a_file,
}


@pytest.mark.parametrize(
    "road",
    [
        "unchanged",
        *(pytest.param(r, marks=pytest.mark.campaign) for r in ROADS if r != "unchanged"),
    ],
)
def test_whatever_road_a_release_takes_what_cannot_be_published_stops_it(
    road: str, home: Path
) -> None:
    kept = read_history(home / "minutes").keys
    ROADS[road](home)
    looked: list[str] = []

    def stern(new: Path) -> list[Verdict]:
        looked.append(Package.open(new).version)
        return [Verdict("stern", False, ("bad",))]

    refused(home, "judges", judges=stern)
    assert looked == ["0.1.0"]
    toml = home / "minutes" / "dataset.toml"
    edited(toml, 'email = "a@example.org"\n', "")
    report = refused(home, "lacks-keys", judges=stern)
    assert [refusal.facts["keys"] for refusal in report.refusals] == ["[contact] email"]
    assert len(looked) == 1
    edited(toml, "\n[contact]\n", '\n[contact]\nemail = "a@example.org"\n')
    report = make_unjudged(home / "minutes", home / "package")
    assert report.status == ("rebuilt" if road == "lost" else road)
    assert (report.keys_kept, read_history(home / "minutes").keys) == (len(kept), kept)
    assert (home / "package" / "socsam.xlsx").is_file()
    assert not list(sum_faults(home / "package"))


def test_all_that_speaks_against_a_release_is_told_at_once(home: Path) -> None:
    invented(home / "minutes", 0)
    (home / "minutes" / SEED).unlink()
    edited(home / "minutes" / "dataset.toml", 'Söderström",', 'Söderström", ahead = true,')
    edited(home / "minutes" / "dataset.toml", 'email = "a@example.org"\n', "")
    looked: list[Path] = []

    def stern(new: Path) -> list[Verdict]:
        looked.append(new)
        return [Verdict("stern", False, ("bad",))]

    report = refused(home, "lacks-keys", judges=stern)
    assert {refusal.code for refusal in report.refusals} >= {"no-reason", "table-lost"}
    assert "remarks (problems) not counted" in release_text(report, "en")
    # What is refused anyway costs no look of the judges.
    assert looked == []


def test_a_record_that_a_portal_would_not_take_stops_a_release(
    first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(refusals.unpublishable(first / "package")) == []
    monkeypatch.setattr(refusals, "profile_faults", lambda record: ["x is no absolute IRI"])
    found = tuple(refusals.unpublishable(first / "package"))
    assert [refusal.code for refusal in found] == ["profile"]
    report = ReleaseReport(first, "refused", Report(first, True, {}, {}, {}, ()), refusals=found)
    assert "x is no absolute IRI" in release_text(report, "en")


def test_without_the_judges_a_release_says_what_to_install_and_writes_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented(home / "minutes", 0)
    before = tree(home)
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(SocsamError, match=r'needs pyshacl: pip install "socsam_opendata\[judges'):
        make_release(home / "minutes", home / "package")
    assert tree(home) == before


@pytest.mark.skipif(
    os.environ.get("SOCSAM_OUTSIDE_JUDGES") != "1",
    reason="needs the outside judges: set SOCSAM_OUTSIDE_JUDGES=1",
)
@pytest.mark.judges
@pytest.mark.filterwarnings("default")
def test_every_judge_looks_at_a_release_before_it_enters_history(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented(home / "minutes", 0)
    written = workbook.write_workbook

    def wrongly(new: NewPackage) -> Path:
        path = written(new)
        book = openpyxl.load_workbook(path)
        book["Beslut"]["A2"] = "i går"
        book.save(path)
        return path

    with monkeypatch.context() as patch:
        patch.setattr(workbook, "write_workbook", wrongly)
        before = tree(home)
        report = make_release(home / "minutes", home / "package")
        assert [refusal.code for refusal in report.refusals] == ["judges"]
        assert tree(home) == before
    (fault,) = (verdict for verdict in report.build.verdicts if not verdict.ok)
    assert fault.details[0].startswith("Beslut, row 2, column A (Datum): ”i går” where 1990-")
    report = make_release(home / "minutes", home / "package")
    assert summary(report) == ("released", "minor", "0.2.0")
    assert {"workbook", "frictionless", "shacl"} < {v.judge for v in report.build.verdicts}


def test_days_reasons_and_settings_that_cannot_be(home: Path) -> None:
    invented(home / "minutes", 0)
    before = tree(home)
    with pytest.raises(BuildError, match="2026-11-21 is before 2026-11-22, the day of release"):
        make_unjudged(home / "minutes", home / "package", date=dt.date(2026, 11, 21))
    with pytest.raises(BuildError, match="control characters"):
        make_unjudged(home / "minutes", home / "package", reason="a\x1b[2Jb")
    assert tree(home) == before
    edited(home / "minutes/dataset.toml", "date = 2026-11-22", "")
    history = history_path(home / "minutes", RELEASES).parent
    shutil.rmtree(history)
    with pytest.raises(SettingsError, match="says no day of release"):
        make_unjudged(home / "minutes", home / "package")


@pytest.mark.campaign
def test_the_day_of_a_release_holds_for_later_builds(home: Path) -> None:
    invented(home / "minutes", 0)
    day = dt.date(2027, 3, 4)
    report = make_unjudged(home / "minutes", home / "package", date=day)
    assert report.release is not None
    assert report.release.date == day
    assert build(home / "minutes", home / "again").ok
    assert tree(home / "again") == tree(home / "package")
    cited = (home / "again/CITATION.cff").read_text(encoding="utf-8")
    assert 'date-released: "2027-03-04"' in cited


@pytest.mark.campaign
def test_minutes_changed_meanwhile_leave_no_release(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented(home / "minutes", 0)
    before = tree(home / "minutes")
    real: Callable[..., Report] = building.build

    def sly(minutes: Path, out: Path, **options: object) -> Report:
        if out.name == "package":
            edited(home / "minutes" / SEED, "kl. 09.00 – 12.00", "kl. 09.00 – 12.15")
        return real(minutes, out, **options)

    monkeypatch.setattr(building, "build", sly)
    with pytest.raises(BuildError, match="the minutes were changed meanwhile"):
        make_unjudged(home / "minutes", home / "package")
    after = tree(home / "minutes")
    assert {name for name in after if after[name] != before.get(name)} == {SEED}
    assert swap.names_a_release(home / ".package.released")


@pytest.mark.campaign
def test_a_failed_second_build_puts_the_history_back(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented(home / "minutes", 0)
    before = tree(home)
    real: Callable[..., Report] = building.build

    def failing(minutes: Path, out: Path, **options: object) -> Report:
        if out.name == "package":
            raise KeyboardInterrupt
        return real(minutes, out, **options)

    monkeypatch.setattr(building, "build", failing)
    with pytest.raises(KeyboardInterrupt):
        make_unjudged(home / "minutes", home / "package")
    assert tree(home) == before


# --- whole at any moment ----------------------------------------------------------------------

KILLED = """
import os, signal, sys
from pathlib import Path
from typing import Any
from socsam_opendata.package import build as building
from socsam_opendata.release import refusals
from socsam_opendata.release import release as releasing
fatal, home, new = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
events = 0
def die(event, arguments):
    global events
    beside = event in ("os.remove", "os.mkdir") and "minutes" in str(arguments[0])
    if beside or event == "os.rename":
        events += 1
        if events == fatal:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(die)
releasing.make_release(home / "minutes", home / "package", judges=lambda new: ())
"""


@pytest.mark.campaign
def test_killed_at_any_write_of_the_history_the_next_run_repairs(
    home: Path, second: Path, tmp_path: Path
) -> None:
    invented(home / "minutes", 0)
    paths = [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    states: list[str] = []
    for fatal in range(1, 20):
        tried = shutil.copytree(home, tmp_path / f"tried-{fatal}")
        command = [sys.executable, "-c", KILLED, str(fatal), str(tried), str(second)]
        done = subprocess.run(command, env=environment, check=False, capture_output=True)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
        assert len(read_history(tried / "minutes").releases) in (1, 2)
        report = make_unjudged(tried / "minutes", tried / "package")
        states.append(report.status)
        assert tree(tried / "package") == tree(second / "package")
        assert tree(tried / "minutes") == tree(second / "minutes")
        shutil.rmtree(tried)
    else:
        pytest.fail("the release never came to its end")
    # Undone until releases.csv has its name, then finished; at last all stood but the lock's file.
    assert states == sorted(states, key=["released", "finished", "unchanged"].index)
    assert {*states} >= {"released", "finished"}


@pytest.mark.campaign
def test_an_interrupted_release_is_finished_by_the_next(
    second: Path, first: Path, tmp_path: Path
) -> None:
    """The history stands, and the package is still that of the release before."""
    home = tmp_path / "home"
    shutil.copytree(second / "minutes", home / "minutes")
    shutil.copytree(first / "package", home / "package")
    report = make_unjudged(home / "minutes", home / "package")
    assert (report.status, report.ok) == ("finished", True)
    assert tree(home / "package") == tree(second / "package")
    assert tree(home / "minutes") == tree(second / "minutes")


def test_two_releases_do_not_meet(home: Path) -> None:
    with swap.locked(home / "minutes" / "history"), pytest.raises(BuildError):
        make_unjudged(home / "minutes", home / "package")


@pytest.mark.campaign
@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_release_is_the_same_whatever_the_hash_seed(
    first: Path, second: Path, tmp_path: Path, seed: str
) -> None:
    home = shutil.copytree(first, tmp_path / "home")
    invented(home / "minutes", 0)
    code = KILLED.replace("fatal, home, new", "_, home, new").replace("fatal", "0")
    paths = [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)),
                   "PYTHONHASHSEED": seed}  # fmt: skip
    command = [sys.executable, "-c", code, "0", str(home), ""]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert tree(home / "package") == tree(second / "package")
    assert tree(home / "minutes") == tree(second / "minutes")


# --- names ------------------------------------------------------------------------------------


def test_no_withheld_name_is_in_history(second: Path) -> None:
    names = [row["name"] for row in FACTS["publication"]["withheld"]]
    names += [row["name"] for row in FACTS["publication"]["only_in_text"]]
    assert len(names) == 14
    files = [*(second / "minutes/history").iterdir(), second / "package/CHANGES.md"]
    for path in files:
        text = path.read_text(encoding="utf-8").casefold()
        for name in names:
            assert name.casefold() not in text


def test_a_name_that_is_withheld_later_is_nowhere_in_history(second: Path, tmp_path: Path) -> None:
    """A member whose name was published is masked, and the person's key goes with the name."""
    home = shutil.copytree(second, tmp_path / "home")
    name = "Elisabeth Björklund"
    (key,) = [row["id"] for row in rows(home / "package", "persons") if row["name"] == name]
    edited(home / "minutes/dataset.toml", "mask = [",
           f'mask = [\n    {{ name = "{name}", reason = "Skyddade uppgifter." }},')  # fmt: skip
    report = make_unjudged(home / "minutes", home / "package", reason="Ett namn tas bort.")
    assert report.status == "released"
    files = [*(home / "minutes/history").iterdir(), *(home / "package").glob("*.csv"),
             home / "package/CHANGES.md"]  # fmt: skip
    assert len(files) == 8
    for path in files:
        text = path.read_text(encoding="utf-8")
        for word in (*name.split(), "bjorklund", key):
            assert word.casefold() not in text.casefold(), path
    lines = read_history(home / "minutes").changes
    withheld = [(c.old, c.new) for c in lines if c.column == "withheld"]
    assert (None, "publisher-decision") in withheld
    persons = [c for c in lines if c.column in ("person", "text", "message")]
    assert persons
    assert not [c for c in persons if c.old or c.new]


@pytest.mark.parametrize(
    "reason",
    ["LINDESTIG, ANNA", pytest.param("Fråga Anna Lindestig.", marks=pytest.mark.campaign)],
)
def test_a_reason_with_a_withheld_name_stops_the_release(home: Path, reason: str) -> None:
    invented(home / "minutes", 0)
    before = tree(home)
    with pytest.raises(SettingsError, match=r"^the reason \(--reason\) holds the name") as caught:
        make_unjudged(home / "minutes", home / "package", reason=reason)
    assert "lindestig" not in str(caught.value).casefold()
    # No line of a history that was put back.
    assert caught.value.place is None
    assert tree(home) == before


@pytest.mark.parametrize(
    "reason", ["Fråga vera@example.org.", "Ring 08-123 456 78.", "Gällde 19800101-1234."]
)
def test_a_reason_with_ways_to_reach_a_person_is_refused(home: Path, reason: str) -> None:
    before = tree(home)
    with pytest.raises(BuildError, match="the reason holds an e-mail address, a tele") as caught:
        make_unjudged(home / "minutes", home / "package", reason=reason)
    assert reason not in str(caught.value)
    assert tree(home) == before


def test_a_withheld_name_in_history_stops_a_build(home: Path) -> None:
    path = history_path(home / "minutes", CHANGES)
    line = "0.1.0-change-9999,0.1.0,2026-11-22,organizations,added,{},,,,,\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + line.format("forum-for-kvinnor"), encoding="utf-8")
    assert build(home / "minutes", home / "package").ok
    path.write_text(text + line.format("stiftelsen-anna-lindestig"), encoding="utf-8")
    with pytest.raises(SettingsError, match="'row' holds the name of a person"):
        build(home / "minutes", home / "package")


def test_what_history_may_tell() -> None:
    for table, column in (("meetings", "date"), ("meetings", "ends_at"), ("amounts", "value"),
                          ("participants", "withheld"), ("assignments", "due"),
                          ("participants", "party"), ("citations", "resolves_to_meeting"),
                          ("agenda_items", "confidential")):  # fmt: skip
        assert tells_values(table, column)
    for table, column in (("meetings", "place"), ("participants", "person"), ("cases", "title"),
                          ("agenda_items", "case"), ("addressees", "organization"),
                          ("participants", "serves_for"), ("roles", "text"), ("sources", "url"),
                          ("organizations", "organisation_number"), ("gone", "date"),
                          ("problems", "row"), ("meetings", "gone")):  # fmt: skip
        assert not tells_values(table, column)
    known = frozenset({"socsam"})
    assert tells_row("organizations", "socsam", known)
    assert tells_row("clauses", f"{MEETING}-14-1", known)
    for table, row in (("organizations", "annas-byra"), ("persons", "p-0123456789"),
                       ("memberships", "socsam-p-0123456789-member"), ("cases", "socsam-anna"),
                       ("gone", "a"), ("clauses", "Anna Ek")):  # fmt: skip
        assert not tells_row(table, row, known)
    assert refusals.MOST == 0.5

"""A meeting with another key: one rename in a difference, a release, its changelog and its maps.

The sittings are the seed's text at other times; but for the first they are made up.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import crowded_day
import small_dataset
from crowded_day import FIRST, OLD_SECOND, OTHER, SECOND, rekeyed, sitting_text
from releasing import complete, edited, make_unjudged, tree
from socsam_opendata.cli.diff_report import diff_json, diff_text
from socsam_opendata.cli.release_report import release_json, release_text
from socsam_opendata.dataset.batches import MeetingRows
from socsam_opendata.minutes import interpret
from socsam_opendata.model.records import TABLES
from socsam_opendata.model.release_records import (
    HISTORY_TABLES,
    KEYS,
    RELEASES,
    Release,
    Tombstone,
)
from socsam_opendata.package.build import build
from socsam_opendata.package.descriptor import table_schema
from socsam_opendata.package.tables import write_tables
from socsam_opendata.release.changes import chronicle
from socsam_opendata.release.compare import diff
from socsam_opendata.release.release import ReleaseReport
from socsam_opendata.release.renames import Rename
from socsam_opendata.settings.history import history_path, read_given, read_history

ROOT = Path(__file__).resolve().parents[2]
SEED = (ROOT / "minutes/2025-06-02-socsam.md").read_text(encoding="utf-8")
DAY = "socsam-2025-06-02"


# --- a difference -----------------------------------------------------------------------------


def package(folder: Path, meetings: list[MeetingRows]) -> Path:
    """The tables of some meetings, described as those of a package are."""
    folder.mkdir()
    write_tables(small_dataset.dataset(meetings), folder)
    described = [
        {"name": name, "path": f"data/{table.name}.{ending}", "schema": table_schema(table)}
        for table in TABLES
        for name, ending in ((table.name, "csv"), (f"{table.name}-parquet", "parquet"))
    ]
    text = json.dumps({"version": "1.0.0", "resources": described})
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    return folder


def changed(meeting: MeetingRows, table: str, change: Callable[[Any], Any]) -> MeetingRows:
    """The meeting with every row of a table changed; None takes a row out."""
    rows = [change(row) for row in meeting.rows[table]]
    kept = [row for row in rows if row is not None]
    return replace(meeting, rows={**meeting.rows, table: kept})


def citing(meeting: MeetingRows, second: str) -> MeetingRows:
    """A meeting that cites § 4 of the day's second meeting, and § 2 of its first."""
    (cited,) = meeting.rows["citations"]
    more = [
        replace(cited, id=f"{cited.id}1", resolves_to_meeting=second,
                resolves_to_item=f"{second}-4"),
        replace(cited, id=f"{cited.id}2", resolves_to_meeting=FIRST, resolves_to_item=f"{FIRST}-2"),
    ]  # fmt: skip
    return replace(meeting, rows={**meeting.rows, "citations": [cited, *more]})


def sourced(meeting: MeetingRows, digest: str) -> MeetingRows:
    return changed(meeting, "sources", lambda row: replace(row, sha256=digest * 32))


def day(second: str) -> list[MeetingRows]:
    """The crowded day, each meeting from a document of its own, and one that cites two of it."""
    one, two, other = crowded_day.meetings(second)
    return [sourced(one, "01"), sourced(two, "02"), sourced(citing(other, second), "03")]


def test_a_renamed_meeting_is_one_rename_and_no_row_differs(tmp_path: Path) -> None:
    old, new = package(tmp_path / "old", day(OLD_SECOND)), package(tmp_path / "new", day(SECOND))
    found = diff(old, new)
    (rename,) = found.renames
    own = next(m for m in day(SECOND) if m.key == SECOND)
    rows = sum(len(of) for name, of in own.rows.items() if name != "problems")
    assert rename == Rename(OLD_SECOND, SECOND, rows)
    assert [t.table for t in found.tables if not t.same] == []
    assert list(found.rows()) == []
    assert found.step == "major"
    assert diff(old, old).renames == ()


@pytest.mark.parametrize("kept", ["csv", "parquet"])
def test_what_also_differs_in_a_renamed_meeting_is_told_by_its_rows(
    tmp_path: Path, kept: str
) -> None:
    one, two, other = day(SECOND)
    two = changed(two, "meetings", lambda row: replace(row, ends_at=dt.time(12)))
    gone = f"{SECOND}-4-role-01"
    two = changed(two, "roles", lambda row: None if row.id == gone else row)
    new_row = replace(two.rows["dissents"][0], id=f"{SECOND}-4-dissent-02")
    two = replace(two, rows={**two.rows, "dissents": [*two.rows["dissents"], new_row]})
    old = package(tmp_path / "old", day(OLD_SECOND))
    new = package(tmp_path / "new", [one, two, other])
    if kept == "csv":
        for path in old.glob("data/*.parquet"):
            path.unlink()
    found = diff(old, new)
    assert [(r.old, r.new) for r in found.renames] == [(OLD_SECOND, SECOND)]
    told = {(r.table, r.row, r.change): r.cells for r in found.rows()}
    assert {*told} == {
        ("meetings", SECOND, "changed"),
        ("roles", f"{OLD_SECOND}-4-role-01", "removed"),
        ("dissents", f"{SECOND}-4-dissent-02", "added"),
    }
    assert told["meetings", SECOND, "changed"] == {"ends_at": ("11:30:00", "12:00:00")}
    made = Release(id="2.0.0", date=dt.date(2031, 5, 1), data_sha256="0" * 64, reason="Rättat")
    history = chronicle(found, small_dataset.settings(), made)
    assert [s.id for s in history.tombstones] == [f"role/{OLD_SECOND}-4-role-01"]
    assert [(c.change, c.row, c.old, c.new, c.reason) for c in history.changes][:1] == [
        ("renamed", SECOND, OLD_SECOND, SECOND, "Rättat")
    ]
    # Withdrawn before under the newer key: of its rows those are back that are there.
    stones = [stone("meetings", "meeting", SECOND), stone("roles", "role", gone)]
    back = chronicle(found, small_dataset.settings(), made, stones).back
    assert back == {f"meeting/{SECOND}"}


def stone(table: str, concept: str, row: str) -> Tombstone:
    return Tombstone(id=f"{concept}/{row}", table_name=table, row=row, iri=f"https://a.se/{row}",
                     release="1.0.0", date=dt.date(2031, 4, 1))  # fmt: skip


def moved(meeting: MeetingRows, key: str, **facts: Any) -> MeetingRows:
    """The meeting under another key, its document another one."""
    found = sourced(rekeyed(meeting, meeting.key, key), "0f")
    return changed(found, "meetings", lambda row: replace(row, **facts))


JUNE = dt.date.fromisoformat(OTHER[-10:])
OTHER_DAY = f"{small_dataset.BODY}-2031-06-04"
CORRECTED: dict[str, tuple[MeetingRows, bool]] = {
    "its day": (moved(day(SECOND)[2], OTHER_DAY, date=dt.date(2031, 6, 4)), True),
    "its day and its time": (
        moved(day(SECOND)[2], OTHER_DAY, date=dt.date(2031, 6, 4), starts_at=dt.time(10)), True,
    ),
    "only its letter": (moved(day(SECOND)[2], f"{OTHER}b", starts_at=dt.time(10)), True),
    "a title": (
        changed(
            moved(day(SECOND)[2], OTHER_DAY, date=dt.date(2031, 6, 4)), "agenda_items",
            lambda row: replace(row, title=f"{row.title}, en annan sak"),
        ), False,
    ),
    "all its texts": (
        changed(
            changed(
                moved(day(SECOND)[2], OTHER_DAY, date=dt.date(2031, 6, 4)), "item_texts",
                lambda row: replace(row, text="Något helt annat."),
            ), "clauses", lambda row: replace(row, text=f"Att {row.id[-1]} läggs ned"),
        ), False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CORRECTED)
def test_a_meeting_is_known_by_its_sitting_or_by_what_it_holds(tmp_path: Path, case: str) -> None:
    one, two, _ = day(SECOND)
    other, same = CORRECTED[case]
    found = diff(package(tmp_path / "old", day(SECOND)),
                    package(tmp_path / "new", [one, two, other]))  # fmt: skip
    assert [(r.old, r.new) for r in found.renames] == ([(OTHER, other.key)] if same else [])
    removed = sum(t.removed for t in found.tables)
    assert (removed == 0) == same


def titled(meeting: MeetingRows, title: str) -> MeetingRows:
    """The meeting with another title of its § 7."""
    return changed(
        meeting, "agenda_items",
        lambda row: replace(row, title=title) if row.id == f"{OTHER}-7" else row,
    )  # fmt: skip


def speechless(meeting: MeetingRows) -> MeetingRows:
    """The meeting without the texts and clauses of its § 4."""
    for table in ("item_texts", "clauses"):
        meeting = changed(
            meeting, table, lambda row: None if row.id.startswith(f"{OTHER}-4-") else row
        )
    return meeting


def test_an_item_is_known_by_its_title_or_its_text_under_another_paragraph(tmp_path: Path) -> None:
    one, two, other = day(SECOND)
    moves = {
        "as it was": (other, ""),
        "title": (other, "Nytt"),
        "both": (speechless(other), "Nytt"),
    }
    told = {}
    for name, (was, title) in moves.items():
        now = rekeyed(was, f"{OTHER}-4", f"{OTHER}-7")
        now = titled(now, title) if title else now
        (tmp_path / name).mkdir()
        found = diff(package(tmp_path / name / "old", [one, two, was]),
                     package(tmp_path / name / "new", [one, two, now]))  # fmt: skip
        told[name] = [(rename.old, rename.new) for rename in found.renames]
    assert told == {
        "as it was": [(f"{OTHER}-4", f"{OTHER}-7")], "title": [(f"{OTHER}-4", f"{OTHER}-7")],
        "both": [],
    }  # fmt: skip


def test_a_meeting_that_could_be_two_others_is_not_renamed(tmp_path: Path) -> None:
    """Two documents with the same bytes: nothing says which of them it was."""
    one, two, other = day(SECOND)
    twins = [rekeyed(other, OTHER, f"{small_dataset.BODY}-2031-07-0{n}") for n in (1, 2)]
    twins = [changed(twin, "meetings", lambda row: replace(row, date=row.date)) for twin in twins]
    found = diff(package(tmp_path / "old", day(SECOND)),
                    package(tmp_path / "new", [one, two, *twins]))  # fmt: skip
    assert found.renames == ()


def test_people_and_programs_are_told_of_a_rename(tmp_path: Path) -> None:
    found = diff(package(tmp_path / "old", day(OLD_SECOND)),
                    package(tmp_path / "new", day(SECOND)))  # fmt: skip
    swedish, english = (diff_text(found, language) for language in ("sv", "en"))
    assert "Möten och punkter med ny nyckel" in swedish
    assert "Meetings and items with another key" in english
    for text in (swedish, english):
        (line,) = [line for line in text.splitlines() if OLD_SECOND in line]
        assert line.split() == [OLD_SECOND, SECOND, str(found.renames[0].rows)]
    told = json.loads("".join(diff_json(found)))
    assert told["renames"] == [
        {"old": OLD_SECOND, "new": SECOND, "rows": found.renames[0].rows, "table": "meetings"}
    ]  # fmt: skip
    assert (told["step"], told["rows"]) == ("major", [])


DIFF = """
import sys
from pathlib import Path
from socsam_opendata.cli.diff_report import diff_json
from socsam_opendata.release.compare import diff
sys.stdout.writelines(diff_json(diff(Path("old"), Path("new"))))
"""


@pytest.mark.campaign
def test_a_difference_with_renames_is_the_same_whatever_the_hash_seed(tmp_path: Path) -> None:
    package(tmp_path / "old", day(OLD_SECOND))
    one, two, _ = day(SECOND)
    package(tmp_path / "new", [one, two, CORRECTED["its day"][0]])
    paths = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
    said = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", DIFF], cwd=tmp_path, env=environment,
                              check=True, capture_output=True)  # fmt: skip
        said.add(done.stdout)
    (found,) = said
    assert len(json.loads(found)["renames"]) == 2


# --- releases ---------------------------------------------------------------------------------


def hours(package: Path) -> dict[str, int]:
    """The keys of the meetings of a package, and the hour when each starts."""
    found = {}
    for line in (package / "data/meetings.csv").read_text(encoding="utf-8").splitlines()[1:]:
        key, _, _, start, *_ = line.split(",")
        found[key] = int(start[:2])
    return found


def put(home: Path, number: int) -> Path:
    """A later sitting of the seed's day among the minutes."""
    path = home / "minutes" / f"sitting-{number}.md"
    path.write_text(sitting_text(SEED, number), encoding="utf-8")
    return path


def released(home: Path, **options: Any) -> ReleaseReport:
    report = make_unjudged(home / "minutes", home / "package", **options)
    assert report.status == "released", release_text(report, "en")
    return report


@pytest.fixture(scope="module")
def legacy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a version before there were letters released: a noon and an evening, no keys.csv."""
    home = tmp_path_factory.mktemp("legacy")
    (home / "minutes").mkdir()
    for name in ("dataset.toml", "organizations.csv"):
        shutil.copyfile(ROOT / "minutes" / name, home / "minutes" / name)
    complete(home / "minutes")
    with (home / "minutes" / "dataset.toml").open("a", encoding="utf-8") as file:
        # Only what is read in this process has keys of another version.
        file.write("\n[limits]\nseconds = 0\nmemory_megabytes = 0\n")
    put(home, 1)
    put(home, 2)

    def numbered(body: str, day: dt.date, letter: str = "") -> str:
        return f"{body}-{day}" + (f"-{ord(letter) - 96}" if letter else "")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(interpret, "meeting_key", numbered)
        released(home)
    history_path(home / "minutes", KEYS).unlink()
    assert hours(home / "package") == {DAY: 13, f"{DAY}-2": 16}
    return home


@pytest.fixture(scope="module")
def upgraded(legacy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next release, by this version: the morning is found later."""
    home = shutil.copytree(legacy, tmp_path_factory.mktemp("upgraded") / "home")
    put(home, 0)
    report = released(home, reason="Förmiddagen hittades")
    assert report.release is not None
    assert (report.release.id, report.step) == ("1.0.0", "major")
    (rename,) = report.renames
    assert (rename.old, rename.new) == (f"{DAY}-2", f"{DAY}b")
    assert release_json(report)["renames"][0]["new"] == f"{DAY}b"
    return home


@pytest.mark.campaign
def test_a_number_becomes_a_letter_and_a_morning_found_later_takes_the_next(upgraded: Path) -> None:
    assert hours(upgraded / "package") == {DAY: 13, f"{DAY}b": 16, f"{DAY}c": 9}
    history = read_history(upgraded / "minutes")
    made = history.releases[-1]
    assert (made.changed, made.removed, history.tombstones) == (0, 0, ())
    lines = [c for c in history.changes if c.release == "1.0.0" and c.table_name == "meetings"]
    assert [(c.change, c.row, c.old, c.new, c.rows) for c in lines] == [
        ("renamed", f"{DAY}b", f"{DAY}-2", f"{DAY}b", 168),
        ("added", f"{DAY}c", None, None, 168),
    ]
    given = [(k.release, k.row, k.starts_at) for k in history.keys if k.table_name == "meetings"]
    assert given == [
        ("0.1.0", DAY, dt.time(13)), ("0.1.0", f"{DAY}-2", dt.time(16)),
        ("1.0.0", f"{DAY}-2", dt.time(16)),
        ("1.0.0", f"{DAY}b", dt.time(16)), ("1.0.0", f"{DAY}c", dt.time(9)),
    ]  # fmt: skip
    assert f"{DAY}b-32b" in {k.row for k in history.keys if k.meeting == f"{DAY}b"}
    swedish, english = (
        (upgraded / "package/CHANGES.md").read_text("utf-8").split("## Changes in the data")
    )
    assert f"- Mötet `{DAY}-2` heter nu `{DAY}b`, 168 rader; de gamla adresserna" in swedish
    assert f"- The meeting `{DAY}-2` is now `{DAY}b`, 168 rows; the old addresses" in english
    assert "Skäl: Förmiddagen hittades" in swedish


@pytest.mark.campaign
def test_old_addresses_lead_to_the_new_ones(upgraded: Path) -> None:
    text = (upgraded / "package/hosting/nginx/renamed.map").read_text(encoding="utf-8")
    lines = dict(line.removesuffix(";").split(" ") for line in text.splitlines()[1:])
    assert lines[f"{DAY}-2"] == f"{DAY}b"
    assert lines[f"agenda-item/{DAY}-2-32b"] == f"agenda-item/{DAY}b-32b"
    assert lines[f"clause/{DAY}-2-32b-1"] == f"clause/{DAY}b-32b-1"
    assert {old for old in lines if not old.startswith((f"{DAY}-2",)) and "/" not in old} == set()
    caddy = (upgraded / "package/hosting/caddy/renamed.map").read_text(encoding="utf-8")
    assert caddy == text.replace(";\n", "\n")


@pytest.mark.campaign
def test_later_builds_keep_the_keys(upgraded: Path, tmp_path: Path) -> None:
    assert build(upgraded / "minutes", tmp_path / "again").ok
    assert tree(tmp_path / "again") == tree(upgraded / "package")


@pytest.mark.campaign
@pytest.mark.parametrize("count", range(1, len(HISTORY_TABLES)))
def test_interrupted_between_files_of_the_history_it_is_made_anew(
    legacy: Path, upgraded: Path, tmp_path: Path, count: int
) -> None:
    """Some files of the history are those of the new release, the others and the package old."""
    home = shutil.copytree(legacy, tmp_path / "home")
    put(home, 0)
    for table in HISTORY_TABLES[:count]:
        shutil.copyfile(history_path(upgraded / "minutes", table),
                        history_path(home / "minutes", table))  # fmt: skip
    assert [r.id for r in read_history(home / "minutes").releases] == ["0.1.0"]
    released(home, reason="Förmiddagen hittades")
    assert tree(home) == tree(upgraded)


@pytest.mark.campaign
def test_the_letter_of_a_withdrawn_sitting_is_given_to_no_other(
    upgraded: Path, tmp_path: Path
) -> None:
    home = shutil.copytree(upgraded, tmp_path / "home")
    evening = home / "minutes/sitting-2.md"
    text = evening.read_bytes()
    evening.unlink()
    edited(put(home, 3), "Uppföljning Yrkesresan 2024", "Något annat")
    report = released(home, reason="Publicerades av misstag")
    assert (report.step, report.renames) == ("minor", ())
    assert hours(home / "package") == {DAY: 13, f"{DAY}c": 9, f"{DAY}d": 18}
    gone = (home / "package/hosting/nginx/gone.map").read_text("utf-8")
    assert gone == f"# gone\nmeeting/{DAY}b 1;\n"
    renamed = (home / "package/hosting/nginx/renamed.map").read_text("utf-8")
    assert f"\n{DAY}-2 {DAY}b;\n" in renamed
    assert f"\nclause/{DAY}-2-32b-1 clause/{DAY}b-32b-1;\n" in renamed
    # It comes back, and has its key again.
    evening.write_bytes(text)
    assert released(home).step == "minor"
    assert hours(home / "package") == {DAY: 13, f"{DAY}b": 16, f"{DAY}c": 9, f"{DAY}d": 18}


@pytest.mark.campaign
def test_a_corrected_day_is_a_rename_and_its_old_key_is_given_to_no_other(
    upgraded: Path, tmp_path: Path
) -> None:
    home = shutil.copytree(upgraded, tmp_path / "home")
    noon = home / "minutes/sitting-1.md"
    text = noon.read_text(encoding="utf-8")
    noon.write_text(text.replace("måndag 2 juni 2025", "tisdag 3 juni 2025"), encoding="utf-8")
    report = released(home, reason="Rätt dag")
    assert report.step == "major"
    assert [(r.old, r.new) for r in report.renames] == [(DAY, "socsam-2025-06-03")]
    assert hours(home / "package") == {f"{DAY}b": 16, f"{DAY}c": 9, "socsam-2025-06-03": 13}
    kept = read_given(home / "minutes").keys
    assert [(k.row, k.renamed_to, k.release) for k in kept if k.renamed_to] == [
        (f"{DAY}-2", f"{DAY}b", "1.0.0"), (DAY, "socsam-2025-06-03", "2.0.0"),
    ]  # fmt: skip
    renamed = (home / "package/hosting/nginx/renamed.map").read_text("utf-8")
    assert f"\n{DAY} socsam-2025-06-03;\n" in renamed
    # Another meeting of that day and hour is found later: the old address leads to the first still.
    late = sitting_text(SEED, 3).replace(crowded_day.TIMES[3], crowded_day.TIMES[1])
    (home / "minutes/late.md").write_text(late, encoding="utf-8")
    released(home)
    assert hours(home / "package")[f"{DAY}d"] == 13
    assert (home / "package/hosting/nginx/renamed.map").read_text("utf-8") == renamed


@pytest.mark.campaign
def test_a_release_from_before_there_were_keys_is_given_its_keys_by_the_next_run(
    upgraded: Path, tmp_path: Path
) -> None:
    home = shutil.copytree(upgraded, tmp_path / "home")
    keys = history_path(home / "minutes", KEYS)
    keys.unlink()
    before = tree(home)
    assert build(home / "minutes", home / "package").ok
    shutil.rmtree(home / ".package.released", ignore_errors=True)
    shutil.copytree(upgraded / "package", home / "package", dirs_exist_ok=True)
    report = make_unjudged(home / "minutes", home / "package")
    assert report.keys_kept == len(read_given(home / "minutes").keys) > 30
    assert "history/keys.csv now holds" in release_text(report, "en")
    assert "history/keys.csv har fått" in release_text(report, "sv")
    history = read_history(home / "minutes")
    assert {k.release for k in history.keys} == {history.releases[-1].id}
    assert hours(home / "package") == hours(upgraded / "package")
    assert before[f"minutes/history/{RELEASES.name}.csv"] == (
        history_path(home / "minutes", RELEASES).read_bytes()
    )

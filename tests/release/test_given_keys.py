"""A key that a release gave is given to nothing else, whatever is corrected in the minutes.

The minutes are the seed's text, corrected in ways that it never was.
"""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest

from crowded_day import TIMES, sitting_text
from releasing import complete, edited, make_unjudged, tree, unmasked
from socsam_opendata.cli.release_report import release_text
from socsam_opendata.errors import SettingsError
from socsam_opendata.model.records import MEETING_TABLES
from socsam_opendata.model.release_records import KEYS
from socsam_opendata.package.build import build
from socsam_opendata.release.release import ReleaseReport
from socsam_opendata.settings.history import history_path, read_given

ROOT = Path(__file__).resolve().parents[2]
NAME = "2025-06-02-socsam.md"
SEED = (ROOT / "minutes" / NAME).read_text(encoding="utf-8")
DAY = "socsam-2025-06-02"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed, released once."""
    home = tmp_path_factory.mktemp("first")
    (home / "minutes").mkdir()
    for name in ("dataset.toml", "organizations.csv", NAME):
        shutil.copyfile(ROOT / "minutes" / name, home / "minutes" / name)
    complete(home / "minutes")
    released(home)
    return home


@pytest.fixture
def home(first: Path, tmp_path: Path) -> Path:
    return shutil.copytree(first, tmp_path / "home")


def released(home: Path, **options: Any) -> ReleaseReport:
    report = make_unjudged(home / "minutes", home / "package", **options)
    assert report.status == "released", release_text(report, "en")
    return report


def corrected(home: Path, text: str, **options: Any) -> ReleaseReport:
    """The next release, of another text of the minutes."""
    (home / "minutes" / NAME).write_text(text, encoding="utf-8")
    report = released(home, reason="Rättat", **options)
    return report


def titles(home: Path) -> dict[str, str]:
    """The keys of the items of a package, and their titles."""
    with (home / "package/data/agenda_items.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["title"] for row in csv.DictReader(file)}


def lines(home: Path, name: str) -> dict[str, str]:
    """A map for a server, its old addresses and where they lead."""
    text = (home / f"package/hosting/caddy/{name}.map").read_text(encoding="utf-8")
    return dict(line.split(" ") for line in text.splitlines()[1:])


SVOM = "Inför SVOM"
HVB = (
    "Utredning samverkan avseende HVB, skyddat boende och/eller andra placeringsformer i Jämtland "
    "Härjedalen"
)


@pytest.mark.campaign
def test_a_corrected_start_keeps_every_key(home: Path) -> None:
    before = titles(home)
    report = corrected(home, SEED.replace(TIMES[0], TIMES[1]))
    assert (report.step, report.renames) == ("patch", ())
    assert titles(home) == before


@pytest.mark.campaign
def test_another_sitting_with_the_same_paragraphs_has_another_key(home: Path) -> None:
    """The morning is withdrawn, and another sitting of the day has §§ 12-20 too."""
    other = SEED.replace(TIMES[0], TIMES[3])
    for title in ("Våldsförebyggande arbete", "Kvinnojouren", "Yrkesresan", "Brottsofferjouren",
                  "fördelning av kostnader", SVOM):  # fmt: skip
        other = other.replace(title, title[::-1])
    report = corrected(home, other, confirmed=["cases", *(table.name for table in MEETING_TABLES)])
    assert report.renames == ()
    assert {key.removeprefix(f"{DAY}b-").rstrip("ab") for key in titles(home)} == {
        str(number) for number in range(12, 21)
    }
    assert lines(home, "gone-meetings") == {DAY: "1"}
    assert lines(home, "renamed") == {}


def test_a_start_and_paragraphs_corrected_together_are_a_rename(home: Path) -> None:
    report = corrected(home, sitting_text(SEED, 1))
    assert report.step == "major"
    told = {rename.old: rename.new for rename in report.renames}
    assert told[DAY] == f"{DAY}b"
    assert told[f"{DAY}-14b"] == f"{DAY}b-23b"
    assert len(told) == 1 + 11
    assert titles(home)[f"{DAY}b-29"] == SVOM
    leads = lines(home, "renamed")
    assert leads[DAY] == f"{DAY}b"
    assert leads[f"agenda-item/{DAY}-20"] == f"agenda-item/{DAY}b-29"
    assert leads[f"clause/{DAY}-17-2"] == f"clause/{DAY}b-26-2"
    assert lines(home, "gone") == lines(home, "gone-meetings") == {}
    page = (home / "package/CHANGES.md").read_text(encoding="utf-8")
    assert f"- Mötet `{DAY}` heter nu `{DAY}b`, 168 rader; de gamla adresserna leder" in page
    assert f"- Punkten `{DAY}-20` har en annan paragraf och heter nu `{DAY}b-29`, " in page
    assert f"- The item `{DAY}-20` has another paragraph and is now `{DAY}b-29`, " in page


@pytest.mark.campaign
def test_paragraphs_that_no_item_had_are_renames_within_the_meeting(home: Path) -> None:
    """§§ 12-20 become 21-29, at the same time; then § 12 comes, and it is no item of before."""
    report = corrected(home, sitting_text(SEED, 1).replace(TIMES[1], TIMES[0]))
    assert {rename.table for rename in report.renames} == {"agenda_items"}
    assert titles(home)[f"{DAY}-29"] == SVOM
    assert build(home / "minutes", home / "again").ok
    assert tree(home / "again") == tree(home / "package")
    leads = lines(home, "renamed")
    assert leads[f"agenda-item/{DAY}-12"] == f"agenda-item/{DAY}-21"
    assert leads[f"clause/{DAY}-17-2"] == f"clause/{DAY}-26-2"
    assert DAY not in leads
    keys = read_given(home / "minutes").keys
    assert [key.renamed_to for key in keys if key.row == f"{DAY}-20"] == [None, f"{DAY}-29"]
    # Corrected back, each item has the address again that it had first.
    corrected(home, SEED)
    assert titles(home)[f"{DAY}-20"] == SVOM
    assert lines(home, "renamed")[f"agenda-item/{DAY}-29"] == f"agenda-item/{DAY}-20"
    assert f"agenda-item/{DAY}-20" not in lines(home, "renamed")


@pytest.mark.campaign
def test_items_that_exchange_their_paragraphs_have_other_keys(home: Path) -> None:
    """§§ 19 and 20 are exchanged: no address of before may lead to what it did not mean."""
    rows = SEED.split("\n")
    at, then, end = rows.index(f"§ 19 {HVB}"), rows.index(f"§ 20 {SVOM}"), 304
    hvb, svom = rows[at + 1 : then], rows[then + 1 : end]
    text = "\n".join([*rows[:at], f"§ 19 {SVOM}", *svom, f"§ 20 {HVB}", *hvb, *rows[end:]])
    text = text.replace(f"§ 19 {HVB}.", f"§ xx {SVOM}.").replace(f"§ 20 {SVOM}.", f"§ 20 {HVB}.")
    text = text.replace("§ xx", "§ 19")
    report = corrected(home, text)
    assert report.step == "major"
    told = {rename.old: rename.new for rename in report.renames}
    assert told == {DAY: f"{DAY}b", f"{DAY}-19": f"{DAY}b-20", f"{DAY}-20": f"{DAY}b-19"}
    leads = lines(home, "renamed")
    assert leads[DAY] == f"{DAY}b"
    assert leads[f"agenda-item/{DAY}-20"] == f"agenda-item/{DAY}b-19"
    assert leads[f"decision/{DAY}-19"] == f"decision/{DAY}b-20"
    assert titles(home)[f"{DAY}b-19"] == SVOM


@pytest.mark.campaign
def test_an_item_whose_paragraph_another_has_now_is_gone(home: Path) -> None:
    """§ 19 is withdrawn, § 20 gets its number: the old § 19 is gone, the old § 20 leads there."""
    rows = SEED.split("\n")
    at, then, end = rows.index(f"§ 19 {HVB}"), rows.index(f"§ 20 {SVOM}"), 304
    text = "\n".join([*rows[:at], f"§ 19 {SVOM}", *rows[then + 1 : end], *rows[end:]])
    text = text.replace("12-20", "12-19").replace(f"§ 20 {SVOM}.", f"§ 19 {SVOM}.")
    text = "\n".join(line for line in text.split("\n") if not line.startswith(f"§ 19 {HVB}."))
    unmasked(home / "minutes")
    report = corrected(home, text)
    assert report.step == "major"
    told = {rename.old: rename.new for rename in report.renames}
    assert told == {DAY: f"{DAY}b", f"{DAY}-20": f"{DAY}b-19"}
    (items,) = [table for table in report.tables if table.table == "agenda_items"]
    assert (items.old_rows, items.new_rows, items.removed, items.added) == (11, 10, 1, 0)
    assert lines(home, "gone")[f"agenda-item/{DAY}-19"] == "1"
    assert lines(home, "renamed")[f"agenda-item/{DAY}-20"] == f"agenda-item/{DAY}b-19"


@pytest.mark.campaign
def test_keys_that_somebody_changed_by_hand_stop_a_release(home: Path) -> None:
    keys = history_path(home / "minutes", KEYS)
    edited(home / "minutes" / NAME, SVOM, f"{SVOM} 2025")
    told = keys.read_bytes()
    for was, now in ((b",09:00:00,", b",10:00:00,"), (b",12,20,", b",12,19,")):
        keys.write_bytes(told.replace(was, now))
        before = tree(home)
        with pytest.raises(SettingsError, match=rf"keys\.csv: says of {DAY} something else"):
            released(home, reason="Rättat")
        assert tree(home) == before
    # A file that is gone is made anew from the package that the release made.
    keys.unlink()
    released(home, reason="Rättat")
    kept = [(key.row, key.release) for key in read_given(home / "minutes").keys]
    assert len(kept) == 1 + 11 + 1
    assert kept[-1] == (f"{DAY}-20", "0.2.0")

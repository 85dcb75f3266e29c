"""A category that was set by hand in a saved reading holds. Everybody here is invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_attendance_beside import DOCUMENT
from test_rows_beside_minutes import settings_folder

from socsam_opendata.errors import RowsError
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.package.build import build
from socsam_opendata.package.package import Package, open_package
from socsam_opendata.rows.saved import as_saved, read_saved
from socsam_opendata.settings.dataset_toml import read_settings

pytestmark = pytest.mark.usefixtures("lean_packages")

MARK = "[namn utelämnat]"
ACTS = DOCUMENT.replace(
    "\n## § 8",
    "\n**Reservation**\nHedvig Morkulla (M) reserverar sig mot beslutet.\n"
    "Ylva Kvistgren (V) reserverar sig mot beslutet.\n\n## § 8",
)


def saved(place: Path, categories: dict[str, str]) -> Path:
    """A folder with the saved reading of the document, of whom some are something else there."""
    home = settings_folder(place)
    (home / "a.md").write_text(ACTS, encoding="utf-8")
    reading = as_saved(read_minutes(home / "a.md", read_settings(home)), "a.md")
    found = json.loads(json.dumps(reading, default=str))
    (home / "a.md").unlink()
    for row in found["tables"]["persons"]:
        row["category"] = categories.get(row["name"], row["category"])
    (home / "a.rows.json").write_text(json.dumps(found), encoding="utf-8")
    return home


def package(place: Path, categories: dict[str, str]) -> Package:
    report = build(saved(place, categories), place / "out", workers=1)
    assert report.built, [problem.sentence("en") for problem in report.problems]
    return open_package(place / "out")


def named(found: Package) -> set[str]:
    return {row["name"] for row in found.table("persons").to_pylist()}


@pytest.mark.parametrize("category", ["guest", "official"])
@pytest.mark.parametrize("name", ["Hedvig Morkulla", "Ylva Kvistgren", "Alvar Tjäderby"])
def test_who_was_made_no_elected_by_hand_is_withheld(
    name: str, category: str, tmp_path: Path
) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    alone, found = package(tmp_path / "one", {}), package(tmp_path / "two", {name: category})
    assert name in named(alone)
    assert named(found) == named(alone) - {name}
    for held in (tmp_path / "two" / "out").rglob("*"):
        assert not held.is_file() or name.split()[1].encode() not in held.read_bytes()


def test_a_reading_that_nobody_changed_says_nothing_beside_its_rows(tmp_path: Path) -> None:
    home = saved(tmp_path, {})
    assert read_saved(home / "a.rows.json", read_settings(home)).stated is None


def test_a_row_that_names_nobody_beside_a_line_that_does_is_a_fault(tmp_path: Path) -> None:
    home = saved(tmp_path, {})
    file = home / "a.rows.json"
    found = json.loads(file.read_text("utf-8"))
    (gone,) = [row for row in found["tables"]["persons"] if row["name"] == "Hedvig Morkulla"]
    rows = [row for row in found["tables"]["participants"] if row["person"] == gone["id"]]
    assert rows
    for row in rows:
        row.update(person=None, withheld="publisher-decision")
    file.write_text(json.dumps(found), "utf-8")
    with pytest.raises(RowsError) as fault:
        read_saved(file, read_settings(home))
    said = fault.value.sentence("en")
    assert "withheld: 'publisher-decision'" in said
    assert "`mask`" in said
    assert "Morkulla" not in said


@pytest.mark.parametrize("text", ["[namn utelämnat], Berg", "Hedvig Morkulla (M), Berg"])
def test_a_row_that_names_nobody_stands_on_a_line_that_leaves_somebody_out(
    text: str, tmp_path: Path
) -> None:
    home = saved(tmp_path, {})
    file = home / "a.rows.json"
    found = json.loads(file.read_text("utf-8").replace("Hedvig Morkulla (M), Berg", text))
    (gone,) = [row for row in found["tables"]["persons"] if row["name"] == "Hedvig Morkulla"]
    found["tables"]["persons"].remove(gone)
    found["tables"]["dissents"] = []
    for row in found["tables"]["participants"]:
        if row["person"] == gone["id"]:
            row.update(person=None, party=None, party_text=None, withheld="publisher-decision")
    file.write_text(json.dumps(found), "utf-8")
    if "utelämnat" in text:
        made = read_saved(file, read_settings(home))
        assert "publisher-decision" in {row.withheld for row in made.rows["participants"]}
    else:
        with pytest.raises(RowsError):
            read_saved(file, read_settings(home))


@pytest.mark.parametrize("mark", ["yes", "no"])
def test_only_the_case_of_a_confidential_item_has_the_key_of_its_item(
    mark: str, tmp_path: Path
) -> None:
    home = saved(tmp_path, {})
    file = home / "a.rows.json"
    found = json.loads(file.read_text("utf-8"))
    item = found["tables"]["agenda_items"][-1]
    old, own = item["case"], f"{item['id']}-case"
    item.update(case=own, confidential=mark)
    (case,) = [row for row in found["tables"]["cases"] if row["id"] == old]
    case["id"] = own
    file.write_text(json.dumps(found), "utf-8")
    if mark == "yes":
        assert own in {row.id for row in read_saved(file, read_settings(home)).rows["cases"]}
    else:
        with pytest.raises(RowsError) as fault:
            read_saved(file, read_settings(home))
        assert f"id: '{own}'" in fault.value.sentence("en")

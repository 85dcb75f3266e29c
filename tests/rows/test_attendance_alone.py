"""A meeting of which only the attendance is known is published, with no paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from given_meeting import SETTINGS, Given, meeting
from socsam_opendata.errors import RowsError
from socsam_opendata.package.package import open_package
from socsam_opendata.release.compare import diff
from socsam_opendata.writing import write_package

KEPT = ("organizations", "body_members", "persons", "meetings", "participants", "roles")
KEY = "sr-2031-03-05"


def attendance() -> Given:
    rows = {name: meeting()[name] for name in KEPT}
    rows["roles"] = rows["roles"][:1]
    return rows


@pytest.mark.parametrize("judges", [False, pytest.param(True, marks=pytest.mark.campaign)])
def test_it_makes_a_whole_package_that_makes_itself_again(judges: bool, tmp_path: Path) -> None:
    out, again = tmp_path / "out", tmp_path / "again"
    assert write_package(attendance(), out, settings=SETTINGS, workers=1, judges=judges).ok
    package = open_package(out)
    (row,) = package.table("meetings").to_pylist()
    assert (row["id"], row["first_paragraph"], row["last_paragraph"]) == (KEY, None, None)
    assert package.table("participants").num_rows == 4
    assert package.table("agenda_items").num_rows == package.table("problems").num_rows == 0
    rows = {name: package.table(name) for name in package.tables}
    assert write_package(rows, again, settings=SETTINGS, texts=package.texts, workers=1).built
    assert diff(out, again).step == "none"


def test_nothing_says_none(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert write_package(attendance(), out, settings=SETTINGS, workers=1).built
    published = [*(out / "feeds").rglob("*"), *(out / "sources").rglob("*"), out / "README.md"]
    texts = [path.read_text("utf-8") for path in published if path.is_file()]
    assert len(texts) > 3
    assert not [text for text in texts if "None" in text or "§§ –" in text or "§ :" in text]


@pytest.mark.parametrize(
    ("cells", "column"),
    [({"first_paragraph": 3}, "last_paragraph"), ({"last_paragraph": 3}, "first_paragraph")],
)
def test_one_end_of_the_paragraphs_is_no_span(
    cells: dict[str, int], column: str, tmp_path: Path
) -> None:
    rows = attendance()
    rows["meetings"][0].update(cells)
    with pytest.raises(RowsError) as caught:
        write_package(rows, tmp_path / "out", settings=SETTINGS, workers=1)
    assert [fault.said("en") for fault in caught.value.faults] == [
        f"meetings, row 1, {column}: the value is missing and must be there"
    ]


@pytest.mark.usefixtures("lean_packages")
def test_paragraphs_that_are_known_without_items_are_published(tmp_path: Path) -> None:
    rows = attendance()
    rows["meetings"][0].update(first_paragraph=3, last_paragraph=9)
    out = tmp_path / "out"
    assert write_package(rows, out, settings=SETTINGS, workers=1).built
    assert open_package(out).table("problems").num_rows == 0  # somebody was there at § 7


@pytest.mark.usefixtures("lean_packages")
def test_two_of_one_day_are_told_apart_by_their_time_alone(tmp_path: Path) -> None:
    rows = attendance()
    rows["meetings"].append({**rows["meetings"][0], "id": "m2", "starts_at": "13:00",
                             "ends_at": "14:00"})  # fmt: skip
    assert write_package(rows, tmp_path / "out", settings=SETTINGS, workers=1).built
    assert open_package(tmp_path / "out").table("meetings")["id"].to_pylist() == [KEY, f"{KEY}b"]
    rows["meetings"][1]["starts_at"] = None
    with pytest.raises(RowsError) as caught:
        write_package(rows, tmp_path / "out", settings=SETTINGS, workers=1)
    assert [fault.facts["meeting"] for fault in caught.value.faults] == [KEY]

"""Cases of which the key would be one: two that are withheld stay two, two that are given do not
become one untold.

Everybody and every body here is invented.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_rows_beside_minutes import built, save, settings_folder
from test_withheld_keys import APRIL, MARCH, SETTINGS, SHORT, first, one_sitting, sitting

from first_files import FirstFiles
from given_meeting import Given
from socsam_opendata.model.withheld import NUMBER_MASK
from socsam_opendata.package.package import Package, open_package
from socsam_opendata.writing import write_package

# Identity numbers of the kind that the tax agency has for tests.
NUMBERS = ("19811228-9874", "19640823-3234")
TITLES = ("Ledsagning", "Hemtjänst")
TOML = """[dataset]
name = "namnden"
base = "https://example.org/namnden/"

[release]
date = 2034-01-01
"""
KEYS = [f"{MARCH}-1-case", f"{MARCH}-2-case"]


def rows_of(package: Package) -> Given:
    """The rows of a package as a folder of rows may have them, without views and texts."""
    found = {name: package.table(name).to_pylist() for name in package.tables}
    passed_over = ("decision_overview", "memberships", "problems", "sources", "source_pages")
    return {name: rows for name, rows in found.items() if rows and name not in passed_over}


def items(*diary_numbers: str | None) -> Given:
    rows = one_sitting(*SHORT)
    for item, title, number in zip(rows["agenda_items"], TITLES, diary_numbers, strict=True):
        item |= {"title": title, "diary_number": number}
    return rows


def cases(*said: tuple[str, str | None]) -> Given:
    """Rows of a sitting of which each item has a case, `c0`, `c1`."""
    rows = items(None, None)
    rows["cases"] = [
        {"id": f"c{n}", "title": title, "diary_number": number}
        for n, (title, number) in enumerate(said)
    ]
    for n, item in enumerate(rows["agenda_items"]):
        item["case"] = f"c{n}"
    return rows


@pytest.mark.parametrize(
    "numbers", [NUMBERS, ("Falkenmark 3", "Björkegren 3"), (NUMBERS[0], "Björkegren 3")]
)
@pytest.mark.parametrize("given", ["items", "cases"])
def test_two_of_which_only_the_diary_number_is_withheld_stay_two(
    numbers: tuple[str, str], given: str, tmp_path: Path
) -> None:
    rows = items(*numbers) if given == "items" else cases(*zip(TITLES, numbers, strict=True))
    write_package(rows, tmp_path / "one", settings=SETTINGS)
    one = open_package(tmp_path / "one")
    assert one.table("agenda_items")["case"].to_pylist() == KEYS
    found = {row["id"]: row["title"] for row in one.table("cases").to_pylist()}
    assert found == dict(zip(KEYS, TITLES, strict=True))
    whole = {name: one.table(name) for name in one.tables}
    ways = [(whole, one.texts), (whole, {})]
    if given == "items":  # the diary number is there without the case too
        less = {name: table for name, table in whole.items() if name != "cases"}
        less["agenda_items"] = less["agenda_items"].drop_columns(["case"])
        ways += [(less, one.texts), (less, {})]
    for n, (again, texts) in enumerate(ways):
        write_package(again, tmp_path / f"again{n}", settings=SETTINGS, texts=texts)
        two = open_package(tmp_path / f"again{n}")
        for table in ("cases", "agenda_items"):
            assert two.table(table).equals(one.table(table)), (n, table)


def test_of_two_meetings_and_in_a_folder_too(tmp_path: Path) -> None:
    rows = items(*NUMBERS)
    sitting(rows, "n", "2033-04-12", {1: "o1"})
    rows["agenda_items"][2] |= {"title": TITLES[0], "diary_number": NUMBERS[1]}
    write_package(rows, tmp_path / "one", settings=SETTINGS)
    one = open_package(tmp_path / "one")
    keys = [*KEYS, f"{APRIL}-1-case"]
    assert one.table("agenda_items")["case"].to_pylist() == keys
    home = tmp_path / "minutes"
    home.mkdir()
    (home / "dataset.toml").write_text(TOML, encoding="utf-8")
    save(home / "all.rows", rows_of(one))
    built(home, tmp_path / "out")
    assert open_package(tmp_path / "out").table("agenda_items")["case"].to_pylist() == keys


def test_an_open_diary_number_still_tells_a_case(tmp_path: Path) -> None:
    package = first(items("VR 2033/5", "VR 2033/5"), tmp_path)
    assert package.table("agenda_items")["case"].to_pylist() == ["viltradet-vr-2033-5"] * 2


MINUTES = """# Sagorådet

Sammanträdesdatum: 2031-03-05

**Beslutande ledamöter**
Tora Påhitt (S), Berg

Paragrafer: 7-8
Justering: 2031-03-12

## § 7 Ledsagning
Dnr {one}

**Beslut**
Sagorådet beslutar:
1. Sagorådet beviljar ansökan.

## § 8 Hemtjänst
Dnr {two}

**Beslut**
Sagorådet beslutar:
1. Sagorådet avslår ansökan.
"""


def test_two_of_minutes_stay_two(tmp_path: Path) -> None:
    home = settings_folder(tmp_path)
    one, two = NUMBERS
    (home / "a.md").write_text(MINUTES.format(one=one, two=two), encoding="utf-8")
    built(home, tmp_path / "out")
    package = open_package(tmp_path / "out")
    found: list[dict[str, Any]] = package.table("cases").to_pylist()
    assert [(row["id"], row["title"], row["diary_number"]) for row in found] == [
        (f"sagoradet-2031-03-05-{number}-case", title, NUMBER_MASK)
        for number, title in zip((7, 8), TITLES, strict=True)
    ]


# --- given rows -----------------------------------------------------------------------------------


def told(package: Package | FirstFiles) -> list[tuple[str | None, str]]:
    found = package.table("problems").to_pylist()
    return [(row["row"], row["message_en"]) for row in found if row["code"] == "cases-differ"]


@pytest.mark.parametrize(
    ("one", "two", "key"),
    [
        (("Stängsel", "VR 2033/5"), ("Utsläpp", "VR 2033/5"), "viltradet-vr-2033-5"),
        (("Stängsel", "VR 2033/5"), ("Stängsel", "VR 2033-5"), "viltradet-vr-2033-5"),
        (("Vite: ny", None), ("Vite ny", None), "viltradet-vite-ny"),
    ],
)
def test_two_given_cases_of_one_key_are_told(
    one: tuple[str, str | None], two: tuple[str, str | None], key: str, tmp_path: Path
) -> None:
    package = first(cases(one, two), tmp_path)
    assert package.table("agenda_items")["case"].to_pylist() == [key] * 2
    ((row, message),) = told(package)
    assert row == key
    assert message.startswith("Rows 2 and 1 of `cases` say different things of one case")


def test_of_two_meetings_each_row_is_told_once_and_again_when_written_again(
    tmp_path: Path,
) -> None:
    rows = cases(("Stängsel", "VR 2033/5"), ("Utsläpp", "VR 2033/5"))
    rows["agenda_items"][1]["case"] = "c0"
    for own, day in (("n", "2033-04-12"), ("o", "2033-05-10")):
        sitting(rows, own, day, {1: "o1"})
        rows["agenda_items"][-1]["case"] = "c1"
    write_package(rows, tmp_path / "one", settings=SETTINGS)
    one = open_package(tmp_path / "one")
    assert [row for row, _ in told(one)] == ["viltradet-vr-2033-5"]
    assert one.table("cases")["title"].to_pylist() == ["Stängsel"]
    again = {name: one.table(name) for name in one.tables}
    write_package(again, tmp_path / "two", settings=SETTINGS, texts=one.texts)
    assert told(open_package(tmp_path / "two")) == told(one)


def test_what_is_told_repeats_no_title_and_no_number_that_is_secret(tmp_path: Path) -> None:
    rows = cases(("Zorvexvägen", "VR 2033/5"), ("Qvintusbäcken", "VR 2033/5"))
    for item in rows["agenda_items"]:
        item |= {"confidential": True, "title": "Zorvexvägen"}
    package = first(rows, tmp_path)
    ((row, message),) = told(package)
    assert row is None
    assert not any(word in message for word in ("Zorvex", "Qvintus", "2033/5", "2033-5"))


def test_what_loses_nothing_is_not_told(tmp_path: Path) -> None:
    same = first(cases(("Stängsel", "VR 2033/5"), ("Stängsel", "VR 2033/5")), tmp_path, "same")
    assert same.table("cases").num_rows == 1
    assert not told(same)
    rows = cases(("Stängsel", "VR 2033/5"), ("Stängsel", "VR 2033/6"))
    others = first(rows, tmp_path, "others")
    assert others.table("cases")["diary_number"].to_pylist() == ["VR 2033/5", "VR 2033/6"]
    assert not told(others)
    rows["cases"][1]["diary_number"] = "VR 2033/5"
    rows["agenda_items"][1]["case"] = "c0"
    rows["cases"][1]["title"] = "Utsläpp"  # no row points at it: it is counted
    unused = first(rows, tmp_path, "unused")
    assert unused.table("cases")["title"].to_pylist() == ["Stängsel"]
    assert not told(unused)


def test_a_given_case_holds_over_what_an_item_says(tmp_path: Path) -> None:
    rows = cases(("Stängsel vid sjön", "VR 2033/5"), ("Stängsel vid sjön", "VR 2033/5"))
    rows["agenda_items"][0] |= {"case": None, "diary_number": "VR 2033/5"}
    package = first(rows, tmp_path)
    assert package.table("cases")["title"].to_pylist() == ["Stängsel vid sjön"]
    assert package.table("agenda_items")["case"].to_pylist() == ["viltradet-vr-2033-5"] * 2

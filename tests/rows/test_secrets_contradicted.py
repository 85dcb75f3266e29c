"""What rows lack or say otherwise of a confidential item is told, and nothing secret with it.

Everybody and everything here is invented.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_rows_beside_minutes import built, save, settings_folder

from given_meeting import SETTINGS, meeting
from socsam_opendata.package.package import Package, open_package
from socsam_opendata.settings.dataset_toml import read_settings
from socsam_opendata.writing import write_package

pytestmark = pytest.mark.usefixtures("lean_packages")

DOCUMENT = """# Sagorådet

Sammanträdesdatum: 2031-03-05
Tid: kl. 09:00-11:00
Plats: Tornet

**Beslutande ledamöter**
Tora Påhitt (S), Berg
Nils Fantasi (C), Berg

Paragrafer: 21-24
Justering: 2031-03-12

## § 21 Brovakten

Brovakten berättar.

## § 22 Sekretess: Kvistholmen
Dnr SR 2031:77

**Beslut**
Sagorådet beslutar:
1. Kvistholmen beviljas 4 321 kronor.

## § 23 Fyrtornet

**Beslut**
Sagorådet beslutar:
1. fyren målas för 8 000 kronor.

## § 24 Övrigt

Inget finns att anteckna.
"""
SECRETS = ("kvistholm", "2031:77", "2031-77", "4 321")


def item(number: int, title: str, kind: str, **more: object) -> dict[str, Any]:
    return {"number": number, "title": title, "kind": kind, "confidential": "nej", **more}


OPEN = [item(21, "Brovakten", "information"), item(24, "Övrigt", "other-business")]
TOWER = item(23, "Fyrtornet", "decision")


def package_of(items: list[dict[str, Any]], tmp_path: Path) -> Package:
    home = settings_folder(tmp_path)
    (home / "a.md").write_text(DOCUMENT, encoding="utf-8")
    save(home / "a.rows", {"agenda_items": items})
    built(home, tmp_path / "out")
    package = open_package(tmp_path / "out")
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file() and path.suffix in (".csv", ".txt", ".nq", ".json"):
            text = path.read_text("utf-8").casefold()
            assert [word for word in SECRETS if word in text] == [], path
    assert not [v for v in package.table("amounts")["value"].to_pylist() if int(v) == 4321]
    rows = {name: package.table(name) for name in package.tables}
    again = tmp_path / "again"
    write_package(rows, again, settings=read_settings(home), texts=package.texts, workers=1)
    assert open_package(again).table("problems").equals(package.table("problems"))
    return package


def told(package: Package) -> list[tuple[Any, ...]]:
    """Code, row and the first line of what is told of the rows."""
    (text,) = package.texts.values()
    return [
        (row["code"], row["row"], text[row["first_line"] - 1].strip("# "))
        for row in package.table("problems").to_pylist()
        if row["code"].startswith("given-")
    ]


def test_a_confidential_item_that_rows_lack_is_told(tmp_path: Path) -> None:
    package = package_of([*OPEN, TOWER], tmp_path)
    assert package.table("agenda_items")["number"].to_pylist() == ["21", "23", "24"]
    found = told(package)
    assert ("given-lacks", "sagoradet-2031-03-05", "§ 22 [sekretess]") in found
    assert all(line.endswith("[sekretess]") for *_, line in found)


def test_what_went_with_an_open_item_is_told_where_a_confidential_one_went_too(
    tmp_path: Path,
) -> None:
    found = told(package_of(OPEN, tmp_path))
    assert ("given-lacks", "sagoradet-2031-03-05", "§ 22 [sekretess]") in found
    left = [line for code, _, line in found if code == "given-left-out"]
    assert "1. fyren målas för 8 000 kronor." in left


def test_rows_that_say_a_confidential_item_is_open_are_contradicted(tmp_path: Path) -> None:
    secret = item(22, "Kvistholmen", "decision", diary_number="SR 2031:77")
    package = package_of([OPEN[0], secret, TOWER, OPEN[1]], tmp_path)
    key = "sagoradet-2031-03-05-22"
    assert told(package) == [("given-open", key, "§ 22 [sekretess]")]
    (row,) = [row for row in package.table("agenda_items").to_pylist() if row["id"] == key]
    assert (row["title"], row["diary_number"], row["confidential"]) == ("[sekretess]", None, "yes")


def test_rows_that_say_so_too_contradict_nothing(tmp_path: Path) -> None:
    secret = item(22, "[sekretess]", "decision", confidential="ja")
    package = package_of([OPEN[0], secret, TOWER, OPEN[1]], tmp_path)
    assert told(package) == []


def test_codes_that_are_published_of_it_and_differ_are_told(tmp_path: Path) -> None:
    secret = item(22, "[sekretess]", "dialogue", confidential="ja")
    package = package_of([OPEN[0], secret, TOWER, OPEN[1]], tmp_path)
    assert told(package) == [("given-differs", "sagoradet-2031-03-05-22", "§ 22 [sekretess]")]


def test_rows_without_minutes_that_say_an_item_is_open_are_contradicted_by_its_title(
    tmp_path: Path,
) -> None:
    rows = meeting()
    rows["agenda_items"][1]["title"] = "Sekretess: Kvistholmen"
    write_package(rows, tmp_path / "out", settings=SETTINGS, workers=1)
    package = open_package(tmp_path / "out")
    assert [one[:2] for one in told(package)] == [("given-open", "sr-2031-03-05-8")]

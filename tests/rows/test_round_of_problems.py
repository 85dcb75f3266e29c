"""A problem about a row that meetings share stays about it on the round. Everybody is invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_rows_beside_minutes import DOCUMENT, built, save, settings_folder

from given_meeting import SETTINGS, Given, meeting
from socsam_opendata.errors import RowsError
from socsam_opendata.package.package import Package, open_package
from socsam_opendata.settings.dataset_toml import read_settings
from socsam_opendata.writing import write_package

pytestmark = pytest.mark.usefixtures("lean_packages")

BESIDE: dict[str, Given] = {
    "cases": {"cases": [{"id": "sagoradet-stod-till-drakar", "title": "Stöd till ormar"}]},
    "persons": {"persons": [{"name": "Disa Vintergata", "category": "official"}]},
    "body_members": {"body_members": [{"body": "sagoradet", "municipality": "Krokom"}]},
}


def about(package: Package) -> list[tuple[Any, ...]]:
    """Code, table and row of each problem."""
    rows = package.table("problems").to_pylist()
    return [(row["code"], row["table_name"], row["row"]) for row in rows]


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.usefixtures("lean_packages")
@pytest.mark.parametrize("table", BESIDE)
def test_a_problem_about_what_was_given_beside_minutes_is_the_same_on_the_round(
    table: str, tmp_path: Path
) -> None:
    home = settings_folder(tmp_path)
    (home / "a.md").write_text(DOCUMENT, encoding="utf-8")
    save(home / "a.rows", BESIDE[table])
    built(home, tmp_path / "out")
    package = open_package(tmp_path / "out")
    told = [row for _, name, row in about(package) if name == table]
    ids = {
        row["id"]
        for row in package.table(table).to_pylist()
        if table != "persons" or row["name"] == "Disa Vintergata"
    }
    assert told
    assert {*told} <= ids | ({None} if table == "persons" else set())
    rows = {name: package.table(name) for name in package.tables}
    again = tmp_path / "again"
    write_package(rows, again, settings=read_settings(home), texts=package.texts, workers=1)
    assert about(open_package(again)) == about(package)
    assert files(again) == files(tmp_path / "out")


def with_problem(table: str, row: object) -> Given:
    rows = meeting()
    rows["problems"] = [{"source": "m", "code": "given-by-hand", "severity": "warning",
                         "message": "Se över raden.", "message_en": "Look at the row.",
                         "table_name": table, "row": row}]  # fmt: skip
    return rows


@pytest.mark.usefixtures("lean_packages")
@pytest.mark.parametrize(
    ("table", "row", "key"),
    [
        ("cases", "a", "sr-sr-2031-4"),
        ("organizations", "org/2", "hittepaforbundet"),
        ("sources", "m", "sr-2031-03-05"),
        ("meetings", "m", "sr-2031-03-05"),
        ("persons", "2", "Nils Fantasi"),
        ("persons", "3", None),  # who is withheld has no key
    ],
)
def test_a_problem_is_about_the_row_that_has_the_id_it_says(
    table: str, row: str, key: str | None, tmp_path: Path
) -> None:
    write_package(with_problem(table, row), tmp_path / "out", settings=SETTINGS, workers=1)
    package = open_package(tmp_path / "out")
    named = {one["id"]: one["name"] for one in package.table("persons").to_pylist()}
    found = [to for code, _, to in about(package) if code == "given-by-hand"]
    assert [named.get(to, to) for to in found] == [key]


@pytest.mark.parametrize("table", ["cases", "persons"])
def test_a_problem_about_a_shared_row_that_is_not_there_is_a_fault(
    table: str, tmp_path: Path
) -> None:
    with pytest.raises(RowsError) as error:
        write_package(with_problem(table, "nobody"), tmp_path / "out", settings=SETTINGS)
    (fault,) = error.value.faults
    assert fault.said("en").startswith("problems, row 1, row: 'nobody'")

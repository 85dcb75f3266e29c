"""The order of rows: that of a package comes back, whatever a program did to it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import socsam_opendata as so
from few import few
from given_meeting import SETTINGS, Given, meeting

ROOT = Path(__file__).resolve().parents[2]


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def in_any_order(rows: Given, seed: int | None) -> Given:
    """The rows, and their tables, in another order; backwards for no seed."""
    found = {name: [dict(row) for row in given] for name, given in rows.items()}
    mixed = random.Random(seed)
    for given in found.values():
        given.reverse() if seed is None else mixed.shuffle(given)
    names = [*found]
    names.reverse() if seed is None else mixed.shuffle(names)
    return {name: found[name] for name in names}


def seeds_rows() -> Given:
    package = so.open_package(ROOT / "datapackage")
    return {name: package.table(name).to_pylist() for name in package.tables}


@pytest.mark.parametrize("seed", few([None, 1, 2], [1]))
def test_the_rows_of_a_package_in_any_order_make_the_same_package(
    seed: int | None, tmp_path: Path
) -> None:
    rows, texts = in_any_order(seeds_rows(), seed), so.open_package(ROOT / "datapackage").texts
    settings = so.read_settings(ROOT / "minutes")
    assert so.write_package(rows, tmp_path / "made", settings=settings, texts=texts).built
    assert files(tmp_path / "made") == files(ROOT / "datapackage")


@pytest.mark.usefixtures("lean_packages")
def test_new_rows_keep_their_order_behind_what_they_belong_to(tmp_path: Path) -> None:
    rows = meeting()
    rows["organizations"] += [
        {"id": name, "name": name, "kind": "other"}
        for name in ("Älvrådet", "Bygderådet", "Sockenrådet")
    ]
    rows["addressees"] = [
        {"clause": clause, "organization": name, "text": name}
        for clause, name in (
            ("c2", "Älvrådet"),
            ("c1", "Älvrådet"),
            ("c2", "Bygderådet"),
            ("c1", "Sockenrådet"),
        )
    ]
    so.write_package(rows, tmp_path / "a", settings=SETTINGS)
    package = so.open_package(tmp_path / "a")
    first, second = (clause["text"] for clause in rows["clauses"])
    texts = {row["id"]: row["text"] for row in package.table("clauses").to_pylist()}
    found = [(texts[row["clause"]], row["text"]) for row in package.table("addressees").to_pylist()]
    assert found == [
        (first, "Älvrådet"), (first, "Sockenrådet"),
        (second, "Älvrådet"), (second, "Bygderådet"),
    ]  # fmt: skip

"""Which table or column a word is taken to mean, and which words mean none."""

from __future__ import annotations

from pathlib import Path

import pytest

from socsam_opendata.model.records import TABLES
from socsam_opendata.rows.csv_folder import csv_tables
from socsam_opendata.rows.faults import Faults
from socsam_opendata.rows.near_names import column_meant, table_meant

NAMES = [table.name for table in TABLES]


@pytest.mark.parametrize(
    ("table", "word", "name"),
    [
        ("participants", "kommun", "municipality"),
        ("participants", "möte", "meeting"),
        ("participants", "Närvaro", "status"),
        ("participants", "Kommunn", "municipality"),
        ("agenda_items", "Paragraf", "number"),
        ("agenda_items", "paragraph", "number"),
        ("meetings", "DATUM", "date"),
        ("meetings", "dat", "date"),
        ("ballots", "röst", "choice"),
        ("clauses", "nummer", "number"),
        ("meetings", "colour", None),
        ("persons", "ort", None),
    ],
)
def test_a_column_is_found_by_its_name_or_a_title_of_it(
    table: str, word: str, name: str | None
) -> None:
    assert column_meant(table, word) == name


def test_every_title_that_one_column_alone_has_finds_it() -> None:
    for table in TABLES:
        titles = [c.means.sv.casefold() for c in table.columns]
        for column in table.columns:
            title = column.means.sv.casefold()
            if titles.count(title) == 1 and title not in table.by_name:
                assert column_meant(table.name, column.means.sv) == column.name, table.name


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("möten", "meetings"),
        ("Omröstningar", "votes"),
        ("personer", "persons"),
        ("meeting", "meetings"),
        ("noter", None),
        ("anteckningar", None),
    ],
)
def test_a_table_is_found_by_its_name_or_a_title_of_it(word: str, name: str | None) -> None:
    assert table_meant(word, NAMES) == name


@pytest.mark.parametrize(
    ("file", "hint"),
    [
        ("noter.txt", False), ("noter.csv", False), ("votes.txt", False), ("votes.xlsx", False),
        ("vote.csv", True), ("möten.csv", True),
    ],
)  # fmt: skip
def test_only_a_csv_file_is_taken_for_one_of_another_name(
    file: str, hint: bool, tmp_path: Path
) -> None:
    (tmp_path / file).write_text("id\n", encoding="utf-8")
    faults = Faults()
    assert csv_tables(tmp_path, faults) == {}
    (told,) = faults.told
    assert ("did you mean" in told.said("en")) is hint

"""Small CSV files are read strictly by their columns, faults with their line. Names are made up."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from socsam_opendata.errors import SettingsError, VocabularyError
from socsam_opendata.model import code_lists
from socsam_opendata.model.csv_rows import CsvColumn, columns_of, read_csv_rows
from socsam_opendata.model.kinds import KEY_PATTERN, Date, Integer, Text, Time
from socsam_opendata.model.records import BY_NAME

COLUMNS = (
    CsvColumn("id", Text(pattern=KEY_PATTERN), nullable=False),
    CsvColumn("name"),
    CsvColumn("day", Date()),
    CsvColumn("time", Time()),
    CsvColumn("count", Integer()),
)
HEAD = "id,name,day,time,count\n"


def read(path: Path, text: str, **options: Any) -> list[tuple[int, dict[str, Any]]]:
    path.write_text(text, encoding="utf-8", newline="")
    return list(read_csv_rows(path, COLUMNS, SettingsError, **options))


def test_cells_are_values_of_their_kinds_with_the_line_they_end_on(tmp_path: Path) -> None:
    text = HEAD + 'a,"Vik, Tora",2031-01-02,09:30:00,7\r\nb,,,,\n'
    assert read(tmp_path / "a.csv", f"\ufeff{text}") == [
        (2, {"id": "a", "name": "Vik, Tora", "day": dt.date(2031, 1, 2),
             "time": dt.time(9, 30), "count": 7}),
        (3, {"id": "b", "name": None, "day": None, "time": None, "count": None}),
    ]  # fmt: skip


def test_spaces_and_empty_lines_do_not_count_in_a_file_kept_by_hand(tmp_path: Path) -> None:
    text = HEAD + "\n a , Tora  Vik ,,,\n\n"
    ((line, row),) = read(tmp_path / "a.csv", text, by_hand=True)
    assert (line, row["id"], row["name"]) == (3, "a", "Tora  Vik")
    with pytest.raises(SettingsError, match=r"a\.csv:2: has a row with the wrong number of cells"):
        read(tmp_path / "a.csv", text)


@pytest.mark.parametrize(
    ("text", "line", "en", "sv"),
    [
        ("", 1, "must have the columns id,name", "ska ha kolumnerna id,name"),
        ("id,name\n", 1, "must have the columns id,name", "ska ha kolumnerna id,name"),
        (HEAD + "a,b\n", 2, "the wrong number of cells", "fel antal celler"),
        (HEAD + "a,,,,,\n", 2, "the wrong number of cells", "fel antal celler"),
        (HEAD + ",Tora,,,\n", 2, "needs 'id'", "behöver ”id”"),
        (HEAD + "A,,,,\n", 2, "'id' cannot be 'A'", "”id” kan inte vara ”A”"),
        (HEAD + 'a,"To\nra",,,\n', 3, "'name' holds a line break", "”name” innehåller en radbryt"),
        (HEAD + "a,To\x7fra,,,\n", 2, "or another control character", "ett annat styrtecken"),
        (HEAD + "a,,2031-02-30,,\n", 2, "'day' must be a date such as", "ska vara ett datum som"),
        (HEAD + "a,,20310203,,\n", 2, "'day' must be a date such as", "ska vara ett datum som"),
        (HEAD + "a,,,24:00:00,\n", 2, "'time' must be a time", "”time” ska vara ett klockslag"),
        (HEAD + "a,,,9:00,\n", 2, "'time' must be a time", "”time” ska vara ett klockslag"),
        (HEAD + "a,,,,-1\n", 2, "'count' must be a whole", "”count” ska vara ett heltal"),
        (HEAD + "a,,,,\na,,,,\n", 3, "id 'a' stands twice", "id ”a” står två gånger"),
        (
            HEAD + 'a,"To"ra,,,\n',
            2,
            "is not valid CSV: ',' expected",
            "är inte giltig CSV: ”',' expected",
        ),
        (HEAD + 'a,"Tora\n', 2, "is not valid CSV", "är inte giltig CSV"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, text: str, line: int, en: str, sv: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path / "a.csv", text, unique="id")
    assert caught.value.place is not None
    assert caught.value.place.line == line
    assert en in str(caught.value)
    assert sv in caught.value.sentence("sv")


def test_another_encoding_and_a_missing_file_are_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with pytest.raises(SettingsError, match="No such file or directory"):
        list(read_csv_rows(path, COLUMNS, SettingsError))
    path.write_bytes(HEAD.encode() + "a,Åsa,,,\n".encode("latin-1"))
    with pytest.raises(SettingsError, match="is not UTF-8 text"):
        list(read_csv_rows(path, COLUMNS, SettingsError))


def test_a_table_is_read_by_its_own_columns() -> None:
    columns = {column.name: column for column in columns_of(BY_NAME["parties"])}
    assert list(columns) == list(BY_NAME["parties"].by_name)
    assert not columns["id"].nullable
    assert columns["municipality"].nullable


def test_a_broken_register_of_the_vocabulary_is_a_fault_of_the_vocabulary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("municipalities", "parties"):
        source = code_lists.vocabulary_folder() / f"{name}.csv"
        (tmp_path / source.name).write_text(source.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(code_lists, "vocabulary_folder", lambda: tmp_path)
    towns = tmp_path / "municipalities.csv"
    whole = towns.read_text("utf-8")
    assert code_lists.registry.__wrapped__() == code_lists.registry()
    towns.write_text(whole.replace("212000-0019", "2120000019"), "utf-8")
    with pytest.raises(VocabularyError, match=r"csv:2: 'organisation_number' cannot be '21200000"):
        code_lists.registry.__wrapped__()

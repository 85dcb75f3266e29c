"""Numbers of persons in columns that are no place for them; all are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyarrow.compute import field as expression
from test_given_names import files_with, published

from given_meeting import SETTINGS, Given, meeting
from socsam_opendata.errors import PackageError, RowsError
from socsam_opendata.package.leaks import check_package
from socsam_opendata.privacy.number_mask import NUMBER_MASK, NumberMask
from socsam_opendata.writing import write_package

FORMS = ("740101-1234", "7401011234", "070-123 45 67", "0701234567", "740101-1239")


def diary(rows: Given, number: str) -> None:
    rows["agenda_items"][0]["diary_number"] = number
    rows["cases"][0]["diary_number"] = number


def of_an_item(rows: Given) -> None:
    diary(rows, "740101-1234")


def that_a_text_has_too(rows: Given) -> None:
    diary(rows, "7401011234")
    rows["item_texts"][0]["text"] = "Personnummer 19740101-1234 ska inte synas."


def of_a_telephone(rows: Given) -> None:
    diary(rows, "0701234567")
    rows["item_texts"][0]["text"] = "Ring telefon 070-123 45 67 före fem."


def behind_a_label_in_a_text(rows: Given) -> None:
    rows["item_texts"][0]["text"] = "Se dnr 740101-1234 om saken."
    rows["dissents"][0]["text"] = "Det gäller personnumret 740101-1234."


def right_by_its_check_digit(rows: Given) -> None:
    rows["agenda_items"][1]["diary_number"] = "Dnr 740101-1239"


@pytest.mark.parametrize(
    "put",
    [of_an_item, that_a_text_has_too, of_a_telephone, behind_a_label_in_a_text,
     right_by_its_check_digit],
)  # fmt: skip
@pytest.mark.parametrize("texts", [None, {"m": ["Sagorådet"]}])
def test_a_persons_number_is_in_no_file_whatever_is_said_before_it(
    put: Any, texts: Any, tmp_path: Path
) -> None:
    rows = meeting()
    put(rows)
    published(
        rows,
        tmp_path / "out",
        texts=texts,
        whole=texts is None and put in (of_an_item, of_a_telephone),
    )
    assert files_with(tmp_path / "out", FORMS) == []


@pytest.mark.parametrize("number", ["SR 2031/4", "KS 2031-00123", "2031.117", "KS/2031:0004-12"])
def test_a_diary_number_stays(number: str, tmp_path: Path) -> None:
    rows = meeting()
    diary(rows, number)
    rows["item_texts"][0]["text"] = "Personnummer 19740101-1234 ska inte synas."
    assert number in published(rows, tmp_path / "out").table("cases")["diary_number"].to_pylist()


@pytest.mark.parametrize(
    ("number", "elsewhere", "text", "expected"),
    [
        ("740101-1234", "Dnr 740101-1234", "", f"Dnr {NUMBER_MASK}"),
        ("740101-1234", "Dnr 19740101 1234", "", f"Dnr {NUMBER_MASK}"),
        ("Telefon 070-123 45 67", "Dnr +46 70 123 45 67", "", f"Dnr {NUMBER_MASK}"),
        ("Telefon 070-123 45 67", "Dnr 10701234567", "", "Dnr 10701234567"),
        ("Telefon 12 34 56", "Dnr 123456", "", "Dnr 123456"),
        ("inget", "Dnr 740101-1234", "740101-1234", f"Dnr {NUMBER_MASK}"),
        ("inget", "Dnr 2031-0004", "2031-0004", "Dnr 2031-0004"),
    ],
)
def test_a_number_that_is_one_anywhere_is_one_everywhere(
    number: str, elsewhere: str, text: str, expected: str
) -> None:
    mask = NumberMask([number, elsewhere], [], [text])
    assert mask.lines()[1] == expected
    assert mask.applied(elsewhere) == expected


@pytest.mark.parametrize(
    "number", ["08-123 45 67", "740101-1234", "1974-01-01-1234", "1974-01-01", "0701234567"]
)
def test_what_is_no_number_of_a_clause_is_a_fault(number: str, tmp_path: Path) -> None:
    rows = meeting()
    rows["clauses"][0]["number"] = number
    with pytest.raises(RowsError, match="clauses, row 1, number: "):
        write_package(rows, tmp_path / "out", settings=SETTINGS, workers=1)


@pytest.mark.parametrize("number", ["1", "2.1", "a", "3-2", "10", "Punkt 2"])
def test_a_number_of_a_clause_is_taken(number: str, tmp_path: Path) -> None:
    rows = meeting()
    rows["clauses"][0]["number"] = number
    package = published(rows, tmp_path / "out")
    assert number in package.table("clauses")["number"].to_pylist()


def test_the_last_look_names_the_row_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    table = '\ufeffid,text\n1,"två\nrader"\n2,tel 070-123 45 67\n'
    (tmp_path / "data/votes.csv").write_text(table, encoding="utf-8")
    with pytest.raises(PackageError) as caught:
        check_package(tmp_path)
    assert str(caught.value.place) == "data/votes.csv:4"


LONG = "Bidrag till Drakbo, sökt av 740101-\n1234 med\tbilaga\noch foto"


def the_case(rows: Given) -> None:
    rows["cases"][0]["title"] = LONG


def the_organization(rows: Given) -> None:
    rows["organizations"][1]["name"] = LONG
    rows["clauses"][0]["beneficiary"] = "org/2"


@pytest.mark.parametrize("put", [the_case, the_organization])
def test_a_name_of_several_lines_is_one_line_where_a_row_repeats_it(
    put: Any, tmp_path: Path
) -> None:
    rows = meeting()
    put(rows)
    rows["assignments"][0]["text"] = "följa upp 740101-\n1234"
    package = published(rows, tmp_path / "out", whole=True)
    lines = package.table("sources")["lines"].to_pylist()[0]
    told = package.table("problems").filter(expression("code") == "identity-number").to_pylist()
    assert {row["first_line"] <= lines for row in told} == {True}
    assert files_with(tmp_path / "out", FORMS) == []


@pytest.mark.parametrize(
    "line",
    [
        "Närvarande gäst: Gösta Hemligsson, 070-123 47 68",
        "Gäst Gösta Hemligsson, 740718-1234",
        "78 Gösta Hemligsson 7, 8",
    ],
)
def test_the_number_of_an_item_is_no_name_whatever_numbers_a_text_loses(
    line: str, tmp_path: Path
) -> None:
    rows = meeting()
    rows["meetings"][0]["source"] = "m"
    package = published(rows, tmp_path / "out", texts={"m": ["Anteckningar", line]}, whole=True)
    assert package.table("agenda_items")["number"].to_pylist() == ["7", "8"]
    (held,) = package.table("meetings").to_pylist()
    assert (held["first_paragraph"], held["last_paragraph"]) == ("7", "8")
    assert files_with(tmp_path / "out", ("hemligsson",)) == []

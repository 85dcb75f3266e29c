"""Rows of people who mean ill, or whose program is broken. Everybody here is invented.

More than 200 inputs are made: what is refused is told and nothing is written, what is taken lets
out no name that is withheld.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from given_meeting import GUEST, MASKED, OFFICIAL, SETTINGS, Given, meeting, together
from socsam_opendata.errors import RowsError
from socsam_opendata.model.kinds import Text, Uri
from socsam_opendata.model.records import BY_NAME
from socsam_opendata.package.package import open_package
from socsam_opendata.rows.readings import given_readings
from socsam_opendata.writing import write_package

FIRST = dt.date(2031, 3, 5)


class Stubborn:
    """An object that says nothing useful of itself."""

    def __repr__(self) -> str:
        raise ValueError("no")


class Several:
    """An array of several values where one is wanted."""

    def item(self) -> object:
        raise ValueError("can only convert an array of size 1")


WRONG: dict[str, Any] = {
    "a list": [1, 2],
    "a dict": {"a": 1},
    "bytes": b"abc",
    "an object": Stubborn(),
    "an array": Several(),
    "a huge number": 10**5000,
    "infinity": math.inf,
    "a signalling NaN": Decimal("sNaN"),
    "a complex number": 3j,
    "a function": len,
    "a class": Given,
    "NUL": "a\x00b",
    "a control character": "a\x1bb",
    "half a letter": "a\ud800",
    "ten megabytes": "x" * 10_000_000,
    "a day of the year 1": dt.datetime(1, 1, 1, tzinfo=dt.UTC),
}
# Texts that are taken as they are, and must do no harm.
ODD: dict[str, str] = {
    "a formula": '=cmd|" /C calc"!A0',
    "a formula in full width": "＝1+1",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "Turtle": '"""@en . <x:y> <x:y> "',
    "SQL": "'); DROP TABLE meetings;--",
    "a path": "../../etc/passwd",
    "marks of direction": "\u202eabc\u202c",
    "many lines": "a\n" * 500,
    "braces": "{count} {0} {}",
    "a long word": "å" * 20_000,
    "a comment": "<!-- sekretess -->",
    "quotes": "\"'\"';,\t|",
}


def cells(rows: Given) -> Iterator[tuple[str, int, str]]:
    """A cell of every column of every table that is given: table, row from 0, column."""
    for table, found in rows.items():
        seen: set[str] = set()
        for number, row in enumerate(found):
            for column in row:
                if column not in seen:
                    seen.add(column)
                    yield table, number, column


def text_cells() -> list[tuple[str, str]]:
    """Every column of every table that holds words, the table that lists persons left out."""
    return [
        (table, column.name)
        for table in meeting()
        for column in BY_NAME[table].columns
        if table != "persons" and column.name != "id"
        if isinstance(column.kind, Uri)
        or (isinstance(column.kind, Text) and column.kind.pattern is None)
    ]


def refused(rows: Given, scratch: Path) -> list[str]:
    with pytest.raises(RowsError) as error:
        given_readings(rows, {}, SETTINGS, scratch, "rows")
    return error.value.message.splitlines()


@pytest.mark.parametrize("what", WRONG)
def test_what_no_cell_can_hold_is_told_in_every_column(what: str, tmp_path: Path) -> None:
    """Each of the sixteen in each of more than a hundred columns."""
    count = 0
    rows = meeting()
    places = list(cells(meeting()))
    for table, number, column in places:
        rows[table][number][column] = WRONG[what]
    told = refused(rows, tmp_path / "all")
    assert max(map(len, told)) < 1_200
    # Alone in a cell it is told of that cell; of a sNaN nothing is known, as of any NaN.
    if what == "a signalling NaN":
        return
    for table, number, column in places[:: 1 if what == "NUL" else 9]:
        one = meeting()
        one[table][number][column] = WRONG[what]
        (_, *lines) = refused(one, tmp_path / f"{count}")
        assert any(line.startswith(f"{table}, row {number + 1}, {column}: ") for line in lines)
        count += 1
    assert count >= (100 if what == "NUL" else 10)


def test_what_a_program_may_give_for_rows_is_told(tmp_path: Path) -> None:
    for number, given in enumerate((5, None, "rows", b"rows", [5], [None], [[]], {"id": [1]})):
        for table in ("persons", "meetings"):
            told = refused({**meeting(), table: given}, tmp_path / f"{table}{number}")
            assert any(line.startswith(table) for line in told[1:]), (given, told)


# --- what is taken, and lets nothing out --------------------------------------------------------


def in_column(table: str, column: str, text: str) -> Callable[[Given], object]:
    def make(rows: Given) -> None:
        # The first organization is the body, which all meetings have in common.
        rows[table][1 if table == "organizations" else 0][column] = text

    return make


def everywhere(text: str) -> Callable[[Given], object]:
    def make(rows: Given) -> None:
        for table, column in text_cells():
            if table not in ("sources", "organizations", "roles"):
                rows[table][0][column] = text

    return make


def address(name: str) -> str:
    return f"https://example.org/{name.casefold().replace(' ', '-')}.pdf"


NAMED = (
    (MASKED, "Tyra Undanssons"),
    (GUEST, "Hemligsson, Gösta"),
    (OFFICIAL, "B. Kontorsson"),
)


def inputs() -> list[Callable[[Given], object]]:
    """Everything that is taken: odd texts everywhere, withheld names in every column of words."""
    found = [everywhere(text) for text in ODD.values()]
    for names in NAMED:
        for table, column in text_cells():
            name = names[0]
            is_address = isinstance(BY_NAME[table].by_name[column].kind, Uri)
            if table == "sources" and not is_address:
                continue
            text = address(name) if is_address else f"Samtal med {name} om {names[1]} hus"
            found.append(in_column(table, column, text))
    return found


def shared(rows: Given, number: int) -> Given:
    """The rows with shared ones of their own: a case, and organizations of this meeting alone."""
    for table in ("organizations", "body_members"):
        rows[table] = [dict(row) for row in rows[table]]
    own = f"{number}:org/2"
    rows["organizations"][1].update(id=own, name=f"{rows['organizations'][1]['name']} nr {number}")
    for found in rows.values():
        for row in found:
            for column, value in row.items():
                if value == "org/2" or (column == "beneficiary" and value):
                    row[column] = own
    return rows


def test_nothing_that_is_withheld_is_let_out_and_nothing_breaks(tmp_path: Path) -> None:
    makes = inputs()
    meetings = []
    for number, make in enumerate(makes):
        rows = shared(meeting(FIRST + dt.timedelta(days=number), own=f"{number}/../m#"), number)
        make(rows)
        meetings.append(rows)
    assert len(makes) > 80
    report = write_package(together(*meetings), tmp_path / "out", settings=SETTINGS)
    assert report.built, report.problems[:3]
    assert report.rows["meetings"] == len(makes)
    words = [word for names in (MASKED, GUEST, OFFICIAL) for word in names.split()[1:]]
    words += [word.casefold() for word in words]
    for path in (tmp_path / "out").rglob("*"):
        if path.suffix in (".csv", ".txt", ".ttl", ".nq", ".jsonld", ".json", ".atom", ".ics"):
            held = path.read_text(encoding="utf-8")
            assert not [word for word in words if word in held], path.name
    package = open_package(tmp_path / "out")
    texts = package.table("clauses").column("text").to_pylist()
    assert ODD["a formula"] in texts
    assert ODD["markup"] in texts


@pytest.mark.parametrize("length", [2, 3, 50])
def test_rows_that_lead_round_in_a_circle_are_told(length: int, tmp_path: Path) -> None:
    rows = meeting()
    for n in range(length):
        rows["organizations"].append(
            {
                "id": f"c{n}",
                "name": f"Ringen {n}",
                "kind": "other",
                "part_of": f"c{(n + 1) % length}",
            }
        )
    told = refused(rows, tmp_path / "out")
    assert told[0] == "the rows cannot be used (1 fault):"
    assert told[1].startswith("organizations, row 3, part_of: rows 3, 4")
    assert told[1].count(",") <= 12


def test_a_chain_of_any_length_is_none(tmp_path: Path) -> None:
    rows = meeting()
    for n in range(5_000):
        rows["organizations"].append(
            {"id": f"c{n}", "name": f"Kedjan {n}", "kind": "other", "part_of": f"c{n + 1}"}
        )
    rows["organizations"].append({"id": "c5000", "name": "Kedjan 5000", "kind": "other"})
    rows["addressees"][0]["organization"] = "c0"
    found = given_readings(rows, {}, SETTINGS, tmp_path / "scratch", "rows")
    (reading,) = [one.reading(SETTINGS) for one in found.readings]
    assert len(reading.rows["organizations"]) == 5_003


def test_many_faults_are_counted_and_fifty_are_told(tmp_path: Path) -> None:
    rows = meeting()
    rows["documents"] = [
        {"item": "p7", "title": f"Bilaga {n}", "kind": "other", "role": "basis"}
        for n in range(2_000)
    ]
    for n in range(0, 2_000, 4):
        rows["documents"][n][("item", "kind", "role", "dated")[n // 4 % 4]] = "fel"
    told = refused(rows, tmp_path / "out")
    assert told[0] == "the rows cannot be used (500 faults):"
    assert len(told) == 52
    assert told[-1].startswith("and 450 faults more (`socsam build --all-faults` shows all")

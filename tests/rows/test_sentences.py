"""What is said of rows that cannot be used, in the language of the reader. All here is invented."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from given_meeting import SETTINGS, Given, meeting
from socsam_opendata.errors import Place, RowsError, SocsamError
from socsam_opendata.model.kinds import CodeOf, KeyOf, YesNo, matches
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.model.table import Column
from socsam_opendata.package.build import build
from socsam_opendata.rows.alone import MOST_LINES
from socsam_opendata.rows.values import LONGEST_CELL, UnfitError, value_of
from socsam_opendata.texts import LANGUAGES, Sentence, Thousands
from socsam_opendata.writing import write_package

NBSP = "\N{NO-BREAK SPACE}"


def error_of(rows: object, out: Path, **more: Any) -> SocsamError:
    """The error of rows that cannot be used; nothing is written."""
    with pytest.raises(SocsamError) as caught:
        write_package(rows, out, settings=SETTINGS, workers=1, **more)  # type: ignore[arg-type]
    assert not out.exists()
    return caught.value


def changed(table: str, row: int = 0, **cells: object) -> Given:
    rows = meeting()
    rows[table][row].update(cells)
    return rows


# --- what rows are called ------------------------------------------------------------------------


def given_twice() -> Given:
    rows = meeting()
    rows["meetings"].append({**rows["meetings"][0], "id": "m2", "first_paragraph": 1,
                             "last_paragraph": 2})  # fmt: skip
    return rows


def given_thrice() -> Given:
    """The second is on a day of its own."""
    rows = given_twice()
    day = dt.date(2031, 4, 2)
    rows["meetings"].insert(1, {**rows["meetings"][1], "id": "m3", "date": day})
    return rows


@pytest.mark.parametrize(("rows", "row"), [(given_twice, 2), (given_thrice, 3)])
def test_a_meeting_that_is_given_twice_is_called_in_the_readers_language(
    rows: Callable[[], Given], row: int, tmp_path: Path
) -> None:
    error = error_of(rows(), tmp_path / "out")
    assert isinstance(error, RowsError)
    assert [fault.said("sv") for fault in error.faults] == [
        f"meetings, rad {row}: är samma möte som meetings, rad 1: sr-2031-03-05 (samma organ och "
        "dag, och samma tid, eller samma punkter); ta bort ett av dem"
    ]
    assert [fault.said("en") for fault in error.faults] == [
        f"meetings, row {row}: is the same meeting as meetings, row 1: sr-2031-03-05 (same body "
        "and day, and the same time, or the same items); remove one of them"
    ]


def test_a_place_is_said_in_words_where_it_is_no_file() -> None:
    place = Place(Sentence("rows.where.row", table="votes", row=7))
    assert (place.said("sv"), place.said("en"), str(place)) == (
        "votes, rad 7", "votes, row 7", "votes, row 7",
    )  # fmt: skip
    assert Place("minutes/a.md", 3).said("sv") == "minutes/a.md:3"


# --- numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "sv", "en"),
    [(7, "7", "7"), (999, "999", "999"), (1000, f"1{NBSP}000", "1,000"),
     (2_000_000, f"2{NBSP}000{NBSP}000", "2,000,000")],
)  # fmt: skip
def test_thousands_are_set_apart_as_the_language_does(number: int, sv: str, en: str) -> None:
    assert (Thousands(number).said("sv"), Thousands(number).said("en")) == (sv, en)


def long_text() -> Given:
    return changed("clauses", text="x" * (LONGEST_CELL + 1))


def many_faults() -> Given:
    rows = meeting()
    rows["documents"] = [
        {"item": "p7", "title": "x", "kind": "fel", "role": "basis"} for _ in range(1_234)
    ]
    return rows


NUMBERED: dict[str, tuple[Callable[[], Given], str, str]] = {
    "a cell": (
        long_text,
        f"här ska stå text av högst 2{NBSP}000{NBSP}000 tecken",
        "text of at most 2,000,000 characters",
    ),
    "a number": (
        lambda: changed("agenda_items", number="9" * 50),
        "text av högst 9 tecken",
        "text of at most 9 characters",
    ),
    "faults": (
        many_faults,
        f"raderna kan inte användas (1{NBSP}234 fel)",
        "the rows cannot be used (1,234 faults)",
    ),
    "faults more": (many_faults, f"och 1{NBSP}184 fel till", "and 1,184 faults more"),
    "lines that end before they begin": (
        lambda: changed("clauses", first_line=3, last_line=2),
        f"ingen text får ha fler rader än 1{NBSP}000{NBSP}000",
        "no text may have more lines than 1,000,000",
    ),
    "lines beyond any text": (
        lambda: changed("roles", first_line=3, last_line=MOST_LINES + 1),
        f"den sista kommer inte före den första, och ingen text får ha fler rader än 1{NBSP}000",
        "the last does not come before the first, and no text may have more lines than 1,000,000",
    ),
    "a source longer than any": (
        lambda: changed("sources", lines=MOST_LINES + 1),
        f"antalet rader i källtexten, högst 1{NBSP}000{NBSP}000",
        "the number of lines in the source text, 1,000,000 at most",
    ),
}


@pytest.mark.parametrize("case", NUMBERED)
def test_numbers_are_written_as_the_language_writes_them(case: str, tmp_path: Path) -> None:
    rows, sv, en = NUMBERED[case]
    error = error_of(rows(), tmp_path / "out")
    assert sv in error.sentence("sv")
    assert en in error.sentence("en")
    assert not re.search(r"\d{5}|\d,\d{3}", error.sentence("sv").partition("här ska stå")[2])


def test_where_the_text_is_given_its_last_line_is_told(tmp_path: Path) -> None:
    rows = changed("clauses", first_line=3, last_line=9)
    error = error_of(rows, tmp_path / "out", texts={"m": ["a"] * 4})
    assert "källtexten, som slutar med rad 4" in error.sentence("sv")


# --- what a column holds --------------------------------------------------------------------------


def formed() -> list[tuple[str, Column]]:
    """Every column of the model whose texts have a form of their own, which is told in words."""
    return [
        (table.name, column)
        for table in TABLES
        for column in table.columns
        if column.kind.pattern and not isinstance(column.kind, CodeOf | KeyOf | YesNo)
    ]


@pytest.mark.parametrize(("table", "column"), formed(), ids=lambda one: getattr(one, "name", one))
def test_the_form_of_a_column_is_told_in_words_with_an_example_that_fits(
    table: str, column: Column
) -> None:
    with pytest.raises(UnfitError) as caught:
        value_of(column, "Å?? i en form som ingen har")
    for language in LANGUAGES:
        said = caught.value.allowed.said(language)
        assert not re.search(r"[\[\]*+^$\\]|\(-", said), said
        if not said.endswith("`a` till `f`") and not said.endswith("`a` to `f`"):
            shown = re.findall(r"`([^`]+)`", re.split("till exempel|such as|https://`", said)[-1])
            assert shown, said
            assert all(matches(column.kind, one.removesuffix("://") + "://a.example")
                       if one == "http://" else matches(column.kind, one)
                       for one in shown), said  # fmt: skip


SHAPED = {
    "agenda_items.number": ("7 a", "numret på en paragraf, utan §-tecken, till exempel `17`"),
    "meetings.last_paragraph": ("§ 9", "numret på en paragraf, utan §-tecken, till exempel `17`"),
    "agenda_items.part": ("aa", "en liten bokstav, till exempel `b`"),
    "participants.paragraphs": (
        "7 och 9",
        "nummer på paragrafer, med komma mellan och bindestreck för ”till och med”, till exempel "
        "`130-133,135`",
    ),
    "amounts.currency": (
        "kronor",
        "en valuta med tre stora bokstäver (ISO 4217), till exempel `SEK`",
    ),
    "organizations.organisation_number": (
        "2220001234",
        "ett organisationsnummer med bindestreck, till exempel `222000-1234`",
    ),
    "sources.sha256": (
        "abc",
        "en kontrollsumma (SHA-256): 64 tecken, siffror och små bokstäver `a` till `f`",
    ),
}


@pytest.mark.parametrize("column", SHAPED)
def test_what_a_clerk_is_told_of_a_form(column: str, tmp_path: Path) -> None:
    (table, _, name), (given, said) = column.partition("."), SHAPED[column]
    error = error_of(changed(table, **{name: given}), tmp_path / "out")
    assert f"{table}, rad 1, {name}: '{given}' går inte; här ska stå {said}" in error.sentence("sv")


WORDED: list[tuple[Given, str]] = [
    (changed("persons", category="gubbe"),
     "en kod ur listan `person-category` (`elected`, `official`, `guest`)"),
    (changed("participants", party="Sosialdemokraterna"), "ett parti (bokstäver eller namn)"),
    (changed("participants", municipality="Ankeborg"), "en kommun (kod eller namn)"),
    ({**meeting(), "personer": []}, "någon av tabellerna (`municipalities`, `parties`, "),
    (changed("votes", ja=1), "någon av tabellens kolumner (`id`, `decision`, "),
    ({"persons": [{"name": "Tora Påhitt", "category": "elected"}]}, "`meetings` har ingen rad"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "said"), WORDED, ids=range(len(WORDED)))
def test_what_stands_here_is_said_in_words_and_codes_are_marked_as_such(
    rows: Given, said: str, tmp_path: Path
) -> None:
    assert said in error_of(rows, tmp_path / "out").sentence("sv")


@pytest.mark.parametrize("given", [3, b"text"])
def test_a_text_that_is_none_is_told_as_a_whole(given: object, tmp_path: Path) -> None:
    told = error_of(meeting(), tmp_path / "out", texts={"m": given}).sentence("sv")
    assert f"texts, `m`: {given!r} går inte; här ska stå en text, eller en lista med" in told


# --- folders without a meeting --------------------------------------------------------------------


def folder(home: Path, name: str, *documents: str, more: tuple[str, ...] = ()) -> Path:
    """A folder of minutes in which rows lie beside documents, or alone."""
    home.mkdir()
    (home / "dataset.toml").write_text(
        '[dataset]\nname = "sagan"\nbase = "https://example.org/sagan/"\n', encoding="utf-8"
    )
    for document in documents:
        (home / document).write_text("# Protokoll\n", encoding="utf-8")
    for rows in (name, *more):
        (home / rows).mkdir()
        (home / rows / "ballots.csv").write_text(
            "vote,person,party,choice\nvote-01,Tora Påhitt,S,ja\n", encoding="utf-8"
        )
    return home


ALONE = (
    "{} har inget möte (`meetings.csv` saknas eller har ingen rad), och inget protokoll som heter "
    "likadant ligger bredvid"
)
FOLDERS = [
    (("2031-03-05.rows",), None),
    (("2031-03-05.rows", "Protokoll 2031-03-05.md"), "Protokoll 2031-03-05"),
    (("2031-03-05-sagoradet.rows", "2031-03-05.md"), "2031-03-05"),
    (("2031-03-05_rostr.rows", "2031-03-05_rost.txt"), "2031-03-05_rost"),
    (("rosterna.rows", "2031-03-05.md"), None),
]


@pytest.mark.parametrize(("names", "meant"), FOLDERS, ids=range(len(FOLDERS)))
def test_a_folder_without_a_meeting_is_named_with_the_minutes_that_are_likely_meant(
    names: tuple[str, ...], meant: str | None, tmp_path: Path
) -> None:
    home = folder(tmp_path / "minutes", *names)
    with pytest.raises(RowsError) as caught:
        build(home, tmp_path / "out", date=dt.date(2033, 1, 1), workers=1)
    said = ALONE.format(names[0])
    if meant:
        said += f". Hör raderna till {names[1]} ska mappen heta {meant}.rows"
    assert caught.value.sentence("sv") == f"raderna kan inte användas (1 fel):\n{said}"


def test_minutes_that_have_rows_beside_them_are_not_meant(tmp_path: Path) -> None:
    home = folder(tmp_path / "minutes", "b-2031.rows", "2031.md", more=("2031.rows",))
    with pytest.raises(RowsError) as caught:
        build(home, tmp_path / "out", date=dt.date(2033, 1, 1), workers=1)
    assert caught.value.sentence("sv").endswith(ALONE.format("b-2031.rows"))


def test_a_file_whose_name_is_misspelt_is_told_alone(tmp_path: Path) -> None:
    home = folder(tmp_path / "minutes", "2031-03-05.rows")
    (home / "2031-03-05.rows" / "meeting.csv").write_text("id,body\nm,x\n", encoding="utf-8")
    with pytest.raises(RowsError) as caught:
        build(home, tmp_path / "out", date=dt.date(2033, 1, 1), workers=1)
    told = caught.value.sentence("sv").splitlines()
    assert "menade du ”meetings”?" in told[1]
    assert told[2:] == []


# --- values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "value"),
    [("ja", "yes"), ("Ja", "yes"), (" YES ", "yes"), ("true", "yes"), ("SANT", "yes"),
     ("nej", "no"), ("Nej", "no"), ("no", "no"), ("False", "no"), ("falskt", "no")],
)  # fmt: skip
def test_yes_and_no_are_taken_as_programs_and_people_write_them(given: str, value: str) -> None:
    assert value_of(BY_NAME["agenda_items"].by_name["confidential"], given) == value

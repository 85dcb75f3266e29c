"""Cells of given rows against the texts beside them: told where these are sure, else not."""

from __future__ import annotations

import datetime as dt
import string
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from given_meeting import SETTINGS, meeting
from socsam_opendata.minutes.print.dates import wrong_weekdays
from socsam_opendata.minutes.print.money import money
from socsam_opendata.model.problems import Problem
from socsam_opendata.rows.faults import Faults
from socsam_opendata.rows.readings import given_readings
from socsam_opendata.texts import entry

M = "sr-2031-03-05"
Cells = dict[str, Any]


def told(scratch: Path, changes: dict[tuple[str, int], Cells], more: Cells) -> tuple[Problem, ...]:
    """The problems of a meeting with some cells changed; `more` are further organizations."""
    rows = meeting()
    rows["organizations"] += [{"id": key, "kind": "other", **cells} for key, cells in more.items()]
    for (table, at), cells in changes.items():
        rows[table][at].update(cells)
    (found,) = given_readings(rows, {}, SETTINGS, scratch / "given", "x").readings
    return found.reading(SETTINGS).problems


def codes(scratch: Path, table: str, cells: Cells, **more: Cells) -> list[tuple[str, str | None]]:
    changes = {(table, 0): cells}
    if table == "amounts":  # held against its own text alone
        changes["clauses", 0] = {"text": "Hittepåförbundet beviljas stöd"}
    return [(p.code, p.row) for p in told(scratch, changes, more)]


# --- sums -------------------------------------------------------------------------------------

OTHER_SUMS: list[tuple[object, str, str]] = [
    (99, "SEK", "25 000 kronor"), (25_000, "EUR", "25 000 kronor"), (25, "SEK", "25 tkr"),
    (25_000, "SEK", "25 000 tkr"), (2, "SEK", "2 mnkr"), (2_500_000, "SEK", "2 miljoner kronor"),
    (-25_000, "SEK", "25 000 kronor"), (25_000, "SEK", "-25 000 kronor"),
    (25_000, "SEK", "minus 25 000 kr"), (25_000, "SEK", "25 000–50 000 kronor"),
    (50_000, "SEK", "mellan 25 000 och 50 000 kronor"), (50_000, "SEK", "25 tkr till 50 tkr"),
    (20, "SEK", "20 euro"), (21, "EUR", "20 euro"), (20, "USD", "EUR 20"), (20, "EUR", "20 NOK"),
    (99, "SEK", "högst 25\u00a0000 kronor inklusive moms"), (99, "SEK", "25 000 kr för 2032"),
    (1_500, "SEK", "1,5 miljarder kronor"), (1_500, "SEK", "150,00 kr"),
    (26_000, "SEK", "ca 25 400 kr"), (25, "SEK", "25.000:-"),
]  # fmt: skip
SAME_SUMS: list[tuple[object, str, str]] = [
    (25_000, "SEK", "25 000 kronor"), (25_000, "SEK", "25 tkr"), ("1200000", "SEK", "1,2 mnkr"),
    (-25_000, "SEK", "–25 000 kronor"), ("25 000,50", "SEK", "25 000 kronor"),
    (20, "EUR", "20 euro"), (20, "EUR", "€ 20"), (1_200_000, "EUR", "1,2 miljoner euro"),
    (1_234_567, "SEK", "drygt 1,2 mnkr"), (20, "NOK", "20 NOK"), (25_000, "SEK", "25.000:-"),
    # what surely says nothing, or several things
    (99, "SEK", "tjugofem kronor"), (99, "SEK", "25 000"), (99, "SEK", "500 norska kronor"),
    (15_000, "SEK", "3 gånger 5 000 kr"), (20_000, "SEK", "10 000 kronor vardera"),
    (75_000, "SEK", "25 000 kronor i tre år"), (30_000, "SEK", "10 000 kr plus 20 000 kr"),
    (10_000, "SEK", "10 000 kr och 5 000 kr"), (-500, "SEK", "ett underskott på 500 kr"),
    (500, "SEK", "- 500 kr"), (45_000, "SEK", "15 000 kr x 3"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "currency", "text"), OTHER_SUMS)
def test_a_sum_that_is_not_the_one_of_its_text_is_told_and_in_doubt(
    value: object, currency: str, text: str, tmp_path: Path
) -> None:
    cells = {"value": value, "currency": currency, "text": text}
    assert codes(tmp_path, "amounts", cells) == [("amount-differs", f"{M}-amount-01")]


@pytest.mark.parametrize(("value", "currency", "text"), SAME_SUMS)
def test_a_sum_that_may_be_that_of_its_text_is_not_told(
    value: object, currency: str, text: str, tmp_path: Path
) -> None:
    assert codes(tmp_path, "amounts", {"value": value, "currency": currency, "text": text}) == []


CLAUSES_OTHER: list[tuple[str, list[Cells]]] = [
    ("Förbundet beviljas 70 000 kronor", [{"value": 50_000, "text": "50000,00"}]),
    ("Förbundet beviljas 70 000 kronor", [{"value": 50_000, "text": "50 000 kronor"}]),
    ("Förbundet beviljas 70 000 kronor enligt § 5, dnr SR 2031/4",
     [{"value": 50_000, "text": "50 tkr"}]),
    ("Förbundet beviljas 50 000 euro", [{"value": 50_000, "text": "50000"}]),
    ("Förbundet beviljas 70 tkr år 2031 samt 30 tkr år 2032",
     [{"value": 50_000, "text": "x"}, {"value": 30_000, "text": "y"}]),
    ("Förbundet beviljas drygt 1,2 mnkr", [{"value": 1_400_000, "text": "x"}]),
    ("Förbundet beviljas 70 000 kronor till 4 lag", [{"value": 50_000, "text": "x"}]),
]  # fmt: skip
CLAUSES_SAME: list[tuple[str, list[Cells]]] = [
    ("Förbundet beviljas 70 000 kronor", [{"value": 70_000, "text": "70000,00"}]),
    ("Förbundet beviljas drygt 1,2 mnkr", [{"value": 1_234_567, "text": "x"}]),
    ("Kostnaden minskas med 70 000 kronor", [{"value": -70_000, "text": "x"}]),
    # a total, a rest, a product, one each, and what has other numbers or words beside it
    ("Förbundet beviljas 70 tkr år 2031 samt 30 tkr år 2032", [{"value": 100_000, "text": "x"}]),
    ("Ramen höjs med 20 000 kronor till 70 000 kronor", [{"value": 50_000, "text": "x"}]),
    ("Ramen höjs från 50 000 till 70 000 kronor", [{"value": 50_000, "text": "x"}]),
    ("Förbundet beviljas 25 000 kronor till 2 lag", [{"value": 50_000, "text": "x"}]),
    ("Förbundet beviljas 25 000 kronor vardera", [{"value": 50_000, "text": "x"}]),
    ("Förbundet beviljas högst 10 procent av 70 000 kronor", [{"value": 7_000, "text": "x"}]),
    ("Förbundet beviljas stöd", [{"value": 50_000, "text": "x"}]),
    # another sum besides, which the clause does not print; and one that its item prints
    ("Förbundet beviljas 70 000 kronor",
     [{"value": 70_000, "text": "x"}, {"value": 90_000, "text": "y"}]),
    ("Förbundet beviljas 70 000 kronor", [{"value": 90_000, "text": "90 000 kronor"}]),
]  # fmt: skip


def of_clause(text: str, amounts: list[Cells], scratch: Path) -> list[tuple[str, str | None]]:
    rows = meeting()
    rows["clauses"][0]["text"] = text
    rows["item_texts"][0]["text"] = "Det kostar 90 000 kronor."
    of_sum = rows["amounts"][0]
    rows["amounts"] = [{**of_sum, **cells} for cells in amounts]
    (found,) = given_readings(rows, {}, SETTINGS, scratch / "given", "x").readings
    return [(p.code, p.row) for p in found.reading(SETTINGS).problems]


@pytest.mark.parametrize(("text", "amounts"), CLAUSES_OTHER)
def test_a_sum_that_its_clause_has_otherwise_is_told_whatever_its_own_text(
    text: str, amounts: list[Cells], tmp_path: Path
) -> None:
    expected = [("amount-not-in-clause", f"{M}-amount-01")]
    assert of_clause(text, amounts, tmp_path) == expected


@pytest.mark.parametrize(("text", "amounts"), CLAUSES_SAME)
def test_a_sum_that_may_be_in_its_clause_is_not_told(
    text: str, amounts: list[Cells], tmp_path: Path
) -> None:
    assert of_clause(text, amounts, tmp_path) == []


@pytest.mark.parametrize(
    ("per", "text", "found"),
    [
        ("total", "25 000 kr per år", True), ("year", "25 000 kr per invånare", True),
        ("year", "25 000 kr per år", False), ("year", "25 000 kr årligen", False),
        ("year", "25 000 kr", False), ("total", "25 000 kr totalt", False),
        ("total", "25 000 kr, som betalas ut varje år", False),
    ],
)  # fmt: skip
def test_what_a_sum_is_per_is_what_its_text_says(
    per: str, text: str, found: bool, tmp_path: Path
) -> None:
    cells = {"value": 25_000, "per": per, "text": text}
    expected = [("amount-basis-differs", f"{M}-amount-01")] if found else []
    assert codes(tmp_path, "amounts", cells) == expected


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("1-2 mnkr", 1_000_000, 2_000_000), ("500 kr–1 tkr", 500, 1_000), ("-5 kr", -5, -5)],
)
def test_a_range_has_the_unit_of_each_end(text: str, low: int, high: int) -> None:
    found = money(text)
    assert found is not None
    assert (found.low, found.high) == (Decimal(low), Decimal(high))


# --- dates ------------------------------------------------------------------------------------

OTHER_DATES: list[tuple[str, Cells, str]] = [
    ("assignments", {"text": "redovisa stödet senast den 1 mars 2032"}, "assignment-01"),
    ("assignments", {"text": "redovisa stödet inför 2031", "due_clause": None}, "assignment-01"),
    ("clauses", {"text": "Hittepåförbundet beviljas stöd från och med 1 januari 2032"}, "7-1"),
    ("clauses", {"text": "Stöd ges t.o.m. den 31 maj 2033", "effective_until": "2034-05-31"},
     "7-1"),
    ("documents", {"title": "Ansökan 2031-01-09"}, "document-01"),
    ("documents", {"title": "Tjänsteskrivelse den 9 januari 2031"}, "document-01"),
    ("citations", {"text": "Rådet beslutade 2030-01-01 § 7", "date": "2031-03-05"}, "citation-01"),
]  # fmt: skip
SAME_DATES: list[tuple[str, Cells]] = [
    ("assignments", {"text": "redovisa stödet senast den 15 december 2031"}),
    ("assignments", {"text": "redovisa utfallet per 31 augusti 2031 senast i december 2031"}),
    ("assignments", {"text": "redovisa stödet för 2029"}),
    ("assignments", {"text": "redovisa vad som hände den 1 mars 2029"}),
    ("assignments", {"text": "redovisa stödet vid nästa möte"}),
    ("clauses", {"text": "Stödet gäller från och med 2031"}),
    ("clauses", {"text": "Stödet gäller från och med 1 april 2031 eller från och med juni 2031"}),
    ("clauses", {"text": "Stödet söktes den 1 januari 2029"}),
    ("documents", {"title": "Ansökan 2031-02-09"}),
    ("documents", {"title": "Delårsrapport per 2030-08-31"}),
    ("documents", {"title": "Svar på skrivelse från den 9 januari 2029"}),
    ("documents", {"title": "Budget 2032"}),
    ("citations", {"text": "Efter ansökan 2030-01-01 beslutade rådet i mars", "date": "2031-03"}),
    ("citations", {"text": "Beslut 2031-03-05 efter ansökan 2030-01-01", "date": "2031-03-05"}),
]  # fmt: skip


@pytest.mark.parametrize(("table", "cells", "row"), OTHER_DATES)
def test_a_date_that_is_not_the_one_of_its_text_is_told(
    table: str, cells: Cells, row: str, tmp_path: Path
) -> None:
    assert codes(tmp_path, table, cells) == [("date-differs", f"{M}-{row}")]


@pytest.mark.parametrize(("table", "cells"), SAME_DATES)
def test_a_date_that_may_be_that_of_its_text_is_not_told(
    table: str, cells: Cells, tmp_path: Path
) -> None:
    assert codes(tmp_path, table, cells) == []


def test_the_clause_of_a_task_says_when_it_is_due(tmp_path: Path) -> None:
    cells = {"text": "Förbundet ska redovisa stödet senast den 1 mars 2032"}
    (tmp_path / "other").mkdir()
    changes = {("clauses", 1): cells, ("assignments", 0): {"due_clause": "c2"}}
    found = told(tmp_path, changes, {})
    assert [(p.code, p.row) for p in found] == [("date-differs", f"{M}-assignment-01")]
    changes["assignments", 0] = {"due_clause": "c1"}
    assert told(tmp_path / "other", changes, {}) == ()


# --- §§ ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"text": "Se § 99"}, True), ({"text": "Rådets beslut §§ 8–12"}, True),
        ({"text": "Se § 99", "paragraph": None}, True), ({"text": "Se §99 och § 100"}, True),
        ({"text": "Se § 7 b", "paragraph": "7 a"}, True),
        ({"text": "Rådets beslut § 7, 2031-03-05"}, False), ({"text": "Se §§ 5–9"}, False),
        ({"text": "Se § 7 b"}, False), ({"text": "Se § 7", "paragraph": "7 a"}, False),
        ({"text": "Se det beslut som fattades"}, False), ({"text": "Se punkt 7 och § 99"}, False),
        ({"text": "Beslut enligt § 99 socialtjänstlagen och lagen i övrigt"}, False),
        ({"text": "Se § 99", "paragraph": "99", "resolves_to_item": None,
          "resolves_to_meeting": None}, False),
    ],
)  # fmt: skip
def test_a_citation_of_another_paragraph_than_its_text_says_is_told(
    cells: Cells, found: bool, tmp_path: Path
) -> None:
    expected = [("cited-paragraph-differs", f"{M}-citation-01")] if found else []
    assert codes(tmp_path, "citations", cells) == expected


# --- weekdays ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("mötet tisdag 5 mars 2031", "tisdag 5 mars 2031"),
        ("Tisdagen den 5 mars 2031 kl. 9", "Tisdagen den 5 mars 2031"),
        ("tisdag, 5 mars 2031", "tisdag, 5 mars 2031"), ("tis. 2031-03-05", "tis. 2031-03-05"),
        ("5 mars 2031 (tisdag)", "5 mars 2031 (tisdag)"),
        ("onsdag 5 mars 2031", None), ("ons 5 mars 2031", None), ("5 mars 2031 (ons)", None),
        ("5 mars 2031, torsdag 6 mars 2031", None), ("tisdag 5 mars", None),
        ("tisdag och onsdag 5 mars 2031", None), ("varje tisdag från 5 mars 2031", None),
        ("tisdag–onsdag 4–5 mars 2031", None), ("visa 5 mars 2031", None),
    ],
)  # fmt: skip
def test_a_weekday_is_that_of_its_date(text: str, printed: str | None) -> None:
    found = [(wrong.printed, wrong.weekday, wrong.true) for wrong in wrong_weekdays(text)]
    assert found == ([(printed, "tisdag", "onsdag")] if printed else [])


def test_a_weekday_in_a_text_is_told_once_for_its_lines(tmp_path: Path) -> None:
    text = "Drakarna kom tisdag 5 mars 2031."
    found = codes(tmp_path, "item_texts", {"text": text, "heading": text})
    assert found == [("weekday-differs", f"{M}-item-text-01")]


def test_a_day_is_not_taken_with_another_weekday(tmp_path: Path) -> None:
    rows, faults = meeting(), Faults()
    rows["meetings"][0].update(date="tisdag 5 mars 2031", adjusted_on="onsdag 5 mars 2031")
    given_readings(rows, {}, SETTINGS, tmp_path / "given", "x", faults)
    (said,) = [fault.said("en") for fault in faults.told]
    assert "'tisdag 5 mars 2031'" in said
    assert "`onsdag`" in said


# --- whom clauses name ------------------------------------------------------------------------

JOURS = {
    "jour": {"name": "Kvinnojouren Drakstad"},
    "mans": {"name": "Mansjouren", "short_name": "MJ"},
}
OTHERS: list[tuple[str, Cells, str]] = [
    ("clauses", {"text": "Kvinnojouren Drakstad beviljas 50 000 kronor"}, "7-1"),
    ("clauses", {"text": "Att bevilja 50 000 kronor i bidrag till MJ"}, "7-1"),
    ("clauses", {"text": "Att bevilja Mansjouren stöd", "beneficiary": "Kvinnojouren Drakstad"},
     "7-1"),
    ("clauses", {"text": "Att avslå Mansjourens ansökan"}, "7-1"),
    ("addressees", {"text": "Mansjouren"}, "addressee-01"),
    ("addressees", {"text": "Åre kommun", "organization": None, "municipality": "Berg"},
     "addressee-01"),
]  # fmt: skip
NO_OTHERS: list[tuple[str, Cells]] = [
    ("clauses", {"text": "Föreningen beviljas 50 000 kronor"}),
    ("clauses", {"text": "Föreningen beviljas stöd enligt skrivelse till Mansjouren"}),
    ("clauses", {"text": "Hittepåförbundets ansökan beviljas, liksom Mansjouren"}),
    ("clauses", {"text": "Att bevilja Kvinnojouren stöd", "beneficiary": "jour"}),
    ("clauses", {"text": "Sagorådet beviljar förbundet 50 000 kronor"}),
    ("clauses", {"text": "Att bevilja Okända gruppen 50 000 kronor"}),
    ("clauses", {"text": "Att notera informationen från Mansjouren"}),
    ("addressees", {"text": "förbundet"}), ("addressees", {"text": "Hittepåförbundets"}),
    ("addressees", {"text": "kommunerna", "organization": None, "municipality": "Berg"}),
    ("addressees", {"text": "Bergs kommun", "organization": None, "municipality": "Berg"}),
]  # fmt: skip


@pytest.mark.parametrize(("table", "cells", "row"), OTHERS)
def test_whom_a_clause_names_instead_is_told(
    table: str, cells: Cells, row: str, tmp_path: Path
) -> None:
    assert codes(tmp_path, table, cells, **JOURS) == [("clause-names-other", f"{M}-{row}")]


@pytest.mark.parametrize(("table", "cells"), NO_OTHERS)
def test_whom_a_clause_may_mean_is_not_told(table: str, cells: Cells, tmp_path: Path) -> None:
    assert codes(tmp_path, table, cells, **JOURS) == []


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Att uppdra åt Mansjouren att redovisa", ["addressee-02", "assignment-01"]),
        ("Att uppdra åt Mansjouren och kommunerna att redovisa", []),
        ("Att uppdra åt Mansjouren att med Hittepåförbundet redovisa", []),
        ("Att uppdra åt förbundet att redovisa", []), ("Att redovisa stödet", []),
    ],
)  # fmt: skip
def test_whom_a_clause_speaks_to_is_who_stands_there(
    text: str, rows: list[str], tmp_path: Path
) -> None:
    changes = {
        ("clauses", 1): {"text": text},
        ("addressees", 0): {"clause": "c2", "text": "den"},
    }
    found = told(tmp_path, changes, JOURS)
    assert [(p.code, p.row) for p in found] == [("clause-names-other", f"{M}-{r}") for r in rows]


@pytest.mark.parametrize("kind", ["municipality", "other", "association"])
@pytest.mark.parametrize(("name", "printed", "rows"), [
    ("Ragunda kommun", "Ragunda kommun", []), ("Strömsunds kommun", "Strömsunds kommun", []),
    ("Strömsunds kommun", "strömsunds kommun", []),
    ("Ragunda kommun", "Krokoms kommun", ["addressee-02"]),
    ("Ragundagillet", "Ragunda kommun", ["addressee-02", "assignment-01"]),
])  # fmt: skip
def test_an_organization_called_as_a_municipality_is_that_municipality(
    kind: str, name: str, printed: str, rows: list[str], tmp_path: Path
) -> None:
    changes = {
        ("clauses", 1): {"text": f"Att uppdra till {printed} att återkomma."},
        ("addressees", 0): {"clause": "c2", "organization": "town", "text": printed},
        ("assignments", 0): {"clause": "c2", "organization": "town"},
    }
    found = told(tmp_path, changes, {"town": {"name": name, "kind": kind}})
    assert [(p.code, p.row) for p in found] == [("clause-names-other", f"{M}-{r}") for r in rows]


def test_every_sentence_is_given_what_it_asks_for(tmp_path: Path) -> None:
    changes: dict[tuple[str, int], Cells] = {
        ("amounts", 0): {"value": 99}, ("amounts", 1): {"per": "year", "text": "3 kr per dag"},
        ("documents", 0): {"title": "Ansökan 2030-01-01"}, ("addressees", 0): {"text": "MJ"},
        ("dissents", 0): {"text": "Det var tisdag den 5 mars 2031."},
    }  # fmt: skip
    found = told(tmp_path, changes, JOURS)
    assert len({problem.code for problem in found}) == len(changes)
    for problem in found:
        assert problem.severity == "warning"
        for language in ("sv", "en"):
            asked = {
                name
                for _, name, _, _ in string.Formatter().parse(
                    entry(f"problems.{problem.code}")[language]
                )
                if name
            }
            assert {name.removesuffix("_label") for name in asked} <= {*problem.facts}
            assert problem.sentence(language)


def test_the_meetings_of_other_days_are_not_told(tmp_path: Path) -> None:
    rows = meeting(dt.date(2032, 5, 4))
    rows["item_texts"][0]["text"] = "Drakarna kom tisdag 4 maj 2032."
    (found,) = given_readings(rows, {}, SETTINGS, tmp_path / "given", "x").readings
    assert found.reading(SETTINGS).problems == ()

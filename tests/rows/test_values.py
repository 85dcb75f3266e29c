"""One given value: what it is taken for, and what is refused. No name here is anybody's."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

import numpy as np
import pyarrow as pa
import pytest

from socsam_opendata.model.records import BY_NAME
from socsam_opendata.rows.values import LONGEST_CELL, UnfitError, is_null, value_of

STOCKHOLM = dt.timezone(dt.timedelta(hours=2))
TAKEN: list[tuple[str, object, object]] = [
    ("meetings.date", dt.date(2025, 6, 2), dt.date(2025, 6, 2)),
    ("meetings.date", dt.datetime(2025, 6, 2), dt.date(2025, 6, 2)),
    ("meetings.date", "2025-06-02", dt.date(2025, 6, 2)),
    ("meetings.date", " 2025-06-02T00:00:00 ", dt.date(2025, 6, 2)),
    ("meetings.date", "2 juni 2025", dt.date(2025, 6, 2)),
    ("meetings.date", "måndagen den 2 juni 2025", dt.date(2025, 6, 2)),
    ("meetings.date", np.datetime64("2025-06-02"), dt.date(2025, 6, 2)),
    ("meetings.date", pa.scalar(dt.date(2025, 6, 2)), dt.date(2025, 6, 2)),
    ("meetings.starts_at", dt.time(9), dt.time(9)),
    ("meetings.starts_at", "09:00", dt.time(9)),
    ("meetings.starts_at", "kl. 9.30", dt.time(9, 30)),
    ("meetings.starts_at", "13:05:30", dt.time(13, 5, 30)),
    # as polars and pandas write what they have in nanoseconds
    ("meetings.starts_at", "18:40:00.000000000", dt.time(18, 40)),
    ("meetings.starts_at", "08:15:20,000", dt.time(8, 15, 20)),
    ("meetings.date", "2025-06-02 00:00:00.000000000", dt.date(2025, 6, 2)),
    ("meetings.first_paragraph", 12, "12"),
    ("meetings.first_paragraph", np.int64(12), "12"),
    ("meetings.place", "Cafe\u0301et,\r\nStorsjön", "Caféet,\nStorsjön"),
    ("agenda_items.position", 3.0, 3),
    ("agenda_items.position", "3", 3),
    ("agenda_items.position", "3,0", 3),
    ("votes.yes", "12.0", 12),
    ("meetings.first_paragraph", "12,0", "12"),
    ("agenda_items.position", Decimal("3.00"), 3),
    ("agenda_items.confidential", True, "yes"),
    ("agenda_items.confidential", "Nej", "no"),
    ("agenda_items.confidential", np.bool_(False), "no"),
    ("amounts.value", 50000, Decimal("50000.00")),
    ("amounts.value", 0.1, Decimal("0.10")),
    ("amounts.value", Decimal("12.5"), Decimal("12.50")),
    ("amounts.value", "50 000,50", Decimal("50000.50")),
    ("amounts.value", "50\u00a0000", Decimal("50000.00")),
    ("amounts.value", "-1,5", Decimal("-1.50")),
    ("participants.capacity", "member", "member"),
    ("participants.capacity", "Ledamot", "member"),
    ("assignments.due", dt.date(2025, 12, 1), "2025-12-01"),
    ("assignments.due", dt.datetime(2025, 12, 1), "2025-12-01"),
    ("assignments.due", "../2025-12-31", "../2025-12-31"),
    ("assignments.due", "2025/2025-12-31", "2025/2025-12-31"),
    ("assignments.due", "2025-12/2025", "2025-12/2025"),
    ("assignments.due", "2 juni 2025", "2025-06-02"),
    ("documents.dated", " den 2 juni 2025", "2025-06-02"),
    ("citations.date", "2025-06-02T00:00:00", "2025-06-02"),
    ("clauses.effective_from", "2025-06-02 00:00:00", "2025-06-02"),
    ("amounts.value", "-0", Decimal("0.00")),
    ("amounts.value", Decimal("-0.00"), Decimal("0.00")),
    ("amounts.value", -0.0, Decimal("0.00")),
    ("amounts.currency", " EUR ", "EUR"),
    ("amounts.currency", "NOK", "NOK"),
    ("votes.outcome", True, "yes"),
    ("votes.outcome", np.bool_(False), "no"),
    ("ballots.choice", True, "yes"),
    ("ballots.choice", "false", "no"),
    ("ballots.choice", "SANT", "yes"),
    ("sources.url", "https://example.org/@radet?till=a@b", "https://example.org/@radet?till=a@b"),
    ("votes.yes", " 13 ", 13),
    ("votes.yes", "\u00a013", 13),
    ("votes.yes", "0" * 40 + "13", 13),
    ("agenda_items.number", " 13 ", "13"),
    ("agenda_items.number", " 13.0", "13"),
    ("participants.paragraphs", " 5-7,9 ", "5-7,9"),
    ("organizations.organisation_number", " 222000-1234", "222000-1234"),
    ("organizations.wikidata", " https://www.wikidata.org/entity/Q34 ", "Q34"),
    # A package of CSV, read by a program that takes these for numbers.
    ("municipalities.county_code", 6, "06"),
    ("municipalities.county_code", "6", "06"),
    ("municipalities.county_code", 6.0, "06"),
    ("municipalities.county_code", "23", "23"),
    ("municipalities.id", 114, "0114"),
    ("amounts.value", "0000000000000000012", Decimal("12.00")),
    ("amounts.value", "999 999 999 999,99", Decimal("999999999999.99")),
    ("organizations.wikidata", "https://www.wikidata.org/wiki/Q34", "Q34"),
    ("participants.person", 17, "17"),
    ("participants.person", 17.0, "17"),
    ("participants.person", "Påhitt/17", "Påhitt/17"),
    ("participants.person", UUID(int=17), "00000000-0000-0000-0000-000000000011"),
]  # fmt: skip
REFUSED: list[tuple[str, object, str]] = [
    ("assignments.due", "2 juni", "rows.is.edtf"),
    ("assignments.due", "31 juni 2025", "rows.is.edtf"),
    ("assignments.due", "2 juni 2025 eller senare", "rows.is.edtf"),
    ("votes.yes", "1 3 x", "rows.is.integer"),
    ("votes.yes", "9" * 19, "rows.is.integer-below"),
    ("votes.yes", "9" * 6_000, "rows.is.integer-below"),
    ("votes.yes", 10**30, "rows.is.integer-below"),
    ("municipalities.county_code", "2", "rows.is.county-code"),  # there is no county 02
    ("municipalities.county_code", "006", "rows.is.county-code"),
    ("municipalities.county_code", "\u0666", "rows.is.county-code"),
    ("municipalities.id", 14, "rows.is.municipality-code"),
    ("amounts.value", 1_000_000_000_000, "rows.is.sum-below"),
    ("amounts.value", "-1 000 000 000 000", "rows.is.sum-below"),
    ("amounts.value", "9" * 6_000, "rows.is.sum-below"),
    ("amounts.value", 10**6_000, "rows.is.sum-below"),
    ("amounts.value", 1e300, "rows.is.sum-below"),
    ("amounts.value", Decimal("1e40"), "rows.is.sum-below"),
    ("amounts.value", 0.001, "rows.is.sum"),
    ("amounts.value", "\u0662\u0665", "rows.is.sum"),  # digits of another script
    ("agenda_items.position", "3,5", "rows.is.integer"),
    ("agenda_items.position", "3,000", "rows.is.integer"),
    ("amounts.value", float("inf"), "rows.is.sum"),
    ("meetings.date", dt.datetime(2025, 6, 2, 9), "rows.is.day"),
    ("meetings.date", dt.datetime(2025, 6, 2, tzinfo=STOCKHOLM), "rows.is.day"),
    ("meetings.date", "2/6 2025", "rows.is.day"),
    ("meetings.date", "31 juni 2025", "rows.is.day"),
    ("meetings.date", "2 juni 2025 och 3 juni 2025", "rows.is.day"),
    ("meetings.date", "2025", "rows.is.day"),
    ("assignments.due", "2026/2025-12", "rows.is.edtf"),
    ("assignments.due", dt.datetime(2025, 12, 1, 9), "rows.is.day"),
    ("meetings.date", 20250602, "rows.is.day"),
    ("meetings.starts_at", dt.time(9, tzinfo=STOCKHOLM), "rows.is.time"),
    ("meetings.starts_at", "09:00+02:00", "rows.is.time"),
    ("meetings.starts_at", "25:00", "rows.is.time"),
    ("meetings.starts_at", "18:40:00.000000001", "rows.is.time"),
    ("meetings.starts_at", "18:40:00.", "rows.is.time"),
    ("meetings.date", "2025-06-02 00:00:00.000000001", "rows.is.day"),
    ("meetings.starts_at", dt.datetime(2025, 6, 2, 9), "rows.is.time"),
    ("meetings.first_paragraph", "§ 12", "rows.is.paragraph"),
    ("meetings.first_paragraph", True, "rows.is.text"),
    ("meetings.place", 12, "rows.is.text"),
    ("meetings.place", b"x", "rows.is.text"),
    ("meetings.place", "a\x00b", "rows.is.without-control"),
    ("meetings.place", "a\ud800b", "rows.is.without-control"),
    ("meetings.place", "x" * (LONGEST_CELL + 1), "rows.is.shorter"),
    ("agenda_items.position", 3.5, "rows.is.integer"),
    ("agenda_items.position", True, "rows.is.integer"),
    ("agenda_items.position", "tre", "rows.is.integer"),
    ("agenda_items.position", 2**63, "rows.is.integer-below"),
    ("agenda_items.confidential", 1, "rows.is.yes-or-no"),
    ("agenda_items.confidential", "kanske", "rows.is.yes-or-no"),
    ("amounts.value", 0.1 + 0.2, "rows.is.sum"),
    ("amounts.value", Decimal("1.005"), "rows.is.sum"),
    ("amounts.value", "1.000", "rows.is.sum"),
    ("amounts.value", "50 000 euro", "rows.is.sum"),
    ("amounts.value", float("inf"), "rows.is.sum"),
    ("amounts.value", 10**12, "rows.is.sum-below"),
    ("amounts.value", True, "rows.is.sum"),
    ("participants.capacity", "hedersgäst", "rows.is.code"),
    ("participants.capacity", True, "rows.is.code"),
    ("ballots.choice", 1, "rows.is.code"),
    ("dissents.kind", "true", "rows.is.code"),
    ("amounts.currency", "SKE", "rows.is.currency"),
    ("amounts.currency", "XXX", "rows.is.currency"),
    ("amounts.currency", "kr", "rows.is.currency"),
    ("sources.url", "https://user:pw@example.org/a.pdf", "rows.is.open-address"),
    ("sources.url", "http://anna@example.org", "rows.is.open-address"),
    ("sources.url", "https://[::1/a", "rows.is.open-address"),
    ("participants.capacity", 1, "rows.is.code"),
    ("assignments.due", "snarast", "rows.is.edtf"),
    ("organizations.wikidata", "Sverige", "rows.is.wikidata"),
    ("sources.url", "example.org", "rows.is.address"),
    ("participants.person", 1.5, "rows.is.key"),
    ("participants.person", ["a"], "rows.is.key"),
]  # fmt: skip


def read(column: str, given: object) -> Any:
    table, _, name = column.partition(".")
    return value_of(BY_NAME[table].by_name[name], given)


@pytest.mark.parametrize(("column", "given", "value"), TAKEN, ids=repr)
def test_a_value_that_means_one_thing_is_taken_for_it(
    column: str, given: object, value: object
) -> None:
    found = read(column, given)
    assert found == value
    assert str(found) == str(value)
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("column", "given", "wanted"), REFUSED, ids=[f"{c}-{n}" for n, (c, _, _) in enumerate(REFUSED)]
)
def test_any_other_is_refused_and_what_is_allowed_is_said(
    column: str, given: object, wanted: str
) -> None:
    with pytest.raises(UnfitError) as caught:
        read(column, given)
    assert caught.value.allowed.key == wanted
    assert caught.value.allowed.said("sv") != caught.value.allowed.said("en")


def test_a_code_that_is_nearly_one_is_hinted_at() -> None:
    with pytest.raises(UnfitError) as caught:
        read("participants.capacity", "ledamott")
    assert caught.value.hint is not None
    assert "'Ledamot'" in str(caught.value.hint())


@pytest.mark.parametrize("given", [None, "", "  ", float("nan"), Decimal("NaN"), np.float64("nan")])
def test_what_says_that_there_is_none_is_null(given: object) -> None:
    assert is_null(given)


@pytest.mark.parametrize("given", [0, False, "0", "-", 0.0])
def test_what_says_something_is_not_null(given: object) -> None:
    assert not is_null(given)

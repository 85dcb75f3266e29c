"""Cells of a row against the text that is printed beside them, where that can be read surely.

What a reader of minutes made of a text agrees with it; rows may say anything. A text that may mean
several things, or something else, contradicts nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from socsam_opendata.minutes.print import dates, paragraphs
from socsam_opendata.minutes.rules.citations import LAW
from socsam_opendata.minutes.rules.deadlines import effects, stated_dues
from socsam_opendata.minutes.rules.draft import Draft
from socsam_opendata.model.keys import ELSEWHERE, meeting_of
from socsam_opendata.model.kinds import Text
from socsam_opendata.model.records import MEETING_TABLES

# So much of a text is told.
_TOLD = 80
# Dates of this length or more are days and months; a year alone stands in many texts.
_MONTH = len("2031-03")
_DAY = len("2031-03-05")
# Words before a date in a title which say that it is another one than that of the document.
_OF_SOMETHING = re.compile(
    r"\b(?:per|till|från|fr\.?\s?o\.?\s?m|t\.?\s?o\.?\s?m|för|inför|efter|före|om|av|vid|i|på|angående"
    r"|avseende|gällande|rörande|mellan|och|under|senast|gäller|den\s+dag)\b\W*(?:den\s+)?$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[0-9]+")
# §§ that are cited, with the letter of a part where one stands behind a single one.
_SIGNED = re.compile(rf"§\s*§?\s*(?P<ranges>{paragraphs.NUMBERS})(?:\s?(?P<part>[a-z])\b)?", re.I)
# Columns that hold what is printed.
_PRINTED = {
    table.name: tuple(
        column.name for column in table.columns
        if column.name != "id" and isinstance(column.kind, Text) and column.kind.pattern is None
    )
    for table in MEETING_TABLES if table.is_fact and not table.view
}  # fmt: skip


def note_texts(draft: Draft) -> None:
    """Note the cells that say something else than the text beside them, and wrong weekdays."""
    _dues(draft)
    _effects(draft)
    _documents(draft)
    _cited_days(draft)
    _cited_paragraphs(draft)
    _weekdays(draft)


# --- dates ------------------------------------------------------------------------------------


def _differs(draft: Draft, table: str, row: Any, column: str, printed: str) -> None:
    draft.problem(
        "date-differs", row.first_line, row.last_line, table=table, row=row.id, column=column,
        of=table, given=str(getattr(row, column)), printed=" ".join(printed.split())[:_TOLD],
    )  # fmt: skip


def _fits(cell: str, said: Iterable[str]) -> bool:
    """Whether a date can be one of those that a text says."""
    return any(dates.overlap(cell, one) for one in said)


def _dues(draft: Draft) -> None:
    """Tasks that are due at another time than their own text says, or the clause that says when."""
    clauses = {row.id: row.text for row in draft.rows["clauses"]}
    tasks = Counter(row.clause for row in draft.rows["assignments"])
    for row in draft.rows["assignments"]:
        texts = [row.text]
        if row.due_clause or tasks[row.clause] == 1:  # else it may be the other's
            texts.append(clauses.get(row.due_clause or row.clause, ""))
        text = next((text for text in texts if any(stated_dues(text))), None)
        if row.due is None or text is None:
            continue
        other = (when.edtf for when in dates.periods(text) if len(when.edtf) >= _MONTH)
        if not _fits(row.due, (*(due.edtf for due in stated_dues(text)), *other)):
            _differs(draft, "assignments", row, "due", text)


def _effects(draft: Draft) -> None:
    """Clauses that have effect from or until another time than their text says."""
    for row in draft.rows["clauses"]:
        for column, said in effects(row.text).items():
            cell = getattr(row, column)
            if cell is not None and said and not _fits(cell, said):
                _differs(draft, "clauses", row, column, row.text)


def _documents(draft: Draft) -> None:
    """Documents with another date than the one day in their title, where that is their own."""
    for row in draft.rows["documents"]:
        days = dates.dates(row.title)
        if row.dated is None or len(days) != 1 or len(dates.periods(row.title)) != 1:
            continue
        own = not _OF_SOMETHING.search(row.title[: days[0].start])
        if own and not _fits(row.dated, [days[0].edtf]):
            _differs(draft, "documents", row, "dated", row.title)


def _cited_days(draft: Draft) -> None:
    """Citations of another day than the only one in their text."""
    (meeting,) = draft.rows["meetings"]
    for row in draft.rows["citations"]:
        said = dates.periods(row.text)
        month = dates.month_without_year(row.text, meeting.date)
        if row.date is None or month or len(said) != 1 or len(said[0].edtf) < _DAY:
            continue
        if not _fits(row.date, [said[0].edtf]):
            _differs(draft, "citations", row, "date", row.text)


def _cited_paragraphs(draft: Draft) -> None:
    """Citations of another § than those in their text, save where that may speak of a law."""
    told = {problem.row for problem in draft.problems if problem.code == "citation-differs"}
    for row in draft.rows["citations"]:
        meant = row.paragraph or _number_of(row.resolves_to_item)
        if not meant or row.id in told or LAW.search(row.text):
            continue
        number, _, part = meant.partition(" ")
        printed = [*_SIGNED.finditer(row.text)]
        ranges = ",".join(paragraphs.ranges(one["ranges"]) for one in printed)
        said = {*paragraphs.numbers_of(ranges)}
        parts = {one["part"] for one in printed if one["ranges"] == number}
        # A number without the sign may be what is meant as well.
        other = printed and int(number) not in said and number not in _NUMBER.findall(row.text)
        if other or (part and parts and None not in parts and part not in parts):
            draft.problem(
                "cited-paragraph-differs", row.first_line, row.last_line, table="citations",
                row=row.id, paragraph=f"§ {meant}", printed=" ".join(row.text.split())[:_TOLD],
            )  # fmt: skip


def _number_of(key: str | None) -> str | None:
    """The number of an item, by its key."""
    meant = (key or "").removeprefix(ELSEWHERE)
    found = _NUMBER.match(meant.removeprefix(f"{meeting_of(meant)}-"))
    return found[0] if found else None


def _weekdays(draft: Draft) -> None:
    """Dates in texts that are printed with another weekday than theirs, once for their lines."""
    told: list[tuple[str, int, int]] = []
    for table, columns in _PRINTED.items():
        for row in draft.rows[table]:
            texts = (getattr(row, column) for column in columns)
            for wrong in (one for text in texts if text for one in dates.wrong_weekdays(text)):
                lines = row.first_line, row.last_line
                if any(p == wrong.printed and a <= lines[1] and lines[0] <= b for p, a, b in told):
                    continue
                told.append((wrong.printed, *lines))
                draft.problem(
                    "weekday-differs", *lines, table=table, row=row.id, printed=wrong.printed,
                    weekday=wrong.weekday, true=wrong.true,
                )  # fmt: skip

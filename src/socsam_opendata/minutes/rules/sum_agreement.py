"""Sums of rows against the texts that print them: their own, and that of their clause.

A text that reckons with a sum, or may, contradicts nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from socsam_opendata.minutes.print.money import Money, money, prints, sums_said
from socsam_opendata.minutes.rules.draft import Draft
from socsam_opendata.model.code_lists import code_list

# So much of a text is told.
_TOLD = 80


def note_sums(draft: Draft) -> None:
    """Note sums that are not those of their texts."""
    _amounts(draft)
    _of_clauses(draft)


def _amounts(draft: Draft) -> None:
    """Sums with another value, currency or basis than their text says."""
    for row in draft.rows["amounts"]:
        said = money(row.text)
        if said is None:
            continue
        if said.currency != row.currency or not said.is_said_of(row.value):
            draft.problem(
                "amount-differs", row.first_line, row.last_line, table="amounts", row=row.id,
                printed=row.text[:_TOLD], given=f"{row.value} {row.currency}",
            )  # fmt: skip
        elif _basis(row.text, said) not in (None, row.per):
            draft.problem(
                "amount-basis-differs", row.first_line, row.last_line, table="amounts",
                row=row.id, printed=row.text[:_TOLD], per=row.per,
            )  # fmt: skip


def _basis(text: str, said: Money) -> str | None:
    """What a sum is per by the words right behind it; None where they do not say it."""
    found = code_list("amount-per").find(text[said.end :])
    return (
        found[0].code if found and not text[said.end : said.end + found[0].start].strip() else None
    )


def _of_clauses(draft: Draft) -> None:
    """Sums of a clause that are not in its text, which prints one that none of its rows has."""
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in draft.rows["amounts"]:
        if row.clause:
            rows[row.clause].append(row)
    for clause in draft.rows["clauses"]:
        said = sums_said(clause.text) if clause.id in rows else None
        if said is None or not said.has_others_than(_pairs(rows[clause.id])):
            continue
        for row in rows[clause.id]:
            pair = (row.value, row.currency)
            own = money(row.text)
            told = own is not None and not own.is_said_of(row.value)  # of its own text
            if told or said.may_make(*pair) or _is_in_item(draft, row):
                continue
            draft.problem(
                "amount-not-in-clause", row.first_line, row.last_line, table="amounts",
                row=row.id, printed=" ".join(clause.text.split())[:_TOLD],
                given=f"{row.value} {row.currency}",
            )  # fmt: skip


def _pairs(rows: Iterable[Any]) -> list[tuple[Any, str]]:
    return [(row.value, row.currency) for row in rows]


def _is_in_item(draft: Draft, amount: Any) -> bool:
    """Whether a text of its item, or its title, prints a sum: it may be told from there."""
    texts = [row.text for row in draft.rows["item_texts"] if row.item == amount.item]
    texts += [row.title for row in draft.rows["agenda_items"] if row.id == amount.item]
    return any(prints(text, amount.value, amount.currency) for text in texts)

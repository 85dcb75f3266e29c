"""Sums of money: value, what they are per, and what they mean where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from socsam_opendata.minutes.layout.entries import Entry
from socsam_opendata.minutes.print import sentences, sums
from socsam_opendata.minutes.rules.draft import Reader
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASH

# Sums that are told and not read: other currencies, öre, ranges, numbers in words. One of the
# characters that begin them is looked for first, which is quicker than to try each at every place.
_UNREAD = re.compile(
    r"(?:\b(?=\d)|(?=€)|\b(?=[khet]))(?:"
    rf"{sums.NUMBER}\s*(?:(?:EUR|euro|öre|USD|dollar|NOK|DKK)\b"
    rf"|{DASH}\s*(?={sums.NUMBER}\s*(?:{sums.UNITS}|miljoner)\b))"
    rf"|€\s*{sums.NUMBER}"
    rf"|kronor\s+(?=\d[\d .]*\d){sums.NUMBER}"
    r"|(?:halv|en|två|tre)\s+miljon\w*\s+kronor)",
    re.I,
)


# Without one of these nothing is a sum of money.
_MONEY = ("kr", "sek", ":-", "eur", "öre", "€", "dollar", "usd", "nok", "dkk")


def _per(text: str, end: int) -> str:
    """What a sum is per, printed right after it; a bare sum is a total."""
    after = re.match(r"[^.,;(]{0,25}", text[end:])
    found = code_list("amount-per").find(after.group()) if after else ()
    named = [f for f in found if f.code != "total" and f.start <= 3]
    return named[0].code if named else "total"


def _meaning(text: str, start: int, end: int) -> str:
    """What a sum means by the nearest signal before it in its sentence, else after it."""
    first, last = next(
        ((a, b) for a, b in sentences.sentences(text) if a <= start < b), (0, len(text))
    )
    signals = code_list("amount-meaning").find(text[first:last])
    before = [f for f in signals if f.start + first < start]
    after = [f for f in signals if f.start + first >= end]
    if not before:
        return after[0].code if after else "not-stated"
    nearest = before[-1].code
    if nearest == "granted" and any(f.code == "recommended" for f in before):
        return "recommended"
    return nearest


def read_amounts(
    reader: Reader, item: str, entry: Entry, clause: str | None = None, force: str = "decision"
) -> None:
    """One row for each distinct sum of a clause (or of an item's texts where clause is None)."""
    draft = reader.draft
    folded = entry.text.casefold()
    if not any(word in folded for word in _MONEY):
        return
    for unread in _UNREAD.finditer(entry.text):
        draft.problem("sum-unread", *entry.lines, printed=unread.group())
    for printed in sums.too_large_sums(entry.text):
        draft.problem("sum-unread", *entry.lines, printed=printed[:80])
    told = {
        (row.value, row.per) for row in draft.rows["amounts"]
        if (row.item, row.clause) == (item, clause)
    }  # fmt: skip
    for found in sums.sums_in(entry.text):
        per = _per(entry.text, found.end)
        if (found.value, per) in told:
            continue
        told.add((found.value, per))
        meaning = _meaning(entry.text, found.start, found.end)
        if meaning == "granted" and force == "recommendation":
            meaning = "recommended"
        draft.add(
            "amounts", *entry.lines, item=item, clause=clause,
            value=found.value, currency="SEK", per=per, meaning=meaning,
            text=_printed(entry.text, found, per),
        )  # fmt: skip


def _printed(text: str, found: sums.Sum, per: str) -> str:
    """The sum as printed, with what it is per."""
    if per == "total":
        return text[found.start : found.end].rstrip(".")
    tail = re.match(r"\s*(?:/|per\s+|om\s+|i\s+)?\w+\.?", text[found.end :])
    return text[found.start : found.end + (tail.end() if tail else 0)].strip(" .")


def read_text_amounts(reader: Reader, item: str, entries: Sequence[Entry]) -> None:
    """The sums of an item's texts."""
    for entry in entries:
        read_amounts(reader, item, entry)

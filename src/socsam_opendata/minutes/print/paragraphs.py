"""Printed paragraph numbers and ranges of them: `§§ 130–133, 135`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from socsam_opendata.model.iris import DASH

# One paragraph, with its number as `number` or without a name for it.
ONE = r"§\s*(?P<number>\d{1,4})"
ANY_ONE = r"§\s*\d{1,4}"
# Numbers of paragraphs in a row: `130–133, 135 och § 137`; `till 10.30` is a time of day.
NUMBERS = rf"\d+(?:\s*(?:{DASH}+|,|och|till|&)\s*§*\s*\d+(?!\d)(?![.:]\d))*"
PARAGRAPHS = re.compile(
    rf"(?:§\s*§?|\bparagraf(?:er(?:na)?)?\b:?)\s*(?P<ranges>{NUMBERS})", re.IGNORECASE
)
_BARE_RANGES = re.compile(NUMBERS)


def ranges(text: str) -> str:
    """Printed numbers in one form: `130 – 133 och § 135` as `130-133,135`."""
    text = re.sub(rf"{DASH}+|till", "-", re.sub(r"\boch\b|&", ",", text))
    return re.sub(r"[§\s]", "", text)


def paragraph_ranges(text: str) -> str | None:
    """`§§ 130–133, 135` as `130-133,135`; None when no paragraph is printed."""
    match = PARAGRAPHS.search(text)
    return ranges(match["ranges"]) if match else None


def bare_ranges(text: str) -> str | None:
    """The same without any § sign, when the text is nothing else: `12-20`."""
    text = text.strip().strip("§").strip()
    return ranges(text) if _BARE_RANGES.fullmatch(text) else None


def numbers_of(ranges: str) -> tuple[int, ...]:
    """The paragraph numbers of `130-133,135`.

    A backward range counts its ends only, and of what is no range, such as `1-2-4`, each number.
    """
    found: list[int] = []
    for part in ranges.split(","):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        if len(ends) == 2 and ends[0] <= ends[1] <= ends[0] + 2000:
            ends = list(range(ends[0], ends[1] + 1))
        found.extend(ends)
    return tuple(found)


def runs_back(one: str) -> bool:
    """Whether a range such as `8-5` ends before it begins."""
    ends = [int(number) for number in re.findall(r"\d+", one)]
    return len(ends) == 2 and ends[0] > ends[1]


def signed(ranges: str) -> str:
    """Ranges, printed in any way, as they stand in a sentence: § 12, §§ 12-16."""
    numbers = {*re.findall(r"\d+", ranges)}
    return f"§ {min(numbers)}" if len(numbers) == 1 else f"§§ {ranges}"


def ranges_of(numbers: Iterable[int]) -> str:
    """Paragraph numbers as ranges: `12-16,18`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)

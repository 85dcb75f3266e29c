"""Where sentences of a text begin and end."""

from __future__ import annotations

import re
from functools import lru_cache

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ\d\"“”])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:kl|ca|bl|t|ex|dvs|fr|o|m|s|k|nr|st|resp|ang|inkl|exkl|etc|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec)|\b[A-ZÅÄÖ]|\.[a-zåäö])\.$"
)

# No abbreviation is longer, with what may stand before it.
_LONGEST = 12


@lru_cache(maxsize=200)  # asked for each sum of a text, and for each of its clauses
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence of a text starts and ends; abbreviations such as `kl.` do not end one."""
    found = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if "\n" not in match.group() and _ABBREVIATION.search(
            text, max(start, match.start() - _LONGEST), match.start()
        ):
            continue
        found.append((start, match.start()))
        start = match.end()
    found.append((start, len(text)))
    return tuple((a, b) for a, b in found if text[a:b].strip())

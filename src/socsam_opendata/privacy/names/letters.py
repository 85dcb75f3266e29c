"""Words that are no part of a name where they stand: letters of a diary number or of a board, and
the labels of a form.

`Bun/2016:81` and `KSAU` are letters of boards, `Signed by:` is printed by an electronic signature.
Right behind a first name such a word may as well be the surname, and is left to the evidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from socsam_opendata.privacy.names.nature import nature
from socsam_opendata.privacy.names.tokens import Gap, Tokens

# The letters of a diary number, before its year or behind its number.
_DIARY = re.compile(
    r"(?<![\w/-])(?P<before>[^\W\d_]{1,6})(?:[ -](?:AU|Au|au))?[/-]\d{4}[:/.-]\d{1,6}(?!\d)"
    r"|(?<![\w/-])(?P<capitals>[A-ZÅÄÖ]{2,6})(?:[ -]AU)? \d{4}[:/.-]\d{1,6}(?!\d)"
    r"|(?i:\b(?:dnr|diarienr|diarienummer|ärendenr|ärendenummer)[.:]? )"
    r"(?P<told>[^\W\d_]{1,6}) \d{4}[:/.-]\d{1,6}(?!\d)"
    r"|(?<![\d.:/-])\d{4}[:/.-]\d{1,6}[ /-](?P<behind>[A-ZÅÄÖ]{2,6})(?![\w])"
)
# The working committee of a board, among words that are not all in capitals: `KSAU`, `BUNAU`.
_COMMITTEE = re.compile(r"(?<!\w)(?P<board>[A-ZÅÄÖ]{1,5}AU)(?::s)?(?!\w)")
# What a program prints around an electronic signature, and a form at its foot.
_LABEL = re.compile(
    r"(?<!\w)(?P<label>[Ss]igned|[Dd]ate|[Tt]ime|[Rr]eason|[Ss]ignature|[Ss]ignatur|[Ss]ign)"
    r"(?=\s?:|\s(?:by|av)\b|\.?\s{0,2}\.{3})"
)
_NAMED = re.compile(r"\d|AU|:|\bby\b|\bav\b|\.{3}")


def letters_and_labels(told: Tokens) -> frozenset[int]:
    """The words (by their number) that are letters of a diary number or a board, or labels."""
    if _NAMED.search(told.text) is None:
        return frozenset()
    starts = [start for start, _ in told.spans]
    found: set[int] = set()
    for pattern in (_DIARY, _COMMITTEE, _LABEL):
        for match in pattern.finditer(told.text):
            start, end = match.span(match.lastgroup or 0)
            at = bisect_left(starts, start)
            if at < len(starts) and told.spans[at] == (start, end) and not _may_end_name(told, at):
                found.add(at)
    return frozenset(found)


def _may_end_name(told: Tokens, i: int) -> bool:
    """Whether a word stands right behind a first name, whose surname it may be."""
    if not i or told.gap(i - 1) not in (Gap.SPACE, Gap.WRAP, Gap.LINE, Gap.DOT):
        return False
    before = told.words[i - 1]
    return before[0].isupper() and (nature(told.small[i - 1]).first or len(before) == 1)

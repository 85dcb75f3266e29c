"""Cases: the matter an item belongs to, by its diary number, else by its title."""

from __future__ import annotations

import hashlib
import re

from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASH, DASHES, slug
from socsam_opendata.model.records import Case
from socsam_opendata.model.withheld import is_placed_case, placed_case


def case_title(title: str) -> str:
    """An item's title without a word of its kind before a dash: `Beslutspunkt - ansökan ...`."""
    match = re.match(rf"(?P<kind>[^{DASHES}:]{{4,25}}?)\s*(?:\s{DASH}|:)\s+(?P<rest>\S.*)", title)
    if match and code_list("item-kind").of_whole(match["kind"]):
        rest = match["rest"]
        return rest[0].upper() + rest[1:]
    return title


def _short(words: str) -> str:
    """A slug of at most some 80 letters: whole words, and a digest of what was cut off."""
    if len(words) <= 80:
        return words
    start = words[:72].rpartition("-")[0] or words[:72]  # one long word has no hyphen
    return f"{start}-{hashlib.sha256(words.encode()).hexdigest()[:6]}"


def case_key(body: str, title: str, diary_number: str | None) -> str:
    """The key of a case of a body: from its diary number, else from its title."""
    return f"{body}-{_short(slug(diary_number or title) or 'case')}"


def case_of_item(
    body: str, item: str, title: str, diary_number: str | None, *, secret: bool = False
) -> Case:
    """The case that an item tells of by itself.

    Where a part of what its key would be made of is withheld, others may have the same rest: the
    key is that of the item. What several confidential ones, `secret`, are called tells not that
    they are of one case.
    """
    placed = is_placed_case(title, diary_number) or (secret and not diary_number)
    key = placed_case(item) if placed else case_key(body, title, diary_number)
    return Case(id=key, title=title, diary_number=diary_number)

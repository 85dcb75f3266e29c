"""What stands in place of what is withheld, and the keys of rows of which a part is withheld.

Several organizations or cases may be called the same once names are taken out of what they are
called. A key made of what is left would make one of them, and one made of the names would tell
them. So the key is that of the meeting that names the row, with its place there, or has the public
number of the organization.
"""

from __future__ import annotations

import re
from typing import Final

from socsam_opendata.model.iris import slug
from socsam_opendata.model.keys import MEETING_KEY

# What stands in place of a name, and of a number or an address.
MASK: Final = "[namn utelämnat]"
NUMBER_MASK: Final = "[uppgift utelämnad]"
_LONGEST_NAME = 80
_NUMBER = r"(?:0[1-9]|[1-9][0-9]{1,5})"
_ORGANIZATION = re.compile(rf"({MEETING_KEY})-organization-({_NUMBER})")
_CASE = re.compile(rf"({MEETING_KEY})-[a-z0-9]+-case(?:-{_NUMBER})?")


def is_marked(*texts: str | None) -> bool:
    """Whether anything was taken out of one of the texts."""
    return any(mark in text for text in texts if text for mark in (MASK, NUMBER_MASK))


def called_in_key(name: str, short_name: str | None) -> str:
    """What the key of an organization is made of: its short name, where nothing is withheld of
    that, else its name."""
    return short_name if short_name and not is_marked(short_name) else name


def numbered_key(name: str, short_name: str | None, number: str) -> str:
    """The key of an organization of which a part is withheld, and whose number is not."""
    words = slug(called_in_key(name, short_name)) or "organization"
    return f"{words[:_LONGEST_NAME].rstrip('-')}-{number}"


def placed_organization(meeting: str, ordinal: int) -> str:
    """The key of an organization of which a part is withheld, by where the meeting names it."""
    return f"{meeting}-organization-{ordinal:02}"


def is_placed_case(title: str, diary_number: str | None) -> bool:
    """Whether the key of a case is that of its place: a part of what it would be made of, the
    diary number or else the title, is withheld."""
    return is_marked(diary_number or title)


def placed_case(item: str, ordinal: int = 1) -> str:
    """The key of a case of which a part is withheld, by the item that has it first."""
    return f"{item}-case" if ordinal == 1 else f"{item}-case-{ordinal:02}"


def meeting_of_organization(key: str) -> str | None:
    """The meeting in a key that `placed_organization` makes; None for any other key."""
    found = _ORGANIZATION.fullmatch(key)
    return found[1] if found else None


def ordinal_of_organization(key: str, meeting: str) -> int:
    """The ordinal in a key that `placed_organization` makes of a meeting; 0 for any other key."""
    found = _ORGANIZATION.fullmatch(key)
    return int(found[2]) if found and found[1] == meeting else 0


def meeting_of_case(key: str) -> str | None:
    """The meeting in a key that `placed_case` makes; None for any other key."""
    found = _CASE.fullmatch(key)
    return found[1] if found else None

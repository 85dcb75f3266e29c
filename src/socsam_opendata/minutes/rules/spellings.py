"""Whether two printed names are one, spelt otherwise: a letter, an accent, a part left out."""

from __future__ import annotations

import re
import unicodedata

from socsam_opendata.model.iris import DASH, fold

# In a shorter word another letter makes another name: `Ida`, `Ina`.
_LONG = 5


def spelt_otherwise(listed: str, signed: str) -> bool:
    """Whether a name is that of a list in another spelling.

    One word may have accents, or, if it is long, one letter, otherwise; of names with a hyphen the
    first part may stand alone; initials and names in the middle may be left out.
    """
    one, other = _plain(listed), _plain(signed)
    if one == other:
        return True
    if len(one) == len(other):
        differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return len(differing) == 1 and _alike(*differing[0])
    longer, shorter = sorted((one, other), key=len, reverse=True)
    ends = (longer[0], longer[-1]) == (shorter[0], shorter[-1])
    return ends and len(shorter) == 2 and all(len(word) == 1 for word in longer[1:-1])


def _plain(name: str) -> list[str]:
    """The words of a name without accents and full stops."""
    letters = unicodedata.normalize("NFD", fold(name))
    return "".join(c for c in letters if not unicodedata.combining(c)).replace(".", "").split()


def _alike(one: str, other: str) -> bool:
    """Whether two words differ in one letter, or one is the first part of the other."""
    shorter, longer = sorted((one, other), key=len)
    if re.match(rf"{DASH}", longer[len(shorter) :]) and longer.startswith(shorter):
        return True
    if len(shorter) < _LONG or len(longer) - len(shorter) > 1 or shorter[0] != longer[0]:
        return False
    start = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), None)
    if start is None:
        return True
    skip = start + (len(shorter) == len(longer))
    return shorter[skip:] == longer[start + 1 :]

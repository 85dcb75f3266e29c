"""Whether two printed names are one, spelt otherwise: a letter, an accent, a part left out."""

from __future__ import annotations

import re
import unicodedata

from socsam_opendata.model.iris import DASH, fold

# In a shorter word another letter makes another name: `Ida`, `Ina`.
_LONG = 5
_SHORT = 3
# One sound in several spellings; a letter that is doubled sounds as one.
_SOUNDS = (
    ("ch|ck|c|q", "k"), ("ph", "f"), ("th", "t"), ("w", "v"), ("z", "s"), ("x", "ks"),
    (r"([^\W\d_])\1", r"\1"),
)  # fmt: skip


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


def same_letters(listed: str, signed: str) -> bool:
    """Whether two names differ in nothing but accents, full stops and hyphens."""
    return _parts(listed) == _parts(signed)


def sounds_like(listed: str, signed: str) -> bool:
    """Whether two names are one in speech: `Pena` and `Penna`, `Karlsson` and `Carlsson`."""
    return _spoken(listed) == _spoken(signed)


def may_be_short_for(listed: str, signed: str) -> bool:
    """Whether two names may be those of one person who has one office under both.

    The given name is the same, or an initial of it, and the surname but for one letter; or one name
    has all words of the other and more.
    """
    one, other = _parts(listed), _parts(signed)
    first = one[0] == other[0] or (1 in map(len, (one[0], other[0])) and one[0][0] == other[0][0])
    within = {*one} <= {*other} or {*other} <= {*one}
    between = len(one) == len(other) and one[1:-1] == other[1:-1]
    last = one[-1] == other[-1] or _one_letter(one[-1], other[-1])
    return first and (within or (between and last))


def _spoken(name: str) -> list[str]:
    """The words of a name as they sound, whichever way that is spelt."""
    text = " ".join(_plain(name))
    for written, sound in _SOUNDS:
        text = re.sub(written, sound, text)
    return text.split()


def _one_letter(one: str, other: str) -> bool:
    """Whether two words of three letters or more differ in one letter that is not the first."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SHORT or len(longer) - len(shorter) > 1 or shorter[0] != longer[0]:
        return False
    start = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), None)
    if start is None:
        return True
    skip = start + (len(shorter) == len(longer))
    return shorter[skip:] == longer[start + 1 :]


def _parts(name: str) -> list[str]:
    """The words of a name, those that a hyphen joins apart."""
    return [part for word in _plain(name) for part in re.split(DASH, word) if part]


def _plain(name: str) -> list[str]:
    """The words of a name without accents and full stops."""
    letters = unicodedata.normalize("NFD", fold(name))
    return "".join(c for c in letters if not unicodedata.combining(c)).replace(".", "").split()


def _alike(one: str, other: str) -> bool:
    """Whether two long words differ in one letter, or one is the first part of the other."""
    shorter, longer = sorted((one, other), key=len)
    if re.match(rf"{DASH}", longer[len(shorter) :]) and longer.startswith(shorter):
        return True
    return len(shorter) >= _LONG and _one_letter(one, other)

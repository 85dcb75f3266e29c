"""Names where no sentence is: e-mail addresses, paths, file names, IRIs; and other scripts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from socsam_opendata.model.iris import slug
from socsam_opendata.privacy.names.dictionary import is_listed
from socsam_opendata.privacy.names.nature import nature
from socsam_opendata.privacy.names.words import words

_ADDRESS = re.compile(r"[@/\\_=%]|#(?=[^\W\d_])|\.[^\W\d_]")
_AT = re.compile(r"\s?(?:@|[(\[{]\s?(?:at|a)\s?[)\]}]|\s(?:at|snabel-a)\s)\s?[\w-]{1,63}\.")
_AT_SIGNS = (
    "@",
    "(a",
    "[a",
    "{a",
    "( a",
    "[ a",
    "{ a",
    *(f"{x}at{y}" for x in " \t\n" for y in " \t\n"),
)
# A folder of Windows, whose name may hold blanks.
_FOLDER = re.compile(r"(?<=\\)[^\\/\n|<>\"]{3,80}(?=\\)")
_LOCAL = re.compile(r"[\w.+-]+\Z")
_LONGEST_LOCAL = 64
_ENDS = frozenset(' \t\r\n\f\v|<>"”“;,()[]{}')
_PART = re.compile(r"[^\W\d_](?:[^\W\d_A-ZÅÄÖ]+|[A-ZÅÄÖ]+(?![^\W\d_A-ZÅÄÖ]))?|[^\W\d_]+")
# Of what an address codes only blanks are left in a readable text.
_JOINT = re.compile(r"(?:[._+~ -]|%20){0,2}")
_KEY = re.compile(r"(?<![^\W_])[a-z0-9]+(?:-[a-z0-9]+)+(?![^\W_])")
_DAY = re.compile(r"-\d{4}-\d\d-\d\d")
_SCRIPTS = (
    "\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0591-\u05f4\u0610-\u06ff\u0700-\u085f\u08a0-\u109f"
    "\u10a0-\u139f\u1780-\u17ff\u1f00-\u1fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\ufb1d-\ufdff"
    "\ufe70-\ufefc"
)
_OTHER = re.compile(rf"[{_SCRIPTS}]+(?:[ '’.·\-]{{0,2}}\n?[{_SCRIPTS}]+)*")
_Found = tuple[int, int, str]


def in_other_scripts(text: str) -> Iterator[_Found]:
    """Every run of two letters or more of another script, with Latin ones that touch it."""
    for match in _OTHER.finditer(text):
        start, end = match.span()
        while start and text[start - 1].isalpha():
            start -= 1
        while end < len(text) and text[end].isalpha():
            end += 1
        if sum(c.isalpha() for c in text[start:end]) > 1:
            yield start, end, "other-script"


def in_addresses(text: str, keys: Collection[str] = ()) -> Iterator[_Found]:
    """Every name in a path, a file name, an IRI, or the local part of an e-mail address.

    `keys` of bodies and organizations name nobody where they stand whole, or begin a key of ours.
    """
    done = 0
    for sign in _ADDRESS.finditer(text):
        if sign.start() < done:
            continue
        start, end = sign.span()
        while start > done and text[start - 1] not in _ENDS:
            start -= 1
        while end < len(text) and text[end] not in _ENDS:
            end += 1
        yield from _in_solid(_without_keys(text[start:end], keys), start)
        done = end
    for folder in _FOLDER.finditer(text) if "\\" in text else ():
        if _named_after_somebody(folder.group()):
            yield (*folder.span(), "path")
        else:
            yield from _in_solid(folder.group(), folder.start())
    told = any(sign in text for sign in _AT_SIGNS) or "snabel-a" in text.casefold()
    for at in _AT.finditer(text) if told else ():
        before = _LOCAL.search(text, max(0, at.start() - _LONGEST_LOCAL), at.start())
        if before:
            yield from _in_local(before.group(), before.start())


def _named_after_somebody(folder: str) -> bool:
    """Whether the name of a folder is two words with capitals, one of them a first name."""
    both = folder.split(" ")
    return (
        len(both) == 2
        and all(word.isalpha() and word[0].isupper() for word in both)
        and any(nature(word.casefold()).first for word in both)
    )


def _without_keys(solid: str, keys: Collection[str]) -> str:
    """A path with signs that are no letters in place of keys that are known.

    What the library makes of a key goes on with a day: `sources/halmstad-on-2016-03-01.txt`.
    """

    def covered(run: re.Match[str]) -> str:
        key = _DAY.split(run.group(), maxsplit=1)[0]
        return "0" * len(key) + run.group()[len(key) :] if key in keys else run.group()

    return _KEY.sub(covered, solid) if keys else solid


def _parts(text: str) -> list[tuple[int, int]]:
    return [part.span() for part in _PART.finditer(text)]


def _in_solid(solid: str, offset: int) -> Iterator[_Found]:
    for start, end in _pairs(solid):
        yield offset + start, offset + end, "path"


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Places of two or three parts side by side of which one is a first name."""
    parts = _parts(text)
    at = 0
    while at < len(parts) - 1:
        (start, middle), (then, end) = parts[at], parts[at + 1]
        if _JOINT.fullmatch(text, middle, then) and _is_pair(text[start:middle], text[then:end]):
            after = at + 2
            while (
                after < len(parts)
                and _JOINT.fullmatch(text, end, parts[after][0])
                and _is_surname(text[slice(*parts[after])])
            ):
                end = parts[after][1]
                after += 1
            yield start, end
            at = after
        else:
            at += 1


def _is_surname(part: str) -> bool:
    small = part.casefold()
    own = nature(small)
    known = small in words().path_words
    looks = (
        own.like_surname or own.place or has_shape_of_surname(small) or (own.first and not own.word)
    )
    # A compound that no list holds may as well be a surname without its accents: `oxelrost`.
    looks = looks or not is_listed(small)
    return len(small) > 2 and not known and looks


def _is_pair(first: str, second: str) -> bool:
    """Whether two parts are a first name and a surname, in either order, or initial and surname."""
    one, other = nature(first.casefold()), nature(second.casefold())
    if first.casefold() in words().path_words or second.casefold() in words().path_words:
        return False
    if one.sure and not one.word and first[0].isupper() and second[0].isupper():
        return len(second) > 2 and not (other.thing or other.title or other.function)
    if one.frequent and first[0].isupper() and second[0].isupper():
        # `Fares_Åkerkulla`: a first name that is a word too, and what no list holds as it stands.
        explained = other.thing or other.title or other.function or other.place
        if len(second) > 4 and not explained and not is_listed(second.casefold()):
            return True
    if one.sure and _is_surname(second):
        return not one.word or first[0].isupper() or other.strange
    if one.first and one.frequent and not one.sure:
        return len(second) > 4 and other.strange and has_shape_of_surname(second)
    return other.sure and _is_surname(first) and (not other.word or has_shape_of_surname(first))


def has_shape_of_surname(part: str) -> bool:
    """Whether a word ends as surnames do and words rarely, accents or not."""
    return len(part) > 4 and part.casefold().endswith(_shapes())


@lru_cache(maxsize=1)
def _shapes() -> tuple[str, ...]:
    """Endings of surnames, also without accents, as addresses have them."""
    told = words()
    endings = {e for e in told.surname_shapes + told.nature_endings if len(e) > 2}
    return tuple(sorted(endings | {slug(ending) for ending in endings}))


def _in_local(local: str, offset: int) -> Iterator[_Found]:
    """A local part whole, where it holds a first name, or no word that explains it."""
    parts = [local[a:b].casefold() for a, b in _parts(local)]
    natures = [nature(part) for part in parts]
    named = any(own.sure and not (own.word and len(parts) == 1) for own in natures)
    strange = [own.strange for part, own in zip(parts, natures, strict=True) if len(part) > 3]
    named = named or (len(parts) == 2 and len(parts[0]) == 1 and len(parts[1]) > 3)
    named = named or (any(own.first for own in natures) and any(strange))
    if named or (strange and all(strange)):
        yield offset, offset + len(local), "email-local-part"

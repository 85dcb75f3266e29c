"""Lists with surnames first, `Höstmo Ida`: told by the same people's names elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from socsam_opendata.minutes.print.names import FULL_NAME, PARTICLE
from socsam_opendata.minutes.print.persons import PersonPrint, person_print, split_persons
from socsam_opendata.minutes.print.surnames import commas_turned
from socsam_opendata.model.iris import DASHES, fold

_APART = re.compile(r"\s{3,}")
# So many people at least must be told of with their names the other way round.
_FEWEST = 2
# What many surnames end with, and no given name.
_SURNAME = re.compile(
    r"\w*(?:sson|ström|strand|[qk]vist|berg|gren|lund|blad|stedt|hjelm|löf|dahl|bäck|fors)",
    re.IGNORECASE,
)
_PARTICLE = re.compile(PARTICLE)
_STOP = re.compile(rf"[^{DASHES}\w\s]+")
_BEHIND_NAME = re.compile(r"\s*[,(§]|\s{2,}|$")


def turned(name: str) -> str:
    """A name with its surname, which is first, last: `Höstmo Ida` as `Ida Höstmo`.

    The surname is one word, with particles before it, or two where the second ends as surnames do.
    """
    words = name.split()
    at = next((i for i, word in enumerate(words) if not _PARTICLE.fullmatch(word)), 0) + 1
    if len(words) > at + 1 and _SURNAME.fullmatch(words[at]):
        at += 1
    return " ".join((*words[at:], *words[:at]))


def name_turned(text: str) -> str:
    """A text that begins with a name, surname first, with the given name first."""
    by_comma = commas_turned(text, listed=True)
    if by_comma != text:
        return by_comma
    end = next(_BEHIND_NAME.finditer(text)).start()
    return f"{turned(text[:end])}{text[end:]}" if text else text


def has_surnames_first(listed: Iterable[str], signed: Iterable[str], told: Iterable[str]) -> bool:
    """Whether the names of a list stand the other way round in the signatures, and none as here.

    So it is, too, where they stand so in the texts that are `told`.
    """
    apart = [part for text in signed for part in _APART.split(text)]
    signatures = {fold(match.group()) for text in apart for match in FULL_NAME.finditer(text)}
    names = _names(listed)
    otherwise = {fold(turned(name)) for name in names} & signatures
    if len(otherwise) >= _FEWEST and not {fold(name) for name in names} & signatures:
        return True
    whole = " ".join(told)
    if sum(turned(name) in whole for name in names) < _FEWEST:
        return False  # so it is in most documents, and seen at once
    text = f" {' '.join(_STOP.sub(' . ', fold(whole)).split())} "
    otherwise = {name for name in names if f" {fold(turned(name))} " in text}
    return len(otherwise) >= _FEWEST and not any(f" {fold(name)} " in text for name in names)


def begins_with_surnames(listed: Iterable[str]) -> bool:
    """Whether names of a list begin with words that end as surnames do, and none ends with one."""
    names = _names(listed)
    first = [name for name in names if _SURNAME.fullmatch(name.split()[0])]
    return len(first) >= _FEWEST and not any(_SURNAME.fullmatch(name.split()[-1]) for name in names)


def _names(listed: Iterable[str]) -> list[str]:
    """The names of the people of a list, each once."""
    prints = (person_print(piece) for text in listed for piece in split_persons(text))
    return [*dict.fromkeys(printed.name for printed in prints if printed and not printed.titled)]


def given_first(printed: PersonPrint) -> PersonPrint:
    """A person of a list with surnames first, with the given name first.

    Where a title stands before the name, the name is printed as people are addressed.
    """
    if printed.titled:
        return printed
    return replace(printed, name=turned(printed.name))

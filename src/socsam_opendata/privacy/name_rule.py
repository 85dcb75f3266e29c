"""The name rule: what in a text looks like a person.

A person's name is a run of two or more capitalised words that code lists, organizations, places
and the publisher's `not_names` do not explain. Places are surnames too (Berg, Lund), so a place
explains a word only where the whole run is places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from socsam_opendata.minutes.print.names import (
    FULL_NAME,
    IN_PARTY,
    NAME_WORD,
    without_genitive,
)
from socsam_opendata.model.code_lists import code_lists, registry
from socsam_opendata.model.iris import DASH, DASHES, fold
from socsam_opendata.privacy.mask import MASK, Mask

_WORD = re.compile(rf"[^\W\d_]+(?:[{DASHES}’'][^\W\d_]+)*")
# Words that begin a sentence or a title and are no part of a name.
_COMMON_WORDS = """
    alla allt andra ansvarig att av bara barn beslut både de dels den denna dessa det detta där
    därefter därför efter ej en enligt ett flera framtida från för före förslag genom gemensam god
    här hos hur i igen inför ingen inga inget inom inte ja kan kommun kommuner kommunen kommunerna
    länets man med medan mellan men mer mot möte nej ny nya när nästa några och om omkring på
    rapport redan region samtliga samt sedan ska skall som sverige svenska så ta till trots under
    upp uppdrag ur utan utifrån utöver var vem vi vid vidare viktigt vilka vilken vår våra år även
    över övriga fördelning arbetet syftet socialtjänst socialnämnden kommunstyrelsen
    kommunfullmäktige riksdagen regeringen stadens länsstyrelsen måndag tisdag onsdag torsdag
    fredag lördag söndag januari februari mars april maj juni juli augusti september oktober
    november december ordförande sekreterare justerare ledamot ersättare protokoll sammanträde
    sammanträdet protokollet paragraf bilaga sida sal salen rum rummet herr fru docent professor
    doktor
"""


@dataclass(frozen=True, slots=True)
class Sighting:
    """Something that must not be published undecided: what kind, what text, on which line."""

    code: str
    text: str
    line: int


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    known = registry()
    words: set[str] = set()
    for m in known.municipalities:
        for name in (m.name, known.genitives[m.id], m.county.removesuffix(" län")):
            words |= {w.casefold() for w in name.split()}
    words |= {"jämtland", "härjedalen", "norrland", "svealand", "götaland", "norden", "europa"}
    return frozenset(words | {w + "s" for w in words})


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    """The words of printed forms and labels of the code lists, and of party names."""
    words: set[str] = set(_COMMON_WORDS.split())
    for found in code_lists().values():
        for code in found.codes:
            for form in (code.sv, *code.forms, *code.signals):
                words |= {w.casefold() for w in _WORD.findall(form.replace("*", ""))}
    for party in registry().parties:
        words |= {w.casefold() for w in _WORD.findall(party.name)}
    return frozenset(words)


@lru_cache(maxsize=64)
def _pattern(phrases: frozenset[str]) -> re.Pattern[str]:
    longest = sorted((p for p in phrases if p), key=lambda p: (-len(p), p))
    written = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in longest)
    if not written:
        return re.compile("(?!)")
    return re.compile(rf"(?<!\w)(?:{written})(?::?s)?(?![\w-])", re.IGNORECASE)


class NameRule:
    """The rule with what this dataset explains: organizations, not_names, and published names."""

    def __init__(
        self, organizations: Iterable[str], not_names: Iterable[str], published: Iterable[str]
    ) -> None:
        self._explained = _pattern(frozenset([*organizations, *not_names]))
        names = list(published)
        self._published = Mask(names)
        self._known = frozenset(fold(name) for name in names)
        self._surnames = frozenset(fold(name).split()[-1] for name in names if name)

    def _cleared(self, text: str) -> str:
        """The text with everything explained as a whole replaced by breaks."""
        text = self._published.applied(text.replace(MASK, "|"), "|")
        return self._explained.sub("|", text)

    def names(self, text: str) -> list[str]:
        """The names in a text that nothing explains."""
        text = re.sub(r"[*_#]+", " ", text)
        odd = _ODD_NAME.search(text) is not None
        if not odd and all(fold(run) in self._known for run in FULL_NAME.findall(text)):
            return []
        cleared = self._cleared(text)
        found = [n for run in FULL_NAME.finditer(cleared) for n in self._unexplained(run.group())]
        return found + (self._odd_names(cleared) if odd else [])

    def _odd_names(self, text: str) -> list[str]:
        """Names in capitals, with an initial, or a surname with a party."""
        found = []
        for match in _ODD_NAME.finditer(text):
            words = [w for w in _WORD.findall(match["name"]) if len(w) > 1]
            strange = [w for w in words if not _is_common(w.casefold())]
            surname = fold(words[-1])
            if match["caps"]:
                named = len(strange) > 1 and max(map(len, strange)) >= _LONG_CAPITALS
            elif match["alone"]:
                named = bool(strange and _is_party(match["party"]))
                named = named and surname not in self._surnames
            else:
                named = bool(strange)
            if named and not all(w.casefold() in _places() for w in words):
                found.append(match["name"])
        return found

    def _unexplained(self, run: str) -> list[str]:
        """The parts of a run of capitalised words that are names, divided at common words."""
        names: list[str] = []
        part: list[str] = []
        for word in [*run.split(), "|"]:
            folded = word.casefold()
            if word == "|" or (_is_common(folded) and folded not in _places()):
                if len(part) > 1 and any(w.casefold() not in _places() for w in part):
                    names.append(" ".join(part))
                part = []
            else:
                part.append(word)
        return names

    def sightings(self, lines: Sequence[str]) -> list[Sighting]:
        """Every unexplained name in lines of text, and in prose that a line end divides."""
        found = []
        for number, (line, following) in enumerate(zip_longest(lines, lines[1:], fillvalue=""), 1):
            odd = _ODD_NAME.search(line)
            if not odd and not _CAPITALS.search(line) and not _ends_capitalised(line):
                continue
            found += [Sighting("name-undecided", name, number) for name in self.names(line)]
            if len(line) > 60 and _ends_capitalised(line) and following[:1].isupper():
                over = _tail(line) + " " + _head(following)
                alone = [*self.names(_tail(line)), *self.names(_head(following))]
                found += [
                    Sighting("name-undecided", name, number)
                    for name in self.names(over)
                    if name not in alone and not any(name in other for other in alone)
                ]
        return found


# Two words that begin with a capital, with markup or small words between: perhaps a name.
_CAPITALS = re.compile(r"[^\W\d_a-zåäö][^\W\d_]+[\s*_#]+(?:[a-z]{2,3}[\s*_#]+){0,2}[^\W\d_a-zåäö]")


# Names not printed as first name and surname: TORA VIK, T. Vik, Vik (S).
_CAPITAL_WORD = rf"[A-ZÅÄÖÉÜ]{{2,}}(?:{DASH}[A-ZÅÄÖÉÜ]{{2,}})*"
_ODD_NAME = re.compile(
    rf"(?<![\w.-])(?P<name>(?P<caps>{_CAPITAL_WORD}(?: +{_CAPITAL_WORD})+)"
    rf"|(?P<initial>[A-ZÅÄÖ]\. ?{NAME_WORD})"
    rf"|(?P<alone>{NAME_WORD})(?=(?:\s*,)?\s*{IN_PARTY}))(?![\w-])"
)
# Two capital words of which none is this long are abbreviations side by side.
_LONG_CAPITALS = 5


def _is_party(printed: str) -> bool:
    """Whether brackets hold a party, also one that was left: `S`, `fd S`."""
    return registry().party(printed.rpartition(" ")[2]) is not None


def _is_common(folded: str) -> bool:
    """Whether a word is one of the vocabulary or of everyday Swedish, genitive or not."""
    return folded in _vocabulary() or without_genitive(folded) in _vocabulary()


def _ends_capitalised(line: str) -> bool:
    last = line.rstrip().rpartition(" ")[2]
    return last[:1].isupper() and last[-1:].isalpha()


def _tail(line: str) -> str:
    return " ".join(line.split()[-3:])


def _head(line: str) -> str:
    return " ".join(line.split()[:3])

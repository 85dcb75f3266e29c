"""How names of people are printed, and the genitive of names and nouns."""

from __future__ import annotations

import re

from socsam_opendata.model.iris import DASH, DASHES

# Every Latin letter up to U+024F, as names of people who live in Sweden need them.
_LATIN = [chr(n) for n in range(0xC0, 0x250) if n not in (0xD7, 0xF7)]
_LETTER = "A-Z" + "".join(c for c in _LATIN if c.isupper())
_SMALL = "a-z" + "".join(c for c in _LATIN if c.islower())
NAME_WORD = (
    rf"(?:(?:Mc|Mac|De|O[’'])?[{_LETTER}][{_SMALL}]+"
    rf"(?:[{DASHES}’']?[{_LETTER}][{_SMALL}]+|[{DASHES}’'][{_SMALL}]+)*)"
)
PARTICLE = r"(?:von|af|de|der|van|den|la|le|di|da|el|al|bin|zu)"
FULL_NAME = re.compile(
    rf"(?<![\w-]){NAME_WORD}(?:\s+(?:{PARTICLE}\s+)*(?:{NAME_WORD}|[{_LETTER}]\.))+(?![\w])"
)
# What is printed for the party of somebody elected who has none: `politisk vilde`, `obunden`.
WITHOUT_PARTY = (
    r"(?:politisk[ae]?\s+)?vilden?|(?:(?:parti)?politiskt?\s+|parti)?obunden"
    r"|partilös|opolitisk|utan\s+parti(?:tillhörighet|beteckning|et)?"
)
_NO_PARTY = re.compile(WITHOUT_PARTY, re.IGNORECASE)
# A party as printed in brackets behind a name: `S`, `fd SD`, `f.d. M`, or dashes or words for none.
PARTY = (
    rf"(?i:{WITHOUT_PARTY})|"
    rf"[A-Za-zÅÄÖåäö]{{1,6}}(?:\s?[A-ZÅÄÖ]{{1,3}})?|[Ff]\.?\s?d\.?\s[A-ZÅÄÖ]{{1,6}}|{DASH}{{1,3}}"
)
IN_PARTY = rf"\((?P<party>{PARTY})\)"
# In running text without brackets nothing but capitals tells a party: `partierna S, M och KD`.
BARE_PARTY = r"[A-ZÅÄÖ]{1,6}"
# A full name and a party behind it, as in a clause or a list: `Ida Höstmo (S)`.
NAME_WITH_PARTY = re.compile(
    rf"(?P<name>{NAME_WORD}(?:\s+(?:[{_LETTER}]\.?\s+|{PARTICLE}\s+)*{NAME_WORD})+)"
    rf"(?:\s*,)?\s*{IN_PARTY}"
)
# No name takes more letters.
_LONGEST = 100
_WHOLE_NAME = re.compile(
    r"(?!(?:Av|Enligt|Ersätter|För|Från|Hos|Med|Och|Samt|Se|Till|Vid)\s)"
    rf"(?:[{_LETTER}]\.\s*)*{NAME_WORD}(?:\s+(?:{PARTICLE}|[{_LETTER}]\.?|{NAME_WORD}))*\s+{NAME_WORD}"
    rf"|[{_LETTER}]\.\s*{NAME_WORD}"
)


def is_name(text: str) -> bool:
    """Whether a text as a whole is printed like a person's full name."""
    return len(text) <= _LONGEST and _WHOLE_NAME.fullmatch(text) is not None


def is_no_party(printed: str) -> bool:
    """Whether dashes, or words for it, stand where a party would: somebody without one."""
    return not printed.strip(f"{DASHES} ") or says_no_party(printed)


def says_no_party(printed: str) -> bool:
    """Whether words say that somebody elected has no party: `politisk vilde`."""
    return _NO_PARTY.fullmatch(printed.strip()) is not None


def without_genitive(word: str) -> str:
    """A name or noun without the genitive s: `Bergs` gives `Berg`, `KFJH:s` gives `KFJH`."""
    if word.endswith(":s"):
        return word[:-2]
    return word[:-1] if word.endswith("s") or (word.isupper() and word[-1:] == "S") else word

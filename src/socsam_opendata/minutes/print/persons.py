"""Printed persons as their parts: name, party, role, where from, which paragraphs, whom for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from socsam_opendata.minutes.print.dates import CLOCK
from socsam_opendata.minutes.print.names import IN_PARTY, is_name
from socsam_opendata.minutes.print.paragraphs import NUMBERS, ranges
from socsam_opendata.model.code_lists import code_list, registry


@dataclass(frozen=True, slots=True)
class PersonPrint:
    """A printed person: name, party designation, roles, and what else stands on the line.

    `paragraphs` are ranges as `12-15`; `during` says how they are meant: None as they stand, or
    `until` the one number, `from` it, `except` them.
    """

    name: str
    party_text: str | None = None
    roles: tuple[tuple[str, str], ...] = ()
    municipality: str | None = None
    affiliation: str | None = None
    title: str | None = None
    paragraphs: str | None = None
    during: str | None = None
    serves_for: str | None = None
    not_serving: bool = False
    status: str | None = None


_START = re.compile(rf"(?P<name>[^,();]{{3,80}}?)(?:\s*,)?\s*{IN_PARTY}")
_SERVES = re.compile(
    r"(?:,|\(|^|\s)\s*(?:tj(?:änst)?g(?:ör)?(?:ande)?\.?\s*(?:ers(?:ättare)?\.?\s*)?för"
    r"|t[gj]{2}\.?\s+ers\.?\s+för|tj\.?\s*ers\.?\s+för|ersättare\s+för|ersätter)"
    r"\s+(?P<name>[^,()]+?)\s*(?:\([^)]*\)(?:\s*\([^)]*\))?)?"
    r"(?=[,)]|$|\s(?:§|t\.?\s?o\.?\s?m\b|fr\.?\s?o\.?|from\b|\())",
    re.I,
)
_NOT_SERVING = re.compile(r"\b(?:ej|icke|inte)\s+(?:tj\w*|t[gj]{2})\.?(?:\s+ers\w*\.?)?", re.I)
_TITLE = re.compile(
    r"\w*(?:chef|direktör|sekreterare|strateg|samordnare|ledare|handläggare|utredare|controller"
    r"|konsult|ekonom|rektor|jurist|partner|revisor|ombud|assistent|planerare|arkitekt|ingenjör"
    r"|lärare|pedagog|bibliotekarie|administratör|specialist|koordinator|utvecklare|inspektör)",
    re.I,
)
# First words of organizations that no list of kinds holds: `Anhöriggruppen`, `Samfälligheten`.
_BODY = re.compile(
    r"\w*(?:gruppen|laget|klubben|samfälligheten|nätverket|kooperativet|kåren|sällskapet|jouren)\b",
    re.I,
)
_SMALL_WORDS = frozenset(
    {"i", "på", "för", "vid", "av", "från", "till", "och", "samt", "hos", "med"}
)


def _name_at_end(text: str) -> str | None:
    """The full name a text ends with, where a role, a number or nothing stands before it."""
    words = text.split()
    for at in range(len(words) - 1):
        name = " ".join(words[at:])
        if is_name(name):
            before = " ".join(words[:at])
            role = code_list("role").of_form(before) or code_list("role").of_form(words[at - 1])
            ends = not before or before[-1].isdigit() or role or registry().municipality(before)
            return name if ends else None
    return None


def _titled_name(text: str) -> str | None:
    """The name in `ekonomichef Ida Höstmo`: a title ends one person, the name begins the next."""
    words = text.split()
    for at in range(1, len(words) - 1):
        name = " ".join(words[at:])
        if is_name(name) and words[at - 1].casefold() not in _SMALL_WORDS:
            return name if words[0][0].islower() or words[at - 1][-1].isdigit() else None
    return None


@lru_cache(maxsize=20_000)  # the same people sit at meeting after meeting
def split_persons(text: str) -> tuple[str, ...]:
    """A line with several persons, one after another, as one text a person."""
    text = " ".join(text.split())
    if ";" in text:
        return tuple(p for piece in text.split(";") for p in split_persons(piece.strip(" ,")))
    starts = sorted({*_starts_with_party(text), *_starts_without_party(text)})
    bounds = [0, *starts[1:], len(text)]
    pieces = [text[a:b].strip(" ,") for a, b in pairwise(bounds)]
    return tuple(p for p in pieces if p)


def _starts_with_party(text: str) -> list[int]:
    """Where persons begin in `Ida Höstmo (S) ordförande Tor Ekmo (M) §§ 1-5 Bo Myr (C)`."""
    starts = []
    for match in _START.finditer(text):
        name = _name_at_end(match["name"].strip(" ,"))
        if name:
            starts.append(match.start("name") + match["name"].rindex(name))
    return starts


def _starts_without_party(text: str) -> list[int]:
    """Where persons begin in `Ida Höstmo, Bergs kommun, Tor Ekmo, ekonomichef Bo Myr, chef`."""
    tokens = list(re.finditer(r"[^,\s][^,]*", text))
    starts = []
    for i, token in enumerate(tokens):
        words = token.group().rstrip()
        if is_name(words) and not _belongs_elsewhere(words):
            if i == 0 or len(tokens) > 2:
                starts.append(token.start())
        elif i and (name := _titled_name(words)):
            starts.append(token.start() + words.rindex(name))
    return starts


def _belongs_elsewhere(token: str) -> bool:
    """Whether a part of a line tells where a person comes from rather than who it is."""
    if registry().municipality(token):
        return True
    if says_kind(token) or code_list("role").of_form(token):
        return True
    return bool(code_list("organization-kind").find(token))


def says_kind(name: str) -> bool:
    """Whether a name begins with what kind of organization it is: `Föreningen Hjälpen`."""
    known = any(found.start == 0 for found in code_list("organization-kind").find(name))
    return known or _BODY.match(name) is not None


@lru_cache(maxsize=20_000)
def person_print(text: str) -> PersonPrint | None:
    """A printed person as its parts, or None when the text does not begin with a name."""
    served = _SERVES.search(text)
    rest = text if not served else text[: served.start()] + ", " + text[served.end() :]
    found = _named(rest)
    if found is None:
        return None
    name, party, tail = found
    not_serving = _NOT_SERVING.search(tail) is not None
    paragraphs, during, tail = _paragraphs(_NOT_SERVING.sub("", tail))
    printed = PersonPrint(
        name, party, serves_for=served["name"].strip() if served else None,
        paragraphs=paragraphs, during=during, not_serving=not_serving,
    )  # fmt: skip
    for part in re.split(r"[,()]", tail):
        printed = _with_part(printed, part.strip(" .;"))
    return printed


def _named(text: str) -> tuple[str, str | None, str] | None:
    """Name, party and the rest of a line that begins with a person."""
    start = _START.match(text)
    if start and is_name(start["name"].strip()):
        return start["name"].strip(), start["party"].strip(), text[start.end() :]
    name, _, tail = text.partition(",")
    if is_name(name.strip()):
        return name.strip(), None, tail
    found = re.match(r"(.+?)\s+((?:§|\(|t\.?o\.?m|fr\.?o\.?m|ej\s).*)$", name.strip())
    if found and is_name(found[1]):
        return found[1], None, f"{found[2]},{tail}"
    return None


def _with_part(printed: PersonPrint, part: str) -> PersonPrint:
    """A person with one more part of the line: role, status, where from, or title."""
    if (
        not part
        or part in ("del av", "och", "närvarande", "punkt")
        or re.fullmatch(r"(?:punkt\s+)?[A-ZÅÄÖ]", part)
    ):
        return printed
    role = code_list("role").of_form(part)
    status = code_list("attendance-status").of_form(part)
    municipality = registry().municipality(part)
    if role and role in code_list("role").marked("wholeMeeting"):
        return replace(printed, roles=(*printed.roles, (role, part)))
    if status:
        return replace(printed, status=status)
    if municipality:
        return replace(printed, municipality=municipality)
    if part[0].isupper() and not _TITLE.fullmatch(part):
        return replace(printed, affiliation=part)
    return replace(printed, title=part)


_DURING = re.compile(
    r"(?:närvarande\s+)?(?:(?P<until>t\.?\s?o\.?\s?m\.?|till\s+och\s+med)"
    rf"|(?P<from>fr\.?\s?o\.?\s?m\.?|från(?:\s+och\s+med)?|from)(?:\s+{CLOCK}\s*[\d.:]+)?"
    r"|(?P<except>ej(?:\s+närvarande)?|inte|utom|frånvarande))?\s*(?:(?:vid|under|del\s+av)\s+)?"
    rf"(?:§[\s§]*|paragraf(?:erna|er)?\s+)(?P<numbers>{NUMBERS})",
    re.I,
)
# At the end of a line without any § sign; longer numbers are years and postal codes.
_BARE = re.compile(rf"(?:^|,)\s*(?P<except>ej\s+)?(?!.*\d{{4}})(?P<numbers>{NUMBERS})\s*$")


def _paragraphs(tail: str) -> tuple[str | None, str | None, str]:
    """The paragraphs printed after a name, how they are meant, and the text without them."""
    match = _DURING.search(tail)
    during = (
        next((k for k, v in match.groupdict().items() if v and k != "numbers"), None)
        if match
        else None
    )
    if match is None:
        match = _BARE.search(tail)
        during = "except" if match and match["except"] else None
    if match is None:
        return None, None, tail
    numbers = ranges(match["numbers"])
    if during in ("until", "from") and not numbers.isdigit():
        during = None
    return numbers, during, tail[: match.start()] + tail[match.end() :]

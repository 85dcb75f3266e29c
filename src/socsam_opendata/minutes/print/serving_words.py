"""Whom somebody serves for, as it is printed with their name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from socsam_opendata.minutes.print.names import IN_PARTY, NAME_WORD, PARTICLE, is_name
from socsam_opendata.minutes.print.titles import capacity_of, without_titles
from socsam_opendata.model.code_lists import code_list, registry

_SERVES = re.compile(
    r"(?:,|\(|^|\s)\s*(?i:tj(?:änst)?g(?:ör)?(?:ande)?\.?\s*(?:ers(?:ättare)?\.?\s*)?"
    r"(?:i\s?st(?:ället|\.)\s+)?för"
    r"|t[gj]{2}\.?\s+ers\.?\s+f(?:ör|\.)?(?=\s)|tj\.?\s*ers\.?\s+f(?:ör|\.)?(?=\s)"
    r"|ers(?:ättare|\.)?\s+för|ersätter"
    r"|vikarie(?:rar)?\s+för|för(?=\s+(?:vaka|tom\s)))"
    r"\s+(?P<name>[^,()]+?)\s*(?:\([^)]*\)(?:\s*\([^)]*\))?)?"
    r"(?=[,)]|$|\s(?:§|t\.?\s?o\.?\s?m\b|fr\.?\s?o\.?|from\b|p\.?\s?g\.?\s?a\b|på grund\b|\())",
    re.I,
)
# Nobody sits where somebody serves: `för vakant plats`.
_NOBODY = re.compile(r"(?:en\s+)?(?:vaka\w+|tom)\b", re.I)
_NAMED = rf"{NAME_WORD}(?:\s+(?:{PARTICLE}\s+)*(?:{NAME_WORD}|[A-ZÅÄÖ]\b\.?))+"
# Behind a party nothing but `för` is needed: `Ida Höstmo (S) för Tor Ekmo (M)`, or `(för Ekmo)`.
_FOR = re.compile(
    r"(?:(?<=[)\d,])\s*,?\s*(?:i\s?st(?:ället|\.)\s+)?för\s+(?!(?:vilken|vem)\s)"
    rf"(?P<name>[^,()]{{3,60}}?)\s*{IN_PARTY}"
    r"|\(\s*(?:i st(?:ället|\.)\s+)?för\s+(?P<alone>[^,()\d§]{3,60}?)\s*"
    r"(?P<rest>(?:fr|till|t\.?o|under|§)[^()]*)?\)"
    r"|,?\s+i\s+(?:vars|hens|hans|hennes)\s+ställe\s+(?P<instead>[^,()\d]{3,60}?)\s+"
    r"(?:närvar|tjänstg|deltar|deltog)\w*)",
    re.I,
)
# So it is with a name alone, which may be that of an organization.
_FOR_NAME = re.compile(rf"(?<=\))\s+för\s+(?P<name>{_NAMED}|{NAME_WORD})(?=\s*(?:[,§]|$))")
# and behind a title that tells it, without any party: `Tjänstgörande ersättare Ida Höstmo för …`.
_TITLED = re.compile(rf"(?P<who>[^,()§]{{3,100}}?)\s+för\s+(?P<name>{_NAMED})(?=\s*(?:[,(§]|$))")
_FOR_WHOM = re.compile(
    rf"(?:i\s?st(?:ället|\.)\s+)?för\s+(?P<name>[^,();]{{3,60}}?)\s*(?:{IN_PARTY})?\s+"
    r"(?:tjänstgör|inträder|inträdde|går\s+in|tjg)\w*\s+(?P<who>\S.*)",
    re.I,
)
# Whose substitute somebody is: `Tor Ekmos ersättare Ida Höstmo (S)`, or behind the name.
_WHOSE = (
    rf"(?P<whose>{_NAMED}(?<=[sxz]))\s*(?:{IN_PARTY})?\s+(?:personliga?\s+)?(?:ersättare|suppleant)"
)
_WHOSE_FIRST = re.compile(rf"{_WHOSE}:?\s+(?P<who>\S.*)")
_WHOSE_BEHIND = re.compile(rf"[,(]\s*{_WHOSE}\s*(?:[,)]|$)")


class ServedWords(NamedTuple):
    """Whom somebody serves for, the text without that, who serves for them, and, in the genitive,
    whose substitute they are."""

    name: str | None
    rest: str
    by: str | None = None
    whose: str | None = None


def is_nobody(name: str) -> bool:
    """Whether a vacant seat is what somebody serves for: `vakant plats`."""
    return _NOBODY.match(name) is not None


def names_another_first(text: str) -> bool:
    """Whether a text begins with another name than that of who serves.

    `För Tor Ekmo tjänstgör Ida Höstmo`, `Tor Ekmos ersättare Ida Höstmo`.
    """
    return bool(_FOR_WHOM.match(text) or _WHOSE_FIRST.match(text))


def served_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the names begin and end that somebody serves for."""
    return (match.span("name") for match in _SERVES.finditer(text))


def served(text: str) -> ServedWords:
    """What a text says of whom somebody serves for, or who serves for them."""
    turned = _FOR_WHOM.match(text)
    if turned:  # `För Tor Ekmo (M) tjänstgör Ida Höstmo (S)`
        return ServedWords(turned["name"], turned["who"])
    whose = _WHOSE_FIRST.match(text) or _WHOSE_BEHIND.search(text)
    if whose:
        rest = f"{text[: whose.start()]}, {text[whose.end() :]}"
        who = whose["who"] if whose.re is _WHOSE_FIRST else rest
        return ServedWords(None, who, whose=whose["whose"])
    match = _SERVES.search(text)
    if match:
        rest = f"{text[: match.start()]}, {text[match.end() :]}"
        return ServedWords(match["name"].strip(), rest)
    match = _FOR.search(text)
    if match:
        rest = f"{text[: match.start()]}, {match['rest'] or ''}{text[match.end() :]}"
        return ServedWords(match["name"] or match["alone"], rest, match["instead"])
    return _without_party(text)


def serves_by_name(text: str) -> bool:
    """Whether a name alone, which may be an organization's, tells whom somebody serves for."""
    return _FOR_NAME.search(text) is not None


def _without_party(text: str) -> ServedWords:
    """Whom somebody serves for, by a name alone that is no organization's; and the other text."""
    match = _FOR_NAME.search(text)
    if match is None:
        match = _TITLED.match(text)
        titles, name = without_titles(match["who"]) if match else ((), "")
        decides = code_list("capacity").marked("decides")
        serving = any(capacity_of(title) in decides for title in titles) and is_name(name)
        match = match if serving else None
    if match is None or _is_organization(match["name"]):
        return ServedWords(None, text)
    start = match.start() if match.re is _FOR_NAME else match.end("who")
    return ServedWords(match["name"], f"{text[:start]}, {text[match.end() :]}")


def _is_organization(name: str) -> bool:
    """Whether a name says of what kind of organization it is, or is a municipality."""
    found = code_list("organization-kind").find(name)
    return bool(found) or registry().municipality(name) is not None

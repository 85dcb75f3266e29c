"""Titles of people, and those that are printed before a name: `Stadsdirektör Ida Höstmo`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from socsam_opendata.minutes.print.names import is_name
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASHES

_TITLE = re.compile(
    rf"[{DASHES}\w]*(?:chef|direktör|sekreterare|strateg|samordnare|ledare|handläggare|utredare|controller"
    r"|konsult|ekonom|rektor|jurist|partner|revisor|ombud|assistent|planerare|arkitekt|ingenjör"
    r"|lärare|pedagog|bibliotekarie|administratör|specialist|koordinator|utvecklare|inspektör"
    r"|professor|lektor|docent|adjunkt|doktorand|student|forskare|dekan|prefekt|representant"
    r"|läkare|sköterska|psykolog|kurator|logoped|terapeut|åklagare|domare|mästare|landshövding|ordförare"
    r"|kyrkoherde|komminister|kantor|kamrer|kassör|diakon|präst|kaplan|husmor|förvaltare|intendent"
    r"|advokat|notarie|kanslist|registrator|tekniker|tolk|sakkunnig|kommissarie|kommunikatör"
    r"|praktikant|ombudsman)|vd",
    re.I,
)
# Before a title: `Tf förvaltningschef`, `Biträdande rektor`, `Stadsstyrelsens ordförande`.
_BEFORE_TITLE = re.compile(r"(?:t\.?\s?f\.?|bitr(?:\.|ädande)?|vik(?:\.|arierande)?|\w{4,}s)", re.I)


def is_title(text: str) -> bool:
    """Whether a text is one word that is the title of an employment."""
    return _TITLE.fullmatch(text) is not None


# Offices that a board gives to members of its own; a title of employment in no list of a board.
_OF_A_MEMBER = re.compile(r"(?:vice\s+)?(?:kassör|sammankallande|\w{3,12}ansvarig)", re.I)


def is_members_office(title: str) -> bool:
    """Whether a title is one that a board gives to one of its members: `kassör`."""
    return _OF_A_MEMBER.fullmatch(title.strip()) is not None


# An office and its body take so many words at most.
_LONGEST_OFFICE = 9
# `ledamöterna`, `ersättarna`, `ledamoten`, as people are told of in sentences.
_DEFINITE = ("na", "en", "n")


# The title of several people, `revisorerna`, and what is left of it for one of them.
_PLURAL = re.compile(r"(?:er|ar)?na\Z")


def shares_title(title: str) -> bool:
    """Whether a title is one of several people who are named behind it: `Revisorerna`."""
    return _PLURAL.search(title) is not None and is_title(_PLURAL.sub("", title))


def capacity_of(title: str) -> str | None:
    """The capacity that a title tells, also in the definite form: `ledamöterna`, `ersättarna`."""
    capacities = code_list("capacity")
    stems = [title.removesuffix(end) for end in _DEFINITE if title.endswith(end)]
    forms = (title, *stems, *(f"{stem}e" for stem in stems))
    return next((code for form in forms if (code := capacities.of_form(form))), None)


def tells_several(title: str) -> bool:
    """Whether a title is that of several people: `ledamöterna`."""
    return title.endswith("na") and capacity_of(title) is not None


def _is_title_word(word: str) -> bool:
    """Whether a word before a name is a title, a role or a capacity rather than part of it."""
    return (
        is_title(word)
        or is_title(_PLURAL.sub("", word))
        or bool(code_list("role").of_form(word) or capacity_of(word))
    )


def _may_precede(word: str) -> bool:
    """Whether a word may stand before a title."""
    return _BEFORE_TITLE.fullmatch(word) is not None or _is_title_word(word)


def of_another_body(words: Sequence[str]) -> bool:
    """Whether words are an office and its body: `vice ordförande i utbildningsnämnden`."""
    if not words or words[-1][:1].isupper() or not {"i", "för"} & {*words[1:-1]}:
        return False
    at = next(i for i, word in enumerate(words) if i and word in ("i", "för"))
    body = " ".join(words[at + 1 :])
    office = " ".join(words[:at])
    known = code_list("role").of_form(office) or all(map(_may_precede, words[:at]))
    return bool(known and code_list("organization-kind").find(body))


def without_titles(text: str) -> tuple[tuple[str, ...], str]:
    """The titles before a full name, and the name; nothing is cut off where no name is left."""
    words = text.split()
    for at in range(3, min(len(words) - 1, _LONGEST_OFFICE)):
        if is_name(" ".join(words[at:])) and of_another_body(words[:at]):
            return (" ".join(words[:at]),), " ".join(words[at:])
    for at in range(min(len(words) - 2, 4), 0, -1):
        name = " ".join(words[at:])
        before = " ".join(words[:at])
        whole = code_list("role").of_form(before) or capacity_of(before)
        if not is_name(name) or not (whole or _is_title_word(words[at - 1])):
            continue
        if whole or all(map(_may_precede, words[: at - 1])):
            return (before,), name
    return (), text

"""All evidence for a person at one word of a text, in the order in which it is asked.

Each way in is one function that gives the last word of the name and the codes of its evidence.
Evidence against (dictionary, places, bodies) stops only what no first name, title, initial or
party speaks for.
"""

from __future__ import annotations

from socsam_opendata.privacy.names.by_cue import (
    initials,
    labelled,
    particle,
    party,
    strangers,
    titled,
)
from socsam_opendata.privacy.names.by_first_name import first_name, small_name, surname_first
from socsam_opendata.privacy.names.parts import is_capital, is_initial
from socsam_opendata.privacy.names.sight import Find, Sight

_WAYS = (first_name, surname_first, party, titled, labelled, particle, strangers)


def person_at(sight: Sight, i: int) -> Find | None:
    """The possible person whose name begins at word `i`, or None."""
    if i in sight.blocked:
        return None
    if not is_capital(sight.told.words[i]):
        return small_name(sight, i)
    if is_initial(sight.told, i):
        return initials(sight, i)
    for way in _WAYS:
        find = way(sight, i)
        if find:
            return find
    return None

"""Who may be a person in a text: token by token, on evidence, not by a list of patterns.

Known limits: a single first name; a name that no list holds and no cue stands beside; a name of
two everyday words; a name inside a firm's, a street's, a school's. `docs/privacy.md` tells them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from socsam_opendata.model.iris import DASHES
from socsam_opendata.privacy.names.evidence import person_at
from socsam_opendata.privacy.names.joined_words import in_joined_words
from socsam_opendata.privacy.names.known import KnownNames, explained
from socsam_opendata.privacy.names.letters import letters_and_labels
from socsam_opendata.privacy.names.other_places import in_addresses, in_other_scripts
from socsam_opendata.privacy.names.parts import SIGNED_GENITIVE, is_capital, may_begin
from socsam_opendata.privacy.names.readable import Readable
from socsam_opendata.privacy.names.sight import BESIDE, Find, Sight
from socsam_opendata.privacy.names.spaced_letters import Spaced, spaced_in
from socsam_opendata.privacy.names.things import is_thing
from socsam_opendata.privacy.names.tokens import Gap, Tokens, parts_of, told_of

# `Tora Qvarnvik-ärendet`.
_TIED_NOUN = re.compile(r"-[a-zåäö]{3,}\Z")
# A shorter word whose letters stand apart is no surname: `S, M`.
_SHORTEST_APART = 3
_IN_PATH = re.compile(rf"(?:[{DASHES}._+~\s]|%20)+")
# An s that belongs to the name.
_OWN_S = ("fors", "näs", "ås", "us", "is", "as", "os", "ys", "ss", "nes", "ès", "ís")


@dataclass(frozen=True, slots=True)
class Possible:
    """A possible person: where in the given text, the name as one says it, and why.

    `evidence` holds codes: `first-name`, `title`, `party`, `particle`, `initial`, `nickname`,
    `double`, `surname-first`, `capitals`, `small-letters`, `line-end`, `cell`, `together`,
    `divided`, `joined`, `strange-words`, `other-script`, `email-local-part`, `path`.
    """

    start: int
    end: int
    name: str
    evidence: frozenset[str]


def possible_persons(text: str, known: KnownNames) -> tuple[Possible, ...]:
    """Everybody who may be a person in a text, in order, no two overlapping.

    The text is a document's lines or a cell; offsets are its own, a name that a line end or
    markup divides spans it, and a genitive's s belongs to the span and not to the name.
    """
    seen, told = told_of(text)
    found = [_from_words(seen, told, find) for find in _finds(told, known)]
    joined = in_joined_words(told, explained(told, known), known.words | known.keys)
    found += [_from_place(seen, *place) for place in joined]
    found += [_from_place(seen, *place) for place in in_other_scripts(seen.text)]
    found += [_from_place(seen, *place) for place in in_addresses(seen.text, known.keys)]
    spaced = spaced_in(text)
    if spaced is not None:
        told = spaced.told
        more = [find for find in _finds(told, known) if _put_together(spaced, find)]
        found += [_from_words(spaced, told, find) for find in more]
    return _apart(text, found)


def _put_together(spaced: Spaced, find: Find) -> bool:
    """Whether a find has words whose letters stood apart, and they are no letters in a row.

    Of capitals alone the whole name is made: `Tora Vik X X X` ends with marks of a table.
    """
    told, place = spaced.told, range(find.first, find.last + 1)
    apart = [told.words[i] for i in place if i in spaced.words]
    if max(map(len, apart), default=0) < _SHORTEST_APART:
        return False
    return not all(map(str.isupper, apart)) or len(apart) == len(place)


def _finds(told: Tokens, known: KnownNames) -> list[Find]:
    sight = Sight(told, explained(told, known) | letters_and_labels(told), known.words)
    finds: list[Find] = []
    done = -1
    for i, word in enumerate(told.words):
        if i <= done or not may_begin(word):
            continue
        find = person_at(sight, i)
        if find is None:
            continue
        if _only_thing(told, find):
            done = find.last
            continue
        before = _together(sight, find)
        finds += [before, find] if before else [find]
        done = find.last
    return finds


def _only_thing(told: Tokens, find: Find) -> bool:
    if "party" in find.evidence:
        return False
    return is_thing(told, find.first, find.last, titled="title" in find.evidence)


def _together(sight: Sight, find: Find) -> Find | None:
    """`Anna` in `Anna och Erik Svensson`: a first name that shares the surname."""
    told, at = sight.told, find.first - 2
    if "first-name" not in find.evidence or at < 0 or told.small[at + 1] not in ("och", "samt"):
        return None
    if told.gap(at) not in BESIDE or at in sight.blocked:
        return None
    # `Enligt Anna och Erik Vik`: what only begins a sentence is no name before hers.
    if sight.capital_before(at) and not sight.nature(at - 1).function:
        return None
    own = sight.nature(at)
    counts = own.sure or (own.first and own.frequent)
    if not counts or not is_capital(told.words[at]):
        return None
    return Find(at, at, frozenset({"first-name", "together"}))


def _from_words(seen: Readable | Spaced, told: Tokens, find: Find) -> Possible:
    start, end = told.spans[find.first][0], told.spans[find.last][1]
    name = " ".join(told.text[start:end].split())
    tail = _TIED_NOUN.search(name)
    if tail:
        name = name[: tail.start()]
    genitive = SIGNED_GENITIVE.match(told.text, end)
    if genitive:
        end = genitive.end()
    else:
        name = _without_genitive(name, told, find.last)
    return Possible(*seen.span(start, end), name, find.evidence)


def _without_genitive(name: str, told: Tokens, last: int) -> str:
    """A name without the genitive's s, where a word in small letters follows that it may rule."""
    small = name.casefold()
    if not small.endswith("s") or told.gap(last) not in (Gap.SPACE, Gap.WRAP, Gap.LINE):
        return name
    if not told.words[last + 1][0].islower() or len(told.words[last]) < 3:
        return name
    if small.endswith(_OWN_S):
        return name
    return name[:-1]


def _from_place(seen: Readable, start: int, end: int, code: str) -> Possible:
    printed = seen.text[start:end]
    if code == "joined":
        name = " ".join(printed[first:last] for first, last in parts_of(printed))
    else:
        name = " ".join(_IN_PATH.sub(" ", printed).split())
    return Possible(*seen.span(start, end), name, frozenset({code}))


def _apart(text: str, found: Iterable[Possible]) -> tuple[Possible, ...]:
    """Finds in order; those that overlap become one, with the longer one's name."""
    apart: list[Possible] = []
    for one in sorted(found, key=lambda p: (p.start, -p.end)):
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
            continue
        before = apart.pop()
        longer = max(before, one, key=lambda p: p.end - p.start)
        end = max(before.end, one.end)
        apart.append(Possible(before.start, end, longer.name, before.evidence | one.evidence))
    return tuple(apart)

"""Finding given names in texts, in every form they are printed, and masking them.

Names are found word by word, so that no pattern has to be made for each document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from socsam_opendata.model.iris import DASHES, fold

MASK = "[namn utelämnat]"
_WORD = re.compile(rf"[^\W_]+(?:[{DASHES}’'][^\W_]+)*")
_GENITIVE = re.compile(r":s(?!\w)")
_Words = tuple[str, ...]


def _forms(name: str) -> set[tuple[_Words, bool]]:
    """The printed forms of a full name as folded words, and whether the surname comes first.

    Whole; initial and surname; first name and one of several surnames; surname, first name.
    """
    words = tuple(word.group() for word in _WORD.finditer(fold(name)))
    if len(words) < 2:
        return {(words, False)}
    first, last = words[0], words[-1]
    forms = {(words, False), ((first[0], last), False), ((*words[1:], first), True)}
    capitals = [w for w, printed in zip(words, name.split(), strict=False) if printed[0].isupper()]
    return forms | {((first, word), False) for word in capitals[1:]}


class Mask:
    """Names to be masked, in every form; a form that is a spared name in full is left alone."""

    def __init__(self, names: Iterable[str], spared: Iterable[str] = ()) -> None:
        kept = {tuple(_WORD.findall(fold(name))) for name in spared}
        self._by_first: dict[str, list[tuple[_Words, bool]]] = defaultdict(list)
        self._needles: set[str] = set()
        for name in sorted(set(names)):
            whole = tuple(_WORD.findall(fold(name)))
            for form, reversed_ in _forms(name):
                if form and (form == whole or form not in kept):
                    self._by_first[form[0]].append((form, reversed_))
            # Of a double name the longer half, whichever dash joins the halves in a text.
            self._needles |= {max(word.split("-"), key=len) for word in whole[1:] or whole}
        for forms in self._by_first.values():
            forms.sort(key=lambda f: (-len(f[0]), f))

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names stand, their genitive s included, in order and without overlaps."""
        folded = text.casefold()
        if not any(needle in folded for needle in self._needles):
            return
        words = list(_WORD.finditer(text))
        free = 0
        for at, word in enumerate(words):
            forms = self._by_first.get(fold(word.group()))
            if forms is None or at < free:
                continue
            length = next((len(f[0]) for f in forms if _stands(f, text, words, at)), 0)
            if length:
                free = at + length
                end = words[free - 1].end()
                genitive = _GENITIVE.match(text, end)
                yield word.start(), genitive.end() if genitive else end

    def applied_to_lines(self, lines: Sequence[str]) -> list[str]:
        """Lines with every name replaced, names that a line end divides too; as many lines."""
        near: set[int] = set()
        for i, line in enumerate(lines):
            folded = line.casefold()
            if any(needle in folded for needle in self._needles):
                near |= {i - 1, i, i + 1}
        result = list(lines)
        for i in sorted(near & set(range(len(lines)))):
            if i - 1 in near and i:
                continue
            end = i + 1
            while end in near and end < len(lines):
                end += 1
            result[i:end] = self.applied("\n".join(lines[i:end])).split("\n")
        return result

    def found(self, text: str) -> bool:
        """Whether a name stands in a text."""
        return next(self.spans(text), None) is not None

    def applied(self, text: str, instead: str = MASK) -> str:
        """A text with every name replaced; line ends inside a name stay, so lines keep numbers."""
        pieces = []
        end = 0
        for start, stop in self.spans(text):
            pieces += [text[end:start], instead, "\n" * text.count("\n", start, stop)]
            end = stop
        return "".join(pieces) + text[end:] if pieces else text


def _stands(form: tuple[_Words, bool], text: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether the words from `at` on are a form of a name, as one would print it."""
    name, surname_first = form
    *before, ending = name
    last = at + len(before)
    if last >= len(words) or fold(words[last].group()) not in (ending, ending + "s"):
        return False
    if any(fold(words[at + i].group()) != word for i, word in enumerate(before)):
        return False
    gaps = [text[a.end() : b.start()] for a, b in pairwise(words[at : last + 1])]
    if any(gap.strip(" \n*_.,") or len(gap) > 6 for gap in gaps):
        return False
    if sum("," in gap for gap in gaps) != int(surname_first):
        return False
    return not (surname_first and _within_list(text, words, at, last))


def _within_list(text: str, words: list[re.Match[str]], first: int, last: int) -> bool:
    """Whether `Dahlberg, Sara` is the seam of two names in a list: `Erik Dahlberg, Sara Ek`."""

    def touches(a: re.Match[str], b: re.Match[str], name: re.Match[str]) -> bool:
        return not text[a.end() : b.start()].strip(" *_") and name.group()[0].isupper()

    before = first > 0 and touches(words[first - 1], words[first], words[first - 1])
    after = last + 1 < len(words) and touches(words[last], words[last + 1], words[last + 1])
    return before or after

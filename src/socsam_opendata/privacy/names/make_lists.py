"""Makes the two long lists of `lists/` anew from what they are made of.

`python -m socsam_opendata.privacy.names.make_lists FIRST-NAMES.csv DICTIONARY.aff DICTIONARY.dic`;
`lists/README.md` says where these files come from. The same files give the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from socsam_opendata.model.iris import slug
from socsam_opendata.privacy.names.dictionary import is_compound
from socsam_opendata.privacy.names.first_names import without_accents
from socsam_opendata.privacy.names.word_blocks import pack_blocks

_LISTS = Path(__file__).with_name("lists")
# What the affix file calls a word that is none, one that needs an ending, and a part of compounds.
_FORBIDDEN, _NEEDS_ENDING, _ONLY_PART = "%", "¤", "Z"
_Ending = tuple[str, str, str, re.Pattern[str] | None]


def counted_names(rows: Iterable[str]) -> dict[str, int]:
    """First names of one word, in small letters, with their bearers, from lines `name,bearers`.

    The words of names of several words (`Anna Karin`) are counted with each, and a name with
    accents or with å, ä, ö also as it is written without them (`Hakan` as Håkan).
    """
    names: dict[str, int] = {}
    several: dict[str, int] = defaultdict(int)
    for row in rows:
        printed, _, told = row.strip().rpartition(",")
        parts = printed.casefold().strip(".").split()
        for part in parts if len(parts) > 1 else ():
            several[part] += int(told)
        if len(parts) == 1:
            names[parts[0]] = int(told)
    names = dict(several) | names
    plain: dict[str, int] = {}
    for word, number in names.items():
        for other in {without_accents(word), slug(word)} - {word, ""}:
            if "-" not in other:
                plain[other] = max(number, plain.get(other, 0), names.get(other, 0))
    return {word: n for word, n in (names | plain).items() if len(word) > 1}


def _endings(affixes: Iterable[str]) -> dict[str, list[_Ending]]:
    """By flag what is cut off, what is added, the flags of the new word, and where it holds."""
    found: dict[str, list[_Ending]] = defaultdict(list)
    for line in affixes:
        parts = line.split()
        if len(parts) >= 5 and parts[0] == "SFX":
            added, _, flags = parts[3].partition("/")
            where = None if parts[4] == "." else re.compile(f"(?:{parts[4]})$")
            found[parts[1]].append(
                (parts[2].replace("0", ""), added.replace("0", ""), flags, where)
            )
    return found


def _forms(word: str, flags: str, endings: dict[str, list[_Ending]]) -> Iterator[str]:
    """A word of the dictionary in every form that its flags allow."""
    if _NEEDS_ENDING not in flags:
        yield word
    waiting = [(word, flags, 0)]
    while waiting:
        base, letters, depth = waiting.pop()
        for flag in letters:
            for cut, added, more, where in endings.get(flag, ()):
                if not base.endswith(cut) or (where and not where.search(base)):
                    continue
                form = base[: len(base) - len(cut)] + added
                if _ONLY_PART not in more:
                    if _NEEDS_ENDING not in more:
                        yield form
                    if more and depth < 2:
                        waiting.append((form, more, depth + 1))


def kept_words(affixes: Iterable[str], entries: Iterable[str]) -> set[str]:
    """The words in small letters that the dictionary has to hold: no genitive, no compound."""
    endings = _endings(affixes)
    words: set[str] = set()
    forbidden: set[str] = set()
    for line in entries:
        word, _, rest = line.partition("/")
        flags = rest.split()[0] if rest.split() else ""
        if _FORBIDDEN in flags:
            forbidden.add(word)
        elif word[:1].islower() and _ONLY_PART not in flags:
            words.update(_forms(word, flags, endings))
    words = {word for word in words - forbidden if word.isalpha() and word.islower()}
    kept: set[str] = set()
    for word in sorted(words, key=lambda word: (len(word), word)):
        genitive = len(word) > 3 and word[-1] == "s" and word[:-1] in words
        if not genitive and not is_compound(word, kept):
            kept.add(word)
    return kept


def main(arguments: list[str]) -> int:
    """Write both lists; three paths are needed."""
    names, affixes, entries = (Path(a).read_text(encoding="utf-8").splitlines() for a in arguments)
    counted = counted_names(names[1:])
    (_LISTS / "first-names.txt.gz").write_bytes(pack_blocks(counted))
    (_LISTS / "swedish-words.txt.gz").write_bytes(pack_blocks(kept_words(affixes, entries[1:])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

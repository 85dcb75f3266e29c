"""Code, CodeList: controlled terms, and how a printed form is recognised as one of them.

A list is written by hand in SKOS. `forms` (skos:altLabel) are whole printed forms; `signals`
(skos:hiddenLabel) are written in a small pattern language for running text: `*` at the end of a
word stands for any ending, ` … ` for anything within a sentence. Where signals overlap, the one
that covers more of the text wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from socsam_opendata.errors import VocabularyError
from socsam_opendata.model.iris import fold
from socsam_opendata.model.marks import MARKS
from socsam_opendata.texts import either


@dataclass(frozen=True, slots=True)
class Code:
    """One term of a code list: `sv` and `en` label, definitions, printed forms and signals.

    `marks` are the marks (model/marks.py) that are true of it; `ties` those that name a code of
    another list, with its notation.
    """

    notation: str
    sv: str
    en: str
    definition_sv: str
    definition_en: str
    forms: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()
    ties: tuple[tuple[str, str], ...] = ()

    def label(self, language: str) -> str:
        """The label in `sv` or `en`."""
        return either(language, self.sv, self.en)

    def about(self, language: str) -> str:
        """The definition in `sv` or `en`."""
        return either(language, self.definition_sv, self.definition_en)


@dataclass(frozen=True, slots=True)
class Found:
    """A signal found in a text: the characters start:end and the code they signal."""

    start: int
    end: int
    code: str


def _signal_pattern(signal: str) -> str:
    """The regular expression of one signal; words are bounded where they begin or end it."""
    phrases = [" ".join(part.split()) for part in signal.split("…")]
    written = [re.escape(p).replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for p in phrases]
    start = r"(?<!\w)" if re.match(r"[\w*]", phrases[0]) else ""
    end = r"(?!\w)" if re.search(r"[\w*]$", phrases[-1]) else ""
    return start + r"\b[^.!?]*?\b".join(written) + end


# How many letters of a signal's first word it is looked up by.
_START = 3
# A word, and what of it is looked up.
_WORD_START = re.compile(rf"(\w{{1,{_START}}})\w*")
_ANSWERS = 5_000


def _one_of(signals: Sequence[tuple[str, str]]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern over signals, the first that fits, and the code of each by its group."""
    pattern = "|".join(f"({_signal_pattern(signal)})" for signal, _ in signals)
    return re.compile(pattern, re.IGNORECASE), tuple(code for _, code in signals)


def _hit(match: re.Match[str], codes: Sequence[str]) -> Found:
    return Found(match.start(), match.end(), codes[(match.lastindex or 1) - 1])


def _letters(signal: str) -> int:
    """How much of a text a signal accounts for: its letters, gaps and stars left out."""
    return len(re.sub(r"[…*\s]", "", signal))


@dataclass(frozen=True)
class CodeList:
    """A code list: its scheme notation, labels, and its codes in their written order."""

    scheme: str
    sv: str
    en: str
    codes: tuple[Code, ...]

    def label(self, language: str) -> str:
        """The label in `sv` or `en`."""
        return either(language, self.sv, self.en)

    @cached_property
    def by_notation(self) -> dict[str, Code]:
        """The codes by notation."""
        return {code.notation: code for code in self.codes}

    def _marks(self, *, naming: bool) -> list[str]:
        """The names of the marks that codes of this list may bear, true ones or naming ones."""
        return [
            name for name, mark in MARKS.items()
            if self.scheme in mark.lists and (mark.names is not None) == naming
        ]  # fmt: skip

    @cached_property
    def _by_mark(self) -> dict[str, frozenset[str]]:
        return {
            mark: frozenset(code.notation for code in self.codes if mark in code.marks)
            for mark in self._marks(naming=False)
        }

    @cached_property
    def _by_tie(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {mark: {} for mark in self._marks(naming=True)}
        for code in self.codes:
            for mark, notation in code.ties:
                found[mark][code.notation] = notation
        return found

    def marked(self, mark: str) -> frozenset[str]:
        """The notations of the codes that bear a mark, in this list perhaps none.

        KeyError for a mark that codes of this list cannot bear, which is a fault of the program.
        """
        return self._by_mark[mark]

    def tied(self, mark: str) -> dict[str, str]:
        """The notation that a mark names for each code that bears it; KeyError as for `marked`."""
        return self._by_tie[mark]

    def tie(self, mark: str, code: str) -> str:
        """The notation that a mark names for a code which must bear it; VocabularyError if not."""
        named = self.tied(mark).get(code)
        if named is None:
            raise VocabularyError(
                "vocabulary.lacks-mark", scheme=self.scheme, code=code, mark=f"spec:{mark}"
            )
        return named

    @cached_property
    def _by_form(self) -> dict[str, str]:
        return {fold(form): code.notation for code in self.codes for form in code.forms}

    @cached_property
    def _signals(self) -> tuple[tuple[str, str], ...]:
        """Every form and signal with its code, those with most letters first."""
        pairs = [(s, c.notation) for c in self.codes for s in (*c.forms, *c.signals)]
        return tuple(sorted(pairs, key=lambda p: (-_letters(p[0]), p)))

    @cached_property
    def _by_start(self) -> dict[str, tuple[re.Pattern[str], tuple[str, ...]]]:
        """Signals without a gap by the first letters of their first word: one pattern over all of
        them, in their order, and the code of each."""
        found: dict[str, list[tuple[str, str]]] = {}
        for signal, code in self._signals:
            first = re.match(r"\w+", signal)
            if first and "…" not in signal:
                start = first.group().casefold()[:_START]
                found.setdefault(start, []).append((signal, code))
        return {start: _one_of(signals) for start, signals in found.items()}

    @cached_property
    def _starless(self) -> tuple[re.Pattern[str], tuple[str, ...]] | None:
        """One pattern over the signals that begin with a star or a sign, and the code of each."""
        rest = [(s, code) for s, code in self._signals if "…" not in s and not re.match(r"\w", s)]
        return _one_of(rest) if rest else None

    def _solid_hits(self, text: str) -> list[Found]:
        """Where signals without a gap stand: at each word the first, longest, one that fits."""
        hits = []
        for begun in _WORD_START.finditer(text):
            start = begun[1].casefold()
            for length in range(len(start), 0, -1):
                signals = self._by_start.get(start[:length])
                match = signals[0].match(text, begun.start()) if signals else None
                if signals and match:
                    hits.append(_hit(match, signals[1]))
        if self._starless:
            pattern, codes = self._starless
            hits += [_hit(match, codes) for match in pattern.finditer(text)]
        return hits

    @cached_property
    def _gapped(self) -> tuple[tuple[tuple[str, ...], re.Pattern[str], str, int], ...]:
        """Signals with a gap: the first letters of their words, pattern, code, letters."""
        return tuple(
            (
                tuple(w.strip("*")[:_START] for w in re.split(r"[\s…]+", s.casefold())),
                re.compile(_signal_pattern(s), re.IGNORECASE),
                code,
                _letters(s),
            )
            for s, code in self._signals
            if "…" in s
        )

    @cached_property
    def _heads(self) -> tuple[tuple[str, re.Pattern[str], str], ...]:
        """Signals as whole texts: what they end with, pattern and code.

        Words may stand before a signal that begins with a star.
        """
        return tuple(
            (
                re.split(r"[\s…*]+", signal.casefold())[-1],
                re.compile(
                    (r"(?:.*\s)?" if signal.startswith("*") else "") + _signal_pattern(signal), re.I
                ),
                code,
            )
            for signal, code in self._signals
        )

    def of_form(self, printed: str) -> str | None:
        """The notation whose printed form this is as a whole, or None."""
        return self._by_form.get(fold(printed).rstrip(":").strip())

    @cached_property
    def _asked(self) -> dict[str, str | None]:
        """Answers of `of_whole`: the same headings are asked about again and again."""
        return {}

    def of_whole(self, printed: str) -> str | None:
        """The notation whose form, or else whose signal, covers a text as a whole, or None."""
        if printed not in self._asked:
            if len(self._asked) >= _ANSWERS:
                self._asked.clear()
            self._asked[printed] = self._whole(printed)
        return self._asked[printed]

    def _whole(self, printed: str) -> str | None:
        found = self.of_form(printed)
        if found:
            return found
        bare = printed.strip().rstrip(":").strip()
        folded = bare.casefold()
        return next(
            (
                code
                for ending, pattern, code in self._heads
                if folded.endswith(ending) and pattern.fullmatch(bare)
            ),
            None,
        )

    def find(self, text: str) -> tuple[Found, ...]:
        """Every form or signal in a text, in order; of two that overlap, the longer one."""
        hits = [(hit.end - hit.start, hit) for hit in self._solid_hits(text)]
        folded = text.casefold()
        for starts, gapped, code, letters in self._gapped:
            if not all(start in folded for start in starts):
                continue
            hits += [(letters, Found(m.start(), m.end(), code)) for m in gapped.finditer(text)]
        kept: list[Found] = []
        for _, hit in sorted(hits, key=lambda h: (-h[0], h[1].start)):
            if all(hit.end <= k.start or hit.start >= k.end for k in kept):
                kept.append(hit)
        return tuple(sorted(kept, key=lambda h: h.start))

    def first(self, text: str) -> str | None:
        """The notation of the first form or signal in a text, or None."""
        found = self.find(text)
        return found[0].code if found else None

"""What is found in a text, and the words that stand beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "identity-number", "birth-date", "telephone", "email", "home-address", "bank-account"
]


@dataclass(frozen=True, slots=True, order=True)
class PlainSpan:
    """A stretch of the plain text that reaches a person, and how."""

    start: int
    end: int
    kind: Kind


def without_overlaps(spans: Iterable[PlainSpan]) -> list[PlainSpan]:
    """Spans in order of the text; of two that overlap the one that was given first stays."""
    kept: list[PlainSpan] = []
    for span in spans:
        kept.append(span)
    taken: list[PlainSpan] = []
    covered = bytearray(max((span.end for span in kept), default=0))
    for span in kept:
        if not any(covered[span.start : span.end]):
            covered[span.start : span.end] = b"\1" * (span.end - span.start)
            taken.append(span)
    return sorted(taken)

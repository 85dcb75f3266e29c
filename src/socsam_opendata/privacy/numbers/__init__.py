"""Numbers and addresses that reach a person, found in a text in every form they are printed.

Pure: a text in, spans out. Nothing is masked here, and nobody is decided to be a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from socsam_opendata.privacy.numbers.accounts import bank_accounts
from socsam_opendata.privacy.numbers.addresses import home_addresses
from socsam_opendata.privacy.numbers.beside import NearbyWords
from socsam_opendata.privacy.numbers.birthdays import birth_dates
from socsam_opendata.privacy.numbers.digits import digit_runs
from socsam_opendata.privacy.numbers.emails import email_addresses
from socsam_opendata.privacy.numbers.identity import identity_numbers
from socsam_opendata.privacy.numbers.persons import Persons
from socsam_opendata.privacy.numbers.plain import plain_text
from socsam_opendata.privacy.numbers.spans import Kind, without_overlaps
from socsam_opendata.privacy.numbers.telephones import telephone_numbers

__all__ = ["FoundNumber", "Kind", "find_numbers"]


# Without a digit or what may be read as an at sign a text cannot hold any of them.
_MAY_REACH = re.compile(
    r"[\d@＠﹫&]|[ \n_({\[<-]\s?at\b|[(\[]a[)\]]|_at_|nabel|alfa|kanelbulle", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number or address that reaches a person: its kind, and where it stands in the text."""

    kind: Kind
    start: int
    end: int


def find_numbers(
    text: str, people: Sequence[tuple[int, int]] | None = None
) -> tuple[FoundNumber, ...]:
    """Every number and address in a text that reaches a person, in order, without overlaps.

    `text` may have many lines. `people` are spans of persons in it, in offsets of `text`: evidence
    for a date of birth or an address beside them. Without them possible persons are looked for
    beside such numbers. The time grows with the text's length.
    """
    if not _MAY_REACH.search(text):
        return ()
    plain = plain_text(text)
    words = NearbyWords(plain.text)
    runs = digit_runs(plain.text)
    given = None
    if people is not None:
        given = [(plain.nearest(a), plain.nearest(b - 1) + 1) for a, b in people]
    persons = Persons(plain.text, given)
    numbers = [
        *identity_numbers(words, runs),
        *email_addresses(plain.text),
        *bank_accounts(words, runs),
        *telephone_numbers(words, runs),
        *birth_dates(words, runs, persons),
    ]
    spans = without_overlaps([*numbers, *home_addresses(plain.text, runs, persons, numbers)])
    return tuple(FoundNumber(s.kind, *plain.original(s.start, s.end)) for s in spans)

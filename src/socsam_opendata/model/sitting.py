"""A sitting of a body on a day, and what tells it from others: its start, its §§, its items."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from socsam_opendata.model.iris import fold
from socsam_opendata.model.release_records import DIGEST_LENGTH


@dataclass(frozen=True, slots=True)
class ItemContent:
    """What an item is recognised by when its § was corrected: digests of what is published of it.

    `text` is of the texts and clauses of the item. Its diary number and what kinds of texts it has
    tell whether it may be the item of another source; releases keep neither.
    """

    title: str
    text: str
    diary_number: str | None = field(default=None, compare=False)
    kinds: frozenset[str] = field(default=frozenset(), compare=False)

    def may_be(self, other: ItemContent) -> bool:
        """Whether both may be one item: what one of them lacks, all its texts of a kind, says
        nothing, and then the title and the diary number tell."""
        numbers = {self.diary_number, other.diary_number} - {None}
        lacking = self.kinds < other.kinds or other.kinds < self.kinds
        return self == other or (lacking and self.title == other.title and len(numbers) < 2)

    @property
    def has_text(self) -> bool:
        """Whether it has a text to be known by."""
        return self.text != _NO_TEXT


def _digest(text: str) -> str:
    """The start of the SHA-256 of a text; spaces and capitals make no difference."""
    plain = " ".join(text.casefold().split())
    return hashlib.sha256(plain.encode()).hexdigest()[:DIGEST_LENGTH]


_NO_TEXT = _digest("")


def item_contents(
    titles: Iterable[tuple[str, str]], texts: Iterable[tuple[str, str]]
) -> dict[str, ItemContent]:
    """The content of items by their keys; `titles` and `texts` are pairs of a key and words.

    Texts may come in any order. Memory grows with their number, not with their length.
    """
    digests: dict[str, list[str]] = defaultdict(list)
    for item, text in texts:
        digests[item].append(_digest(text))
    return {
        item: ItemContent(_digest(title), _digest(" ".join(sorted(digests.get(item, ())))))
        for item, title in titles
    }


def with_signs(
    contents: Mapping[str, ItemContent],
    diary_numbers: Mapping[str, str | None],
    kinds: Iterable[tuple[str, str]],
) -> dict[str, ItemContent]:
    """Contents with their diary numbers; `kinds` are pairs of a key and a kind of text it has."""
    found: dict[str, set[str]] = defaultdict(set)
    for item, kind in kinds:
        found[item].add(kind)
    return {
        item: replace(
            content,
            diary_number=fold(diary_numbers.get(item) or "") or None,
            kinds=frozenset(found[item]),
        )
        for item, content in contents.items()
    }


# The items of a meeting by § and part ("14b").
Items = Mapping[str, ItemContent]


@dataclass(frozen=True, slots=True)
class Sitting:
    """What is printed of a meeting that tells it from the others of its body on its day.

    `left` are the §§ of its items that have another § now or are withdrawn, where releases gave it
    a key. When it ended tells whether others began while it went on, and does not make it another.
    """

    starts_at: dt.time | None
    first_paragraph: str | None
    last_paragraph: str | None
    items: Items = field(default_factory=dict)
    left: frozenset[str] = frozenset()
    ends_at: dt.time | None = field(default=None, compare=False)

    @property
    def span(self) -> tuple[int, int] | None:
        """Its first and last §; None where no § is known."""
        if self.first_paragraph is None or self.last_paragraph is None:
            return None
        return int(self.first_paragraph), int(self.last_paragraph)


def _most(shared: int, one: Sitting, other: Sitting) -> bool:
    """Whether more than half of the items of the smaller of two sittings are shared."""
    return 2 * shared > min(len(one.items), len(other.items))


def same_items(one: Sitting, other: Sitting) -> bool:
    """Whether most items are in both, whatever their §§."""
    return _most(len({*one.items.values()} & {*other.items.values()}), one, other)


def alike_items(one: Sitting, other: Sitting) -> bool:
    """Whether most items may be in both, whatever their §§ and which texts one of them lacks."""
    left = [*other.items.values()]
    for item in one.items.values():
        same = next((found for found in left if item.may_be(found)), None)
        if same is not None:
            left.remove(same)
    return _most(len(other.items) - len(left), one, other)


def other_items(one: Sitting, other: Sitting) -> bool:
    """Whether the titles of most items are not in both; not where items are not known."""
    if not one.items or not other.items:
        return False
    titles, others = ({item.title for item in sitting.items.values()} for sitting in (one, other))
    return not _most(len(titles & others), one, other)


def at_one_time(one: Sitting, other: Sitting) -> bool:
    """Whether both start at one time that is known."""
    return one.starts_at is not None and one.starts_at == other.starts_at


def hours_overlap(one: Sitting, other: Sitting) -> bool:
    """Whether one began when the other did, or while that one went on, by times that are known."""
    return at_one_time(one, other) or _began_within(one, other) or _began_within(other, one)


def _began_within(one: Sitting, other: Sitting) -> bool:
    """Whether a sitting began after another one did, and before that one ended."""
    if one.starts_at is None or other.starts_at is None or other.ends_at is None:
        return False
    return other.starts_at <= one.starts_at < other.ends_at


def untimed(one: Sitting, other: Sitting) -> bool:
    """Whether it is not known when one of them starts."""
    return one.starts_at is None or other.starts_at is None


def same_span(one: Sitting, other: Sitting) -> bool:
    """Whether both have the same first and last §."""
    return one.span == other.span


def share_paragraphs(one: Sitting, other: Sitting) -> bool:
    """Whether §§ are in both, or may be."""
    if one.span is None or other.span is None:
        return True
    (first, last), (other_first, other_last) = one.span, other.span
    return first <= other_last and other_first <= last


def printed_twice(one: Sitting, other: Sitting) -> bool:
    """Whether two documents, or rows, of a body and a day are of one sitting.

    They start at one time; or have a § in common, and either most of their items, or no two times
    and no other items by which they could be told apart.
    """
    if at_one_time(one, other):
        return True
    if not share_paragraphs(one, other):
        return False
    return alike_items(one, other) or (untimed(one, other) and not other_items(one, other))


def told_apart(one: Sitting, other: Sitting) -> bool:
    """Whether something says that they are two: two times, or §§ of which none is in both."""
    two_times = not untimed(one, other) and not at_one_time(one, other)
    return two_times or not share_paragraphs(one, other)

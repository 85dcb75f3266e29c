"""Meetings and items that have another key than in the package before."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from socsam_opendata.dataset.sittings import same_sitting
from socsam_opendata.model.keys import item_of
from socsam_opendata.model.sitting import ItemContent, Items, Sitting, item_contents
from socsam_opendata.package.package import Package

MEETINGS, ITEMS, SOURCES = "meetings", "agenda_items", "sources"
# Of the texts of two meetings of different days so many must be the same to be of one meeting.
SAME_TEXTS = 0.5


@dataclass(frozen=True, slots=True)
class Rename:
    """A meeting or an item (`table`) that has another key than before.

    `rows` counts its rows, remarks left out. The items of a renamed meeting are renamed with it;
    those that also have another § are told by themselves.
    """

    old: str
    new: str
    rows: int = 0
    table: str = MEETINGS


def owner(table: str) -> str:
    """The column that holds the key of the meeting a row belongs to, where there is one."""
    return "id" if table in (MEETINGS, SOURCES) else "source"


def cells_of(package: Package, name: str, *columns: str) -> Iterator[dict[str, Any]]:
    """Some columns of a table, row by row; nothing where the package has no such columns."""
    if name in package.files and {*columns} <= {*package.fields(name)}:
        for batch in package.batches(name, columns):
            yield from batch.to_pylist()


def package_contents(
    package: Package, meetings: Collection[str] | None = None
) -> dict[str, ItemContent]:
    """What each item of a package is recognised by, by its key; of some meetings or of all."""

    def wanted(meeting: str) -> bool:
        return meetings is None or meeting in meetings

    def texts() -> Iterator[tuple[str, str]]:
        for row in cells_of(package, "item_texts", "source", "item", "text"):
            if wanted(row["source"]):
                yield row["item"], row["text"]
        items = {
            row["id"]: row["item"]
            for row in cells_of(package, "decisions", "id", "source", "item")
            if wanted(row["source"])
        }
        for row in cells_of(package, "clauses", "decision", "text"):
            if row["decision"] in items:
                yield items[row["decision"]], row["text"]

    titles = (
        (row["id"], row["title"])
        for row in cells_of(package, ITEMS, "id", "meeting", "title")
        if wanted(row["meeting"])
    )
    return item_contents(titles, texts())


# --- which meetings are renamed ---------------------------------------------------------------


@dataclass
class _Known:
    """What is known of a meeting whose key, or the keys of whose items, one package lacks."""

    body: str = ""
    day: str = ""
    starts_at: dt.time | None = None
    span: tuple[str | None, str | None] = (None, None)
    document: str | None = None
    # By the end of their keys: § and part.
    items: dict[str, ItemContent] = field(default_factory=dict)
    texts: Counter[str] = field(default_factory=Counter)

    @property
    def sitting(self) -> Sitting:
        """What tells it from others of its day."""
        return Sitting(self.starts_at, *self.span, self.items)

    @property
    def titles(self) -> list[str]:
        """The digests of its titles, sorted."""
        return sorted(item.title for item in self.items.values())


def _known(package: Package, keys: set[str]) -> dict[str, _Known]:
    """What a package says of some of its meetings."""
    found = {key: _Known() for key in sorted(keys)}
    facts = ("id", "body", "date", "starts_at", "first_paragraph", "last_paragraph")
    for row in cells_of(package, MEETINGS, *facts):
        if row["id"] in found:
            known = found[row["id"]]
            known.body, known.day = row["body"], str(row["date"])
            known.starts_at = row["starts_at"]
            known.span = (row["first_paragraph"], row["last_paragraph"])
    for row in cells_of(package, SOURCES, "id", "sha256"):
        if row["id"] in found:
            found[row["id"]].document = row["sha256"]
    contents = package_contents(package, keys)
    for row in cells_of(package, ITEMS, "id", "meeting"):
        if row["meeting"] in found:
            end = row["id"].removeprefix(f"{row['meeting']}-")
            found[row["meeting"]].items[end] = contents[row["id"]]
    for name in ("item_texts", "clauses"):
        for row in cells_of(package, name, "source", "text"):
            if row["source"] in found:
                found[row["source"]].texts[row["text"]] += 1
    return found


def _one_document(old: _Known, new: _Known) -> bool:
    return old.document is not None and old.document == new.document


def _one_day(old: _Known, new: _Known) -> bool:
    return bool(old.body) and (old.body, old.day) == (new.body, new.day)


def _one_sitting(old: _Known, new: _Known) -> bool:
    """The same body and day, and what makes two printed sittings one."""
    return _one_day(old, new) and same_sitting(old.sitting, new.sitting)


def _one_content(old: _Known, new: _Known) -> bool:
    """The same titles and mostly the same texts: a day, a body, or a time with §§ was corrected.

    On another day or of another body the items also have the same §§.
    """
    if not old.items or old.titles != new.titles:
        return False
    one_agenda = {end: item.title for end, item in old.items.items()} == {
        end: item.title for end, item in new.items.items()
    }
    same, every = (old.texts & new.texts).total(), (old.texts | new.texts).total()
    return every > 0 and same / every > SAME_TEXTS and (one_agenda or _one_day(old, new))


# What says that two are one meeting, the surest first.
_SIGNS: tuple[Callable[[_Known, _Known], bool], ...] = (_one_document, _one_sitting, _one_content)


def _pairs(were: Mapping[str, _Known], are: Mapping[str, _Known]) -> dict[str, str]:
    """The later key of each meeting that can be one other only."""
    pairs: dict[str, str] = {}
    for sign in _SIGNS:
        for key, known in were.items():
            twins = [
                other for other in are
                if other not in pairs.values() and sign(known, are[other])
            ]  # fmt: skip
            if key not in pairs and len(twins) == 1:
                pairs[key] = twins[0]
    return pairs


# --- which items ------------------------------------------------------------------------------


def _moved(old: Items, new: Items) -> dict[str, str]:
    """The § that each item of a meeting has now, told by its content, its title, or its text.

    An item that could be two others is not told.
    """
    found: dict[str, str] = {}
    facts: _Facts
    for facts in (_content, _title, _text):
        were = _by_facts(old, facts, found)
        are = _by_facts(new, facts, found.values())
        for known, ends in were.items():
            if len(ends) == 1 and len(are.get(known, ())) == 1:
                found[ends[0]] = are[known][0]
    return found


_Facts = Callable[[ItemContent], tuple[str, ...] | None]


def _content(item: ItemContent) -> tuple[str, ...]:
    return item.title, item.text


def _title(item: ItemContent) -> tuple[str, ...]:
    return (item.title,)


def _text(item: ItemContent) -> tuple[str, ...] | None:
    return (item.text,) if item.has_text else None


def _by_facts(
    items: Items, facts: _Facts, done: Collection[str]
) -> dict[tuple[str, ...], list[str]]:
    """The items that are not done yet by some facts, where they have such."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for end, item in items.items():
        known = facts(item)
        if end not in done and known is not None:
            found[known].append(end)
    return found


def _item_renames(
    pairs: Mapping[str, str], were: Mapping[str, _Known], are: Mapping[str, _Known]
) -> Iterator[tuple[str, str]]:
    """The old and new keys of items that have another §, in meetings that both packages have.

    Where the meeting kept its key, only to a § that it had not before, from one that it has no
    more: two items that exchanged their keys have no addresses that could lead from one to another.
    """
    for old, new in pairs.items():
        before, after = were[old].items, are[new].items
        for end, now in sorted(_moved(before, after).items()):
            if end != now and (old != new or (end not in after and now not in before)):
                yield f"{old}-{end}", f"{new}-{now}"


# --- both -------------------------------------------------------------------------------------


def _keys(package: Package, table: str, column: str = "id") -> dict[str, str]:
    """The keys of a table, and a column beside them."""
    return {row["id"]: row[column] for row in cells_of(package, table, "id", column)}


def find_renames(old: Package, new: Package, remarks: frozenset[str]) -> tuple[Rename, ...]:
    """The meetings and items of a package that are in another one under another key.

    Meetings come first, each by its old key. Rows of `remarks` are not counted.
    """
    before, after = (_keys(package, MEETINGS) for package in (old, new))
    were_items, are_items = (_keys(package, ITEMS, "meeting") for package in (old, new))
    gone, came = before.keys() - after.keys(), after.keys() - before.keys()
    # Meetings that kept their keys, and both lost and got keys of items.
    kept = {meeting for item, meeting in were_items.items() if item not in are_items}
    kept &= {meeting for item, meeting in are_items.items() if item not in were_items}
    kept &= before.keys() & after.keys()
    if not kept and not (gone and came):
        return ()
    were, are = _known(old, gone | kept), _known(new, came | kept)
    pairs = _pairs({key: were[key] for key in sorted(gone)},
                   {key: are[key] for key in sorted(came)})  # fmt: skip
    items = dict(_item_renames(pairs | {key: key for key in sorted(kept)}, were, are))
    now = {key: are_items[key] for key in items.values()}
    rows = _row_counts(new, remarks, {*pairs.values()}, now)
    return (
        *(Rename(key, pairs[key], rows[pairs[key]]) for key in sorted(pairs)),
        *(Rename(key, items[key], rows[items[key]], ITEMS) for key in sorted(items)),
    )


def _row_counts(
    package: Package, remarks: frozenset[str], meetings: set[str], items: Mapping[str, str]
) -> Counter[str]:
    """How many rows meetings and items have; `items` are keys and the meetings of those."""
    counts: Counter[str] = Counter()
    value_set = pa.array(sorted(meetings | {*items.values()}), pa.string())
    for name in package.files:
        column = owner(name)
        if name in remarks or not {column, "id"} <= {*package.fields(name)} or not len(value_set):
            continue
        for batch in package.batches(name, [*dict.fromkeys(("id", column))]):
            rows = batch.filter(pc.is_in(batch[column].cast(pa.string()), value_set=value_set))
            keys, of_meetings = (rows[part].to_pylist() for part in ("id", column))
            counts.update(meeting for meeting in of_meetings if meeting in meetings)
            counts.update(item for item in map(item_of, keys, of_meetings) if item in items)
    return counts


def new_keys(renames: Iterable[Rename], table: str) -> dict[str, str]:
    """The old and new keys of the renames of a table."""
    return {rename.old: rename.new for rename in renames if rename.table == table}

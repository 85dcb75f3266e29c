"""Feeds and calendars of each body: decided points and meetings as Atom, meetings and due dates.

Everything in them follows from the Parquet files of the package and the settings: ids are the IRIs
of the things, a feed is as new as the release. Each holds the newest only and says so; the whole
is in the tables.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from feedgen.util import xml_elem

from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.derived import paragraph_text
from socsam_opendata.model.iris import code_namespace
from socsam_opendata.model.records import BY_NAME
from socsam_opendata.package.contents import (
    CALENDAR,
    DECISIONS_FEED,
    GRAPH_TURTLE,
    MEETINGS_FEED,
    SOURCE,
    TABLE_CSV,
    media_of,
)
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.portal.calendar import (
    LANGUAGE,
    Happening,
    Head,
    calendar_bytes,
    due_happening,
    local_time,
    meeting_happening,
    next_happening,
)
from socsam_opendata.package.portal.newest import Bodies, Newest, Row, corrected, found
from socsam_opendata.package.portal.words import day_in_words, edtf_in_words, one_line
from socsam_opendata.package.sheets.sheets import plain
from socsam_opendata.settings.authorities import CC0
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.texts import say

# What a reader of feeds takes in; the tables hold the rest.
DECISION_ENTRIES = 200
MEETINGS = 100
CALENDAR_MEETINGS = 500
DUES = 500

RIGHTS = f"CC0 1.0: {CC0}"
# A build always has a day of release; settings made by hand may have none.
_NO_RELEASE = dt.date(1970, 1, 1)
_DATED = frozenset({"due", "effective_from"})
# Columns of the overview that an entry lists under the text of the clause.
_LISTED = (
    "amounts_text", "amount_meaning", "beneficiary", "addressees", "assignee", "due",
    "effective_from", "case", "presenters",
)  # fmt: skip


@dataclass(frozen=True)
class _Body:
    """One body with its newest rows, and what its feeds say around them."""

    settings: Settings
    key: str
    name: str
    made: dt.date
    decisions: Newest
    meetings: Newest
    dues: Newest
    agenda: pa.Table
    due_clauses: dict[str, Row]
    urls: dict[str, str]
    corrected: dict[str, dict[str, dt.date]]  # table, key of its row, day

    def file(self, path: str) -> str:
        """The address of a file of the package."""
        return f"{self.settings.files}{path}"

    def thing(self, table: str, key: str) -> str:
        """The IRI of a thing of a table."""
        return BY_NAME[table].namespace(self.settings.base) + key

    def original(self, meeting: str) -> str:
        """The address of the publisher's original, else of the published source text."""
        return self.urls.get(meeting) or self.file(SOURCE.at(meeting=meeting))


def _say(key: str, **facts: object) -> str:
    return say(f"feeds.{key}", LANGUAGE, **facts)


def _shown(what: str, newest: Newest, limit: int, whole: str) -> str:
    """How much of the whole is shown; `what` are decisions, meetings or dues."""
    much = "none" if newest.total == 0 else "all" if newest.total <= limit else "newest"
    total = newest.total
    return _say(f"{what}.{much}", count=total, total=total, limit=limit, whole=whole)


def _feed(body: _Body, path: str, title: str, subtitle: str, table: str) -> FeedGenerator:
    """A feed without its entries."""
    settings = body.settings
    publisher = settings.publisher
    feed = FeedGenerator()
    name = path.rpartition("/")[2].removesuffix(".atom")
    feed.id(f"{settings.base}id/feed/{name}")
    feed.title(one_line(title))
    feed.subtitle(one_line(subtitle))
    feed.language(LANGUAGE)
    author = {"name": one_line(publisher.name or settings.title)}
    author |= {"uri": publisher.url} if publisher.url else {}
    author |= {"email": publisher.email} if publisher.email else {}
    feed.author(author)
    feed.rights(RIGHTS)
    feed.updated(local_time(body.made))
    feed.generator("socsam_opendata")
    feed.link(href=body.file(path), rel="self", type=media_of(path).type)
    if settings.homepage:
        feed.link(href=settings.homepage, rel="alternate", type="text/html")
    whole = TABLE_CSV.at(table=table)
    feed.link(href=body.file(whole), rel="related", type=media_of(whole).type)
    feed.link(href=CC0, rel="license")
    return feed


class _Links:
    """The links of an entry, as an extension: feedgen 1.0 writes its own without rel and type."""

    def __init__(self) -> None:
        self.given: list[dict[str, str]] = []

    def extend_ns(self) -> dict[str, str]:
        """No namespace beside Atom's."""
        return {}

    def extend_atom(self, entry: Any) -> Any:
        """The entry's element with its links."""
        for attributes in self.given:
            xml_elem("link", entry, **attributes)
        return entry


def _entry(body: _Body, table: str, key: str, day: dt.date, meeting: str) -> FeedEntry:
    """An entry without title and content; as new as its meeting, or its latest correction."""
    entry = FeedEntry()
    entry.id(body.thing(table, key))
    entry.published(local_time(day))
    entry.updated(local_time(max(day, body.corrected[table].get(key, day))))
    text, graph = SOURCE.at(meeting=meeting), GRAPH_TURTLE.at(meeting=meeting)
    entry.register_extension("links", _Links, rss=False)
    links = [
        {"rel": "alternate", "type": media_of(text).type, "hreflang": LANGUAGE,
         "href": body.file(text)},
        {"rel": "related", "type": media_of(graph).type, "href": body.file(graph)},
    ]  # fmt: skip
    if meeting in body.urls:
        links.append({"rel": "via", "href": body.urls[meeting]})
    entry.links.given = links
    return entry


def _listed(row: Row) -> Iterator[str]:
    """The columns of a decided point with their titles, those that say something."""
    for name in _LISTED:
        value = row[name]
        if value:
            title = BY_NAME["decision_overview"].by_name[name].means.label(LANGUAGE)
            said = edtf_in_words(value, LANGUAGE) if name in _DATED else one_line(value)
            yield f"{title}: {said}"


def _decision_entry(body: _Body, row: Row) -> FeedEntry:
    entry = _entry(body, "clauses", row["id"], row["date"], row["source"])
    title = _say("decision.title-of-point" if row["clause"] else "decision.title", **row)
    entry.title(one_line(title))
    force = code_list("decision-force").by_notation[row["force"]].label(LANGUAGE)
    lines = [
        row["text"], "", f"{body.name}, {day_in_words(row['date'], LANGUAGE)}",
        _say("decision.force", force=force), *_listed(row),
    ]  # fmt: skip
    if row["doubtful"] == "yes":
        lines.append(_say("decision.doubtful"))
    lines.append(_where(row))
    entry.content(plain("\n".join(lines)), type="text")
    entry.category(
        term=row["force"], scheme=code_namespace("decision-force"), label=one_line(force)
    )
    return entry


def _where(row: Row) -> str:
    first, last = row["first_line"], row["last_line"]
    return _say("decision.line" if first == last else "decision.lines", first=first, last=last)


def _when(row: Row) -> str:
    """`2 juni 2025 kl. 09.00–12.00`, as far as it is known."""
    day = day_in_words(row["date"], LANGUAGE)
    start, end = row["starts_at"], row["ends_at"]
    if start is None:
        return day
    return f"{day} {_say('meeting.lasts' if end else 'meeting.starts', start=start, end=end)}"


def _meeting_lines(body: _Body, row: Row) -> Iterator[str]:
    """What is said of a meeting, its agenda last."""
    yield f"{body.name}, {_when(row)}"
    if row["place"]:
        yield _say("meeting.place", place=one_line(row["place"]))
    first, last = row["first_paragraph"], row["last_paragraph"]
    if first is not None:
        key = "meeting.paragraph" if first == last else "meeting.paragraphs"
        yield _say(key, first=first, last=last)
    for key, column in (("adjusted", "adjusted_on"), ("next", "next_meeting_on")):
        if row[column]:
            yield _say(f"meeting.{key}", day=day_in_words(row[column], LANGUAGE))
    items = body.agenda.filter(pc.equal(body.agenda["meeting"], row["id"])).sort_by("position")
    yield ""
    for item in items.to_pylist():
        yield f"{paragraph_text(item['number'], item['part'])} {one_line(item['title'])}"


def _meeting_entry(body: _Body, row: Row) -> FeedEntry:
    entry = _entry(body, "meetings", row["id"], row["date"], row["id"])
    entry.title(_say("meeting.title", day=_when(row)))
    entry.content(plain("\n".join(_meeting_lines(body, row))), type="text")
    return entry


def _decisions_feed(body: _Body) -> FeedGenerator:
    """One entry a decided point, the newest meeting first."""
    whole = body.file(TABLE_CSV.at(table="decision_overview"))
    many = _shown("decisions", body.decisions, DECISION_ENTRIES, whole)
    title = _say("decisions.title", body=body.name)
    feed = _feed(body, DECISIONS_FEED.at(body=body.key), title, many, "decision_overview")
    for row in body.decisions.rows.to_pylist():
        feed.add_entry(_decision_entry(body, row), order="append")
    return feed


def _meetings_feed(body: _Body) -> FeedGenerator:
    """One entry a meeting, the newest first."""
    many = _shown("meetings", body.meetings, MEETINGS, body.file(TABLE_CSV.at(table="meetings")))
    title = _say("meetings.title", body=body.name)
    feed = _feed(body, MEETINGS_FEED.at(body=body.key), title, many, "meetings")
    for row in body.meetings.rows.slice(0, MEETINGS).to_pylist():
        feed.add_entry(_meeting_entry(body, row), order="append")
    return feed


def _happenings(body: _Body) -> Iterator[Happening]:
    """Meetings, the next one and due dates, in the order of days."""
    rows = body.meetings.rows.to_pylist()
    found_ones = [
        meeting_happening(
            row, body.name, body.thing("meetings", row["id"]), body.original(row["id"]),
            _meeting_lines(body, row),
        )
        for row in rows
    ]  # fmt: skip
    if rows:
        said = next((row for row in rows if row["next_meeting_on"]), rows[0])
        url = body.original(said["id"])
        coming = next_happening(rows, body.name, body.thing("meetings", ""), url)
        found_ones += [coming] if coming else []
    for row in body.dues.rows.to_pylist():
        clause = body.due_clauses.get(row["clause"])
        iri = body.thing("assignments", row["id"])
        found_ones.append(due_happening(row, clause, body.name, iri, body.original(row["source"])))
    yield from sorted(found_ones, key=lambda h: (h.day, h.iri))


def _calendar(body: _Body) -> bytes:
    """Meetings and due dates of a body."""
    meetings = _shown(
        "meetings", body.meetings, CALENDAR_MEETINGS, body.file(TABLE_CSV.at(table="meetings"))
    )
    dues = _shown("dues", body.dues, DUES, body.file(TABLE_CSV.at(table="assignments")))
    description = _say("calendar.about", meetings=meetings, dues=dues)
    address = body.file(CALENDAR.at(body=body.key))
    head = Head(_say("calendar.title", body=body.name), description, address, body.made)
    return calendar_bytes(head, _happenings(body))


def _keys(tables: Iterable[Newest], column: str) -> pa.Array:
    """The distinct values of a column of what several bodies show."""
    chunks = [chunk for newest in tables for chunk in newest.rows[column].chunks]
    return pc.unique(pa.chunked_array(chunks, pa.string()))


_BY_DAY = [("date", "descending"), ("source", "descending")]
_BY_LINE = [("first_line", "ascending"), ("id", "ascending")]
_BY_DUE_DAY = [("due_until", "descending"), ("id", "ascending")]


def _bodies(new: NewPackage) -> Iterator[_Body]:
    """Every body of the settings or the meetings, in the order of keys."""
    settings, tables = new.settings, new.tables
    bodies = Bodies.of(tables)
    decisions = bodies.newest(tables, "decision_overview", [*_BY_DAY, *_BY_LINE], DECISION_ENTRIES)
    meetings = bodies.newest(tables, "meetings", _BY_DAY, CALENDAR_MEETINGS)
    dues = bodies.newest(tables, "assignments", _BY_DUE_DAY, DUES, needed="due_until")
    keys = sorted({*bodies.keys, *(body.id for body in settings.bodies)})
    names = found(tables, "organizations", "id", pa.array(keys, pa.string()), ["id", "name"])
    named = {row["id"]: row["name"] for row in names.to_pylist()}
    shown = [_keys(t.values(), "source") for t in (meetings, decisions, dues)]
    sources = found(tables, "sources", "id", pc.unique(pa.concat_arrays(shown)), ["id", "url"])
    urls = {row["id"]: row["url"] for row in sources.to_pylist() if row["url"]}
    agenda = found(tables, "agenda_items", "meeting", shown[0],
                   ["meeting", "position", "number", "part", "title"])  # fmt: skip
    clauses = found(tables, "decision_overview", "id", _keys(dues.values(), "clause"),
                    ["id", "paragraph", "title", "text", "assignee"])  # fmt: skip
    due_clauses = {row["id"]: row for row in clauses.to_pylist()}
    days_corrected = {
        "clauses": corrected(new.folder, "clauses", "decision_overview"),
        "meetings": corrected(new.folder, "meetings"),
    }
    for key in keys:
        own = meetings.get(key, _none("meetings"))
        days = [new.edition.date or _NO_RELEASE, *own.rows["date"].slice(0, 1).to_pylist()]
        yield _Body(
            settings, key, named.get(key, key), max(days),
            decisions.get(key, _none("decision_overview")), own,
            dues.get(key, _none("assignments")),
            agenda.filter(pc.is_in(agenda["meeting"], value_set=_keys([own], "id"))),
            due_clauses, urls, days_corrected,
        )  # fmt: skip


def _none(table: str) -> Newest:
    return Newest(BY_NAME[table].schema.empty_table(), 0)


def write_feeds(new: NewPackage) -> list[Path]:
    """feeds/{body}-decisions.atom, -meetings.atom and .ics of every body of a package; the paths.

    Reads the tables, and changes.csv where it is there. The day of the edition dates the feeds.
    """
    (new.folder / CALENDAR.path).parent.mkdir(exist_ok=True)
    written = []
    for body in _bodies(new):
        files = {
            DECISIONS_FEED: _decisions_feed(body).atom_str(pretty=True),
            MEETINGS_FEED: _meetings_feed(body).atom_str(pretty=True),
            CALENDAR: _calendar(body),
        }
        for content, data in files.items():
            path = new.folder / content.at(body=body.key)
            path.write_bytes(data)
            written.append(path)
    return sorted(written)

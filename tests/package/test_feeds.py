"""Feeds and calendars: what they say of the seed, and what they do with what others would break."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import pytest
from icalendar import Calendar, Component
from lxml import etree

import small_dataset
from socsam_opendata.dataset.batches import Dataset, MeetingRows
from socsam_opendata.model import records as r
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.portal import calendar, feeds
from socsam_opendata.package.portal.feeds import write_feeds
from socsam_opendata.package.portal.words import edtf_in_words, shortened
from socsam_opendata.package.sheets.sheets import plain
from socsam_opendata.package.tables import write_tables
from socsam_opendata.settings.dataset_toml import Body, read_settings

ROOT = Path(__file__).resolve().parents[2]
ATOM = "{http://www.w3.org/2005/Atom}"
STOCKHOLM = ZoneInfo("Europe/Stockholm")
BODY = small_dataset.BODY


def feeds_of(dataset: Dataset, folder: Path) -> dict[str, bytes]:
    write_tables(dataset, folder)
    return {
        path.name: path.read_bytes()
        for path in write_feeds(NewPackage.stated(dataset.settings, folder))
    }


def small(folder: Path, meetings: Iterable[MeetingRows] | None = None) -> dict[str, bytes]:
    return feeds_of(small_dataset.dataset(meetings), folder)


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The feeds of the committed package."""
    folder = tmp_path_factory.mktemp("seed")
    (folder / "data").symlink_to(ROOT / "datapackage" / "data")
    settings = read_settings(ROOT / "minutes")
    return {
        path.name: path.read_bytes() for path in write_feeds(NewPackage.stated(settings, folder))
    }


def events(content: bytes) -> list[Component]:
    return Calendar.from_ical(content).walk("VEVENT")


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


# --- the seed, as read by hand in minutes/2025-06-02-socsam.md ---

SEED_DECISIONS = (
    "12-b", "12-c", "12-d", "14b-1", "14b-2", "14b-3", "17-1", "17-2", "17-3", "18-1", "19-1",
)  # fmt: skip


def test_the_seed_has_a_feed_of_decisions_of_meetings_and_a_calendar(seed: dict[str, Any]) -> None:
    assert sorted(seed) == ["socsam-decisions.atom", "socsam-meetings.atom", "socsam.ics"]


def test_every_decided_point_of_the_seed_is_an_entry_with_its_iri(seed: dict[str, bytes]) -> None:
    entries = feedparser.parse(seed["socsam-decisions.atom"]).entries
    start = "https://w3id.org/socsam/id/clause/socsam-2025-06-02-"
    assert [e.id.removeprefix(start) for e in entries] == list(SEED_DECISIONS)


def test_an_entry_of_the_seed_says_what_the_minutes_say(seed: dict[str, bytes]) -> None:
    parsed = feedparser.parse(seed["socsam-decisions.atom"])
    assert parsed.feed.title == "Sociala samrådsgruppen: beslut"
    assert parsed.feed.subtitle == "11 beslutspunkter, alla som finns."
    entry = next(e for e in parsed.entries if e.id.endswith("-17-2"))
    assert entry.title.startswith(
        "§ 17 Besluts punkt - ansökan om utökat grundbidrag Brottsofferjouren Jämtland, punkt 2: "
    )
    text = entry.content[0].value
    assert text.startswith(
        "Att rekommendera kommunerna att bevilja Brottsofferjouren utökat grundbidrag om 731 101 kr"
    )
    said = ("2 juni 2025", "Verkan: Rekommendation", "731 101 kr", "Gäller från: 1 januari 2026")
    for line in (*said, "Källtextens rad 194."):
        assert line in text
    assert entry.updated == "2025-06-02T00:00:00+02:00"
    assert {(link.rel, link.type, link.href) for link in entry.links} == {
        ("alternate", "text/plain",
         "https://w3id.org/socsam/files/sources/socsam-2025-06-02.txt"),
        ("related", "text/turtle", "https://w3id.org/socsam/files/rdf/socsam-2025-06-02.ttl"),
    }  # fmt: skip
    assert [(t.term, t.scheme, t.label) for t in entry.tags] == [
        ("recommendation", "https://w3id.org/socsam/def/decision-force/", "Rekommendation")
    ]


def test_the_meeting_of_the_seed_has_its_time_place_and_agenda(seed: dict[str, bytes]) -> None:
    (entry,) = feedparser.parse(seed["socsam-meetings.atom"]).entries
    assert entry.id == "https://w3id.org/socsam/id/meeting/socsam-2025-06-02"
    assert entry.title == "Möte 2 juni 2025 kl. 09.00–12.00"
    lines = entry.content[0].value.split("\n")
    assert "Plats: Köpmangatan 21, Storsjön" in lines
    assert "Paragrafer: 12–20" in lines
    assert "Justeringsdag: 16 juni 2025" in lines
    assert "Nästa möte: 10 oktober 2025" in lines
    agenda = [line.split(" ")[1] for line in lines if line.startswith("§ ")]
    assert agenda == ["12", "13", "14", "14", "14", "15", "16", "17", "18", "19", "20"]


def test_the_calendar_of_the_seed_has_the_meeting_the_next_and_two_due_dates(
    seed: dict[str, bytes],
) -> None:
    meeting, coming, first, second = events(seed["socsam.ics"])
    assert meeting["summary"] == "Sociala samrådsgruppen: möte, §§ 12–20"
    assert meeting.decoded("dtstart") == dt.datetime(2025, 6, 2, 9, tzinfo=STOCKHOLM)
    assert meeting.decoded("dtend") == dt.datetime(2025, 6, 2, 12, tzinfo=STOCKHOLM)
    assert meeting["location"] == "Köpmangatan 21, Storsjön"
    assert coming["summary"] == "Sociala samrådsgruppen: nästa möte (aviserat)"
    assert coming.decoded("dtstart") == dt.date(2025, 10, 10)
    assert coming["status"] == "TENTATIVE"
    assert coming["uid"] == calendar.uid("https://w3id.org/socsam/id/meeting/socsam-2025-10-10")
    assert first["summary"].startswith("Klart december 2025: i samarbete med Kvinnojouren")
    assert first["summary"].endswith("(Sociala samrådsgruppen § 14 b)")
    assert first.decoded("dtstart") == dt.date(2025, 12, 31)
    assert "Utförare: Förvaltningschefsnätverket" in first["description"]
    assert second["summary"].startswith("Klart senast 31 december 2025: en överenskommelse om")
    assert second.decoded("dtstart") == dt.date(2025, 12, 31)


def test_no_withheld_name_is_in_a_feed(seed: dict[str, bytes]) -> None:
    facts = tomllib.loads((ROOT / "tests/facts/2025-06-02-socsam.toml").read_text("utf-8"))
    withheld = [row["name"] for row in facts["publication"]["withheld"]]
    assert len(withheld) >= 13
    for name, content in seed.items():
        text = "\n".join(unfolded(content))
        assert "Margareta Winberg" in text or not name.endswith("decisions.atom")
        for person in [*withheld, "Martin Söderström"]:
            assert person not in text, (name, person)


# --- what the formats ask ---


def atom_faults(content: bytes) -> list[str]:
    """What RFC 4287 asks of every feed and this one lacks."""
    feed = etree.fromstring(content)
    faults = [] if feed.tag == f"{ATOM}feed" else ["the root is no feed"]
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            found = element.findall(f"{ATOM}{name}")
            if len(found) != 1 or not (found[0].text or "").strip():
                faults.append(f"{name} is not there once (4.1)")
        for updated in element.findall(f"{ATOM}updated"):
            if dt.datetime.fromisoformat(updated.text or "").tzinfo is None:
                faults.append("a date without an offset (3.3)")
        iri = element.findtext(f"{ATOM}id") or ""
        if not iri.startswith("http"):
            faults.append(f"id {iri} is no IRI (4.2.6)")
        alternates = [
            (link.get("type"), link.get("hreflang"))
            for link in element.findall(f"{ATOM}link")
            if link.get("rel") in (None, "alternate")
        ]
        if len(set(alternates)) < len(alternates):
            faults.append("two alternate links of one kind (4.1)")
        content_elements = element.findall(f"{ATOM}content")
        if any(c.get("type") != "text" or len(c) for c in content_elements):
            faults.append("content is not plain text")
    for name in ("subtitle", "rights", "generator"):
        if len(feed.findall(f"{ATOM}{name}")) != 1:
            faults.append(f"{name} is not there once")
    if not (feed.findtext(f"{ATOM}author/{ATOM}name") or "").strip():
        faults.append("no author with a name (4.2.1)")
    if [ln.get("rel") for ln in feed.findall(f"{ATOM}link")].count("self") != 1:
        faults.append("no link to itself (4.1.1)")
    if feed.get("{http://www.w3.org/XML/1998/namespace}lang") != "sv":
        faults.append("no language")
    ids = [e.findtext(f"{ATOM}id") for e in feed.findall(f"{ATOM}entry")]
    if len(set(ids)) < len(ids):
        faults.append("two entries with one id (4.1.1)")
    return faults


def test_feeds_have_what_atom_asks(seed: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in {**seed, **small(tmp_path)}.items():
        if name.endswith(".atom"):
            assert atom_faults(content) == []
            assert feedparser.parse(content).bozo is False


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b"<title>", b"<title/><title>", "title is not there once (4.1)"),
        (b"T00:00:00+01:00", b"T00:00:00", "a date without an offset (3.3)"),
        (b"<id>https", b"<id>urns", "id urns"),
        (b'rel="self"', b'rel="related"', "no link to itself (4.1.1)"),
        (b'rel="related" type="text/turtle"', b'type="text/plain" hreflang="sv"', "two alternate"),
        (b'type="text">', b'type="html">', "content is not plain text"),
        (b"12-b</id>", b"12-c</id>", "two entries with one id (4.1.1)"),
        (b"<name>Sociala", b"<name/><name>Sociala", "no author with a name (4.2.1)"),
    ],
)
def test_the_check_of_atom_fires(
    seed: dict[str, bytes], old: bytes, new: bytes, fault: str
) -> None:
    content = seed["socsam-decisions.atom"]
    assert old in content
    assert any(f.startswith(fault) for f in atom_faults(content.replace(old, new, 1)))


def test_links_lead_to_the_address_of_the_files_and_the_author_is_the_publisher(
    tmp_path: Path,
) -> None:
    dataset = small_dataset.dataset()
    where = replace(dataset.settings.catalogue, files="https://files.example.org/p/")
    dataset = replace(dataset, settings=replace(dataset.settings, catalogue=where))
    parsed = feedparser.parse(feeds_of(dataset, tmp_path)[f"{BODY}-meetings.atom"])
    assert {link.rel: link.href for link in parsed.feed.links} == {
        "self": f"https://files.example.org/p/feeds/{BODY}-meetings.atom",
        "related": "https://files.example.org/p/data/meetings.csv",
        "license": "http://creativecommons.org/publicdomain/zero/1.0/",
    }
    assert parsed.feed.author_detail == {
        "name": "Exempelutgivaren", "href": "https://example.org/om",
    }  # fmt: skip
    assert parsed.feed.rights.startswith("CC0 1.0")
    assert parsed.feed.updated == "2031-04-01T00:00:00+02:00"


def test_the_publishers_original_is_linked_where_its_address_is_known(tmp_path: Path) -> None:
    url = "https://example.org/protokoll/5-mars.pdf"
    found = small(tmp_path, [small_dataset.changed(small_dataset.meeting(), "sources", url=url)])
    for kind in ("decisions", "meetings"):
        entry = feedparser.parse(found[f"{BODY}-{kind}.atom"]).entries[0]
        assert [link.href for link in entry.links if link.rel == "via"] == [url]
    assert events(found[f"{BODY}.ics"])[0]["url"] == url


def test_each_meeting_links_its_own_original_and_one_without_links_none(tmp_path: Path) -> None:
    days = {
        dt.date(2031, 3, 5): "5-mars",
        dt.date(2031, 4, 2): "2-april",
        dt.date(2031, 5, 7): None,
    }
    meetings = [
        small_dataset.changed(
            small_dataset.meeting(day), "sources", url=name and f"https://example.org/{name}.pdf"
        )
        for day, name in days.items()
    ]
    found = small(tmp_path, meetings)
    for kind in ("decisions", "meetings"):
        entries = feedparser.parse(found[f"{BODY}-{kind}.atom"]).entries
        linked = {
            entry.published[:10]: [link.href for link in entry.links if link.rel == "via"]
            for entry in entries
        }
        assert linked == {
            "2031-03-05": ["https://example.org/5-mars.pdf"],
            "2031-04-02": ["https://example.org/2-april.pdf"],
            "2031-05-07": [],
        }


def test_calendars_are_read_by_other_parsers_too(seed: dict[str, bytes], tmp_path: Path) -> None:
    vobject = pytest.importorskip("vobject")
    for content in (seed["socsam.ics"], small(tmp_path)[f"{BODY}.ics"]):
        found = vobject.readOne(content.decode())
        ours = events(content)
        assert [str(e.uid.value) for e in found.vevent_list] == [str(e["uid"]) for e in ours]
        assert [e.summary.value for e in found.vevent_list] == [str(e["summary"]) for e in ours]
        for theirs, our in zip(found.vevent_list, ours, strict=True):
            start, expected = theirs.dtstart.value, our.decoded("dtstart")
            if isinstance(expected, dt.datetime):
                assert start.astimezone(dt.UTC) == expected.astimezone(dt.UTC)
            else:
                assert start == expected


def test_lines_of_a_calendar_are_folded_and_end_as_rfc_5545_says(seed: dict[str, bytes]) -> None:
    content = seed["socsam.ics"]
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    assert Calendar.from_ical(content).to_ical() == content


def test_a_calendar_says_what_it_holds_in_both_ways_of_saying_it(seed: dict[str, bytes]) -> None:
    found = Calendar.from_ical(seed["socsam.ics"])
    assert found["x-wr-calname"] == found["name"] == "Sociala samrådsgruppen: möten och uppdrag"
    assert "1 möte, alla som finns. 2 uppdrag med tidpunkt, alla som finns." in found["description"]
    assert found["x-wr-timezone"] == "Europe/Stockholm"


def test_texts_of_a_calendar_are_escaped_in_both_ways_of_saying_them(tmp_path: Path) -> None:
    dataset = small_dataset.dataset()
    own, *others = dataset.shared["organizations"]
    named = replace(own, name="Råd; vård, skola \\n")
    shared = {**dataset.shared, "organizations": [named, *others]}
    lines = unfolded(feeds_of(replace(dataset, shared=shared), tmp_path)[f"{BODY}.ics"])
    escaped = "Råd\\; vård\\, skola \\\\n: möten och uppdrag"  # RFC 5545, 3.3.11
    assert f"NAME:{escaped}" in lines
    assert f"X-WR-CALNAME:{escaped}" in lines
    (said,) = (line.partition(":")[2] for line in lines if line.startswith("X-WR-CALDESC:"))
    assert f"DESCRIPTION:{said}" in lines
    assert said.startswith("1 möte\\, alla som finns. ")


@pytest.mark.parametrize("year", [1979, 1980, 1981, 1995, 1996, 2025, 2026, 2049])
def test_the_time_zone_of_a_calendar_is_swedish_time(seed: dict[str, bytes], year: int) -> None:
    zone = Calendar.from_ical(seed["socsam.ics"]).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    for day in range(0, 365):
        for hour in (0, 12):
            at = dt.datetime(year, 1, 1, hour) + dt.timedelta(day)
            assert at.replace(tzinfo=zone).utcoffset() == at.replace(tzinfo=STOCKHOLM).utcoffset()


# --- meetings of all kinds ---


def of_day(day: dt.date, **cells: Any) -> MeetingRows:
    return small_dataset.changed(small_dataset.meeting(day), "meetings", **cells)


@pytest.mark.parametrize(("day", "utc"), [("2031-01-15", 8), ("2031-07-15", 7), ("2031-03-30", 7)])
def test_a_meeting_is_at_its_local_time_in_winter_and_summer(
    tmp_path: Path, day: str, utc: int
) -> None:
    content = small(tmp_path, [of_day(dt.date.fromisoformat(day))])[f"{BODY}.ics"]
    (event,) = (e for e in events(content) if e["categories"].cats == ["Möte"])
    assert event.decoded("dtstart").hour == 9
    assert event.decoded("dtstart").astimezone(dt.UTC).hour == utc
    assert event["dtstart"].params["TZID"] == "Europe/Stockholm"


def test_a_meeting_without_times_lasts_all_day(tmp_path: Path) -> None:
    day = dt.date(2031, 3, 5)
    found = small(tmp_path, [of_day(day, starts_at=None, ends_at=None, place=None)])
    event = events(found[f"{BODY}.ics"])[0]
    assert event.decoded("dtstart") == day
    assert not isinstance(event.decoded("dtstart"), dt.datetime)
    assert "dtend" not in event
    assert "location" not in event
    entry = feedparser.parse(found[f"{BODY}-meetings.atom"]).entries[0]
    assert entry.title == "Möte 5 mars 2031"


@pytest.mark.parametrize("end", [None, dt.time(8), dt.time(9)])
def test_an_end_that_is_unknown_or_not_after_the_start_is_left_out(
    tmp_path: Path, end: dt.time | None
) -> None:
    found = small(tmp_path, [of_day(dt.date(2031, 3, 5), ends_at=end)])
    assert "dtend" not in events(found[f"{BODY}.ics"])[0]


def coming(content: bytes) -> list[dt.date]:
    return [e.decoded("dtstart") for e in events(content) if e["status"] == "TENTATIVE"]


def test_the_next_meeting_is_announced_until_it_is_held(tmp_path: Path) -> None:
    first, second = dt.date(2031, 3, 5), dt.date(2031, 6, 3)
    announcing = of_day(first, next_meeting_on=second)
    before = small(tmp_path / "before", [announcing])[f"{BODY}.ics"]
    assert coming(before) == [second]
    held = of_day(second, next_meeting_on=None)
    after = small(tmp_path / "after", [announcing, held])[f"{BODY}.ics"]
    assert coming(after) == []
    announced = next(e for e in events(before) if e["status"] == "TENTATIVE")
    same = [e for e in events(after) if e["uid"] == announced["uid"]]
    assert [e.decoded("dtstart").date() for e in same] == [second]


def test_an_announcement_is_dropped_when_a_later_meeting_was_held_instead(tmp_path: Path) -> None:
    announcing = of_day(dt.date(2031, 3, 5), next_meeting_on=dt.date(2031, 6, 3))
    moved = of_day(dt.date(2031, 6, 10), next_meeting_on=None)
    assert coming(small(tmp_path, [announcing, moved])[f"{BODY}.ics"]) == []


def due_events(content: bytes) -> list[Component]:
    return [e for e in events(content) if e["categories"].cats == ["Klart"]]


@pytest.mark.parametrize(
    ("due", "until", "words"),
    [
        ("2031-06-17", dt.date(2031, 6, 17), "Klart 17 juni 2031: återkomma"),
        ("2031-06", dt.date(2031, 6, 30), "Klart juni 2031: återkomma"),
        ("2031", dt.date(2031, 12, 31), "Klart 2031: återkomma"),
        ("../2031-12-31", dt.date(2031, 12, 31), "Klart senast 31 december 2031: återkomma"),
        ("9999", dt.date(9999, 12, 31), "Klart 9999: återkomma"),
    ],
)
def test_what_is_due_stands_on_its_last_day_and_says_how_precise_that_is(
    tmp_path: Path, due: str, until: dt.date, words: str
) -> None:
    meeting = small_dataset.changed(
        small_dataset.meeting(), "assignments", due=due, due_until=until
    )
    (event,) = due_events(small(tmp_path, [meeting])[f"{BODY}.ics"])
    assert event.decoded("dtstart") == until
    assert event["summary"].startswith(words)
    assert event["summary"].endswith("(Exempelrådet)")


@pytest.mark.parametrize(("force", "times"), [("recommendation", 1), ("decision", 0)])
def test_what_is_only_recommended_is_said_to_be_so_where_it_is_due(
    tmp_path: Path, force: str, times: int
) -> None:
    meeting = small_dataset.changed(small_dataset.meeting(), "assignments", force=force)
    (event,) = due_events(small(tmp_path, [meeting])[f"{BODY}.ics"])
    assert event["description"].count("Uppdraget är en rekommendation.") == times


def test_what_has_no_last_day_is_not_in_the_calendar(tmp_path: Path) -> None:
    meeting = small_dataset.changed(
        small_dataset.meeting(), "assignments", due="2031-06-01/..", due_until=None
    )
    assert due_events(small(tmp_path, [meeting])[f"{BODY}.ics"]) == []


# --- corrections ---

_CHANGES = "id,release,date,table_name,change,row,column,rows,old,new,reason\n"
_POINT, _MEETING = f"{BODY}-2031-03-05-4-1", f"{BODY}-2031-03-05"


def after(folder: Path, *changes: str) -> dict[str, tuple[str, str]]:
    """The days an entry was published and updated, by kind of feed, after these changes."""
    lines = "".join(f"0.2.0-change-{n:04},0.2.0,{c}\n" for n, c in enumerate(changes, 1))
    (folder / "changes.csv").write_text(_CHANGES + lines, encoding="utf-8")
    found = small(folder)
    entries = {
        kind: feedparser.parse(found[f"{BODY}-{kind}.atom"]).entries[0]
        for kind in ("decisions", "meetings")
    }
    return {kind: (e.published[:10], e.updated[:10]) for kind, e in entries.items()}


_HELD = ("2031-03-05", "2031-03-05")


@pytest.mark.parametrize("table", ["clauses", "decision_overview"])
@pytest.mark.parametrize("kind", ["changed", "added"])
def test_a_corrected_point_is_updated_on_the_day_of_its_latest_correction(
    table: str, kind: str, tmp_path: Path
) -> None:
    found = after(
        tmp_path,
        f"2031-06-02,{table},{kind},{_POINT},text,,,,",
        f"2031-05-02,{table},changed,{_POINT},force,,recommendation,decision,",
        f'2031-04-02,clauses,changed,{_POINT},text,,,,"rad ett\nrad ""två"""',
    )
    assert found == {"decisions": ("2031-03-05", "2031-06-02"), "meetings": _HELD}


def test_a_corrected_meeting_is_updated_and_its_points_are_not(tmp_path: Path) -> None:
    found = after(tmp_path, f"2031-06-02,meetings,changed,{_MEETING},starts_at,,09:00,10:00,")
    assert found == {"decisions": _HELD, "meetings": ("2031-03-05", "2031-06-02")}


@pytest.mark.parametrize(
    "change",
    [
        f"2031-06-02,clauses,changed,{_POINT}0,text,,,,",  # another point
        f"2031-06-02,amounts,changed,{_POINT},text,,,,",  # another table
        f"2031-06-02,clauses,removed,{_POINT},,,,,",
        "2031-06-02,clauses,changed,,text,2000,,,",  # rows that are only counted
        f"2031-03-04,clauses,changed,{_POINT},text,,,,",  # before the meeting
    ],
)
def test_other_changes_do_not_update_an_entry(change: str, tmp_path: Path) -> None:
    assert after(tmp_path, change) == {"decisions": _HELD, "meetings": _HELD}


def test_without_changes_an_entry_is_as_new_as_its_meeting(tmp_path: Path) -> None:
    entry = feedparser.parse(small(tmp_path)[f"{BODY}-decisions.atom"]).entries[0]
    assert entry.published == entry.updated == "2031-03-05T00:00:00+01:00"


# --- bodies ---


def test_a_body_without_decisions_or_meetings_has_empty_feeds_that_are_valid(
    tmp_path: Path,
) -> None:
    dataset = small_dataset.dataset()
    bodies = (*dataset.settings.bodies, Body("exempelkansliet"))
    dataset = replace(dataset, settings=replace(dataset.settings, bodies=bodies))
    found = feeds_of(dataset, tmp_path)
    assert sorted(found) == [
        "exempelkansliet-decisions.atom", "exempelkansliet-meetings.atom", "exempelkansliet.ics",
        "exempelradet-decisions.atom", "exempelradet-meetings.atom", "exempelradet.ics",
    ]  # fmt: skip
    empty = found["exempelkansliet-decisions.atom"]
    assert atom_faults(empty) == []
    assert feedparser.parse(empty).feed.subtitle == "Inga beslutspunkter än."
    assert feedparser.parse(empty).entries == []
    assert events(found["exempelkansliet.ics"]) == []


def two_bodies() -> Dataset:
    """The invented meeting, and another of an organization whose key sorts first."""
    own = small_dataset.meeting()
    key = "exempelkansliet-2031-04-07"
    other = {
        "meetings": [
            replace(own.rows["meetings"][0], id=key, body="exempelkansliet", source=key,
                    date=dt.date(2031, 4, 7), next_meeting_on=None)
        ],
        "sources": [replace(own.rows["sources"][0], id=key, path=f"sources/{key}.txt")],
    }  # fmt: skip
    return small_dataset.dataset([MeetingRows(key, other, small_dataset.TEXT), own])


def test_each_body_has_its_own_meetings_only(tmp_path: Path) -> None:
    found = feeds_of(two_bodies(), tmp_path)
    for body, key in ((BODY, f"{BODY}-2031-03-05"), ("exempelkansliet",) * 2):
        parsed = feedparser.parse(found[f"{body}-meetings.atom"])
        assert len(parsed.entries) == 1
        assert key in parsed.entries[0].id
    assert feedparser.parse(found["exempelkansliet-meetings.atom"]).feed.updated.startswith(
        "2031-04-07"  # newer than the release: a feed is as new as its newest entry
    )


def test_only_the_newest_are_shown_and_the_feed_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, limit in (
        ("DECISION_ENTRIES", 3),
        ("MEETINGS", 2),
        ("CALENDAR_MEETINGS", 3),
        ("DUES", 2),
    ):
        monkeypatch.setattr(feeds, name, limit)
    days = [dt.date(2031, month, 5) for month in range(1, 7)]
    found = small(tmp_path, [small_dataset.meeting(day) for day in days])
    decisions = feedparser.parse(found[f"{BODY}-decisions.atom"])
    shown = [f"{BODY}-2031-06-05-4-1", f"{BODY}-2031-05-05-4-1", f"{BODY}-2031-04-05-4-1"]
    assert [e.id.rpartition("/")[2] for e in decisions.entries] == shown
    assert decisions.feed.subtitle == (
        "De 3 nyaste av 6 beslutspunkter; alla finns i "
        "https://example.org/files/data/decision_overview.csv."
    )
    meetings = feedparser.parse(found[f"{BODY}-meetings.atom"])
    assert [e.updated[:10] for e in meetings.entries] == ["2031-06-05", "2031-05-05"]
    held = [e for e in events(found[f"{BODY}.ics"]) if e["categories"].cats == ["Möte"]]
    assert [e.decoded("dtstart").month for e in held] == [4, 5, 6]
    assert len(due_events(found[f"{BODY}.ics"])) == 2
    assert "De 3 nyaste av 6 möten" in Calendar.from_ical(found[f"{BODY}.ics"])["description"]


# --- hostile minutes ---

HOSTILE = (
    "<script>alert(1)</script> & ]]> &lt;b&gt;",
    "radbrott\r\nBEGIN:VEVENT\nSUMMARY:insmugglat\r\nEND:VEVENT",
    "=cmd|'/C calc'!A0; a,b\\n \"citat\"",
    "styrtecken \x00\x01\x08\x0b\x1b\x7f\x85\u2028\ufffe slut",
    "😀" * 300,
    "x" * 5000,
    " ",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_out_as_plain_text(tmp_path: Path, text: str) -> None:
    meeting = small_dataset.meeting()
    for table, cells in (
        ("decision_overview", {"title": text, "text": text, "assignee": text}),
        ("agenda_items", {"title": text}),
        ("meetings", {"place": text}),
        ("assignments", {"text": text}),
    ):
        meeting = small_dataset.changed(meeting, table, **cells)
    found = small(tmp_path, [meeting])
    wanted = plain(text)
    for name in ("decisions", "meetings"):
        content = found[f"{BODY}-{name}.atom"]
        assert atom_faults(content) == []
        feed = etree.fromstring(content)
        assert {e.tag for e in feed.iter()} <= {
            f"{ATOM}{n}" for n in (
                "feed", "id", "title", "published", "updated", "author", "name", "uri", "link",
                "generator", "rights", "subtitle", "entry", "content", "category",
            )
        }  # fmt: skip
        body = feed.findtext(f"{ATOM}entry/{ATOM}content") or ""
        assert (wanted if name == "decisions" else " ".join(wanted.split())) in body
    parsed = Calendar.from_ical(found[f"{BODY}.ics"])
    assert [e["categories"].cats[0] for e in parsed.walk("VEVENT")] == [
        "Möte", "Nästa möte", "Klart",
    ]  # fmt: skip
    (due,) = due_events(found[f"{BODY}.ics"])
    assert due["description"].startswith(wanted)
    assert len(due["summary"]) < 200
    assert max(map(len, found[f"{BODY}.ics"].split(b"\r\n"))) <= 75


def test_control_characters_are_replaced_where_they_can_be_seen() -> None:
    assert plain("a\x00b\x1bc\x7fd\x9fe\ufffef") == "a�b�c�d�e�f"
    assert plain("a\r\nb\rc\u2028d\x85e\tf") == "a\nb\nc\nd\ne\tf"


def test_long_texts_are_cut_between_words_and_long_words_within() -> None:
    assert shortened("ett två tre", 11) == "ett två tre"
    assert shortened("ett två tre fyra", 11) == "ett två…"
    assert shortened("x" * 30, 11) == "x" * 10 + "…"


def test_dates_in_words_are_as_precise_as_they_are() -> None:
    said = ("2025-06-02", "2025-12", "2025", "../2025-12-31", "2026-01-01/..", "2025-03/2025-05")
    assert [edtf_in_words(s, "sv") for s in said] == [
        "2 juni 2025", "december 2025", "2025", "senast 31 december 2025", "från 1 januari 2026",
        "mars 2025 till maj 2025",
    ]  # fmt: skip
    assert edtf_in_words("../2025-12-31", "en") == "31 December 2025 at the latest"


# --- reproducible ---

_WRITE = """
import sys
from pathlib import Path
import small_dataset
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.tables import write_tables
from socsam_opendata.package.portal.feeds import write_feeds
folder = Path(sys.argv[1])
dataset = small_dataset.dataset()
write_tables(dataset, folder)
write_feeds(NewPackage.stated(dataset.settings, folder))
"""


@pytest.mark.campaign
def test_feeds_have_the_same_bytes_whatever_the_hash_seed_and_the_time_zone(tmp_path: Path) -> None:
    found = []
    for seed, zone in (("1", "UTC"), ("2", "America/New_York")):
        folder = tmp_path / seed
        folder.mkdir()
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": path}
        subprocess.run([sys.executable, "-c", _WRITE, str(folder)], check=True, env=env)
        found.append({p.name: p.read_bytes() for p in (folder / "feeds").iterdir()})
    assert found[0] == found[1]
    assert len(found[0]) == 3
    joined = b"".join(found[0].values())
    assert str(dt.datetime.now(dt.UTC).year).encode() not in joined
    assert b"feedgen" not in joined


def test_records_that_feeds_read_have_the_columns_they_read() -> None:
    assert {f.name for f in r.BY_NAME["decision_overview"].columns} >= set(feeds._LISTED)

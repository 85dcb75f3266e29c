"""The calendar of a body: meetings held, the next one announced, and what is due when (RFC 5545).

Due dates are all-day events, not tasks: Google Calendar and Outlook leave out the tasks (VTODO) of
a calendar that is subscribed to. A due date that is no more precise than a month or a year stands
on its last day, and the summary says how precise it is.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, vText

from socsam_opendata.package.portal.newest import Row
from socsam_opendata.package.portal.words import day_in_words, edtf_in_words, one_line, shortened
from socsam_opendata.package.sheets.sheets import plain
from socsam_opendata.texts import say

# What feeds and calendars are written in.
LANGUAGE = "sv"
ZONE = "Europe/Stockholm"
_STOCKHOLM = ZoneInfo(ZONE)
_PRODUCT = "-//socsam_opendata//socsam_opendata//SV"
_SUMMARY_LENGTH = 120
_REFRESH = dt.timedelta(days=1)
# Swedish law since 1980 and the European Union's directives (2000/84/EC now): rules without an end,
# where a list of changes made from the time zone database would end and move with its version.
_TIMEZONE = f"""BEGIN:VTIMEZONE
TZID:{ZONE}
BEGIN:STANDARD
DTSTART:19700101T000000
TZNAME:CET
TZOFFSETFROM:+0100
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19800406T020000
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19800928T030000
RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU;UNTIL=19951231T230000Z
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True, slots=True)
class Head:
    """What a calendar says of itself: name, description, own address, and the day it was made."""

    name: str
    description: str
    address: str
    made: dt.date


@dataclass(frozen=True, slots=True)
class Happening:
    """One event: its IRI, when, and the texts. `times` are local; without them it lasts all day."""

    iri: str
    day: dt.date
    summary: str
    description: str
    category: str
    url: str
    times: tuple[dt.time, dt.time | None] | None = None
    place: str | None = None
    tentative: bool = False


def local_time(day: dt.date, time: dt.time = dt.time()) -> dt.datetime:
    """A local time in Sweden with its time zone."""
    return dt.datetime.combine(day, time, _STOCKHOLM)


def uid(iri: str) -> str:
    """The UID of the event of a thing: the UUID that RFC 9562 (version 5) makes of its IRI."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, iri))


def _say(key: str, **facts: object) -> str:
    return say(f"calendar.{key}", LANGUAGE, **facts)


def meeting_happening(row: Row, name: str, iri: str, url: str, lines: Iterable[str]) -> Happening:
    """A meeting that was held; without a time of start it lasts all day."""
    first, last = row["first_paragraph"], row["last_paragraph"]
    key = "meeting.summary-of-one" if first == last else "meeting.summary"
    key = "meeting.summary-of-none" if first is None else key
    summary = _say(key, body=name, first=first or "", last=last or "")
    times = (row["starts_at"], row["ends_at"]) if row["starts_at"] else None
    return Happening(
        iri, row["date"], summary, "\n".join(lines), _say("meeting.category"), url, times,
        row["place"],
    )  # fmt: skip


def next_happening(rows: Sequence[Row], name: str, things: str, url: str) -> Happening | None:
    """The next meeting as the newest minutes that name one say; None where it has been held.

    `rows` are meetings, newest first. The event has the IRI that the meeting will have, so that the
    meeting takes its place in the calendar once it has minutes.
    """
    said = next((row for row in rows if row["next_meeting_on"]), None)
    if said is None or said["next_meeting_on"] <= rows[0]["date"]:
        return None
    day = said["next_meeting_on"]
    return Happening(
        f"{things}{said['body']}-{day.isoformat()}", day, _say("next.summary", body=name),
        _say("next.about", day=day_in_words(said["date"], LANGUAGE)),
        _say("next.category"), url, tentative=True,
    )  # fmt: skip


def due_happening(row: Row, clause: Row | None, name: str, iri: str, url: str) -> Happening:
    """The last day for an assignment; `clause` is its row of the overview, if it has one."""
    due, last = row["due"], row["due_until"]
    when = edtf_in_words(due, LANGUAGE) if due else day_in_words(last, LANGUAGE)
    where = f"{name} {clause['paragraph']}" if clause else name
    lines = [row["text"], "", _say("due.when", when=when)]
    if row["force"] == "recommendation":
        lines.append(_say("due.recommendation"))
    if clause:
        lines += [f"{where} {clause['title']}", _say("due.clause", text=clause["text"])]
        assignee = clause["assignee"]
        lines += [_say("due.assignee", name=assignee)] if assignee else []
    text = shortened(row["text"], _SUMMARY_LENGTH)
    summary = _say("due.summary", when=when, text=text, where=where)
    return Happening(iri, last, summary, "\n".join(lines), _say("due.category"), url)


def _times(event: Event, happening: Happening) -> None:
    """DTSTART and DTEND: a day, or local times; an end that is not after the start is left out."""
    if happening.times is None:
        event.add("dtstart", happening.day)
        return
    start, end = happening.times
    event.add("dtstart", local_time(happening.day, start))
    if end is not None and end > start:
        event.add("dtend", local_time(happening.day, end))


def _event(happening: Happening, made: dt.date) -> Event:
    event = Event()
    event.add("uid", uid(happening.iri))
    event.add("dtstamp", local_time(made).astimezone(dt.UTC))
    _times(event, happening)
    event.add("summary", one_line(happening.summary))
    event.add("description", f"{plain(happening.description)}\n\n{happening.iri}")
    if happening.place:
        event.add("location", one_line(happening.place))
    event.add("url", happening.url)
    event.add("categories", [happening.category])
    event.add("status", "TENTATIVE" if happening.tentative else "CONFIRMED")
    # Whoever subscribes is not thereby busy.
    event.add("transp", "TRANSPARENT")
    return event


def calendar_bytes(head: Head, happenings: Iterable[Happening]) -> bytes:
    """A calendar in the order given; names also as the extensions that clients read."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    # icalendar escapes texts of the names it knows only: NAME (RFC 7986, 5.1) is not one of them.
    for name in ("name", "x-wr-calname"):
        calendar.add(name, vText(one_line(head.name)))
    for name in ("description", "x-wr-caldesc"):
        calendar.add(name, vText(one_line(head.description)))
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("uid", uid(head.address))
    calendar.add("last-modified", local_time(head.made).astimezone(dt.UTC))
    calendar.add("source", head.address, parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    calendar.add_component(Component.from_ical(_TIMEZONE))
    for happening in happenings:
        calendar.add_component(_event(happening, head.made))
    content: bytes = calendar.to_ical()
    return content

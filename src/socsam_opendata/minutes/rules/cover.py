"""The cover but for people: time, place, adjustment, next meeting."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.outline import Outline
from socsam_opendata.minutes.print import dates, paragraphs
from socsam_opendata.minutes.rules.draft import Draft
from socsam_opendata.model.iris import DASH, DASHES


@dataclass
class Cover:
    """What the cover says: values of the meeting's row, and between which lines (1-based)."""

    date: dt.date | None = None
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    place: str | None = None
    adjusted_on: dt.date | None = None
    adjustment_place: str | None = None
    next_meeting_on: dt.date | None = None
    paragraphs: str | None = None
    first_line: int | None = None
    last_line: int | None = None
    place_line: int | None = None


# What is told of some of the paragraphs behind all of them: `1-3, varav § 3 omfattas av sekretess`.
_SOME = re.compile(r"(?<=\d)\W*\s(?:varav|därav|där)\b")
# A place has a word; what is left of a line of days and times may be none.
_PLACE = re.compile(r"[^\W\d_]{2,}")
# When a meeting ended, apart from when it began: `Mötets slut: kl. 11.30`.
_MEETING = r"(?:\b(?:mötet|sammanträdet)s?\s{1,9})?"
_CLOCK = rf"[\s:]{{0,9}}(?:{dates.CLOCK}\s{{0,9}})?(?P<time>[0-2]?\d[.:][0-5]\d)(?!\d)"
_CLOCK_AGAIN = _CLOCK.replace("<time>", "<again>")
_ENDED = re.compile(
    rf"{_MEETING}\b(?:slut(?:ar|ade|tid)?|avslutas|avslutades|avslutat){_CLOCK}", re.I
)
# When it began: `Mötet inleds kl. 09.00`.
_BEGAN = re.compile(
    rf"{_MEETING}\b(?:inleds|inleddes|öppnas|öppnades|börja(?:r|de)|början|start(?:ar|ade|tid)?)"
    rf"{_CLOCK}",
    re.I,
)
# The same in the first and the last item, as sentences: `Ordföranden öppnade mötet kl. 17.23.`
_OPENED = re.compile(
    r"\b(?:mötet|sammanträdet)\s+(?:inleds|inleddes|öppnas|öppnades|börja(?:r|de)|starta(?:r|de))"
    rf"{_CLOCK}|\b(?:öppna(?:r|de)|inled(?:er|de))\s+(?:mötet|sammanträdet){_CLOCK_AGAIN}",
    re.I,
)
_CLOSED = re.compile(
    rf"\b(?:mötet|sammanträdet)\s+(?:slutar|slutade|avslutas|avslutades){_CLOCK}"
    rf"|\bavsluta(?:r|de)\s+(?:mötet|sammanträdet){_CLOCK_AGAIN}",
    re.I,
)
# A break in it tells no place: `Rådhuset, med ajournering 10.00-10.15`.
_BREAK = re.compile(
    r"\bajourner|(?<=\s)\w{0,20}(?:avbrott|\blunch|paus|uppehåll)(?=[\s:]{0,9}(?:kl|\d))", re.I
)
# What leads to it: `med en kort`.
_TO_BREAK = re.compile(r"(?:,|\b(?:med|efter|inkl\.|inklusive|samt|en|ett|kort))\Z", re.I)
# Where a meeting was held, behind its hours: `i Tornet, Slottet`.
_WHERE = re.compile(
    rf"[{DASHES}\s,;]+(?:(?:i|på|vid)\s+)?(?P<place>[A-ZÅÄÖ][^.:;()]{{2,80}}?)[\s.]*"
)
_AT = re.compile(r"\A(?:i|på)\s+(?=[A-ZÅÄÖ])")
# What stands beside days and times without telling where: `12–13 mars`, `och torsdag`, `tors`.
_AROUND_DATES = re.compile(
    rf"\d{{1,2}}\s*{DASH}+\s*(?=·)|\b(?:och|samt|den|mån|tis|ons|tors|fre|lör|sön)\b\.?"
    r"|\b(?:må|ti|on|to|fr|lö|sö)\b\.?,?\s*(?=·)"
    r"|\b(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\b",
    re.I,
)


def _one_date(draft: Draft, text: str, line: int) -> dt.date | None:
    """The first date of a text; a weekday that does not fit it, or no such day, is a problem."""
    text = dates.with_figures(text)
    for impossible in dates.impossible_dates(text):
        draft.problem("impossible-date", line, printed=impossible)
    found = dates.dates(text)
    if not found:
        return None
    when = found[0]
    if when.weekday and when.weekday != dates.true_weekday(when.edtf):
        draft.problem(
            "weekday-wrong", line, printed=text[when.start : when.end], weekday=when.weekday,
            true=dates.true_weekday(when.edtf),
        )  # fmt: skip
    return dt.date.fromisoformat(when.edtf)


def _without_ends(text: str) -> str:
    """A line without what says when the meeting began and when it ended."""
    return _BEGAN.sub(" ", _ENDED.sub(" ", text))


def _without_break(text: str) -> str:
    """A line of time and place up to a break that it tells."""
    told = _BREAK.search(text)
    if told is None:
        return text
    before = text[: told.start()].rstrip()
    while leads := _TO_BREAK.search(before[-12:]):
        before = before[: len(before) - len(leads.group())].rstrip()
    return before


def _without(text: str) -> str:
    """A line of time and place without its date and times: the place."""
    text = dates.with_figures(text)
    text = _without_break(_without_ends(text))
    if dates.DATE.search(text):
        text = _AROUND_DATES.sub(" ", dates.DATE.sub(" · ", text)).replace("·", " ")
    if dates.DAY_OF_MONTH.search(text):
        text = _AROUND_DATES.sub(" ", dates.DAY_OF_MONTH.sub(" · ", text)).replace("·", " ")
    text = dates.HOURS.sub(" ", text)
    text = re.sub(rf"\(?\b{dates.CLOCK}\b\s*:?", " ", text, flags=re.I)
    text = dates.TIME_RANGE.sub(" ", text)
    parts = " ".join(dates.TIME.sub(" ", text).split()).split(",")
    return ",".join(part for part in parts if part.strip()).strip(f"{DASHES} ,;.:()")


def read_times(draft: Draft, outline: Outline) -> Cover:
    """Everything of the cover but people; also looks for the date in the title lines."""
    cover = Cover()
    first = min((p.first_line for p in outline.paragraphs), default=len(outline.lines) + 1)
    for block in outline.cover:
        for line in block.lines:
            _read_line(draft, cover, block.label, line)
    for line in (*outline.title, *outline.headers):
        if cover.date is None:
            cover.date = _one_date(draft, line.text, line.number)
            _titled_times(cover, line)
    for line in outline.lines[: first - 1]:
        cover.starts_at = cover.starts_at or _time(_BEGAN.search(line.text))
        cover.ends_at = cover.ends_at or _time(_ENDED.search(line.text))
    for line in outline.title:
        start, end = dates.times(line.text)
        if cover.starts_at is None and end is not None:
            cover.starts_at, cover.ends_at = start, end
            _titled_place(cover, line)
    _told_times(cover, outline)
    front = [block for block in outline.cover if block.first_line < first]
    used = [line.number for block in front for line in block.lines]
    used += [block.first_line for block in front] + [line.number for line in outline.title]
    if used:
        cover.first_line, cover.last_line = min(used), max(used)
    return cover


def _time(told: re.Match[str] | None) -> dt.time | None:
    return dates.times(f"kl {told['time']}")[0] if told else None


def _told_times(cover: Cover, outline: Outline) -> None:
    """The hours that the first and the last item tell, where the cover has none."""
    if not outline.paragraphs or cover.starts_at or cover.ends_at:
        return
    for paragraph, form, at in (
        (outline.paragraphs[0], _OPENED, "starts_at"), (outline.paragraphs[-1], _CLOSED, "ends_at"),
    ):  # fmt: skip
        lines = outline.lines[paragraph.first_line - 1 : paragraph.last_line]
        found = next((told for line in lines if (told := form.search(line.text))), None)
        if found:
            setattr(cover, at, dates.times(f"kl {found['time'] or found['again']}")[0])


def _titled_times(cover: Cover, line: Line) -> None:
    """The times, and the place behind them, of a title line that told the day."""
    if cover.date is None or cover.starts_at is not None:
        return
    cover.starts_at, cover.ends_at = dates.times(line.text)
    if cover.starts_at:
        _titled_place(cover, line)


def _titled_place(cover: Cover, line: Line) -> None:
    """The place behind the day and the hours of a title line."""
    told = [*dates.DATE.finditer(line.text), *dates.TIME.finditer(line.text)]
    behind = line.text[max((match.end() for match in told), default=0) :]
    place = _WHERE.fullmatch(behind)
    if told and place and cover.place is None:
        cover.place = place["place"]


def _read_line(draft: Draft, cover: Cover, label: str, line: Line) -> None:
    text = line.text
    match label:
        case "time-and-place" | "time" | "place" | "date":
            several = dates.DAYS.search(text)
            text = dates.DAYS.sub(lambda match: match["first"] or match["iso"], text)
            days = {when.edtf for when in dates.dates(text)}
            # A day that a line begins with, or that has hours: others are of something else.
            told = dates.DATE.match(text) or dates.TIME.search(text)
            another = bool(days and told and cover.date) and str(cover.date) not in days
            if several or another or len(days) > 1 or len(dates.days_of_months(text)) > 1:
                draft.problem("several-days", line.number, printed=line.text)
            if cover.date is None:
                cover.date = _one_date(draft, text, line.number)
            hours = _without_ends(text)  # each is read for itself
            start, end = dates.times(hours if label != "time" else f"kl {hours.strip()}")
            cover.starts_at = cover.starts_at or start
            cover.ends_at = cover.ends_at or end
            # Beside the hours alone a word in small letters is no place: `10.00–10.20 paus`.
            if label != "date" and (label != "time" or _AT.sub("", _without(text))[:1].isupper()):
                _place(draft, cover, Line(line.number, text))
        case "adjustment":
            found = _one_date(draft, text, line.number)
            cover.adjusted_on = cover.adjusted_on or found
            cover.adjustment_place = _joined(cover.adjustment_place, _without(text))
        case "next-meeting":
            cover.next_meeting_on = cover.next_meeting_on or _one_date(draft, text, line.number)
            if cover.next_meeting_on is None:
                draft.problem("next-meeting-unclear", line.number, printed=text)
        case "paragraphs":
            of_all = _SOME.split(text, maxsplit=1)[0]
            found_range = paragraphs.paragraph_ranges(of_all) or paragraphs.bare_ranges(of_all)
            cover.paragraphs = cover.paragraphs or found_range
            if found_range is None:
                draft.unread.add(line.number)
        case _:
            return


def _place(draft: Draft, cover: Cover, line: Line) -> None:
    """The place on a line of time and place; what goes on after a gap is none of it."""
    rest = _AT.sub("", _without(line.text))
    if not rest:
        return
    apart = cover.place_line is not None and line.number - cover.place_line > 1
    if apart or not _PLACE.search(rest):
        draft.unread.add(line.number)
        return
    cover.place = _joined(cover.place, rest)
    cover.place_line = line.number


def _joined(before: str | None, place: str) -> str | None:
    """A place that goes on in another line, or is said there again."""
    if before and place in before.split(", "):
        return before
    if before and place[:1].islower():
        return f"{before} {place}"
    return ", ".join(filter(None, (before, place))) or None

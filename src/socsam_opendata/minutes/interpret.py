"""Outline -> Reading: the rows of a document, cross-checks, coverage."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from socsam_opendata.errors import check_kind, given_path
from socsam_opendata.minutes.known.body import find_body
from socsam_opendata.minutes.known.organizations import Organizations, organizations_of
from socsam_opendata.minutes.known.people import People
from socsam_opendata.minutes.layout.annexes import (
    ANNEX,
    COVER_AGAIN,
    FOOTNOTE,
    OTHERS,
    PARTS_NOT_READ,
    SUMMONS,
)
from socsam_opendata.minutes.layout.entries import text_width
from socsam_opendata.minutes.layout.outline import Outline, outline
from socsam_opendata.minutes.layout.owners import Owner
from socsam_opendata.minutes.print.paragraphs import signed
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.minutes.rules import checks
from socsam_opendata.minutes.rules.agreement import note_disagreements
from socsam_opendata.minutes.rules.attendance import read_attendance
from socsam_opendata.minutes.rules.citations import resolve_own
from socsam_opendata.minutes.rules.cover import Cover, read_times
from socsam_opendata.minutes.rules.draft import Draft, Reader
from socsam_opendata.minutes.rules.items import read_paragraphs
from socsam_opendata.minutes.rules.signatures import read_signatures
from socsam_opendata.minutes.sources.source import Source, read_source
from socsam_opendata.model.code_lists import registry
from socsam_opendata.model.iris import fold
from socsam_opendata.model.keys import meeting_key, page_key, source_path, unplaced_key
from socsam_opendata.model.records import BodyMember, SourcePage, SourceRow
from socsam_opendata.settings.dataset_toml import Body, Settings, StatedDocument, settings_beside
from socsam_opendata.texts import Phrase

_APART = re.compile(r"\s{2,}")


def read(path: str | os.PathLike[str], settings: Settings | None = None) -> Reading:
    """Read one document as it is: every name is there, for the policy comes with a build.

    Without settings those of its folder are used, where it has a dataset.toml. Minutes that do not
    say which body met, or when, have null there and a problem; no dataset takes them in until
    `[documents."FILE"]` of dataset.toml says it. SourceError when the file cannot be read,
    SettingsError when the settings cannot, ArgumentError for an
    argument of another kind.
    """
    file = given_path("path", path)
    if settings is not None:
        check_kind("settings", settings, Settings, Phrase("errors.argument.is.settings"))
    return read_minutes(file, settings_beside(file) if settings is None else settings)


def read_minutes(path: Path, settings: Settings, letter: str = "") -> Reading:
    """Read one file of minutes; SourceError when it cannot be read as minutes.

    `letter` is `b` for the second sitting of the same body on the same day, and so on.
    """
    return interpret(read_source(path, settings.limits), settings, letter)


def interpret(source: Source, settings: Settings, letter: str = "") -> Reading:
    """The reading of a source."""
    found = outline(source)
    organizations = Organizations(settings)
    stated = settings.document(source.name)
    body = find_body(found, settings, organizations, stated.body)
    draft = Draft("")
    cover = _as_stated(read_times(draft, found), stated, draft)
    if body.id and cover.date:
        draft.meeting = meeting_key(body.id, cover.date, letter)
    else:
        draft.meeting = unplaced_key(source.sha256)
    people, width = People(settings, body.id), text_width(found.lines)
    places = _places(body, organizations, found)
    reader = Reader(draft, organizations, people, body, cover.date, width, places)
    read_attendance(reader, cover, found)
    read_signatures(reader, cover, found)
    _meeting(reader, cover, found)
    _members(reader)
    read_paragraphs(reader, found.paragraphs)
    resolve_own(draft)
    _lacking(reader, found)
    _apart(draft, found)
    checks.check(reader, source, found)
    note_disagreements(draft, organizations.all_names())
    draft.rows["persons"] += reader.people.rows()
    draft.rows["organizations"] += organizations_of(draft.rows, body.id, organizations.rows)
    owners = tuple(
        Owner("unread", owner.what if owner else "nothing")
        if owner is None or n in draft.unread
        else owner
        for n, owner in enumerate(found.owners, 1)
    )
    _source_row(draft, source, settings, owners)
    return Reading(draft.meeting, draft.rows, tuple(draft.problems), source.lines, owners)


def _places(body: Body, organizations: Organizations, found: Outline) -> frozenset[str]:
    """The municipalities of a body, by code: as the settings say, or in the head of a page."""
    known = organizations.rows.get(body.id)
    heads = (part for line in (*found.title, *found.headers) for part in _APART.split(line.text))
    printed = {registry().municipality(head) for head in heads if fold(head).endswith("kommun")}
    said = {known.municipality if known else None, *body.members, *printed}
    return frozenset(code for code in said if code)


def _as_stated(cover: Cover, stated: StatedDocument, draft: Draft) -> Cover:
    """The cover with the days that a person states; one that prints another day is a problem."""
    for column in ("date", "adjusted_on"):
        given, printed = getattr(stated, column), getattr(cover, column)
        if given is not None and printed not in (None, given):
            facts = {"column": column, "printed": str(printed), "said": str(given)}
            draft.problem("stated-otherwise", cover.first_line, cover.last_line, **facts)
    return replace(
        cover, date=stated.date or cover.date, adjusted_on=stated.adjusted_on or cover.adjusted_on
    )


def _lacking(reader: Reader, found: Outline) -> None:
    """What a dataset cannot do without and the minutes do not say."""
    whole = (1, len(found.lines))
    if not reader.body.id:
        reader.draft.problem("body-missing", *whole)
    if reader.date is None:
        reader.draft.problem("date-missing", *whole)
    if not found.paragraphs:
        reader.draft.problem("paragraphs-missing", *whole)
        return
    first, last = found.paragraphs[0], found.paragraphs[-1]
    lines, span = (first.first_line, last.last_line), signed(f"{first.number}-{last.number}")
    if found.inferred:
        reader.draft.problem("paragraphs-inferred", *lines, found=span)
    if found.unnumbered:
        reader.draft.problem("paragraphs-unnumbered", *lines, found=span)


def _apart(draft: Draft, found: Outline) -> None:
    """What stands in the file and is not read: annexes, other minutes, a summons and the like."""
    for what, first, last in _runs(found, PARTS_NOT_READ):
        if what == ANNEX:
            draft.problem("annex-not-read", first, last)
        elif what == OTHERS:
            draft.problem("other-minutes", first, last)
        elif what == SUMMONS:
            draft.problem("summons-not-read", first, last)
        elif what == FOOTNOTE:
            draft.problem("footnotes-not-read", first, last)
        elif what == COVER_AGAIN:
            draft.problem("cover-again", first, last)
        else:
            draft.problem("paragraph-lettered", first, last, text=found.lines[first - 1].text[:80])


def _runs(found: Outline, wanted: Collection[str]) -> Iterator[tuple[str, int, int]]:
    """Owners among those wanted, with the first and last line (from 1) of each run of theirs."""
    owned = [
        (owner.what if owner.what in wanted else "", n)
        for n, owner in enumerate(found.owners, 1)
        if owner and (owner.what in wanted or owner.state != "ignored")
    ]  # fmt: skip
    for what, run in groupby(owned, key=itemgetter(0)):
        lines = [n for _, n in run]
        if what:
            yield what, lines[0], lines[-1]


def _members(reader: Reader) -> None:
    """The municipalities of the body: those of the settings, else where the elected come from."""
    draft, body = reader.draft, reader.body
    if not body.id:
        return
    elected = {
        r.municipality for r in draft.rows["participants"] if r.party_text and r.municipality
    }
    draft.rows["body_members"] += [
        BodyMember(id=f"{body.id}-{code}", body=body.id, municipality=code)
        for code in body.members or sorted(elected)
    ]


def _meeting(reader: Reader, cover: Cover, found: Outline) -> None:
    draft = reader.draft
    numbers = [n for p in found.paragraphs for n in (str(p.number), str(p.last_number))]
    first, last = (numbers[0], numbers[-1]) if numbers else (None, None)
    if cover.paragraphs:
        stated = re.findall(r"\d+", cover.paragraphs)
        if numbers and (stated[0], stated[-1]) != (first, last):
            said = {"stated": signed(cover.paragraphs), "found": signed(f"{first}-{last}")}
            draft.problem("paragraphs-differ", cover.first_line, cover.last_line, **said)
        first, last = stated[0], stated[-1]
    lines = (
        cover.first_line or (found.paragraphs[0].first_line if numbers else 1),
        cover.last_line or (found.paragraphs[0].first_line if numbers else 1),
    )
    draft.add(
        "meetings", *lines, key=draft.meeting, body=reader.body.id or None, date=reader.date,
        starts_at=cover.starts_at, ends_at=cover.ends_at, place=cover.place,
        first_paragraph=first, last_paragraph=last, adjusted_on=cover.adjusted_on,
        adjustment_place=cover.adjustment_place, next_meeting_on=cover.next_meeting_on,
    )  # fmt: skip


def _source_row(
    draft: Draft, source: Source, settings: Settings, owners: tuple[Owner, ...]
) -> None:
    states = [owner.state for owner in owners]
    draft.rows["sources"].append(
        SourceRow(
            id=draft.meeting,
            path=source_path(draft.meeting),
            url=settings.document(source.name).url,
            media_type=source.media_type,
            sha256=source.sha256,
            pages=source.pages,
            lines=len(states),
            lines_read=states.count("read"),
            lines_ignored=states.count("ignored"),
            lines_unread=states.count("unread"),
        )
    )
    draft.rows["source_pages"] += [
        SourcePage(
            id=page_key(draft.meeting, page), source=draft.meeting, page=page, first_line=first,
            last_line=last,
        )
        for page, first, last in source.page_lines
    ]  # fmt: skip
    start = 0
    while start < len(states):
        end = start
        while end + 1 < len(states) and states[end + 1] == states[start]:
            end += 1
        if states[start] == "unread":
            draft.problem(
                "lines-unread",
                start + 1,
                end + 1,
                text=source.lines[start][:80],
                count=str(end - start + 1),
            )
        start = end + 1

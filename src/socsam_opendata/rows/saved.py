"""A reading as `socsam read --format json` prints it, and read back: the same reading, whole.

What is read back may have been changed by hand, so everything is checked as rows that somebody
hands over are. A reading is of one meeting and refers to nothing outside itself, but to the
organizations of the settings and to the municipalities and parties of the vocabulary.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from socsam_opendata.errors import Place, SourceError, line_of, system_reason
from socsam_opendata.minutes.known.organizations import Organizations
from socsam_opendata.minutes.layout.owners import Owner
from socsam_opendata.minutes.reading import Reading, Stated
from socsam_opendata.minutes.rules.agreement import found_anew
from socsam_opendata.minutes.sources.source import check_size
from socsam_opendata.model.belonging import OWNERS
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.keys import letter_of, meeting_key, source_path
from socsam_opendata.model.kinds import matches
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import BY_NAME, TABLES, Rows, SourcePage, SourceRow
from socsam_opendata.model.table import Table, empty
from socsam_opendata.rows.faults import (
    Faults,
    Spot,
    lines_said,
    table_named,
    taken_cells,
)
from socsam_opendata.rows.given_pages import GivenPage, page_faults
from socsam_opendata.rows.joins import REGISTERED, registered_rows
from socsam_opendata.rows.saved_ids import made_id
from socsam_opendata.rows.saved_keys import key_allowed, key_meant, target_of, with_registered
from socsam_opendata.rows.saved_withheld import named_by_their_lines
from socsam_opendata.rows.values import CONTROL, MEDIA_TYPES, a_media_type
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.settings.limits import LIMITS, Limits
from socsam_opendata.texts import Phrase, entry

ENDING = ".rows.json"
_ELECTED = "elected"
_STATES = ("read", "ignored", "unread")
# Where the row of a table with a number is, with the file that it is of.
_At = Callable[[str, int], Spot]


def as_saved(reading: Reading, name: str) -> dict[str, Any]:
    """A reading of a file of this name as {"source", "tables", "problems", "coverage"}.

    Cells are as Python has them; a table without rows is an empty list.
    """
    (source,) = reading.rows["sources"]
    lines = zip(reading.lines, reading.owners, strict=True)
    return {
        "source": {
            "name": name,
            "media_type": source.media_type,
            "sha256": source.sha256,
            "lines": [{"text": t, "state": o.state, "owner": o.what} for t, o in lines],
        },
        "tables": {
            table.name: [_cells(table, row) for row in reading.rows[table.name]]
            for table in TABLES
            if table.name in reading.rows
        },
        "problems": [_told(problem, reading) for problem in reading.problems],
        "coverage": coverage(reading),
    }


def _cells(table: Table, row: Any) -> dict[str, Any]:
    return {column.name: getattr(row, column.name) for column in table.columns}


def _told(problem: Problem, reading: Reading) -> dict[str, Any]:
    first = problem.first_line
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.sentence("sv"),
        "message_en": problem.sentence("en"),
        "page": None if first is None else reading.page_of(first),
        "first_line": first,
        "last_line": problem.last_line,
        "table_name": problem.table_name,
        "row": problem.row,
        "facts": problem.facts,
    }


def coverage(reading: Reading) -> dict[str, Any]:
    """How many lines were read, ignored for which reasons, and which were not understood."""
    states = Counter(owner.state for owner in reading.owners)
    reasons = Counter(owner.what for owner in reading.owners if owner.state == "ignored")
    unread = [n for n, owner in enumerate(reading.owners, 1) if owner.state == "unread"]
    return {
        "lines": len(reading.owners),
        "lines_read": states["read"],
        "lines_ignored": states["ignored"],
        "lines_unread": states["unread"],
        "ignored": dict(sorted(reasons.items())),
        "unread": unread,
    }


# --- back -------------------------------------------------------------------------------------


def read_saved(path: Path, settings: Settings, letter: str = "") -> Reading:
    """The reading that a file holds, of the sitting with this letter.

    SourceError when the file holds no reading, RowsError with every fault of its rows.
    """
    found = _json(path, settings.limits)
    faults = Faults()
    at = partial(Spot, place=Place(str(path)))
    rows = _rows(found["tables"], Place(str(path)), faults)
    faults.check()
    lines, owners = _lines(found["source"], path)
    reading = Reading(
        rows["meetings"][0].id, rows, tuple(_problems(found["problems"], len(lines), at, faults)),
        lines, owners,
    )  # fmt: skip
    _check(reading, settings, at, faults)
    _check_parts(reading, found["source"], at, faults)
    faults.check()
    names = Organizations(settings).all_names(rows["organizations"])
    anew = found_anew(reading.meeting, rows, reading.problems, names)
    reading = replace(reading, problems=(*reading.problems, *anew), stated=_stated(rows))
    name = found["source"].get("name")
    url = settings.document(name).url if isinstance(name, str) else None
    return lettered(_addressed(reading, url), letter)


def saved_name(path: Path, limits: Limits = LIMITS) -> str:
    """The name of the document that a saved reading is of."""
    name = _json(path, limits)["source"].get("name")
    return name if isinstance(name, str) else path.name


def _json(path: Path, limits: Limits) -> dict[str, Any]:
    """What the file holds, with the parts that a saved reading has; SourceError if it has not."""
    try:
        check_size(path, limits.saved_megabytes, "saved_megabytes")
        found = json.loads(path.read_bytes().decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise SourceError("file.not-utf8", Place(str(path), line_of(error))) from error
    except OSError as error:
        raise SourceError("file.unreadable", path, reason=system_reason(error)) from error
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise SourceError("saved.not-json", Place(str(path), line), said=error) from error
    parts: dict[str, Any] = found if isinstance(found, dict) else {}
    for part, kind in {"source": dict, "tables": dict, "problems": list}.items():
        if not isinstance(parts.get(part), kind):
            raise SourceError("saved.no-part", path, part=part)
    return parts


def _rows(tables: Mapping[str, Any], place: Place, faults: Faults) -> Rows:
    """The rows of all tables, typed; what is wrong with them goes to the faults."""
    rows: Rows = empty(TABLES)  # as a reader begins: a table that is not there has no rows
    for name, given in tables.items():
        table = table_named(name, faults, place)
        if table is None:
            continue
        if not isinstance(given, list) or not all(isinstance(row, dict) for row in given):
            raise SourceError("saved.no-rows", place, table=name)
        rows[name] = [
            table.row(
                **with_registered(
                    table, taken_cells(table, row, Spot(name, number, place), faults).cells
                )
            )
            for number, row in enumerate(given, 1)
        ]
    for name in ("meetings", "sources"):
        if len(tables.get(name, ())) != 1:
            raise SourceError("saved.no-meeting", place, table=name)
    return rows


def _lines(source: Mapping[str, Any], path: Path) -> tuple[tuple[str, ...], tuple[Owner, ...]]:
    """The source text and who owns its lines; SourceError at the first that is no such line."""
    given = source.get("lines")
    if not isinstance(given, list) or not given:
        raise SourceError("saved.no-part", path, part="source.lines")
    texts, owners = [], []
    for number, line in enumerate(given, 1):
        text, state, what = (
            (line.get(key) for key in ("text", "state", "owner"))
            if isinstance(line, dict)
            else (None, None, None)
        )
        if not isinstance(text, str) or CONTROL.search(text):
            raise SourceError("saved.no-line", path, number=number)
        if state not in _STATES or not isinstance(what, str):
            raise SourceError("saved.no-line", path, number=number)
        texts.append(text)
        owners.append(Owner(state, what))
    return tuple(texts), tuple(owners)


def _problems(given: Iterable[Any], lines: int, at: _At, faults: Faults) -> Iterable[Problem]:
    """The problems of the reading, each with a code that is known and facts that are text."""
    known = {field.name for field in fields(Problem)}
    for number, one in enumerate(given, 1):
        told = {k: v for k, v in one.items() if k in known} if isinstance(one, dict) else {}
        spot = at("problems", number)
        if not _is_problem(told, lines):
            faults.unfit(spot.said(), one, Phrase("rows.is.problem"))
            continue
        yield Problem(**told)


def _is_problem(told: Mapping[str, Any], lines: int) -> bool:
    facts = told.get("facts", {})
    numbers = [told[key] for key in ("first_line", "last_line") if told.get(key) is not None]
    names = [told[key] for key in ("table_name", "row") if told.get(key) is not None]
    if not isinstance(facts, dict) or not all(
        isinstance(part, str) for part in (*facts, *facts.values(), *names)
    ):
        return False
    if not all(type(n) is int and 1 <= n <= lines for n in numbers):
        return False
    try:
        entry(f"problems.{told.get('code')}")
        Problem(**told).sentence("sv")
    except (KeyError, TypeError, ValueError):
        return False
    return told.get("table_name") is None or told["table_name"] in BY_NAME


def _check(reading: Reading, settings: Settings, at: _At, faults: Faults) -> None:
    """What one row cannot tell: keys, lines, counts, and whether it is a body of the settings."""
    (meeting,), (source,) = reading.rows["meetings"], reading.rows["sources"]
    try:
        letter_of(meeting.id, meeting.body, meeting.date)
    except ValueError:
        spot = at("meetings", 1).said("id")
        own = Phrase("rows.is.meeting-key", {"key": meeting_key(meeting.body, meeting.date)})
        faults.unfit(spot, meeting.id, own)
    if source.media_type not in MEDIA_TYPES:
        faults.unfit(at("sources", 1).said("media_type"), source.media_type, a_media_type())
    counted = coverage(reading)
    for column in ("lines", "lines_read", "lines_ignored", "lines_unread"):
        if getattr(source, column) != counted[column]:
            said = Phrase("rows.is.count", {"count": str(counted[column])})
            faults.unfit(at("sources", 1).said(column), getattr(source, column), said)
    _check_pages(reading.rows["source_pages"], source, at, faults)
    there = {name: {row.id: row for row in rows} for name, rows in reading.rows.items()}
    there["organizations"] |= {known.row.id: known.row for known in settings.organizations}
    there |= {name: dict(registered_rows(name)) for name in REGISTERED}
    for name, rows in reading.rows.items():
        _check_table(BY_NAME[name], rows, reading, there, at, faults)
        _check_ids(BY_NAME[name], rows, reading, settings, at, faults)
    for place, reason in named_by_their_lines(reading, at):
        faults.unfit(place.said("withheld"), reason, Phrase("rows.is.left-out-in-text"))


def _check_parts(reading: Reading, source: Mapping[str, Any], at: _At, faults: Faults) -> None:
    """That what a reading says twice, or of another row, is the same in both places."""
    (row,) = reading.rows["sources"]
    for column in ("sha256", "media_type"):
        said, own = source.get(column), getattr(row, column)
        if said is not None and said != own:
            is_own = Phrase("rows.is.same-as", {"value": own})
            faults.unfit(at(f"source.{column}", 0).said(), said, is_own)
    ids = {name: {row.id for row in rows} for name, rows in reading.rows.items()}
    for number, problem in enumerate(reading.problems, 1):
        table, key = problem.table_name, problem.row
        if key is not None and table in OWNERS and key not in ids.get(table or "", ()):
            spot = at("problems", number).said("row")
            faults.unfit(spot, key, Phrase("rows.is.row-of", {"table": table}))


def _check_pages(pages: Sequence[SourcePage], source: SourceRow, at: _At, faults: Faults) -> None:
    """That each page is there once, and that they stand one behind the other."""
    given = [
        GivenPage(number, one.page, one.first_line, one.last_line)
        for number, one in enumerate(pages, 1)
    ]
    for fault in page_faults(given, source.pages):
        spot = at("source_pages", fault.place + 1).said(fault.column)
        faults.unfit(spot, fault.given, fault.allowed)


def _stated(rows: Rows) -> Stated | None:
    """What is said of persons and no reader says; None where nothing is.

    A reader gives everybody at least the category that goes with each of their seats, and takes
    whoever votes or dissents and is in no list as elected. Who has a lesser category was given it
    by hand, which counts as it does in rows that somebody hands over.
    """
    order = list(code_list("person-category").by_notation)  # as the reader ranks them
    given = {person.id: order.index(person.category) for person in rows["persons"]}
    seats = code_list("capacity")
    least = [(row.person, order.index(seats.tie("givesCategory", row.capacity)))
             for row in rows["participants"]]  # fmt: skip
    listed = {row.person for name in ("participants", "roles") for row in rows[name]}
    acting = {row.person for name in ("ballots", "dissents") for row in rows[name]}
    least += [(person, order.index(_ELECTED)) for person in acting - listed]
    lesser = frozenset(key for key, rank in least if key in given and given[key] > rank)
    return Stated(others=lesser) if lesser else None


def _check_ids(
    table: Table, rows: Iterable[Any], reading: Reading, settings: Settings, at: _At,
    faults: Faults,
) -> None:  # fmt: skip
    """That no id says anything but what the row does."""
    for number, row in enumerate(rows, 1):
        made = made_id(table, row, reading, settings)
        if made is not None:
            spot = at(table.name, number).said("id")
            faults.unfit(spot, row.id, Phrase("rows.is.made-key", {"key": made}))


def _check_table(
    table: Table, rows: Iterable[Any], reading: Reading, there: Mapping[str, Mapping[str, Any]],
    at: _At, faults: Faults,
) -> None:  # fmt: skip
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        spot = at(table.name, number)
        own = table.scope == "shared" or f"{row.id}-".startswith(f"{reading.meeting}-")
        if row.id in seen or not own:
            allowed = Phrase("rows.is.own-key", {"meeting": reading.meeting})
            faults.unfit(spot.said("id"), row.id, allowed)
        seen.add(row.id)
        for column in table.keys:
            key = getattr(row, column.name)
            target = target_of(column)
            if key is None or (matches(column.kind, key) and key in there.get(target, {})):
                continue
            near = partial(key_meant, key, target, there.get(target, {}).values())
            faults.unfit(spot.said(column.name), key, key_allowed(target), near)
        has_lines = table.is_fact or table.name == "source_pages"
        if has_lines and not 1 <= row.first_line <= row.last_line <= len(reading.lines):
            lines = Phrase("rows.is.lines", {"last": str(len(reading.lines))})
            faults.unfit(spot.said("last_line"), lines_said(row.first_line, row.last_line), lines)


def _addressed(reading: Reading, url: str | None) -> Reading:
    """The reading with the address that the settings give its document, where they give one."""
    if url is None:
        return reading
    (source,) = reading.rows["sources"]
    return replace(reading, rows={**reading.rows, "sources": [replace(source, url=url)]})


def lettered(reading: Reading, letter: str) -> Reading:
    """The reading under the key of the sitting with this letter, in every key and pointer."""
    (meeting,) = reading.rows["meetings"]
    old, new = reading.meeting, meeting_key(meeting.body, meeting.date, letter)
    if old == new:
        return reading

    def moved(key: str | None) -> str | None:
        if key is None or not f"{key}-".startswith(f"{old}-"):
            return key
        return new + key.removeprefix(old)

    rows: Rows = {}
    for name, found in reading.rows.items():
        table = BY_NAME[name]
        columns = [c.name for c in table.keys]
        columns += ["id"]  # of what meetings share too: some is called by where it stands
        rows[name] = [
            replace(row, **{column: moved(getattr(row, column)) for column in columns})
            for row in found
        ]
    rows["sources"] = [replace(row, path=source_path(new)) for row in rows["sources"]]
    problems = tuple(
        replace(
            p, row=moved(p.row), facts={name: moved(fact) or fact for name, fact in p.facts.items()}
        )
        for p in reading.problems
    )
    stated = reading.stated and replace(
        reading.stated,
        confidential=frozenset(filter(None, map(moved, reading.stated.confidential))),
        opened=frozenset(filter(None, map(moved, reading.stated.opened))),
    )
    return replace(reading, meeting=new, rows=rows, problems=problems, stated=stated)

"""The ids that rows of a saved reading must have: those that a reader makes of their cells.

A file that somebody changed by hand may say anything where a key stands, a name too, and keys are
published as they are.
"""

from __future__ import annotations

import re
from typing import Any

from socsam_opendata.minutes.known.people import made_person_key
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.minutes.rules.cases import case_key
from socsam_opendata.model.iris import fold, slug
from socsam_opendata.model.keys import item_key, page_key
from socsam_opendata.model.table import Table
from socsam_opendata.model.withheld import is_placed_case, meeting_of_case
from socsam_opendata.settings.dataset_toml import Settings

_CLAUSE = re.compile(
    r"(?=(?:[^0-9]*[0-9]){0,5}[^0-9]*\Z)[0-9]{1,3}(?:-[0-9]{1,3}){0,3}[a-z]?|[a-z]"
)
_ORDINAL = re.compile(r"0[1-9]|[1-9][0-9]{1,5}")
_OF_SEVERAL = re.compile(r"-[0-9a-f]{6}")


def made_id(table: Table, row: Any, reading: Reading, settings: Settings) -> str | None:
    """The id that a row must have, or what it looks like; None where the row has such a one."""
    (meeting,) = reading.rows["meetings"]
    match table.name:
        case "persons":
            return _of_person(row, meeting.body, settings)
        case "organizations":
            return _of_organization(row, settings)
        case "clauses":
            number = row.id.removeprefix(f"{row.decision}-")
            fits = number != row.id and _CLAUSE.fullmatch(number)
            return None if fits else f"{row.decision}-1"
        case "meetings" | "sources":
            made = reading.meeting
        case "source_pages":
            made = page_key(reading.meeting, row.page)
        case "cases":
            secret = not row.diary_number and any(
                item.case == row.id and item.confidential == "yes"
                for item in reading.rows["agenda_items"]
            )
            placed = secret or is_placed_case(row.title, row.diary_number)
            if placed and meeting_of_case(row.id) == reading.meeting:
                return None
            made = case_key(meeting.body, row.title, row.diary_number)
        case "agenda_items":
            made = item_key(reading.meeting, row.number, row.part)
        case "decisions":
            made = row.item
        case "body_members":
            made = f"{row.body}-{row.municipality}"
        case _:
            start = f"{reading.meeting}-{table.concept}-"
            number = row.id.removeprefix(start)
            return None if number != row.id and _ORDINAL.fullmatch(number) else f"{start}01"
    return None if row.id == made else made


def _of_person(row: Any, body: str, settings: Settings) -> str | None:
    """The id of a person: that of people.csv for the name, or made of the name."""
    listed = {one.id for one in settings.people if fold(one.name) == fold(row.name)}
    made = made_person_key(body, row.name)
    return None if row.id == made or row.id in listed else made


def _of_organization(row: Any, settings: Settings) -> str | None:
    """The id of an organization: that of the settings, or its name's, with what tells two apart."""
    known = {body.id for body in settings.bodies}
    known |= {one.row.id for one in settings.organizations}
    made = slug(row.short_name or row.name) or "organization"
    rest = row.id.removeprefix(made)
    fits = row.id.startswith(made) and (not rest or _OF_SEVERAL.fullmatch(rest))
    return None if row.id in known or fits else made

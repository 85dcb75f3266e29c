"""organizations.csv and people.csv beside the minutes -> what is known before they are read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from socsam_opendata.errors import Place, SettingsError
from socsam_opendata.model.code_lists import code_list, registry
from socsam_opendata.model.iris import fold
from socsam_opendata.model.kinds import KEY_PATTERN
from socsam_opendata.model.records import ORGANISATION_NUMBER, Organization

ORGANIZATIONS_FILE = "organizations.csv"
PEOPLE_FILE = "people.csv"
_ORGANIZATION_COLUMNS = (
    "id", "name", "name_en", "short_name", "kind", "part_of", "municipality",
    "organisation_number", "wikidata", "spellings",
)  # fmt: skip
_PEOPLE_COLUMNS = ("body", "name", "municipality", "id")


@dataclass(frozen=True, slots=True)
class KnownOrganization:
    """A row of organizations.csv and its other printed spellings."""

    row: Organization
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A row of people.csv: this name, in this body and municipality, has this key."""

    body: str
    name: str
    id: str
    municipality: str | None = None


def _rows(path: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a small CSV with exactly these columns, each with its line number."""
    if not path.is_file():
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"is not UTF-8 text ({error.reason})", path) from error
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != columns:
        raise SettingsError(f"must have the columns {','.join(columns)}", Place(str(path), 1))
    rows = []
    for row in reader:
        if None in row or None in row.values():
            raise SettingsError("has a row with the wrong number of cells",
                                Place(str(path), reader.line_num))  # fmt: skip
        rows.append((reader.line_num, {k: v.strip() for k, v in row.items()}))
    return rows


def row_line(path: Path, key: str) -> int | None:
    """The line of organizations.csv where an organization stands, or None."""
    rows = _rows(path, _ORGANIZATION_COLUMNS)
    return next((line for line, row in rows if row["id"] == key), None)


def _key(value: str, path: Path, line: int) -> str:
    if not re.fullmatch(KEY_PATTERN, value):
        raise SettingsError(
            f"id '{value}' may hold only a-z, 0-9 and single hyphens", Place(str(path), line)
        )
    return value


def _municipality_fault(code: str) -> str | None:
    if code and code not in registry().municipality_by_id:
        return f"municipality '{code}' is not the code of a municipality"
    return None


def _faults(row: dict[str, str], part_of: dict[str, str]) -> Iterator[str]:
    """What is wrong with the cells of an organization."""
    key, kinds = row["id"], code_list("organization-kind").by_notation
    if not row["name"] or not row["kind"]:
        yield f"'{key}' needs a name and a kind"
    elif row["kind"] not in kinds:
        yield f"kind '{row['kind']}' of '{key}' is none of {', '.join(kinds)}"
    if row["part_of"] and row["part_of"] not in part_of:
        yield f"part_of '{row['part_of']}' is no id here"
    above, seen = row["part_of"], {key}
    while above and above not in seen:
        seen.add(above)
        above = part_of.get(above, "")
    if above == key:
        yield f"'{key}' is a part of itself: its part_of leads back to it"
    number, wikidata = row["organisation_number"], row["wikidata"]
    if number and not re.fullmatch(ORGANISATION_NUMBER, number):
        yield f"organisation_number '{number}' of '{key}' is not written 000000-0000"
    if wikidata and not re.fullmatch("Q[1-9][0-9]*", wikidata):
        yield f"wikidata '{wikidata}' of '{key}' is not a Q and a number"
    fault = _municipality_fault(row["municipality"])
    if fault:
        yield fault


def read_organizations(path: Path) -> tuple[KnownOrganization, ...]:
    """The organizations of a table; none without the file, SettingsError when a row is wrong."""
    found: dict[str, KnownOrganization] = {}
    owners: dict[str, str] = {}
    rows = _rows(path, _ORGANIZATION_COLUMNS)
    part_of = {row["id"]: row["part_of"] for _, row in rows}
    for line, row in rows:
        key = _key(row["id"], path, line)
        if key in found:
            raise SettingsError(f"id '{key}' stands twice", Place(str(path), line))
        fault = next(_faults(row, part_of), None)
        if fault:
            raise SettingsError(fault, Place(str(path), line))
        cells: dict[str, Any] = {
            c: row[c] or None for c in _ORGANIZATION_COLUMNS if c != "spellings"
        }
        spellings = tuple(s.strip() for s in row["spellings"].split("|") if s.strip())
        for form in (row["name"], row["short_name"], *spellings):
            owner = owners.setdefault(fold(form), key) if form else key
            if owner != key:
                raise SettingsError(
                    f"'{form}' of '{key}' is also a form of '{owner}'; it may belong to one only",
                    Place(str(path), line),
                )
        found[key] = KnownOrganization(Organization(**cells), spellings)
    return tuple(found.values())


def read_people(path: Path, organizations: set[str]) -> tuple[KnownPerson, ...]:
    """The persons of a table; where organizations are known, each body must be one of them."""
    people = []
    for line, row in _rows(path, _PEOPLE_COLUMNS):
        key = _key(row["id"], path, line)
        fault = _municipality_fault(row["municipality"])
        if organizations and row["body"] not in organizations:
            fault = f"body '{row['body']}' is not in {ORGANIZATIONS_FILE}"
        if fault:
            raise SettingsError(fault, Place(str(path), line))
        people.append(KnownPerson(row["body"], row["name"], key, row["municipality"] or None))
    return tuple(people)

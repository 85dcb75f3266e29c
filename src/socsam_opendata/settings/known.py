"""organizations.csv and people.csv beside the minutes -> what is known before they are read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from socsam_opendata.errors import Place, SettingsError
from socsam_opendata.model.code_lists import code_list, registry
from socsam_opendata.model.csv_rows import CsvColumn, read_csv_rows
from socsam_opendata.model.iris import fold
from socsam_opendata.model.kinds import KEY_PATTERN, Text, Wikidata
from socsam_opendata.model.records import ORGANISATION_NUMBER, Organization

ORGANIZATIONS_FILE = "organizations.csv"
PEOPLE_FILE = "people.csv"
_ID = CsvColumn("id", Text(pattern=KEY_PATTERN), nullable=False, fault="known.id")
_ORGANIZATION_COLUMNS = (
    _ID,
    *map(CsvColumn, ("name", "name_en", "short_name", "kind", "part_of", "municipality")),
    CsvColumn("organisation_number", Text(pattern=ORGANISATION_NUMBER), fault="known.number"),
    CsvColumn("wikidata", Wikidata(), fault="known.wikidata"),
    CsvColumn("spellings"),
)
_PEOPLE_COLUMNS = (*map(CsvColumn, ("body", "name", "municipality")), _ID)


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


def is_sole_traders(number: str) -> bool:
    """Whether an organisation number is a sole trader's own personal identity number.

    Its third and fourth digits are a month. Those of a legal person are 20 or more: practice of
    Skatteverket, which lagen (1974:174) does not say.
    """
    return int(number[2:4]) < 20


def _rows(path: Path, columns: tuple[CsvColumn, ...]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a small CSV with these columns, each with its line number; "" for empty."""
    if not path.is_file():
        return []
    unique = "id" if columns is _ORGANIZATION_COLUMNS else None
    rows = read_csv_rows(path, columns, SettingsError, unique=unique, by_hand=True)
    return [(line, {name: cell or "" for name, cell in row.items()}) for line, row in rows]


def row_line(path: Path, key: str) -> int | None:
    """The first line of organizations.csv or people.csv with an id, or None."""
    rows = _rows(path, _PEOPLE_COLUMNS if path.name == PEOPLE_FILE else _ORGANIZATION_COLUMNS)
    return next((line for line, row in rows if row["id"] == key), None)


def _fault(row: dict[str, str], part_of: dict[str, str], place: Place) -> SettingsError | None:
    """What is wrong with the cells of an organization beside others, or None."""
    key, kind = row["id"], row["kind"]
    kinds = code_list("organization-kind").by_notation
    if not row["name"] or not kind:
        return SettingsError("known.no-name", place, id=key)
    if kind not in kinds:
        return SettingsError("known.kind", place, id=key, kind=kind, kinds=", ".join(kinds))
    if row["part_of"] and row["part_of"] not in part_of:
        return SettingsError("known.part-of", place, part_of=row["part_of"])
    above, seen = row["part_of"], {key}
    while above and above not in seen:
        seen.add(above)
        above = part_of.get(above, "")
    if above == key:
        return SettingsError("known.circle", place, id=key)
    if row["organisation_number"] and is_sole_traders(row["organisation_number"]):
        return SettingsError("known.sole-trader", place, id=key)
    return _municipality_fault(row["municipality"], place)


def _municipality_fault(code: str, place: Place) -> SettingsError | None:
    if code and code not in registry().municipality_by_id:
        return SettingsError("known.municipality", place, code=code)
    return None


def read_organizations(path: Path) -> tuple[KnownOrganization, ...]:
    """The organizations of a table; none without the file, SettingsError when a row is wrong."""
    found: list[KnownOrganization] = []
    owners: dict[str, str] = {}
    rows = _rows(path, _ORGANIZATION_COLUMNS)
    part_of = {row["id"]: row["part_of"] for _, row in rows}
    for line, row in rows:
        key, place = row["id"], Place(str(path), line)
        fault = _fault(row, part_of, place)
        if fault:
            raise fault
        cells: dict[str, Any] = {
            c.name: row[c.name] or None for c in _ORGANIZATION_COLUMNS if c.name != "spellings"
        }
        spellings = tuple(s.strip() for s in row["spellings"].split("|") if s.strip())
        for form in (row["name"], row["short_name"], *spellings):
            owner = owners.setdefault(fold(form), key) if form else key
            if owner != key:
                raise SettingsError("known.form-twice", place, form=form, id=key, owner=owner)
        found.append(KnownOrganization(Organization(**cells), spellings))
    return tuple(found)


def read_people(path: Path, organizations: set[str]) -> tuple[KnownPerson, ...]:
    """The persons of a table; where organizations are known, each body must be one of them."""
    people = []
    for line, row in _rows(path, _PEOPLE_COLUMNS):
        place = Place(str(path), line)
        if organizations and row["body"] not in organizations:
            raise SettingsError("settings.body-unknown", place, body=row["body"])
        fault = _municipality_fault(row["municipality"], place)
        if fault:
            raise fault
        people.append(KnownPerson(row["body"], row["name"], row["id"], row["municipality"] or None))
    return tuple(people)

"""Whom substitutes served for, tied to the rows of those who were named for it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from socsam_opendata.minutes.known.people import Known
from socsam_opendata.minutes.print.name_order import turned
from socsam_opendata.minutes.print.names import is_name
from socsam_opendata.minutes.rules.draft import Reader
from socsam_opendata.model.iris import fold


@dataclass
class Served:
    """The printed names, by the key of a row, of whom it serves for, in the genitive of whose
    substitute it is, and of who serves for it."""

    for_whom: dict[str, str] = field(default_factory=dict)
    by_whom: dict[str, str] = field(default_factory=dict)
    of_whom: dict[str, str] = field(default_factory=dict)


def tie_serving(reader: Reader, served: Served) -> None:
    """Tie serving substitutes to their members; a note where nobody is said to serve."""
    draft = reader.draft
    rows = draft.rows["participants"]
    for i, row in enumerate(rows):
        name = served.for_whom.get(row.id) or served.of_whom.get(row.id)
        if name:
            # In the genitive a name that nobody has is not known to end with or without an s.
            member = _named(reader, name, add=row.id in served.for_whom)
            if member is None:
                draft.problem("served-unknown", row.first_line, name=name)
            else:
                rows[i] = replace(row, serves_for=member.row.id)
    for key, name in served.by_whom.items():
        seat = next(row for row in rows if row.id == key)
        substitute = _named(reader, name, add=False)
        at = [i for i, row in enumerate(rows) if substitute and row.person == substitute.row.id]
        if not at:
            draft.problem("served-unknown", seat.first_line, name=name)
        for i in at:
            if rows[i].serves_for is None:
                rows[i] = replace(rows[i], serves_for=seat.person, capacity="serving-substitute")
    absent = [r for r in rows if r.capacity == "member" and r.status == "absent"]
    present = [r for r in rows if r.capacity == "substitute" and r.status == "present"]
    stated = any(r.capacity == "serving-substitute" for r in rows)
    if absent and present and not stated:
        draft.problem(
            "serving-not-stated", min(r.first_line for r in present),
            max(r.last_line for r in present),
            absent=str(len(absent)), substitutes=str(len(present)),
        )  # fmt: skip


def _named(reader: Reader, name: str, *, add: bool) -> Known | None:
    """The person of a printed name, or of a surname alone where one person of the list has it.

    With `add` a full name that nobody of the list has is a new person.
    """
    people = reader.people
    known = people.get(name)
    if known is None and not is_name(name):
        alike = [
            one for one in people.known.values()
            if fold(one.row.name).endswith(f" {fold(name)}")
        ]  # fmt: skip
        return alike[0] if len(alike) == 1 else None
    backwards = people.get(turned(name)) if not known else None
    if known or backwards or not add:
        return known or backwards
    return people.add(name, "elected")

"""Who was there, of which party and as what, by rows of one meeting that say different things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from socsam_opendata.minutes.print import paragraphs
from socsam_opendata.minutes.rules.draft import Draft
from socsam_opendata.model.code_lists import code_list, registry
from socsam_opendata.model.records import Rows


def lines_of(rows: Iterable[Any]) -> tuple[int, int]:
    """The first and the last line that rows stand on."""
    found = list(rows)
    return min(row.first_line for row in found), max(row.last_line for row in found)


def attendance_of(draft: Draft) -> Mapping[str, list[Any]]:
    """The rows of the attendance of each person."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in draft.rows["participants"]:
        if row.person:
            found[row.person].append(row)
    return found


def was_there(row: Any, number: int) -> bool:
    """Whether somebody was there at a § by a row of the attendance."""
    at = row.paragraphs is None or number in paragraphs.numbers_of(row.paragraphs)
    return row.status in code_list("attendance-status").marked("takesPart") and at


def note_attendance(draft: Draft) -> None:
    """Note what the attendance says against itself, and against roles, ballots and dissents."""
    _backwards(draft)
    _listed_twice(draft)
    _parties(draft)
    _signers(draft)


def _backwards(draft: Draft) -> None:
    """Participants whose paragraphs run back, `§§ 8–5`: nobody can tell which are meant."""
    for row in draft.rows["participants"]:
        back = [part for part in (row.paragraphs or "").split(",") if paragraphs.runs_back(part)]
        if back:
            draft.problem(
                "paragraphs-reversed", row.first_line, row.last_line, table="participants",
                row=row.id, printed=", ".join(back),
            )  # fmt: skip


def _listed_twice(draft: Draft) -> None:
    """Persons who are listed as present and as absent at all of the meeting, or twice alike."""
    twice: list[list[Any]] = []
    there = code_list("attendance-status").marked("takesPart")
    for rows in attendance_of(draft).values():
        whole = [row for row in rows if row.paragraphs is None]
        stated = {row.status for row in whole}
        alike = {(row.capacity, row.status, row.municipality) for row in whole}
        if ("absent" in stated and stated & there) or len(alike) < len(whole):
            twice.append(whole)
    if twice:
        draft.problem(
            "attendance-repeated", *lines_of(row for rows in twice for row in rows),
            table="participants", row=twice[0][-1].id, count=str(len(twice)),
        )  # fmt: skip


def _signers(draft: Draft) -> None:
    """Who signs the minutes, or is to, and was absent from all of the meeting."""
    roles = code_list("role")
    signing, appointed = roles.marked("signsMinutes"), roles.marked("appointedFirst")
    listed = attendance_of(draft)
    for row in draft.rows["roles"]:
        here = row.role in signing and (row.item is row.clause is None or row.role in appointed)
        found = listed.get(row.person or "", ())
        if here and found and all(_is_absent(one) for one in found):
            draft.problem(
                "role-absent", row.first_line, row.last_line, table="roles", row=row.id,
                role=row.role,
            )  # fmt: skip


def _is_absent(row: Any) -> bool:
    """Whether somebody is listed as absent from all of the meeting."""
    return row.status == "absent" and row.paragraphs is None


def _parties(draft: Draft) -> None:
    """Persons who are of one party in one place and of another in another place."""
    listed: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in draft.rows["participants"]:
        printed = registry().party(row.party_text) if row.party_text else None
        if row.party and printed and printed != row.party:
            _other_party(draft, "participants", row, [printed], row)
        if row.person and row.party:
            there = listed[row.person]
            if there and row.party not in there:
                _other_party(draft, "participants", row, [*there], next(iter(there.values())))
            there.setdefault(row.party, row)
    for table, row, parties in of_other_party(draft.rows, listed):
        _other_party(draft, table, row, [*parties], next(iter(parties.values())))


def of_other_party(
    rows: Rows, listed: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, Any, Mapping[str, Any]]]:
    """The rows of ballots and dissents with a party that their person is not listed with.

    `listed` has rows of the attendance by person and party. Gives table, row, and those rows.
    """
    for table in ("ballots", "dissents"):
        for row in rows[table]:
            there = listed.get(row.person) or {}
            if row.party and there and row.party not in there:
                yield table, row, there


def _other_party(draft: Draft, table: str, row: Any, others: Sequence[str], where: Any) -> None:
    """The problem of a row with a party beside what another row says; both are named."""
    known = registry().party_by_id
    draft.problem(
        "party-differs", where.first_line, where.last_line, table=table, row=row.id, of=table,
        listed=", ".join(known[key].abbreviation for key in others),
        given=known[row.party].abbreviation,
    )  # fmt: skip

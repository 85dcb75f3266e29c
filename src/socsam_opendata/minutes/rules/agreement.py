"""What the rows of one meeting say against each other, whatever they were made of.

A reader of minutes and whoever gives rows are asked the same. Nothing is put right here: both sides
stay, and a problem tells where they are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from socsam_opendata.minutes.print import dates, paragraphs
from socsam_opendata.minutes.rules.draft import Draft
from socsam_opendata.model.code_lists import code_list, registry
from socsam_opendata.model.iris import fold
from socsam_opendata.model.keys import ELSEWHERE, meeting_of
from socsam_opendata.model.records import Rows

# A choice, and the column of a vote that counts it.
_COUNTS = (("yes", "yes"), ("no", "no"), ("abstain", "abstained"), ("absent", "absent"))
_NUMBER = re.compile(r"[0-9]+")
# What is told here, and nowhere else.
OF_ROWS = frozenset(
    {
        "attendance-repeated", "ballot-repeated", "ballots-differ", "ballots-incomplete",
        "citation-differs", "diary-number-differs", "due-differs", "method-differs",
        "outcome-differs", "paragraph-outside", "participant-paragraph", "party-differs",
        "voter-not-present", "votes-differ",
    }
)  # fmt: skip


def note_disagreements(draft: Draft) -> None:
    """Note everything in the rows of a draft that cannot be so together."""
    _items_outside(draft)
    _listed_paragraphs(draft)
    _listed_twice(draft)
    _parties(draft)
    _methods(draft)
    _votes(draft)
    _voters(draft)
    _diary_numbers(draft)
    _due_days(draft)
    _citations(draft)


def _on(rows: Iterable[Any]) -> tuple[int, int]:
    """The first and the last line that rows stand on."""
    found = list(rows)
    return min(row.first_line for row in found), max(row.last_line for row in found)


# --- the meeting and its paragraphs -----------------------------------------------------------


def _span(meeting: Any) -> str:
    """The paragraphs that a meeting is said to have."""
    return f"{meeting.first_paragraph}-{meeting.last_paragraph}"


def _items_outside(draft: Draft) -> None:
    """Items with a § that the meeting does not have by its first and last one."""
    if any(problem.code == "paragraphs-differ" for problem in draft.problems):
        return  # the cover and the headings were compared, and both are told
    (meeting,) = draft.rows["meetings"]
    first, last = int(meeting.first_paragraph), int(meeting.last_paragraph)
    for row in draft.rows["agenda_items"]:
        if not first <= int(row.number) <= last:
            draft.problem(
                "paragraph-outside", row.first_line, row.last_line, table="agenda_items",
                row=row.id, paragraph=paragraphs.signed(row.number),
                stated=paragraphs.signed(_span(meeting)),
            )  # fmt: skip


def _listed_paragraphs(draft: Draft) -> None:
    """Participants listed for a § that these minutes do not hold."""
    held = {int(row.number) for row in draft.rows["agenda_items"]}
    (meeting,) = draft.rows["meetings"]
    for row in draft.rows["participants"]:
        missing = [n for n in paragraphs.numbers_of(row.paragraphs or "0") if n and n not in held]
        if missing:
            draft.problem(
                "participant-paragraph", row.first_line, row.last_line, table="participants",
                row=row.id, paragraph=paragraphs.signed(", ".join(map(str, missing))),
                stated=paragraphs.signed(_span(meeting)),
            )  # fmt: skip


def _diary_numbers(draft: Draft) -> None:
    """Items with another diary number than their case has."""
    cases = {row.id: row for row in draft.rows["cases"]}
    for row in draft.rows["agenda_items"]:
        known = cases[row.case].diary_number if row.case in cases else None
        if known and row.diary_number and fold(known) != fold(row.diary_number):
            draft.problem(
                "diary-number-differs", row.first_line, row.last_line, table="agenda_items",
                row=row.id, printed=row.diary_number, known=known,
            )  # fmt: skip


# --- who was there ----------------------------------------------------------------------------


def _listed(draft: Draft) -> Mapping[str, list[Any]]:
    """The rows of the attendance of each person."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in draft.rows["participants"]:
        if row.person:
            found[row.person].append(row)
    return found


def _listed_twice(draft: Draft) -> None:
    """Persons who are listed as present and as absent at all of the meeting, or twice alike."""
    twice: list[list[Any]] = []
    there = code_list("attendance-status").marked("takesPart")
    for rows in _listed(draft).values():
        whole = [row for row in rows if row.paragraphs is None]
        stated = {row.status for row in whole}
        alike = {(row.capacity, row.status, row.municipality) for row in whole}
        if ("absent" in stated and stated & there) or len(alike) < len(whole):
            twice.append(whole)
    if twice:
        draft.problem(
            "attendance-repeated", *_on(row for rows in twice for row in rows),
            table="participants", row=twice[0][-1].id, count=str(len(twice)),
        )  # fmt: skip


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


# --- votes ------------------------------------------------------------------------------------


def _votes_with_decisions(draft: Draft) -> Iterator[tuple[Any, Any]]:
    """Every vote with its decision."""
    decisions = {row.id: row for row in draft.rows["decisions"]}
    for vote in draft.rows["votes"]:
        if vote.decision in decisions:
            yield vote, decisions[vote.decision]


def _methods(draft: Draft) -> None:
    """Decisions that are said to be made without a vote, and have one."""
    for vote, decision in _votes_with_decisions(draft):
        if decision.method == "acclamation":
            draft.problem(
                "method-differs", vote.first_line, vote.last_line, table="decisions",
                row=decision.id, method=decision.method,
            )  # fmt: skip


def _votes(draft: Draft) -> None:
    """What is stated of a vote, the sums of its list, and who voted how, against each other."""
    ballots: dict[str, list[Any]] = defaultdict(list)
    for ballot in draft.rows["ballots"]:
        ballots[ballot.vote].append(ballot)
    withheld = sum(row.withheld is not None for row in draft.rows["participants"])
    for vote in draft.rows["votes"]:
        stated, listed = (vote.yes, vote.no), (vote.listed_yes, vote.listed_no)
        facts = {"stated": f"{vote.yes}–{vote.no}", "listed": f"{vote.listed_yes}–{vote.listed_no}"}
        if None not in stated and None not in listed and stated != listed:
            draft.problem("votes-differ", vote.first_line, vote.last_line, table="votes",
                          row=vote.id, **facts)  # fmt: skip
        _outcome(draft, vote)
        _ballots(draft, vote, ballots[vote.id], withheld)


def _outcome(draft: Draft, vote: Any) -> None:
    """An outcome that is another than the counts make; of a tie anything may come."""
    if vote.outcome is None or None in (vote.yes, vote.no) or vote.yes == vote.no:
        return
    counted = "yes" if vote.yes > vote.no else "no"
    if vote.outcome != counted:
        draft.problem(
            "outcome-differs", vote.first_line, vote.last_line, table="votes", row=vote.id,
            outcome=vote.outcome, stated=f"{vote.yes}–{vote.no}",
        )  # fmt: skip


def _ballots(draft: Draft, vote: Any, ballots: Sequence[Any], withheld: int) -> None:
    """Ballots that are not as many as the list or the result has, and persons who vote twice.

    Ballots of so many people as are `withheld` may be missing.
    """
    if not ballots:
        return
    repeated = [key for key, count in Counter(b.person for b in ballots).items() if count > 1]
    for key in repeated:
        twice = [ballot for ballot in ballots if ballot.person == key]
        draft.problem("ballot-repeated", *_on(twice), table="ballots", row=twice[-1].id)
    found = Counter(ballot.choice for ballot in ballots)
    listed = (vote.listed_yes, vote.listed_no)
    if None not in listed:
        if (found["yes"], found["no"]) != listed:
            draft.problem(
                "ballots-incomplete", *_on(ballots), table="votes", row=vote.id,
                read=f"{found['yes']}–{found['no']}", listed=f"{listed[0]}–{listed[1]}",
            )  # fmt: skip
        return
    stated = {choice: getattr(vote, column) for choice, column in _COUNTS}
    lacking = {choice: n - found[choice] for choice, n in stated.items() if n is not None}
    if min(lacking.values(), default=0) >= 0 and sum(lacking.values()) <= withheld:
        return
    for choice in (choice for choice, count in lacking.items() if count):
        draft.problem(
            "ballots-differ", vote.first_line, vote.last_line, table="votes", row=vote.id,
            choice=choice, stated=str(stated[choice]), listed=str(found[choice]),
        )  # fmt: skip


def _voters(draft: Draft) -> None:
    """People who voted and were not there by the attendance, once for each vote."""
    listed = _listed(draft)
    seats = code_list("capacity").tied("holdsSeat")
    if not any(row.capacity in seats for rows in listed.values() for row in rows):
        return  # nothing is known of who was there
    numbers = {row.id: int(row.number) for row in draft.rows["agenda_items"]}
    items = {vote.id: numbers[decision.item] for vote, decision in _votes_with_decisions(draft)}
    missing: dict[str, list[Any]] = defaultdict(list)
    for ballot in draft.rows["ballots"]:
        there = any(_was_there(row, items[ballot.vote]) for row in listed.get(ballot.person, ()))
        if ballot.choice != "absent" and not there:
            missing[ballot.vote].append(ballot)
    for vote, ballots in missing.items():
        draft.problem("voter-not-present", *_on(ballots), table="votes", row=vote,
                      count=str(len(ballots)))  # fmt: skip


def _was_there(row: Any, number: int) -> bool:
    """Whether somebody was there at a § by a row of the attendance."""
    at = row.paragraphs is None or number in paragraphs.numbers_of(row.paragraphs)
    return row.status in code_list("attendance-status").marked("takesPart") and at


# --- when, and what is meant ------------------------------------------------------------------


def _due_days(draft: Draft) -> None:
    """Tasks whose first or last day is another than when they are due."""
    for row in draft.rows["assignments"]:
        if row.due is None:
            continue
        first, last = dates.span(row.due)
        if (row.due_from or first) != first or (row.due_until or last) != last:
            days = " – ".join(str(day) for day in (row.due_from, row.due_until) if day)
            draft.problem(
                "due-differs", row.first_line, row.last_line, table="assignments", row=row.id,
                due=row.due, days=days,
            )  # fmt: skip


def _citations(draft: Draft) -> None:
    """Citations that print another § or day than those of what they resolve to."""
    for row in draft.rows["citations"]:
        for key in (row.resolves_to_item, row.resolves_to_meeting):
            meant = (key or "").removeprefix(ELSEWHERE)
            meeting = meeting_of(meant)
            if meeting is not None and _is_other(row, meant, meeting):
                draft.problem("citation-differs", row.first_line, row.last_line, table="citations",
                              row=row.id, key=meant)  # fmt: skip
                break


def _is_other(row: Any, key: str, meeting: str) -> bool:
    """Whether a citation says another body, day or § than a key does."""
    body, day = re.split(r"-(?=[0-9]{4}-[0-9]{2}-[0-9]{2}[b-z]?$)", meeting)
    if row.body and row.body != body:
        return True
    if row.date and not day.startswith(row.date) and len(row.date) <= len("2025-06-02"):
        return True
    number = _NUMBER.match(key.removeprefix(f"{meeting}-")) if key != meeting else None
    return bool(number and row.paragraph and row.paragraph.split()[0] != number[0])

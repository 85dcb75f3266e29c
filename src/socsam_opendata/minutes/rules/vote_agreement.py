"""What is said of a vote, who voted how and who was there, against each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from socsam_opendata.minutes.rules.attendance_agreement import attendance_of, lines_of, was_there
from socsam_opendata.minutes.rules.draft import Draft
from socsam_opendata.model.code_lists import code_list

# A choice, and the column of a vote that counts it.
_COUNTS = (("yes", "yes"), ("no", "no"), ("abstain", "abstained"), ("absent", "absent"))

# How many voted yes and no, where it is known.
_Count = tuple[int | None, int | None]


def note_votes(draft: Draft) -> None:
    """Note what cannot be so together of votes, their counts, ballots and voters."""
    _methods(draft)
    _votes(draft)
    _voters(draft)


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
        facts = {"stated": _said(stated), "listed": _said(listed)}
        if _differ(stated, listed):
            draft.problem("votes-differ", vote.first_line, vote.last_line, table="votes",
                          row=vote.id, **facts)  # fmt: skip
        _outcome(draft, vote)
        _ballots(draft, vote, ballots[vote.id], withheld)


def _differ(one: _Count, other: _Count) -> bool:
    """Whether two counts have another number of yes or of no, where both say it."""
    return any(None not in pair and pair[0] != pair[1] for pair in zip(one, other, strict=True))


def _said(count: _Count) -> str:
    return "–".join("?" if number is None else str(number) for number in count)


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
        draft.problem("ballot-repeated", *lines_of(twice), table="ballots", row=twice[-1].id)
    found = Counter(ballot.choice for ballot in ballots)
    listed = (vote.listed_yes, vote.listed_no)
    read = (found["yes"], found["no"])
    if _differ(read, listed):
        draft.problem(
            "ballots-incomplete", *lines_of(ballots), table="votes", row=vote.id,
            read=_said(read), listed=_said(listed),
        )  # fmt: skip
    if _differ(read, listed) or None not in listed:
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
    listed = attendance_of(draft)
    seats = code_list("capacity").tied("holdsSeat")
    if not any(row.capacity in seats for rows in listed.values() for row in rows):
        return  # nothing is known of who was there
    numbers = {row.id: int(row.number) for row in draft.rows["agenda_items"]}
    items = {vote.id: numbers[decision.item] for vote, decision in _votes_with_decisions(draft)}
    missing: dict[str, list[Any]] = defaultdict(list)
    for ballot in draft.rows["ballots"]:
        there = any(was_there(row, items[ballot.vote]) for row in listed.get(ballot.person, ()))
        if ballot.choice != "absent" and not there:
            missing[ballot.vote].append(ballot)
    for vote, ballots in missing.items():
        draft.problem("voter-not-present", *lines_of(ballots), table="votes", row=vote,
                      count=str(len(ballots)))  # fmt: skip

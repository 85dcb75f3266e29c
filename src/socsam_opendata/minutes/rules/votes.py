"""How an item was decided: method, counted votes, reservations, notes and recusals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from socsam_opendata.minutes.layout.entries import Entry, running_text
from socsam_opendata.minutes.layout.sections import Block
from socsam_opendata.minutes.print.names import BARE_PARTY, NAME_WITH_PARTY
from socsam_opendata.minutes.rules.acts import acts
from socsam_opendata.minutes.rules.ballots import TOTAL, Choice, read_lists
from socsam_opendata.minutes.rules.draft import Item, Reader
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASH

_COUNT = re.compile(
    rf"(?P<yes>\d+)\s*ja(?:\b|{DASH}?röst\w*)(?P<between>[^.\d]{{0,40}}?)"
    rf"(?P<no>\d+)\s*nej(?:\b|{DASH}?röst\w*)"
    r"(?:[^.\d]{0,30}?(?P<abstained>\d+)\s*(?:avstår|avstod|nedlagda|som\s+avst\w+))?",
    re.I,
)
_YES_MEANS = re.compile(
    rf"\bja(?:{DASH}röst)?\s*(?:för|=|innebär|betyder)\s*:?\s*(?P<what>[^.;\n]+)", re.I
)
_NO_MEANS = re.compile(
    rf"\bnej(?:{DASH}röst)?\s*(?:för|=|innebär|betyder)\s*:?\s*(?P<what>[^.;\n]+)", re.I
)
# The head of a list of votes, and its last line.
_LIST_HEAD = re.compile(r"\bJa\s+Nej\b")
_LIST_SUM = re.compile(rf"{TOTAL}\s+(?P<yes>\d{{1,3}})\s+(?P<no>\d{{1,3}})\b")
_PARTIES = re.compile(
    r"\b(?i:partigrupp\w*|ledamöter\w*\s+(?:från|för|i)|partierna|gruppen)\s+"
    rf"(?P<parties>{BARE_PARTY}(?:,\s*{BARE_PARTY})*(?:\s+(?:och|samt)\s+{BARE_PARTY})?)\b"
)
_RECUSED = re.compile(r"\bjäv\b|\bdeltar\s+(?:inte|ej)\s+i\s+beslut", re.I)
_DISSENTS = re.compile(r"reserverar|jäv|deltar", re.I)


@dataclass(frozen=True, slots=True)
class Ballots:
    """A counted vote as stated in the text."""

    yes: int | None
    no: int | None
    abstained: int | None
    line: int
    yes_means: str | None = None
    no_means: str | None = None
    listed_yes: int | None = None
    listed_no: int | None = None
    choices: tuple[Choice, ...] = ()

    @property
    def outcome(self) -> str | None:
        """The side with more votes, or a tie, as the text states it; the list may differ."""
        if self.yes is None or self.no is None:
            return None
        return "tie" if self.yes == self.no else "yes" if self.yes > self.no else "no"


# How a decision is appealed is law, and nothing that it decides.
_APPEALS = re.compile(
    r"(?:hur|så(?:\s+här)?)\s+(?:man|du)?\s*överklaga|över\s*klagande\s*hänvisning|besvärshänvisning"
    r"|(?:detta\s+)?beslut(?:et)?\s+kan\s+överklagas",
    re.I,
)
# Somebody is against a decision, or takes no part in it.
_AGAINST = re.compile(
    r"\breserver(?:ar|ade)\s+sig\b|\bdelt(?:ar|og)\s+(?:inte|ej)\s+i\s+(?:beslut|handläggning)"
    r"|\banmäl(?:er|de)\s+(?:reservation|jäv)\b",
    re.I,
)


def is_statement(text: str) -> bool:
    """Whether an entry under a decision's heading says how it was decided, or who was against it
    or took no part, and not what."""
    if _APPEALS.match(text):
        return True
    if _AGAINST.search(text) and not text.casefold().startswith("att "):
        return True
    method = code_list("decision-method").find(text)
    if not method and not _COUNT.search(text):
        return False
    return not acts(text)


def read_votes(blocks: Sequence[Block]) -> tuple[Ballots, ...]:
    """The counted votes of an item, with what yes and no meant where that is printed."""
    found: list[Ballots] = []
    text = "\n".join(line.text for block in blocks for line in block.lines)
    if "nej" not in text.casefold():
        return ()
    yes, no = _YES_MEANS.search(text), _NO_MEANS.search(text)
    for block in blocks:
        for entry in block.entries:
            for match in _COUNT.finditer(entry.text):
                abstained = int(match["abstained"]) if match["abstained"] else None
                found.append(
                    Ballots(int(match["yes"]), int(match["no"]), abstained, entry.first_line)
                )
    if len(found) == 1 and yes and no:
        found = [replace(found[0], yes_means=yes["what"].strip(), no_means=no["what"].strip())]
    return _with_lists(blocks, found)


def _with_lists(blocks: Sequence[Block], found: list[Ballots]) -> tuple[Ballots, ...]:
    """The votes with the sums of their lists, kept beside what is stated even where they differ."""
    sums: list[tuple[int, int, int]] = []
    listing = False
    for line in (line for block in blocks for line in block.lines):
        listing = listing or _LIST_HEAD.search(line.text) is not None
        match = _LIST_SUM.search(line.text) if listing else None
        if match:
            sums.append((int(match["yes"]), int(match["no"]), line.number))
            listing = False
    lists = read_lists(line for block in blocks for line in block.lines if line.text)
    if not found:
        at = [line for _, _, line in sums] or [choices[0].line for choices in lists]
        found = [Ballots(None, None, None, line) for line in at]
    for i, (yes, no, _) in enumerate(sums[: len(found)]):
        found[i] = replace(found[i], listed_yes=yes, listed_no=no)
    return tuple(
        _with_choices(vote, lists[i]) if i < len(lists) else vote for i, vote in enumerate(found)
    )


def _with_choices(vote: Ballots, choices: tuple[Choice, ...]) -> Ballots:
    """A vote with its list; the list is counted where it prints no sum."""
    yes, no = (sum(c.choice == code for c in choices) for code in ("yes", "no"))
    if vote.listed_yes is None:
        vote = replace(vote, listed_yes=yes, listed_no=no)
    return replace(vote, choices=choices)


def add_votes(reader: Reader, decision: str, votes: Sequence[Ballots]) -> None:
    """Rows of the votes of a decision and of who voted how."""
    draft = reader.draft
    for position, vote in enumerate(votes, 1):
        key = draft.add(
            "votes", vote.line, vote.line, decision=decision, position=position, yes=vote.yes,
            no=vote.no, abstained=vote.abstained, yes_means=vote.yes_means,
            no_means=vote.no_means, outcome=vote.outcome, listed_yes=vote.listed_yes,
            listed_no=vote.listed_no,
        )  # fmt: skip
        for choice in vote.choices:
            known = reader.person(choice.name, choice.line, choice.line)
            draft.add(
                "ballots", choice.line, choice.line, vote=key, person=known.row.id,
                party=reader.party(choice.party, choice.line) if choice.party else None,
                choice=choice.choice,
            )  # fmt: skip


def method_of(blocks: Sequence[Block], ballots: Sequence[Ballots]) -> str:
    """acclamation, vote or secret-ballot where the item says so; else not-stated."""
    if ballots:
        return "vote"
    for block in blocks:
        if block.section in code_list("section").marked("tellsMethod"):
            for line in block.lines:
                code = code_list("decision-method").first(line.text)
                if code:
                    return code
    return "not-stated"


def read_dissents(reader: Reader, item: Item) -> None:
    """Reservations, notes and recusals: one row a person named, or one for the text."""
    for block in item.paragraph.blocks:
        own = block.section in code_list("section").tied("tellsDissent")
        if not own and not any(_DISSENTS.search(line.text) for line in block.lines):
            continue
        for entry in block.entries:
            kind = _dissent_kind(block, entry)
            if kind:
                _dissent(reader, item.key, kind, entry)


def _dissent_kind(block: Block, entry: Entry) -> str | None:
    sections = code_list("section")
    if block.section in sections.marked("mayTellRecusal") and _RECUSED.search(entry.text):
        return "recusal"
    if re.search(r"\breserverar\s+sig\b", entry.text, re.I):
        return "reservation"
    return sections.tied("tellsDissent").get(block.section)


def _dissent(reader: Reader, item: str, kind: str, entry: Entry) -> None:
    cells: dict[str, Any] = {"item": item, "kind": kind, "text": running_text([entry])}
    named = list(NAME_WITH_PARTY.finditer(entry.text))
    for match in named:
        known = reader.person(match["name"], *entry.lines)
        party = reader.party(match["party"], entry.first_line)
        reader.draft.add("dissents", *entry.lines, person=known.row.id, party=party, **cells)
    groups = _PARTIES.search(entry.text) if not named else None
    for printed in re.findall(BARE_PARTY, groups["parties"]) if groups else ():
        party = reader.party(printed, entry.first_line)
        reader.draft.add("dissents", *entry.lines, party=party, **cells)
    if not named and not groups:
        reader.draft.add("dissents", *entry.lines, **cells)

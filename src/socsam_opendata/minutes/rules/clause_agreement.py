"""Whom rows say that a clause is for or speaks to, against whom its text names in that place.

Told only where the text names somebody else there who is known by name, and the one of the row
nowhere. `Föreningen beviljas ...`, `kommunerna` or a name that nobody gave contradict nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from socsam_opendata.minutes.known.organization_names import NamedThere, OrganizationNames
from socsam_opendata.minutes.print import sums
from socsam_opendata.minutes.rules.acts import acts, handed
from socsam_opendata.minutes.rules.draft import Draft
from socsam_opendata.model.code_lists import code_list, registry
from socsam_opendata.model.codes import Found
from socsam_opendata.model.iris import fold

# Between a verb of granting and whom it is for: `beviljar 50 000 kronor i bidrag till`, or nothing.
_GIVEN = re.compile(
    r"\s*(?:(?:ett\s+)?(?:\w*(?:bidrag|stöd|medel)\w*\s+)?(?:(?:om|på|med)\s+)?"
    rf"(?:{sums.SUM.pattern}\s*)?(?:i\s+\w+\s+)?(?:till|åt)\s+)?",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:och|samt)\s+|,\s*")


@dataclass(frozen=True, slots=True)
class _Clause:
    """The text of a clause on one line and folded, the organizations it names, and its verbs."""

    text: str
    folded: str
    names: tuple[NamedThere, ...]

    def verbs(self, mark: str) -> list[Found]:
        """The verbs of the clause whose action bears a mark."""
        codes = code_list("decision-action").marked(mark)
        hits = (hit for act in acts(self.text) for hit in (act.outer, act.inner))
        return [hit for hit in hits if hit and hit.code in codes]


def note_clauses(draft: Draft, known: OrganizationNames) -> None:
    """Note rows of clauses with another beneficiary, addressee or assignee than the text names."""
    asked = _Asked(draft, known)
    for row in draft.rows["clauses"]:
        if row.beneficiary:
            asked.differs("clauses", row, asked.given_to(row))
    for row in draft.rows["addressees"]:
        asked.differs("addressees", row, asked.otherwise_called(row) or asked.spoken_to(row))
    for row in draft.rows["assignments"]:
        asked.differs("assignments", row, asked.spoken_to(row))


class _Asked:
    """The rows of a meeting while they are held against the texts of its clauses."""

    def __init__(self, draft: Draft, known: OrganizationNames) -> None:
        self._draft, self._known = draft, known
        self._texts = {row.id: row.text for row in draft.rows["clauses"]}
        # A municipality may be given as an organization, of whatever kind.
        self._towns = {
            row.id: {row.municipality, _municipality(row.name)} - {None}
            for row in draft.rows["organizations"]
        }
        self._bodies = {row.body for row in draft.rows["meetings"]}
        self._clauses: dict[str, _Clause] = {}

    def differs(self, table: str, row: Any, printed: str | None) -> None:
        """Note that a text names somebody else, if it does."""
        if printed:
            self._draft.problem(
                "clause-names-other", row.first_line, row.last_line, table=table, row=row.id,
                of=table, printed=printed,
            )  # fmt: skip

    def _clause(self, key: str) -> _Clause:
        """A clause by its key; an empty one where letters lose their places when it is folded."""
        if key not in self._clauses:
            text = " ".join(normalize("NFC", self._texts[key]).split())
            folded = fold(text)
            names = self._known.found_in(folded)
            found = _Clause(text, folded, names) if len(folded) == len(text) else None
            self._clauses[key] = found or _Clause("", "", ())
        return self._clauses[key]

    def given_to(self, row: Any) -> str | None:
        """Who stands where a clause says whom it grants or refuses, where that is another one."""
        clause = self._clause(row.id)
        if self._known.may_be_in(row.beneficiary, clause.folded, clause.names):
            return None
        for hit in clause.verbs("hasBeneficiary"):
            passive = clause.folded[hit.start : hit.end].endswith("s")
            for one in clause.names:
                before = one.end <= hit.start and not clause.text[one.end : hit.start].strip()
                after = one.start >= hit.end and _GIVEN.fullmatch(clause.text, hit.end, one.start)
                if (after or (passive and before)) and not one.keys & self._bodies:
                    return clause.text[one.start : one.end]
        return None

    def otherwise_called(self, row: Any) -> str | None:
        """The text of an addressee, where it is the name of somebody else."""
        meant, said = self._meant(row.text), self._said(row)
        return str(row.text) if said and meant and not meant & said else None

    def spoken_to(self, row: Any) -> str | None:
        """Whom a clause speaks to, where all of them are known and none is that of a row."""
        said, clause = self._said(row), self._clause(row.clause)
        if not said or self._is_named(said, clause):
            return None
        told = [one.who or "" for hit in clause.verbs("handsOn") for one in
                handed(clause.text, hit)]  # fmt: skip
        parts = [part for who in told for part in _AND.split(who)]
        meant = [self._meant(part) for part in parts]
        if not all(meant) or any(one & said for one in meant):
            return None
        return ", ".join(parts)

    def _is_named(self, said: frozenset[str], clause: _Clause) -> bool:
        """Whether a clause may name one of these organizations and municipalities anywhere."""
        towns = registry().municipality_by_id
        named = (towns[key].name for key in said if key in towns)
        found = (re.search(rf"(?<!\w){re.escape(fold(name))}s?(?!\w)", clause.folded)
                 for name in named)  # fmt: skip
        may_be = (self._known.may_be_in(key, clause.folded, clause.names) for key in said)
        return any(found) or any(may_be)

    def _meant(self, printed: str) -> frozenset[str]:
        """Who a printed name means: a municipality, or the organizations that bear it."""
        town = _municipality(printed)
        return frozenset({town}) if town else self._known.whose(printed)

    def _said(self, row: Any) -> frozenset[str]:
        """Whom a row says: its organization, its municipality, and that of its organization."""
        own = getattr(row, "municipality", None)
        towns = {own} if own else self._towns.get(row.organization or "", set())
        return frozenset(key for key in (row.organization, *towns) if key)


def _municipality(printed: str) -> str | None:
    """The code of the municipality that a name is that of; `Åre` alone is a place."""
    return registry().municipality(printed) if fold(printed).endswith("kommun") else None

"""Who and what organization a printed name means: known ones, and new ones with a new key."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from socsam_opendata.minutes.known.organization_names import OrganizationNames
from socsam_opendata.minutes.print.names import without_genitive
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import fold, slug
from socsam_opendata.model.records import Organization, Rows
from socsam_opendata.settings.dataset_toml import Settings

# The kind of those whose name tells none.
OTHER = "other"


def kind_of_organization(name: str) -> str:
    """The kind that a name tells (`Länsstyrelsen`: county-board), else `other`."""
    found = code_list("organization-kind").find(name)
    heads = [f for f in found if not name[f.start : f.end].endswith("s")] or list(found)
    return heads[0].code if heads else OTHER


def is_public(kind: str) -> bool:
    """Whether people from an organization of this kind are officials rather than guests."""
    return kind in code_list("organization-kind").marked("publicBody")


def organizations_of(
    rows: Rows, body: str, known: Mapping[str, Organization]
) -> list[Organization]:
    """The organizations that the rows of a body refer to, with those they are part of, by key."""
    keys = {body} - {""}
    for found in rows.values():
        for row in found:
            named = (getattr(row, c, None) for c in ("organization", "beneficiary", "body"))
            keys |= {key for key in named if key}
    waiting = list(keys)
    while waiting:
        parent = known[waiting.pop()].part_of
        if parent and parent not in keys:
            keys.add(parent)
            waiting.append(parent)
    return [known[key] for key in sorted(keys)]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an organization in a text: where it stands, and which one it is."""

    start: int
    end: int
    organization: str


class Organizations:
    """The organizations of the settings, and those that the document itself introduces."""

    def __init__(self, settings: Settings) -> None:
        self.rows: dict[str, Organization] = {}
        self._forms: dict[str, str] = {}
        self._printed: dict[str, str] = {}
        self._index: _Index | None = None
        for known in settings.organizations:
            self._add(known.row, known.spellings)

    def _add(self, row: Organization, spellings: tuple[str, ...] = ()) -> None:
        self.rows[row.id] = row
        for form in (row.name, row.short_name, *spellings):
            if form:
                self._forms.setdefault(fold(form), row.id)
                self._printed.setdefault(form, row.id)
        self._index = None

    def all_names(self, rows: Iterable[Organization] = ()) -> OrganizationNames:
        """The names of the organizations with those of further rows, and whose each is."""
        more = ((name, row.id) for row in rows for name in (row.name, row.short_name) if name)
        return OrganizationNames([*self._printed.items(), *more])

    @property
    def _look_up(self) -> _Index:
        """The index over all forms, made anew when an organization came to them."""
        if self._index is None:
            forms = {**_leading_words(list(self.rows.values())), **self._forms}
            self._index = _index(tuple(forms.items()), tuple(self._printed))
        return self._index

    def resolve(self, printed: str) -> str | None:
        """The key of a printed organization, genitive or not, or None."""
        forms = self._look_up.forms
        return forms.get(fold(printed)) or forms.get(fold(without_genitive(printed)))

    def mint(self, printed: str, *, short_name: str | None = None) -> str:
        """The key of a printed organization, with a row of its own when it is new."""
        found = self.resolve(printed)
        if found:
            return found
        key = slug(short_name or printed) or "organization"
        if key in self.rows:
            key = f"{key}-{hashlib.sha256(fold(printed).encode()).hexdigest()[:6]}"
        self._add(
            Organization(
                id=key, name=printed, short_name=short_name, kind=kind_of_organization(printed)
            )
        )
        return key

    def named(self, printed: str) -> str | None:
        """The key of a known organization, or of a new one whose name tells what it is."""
        found = self.resolve(printed)
        if found is None and len(printed.split()) <= 8 and kind_of_organization(printed) != "other":
            return self.mint(printed)
        return found

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Every known organization named in a text, in order, the longest names first."""
        found = []
        for match in self._look_up.mention.finditer(text):
            key = self.resolve(match.group())
            if key:
                found.append(Mention(match.start(), match.end(), key))
        return tuple(found)

    def near_misses(self, text: str) -> tuple[tuple[int, str, str], ...]:
        """Names that differ from a known one only by a genitive s inside: where, printed, known."""
        found = []
        for match in self._look_up.near.finditer(text):
            printed = " ".join(match.group().split())
            known = self._look_up.near_forms[_bare(printed)]
            if {fold(printed), fold(without_genitive(printed))}.isdisjoint(self._forms):
                found.append((match.start(), printed, known))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _Index:
    """Forms of organizations, folded, and patterns over them: as they are, and nearly so."""

    forms: dict[str, str]
    mention: re.Pattern[str]
    near: re.Pattern[str]
    near_forms: dict[tuple[str, ...], str]


def _leading_words(rows: Sequence[Organization]) -> dict[str, str]:
    """`Kommunförbundet` for the one organization whose name begins with that noun."""
    firsts = Counter(fold(row.name.split()[0]) for row in rows)
    return {
        fold(first): row.id
        for row in rows
        if len(row.name.split()) > 1
        and len(first := row.name.split()[0]) >= 6
        and first.endswith(("en", "et"))
        and firsts[fold(first)] == 1
    }


def _bare(name: str) -> tuple[str, ...]:
    """The words of a name without the s that a genitive may have."""
    return tuple(word.casefold().removesuffix("s") for word in name.split())


@lru_cache(maxsize=256)
def _index(forms: tuple[tuple[str, str], ...], printed: tuple[str, ...]) -> _Index:
    """The index of some forms; documents of one dataset mostly share it."""
    longest = sorted((f for f, _ in forms), key=lambda f: (-len(f), f))
    written = "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in longest)
    several = sorted((p for p in printed if len(p.split()) > 1), key=lambda p: (-len(p), p))
    nearly = "|".join(
        r"\s+".join(re.escape(w.removesuffix("s")) + "s?" for w in name.split()) for name in several
    )
    return _Index(
        dict(forms),
        re.compile(rf"(?<!\w)(?:{written})(?::?s)?(?!\w)" if written else "(?!)", re.I),
        re.compile(rf"(?<!\w)(?:{nearly})(?!\w)" if nearly else "(?!)", re.I),
        {_bare(name): name for name in reversed(several)},
    )

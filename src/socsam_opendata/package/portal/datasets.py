"""The datasets of the catalogue: the subjects a user would look for, and the forms of each.

A subject is one dataset in the catalogue record; a form is one distribution, which is the same data
in another format (DCAT-AP-SE 3.0.1): one file, or a zip of the files that belong together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from socsam_opendata.errors import PackageError
from socsam_opendata.package.contents import (
    CONTENTS,
    EVERY_TABLE,
    YEAR_CSV,
    YEAR_PARQUET,
    ZIP,
    Content,
    Media,
    media_of,
)
from socsam_opendata.texts import Phrase, say

# The dataset of the whole has the identifier of the package itself, without an ending.
WHOLE = "linked-data"
# The one that is split by years, where decisions span several.
BY_YEAR = "decisions"
_FORMS = {c.offer.form: c for c in CONTENTS if c.offer and c.offer.subject == EVERY_TABLE}


@dataclass(frozen=True, slots=True)
class Distribution:
    """One form of a dataset: a file of the package, or a zip of files of one kind.

    `key` ends the names of zips and identifiers. `path` may hold `{name}`, the dataset's name;
    `text` is what it is, in texts/catalogue.toml; `members` are the patterns of what a zip holds,
    where they are tables the file of each of `tables`.
    """

    key: str
    path: str
    text: Phrase
    members: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()

    def about(self, language: str) -> str:
        """What it is, in `sv` or `en`."""
        return self.text.said(language)

    @property
    def media(self) -> Media:
        """The kind of the data: of a zip, the kind of what is inside."""
        return media_of(self.members[0] if self.members else self.path)

    def file(self, folder: Path, name: str) -> Path:
        """Where the file lies in a package."""
        return folder / self.path.format(name=name)

    def packed(self, folder: Path) -> list[Path]:
        """The files that the zip is made of, sorted; PackageError where a pattern finds none."""
        found: set[Path] = set()
        for pattern in self.members:
            files = set(folder.glob(pattern))
            if not files:
                raise PackageError("catalogue.no-files", folder, pattern=pattern, archive=self.path)
            found |= files
        return sorted(found)


@dataclass(frozen=True, slots=True)
class Subject:
    """A dataset of the catalogue: its tables and its forms, and the year where it is of one.

    What it is called and tells stands in texts/catalogue.toml.
    """

    key: str
    forms: tuple[Distribution, ...]
    tables: tuple[str, ...] = ()
    bilingual: bool = False
    year: int | None = None

    def dataset(self, name: str) -> str:
        """The key of its dataset in identifiers."""
        if self.key == WHOLE:
            return name
        return f"{name}-{self.key}" if self.year is None else f"{name}-{self.key}-{self.year}"

    def label(self, language: str) -> str:
        """What it is called in `sv` or `en`."""
        return self._said("label", language)

    def about(self, language: str) -> str:
        """What it tells, in `sv` or `en`."""
        return self._said("about", language)

    def keywords(self, language: str) -> tuple[str, ...]:
        """The words to find it by, in `sv` or `en`."""
        return tuple(say(f"catalogue.subject.{self.key}.keywords", language).split(", "))

    def _said(self, what: str, language: str) -> str:
        key = self.key if self.year is None else "year"
        return say(f"catalogue.subject.{key}.{what}", language, year=self.year)


def _table_zips(subject: str, tables: tuple[str, ...]) -> tuple[Distribution, ...]:
    """The tables of a subject in every form that tables have."""
    facts = {"tables": ", ".join(tables)}
    return tuple(
        Distribution(
            key,
            ZIP.at(subject=subject, form=key),
            Phrase(f"catalogue.form.tables-{key}", facts),
            tuple(content.at(table=table) for table in tables),
            tables,
        )
        for key, content in _FORMS.items()
    )


def _point_files(forms: dict[str, Content], **names: str) -> tuple[Distribution, ...]:
    """The overview, a decided point a row, in its two forms."""
    return tuple(
        Distribution(
            key,
            content.at(table="decision_overview", **names),
            Phrase(f"catalogue.form.points-{key}"),
        )
        for key, content in forms.items()
    )


def _offered(subject: str) -> Iterator[Distribution]:
    """The forms that `contents` declares for a subject by its name."""
    for content in CONTENTS:
        if (offer := content.offer) is not None and offer.subject == subject:
            text = Phrase(f"catalogue.form.{content.key}")
            if offer.zipped:
                path = ZIP.at(subject=subject, form=offer.form)
                yield Distribution(offer.form, path, text, (content.pattern,))
            else:
                yield Distribution(offer.form, content.path, text)


def _of_tables(subject: str, *tables: str) -> Subject:
    """A subject with zips of its tables, and what else is offered."""
    return Subject(subject, (*_table_zips(subject, tables), *_offered(subject)), tables)


DECISIONS = Subject(
    BY_YEAR,
    (*_point_files(_FORMS), *_offered(BY_YEAR)),
    ("decision_overview",),
)

DETAILS = _of_tables(
    "details",
    "agenda_items", "item_texts", "cases", "decisions", "clauses", "clause_actions", "addressees",
    "assignments", "amounts", "documents", "citations", "votes", "ballots", "dissents", "sources",
    "source_pages", "problems",
)  # fmt: skip
ATTENDANCE = _of_tables("attendance", "meetings", "participants", "roles", "memberships")
PEOPLE = _of_tables(
    "people",
    "persons", "parties", "municipalities", "organizations", "body_members", "memberships",
)  # fmt: skip
VOCABULARY = Subject("vocabulary", tuple(_offered("vocabulary")), bilingual=True)

LINKED_DATA = Subject(WHOLE, tuple(_offered(WHOLE)))

SUBJECTS: tuple[Subject, ...] = (
    DECISIONS, DETAILS, ATTENDANCE, PEOPLE, VOCABULARY, LINKED_DATA,
)  # fmt: skip


def year_subject(year: int) -> Subject:
    """The decisions of one year, where they span several."""
    forms = _point_files({"csv": YEAR_CSV, "parquet": YEAR_PARQUET}, year=str(year))
    return Subject(BY_YEAR, forms, DECISIONS.tables, year=year)

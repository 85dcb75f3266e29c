"""The tables of the dataset's own history: releases, what each changed, withdrew and gave keys to.

They lie in `history/` beside the minutes, where `socsam release` keeps them, and all but `keys` are
published with the package. They are no facts of minutes: they are not in TABLES and not in RDF.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from socsam_opendata.errors import SettingsError
from socsam_opendata.model.keys import item_key, letter_of, meeting_key
from socsam_opendata.model.kinds import KEY_PATTERN
from socsam_opendata.model.records import PARAGRAPH
from socsam_opendata.model.table import Means, Table
from socsam_opendata.texts import say

# https://semver.org, its own expression.
_NUMBER = r"(?:0|[1-9][0-9]*)"
SEMVER = (
    rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}"
    rf"(?:-(?:{_NUMBER}|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)"
    rf"(?:\.(?:{_NUMBER}|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*)?"
    r"(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?"
)
# What a version ends with that was built but is no release (build metadata, semver.org 10).
UNRELEASED = "+unreleased"


def build_metadata(version: str) -> str:
    """What a version bears from its `+` on: only a build that is no release bears something."""
    return version[len(version.partition("+")[0]) :]


STEPS = ("none", "patch", "minor", "major")


# The kinds of change, in their order, and the step of the version that each means; their words are
# [kind.X] of texts/changes.toml.
CHANGE_KINDS: dict[str, str] = {
    "table-removed": "major",
    "table-added": "minor",
    "column-removed": "major",
    "column-added": "minor",
    "column-order": "minor",
    "type-changed": "major",
    "term-changed": "major",
    "key-changed": "major",
    "became-nullable": "major",
    "became-required": "minor",
    "code-removed": "major",
    "code-added": "minor",
    "rule-changed": "minor",
    "renamed": "major",
    "added": "minor",
    "changed": "patch",
    "removed": "patch",
    "rewritten": "patch",
}


def change_label(kind: str, language: str) -> str:
    """What a kind of change is called in `sv` or `en`."""
    return say(f"changes.kind.{kind}", language)


# What an item is recognised by: so much of a SHA-256 that no two of a day are taken for one.
DIGEST_LENGTH = 8
DIGEST = f"[0-9a-f]{{{DIGEST_LENGTH}}}"
NAME = r"[a-z0-9]+([_-][a-z0-9]+)*"
_VERSION = Means(None, "Utgåva", "Release", "Versionen av utgåvan.", "The version of the release.",
                 form=SEMVER)
_DAY = Means(None, "Dag", "Day", "Dagen för utgåvan.", "The day of the release.")
_TABLE = Means(None, "Tabell", "Table", "Tabellen det gäller.", "The table concerned.", form=NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A release of the dataset."""

    id: Annotated[str, Means(None, "Version", "Version", "Utgåvans version (SemVer).",
        "The version of the release (SemVer).", form=SEMVER)]
    date: Annotated[dt.date, _DAY]
    data_sha256: Annotated[str, Means(None, "Kontrollsumma", "Checksum",
        "SHA-256 över utgåvans tabeller och deras scheman.",
        "SHA-256 over the tables of the release and their schemas.",
        form="[0-9a-f]{64}")]
    step: Annotated[str, Means(None, "Steg", "Step",
        "Vad ändringen betyder: first, major, minor eller patch.",
        "What the change means: first, major, minor or patch.",
        form="(first|major|minor|patch)")] = "first"
    added: Annotated[int, Means(None, "Nya rader", "Rows added",
        "Antal rader som inte fanns i utgåvan före; anmärkningar (problems) räknas inte.",
        "The number of rows that were not in the release before; remarks (problems) are not counted.", minimum=0)] = 0
    changed: Annotated[int, Means(None, "Ändrade rader", "Rows changed",
        "Antal rader med något annat innehåll; anmärkningar (problems) räknas inte.",
        "The number of rows with other content; remarks (problems) are not counted.", minimum=0)] = 0
    removed: Annotated[int, Means(None, "Borttagna rader", "Rows removed",
        "Antal rader som inte längre finns; anmärkningar (problems) räknas inte.",
        "The number of rows that are no longer there; remarks (problems) are not counted.", minimum=0)] = 0
    reason: Annotated[str | None, Means(None, "Skäl", "Reason",
        "Varför utgåvan gjordes, om det är sagt.",
        "Why the release was made, where it was said.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that a release changed: a row, a column of a row, or a count of them."""

    id: Annotated[str, Means(None, "Id", "Id", "Radens nyckel, unik i tabellen.",
        "The key of the row, unique in the table.", form=rf"{SEMVER}-change-[0-9]+")]
    release: Annotated[str, _VERSION]
    date: Annotated[dt.date, _DAY]
    table_name: Annotated[str, _TABLE]
    change: Annotated[str, Means(None, "Ändring", "Change",
        "Vad som ändrats.", "What was changed.", form=f"({'|'.join(CHANGE_KINDS)})")]
    row: Annotated[str | None, Means(None, "Rad", "Row",
        "Raden det gäller; tom där rader bara räknas.",
        "The row concerned; empty where rows are only counted.", form=KEY_PATTERN)] = None
    column: Annotated[str | None, Means(None, "Kolumn", "Column",
        "Kolumnen det gäller.", "The column concerned.", form=NAME)] = None
    rows: Annotated[int | None, Means(None, "Antal rader", "Number of rows",
        "Hur många rader det gäller; för ett möte alla dess rader utom anmärkningar.",
        "How many rows are concerned; for a meeting all its rows except remarks.",
        minimum=0)] = None
    old: Annotated[str | None, Means(None, "Före", "Before",
        "Värdet före; bara datum, tider, tal, koder, nycklar utan tryckta ord och namn på kolumner och tabeller.",
        "The value before; only dates, times, numbers, codes, keys without printed words and names of columns and tables.",
        )] = None
    new: Annotated[str | None, Means(None, "Efter", "After",
        "Värdet efter, av samma slag.", "The value after, of the same kinds.")] = None
    reason: Annotated[str | None, Means(None, "Skäl", "Reason",
        "Varför raden ändrades eller togs bort, om det är sagt.",
        "Why the row was changed or removed, where it was said.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """A row that was published and is withdrawn: its address answers that it is gone."""

    id: Annotated[str, Means(None, "Id", "Id",
        "Adressens slut: begreppet och radens nyckel.",
        "The end of the address: the concept and the key of the row.",
        form=rf"[a-z-]+/{KEY_PATTERN}")]
    table_name: Annotated[str, _TABLE]
    row: Annotated[str, Means(None, "Rad", "Row", "Den borttagna radens nyckel.",
        "The key of the withdrawn row.", form=KEY_PATTERN)]
    iri: Annotated[str, Means(None, "Adress", "Address", "Radens adress (IRI).",
        "The address (IRI) of the row.", form="uri")]
    release: Annotated[str, _VERSION]
    date: Annotated[dt.date, _DAY]
    reason: Annotated[str | None, Means(None, "Skäl", "Reason",
        "Varför raden togs bort.",
        "Why the row was withdrawn.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenKey:
    """A key that a release gave to a meeting or an item, with the printed facts it is known by.

    No names and no titles: the keys of the dataset are made of nothing else than these facts. By the
    digests a sitting or an item is recognised whose time or § was corrected.
    """

    id: Annotated[str, Means(None, "Id", "Id", "Radens nyckel, unik i tabellen.",
        "The key of the row, unique in the table.", form=rf"{SEMVER}-key-[0-9]+")]
    release: Annotated[str, _VERSION]
    date: Annotated[dt.date, _DAY]
    table_name: Annotated[str, Means(None, "Tabell", "Table",
        "Vad nyckeln gavs: meetings eller agenda_items.",
        "What the key was given to: meetings or agenda_items.", form="(meetings|agenda_items)")]
    row: Annotated[str, Means(None, "Rad", "Row", "Nyckeln.", "The key.", form=KEY_PATTERN)]
    body: Annotated[str | None, Means(None, "Organ", "Body", "Mötets organ.",
        "The body of the meeting.", form=KEY_PATTERN)] = None
    day: Annotated[dt.date | None, Means(None, "Mötesdag", "Day of the meeting",
        "Dagen för mötet.", "The day of the meeting.")] = None
    starts_at: Annotated[dt.time | None, Means(None, "Börjar", "Starts at",
        "Klockslag då mötet börjar, om det är känt.",
        "The time the meeting starts, where it is known.")] = None
    first_paragraph: Annotated[str | None, Means(None, "Första paragraf", "First paragraph",
        "Mötets första paragraf.", "The first paragraph of the meeting.", form=PARAGRAPH)] = None
    last_paragraph: Annotated[str | None, Means(None, "Sista paragraf", "Last paragraph",
        "Mötets sista paragraf.", "The last paragraph of the meeting.", form=PARAGRAPH)] = None
    meeting: Annotated[str | None, Means(None, "Möte", "Meeting", "Punktens möte.",
        "The meeting of the item.", form=KEY_PATTERN)] = None
    number: Annotated[str | None, Means(None, "Paragraf", "Paragraph", "Punktens paragraf.",
        "The paragraph of the item.", form=PARAGRAPH)] = None
    part: Annotated[str | None, Means(None, "Del", "Part", "Bokstaven på en del av en paragraf.",
        "The letter of a part of a paragraph.", form="[a-zåäö]")] = None
    title_digest: Annotated[str | None, Means(None, "Rubrikens kontrollsumma", "Digest of the title",
        "Början av SHA-256 över punktens publicerade rubrik; den känns igen, och orden står inte här.",
        "The start of the SHA-256 of the title of the item as published; it is recognised, and its words are not here.",
        form=DIGEST)] = None
    text_digest: Annotated[str | None, Means(None, "Textens kontrollsumma", "Digest of the text",
        "Detsamma över punktens text och satser.",
        "The same of the text and the clauses of the item.", form=DIGEST)] = None
    renamed_to: Annotated[str | None, Means(None, "Ny nyckel", "Renamed to",
        "Mötets eller punktens nya nyckel, om utgåvan gav det en annan.",
        "The new key of the meeting or item, where the release gave it another.",
        form=KEY_PATTERN)] = None

    def __post_init__(self) -> None:
        """SettingsError when the key is not made of the facts beside it."""
        if self.table_name == "meetings":
            if self.body is None or self.day is None:
                raise SettingsError("history.meeting-facts")
            try:
                letter_of(self.row, self.body, self.day)
            except ValueError as error:
                meeting = meeting_key(self.body, self.day)
                raise SettingsError(
                    "history.other-meeting", given=self.row[:60], meeting=meeting
                ) from error
        elif self.meeting is None or self.number is None:
            raise SettingsError("history.item-facts")
        elif self.row != item_key(self.meeting, self.number, self.part):
            raise SettingsError("history.other-item", given=self.row[:60])

    @property
    def printed(self) -> tuple[object, ...]:
        """The key and the printed facts that it is made of or known by."""
        return (self.row, self.table_name, self.body, self.day, self.starts_at,
                self.first_paragraph, self.last_paragraph, self.meeting, self.number,
                self.part)  # fmt: skip

    @property
    def facts(self) -> tuple[object, ...]:
        """All that is told of the key, without the release that gave it."""
        return (*self.printed, self.title_digest, self.text_digest, self.renamed_to)


RELEASES = Table("releases", Release, "release", "spec:Release", "Utgåvor", "Releases",
                 "Datamängdens utgåvor, den äldsta först.",
                 "The releases of the dataset, oldest first.", in_rdf=False)
CHANGES = Table("changes", Change, "change", "spec:Change", "Ändringar", "Changes",
                "Vad varje utgåva ändrade.", "What each release changed.", in_rdf=False)
TOMBSTONES = Table("tombstones", Tombstone, "tombstone", "spec:Tombstone",
                   "Borttagna rader", "Withdrawn rows",
                   "Rader som har publicerats och tagits bort.",
                   "Rows that were published and are withdrawn.", in_rdf=False)
KEYS = Table("keys", GivenKey, "given-key", "spec:GivenKey", "Nycklar", "Keys",
             "Nycklar som utgåvor har gett möten och punkter.",
             "Keys that releases gave to meetings and items.", in_rdf=False)
# In the order they are written in; what is published of them.
HISTORY_TABLES: tuple[Table, ...] = (CHANGES, TOMBSTONES, KEYS, RELEASES)
PUBLISHED_HISTORY: tuple[Table, ...] = (CHANGES, TOMBSTONES, RELEASES)

"""Given rows become readings, one a meeting: with the keys that the library makes, and a text.

Nothing is kept in memory but what meetings share, and for each row that others may belong to the
number of its meeting.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from socsam_opendata.errors import SourceError, reason_of
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.records import BY_NAME
from socsam_opendata.rows.alone import check_astray
from socsam_opendata.rows.csv_folder import FolderTexts
from socsam_opendata.rows.faults import Faults, Spot
from socsam_opendata.rows.joins import REGISTERED, JoinedRow, joined_rows
from socsam_opendata.rows.minting import reading_of
from socsam_opendata.rows.sat_twice import Sittings
from socsam_opendata.rows.saved import lettered
from socsam_opendata.rows.shared_rows import Shared
from socsam_opendata.rows.shelf import ByMeeting, RowFile
from socsam_opendata.rows.take import TakenRow, taken_tables
from socsam_opendata.rows.together import check_alike
from socsam_opendata.rows.values import CONTROL, LONGEST_CELL
from socsam_opendata.rows.vocabulary_rows import check_registered
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.texts import Phrase, Sentence

CheckOfPersons = Callable[[Sequence[JoinedRow], Collection[int], Settings, Faults], Collection[int]]
# The source texts, lines or a text whole, by the id of their source: a text or a number, as the
# ids of rows are. A Mapping of either takes no dict of the other, nor of both.
Texts = Mapping[Any, Sequence[str] | str]
_TextsById = Mapping[str, Sequence[str] | str]
_NO_MEETING = Phrase("rows.no-meeting")


@dataclass(frozen=True, slots=True)
class GivenReading:
    """A reading made of rows, in a file: what it is called, and which key it has.

    `letter` is the one that its id claims, where that is the key of such a meeting; `door` tells
    the rows of one call, or of one folder, from those of another.
    """

    name: str
    key: str
    letter: str | None
    door: str
    store: Path
    offset: int

    @property
    def place(self) -> str:
        """Where it is told to stand."""
        return self.name

    def reading(self, _: Settings, letter: str = "") -> Reading:
        """The reading, of the sitting with this letter."""
        with self.store.open("rb") as file:
            file.seek(self.offset)
            found: Reading = pickle.load(file)
        return lettered(found, letter)


@dataclass(frozen=True, slots=True)
class GivenReadings:
    """The readings of rows, in the order of their meetings, and how many rows went into none."""

    readings: tuple[GivenReading, ...]
    passed_over: Counter[str]


def given_readings(
    given: Mapping[Any, object],
    texts: Texts,
    settings: Settings,
    scratch: Path,
    door: str,
    faults: Faults | None = None,
    no_meeting: Phrase = _NO_MEETING,
    *,
    persons: CheckOfPersons | None = None,
) -> GivenReadings:
    """The readings of given rows, kept in a new folder; RowsError with every fault of them.

    `given` has the rows of each table by its name. Where `faults` are given, those that are found
    are put to them, for the caller to check; `no_meeting` is what is told of rows without one.
    `persons` finds faults of the rows of persons, of which the second argument holds the places of
    those with a role, and returns the places of those it told.
    """
    checked = faults is not None
    faults = faults or Faults()
    passed: Counter[str] = Counter()
    taken = taken_tables(given, faults, passed)
    scratch.mkdir()
    rows: dict[str, RowFile[TakenRow]] = {}
    for name, found in taken.items():
        rows[name] = RowFile(scratch / f"{name}.taken")
        rows[name].extend(found)
    if next(iter(rows.get("meetings", ())), None) is None and not faults.may_lack("meetings"):
        faults.add(no_meeting)
        faults.lost |= {*BY_NAME}  # what rows without a meeting lead to need not be told
    texts = _by_text(texts)
    for name in REGISTERED:
        check_registered(name, rows.get(name, ()), faults)
    shared, by_meeting = by_meetings(rows, settings, scratch, faults)
    for name in rows:
        (scratch / f"{name}.taken").unlink()
    _check_texts(texts, shared, faults)
    shared.settle(faults)
    if persons:
        shared.were_told(persons(*shared.given_persons(), settings, faults))
    sittings = Sittings(shared.meetings)
    readings = []
    store = scratch / "readings"
    with store.open("wb") as file:
        for number, of_meeting in by_meeting:
            meeting = shared.meetings[number]
            lines = _lines_of(texts, meeting.source, faults)
            if lines is not None:
                _find_secrets(of_meeting, faults)
            sittings.take(number, of_meeting)
            check_alike((row for row in of_meeting if row.table == "roles"), faults)
            reading = reading_of(meeting, of_meeting, shared, lines, faults)
            if reading is None or faults.count:
                continue
            pages = sum(row.table == "source_pages" for row in of_meeting)
            passed["source_pages"] += pages - len(reading.rows["source_pages"])
            if number == 0:
                reading = shared.with_loose_rows(reading)
            offset = file.tell()
            pickle.dump(reading, file, protocol=pickle.HIGHEST_PROTOCOL)
            name = _called(meeting.spot, door)
            readings.append(GivenReading(name, meeting.key, meeting.letter, door, store, offset))
    sittings.check(faults)
    if not checked:
        faults.check()
    return GivenReadings(tuple(readings), passed + shared.unused())


def _find_secrets(rows: Iterable[JoinedRow], faults: Faults) -> None:
    """Tell of confidential items that may stand anywhere in the text that was given with them."""
    for row in rows:
        secret = row.table == "agenda_items" and row.cells["confidential"] == "yes"
        if secret and row.cells["first_line"] is None and not row.faulty:
            faults.unfit(row.spot.said("first_line"), None, Phrase("rows.is.secret-lines"))


def _by_text(texts: Texts) -> _TextsById:
    """The texts by ids that are text: a number joins as its digits do."""
    if all(isinstance(name, str) for name in texts):
        return texts  # which may read each text when it is asked for
    return {str(name): texts[name] for name in texts}


def _called(spot: Spot, door: str) -> str:
    """What a meeting is called in a report: file and line, or the number of its row."""
    if spot.place is None:
        return Sentence("rows.where.row", table=spot.table, row=spot.row)
    return f"{door}/{Path(spot.place.file).name}:{spot.place.line}"


def _check_texts(texts: Mapping[str, object], shared: Shared, faults: Faults) -> None:
    """A fault for each text that is the source of no meeting."""
    known = {meeting.source for meeting in shared.meetings}
    unknown = any(one.source is None and "id" in one.row.faulty for one in shared.meetings)
    if unknown or faults.may_lack("meetings"):
        return  # it may be the source of such a one
    for name in texts:
        if name not in known:
            in_file = isinstance(texts, FolderTexts)
            where = _where(texts, name) if in_file else Phrase("rows.where.texts")
            faults.unfit(where, name, Phrase("rows.is.source"))


def _where(texts: object, source: str, line: int | None = None) -> Phrase:
    """Where a source text is, or a line of it: in a file, where it came from one."""
    if isinstance(texts, FolderTexts):
        place = str(texts.place(source, line))
        return Phrase("rows.where.source-file", {"place": place, "source": source})
    if line is None:
        return Phrase("rows.where.source", {"source": source})
    return Phrase("rows.where.text", {"source": source, "line": line})


def _lines_of(texts: _TextsById, source: str | None, faults: Faults) -> list[str] | None:
    """The lines of a text, or None where it is not given; what is no such line is a fault.

    None too where there is one: which lines the text has is not known then.
    """
    if source is None or source not in texts:
        return None
    try:
        given = texts[source]
    except SourceError as error:
        faults.add(reason_of(error))
        return None
    if not isinstance(given, Sequence) or isinstance(given, bytes):
        faults.unfit(_where(texts, source), given, Phrase("rows.is.text-of-source"))
        return None
    lines = given.removesuffix("\n").split("\n") if isinstance(given, str) else given
    before = faults.count
    for number, line in enumerate(lines, 1):
        if not isinstance(line, str) or CONTROL.search(line) or len(line) > LONGEST_CELL:
            faults.unfit(_where(texts, source, number), line, Phrase("rows.is.text-line"))
    return None if faults.count > before else [*lines]


def by_meetings(
    rows: Mapping[str, Iterable[TakenRow]], settings: Settings, scratch: Path, faults: Faults
) -> tuple[Shared, ByMeeting]:
    """What meetings share, and all other rows by the number of their meeting."""
    shared = Shared(settings)
    by_meeting: ByMeeting | None = None
    for row in joined_rows(rows, settings, faults):
        shared.refer(row)
        if BY_NAME[row.table].scope == "shared":
            shared.take(row)
            continue
        if row.table == "meetings":
            shared.meet(row)
            continue
        if by_meeting is None:
            by_meeting = ByMeeting(scratch / "by-meeting", len(shared.meetings))
        number = shared.owner(row, faults)
        if number is None:
            check_astray(row, faults)
        else:
            by_meeting.add(number, row)
    return shared, by_meeting or ByMeeting(scratch / "by-meeting", len(shared.meetings))

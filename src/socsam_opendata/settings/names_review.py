"""`names-to-review.csv` beside the minutes: who may be a person, and what somebody answered.

A build lists each name once that nobody has decided about, and a person writes an answer beside
it, mostly in a spreadsheet: so the file comes back with semicolons, tabs, a BOM, CRLF, other rows
first, columns put in. Answers are kept and hold for later minutes. The file names everybody whom
the minutes name in passing: it is for its owner's eyes, and never published.
"""

from __future__ import annotations

import csv
import difflib
import io
import os
import re
import secrets
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from socsam_opendata.errors import Place, SettingsError, line_of, system_reason
from socsam_opendata.model.iris import fold

REVIEW_FILE = "names-to-review.csv"
COLUMNS = ("name", "answer", "reason", "count", "document", "line", "context")
# What an answer says of a name: published, withheld, or the name of no person.
ALLOW, MASK, NOT_A_NAME = ANSWERS = ("allow", "mask", "not-a-name")
# These say why, for whoever asks later.
_WITH_REASON = frozenset({ALLOW, MASK})
# What Excel, LibreOffice and programs put between cells.
_DELIMITERS = ",;\t"
# A cell that begins so is run as a formula by a spreadsheet.
_FORMULA = tuple("=+-@\t\r")
_SHOWN = 60
_PRIVATE = 0o600
_LAST_LETTERS = str.maketrans("åäö", "{|}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class SeenName:
    """A name that nobody has decided about, where it stands first, and how often it is printed."""

    name: str
    count: int
    document: str
    line: int
    context: str


@dataclass(frozen=True, slots=True)
class ReviewedName:
    """A row of the file: a name, what was answered if anything, and the cells of added columns."""

    name: str
    answer: str | None = None
    reason: str = ""
    more: tuple[str, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What the file holds: its rows by folded name, how it is written, and columns put in."""

    rows: Mapping[str, ReviewedName] = field(default_factory=dict)
    more: tuple[str, ...] = ()
    delimiter: str = ","
    mark: bool = False
    ends: str = "\n"

    def answered(self, answer: str) -> tuple[ReviewedName, ...]:
        """The rows with an answer, in the order of the file."""
        return tuple(row for row in self.rows.values() if row.answer == answer)


# --- reading ----------------------------------------------------------------------------------


def read_review(folder: Path) -> Review:
    """The file beside the minutes; no rows where there is none, and a new one gets a BOM.

    SettingsError with file and line for an unknown answer, an answer without its reason, a name
    with two answers, a missing column, and a file that is no CSV in UTF-8.
    """
    path = folder / REVIEW_FILE
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        # Without the mark a Swedish Excel reads a new file as Windows-1252.
        return Review(mark=True)
    except OSError as error:
        raise SettingsError("file.unreadable", path, reason=system_reason(error)) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(str(path), line_of(error))
        raise SettingsError("review.not-utf8", place) from error
    if "\0" in text:  # UTF-16 without a mark
        raise SettingsError("review.not-utf8", Place(str(path), 1))
    return _Reader(path, text).review(data.startswith(b"\xef\xbb\xbf"))


class _Reader:
    """Reads a file, whose header says how it is written."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text
        head = text.partition("\n")[0]
        # Excel says its delimiter in a line of its own, for itself.
        self.skip = 1 if re.fullmatch(r"sep=.\r?", head) else 0
        header = text.split("\n")[self.skip] if "\n" in text else text
        self.delimiter = max(_DELIMITERS, key=header.count)

    def place(self, line: int) -> Place:
        """A line of the file."""
        return Place(str(self.path), line)

    def review(self, mark: bool) -> Review:
        """The whole file."""
        lines = self._lines()
        _, header = next(lines, (1, []))
        names = [cell.strip().casefold() for cell in header]
        for name in COLUMNS[:3]:
            if names.count(name) != 1:
                raise SettingsError("review.no-column", self.place(1 + self.skip), column=name)
        own = [n for n, name in enumerate(names) if name not in COLUMNS]
        rows: dict[str, ReviewedName] = {}
        for line, cells in lines:
            full = [*cells, *[""] * (len(names) - len(cells))]
            row = self._row(dict(zip(names, full, strict=False)), line)
            if row is None:
                if any(cell.strip() for cell in cells):
                    raise SettingsError("review.no-name", self.place(line))
                continue
            row = ReviewedName(row.name, row.answer, row.reason, tuple(full[n] for n in own), line)
            self._take(rows, row, line)
        ends = "\r\n" if "\r\n" in self.text else "\n"
        more = tuple(header[n] for n in own)
        return Review(rows, more, self.delimiter, mark, ends)

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        """The lines with their numbers, empty ones and Excel's own left out."""
        reader = csv.reader(
            io.StringIO(self.text, newline=""), delimiter=self.delimiter, strict=True
        )
        try:
            for cells in reader:
                if reader.line_num > self.skip and cells:
                    yield reader.line_num, cells
        except csv.Error as error:
            raise SettingsError(
                "csv.broken", self.place(max(1, reader.line_num)), said=error
            ) from error

    def _row(self, cells: Mapping[str, str], line: int) -> ReviewedName | None:
        # Minutes are read in NFC, whatever a keyboard or a spreadsheet writes.
        name = " ".join(unicodedata.normalize("NFC", cells["name"]).split())
        if _CONTROL.search("".join(cells.values())):
            raise SettingsError("review.control", self.place(line))
        answer, reason = cells["answer"].strip().casefold(), " ".join(cells["reason"].split())
        if not name:
            return None
        if answer and answer not in ANSWERS:
            near = difflib.get_close_matches(answer, ANSWERS, 1, 0.5)
            if near:
                given = answer[:_SHOWN]
                raise SettingsError(
                    "review.answer-near", self.place(line), given=given, nearest=near[0]
                )
            raise SettingsError("review.answer", self.place(line), given=answer[:_SHOWN])
        if answer in _WITH_REASON and not reason:
            raise SettingsError("review.no-reason", self.place(line), answer=answer)
        return ReviewedName(name, answer or None, reason)

    def _take(self, rows: dict[str, ReviewedName], row: ReviewedName, line: int) -> None:
        """Note a row; a name may stand twice where no two answers differ."""
        before = rows.get(fold(row.name))
        if before is None or (before.answer is None and row.answer):
            rows[fold(row.name)] = row
        elif row.answer and row.answer != before.answer:
            raise SettingsError("review.two-answers", self.place(line), other=before.line)


# --- writing ----------------------------------------------------------------------------------


def reviewed(review: Review, sightings: Iterable[SeenName]) -> bytes:
    """The file with the names of a build: what was answered stays, and so does how it is written.

    A name that was answered and is not printed any more stays with the count 0; one that was not
    answered and is not printed goes. Names come by the alphabet, whatever order they had.
    """
    seen = {fold(sighting.name): sighting for sighting in sightings}
    kept = {folded: row for folded, row in review.rows.items() if row.answer or folded in seen}
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=review.delimiter, lineterminator=review.ends)
    writer.writerow([*COLUMNS, *review.more])
    for folded in sorted({*seen, *kept}, key=_alphabet):
        writer.writerow(_cells(kept.get(folded), seen.get(folded), review.more))
    return ("\ufeff" if review.mark else "").encode() + out.getvalue().encode()


def _alphabet(folded: str) -> str:
    """Names by the Swedish alphabet, in which å, ä and ö come last."""
    return folded.translate(_LAST_LETTERS)


def _cells(row: ReviewedName | None, sighting: SeenName | None, more: Sequence[str]) -> list[str]:
    name = row.name if row else (sighting.name if sighting else "")
    answer = [row.answer or "", row.reason] if row else ["", ""]
    found = ["0", "", "", ""]
    if sighting:
        context, document = map(_no_formula, (sighting.context, sighting.document))
        found = [str(sighting.count), document, str(sighting.line), context]
    return [name, *answer, *found, *(row.more if row else [""] * len(more))]


def _no_formula(text: str) -> str:
    """A text that a spreadsheet shows and does not run."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _keep_private(path: Path) -> None:
    """Let nobody but the owner read a file that another program saved; its owner alone can."""
    if stat.S_IMODE(path.stat().st_mode) != _PRIVATE:
        with suppress(OSError):
            path.chmod(_PRIVATE)


def write_review(folder: Path, review: Review, sightings: Iterable[SeenName]) -> bool:
    """Write the file whole or not at all, and only where it differs; whether it stands as it is to.

    Readable by its owner alone. False where the folder takes no file: the report must do then.
    """
    path, data = folder / REVIEW_FILE, reviewed(review, sightings)
    there = path.is_file()
    if not there and data.count(b"\n") == 1:
        return True
    if there and path.read_bytes() == data:
        _keep_private(path)
        return True
    scratch = path.with_name(f".{REVIEW_FILE}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(
            os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "wb"
        ) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    except OSError:
        scratch.unlink(missing_ok=True)
        return False
    return True

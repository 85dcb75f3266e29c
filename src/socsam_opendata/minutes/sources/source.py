"""Reads a file of minutes into a Source: NFC lines, counted from 1, with the checksum of the bytes.

The ending of the file chooses its format: a function of a module beside this one that makes a
SourceText of the bytes, within limits. A new source format is such a module, and a line of FORMATS
for each of its endings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from importlib import import_module
from pathlib import Path

from socsam_opendata.errors import Place, SourceError, system_reason
from socsam_opendata.minutes.sources.characters import COVERED, page_starts, text_lines
from socsam_opendata.minutes.sources.file_pages import pages_within
from socsam_opendata.minutes.sources.tables import markdown_tables
from socsam_opendata.minutes.sources.text import FileContents, SourceText
from socsam_opendata.settings.limits import LIMITS, Limits

# Media type, and module and function, of each ending; imported when such a file comes.
FORMATS: dict[str, tuple[str, str]] = {
    ".txt": ("text/plain", "text:decoded"),
    ".md": ("text/markdown", "text:decoded"),
    ".markdown": ("text/markdown", "text:decoded"),
    ".pdf": ("application/pdf", "pdf:pdf_text"),
    ".docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx:docx_text",
    ),
    ".html": ("text/html", "html:html_text"),
    ".htm": ("text/html", "html:html_text"),
}
_SEEN_COVER = "█"
# What other programs keep minutes in; each must be saved as something that is read here.
_WRITTEN = frozenset({
    ".doc", ".docm", ".dot", ".dotm", ".dotx", ".odt", ".ott", ".pages", ".rtf", ".wpd", ".wps",
})  # fmt: skip
_SHEETS = frozenset((".numbers", ".ods", ".xls", ".xlsb", ".xlsm", ".xlsx"))


@dataclass(frozen=True, slots=True)
class Source(FileContents):
    """A document as lines of text, and what its file holds beside them.

    `lines` are in NFC, without line ends, tabs and invisible characters; `removed` are the lines
    (1-based) that held control characters, which no table may hold; `page_starts` are the lines
    before which a page as it is printed begins, of which a sheet may hold two; `covered` are the
    lines with characters, now █, that are not seen in the file.
    """

    name: str
    media_type: str
    sha256: str
    lines: tuple[str, ...]
    removed: tuple[int, ...] = ()
    page_starts: tuple[int, ...] = ()
    covered: tuple[int, ...] = ()

    @property
    def pages(self) -> int | None:
        """How many pages the file has, where they are known."""
        return self.page_lines[-1].page if self.page_lines else None

    def page_line(self, page: int) -> int:
        """The line that a page (from 1) begins on; the first where that is not known."""
        return next((one.first_line for one in self.page_lines if one.page == page), 1)


_Decoder = Callable[[bytes, Path, Limits], SourceText]


def _decoder(name: str) -> _Decoder:
    module, _, function = name.partition(":")
    found: _Decoder = getattr(import_module(f"socsam_opendata.minutes.sources.{module}"), function)
    return found


def check_written(path: Path) -> None:
    """SourceError for a file of another program, which says what to save it as."""
    ending = path.suffix.lower()
    if ending in _WRITTEN:
        raise SourceError("source.save-as", path)
    if ending in _SHEETS:
        raise SourceError("source.sheet", path)


def check_size(path: Path, megabytes: int, key: str) -> None:
    """SourceError for a file that is larger than a limit, by the name of that."""
    if path.stat().st_size > megabytes * 1_000_000:
        raise SourceError("source.too-large", path, megabytes=megabytes, key=key)


def _check_lines(lines: Sequence[str], path: Path, limits: Limits) -> None:
    """SourceError for more lines, or longer ones, than are read."""
    if len(lines) > limits.lines:
        raise SourceError("source.lines", path, lines=len(lines), most=limits.lines)
    for number, line in enumerate(lines, 1):
        if len(line) > limits.line_characters:
            raise SourceError(
                "source.long-line", Place(str(path), number), characters=len(line),
                most=limits.line_characters,
            )  # fmt: skip


def read_source(path: Path, limits: Limits = LIMITS) -> Source:
    """The source text of a file; SourceError when it cannot be read as minutes, or is too large."""
    check_written(path)
    media_type, decoder = FORMATS.get(path.suffix.lower(), ("", ""))
    if not decoder:
        raise SourceError("source.ending", path, known=", ".join(sorted(FORMATS)))
    try:
        check_size(path, limits.file_megabytes, "file_megabytes")
        data = path.read_bytes()
    except OSError as error:
        raise SourceError("file.unreadable", path, reason=system_reason(error)) from error
    found = _decoder(decoder)(data, path, limits)
    lines, removed = text_lines(found.text)
    _check_lines(lines, path, limits)
    covered = tuple(n for n, line in enumerate(lines, 1) if COVERED in line)
    lines = tuple(line.replace(COVERED, _SEEN_COVER) for line in lines)
    if not any(line.strip() for line in lines):
        raise SourceError("source.empty", path)
    starts = tuple(n for n in page_starts(found.text) if n <= len(lines))
    tables = (*found.tables, *markdown_tables(lines))
    cells = sum(len(row) for table in tables for row in table)
    if cells > limits.cells:
        raise SourceError("source.cells", path, cells=cells, most=limits.cells)
    beside = {one.name: getattr(found, one.name) for one in fields(FileContents)}
    beside["tables"] = tables
    beside["page_lines"] = pages_within(found.page_lines, len(lines))
    return Source(
        **beside,
        name=path.name,
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        lines=lines,
        removed=tuple(sorted({*removed, *found.removed})),
        page_starts=starts,
        covered=covered,
    )

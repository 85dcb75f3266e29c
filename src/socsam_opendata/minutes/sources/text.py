"""Minutes as text or Markdown: UTF-8, with or without BOM, UTF-16, or Windows-1252."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from socsam_opendata.errors import SourceError
from socsam_opendata.minutes.sources.file_pages import PageLines, pages_apart, pages_of_feeds
from socsam_opendata.minutes.sources.tabbed import with_tables
from socsam_opendata.minutes.sources.tables import CellTable, DocumentLink
from socsam_opendata.settings.limits import LIMITS, Limits

# What Windows-1252 text in Swedish holds beside ASCII; other letters mean another encoding.
_SWEDISH_1252 = frozenset("åäöÅÄÖéÉèàáüÜøæØÆëêîôç§–—…’‘“”»«´°·½€©®\u00a0\u00ad²³×µ¼¾±•")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileContents:
    """What a file holds beside its lines, which count from 1.

    `tables` are its tables as cells, `links` what it links to. `page_lines` are the lines of each
    of its pages, where they are known, `scanned` the pages (from 1) of which there is a picture and
    no text, `running` the lines of running headers and footers, which stand once, and those of the
    headings of a table that come again on its next page. One line an occurrence have `changed`, the
    tracked changes, taken as accepted, `commented` and `hidden`, the comments and hidden texts that
    were left out, and `embedded`, files, charts and diagrams inside the file, which are not read.
    """

    page_lines: tuple[PageLines, ...] = ()
    scanned: tuple[int, ...] = ()
    tables: tuple[CellTable, ...] = ()
    links: tuple[DocumentLink, ...] = ()
    running: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    commented: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()
    embedded: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceText(FileContents):
    """The text of a file, with a form feed where a page begins, and what the file holds beside it.

    `removed` are lines that held control characters.
    """

    text: str
    removed: tuple[int, ...] = ()


def decoded(data: bytes, path: Path, _: Limits = LIMITS) -> SourceText:
    """The bytes of a file as text; SourceError for another encoding, and for what is no text."""
    unicode = unicode_text(data, path)
    if unicode is not None:
        return _whole(unicode)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise SourceError("source.encoding", path) from error
    strange = sorted({c for c in text if ord(c) > 127 and c not in _SWEDISH_1252})
    if strange:
        raise SourceError("source.not-swedish", path, characters=" ".join(strange[:5]))
    return _whole(text)


def _whole(text: str) -> SourceText:
    """A text with its tables, and its pages, which begin with form feeds as printers have them."""
    lines, tables = with_tables(pages_apart(text))
    return SourceText(lines, tables=tables, page_lines=pages_of_feeds(lines))


def unicode_text(data: bytes, path: Path) -> str | None:
    """Text in UTF-8 or UTF-16; None for bytes in another encoding, SourceError for no text."""
    wide = _wide_text(data)
    if wide is not None:
        return wide
    if b"\x00" in data:
        raise SourceError("source.zero-bytes", path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _wide_text(data: bytes) -> str | None:
    """Text in UTF-16, with its mark or without; None for bytes that are something else."""
    encoding = _wide_encoding(data)
    if encoding is None:
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    # Zero bytes that are left are those of UTF-32, or of no text at all.
    return None if "\x00" in text else text


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 by its mark, or by zeros at every other place: Western letters have one each."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(data) < 2 or len(data) % 2:
        return None
    half = len(data) // 2
    zeros = (data[::2].count(0), data[1::2].count(0))
    for encoding, many, few in (("utf-16-le", *zeros[::-1]), ("utf-16-be", *zeros)):
        if many > 0.9 * half and not few:
            return encoding
    return None

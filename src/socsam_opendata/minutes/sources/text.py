"""Minutes as text or Markdown: UTF-8, with or without BOM, or Windows-1252."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from socsam_opendata.errors import SourceError

# What Windows-1252 text in Swedish holds beside ASCII; other letters mean another encoding.
_SWEDISH_1252 = frozenset("åäöÅÄÖéÉèàáüÜøæØÆëêîôç§–—…’‘“”»«´°·½€©®\u00a0\u00ad²³×µ¼¾±•")


# Stands in a SourceText for a character that is not seen in the file; no text has it.
COVERED = "\ufdd0"
# What stands in any text for a character that could not be told.
LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file, with a form feed where a page begins; `scanned` are the pages (from 1)
    of which there is a picture and no text."""

    text: str
    scanned: tuple[int, ...] = ()


def decoded(data: bytes, path: Path) -> SourceText:
    """The bytes of a file as text; SourceError for another encoding, and for what is no text."""
    if b"\x00" in data:
        raise SourceError("source.zero-bytes", path)
    try:
        return SourceText(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise SourceError("source.encoding", path) from error
    strange = sorted({c for c in text if ord(c) > 127 and c not in _SWEDISH_1252})
    if strange:
        raise SourceError("source.not-swedish", path, characters=" ".join(strange[:5]))
    return SourceText(text)

"""Reads a file of minutes into a Source: NFC lines, counted from 1, with the checksum of the bytes.

Text and Markdown are decoded as UTF-8, with or without BOM, or as Windows-1252.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from socsam_opendata.errors import SourceError, system_reason

MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown"}
MAX_BYTES = 20_000_000
# What Windows-1252 text in Swedish holds beside ASCII; other letters mean another encoding.
_SWEDISH_1252 = frozenset("åäöÅÄÖéÉèàáüÜøæØÆëêîôç§–—…’‘“”»«´°·½€©®\u00a0\u00ad²³×µ¼¾±•")
# What is left out, and what is a space, wherever it stands.
_INSTEAD = dict.fromkeys("\ufeff\u200b\u200c\u200d\u2060\u00ad", "") | dict.fromkeys(
    "\t\u00a0\u2007\u202f\u2009\u2028\u2029\u0085\u000b", " "
)
_ODD = re.compile(f"[{''.join(_INSTEAD)}]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Source:
    """A document as lines of text.

    `lines` are in NFC, without line ends, tabs and invisible characters; `removed` are the lines
    (1-based) that held control characters, which no table may hold; `page_starts` are the lines
    before which a form feed began a page.
    """

    name: str
    media_type: str
    sha256: str
    lines: tuple[str, ...]
    pages: int | None = None
    removed: tuple[int, ...] = ()
    page_starts: tuple[int, ...] = ()


def _decoded(data: bytes, path: Path) -> str:
    if b"\x00" in data:
        raise SourceError("source.zero-bytes", path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise SourceError("source.encoding", path) from error
    strange = sorted({c for c in text if ord(c) > 127 and c not in _SWEDISH_1252})
    if strange:
        raise SourceError("source.not-swedish", path, characters=" ".join(strange[:5]))
    return text


def text_lines(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Text as clean lines, and the numbers of those that held control characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _ODD.sub(lambda match: _INSTEAD[match.group()], text)
    lines = text.replace("\f", "").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    removed = tuple(n for n, line in enumerate(lines, 1) if _CONTROL.search(line))
    return tuple(_CONTROL.sub("", line).rstrip() for line in lines), removed


def page_starts(text: str) -> tuple[int, ...]:
    """The lines (1-based) before which a form feed begins a page."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(n for n, line in enumerate(lines, 1) if "\f" in line)


def read_source(path: Path) -> Source:
    """The source text of a file; SourceError when it cannot be read as minutes."""
    media_type = MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        known = ", ".join(sorted(MEDIA_TYPES))
        raise SourceError("source.ending", path, known=known)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceError("source.too-large", path, megabytes=MAX_BYTES // 1_000_000)
        data = path.read_bytes()
    except OSError as error:
        raise SourceError("file.unreadable", path, reason=system_reason(error)) from error
    text = _decoded(data, path)
    lines, removed = text_lines(text)
    if not any(line.strip() for line in lines):
        raise SourceError("source.empty", path)
    starts = tuple(n for n in page_starts(text) if n <= len(lines))
    pages = len(starts) + 1 if starts else None
    sha256 = hashlib.sha256(data).hexdigest()
    return Source(path.name, media_type, sha256, lines, pages, removed, starts)

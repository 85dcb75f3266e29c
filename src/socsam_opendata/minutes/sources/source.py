"""Reads a file of minutes into a Source: NFC lines, counted from 1, with the checksum of the bytes.

The ending of the file chooses its format: a function of a module beside this one that makes a
SourceText of the bytes. A new source format is such a module, and a line of FORMATS for each of its
endings.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from socsam_opendata.errors import SourceError, system_reason
from socsam_opendata.minutes.sources.text import COVERED, SourceText

# Media type, and module and function, of each ending; imported when such a file comes.
FORMATS: dict[str, tuple[str, str]] = {
    ".txt": ("text/plain", "text:decoded"),
    ".md": ("text/markdown", "text:decoded"),
    ".markdown": ("text/markdown", "text:decoded"),
    ".pdf": ("application/pdf", "pdf:pdf_text"),
}
MAX_BYTES = 20_000_000
# What is left out, and what is a space, wherever it stands.
_INSTEAD = dict.fromkeys("\ufeff\u200b\u200c\u200d\u2060\u00ad", "") | dict.fromkeys(
    "\t\u00a0\u2007\u202f\u2009\u2028\u2029\u0085\u000b", " "
)
_ODD = re.compile(f"[{''.join(_INSTEAD)}]")
# A soft hyphen is seen where it divides a word at the end of a line.
_SEEN_HYPHEN = re.compile(r"\u00ad(?=[ \t]*(?:\n|\Z))")
_SEEN_COVER = "█"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Source:
    """A document as lines of text.

    `lines` are in NFC, without line ends, tabs and invisible characters; `removed` are the lines
    (1-based) that held control characters, which no table may hold; `page_starts` are the lines
    before which a form feed began a page; `scanned` are the pages (from 1) without text, `covered`
    the lines with characters, now █, that are not seen in the file.
    """

    name: str
    media_type: str
    sha256: str
    lines: tuple[str, ...]
    pages: int | None = None
    removed: tuple[int, ...] = ()
    page_starts: tuple[int, ...] = ()
    scanned: tuple[int, ...] = ()
    covered: tuple[int, ...] = ()

    def page_line(self, page: int) -> int:
        """The line that a page (from 1) begins on."""
        return self.page_starts[page - 2] if 2 <= page <= len(self.page_starts) + 1 else 1


def text_lines(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Text as clean lines, and the numbers of those that held control characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _SEEN_HYPHEN.sub("-", text)
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


def _decoder(name: str) -> Callable[[bytes, Path], SourceText]:
    module, _, function = name.partition(":")
    found: Callable[[bytes, Path], SourceText] = getattr(
        import_module(f"socsam_opendata.minutes.sources.{module}"), function
    )
    return found


def read_source(path: Path) -> Source:
    """The source text of a file; SourceError when it cannot be read as minutes."""
    media_type, decoder = FORMATS.get(path.suffix.lower(), ("", ""))
    if not decoder:
        raise SourceError("source.ending", path, known=", ".join(sorted(FORMATS)))
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceError("source.too-large", path, megabytes=MAX_BYTES // 1_000_000)
        data = path.read_bytes()
    except OSError as error:
        raise SourceError("file.unreadable", path, reason=system_reason(error)) from error
    found = _decoder(decoder)(data, path)
    lines, removed = text_lines(found.text)
    covered = tuple(n for n, line in enumerate(lines, 1) if COVERED in line)
    lines = tuple(line.replace(COVERED, _SEEN_COVER) for line in lines)
    if not any(line.strip() for line in lines):
        raise SourceError("source.empty", path)
    starts = tuple(n for n in page_starts(found.text) if n <= len(lines))
    pages = len(starts) + 1 if starts else None
    sha256 = hashlib.sha256(data).hexdigest()
    return Source(path.name, media_type, sha256, lines, pages, removed, starts, found.scanned,
                  covered)  # fmt: skip

"""The text values of a file of a package, by the ending of its name; a large file's in parts.

What has no such ending, or is not what its ending says, is read as lines: the judges tell that.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from typing import IO

import pyarrow as pa

from socsam_opendata.package.table_files import parquet_texts

_Reader = Callable[[IO[bytes]], Iterator[set[str]]]
# So many bytes are read at a time of what is read in parts, or so many signs.
_PART = 1 << 22
# Literals and addresses of Turtle and N-Quads.
_QUOTED = re.compile(
    r'''(<[^>]*>|"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""|"[^"\\\n]*(?:\\.[^"\\\n]*)*")'''
)
_STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"')
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SIGNS = {"n": "\n", "t": "\t", "r": "\r"}
# Subject, predicate, object or what stands behind it, graph, full stop.
_MOST_TERMS = 5
_TAG = re.compile(r"[<>\"]")
# Where a cell of a workbook stands is no text.
_CELL = re.compile(r' r="[A-Z]{1,3}\d{1,7}"')
_FOLD = re.compile(r"\r?\n[ \t]")


def text_values(name: str, file: IO[bytes]) -> Iterator[set[str]]:
    """The text values of a file by the ending of its name: all, or those of a part at a time."""
    try:
        yield from _READERS.get(PurePath(name).suffix, _line_by_line)(file)
    except (ValueError, RecursionError, csv.Error, pa.ArrowException):
        file.seek(0)
        yield from _line_by_line(file)


def _whole(read: Callable[[str], Iterable[str]]) -> _Reader:
    """A reader of files that stay small, or are one value."""
    return lambda file: iter([{*read(_text(file.read()))}])


def _in_parts(read: Callable[[str], Iterable[str]], end: bytes) -> _Reader:
    """A reader of files that grow with the dataset; `end` ends a value of it."""
    return lambda file: ({*read(_text(part))} for part in _parts(file, end))


def _parts(file: IO[bytes], end: bytes) -> Iterator[bytes]:
    """A file in parts, none of which ends within what `end` ends."""
    rest = b""
    while data := file.read(_PART):
        whole, sign, rest = (rest + data).rpartition(end)
        if sign:
            yield whole + sign
    if rest:
        yield rest


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", errors="replace")


def _lines(text: str) -> Iterable[str]:
    return text.splitlines()


def _csv(file: IO[bytes]) -> Iterator[set[str]]:
    lines = io.TextIOWrapper(file, "utf-8-sig", errors="replace", newline="")
    try:
        values: set[str] = set()
        read = 0
        for row in csv.reader(lines):
            values.update(row)
            read += sum(map(len, row))
            if read >= _PART:
                yield values
                values, read = set(), 0
        yield values
    finally:
        lines.detach()


def _parquet(file: IO[bytes]) -> Iterator[set[str]]:
    return map(set, parquet_texts(file.read()))


def _json(text: str) -> Iterator[str]:
    """Every text in what JSON holds, keys too, also of those that a later equal key hides."""
    json.loads(text)  # between the strings of JSON stands no text
    for string in {*_STRING.findall(text)}:
        yield json.loads(f'"{string}"', strict=False) if "\\" in string else string


def _turtle(text: str) -> Iterator[str]:
    """The literals and addresses of Turtle and N-Quads, and what stands between them."""
    for piece in {*_QUOTED.split(text)}:
        if piece.startswith("<"):
            yield piece[1:-1]
        elif piece.startswith('"'):
            literal = piece.strip('"') if piece.startswith('"""') else piece[1:-1]
            yield _ESCAPED.sub(_sign, literal) if "\\" in literal else literal
        else:
            yield from piece.split("\n")


def _quads(text: str) -> Iterator[str]:
    """The literals and terms of N-Quads, of which a line holds one literal at most; a line that is
    no statement as it is."""
    terms: set[str] = set()
    for line in text.split("\n"):
        first, last = line.find('"'), line.rfind('"')
        found = (line if first < 0 else f"{line[:first]}{line[last + 1 :]}").split(" ")
        if line[:1] not in ("<", "_") or first == last >= 0 or len(found) > _MOST_TERMS:
            yield line
            continue
        terms.update(found)
        if first >= 0:
            literal = line[first + 1 : last]
            yield _ESCAPED.sub(_sign, literal) if "\\" in literal else literal
    yield from (term[1:-1] if term.startswith("<") else term for term in terms)


def _sign(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _SIGNS.get(match[3], match[3])


def _xml(text: str) -> Iterator[str]:
    """Texts, tags with their attributes, and comments, each by itself."""
    for part in {*_TAG.split(_CELL.sub("", text))}:
        yield html.unescape(part)


def _calendar(text: str) -> Iterator[str]:
    yield from _FOLD.sub("", text).replace("\\,", ",").replace("\\n", "\n").splitlines()


_line_by_line = _in_parts(_lines, b"\n")
_READERS: dict[str, _Reader] = {
    ".csv": _csv, ".parquet": _parquet,
    ".json": _whole(_json), ".jsonld": _whole(_json), ".ttl": _whole(_turtle),
    ".ics": _whole(_calendar), ".nq": _in_parts(_quads, b"\n"),
    **dict.fromkeys((".rdf", ".atom", ".xml", ".rels", ".html"), _in_parts(_xml, b">")),
}  # fmt: skip

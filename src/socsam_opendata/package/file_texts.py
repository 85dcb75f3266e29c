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

# So many bytes are read at a time of what is read in parts.
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
    suffix = PurePath(name).suffix
    if suffix in _WHOLE:
        data = file.read()
        try:
            yield {*_WHOLE[suffix](data)}
        except (ValueError, RecursionError, csv.Error, pa.ArrowException):
            yield {*_lines(_text(data))}
        return
    read, end = _IN_PARTS.get(suffix, (_lines, b"\n"))
    yield from ({*read(_text(part))} for part in _parts(file, end))


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


def _csv(data: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(_text(data), newline="")):
        yield from row


def _json(data: bytes) -> Iterator[str]:
    """Every text in what JSON holds, keys too, also of those that a later equal key hides."""
    text = _text(data)
    json.loads(text)  # between the strings of JSON stands no text
    for string in {*_STRING.findall(text)}:
        yield json.loads(f'"{string}"', strict=False) if "\\" in string else string


def _turtle(data: bytes) -> Iterator[str]:
    yield from _rdf(_text(data))


def _rdf(text: str) -> Iterator[str]:
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


def _calendar(data: bytes) -> Iterator[str]:
    yield from _FOLD.sub("", _text(data)).replace("\\,", ",").replace("\\n", "\n").splitlines()


_WHOLE: dict[str, Callable[[bytes], Iterable[str]]] = {
    ".csv": _csv, ".json": _json, ".jsonld": _json, ".ttl": _turtle, ".ics": _calendar,
    ".parquet": parquet_texts,
}  # fmt: skip
# The size of these grows with the dataset; each with what ends a value of it.
_IN_PARTS: dict[str, tuple[Callable[[str], Iterable[str]], bytes]] = {
    ".nq": (_quads, b"\n"),
    **dict.fromkeys((".rdf", ".atom", ".xml", ".rels", ".html"), (_xml, b">")),
}

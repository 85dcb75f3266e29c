"""The last look at a finished package: no withheld name and no personal number stands in a file.

The policy masks before anything is written; this looks at what was written, whoever wrote it: the
text values of every file, those inside zips, the workbook and Parquet included. Values are looked
at once however many files repeat them.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path, PurePath
from typing import Any

import pyarrow as pa

from socsam_opendata.errors import PackageError
from socsam_opendata.model.code_lists import vocabulary_folder
from socsam_opendata.package.contents import CATALOGUE_TURTLE
from socsam_opendata.package.table_files import parquet_texts
from socsam_opendata.privacy.mask import Mask
from socsam_opendata.privacy.number_mask import may_reach, reaches

# Digests, moments, days, numbers and keys of our own: no text.
_NO_TEXT = re.compile(
    r"[0-9a-f]{32,}|[\d\s.,:%+-]{0,9}|\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|\d{8}(?:T\d{6}Z?)?|[+-]?\d+(?:\.\d+)?"
)
# A digest, a day in a key or a sentence; a date of birth is found beside a person, before this.
_KNOWN = re.compile(
    r"\b(?=\d*[a-f])[0-9a-f]{10,64}\b"
    r"|(?<!\d)\d{4}-\d\d-\d\d(?![\s-]?\d{4})(?:T\d\d:\d\d(?::\d\d)?)?(?:-\d{1,3}\b)*(?!\d)"
)
_LITERAL = re.compile(
    r'"""(?P<long>(?:[^"\\]|\\.|"(?!""))*)"""|"(?P<short>(?:[^"\\\n]|\\.)*)"|<(?P<iri>[^<>\s"]*)>'
)
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_EMAIL = re.compile(r"vcard:hasEmail <(mailto:[^<>]*)>")
_SIGNS = {"n": "\n", "t": "\t", "r": "\r"}
_TAG = re.compile(r"[<>\"]")
_FOLD = re.compile(r"\r?\n[ \t]")
_PACKED = frozenset({".zip", ".xlsx"})
NAME, NUMBER = "name", "number"


@dataclass(slots=True)
class LeakSearch:
    """What must not stand in a package, and what was looked at already.

    `allowed` are values that may hold an address: the publisher's and the contact's own.
    """

    names: Mask | None = None
    allowed: frozenset[str] = frozenset()
    _clean: set[str] = field(default_factory=set)
    _files: set[bytes] = field(default_factory=set)

    def __post_init__(self) -> None:
        """The vocabulary is the library's own: it names nobody, whatever words are withheld."""
        for path in sorted(vocabulary_folder().iterdir()):
            data = path.read_bytes()
            self._files.add(blake2b(data, digest_size=16).digest())
            self._clean |= _values(path.name, data)

    def of_file(self, name: str, data: bytes) -> str | None:
        """What a file holds that must not be published: `name`, `number`, or None."""
        seen = blake2b(data, digest_size=16).digest()
        if seen in self._files:
            return None
        self._files.add(seen)
        if PurePath(name).suffix in _PACKED and zipfile.is_zipfile(io.BytesIO(data)):
            return self._of_packed(data)
        values = _values(name, data) - self._clean
        found = next(filter(None, map(self._of_value, values - self.allowed)), None)
        self._clean |= values
        return found

    def _of_packed(self, data: bytes) -> str | None:
        """What the files in a zip or a workbook hold, or their names."""
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for member in packed.infolist():
                name = member.filename
                found = self.of_name(name) or self.of_file(name, packed.read(member))
                if found:
                    return found
        return None

    def of_name(self, path: str) -> str | None:
        """What the name of a file holds that must not be published."""
        return self._of_value(PurePath(path).stem)

    def _of_value(self, value: str) -> str | None:
        if _NO_TEXT.fullmatch(value):
            return None
        if self.names is not None and self.names.found(value):
            return NAME
        return NUMBER if may_reach(_KNOWN.sub("", value)) and reaches(value) else None


def check_package(
    folder: Path, names: Mask | None = None, files: Iterable[str] | None = None
) -> None:
    """PackageError with the first file of a package that holds what must not be published.

    Without `names` numbers are searched for alone; `files` are those to look at, by default all.
    The addresses of the publisher and the contact are theirs.
    """
    every = (p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    search = LeakSearch(names, _own_addresses(folder))
    for told in sorted(every if files is None else files):
        found = search.of_name(told) or search.of_file(told, (folder / told).read_bytes())
        if found == NAME:
            raise PackageError("leak.name", told)
        if found == NUMBER:
            raise PackageError("leak.number", told)


def _own_addresses(folder: Path) -> frozenset[str]:
    """The e-mail addresses of the publisher and the contact, as the catalogue record has them."""
    record = folder / CATALOGUE_TURTLE.path
    if not record.is_file():
        return frozenset()
    written = set(_EMAIL.findall(record.read_text(encoding="utf-8")))
    return frozenset(written | {address.removeprefix("mailto:") for address in written})


def _values(name: str, data: bytes) -> set[str]:
    """The text values of a file by the ending of its name.

    The lines of one that has no such ending, or is not what its ending says: the judges tell that.
    """
    try:
        return {*_READERS.get(PurePath(name).suffix, _lines)(data)}
    except (ValueError, RecursionError, csv.Error, pa.ArrowException):
        return {*_lines(data)}


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", errors="replace")


def _lines(data: bytes) -> Iterator[str]:
    yield from _text(data).splitlines()


def _csv(data: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(_text(data), newline="")):
        yield from row


def _json(data: bytes) -> set[str]:
    return _strings(json.loads(_text(data)))


def _strings(found: Any) -> set[str]:
    """Every text in what JSON holds, keys too; a list of what is left, for it may be deep."""
    texts: set[str] = set()
    left = [found]
    while left:
        one = left.pop()
        if isinstance(one, str):
            texts.add(one)
        elif isinstance(one, dict):
            texts.update(one)
            left += one.values()
        elif isinstance(one, list):
            left += one
    return texts


def _rdf(data: bytes) -> Iterator[str]:
    """The literals and addresses of Turtle and N-Quads, and what stands between them."""
    text, done = _text(data), 0
    for match in _LITERAL.finditer(text):
        yield from text[done : match.start()].split("\n")
        done = match.end()
        if match.lastgroup == "iri":
            yield match["iri"]
        else:
            yield _ESCAPED.sub(_sign, match[match.lastgroup or "short"])
    yield from text[done:].split("\n")


def _sign(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _SIGNS.get(match[3], match[3])


def _xml(data: bytes) -> Iterator[str]:
    """Texts, tags with their attributes, and comments, each by itself."""
    yield from (html.unescape(part) for part in _TAG.split(_text(data)) if part.strip())


def _calendar(data: bytes) -> Iterator[str]:
    yield from _FOLD.sub("", _text(data)).replace("\\,", ",").replace("\\n", "\n").splitlines()


_READERS: dict[str, Callable[[bytes], Iterable[str]]] = {
    ".csv": _csv, ".json": _json, ".jsonld": _json, ".ttl": _rdf, ".nq": _rdf,
    ".rdf": _xml, ".atom": _xml, ".xml": _xml, ".rels": _xml, ".html": _xml, ".ics": _calendar,
    ".parquet": parquet_texts,
}  # fmt: skip

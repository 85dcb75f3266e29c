"""The parts of a Word file: XML files in a zip archive, opened with care.

Nothing is unpacked before its size is known, nothing is fetched, and no entity is resolved. Parts
are found by their relations, as Word does; parts outside the file are never looked for.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from socsam_opendata.errors import SourceError
from socsam_opendata.settings.limits import Limits

_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# How often smaller all parts may be in the archive; a few bytes of text may be packed tighter.
_MAX_RATIO = 200
_SMALL = 5_000_000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PARSER_SETTINGS = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False,
    "remove_comments": True, "remove_pis": True,
}  # fmt: skip
# What the archive and the parser say of a file that is broken, or packed in a way they do not know.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError),
    *(ValueError, KeyError, OverflowError, etree.XMLSyntaxError),
)
# An element of lxml, which ships no types.
Element = Any


@cache
def local(tag: str) -> str:
    """A tag without its namespace: files of the strict standard have other ones than Word's own."""
    return tag.rpartition("}")[2]


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of a name, and of that the first of the next name, and so on."""
    for name in names:
        if element is None:
            return None
        element = next((e for e in element if local(e.tag) == name), None)
    return element


def attribute(element: Element | None, name: str = "val") -> str | None:
    """An attribute in the namespace of its element."""
    if element is None:
        return None
    value: str | None = element.get(f"{element.tag.rpartition('}')[0]}}}{name}")
    return value


def number(element: Element | None, name: str = "val") -> int | None:
    """An attribute that is a whole number; None where it is none."""
    value = attribute(element, name)
    try:
        return int(value) if value is not None and len(value) < 10 else None
    except ValueError:
        return None


def switched(element: Element | None) -> bool | None:
    """Whether a property is on, off (`w:val="0"`), or not said."""
    if element is None:
        return None
    return attribute(element) not in ("0", "false", "off")


def relation_id(element: Element) -> str | None:
    """The relation that an element leads to."""
    found = (v for k, v in element.attrib.items() if local(k) == "id" and "relationships" in k)
    return next(found, None)


class WordFile:
    """The parts of a Word file; SourceError for what is none, is locked, broken or too large."""

    def __init__(self, data: bytes, path: Path, limits: Limits) -> None:
        self.path, self.limits = path, limits
        self._parts: dict[str, Element] = {}
        if data.startswith(_OLE):
            locked = "EncryptedPackage".encode("utf-16-le") in data
            raise SourceError("source.docx.password" if locked else "source.docx.old", path)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise SourceError("source.docx.none", path) from error
        self._check_sizes(len(data))
        self._main = self._main_name()
        self.document = self._xml(self._main)
        if local(self.document.tag) != "document" or child(self.document, "body") is None:
            raise SourceError("source.docx.other", path)
        self._relations = self._relations_of(self._main)

    def _check_sizes(self, packed: int) -> None:
        parts = self._zip.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise SourceError("source.docx.password", self.path)
        # Word packs in no other way, and others ask for memory as the file says.
        if any(part.compress_type not in _PACKED for part in parts):
            raise SourceError("source.docx.none", self.path)
        whole = sum(part.file_size for part in parts)
        megabytes = -(-whole // 1_000_000)
        if whole > _SMALL and whole > _MAX_RATIO * packed:
            raise SourceError("source.docx.bomb", self.path, megabytes=str(megabytes))
        if megabytes > self.limits.unpacked_megabytes:
            raise SourceError("source.docx.unpacked", self.path, megabytes=str(megabytes))

    def _main_name(self) -> str:
        names = set(self._zip.namelist())
        found = self._relations_of("").values()
        main = next((target for kind, target in found if kind == "officeDocument"), "")
        for name in (main, "word/document.xml"):
            if name in names:
                return name
        raise SourceError("source.docx.other", self.path)

    def _xml(self, name: str) -> Element:
        """A part as its root element, read once."""
        if name not in self._parts:
            self._parts[name] = self._read(name)
        return self._parts[name]

    def _read(self, name: str) -> Element:
        try:
            info = self._zip.getinfo(name)
            megabytes, tags = self.limits.part_megabytes, self.limits.xml_tags
            if info.file_size > megabytes * 1_000_000:
                raise SourceError("source.docx.part", self.path, part=name, most=str(megabytes))
            with self._zip.open(info) as packed:
                data = packed.read(megabytes * 1_000_000 + 1)
            if data.count(b"<") > tags:
                raise SourceError("source.docx.large", self.path, most=str(tags))
            # A parser keeps what went wrong: each part has its own.
            root = etree.fromstring(data, etree.XMLParser(**_PARSER_SETTINGS))
        except _BROKEN as error:
            raise SourceError("source.docx.broken", self.path, part=name, reason=error) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise SourceError("source.docx.entities", self.path, part=name)
        return root

    def _relations_of(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts in the file that a part leads to, by relation: what kind, and the name."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self._zip.NameToInfo:
            return {}
        found = {}
        for one in self._xml(rels):
            target = unquote(one.get("Target", ""))
            if one.get("TargetMode") != "External":
                inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], inside)
        return found

    def related(self, relation: str | None) -> Element | None:
        """The part that a relation of the document leads to, or None."""
        _, name = self._relations.get(relation or "", ("", ""))
        return self._xml(name) if name in self._zip.NameToInfo else None

    def part(self, kind: str) -> Element | None:
        """The part of a kind such as `styles` or `numbering`, or None."""
        found = (key for key, (what, _) in self._relations.items() if what == kind)
        return self.related(next(found, None))

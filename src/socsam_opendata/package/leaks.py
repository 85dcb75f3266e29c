"""The last look at a finished package: no withheld name and no personal number stands in a file.

The policy masks before anything is written; this looks at what was written, whoever wrote it: the
text values of every file, those inside zips, the workbook and Parquet included. All get a quick
look, and those that may hold something are read.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path, PurePath
from typing import IO

from socsam_opendata.errors import PackageError
from socsam_opendata.model.code_lists import vocabulary_folder
from socsam_opendata.package.contents import CATALOGUE_TURTLE
from socsam_opendata.package.file_texts import text_values
from socsam_opendata.privacy.mask import Mask
from socsam_opendata.privacy.number_mask import may_reach, reaches

# Digests, moments, days, numbers and keys of our own: no text.
_NO_TEXT = re.compile(
    r"[0-9a-f]{32,}|[\d\s.,:%+-]{0,9}|\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|\d{8}(?:T\d{6}Z?)?|[+-]?\d+(?:\.\d+)?"
)
# A digest, a day in a key or a sentence; a date of birth is found beside a person, before this.
# The key of a passage ends with its lines: `2025-06-02-1028-1028` is no identity number.
_KNOWN = re.compile(
    r"(?:(?<=/id/selector/)|(?<=/id/passage/))[a-z0-9-]+-\d{1,6}-\d{1,6}(?![\w-])|"
    r"\b(?=\d*[a-f])[0-9a-f]{10,64}\b"
    r"|(?<!\d)\d{4}-\d\d-\d\d(?![\s-]?\d{4})(?:T\d\d:\d\d(?::\d\d)?)?(?:-\d{1,3}\b)*(?!\d)"
)
# Digits that stand for no sign, as those of `&#246;` and `%20` do.
_DIGITS = re.compile(r"(?<![#%\w])\d+")
_EMAIL = re.compile(r"vcard:hasEmail <(mailto:[^<>]*)>")
_PACKED = frozenset({".zip", ".xlsx"})
# Between two texts; more than may stand between the digits of one number.
_BORDER = "\0" * 4
NAME, NUMBER = "name", "number"
# About so many values are known again; those of one meeting stand near each other.
_REMEMBERED = 200_000


class LeakSearch:
    """What must not stand in a package, and what was looked at already.

    `allowed` are values that may hold an address: the publisher's and the contact's own. The
    vocabulary is the library's: it names nobody, whatever words are withheld.
    """

    def __init__(self, names: Mask, allowed: frozenset[str] = frozenset()) -> None:
        files, values = _vocabulary()
        self._names = names
        self._nothing = values | allowed
        self._clean: set[str] = set()
        self._files = set(files)

    def first(self, folder: Path, files: Iterable[str]) -> tuple[str, str] | None:
        """The first file of a folder that holds what must not be published, and what it holds."""
        for told in sorted(files):
            with (folder / told).open("rb") as file:
                found = self.of_name(told) or self.of_file(told, file)
            if found:
                return told, found
        return None

    def leave(self, path: Path) -> None:
        """Leave out a file that another search looks at, also where a zip holds it."""
        with path.open("rb") as file:
            self._files.add(_digest(file))

    def of_file(self, name: str, file: IO[bytes]) -> str | None:
        """What a file holds that must not be published: `name`, `number`, or None."""
        seen = _digest(file)
        if seen in self._files:
            return None
        self._files.add(seen)
        if is_packed(name) and zipfile.is_zipfile(file):
            return self._of_packed(file)
        file.seek(0)
        return next(filter(None, map(self._of_values, text_values(name, file))), None)

    def _of_packed(self, file: IO[bytes]) -> str | None:
        """What the files in a zip or a workbook hold, or their names."""
        with zipfile.ZipFile(file) as packed:
            for member in packed.infolist():
                with packed.open(member) as opened:
                    found = self.of_name(member.filename) or self.of_file(member.filename, opened)
                if found:
                    return found
        return None

    def of_name(self, path: str) -> str | None:
        """What the name of a file holds that must not be published."""
        return self._of_values({PurePath(path).stem})

    def _of_values(self, values: set[str]) -> str | None:
        """What texts hold that must not be published."""
        fresh = list(values - self._clean - self._nothing)
        joined = _BORDER.join(fresh)
        if joined.count(_BORDER) >= len(fresh) > 0:
            fresh = [value.replace("\0", " ") for value in fresh]
            joined = _BORDER.join(fresh)
        # No digit belongs to a name: keys and addresses that differ in them are looked at once.
        without = {*_DIGITS.sub("0", joined).split(_BORDER)}
        if any(map(self._names.found, self._names.worth_reading(without))):
            return NAME
        left = _KNOWN.sub("", joined).split(_BORDER)
        if any(map(_reaches, fresh, left)):
            return NUMBER
        if len(self._clean) > _REMEMBERED:
            self._clean.clear()
        self._clean.update(fresh)
        return None


def _reaches(value: str, left: str) -> bool:
    """Whether somebody is told or reached by a text; `left` is what is known to be none."""
    return may_reach(left) and not _NO_TEXT.fullmatch(value) and reaches(value)


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[frozenset[bytes], frozenset[str]]:
    """The digests of the vocabulary's files, and their texts."""
    files, values = set(), set()
    for path in sorted(vocabulary_folder().iterdir()):
        with path.open("rb") as file:
            files.add(_digest(file))
            file.seek(0)
            values |= set().union(*text_values(path.name, file))
    return frozenset(files), frozenset(values)


def _digest(file: IO[bytes]) -> bytes:
    digest = blake2b(digest_size=16)
    while data := file.read(1 << 20):
        digest.update(data)
    return digest.digest()


def check_package(
    folder: Path, names: Mask | None = None, files: Iterable[str] | None = None
) -> None:
    """PackageError with the first file of a package that holds what must not be published.

    Without `names` numbers are searched for alone; `files` are those to look at, by default all.
    The addresses of the publisher and the contact are theirs.
    """
    search = LeakSearch(names or Mask(()), own_addresses(folder))
    tell(search.first(folder, every_file(folder) if files is None else files))


def is_packed(name: str) -> bool:
    """Whether a file holds others, by the ending of its name."""
    return PurePath(name).suffix in _PACKED


def tell(leak: tuple[str, str] | None) -> None:
    """PackageError for a file with what it holds; the error does not repeat it."""
    if leak is None:
        return
    if leak[1] == NAME:
        raise PackageError("leak.name", leak[0])
    raise PackageError("leak.number", leak[0])


def every_file(folder: Path) -> list[str]:
    """The files of a folder and of those in it."""
    return [p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()]


def own_addresses(folder: Path) -> frozenset[str]:
    """The e-mail addresses of the publisher and the contact, as the catalogue record has them."""
    record = folder / CATALOGUE_TURTLE.path
    if not record.is_file():
        return frozenset()
    written = set(_EMAIL.findall(record.read_text(encoding="utf-8")))
    return frozenset(written | {address.removeprefix("mailto:") for address in written})

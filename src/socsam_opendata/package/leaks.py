"""The last look at a finished package: no withheld name and no personal number stands in a file.

The policy masks before anything is written; this looks at what was written, whoever wrote it: the
text values of every file, those inside zips, the workbook and Parquet included. All get a quick
look, and those that may hold something are read.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path, PurePath
from typing import IO
from urllib.parse import quote, unquote

from socsam_opendata.errors import PackageError
from socsam_opendata.model.code_lists import vocabulary_folder
from socsam_opendata.model.iris import PARTS_OF_LINES
from socsam_opendata.model.records import TABLES
from socsam_opendata.package.contents import CATALOGUE_TURTLE
from socsam_opendata.package.file_texts import text_values
from socsam_opendata.privacy.mask import Mask
from socsam_opendata.privacy.number_mask import may_reach, reaches
from socsam_opendata.settings.dataset_toml import Settings

# Digests, moments, days, numbers and keys of our own: no text.
_NO_TEXT = re.compile(
    r"[0-9a-f]{32,}|[\d\s.,:%+-]{0,9}|\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|\d{8}(?:T\d{6}Z?)?|[+-]?\d+(?:\.\d+)?"
)
# A digest, a day in a key or a sentence; a date of birth is found beside a person, before this.
# The key of a passage ends with its lines: `2025-06-02-1028-1028` is no identity number.
# Each begins with a sign to look for, and looks back behind that: twice as fast over all texts.
_KNOWN = re.compile(
    rf"/id/(?:{'|'.join(PARTS_OF_LINES)})/"
    r"[a-z0-9-]+-\d{1,6}-\d{1,6}(?![\w-])"
    r"|\d{4}(?<!\d{5})-\d\d-\d\d(?![\s-]?\d{4})(?:T\d\d:\d\d(?::\d\d)?)?(?:-\d{1,3}\b)*(?!\d)"
    r"|[0-9a-f](?<!\w\w)(?:(?<=[a-f])|(?=\d*[a-f]))[0-9a-f]{9,63}\b"
)
# An address of a thing; the lines of a passage stand behind the key of its meeting.
_THING = re.compile(
    r"(?P<base>https?://[^\s\"<>]{1,200}/)id/(?P<concept>[a-z-]{1,40})/(?P<key>[^\s\"<>/]{1,400})"
)
_LINES = re.compile(r"-\d{1,6}-\d{1,6}\Z")
# Digits that stand for no sign, as those of `&#246;` and `%20` do.
_DIGITS = re.compile(r"(?<![#%\w])\d+")
_EMAIL = re.compile(r"(?:vcard:hasEmail|foaf:mbox) <mailto:([^<>]*)>")
# The folder of the tables.
DATA = "data"
_PACKED = frozenset({".zip", ".xlsx"})
# Between two texts; more than may stand between the digits of one number.
_BORDER = "\0" * 4
NAME, NUMBER = "name", "number"
# About so many values are known again; those of one meeting stand near each other.
_REMEMBERED = 200_000
# So many signs of texts are looked at together.
_ENOUGH = 1 << 20
# A text of at most so many signs is remembered.
_SHORT = 1_000


class LeakSearch:
    """What must not stand in a package, and what was looked at already.

    `allowed` are addresses that may stand in any text: the publisher's and the contact's own. The
    vocabulary is the library's: it names nobody, whatever words are withheld.
    """

    def __init__(self, names: Mask, allowed: frozenset[str] = frozenset()) -> None:
        files, self._nothing = _vocabulary()
        self._names = names
        own = "|".join(map(re.escape, sorted(allowed)))
        self._own = re.compile(rf"(?<![\w.+-])(?:{own})(?![\w@-]|[.]\w)") if own else None
        self._clean: set[str] = set()
        self._files = set(files)

    def first(self, folder: Path, files: Iterable[str]) -> tuple[str, str] | None:
        """The first file of a folder that holds what must not be published, and what it holds.

        Of a table the line is told too: `data/votes.csv:3`. What many files hold is looked at
        together; only where something is found is each file looked at by itself.
        """
        told = sorted(files)
        every = chain.from_iterable(self._values_at(folder, name) for name in told)
        if not any(map(self._of_values, _together(every))):
            return None
        self._clean.clear()
        self._files = set(_vocabulary()[0])
        for name in told:
            found = next(filter(None, map(self._of_values, self._values_at(folder, name))), None)
            if found:
                return name + self._line_in(folder / name), found
        return None

    def _line_in(self, table: Path) -> str:
        """The line of a table on which a row begins that must not be published."""
        if table.parent.name != DATA or table.suffix != ".csv":
            return ""
        with table.open(encoding="utf-8-sig", newline="") as file:
            rows, begins = csv.reader(file), 1
            for row in rows:
                if self._of_values({*row}):
                    return f":{begins}"
                begins = rows.line_num + 1
        return ""

    def _values_at(self, folder: Path, name: str) -> Iterator[set[str]]:
        """The texts of a file in a folder, its name too."""
        with (folder / name).open("rb") as file:
            yield from self._values_of(name, file)

    def _values_of(self, name: str, file: IO[bytes]) -> Iterator[set[str]]:
        """The name of a file and its texts; nothing else of one that was looked at already."""
        yield {PurePath(name).stem}
        seen = _digest(file)
        if seen in self._files:
            return
        self._files.add(seen)
        if is_packed(name) and zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                for member in packed.infolist():
                    with packed.open(member) as opened:
                        yield from self._values_of(member.filename, opened)
            return
        file.seek(0)
        yield from text_values(name, file)

    def _of_values(self, values: set[str]) -> str | None:
        """What texts hold that must not be published."""
        fresh = list(self._without_things(values - self._clean - self._nothing))
        joined = _BORDER.join(fresh)
        if joined.count(_BORDER) >= len(fresh) > 0:
            fresh = [value.replace("\0", " ") for value in fresh]
            joined = _BORDER.join(fresh)
        # No digit belongs to a name: keys and addresses that differ in them are looked at once.
        without = {*_DIGITS.sub("0", joined).split(_BORDER)}
        if any(map(self._names.found, self._names.worth_reading(without))):
            return NAME
        if self._own:
            joined = self._own.sub("", joined)
        left = _KNOWN.sub("", joined).split(_BORDER)
        if any(map(_reaches, joined.split(_BORDER), left)):
            return NUMBER
        if len(self._clean) > _REMEMBERED:
            self._clean.clear()
        self._clean.update(fresh)
        # The texts of the documents hold the same lines, one by one.
        self._clean.update(line for value in fresh if "\n" in value for line in value.split("\n"))
        return None

    def _without_things(self, values: set[str]) -> set[str]:
        """Values without the addresses of things, `{base}id/{concept}/{key}`, of which both the
        base and the key were looked at: the tables hold the keys. Bases that were not are added."""
        left = set()
        for value in values:
            thing = _THING.fullmatch(value)
            if thing is None or thing["concept"] not in _concepts():
                left.add(value)
                continue
            base, key = thing["base"], thing["key"]
            if thing["concept"] in PARTS_OF_LINES:
                key = _LINES.sub("", key)
            if base not in self._clean:
                left |= {base, value}
            elif key not in self._clean:
                left.add(value)
        return left


def _together(texts: Iterable[set[str]]) -> Iterator[set[str]]:
    """Sets of texts joined until they hold some `_ENOUGH` signs: a look at few costs as much.

    What holds the sign that stands between two texts is looked at by itself.
    """
    waiting: set[str] = set()
    signs = 0
    for values in texts:
        if any("\0" in value for value in values):
            yield values
            continue
        waiting |= values
        signs += sum(map(len, values))
        if signs >= _ENOUGH:
            yield waiting
            waiting, signs = set(), 0
    yield waiting


def _reaches(value: str, left: str) -> bool:
    """Whether somebody is told or reached by a text; `left` is what is known to be none."""
    if not may_reach(left) or _NO_TEXT.fullmatch(value):
        return False
    return _short_reaches(value) if len(value) <= _SHORT else reaches(value)


# What is the library's own stands in many files, and in every package.
_short_reaches = lru_cache(maxsize=4_000)(reaches)


@lru_cache(maxsize=1)
def _concepts() -> frozenset[str]:
    """What things may be: rows of tables, and the parts of a text."""
    return frozenset({*(table.concept for table in TABLES), *PARTS_OF_LINES})


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
    return _written(map(unquote, _EMAIL.findall(record.read_text(encoding="utf-8"))))


def stated_addresses(settings: Settings) -> frozenset[str]:
    """The e-mail addresses of the publisher and the contact, as settings state them."""
    return _written(filter(None, (settings.publisher.email, settings.contact.email)))


def mailto(email: str) -> str:
    """An e-mail address as an IRI."""
    return f"mailto:{quote(email, safe='@!$&*+=._~-')}"


def _written(emails: Iterable[str]) -> frozenset[str]:
    """E-mail addresses in each way in which a file of a package may hold one."""
    return frozenset(form for e in emails for form in (e, f"mailto:{e}", mailto(e)))

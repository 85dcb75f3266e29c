"""SHA256SUMS: the list of a package's files with their checksums, as `sha256sum --check` reads it.

It is written last and lists every file but itself. What is published is what it lists, and what a
build may remove: whatever else lies there, or is no longer as it was written, is somebody's.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from socsam_opendata.errors import PackageError, Place, line_of
from socsam_opendata.package.contents import CHECKSUMS
from socsam_opendata.texts import Sentence

SUMS_FILE = CHECKSUMS.path


def sha256(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        digest: str = hashlib.file_digest(file, "sha256").hexdigest()
    return digest


@dataclass(frozen=True)
class Sums:
    """The checksums of files that change no more: each file is read once."""

    _known: dict[Path, str] = field(default_factory=dict)

    def of(self, path: Path) -> str:
        """The SHA-256 of a file in hexadecimal, as it was when first asked for."""
        if path not in self._known:
            self._known[path] = sha256(path)
        return self._known[path]


def _raised(error: OSError) -> None:
    raise error


def _files(folder: Path) -> list[str]:
    """Everything in a folder that is no folder, links to folders too, but the list; sorted."""
    found = []
    for root, folders, names in os.walk(folder, onerror=_raised):
        links = [name for name in folders if (Path(root) / name).is_symlink()]
        found += [Path(root) / name for name in (*names, *links)]
    paths = (path.relative_to(folder).as_posix() for path in found)
    return sorted(path for path in paths if path != SUMS_FILE)


def write_sums(folder: Path, sums: Sums | None = None) -> Path:
    """Write SHA256SUMS over every file that lies in the folder, sorted by path.

    `sums` holds what is known already.
    """
    path = folder / SUMS_FILE
    of = (sums or Sums()).of
    lines = (f"{of(folder / name)}  {name}\n" for name in _files(folder))
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return path


def read_sums(folder: Path) -> dict[str, str]:
    """The files of a package and their SHA-256, in the order of the list.

    PackageError when there is no list, or a line of it is none or leads out of the folder.
    """
    path = folder / SUMS_FILE
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise PackageError("package.no-sums", folder) from error
    except UnicodeDecodeError as error:
        raise PackageError("file.not-utf8", Place(str(path), line_of(error))) from error
    found = {}
    for number, line in enumerate(lines, 1):
        match = re.fullmatch(r"([0-9a-f]{64})  (\S.*)", line)
        name = match[2] if match else ""
        if not match or name.startswith("/") or ".." in name.split("/"):
            raise PackageError("package.no-sum", path, number=number)
        found[name] = match[1]
    return found


def sum_faults(folder: Path) -> Iterator[str]:
    """What is wrong with the listed files: missing, or not as they were written."""
    for name, digest in read_sums(folder).items():
        path = folder / name
        if not path.is_file():
            yield Sentence("judges.missing", path=name)
        elif sha256(path) != digest:
            yield Sentence("judges.sums.other", path=name)


def unlisted(folder: Path) -> list[str]:
    """Files in the folder that the list does not name: they are no part of the package."""
    known = read_sums(folder)
    return [name for name in _files(folder) if name not in known]


# --- whose the files are ------------------------------------------------------------------------

# What file managers leave wherever somebody looks; it holds nothing that anybody wrote.
_JUNK = frozenset({".ds_store", "desktop.ini", "thumbs.db"})
State = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Inventory:
    """The files of a package's folder by whose they are.

    `unlisted` no build wrote, `changed` are listed but no longer as they were written. `states` has
    inode, time and size of those that are as written, so that another look need not read them.
    """

    unlisted: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    states: Mapping[str, State] = field(default_factory=dict)

    @property
    def only_ours(self) -> bool:
        """Whether removing the folder loses nothing of anybody's."""
        return not self.unlisted and not self.changed


def _state(path: Path) -> State | None:
    """How the disk knows a file; None for what is no plain file."""
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _same_lines(path: Path, digest: str) -> bool:
    """Whether a file differs from what was written in its line ends only, as Git may leave it."""
    ends = (b"\n", b"\r\n")
    digests = [hashlib.sha256() for _ in ends]
    with path.open("rb") as file:
        for line in file:
            text = line.removesuffix(b"\n")
            for end, held in zip(ends, digests, strict=True):
                held.update(text.removesuffix(b"\r") + end if text != line else line)
    return digest in {held.hexdigest() for held in digests}


def take_inventory(folder: Path, before: Mapping[str, State] | None = None) -> Inventory:
    """Whose the files in a folder are; a listed file that is missing is nobody's.

    Files whose state is that of an inventory `before` are not read again. Files of file managers
    and folders without files count as nothing. PackageError as of `read_sums`.
    """
    listed, unlisted, changed, states = read_sums(folder), [], [], {}
    for name in _files(folder):
        path = folder / name
        if name not in listed:
            if path.name.lower() not in _JUNK:
                unlisted.append(name)
            continue
        state = _state(path)
        known = state is not None and before is not None and before.get(name) == state
        digest = listed[name]
        if state and (known or sha256(path) == digest or _same_lines(path, digest)):
            states[name] = state
        else:
            changed.append(name)
    return Inventory(tuple(unlisted), tuple(changed), states)

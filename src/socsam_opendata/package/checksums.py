"""SHA256SUMS: the list of a package's files with their checksums, as `sha256sum --check` reads it.

It is written last and lists every file but itself. What is published is what it lists, and what a
build may remove: whatever else lies there, or is no longer as it was written, is somebody's.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

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

# What file managers leave wherever somebody looks, and make again: by its name and how it begins.
_LITTER = {
    ".ds_store": b"\x00\x00\x00\x01Bud1",
    "thumbs.db": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
}
State = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Inventory:
    """The files of a package's folder by whose they are.

    `unlisted` no build wrote, `changed` are listed but no longer as they were written, `empty` are
    folders without files that hold none of ours either. `states` has inode, time and size of those
    that are as written, so that another look need not read them.
    """

    unlisted: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    states: Mapping[str, State] = field(default_factory=dict)

    @property
    def only_ours(self) -> bool:
        """Whether removing the folder loses nothing of anybody's."""
        return not self.unlisted and not self.changed and not self.empty


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


def _is_litter(path: Path) -> bool:
    """Whether a file is a cache of a file manager, and no file of somebody's of that name."""
    begins = _LITTER.get(path.name.lower())
    if begins is None or _state(path) is None:
        return False
    with path.open("rb") as file:
        return file.read(len(begins)) == begins


def _empty_folders(folder: Path, listed: Collection[str]) -> tuple[str, ...]:
    """The folders without files that no listed file lies in, with a slash; of nested ones the top.

    What a file manager left in one does not fill it.
    """
    ours = {parent for name in listed for parent in PurePosixPath(name).parents}
    held: set[Path] = set()
    found = []
    for root, folders, names in os.walk(folder, topdown=False, onerror=_raised):
        place = Path(root)
        links = [name for name in folders if (place / name).is_symlink()]
        within = any(place / name in held for name in folders)
        if links or within or any(not _is_litter(place / name) for name in names):
            held.add(place)
        elif PurePosixPath(place.relative_to(folder).as_posix()) not in ours:
            found.append(PurePosixPath(place.relative_to(folder).as_posix()))
    tops = (one for one in found if one.parent not in found)
    return tuple(sorted(f"{one}/" for one in tops))


def take_inventory(folder: Path, before: Mapping[str, State] | None = None) -> Inventory:
    """Whose the files in a folder are; a listed file that is missing is nobody's.

    Files whose state is that of an inventory `before` are not read again. Caches of file managers
    count as nothing. PackageError as of `read_sums`.
    """
    listed, unlisted, changed, states = read_sums(folder), [], [], {}
    for name in _files(folder):
        path = folder / name
        if name not in listed:
            if not _is_litter(path):
                unlisted.append(name)
            continue
        state = _state(path)
        known = state is not None and before is not None and before.get(name) == state
        digest = listed[name]
        if state and (known or sha256(path) == digest or _same_lines(path, digest)):
            states[name] = state
        else:
            changed.append(name)
    empty = _empty_folders(folder, listed)
    return Inventory(tuple(unlisted), tuple(changed), empty, states)

"""SHA256SUMS: the list of a package's files with their checksums, as `sha256sum --check` reads it.

It is written last and lists every file but itself. What is published is what it lists.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from socsam_opendata.errors import PackageError

SUMS_FILE = "SHA256SUMS"


def sha256(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        digest: str = hashlib.file_digest(file, "sha256").hexdigest()
    return digest


def _files(folder: Path) -> list[str]:
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found if path.as_posix() != SUMS_FILE)


def write_sums(folder: Path) -> Path:
    """Write SHA256SUMS over every file that lies in the folder, sorted by path."""
    path = folder / SUMS_FILE
    lines = (f"{sha256(folder / name)}  {name}\n" for name in _files(folder))
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
        raise PackageError("holds no SHA256SUMS; `socsam build` writes one", folder) from error
    except UnicodeDecodeError as error:
        raise PackageError(f"is not UTF-8 text ({error.reason})", path) from error
    found = {}
    for number, line in enumerate(lines, 1):
        match = re.fullmatch(r"([0-9a-f]{64})  (\S.*)", line)
        name = match[2] if match else ""
        if not match or name.startswith("/") or ".." in name.split("/"):
            raise PackageError(f"has no checksum and file of the package on line {number}", path)
        found[name] = match[1]
    return found


def sum_faults(folder: Path) -> Iterator[str]:
    """What is wrong with the listed files: missing, or not as they were written."""
    for name, digest in read_sums(folder).items():
        path = folder / name
        if not path.is_file():
            yield f"{name} is missing"
        elif sha256(path) != digest:
            yield f"{name}: the checksum is not the file's"


def unlisted(folder: Path) -> list[str]:
    """Files in the folder that the list does not name: they are no part of the package."""
    known = read_sums(folder)
    return [name for name in _files(folder) if name not in known]

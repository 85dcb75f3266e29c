"""The few things that publishing does to a store of files.

Everything goes through fsspec. `Store` is a folder of this machine; `s3.S3Store` differs where S3
has no renaming; `sftp.SftpStore` differs in how it connects. A store says by `errors` and `reason`
what can go wrong with it, so that whoever uses it can say it in one sentence.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar, Literal

from socsam_opendata.errors import SocsamError, loading, others_words, system_reason
from socsam_opendata.publish.secrets import Secret
from socsam_opendata.publish.targets import Target
from socsam_opendata.texts import Phrase

# What is not yet in place lies here, under names made of hashes.
INCOMING = ".socsam-incoming"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileSeen:
    """What stands at a target under a name: its size in bytes, and a stamp that changes with it."""

    size: int
    stamp: str
    kind: Literal["file", "folder", "other"] = "file"


def needing(library: str) -> AbstractContextManager[None]:
    """Around the imports of a library for publishing; SocsamError where it is not there."""
    return loading(library, "publish")


class Store:
    """A folder of this machine, through fsspec's LocalFileSystem."""

    # Files are laid beside the published ones first and then renamed into place.
    staged: ClassVar[bool] = True
    # How many files are sent at a time.
    workers: ClassVar[int] = 1
    errors: tuple[type[Exception], ...] = (OSError,)

    def __init__(self, target: Target) -> None:
        """A store that is not connected yet."""
        self.target = target
        self.root = target.path
        self.secrets: tuple[Secret | None, ...] = ()
        self.fs: Any = None

    def connect(self) -> Any:
        """The file system of fsspec."""
        with needing("fsspec"):
            from fsspec.implementations.local import LocalFileSystem
        return LocalFileSystem(skip_instance_cache=True)

    def close(self) -> None:
        """Let go of the connection."""

    def reason(self, error: Exception) -> Phrase:
        """One of `errors` in words."""
        if isinstance(error, OSError) and error.strerror:
            reason = system_reason(error)
            about = {"file": error.filename, "reason": reason}
            return Phrase("errors.publish.of-file", about) if error.filename else reason
        return others_words(str(error) or type(error).__name__)

    def check(self) -> None:
        """SocsamError where the target can never hold a package."""
        root = Path(self.root)
        if root.exists() and not root.is_dir():
            raise SocsamError("publish.is-file", root)
        if not root.exists() and not root.parent.is_dir():
            raise SocsamError("place.no-folder", root.parent)

    def at(self, path: str) -> str:
        """A path of the package as the file system has it."""
        return f"{self.root}/{path}" if path else self.root

    def _seen(self, info: dict[str, Any]) -> FileSeen:
        if info.get("islink") or info["type"] == "link":
            try:
                info = {**self.fs.info(info["name"]), "islink": False}
            except FileNotFoundError:
                return FileSeen(0, "", "other")
        if info["type"] == "directory":
            return FileSeen(0, "", "folder")
        kind: Literal["file", "other"] = "file" if info["type"] == "file" else "other"
        return FileSeen(int(info["size"]), self.stamp(info), kind)

    def stamp(self, info: dict[str, Any]) -> str:
        """What changes when a file does: the time of its last change; renaming keeps it."""
        return str(info["mtime"])

    def listing(self, folder: str) -> dict[str, FileSeen]:
        """What stands in one folder, by its path from the root; nothing where there is none."""
        try:
            found = self.fs.ls(self.at(folder), detail=True)
        except FileNotFoundError:
            return {}
        there = {PurePosixPath(info["name"]).name: info for info in found}
        return {f"{folder}/{n}" if folder else n: self._seen(i) for n, i in there.items()}

    def survey(self, paths: Iterable[str]) -> dict[str, FileSeen]:
        """What stands in the folders of some paths, and in the root; deeper folders by name."""
        folders = {p.as_posix() for path in paths for p in PurePosixPath(path).parents}
        found: dict[str, FileSeen] = {}
        for folder in sorted({"." if f == "" else f for f in folders} | {"."}):
            if folder == ".":
                found |= self.listing("")
            elif folder in found and found[folder].kind == "folder":
                found |= self.listing(folder)
        return found

    def read(self, path: str) -> bytes | None:
        """The bytes of a small file; None where there is none."""
        try:
            data: bytes = self.fs.cat_file(self.at(path))
        except FileNotFoundError:
            return None
        return data

    def write(self, path: str, data: bytes) -> None:
        """Write a small file: whole, or not at all."""
        part = f"{INCOMING}/{PurePosixPath(path).name}.part"
        self.make_folder(INCOMING)
        self.fs.pipe_file(self.at(part), data)
        self.keep(part)
        self.move(part, path)

    def put(self, local: Path, path: str) -> None:
        """Send a file of this machine."""
        self.fs.put_file(str(local), self.at(path))
        self.keep(path)

    def keep(self, path: str) -> None:
        """Force a file, or a folder, to the disk."""
        if sys.platform == "win32":  # folders cannot be opened there
            return
        number = os.open(self.at(path), os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)

    def move(self, old: str, new: str) -> None:
        """Rename a file, over another where there is one."""
        self.fs.mv(self.at(old), self.at(new))

    def remove(self, path: str) -> None:
        """Remove a file."""
        self.fs.rm_file(self.at(path))

    def make_folder(self, folder: str) -> None:
        """Make a folder, and those above it, where they are missing."""
        self.fs.makedirs(self.at(folder), exist_ok=True)

    def remove_folder(self, folder: str) -> None:
        """Remove an empty folder."""
        self.fs.rmdir(self.at(folder))

    def sha256(self, path: str) -> str:
        """The SHA-256 of what stands at the target, in hexadecimal digits."""
        digest = hashlib.sha256()
        with self.fs.open(self.at(path), "rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
        return digest.hexdigest()

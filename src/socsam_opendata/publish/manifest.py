"""What socsam put at a target: `.socsam-published.json`, which lies there itself.

It is the memory of publishing. What it names may be replaced and removed; everything else at a
target belongs to others. While files are put in place it says `pending` and names both the old and
the new ones, so that the next run can finish what was interrupted.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

from socsam_opendata.errors import SocsamError
from socsam_opendata.texts import say

MANIFEST = ".socsam-published.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was put at a target: path, SHA-256, bytes, and the stamp it got there.

    Without a stamp only its content tells whether a file is the one that was put there.
    """

    path: str
    sha256: str
    size: int
    stamp: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a target holds of a dataset; while `pending`, a path may have several records."""

    name: str
    version: str
    pending: bool
    records: frozenset[FileRecord]

    def by_path(self) -> dict[str, list[FileRecord]]:
        """The records of each path."""
        found: dict[str, list[FileRecord]] = defaultdict(list)
        for record in sorted(self.records, key=lambda r: (r.path, r.sha256, r.stamp or "")):
            found[record.path].append(record)
        return dict(found)

    def data(self) -> bytes:
        """The manifest as JSON."""
        files = [asdict(record) for records in self.by_path().values() for record in records]
        said = {
            "about": say("publish.manifest", "en"),
            "format": FORMAT,
            "name": self.name,
            "version": self.version,
            "state": "pending" if self.pending else "complete",
            "files": sorted(files, key=lambda file: str(file["path"])),
        }
        return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def is_safe(path: str) -> bool:
    """Whether a path stays under its root and is written plainly: no .., no backslash, no NUL."""
    parts = PurePosixPath(path).parts
    plain = path == "/".join(parts) and not path.startswith("/")
    return plain and bool(parts) and ".." not in parts and not set("\\\0\n\r") & set(path)


def safe_paths(paths: Iterable[str]) -> None:
    """SocsamError for a path that would lead out of its folder."""
    for path in paths:
        if not is_safe(path):
            raise SocsamError("manifest.outside", path=path)


def _record(said: dict[str, Any]) -> FileRecord:
    stamp = said["stamp"]
    return FileRecord(
        str(said["path"]),
        str(said["sha256"]),
        int(said["size"]),
        None if stamp is None else str(stamp),
    )


def read_manifest(data: bytes | None, name: str) -> Manifest:
    """The manifest of a target, empty where there is none.

    SocsamError when it cannot be understood, or when another dataset lies there.
    """
    if data is None:
        return Manifest(name, "", False, frozenset())
    try:
        said = json.loads(data)
        newer = int(said["format"]) > FORMAT
        records = frozenset(_record(one) for one in said["files"]) if not newer else frozenset()
        found = Manifest(said["name"], said["version"], said["state"] == "pending", records)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise SocsamError("manifest.unclear", file=MANIFEST, said=error) from error
    if newer:
        raise SocsamError("manifest.newer", file=MANIFEST)
    safe_paths(record.path for record in records)
    if found.name != name:
        raise SocsamError("manifest.other-dataset", name=found.name)
    return found

"""A checked package goes to a store of files: what to send, and sending it.

The order makes every interruption harmless. Where files can be renamed, all are first laid in
`.socsam-incoming/`; when the last one has arrived the manifest is written as pending, each file
takes its name (data first, descriptor and catalogue last), what is gone from the package is
removed, sizes are compared, and the manifest is written as complete. On S3, where nothing is
renamed, the objects themselves are written after the pending manifest, in the same order.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Literal

from socsam_opendata.dataset.progress import Progress
from socsam_opendata.errors import SocsamError
from socsam_opendata.package.contents import (
    CATALOGUE_JSON_LD,
    CATALOGUE_TURTLE,
    CATALOGUE_XML,
    CHECKSUMS,
    DESCRIPTION,
)
from socsam_opendata.publish.manifest import MANIFEST, FileRecord, Manifest, read_manifest
from socsam_opendata.publish.store import INCOMING, FileSeen, Store
from socsam_opendata.texts import Phrase

Action = Literal["upload", "replace", "adopt", "remove", "leave", "foreign", "create", "update"]
_SHOWN = 10
_LAST = tuple(
    content.path
    for content in (DESCRIPTION, CATALOGUE_JSON_LD, CATALOGUE_XML, CATALOGUE_TURTLE, CHECKSUMS)
)
# What a run lays there: files by their checksums, and the manifest while it is written.
_LAID = re.compile(
    rf"[0-9a-f]{{12}}-[0-9a-f]{{64}}(?:\.[0-9a-f]+\.part)?|{re.escape(MANIFEST)}\.part"
)


@dataclass(frozen=True, slots=True)
class FileChange:
    """What is done, or would be, to one thing at a target; for CKAN the fields that differ."""

    action: Action
    name: str
    size: int | None = None
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file of the package: its record, and how the disk knew it when it was hashed."""

    record: FileRecord
    path: Path
    state: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a target needs to equal the package: changes, files to send, and what stands there."""

    changes: tuple[FileChange, ...]
    send: tuple[LocalFile, ...]
    kept: tuple[FileRecord, ...]
    seen: dict[str, FileSeen]
    untidy: bool

    def names(self, *actions: Action) -> list[str]:
        """The names of what some actions are done to."""
        return [change.name for change in self.changes if change.action in actions]


def state_of(path: Path) -> tuple[int, int, int]:
    """What of a file changes when another takes its place: inode, time and size."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


def _order(path: str) -> tuple[int, str]:
    return (_LAST.index(path) if path in _LAST else -1, path)


def _is(record: FileRecord, seen: FileSeen, store: Store) -> bool:
    """Whether what stands at a target is what a record says was put there."""
    if seen.kind != "file" or seen.size != record.size:
        return False
    # A copy that was put back has another stamp, and is still what was put there.
    same = record.stamp is not None and seen.stamp == record.stamp
    return same or store.sha256(record.path) == record.sha256


def _for_file(
    file: LocalFile,
    records: list[FileRecord],
    seen: dict[str, FileSeen],
    store: Store,
    overwrite: bool,
) -> Action | None:
    """What a file of the package needs at the target; None where it stands there already."""
    wanted = file.record
    parents = [p.as_posix() for p in PurePosixPath(wanted.path).parents][:-1]
    if any(parent in seen and seen[parent].kind != "folder" for parent in parents):
        return "foreign"
    there = seen.get(wanted.path)
    if there is None:
        return "upload"
    if there.kind != "file":
        return "foreign"
    if records:
        same = (r for r in records if r.sha256 == wanted.sha256)
        return None if any(_is(r, there, store) for r in same) else "replace"
    if there.size == wanted.size and store.sha256(wanted.path) == wanted.sha256:
        return "adopt"
    return "replace" if overwrite else "foreign"


def _gone(
    manifest: Manifest, wanted: set[str], seen: dict[str, FileSeen], store: Store
) -> Iterator[FileChange]:
    """What we put there and the package no longer has; what others changed since is left."""
    for path, records in manifest.by_path().items():
        there = seen.get(path)
        if path in wanted or there is None:
            continue
        ours = any(_is(record, there, store) for record in records)
        yield FileChange("remove" if ours else "leave", path, there.size)


def make_plan(
    store: Store, manifest: Manifest, files: tuple[LocalFile, ...], overwrite: bool = False
) -> Plan:
    """What the target needs; nothing is written.

    A file there that nobody knows of and that differs from the package's is `foreign`, unless
    `overwrite` gives it up.
    """
    known = manifest.by_path()
    wanted = {file.record.path for file in files}
    seen = store.survey(wanted | known.keys())
    changes, send, kept = [], [], []
    for file in sorted(files, key=lambda f: _order(f.record.path)):
        record = file.record
        action = _for_file(file, known.get(record.path, []), seen, store, overwrite)
        if action is not None:
            changes.append(FileChange(action, record.path, record.size))
        if action in ("upload", "replace"):
            send.append(file)
        elif action in (None, "adopt"):
            kept.append(replace(record, stamp=seen[record.path].stamp))
    changes += _gone(manifest, wanted, seen, store)
    return Plan(tuple(changes), tuple(send), tuple(kept), seen, _untidy(store, seen))


def _untidy(store: Store, seen: dict[str, FileSeen]) -> bool:
    """Whether an interrupted run left files, or an empty folder, that nobody else's files keep."""
    if not store.staged or INCOMING not in seen:
        return False
    return all(_LAID.fullmatch(PurePosixPath(path).name) for path in store.listing(INCOMING))


def refuse_foreign(plan: Plan) -> None:
    """SocsamError for what stands in the way and is not ours."""
    names = plan.names("foreign")
    if names:
        first = ", ".join(names[:_SHOWN])
        more = Phrase("errors.transfer.more", {"names": first, "count": len(names) - _SHOWN})
        raise SocsamError("transfer.foreign", names=more if names[_SHOWN:] else first)


# --- carrying out -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Transfer:
    """One publication under way: the store, the plan, and the manifest it began with."""

    store: Store
    plan: Plan
    before: Manifest
    files: tuple[LocalFile, ...]
    version: str
    progress: Progress | None = None

    def is_done(self) -> bool:
        """Whether the target holds the package already, manifest and all."""
        same = frozenset(self.plan.kept) == self.before.records
        nothing = not self.plan.send and not self.plan.untidy and not self.before.pending
        return nothing and same and self.version == self.before.version

    def carry_out(self) -> int:
        """Bring the target to the package; the number of files that were sent now.

        SocsamError when the package or the target changes meanwhile. Whatever interrupts it, the
        next run continues.
        """
        sent = self._lay() if self.store.staged else 0
        self._unchanged()
        self._write(pending=True, records=self.before.records | self._new_records())
        if self.store.staged:
            self._rename()
        else:
            sent = self._send_all()
        self._remove()
        self._finish()
        return sent

    def _new_records(self) -> frozenset[FileRecord]:
        """The records of the package: what stands there, and what is about to."""
        laid = self.store.listing(INCOMING) if self.store.staged else {}
        new = set(self.plan.kept)
        for file in self.plan.send:
            record, there = file.record, laid.get(_laid_name(file.record))
            if self.store.staged and (there is None or there.size != record.size):
                raise SocsamError("transfer.not-whole", path=record.path)
            new.add(replace(record, stamp=there.stamp if there else None))
        return frozenset(new)

    def _tell(self, sent: int, total: int) -> None:
        if self.progress:
            self.progress("publish", sent, total)

    def _put(self, file: LocalFile, path: str) -> None:
        """Send one file, and see that it was not exchanged on the way."""
        if state_of(file.path) == file.state:
            self.store.put(file.path, path)
        if state_of(file.path) != file.state:
            raise SocsamError("transfer.file-changed", file.path)

    def _lay(self) -> int:
        """Lay what is to be sent beside the published files; what lies there whole stays."""
        self.store.make_folder(INCOMING)
        laid, sent = self.store.listing(INCOMING), 0
        for number, file in enumerate(self.plan.send, 1):
            name = _laid_name(file.record)
            if name not in laid or laid[name].size != file.record.size:
                part = f"{name}.{secrets.token_hex(4)}.part"
                self._put(file, part)
                self.store.move(part, name)
                sent += 1
            self._tell(number, len(self.plan.send))
        return sent

    def _unchanged(self) -> None:
        """SocsamError when somebody else changed the target since the plan was made."""
        now = read_manifest(self.store.read(MANIFEST), self.before.name)
        paths = {file.record.path for file in self.files} | self.before.by_path().keys()
        there = self.store.survey(paths)
        moved = any(there.get(path) != self.plan.seen.get(path) for path in paths)
        if now != self.before or moved:
            raise SocsamError("transfer.target-changed", target=self.store.target)

    def _write(self, pending: bool, records: frozenset[FileRecord]) -> None:
        manifest = Manifest(self.before.name, self.version, pending, records)
        self.store.write(MANIFEST, manifest.data())

    def _rename(self) -> None:
        """Give every file that was laid down its name."""
        folders = {_folder(file.record.path) for file in self.plan.send}
        for folder in sorted(folders - {""}):
            self.store.make_folder(folder)
        for file in self.plan.send:
            self.store.move(_laid_name(file.record), file.record.path)
        for folder in sorted(folders):
            self.store.keep(folder)

    def _send_all(self) -> int:
        """Write the objects: data several at a time, then descriptor and catalogue in order."""
        first = [file for file in self.plan.send if file.record.path not in _LAST]
        last = [file for file in self.plan.send if file.record.path in _LAST]
        total = len(self.plan.send)
        with ThreadPoolExecutor(self.store.workers) as pool:
            try:
                put = pool.map(lambda file: self._put(file, file.record.path), first)
                for number, _ in enumerate(put, 1):
                    self._tell(number, total)
            finally:
                pool.shutdown(cancel_futures=True)
        for number, file in enumerate(last, len(first) + 1):
            self._put(file, file.record.path)
            self._tell(number, total)
        return total

    def _remove(self) -> None:
        """Remove what is ours and gone from the package, and folders that this leaves empty."""
        gone = self.plan.names("remove")
        for path in gone:
            self.store.remove(path)
        folders = {p.as_posix() for path in gone for p in PurePosixPath(path).parents} - {"."}
        for folder in sorted(folders, key=lambda f: f.count("/"), reverse=True):
            if self.store.staged and not self.store.listing(folder):
                self.store.remove_folder(folder)

    def _finish(self) -> None:
        """Compare sizes, clear what was laid down, and write the manifest as complete."""
        seen = self.store.survey(file.record.path for file in self.files)
        records = set()
        for record in (file.record for file in self.files):
            there = seen.get(record.path)
            if there is None or there.size != record.size:
                raise SocsamError("transfer.not-whole", path=record.path)
            records.add(replace(record, stamp=there.stamp))
        for path in self.store.listing(INCOMING) if self.store.staged else ():
            if _LAID.fullmatch(PurePosixPath(path).name):
                self.store.remove(path)
        self._write(pending=False, records=frozenset(records))
        if self.store.staged and not self.store.listing(INCOMING):
            self.store.remove_folder(INCOMING)
        self.store.keep("")


def _folder(path: str) -> str:
    return PurePosixPath(path).parent.as_posix().removeprefix(".")


def _laid_name(record: FileRecord) -> str:
    """Where a file waits for its name: by path and content, so that equal contents do not meet."""
    return f"{INCOMING}/{sha256(record.path.encode()).hexdigest()[:12]}-{record.sha256}"

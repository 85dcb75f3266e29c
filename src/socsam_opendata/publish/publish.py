"""Publishing: a released package, checked once more, goes to a folder, to S3, SFTP or CKAN.

Nothing leaves the machine before every check has passed. Only the files of SHA256SUMS are sent, so
that a file that strayed into the package never gets out.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from socsam_opendata.dataset.progress import Progress
from socsam_opendata.errors import (
    PackageError,
    SocsamError,
    check_function,
    given_flag,
    given_path,
    given_target,
    given_text,
)
from socsam_opendata.model.release_records import UNRELEASED
from socsam_opendata.package import judges
from socsam_opendata.package.checksums import SUMS_FILE, read_sums, unlisted
from socsam_opendata.package.contents import CATALOGUE_TURTLE, CATALOGUE_XML
from socsam_opendata.package.described import DESCRIPTOR, read_descriptor
from socsam_opendata.package.leaks import check_package
from socsam_opendata.package.place import restore
from socsam_opendata.package.portal.profile import (
    advised_keys,
    lines_to_write,
    missing_keys,
    placeholder_keys,
    profile_faults,
    read_catalogue,
)
from socsam_opendata.publish.manifest import MANIFEST, FileRecord, is_safe, read_manifest
from socsam_opendata.publish.secrets import without
from socsam_opendata.publish.store import Store
from socsam_opendata.publish.targets import Target, of_kind, parse_target
from socsam_opendata.publish.transfer import (
    FileChange,
    LocalFile,
    Transfer,
    make_plan,
    refuse_foreign,
    state_of,
)
from socsam_opendata.settings.dataset_toml import minutes_around
from socsam_opendata.texts import Joined, Phrase

# Without these a portal has nothing to harvest.
_DEMANDED = (DESCRIPTOR, CATALOGUE_XML.path, CATALOGUE_TURTLE.path)
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Ready:
    """A package that passed every check: what it is called, its files, what strayed into it."""

    folder: Path
    name: str
    version: str
    files: tuple[LocalFile, ...]
    strays: tuple[str, ...]
    advised: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What publishing did, or with `dry_run` would do.

    `kept` counts what stood there already, `sent` the files that were sent now, `strays` names
    files of the package's folder that no list names and that stay here, `advised` the keys of
    dataset.toml that would make the catalogue record better.
    """

    target: str
    version: str
    dry_run: bool
    changes: tuple[FileChange, ...] = ()
    kept: int = 0
    sent: int = 0
    strays: tuple[str, ...] = ()
    advised: tuple[str, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether something that is not ours stands in the way (only a dry run gets this far)."""
        return any(change.action == "foreign" for change in self.changes)


# --- the checks -------------------------------------------------------------------------------


def _listed(folder: Path) -> dict[str, str]:
    """SHA-256 by path, of SHA256SUMS; PackageError when it lacks what a portal reads."""
    found = read_sums(folder)
    strange = [name for name in found if not is_safe(name)]
    if strange:
        raise PackageError("publish.strange-file", folder / SUMS_FILE, path=strange[0])
    lacking = [name for name in _DEMANDED if name not in found]
    if lacking:
        raise PackageError("publish.not-listed", folder / SUMS_FILE, names=", ".join(lacking))
    return found


def _hashed(folder: Path, name: str) -> LocalFile:
    path = folder / name
    state = state_of(path)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return LocalFile(FileRecord(name, digest, state[2]), path, state)


def _verified(folder: Path) -> tuple[LocalFile, ...]:
    """Every file that SHA256SUMS lists, and the list itself; PackageError for one that differs."""
    listed, files, faults = _listed(folder), [], []
    for name, digest in listed.items():
        if not (folder / name).is_file() or (folder / name).is_symlink():
            faults.append(Phrase("errors.publish.file-missing", {"name": name}))
            continue
        file = _hashed(folder, name)
        if file.record.sha256 != digest:
            faults.append(Phrase("errors.publish.file-changed", {"name": name}))
        files.append(file)
    if faults:
        raise PackageError(
            "publish.faults", folder / SUMS_FILE, faults=Joined(faults[:_SHOWN], "; ")
        )
    return (*files, _hashed(folder, SUMS_FILE))


def _descriptor(folder: Path) -> dict[str, Any]:
    found = read_descriptor(folder)
    if not {"name", "version"} <= found.keys():
        raise PackageError("publish.no-name", folder / DESCRIPTOR)
    return found


def _complete_record(folder: Path) -> tuple[str, ...]:
    """The keys that would make the record better; PackageError where what is demanded is missing.

    It names the keys of dataset.toml that a portal demands, or what of the profile is not kept.
    """
    record = read_catalogue(folder)
    keys = missing_keys(record)
    if keys:
        lines: list[object] = [lines_to_write(keys)]
        standing = placeholder_keys(record)
        if standing:
            lines.append(Phrase("demands.placeholders", {"keys": ", ".join(standing)}))
        raise PackageError("publish.lacks-keys", folder, lines=Joined(lines, "\n"))
    faults = list(profile_faults(record))
    if faults:
        raise PackageError("publish.profile", folder, faults=Joined(faults[:_SHOWN], "; "))
    return tuple(advised_keys(record))


def _judged(folder: Path) -> None:
    faulty = [verdict for verdict in judges.judge(folder) if not verdict.ok]
    if faulty:
        said = [Joined([one.judge, Joined(one.details[:3], "; ")], ": ") for one in faulty]
        raise PackageError("publish.judges", folder, said=Joined(said, "; "))


def ready(folder: Path) -> Ready:
    """A package that may be published; PackageError says what is missing, cheap checks first."""
    about = _descriptor(folder)
    version = str(about["version"])
    if version.endswith(UNRELEASED):
        raise PackageError("publish.unreleased", folder, version=version)
    files = _verified(folder)
    check_package(folder)
    advised = _complete_record(folder)
    _judged(folder)
    strays = tuple(unlisted(folder))
    return Ready(folder, str(about["name"]), version, files, strays, advised)


# --- publishing -------------------------------------------------------------------------------


@contextlib.contextmanager
def opened(target: Target) -> Iterator[Store]:
    """The store of a target, connected; what goes wrong with it is one sentence without secrets.

    The library's own error is left out of the chain on purpose: its words may hold a secret.
    """
    store: Store = of_kind(target.kind, "store")(target)
    try:
        store.fs = store.connect()
        store.check()
        yield store
    except store.errors as error:
        reason = without(store.reason(error), store.secrets)
        place = without(str(target), store.secrets)
        raise SocsamError("publish.failed", target=place, reason=reason) from None
    finally:
        if store.fs is not None:
            store.close()


def _apart(package: Path, target: Target) -> None:
    """SocsamError when the target lies in the package or among minutes, which it would spoil."""
    if target.kind != "folder":
        return
    if Path(target.path).resolve().is_relative_to(package.resolve()):
        raise SocsamError("publish.in-package", target.path)
    around = minutes_around(Path(target.path))
    if around:
        raise SocsamError("place.in-minutes", target.path, folder=around)


def _to_files(
    package: Ready, target: Target, dry_run: bool, overwrite: bool, progress: Progress | None
) -> PublishReport:
    with opened(target) as store:
        before = read_manifest(store.read(MANIFEST), package.name)
        plan = make_plan(store, before, package.files, overwrite)
        transfer = Transfer(store, plan, before, package.files, package.version, progress)
        sent = 0
        if not dry_run:
            refuse_foreign(plan)
            sent = 0 if transfer.is_done() else transfer.carry_out()
    return PublishReport(
        str(target),
        package.version,
        dry_run,
        plan.changes,
        len(plan.kept) - len(plan.names("adopt")),
        sent,
        package.strays,
        package.advised,
    )


def publish_package(
    package: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    dry_run: bool = False,
    overwrite: bool = False,
    upload: bool = False,
    organization: str | None = None,
    progress: Progress | None = None,
) -> PublishReport:
    """Publish a released package to a folder, or an address: s3://, sftp:// or ckan+https://.

    `dry_run` changes nothing and says what would change. `overwrite` gives up files (or CKAN
    datasets) of the same names that socsam did not put there. For CKAN, `upload` sends the files
    themselves instead of links to them, and `organization` owns what is created. `progress` is
    called with `publish`, how many files have been sent, and of how many; CKAN does not call it.

    ArgumentError for an argument of another kind. SocsamError: the package is not released or does
    not pass a check, the target cannot be used, somebody else's files stand in the way, or the
    connection broke; run again, it continues.
    """
    for name, flag in (("dry_run", dry_run), ("overwrite", overwrite), ("upload", upload)):
        given_flag(name, flag)
    check_function("progress", progress)
    if organization is not None:
        given_text("organization", organization)
    package = given_path("package", package)
    where = parse_target(given_target("target", target))
    if where.kind != "ckan" and (upload or organization):
        raise SocsamError("publish.only-ckan")
    _apart(package, where)
    restore(package)
    checked = ready(package)
    if where.kind != "ckan":
        return _to_files(checked, where, dry_run, overwrite, progress)
    from socsam_opendata.publish.ckan import to_ckan

    changes, kept, sent = to_ckan(
        read_catalogue(package),
        checked,
        where,
        dry_run=dry_run,
        overwrite=overwrite,
        upload=upload,
        organization=organization,
    )
    return PublishReport(
        str(where), checked.version, dry_run, changes, kept, sent, checked.strays, checked.advised
    )

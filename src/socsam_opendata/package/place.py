"""A whole package at any moment: the lock, the scratch folder, the swap, and putting back.

Beside a package `datapackage` lie, while a build is at work, `.datapackage.lock` and the scratch
folder `.datapackage.building-…`, and for the blink of a swap `.datapackage.previous`. Whatever
kills a build, one of `datapackage` and `.datapackage.previous` is whole, and `restore` tidies up.
A release that a build takes the place of stays as `.datapackage.released`, for the next release to
be compared with.

Nothing of anybody else's is removed. A scratch folder goes only with our mark in it, a package only
while all its files are as its SHA256SUMS says; what is not so, and stands in the way, is named
before any work is done.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from socsam_opendata.errors import BuildError, PackageError, system_reason
from socsam_opendata.model.release_records import UNRELEASED
from socsam_opendata.package.checksums import Inventory, State, take_inventory
from socsam_opendata.package.contents import HISTORY
from socsam_opendata.package.described import descriptor_bytes, parsed
from socsam_opendata.settings.dataset_toml import minutes_around
from socsam_opendata.texts import Joined, Phrase

_OURS = frozenset({"meetings", "decisions", "problems"})
# Lies in a scratch folder for as long as anything else does.
MARK = ".socsam-scratch"
_NAMED = 5


@lru_cache(maxsize=4)
def _said(descriptor: bytes) -> tuple[frozenset[str], str]:
    """The names of the resources that a descriptor lists, and its version; nothing of a broken one.

    A build asks this of the same package many times.
    """
    try:
        found = parsed(Path(), descriptor)
    except PackageError:
        return frozenset(), UNRELEASED
    names = frozenset(str(resource.get("name")) for resource in found["resources"])
    return names, str(found.get("version", UNRELEASED))


def _said_in(folder: Path) -> tuple[frozenset[str], str]:
    """What the descriptor of a folder says; nothing where there is none that can be read."""
    try:
        return _said(descriptor_bytes(folder)[0])
    except PackageError:
        return frozenset(), UNRELEASED


def names_a_release(folder: Path) -> bool:
    """Whether a folder holds a package that `socsam release` named."""
    _, version = _said_in(folder)
    return (folder / HISTORY.at(history="releases")).is_file() and not version.endswith(UNRELEASED)


def is_package(folder: Path) -> bool:
    """Whether a folder holds a package that this library built."""
    names, _ = _said_in(folder)
    return names >= _OURS


def check_apart(out: Path, minutes: Path | None) -> None:
    """Refuse a place that nothing can lie beside, or that is not apart from minutes.

    BuildError says what to do. `out` is absolute, its links followed.
    """
    if not out.name:
        raise BuildError("place.root", out)
    folder = minutes.resolve() if minutes else None
    if folder and folder.is_relative_to(out):
        raise BuildError("place.holds-minutes", out)
    around = folder if folder and out.is_relative_to(folder) else minutes_around(out)
    if around:
        raise BuildError("place.in-minutes", out, folder=around)


def check_target(out: Path, minutes: Path | None) -> None:
    """Refuse a place that holds something else; BuildError says what to do."""
    check_apart(out, minutes)
    if not out.parent.is_dir():
        raise BuildError("place.no-folder", out.parent)
    if out.exists() and not out.is_dir():
        raise BuildError("place.is-file", out)
    if out.exists() and any(out.iterdir()) and not is_package(out):
        raise BuildError("place.occupied", out)


# --- what is ours -----------------------------------------------------------------------------


def _names(names: Sequence[str]) -> str:
    """The first names, on one line that any terminal shows."""
    shown = [name if name.isprintable() else ascii(name) for name in names[:_NAMED]]
    return ", ".join([*shown, "…"] if len(names) > _NAMED else shown)


def _inventory(folder: Path, before: Mapping[str, State] | None) -> Inventory:
    """The files of a package; BuildError names those that no build of ours wrote as they are."""
    try:
        found = take_inventory(folder, before)
    except PackageError as error:
        raise BuildError("place.no-list", folder) from error
    if not found.only_ours:
        kinds = (("unlisted", found.unlisted), ("changed", found.changed), ("empty", found.empty))
        what = [Phrase(f"errors.place.files.{kind}", {"count": len(names), "names": _names(names)})
                for kind, names in kinds if names]  # fmt: skip
        raise BuildError("place.not-ours", folder, what=Joined(what, "; "))
    return found


def own_files(out: Path, before: Inventory | None = None) -> Inventory:
    """What a build may remove to take a place; BuildError names what is not ours, before any work.

    Not ours is a file that the package's SHA256SUMS does not list or that was changed since, and
    what has one of the names that a build needs beside the package. To be called under the lock,
    once more (with what was found `before`) when the package is ready.
    """
    if out.exists() and any(out.iterdir()) and not is_package(out):
        raise BuildError("place.occupied", out)
    if not is_package(out):
        return Inventory()
    beside = [_beside(out, "previous"), *([released_beside(out)] if names_a_release(out) else [])]
    for folder in beside:
        if os.path.lexists(folder):
            if not is_package(folder):
                raise BuildError("place.in-the-way", folder)
            _inventory(folder, None)
    return _inventory(out, before.states if before else None)


def _beside(out: Path, what: str) -> Path:
    return out.with_name(f".{out.name}.{what}")


@contextlib.contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the lock of a package; BuildError when another build holds it, or nothing can be put
    there.

    The lock file is removed on the way out; one that a killed build left behind is taken over.
    """
    if sys.platform == "win32":  # no flock there: two builds at once are not kept apart
        yield
        return
    import fcntl

    path = _beside(out, "lock")
    if os.path.lexists(path) and (path.is_symlink() or not path.is_file() or path.stat().st_size):
        raise BuildError("place.lock-in-the-way", path)
    while True:
        try:
            number = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise BuildError("place.unwritable", out, reason=system_reason(error)) from error
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Whoever held the lock may have removed the file between our opening and locking it.
            if path.exists() and os.path.samestat(os.fstat(number), path.stat()):
                break
        except FileNotFoundError:
            pass
        except BlockingIOError:
            os.close(number)
            raise BuildError("place.locked", out) from None
        os.close(number)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(number)


def released_beside(out: Path) -> Path:
    """Where the last release lies while a package that is none has its name."""
    return _beside(out, "released")


# --- scratch folders --------------------------------------------------------------------------


def _new_scratch(out: Path) -> Path:
    folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.building-", dir=out.parent))
    (folder / MARK).touch()
    return folder


def _clear(scratch: Path) -> None:
    """Remove a scratch folder, its mark last: interrupted, it is still marked, or empty."""
    for path in scratch.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != MARK:
            path.unlink()
    (scratch / MARK).unlink(missing_ok=True)
    scratch.rmdir()


def _left_scratch(out: Path) -> list[Path]:
    """The scratch folders of builds of a package: those with our mark.

    So are those that have no mark yet, or no more: empty, with a name as `mkdtemp` makes them.
    """
    start = f".{out.name}.building-"
    return [
        path
        for path in out.parent.iterdir()
        if path.name.startswith(start)
        and path.is_dir()
        and not path.is_symlink()
        and (
            (path / MARK).is_file()
            or (re.fullmatch("[a-z0-9_]{8}", path.name[len(start) :]) and not any(path.iterdir()))
        )
    ]


def clear_scratch(out: Path) -> None:
    """Under the lock: remove the scratch folders that dead builds of a package left."""
    for folder in _left_scratch(out):
        _clear(folder)


def _stage(out: Path) -> Path:
    """What a release builds under, to compare it: a name for its lock and scratch."""
    return out.with_name(f"{out.name}.release")


def _clear_stage(out: Path) -> None:
    """Remove what a dead release of a package left; a running one holds its lock, and is left."""
    stage = _stage(out)
    if _left_scratch(stage):
        with contextlib.suppress(BuildError), locked(stage):
            clear_scratch(stage)


@contextlib.contextmanager
def scratch_beside(out: Path) -> Iterator[Path]:
    """A scratch folder on the file system of the package; it is gone afterwards."""
    folder = _new_scratch(out)
    try:
        yield folder
    finally:
        with contextlib.suppress(OSError):
            _clear(folder)


@contextlib.contextmanager
def stage_beside(out: Path) -> Iterator[Path]:
    """A scratch folder for a package that may never take the place, under a lock of its own."""
    stage = _stage(out)
    with locked(stage):
        clear_scratch(stage)
        with scratch_beside(stage) as scratch:
            yield scratch


# --- putting back, and taking the place -------------------------------------------------------


def _discard(folder: Path, out: Path, before: Inventory | None = None) -> None:
    """Remove a package that is done with; it stays where something in it is not ours.

    It is moved into a scratch folder first, so that nothing half removed has the name of a package.
    """
    try:
        _inventory(folder, before.states if before else None)
    except BuildError:
        return
    scratch = _new_scratch(out)
    folder.rename(scratch / "package")
    _clear(scratch)


def _let_go(out: Path, before: Inventory | None = None) -> None:
    """Remove the package before, under a whole one; the last release is kept aside meanwhile."""
    previous, released = _beside(out, "previous"), released_beside(out)
    kept = names_a_release(previous) and not names_a_release(out)
    if is_package(released) and (kept or names_a_release(out)):
        _discard(released, out)
    if not is_package(previous):
        return
    if not kept:
        _discard(previous, out, before)
    elif not os.path.lexists(released):
        previous.rename(released)


def mend(out: Path) -> None:
    """Under the lock: put a package back that a dead build moved away, and clear what it left."""
    previous = _beside(out, "previous")
    if is_package(previous) and not is_package(out):
        if out.exists():
            if any(out.iterdir()):
                return
            out.rmdir()
        previous.rename(out)
    if is_package(out):
        _let_go(out)
    clear_scratch(out)
    _clear_stage(out)


def restore(out: Path) -> None:
    """Put a package back if a build died amid its swap; a running build is left alone."""
    out = out.resolve()
    if not out.name or not out.parent.is_dir():
        return
    if not is_package(_beside(out, "previous")) and not _left_scratch(out):
        return
    with contextlib.suppress(BuildError), locked(out):
        mend(out)


def _to_disk(folder: Path) -> None:
    """Force every file and folder under a folder to the disk, before it takes a name."""
    for root, _, names in os.walk(folder, topdown=False):
        for path in (*(Path(root) / name for name in names), Path(root)):
            _sync(path)


def _sync(path: Path) -> None:
    if sys.platform == "win32":  # folders cannot be opened there
        return
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def swap(new: Path, out: Path, before: Inventory | None = None) -> None:
    """Give a finished package its name: the old one is whole until the new one stands there.

    `before` is what `own_files` found. BuildError when something that is not ours came meanwhile;
    the old package stays then.
    """
    _to_disk(new)
    before = own_files(out, before)
    previous = _beside(out, "previous")
    if out.exists() and not any(out.iterdir()):
        out.rmdir()
    if out.exists():
        out.rename(previous)
    new.rename(out)
    _sync(out.parent)
    _let_go(out, before)

"""A whole package at any moment: the lock, the scratch folder, the swap, and putting back.

Beside a package `datapackage` lie, while a build is at work, `.datapackage.lock` and the scratch
folder `.datapackage.building-…`, and for the blink of a swap `.datapackage.previous`. Whatever
kills a build, one of `datapackage` and `.datapackage.previous` is whole, and `restore` tidies up.
A release that a build takes the place of stays as `.datapackage.released`, for the next release to
be compared with.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from socsam_opendata.errors import BuildError
from socsam_opendata.model.release_records import UNRELEASED

_OURS = frozenset({"meetings", "decisions", "problems"})


def _descriptor(folder: Path) -> dict[str, Any]:
    """The descriptor of a folder; empty where there is none that can be read."""
    try:
        found = json.loads((folder / "datapackage.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def names_a_release(folder: Path) -> bool:
    """Whether a folder holds a package that `socsam release` named."""
    version = str(_descriptor(folder).get("version", UNRELEASED))
    return (folder / "releases.csv").is_file() and not version.endswith(UNRELEASED)


def is_package(folder: Path) -> bool:
    """Whether a folder holds a package that this library built."""
    resources = _descriptor(folder).get("resources")
    if not isinstance(resources, list):
        return False
    names = {r.get("name") for r in resources if isinstance(r, dict)}
    return names.issuperset(_OURS)


def check_target(out: Path, minutes: Path) -> None:
    """Refuse a place that holds something else; BuildError says what to do."""
    if not out.parent.is_dir():
        raise BuildError("is no folder; make it first", out.parent)
    if minutes.resolve().is_relative_to(out):
        raise BuildError("holds the minutes; choose another place with --out", out)
    if out.exists() and not out.is_dir():
        raise BuildError("is a file; choose another place with --out", out)
    if out.exists() and any(out.iterdir()) and not is_package(out):
        raise BuildError(
            "is not empty and holds no package built by this program; choose another place "
            "with --out",
            out,
        )


def _beside(out: Path, what: str) -> Path:
    return out.with_name(f".{out.name}.{what}")


@contextlib.contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the lock of a package; BuildError when another build holds it.

    The lock file is removed on the way out; one that a killed build left behind is taken over.
    """
    if sys.platform == "win32":  # no flock there: two builds at once are not kept apart
        yield
        return
    import fcntl

    path = _beside(out, "lock")
    while True:
        number = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Whoever held the lock may have removed the file between our opening and locking it.
            if path.exists() and os.path.samestat(os.fstat(number), path.stat()):
                break
        except FileNotFoundError:
            pass
        except BlockingIOError:
            os.close(number)
            raise BuildError("is being built by another run; wait for it", out) from None
        os.close(number)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(number)


def _let_go(out: Path) -> None:
    """Remove the package before, under a whole one; the last release is kept aside meanwhile."""
    previous, released = _beside(out, "previous"), released_beside(out)
    kept = previous.exists() and not names_a_release(out) and names_a_release(previous)
    if released.exists() and (kept or names_a_release(out)):
        shutil.rmtree(released)
    if kept:
        previous.rename(released)
    elif previous.exists():
        shutil.rmtree(previous)


def released_beside(out: Path) -> Path:
    """Where the last release lies while a package that is none has its name."""
    return _beside(out, "released")


def _needs_mending(out: Path) -> bool:
    return _beside(out, "previous").exists() or any(out.parent.glob(f".{out.name}.building-*"))


def mend(out: Path) -> None:
    """Under the lock: put a package back that a dead build moved away, and clear what it left."""
    previous = _beside(out, "previous")
    if previous.exists() and not is_package(out):
        if out.exists():
            if any(out.iterdir()):
                return
            out.rmdir()
        previous.rename(out)
    _let_go(out)
    for scratch in out.parent.glob(f".{out.name}.building-*"):
        shutil.rmtree(scratch)


def restore(out: Path) -> None:
    """Put a package back if a build died amid its swap; a running build is left alone."""
    out = out.resolve()
    if not out.parent.is_dir() or not _needs_mending(out):
        return
    with contextlib.suppress(BuildError), locked(out):
        mend(out)


@contextlib.contextmanager
def scratch_beside(out: Path) -> Iterator[Path]:
    """A scratch folder on the file system of the package; it is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.building-", dir=out.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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


def swap(new: Path, out: Path) -> None:
    """Give a finished package its name: the old one is whole until the new one stands there."""
    _to_disk(new)
    previous = _beside(out, "previous")
    if out.exists() and not any(out.iterdir()):
        out.rmdir()
    if out.exists():
        out.rename(previous)
    new.rename(out)
    _sync(out.parent)
    _let_go(out)

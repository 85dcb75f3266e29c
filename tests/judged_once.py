"""The outside judges, each asked once about the same bytes in a run of the tests.

`python tests/judged_once.py ARGUMENT...` is `socsam ARGUMENT...` with that memory, for tests that
run the command line as a program. A verdict is kept by the judge's name and a digest over the names
and bytes of all files of the package: whatever differs in a package is judged. So is the same one
where a test has set how much of it is looked at.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from socsam_opendata.package import judges

FOLDER = "SOCSAM_TEST_VERDICTS"
OUTSIDE = ("frictionless", "shacl")
Judge = Callable[[Path], judges.Verdict]


def digest(package: Path) -> str:
    """SHA-256 over the names and bytes of all files of a package."""
    whole = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.is_file():
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            whole.update(f"{path.relative_to(package).as_posix()} {content}\n".encode())
    return whole.hexdigest()


def once(name: str, judge: Judge) -> Judge:
    """A judge that remembers what it said of the same bytes."""

    def asked(package: Path) -> judges.Verdict:
        folder = Path(os.environ[FOLDER])
        folder.mkdir(parents=True, exist_ok=True)
        looked_at = f"{judges.SHACL_BYTES}-{judges.SAMPLE_MEETINGS}"
        kept = folder / f"{name}-{looked_at}-{digest(package)}"
        with kept.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if kept.is_file():
                said: judges.Verdict = pickle.loads(kept.read_bytes())
                return said
            said = judge(package)
            kept.write_bytes(pickle.dumps(said))
            return said

    asked.__name__ = judge.__name__
    return asked


def remember(put: Callable[[Any, str, Any], None]) -> None:
    """Put remembering judges in the place of the outside ones."""
    for name in OUTSIDE:
        put(judges, name, once(name, getattr(judges, name)))


if __name__ == "__main__":
    from socsam_opendata.cli.main import main

    remember(setattr)
    sys.exit(main(sys.argv[1:]))

"""Packages that many tests look at, each made once in a run: its workers share them by a folder.

The tests only read them; whoever changes one copies it first.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def run_folder(factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of a run see, and no other run."""
    base = factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder of a name that `make` fills the first time a worker of the run asks for it."""
    home = run_folder(factory) / "made-once"
    home.mkdir(exist_ok=True)
    folder = home / name
    with (home / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            half = home / f"{name}-half"
            shutil.rmtree(half, ignore_errors=True)
            make(half)
            half.rename(folder)
    return folder

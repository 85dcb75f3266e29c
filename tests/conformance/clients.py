"""The outside programs that conformance tests drive: found, or the test says what is missing."""

from __future__ import annotations

import os
import shutil
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What `make conformance` installs: environments and packages of other projects.
HOME = ROOT / ".conformance"
STRICT = os.environ.get("SOCSAM_CLIENTS") == "1"


def _missing(what: str) -> None:
    sentence = f"{what} is missing; `make conformance` installs it"
    if STRICT:
        pytest.fail(sentence)
    pytest.skip(sentence)


def needed(program: str) -> str:
    """The path of a program, also of one in sbin; the test is skipped or fails without it."""
    places = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", "/sbin"])
    found = shutil.which(program, path=places)
    if found is None:
        _missing(program)
    assert found is not None
    return found


def needed_path(path: Path, what: str) -> Path:
    """A file or folder that `make conformance` puts under .conformance."""
    if not path.exists():
        _missing(what)
    return path


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until(ready: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something holds; the test fails when it does not in time."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            pytest.fail(f"not ready after {seconds} seconds")
        time.sleep(0.05)


def listening(port: int) -> bool:
    """Whether somebody listens on a port of the loopback interface."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False

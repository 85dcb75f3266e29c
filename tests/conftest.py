"""What all tests share: an outside judge is asked about the same bytes once a run.

Frictionless takes some eight seconds for a package of the seed, and many tests build the same one.
`judged_once` says how; `make campaign` asks every time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import judged_once

# An example may take as long as a loaded machine needs: no test asserts on a clock.
settings.register_profile("socsam", deadline=None)
settings.load_profile("socsam")


@pytest.fixture(scope="session", autouse=True)
def _judged_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Remember the verdicts of this run, in a folder that its workers and programs share."""
    if os.environ.get("SOCSAM_CAMPAIGN"):
        yield
        return
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(judged_once.FOLDER, str(Path(shared) / "verdicts"))
        judged_once.remember(patch.setattr)
        yield

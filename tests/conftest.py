"""What all tests share: an outside judge is asked about the same bytes once a run.

Frictionless takes some eight seconds for a package of the seed, and many tests build the same one.
`judged_once` says how; `make campaign` asks every time. Packages that many tests only read are made
once (`made_once`): a build takes a second.
"""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import judged_once
import kept_workers
import small_dataset
from made_once import made_once, run_folder
from socsam_opendata.dataset import workers

ROOT = Path(__file__).resolve().parents[1]

# An example may take as long as a loaded machine needs: no test asserts on a clock.
settings.register_profile("socsam", deadline=None)
settings.load_profile("socsam")


# What a run writes at a time, and room beside it.
_ROOM_BYTES = 4 << 30


def pytest_configure() -> None:
    """Write the files of tests into memory where a system has room for them there: a build forces
    hundreds of them to the disk. Whoever says where they are to lie is heard."""
    memory = Path("/dev/shm")
    if (
        "PYTEST_DEBUG_TEMPROOT" not in os.environ
        and os.access(memory, os.W_OK)
        and shutil.disk_usage(memory).free > _ROOM_BYTES
    ):
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(memory)


def pytest_collection_finish() -> None:
    """Thousands of tests stay to the end: no collection of garbage has to walk through them. Like
    the processes that read documents it looks for cycles seldom, which saves a twentieth."""
    gc.freeze()
    gc.set_threshold(50_000)


def pytest_sessionfinish() -> None:
    gc.unfreeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The tables that tests of a campaign recorded as `table`."""
    told = [
        str(value)
        for outcome in ("passed", "failed")
        for report in terminalreporter.getreports(outcome)
        if report.when == "call"
        for name, value in report.user_properties
        if name == "table"
    ]
    for table in sorted(told):
        terminalreporter.write_line(f"\n{table}")


@pytest.fixture(scope="session", autouse=True)
def _judged_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Remember the verdicts of this run, in a folder that its workers and programs share."""
    if os.environ.get("SOCSAM_CAMPAIGN"):
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(judged_once.FOLDER, str(run_folder(tmp_path_factory) / "verdicts"))
        judged_once.remember(patch.setattr)
        yield


@pytest.fixture(scope="session", autouse=True)
def _kept_workers() -> Iterator[None]:
    """Let one build take over the processes of the build before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "_Worker", kept_workers.KeptWorker)
        yield
    kept_workers.end_all()


@pytest.fixture
def own_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every process is a new one, and gone after its work, as it is outside of a run of tests."""
    (real,) = kept_workers.KeptWorker.__bases__
    monkeypatch.setattr(workers, "_Worker", real)


@pytest.fixture
def lean_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages of tables, texts, linked data and vocabulary, with their history and descriptor.

    Workbook, zips, feeds, catalogue and what else is made of the tables take half of a build. Tests
    that ask what the tables and texts say do without; whole packages are tried beside them.
    """
    from socsam_opendata.package import build as building
    from socsam_opendata.package.changes_page import write_changes
    from socsam_opendata.package.descriptor import write_descriptor

    monkeypatch.setattr(building, "writers", lambda: (write_changes, write_descriptor))


@pytest.fixture(scope="session")
def seed_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the seed, built by this run; to be read only."""

    def make(folder: Path) -> None:
        from socsam_opendata.package.build import build

        assert build(ROOT / "minutes", folder).ok

    return made_once(tmp_path_factory, "seed-package", make)


@pytest.fixture(scope="session")
def invented_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the invented meeting; to be read only."""

    def make(folder: Path) -> None:
        from socsam_opendata.package.build import write_files

        folder.mkdir()
        write_files(small_dataset.dataset(), folder)

    return made_once(tmp_path_factory, "invented-package", make)

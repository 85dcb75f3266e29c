"""Each install that a document names, in an empty environment: it runs what is said of it."""

from __future__ import annotations

import subprocess
import tarfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from environment import built_wheel, environment, interpreters
from named import ROOT
from runs import RUNS, build_the_seed, use_the_commands

pytestmark = pytest.mark.installs

CLASSIFIERS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["classifiers"]
VERSIONS = [
    text.rpartition(" ")[2] for text in CLASSIFIERS if text.startswith("Programming Language ::")
]
PYTHONS = interpreters([version for version in VERSIONS if "." in version])


@pytest.fixture(scope="module")
def wheel() -> Iterator[Path]:
    """The wheel of the library, built once."""
    with TemporaryDirectory() as folder:
        yield built_wheel(Path(folder))


@pytest.mark.parametrize("install", RUNS)
def test_an_install_runs_what_is_said_of_it(install: str, wheel: Path, tmp_path: Path) -> None:
    with environment(tmp_path, wheel) as made:
        made.install(install)
        for run in RUNS[install]:
            run(made)


@pytest.mark.parametrize("version", PYTHONS)
def test_every_python_builds_the_same_bytes(version: str, wheel: Path, tmp_path: Path) -> None:
    with environment(tmp_path, wheel, PYTHONS[version]) as made:
        made.install(".")
        assert made.run("python", "-V").well().text.startswith(f"Python {version}.")
        use_the_commands(made)
        for seed in ("1", "2"):
            build_the_seed(made, PYTHONHASHSEED=seed)


def contents(wheel: Path) -> dict[str, bytes]:
    """The files of a wheel."""
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tracked(folder: str) -> set[str]:
    """The files of a folder of this repository that git knows or would add, named from there."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "."]
    listed = subprocess.run(command, cwd=ROOT / folder, capture_output=True, check=True, text=True)
    return {name for name in listed.stdout.split("\0") if (ROOT / folder / name).is_file()} - {""}


def test_the_wheel_holds_the_library_with_its_data_and_nothing_else(wheel: Path) -> None:
    found = contents(wheel)
    told = {name for name in found if ".dist-info/" in name}
    expected = {f"socsam_opendata/{name}" for name in tracked("src/socsam_opendata")}
    expected |= {f"socsam_opendata/vocab/{name}" for name in tracked("vocab")}
    assert set(found) - told == expected
    endings = {Path(name).suffix for name in expected}
    assert {".py", ".toml", ".rq", ".ttl", ".csv", ".jsonld"} <= endings
    assert "socsam_opendata/py.typed" in expected
    (entries,) = (found[name].decode() for name in told if name.endswith("/entry_points.txt"))
    assert entries.split() == ["[console_scripts]", "socsam", "=", "socsam_opendata.cli.main:main"]


def test_the_source_distribution_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    with environment(tmp_path, wheel) as made:
        made.install("hatchling")
        code = "import os, sys, hatchling.build; os.chdir(sys.argv[1]); "
        code += "hatchling.build.build_sdist(sys.argv[2])"
        made.run("python", "-c", code, str(ROOT), str(tmp_path)).well()
    (source,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        tops = {name.split("/")[1] for name in archive.getnames()}
    assert not {"minutes", "tests", "datapackage"} & tops
    again = contents(built_wheel(tmp_path, str(source)))
    assert again == contents(wheel)

"""Empty environments: made for one install, used as a reader would, and thrown away."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from named import ROOT

# Set to install the newest of everything that the bounds allow, as somebody without pins would.
NEWEST = "SOCSAM_INSTALL_NEWEST"
# An environment has no pip of its own: it holds nothing that was not asked for.
_PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq")


def _clean(**more: str) -> dict[str, str]:
    """The environment variables of somebody who has none of ours."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SOCSAM_", "PYTHON", "PYTEST", "COV_", "VIRTUAL_ENV"))
    }
    return {**kept, "PYTHONUTF8": "1", "PIP_ROOT_USER_ACTION": "ignore", **more}


@dataclass(frozen=True, slots=True)
class Done:
    """How a program ended: its exit code, and both its outputs together."""

    command: str
    code: int
    text: str

    def well(self) -> Done:
        """This, if it ended well; else AssertionError with what it said."""
        assert self.code == 0, f"{self.command}: exit code {self.code}\n{self.text}"
        return self


def _run(command: list[str], folder: Path, variables: dict[str, str]) -> Done:
    done = subprocess.run(
        command, cwd=folder, env=variables, check=False, text=True, encoding="utf-8",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return Done(" ".join(command), done.returncode, done.stdout)


def pip(*arguments: str, folder: Path) -> None:
    """Run pip; AssertionError with what it said when it fails."""
    _run([*_PIP, *arguments], folder, _clean()).well()


def built_wheel(folder: Path, source: str = str(ROOT)) -> Path:
    """The wheel of the library, built into a folder from this checkout or a source distribution."""
    pip("wheel", "--no-deps", "--wheel-dir", str(folder), source, folder=folder)
    (wheel,) = folder.glob("*.whl")
    return wheel


@dataclass(frozen=True, slots=True)
class Environment:
    """An environment with its programs in `bin`, and an empty folder to work in."""

    bin: Path
    folder: Path
    wheel: Path

    def install(self, install: str) -> None:
        """Add an install as `named` says it; pins hold unless NEWEST is set."""
        if install.startswith("."):
            wanted = [f"socsam_opendata{install[1:]} @ {self.wheel.as_uri()}"]
        else:
            wanted = install.split()
        pins = [] if os.environ.get(NEWEST) else ["-c", str(ROOT / "constraints.txt")]
        into = ["--python", str(self.bin / "python")]
        pip(*into, "install", "--no-compile", *pins, *wanted, folder=self.folder)

    def run(self, *command: str, **variables: str) -> Done:
        """Run a program of the environment in its folder, in English."""
        program = str(self.bin / command[0])
        said = {"LC_ALL": "C.UTF-8", "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}"}
        return _run([program, *command[1:]], self.folder, _clean(**said, **variables))


@contextmanager
def environment(scratch: Path, wheel: Path, python: str = sys.executable) -> Iterator[Environment]:
    """An empty environment for a Python, removed afterwards: some take half a gigabyte."""
    home, folder = scratch / "environment", scratch / "kim"
    folder.mkdir()
    _run([python, "-m", "venv", "--without-pip", str(home)], scratch, _clean()).well()
    try:
        yield Environment(home / "bin", folder, wheel)
    finally:
        shutil.rmtree(home)


def interpreters(wanted: list[str]) -> dict[str, str]:
    """The Pythons of this machine by version (`3.12`): on the PATH, or kept by pyenv."""
    places = [Path(place) for place in os.environ.get("PATH", "").split(os.pathsep)]
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    places += [folder / "bin" for folder in sorted(kept.glob("*"))]
    found: dict[str, str] = {}
    for version in wanted:
        for place in places:
            program = place / f"python{version}"
            # A shim of pyenv is there for versions that are not chosen, and then fails.
            if program.is_file() and _run([str(program), "-c", ""], place, _clean()).code == 0:
                found[version] = str(program)
                break
    return found

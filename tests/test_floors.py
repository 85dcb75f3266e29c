"""The floors of the house: a module imports only from below, and nothing is a drawer for odds."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import socsam_opendata
from socsam_opendata.texts import entry

HOME = Path(socsam_opendata.__file__).resolve().parent
NAME = "socsam_opendata"

# From the ground up. A room imports from rooms on floors below its own, and freely within itself;
# two rooms on a floor do not know each other.
FLOORS: dict[int, tuple[str, ...]] = {
    1: ("texts",),
    2: ("errors",),
    3: ("model",),
    4: ("settings",),
    5: ("minutes",),
    6: ("privacy",),
    7: ("dataset",),
    8: ("package",),
    9: ("release", "publish"),
    10: ("cli",),
}
FLOOR = {room: number for number, rooms in FLOORS.items() for room in rooms}


def modules() -> dict[str, Path]:
    """Every module of the library by its dotted name."""
    found = {}
    for path in sorted(HOME.rglob("*.py")):
        parts = path.relative_to(HOME).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        if name:
            found[name] = path
    return found


MODULES = modules()


def room(name: str) -> str:
    """The room a module belongs to: its folder, or itself."""
    return name.partition(".")[0]


@cache
def imported(name: str) -> set[str]:
    """The modules of the house that a module imports, wherever in its text."""
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively"
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        inside = {n.removeprefix(f"{NAME}.") for n in names if n.startswith(f"{NAME}.")}
        found |= {n for n in inside if n in MODULES}
    return found


def test_every_module_stands_in_a_room_and_every_room_has_its_modules() -> None:
    assert {room(name) for name in MODULES} == FLOOR.keys()


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_from_rooms_below(name: str) -> None:
    for other in sorted(imported(name)):
        here, there = room(name), room(other)
        assert here == there or FLOOR[there] < FLOOR[here], (
            f"{name} (floor {FLOOR[here]}) imports {other} (floor {FLOOR[there]}): upwards"
        )


def at_the_top(module: str) -> set[str]:
    """The modules of the house that a module imports as soon as it is imported itself."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [getattr(node, "module", None) or node.names[0].name for node in top]
    return {name.removeprefix(f"{NAME}.") for name in names if name.startswith(NAME)}


# The command line itself, and a module for each command.
FRAME = {"cli.main", "cli.translated", "cli.common", "cli.options"}
COMMANDS = {f"cli.{name}" for name in entry("cli.command")}


@pytest.mark.parametrize("module", sorted(FRAME | COMMANDS))
def test_a_command_imports_what_works_only_when_it_runs(module: str) -> None:
    assert at_the_top(module) <= (FRAME - {"cli.main"}) | {"texts", "errors"}


def loaded_by(*arguments: str) -> set[str]:
    """The modules of the house, and the heavy ones, that a process of the command line imports."""
    code = (
        "import sys; from socsam_opendata.cli.main import main; "
        f"code = main({list(arguments)!r}); print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(HOME.parent)},
        text=True, check=True, capture_output=True,
    )  # fmt: skip
    names = done.stderr.split()
    heavy = {"pyarrow", "pyoxigraph", "rdflib", "rich.console", "pandas", "numpy"} & {*names}
    return {n.removeprefix(f"{NAME}.") for n in names if n.startswith(f"{NAME}.")} | heavy


def test_help_imports_no_command_and_the_help_of_a_command_only_that_one() -> None:
    frame = FRAME | {"cli", "texts", "errors"}
    assert loaded_by("--lang", "sv", "--help") == frame - {"cli.options"}
    assert loaded_by("build", "--help") == frame | {"cli.build"}


def public(name: str) -> set[str]:
    """The public classes and functions that a module defines."""
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    kinds = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    return {n.name for n in tree.body if isinstance(n, kinds) and not n.name.startswith("_")}


def test_a_public_name_means_one_thing_and_none_is_that_of_a_room() -> None:
    homes: dict[str, list[str]] = {}
    for module in MODULES:
        for name in public(module):
            homes.setdefault(name, []).append(module)
    # What starts a program is called main everywhere.
    twice = {name: found for name, found in homes.items() if len(found) > 1 and name != "main"}
    assert not twice, f"defined in two modules: {twice}"
    assert not homes.keys() & FLOOR.keys()


def test_modules_import_each_other_in_no_circle() -> None:
    waiting = {name: imported(name) - {name} for name in MODULES}
    while waiting:
        free = [name for name, others in waiting.items() if not others & waiting.keys()]
        assert free, f"a circle among {sorted(waiting)}"
        for name in free:
            del waiting[name]


def test_there_is_no_drawer_and_no_knot() -> None:
    assert not [name for name in MODULES if name.rpartition(".")[2] in ("utils", "util", "helpers")]
    for name, path in MODULES.items():
        text = path.read_text(encoding="utf-8")
        for word in ("TYPE_CHECKING", "except Exception", "type: ignore"):
            assert word not in text, f"{name} holds {word}"

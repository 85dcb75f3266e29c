"""The floors of the house: a module imports only from below, and nothing is a drawer for odds."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterable
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
ROOMS_AND_MODULES = {
    ".".join(n.split(".")[: i + 1]) for n in MODULES for i in range(n.count(".") + 1)
}


def room(name: str) -> str:
    """The room a module belongs to: its folder, or itself."""
    return name.partition(".")[0]


def named(node: ast.expr) -> str | None:
    """A text of the code, with `*` for what it puts together at run time; None for no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(p.value if isinstance(p, ast.Constant) else "*" for p in node.values)
    return None


def imports_of(text: str) -> set[str]:
    """The modules of the house, and the face (`""`), that some code imports.

    Also by name: `import_module(f"socsam_opendata.package.{module}")` imports `package.*`, and a
    text `"package.build:build"` names a module that is imported when it is asked for.
    """
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"imports relatively: {ast.unparse(node)}"
            source = node.module or ""
            names = [f"{source}.{alias.name}" for alias in node.names]
            inner = {n.removeprefix(f"{NAME}.") for n in names}
            # A name that is no module is of the one that it is imported from.
            names = names if source == NAME and inner <= ROOMS_AND_MODULES else [source, *names]
        elif isinstance(node, ast.Constant | ast.JoinedStr):
            said = named(node) or ""
            if re.fullmatch(rf"{NAME}(\.[a-z_*]+)+", said):
                names = [said]
            elif re.fullmatch(r"[a-z_]+(\.[a-z_]+)+:[a-z_]+", said):
                names = [f"{NAME}.{said.partition(':')[0]}"]
        found |= {n.removeprefix(NAME).removeprefix(".") for n in names if n.split(".")[0] == NAME}
    return {n for n in found if n == "" or n in ROOMS_AND_MODULES or n.endswith(".*")}


@cache
def imported(name: str) -> set[str]:
    """The modules of the house that a module imports, wherever in its text."""
    return imports_of(MODULES[name].read_text(encoding="utf-8"))


def ran_up(name: str, others: Iterable[str]) -> list[str]:
    """Which imports of a module run upwards, or into a room beside its own."""
    said = []
    for other in sorted(others):
        here, there = room(name), room(other)
        if other == "":
            said.append(f"{name} (floor {FLOOR[here]}) imports the face, which is above all floors")
        elif here != there and FLOOR[there] >= FLOOR[here]:
            said.append(
                f"{name} (floor {FLOOR[here]}) imports {other} (floor {FLOOR[there]}): upwards"
            )
    return said


def test_every_module_stands_in_a_room_and_every_room_has_its_modules() -> None:
    assert {room(name) for name in MODULES} == FLOOR.keys()


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_from_rooms_below(name: str) -> None:
    assert ran_up(name, imported(name)) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import socsam_opendata.cli.main", "cli.main"),
        ("from socsam_opendata.cli import main", "cli.main"),
        ("from socsam_opendata.publish.store import Store", "publish.store"),
        ("def f():\n    from socsam_opendata.release import release", "release.release"),
        ("import_module('socsam_opendata.cli.main')", "cli.main"),
        ("import_module(f'socsam_opendata.publish.{kind}')", "publish.*"),
        ("LATER = 'release.release:make_release'", "release.release"),
        ("from socsam_opendata import build", ""),
        ("import socsam_opendata", ""),
    ],
)
def test_an_import_upwards_is_seen_however_it_is_written(code: str, found: str) -> None:
    told = ran_up("package.build", imports_of(code))
    start = f"package.build (floor 8) imports {found or 'the face'}"
    assert any(line.startswith(start) for line in told), told
    assert ran_up("cli.release", imports_of(code) - {""}) == []


@pytest.mark.parametrize(
    "code",
    ["from socsam_opendata.texts import say", "from socsam_opendata.model import records",
     "WRITER = 'tables:write_tables'", "import_module(f'socsam_opendata.package.{name}')"],
)  # fmt: skip
def test_what_is_no_import_upwards(code: str) -> None:
    assert ran_up("package.build", imports_of(code)) == []


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

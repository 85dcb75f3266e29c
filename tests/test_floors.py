"""The floors of the house: a module imports only from below, and nothing is a drawer for odds."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import socsam_opendata
from socsam_opendata.texts import entry

HOME = Path(socsam_opendata.__file__).resolve().parent
NAME = "socsam_opendata"
# The names that the library offers to others; the house itself is below them.
FACE = "socsam_opendata itself"

# From the ground up. A room imports from rooms on floors below its own, and freely within itself;
# two rooms on a floor do not know each other.
FLOORS: dict[int, tuple[str, ...]] = {
    1: ("texts",),
    2: ("errors",),
    3: ("model",),
    4: ("settings",),
    5: ("minutes",),
    6: ("privacy", "rows"),
    7: ("dataset",),
    8: ("package",),
    9: ("release", "publish", "writing"),
    10: ("cli",),
}
ROOMS = {room: number for number, rooms in FLOORS.items() for room in rooms}
FLOOR = {**ROOMS, FACE: max(FLOORS) + 1}


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


@dataclass(frozen=True, slots=True)
class Reach:
    """A module of the house that another one reaches for, and how that is written where."""

    module: str
    line: int
    written: str
    by_name: bool = False  # by a text that names it, not by an import statement


def house_module(dotted: str) -> str | None:
    """The module of the house that a whole dotted name leads to; FACE for a name of the face."""
    if dotted != NAME and not dotted.startswith(f"{NAME}."):
        return None
    inside = dotted.removeprefix(NAME).strip(".")
    while inside and inside not in MODULES:
        inside = inside.rpartition(".")[0]
    return inside or FACE


def in_statement(node: ast.Import | ast.ImportFrom) -> set[str]:
    """The whole dotted names that an import statement leads to."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    assert node.level == 0, "a module imports relatively"
    whole = {f"{node.module}.{alias.name}" for alias in node.names}
    return whole if node.module == NAME else {node.module or "", *whole}


# What imports or looks up a module by its name.
BY_NAME = {"import_module", "find_spec", "__import__", "run_module"}


def named_in(node: ast.Constant, called: bool) -> str | None:
    """The module that a text names: whole, or `module:function`, or handed to an import."""
    if not isinstance(node.value, str) or not re.fullmatch(r"[\w.]+(:\w+)?", node.value):
        return None
    path, colon, _ = node.value.partition(":")
    if path.startswith(f"{NAME}.") or (called and path == NAME):
        return house_module(path)
    inside = path.strip(".")
    return inside if (colon or called) and inside in MODULES else None


@cache
def reaches(text: str) -> tuple[Reach, ...]:
    """What a module with this text reaches for, wherever in it and however that is written."""
    found, handed = [], set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            modules = {house_module(dotted) for dotted in in_statement(node)} - {None}
            written = ast.unparse(node)
            found += [Reach(module, node.lineno, written) for module in modules if module]
        elif isinstance(node, ast.Call):
            if getattr(node.func, "attr", getattr(node.func, "id", "")) in BY_NAME:
                given = [*node.args, *(keyword.value for keyword in node.keywords)]
                handed |= {id(part) for argument in given for part in ast.walk(argument)}
        elif isinstance(node, ast.Constant):
            module = named_in(node, id(node) in handed)
            if module:
                found.append(Reach(module, node.lineno, repr(node.value), by_name=True))
    return tuple(found)


def imported(name: str) -> set[str]:
    """The modules of the house that a module imports, wherever in its text."""
    found = reaches(MODULES[name].read_text(encoding="utf-8"))
    return {reach.module for reach in found if not reach.by_name and reach.module != FACE}


def test_every_module_stands_in_a_room_and_every_room_has_its_modules() -> None:
    assert {room(name) for name in MODULES} == ROOMS.keys()


def upwards(name: str, text: str) -> list[str]:
    """What runs up: each import of a module with this text that is not from a room below."""
    here, found = room(name), []
    for reach in reaches(text):
        there = room(reach.module)
        if here != there and FLOOR[there] >= FLOOR[here]:
            found.append(
                f"{name}:{reach.line} (floor {FLOOR[here]}) imports {reach.module} "
                f"(floor {FLOOR[there]}), upwards: {reach.written}"
            )
    return found


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_from_rooms_below(name: str) -> None:
    found = upwards(name, MODULES[name].read_text(encoding="utf-8"))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("text", "module"), [
    ("from socsam_opendata.release.compare import diff", "release.compare"),
    ("import socsam_opendata.release.compare as compare", "release.compare"),
    ("from socsam_opendata import release", "release"),
    ("import socsam_opendata.cli.main", "cli.main"),
    ("def f():\n    from socsam_opendata.cli import main", "cli.main"),
    ("from socsam_opendata import build", FACE),
    ("from socsam_opendata import *", FACE),
    ("import socsam_opendata", FACE),
    ("import socsam_opendata as so", FACE),
    ("x = import_module('socsam_opendata.publish.publish')", "publish.publish"),
    ("x = importlib.import_module(name='socsam_opendata')", FACE),
    ("x = import_module('.release.compare', 'socsam_opendata')", "release.compare"),
    ("x = import_module(f'socsam_opendata.publish.{kind}')", "publish"),
    ("x = import_module(f'socsam_opendata.{module}')", FACE),
    ("x = importlib.util.find_spec('socsam_opendata.cli')", "cli"),
    ("x = __import__('socsam_opendata.release')", "release"),
    ("WRITERS = ('tables:write_tables', 'release.compare:diff')", "release.compare"),
    ("WRITER = 'socsam_opendata.publish.publish:publish_package'", "publish.publish"),
    ("run([sys.executable, '-m', 'socsam_opendata.cli.main'])", "cli.main"),
])  # fmt: skip
def test_an_import_that_runs_up_is_found_however_it_is_written(text: str, module: str) -> None:
    told = upwards("package.tables", f"import json\n{text}\n")
    assert told, text
    assert any(f"imports {module} (floor {FLOOR[room(module)]}), upwards: " in x for x in told)
    line = 2 + text.count("\n")
    assert all(one.startswith(f"package.tables:{line} (floor 8) ") for one in told)


@pytest.mark.parametrize("text", [
    "from socsam_opendata.model import kinds",
    "from socsam_opendata import texts",
    "import socsam_opendata.errors",
    "x = import_module('socsam_opendata.dataset.check')",
    "x = import_module(f'socsam_opendata.package.{module}')",
    "WRITER = 'portal.feeds:write_feeds'",
    "x = find_spec('frictionless')",
    # Words that are the names of modules and name none here.
    "NAME, WHAT = 'socsam_opendata', 'release'",
    "SAID = 'The release is compared: release.compare does that.'",
])  # fmt: skip
def test_an_import_from_below_and_a_word_are_no_import_upwards(text: str) -> None:
    assert upwards("package.tables", text) == []


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
    assert not homes.keys() & ROOMS.keys()


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

"""The floors of the house: a module imports only from below, and nothing is a drawer for odds."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import socsam_opendata

HOME = Path(socsam_opendata.__file__).resolve().parent
NAME = "socsam_opendata"

# From the ground up. A module imports from floors below its own, and freely within `model`,
# `minutes` and `portal`; the others on a floor do not know each other.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "fact_texts", "cli_texts", "verdicts", "printing", "workbook_texts"}),
    frozenset({"problem_texts", "cli_common", "sums", "toml_file"}),
    frozenset({"model"}),
    frozenset({"vocab"}),
    frozenset({"tables", "history", "sheets"}),
    frozenset({"settings"}),
    frozenset({"minutes"}),
    frozenset({"masking"}),
    frozenset({"names"}),
    frozenset({"own_texts", "policy", "views"}),
    frozenset({"dataset"}),
    frozenset({"gather", "formats", "fact_checks", "query", "starter", "describe", "reading_view"}),
    frozenset({"facts", "judges", "swap", "package_tables", "excel_csv"}),
    frozenset({"diff"}),
    frozenset({"chronicle", "portal"}),
    frozenset({"build"}),
    frozenset({"report", "release"}),
    frozenset({"release_report"}),
    frozenset({"cli_portal"}),
    frozenset({"cli"}),
)
TOGETHER = frozenset({"model", "minutes", "portal"})


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


def unit(name: str) -> str:
    """The part of the house a module belongs to: its folder, or itself."""
    return name.partition(".")[0]


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


def floor(name: str) -> int:
    """The number of the floor a module lives on."""
    return next(n for n, units in enumerate(FLOORS) if unit(name) in units)


def test_every_module_has_a_floor_and_every_floor_its_modules() -> None:
    assert {unit(name) for name in MODULES} == frozenset().union(*FLOORS)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_from_below(name: str) -> None:
    for other in imported(name):
        same = unit(other) == unit(name) and unit(name) in TOGETHER
        assert same or floor(other) < floor(name) or other == unit(name), f"{name} <- {other}"


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("formats.")])
def test_formats_do_not_import_each_other(name: str) -> None:
    assert not {other for other in imported(name) if unit(other) == "formats"} - {"formats"}


COMMAND_LINE = ("cli", "cli_common", "cli_portal")


@pytest.mark.parametrize("module", COMMAND_LINE)
def test_the_command_line_imports_nothing_of_the_house_at_the_top_but_itself(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [getattr(node, "module", None) or node.names[0].name for node in top]
    house = {name.removeprefix(f"{NAME}.") for name in names if name.startswith(NAME)}
    assert house <= set(COMMAND_LINE)


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

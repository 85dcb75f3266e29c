"""What is installed and shipped: dependencies, pins, and nothing of the machine it was made on."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from syntax import tree_of

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "socsam_opendata"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
OWN = canonicalize_name(PROJECT["name"])
# Needed without being imported: the time zones that zoneinfo looks up, and what frictionless reads
# the workbook with.
NOT_IMPORTED = {"tzdata", "openpyxl"}
# What somebody who uses the library may add to it; the others are for those who change it.
OFFERED = ("judges", "publish")


def requirements(texts: list[str]) -> dict[str, Requirement]:
    """Requirements by canonical name."""
    found = [Requirement(text) for text in texts]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


CORE = requirements(PROJECT["dependencies"])
EXTRAS = {
    name: requirements(texts)
    for name, texts in PROJECT["optional-dependencies"].items()
    if name != "all"
}
DECLARED = CORE | {name: r for extra in EXTRAS.values() for name, r in extra.items()}
PINS = {
    canonicalize_name(name): version
    for name, _, version in (line.partition("==") for line in CONSTRAINTS)
    if version
}


def top_level(module: str) -> str:
    """The distribution that a dotted module name belongs to."""
    return canonicalize_name(module.partition(".")[0])


def modules(node: ast.AST) -> Iterator[str]:
    """The modules that one statement imports."""
    if isinstance(node, ast.Import):
        yield from (name.name for name in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module


def imports(path: Path, everywhere: bool) -> set[str]:
    """The foreign distributions a file imports: at its top only, or in its functions too."""
    tree = tree_of(path)
    nodes = ast.walk(tree) if everywhere else tree.body
    found = {module for node in nodes for module in modules(node)}
    foreign = {m for m in found if m.partition(".")[0] not in sys.stdlib_module_names}
    return {top_level(module) for module in foreign} - {OWN}


FILES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_core_installation_can_import_every_module(path: Path) -> None:
    assert imports(path, everywhere=False) <= set(CORE)


def test_every_import_is_declared() -> None:
    used = {name for path in FILES for name in imports(path, everywhere=True)}
    assert used <= set(DECLARED)


SOURCE_TEXT = "\n".join(path.read_text(encoding="utf-8") for path in FILES)


@pytest.mark.parametrize(
    "name",
    sorted({*CORE, *(name for extra in OFFERED for name in EXTRAS[extra])} - NOT_IMPORTED),
)
def test_what_an_installation_brings_is_used(name: str) -> None:
    assert re.search(rf"\bimport {name}\b|\bfrom {name}\b|\"{name}\"", SOURCE_TEXT)


def test_a_library_has_one_lower_bound_wherever_it_is_asked_for() -> None:
    bounds: dict[str, set[str]] = {}
    for extra in (CORE, *EXTRAS.values()):
        for name, requirement in extra.items():
            bounds.setdefault(name, set()).add(str(requirement.specifier))
    assert {name: found for name, found in bounds.items() if len(found) > 1} == {}


@pytest.mark.parametrize("requirement", DECLARED.values(), ids=lambda r: r.name)
def test_a_dependency_has_a_lower_bound_that_its_pin_obeys(requirement: Requirement) -> None:
    assert [s.operator for s in requirement.specifier] == [">="]
    assert requirement.specifier.contains(PINS[canonicalize_name(requirement.name)])


def test_the_extra_all_names_every_other_extra() -> None:
    (everything,) = PROJECT["optional-dependencies"]["all"]
    assert Requirement(everything).extras == set(EXTRAS)


def wanted(texts: list[str], extras: set[str], anywhere: bool) -> Iterator[tuple[str, set[str]]]:
    """Names and extras that requirements ask for, on this machine or on any."""
    for text in texts:
        requirement = Requirement(text)
        marker = requirement.marker
        if (
            marker is None
            or (anywhere and "extra" not in str(marker))
            or any(marker.evaluate({"extra": e}) for e in (extras or {""}))
        ):
            yield canonicalize_name(requirement.name), requirement.extras


def needed(anywhere: bool) -> set[str]:
    """What is installed with all extras, and what that needs in turn."""
    waiting = [(name, requirement.extras) for name, requirement in DECLARED.items()]
    seen: set[str] = set()
    while waiting:
        name, extras = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            needs = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        waiting.extend(wanted(needs, extras, anywhere))
    return seen


def test_constraints_pin_everything_that_is_installed_with_the_extras() -> None:
    assert needed(anywhere=False) <= set(PINS)


def test_constraints_pin_nothing_else() -> None:
    assert set(PINS) <= needed(anywhere=True)


def test_constraints_are_names_with_exact_versions_and_nothing_else() -> None:
    lines = [line for line in CONSTRAINTS if not line.startswith("#")]
    assert len(lines) == len(PINS)
    assert lines == sorted(lines)
    for line in lines:
        assert re.fullmatch(r"[a-z0-9][a-z0-9.-]*==[0-9][0-9A-Za-z.]*", line), line


def test_the_build_holds_the_declared_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[([^\]]+)\]", changelog, re.MULTILINE)
    assert newest is not None
    assert Version(newest[1]) == Version(PROJECT["version"])


def test_what_is_shipped_leaves_out_names() -> None:
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    targets = tool["hatch"]["build"]["targets"]
    assert not {"minutes", "tests", "datapackage"} & set(targets["sdist"]["only-include"])
    assert targets["wheel"]["packages"] == ["src/socsam_opendata"]
    assert targets["wheel"]["force-include"] == {"vocab": "socsam_opendata/vocab"}


# Written so that this file does not hold what it looks for.
TRACES = re.compile(
    rb"(?<![\w./-])/(?:home|root|Users|work)/[\w.-]"
    rb"|[A-Z]:\\+Users\\"
    rb"|--(?:extra-)?index-" + rb"url"
    rb"|files\.python" + rb"hosted"
    rb"|pypi\.org/" + rb"simple"
)


def committed_files() -> list[Path]:
    """The files that git knows, or none outside a repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    )  # fmt: skip
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else []
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_no_file_holds_a_trace_of_a_machine() -> None:
    files = committed_files()
    if not files:
        pytest.skip("not a git repository: there is no list of files to read")
    found = [
        f"{path.relative_to(ROOT)}: {match.group()!r}"
        for path in files
        for match in TRACES.finditer(path.read_bytes())
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    ["cd /" + "home/anna/x", '"/' + 'root/.venv"', "-" + "-index-url x", "C:" + "\\Users\\anna"],
)
def test_a_trace_of_a_machine_is_seen(text: str) -> None:
    assert TRACES.search(text.encode())


@pytest.mark.parametrize(
    "text", ["https://example.org/home/index", "see docs" + "/root" + "/x", "a/b/c"]
)
def test_an_address_is_no_trace(text: str) -> None:
    assert not TRACES.search(text.encode())

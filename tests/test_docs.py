"""The prose keeps up with the program: every command is documented, and the examples run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
import typer

from socsam_opendata.cli.main import make_app
from socsam_opendata.package.linked import questions as query

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROSE = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
PROSE += sorted((ROOT / "docs").glob("*.md"))

needs_package = pytest.mark.skipif(
    not (ROOT / "datapackage" / "datapackage.json").is_file(),
    reason="datapackage/ is not built; `make dataset` builds it",
)


def blocks(language: str) -> list[str]:
    """The code blocks of the README in a language."""
    found = re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    return [str(block) for block in found]


def commands() -> dict[str, Any]:
    """The commands of the command line by name."""
    return dict(typer.main.get_command(make_app("en")).commands)


def test_every_command_has_a_row_in_the_readme() -> None:
    rows = re.findall(r"^\| `socsam (\w+)", README, re.MULTILINE)
    assert sorted(rows) == sorted(commands())


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_prose_names_only_commands_and_options_that_exist(path: Path) -> None:
    known = commands()
    for name, rest in re.findall(r"`socsam ([a-z]+)\b([^`\n]*)`", path.read_text(encoding="utf-8")):
        assert name in known
        options = {option for parameter in known[name].params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= options


def test_the_two_commands_stand_on_the_first_screen() -> None:
    first_screen = README.splitlines()[:24]
    for target in ("make dataset", "make test"):
        assert any(line.startswith(target) for line in first_screen)


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_links_of_the_prose_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (path.parent / target).exists(), target


def test_make_targets_in_the_prose_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {t for names in re.findall(r"^([a-z ]+):", makefile, re.M) for t in names.split()}
    for path in PROSE:
        for named in re.findall(r"`make ([a-z ]+)`", path.read_text(encoding="utf-8")):
            assert set(named.split()) <= targets, path.name


@needs_package
@pytest.mark.parametrize("code", blocks("python"))
def test_python_of_the_readme_runs(
    code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pandas")
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {"__name__": "readme"})
    assert capsys.readouterr().out.strip()


@needs_package
@pytest.mark.parametrize("code", blocks("sql"))
def test_sql_of_the_readme_finds_rows(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with duckdb.connect() as connection:
        assert connection.execute(code).fetchall()


@needs_package
@pytest.mark.parametrize("code", blocks("sparql"))
def test_sparql_of_the_readme_finds_rows(code: str) -> None:
    assert query.run(ROOT / "datapackage", code).rows


def test_the_readme_has_examples_to_run() -> None:
    assert all(blocks(language) for language in ("python", "sql", "sparql"))

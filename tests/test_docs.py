"""The prose keeps up with the program: every command is documented, and the examples run."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
import typer

from socsam_opendata.cli.main import make_app
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.package.build import build
from socsam_opendata.package.linked import questions as query
from socsam_opendata.settings.names_review import ANSWERS, COLUMNS
from test_floors import FLOOR, FLOORS

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


SETTINGS = """\
[dataset]
name = "exempelradet"
title = "Exempelrådets protokoll"
title_en = "Minutes of the Example Council"
description = "Allt är påhittat."
description_en = "All of it is invented."
base = "https://data.example.org/exempelradet/"
keywords = ["protokoll"]
keywords_en = ["minutes"]
[release]
date = 2026-11-20
[[bodies]]
id = "exempelradet"
members = ["2303"]
"""
ORGANIZATIONS = """\
id,name,name_en,short_name,kind,part_of,municipality,organisation_number,wikidata,spellings
exempelradet,Exempelrådet,Example Council,,body,,,,,
hittepa,Hittepåföreningen,Made-up Society,,association,,,,,
"""
NUMBERS = (9, 10, 11, 99, 100, 101)
MANY = """\
Exempelrådet

Tid och plats: torsdag 12 mars 2026 kl. 13.00–15.00, Hittepågatan 1

Deltagare (beslutande): Alva Exempelsson (S), Ragunda kommun

Justeringens tid och plats: torsdag 26 mars 2026, digitalt

Paragrafer: 9-101

"""


@pytest.mark.parametrize("code", blocks("sql"))
def test_sql_of_the_readme_gives_the_order_of_the_minutes(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """§ 10 after § 9 and § 100 after § 99, and clause 10 after 9: not as text sorts them."""
    clauses = "\n".join(f"{n}. Att bevilja Hittepåföreningen {n} 000 kr." for n in range(1, 12))
    text = MANY + "\n\n".join(
        f"§ {n} Bidrag nummer {n}\n\nExempelrådets beslut\n\nExempelrådet beslutar:\n\n{clauses}"
        for n in NUMBERS
    )
    minutes = tmp_path / "minutes"
    minutes.mkdir()
    (minutes / "a.md").write_text(text, "utf-8")
    (minutes / "dataset.toml").write_text(SETTINGS, "utf-8")
    (minutes / "organizations.csv").write_text(ORGANIZATIONS, "utf-8")
    report = build(minutes, tmp_path / "datapackage", workers=1)
    assert report.built, report.problems
    monkeypatch.chdir(tmp_path)
    with duckdb.connect() as connection:
        found = connection.sql(code)
        at = [found.columns.index(name) for name in ("paragraph", "clause")]
        order = [tuple(row[i] for i in at) for row in found.fetchall()]
    assert order == [(f"§ {n}", str(c)) for n in NUMBERS for c in range(1, 12)]


@needs_package
@pytest.mark.parametrize("code", blocks("sparql"))
def test_sparql_of_the_readme_finds_rows(code: str) -> None:
    assert query.run(ROOT / "datapackage", code).rows


def test_the_readme_has_examples_to_run() -> None:
    assert all(blocks(language) for language in ("python", "sql", "sparql"))


# --- privacy.md in two languages ------------------------------------------------------------------

PRIVACY, INTEGRITET = (
    (ROOT / "docs" / name).read_text(encoding="utf-8").partition("\n## Sources")[0]
    for name in ("privacy.md", "privacy.sv.md")
)


def told(text: str) -> dict[str, list[str]]:
    """What of a page is the same in every language: code, laws, articles, figures, its build."""
    prose = re.sub(r"\[[^]]*\]\([^)]*\)", "", text)
    figures = "\n".join(re.findall(r"^\|.*\d ?%? \|$", text, re.MULTILINE))
    return {
        "code": sorted(set(re.findall(r"`([^`]+)`", prose))),
        "laws": re.findall(r"\d{4}:\d+|\d+ kap\.|\d+ §", prose),
        "articles": re.findall(r"(?:articles?|artikel|GDPR) (\d[\d.]*(?: e)?)", prose),
        "figures": re.findall(r"\d+", re.sub(r"(?<=\d)[, ](?=\d{3})", "", figures)),
        "build": re.findall(r"^(?:#+ |- \*\*|\d\. |\|)", text, re.MULTILINE),
    }


def test_the_page_on_privacy_tells_the_same_in_both_languages() -> None:
    assert told(PRIVACY) == told(INTEGRITET)
    found = told(PRIVACY)
    assert len(found["code"]) > 30
    assert {"2018:218", "2022:818", "2017:725", "12 §"} <= set(found["laws"])
    assert len(found["figures"]) > 12


@pytest.mark.parametrize("text", [PRIVACY, INTEGRITET], ids=["en", "sv"])
def test_the_page_on_privacy_names_every_reason_answer_and_column(text: str) -> None:
    code = set(told(text)["code"])
    assert {found.notation for found in code_list("withheld-reason").codes} <= code
    assert {*COLUMNS, *ANSWERS, "mask", '"stop"'} <= code


# --- the map of the house: architecture.md and CONTRIBUTING.md ------------------------------------

ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
SOURCE = ROOT / "src" / "socsam_opendata"
MAPS = [ROOT / "docs" / "architecture.md", ROOT / "CONTRIBUTING.md"]
# Where a path of the prose may begin: the repository, the library, and folders that are spoken of.
PLACES = (
    ROOT,
    ROOT / "src",
    SOURCE,
    *(ROOT / name for name in ("minutes", "vocab", "datapackage")),
)
STEP = re.compile(r"^\| (\d+) \| .+ \| `([\w/.]+)`: `(\w+)` \|$", re.MULTILINE)


def drawn_floors(text: str) -> dict[int, tuple[str, ...]]:
    """The rooms of each floor of the drawing: a line begins with its number."""
    found = {}
    for line in text.splitlines():
        number, *words = re.split(r"\s{2,}", line.strip())
        if number.isdecimal():
            found[int(number)] = tuple(word for word in words if word in FLOOR)
    return found


def named_paths(text: str) -> list[str]:
    """What stands in backticks and is a path of one thing: no pattern, no NAME to be filled in."""
    named = re.findall(r"`([\w./-]+)`", text)
    paths = [word for word in named if re.search(r"/|\.(md|toml|ttl|csv|py|txt)$", word)]
    return [path for path in paths if not re.search(r"[A-Z]+\.(py|rq)$", path)]


def test_the_walk_of_a_fact_has_its_steps_in_order_and_at_most_fifteen() -> None:
    numbers = [int(number) for number, _, _ in STEP.findall(ARCHITECTURE)]
    assert 10 <= len(numbers) <= 15
    assert numbers == list(range(1, len(numbers) + 1))
    # No row of the table is told in another way and so left out here.
    assert len(re.findall(r"^\| \d+ \|", ARCHITECTURE, re.MULTILINE)) == len(numbers)


@pytest.mark.parametrize(("number", "file", "function"), STEP.findall(ARCHITECTURE))
def test_a_step_of_the_walk_names_a_function_that_its_file_defines(
    number: str, file: str, function: str
) -> None:
    tree = ast.parse((SOURCE / file).read_text(encoding="utf-8"))
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert function in defined, f"step {number}: {file} defines no {function}"


def test_the_drawing_has_the_floors_of_the_house() -> None:
    assert drawn_floors(ARCHITECTURE) == FLOORS
    assert drawn_floors("  9   cli    what package and dataset give") == {9: ("cli",)}


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name)
def test_every_path_that_a_map_names_is_there(path: Path) -> None:
    named = named_paths(path.read_text(encoding="utf-8"))
    assert len(named) > 20
    gone = [name for name in named if not any((place / name).exists() for place in PLACES)]
    assert not gone


def test_a_path_is_told_from_other_words() -> None:
    words = "`model/records.py`, `cli/NAME.py`, `minutes/*.md`, `make test`, `spec:force`, `a.toml`"
    assert named_paths(words) == ["model/records.py", "a.toml"]

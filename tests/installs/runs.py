"""What is run with each install that the documents name: what they say it is for."""

from __future__ import annotations

import filecmp
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from environment import Environment
from guide_runs import run_guide, run_library_page, run_readme, with_package
from named import MAKE, ROOT

import guide_code

Run = Callable[[Environment], None]
_TOLD = re.compile(r'pip install "(socsam_opendata\[[a-z,]+\])"')


# --- the library ------------------------------------------------------------------------------


def unequal(left: Path, right: Path) -> list[str]:
    """The files of two folders that differ, or that one of them lacks."""
    names = {
        path.relative_to(folder).as_posix()
        for folder in (left, right)
        for path in folder.rglob("*")
        if path.is_file()
    }
    _, differ, lacking = filecmp.cmpfiles(left, right, sorted(names), shallow=False)
    return [*differ, *lacking]


def build_the_seed(environment: Environment, **variables: str) -> None:
    """The seed's minutes, copied, become the committed package byte for byte."""
    if not (environment.folder / "seed").exists():
        shutil.copytree(ROOT / "minutes", environment.folder / "seed")
    command = ("socsam", "build", "seed", "--out", "package", "--quiet")
    environment.run(*command, **variables).well()
    assert unequal(environment.folder / "package", ROOT / "datapackage") == []


def use_the_commands(environment: Environment) -> None:
    """The commands that the README gives to an install without extras."""
    build_the_seed(environment)
    first = next((environment.folder / "seed").glob("20*.md"))
    for command in (
        ("--help",),
        ("init", "fresh"),
        ("read", f"seed/{first.name}", "--settings", "seed"),
        ("query", "decisions", "--package", "package"),
        ("describe", "meetings"),
        ("diff", "package", "package"),
        ("export", "for-excel", "--package", "package"),
        ("check", "package", "--own"),
    ):
        assert environment.run("socsam", *command).well().text


def use_the_library(environment: Environment) -> None:
    """The library that is imported is the installed one; SQL says which install it needs."""
    with_package(environment)
    code = (
        "import socsam_opendata as so, sys;"
        "assert so.__file__.startswith(sys.prefix), so.__file__;"
        "package = so.open_package('datapackage');"
        "print(package.version, len(package.tables), flush=True);"
        "package.sql('SELECT 1')"
    )
    ended = environment.run("python", "-c", code)
    assert ended.code == 1
    assert ended.text.splitlines()[-1].endswith('pip install "socsam_opendata[sql]"')


def fill_in_the_example(environment: Environment) -> None:
    """`minutes` holds what the publisher's guide has somebody write, and its first minutes."""
    environment.run("socsam", "init", "minutes").well()
    guide = guide_code.GUIDES / "publisher.en.md"
    for block in guide_code.blocks(guide, *guide_code.FILES):
        guide_code.fill(environment.folder / block.file, block)
    first = sorted(guide_code.EXAMPLES.glob("20*.md"))[0]
    shutil.copy(first, environment.folder / "minutes")


# The library is there already: pip adds what the extra asks for.
JUDGES, PUBLISH = "socsam_opendata[judges]", "socsam_opendata[publish]"
RELEASE = "socsam release minutes --out released --date 2026-04-10"


def refused(environment: Environment, command: str) -> str:
    """What a command says it needs, for pip: it ends with 2, and writes nothing."""
    before = sorted(environment.folder.rglob("*"))
    ended = environment.run(*command.split())
    assert ended.code == 2, f"{command}: exit code {ended.code}\n{ended.text}"
    told = _TOLD.search(" ".join(ended.text.split()))
    assert told, f"{command}: {ended.text}"
    assert sorted(environment.folder.rglob("*")) == before
    return told[1]


def do_what_the_sentences_say(environment: Environment) -> None:
    """Each command that lacks libraries says which install it needs; that install is enough."""
    with_package(environment)
    fill_in_the_example(environment)
    judging = (
        "socsam check datapackage",
        "socsam build minutes --out judged --date 2026-04-10 --judges",
    )
    assert {refused(environment, command) for command in judging} == {JUDGES}
    environment.install(JUDGES)
    for command in judging:
        environment.run(*command.split()).well()
    environment.run(*RELEASE.split()).well()
    publishing = "socsam publish webb --package released"
    assert refused(environment, publishing) == PUBLISH
    environment.install(PUBLISH)
    environment.run(*publishing.split()).well()


def release_the_example(environment: Environment) -> None:
    """The minutes of the publisher's guide become a release."""
    fill_in_the_example(environment)
    environment.run(*RELEASE.split()).well()


def judge_the_seed(environment: Environment) -> None:
    """The outside judges pass the committed package, and a build asks them."""
    with_package(environment)
    environment.run("socsam", "check", "datapackage").well()
    shutil.copytree(ROOT / "minutes", environment.folder / "seed")
    command = ("socsam", "build", "seed", "--out", "package", "--judges", "--quiet")
    environment.run(*command).well()


def ask_in_sql(environment: Environment) -> None:
    """SQL over the tables of an opened package."""
    with_package(environment)
    code = (
        "import socsam_opendata as so;"
        "package = so.open_package('datapackage');"
        "print(package.sql('SELECT count(*) AS meetings FROM meetings').to_pylist())"
    )
    assert environment.run("python", "-c", code).well().text == "[{'meetings': 1}]\n"


# --- other programs on the files -------------------------------------------------------------


def read_parquet(environment: Environment, library: str) -> None:
    """A library of data frames reads every Parquet file of the package, with real dates."""
    with_package(environment)
    code = (
        f"import {library} as frames, pathlib;"
        "paths = sorted(pathlib.Path('datapackage/data').glob('*.parquet'));"
        "tables = {path.stem: frames.read_parquet(path) for path in paths};"
        "print(len(tables), tables['meetings']['date'][0].isoformat()[:10])"
    )
    printed = environment.run("python", "-c", code).well().text
    count = len(list((ROOT / "datapackage" / "data").glob("*.parquet")))
    assert printed == f"{count} 2025-06-02\n"


# CI begins with these on a clean clone: `make install`, then `make dataset`, `lint` and `test`.
BY_CI = frozenset({MAKE, ".[all]"})

RUNS: dict[str, tuple[Run, ...]] = {
    ".": (
        use_the_commands,
        use_the_library,
        lambda e: run_readme(e, "sparql"),
        lambda e: run_readme(e, "python", ours=True),
        lambda e: run_guide(e, "sparql", "sh", "sparql", "python"),
        lambda e: run_guide(e, "journalist", "sh"),
        do_what_the_sentences_say,
    ),
    ".[judges]": (judge_the_seed, release_the_example),
    ".[judges,publish]": (judge_the_seed, lambda e: run_guide(e, "publisher", "sh")),
    ".[judges,publish,sql]": (run_library_page,),
    ".[sql]": (ask_in_sql,),
    "duckdb": (lambda e: run_readme(e, "sql"), lambda e: run_guide(e, "journalist", "sql")),
    "pandas": (lambda e: run_readme(e, "python"), lambda e: run_guide(e, "journalist", "python")),
    "pandas pyarrow": (lambda e: read_parquet(e, "pandas"),),
    "polars": (lambda e: read_parquet(e, "polars"),),
    "frictionless[pandas]": (lambda e: run_readme(e, "sh"),),
}

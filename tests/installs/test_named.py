"""Installs are found in the documents, and each that is named is tried."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from named import MAKE, ROOT, documents, install_of, named, named_in
from runs import BY_CI, RUNS

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# Put together by the extra `all`; nobody is told to install them alone.
NOT_ALONE = {"publish", "test", "lint"}


def test_every_install_that_a_document_names_is_tried() -> None:
    tried = {*RUNS, *BY_CI}
    assert [str(found) for found in named() if found.install not in tried] == []


def test_what_is_tried_is_named_in_a_document() -> None:
    assert {*RUNS, *BY_CI} <= {found.install for found in named()}


def test_every_extra_is_named() -> None:
    assert {f".[{extra}]" for extra in {*PROJECT["optional-dependencies"]} - NOT_ALONE} <= {
        found.install for found in named()
    }


def test_what_the_program_tells_to_install_is_offered() -> None:
    source = sorted(p for p in (ROOT / "src").rglob("*") if p.suffix in (".py", ".toml"))
    told = {
        extra
        for path in source
        for names in re.findall(r"socsam_opendata\[([a-z,]+)\]", path.read_text(encoding="utf-8"))
        for extra in names.split(",")
    }
    assert told
    assert told <= set(PROJECT["optional-dependencies"])


def broken(text: str) -> list[str]:
    """The lines that name an install and do not end it: the reader of lines would miss the rest."""
    prose = re.sub(r"(?ms)^```.*?^```$", "", text)
    return [
        line
        for line in prose.splitlines()
        if re.search(r"\bpip(?: install)?$", line)
        or ("pip install" in line and not re.search(r"`[^`]*\bpip install [^`]+`", line))
    ]


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_no_document_breaks_an_install_over_lines(path: Path) -> None:
    assert broken(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text", ["with `pip\ninstall .`", "`pip install\n.`", "`pip install a\nb`"]
)
def test_an_install_over_two_lines_is_seen(text: str) -> None:
    assert broken(text)


@pytest.mark.parametrize(
    ("text", "installs"),
    [
        ("`.venv/bin/pip install .` in a clone", ["."]),
        ('.venv/bin/python -m pip install ".[publish,judges]"', [".[judges,publish]"]),
        ('comes with `pip install ".[sql]"`.', [".[sql]"]),
        ("`pip install -c constraints.txt -e .[all]`", [".[all]"]),
        ("`pip install pyarrow pandas`, or `pip install polars`", ["pandas pyarrow", "polars"]),
        ('`pip install "frictionless[pandas]"`', ["frictionless[pandas]"]),
        ("install `.[all]` without constraints; `make install` does", [".[all]", MAKE]),
        ("then `.venv\\Scripts\\python -m pip install …`, and the commands below", []),
        ("nothing to install", []),
    ],
)
def test_installs_are_found_in_a_line(text: str, installs: list[str]) -> None:
    assert [install for _, install in named_in(text)] == installs


@pytest.mark.parametrize(
    "arguments", ["", "a,b", ". pandas", "-c constraints.txt", "socsam_opendata[sql]"]
)
def test_what_nobody_can_try_is_refused(arguments: str) -> None:
    with pytest.raises(ValueError, match="pip install"):
        install_of(arguments)

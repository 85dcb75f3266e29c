"""The code of a guide, run with the programs of another environment than this one."""

from __future__ import annotations

import shutil

from environment import Environment
from named import ROOT

import guide_code
from guide_code import Block, blocks, speaks

README = ROOT / "README.md"
_NEXT = "-- the next block --"


def _one_script(environment: Environment, codes: list[str]) -> list[str]:
    """What each piece of a Python script prints; later ones see the names of earlier ones."""
    script = f"\nprint({_NEXT!r})\n".join(codes)
    (environment.folder / "guide_code.py").write_text(script, encoding="utf-8")
    return environment.run("python", "guide_code.py").well().text.split(f"{_NEXT}\n")


def _python(environment: Environment, found: list[Block]) -> list[str]:
    return _one_script(environment, [block.code for block in found])


def _sql(environment: Environment, found: list[Block]) -> list[str]:
    shown = [f"duckdb.sql({block.code!r}).show(max_width={guide_code.WIDE})" for block in found]
    printed = _one_script(environment, ["import duckdb", *shown])[1:]
    return [text.removesuffix("\n") for text in printed]


def _sparql(environment: Environment, found: list[Block]) -> list[str]:
    def asked(block: Block) -> str:
        (environment.folder / "question.rq").write_text(block.code, encoding="utf-8")
        language = speaks(block.guide) if block.guide != README else "en"
        command = ("socsam", "--lang", language, "query", "--file", "question.rq")
        return environment.run(*command).well().text

    return [asked(block) for block in found]


RUN = {"python": _python, "sql": _sql, "sparql": _sparql}


def with_package(environment: Environment) -> None:
    """Lay the committed package into the folder of an environment, once."""
    if not (environment.folder / "datapackage").exists():
        guide_code.with_package(environment.folder)


def run_guide(environment: Environment, topic: str, *languages: str) -> None:
    """Run the code of a guide, in Swedish and English; AssertionError shows what it prints else."""
    guides = [path for path in guide_code.guides() if path.name.startswith(f"{topic}.")]
    assert guides, topic
    for guide in guides:
        for language in languages:
            found = blocks(guide, language)
            assert found, f"{guide.name} has no {language}"
            if language == "sh":
                _shell(environment, guide.name)
                continue
            with_package(environment)
            _compared(found, RUN[language](environment, found))


def _shell(environment: Environment, name: str) -> None:
    """The commands of a guide, in a folder with what the guide starts from."""
    guide = guide_code.GUIDES / name
    folder = environment.folder / name
    folder.mkdir()
    files = blocks(guide, *guide_code.FILES)
    place = (guide_code.with_examples if files else guide_code.with_package)(folder)
    found = blocks(guide, "sh", *guide_code.FILES)
    _compared(found, guide_code.run_sh(found, place, speaks(guide), environment.bin))
    shutil.rmtree(folder)


def _compared(found: list[Block], printed: list[str]) -> None:
    wrong = guide_code.differences(found, printed)
    assert not wrong, wrong


def run_readme(environment: Environment, language: str, ours: bool = False) -> None:
    """Run the code of the README in a language; it ends well and prints something.

    `ours` runs the pieces that import this library, else those that do not are run.
    """
    with_package(environment)
    found = [
        block
        for block in blocks(README)
        if block.language == language and ("import socsam_opendata" in block.code) == ours
    ]
    assert found, language
    if language == "sh":
        for block in found:
            for command in block.code.splitlines():
                assert environment.run(*command.split()).well().text.strip()
        return
    assert all(text.strip() for text in RUN[language](environment, found))


def run_library_page(environment: Environment) -> None:
    """Run the code of docs/library.md as it says: beside the minutes, the package, its files."""
    found = guide_code.with_library_page(environment.folder)
    assert found
    _compared(found, _python(environment, found))

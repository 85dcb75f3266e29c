"""The guides: their code prints what they say, and their words keep up with the program."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import typer

import guide_code
from guide_code import FILES, RUN, SHOWN, Block, blocks, difference, fill, fits, guides, ran, speaks
from socsam_opendata.cli.main import make_app
from socsam_opendata.model.code_lists import vocabulary_folder
from socsam_opendata.package.sheets.sheets import SHEETS
from socsam_opendata.package.sheets.workbook import about_sheet
from socsam_opendata.settings.dataset_toml import read_settings

ROOT = guide_code.ROOT
TOPICS = ("journalist", "publisher", "sparql")
# Rscript is an outside program: tests/conformance/test_guides_clients.py runs these.
ELSEWHERE = ("r",)
HERE = [
    (guide, language)
    for guide in guides()
    for language in RUN
    if language not in ELSEWHERE and blocks(guide, language)
]

# The guides whose shell is run soon; the campaign runs all.
SOON = ("journalist.en.md", "sparql.sv.md")

needs_package = pytest.mark.skipif(
    not (ROOT / "datapackage" / "datapackage.json").is_file(),
    reason="datapackage/ is not built; `make dataset` builds it",
)


def of_guide(text: str, tmp_path: Path) -> list[Block]:
    """The blocks of a guide that a test writes."""
    path = tmp_path / "test.sv.md"
    path.write_text(text, encoding="utf-8")
    return blocks(path)


# --- the guides -------------------------------------------------------------------------------


def test_every_guide_is_there_in_both_languages() -> None:
    assert [path.name for path in guides()] == sorted(
        f"{topic}.{language}.md" for topic in TOPICS for language in ("sv", "en")
    )


@needs_package
@pytest.mark.parametrize(
    ("guide", "language"),
    [
        # The publisher's shell builds, releases and publishes again and again, and each time every
        # judge looks: `make campaign` and `make installs` run it. The others start a program for
        # each line: one language is run, and a test below says that both have the same code.
        pytest.param(
            guide,
            language,
            id=f"{guide.name}-{language}",
            marks=[pytest.mark.campaign] if language == "sh" and guide.name not in SOON else [],
        )
        for guide, language in HERE
    ],
)
def test_code_prints_what_the_guide_says(guide: Path, language: str, tmp_path: Path) -> None:
    if language == "python" and guide.name.startswith("journalist"):
        pytest.importorskip("pandas")
    if language == "sh" and guide.name.startswith("publisher"):
        pytest.importorskip("frictionless")  # `socsam publish` asks the outside judges
    folder = tmp_path / "kim"
    folder.mkdir()
    wrong = guide_code.differences(*ran(guide, language, folder))
    assert not wrong, f"{wrong}\n\n`python tests/guide_code.py` writes what is printed now"


def test_every_fence_that_can_run_is_run() -> None:
    """Counted without the reader of blocks, so that one it does not see would show."""
    for guide in guides():
        text = guide.read_text(encoding="utf-8")
        opened = re.findall(r"^ {0,3}(?:```+|~~~+) *([\w+-]+)", text, re.MULTILINE)
        runnable = [name for name in opened if name not in (*FILES, *SHOWN, guide_code.OUTPUT)]
        elsewhere = [block.language for block in blocks(guide, *ELSEWHERE)]
        here = [blocks(guide, language) for path, language in HERE if path == guide]
        run = [block.language for block in chain.from_iterable(here)]
        assert sorted(runnable) == sorted(run + elsewhere), guide.name


def test_what_is_only_shown_is_little() -> None:
    for guide in guides():
        assert len(blocks(guide, *SHOWN)) <= 1, guide.name


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_have_the_same_code(topic: str) -> None:
    def code(language: str) -> list[tuple[str, str]]:
        found = blocks(guide_code.GUIDES / f"{topic}.{language}.md")
        words = {'"en"': '"sv"', "message_en": "message"}
        said = [block.code for block in found]
        for english, swedish in words.items():
            said = [text.replace(english, swedish) for text in said]
        said = [re.sub(r'(reason(?: =)?) ".*"', r"\1", text) for text in said]
        return [(block.language, text) for block, text in zip(found, said, strict=True)]

    assert code("sv") == code("en")


@pytest.mark.parametrize("guide", guides(), ids=lambda path: path.name)
def test_links_lead_somewhere(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (guide.parent / target).exists(), target
    other = "en" if speaks(guide) == "sv" else "sv"
    assert f"]({guide.name.split('.')[0]}.{other}.md)" in text


@pytest.mark.parametrize("guide", guides(), ids=lambda path: path.name)
def test_guides_name_only_commands_and_options_that_exist(guide: Path) -> None:
    program: Any = typer.main.get_command(make_app("en"))
    known = program.commands
    text = guide.read_text(encoding="utf-8")
    named = re.findall(r"`socsam (?:--lang sv )?([a-z]+)\b([^`\n]*)`", text)
    named += re.findall(r"^socsam ([a-z]+)\b(.*)$", text, re.MULTILINE)
    assert named
    for name, rest in named:
        assert name in known
        options = {option for parameter in known[name].params for option in parameter.opts}
        assert set(re.findall(r"(?<= )--[a-z-]+", rest)) <= options


@pytest.mark.parametrize("language", ["sv", "en"])
def test_words_of_the_workbook_are_its_own(language: str) -> None:
    text = (guide_code.GUIDES / f"journalist.{language}.md").read_text(encoding="utf-8")
    headings = {column.heading for sheet in SHEETS for column in sheet.columns}
    names = {about_sheet(), *(sheet.name for sheet in SHEETS)}
    assert set(re.findall(r"\*\*(.+?)\*\*", text)) <= headings | names
    assert set(re.findall(r"(?:bladet|[Ss]heet) ([A-ZÅÄÖ]\w+)", text)) <= names


@pytest.mark.parametrize("guide", guides(), ids=lambda path: path.name)
def test_terms_of_the_overview_are_in_the_vocabulary(guide: Path) -> None:
    terms = ox.parse(path=str(vocabulary_folder() / "terms.ttl"), format=ox.RdfFormat.TURTLE)
    known = {quad.subject.value.rsplit("/", 1)[1] for quad in terms
             if isinstance(quad.subject, ox.NamedNode)}  # fmt: skip
    named = set(re.findall(r"\bspec:([A-Za-z]+)", guide.read_text(encoding="utf-8")))
    assert named <= known


def test_no_withheld_name_is_in_a_guide() -> None:
    facts = tomllib.loads(
        (ROOT / "tests" / "facts" / "2025-06-02-socsam.toml").read_text(encoding="utf-8")
    )
    names = [row["name"] for row in facts["publication"]["withheld"]]
    masked = [person.name for person in read_settings(ROOT / "minutes").publication.mask]
    for path in guide_code.GUIDES.rglob("*.md"):
        text = " ".join(path.read_text(encoding="utf-8").split())
        assert not [name for name in (*names, *masked) if name in text], path.name


# --- the checks themselves --------------------------------------------------------------------


def test_output_that_differs_is_shown_as_a_difference(tmp_path: Path) -> None:
    (block,) = of_guide("```python\nprint(1)\n```\n\n```text\n2\n```\n", tmp_path)
    assert difference(block, "2\n") == ""
    assert difference(block, "1\n").splitlines()[-2:] == ["-2", "+1"]


def test_code_without_an_output_must_print_nothing(tmp_path: Path) -> None:
    (block,) = of_guide("```python\nx = 1\n```\n", tmp_path)
    assert difference(block, "") == ""
    assert "+1" in difference(block, "1\n")


def test_an_ellipsis_stands_for_text_of_a_line_or_for_lines() -> None:
    assert fits("a … c\n", "a b c\n")
    assert not fits("a … c\n", "a b\nc\n")
    assert fits("a\n…\nc\n", "a\nb\nb\nc\n")
    assert not fits("a\n…\nc\n", "a\nc\n")
    assert not fits("a\n", "a\nb\n")
    assert not fits("a.c\n", "abc\n")


def test_an_output_belongs_to_the_code_above_it(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="output of nothing"):
        of_guide("```python\nprint(1)\n```\n\nwords\n\n```text\n1\n```\n", tmp_path)


def test_a_language_that_nobody_runs_is_found(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="nobody runs perl"):
        of_guide("```perl\nprint 1\n```\n", tmp_path)


def test_keys_are_filled_in_where_the_file_offers_them(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text('[a]\n# word\n# name = "x"\nother = 1\n# [[b]]\n# name = "y"\n')
    guide = '```toml x.toml\n[a]\nname = "new"\n\n[[b]]\nname = "z"\n```\n'
    (block,) = of_guide(guide, tmp_path)
    fill(file, block)
    assert file.read_text() == '[a]\n# word\nname = "new"\nother = 1\n[[b]]\nname = "z"\n'


def test_a_key_that_the_file_does_not_offer_is_found(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text("[a]\nother = 1\n[b]\nname = 1\n")
    (block,) = of_guide("```toml x.toml\n[a]\nname = 2\n```\n", tmp_path)
    with pytest.raises(AssertionError, match="does not offer name = 2"):
        fill(file, block)


def test_outputs_are_written_where_they_belong(tmp_path: Path) -> None:
    text = (
        "# A\n\n```python\nprint(1)\n```\n\nwords\n\n```sh\nls\n```\n\n```text\nold\n```\n\nend\n"
    )
    found = of_guide(text, tmp_path)
    written = guide_code.rewritten(found, ["1\n", "new  \n"], text)
    assert written == text.replace("print(1)\n```\n", "print(1)\n```\n\n```text\n1\n```\n").replace(
        "old", "new"
    )
    assert guide_code.rewritten(of_guide(written, tmp_path), ["1\n", "new\n"], written) == written

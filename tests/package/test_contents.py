"""Every file of a package is declared once, and every declaration has its files."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path, PurePath

import pytest

from socsam_opendata.model.records import TABLES
from socsam_opendata.package.build import writers
from socsam_opendata.package.checksums import SUMS_FILE, read_sums
from socsam_opendata.package.contents import (
    CONTENTS,
    EVERY_TABLE,
    MEDIA,
    TABLE_CSV,
    Content,
    content_of,
)
from socsam_opendata.package.portal.datasets import SUBJECTS, year_subject
from socsam_opendata.texts import LANGUAGES, texts_of

SEED = Path(__file__).resolve().parents[2] / "datapackage"
FILES = [*read_sums(SEED), SUMS_FILE]


def content_faults(paths: Iterable[str]) -> Iterator[str]:
    """What speaks against these being the files of a whole package."""
    unseen = {content.key for content in CONTENTS if content.always}
    for path in paths:
        found = [content.key for content in CONTENTS if content.names(path) is not None]
        unseen -= {*found}
        if len(found) != 1:
            yield f"{path} is of {len(found)} kinds, not one"
    for key in sorted(unseen):
        yield f"no file is of the kind {key}"


def test_every_file_of_the_package_is_declared_once_and_every_declaration_has_files() -> None:
    assert list(content_faults(FILES)) == []
    assert len(FILES) > len(TABLES) * 2


def test_a_file_that_nothing_declares_and_a_declaration_without_files_are_told() -> None:
    assert list(content_faults([*FILES, "data/notes.txt"])) == [
        "data/notes.txt is of 0 kinds, not one"
    ]
    without = [path for path in FILES if not path.startswith("sources/")]
    assert list(content_faults(without)) == ["no file is of the kind source"]


def test_years_may_be_there_and_need_not() -> None:
    years = [f"years/2031/decision_overview.{kind}" for kind in ("csv", "parquet")]
    assert list(content_faults([*FILES, *years])) == []


def test_a_path_is_taken_apart_as_it_was_put_together() -> None:
    assert content_of("data/votes.csv") is TABLE_CSV
    assert TABLE_CSV.names("data/votes.csv") == {"table": "votes"}
    assert TABLE_CSV.at(table="votes") == "data/votes.csv"
    assert TABLE_CSV.pattern == "data/*.csv"
    assert TABLE_CSV.names("data/votes.parquet") is None
    assert TABLE_CSV.names("data/more/votes.csv") is None
    assert content_of("notes.txt") is None


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content.key)
def test_a_declaration_has_words_a_kind_and_a_writer(content: Content) -> None:
    assert all(content.about(language) for language in LANGUAGES)
    assert content.key == "checksums" or Path(content.path).suffix in MEDIA
    module, _, function = content.writer.partition(":")
    assert callable(getattr(import_module(f"socsam_opendata.package.{module}"), function))


def undeclared(text: str) -> set[str]:
    """The paths that a text names in code marks and no declaration has: files, `*` and folders."""
    named = {path for path in re.findall(r"`([^`\s]+)`", text) if re.search(r"\w[./]|SUMS", path)}
    declared = [re.sub(r"\{[a-z]+\}", "*", content.path) for content in CONTENTS]
    places = {*declared, *(f"{folder}/" for path in declared for folder in PurePath(path).parents)}
    return {
        path for path in named
        if path.replace("{name}", "*") not in places
        and not any(fnmatch(f"{folder}{path}", place) for folder in ("", "data/")
                    for place in declared)
    }  # fmt: skip


def test_the_readme_names_no_file_that_is_not_declared() -> None:
    texts = texts_of("readme")
    assert undeclared(str(texts)) == set()
    assert "`data/*.parquet`" in str(texts)
    told = "`sources/*.txt`, `vocab/`, `changes.csv` and `maps/`, `data/*.txt`, `README.rst`"
    assert undeclared(told) == {"maps/", "data/*.txt", "README.rst"}


def test_what_is_made_of_the_tables_is_written_from_the_new_package_alone() -> None:
    for write in writers():
        assert next(iter(inspect.signature(write).parameters)) == "new"
        needed = [p for p in inspect.signature(write).parameters.values() if p.default is p.empty]
        assert len(needed) == 1, write


def test_every_form_of_a_dataset_is_a_declared_file() -> None:
    for subject in (*SUBJECTS, year_subject(2031)):
        for form in subject.forms:
            assert content_of(form.path.format(name="socsam")), form


def test_every_offer_is_a_form_of_its_dataset() -> None:
    for content in CONTENTS:
        if (offer := content.offer) is not None:
            every = offer.subject == EVERY_TABLE
            found = [s for s in SUBJECTS if (s.tables if every else s.key == offer.subject)]
            assert found, offer
            for subject in found:
                assert offer.form in {form.key for form in subject.forms}, (subject.key, offer)

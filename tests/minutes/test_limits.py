"""Limits of a document: each holds to the last one let through, and its sentence names its key."""

from __future__ import annotations

import random
import re
from dataclasses import fields
from pathlib import Path

import fpdf
import pytest

from socsam_opendata.dataset.documents import read_document
from socsam_opendata.errors import SettingsError, SourceError
from socsam_opendata.minutes.sources.source import read_source
from socsam_opendata.settings.dataset_toml import Settings, read_settings
from socsam_opendata.settings.limits import LIMITS, Limits
from socsam_opendata.texts import LANGUAGES
from word_files import cell, para, parts_of, row, table, zipped

# What a build watches while a worker reads: tests/dataset/test_left_out_by_limits.py.
WATCHED = {"seconds", "memory_megabytes"}
ROOT = Path(__file__).resolve().parents[2]
TOML = '[dataset]\nname = "a"\nbase = "https://data.example.org/"\n\n[limits]\n'


def pdf(pages: int) -> bytes:
    made = fpdf.FPDF()
    made.set_font("Times", size=11)
    for _ in range(pages):
        made.add_page()
        made.text(20, 20, "Drakar")
    return bytes(made.output())


def nested(tables: int) -> bytes:
    inside = para("x")
    for _ in range(tables):
        inside = table(row(cell(inside + para("y"))))
    return zipped(parts_of(inside))


def with_picture(size: int) -> bytes:
    return zipped({**parts_of(para("x")), "word/media/a.png": random.Random(1).randbytes(size)})


TEXT = parts_of(para("x") * 20)
# The name of a file, its bytes, the least limit that lets it through, and the code of a lower one.
CASES: dict[str, tuple[str, bytes, int, str]] = {
    "file_megabytes": (
        "a.html", b"<!--" + b"a" * 1_000_000 + b"-->text", 2, "source.too-large",
    ),
    "saved_megabytes": ("a.rows.json", b" " * 1_000_001, 2, "source.too-large"),
    "unpacked_megabytes": ("a.docx", with_picture(2_500_000), 3, "source.docx.unpacked"),
    "part_megabytes": ("a.docx", zipped(parts_of(para("x" * 900) * 1_500)), 2, "source.docx.part"),
    "pages": ("a.pdf", pdf(3), 3, "source.pdf.pages"),
    "page_parts": ("a.pdf", pdf(1), 6, "source.pdf.parts"),
    "lines": ("a.md", b"a\n\nb\nc\n", 4, "source.lines"),
    "line_characters": ("a.txt", "ö\n".encode() + "å".encode() * 30, 30, "source.long-line"),
    "cells": ("a.md", b"|a|b|\n|-|-|\n|c|d|\n|e|\n", 5, "source.cells"),
    "xml_tags": (
        "a.docx", zipped(TEXT), str(TEXT["word/document.xml"]).count("<"), "source.docx.large",
    ),
    "html_tags": ("a.html", b"<br>" * 10 + b"text", 10, "source.html.large"),
    "html_depth": ("a.html", b"<div>" * 9 + b"text", 10, "source.html.deep"),
    "nesting": ("a.docx", nested(4), 5, "source.docx.deep"),
}  # fmt: skip


def test_every_limit_has_a_case_and_is_a_whole_number_above_ordinary_minutes() -> None:
    assert {one.name for one in fields(Limits)} == CASES.keys() | WATCHED
    for key, (*_, least, _) in CASES.items():
        assert getattr(LIMITS, key) > 5 * least or key in ("nesting", "xml_tags")


@pytest.mark.parametrize("key", CASES)
def test_what_is_above_a_limit_is_refused_and_what_is_on_it_is_read(
    key: str, tmp_path: Path
) -> None:
    name, data, least, code = CASES[key]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_document(path, Settings(limits=Limits(**{key: least - 1})))
    assert caught.value.key == code
    for language in LANGUAGES:
        assert f"`{key}`" in caught.value.sentence(language)
        assert "[limits]" in caught.value.sentence(language)
    enough = Settings(limits=Limits(**{key: least}))
    if key == "saved_megabytes":  # it is within its limit, and no reading
        with pytest.raises(SourceError) as caught:
            read_document(path, enough)
        assert caught.value.key == "saved.not-json"
    else:
        assert read_document(path, enough).lines


def test_a_line_that_is_too_long_is_told_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("kort\nkort\n" + "lång " * 20, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_source(path, Limits(line_characters=50))
    assert str(caught.value.place) == f"{path}:3"
    assert "99 characters" in str(caught.value) or "100 characters" in str(caught.value)


def test_a_file_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, data, *_ = CASES["file_megabytes"]
    path = tmp_path / name
    path.write_bytes(data)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(SourceError, match="is larger than 1 MB"):
        read_source(path, Limits(file_megabytes=1))


def test_the_limits_of_a_folder_are_those_of_its_dataset_toml(tmp_path: Path) -> None:
    stated = {one.name: n for n, one in enumerate(fields(Limits), 1)}
    lines = "".join(f"{key} = {value}\n" for key, value in stated.items())
    (tmp_path / "dataset.toml").write_text(TOML + lines, encoding="utf-8")
    assert read_settings(tmp_path).limits == Limits(**stated)
    (tmp_path / "dataset.toml").write_text(TOML + "lines = 7\n", encoding="utf-8")
    assert read_settings(tmp_path).limits == Limits(lines=7)


@pytest.mark.parametrize("key", [one.name for one in fields(Limits)])
def test_a_limit_that_lets_nothing_through_is_refused_with_its_line(
    key: str, tmp_path: Path
) -> None:
    settings = tmp_path / "dataset.toml"
    settings.write_text(f"{TOML}{key} = 0\n", encoding="utf-8")
    if key in WATCHED:  # no limit
        assert getattr(read_settings(tmp_path).limits, key) == 0
        settings.write_text(f"{TOML}{key} = -1\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=f"'{key}' in \\[limits\\] must be at least") as caught:
        read_settings(tmp_path)
    assert caught.value.place is not None
    assert caught.value.place.line == 6


def test_the_texts_that_tell_of_limits_have_those_that_are_used() -> None:
    stated = {one.name: str(getattr(LIMITS, one.name)) for one in fields(Limits)}
    told = (ROOT / "docs/library.md").read_text(encoding="utf-8")
    section = told[told.index("## Limits of a document") :].split("\n## ")[0]
    table = re.findall(r"^\| `(\w+)` \| (\d+) \|.*\| `([\w.-]+)` \|$", section, re.M)
    assert {key: value for key, value, _ in table} == stated
    assert {key: code for key, _, code in table if key in CASES} == {
        key: code for key, (*_, code) in CASES.items()
    }
    for name in ("minutes/dataset.toml", "src/socsam_opendata/settings/templates/dataset.toml"):
        lines = (ROOT / name).read_text(encoding="utf-8").partition("# [limits]")[2]
        assert dict(re.findall(r"^# (\w+) = (\d+)$", lines, re.M)) == stated


@pytest.mark.parametrize("value", ["1.5", '"7"', "true"])
def test_a_limit_is_a_whole_number(value: str, tmp_path: Path) -> None:
    (tmp_path / "dataset.toml").write_text(f"{TOML}lines = {value}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="must be a whole number"):
        read_settings(tmp_path)

"""Documents that a dataset cannot take in are left out, named with the reason; the rest is built.

The minutes are the seed's text with other days, or without what a dataset needs; they are made up.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import socsam_opendata as so
from socsam_opendata.cli.build_report import build_json, build_text
from socsam_opendata.cli.main import main
from socsam_opendata.errors import SourceError
from socsam_opendata.texts import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
SEED = (ROOT / "minutes" / "2025-06-02-socsam.md").read_text(encoding="utf-8")
MARCH = SEED.replace("måndag 2 juni 2025", "fredag 7 mars 2025").replace(
    "måndag 16 juni 2025", "fredag 21 mars 2025"
)
UNDATED = MARCH.replace("fredag 7 mars 2025 kl", "kl")
# A document that cannot be taken in: its name, its bytes, the code, and a word of the reason.
LEFT: list[tuple[str, bytes, str, str]] = [
    ("tom.txt", b"\n \n", "source.empty", "empty"),
    ("kalkyl.xlsx", b"PK", "source.sheet", "spreadsheet"),
    ("gammal.doc", b"\xd0\xcf\x11\xe0", "source.save-as", "save it as"),
    ("bild.jpg", b"\xff\xd8", "minutes.unknown-file", ".docx"),
    ("trasig.pdf", b"%PDF-1.7\n", "source.pdf.broken", "PDF"),
    (
        "brev.md",
        "Protokoll\n\n§ 1 Ett brev till er, och inget mer.\n".encode(),
        "source.no-date",
        "date",
    ),
    ("kommunstyrelsen.md", b"", "source.other-body", "organizations.csv"),
    ("odaterad.md", UNDATED.encode(), "source.no-date", '[documents."odaterad.md"]'),
    ("ej-justerad.md", MARCH.replace("fredag 21 mars 2025", "").encode(), "not-approved", "Wait"),
]
OTHER = MARCH.replace("Sociala samrådsgruppen (SocSam)", "Kommunstyrelsen i Påhittsköping (KS)")


def folder(tmp_path: Path, **more: bytes) -> Path:
    home = tmp_path / "minutes"
    shutil.copytree(ROOT / "minutes", home)
    for name, data in more.items():
        (home / name).write_bytes(data)
    return home


def words(report: so.Report) -> list[tuple[str, str]]:
    return [(one.document, one.code) for one in report.left_out]


# The others are left out of one dataset together.
ALONE = ("tom.txt", "bild.jpg", "kommunstyrelsen.md", "odaterad.md", "ej-justerad.md")


@pytest.mark.parametrize(
    ("name", "data", "code", "says"),
    [
        pytest.param(*row, id=row[0], marks=() if row[0] in ALONE else pytest.mark.campaign)
        for row in LEFT
    ],
)
@pytest.mark.usefixtures("lean_packages")
def test_it_is_left_out_with_a_reason_and_the_rest_is_built(
    name: str, data: bytes, code: str, says: str, tmp_path: Path
) -> None:
    home = folder(tmp_path, **{name: data})
    if not data:
        (home / name).write_text(without_body(), encoding="utf-8")
    report = so.build(home, tmp_path / "out")
    assert (report.built, report.ok) == (True, False)
    assert words(report) == [(name, code)]
    assert says in report.left_out[0].reason.said("en")
    meetings = so.open_package(tmp_path / "out").table("meetings")["id"].to_pylist()
    assert meetings == ["socsam-2025-06-02"]


def without_body() -> str:
    """The seed's minutes as those of a body that its settings do not have."""
    text = OTHER
    for word in ("Sociala samrådsgruppen", "samrådsgruppen", "Samrådsgruppen", "SocSam"):
        text = text.replace(word, "Kommunstyrelsen")
    return text


def test_the_package_is_that_of_the_others_alone(tmp_path: Path) -> None:
    home = folder(tmp_path, **{name: data for name, data, *_ in LEFT if data})
    report = so.build(home, tmp_path / "out")
    assert sorted(words(report)) == sorted((name, code) for name, data, code, _ in LEFT if data)
    reasons = {one.document: one.reason.said("en") for one in report.left_out}
    assert [name for name, data, _, says in LEFT if data and says not in reasons[name]] == []
    made, expected = tmp_path / "out", ROOT / "datapackage"
    for path in expected.rglob("*"):
        if path.is_file():
            assert (made / path.relative_to(expected)).read_bytes() == path.read_bytes(), path


@pytest.mark.usefixtures("lean_packages")
def test_both_reports_name_the_document_and_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = folder(tmp_path, **{"tom.txt": b"\n", "odaterad.md": UNDATED.encode()})
    report = so.build(home, tmp_path / "out")
    for language in LANGUAGES:
        for quiet in (False, True):
            lines = build_text(report, language, quiet).splitlines()
            for one in report.left_out:
                assert f"  {one.document}: {one.reason.said(language)}" in lines
    told = build_json(report)["left_out"]
    assert [(one["document"], one["code"], one["state"]) for one in told] == [
        ("odaterad.md", "source.no-date", "refused"), ("tom.txt", "source.empty", "refused"),
    ]  # fmt: skip
    assert json.dumps(told)
    assert main(["build", str(home), "--out", str(tmp_path / "out"), "--quiet"]) == 1
    assert "odaterad.md" in capsys.readouterr().err


def test_nothing_is_built_of_nothing(tmp_path: Path) -> None:
    home = folder(tmp_path, **{"tom.txt": b"\n"})
    (home / "2025-06-02-socsam.md").unlink()
    with pytest.raises(SourceError, match="is empty"):
        so.build(home, tmp_path / "out")
    assert not (tmp_path / "out").exists()


STATED: list[tuple[str, Callable[[str], str], str, dict[str, Any]]] = [
    ("a day", lambda _: UNDATED, "date = 2025-03-07", {"id": "socsam-2025-03-07"}),
    ("a body", lambda _: without_body(), 'body = "socsam"', {"body": "socsam"}),
    ("an adjustment", lambda text: text.replace("fredag 21 mars 2025", ""),
     "adjusted_on = 2025-03-21", {"adjusted_on": dt.date(2025, 3, 21)}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "line", "expected"), [row[1:] for row in STATED], ids=[row[0] for row in STATED]
)
@pytest.mark.usefixtures("lean_packages")
def test_what_is_stated_takes_it_in(
    change: Callable[[str], str], line: str, expected: dict[str, Any], tmp_path: Path
) -> None:
    home = folder(tmp_path, **{"mars.md": change(MARCH).encode()})
    assert len(so.build(home, tmp_path / "out").left_out) == 1
    settings = home / "dataset.toml"
    with settings.open("a", encoding="utf-8") as file:
        file.write(f'\n[documents."mars.md"]\n{line}\nurl = "https://example.org/mars"\n')
    report = so.build(home, tmp_path / "out")
    assert (words(report), report.ok) == ([], True)
    package = so.open_package(tmp_path / "out")
    march = package.table("meetings").to_pylist()[0]
    assert {name: march[name] for name in expected} == expected
    urls = {row["id"]: row["url"] for row in package.table("sources").to_pylist()}
    assert urls == {"socsam-2025-03-07": "https://example.org/mars", "socsam-2025-06-02": None}


@pytest.mark.usefixtures("lean_packages")
def test_a_day_that_the_minutes_print_otherwise_is_told(tmp_path: Path) -> None:
    home = folder(tmp_path, **{"mars.md": MARCH.encode()})
    with (home / "dataset.toml").open("a", encoding="utf-8") as file:
        file.write('\n[documents."mars.md"]\ndate = 2025-03-08\nadjusted_on = 2025-03-21\n')
    assert so.build(home, tmp_path / "out").ok
    package = so.open_package(tmp_path / "out")
    assert package.table("meetings")["id"].to_pylist()[0] == "socsam-2025-03-08"
    told = [row for row in package.table("problems").to_pylist()
            if row["code"] == "stated-otherwise"]  # fmt: skip
    assert ["2025-03-07" in row["message_en"] for row in told] == [True]


def test_a_release_waits_for_what_is_unreadable_and_not_for_what_is_not_adjusted(
    tmp_path: Path,
) -> None:
    home = folder(tmp_path, **{"tom.txt": b"\n"})
    refused = so.make_release(home, tmp_path / "out")
    assert [one.code for one in refused.refusals][:1] == ["left-out"]
    (home / "tom.txt").unlink()
    (home / "mars.md").write_text(MARCH.replace("fredag 21 mars 2025", ""), encoding="utf-8")
    codes = [one.code for one in so.make_release(home, tmp_path / "out").refusals]
    assert "left-out" not in codes
    assert "problems" not in codes


@pytest.mark.usefixtures("lean_packages")
def test_a_folder_of_minutes_alone_is_built_with_guesses_that_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "alone"
    home.mkdir()
    shutil.copyfile(ROOT / "minutes" / "2025-06-02-socsam.md", home / "a.md")
    report = so.build(home, tmp_path / "out")
    assert report.built
    assert report.guessed == ('base = "https://data.example.org/"', f"date = {dt.date.today()}")
    assert report.bodies == ("socsam",)
    for language in LANGUAGES:
        lines = build_text(report, language).splitlines()
        for line in (*report.guessed, '[[bodies]] id = "socsam"'):
            assert f"  {line}" in lines
    assert main(["release", str(home), "--out", str(tmp_path / "released")]) == 2
    assert "dataset.toml" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["organizations.csv", "people.csv", "history"])
def test_settings_without_their_file_are_no_folder_of_minutes_alone(
    name: str, tmp_path: Path
) -> None:
    home = folder(tmp_path)
    (home / "dataset.toml").unlink()
    for other in {"organizations.csv", "people.csv", "history"} - {name}:
        shutil.rmtree(home / other, ignore_errors=True)
        (home / other).unlink(missing_ok=True)
    if name == "people.csv":
        (home / name).write_text("body,name,municipality,id\n", encoding="utf-8")
    with pytest.raises(so.SettingsError, match="is missing"):
        so.build(home, tmp_path / "out")


def test_a_release_waits_for_a_body_that_is_known_by_print_alone(tmp_path: Path) -> None:
    home = folder(tmp_path)
    settings = home / "dataset.toml"
    text = settings.read_text(encoding="utf-8")
    start, end = text.index("[[bodies]]"), text.index("\n[publication]\n")
    settings.write_text(text[:start] + text[end:], encoding="utf-8")
    assert so.build(home, tmp_path / "out").bodies == ()  # organizations.csv has it
    organizations = home / "organizations.csv"
    lines = organizations.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("socsam,")]
    organizations.write_text("".join(kept), encoding="utf-8")
    assert so.build(home, tmp_path / "out").bodies == ("socsam",)
    refused = so.make_release(home, tmp_path / "out")
    assert [one.code for one in refused.refusals] == ["guessed"]

"""Names that wait for an answer: from a build to names-to-review.csv and back. All is invented."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from socsam_opendata.cli.build_report import build_json, build_text
from socsam_opendata.errors import SettingsError
from socsam_opendata.package.build import Report, build
from socsam_opendata.privacy.mask import MASK
from socsam_opendata.settings.names_review import REVIEW_FILE
from socsam_opendata.settings.starter import write_starter

TOML = """\
[dataset]
name = "provnamnden"
title = "Provnämndens protokoll"
base = "https://example.org/prov/"
[release]
date = 2026-11-22
[[bodies]]
id = "provnamnden"
members = ["2303"]
[publication]
"""
ORGANIZATIONS = (
    "id,name,name_en,short_name,kind,part_of,municipality,organisation_number,wikidata,spellings\n"
    "provnamnden,Provnämnden,,,body,,,,,\nprovforbundet,Provförbundet,,,"
    "association-of-municipalities,,,,,\nhjalpen,Föreningen Hjälpen,,,association,,,,,\n"
)
MINUTES = """\
Provnämnden

Tid och plats: {day} kl. 09.00 – 12.00
Stora salen, Ragunda

**Deltagare
(beslutande):** Alvar Tjäderby (S), Ragunda kommun

Övriga deltagare: Hedvig Kråkvik, Provförbundet
{guests}
**Justeringens tid
och plats:**

{adjusted}

Paragrafer:

1

Justeras av:

Hedvig Kråkvik
Sekreterare

Alvar Tjäderby (S)
Ordförande

§ 1 Avgifter

Provnämndens beslut

Provnämnden beslutar:

1. Att godkänna avgifterna.

Bakgrund

{text}
"""
TEXT = "Tora Qvarnmyr och Siri Orrskog klagade. Tora Qvarnmyr var med."
DAYS = {
    "2025-06-02": ("måndag 2 juni 2025", "måndag 16 juni 2025, digitalt"),
    "2025-09-01": ("måndag 1 september 2025", "måndag 15 september 2025, digitalt"),
}


def folder(place: Path, publication: str = "", guests: str = "", **texts: str) -> Path:
    """A folder of minutes: a document for each text, named `june` or `september`."""
    minutes = place / "minutes"
    minutes.mkdir()
    (minutes / "dataset.toml").write_text(TOML + publication, "utf-8")
    (minutes / "organizations.csv").write_text(ORGANIZATIONS, "utf-8")
    days = dict(zip(("june", "september"), DAYS.values(), strict=True))
    for name, text in (texts or {"june": TEXT}).items():
        day, adjusted = days[name]
        who = guests if name == "june" else ""
        said = MINUTES.format(day=day, adjusted=adjusted, text=text, guests=who)
        (minutes / f"{name}.md").write_text(said, "utf-8")
    return minutes


def listed(minutes: Path) -> list[dict[str, str]]:
    text = (minutes / REVIEW_FILE).read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text else ","))


def answered(minutes: Path, **answers: tuple[str, str]) -> None:
    """Write answers (by first name) as a spreadsheet saves them."""
    rows = listed(minutes)
    for row in rows:
        row["answer"], row["reason"] = answers.get(row["name"].split()[0], ("", ""))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(reversed(rows))
    (minutes / REVIEW_FILE).write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())


def source(out: Path) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(out.glob("sources/*.txt")))


def tree(out: Path) -> dict[str, bytes]:
    return {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}


@pytest.mark.usefixtures("lean_packages")
def test_whoever_is_not_decided_is_masked_and_listed_once(tmp_path: Path) -> None:
    minutes, out = folder(tmp_path), tmp_path / "p"
    report = build(minutes, out)
    assert report.built
    assert report.withheld == {"not-decided": 2}
    assert [(row["name"], row["count"], row["document"]) for row in listed(minutes)] == [
        ("Siri Orrskog", "1", "june.md"), ("Tora Qvarnmyr", "2", "june.md")]  # fmt: skip
    assert stat.S_IMODE((minutes / REVIEW_FILE).stat().st_mode) == 0o600
    assert f"{MASK} och {MASK} klagade. {MASK} var med." in source(out)
    assert not any(REVIEW_FILE in name for name in tree(out))


@pytest.mark.usefixtures("lean_packages")
def test_neither_the_report_nor_its_json_repeats_a_name(tmp_path: Path) -> None:
    report = build(folder(tmp_path), tmp_path / "p")
    told = [build_text(report, "sv"), build_text(report, "en"), json.dumps(build_json(report))]
    assert not any(word in text for text in told for word in ("Qvarnmyr", "Orrskog"))
    assert "Namn som väntar på svar: 2" in told[0]


@pytest.mark.usefixtures("lean_packages")
def test_an_unanswered_file_changes_no_byte_and_is_not_written_again(tmp_path: Path) -> None:
    minutes = folder(tmp_path)
    build(minutes, tmp_path / "first")
    before = (minutes / REVIEW_FILE).stat()
    build(minutes, tmp_path / "second")
    assert tree(tmp_path / "first") == tree(tmp_path / "second")
    after = (minutes / REVIEW_FILE).stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.usefixtures("lean_packages")
def test_answers_of_a_spreadsheet_hold_and_their_reasons_are_never_published(
    tmp_path: Path,
) -> None:
    minutes, out = folder(tmp_path), tmp_path / "p"
    build(minutes, out)
    answered(minutes, Tora=("allow", "Sekreterarens hemliga skäl."), Siri=("mask", "Annat skäl."))
    report = build(minutes, out)
    assert report.withheld == {"publisher-decision": 1}
    assert f"Tora Qvarnmyr och {MASK} klagade. Tora Qvarnmyr var med." in source(out)
    told = b"\n".join(tree(out).values())
    assert "hemliga skäl".encode() not in told
    assert "Annat skäl".encode() not in told
    kept = {row["name"]: (row["answer"], row["count"]) for row in listed(minutes)}
    assert kept == {"Tora Qvarnmyr": ("allow", "0"), "Siri Orrskog": ("mask", "0")}


@pytest.mark.usefixtures("lean_packages")
def test_one_answer_changes_only_the_cells_that_it_concerns(tmp_path: Path) -> None:
    minutes = folder(tmp_path, june=TEXT, september="Siri Orrskog var nöjd.")
    build(minutes, tmp_path / "first")
    answered(minutes, Tora=("allow", "Har sagt ja."))
    build(minutes, tmp_path / "second")
    first, second = tree(tmp_path / "first"), tree(tmp_path / "second")
    changed = {name for name in first if name.startswith("data/") and first[name] != second[name]}
    assert {Path(name).stem for name in changed} == {"item_texts", "problems"}
    assert (
        first["sources/provnamnden-2025-09-01.txt"] == second["sources/provnamnden-2025-09-01.txt"]
    )


@pytest.mark.usefixtures("lean_packages")
def test_an_answer_waits_for_later_minutes_and_is_counted(tmp_path: Path) -> None:
    minutes, out = folder(tmp_path), tmp_path / "p"
    build(minutes, out)
    answered(minutes, Tora=("not-a-name", ""), Siri=("mask", "Gäst."))
    (minutes / "june.md").write_text(
        (minutes / "june.md").read_text("utf-8").replace(TEXT, "Ingen klagade."), "utf-8"
    )
    report = build(minutes, out)
    assert report.review.waiting == 2
    assert "2 svar" in build_text(report, "sv")


@pytest.mark.usefixtures("lean_packages")
def test_an_answer_for_a_name_in_decomposed_letters_holds(tmp_path: Path) -> None:
    minutes = folder(tmp_path, june="Päivi Åkrogg klagade.")
    line = unicodedata.normalize("NFD", "Päivi Åkrogg,allow,Har sagt ja.")
    (minutes / REVIEW_FILE).write_text(f"name,answer,reason\n{line}\n", "utf-8")
    report = build(minutes, tmp_path / "p")
    assert (report.review.waiting, report.withheld) == (0, {})
    assert "Päivi Åkrogg klagade." in source(tmp_path / "p")


@pytest.mark.parametrize(
    ("publication", "answer"),
    [('not_names = ["Tora Qvarnmyr"]\n', "mask"),
     ('mask = [{ name = "Tora Qvarnmyr", reason = "a" }]\n', "allow"),
     ('allow = [{ name = "Tora Qvarnmyr", reason = "a" }]\n', "not-a-name")],
)  # fmt: skip
def test_an_answer_against_dataset_toml_is_an_error_with_its_line(
    tmp_path: Path, publication: str, answer: str
) -> None:
    minutes = folder(tmp_path, publication)
    (minutes / REVIEW_FILE).write_text(
        f"name,answer,reason\nSiri Orrskog,,\ntora qvarnmyr,{answer},a\n", "utf-8"
    )
    with pytest.raises(SettingsError) as caught:
        build(minutes, tmp_path / "p")
    assert caught.value.key == "review.other-answer"
    assert str(caught.value.place).endswith(f"{REVIEW_FILE}:3")


@pytest.mark.usefixtures("lean_packages")
def test_a_folder_that_takes_no_file_is_told_where_the_names_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    minutes = folder(tmp_path)
    real = os.open

    def refused(path: Any, *more: Any, **others: Any) -> int:
        if REVIEW_FILE in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *more, **others)

    monkeypatch.setattr(os, "open", refused)
    report = build(minutes, tmp_path / "p")
    assert report.built
    assert report.review.file is None
    told = build_text(report, "en")
    assert "june.md, line 38" in told
    assert not (minutes / REVIEW_FILE).exists()


def stopped(minutes: Path, out: Path) -> Report:
    report = build(minutes, out)
    assert not report.built
    assert not out.exists()
    return report


@pytest.mark.usefixtures("lean_packages")
def test_the_stricter_choice_stops_the_build_and_lists_the_names(tmp_path: Path) -> None:
    minutes = folder(tmp_path, 'unknown_names = "stop"\n')
    report = stopped(minutes, tmp_path / "p")
    assert [p.code for p in report.problems if p.severity == "error"] == ["name-undecided"] * 2
    assert len(listed(minutes)) == 2
    answered(minutes, Tora=("mask", "a"), Siri=("mask", "b"))
    assert build(minutes, tmp_path / "p").built


@pytest.mark.parametrize(
    ("publication", "line"),
    [('mask = [{ name = "Tora Qvarmyr", reason = "a" }]\n', 11),
     ('unapproved = false\nallow = [{ name = "Ulla Qvarnmyr", reason = "a" }]\n', 12),
     ('not_names = ["Qvarnmyrs Vänner"]\n', 11)],
)  # fmt: skip
def test_an_entry_that_matches_no_printed_words_is_an_error_with_its_line(
    tmp_path: Path, publication: str, line: int
) -> None:
    minutes = folder(tmp_path, publication)
    with pytest.raises(SettingsError) as caught:
        build(minutes, tmp_path / "p")
    assert caught.value.key == "settings.no-match"
    assert str(caught.value.place).endswith(f"dataset.toml:{line}")
    assert len(listed(minutes)) == 2


@pytest.mark.usefixtures("lean_packages")
def test_a_mask_may_wait_ahead_and_an_entry_that_changes_nothing_is_told(tmp_path: Path) -> None:
    guest = "Torvald Ripmyr, Föreningen Hjälpen\n"
    minutes = folder(
        tmp_path,
        'not_names = ["Tora Qvarnmyr"]\nmask = [\n{ name = "Lo Ek", reason = "a", ahead = true },\n'
        '{ name = "Torvald Ripmyr", reason = "b" },\n]\n',
        guests=guest,
    )
    report = build(minutes, tmp_path / "p")
    assert report.review.idle == (14,)
    assert "line 14" in build_text(report, "en")


@pytest.mark.usefixtures("lean_packages")
def test_who_is_withheld_in_one_document_is_withheld_in_all(tmp_path: Path) -> None:
    minutes = folder(
        tmp_path, guests="Xqyra Ngvelo, Föreningen Hjälpen\n",
        june="Inget mer.", september="Sedan talade Xqyra Ngvelo om läget.",
    )  # fmt: skip
    build(minutes, tmp_path / "p")
    assert f"Sedan talade {MASK} om läget." in source(tmp_path / "p")
    assert b"Ngvelo" not in b"".join(tree(tmp_path / "p").values())


def test_words_that_are_taken_for_a_person_stop_nothing_where_the_library_says_them(
    tmp_path: Path,
) -> None:
    minutes = folder(
        tmp_path, june="Brev från Data Qvarnpackage och Open Datasson. Enligt Tora Vik."
    )
    toml = (minutes / "dataset.toml").read_text("utf-8")
    (minutes / "dataset.toml").write_text(
        toml.replace("Provnämndens protokoll", "Open Datasson"), "utf-8"
    )
    report = build(minutes, tmp_path / "p")
    assert report.built
    assert "Open Datasson" in {row["name"] for row in listed(minutes)}
    (minutes / "dataset.toml").write_text(
        toml.replace("Provnämndens protokoll", "Protokoll av Tora Vik"), "utf-8"
    )
    with pytest.raises(SettingsError) as caught:
        build(minutes, tmp_path / "p")
    assert caught.value.key == "own.named"


@pytest.mark.usefixtures("lean_packages")
def test_a_namesake_who_is_published_is_told_and_stops_nothing(tmp_path: Path) -> None:
    minutes = folder(
        tmp_path, guests="Xqyra Ngvelo, Föreningen Hjälpen\n",
        june="Inget mer.", september="Xqyra Ngvelo (M) yrkar bifall.",
    )  # fmt: skip
    report = build(minutes, tmp_path / "p")
    assert report.built
    assert report.review.namesakes == 1
    assert "Xqyra Ngvelo (M) yrkar bifall." in source(tmp_path / "p")
    assert "1 name is withheld in one document" in build_text(report, "en")


@pytest.mark.usefixtures("lean_packages")
def test_a_file_that_git_tracks_is_told_and_init_lets_git_ignore_it(tmp_path: Path) -> None:
    minutes = folder(tmp_path)
    report = build(minutes, tmp_path / "p")
    assert not report.review.tracked
    for words in (["init", "-q"], ["add", "minutes"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    report = build(minutes, tmp_path / "p")
    assert report.review.tracked
    assert "git tracks names-to-review.csv" in build_text(report, "en", quiet=True)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / ".gitignore").write_text("a.txt", "utf-8")
    assert ".gitignore" in write_starter(tmp_path / "new")
    assert (tmp_path / "new" / ".gitignore").read_text("utf-8") == f"a.txt\n{REVIEW_FILE}\n"

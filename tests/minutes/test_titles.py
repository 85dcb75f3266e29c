"""What the title of minutes says beside body and day; bodies and minutes are made up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import socsam_opendata as so
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.settings.dataset_toml import Settings

ROOT = Path(__file__).resolve().parents[2]
SEED = (ROOT / "minutes" / "2025-06-02-socsam.md").read_text(encoding="utf-8")
TEXT = """\
{title}
{minutes} 2038-01-13

Plats och tid: Fyren, kl. 8.00-9.00
Beslutande: Ebba Sund (S), Stockholms stad, ordförande
Karl Skär (M), {municipality}
Sekreterare: Siv Ö

§ 1 Fyren

Beslut

Fyren målas.
"""
SAID = {
    "minutes-not-adjusted": (
        "Lotsnämnden\nUTKAST", "Lotsnämnden – ej justerat", "Ojusterat protokoll\nLotsnämnden",
        "Lotsnämnden\nInte ännu justerat",
    ),
    "meeting-cancelled": ("Lotsnämnden – INSTÄLLT", "Lotsnämnden\nMötet ställs in"),
    "title-of-summons": ("Kallelse\nLotsnämnden", "Lotsnämnden – föredragningslista"),
    "bodies-several": (
        "Lotsnämnden/Hamnnämnden", "Gemensamt möte med Lotsnämnden och Fyrens vänner",
        "Lotsstyrelsen och hamnutskottet", "Lotsrådet samt kultur- och fritidsnämnden",
    ),
}  # fmt: skip
OFF = ("Kultur- och fritidsnämnden", "Vård- och omsorgsnämndens arbetsutskott", "Lotsnämnden",
       "Nämnden för lotsar och fyrar")  # fmt: skip


def read(text: str, tmp_path: Path) -> Reading:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    return read_minutes(path, Settings())


def told(title: str, tmp_path: Path, minutes: str = "Protokoll") -> list[tuple[str, str]]:
    text = TEXT.format(title=title, minutes=minutes, municipality="Solna stad")
    codes = {*SAID, "municipality-unknown"}
    found = [p for p in read(text, tmp_path).problems if p.code in codes]
    return [(p.code, p.facts["printed"]) for p in found]


@pytest.mark.parametrize(("code", "title"), [(c, t) for c, some in SAID.items() for t in some])
def test_it_is_told(code: str, title: str, tmp_path: Path) -> None:
    minutes = "Sammanträde" if code == "title-of-summons" else "Protokoll"
    ((said, printed),) = told(title, tmp_path, minutes)
    assert said == code
    assert printed in title.split("\n")


@pytest.mark.parametrize("title", OFF)
def test_a_name_alone_says_nothing_else(title: str, tmp_path: Path) -> None:
    assert told(title, tmp_path) == []


def test_a_city_and_a_region_of_one_municipality_are_known(tmp_path: Path) -> None:
    for printed, code in (("Göteborgs Stad", "1480"), ("Region Gotland", "0980")):
        text = TEXT.format(title="Lotsnämnden", minutes="Protokoll", municipality=printed)
        rows = read(text, tmp_path).rows["participants"]
        assert [row.municipality for row in rows][:2] == ["0180", code]


def test_a_municipality_that_nobody_knows_is_told(tmp_path: Path) -> None:
    text = TEXT.format(title="Lotsnämnden", minutes="Protokoll", municipality="Fyrskärs kommun")
    problems = read(text, tmp_path).problems
    (found,) = [p for p in problems if p.code == "municipality-unknown"]
    assert found.facts == {"printed": "Fyrskärs kommun"}
    assert found.table_name == "participants"


@pytest.mark.parametrize("said", ["UTKAST", "Inställt", "ej justerat"])
def test_what_is_no_adjusted_minutes_is_left_out_of_a_build(said: str, tmp_path: Path) -> None:
    home = tmp_path / "minutes"
    shutil.copytree(ROOT / "minutes", home)
    (home / "b.md").write_text(f"{said}\n\n{SEED.replace('2 juni 2025', '3 juni 2025')}", "utf-8")
    report = so.build(home, tmp_path / "out")
    assert (report.built, report.ok) == (True, False)
    assert [(one.document, one.code) for one in report.left_out] == [("b.md", "source.no-minutes")]
    assert f"“{said}”" in report.left_out[0].reason.said("en")

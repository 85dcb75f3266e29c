"""Items of which no more is printed than that it was taken out; all of it is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.settings.dataset_toml import Settings

TEXT = """\
Bergsrådet
Protokoll 2036-02-03

Tid: kl. 9.00-10.00
Beslutande: Siv Klint (S), ordförande

§ 8 Stenbrottet

Beslut

Bergsrådet antar planen.

{printed}

§ 10 Gruvan

Beslut

Bergsrådet noterar rapporten.
"""


@pytest.mark.parametrize(("printed", "title"), [
    ("§ 9 Sekretess\nBorttagen med hänsyn till personuppgifter", "Sekretess"),
    ("§ 9\nSekretessärende\nParagrafen är borttagen enligt sekretesslagen", "Sekretessärende"),
    ("§ 9 Individärende\nMaskad", "Individärende"),
    ("§ 9 Ansökan\nEj publicerad på grund av dataskyddsförordningen (GDPR)", "Ansökan"),
    ("§ 9 Ansökan\n\nPubliceras inte", "Ansökan"),
    ("§ 9 XXXX\n\nSekretess", "XXXX"),
    ("§ 9 Borttaget p.g.a. personuppgifter", "Borttaget p.g.a. personuppgifter"),
    ("§ 9 Ej offentlig", "Ej offentlig"),
])  # fmt: skip
def test_it_is_confidential_and_what_says_so_is_no_part_of_a_title(
    printed: str, title: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT.format(printed=printed), encoding="utf-8")
    rows = read_minutes(path, Settings()).rows
    items = [(row.number, row.title, row.confidential) for row in rows["agenda_items"]]
    assert items == [("8", "Stenbrottet", "no"), ("9", title, "yes"), ("10", "Gruvan", "no")]
    assert {row.decision.rpartition("-")[2] for row in rows["clauses"]} == {"8", "10"}


@pytest.mark.parametrize("printed", [
    "§ 9 Taxan\n\nÄrendet är borttaget från dagordningen.", "§ 9 Taxan\n\nStruken.",
    "§ 9 Offentlig plats\n\nTorget hyrs ut.", "§ 9 Masker\n\nMasker köps in.",
    "§ 9 Taxan\n\nÄrendet utgår.",
])  # fmt: skip
def test_what_left_the_agenda_is_not(printed: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT.format(printed=printed), encoding="utf-8")
    rows = read_minutes(path, Settings()).rows["agenda_items"]
    assert [row.confidential for row in rows] == ["no", "no", "no"]

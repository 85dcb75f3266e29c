"""The elected without a party, as they are printed. All invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_said import people_said, reading, unread_lines

HEAD = "Ängsnämnden\nSammanträdesprotokoll 2031-10-07\n\nPlats och tid: Ladan, kl. 9.00-11.00\n\n"
TAIL = "\n§ 1 Hö\n\nText.\n\n§ 2 Halm\n\nText.\n"
WORDS = ["politisk vilde", "Politisk vilde", "vilde", "obunden", "politiskt obunden",
         "partiobunden", "partilös", "utan parti", "utan partitillhörighet",
         "opolitisk"]  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize(
    "cover",
    ["Beslutande\nBerit Klöver (S)\nCurt Lupin, {}\nDoris Malört (C)\n",
     "Beslutande\nBerit Klöver (S)\nCurt Lupin ({})\nDoris Malört (C)\n",
     "Beslutande: Berit Klöver (S), Curt Lupin, {}, Doris Malört (C)\n",
     "Beslutande: Berit Klöver (S), Curt Lupin ({}) och Doris Malört (C)\n",
     "| Namn | Parti | Närvaro |\n|---|---|---|\n| Berit Klöver | S | X |\n"
     "| Curt Lupin | {} | X |\n"
     "| Doris Malört | C | X |\n"],
)  # fmt: skip
def test_who_has_no_party_is_elected_all_the_same(words: str, cover: str, tmp_path: Path) -> None:
    found = reading(tmp_path, f"{HEAD}{cover.format(words)}{TAIL}")
    assert people_said(found) == [
        "Berit Klöver member present S", f"Curt Lupin member present {words}",
        "Doris Malört member present C",
    ]  # fmt: skip
    assert unread_lines(found) == []
    assert {row.name: row.category for row in found.rows["persons"]}["Curt Lupin"] == "elected"
    assert [row.party for row in found.rows["participants"]] == ["s", None, "c"]
    assert not {p.code for p in found.problems} & {"party-unknown", "capacity-by-title"}


def test_what_stands_with_who_has_no_party_is_read(tmp_path: Path) -> None:
    cover = (
        "Beslutande\nBerit Klöver (S)\nCurt Lupin, obunden, §§ 1-2, ersätter Doris Malört (C)\n"
        "Erna Nejlika (fd C)\nFolke Oxel, fd C\n\nErsättare\nGreta Pion, politisk vilde, § 2\n"
    )
    assert people_said(reading(tmp_path, f"{HEAD}{cover}{TAIL}")) == [
        "Berit Klöver member present S",
        "Curt Lupin serving-substitute partial obunden 1-2 för Doris Malört",
        "Erna Nejlika member present fd C", "Folke Oxel member present fd C",
        "Greta Pion substitute partial politisk vilde 2",
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["oberoende konsult", "vildmarksguide", "partisekreterare"])
def test_other_words_are_titles(words: str, tmp_path: Path) -> None:
    cover = f"Beslutande\nBerit Klöver (S)\n\nÖvriga närvarande\nCurt Lupin, {words}\n"
    found = reading(tmp_path, f"{HEAD}{cover}{TAIL}")
    assert people_said(found) == ["Berit Klöver member present S", "Curt Lupin official present"]

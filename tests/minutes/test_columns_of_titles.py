"""Titles with a column beside them, labels beside their values, cases of secret items. Invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_said import reading, unread_lines

HEAD = (
    "Hamnnämnden\nSammanträdesprotokoll 2026-04-09\n\nPlats och tid            Kajen, kl. 13-15\n\n"
    "Beslutande               Disa Furu (S), ordförande\n                         Frej Ås (C)\n\n"
)


def test_what_stands_in_a_column_beside_a_title_is_none_of_it_and_is_told(tmp_path: Path) -> None:
    items = "§ 1   Arrende för kajplats                 Plats B 17\n\nInget.\n\n§ 2 Kajen\n\nNej.\n"
    found = reading(tmp_path, HEAD + items)
    assert [row.title for row in found.rows["agenda_items"]] == ["Arrende för kajplats", "Kajen"]
    assert [line.split()[0] for line in unread_lines(found)] == ["§"]


@pytest.mark.parametrize(
    "printed",
    [
        "Justeringens             Digital justering 2026-04-11\nplats och tid\n",
        "Justeringens             Digital justering\nplats och tid            2026-04-11\n",
        "Justeringens tid         2026-04-11\noch plats                Kontoret\n",
        "Justerat den             2026-04-11\n",
    ],
)
def test_the_day_of_adjustment_is_read_beside_a_label_of_two_lines(
    printed: str, tmp_path: Path
) -> None:
    found = reading(tmp_path, f"{HEAD}{printed}\n§ 1 Kajen\n\nInget.\n\n§ 2 Bryggan\n\nInget.\n")
    (meeting,) = found.rows["meetings"]
    assert str(meeting.adjusted_on) == "2026-04-11"
    assert meeting.place == "Kajen"


def test_secret_items_that_are_called_alike_are_not_told_to_be_one_case(tmp_path: Path) -> None:
    items = (
        "§ 1 Sekretess\n\nParagrafen omfattas av sekretess.\n\n"
        "§ 2 Sekretess\n\nParagrafen omfattas av sekretess.\n\n"
        "§ 3 Byte av kajplats\n\nParagrafen omfattas av sekretess.\n\n"
        "§ 4 Byte av kajplats\n\nParagrafen omfattas av sekretess.\n\n"
    )
    found = reading(tmp_path, HEAD + items)
    rows = found.rows["agenda_items"]
    assert [row.confidential for row in rows] == ["yes"] * 4
    assert len({row.case for row in rows}) == len(rows)

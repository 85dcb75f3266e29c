"""Several chairs of a meeting, each for paragraphs of their own. All invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_said import offices, people_said, reading, unread_lines
from socsam_opendata.minutes.reading import Reading

HEAD = "Gruvnämnden\nSammanträdesprotokoll 2031-05-20\n\nPlats och tid: Laven, kl. 10.00-12.00\n\n"
TAIL = "\n" + "\n".join(f"§ {n} Malm\n\nText.\n" for n in range(21, 29))


def read_cover(folder: Path, text: str) -> Reading:
    return reading(folder, f"{HEAD}{text}{TAIL}")


BOTH = ["Hulda Tång member present S", "Isak Udd member present M", "Jenny Vret member present C"]
LED = ["Hulda Tång chair 21-24", "Isak Udd chair 25-28"]
IN_TURN = {
    "before the names, without a colon": (
        "Ordförande Hulda Tång (S) §§ 21-24, Isak Udd (M) §§ 25-28\n\n"
        "Beslutande: Hulda Tång (S), Isak Udd (M), Jenny Vret (C)\n"
    ),
    "below a label": (
        "Ordförande     Hulda Tång (S) §§ 21-24\n               Isak Udd (M) §§ 25-28\n"
        "Beslutande     Jenny Vret (C)\n"
    ),
    "behind each name": (
        "Beslutande: Hulda Tång (S), ordförande §§ 21-24, Isak Udd (M), ordförande §§ 25-28, "
        "Jenny Vret (C)\n"
    ),
    "before each name": (
        "Beslutande\nOrdförande Hulda Tång (S) §§ 21-24\nOrdförande Isak Udd (M) §§ 25-28\n"
        "Jenny Vret (C)\n"
    ),
    "in brackets": (
        "Beslutande\nHulda Tång (S) (ordf. §§ 21–24)\nIsak Udd (M) (ordf. §§ 25–28)\n"
        "Jenny Vret (C)\n"
    ),
    "to and from": (
        "Beslutande\nHulda Tång (S), ordförande t.o.m. § 24\n"
        "Isak Udd (M), ordförande fr.o.m. § 25\nJenny Vret (C)\n"
    ),
    "before the parties": (
        "Beslutande\nHulda Tång, ordförande (S) §§ 21-24\nIsak Udd, ordförande (M) §§ 25-28\n"
        "Jenny Vret (C)\n"
    ),
    "in a table": (
        "| Namn | Parti | Uppdrag | Närvaro |\n|---|---|---|---|\n"
        "| Hulda Tång | S | Ordförande §§ 21-24 | X |\n| Isak Udd | M | Ordförande §§ 25-28 | X |\n"
        "| Jenny Vret | C | Ledamot | X |\n"
    ),
    "the other in the signatures": (
        "Beslutande\nHulda Tång (S), ordförande §§ 21-24\nIsak Udd (M)\nJenny Vret (C)\n\n"
        "Underskrifter\n\nOrdförande     Hulda Tång §§ 21-24     Isak Udd §§ 25-28\n"
    ),
    "the titles below the signatures": (
        "Beslutande\nHulda Tång (S), ordförande §§ 21-24\nIsak Udd (M)\nJenny Vret (C)\n\n"
        "Underskrifter\n\nHulda Tång\nOrdförande §§ 21-24\n\nIsak Udd\nOrdförande §§ 25-28\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", IN_TURN)
def test_chairs_with_paragraphs_of_their_own_attend_all_of_the_meeting(
    form: str, tmp_path: Path
) -> None:
    found = read_cover(tmp_path, IN_TURN[form])
    assert people_said(found) == BOTH
    assert offices(found) == LED
    assert unread_lines(found) == []
    assert not {p.code for p in found.problems} & {"attendance-repeated", "same-name"}


# Cover -> who took part, who had which office.
TOLD = {
    "who left, and who was away": (
        "Beslutande\nHulda Tång (S), ordförande §§ 21-24, lämnade mötet efter § 24\n"
        "Isak Udd (M), ordförande §§ 25-28\n",
        ["Hulda Tång member partial S 21-24", "Isak Udd member present M"], LED),
    "present for these": (
        "Beslutande\nHulda Tång (S), ordförande §§ 21-24, närvarande §§ 21-26\n"
        "Isak Udd (M), ordförande §§ 25-28\n",
        ["Hulda Tång member partial S 21-26", "Isak Udd member present M"], LED),
    "recused": (
        "Beslutande\nHulda Tång (S), ordförande §§ 21-24, 26-28, ej § 25 på grund av jäv\n"
        "Isak Udd (M), ordförande § 25\n",
        ["Hulda Tång member partial S 21-24,26-28", "Hulda Tång member recused S 25",
         "Isak Udd member present M"],
        ["Hulda Tång chair 21-24,26-28", "Isak Udd chair 25"]),
    "paragraphs before the office": (
        "Beslutande\nHulda Tång (S), §§ 21-24, ordförande\nIsak Udd (M), §§ 25-28, ordförande\n",
        ["Hulda Tång member partial S 21-24", "Isak Udd member partial M 25-28"], LED),
    "all but one in the middle": (
        "Beslutande\nHulda Tång (S), ordförande §§ 21-23, 25-28\nIsak Udd (M), ordförande § 24\n",
        ["Hulda Tång member partial S 21-23,25-28", "Isak Udd member present M"],
        ["Hulda Tång chair 21-23,25-28", "Isak Udd chair 24"]),
    "one led all": (
        "Beslutande\nHulda Tång (S), ordförande\nIsak Udd (M), ordförande § 25\n",
        ["Hulda Tång member present S", "Isak Udd member present M"],
        ["Hulda Tång chair", "Isak Udd chair 25"]),
    "one chair": (
        "Beslutande\nHulda Tång (S), ordförande §§ 21-24\nIsak Udd (M)\n",
        ["Hulda Tång member partial S 21-24", "Isak Udd member present M"],
        ["Hulda Tång chair 21-24"]),
    "a chair who was absent": (
        "Beslutande\nIsak Udd (M), ordförande §§ 25-28\n\n"
        "Frånvarande\nHulda Tång (S), ordförande\n",
        ["Isak Udd member partial M 25-28", "Hulda Tång member absent S"],
        ["Isak Udd chair 25-28"]),
    "three": (
        "Beslutande\nHulda Tång (S), ordförande §§ 21-22\nIsak Udd (M), ordförande §§ 23 och 25\n"
        "Jenny Vret (C), ordförande §§ 24, 26-28\n",
        BOTH, ["Hulda Tång chair 21-22", "Isak Udd chair 23,25", "Jenny Vret chair 24,26-28"]),
    "a label to and from": (
        "Beslutande\nHulda Tång (S)\nIsak Udd (M)\n\n"
        "Ordförande: Hulda Tång t.o.m. § 24, Isak Udd fr.o.m. § 25\n",
        BOTH[:2], LED),
    "the secretary among those who decide": (
        "Beslutande\nOrdförande Hulda Tång (S)\nSekreterare Kerstin Wall\nIsak Udd (M)\n",
        ["Hulda Tång member present S", "Kerstin Wall official present",
         "Isak Udd member present M"],
        ["Hulda Tång chair", "Kerstin Wall secretary"]),
}  # fmt: skip


@pytest.mark.parametrize("form", TOLD)
def test_what_is_printed_beside_the_office_tells_who_attended(form: str, tmp_path: Path) -> None:
    text, people, roles = TOLD[form]
    found = read_cover(tmp_path, text)
    assert people_said(found) == people
    assert offices(found) == roles

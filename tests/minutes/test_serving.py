"""Who stepped in for whom, who was away for a conflict of interest, who came and left. Invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_said import people_said, reading, unread_lines
from socsam_opendata.minutes.reading import Reading

HEAD = (
    "Vattennämnden\nSammanträdesprotokoll 2031-09-02\n\nPlats och tid: Dammen, kl. 8.30-11.10\n\n"
)
TAIL = "\n" + "\n".join(f"§ {n} Fors\n\nText.\n" for n in range(41, 47))
FIRST = "Beslutande\nLina Abborre (S), ordförande\n"
CHAIR = "Lina Abborre member present S"


def read_cover(folder: Path, text: str) -> Reading:
    return reading(folder, f"{HEAD}{text}{TAIL}")


SERVED = ["Maja Braxen member absent C", "Nore Gädda serving-substitute present C för Maja Braxen"]
SERVES = ["Nore Gädda serving-substitute present C för Maja Braxen"]
RECUSED = ["Maja Braxen member partial C 41,43-46", "Maja Braxen member recused C 42",
           "Nore Gädda serving-substitute partial C 42 för Maja Braxen"]  # fmt: skip
# A line below that of the chair -> who it tells.
LINES = {
    "Maja Braxen (C), för vilken Nore Gädda (C) tjänstgjorde": SERVED,
    "Maja Braxen (C), för vilken tjänstgör Nore Gädda (C)": SERVED,
    "Maja Braxen (C) i vars ställe ersättaren Nore Gädda (C) inträdde": SERVED,
    "Maja Braxen (C), för vilken Nore Gädda (C) tjänstgjorde §§ 43-44": [
        "Maja Braxen member partial C 41-42,45-46",
        "Nore Gädda serving-substitute partial C 43-44 för Maja Braxen",
    ],
    "Nore Gädda (C) tjänstgörande i stället för Maja Braxen (C)": SERVES,
    "Nore Gädda (C) för Maja Braxen": SERVES,
    "Nore Gädda (C), tjg ers f Maja Braxen (C)": SERVES,
    "tjg ers Nore Gädda (C) för Maja Braxen (C)": SERVES,
    "Tjänstgörande ersättare Nore Gädda för Maja Braxen": [
        "Nore Gädda serving-substitute present för Maja Braxen"
    ],
    "Maja Braxen (C), deltar inte i § 42 på grund av jäv, ersätts av Nore Gädda (C)": RECUSED,
    "Maja Braxen (C), jäv § 42, ersätts av Nore Gädda (C)": RECUSED,
    "Maja Braxen (C), ersätts av Nore Gädda (C) i § 42 p.g.a. jäv": RECUSED,
    "Maja Braxen (C) deltar ej i §§ 42-43, ersätts av Nore Gädda (C)": [
        "Maja Braxen member partial C 41,44-46",
        "Nore Gädda serving-substitute partial C 42-43 för Maja Braxen",
    ],
    "Maja Braxen (C), 8.30–11.10": ["Maja Braxen member present C"],
    "Maja Braxen (C), kl. 08.30-11.10": ["Maja Braxen member present C"],
    "Maja Braxen (C) 8.30–10.05": ["Maja Braxen member partial C"],
    "Maja Braxen (C) (09:15-11:10)": ["Maja Braxen member partial C"],
}  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_who_stepped_in_for_whom_is_told(line: str, tmp_path: Path) -> None:
    found = read_cover(tmp_path, f"{FIRST}{line}\n")
    assert people_said(found) == [CHAIR, *LINES[line]]
    assert unread_lines(found) == []


@pytest.mark.parametrize(
    "line",
    ["Maja Braxen (C) (Nore Gädda (C))", "Nore Gädda (C) på Maja Braxens (C) plats",
     "Maja Braxen (C), ersätts av Nore Gädda (C) på grund av jäv",
     "Maja Braxen (C) §§ 41-43, ersätts av Nore Gädda (C)"],
)  # fmt: skip
def test_what_may_be_one_or_the_other_is_told(line: str, tmp_path: Path) -> None:
    found = read_cover(tmp_path, f"{FIRST}{line}\n")
    assert unread_lines(found) == [line]
    assert "Maja Braxen" not in " ".join(people_said(found))


COVERS = {
    "whose substitute": (
        "Beslutande\nLina Abborre (S)\nMaja Braxens ersättare Nore Gädda (C)\n"
        "Olle Harr (V), Petra Idhs ersättare\n\nFrånvarande: Maja Braxen (C), Petra Idhs (V)\n",
        [CHAIR, "Nore Gädda serving-substitute present C för Maja Braxen",
         "Olle Harr serving-substitute present V för Petra Idhs",
         "Maja Braxen member absent C", "Petra Idhs member absent V"], []),
    "whose substitute, who does not serve": (
        "Beslutande\nLina Abborre (S)\n\n"
        "Ersättare\nLina Abborres personliga ersättare Nore Gädda (C)\n",
        [CHAIR, "Nore Gädda substitute present C"], []),
    "whose substitute, inside a line": (
        "Beslutande: Lina Abborre (S), Maja Braxens ersättare Nore Gädda (C), Olle Harr (V)\n",
        [CHAIR, "Olle Harr member present V"],
        ["Beslutande: Lina Abborre (S), Maja Braxens ersättare Nore Gädda (C), Olle Harr (V)"]),
    "for whom, among others in a line": (
        "Beslutande: Lina Abborre (S), Maja Braxen (C), för vilken Nore Gädda (C) tjänstgjorde, "
        "Olle Harr (V)\n",
        [CHAIR, *SERVED, "Olle Harr member present V"], []),
    "for whom, below a substitute who is listed": (
        "Beslutande\nLina Abborre (S)\n\nErsättare\nNore Gädda (C)\nOlle Harr (V)\n\n"
        "Frånvarande ledamöter\nMaja Braxen (C), för vilken Nore Gädda (C) tjänstgjorde\n",
        [CHAIR, SERVED[1], "Olle Harr substitute present V", SERVED[0]], []),
    "for a surname": (
        "Beslutande\nLina Abborre (S)\nNore Gädda (C) för Braxen\n\nFrånvarande: Maja Braxen (C)\n",
        [CHAIR, SERVED[1], SERVED[0]], []),
    "for an organization": (
        "Närvarande\nLina Abborre (S)\nNore Gädda (C) för Rena Bäckar\n",
        [CHAIR, "Nore Gädda member present C"], ["Nore Gädda (C) för Rena Bäckar"]),
    "called on one line": (
        "Kallade: Lina Abborre, Maja Braxen, Nore Gädda\nNärvarande: Lina Abborre, Nore Gädda\n",
        ["Lina Abborre member present", "Nore Gädda member present", "Maja Braxen member absent"],
        []),
    "called, and below": (
        "Närvarande: Lina Abborre (S), Nore Gädda (C)\n"
        "Kallade: Lina Abborre (S), Maja Braxen (C) och Nore Gädda (C)\n",
        [CHAIR, "Nore Gädda member present C", "Maja Braxen member absent C"], []),
    "called, what may be an organization": (
        "Kallade: Lina Abborre, Maja Braxen\nNärvarande: Lina Abborre\n",
        ["Lina Abborre member present"], ["Kallade: Lina Abborre, Maja Braxen"]),
}  # fmt: skip


@pytest.mark.parametrize("form", COVERS)
def test_several_lists_tell_who_served(form: str, tmp_path: Path) -> None:
    text, people, unread = COVERS[form]
    found = read_cover(tmp_path, text)
    assert people_said(found) == people
    assert unread_lines(found) == unread


def table(heads: str, *rows: str) -> str:
    cells = [heads, "|".join("---" for _ in heads.split("|")), *rows]
    return "".join(f"| {row} |\n" for row in cells)


# In and out -> how those below were there; None for nobody.
TIMES = {
    "most were there all the time": (
        ["8.30 | 11.10", "8.30 | 11.10", "8.30 | 10.00", "9.15 | 11.10", "- | -"],
        ["present", "present", "partial", "partial", "absent"]),
    "blanks where most have times": (
        ["8.30 | 11.10", "8.30 | 11.10", "8.30 | 11.10", " | "],
        ["present", "present", "present", "absent"]),
    "times for some": ([" | ", " | 10.00", " | ", "9.15 | "], [None, None, None, None]),
    "all at other times": (["8.30 | 11.10", "8.40 | 11.00", "8.50 | 10.00"], [None, None, None]),
}  # fmt: skip


@pytest.mark.parametrize("form", TIMES)
def test_when_people_came_and_left_tells_who_was_there(form: str, tmp_path: Path) -> None:
    cells, there = TIMES[form]
    names = ["Lina Abborre", "Maja Braxen", "Nore Gädda", "Olle Harr", "Petra Id"][: len(cells)]
    rows = [f"{name} | S | {cell}" for name, cell in zip(names, cells, strict=True)]
    found = read_cover(tmp_path, table("Ledamot | Parti | In | Ut", *rows))
    told = zip(names, there, strict=True)
    assert people_said(found) == [f"{name} member {how} S" for name, how in told if how]
    assert len(unread_lines(found)) == there.count(None)


def test_times_beside_marks_are_of_those_who_were_there_for_a_part(tmp_path: Path) -> None:
    rows = ["Lina Abborre | S | X | | ", "Maja Braxen | C | X | 9.15 | ",
            "Nore Gädda | V | X | | 10.00", "Olle Harr | M | - | | "]  # fmt: skip
    heads = "Namn | Parti | Närvarande | Kom | Gick"
    assert people_said(read_cover(tmp_path, table(heads, *rows))) == [
        "Lina Abborre member present S", "Maja Braxen member partial C",
        "Nore Gädda member partial V", "Olle Harr member absent M",
    ]  # fmt: skip

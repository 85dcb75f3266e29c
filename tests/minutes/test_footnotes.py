"""Notes at the foot of a page are none of the text that goes on over it; all of it is made up."""

from __future__ import annotations

from pathlib import Path

import fpdf
import pytest
from test_pdf import Draw, lines_at, printed

from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.settings.dataset_toml import Settings

COVER = """Källrådet
Protokoll 2039-02-03

Plats och tid: Brunnen, kl. 10.00-11.00
Beslutande: Elsa Damm (S), ordförande

§ 1 Brunnen

Beslut
"""
NOTES = ((1, "Priset gäller utan skatt och räknas om"), (0, "varje år i mars."), (2, "Se § 4."))


def noted(made: fpdf.FPDF, y: float, *pieces: tuple[str, str]) -> None:
    """A line of pieces, each with the raised number behind it."""
    x = 70.0
    for text, number in pieces:
        made.set_font("Times", size=11)
        made.text(x, y, text)
        x += made.get_string_width(text)
        made.set_font("Times", size=7)
        made.text(x, y - 4, number)
        x += made.get_string_width(number)
    made.set_font("Times", size=11)


def first_page(raised: bool, notes: tuple[tuple[int, str], ...] = NOTES) -> Draw:
    def draw(made: fpdf.FPDF) -> None:
        lines_at(70, 60, COVER)(made)
        noted(made, 240, ("Källrådet köper vatten för 700 kronor", "1"), (" av Ådals vänner", "2"),
              (" för att", ""))  # fmt: skip
        for y, (number, text) in zip((740, 750, 760), notes, strict=True):
            made.set_font("Times", size=5 if raised else 8)
            sign = str(number) if number else ""
            made.text(70, y - (3 if raised else 0), sign)
            made.set_font("Times", size=8)
            made.text(76, y, text)
        made.set_font("Times", size=11)
        made.text(300, 800, "1 (2)")

    return draw


def second_page(made: fpdf.FPDF) -> None:
    made.text(300, 40, "2 (2)")
    lines_at(70, 80, "fylla brunnen.\n\n§ 2 Övrigt\n\nInget sades.")(made)


def read(path: Path) -> Reading:
    return read_minutes(path, Settings())


@pytest.mark.parametrize("raised", [False, True])
def test_a_clause_goes_on_over_the_notes_of_its_page(raised: bool, tmp_path: Path) -> None:
    reading = read(printed(tmp_path, first_page(raised), second_page))
    whole = "Källrådet köper vatten för 700 kronor¹ av Ådals vänner² för att fylla brunnen."
    assert [row.text for row in reading.rows["clauses"]] == [whole]
    assert [row.number for row in reading.rows["agenda_items"]] == ["1", "2"]
    (told,) = [p for p in reading.problems if p.code == "footnotes-not-read"]
    first, last = told.first_line or 0, told.last_line or 0
    assert [" ".join(line.split()) for line in reading.lines[first - 1 : last] if line.strip()][
        -1
    ].endswith("Se § 4.")
    assert reading.page_of(first) == reading.page_of(last) == 1


def test_other_numbers_at_the_foot_are_text(tmp_path: Path) -> None:
    notes = ((3, "Brunnar grävs."), (0, "De är djupa."), (4, "Vatten hämtas."))
    reading = read(printed(tmp_path, first_page(False, notes), second_page))
    assert "footnotes-not-read" not in {p.code for p in reading.problems}
    assert "Brunnar grävs." in " ".join(row.text for row in reading.rows["clauses"])


@pytest.mark.parametrize("measure", ["40 m²", "3 km²"])
def test_a_measure_points_to_no_note(measure: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    page = f"{COVER}Källrådet köper {measure} mark.\n\n2 Karta ritas.\n\f\n§ 2 Övrigt\n\nInget.\n"
    path.write_text(page, encoding="utf-8")
    assert "footnotes-not-read" not in {p.code for p in read(path).problems}

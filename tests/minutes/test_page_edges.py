"""What stands at the edges of pages, and pages that hold little. All invented."""

from __future__ import annotations

from pathlib import Path

import fpdf

from attendance_said import people_said, unread_lines
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.layout.furniture import PAGE_HEADER, ignored_lines
from socsam_opendata.settings.dataset_toml import Settings


def test_a_sentence_on_both_sides_of_one_page_break_is_no_running_header() -> None:
    said = "Hamnnämnden noterar informationen."
    front = [
        "Hamnnämnden",
        *(f"Rad {word}" for word in ["ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta"]),
    ]
    lines = [*front, "", "§ 4 Bryggan", "Beslut", said, "", "§ 5 Kajen", "Beslut",
             said, "", "§ 6 Fyren", "Text."]  # fmt: skip
    assert PAGE_HEADER not in ignored_lines(lines, (1, 17), ()).values()


def test_what_stands_at_the_top_of_each_page_is_one() -> None:
    words = [
        f"Rad {word}"
        for word in ["ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio"]
    ]
    pages = [["Hamnnämnden 2031", *(f"{line} {page}" for line in words)] for page in "abc"]
    found = ignored_lines([line for page in pages for line in page], (1, 12, 23), ())
    assert [i for i, why in found.items() if why == PAGE_HEADER] == [11, 22]


def test_a_list_with_marks_alone_on_its_page_is_no_sheet_of_two_pages(tmp_path: Path) -> None:
    pdf = fpdf.FPDF(unit="pt", format="A4")
    pdf.set_font("Helvetica", size=9)
    for page in ([("Hamnnämnden", ""), ("Protokoll 2026-04-09", ""), ("Paragrafer: 4", "")],
                 [("Ledamöter", "Närvarande"), ("Disa Furu (S), ordförande", "X"),
                  ("Eskil Mård (M)", "X"), ("Frej Ås (C)", "-"), ("Gerda Snö (V)", "X"),
                  ("Jorun Hed (L)", "-"), ("Hilma Vik (MP)", "X"), ("Ivar Torp (KD)", "X"),
                  ("Kåre Bäck (SD)", "X"), ("Liv Stig (S)", "-")],
                 [("§ 4 Bryggan", ""), ("Bryggan lagas.", "")]):  # fmt: skip
        pdf.add_page()
        for at, (left, right) in enumerate(page):
            pdf.text(60, 60 + 14 * at, left)
            pdf.text(330, 60 + 14 * at, right)
    pdf.output(str(tmp_path / "a.pdf"))
    found = read_minutes(tmp_path / "a.pdf", Settings())
    absent = ("Frej Ås", "Jorun Hed", "Liv Stig")
    assert [" absent " in said for said in people_said(found)] == [
        said.startswith(absent) for said in people_said(found)
    ]
    assert (len(people_said(found)), unread_lines(found)) == (9, [])

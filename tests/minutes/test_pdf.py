"""Minutes as PDF. The files are made here; everybody in them is invented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import fpdf
import pytest

from socsam_opendata.errors import SourceError
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.sources.source import Source, read_source
from socsam_opendata.model.records import Rows
from socsam_opendata.settings.dataset_toml import Settings

TEXT = """Sagorådet
Protokoll

Sammanträdesdatum: 2031-03-05
Tid: kl. 09:00-11:00
Plats: Tornet

Beslutande ledamöter
Tora Påhitt (S), Berg
Nils Fantasi (C), Berg
Disa Vintergata (M), Berg

Paragrafer: 7-8
Justering: 2031-03-12

§ 7 Stöd till drakar

Beslut
Sagorådet beslutar:
1. Hittepåförbundet beviljas 50 000 kronor för den som illa flyger i väggen
   och vill pröva en gång till.
2. Ärendet återremitteras.

§ 8 Övrigt

Inget finns att anteckna.
"""
Draw = Callable[[fpdf.FPDF], None]


def printed(folder: Path, *pages: Draw, **options: Any) -> Path:
    """A PDF of pages that are drawn."""
    made = fpdf.FPDF(unit="pt", **options)
    made.set_auto_page_break(False)
    for draw in pages:
        made.add_page()
        made.set_font("Times", size=11)
        draw(made)
    path = folder / "a.pdf"
    made.output(str(path))
    return path


def lines_at(left: float, top: float, text: str) -> Draw:
    """Lines of text from a corner; those after a blank one a little further down."""

    def draw(made: fpdf.FPDF) -> None:
        y = top
        for line in text.split("\n"):
            made.text(left + 12 * (len(line) - len(line.lstrip())), y, line.strip())
            y += 14 if line else 9

    return draw


def all_of(*drawn: Draw) -> Draw:
    def draw(made: fpdf.FPDF) -> None:
        for one in drawn:
            one(made)

    return draw


def source(folder: Path, *pages: Draw, **options: Any) -> Source:
    return read_source(printed(folder, *pages, **options))


def told(lines: tuple[str, ...]) -> list[str]:
    """Lines that say something, with single spaces."""
    return [" ".join(line.split()) for line in lines if line.strip()]


def facts(rows: Rows) -> dict[str, list[dict[str, Any]]]:
    """Rows without where they stand: text has no pages."""
    of_place = ("first_line", "last_line")
    return {
        name: [{c: getattr(row, c) for c in row.__slots__ if c not in of_place} for row in some]
        for name, some in rows.items()
        if name not in ("sources", "source_pages")
    }


def test_minutes_as_pdf_say_what_they_say_as_text(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text(TEXT, encoding="utf-8")
    first, second = TEXT[: TEXT.index("§ 7")], TEXT[TEXT.index("§ 7") :]
    path = printed(tmp_path, lines_at(60, 60, first), lines_at(60, 60, second))
    read, expected = read_minutes(path, Settings()), read_minutes(text, Settings())
    assert facts(read.rows) == facts(expected.rows)
    assert told(read.lines) == told(expected.lines)
    (row,) = read.rows["sources"]
    assert (row.media_type, row.pages) == ("application/pdf", 2)


def test_columns_are_kept_apart_and_under_each_other(tmp_path: Path) -> None:
    left = lines_at(60, 60, "Plats och tid\nBeslutande\n \nÖvriga")
    right = lines_at(200, 60, "Illermötet, kl. 09:00\nTora Påhitt (S)\nNils Fantasi (C)\nBo Ek")
    found = source(tmp_path, all_of(left, right)).lines
    assert [line.split("  ")[0].strip() for line in found if line] == [
        "Plats och tid", "Beslutande", "", "Övriga",
    ]  # fmt: skip
    starts = {line.index(word) for line, word in zip(
        [line for line in found if line], ("Iller", "Tora", "Nils", "Bo"), strict=True
    )}  # fmt: skip
    assert len(starts) == 1


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_and_a_stamp_across_it_comes_last(
    angle: int, tmp_path: Path
) -> None:
    def draw(made: fpdf.FPDF) -> None:
        with made.rotation(angle, 300, 400):
            lines_at(100, 200, "Första raden\nandra raden av texten")(made)
        made.text(50, 780, "Stämpel")

    assert told(source(tmp_path, draw).lines) == [
        "Första raden", "andra raden av texten", "Stämpel",
    ]  # fmt: skip


def test_two_pages_on_a_sheet_are_two_pages(tmp_path: Path) -> None:
    left = "\n".join(f"vänstra sidan rad {n}" for n in range(12))
    right = "\n".join(f"högra sidan rad {n}" for n in range(12))
    found = source(
        tmp_path, all_of(lines_at(60, 60, left), lines_at(480, 60, right)), orientation="L"
    )
    assert told(found.lines) == [*left.split("\n"), *right.split("\n")]
    assert [found.lines[n - 1] for n in found.page_starts] == ["högra sidan rad 0"]
    # A reader of the file opens it at the sheet.
    assert found.pages == 1
    assert found.page_lines == ((1, 1, len(found.lines)),)


def test_a_page_is_one_that_a_reader_opens_the_file_at(tmp_path: Path) -> None:
    left = "\n".join(f"vänstra sidan rad {n}" for n in range(12))
    right = "\n".join(f"högra sidan rad {n}" for n in range(12))

    def empty(made: fpdf.FPDF) -> None:
        assert made.page

    found = source(
        tmp_path, all_of(lines_at(60, 60, left), lines_at(480, 60, right)), empty,
        lines_at(60, 60, "Sista sidan"), orientation="L",
    )  # fmt: skip
    (first, second, third) = found.page_lines
    assert [page.page for page in found.page_lines] == [1, 2, 3]
    assert told(found.lines[: first.last_line]) == [*left.split("\n"), *right.split("\n")]
    assert told(found.lines[second.first_line - 1 : second.last_line]) == []
    assert told(found.lines[third.first_line - 1 : third.last_line]) == ["Sista sidan"]
    assert third.last_line == len(found.lines)
    assert [found.page_line(page) for page in (1, 2, 3, 4)] == [
        1, second.first_line, third.first_line, 1,
    ]  # fmt: skip


def test_a_file_of_one_page_has_that_page(tmp_path: Path) -> None:
    read = read_minutes(printed(tmp_path, lines_at(60, 60, TEXT)), Settings())
    (source_row,), (page,) = read.rows["sources"], read.rows["source_pages"]
    assert source_row.pages == 1
    assert (page.page, page.first_line, page.last_line) == (1, 1, source_row.lines)


def test_a_wide_table_on_one_sheet_is_no_two_pages(tmp_path: Path) -> None:
    rows = "\n".join(f"rad {n}" for n in range(4))
    found = source(
        tmp_path, all_of(lines_at(60, 60, rows), lines_at(480, 60, rows)), orientation="L"
    )
    assert told(found.lines) == [f"rad {n} rad {n}" for n in range(4)]


def test_letters_set_apart_are_words_and_crosses_of_columns_are_not(tmp_path: Path) -> None:
    def draw(made: fpdf.FPDF) -> None:
        made.set_char_spacing(5)
        made.text(60, 60, "NÄRVARO")
        made.set_char_spacing(0)
        made.text(60, 90, "Ordinarie raden")
        for column in range(4):
            made.text(200 + 40 * column, 90, "X")

    assert told(source(tmp_path, draw).lines) == ["NÄRVARO", "Ordinarie raden X X X X"]


@pytest.mark.parametrize(("apart", "said"), [(0.11, "Ulvsdotter Myr"), (0.05, "UlvsdotterMyr")])
def test_a_space_that_is_no_wider_than_a_kern_is_none(
    apart: float, said: str, tmp_path: Path
) -> None:
    """Words set without a space between them lie a ninth of a line's height apart, letters less."""

    def draw(made: fpdf.FPDF) -> None:
        height = 1.16 * made.font_size_pt  # of a line of this font, ascent and descent
        width = made.get_string_width("Ulvsdotter")
        made.text(60, 60, "Ulvsdotter")
        made.text(60 + width + apart * height, 60, "Myr")

    assert told(source(tmp_path, draw).lines) == [said]


def test_letters_printed_twice_to_be_bold_are_read_once(tmp_path: Path) -> None:
    drawn = [lines_at(60 + shift, 60, "Allt tillsammans") for shift in (0, 0.3)]
    assert told(source(tmp_path, all_of(*drawn)).lines) == ["Allt tillsammans"]


def test_what_lies_under_a_box_is_left_out_and_what_lies_on_one_is_read(tmp_path: Path) -> None:
    def draw(made: fpdf.FPDF) -> None:
        made.set_fill_color(220, 220, 220)
        made.rect(55, 40, 300, 30, style="F")
        made.text(60, 60, "På en grå ruta")
        made.text(60, 100, "Sökande: Ulla Undansson, Berg")
        width = made.get_string_width("Sökande: ")
        made.set_fill_color(0, 0, 0)
        made.rect(60 + width, 88, made.get_string_width("Ulla Undansson"), 16, style="F")

    path = printed(tmp_path, all_of(lines_at(60, 200, TEXT), draw))
    found = read_source(path)
    assert told(found.lines)[:2] == ["På en grå ruta", "Sökande: ████ █████████, Berg"]
    (problem,) = [p for p in read_minutes(path, Settings()).problems if p.code == "text-covered"]
    assert "█" in found.lines[(problem.first_line or 0) - 1]


def test_a_page_that_is_a_picture_is_told_with_its_number(tmp_path: Path) -> None:
    picture = _picture(tmp_path)

    def drawn(made: fpdf.FPDF) -> None:
        made.image(picture, 0, 0, 300, 300)

    path = printed(tmp_path, lines_at(60, 60, TEXT), drawn)
    read = read_minutes(path, Settings())
    (problem,) = [p for p in read.problems if p.code == "page-scanned"]
    assert (problem.facts, problem.first_line) == ({"page": "2"}, len(read.lines))
    path = printed(tmp_path, drawn, drawn)
    assert refused(path).key == "source.pdf.scanned"


def _picture(folder: Path) -> str:
    from PIL import Image

    path = folder / "a.png"
    Image.new("L", (8, 8), 90).save(path)
    return str(path)


def refused(path: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_source(path)
    return caught.value


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    made = fpdf.FPDF()
    made.set_encryption(owner_password="ägare", user_password="hemligt")
    made.add_page()
    path = tmp_path / "låst.pdf"
    made.output(str(path))
    assert refused(path).key == "source.pdf.password"
    whole = printed(tmp_path, lines_at(60, 60, TEXT))
    path.write_bytes(whole.read_bytes()[:200])
    assert refused(path).key == "source.pdf.broken"
    assert refused(printed(tmp_path, lambda _: None)).key == "source.empty"


def test_a_file_that_only_its_owner_may_change_is_read_and_its_author_is_not(
    tmp_path: Path,
) -> None:
    made = fpdf.FPDF(unit="pt")
    made.set_encryption(owner_password="ägare")
    made.set_author("Ulla Undansson")
    made.set_title("Undan")
    made.add_page()
    made.set_font("Times", size=11)
    made.text(60, 60, "Bara text")
    path = tmp_path / "a.pdf"
    made.output(str(path))
    assert told(read_source(path).lines) == ["Bara text"]


def test_a_raised_number_of_a_note_is_no_digit_of_the_sum_before_it(tmp_path: Path) -> None:
    def page(made: fpdf.FPDF) -> None:
        for left, text, note in ((60, "Avgiften är 1 200", "3"), (200, "och bron 40 m", "12")):
            made.set_font("Times", size=11)
            made.text(left, 100, text)
            right = left + made.get_string_width(text)
            made.set_font("Times", size=6.5)
            made.text(right, 96, note)
        made.set_font("Times", size=11)
        made.text(60, 114, "Nästa rad.")

    found = source(tmp_path, page)
    assert [line for line in found.lines if line] == [
        "Avgiften är 1 200³         och bron 40 m¹²", "Nästa rad.",
    ]  # fmt: skip


def test_paragraphs_of_a_page_with_little_text_are_as_far_apart_as_of_the_others(
    tmp_path: Path,
) -> None:
    """Three lines on a page by itself tell nothing; those of the page before do."""

    def full(made: fpdf.FPDF) -> None:
        for n in range(30):
            made.text(60, 80 + 14 * n, f"Rad nummer {n} av en text som går vidare.")

    def short(made: fpdf.FPDF) -> None:
        for y, text in ((80, "En rubrik"), (102, "En mening."), (124, "En annan mening.")):
            made.text(60, y, text)

    lines = source(tmp_path, full, short).lines
    assert [*lines[30:]] == ["En rubrik", "", "En mening.", "", "En annan mening."]


def test_a_heading_in_large_letters_stands_apart_from_the_text_above_it(tmp_path: Path) -> None:
    def page(made: fpdf.FPDF) -> None:
        for n in range(12):
            made.text(60, 80 + 14 * n, f"Rad nummer {n} av en text som går vidare.")
        made.set_font("Times", size=14)
        made.text(60, 80 + 14 * 11 + 21, "§ 8 En rubrik som går vidare")
        made.text(60, 80 + 14 * 11 + 39, "på nästa rad")

    assert [*source(tmp_path, page).lines[11:]] == [
        "Rad nummer 11 av en text som går vidare.", "", "§ 8 En rubrik som går vidare",
        "på nästa rad",
    ]  # fmt: skip

"""Tables between rules on the pages of a PDF. Everybody in them is invented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from document_forms import Beside, Pages
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.sources.characters import text_lines
from socsam_opendata.minutes.sources.placed import PlacedLine
from socsam_opendata.minutes.sources.ruled import OUTSIDE, Grid, Rule, grids
from socsam_opendata.minutes.sources.ruled_pages import PrintedPage, tables_of
from socsam_opendata.minutes.sources.source import Source, read_source
from socsam_opendata.minutes.sources.tables import cell_text
from socsam_opendata.settings.dataset_toml import Settings

Draw = Callable[[Pages], None]


def printed(folder: Path, *draws: Draw) -> Source:
    """A file of pages, each as it is drawn."""
    made = Pages(Beside(header="", footer=""))
    for at, draw in enumerate(draws):
        if at:
            made.begin()
        draw(made)
    path = folder / "a.pdf"
    made.output(str(path))
    return read_source(path)


def cells(source: Source) -> list[list[list[str]]]:
    """What each cell of each table says, its lines apart."""
    return [
        [[cell_text(source.lines, cell).replace("\n", " / ") for cell in row] for row in table]
        for table in source.tables
    ]


def rows(*said: str, widths: tuple[float, ...]) -> Draw:
    """Ruled rows, each of cells between bars; a bar within a cell is a line of it."""

    def draw(page: Pages) -> None:
        for one in said:
            page.row(*(tuple(cell.split("/")) for cell in one.split("|")), widths=widths)

    return draw


def test_what_wraps_in_a_cell_is_of_that_cell(tmp_path: Path) -> None:
    said = rows(
        "Namn|Parti|Närvaro", "Sigbritt Ansgariusdotter Bergvalla|Partiet för bättre vägar|X",
        "Bo Ek|S|-", widths=(80.0, 70.0, 50.0),
    )  # fmt: skip
    assert cells(printed(tmp_path, said)) == [[
        ["Namn", "Parti", "Närvaro"],
        ["Sigbritt / Ansgariusdotter / Bergvalla", "Partiet för / bättre vägar", "X"],
        ["Bo Ek", "S", "-"],
    ]]  # fmt: skip


def test_cells_are_kept_apart_where_only_a_rule_stands_between(tmp_path: Path) -> None:
    def tight(page: Pages) -> None:
        for y in (60.0, 74.0, 88.0):
            page.line(60, y, 200, y)
        for x in (60.0, 114.0, 200.0):
            page.line(x, 60, x, 88)
        for y, left, right in ((71.0, "Ledamoten", "Ja"), (85.0, "Bo Eklunda", "Nej")):
            page.text(62, y, left)
            page.text(116, y, right)

    found = printed(tmp_path, tight)
    assert cells(found) == [[["Ledamoten", "Ja"], ["Bo Eklunda", "Nej"]]]
    assert [line.strip() for line in found.lines if line] == ["Ledamoten  Ja", "Bo Eklunda  Nej"]


def test_a_word_that_is_wider_than_its_cell_is_of_that_cell(tmp_path: Path) -> None:
    said = rows("Justeringssammanträde|", "Bo Ek|Nej", widths=(60.0, 90.0))
    assert cells(printed(tmp_path, said)) == [[["Justeringssammanträde", ""], ["Bo Ek", "Nej"]]]


def test_a_table_that_goes_on_at_the_next_page_is_one_and_its_heading_stands_once(
    tmp_path: Path,
) -> None:
    widths = (120.0, 60.0, 60.0)
    first = rows("Ledamot|Ja|Nej", "Bo Ek|X|", widths=widths)
    again = rows("Ledamot|Ja|Nej", "Lo Alm||X", widths=widths)
    more = rows("Li Asp|X|", widths=widths)
    assert cells(printed(tmp_path, first, again, more)) == [[
        ["Ledamot", "Ja", "Nej"], ["Bo Ek", "X", ""], ["Lo Alm", "", "X"], ["Li Asp", "X", ""],
    ]]  # fmt: skip


def test_tables_with_text_between_are_two(tmp_path: Path) -> None:
    widths = (120.0, 60.0, 60.0)

    def second(page: Pages) -> None:
        for n in range(8):
            page.say(f"Här står en mening nummer {n} mellan dem.")
        rows("Li Asp|X|", "Lo Alm||X", widths=widths)(page)

    found = cells(printed(tmp_path, rows("Ledamot|Ja|Nej", "Bo Ek|X|", widths=widths), second))
    assert [len(table) for table in found] == [2, 2]


def _frame(page: Pages) -> None:
    page.rect(50, 50, 480, 700)


def _footer(page: Pages) -> None:
    page.line(60, 780, 500, 780)
    for x in (200.0, 300.0, 400.0):
        page.line(x, 780, x, 800)


def _underlined(page: Pages) -> None:
    for y in (100.0, 120.0, 140.0):
        page.line(60, y, 300, y)


def _boxed(page: Pages) -> None:
    for y in (100.0, 160.0):
        page.rect(60, y, 300, 40)


@pytest.mark.parametrize("draw", [_frame, _footer, _underlined, _boxed])
def test_frames_footers_and_lines_under_words_are_no_tables(draw: Draw, tmp_path: Path) -> None:
    def page(made: Pages) -> None:
        draw(made)
        made.say("Sagorådet")
        made.say("En mening om vägarna.")

    assert printed(tmp_path, page).tables == ()


def test_a_table_that_lies_on_its_side_is_one(tmp_path: Path) -> None:
    def turned(page: Pages) -> None:
        with page.rotation(90, 300, 400):
            rows("Ledamot|Röst", "Bo Ek|Ja", widths=(120.0, 60.0))(page)

    assert cells(printed(tmp_path, turned)) == [[["Ledamot", "Röst"], ["Bo Ek", "Ja"]]]


def test_signs_that_are_left_out_move_no_cell() -> None:
    """A soft hyphen in a word of the first cell is taken out of the line."""
    (found,) = grid([(0, 0, 80), (20, 0, 80)], [(0, 0, 20), (40, 0, 20), (80, 0, 20)])
    text = "Väg\u00adförening  Ja\u00adsäger"
    page = PrintedPage([PlacedLine(text, ((0, 0, 12), (1, 14, len(text))))], [found])
    (line,), _ = text_lines(text)
    (((one, other),),) = tables_of([page])
    assert [cell_text([line], cell) for cell in (one, other)] == ["Vägförening", "Jasäger"]


def grid(
    across: list[tuple[float, float, float]], down: list[tuple[float, float, float]]
) -> tuple[Grid, ...]:
    return grids([Rule(*one) for one in across], [Rule(*one) for one in down])


def test_a_merged_cell_is_one_in_its_first_row_and_column() -> None:
    """Two rows of three; the first cell of both rows is one, and two of the lower row are one."""
    (found,) = grid(
        [(0, 0, 90), (20, 30, 90), (40, 0, 90)],
        [(0, 0, 40), (30, 0, 40), (60, 20, 40), (90, 0, 40)],
    )
    first, second, third, last = (
        found.cell_at(x, y) for x, y in ((15, 10), (45, 30), (75, 30), (75, 10))
    )
    assert len({first, second, third, last}) == 4
    assert found.numbers() == [[first, second, third], [OUTSIDE, last, OUTSIDE]]
    assert found.cell_at(15, 30) == first
    assert found.cell_at(45, 10) == last
    assert found.cell_at(95, 10) == found.cell_at(15, -1) == OUTSIDE


def test_double_borders_and_parts_of_rules_are_one_rule() -> None:
    (found,) = grid(
        [(0, 0, 40), (0.5, 41, 80), (20, 0, 80), (21.5, 0, 80)],
        [(0, 0, 20), (40, 0, 10), (40.5, 11, 20), (80, 0, 21)],
    )
    assert found.numbers() == [[0, 1]]


def test_a_cell_that_is_no_box_makes_no_table() -> None:
    assert grid(
        [(0, 0, 60), (20, 0, 30), (40, 0, 60)], [(0, 0, 40), (30, 0, 20), (60, 0, 40)]
    ) == ()  # fmt: skip


def test_a_drawing_of_many_lines_is_no_table(tmp_path: Path) -> None:
    def drawing(page: Pages) -> None:
        for n in range(400):
            page.line(60, 100 + 1.5 * n, 500, 100 + 1.5 * n)
            page.line(60 + n, 100, 60 + n, 700)
        page.say("Ett diagram.")

    assert printed(tmp_path, drawing).tables == ()


ROLL = (
    "Ledamöter|Parti|Närvarande|Frånvarande", "Tora Påhittsdotter Lång|S|X|",
    "Nils Fantasi|C||X", "Disa Vintergata|M|X|",
)  # fmt: skip


def test_a_ruled_roll_is_read_by_its_cells(tmp_path: Path) -> None:
    """The name of the first takes two lines, and the second's mark stands in another column."""

    def page(made: Pages) -> None:
        for text in ("Sagorådet", "Protokoll", "Sammanträdesdatum: 2031-03-05", "Närvarolista"):
            made.say(text)
        rows(*ROLL, widths=(75.0, 40.0, 70.0, 75.0))(made)
        made.at += 20
        made.say("Paragrafer: 7-7")

    def items(made: Pages) -> None:
        made.say("§ 7 Vägar i norr")
        made.say("Beslut")
        made.say("Sagorådet beslutar att laga vägarna i norr.")

    printed(tmp_path, page, items)
    read = read_minutes(tmp_path / "a.pdf", Settings()).rows
    people = {row.id: row.name for row in read["persons"]}
    found = [(people[row.person], row.party, row.status) for row in read["participants"]]
    assert found == [
        ("Tora Påhittsdotter Lång", "s", "present"), ("Nils Fantasi", "c", "absent"),
        ("Disa Vintergata", "m", "present"),
    ]  # fmt: skip

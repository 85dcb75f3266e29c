"""Tables between rules on the pages of a PDF. Everybody in them is invented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from document_forms import Beside, Pages
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.minutes.sources.characters import text_lines
from socsam_opendata.minutes.sources.placed import PlacedCell, PlacedLine
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
    page = PrintedPage(
        [PlacedLine(text, (PlacedCell(0, 0, 12), PlacedCell(1, 14, len(text))))], [found]
    )
    (line,), _ = text_lines(text)
    (((one, other),),) = tables_of([page]).tables
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


def read_of(folder: Path, *draws: Draw) -> Reading:
    """The reading of pages as they are drawn."""
    printed(folder, *draws)
    return read_minutes(folder / "a.pdf", Settings())


def attended(found: Reading) -> list[str]:
    """Who was there as what, with party, status and whom for."""
    names = {row.id: row.name for row in found.rows["persons"]}
    return [
        " ".join(filter(None, (
            names[row.person], row.party_text, row.capacity, row.status, row.paragraphs,
            row.serves_for and f"för {names[row.serves_for]}",
        )))
        for row in found.rows["participants"]
    ]  # fmt: skip


def signing(found: Reading) -> set[tuple[str, str]]:
    names = {row.id: row.name for row in found.rows["persons"]}
    return {(row.role, names[row.person]) for row in found.rows["roles"]}


def unread(found: Reading) -> list[int]:
    return [n for n, owner in enumerate(found.owners, 1) if owner.state == "unread"]


def head(made: Pages) -> None:
    for text in ("Sagorådet", "Protokoll", "Sammanträdesdatum: 2031-03-05"):
        made.say(text)


def item(*texts: str) -> Draw:
    """Paragraph 7, with the texts below its heading."""

    def draw(made: Pages) -> None:
        made.say("§ 7 Vägar i norr")
        for text in texts:
            made.say(text)

    return draw


def after(*draws: Draw) -> Draw:
    """What is drawn below each other on one page."""

    def draw(made: Pages) -> None:
        for one in draws:
            one(made)
            made.at += 20

    return draw


DECIDED = item("Beslut", "Sagorådet beslutar att laga vägarna i norr.")


def test_headings_of_two_rows_that_come_again_stand_once_and_say_nothing_there(
    tmp_path: Path,
) -> None:
    """The second row wraps, so that its last line by itself is a label of a cover."""
    widths = (110.0, 40.0, 60.0, 75.0, 40.0)
    heads = "Ledamot|Parti|Närvaro|Tjänstgörande ersättare|Parti"
    first = after(
        head, rows(heads, "Bo Ek|S|Närvarande||", "Lo Alm|C|Frånvarande||", widths=widths)
    )
    again = rows(heads, "Li Asp|S|Närvarande||", "Mo Rönn|M|Frånvarande|Ulv Sten|M", widths=widths)
    found = read_of(tmp_path, first, again, after(DECIDED))
    assert attended(found) == [
        "Bo Ek S member present", "Lo Alm C member absent", "Li Asp S member present",
        "Mo Rönn M member absent", "Ulv Sten M serving-substitute present för Mo Rönn",
    ]  # fmt: skip
    assert unread(found) == []


def test_a_table_goes_on_below_a_ruled_header_of_the_page(tmp_path: Path) -> None:
    widths = (120.0, 60.0, 60.0)
    running = rows("Sagorådet|Protokoll|Sida 2", widths=(200.0, 150.0, 100.0))
    first = rows("Ledamot|Ja|Nej", "Bo Ek|X|", widths=widths)
    again = after(running, rows("Ledamot|Ja|Nej", "Li Asp||X", widths=widths))
    assert cells(printed(tmp_path, first, again))[0] == [
        ["Ledamot", "Ja", "Nej"], ["Bo Ek", "X", ""], ["Li Asp", "", "X"],
    ]  # fmt: skip


def test_a_line_is_full_where_the_next_word_has_no_room(tmp_path: Path) -> None:
    people = "Rasmus Torvaldsson Uppåkra (S), andre ordförande/Bo Ek (M)"
    made = printed(tmp_path, rows(f"Närvarande|{people}", widths=(80.0, 150.0)))
    ((_, cell),) = made.tables[0]
    said = [cell_text(made.lines, (piece,)) for piece in cell]
    assert [*zip(said, [piece.full for piece in cell], strict=True)] == [
        ("Rasmus Torvaldsson Uppåkra", True), ("(S), andre ordförande", False),
        ("Bo Ek (M)", False),
    ]  # fmt: skip


def test_people_and_places_that_wrap_in_a_cell_of_a_cover_are_whole(tmp_path: Path) -> None:
    cover = rows(
        "Plats och tid|Vattentornet i Hittåtorp, onsdagen den 5 mars 2031 klockan 09.00-10.30",
        "Beslutande|Tora Påhittsdotter (S), vice ordförande/Nils Fantasi-Sagolund (C) §§ 7-8/"
        "Disa Vintergata (M)/Ulf Måne (KD), tjänstgörande ersättare för Alma Stjärnfall (KD)",
        "Övriga|Bo Ek, sekreterare/Lo Alm Rönnqvist-Sälgmark, ekonomichef",
        "Paragrafer|7-8", widths=(80.0, 165.0),
    )  # fmt: skip
    items = item("Beslut", "Sagorådet beslutar att laga vägarna.", "§ 8 Slut", "Inget mer.")
    found = read_of(tmp_path, after(head, cover), items)
    assert attended(found) == [
        "Tora Påhittsdotter S member present", "Nils Fantasi-Sagolund C member partial 7-8",
        "Disa Vintergata M member present",
        "Ulf Måne KD serving-substitute present för Alma Stjärnfall",
        "Bo Ek official present", "Lo Alm Rönnqvist-Sälgmark official present",
    ]  # fmt: skip
    (meeting,) = found.rows["meetings"]
    assert meeting.place == "Vattentornet i Hittåtorp"
    assert (str(meeting.starts_at), str(meeting.ends_at)) == ("09:00:00", "10:30:00")
    assert unread(found) == []


def test_people_beside_each_other_who_wrap_are_whole(tmp_path: Path) -> None:
    cover = rows(
        "Beslutande|Tora Påhittsdotter (S), vice ordförande/Nils Fantasi (C)|Ersättare|"
        "Disa Vintergata Norrsken (M)/Bo Ek (S)", widths=(75.0, 130.0, 60.0, 110.0),
    )  # fmt: skip
    found = read_of(tmp_path, after(head, cover), DECIDED)
    assert attended(found) == [
        "Tora Påhittsdotter S member present", "Nils Fantasi C member present",
        "Disa Vintergata Norrsken M substitute present", "Bo Ek S substitute present",
    ]  # fmt: skip
    assert signing(found) == {("vice-chair", "Tora Påhittsdotter")}
    assert unread(found) == []


@pytest.mark.parametrize("where", ["front", "end"])
def test_signatures_in_cells_beside_each_other_are_each_of_their_office(
    where: str, tmp_path: Path
) -> None:
    people = rows("Beslutande|Tora Påhitt (S)/Nils Fantasi (C)", widths=(80.0, 200.0))
    signed = rows(
        "Sekreterare///Bo Ek|Ordförande///Tora Påhitt|Justerare///Nils Fantasi",
        widths=(150.0, 150.0, 150.0),
    )  # fmt: skip
    front = (head, people, signed) if where == "front" else (head, people)
    end = (DECIDED,) if where == "front" else (DECIDED, signed)
    found = read_of(tmp_path, after(*front), after(*end))
    assert signing(found) == {
        ("secretary", "Bo Ek"), ("chair", "Tora Påhitt"), ("adjuster", "Nils Fantasi")
    }  # fmt: skip
    assert [row.text for row in found.rows["clauses"]] == [
        "Sagorådet beslutar att laga vägarna i norr."
    ]
    assert unread(found) == []


def test_a_label_above_all_columns_tells_whose_list_it_is(tmp_path: Path) -> None:
    wide, narrow = (280.0,), (120.0, 80.0, 80.0)

    def roll(made: Pages) -> None:
        rows("Beslutande", widths=wide)(made)
        rows("Namn|Uppgift|Närvarande", "Bo Ek|Ordförande|X", "Li Asp|Ledamot|-", widths=narrow)(
            made
        )
        rows("Övriga närvarande", widths=wide)(made)
        rows("Lo Alm|Sekreterare|X", widths=narrow)(made)

    found = read_of(tmp_path, after(head, roll), DECIDED)
    assert attended(found) == [
        "Bo Ek member present",
        "Li Asp member absent",
        "Lo Alm official present",
    ]
    assert signing(found) == {("chair", "Bo Ek"), ("secretary", "Lo Alm")}
    assert unread(found) == []


FEES = rows(
    "Ärende|Avgift|Anmärkning", "Lagning av en grind|450 kr|Gäller alla dagar utom söndagar",
    "Målning|1 200 kr|", widths=(120.0, 60.0, 110.0),
)  # fmt: skip


def test_a_table_under_a_decision_is_none_of_its_clauses(tmp_path: Path) -> None:
    first = item("Beslut", "Sagorådet beslutar att anta taxan.", "Taxa för vägar")

    def last(made: Pages) -> None:
        made.say("Sagorådet beslutar att taxan ska visas i tornet.")
        made.say("Bakgrund")
        made.say("Vägarna är gamla.")

    found = read_of(tmp_path, head, after(first, FEES, last))
    assert [row.text for row in found.rows["clauses"]] == [
        "Sagorådet beslutar att anta taxan.", "Sagorådet beslutar att taxan ska visas i tornet.",
    ]  # fmt: skip
    assert sorted(row.value for row in found.rows["amounts"]) == [450, 1200]
    texts = {row.heading: row.text for row in found.rows["item_texts"]}
    assert "Lagning av en grind" in texts[None]
    assert texts["Bakgrund"] == "Vägarna är gamla."


def test_a_decision_that_is_laid_out_in_cells_is_one(tmp_path: Path) -> None:
    laid = rows("Beslut|Sagorådet beslutar att laga vägarna.", "Bakgrund|De är gamla och fulla "
                "av hål, och en bro har fallit.", widths=(90.0, 190.0))  # fmt: skip
    found = read_of(tmp_path, head, after(item(), laid))
    assert [row.text for row in found.rows["clauses"]] == ["Sagorådet beslutar att laga vägarna."]
    (text,) = (row for row in found.rows["item_texts"] if row.heading == "Bakgrund")
    assert text.text == "De är gamla och fulla av hål, och en bro har fallit."


BALLOTS = {
    "the party in a column of its own": (
        "Ledamot|Parti|Ja|Nej|Avstår", ("Bo Ek|S|X||", "Li Asp|KD||X|", "Lo Alm|M|||X"),
        [("Bo Ek", "s", "yes"), ("Li Asp", "kd", "no"), ("Lo Alm", "m", "abstain")],
    ),
    "the party and an office behind the name": (
        "Namn|Ja-röst|Nej-röst", ("Bo Ek (S), ordförande|X|", "Li Asp (KD)||x"),
        [("Bo Ek", "s", "yes"), ("Li Asp", "kd", "no")],
    ),
    "no party": (
        "Namn|JA|NEJ|BLANK", ("Bo Ek|x||", "Li Asp||x|"),
        [("Bo Ek", None, "yes"), ("Li Asp", None, "no")],
    ),
    "two voters a row": (
        "Namn|Ja|Nej|Namn|Ja|Nej", ("Bo Ek (S)|X||Li Asp (C)|X|", "Lo Alm (M)||X|||"),
        [("Bo Ek", "s", "yes"), ("Li Asp", "c", "yes"), ("Lo Alm", "m", "no")],
    ),
    "who has two marks, or none, is left out": (
        "Namn|Ja|Nej", ("Bo Ek (S)|X|X", "Li Asp (C)||", "Lo Alm (M)||X"),
        [("Lo Alm", "m", "no")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BALLOTS)
def test_a_list_of_votes_in_a_ruled_table_goes_on_over_pages(case: str, tmp_path: Path) -> None:
    heads, voters, expected = BALLOTS[case]
    widths = (120.0, *(60.0 for _ in range(heads.count("|"))))
    first = after(
        item("Beslut", "Sagorådet beslutar att laga vägarna i norr.", "Omröstning"),
        rows(heads, voters[0], widths=widths),
    )  # fmt: skip
    found = read_of(tmp_path, head, first, rows(heads, *voters[1:], widths=widths))
    names = {row.id: row.name for row in found.rows["persons"]}
    assert [(names[b.person], b.party, b.choice) for b in found.rows["ballots"]] == expected


def test_tables_of_two_votes_without_sums_are_two_lists(tmp_path: Path) -> None:
    votes = [
        rows("Namn|Ja|Nej", *said, widths=(120.0, 60.0, 60.0))
        for said in (("Bo Ek (S)|X|", "Li Asp (C)||X"), ("Bo Ek (S)||X", "Li Asp (C)||X"))
    ]
    result = "Med 1 ja-röst mot 1 nej-röst avslås förslaget. Med 0 ja-röster mot 2 nej-röster " \
        "avslås också det andra."  # fmt: skip
    text = item("Beslut", "Sagorådet beslutar att laga vägarna i norr.", "Omröstning", result)
    found = read_of(tmp_path, head, after(text, *votes))
    assert [(v.yes, v.no, v.listed_yes, v.listed_no) for v in found.rows["votes"]] == [
        (1, 1, 1, 1), (0, 2, 0, 2)
    ]  # fmt: skip


def test_two_persons_a_row_are_read_and_one_that_tells_nothing_is_told(tmp_path: Path) -> None:
    roll = rows(
        "Ledamot|Parti|Närv.|Ledamot|Parti|Närv.", "Bo Ek|S|x|Li Asp|C|", "Lo Alm|M|x|Mo Rönn|V|?",
        widths=(90.0, 40.0, 50.0, 90.0, 40.0, 50.0),
    )  # fmt: skip
    found = read_of(tmp_path, after(head, roll), DECIDED)
    assert attended(found) == ["Bo Ek S member present", "Lo Alm M member present"]
    roll = rows(
        "Ledamot|Parti|Närv.|Ledamot|Parti|Närv.", "Bo Ek|S|x|Li Asp|C|", "Lo Alm|M|x|Mo Rönn|V|x",
        widths=(90.0, 40.0, 50.0, 90.0, 40.0, 50.0),
    )  # fmt: skip
    found = read_of(tmp_path, after(head, roll), DECIDED)
    assert attended(found) == [
        "Bo Ek S member present", "Lo Alm M member present", "Li Asp C member absent",
        "Mo Rönn V member present",
    ]  # fmt: skip
    assert unread(found) == []


def test_a_list_with_groups_of_headings_behind_a_list_of_items_is_read(tmp_path: Path) -> None:
    def roll(made: Pages) -> None:
        rows("|Vid mötet i dag", widths=(140.0, 150.0))(made)
        rows("Ledamot|Parti|Närvarande|Anmärkning", "Bo Ek|S|X|", "Li Asp|C|-|",
             "Lo Alm|M|X|distans", widths=(100.0, 40.0, 70.0, 80.0))(made)  # fmt: skip

    listed = rows("§|Ärende|Sida", "7|Vägar i norr|3", widths=(40.0, 200.0, 40.0))
    front = after(head, lambda made: made.say("Ärendelista"), listed)
    found = read_of(tmp_path, front, roll, DECIDED)
    assert attended(found) == [
        "Bo Ek S member present",
        "Li Asp C member absent",
        "Lo Alm M member remote",
    ]
    assert unread(found) == []


def test_a_row_that_a_page_breaks_is_whole(tmp_path: Path) -> None:
    widths = (90.0, 150.0)
    first = after(head, rows("Närvarande|Bo Ek (S)/Li Asp (C)/Lo Alm", widths=widths))
    more = rows("ersättare|(M)/Mo Rönn (V)", "Paragrafer|7-7", widths=widths)
    found = read_of(tmp_path, first, more, DECIDED)
    assert attended(found) == [
        "Bo Ek S substitute present", "Li Asp C substitute present", "Lo Alm M substitute present",
        "Mo Rönn V substitute present",
    ]  # fmt: skip
    first = after(head, rows("Beslutande|Bo Ek (S)/Li Asp (C)", widths=widths))
    more = rows("|Lo Alm (M)", "Ersättare|Mo Rönn (V)", widths=widths)
    found = read_of(tmp_path, first, more, DECIDED)
    assert attended(found) == [
        "Bo Ek S member present", "Li Asp C member present", "Lo Alm M member present",
        "Mo Rönn V substitute present",
    ]  # fmt: skip


def test_rows_of_two_pages_are_two(tmp_path: Path) -> None:
    widths = (90.0, 150.0)
    first = after(head, rows("Beslutande|Bo Ek (S)", widths=widths))
    found = read_of(tmp_path, first, rows("Ersättare|Mo Rönn (V)", widths=widths), DECIDED)
    assert attended(found) == ["Bo Ek S member present", "Mo Rönn V substitute present"]


@pytest.mark.parametrize(
    "table",
    [
        ("Beslutande|Ersättare", "Bo Ek (S)|Lo Alm (M)"),
        ("Beslutande|Bo Ek (S)|Ersättare|Lo Alm (M)", "Sekreterare|Ulv Sten|Justerare|Bo Ek"),
        ("Ledamot|Närv.|Ledamot|Närv.", "Bo Ek|x|Lo Alm|x"),
        ("Ordförande//Bo Ek|Sekreterare//Ulv Sten",),
    ],
)  # fmt: skip
def test_such_tables_inside_a_paragraph_are_text_of_it(
    table: tuple[str, ...], tmp_path: Path
) -> None:
    widths = tuple(110.0 for _ in range(table[0].count("|") + 1))
    text = item("Upprop förrättas.")

    def last(made: Pages) -> None:
        made.say("§ 8 Slut")
        made.say("Inget mer finns att säga om det som hände i dag.")

    found = read_of(tmp_path, head, after(text, rows(*table, widths=widths)), last)
    assert [row.number for row in found.rows["agenda_items"]] == ["7", "8"]
    assert "Bo Ek" in " ".join(row.text for row in found.rows["item_texts"])
    assert unread(found) == []


def test_rows_with_marks_under_headings_that_nobody_knows_tell_nobody(tmp_path: Path) -> None:
    roll = rows("Vem|Kom|Gick", "Bo Ek (S)|X|-", "Li Asp (C)|-|X", widths=(110.0, 60.0, 60.0))
    people = rows("Beslutande|Lo Alm (M)", widths=(110.0, 120.0))
    found = read_of(tmp_path, after(head, people, roll), DECIDED)
    assert attended(found) == ["Lo Alm M member present"]
    said = " ".join(found.lines[n - 1] for n in unread(found))
    assert "Bo Ek (S)" in said
    assert "Li Asp (C)" in said


def test_names_below_the_offices_of_those_who_sign_are_each_of_their_own(tmp_path: Path) -> None:
    """Two of the offices are alike, and no rules stand between the columns."""

    def signed(made: Pages) -> None:
        for words in (("Vid protokollet", "Justeras", "Justeras"), ("Ulv Sten", "Bo Ek", "Lo Alm")):
            for at, word in enumerate(words):
                made.text(60 + 160 * at, made.at, word)
            made.at += 40

    people = rows("Beslutande|Bo Ek (S)/Lo Alm (M)", widths=(110.0, 120.0))
    found = read_of(tmp_path, after(head, people), after(DECIDED, signed))
    assert signing(found) == {
        ("secretary", "Ulv Sten"), ("adjuster", "Bo Ek"), ("adjuster", "Lo Alm")
    }  # fmt: skip


def test_labels_above_what_they_name_in_their_cells_are_read(tmp_path: Path) -> None:
    def cover(made: Pages) -> None:
        three, whole = (110.0, 110.0, 110.0), (330.0,)
        rows("Datum/2031-03-05|Tid/09.00-10.30|Plats/Tornet", widths=three)(made)
        people = "Bo Ek (S), ordförande, Li Asp Torvaldsdotter (C), vice ordförande, Mo Rönn (V)"
        rows(f"Närvarande/{people} och Ulv Sten (M)", widths=whole)(made)
        rows("Sekreterare/Alma Stjärnfall|Justerare/Li Asp Torvaldsdotter|Paragrafer/§ 7",
             widths=three)(made)  # fmt: skip

    found = read_of(tmp_path, after(lambda made: made.say("Sagorådet"), cover), DECIDED)
    (meeting,) = found.rows["meetings"]
    assert (str(meeting.date), str(meeting.starts_at), meeting.place) == (
        "2031-03-05", "09:00:00", "Tornet"
    )  # fmt: skip
    assert attended(found) == [
        "Bo Ek S member present", "Li Asp Torvaldsdotter C member present",
        "Mo Rönn V member present", "Ulv Sten M member present",
    ]  # fmt: skip
    assert signing(found) == {
        ("chair", "Bo Ek"), ("vice-chair", "Li Asp Torvaldsdotter"),
        ("adjuster", "Li Asp Torvaldsdotter"), ("secretary", "Alma Stjärnfall"),
    }  # fmt: skip
    assert unread(found) == []

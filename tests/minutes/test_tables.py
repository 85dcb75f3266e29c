"""Tables as cells: where each stands in the lines of its source."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socsam_opendata.minutes.sources.characters import text_lines
from socsam_opendata.minutes.sources.source import read_source
from socsam_opendata.minutes.sources.tabbed import with_tables
from socsam_opendata.minutes.sources.tables import (
    COMMENTED,
    RENDERED,
    CellTable,
    DocumentLink,
    Printout,
    cell_text,
    columned,
    laid_out,
    markdown_tables,
)


def texts(lines: tuple[str, ...], table: CellTable) -> list[list[str]]:
    """The text of each cell."""
    return [[cell_text(lines, cell) for cell in row] for row in table]


def test_columns_stand_under_each_other_and_a_cell_goes_on_under_itself() -> None:
    lines, table = laid_out(
        [
            [["Tid och plats"], ["5 mars 2031", "Tornet"]],
            [["Deltagare", "(beslutande)"], ["Tora", "", "Nils"]],
        ]
    )
    assert lines == (
        "Tid och plats   5 mars 2031",
        "                Tornet",
        "Deltagare       Tora",
        "(beslutande)",
        "                Nils",
    )
    assert texts(lines, table) == [
        ["Tid och plats", "5 mars 2031\nTornet"], ["Deltagare\n(beslutande)", "Tora\nNils"],
    ]  # fmt: skip


def test_what_is_wide_moves_only_what_stands_beside_it() -> None:
    long = "ord " * 40 + "slut"
    lines, table = laid_out([[["a"], ["b"]], [[long], ["c"]], [["över två", "rader"], [], ["d"]]])
    assert lines[0].index("b") < 100
    assert texts(lines, table) == [["a", "b"], [long, "c"], ["över två\nrader", "", "d"]]


CELLS = st.lists(st.text(alphabet="aåäö §–x ", max_size=12).map(str.rstrip), max_size=3)


@given(st.lists(st.lists(CELLS, max_size=4), max_size=5))
def test_every_cell_is_found_where_it_is_said_to_be(rows: list[list[list[str]]]) -> None:
    lines, table = laid_out(rows)
    assert texts(lines, table) == [
        ["\n".join(line.strip() for line in cell if line.strip()) for cell in row] for row in rows
    ]
    assert text_lines("".join(f"{line}\n" for line in lines))[0] == lines
    for line in range(1, len(lines) + 1):
        taken = sorted((p.start, p.end) for row in table for c in row for p in c if p.line == line)
        assert all(end < start for (_, end), (start, _) in pairwise(taken))


def test_a_table_in_a_cell_and_what_is_noted_there_move_with_it() -> None:
    inner, cell, out = Printout(), Printout(), Printout()
    inner.add("x")
    other = Printout()
    other.add(f"y{COMMENTED}")
    cell.add("före")
    cell.table([[inner, other]])
    cell.links.append(DocumentLink(1, "före", "a.pdf"))
    label = Printout()
    label.add("märke")
    out.add("först")
    out.table([[label, cell]])
    assert out.lines == ["först", "", "märke   före", "", "        x   y", ""]
    assert [texts(tuple(out.lines), table) for table in out.tables] == [
        [["märke", "före\nx   y"]], [["x", "y"]],
    ]  # fmt: skip
    assert out.marks == {COMMENTED: [5]}
    assert out.links == [DocumentLink(3, "före", "a.pdf")]


def test_a_page_that_begins_inside_a_line_begins_with_the_next_one() -> None:
    out = Printout()
    out.add(f"{RENDERED}sida två")
    out.add(f"en mening som {RENDERED}går över")
    assert out.marks == {RENDERED: [1, 3]}


def test_tabs_are_columns() -> None:
    assert columned("Plats\tTornet") == "Plats   Tornet"
    assert columned("Beslutande\tTora") == "Beslutande      Tora"
    assert columned("\t\tindraget") == "indraget"
    assert columned("  utan") == "  utan"


def test_tables_of_markdown_are_cells() -> None:
    lines = ("| Tid | 5 mars<br>Tornet |", "|---|:-:|", "| **A** |  |", "", "| ingen | tabell |")
    (table,) = markdown_tables(lines)
    assert texts(lines, table) == [["Tid", "5 mars\nTornet"], ["**A**", ""]]


def test_a_source_in_markdown_has_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Text\n\n| a\u0308 | b\u200b |\n|--|--|\n| c | d |\n", encoding="utf-8")
    source = read_source(path)
    (table,) = source.tables
    assert texts(source.lines, table) == [["ä", "b"], ["c", "d"]]


# --- tables of text files with tabs ---------------------------------------------------------------


def test_rows_with_tabs_are_a_table_of_cells_that_stand_under_each_other() -> None:
    text = "Sagan\n\nNamn\tDel\tAntal\r\nTora Påhitt\tTR\t3\n\u200bNils\tSR\n\nslut\n"
    printed, (table,) = with_tables(text)
    lines = printed.split("\n")
    assert lines == ["Sagan", "", "Namn          Del   Antal", "Tora Påhitt   TR    3",
                     "Nils          SR", "", "slut", ""]  # fmt: skip
    assert [[cell_text(lines, cell) for cell in row] for row in table] == [
        ["Namn", "Del", "Antal"], ["Tora Påhitt", "TR", "3"], ["Nils", "SR"]
    ]  # fmt: skip
    assert with_tables(printed) == (printed, ())


@pytest.mark.parametrize("text", [
    "Namn\tDel\n",  # a line alone
    "Öppnande\t4\nSnö ......\t12\n",  # the numbers of pages
    "- a\n\t- b\n\t- c\n",  # lists in lists
    "Namn\tDel\n\fTora\tSR\n",  # a page begins between them
    "Namn\tDel\nTora\x07\tSR\n",  # something is taken out, and told of its line
    "Namn\tDel\n\t\n",
])  # fmt: skip
def test_other_tabs_are_none(text: str) -> None:
    assert with_tables(text) == (text, ())

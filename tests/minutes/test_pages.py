"""On which page each line of a file stands. Everybody is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from paged_minutes import FIRST_LINES, LAST_LINES, MEETING, NAME, TEXT, paged_folder
from socsam_opendata.minutes.interpret import read, read_minutes
from socsam_opendata.minutes.sources.source import Source, read_source
from socsam_opendata.settings.dataset_toml import Settings


def source(folder: Path, text: str, name: str = "a.txt") -> Source:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return read_source(path)


# Text with form feeds, its lines, and the number, first and last line of each page.
FEEDS: dict[str, tuple[str, list[str], list[tuple[int, int, int]]]] = {
    "between lines": ("a\nb\n\fc\n", ["a", "b", "c"], [(1, 1, 2), (2, 3, 3)]),
    "on a line of its own": ("a\n\f\nb\n", ["a", "", "b"], [(1, 1, 1), (2, 2, 3)]),
    "behind words": ("a \fb\nc", ["a", "b", "c"], [(1, 1, 1), (2, 2, 3)]),
    "at the end of each page": ("a\n\fb\n\f", ["a", "b"], [(1, 1, 1), (2, 2, 2)]),
    "at the end of the last line": ("a\n\fb\f", ["a", "b"], [(1, 1, 1), (2, 2, 2)]),
    "around an empty page": ("a\n\f\fb\n", ["a", "b"], [(1, 1, 1), (3, 2, 2)]),
    "with the line ends of Windows": ("a\r\n\fb\r\n", ["a", "b"], [(1, 1, 1), (2, 2, 2)]),
    "with those of old machines": ("a\r\fb\rc\r", ["a", "b", "c"], [(1, 1, 1), (2, 2, 3)]),
    "nowhere": ("a\nb\n", ["a", "b"], []),
    "at the beginning, where it may begin the first page or the second": (
        "\fa\n\fb\n", ["a", "b"], []),
    "behind an empty line at the beginning": ("\n\fa\n", ["", "a"], [(1, 1, 1), (2, 2, 2)]),
    "with the mark of a byte order at the end": ("a\n\fb\n\ufeff", ["a", "b"],
        [(1, 1, 1), (2, 2, 2)]),
}  # fmt: skip


@pytest.mark.parametrize("case", FEEDS)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_form_feeds_divide_the_pages_of_a_text(case: str, name: str, tmp_path: Path) -> None:
    text, lines, pages = FEEDS[case]
    found = source(tmp_path, text, name)
    assert list(found.lines) == lines
    assert list(found.page_lines) == pages
    assert found.pages == (pages[-1][0] if pages else None)


def test_each_line_of_a_text_stands_on_one_page(tmp_path: Path) -> None:
    found = source(tmp_path, "".join(f"rad {n}\n" + "\f" * (n % 3 == 0) for n in range(1, 200)))
    on_pages = [n for page in found.page_lines for n in range(page.first_line, page.last_line + 1)]
    assert on_pages == [*range(1, 200)]
    assert [page.page for page in found.page_lines] == [*range(1, 68)]


def test_pages_of_a_web_page_are_not_known(tmp_path: Path) -> None:
    assert source(tmp_path, "<p>a\f</p><p>\fb</p>", "a.html").page_lines == ()


def test_a_reading_has_a_row_for_each_page_and_says_the_page_of_a_line(tmp_path: Path) -> None:
    found = read(paged_folder(tmp_path / "minutes") / NAME)
    rows = [
        (row.id, row.source, row.page, row.first_line, row.last_line)
        for row in found.rows["source_pages"]
    ]
    assert rows == [
        (f"{MEETING}-source-page-0{n}", MEETING, n, first, last)
        for n, first, last in zip((1, 2, 3, 4), FIRST_LINES, LAST_LINES, strict=True)
    ]
    (row,) = found.rows["sources"]
    assert (row.pages, row.lines) == (4, LAST_LINES[-1])
    told = [found.page_of(line) for line in (1, 28, 29, 36, 37, 48, 49, 54, 55)]
    assert told == [1, 1, 2, 2, 3, 3, 4, 4, None]


def test_a_reading_of_a_text_without_pages_knows_none(tmp_path: Path) -> None:
    found = read(paged_folder(tmp_path / "minutes", TEXT.replace("\f", "")) / NAME)
    assert (found.rows["source_pages"], found.page_of(1)) == ([], None)


def test_pages_of_minutes_without_a_day_are_keyed_as_their_meeting(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Protokoll\n\f§ 1 Val\n\nInget valdes.\n", encoding="utf-8")
    found = read_minutes(path, Settings())
    assert found.meeting.startswith("undated-")
    assert [row.id for row in found.rows["source_pages"]] == [
        f"{found.meeting}-source-page-01", f"{found.meeting}-source-page-02",
    ]  # fmt: skip


def test_tables_with_tabs_and_pages_keep_each_other_in_place(tmp_path: Path) -> None:
    found = source(tmp_path, "Namn\tParti\nTora\tS\n\fNils\tC\nDisa\tM\nslut\f\nmer\n")
    assert [" ".join(line.split()) for line in found.lines] == [
        "Namn Parti", "Tora S", "Nils C", "Disa M", "slut", "", "mer",
    ]  # fmt: skip
    assert list(found.page_lines) == [(1, 1, 2), (2, 3, 5), (3, 6, 7)]

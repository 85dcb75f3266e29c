"""What cells of rows say of confidential items, and where the text that came with them says it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.iris import letters_alone
from socsam_opendata.model.kinds import Text, Uri
from socsam_opendata.model.records import BY_NAME, Fact
from socsam_opendata.privacy.listed.secret_titles import SecretTitles, as_looked_for


def texts_in_row(table: str, row: Any) -> Iterator[str]:
    """The texts of a row and the addresses in it, its key aside."""
    for column in BY_NAME[table].columns:
        text = isinstance(column.kind, Text | Uri) and column.name != "id"
        if text and getattr(row, column.name):
            yield getattr(row, column.name)


def titles_of_cases(
    reading: Reading, items: Collection[str], cases: Collection[str]
) -> Iterator[str]:
    """The titles of the cases of confidential items, which say more than a diary number.

    `items` are those of the reading, `cases` those of other documents.
    """
    own = {row.case for row in reading.rows["agenda_items"] if row.id in items}
    yield from (row.title for row in reading.rows["cases"] if row.id in own or row.id in cases)


def lines_of_cells(reading: Reading, titles: SecretTitles) -> set[int]:
    """The lines of given rows on which a title stands that is all that a cell says.

    A text that was made of rows has it among other words.
    """
    if not reading.stated or not titles.alone - titles.telling:
        return set()
    cases = {row.id: row.title for row in reading.rows["cases"]}
    found: set[int] = set()
    for table, rows in reading.rows.items():
        for row in rows:
            if not isinstance(row, Fact):
                continue
            texts = [*texts_in_row(table, row), cases.get(getattr(row, "case", ""), "")]
            said = {_letters(text) for text in texts if text and titles.said_in(text)}
            found |= {
                number
                for number in range(row.first_line, row.last_line + 1)
                if said and any(one in _letters(reading.lines[number - 1]) for one in said)
            }
    return found


def _letters(text: str) -> str:
    return letters_alone(as_looked_for(text))

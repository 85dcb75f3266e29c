"""A confidential item whose lines are its heading alone keeps what it decides. All is invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_given_names import files_with, published

from given_meeting import Given, meeting

CLAUSE = "Drakägaren beviljas tillstånd att hålla två drakar i tornet."
HEAD = ["Sagorådet", "", "§ 7 Stöd till drakar", ""]
BELOW = ["§ 8 Övrigt", "", "Mötet slutar i god tid."]


def kept(**more: object) -> Given:
    rows = meeting()
    rows["agenda_items"][0].update(confidential="ja", first_line=3, last_line=3, **more)
    rows["clauses"][0].update(text=CLAUSE, beneficiary=None)
    return rows


@pytest.mark.parametrize(
    "between",
    [
        [CLAUSE],
        ["Drakägaren beviljas tillstånd", "att hålla två", "drakar i tornet."],
        ["Beslut", "", CLAUSE, "Något som ingen rad säger om drakägaren och tornet."],
    ],
)
def test_what_stands_below_the_heading_of_a_confidential_item_is_withheld(
    between: list[str], tmp_path: Path
) -> None:
    rows = kept()
    first = len(HEAD) + len(between) + 2
    rows["agenda_items"][1].update(first_line=first, last_line=first + 2)
    texts = {"m": [*HEAD, *between, "", *BELOW]}
    package = published(rows, tmp_path / "out", texts=texts)
    assert files_with(tmp_path / "out", ("drakägaren", "i tornet", "hålla två")) == []
    assert files_with(tmp_path / "out", ("slutar i god tid",)) != []
    assert "[sekretess]" in package.table("agenda_items")["title"].to_pylist()


def test_so_is_what_an_annex_says_word_for_word_but_not_what_an_open_item_says(
    tmp_path: Path,
) -> None:
    rows = kept()
    same = "Rådet tackar för dragningen och lägger den till handlingarna."
    rows["item_texts"][0]["text"] = same
    rows["item_texts"].append({"item": "p8", "section": "background", "text": same})
    first = len(HEAD) + 1
    rows["agenda_items"][1].update(first_line=first, last_line=first + 3)
    texts = {"m": [*HEAD, *BELOW, same, "", "Bilaga", f"Som sagts: {CLAUSE.upper()}"]}
    published(rows, tmp_path / "out", texts=texts)
    assert files_with(tmp_path / "out", ("drakägaren", "två drakar")) == []
    said = next((tmp_path / "out" / "sources").iterdir()).read_text(encoding="utf-8")
    assert same in said
    assert "Bilaga" in said

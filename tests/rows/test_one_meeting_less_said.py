"""Rows that say less of a meeting than its minutes are of that meeting. Everybody is invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_rows_beside_minutes import DOCUMENT, built, save, settings_folder

from given_meeting import Given
from socsam_opendata.errors import SourceError
from socsam_opendata.package.build import build
from socsam_opendata.package.package import open_package

NUMBERED = DOCUMENT.replace("## § 7 Stöd till drakar", "## § 7 Stöd till drakar\nDnr SR 2031/4")
CLAUSE = "Hittepåförbundet beviljas 50 000 kronor."


def earlier(titles: dict[str, str], number: str = "", clause: str = "") -> Given:
    """A meeting that began before the one of the document, and says nothing of its end."""
    rows: Given = {
        "meetings": [{"id": "m", "body": "SR", "date": "2031-03-05", "starts_at": "08.30",
                      "adjusted_on": "2031-03-12"}],
        "agenda_items": [
            {"id": f"i{place}", "meeting": "m", "number": place, "title": title,
             "kind": "decision", "confidential": "nej", "diary_number": number}
            for place, title in titles.items()
        ],
    }  # fmt: skip
    if clause:
        rows["decisions"] = [{"id": "d", "item": "i7", "date": "2031-03-05", "force": "decision",
                              "method": "acclamation"}]  # fmt: skip
        rows["clauses"] = [{"id": "c", "decision": "d", "text": clause, "force": "decision"}]
        rows["clause_actions"] = [{"clause": "c", "action": "grant"}]
    return rows


SAME = {"7": "Stöd till drakar", "8": "ÖVRIGT"}


@pytest.mark.parametrize(
    ("rows", "same"),
    [
        (earlier(SAME), True),
        (earlier(SAME, clause=CLAUSE), True),
        (earlier({"8": "Övrigt"}), True),
        (earlier({"7": "Stöd till drakar"}, "sr 2031/4"), True),
        (earlier({"7": "Stöd till drakar"}, "SR 2031/5"), False),
        (earlier({"7": "Stöd till ormar", "8": "Övrigt"}), False),
        (earlier({"7": "Stöd till ormar", "8": "Övrigt"}, clause=CLAUSE), False),
        (earlier({"7": "Övrigt", "8": "Övrigt"}), False),
    ],
)
def test_titles_and_diary_numbers_tell_where_one_side_has_no_texts(
    rows: Given, same: bool, tmp_path: Path
) -> None:
    home = settings_folder(tmp_path)
    (home / "2031.md").write_text(NUMBERED, encoding="utf-8")
    save(home / "older.rows", rows)
    if same:
        with pytest.raises(SourceError, match=r"2031\.md") as error:
            build(home, tmp_path / "out")
        assert "older.rows/meetings.csv:2" in str(error.value)
        return
    built(home, tmp_path / "out")
    assert open_package(tmp_path / "out").table("meetings").num_rows == 2

"""The library's own words in what is told are masked for nobody. Everybody is invented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from test_rows_beside_minutes import DOCUMENT, built, save, settings_folder

from socsam_opendata.model.problems import Problem, own_words
from socsam_opendata.model.records import TABLES
from socsam_opendata.package.package import open_package

# A guest of whom every word may be a name of a column or a table, or a code.
GUESTS = ["Dia Title", "Diary Vippa", "Vippa Number", "Kind Decision", "Votes Outcome", "Yes Party"]


@pytest.mark.parametrize("guest", GUESTS)
def test_names_of_tables_and_columns_are_told_whoever_is_withheld(
    guest: str, tmp_path: Path
) -> None:
    home = settings_folder(tmp_path)
    document = DOCUMENT.replace(
        "\n\nParagrafer", f"\n\n**Övriga deltagare**\n{guest}, Byn\n\nParagrafer", 1
    ).replace("drakar\n", "drakar\nDnr SR 2031/5\n", 1)
    (home / "a.md").write_text(document, encoding="utf-8")
    save(home / "a.rows", {
        "agenda_items": [
            {"number": "7", "title": f"Stöd till {guest}", "kind": "election",
             "confidential": "nej", "diary_number": "SR 2031/6"},
            {"number": "8", "title": "Övrigt", "kind": "other-business", "confidential": "nej"},
        ],
        "votes": [{"decision": "7", "yes": 1, "no": 2, "outcome": "nej"}],
    })  # fmt: skip
    report = built(home, tmp_path / "out")
    assert report.withheld["guest"] == 1
    told = [
        (row["message"], row["message_en"])
        for row in open_package(tmp_path / "out").table("problems").to_pylist()
        if row["code"] == "given-differs"
    ]
    expected = [("agenda_items", "title"), ("agenda_items", "kind"),
                ("agenda_items", "diary_number"), ("votes", "yes"), ("votes", "no"),
                ("votes", "outcome")]  # fmt: skip
    for table, column in expected:
        assert [sv for sv, _ in told if f"i {table}, kolumnen {column}," in sv], (table, column)
        assert [en for _, en in told if f"in {table}, column {column}," in en], (table, column)
    (kind,) = [en for _, en in told if "column kind" in en]
    assert "“decision”" in kind
    assert "“election”" in kind
    assert guest not in str(told)  # who is withheld is so in what is told


FACTS = {"table": "votes", "column": "outcome", "printed": "yes", "given": "no"}


def test_which_facts_are_own_words_is_said_by_what_they_are() -> None:
    problem = Problem("given-differs", facts=FACTS, table_name="votes")
    assert own_words(problem) == FACTS.keys()
    column = {**FACTS, "column": "yes_means", "printed": "Moa Vippa", "given": "yes"}
    assert own_words(replace(problem, facts=column)) == {"table", "column"}
    assert own_words(Problem("party-differs", facts={"of": "ballots", "given": "S"})) == {"of"}
    assert own_words(Problem("role-absent", facts={"role": "chair"})) == {"role"}
    assert own_words(Problem("seats-differ", facts={"what": "member", "found": "Moa"})) == {"what"}
    lacks = {"table": "votes", "column": "yes", "printed": "2", "count": "cell"}
    assert own_words(Problem("given-lacks", facts=lacks)) == lacks.keys() - {"printed"}


@pytest.mark.parametrize("fact", ["table", "column", "of", "role", "kind", "outcome", "what"])
def test_what_came_with_rows_under_such_a_name_is_no_own_word(fact: str) -> None:
    for value in ("Moa Vippa", "Moa", "person-moa-vippa"):
        assert not own_words(Problem("given-differs", facts={fact: value}))
    sentences = {"message": "Moa Vippa", "message_en": "votes"}
    assert not own_words(Problem("own-code", facts=sentences, given="warning"))


def test_every_table_and_column_is_an_own_word() -> None:
    for table in TABLES:
        for column in table.columns:
            facts = {"table": table.name, "column": column.name}
            assert own_words(Problem("given-differs", facts=facts)) == facts.keys()

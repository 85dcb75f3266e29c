"""SPARQL over a package: every named question answers, and a bad one says why in a sentence."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

import crowded_day
import small_dataset as small
from socsam_opendata.dataset.batches import MeetingRows
from socsam_opendata.errors import PackageError, QueryError
from socsam_opendata.package.changes_page import write_changes
from socsam_opendata.package.descriptor import write_descriptor
from socsam_opendata.package.linked.parameters import Parameter, is_in
from socsam_opendata.package.linked.questions import (
    Question,
    ask,
    load,
    question,
    questions,
    read_query,
    read_question,
    run,
)
from socsam_opendata.package.new_package import NewPackage

NAMES = [q.name for q in questions()]


def asked(folder: Path, meetings: list[MeetingRows]) -> Path:
    """What can be asked: the tables, graphs and vocabulary of meetings, with their description."""
    found = crowded_day.write(folder, small.dataset(meetings))
    new = NewPackage.stated(found.settings, folder)
    write_changes(new)
    write_descriptor(new)
    return folder


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of two invented meetings."""
    folder = tmp_path_factory.mktemp("query") / "package"
    citing = small.changed(
        small.meeting(), "citations", body=None, body_text="Sagostyrelsen", date="2031-02"
    )
    citing = small.changed(citing, "problems", first_line=8, last_line=8)
    citing = small.changed(
        citing, "roles", at=1, role="adjuster", clause=f"{citing.key}-4-1", withheld=None
    )
    presented = small.meeting(dt.date(2031, 4, 2))
    return asked(folder, [citing, presented])


@pytest.fixture(scope="module")
def store(package: Path) -> ox.Store:
    """The graph of the package."""
    return load(package)


def test_there_are_at_least_eight_questions_with_titles_in_both_languages() -> None:
    assert len(NAMES) >= 8
    titles = [q.title(language) for q in questions() for language in ("sv", "en")]
    assert len(set(titles)) == 2 * len(NAMES)
    assert all(q.about("sv") != q.about("en") for q in questions())


@pytest.mark.parametrize("name", NAMES)
def test_a_question_has_an_answer_in_both_languages(name: str, store: ox.Store) -> None:
    swedish = ask(store, question(name).text("sv"))
    english = ask(store, question(name).text("en"))
    assert swedish.rows
    assert swedish.columns == english.columns
    assert len(swedish.rows) == len(english.rows)


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_has_no_row_twice(name: str, store: ox.Store) -> None:
    rows = ask(store, question(name).text("sv")).rows
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("asked", questions(), ids=NAMES)
def test_the_columns_that_a_question_declares_are_those_of_its_answer(
    asked: Question, store: ox.Store
) -> None:
    answer = ask(store, asked.text("sv"))
    assert tuple(p.name for p in asked.parameters) == answer.columns
    for at, parameter in enumerate(asked.parameters):
        cells = [row[at] for row in answer.rows]
        assert parameter.optional or None not in cells, parameter
        for cell in cells:
            assert is_in(cell, parameter.wanted(cell)), parameter
            if cell is not None and parameter.kind not in ("text", "period", "number"):
                assert _FORMS[parameter.kind].fullmatch(cell), parameter


_FORMS = {
    "day": re.compile(r"\d{4}-\d\d-\d\d"),
    "count": re.compile(r"\d+"),
    "decimal": re.compile(r"\d+(\.\d+)?"),
    "paragraph": re.compile(r"§ \d+.*"),
}


@pytest.mark.parametrize("asked", questions(), ids=NAMES)
def test_a_column_is_optional_where_the_query_binds_it_in_an_optional_part(asked: Question) -> None:
    head, _, body = asked.sparql.partition("WHERE {")
    body = re.split("GROUP BY|ORDER BY", body)[0]
    chosen = r"SELECT DISTINCT[^{]*\{"
    sure = re.sub(rf"{chosen}|OPTIONAL \{{[^{{}}]*\}}|BIND\(.*\)|FILTER\(.*\)", "", body)
    bound = {*re.findall(r"\?(\w+)", sure), *re.findall(r"AS \?(\w+)\)", head)}
    for parameter in asked.parameters:
        assert parameter.optional == (parameter.name not in bound), parameter


def test_a_question_that_declares_no_kind_of_its_columns_is_broken(tmp_path: Path) -> None:
    lines = ["# title_sv: a", "# title_en: b", "# about_sv: c", "# about_en: d"]
    for columns in ("", "# columns: x=words", "# columns: x=text y"):
        path = tmp_path / "broken.rq"
        path.write_text("\n".join([*lines, columns, "SELECT ?x WHERE { }"]), encoding="utf-8")
        with pytest.raises(QueryError, match="the header lacks columns"):
            read_question(path)
    path.write_text("\n".join([*lines, "# columns: x=text? y=day"]), encoding="utf-8")
    assert read_question(path).parameters == (
        Parameter("x", "text", True), Parameter("y", "day", False),
    )  # fmt: skip


def _answer(store: ox.Store, name: str, language: str = "sv") -> list[dict[str, str | None]]:
    table = ask(store, question(name).text(language))
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_who_is_to_do_what_by_when(store: ox.Store) -> None:
    rows = _answer(store, "assignments")
    first, last = rows[0], rows[-1]
    assert (first["due"], first["who"]) == ("2031-06", "Exempelkansliet")
    assert (last["due"], last["who"]) == (None, None)
    assert {row["text"] for row in _answer(store, "assignments-without-anyone")} == {
        "någon ska göra något"
    }


def test_attendance_counts_each_participant_once(store: ox.Store) -> None:
    rows = _answer(store, "attendance")
    assert [(r["municipality"], r["meetings"], r["present"], r["absent"]) for r in rows] == [
        ("Berg", "2", "2", "0"),
        ("Åre", "2", "2", "0"),
    ]


def test_money_has_its_meaning_in_the_language_asked_for(store: ox.Store) -> None:
    sv, en = _answer(store, "money")[0], _answer(store, "money", "en")[0]
    assert sv["beneficiary"] == en["beneficiary"] == "Sagoföreningen"
    assert (sv["meaning"], en["meaning"]) == ("Beviljat", "Granted")


def test_a_recommendation_counts_its_municipalities(store: ox.Store) -> None:
    assert {row["municipalities"] for row in _answer(store, "recommendations")} == {"2"}


def test_only_other_bodies_are_cited(store: ox.Store) -> None:
    assert [row["body"] for row in _answer(store, "citing-others")] == ["Sagostyrelsen"]


def test_a_clause_is_doubtful_by_a_problem_on_its_lines_or_of_a_row_of_it(
    store: ox.Store,
) -> None:
    """That of the second meeting stands on a line of its own, and is about an assignment."""
    found = _answer(store, "doubtful")
    assert [(row["date"], row["number"], row["firstLine"]) for row in found] == [
        ("2031-03-05", "1", "8"), ("2031-03-05", "2", "8"), ("2031-04-02", "2", "9"),
    ]  # fmt: skip
    assert found[0]["message"] == "Ingen är utpekad."


def _telling(found: MeetingRows, four: str, five: str) -> MeetingRows:
    """The meeting with two rows for each question: two clauses recommend, two items are presented.

    Its § 4 and § 5 are printed as other numbers, at the same places of the agenda.
    """
    number = {"4": four, "5": five}
    items = [replace(i, number=number[i.number]) for i in found.rows["agenda_items"]]
    first, second = found.rows["clauses"]
    more = {
        "agenda_items": items,
        "clauses": [first, replace(second, force="recommendation")],
        "addressees": [
            *found.rows["addressees"],
            replace(found.rows["addressees"][0], id=f"{second.id}-addressee-01", clause=second.id),
        ],
        "roles": [
            *found.rows["roles"],
            replace(found.rows["roles"][1], id=f"{items[2].id}-role-01", item=items[2].id),
        ],
        "problems": [replace(p, first_line=8, last_line=8) for p in found.rows["problems"]],
    }
    return replace(found, rows={**found.rows, **more})


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """The graph of two meetings on one day: the items of the second are § 9 and § 10."""
    morning = small.meeting(crowded_day.DAY)
    evening = crowded_day.rekeyed(morning, crowded_day.FIRST, crowded_day.SECOND)
    folder = tmp_path_factory.mktemp("crowded") / "package"
    day = [_telling(morning, "4", "5"), _telling(evening, "9", "10")]
    return load(asked(folder, day))


@pytest.mark.parametrize(
    ("name", "paragraphs"),
    [
        ("decisions", ["§ 9", "§ 9", "§ 4", "§ 4"]),  # the newest first
        ("doubtful", ["§ 4", "§ 4", "§ 9", "§ 9"]),
        ("presenters", ["§ 4", "§ 5 a", "§ 9", "§ 10 a"]),
        ("recommendations", ["§ 4", "§ 4", "§ 9", "§ 9"]),
    ],
)
def test_two_meetings_of_a_day_are_told_one_after_the_other(
    name: str, paragraphs: list[str], crowded: ox.Store
) -> None:
    assert [row["paragraph"] for row in _answer(crowded, name)] == paragraphs


@pytest.mark.parametrize(("name", "rows"), [("doubtful", 4), ("recommendations", 2)])
def test_what_two_meetings_of_a_day_say_alike_is_said_twice(
    name: str, rows: int, tmp_path: Path
) -> None:
    day = [small.changed(m, "problems", first_line=8, last_line=8) for m in crowded_day.meetings()]
    assert len(_answer(load(asked(tmp_path, day[:2])), name)) == rows


def test_ask_and_construct_are_answered_too(store: ox.Store) -> None:
    assert ask(store, "ASK { ?s ?p ?o }").rows == (("true",),)
    made = ask(store, "CONSTRUCT { ?s a <a:b> } WHERE { ?s a <a:c> }")
    assert made.columns == ("subject", "predicate", "object")


@pytest.mark.parametrize(
    ("sparql", "says"),
    [
        ("SELECT ?x WHERE {", "not valid SPARQL at line 1, character 18"),
        ("SELECT ?x {\n ?x a foo:bar }", "line 2, character 14: a prefix is not declared"),
        ("INSERT DATA { <a:b> <a:c> <a:d> }", "not valid SPARQL"),
        ("", "not valid SPARQL"),
    ],
)
def test_a_bad_query_says_where_in_one_sentence(sparql: str, says: str, store: ox.Store) -> None:
    with pytest.raises(QueryError, match=re.escape(says)) as caught:
        ask(store, sparql)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 120


def test_an_unknown_question_names_the_nearest() -> None:
    with pytest.raises(QueryError, match="did you mean 'money'"):
        question("monye")
    with pytest.raises(QueryError, match="socsam query"):
        question("väder")


def test_a_folder_that_is_no_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="holds no built package"):
        run(tmp_path, "ASK { ?s ?p ?o }")


def test_a_broken_graph_is_named(package: Path, tmp_path: Path) -> None:
    for name in ("rdf", "vocab"):
        (tmp_path / name).mkdir()
    (tmp_path / "datapackage.json").write_text('{"resources": []}')
    (tmp_path / "rdf" / "x.nq").write_text("<a:b> <a:c> .\n")
    with pytest.raises(PackageError, match=r"x\.nq: is not valid RDF"):
        load(tmp_path)
    (tmp_path / "rdf" / "x.nq").write_text("")
    (tmp_path / "vocab" / "x.ttl").write_text("nonsense")
    with pytest.raises(PackageError, match=r"x\.ttl: is not valid RDF"):
        load(tmp_path)


def test_a_query_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_bytes(b"ASK {\n?s ?p '\xe5' }")
    with pytest.raises(QueryError, match=r"q\.rq:2: is not UTF-8"):
        read_query(path)


def test_a_question_keeps_swedish_and_replaces_it_for_english() -> None:
    made = Question("x", "a", "b", "c", "d", 'FILTER(lang(?x) = "sv")')
    assert made.text("sv") == made.sparql
    assert made.text("en") == 'FILTER(lang(?x) = "en")'

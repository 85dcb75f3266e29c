"""NAME.rows beside minutes: whole meetings, or single tables of one. Everybody is invented."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from given_meeting import SETTINGS, Given, meeting
from made_once import made_once
from socsam_opendata.dataset.documents import documents
from socsam_opendata.errors import RowsError, SourceError
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.records import BY_NAME
from socsam_opendata.package.build import Report, build
from socsam_opendata.package.package import open_package
from socsam_opendata.privacy.policy import apply
from socsam_opendata.rows.beside import with_rows_beside
from socsam_opendata.rows.csv_folder import csv_tables
from socsam_opendata.rows.faults import Faults
from socsam_opendata.rows.readings import given_readings
from socsam_opendata.settings.dataset_toml import Settings, read_settings

ROOT = Path(__file__).resolve().parents[2]
MINUTES = ROOT / "minutes"
TOML = (
    '[dataset]\nname = "sagan"\nbase = "https://example.org/sagan/"\n'
    '[release]\ndate = 2033-01-01\n[[bodies]]\nid = "sagoradet"\nmembers = ["2326"]\n'
)
ORGANIZATIONS = (
    "id,name,name_en,short_name,kind,part_of,municipality,organisation_number,wikidata,spellings\n"
    "sagoradet,Sagorådet,,SR,body,,,,,\nforbundet,Hittepåförbundet,,,other,,,,,\n"
)
DOCUMENT = """# Sagorådet

Sammanträdesdatum: 2031-03-05
Tid: kl. 09:00-11:00
Plats: Tornet

**Beslutande ledamöter**
Tora Påhitt (S), Berg
Nils Fantasi (C), Berg
Disa Vintergata (M), Berg

Paragrafer: 7-8
Justering: 2031-03-12

## § 7 Stöd till drakar

**Beslut**
Sagorådet beslutar:
1. Hittepåförbundet beviljas 50 000 kronor.

**Omröstning**
Vid omröstning avges 2 ja-röster och 1 nej-röst.

## § 8 Övrigt

Inget finns att anteckna.
"""


def settings_folder(tmp_path: Path) -> Path:
    """A folder of minutes with its settings, and no minutes yet."""
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "dataset.toml").write_text(TOML, encoding="utf-8")
    (folder / "organizations.csv").write_text(ORGANIZATIONS, encoding="utf-8")
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return settings_folder(tmp_path)


def save(folder: Path, rows: Given, divider: str = ",", mark: bytes = b"") -> Path:
    """Rows as CSV files."""
    folder.mkdir(exist_ok=True)
    for table, found in rows.items():
        names = list(dict.fromkeys(name for row in found for name in row))
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, names, delimiter=divider, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(found)
        (folder / f"{table}.csv").write_bytes(mark + text.getvalue().encode())
    return folder


def built(home: Path, out: Path) -> Report:
    report = build(home, out, workers=1)
    assert report.built, report.problems
    return report


# --- whole meetings ---------------------------------------------------------------------------


def read_folder(folder: Path, scratch: Path, settings: Settings = SETTINGS) -> list[Reading]:
    faults = Faults()
    found = given_readings(csv_tables(folder, faults), {}, settings, scratch, "x", faults)
    faults.check()
    return [one.reading(settings) for one in found.readings]


@pytest.mark.parametrize(
    ("divider", "mark"),
    [
        (",", b""),
        (";", b"\xef\xbb\xbf"),
        ("\t", b""),
        (";", b"sep=;\r\n"),
        (";", b"\xef\xbb\xbf;;;\r\n\r\n"),
    ],
)
def test_csv_of_programs_and_of_excel_says_what_dicts_say(
    divider: str, mark: bytes, tmp_path: Path
) -> None:
    rows = meeting()
    given = given_readings(rows, {}, SETTINGS, tmp_path / "given", "x").readings
    folder = save(tmp_path / "a.rows", rows, divider, mark)
    assert read_folder(folder, tmp_path / "read") == [one.reading(SETTINGS) for one in given]


def test_a_package_as_csv_folder_with_its_sources_is_the_package(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    seed = made_once(tmp_path_factory, "seed-for-rows", lambda folder: build(MINUTES, folder))
    home = tmp_path / "minutes"
    shutil.copytree(MINUTES, home, ignore=shutil.ignore_patterns("*.md"))
    stated = (home / "dataset.toml").read_text(encoding="utf-8")
    waiting = stated.replace('Söderström", reason', 'Söderström", ahead = true, reason')
    (home / "dataset.toml").write_text(waiting, encoding="utf-8")
    old = home / "older.rows"
    shutil.copytree(seed / "data", old, ignore=shutil.ignore_patterns("*.parquet"))
    shutil.copytree(seed / "sources", old / "sources")
    report = built(home, tmp_path / "out")
    assert report.passed_over == {"decision_overview": 11, "memberships": 18}
    for path in seed.rglob("*"):
        if path.is_file():
            assert (tmp_path / "out" / path.relative_to(seed)).read_bytes() == path.read_bytes()


@pytest.mark.usefixtures("lean_packages")
def test_years_without_minutes_lie_beside_a_year_with_them(home: Path, tmp_path: Path) -> None:
    (home / "2031.md").write_text(DOCUMENT, encoding="utf-8")
    rows: Given = {
        "persons": [{"id": n, "name": name, "category": "elected"}
                    for n, name in enumerate(("Tora Påhitt", "Ulf Aldrig"))],
        "meetings": [{"id": f"m{year}", "body": "SR", "date": f"{year}-03-05",
                      "first_paragraph": 1, "last_paragraph": 9, "adjusted_on": f"{year}-03-09"}
                     for year in range(2020, 2030)],
        "participants": [{"meeting": f"m{year}", "person": n, "capacity": "member",
                          "status": "present", "municipality": "Berg"}
                         for year in range(2020, 2030) for n in (0, 1)],
    }  # fmt: skip
    save(home / "older.rows", rows)
    built(home, tmp_path / "out")
    package = open_package(tmp_path / "out")
    assert package.table("meetings").num_rows == 11
    seats = package.table("memberships").to_pylist()
    seen = {row["person"]: (row["first_seen"].year, row["last_seen"].year) for row in seats}
    names = {row["id"]: row["name"] for row in package.table("persons").to_pylist()}
    told = {names[person]: years for person, years in seen.items()}
    assert told["Tora Påhitt"] == (2020, 2031)
    assert told["Ulf Aldrig"] == (2020, 2029)


def test_one_meeting_in_two_places_is_told_with_both(home: Path, tmp_path: Path) -> None:
    (home / "2031.md").write_text(DOCUMENT, encoding="utf-8")
    same = {"id": "m", "body": "SR", "date": "2031-03-05", "starts_at": "09:00",
            "adjusted_on": "2031-03-12"}  # fmt: skip
    rows: Given = {"meetings": [{**same, "first_paragraph": 7, "last_paragraph": 8}]}
    save(home / "older.rows", rows)
    with pytest.raises(SourceError, match=r"2031\.md") as error:
        build(home, tmp_path / "out")
    assert "older.rows/meetings.csv:2" in str(error.value)


# The document is of 09:00 to 11:00: start, end and paragraphs of the rows, and whether they are it.
HOURS: list[tuple[str | None, str | None, str | None, bool]] = [
    ("09:00", None, None, True),
    ("09:05", None, None, True),
    ("10:59", "12:00", None, True),
    ("08:00", "09:01", None, True),
    ("08:00", "12:00", None, True),
    ("09:05", None, "20-21", True),
    (None, None, None, True),
    ("11:00", None, None, False),
    ("11:00", "12:30", "7-8", False),
    ("07:30", "09:00", None, False),
    (None, None, "20-21", False),
]


@pytest.mark.parametrize(("start", "end", "paragraphs", "same"), HOURS)
def test_attendance_of_a_day_with_minutes_is_of_another_meeting_where_its_hours_say_so(
    start: str | None, end: str | None, paragraphs: str | None, same: bool, home: Path,
    tmp_path: Path,
) -> None:  # fmt: skip
    (home / "2031.md").write_text(DOCUMENT, encoding="utf-8")
    first, _, last = (paragraphs or "").partition("-")
    save(home / "older.rows", {
        "meetings": [{"id": "m", "body": "SR", "date": "2031-03-05", "adjusted_on": "2031-03-12",
                      "starts_at": start, "ends_at": end, "first_paragraph": first,
                      "last_paragraph": last}],
        "persons": [{"id": "1", "name": "Ulf Aldrig", "category": "elected"}],
        "participants": [{"meeting": "m", "person": "1", "capacity": "member",
                          "status": "present"}],
    })  # fmt: skip
    if same:
        with pytest.raises(SourceError, match=r"2031\.md") as error:
            build(home, tmp_path / "out")
        assert "older.rows/meetings.csv:2" in str(error.value)
        return
    built(home, tmp_path / "out")
    assert open_package(tmp_path / "out").table("meetings").num_rows == 2


FAULTS: list[tuple[str, bytes, str]] = [
    ("persons", b"id,name,category\n1,Tora,elected\n2,Nils\n", "persons.csv:3: persons, row 2"),
    ("persons", b'id,name,category\n1,"To\nra",boss\n', "persons.csv:2: persons, row 1, category"),
    ("persons", b'id,name,category\n1,Tora,"elected\n', "persons.csv:2: persons, row 1"),
    ("persons", b"id,namn,category\n1,Tora,elected\n", "did you mean 'name'?"),
    ("persons", b"id,name,name,category\n1,Tora,T,elected\n", "each column once"),
    (
        "persons",
        b"id,category\n1,elected\n2,elected\n",
        "persons.csv:1: persons, name: the value is missing",
    ),
    ("personer", b"id\n", "a CSV file with the name of a table"),
    ("amounts", b"item;value\np7;1.234,5\n", "a sum in kronor of whole"),
]


@pytest.mark.parametrize(("table", "data", "words"), FAULTS, ids=[words for *_, words in FAULTS])
def test_a_fault_is_told_with_file_and_line(
    table: str, data: bytes, words: str, tmp_path: Path
) -> None:
    folder = save(tmp_path / "a.rows", meeting())
    (folder / f"{table}.csv").write_bytes(data)
    with pytest.raises(RowsError) as error:
        read_folder(folder, tmp_path / "read")
    assert words in error.value.message


def test_a_missing_column_is_told_once(tmp_path: Path) -> None:
    folder = save(tmp_path / "a.rows", meeting())
    (folder / "persons.csv").write_bytes(b"id,category\n1,elected\n2,elected\n3,guest\n4,guest\n")
    with pytest.raises(RowsError) as error:
        read_folder(folder, tmp_path / "read")
    assert error.value.message.count("name: the value is missing") == 1


def test_a_file_that_is_no_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    folder = save(tmp_path / "a.rows", meeting())
    (folder / "persons.csv").write_bytes("id,name\n1,x\n2,Påhitt\n".encode("cp1252"))
    with pytest.raises(RowsError, match=r"persons\.csv:3: .*UTF-8") as error:
        read_folder(folder, tmp_path / "read")
    # What means one of its rows may be right.
    assert len(error.value.faults) == 1


# --- single tables beside a document ----------------------------------------------------------


def beside(home: Path, rows: Given, document: str = DOCUMENT) -> tuple[Reading, Reading]:
    """What is read of the document, and what of it with the rows beside it."""
    (home / "a.md").write_text(document, encoding="utf-8")
    settings = read_settings(home)
    read = read_minutes(home / "a.md", settings)
    return read, with_rows_beside(read, save(home / "a.rows", rows), settings)


BALLOTS: list[dict[str, Any]] = [
    {"vote": "vote-01", "person": "Tora Påhitt", "party": "S", "choice": "ja"},
    {"vote": "vote-01", "person": "Nils Fantasi", "party": "C", "choice": "ja"},
    {"vote": "vote-01", "person": "Disa Vintergata", "party": "M", "choice": "nej"},
]


def told(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems]


def test_ballots_of_the_voting_system_stand_under_the_vote_that_was_read(home: Path) -> None:
    read, made = beside(home, {"ballots": BALLOTS})
    vote = "sagoradet-2031-03-05-vote-01"
    assert [row.id for row in read.rows["votes"]] == [vote]
    assert [(row.vote, row.party, row.choice) for row in made.rows["ballots"]] == [
        (vote, "s", "yes"), (vote, "c", "yes"), (vote, "m", "no"),
    ]  # fmt: skip
    for name, rows in read.rows.items():
        if name not in ("ballots", "sources"):
            assert sorted(made.rows[name], key=lambda r: r.id) == sorted(rows, key=lambda r: r.id)
    assert told(made) == told(read)
    # They stand on lines of their own behind the text, which is as it was.
    assert made.lines[: len(read.lines)] == read.lines
    lines = [row.first_line for row in made.rows["ballots"]]
    assert lines == [len(read.lines) + n for n in (1, 2, 3)]
    assert "Nils Fantasi" in made.lines[lines[1] - 1]
    assert made.owners[: len(read.lines)] == read.owners
    (before,), (after,) = read.rows["sources"], made.rows["sources"]
    assert (after.sha256, after.lines) == (before.sha256, before.lines + 3)


def test_ballots_that_are_not_the_result_are_a_problem(home: Path) -> None:
    _, made = beside(home, {"ballots": [*BALLOTS[:1], {**BALLOTS[1], "choice": "nej"}, BALLOTS[2]]})
    problems = [p for p in made.problems if p.code == "ballots-differ"]
    assert [(p.facts["choice"], p.facts["stated"], p.facts["listed"]) for p in problems] == [
        ("yes", "2", "1"), ("no", "1", "2"),
    ]  # fmt: skip
    assert all("2 ja-röster" in made.lines[(p.first_line or 0) - 1] for p in problems)


def test_a_ballot_of_another_party_than_the_attendance_list_says_is_a_problem(home: Path) -> None:
    _, made = beside(home, {"ballots": [BALLOTS[0], {**BALLOTS[1], "party": "V"}, BALLOTS[2]]})
    (problem,) = [p for p in made.problems if p.code == "party-differs"]
    assert problem.facts == {"of": "ballots", "listed": "C", "given": "V"}
    assert problem.row == made.rows["ballots"][1].id
    assert "Nils Fantasi (C)" in made.lines[(problem.first_line or 0) - 1]


def test_what_the_text_says_otherwise_is_a_problem_and_the_rows_hold(home: Path) -> None:
    sums: Given = {
        "amounts": [{"item": "7", "clause": "7-1", "value": 60000, "currency": "SEK",
                     "per": "total", "meaning": "granted", "text": "60 000 kronor"}]
    }  # fmt: skip
    read, made = beside(home, sums)
    assert [str(row.value) for row in read.rows["amounts"]] == ["50000.00"]
    assert [str(row.value) for row in made.rows["amounts"]] == ["60000.00"]
    problem, words = [p for p in made.problems if p.code == "given-differs"]
    assert (problem.facts["printed"], problem.facts["given"]) == ("50000.00", "60000.00")
    assert (words.facts["printed"], words.facts["given"]) == ("50 000 kronor", "60 000 kronor")
    assert "50 000" in made.lines[(problem.first_line or 0) - 1]


def test_what_the_rows_lack_is_a_problem(home: Path) -> None:
    read, made = beside(home, {"participants": [
        {"person": "Tora Påhitt", "capacity": "member", "status": "present"}]})  # fmt: skip
    assert len(read.rows["participants"]) == 3
    assert len(made.rows["participants"]) == 1
    (problem,) = [p for p in made.problems if p.code == "given-lacks"]
    assert problem.facts == {"table": "participants", "count": "2"}


def test_what_hung_on_rows_that_are_no_more_is_left_out_and_told(home: Path) -> None:
    votes: Given = {"votes": [{"id": "own", "decision": "7", "yes": 2, "no": 1}]}
    document = DOCUMENT.replace(
        "avges 2 ja-röster och 1 nej-röst.",
        "avges 2 ja-röster och 1 nej-röst.\n\nJa: Tora Påhitt (S), Nils Fantasi (C)\n\n"
        "Nej: Disa Vintergata (M)",
    )
    read, made = beside(home, votes, document)
    assert [row.decision for row in made.rows["votes"]] == ["sagoradet-2031-03-05-7"]
    assert made.rows["ballots"] == [] or len(made.rows["ballots"]) == len(read.rows["ballots"])
    if read.rows["ballots"]:
        assert "given-left-out" in told(made)


def test_persons_are_added_and_those_who_were_read_stay_the_same(home: Path) -> None:
    rows: Given = {
        "persons": [{"id": "A", "name": "Ulf Aldrig", "category": "elected"},
                    {"id": "B", "name": "tora påhitt", "category": "guest"}],
        "ballots": [{"vote": "vote-01", "person": "A", "choice": "ja"},
                    {"vote": "vote-01", "person": "B", "choice": "ja"}],
    }  # fmt: skip
    read, made = beside(home, rows)
    assert len(made.rows["persons"]) == len(read.rows["persons"]) + 1
    tora = next(row for row in read.rows["persons"] if row.name == "Tora Påhitt")
    assert made.rows["ballots"][1].person == tora.id
    # The publisher says that she is a guest, and is not passed over.
    assert replace(tora, category="guest") in made.rows["persons"]
    (problem,) = [p for p in made.problems if p.code == "given-differs"]
    assert (problem.row, problem.facts["given"]) == (tora.id, "guest")
    published = apply(read_settings(home), made, None).reading
    assert "Ulf Aldrig" in [row.name for row in published.rows["persons"]]


@pytest.mark.parametrize("own", [{}, {"id": "7"}, {"id": "sagoradet-2031-03-05-7"}])
def test_items_without_keys_keep_what_belongs_to_them(own: dict[str, str], home: Path) -> None:
    item = {"number": "7", "title": "Stöd till drakar", "kind": "decision", "confidential": "nej"}
    other = {"id": "8", "number": "8", "title": "Övrigt", "kind": "information",
             "confidential": "nej"}  # fmt: skip
    read, made = beside(home, {"agenda_items": [{**own, **item}, other]})
    for table in ("decisions", "clauses", "clause_actions", "amounts", "votes"):
        assert [row.id for row in made.rows[table]] == [row.id for row in read.rows[table]], table
    assert "given-left-out" not in told(made)


def test_clauses_without_keys_keep_their_acts_and_other_words_are_told(home: Path) -> None:
    words = "Hittepåförbundet beviljas 70 000 kronor."
    clauses: Given = {"clauses": [{"decision": "7", "number": "1", "text": words,
                                   "force": "decision"}]}  # fmt: skip
    read, made = beside(home, clauses)
    assert made.rows["clause_actions"][0].clause == read.rows["clauses"][0].id
    (problem,) = [p for p in made.problems if p.code == "given-differs"]
    assert problem.facts["given"] == words


@pytest.mark.usefixtures("lean_packages")
def test_an_item_given_as_confidential_beside_its_document_is_so(
    home: Path, tmp_path: Path
) -> None:
    (home / "a.md").write_text(DOCUMENT, encoding="utf-8")
    rows: Given = {"agenda_items": [
        {"number": "7", "title": "Stöd till drakar", "kind": "decision", "confidential": "ja"},
        {"number": "8", "title": "Övrigt", "kind": "information", "confidential": "nej"},
    ]}  # fmt: skip
    save(home / "a.rows", rows)
    built(home, tmp_path / "out")
    for folder in ("data", "sources"):
        for path in (tmp_path / "out" / folder).glob("*.[ct][sx][vt]"):
            assert "drakar" not in path.read_text(encoding="utf-8"), path.name


def test_what_is_left_out_or_moved_is_told_and_what_stays_is_compared(home: Path) -> None:
    nine = "## § 8 Resor\n\nInget finns att anteckna.\n\n## § 9 Övrigt"
    document = DOCUMENT.replace("## § 8 Övrigt", nine).replace("7-8", "7-9")
    (home / "a.md").write_text(document, encoding="utf-8")
    read = read_minutes(home / "a.md", read_settings(home))
    rows: Given = {"agenda_items": [
        {"number": "7", "title": "Stöd till drakar", "kind": "decision", "confidential": "nej"},
        {"number": "9", "title": "Ormar", "kind": "information", "confidential": "nej"},
    ]}  # fmt: skip
    made = with_rows_beside(read, save(home / "a.rows", rows), read_settings(home))
    found = [(p.code, p.facts) for p in made.problems if p.code.startswith("given-")]
    assert ("given-lacks", {"table": "agenda_items", "count": "1"}) in found
    differs = {facts["given"] for code, facts in found if code == "given-differs"}
    assert "Ormar" in differs


def test_tables_given_together_are_pointed_at_by_short_keys(home: Path) -> None:
    _, made = beside(home, {
        "votes": [{"id": "vote-01", "decision": "7", "yes": 2, "no": 1, "outcome": "ja"}],
        "ballots": BALLOTS,
        "agenda_items": [
            {"id": "7", "number": "7", "title": "Stöd till drakar", "kind": "decision",
             "confidential": "nej"},
            {"id": "8", "number": "8", "title": "Övrigt", "kind": "information",
             "confidential": "nej"},
        ],
        "decisions": [{"id": "7", "item": "7", "date": "2031-03-05", "method": "vote",
                       "force": "decision"}],
    })  # fmt: skip
    assert {row.vote for row in made.rows["ballots"]} == {row.id for row in made.rows["votes"]}
    assert len(made.rows["ballots"]) == 3


@pytest.mark.parametrize("call", ["{0}", "sagoradet-2031-03-05-{0}"])
def test_rows_that_are_added_are_pointed_at_by_their_short_keys_too(call: str, home: Path) -> None:
    _, made = beside(home, {
        "decisions": [{"item": number, "date": "2031-03-05", "method": "not-stated",
                       "force": "decision"} for number in ("7", "8")],
        "clauses": [{"decision": call.format("7"), "number": "1", "force": "decision",
                     "text": "Hittepåförbundet beviljas 50 000 kronor."},
                    {"decision": call.format("8"), "number": "1", "force": "decision",
                     "text": "Sagorådet tackar drakarna."}],
        "clause_actions": [{"clause": call.format("7-1"), "action": "grant"},
                           {"clause": call.format("8-1"), "action": "note"}],
    })  # fmt: skip
    key = "sagoradet-2031-03-05"
    assert [(row.id, row.decision) for row in made.rows["clauses"]] == [
        (f"{key}-7-1", f"{key}-7"), (f"{key}-8-1", f"{key}-8"),
    ]  # fmt: skip
    assert [row.clause for row in made.rows["clause_actions"]] == [f"{key}-7-1", f"{key}-8-1"]


def test_forms_that_nobody_filled_in_may_lie_beside_a_document(home: Path) -> None:
    columns = [column.name for column in BY_NAME["meetings"].columns]
    folder = save(home / "a.rows", {"ballots": BALLOTS})
    (folder / "meetings.csv").write_text(",".join(columns) + "\n", encoding="utf-8")
    (home / "a.md").write_text(DOCUMENT, encoding="utf-8")
    read = read_minutes(home / "a.md", read_settings(home))
    assert len(with_rows_beside(read, folder, read_settings(home)).rows["ballots"]) == 3


def test_rows_that_may_belong_to_two_documents_are_an_error_that_names_both(home: Path) -> None:
    for name in ("a.md", "a.txt"):
        (home / name).write_text(DOCUMENT, encoding="utf-8")
    save(home / "a.rows", {"ballots": BALLOTS})
    with pytest.raises(SourceError, match=r"a\.rows: .*a\.md, a\.txt"):
        documents(home)


SECRET = DOCUMENT.replace("## § 8 Övrigt", "## § 8 Sekretess: ormgropen")
OF_8: list[Given] = [
    {"dissents": [{"item": "8", "kind": "reservation", "person": "Tora Påhitt", "party": "S",
                   "text": "Ormgropen är farlig"}]},
    {"item_texts": [{"item": "8", "section": "background", "text": "Ormgropen är farlig"}]},
    {"cases": [{"title": "Sekretess: ormgropen", "diary_number": "Ormgropen 7"}]},
    {"cases": [{"id": "sagoradet-sekretess-ormgropen", "title": "Ormgropens botten"}]},
    {"amounts": [{"item": "8", "value": 5, "currency": "SEK", "per": "total", "meaning": "cost",
                  "text": "Ormgropen 5 kronor"}]},
    {"documents": [{"item": "8", "title": "Ormgropens karta", "kind": "other",
                    "role": "basis"}]},
    {"agenda_items": [
        {"number": "7", "title": "Stöd till drakar", "kind": "decision", "confidential": "nej"},
        {"number": "8", "title": "Ormgropen", "kind": "information", "confidential": "nej"},
    ]},
    {"agenda_items": [
        {"number": "7", "title": "Stöd till drakar", "kind": "decision", "confidential": "nej"},
    ]},
]  # fmt: skip


@pytest.mark.parametrize("rows", OF_8)
@pytest.mark.usefixtures("lean_packages")
def test_what_the_minutes_say_is_confidential_stays_so_whatever_lies_beside_them(
    rows: Given, home: Path, tmp_path: Path
) -> None:
    (home / "a.md").write_text(SECRET, encoding="utf-8")
    save(home / "a.rows", rows)
    report = build(home, tmp_path / "out", workers=1)
    assert report.built
    for path in (tmp_path / "out").rglob("*.[ctnj][sxqt]*"):
        assert "ormgrop" not in path.read_text(encoding="utf-8").casefold(), path.name


@pytest.mark.usefixtures("lean_packages")
def test_a_person_said_not_to_be_elected_is_not_named_whatever_the_minutes_say(
    home: Path, tmp_path: Path
) -> None:
    (home / "a.md").write_text(DOCUMENT, encoding="utf-8")
    save(home / "a.rows", {"persons": [{"name": "Tora Påhitt", "category": "guest"}]})
    build(home, tmp_path / "out", workers=1)
    package = open_package(tmp_path / "out")
    assert "Tora Påhitt" not in package.table("persons")["name"].to_pylist()
    assert not [line for lines in package.texts.values() for line in lines if "Påhitt" in line]


@pytest.mark.usefixtures("lean_packages")
def test_the_package_has_them_and_faults_stop_it(home: Path, tmp_path: Path) -> None:
    (home / "a.md").write_text(DOCUMENT, encoding="utf-8")
    save(home / "a.rows", {"ballots": BALLOTS}, ";", b"\xef\xbb\xbf")
    built(home, tmp_path / "out")
    package = open_package(tmp_path / "out")
    assert package.table("ballots").num_rows == 3
    save(home / "a.rows", {"ballots": [{**BALLOTS[0], "vote": "vote-02"}]})
    with pytest.raises(RowsError, match=r"a\.rows/ballots\.csv:2: ballots, row 1, vote"):
        build(home, tmp_path / "other", workers=1)
    assert not (tmp_path / "other").exists()


def test_a_meeting_that_cannot_lie_beside_a_document_is_told(home: Path) -> None:
    columns = [column.name for column in BY_NAME["meetings"].columns]
    with pytest.raises(RowsError, match="a table that may hold in place of what was read"):
        beside(home, {"meetings": [dict.fromkeys(columns, "1")]})


def test_all_tables_beside_a_document_are_an_error_that_names_both(home: Path) -> None:
    (home / "a.md").write_text(DOCUMENT, encoding="utf-8")
    save(home / "a.rows", meeting())
    with pytest.raises(SourceError, match=r"a\.rows: .*a\.md"):
        documents(home)


def test_a_fault_of_a_row_that_was_read_names_the_document_and_the_row(
    home: Path, tmp_path: Path
) -> None:
    document = DOCUMENT.replace(
        "Inget finns att anteckna.",
        "**Beslut**\nSagorådet beslutar:\n1. Rådet avslår allt.",
    )
    (home / "2031.md").write_text(document, encoding="utf-8")
    line = document.splitlines().index("## § 8 Övrigt") + 1
    save(home / "2031.rows", {"clauses": [{"decision": "7", "number": "1", "force": "decision",
                                           "text": "Rådet avslår."}]})  # fmt: skip
    with pytest.raises(RowsError) as error:
        build(home, tmp_path / "out")
    (fault,) = [one.said("en") for one in error.value.faults]
    place, said = fault.split(": ", 1)
    assert place.startswith(str(home / "2031.md:"))
    assert int(place.rpartition(":")[2]) > line
    assert said == (
        "decisions sagoradet-2031-03-05-8: no row of `clauses` belongs to the row; "
        "at least one has to"
    )


@pytest.mark.parametrize(
    ("files", "table"),
    [(("participants.csv", "participants.CSV"), "participants"),
     (("votes.Csv", "votes.csv"), "votes")],
)  # fmt: skip
def test_two_files_of_one_table_are_told_with_both_names(
    files: tuple[str, str], table: str, tmp_path: Path
) -> None:
    folder = tmp_path / "a.rows"
    folder.mkdir()
    for name in files:
        (folder / name).write_text("id\n", encoding="utf-8")
    faults = Faults()
    assert [*csv_tables(folder, faults)] == [table]
    (fault,) = [one.said("en") for one in faults.told]
    assert "two files of one table" in fault
    assert all(f"`{name}`" in fault for name in (*files, table))
    assert "did you mean" not in fault


def test_a_folder_of_another_name_is_none_of_rows(home: Path) -> None:
    (home / "a.md").write_text(DOCUMENT, encoding="utf-8")
    (home / "rows").mkdir()
    with pytest.raises(SourceError):
        documents(home)


@pytest.mark.parametrize("count", [2, 24])  # so many are read by several processes
def test_the_faults_beside_several_documents_are_told_together(home: Path, count: int) -> None:
    for number in range(1, count + 1):
        text = DOCUMENT.replace("2031-03-05", f"2031-03-{number:02}")
        (home / f"{number:02}.md").write_text(text, encoding="utf-8")
    for name, choice in (("01", "kanske"), ("02", "nja")):
        save(home / f"{name}.rows", {"ballots": [{**BALLOTS[0], "choice": choice}]})
    with pytest.raises(RowsError) as error:
        build(home, home.parent / "out", workers=2)
    head, first, second = error.value.message.splitlines()
    assert head == "the rows cannot be used (2 faults):"
    assert ["01.rows" in first, "'kanske'" in first] == [True, True]
    assert ["02.rows" in second, "'nja'" in second] == [True, True]
    assert not (home.parent / "out").exists()

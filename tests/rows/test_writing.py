"""Rows in, a package out: keys, policy, texts, and the rows of a package given back to it."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import shutil
from collections.abc import Callable
from dataclasses import make_dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from first_files import FirstFiles, first_files
from given_meeting import GUEST, MASKED, OFFICIAL, SETTINGS, Given, meeting, together
from made_once import made_once
from socsam_opendata.errors import ArgumentError, PackageError, RowsError, SettingsError
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.records import TABLES
from socsam_opendata.package.build import Report, build
from socsam_opendata.package.package import Package, open_package
from socsam_opendata.rows.readings import given_readings
from socsam_opendata.settings.dataset_toml import (
    Body,
    NamedPerson,
    Publication,
    Settings,
    read_settings,
)
from socsam_opendata.settings.known import KnownPerson
from socsam_opendata.writing import write_package

ROOT = Path(__file__).resolve().parents[2]
MINUTES = ROOT / "minutes"
DAY = dt.date(2031, 3, 5)
KEY = "sr-2031-03-05"
# Tables that the library makes of the others, and what it remarks on.
MADE = {t.name for t in TABLES if t.view} | {"problems"}


def rows_of(package: Package) -> dict[str, Any]:
    return {name: package.table(name) for name in package.tables}


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def written(rows: Any, out: Path, settings: Settings = SETTINGS, texts: Any = None) -> FirstFiles:
    """The tables, texts and linked data of rows."""
    return first_files(rows, out, settings=settings, texts=texts)


def packaged(rows: Any, out: Path, settings: Settings = SETTINGS, **more: Any) -> Package:
    """The package of rows, which is built."""
    report = write_package(rows, out, settings=settings, workers=1, **more)
    assert report.built, report.problems
    return open_package(out)


def table(package: Package | FirstFiles, name: str, *columns: str) -> list[tuple[Any, ...]]:
    """The rows of a table, some columns of each."""
    return [tuple(row[c] for c in columns) for row in package.table(name).to_pylist()]


def refused(rows: Any, out: Path, settings: Settings = SETTINGS, **more: Any) -> list[str]:
    """The lines of the error of rows that cannot be used; nothing is written."""
    with pytest.raises(RowsError) as error:
        write_package(rows, out, settings=settings, workers=1, **more)
    assert not out.exists()
    return error.value.message.splitlines()


# --- the rows of a package --------------------------------------------------------------------


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "seed-for-rows", lambda folder: build(MINUTES, folder))


def test_rows_of_a_package_with_its_texts_make_it_again_byte_for_byte(
    seed: Path, tmp_path: Path
) -> None:
    package = open_package(seed)
    packaged(rows_of(package), tmp_path / "again", read_settings(MINUTES), texts=package.texts)
    before, after = files(seed), files(tmp_path / "again")
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == []


@pytest.mark.usefixtures("lean_packages")
def test_without_the_texts_every_table_is_the_same(seed: Path, tmp_path: Path) -> None:
    package = open_package(seed)
    again = packaged(rows_of(package), tmp_path / "again", read_settings(MINUTES))
    for name in package.tables:
        assert again.table(name).equals(package.table(name)), name
    (text,) = again.texts.values()
    assert len(text) == 304
    assert text[8].startswith("Rad i participants – Person: Karin Sundin; Egenskap: Ledamot")


def through_csv(arrow: pa.Table) -> list[dict[str, str]]:
    rows = [{k: "" if v is None else str(v) for k, v in row.items()} for row in arrow.to_pylist()]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, arrow.column_names)
    writer.writeheader()
    writer.writerows(rows)
    return list(csv.DictReader(io.StringIO(text.getvalue(), newline="")))


def as_dataclasses(arrow: pa.Table) -> list[Any]:
    kind = make_dataclass("Row", arrow.column_names)
    return [kind(**row) for row in arrow.to_pylist()]


WAYS: dict[str, Callable[[pa.Table], Any]] = {
    "pandas": lambda arrow: arrow.to_pandas(),
    "pandas from CSV": lambda arrow: pd.read_csv(
        io.StringIO(arrow.to_pandas().to_csv(index=False))
    ),
    "pandas, picked": lambda arrow: arrow.to_pandas().sample(frac=1, random_state=1).sort_index(
        key=lambda index: index * 3
    ),
    "polars": pl.from_arrow,
    "DuckDB": duckdb.from_arrow,
    "CSV": through_csv,
    "dicts": lambda arrow: arrow.to_pylist(),
    "dataclasses": as_dataclasses,
    "batches": lambda arrow: arrow.to_batches(max_chunksize=7),
    "halves": lambda arrow: [arrow.slice(0, 3), *arrow.slice(3).to_pylist()],
}  # fmt: skip


def readings(package: Package, rows: Any, scratch: Path) -> list[Reading]:
    settings = read_settings(MINUTES)
    found = given_readings(rows, package.texts, settings, scratch, "rows")
    return [one.reading(settings) for one in found.readings]


@pytest.mark.parametrize("way", WAYS)
def test_rows_that_went_through_other_programs_are_the_same(
    way: str, seed: Path, tmp_path: Path
) -> None:
    """The same readings make the same package."""
    package = open_package(seed)
    rows = {name: WAYS[way](found) for name, found in rows_of(package).items()}
    before = readings(package, rows_of(package), tmp_path / "before")
    assert readings(package, rows, tmp_path / "after") == before


@pytest.mark.usefixtures("lean_packages")
def test_a_meeting_is_added_to_a_package_and_keys_stay(tmp_path: Path) -> None:
    """It is on the same day, and earlier: the key of the one that was there is not moved."""
    first = packaged(meeting(), tmp_path / "first")
    before = {name: first.table(name).to_pylist() for name in first.tables}
    earlier = meeting(own="early-")
    earlier["meetings"][0].update(starts_at="08:00", ends_at="08:30")
    for number, item in enumerate(earlier["agenda_items"], 3):
        item.update(number=number, title=f"Morgonens punkt {number}", case=None, diary_number=None)
    earlier["item_texts"][0]["text"] = "Innan solen gick upp."
    for clause in earlier["clauses"]:
        clause["text"] = f"På morgonen: {clause['text']}"
    rows = {name: [first.table(name), *earlier.get(name, ())] for name in first.tables}
    for name in ("organizations", "persons"):
        rows[name] = [first.table(name), *earlier[name][:0]]
    rows["persons"] += [row for row in earlier["persons"] if row["id"] in (3, 4)]
    for participant in earlier["participants"][:2]:
        participant.update(person={1: "Tora Påhitt"}.get(participant["person"], "Nils Fantasi"))
        participant["serves_for"] = None
    names = {1: "Tora Påhitt", 2: "Nils Fantasi"}
    for name in ("roles", "ballots", "dissents"):
        for row in earlier[name]:
            if "person" in row:
                row["person"] = names[row["person"]]
    rows = _with_names(rows, {"org/1": "Sagorådet", "org/2": "Hittepåförbundet"})
    both = packaged(rows, tmp_path / "both", texts=first.texts)
    assert table(both, "meetings", "id", "starts_at") == [
        (KEY, dt.time(9)),
        (f"{KEY}b", dt.time(8)),
    ]
    for name in first.tables:
        after = both.table(name).to_pylist()
        if name not in MADE:
            assert [row for row in before[name] if row not in after] == [], name


def _with_names(rows: dict[str, list[Any]], names: dict[str, str]) -> dict[str, list[Any]]:
    """The rows with organizations by name in place of ids that nobody gives any more."""
    return {
        table: [
            {k: names.get(v, v) if isinstance(v, str) else v for k, v in row.items()}
            if isinstance(row, dict)
            else row
            for row in found
        ]
        for table, found in rows.items()
    }


@pytest.mark.usefixtures("lean_packages")
def test_what_was_doubtful_stays_doubtful(seed: Path, tmp_path: Path) -> None:
    package = open_package(seed)
    rows = rows_of(package)
    odd = [
        {"id": "a", "source": "socsam-2025-06-02", "code": "new-doubt", "severity": "warning",
         "message": "Osäkert.", "message_en": "Unsure.", "first_line": 89, "last_line": 89},
    ]  # fmt: skip
    write_package(
        {**rows, "problems": [rows["problems"], *odd]}, tmp_path / "again",
        settings=read_settings(MINUTES), texts=package.texts, workers=1,
    )  # fmt: skip
    again = open_package(tmp_path / "again")
    assert ("new-doubt", "warning", "Osäkert.", 89) in table(
        again, "problems", "code", "severity", "message", "first_line"
    )
    assert again.table("problems").num_rows == package.table("problems").num_rows + 1
    doubtful = dict(table(again, "decision_overview", "id", "doubtful"))
    assert doubtful["socsam-2025-06-02-12-b"] == "no"
    assert doubtful["socsam-2025-06-02-17-3"] == "yes"


# --- keys, policy, texts ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "given-meeting", lambda folder: packaged(meeting(), folder))


def test_the_library_makes_the_keys_and_the_ids_given_are_nowhere(made: Path) -> None:
    package = open_package(made)
    assert table(package, "meetings", "id", "body", "first_paragraph", "last_paragraph") == [
        (KEY, "sr", "7", "8")
    ]
    assert table(package, "organizations", "id", "part_of") == [
        ("hittepaforbundet", "sr"),
        ("sr", None),
    ]
    assert table(package, "agenda_items", "id", "case", "position") == [
        (f"{KEY}-7", "sr-sr-2031-4", 1),
        (f"{KEY}-8", "sr-ovrigt", 2),
    ]
    assert table(package, "clauses", "id", "decision", "position", "beneficiary") == [
        (f"{KEY}-7-1", f"{KEY}-7", 1, "hittepaforbundet"),
        (f"{KEY}-7-2", f"{KEY}-7", 2, None),
    ]
    digest = hashlib.sha256("sr\ntora påhitt".encode()).hexdigest()[:10]
    assert (f"p-{digest}", "Tora Påhitt") in table(package, "persons", "id", "name")
    assert table(package, "ballots", "id", "vote", "person", "choice")[0] == (
        f"{KEY}-ballot-01", f"{KEY}-vote-01", f"p-{digest}", "yes",
    )  # fmt: skip
    assert not [name for name, held in files(made / "data").items() if b"org/1" in held]


def test_values_mean_what_they_say_in_any_form(made: Path) -> None:
    package = open_package(made)
    assert table(package, "participants", "capacity", "status", "party", "municipality")[:2] == [
        ("member", "present", "s", "2326"),
        ("substitute", "present", "c", "2326"),
    ]
    assert [str(value) for (value,) in table(package, "amounts", "value")] == ["50000.50", "3.00"]
    assert table(package, "meetings", "starts_at", "ends_at") == [(dt.time(9), dt.time(11, 30))]
    assert table(package, "votes", "yes", "no") == [(1, 1)]


def test_the_policy_is_that_of_minutes(made: Path) -> None:
    package = open_package(made)
    assert table(package, "participants", "person", "withheld")[2:] == [
        (None, "guest"),
        (None, "official-without-role"),
    ]
    assert {name for (name,) in table(package, "persons", "name")} == {
        "Tora Påhitt",
        "Nils Fantasi",
        "Siv Bortasson",
    }
    for name in (GUEST, OFFICIAL):
        for word in name.split():
            assert not [file for file, held in files(made).items() if word.encode() in held]


def test_rows_without_a_text_get_a_line_each_that_says_what_they_say(made: Path) -> None:
    package = open_package(made)
    text = package.texts[KEY]
    assert table(package, "sources", "media_type", "lines", "lines_read", "pages") == [
        ("text/plain", len(text), len(text), 2)
    ]
    (checksum,) = table(package, "sources", "sha256")
    held = (made / "sources" / f"{KEY}.txt").read_bytes()
    assert checksum == (hashlib.sha256(held).hexdigest(),)
    lines = [line for (line,) in table(package, "clauses", "first_line")]
    assert "Hittepåförbundet beviljas 50 000 kronor" in text[lines[0] - 1]
    assert "Förbundet ska redovisa stödet" in text[lines[1] - 1]
    facts = [
        row
        for name in package.tables
        for row in package.table(name).to_pylist()
        if name not in MADE and "first_line" in row and name != "agenda_items"
    ]
    assert sorted(row["first_line"] for row in facts) == [
        n for n in range(1, len(text) + 1) if not text[n - 1].startswith("§")
    ]
    ((first, last),) = table(package, "agenda_items", "first_line", "last_line")[:1]
    assert text[first - 1].startswith("§ 7 – ")
    assert text[last].startswith("§ 8 – ")


def test_lines_point_into_the_texts_that_are_given(tmp_path: Path) -> None:
    rows = meeting()
    text = ["Sagorådet den 5 mars 2031", "", "§ 7 Stöd till drakar", "Drakarna fryser om vintern."]
    rows["meetings"][0].update(first_line=1, last_line=1)
    rows["agenda_items"][0].update(first_line=3, last_line=4)
    rows["item_texts"][0].update(first_line=4, last_line=4)
    package = written(rows, tmp_path / "out", texts={"m": "\n".join(text)})
    assert package.texts[KEY][:4] == text
    assert table(package, "item_texts", "first_line", "last_line") == [(4, 4)]
    assert min(line for (line,) in table(package, "ballots", "first_line")) > len(text)
    assert table(package, "sources", "lines_ignored", "lines_unread") == [(1, 0)]


def test_a_text_may_be_called_by_a_number(tmp_path: Path) -> None:
    rows: Any = {"meetings": [{"id": 7, "body": "x", "date": DAY, "first_paragraph": 1,
                               "last_paragraph": 1, "first_line": 1, "last_line": 1}],
                 "organizations": [{"id": "x", "name": "Rådet", "kind": "body"}]}  # fmt: skip
    found = given_readings(rows, {7: ["Rådet den 5 mars"]}, SETTINGS, tmp_path / "given", "x")
    (reading,) = [one.reading(SETTINGS) for one in found.readings]
    assert reading.lines == ("Rådet den 5 mars",)


def test_a_name_in_a_cell_that_no_line_holds_is_found_told_and_left_out(tmp_path: Path) -> None:
    """The text that is given is that of a document; the cells say more."""
    rows = meeting()
    rows["item_texts"][0]["text"] = "Yngve Svensson bad om ved. Kontakta yngve@svensson.example."
    rows["sources"][0]["url"] = "https://example.org/tyra-undansson.pdf"
    report = write_package(
        rows, tmp_path / "out", settings=SETTINGS, texts={"m": ["Sagorådet"]}, workers=1
    )
    assert report.built
    assert report.withheld["not-decided"] == 1
    assert report.review.undecided
    for held in files(tmp_path / "out").values():
        for word in ("Yngve", "Svensson", "svensson", "yngve", "undansson"):
            assert word.encode() not in held
    package = open_package(tmp_path / "out")
    assert table(package, "sources", "url") == [(None,)]
    ((line,),) = table(package, "item_texts", "first_line")
    assert line in [n for (n,) in table(package, "problems", "first_line")]


def test_a_confidential_item_leaves_its_number(tmp_path: Path) -> None:
    rows = meeting()
    rows["agenda_items"][0].update(confidential="ja", title="Stöd till draken i Norr")
    rows["cases"][0]["title"] = "Stöd till draken i Norr"
    package = written(rows, tmp_path / "out")
    for word in ("draken", "Drakar", "Hittepåförbundet beviljas", "redovisa"):
        for folder in ("data", "sources", "rdf"):
            held = files(tmp_path / "out" / folder)
            assert not [name for name in held if word.encode() in held[name]]
    assert (f"{KEY}-7", "[sekretess]", "yes") in table(
        package, "agenda_items", "id", "title", "confidential"
    )


@pytest.mark.usefixtures("lean_packages")
def test_roles_of_a_confidential_item_and_whoever_only_they_name_are_left_out(
    tmp_path: Path,
) -> None:
    rows = changed("agenda_items", confidential="ja")
    rows["persons"].append({"id": 20, "name": "Ebba Hemvist", "category": "elected"})
    rows["organizations"].append({"id": "h", "name": "Skuggbolaget", "kind": "company"})
    rows["roles"] += [
        {"meeting": "m", "item": "p7", "person": 1, "role": "presenter", "text": "om skuggor"},
        {"meeting": "m", "clause": "c1", "person": 20, "organization": "h",
         "role": "representative", "text": "utses i skymningen"},
    ]  # fmt: skip
    packaged(rows, tmp_path / "out")
    for folder in ("data", "sources", "rdf"):
        held = files(tmp_path / "out" / folder)
        for word in ("Ebba", "Skuggbolaget", "skuggor", "skymningen"):
            assert not [name for name in held if word.encode() in held[name]]


def test_a_body_that_is_called_as_somebody_withheld_stops_the_build(tmp_path: Path) -> None:
    rows = changed("organizations", name="Tyra Undanssons nämnd", short_name="Undansson")
    report = write_package(rows, tmp_path / "out", settings=SETTINGS, workers=1)
    assert not report.built
    assert "body-withheld" in [problem.code for problem in report.problems]


def test_clauses_of_one_number_all_have_keys(tmp_path: Path) -> None:
    rows = meeting()
    for n, number in enumerate(("3-2", "1", "1")):
        clause = {"id": f"q{n}", "decision": "b", "number": number, "text": "x"}
        rows["clauses"].append({**clause, "force": "decision"})
        rows["clause_actions"].append({"clause": f"q{n}", "action": "grant"})
    (found,) = given_readings(rows, {}, SETTINGS, tmp_path / "given", "x").readings
    keys = [row.id for row in found.reading(SETTINGS).rows["clauses"]]
    assert len({*keys}) == len(keys) == 5


def test_an_elected_person_who_only_votes_is_named_by_the_word_of_the_giver(tmp_path: Path) -> None:
    rows = meeting()
    rows["persons"].append({"id": 9, "name": "Disa Vintergatan", "category": "elected"})
    rows["persons"].append({"id": 10, "name": "Ebbe Gästgivare", "category": "guest"})
    rows["ballots"] += [
        {"vote": "v", "person": 9, "choice": "yes"},
        {"vote": "v", "person": 10, "choice": "yes"},
    ]
    package = written(rows, tmp_path / "out")
    names = {name for (name,) in table(package, "persons", "name")}
    assert names == {"Tora Påhitt", "Nils Fantasi", "Siv Bortasson", "Disa Vintergatan"}
    assert len(table(package, "ballots", "id")) == 3
    assert "Ebbe" not in "".join(package.texts[KEY])


def test_a_masked_elected_person_is_masked(tmp_path: Path) -> None:
    rows = meeting()
    rows["persons"][0]["name"] = MASKED
    package = written(rows, tmp_path / "out")
    assert table(package, "participants", "person", "withheld", "party")[0] == (
        None, "publisher-decision", None,
    )  # fmt: skip
    assert not [n for n, held in files(tmp_path / "out").items() if b"Undansson" in held]


def test_organizations_are_those_of_the_settings_by_name_and_differences_are_told(
    tmp_path: Path,
) -> None:
    home = tmp_path / "minutes"
    home.mkdir()
    (home / "dataset.toml").write_text(
        '[dataset]\nname = "sagan"\nbase = "https://example.org/sagan/"\n'
        '[release]\ndate = 2033-01-01\n[[bodies]]\nid = "sagoradet"\nmembers = ["2303"]\n',
        encoding="utf-8",
    )
    (home / "organizations.csv").write_text(
        "id,name,name_en,short_name,kind,part_of,municipality,organisation_number,wikidata,spellings"
        "\nsagoradet,Sagorådet,,,board,,,,,SR\n",
        encoding="utf-8",
    )
    package = written(meeting(), tmp_path / "out", read_settings(home))
    assert table(package, "meetings", "id") == [("sagoradet-2031-03-05",)]
    assert ("organization-differs", "sagoradet") in table(package, "problems", "code", "row")
    assert table(package, "organizations", "id", "kind")[-1] == ("sagoradet", "board")
    assert table(package, "body_members", "municipality") == [("2303",), ("2326",)]


def test_two_boards_of_one_name_in_two_municipalities_are_two(tmp_path: Path) -> None:
    rows = meeting()
    rows["organizations"] += [
        {"id": "a", "name": "Socialnämnden", "kind": "board", "municipality": "Berg"},
        {"id": "b", "name": "Socialnämnden", "kind": "board", "municipality": "Åre"},
    ]
    rows["addressees"][0]["organization"] = "a"
    rows["assignments"][0]["organization"] = "b"
    package = written(rows, tmp_path / "out")
    assert table(package, "addressees", "organization")[0] == ("socialnamnden-2326",)
    assert table(package, "assignments", "organization") == [("socialnamnden-2321",)]


def test_an_organization_keeps_its_key_when_another_of_its_name_comes(tmp_path: Path) -> None:
    """Only one that the library gave: other ids join rows and no more."""
    rows = meeting()
    rows["organizations"].append(
        {"id": "a", "name": "Socialnämnden", "kind": "board", "municipality": "Berg"}
    )
    rows["addressees"][0]["organization"] = "a"
    first = written(rows, tmp_path / "first")
    more = rows_of(first)
    other = {"id": "b", "name": "Socialnämnden", "kind": "board", "municipality": "Åre"}
    more["organizations"] = [more["organizations"], other]
    both = written(more, tmp_path / "both", texts=first.texts)
    assert table(first, "addressees", "organization")[0] == ("socialnamnden",)
    assert table(both, "addressees", "organization")[0] == ("socialnamnden",)
    assert {("socialnamnden", "2326"), ("socialnamnden-2321", "2321")} <= {
        *table(both, "organizations", "id", "municipality")
    }
    alone = rows_of(both)
    alone["organizations"] = [r for r in both.table("organizations").to_pylist()
                              if r["id"] != "socialnamnden"]  # fmt: skip
    alone["addressees"] = [r | {"organization": None} for r in both.table("addressees").to_pylist()]
    last = written(alone, tmp_path / "alone", texts=both.texts)
    assert ("socialnamnden-2321",) in table(last, "organizations", "id")


def test_a_citation_of_another_given_meeting_leads_there(tmp_path: Path) -> None:
    """Both are on a day with two meetings, and the ids claim no key."""
    other = meeting(own="o-")
    other["meetings"][0].update(starts_at="08:00", ends_at="08:30")
    for item, number in zip(other["agenda_items"], ("3", "4"), strict=True):
        item.update(number=number, title=f"Punkt {number} på morgonen")
    rows = together(meeting(), other)
    rows["citations"][0].update(resolves_to_item="o-p7", resolves_to_meeting="o-m")
    package = written(rows, tmp_path / "out")
    assert table(package, "meetings", "id", "starts_at") == [
        (KEY, dt.time(8)),
        (f"{KEY}b", dt.time(9)),
    ]
    assert table(package, "citations", "id", "resolves_to_item", "resolves_to_meeting") == [
        (f"{KEY}-citation-01", f"{KEY}-3", KEY),
        (f"{KEY}b-citation-01", f"{KEY}-3", KEY),
    ]


@pytest.mark.usefixtures("lean_packages")
def test_what_belongs_to_no_meeting_is_kept_or_counted(tmp_path: Path) -> None:
    rows = meeting()
    rows["organizations"].append({"id": "z", "name": "Drömbolaget", "kind": "company"})
    rows["persons"].append({"id": 9, "name": "Disa Vintergatan", "category": "elected"})
    rows["cases"].append({"id": "zz", "title": "Ingenting"})
    report = write_package(
        {**rows, "memberships": [{"x": 1}], "releases": [{}]}, tmp_path / "out",
        settings=SETTINGS, workers=1,
    )  # fmt: skip
    assert report.passed_over == {"cases": 1, "memberships": 1, "persons": 1, "releases": 1}
    package = open_package(tmp_path / "out")
    assert "drombolaget" in [key for (key,) in table(package, "organizations", "id")]


@pytest.mark.usefixtures("lean_packages")
def test_meetings_of_any_number_are_read_by_workers_alike(tmp_path: Path) -> None:
    found = [meeting(DAY + dt.timedelta(days=n), own=f"{n}-") for n in range(30)]
    rows = together(*found)
    one = write_package(rows, tmp_path / "one", settings=SETTINGS, workers=1)
    two = write_package(rows, tmp_path / "two", settings=SETTINGS, workers=2)
    assert one.built
    assert two.built
    assert one.rows["meetings"] == 30
    assert files(tmp_path / "one") == files(tmp_path / "two")


# --- what is refused --------------------------------------------------------------------------


def changed(table: str, at: int = 0, **cells: Any) -> Given:
    rows = meeting()
    rows[table][at].update(cells)
    return rows


def more(table: str, **cells: Any) -> Given:
    rows = meeting()
    rows.setdefault(table, []).append(cells)
    return rows


def same_place() -> Given:
    """Two items at one place of the agenda."""
    rows = changed("agenda_items", 0, position=1)
    rows["agenda_items"][1]["position"] = 1
    return rows


def together_with(table: str, at: int, **cells: Any) -> Given:
    """Two meetings, and a row of the first that means a row of the second."""
    rows = together(meeting(), meeting(DAY + dt.timedelta(days=1), own="o-"))
    rows[table][at].update(cells)
    return rows


@pytest.mark.parametrize("category", ["guest", "official"])
@pytest.mark.usefixtures("lean_packages")
def test_who_is_given_as_none_of_the_elected_is_not_named_for_a_party_or_a_vote(
    category: str, tmp_path: Path
) -> None:
    rows = changed("persons", 0, category=category)
    name = rows["persons"][0]["name"]
    package = packaged(rows, tmp_path / "out")
    assert name not in package.table("persons")["name"].to_pylist()
    assert name not in "\n".join(line for lines in package.texts.values() for line in lines)


FAULTS: list[tuple[Given, str]] = [
    (changed("participants", capacity="boss"), "participants, row 1, capacity: 'boss'"),
    (changed("participants", meeting="zz"), "the key of a row of `meetings`"),
    (changed("participants", 1, id="d1"), "row 1 has it already"),
    (changed("participants", withheld="guest"), "withheld: 'guest' cannot be used; what"),
    (changed("meetings", date="5 mars"), "a day, such as"),
    (changed("meetings", starts_at="9:00+01:00"), "without a zone"),
    (changed("meetings", starts_at=dt.time(9, tzinfo=dt.UTC)), "without a zone"),
    (changed("meetings", bodyy="x"), "did you mean 'body'?"),
    (changed("amounts", value=0.1 + 0.2), "a sum in kronor of whole öre"),
    (changed("persons", 3, name="Tora Påhitt"), "the person of row 1, of the same name"),
    (changed("agenda_items", 1, number="7"), "that no other item of the meeting has; row 1"),
    (changed("agenda_items", 0, parent="p7"), "leads back to itself"),
    (changed("organizations", 0, part_of="org/2"), "rows 1, 2 lead back to themselves"),
    (changed("organizations", 1, organisation_number="850101-1234"), "number of a legal person"),
    (more("decisions", item="p7", date=DAY, method="vote", force="decision"), "one decision an"),
    (more("sources", id="m"), "row 1 has it already"),
    (more("sources", id="other"), "a source that a meeting has"),
    (changed("sources", media_type="Tyra Undansson"), "a media type"),
    (changed("sources", lines=3, lines_read=1, lines_ignored=1, lines_unread=0), "lines_read: 2"),
    (changed("sources", lines=10**12), "sources, row 1, lines: 1000000000000 cannot"),
    (changed("votes", yes=-1), "votes, row 1, yes: -1 cannot be used; what stands here is a whole"),
    (changed("meetings", ends_at="08:00"), "a time that does not come after that of ends_at"),
    (changed("assignments", due_until="2031-11-30"), "does not come after that of due_until"),
    (changed("clauses", effective_from="2032-06", effective_until="2032-05-31"),
     "clauses, row 1, effective_from: '2032-06' cannot be used; what stands here is a time that"),
    (changed("clauses", effective_from="2032-06-02/2032-06-01"), "a day, a month, a year or a"),
    (same_place(), "agenda_items, row 2, position: 1 cannot be used; what stands here is a place"),
    (changed("agenda_items", part="a"), "both a letter (`part`) and the paragraph it belongs to"),
    (changed("agenda_items", 1, parent="p7"), "both a letter (`part`) and the paragraph"),
    (changed("clauses", force="mixed"), "one force; only a decision as a whole"),
    (changed("decisions", force="proposal"), "`decision`, as the clauses of the decision make it"),
    ({**meeting(), "clause_actions": []}, "no row of `clause_actions` belongs to the row"),
    (more("decisions", item="p8", date=DAY, method="vote", force="decision"), "row of `clauses`"),
    (changed("amounts", value="500 kronor"), "a sum in kronor of whole öre"),
    (changed("amounts", 1, item="p8", clause="c1"), "a clause of the same item"),
    (changed("clauses", effective_from="2031-02-30"), "a day, a month, a year or a period"),
    (changed("agenda_items", number="9" * 5000), "text of at most 9 characters"),
    (more("parties", id="77", abbreviation="V", name="Vallalistan"), "parties, row 1, name"),
    (changed("clauses", first_line=3), "both a first and a last line"),
    (changed("clauses", first_line=4, last_line=3), "the first and the last line"),
    (changed("clauses", first_line=1, last_line=10**9), "the first and the last line"),
    (changed("clauses", source="other"), "the source of the meeting, `m`"),
    (together_with("amounts", 0, clause="o-c1"), "a row of `clauses` that belongs to the same"),
    (together_with("agenda_items", 0, parent="o-p7"), "that belongs to the same meeting"),
    (more("municipalities", id="2326", name="Åre"), "one of them means `2321`"),
    (more("parties", id="sago", name="Sagopartiet"), "a municipality or party of the vocabulary"),
    ({**meeting(), "meeting": []}, "did you mean 'meetings'?"),
    ({**meeting(), "meetings": []}, "meetings has no row"),
    ({}, "meetings has no row"),
    ({**meeting(), "votes": 5}, "rows: dicts, dataclasses, an Arrow table or a data frame"),
    ({**meeting(), "agenda_items": [], "item_texts": [], "decisions": [], "clauses": []},
     "the key of a row of `agenda_items`"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "words"), FAULTS, ids=[words for _, words in FAULTS])
def test_what_cannot_be_used_is_told_and_nothing_is_written(
    rows: Given, words: str, tmp_path: Path
) -> None:
    told = refused(rows, tmp_path / "out")
    assert any(words in line for line in told[1:]), told


@pytest.mark.usefixtures("lean_packages")
def test_every_fault_of_a_call_is_told_together_and_what_was_there_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    packaged(meeting(), out)
    before = files(out)
    rows = changed("participants", capacity="boss", status="gone")
    rows["amounts"][0]["value"] = "mycket"
    rows["ballots"][1]["person"] = "Ingen Alls"
    del rows["clauses"][0]["text"]
    with pytest.raises(RowsError) as error:
        write_package(rows, out, settings=SETTINGS)
    told = error.value.message.splitlines()
    assert told[0] == "the rows cannot be used (5 faults):"
    assert [line.partition(":")[0] for line in told[1:]] == [
        "participants, row 1, capacity",
        "participants, row 1, status",
        "clauses, row 1, text",
        "amounts, row 1, value",
        "ballots, row 2, person",
    ]
    assert files(out) == before


def test_a_meeting_without_items_has_the_paragraphs_that_it_says_or_none(tmp_path: Path) -> None:
    rows = {name: meeting()[name] for name in ("organizations", "persons", "meetings")}
    columns = "first_paragraph", "last_paragraph"
    assert table(written(rows, tmp_path / "none"), "meetings", *columns) == [(None, None)]
    rows["meetings"][0].update(first_paragraph=1, last_paragraph="2")
    assert table(written(rows, tmp_path / "said"), "meetings", *columns) == [("1", "2")]


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (
            {"x": ["a"]},
            "texts: 'x' cannot be used; what stands here is a source that a meeting has",
        ),
        ({"m": ["a", "b\x00"]}, "texts, `m`, line 2"),
        ({"m": ["a\nb"]}, "texts, `m`, line 1"),
        ({"m": ["a", 5]}, "texts, `m`, line 2"),
    ],
)
def test_texts_that_are_none_are_told(texts: Any, words: str, tmp_path: Path) -> None:
    assert any(words in line for line in refused(meeting(), tmp_path / "out", texts=texts))


def test_a_text_has_as_many_lines_as_its_source_says(tmp_path: Path) -> None:
    rows = changed("sources", lines=2)
    told = refused(rows, tmp_path / "out", texts={"m": ["a"]})
    assert told[1].startswith("sources, row 1, lines: 2 cannot be used")


@pytest.mark.parametrize(
    "arguments",
    [
        {"rows": []},
        {"texts": []},
        {"settings": "minutes"},
        {"date": "2033-01-01"},
        {"workers": 0},
        {"judges": "no"},
        {"progress": 5},
    ],
)
def test_arguments_of_another_kind_are_refused(arguments: dict[str, Any], tmp_path: Path) -> None:
    given = {"rows": meeting(), "settings": SETTINGS, **arguments}
    with pytest.raises(ArgumentError):
        write_package(given.pop("rows"), tmp_path / "out", **given)


def test_a_day_must_be_known(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no day to build the package for"):
        write_package(meeting(), tmp_path / "out", settings=replace(SETTINGS, release_date=None))


def test_a_body_that_the_settings_do_not_have_is_told(tmp_path: Path) -> None:
    settings = replace(SETTINGS, bodies=(Body("other"),))
    rows = meeting()
    rows["organizations"].append({"id": 4242, "name": "Rådet för ormar", "kind": "body"})
    for called in (rows["meetings"][0]["body"], 4242, "Rådet för ormar"):
        rows["meetings"][0]["body"] = called
        told = refused(rows, tmp_path / "out", settings)[1]
        assert "one of the bodies of `dataset.toml` (`other`)" in told
        assert f"'{called}' cannot be used" in told


def test_namesakes_are_told_apart_by_people_csv(tmp_path: Path) -> None:
    rows = changed("persons", 1, name="Tora Påhitt")
    rows["participants"][1].update(person=2, municipality="Åre")
    people = (
        KnownPerson("sr", "Tora Påhitt", "tora-i-berg", "2326"),
        KnownPerson("sr", "Tora Påhitt", "tora-i-are", "2321"),
    )
    package = written(rows, tmp_path / "out", replace(SETTINGS, people=people))
    assert table(package, "participants", "person")[:2] == [("tora-i-berg",), ("tora-i-are",)]


@pytest.mark.usefixtures("lean_packages")
def test_unapproved_meetings_stop_the_build_as_those_of_minutes_do(tmp_path: Path) -> None:
    rows = changed("meetings", adjusted_on=None)
    report: Report = write_package(rows, tmp_path / "out", settings=SETTINGS, workers=1)
    assert not report.built
    assert [problem.code for problem in report.problems] == ["not-approved"]
    let = replace(SETTINGS, publication=Publication(unapproved=True))
    assert write_package(rows, tmp_path / "out", settings=let, workers=1).built


@pytest.mark.usefixtures("lean_packages")
def test_the_newest_meeting_that_nobody_has_adjusted_is_left_out_and_named(tmp_path: Path) -> None:
    later = meeting(dt.date(2032, 12, 30), own="l-")
    later["meetings"][0]["adjusted_on"] = None
    report = write_package(
        together(meeting(), later), tmp_path / "out", settings=SETTINGS, workers=1
    )
    assert (report.built, report.ok) == (True, False)
    assert [(one.document, one.code, one.state) for one in report.left_out] == [
        ("meetings, row 2", "not-approved", "waiting")
    ]
    alone = packaged(meeting(), tmp_path / "alone")
    assert table(open_package(tmp_path / "out"), "meetings", "id") == table(alone, "meetings", "id")


@pytest.mark.usefixtures("lean_packages")
def test_entries_that_match_nothing_are_counted(tmp_path: Path) -> None:
    names = (NamedPerson("Någon Annan", "Skäl."),)
    settings = replace(
        SETTINGS, publication=Publication(allow=names, mask=SETTINGS.publication.mask)
    )
    report = write_package(meeting(), tmp_path / "out", settings=settings, workers=1)
    assert report.review.waiting == 2


@pytest.mark.usefixtures("lean_packages")
def test_nothing_is_written_beside_the_settings(tmp_path: Path) -> None:
    home = tmp_path / "minutes"
    shutil.copytree(MINUTES, home, ignore=shutil.ignore_patterns("*.md"))
    before = files(home)
    rows = changed("item_texts", text="Yngve Svensson bad om ved.")
    settings = replace(read_settings(home), bodies=())
    day = dt.date(2033, 1, 1)
    assert write_package(rows, tmp_path / "out", settings=settings, date=day, workers=1).built
    assert files(home) == before


def test_a_source_text_outside_the_package_is_not_read(made: Path, tmp_path: Path) -> None:
    package = open_package(made)
    assert len(package.texts) == 1
    with pytest.raises(KeyError):
        package.texts["other"]
    shutil.copytree(made, tmp_path / "copy")
    (tmp_path / "copy" / "sources" / f"{KEY}.txt").unlink()
    with pytest.raises(PackageError):
        open_package(tmp_path / "copy").texts[KEY]


SECRET = "Stöd till draken i Norr"
SECRET_TEXT = [
    "Sagorådet", "", "Innehåll", "§ 7 Stöd till draken", "i Norr ..... 3", "§ 8 Övrigt .... 4", "",
    f"§ 7 {SECRET}", "Draken ruvar på guld.", "Beslut", "§ 8 Övrigt",
    "Frågan om stöd till draken i norr togs upp igen.",
]  # fmt: skip


def with_a_secret() -> Given:
    rows = meeting()
    item, other = rows["agenda_items"]
    item.update(confidential="ja", title=SECRET, first_line=8, last_line=10)
    other.update(first_line=11, last_line=12)
    for row in rows["item_texts"]:
        row.update(item="p8", text=SECRET_TEXT[-1], first_line=12, last_line=12)
    return rows


def test_the_title_of_a_confidential_item_is_said_nowhere_in_the_text_given_with_it(
    tmp_path: Path,
) -> None:
    package = written(with_a_secret(), tmp_path / "out", texts={"m": SECRET_TEXT})
    assert list(package.texts[KEY])[:12] == [
        "Sagorådet", "", "Innehåll", "§ 7 [sekretess]", "[sekretess]", "§ 8 Övrigt .... 4", "",
        "§ 7 [sekretess]", "[sekretess]", "[sekretess]", "§ 8 Övrigt", "[sekretess]",
    ]  # fmt: skip
    for folder in ("data", "sources", "rdf"):
        held = files(tmp_path / "out" / folder)
        assert not [name for name in held if "draken" in held[name].decode("utf-8", "replace")]
    again = written(rows_of(package), tmp_path / "again", texts=package.texts)
    assert files(tmp_path / "again" / "data") == files(tmp_path / "out" / "data")
    assert again.texts == package.texts


def test_a_title_that_an_open_item_has_too_is_no_secret(tmp_path: Path) -> None:
    rows = with_a_secret()
    rows["agenda_items"][1]["title"] = SECRET
    package = written(rows, tmp_path / "out", texts={"m": SECRET_TEXT})
    assert package.texts[KEY][11] == SECRET_TEXT[-1]
    titles = {title for (title,) in table(package, "agenda_items", "title")}
    assert titles == {"[sekretess]", SECRET}


def test_an_open_item_does_not_say_the_title_of_a_confidential_one(tmp_path: Path) -> None:
    rows = with_a_secret()
    rows["agenda_items"][1]["title"] = f"Paus före {SECRET.lower()}"
    package = written(rows, tmp_path / "out")
    assert table(package, "agenda_items", "title", "confidential") == [
        ("[sekretess]", "yes"), ("[sekretess]", "no"),
    ]  # fmt: skip
    for held in files(tmp_path / "out" / "data").values():
        assert b"draken" not in held


def test_a_case_of_a_confidential_item_has_only_what_open_items_say_of_it(tmp_path: Path) -> None:
    rows = with_a_secret()
    rows["cases"][0].update(title=SECRET, diary_number="SR 2031/4")
    rows["agenda_items"][1].update(case="a", title="Vägar i Norr", diary_number=None)
    del rows["item_texts"]
    package = written(rows, tmp_path / "out")
    assert table(package, "cases", "title", "diary_number") == [
        ("[sekretess]", None), ("Vägar i Norr", None),
    ]  # fmt: skip
    said = with_a_secret()
    said["agenda_items"][1].update(case="a", title="Stöd till drakar", diary_number="SR 2031/4")
    package = written(said, tmp_path / "said")
    assert ("Stöd till drakar", "SR 2031/4") in table(package, "cases", "title", "diary_number")


def test_what_is_told_of_a_row_of_a_confidential_item_is_left_out(tmp_path: Path) -> None:
    rows = with_a_secret()
    told = {"source": "m", "severity": "warning", "message": "Draken?", "message_en": "Draken?"}
    rows["problems"] = [
        {**told, "id": f"x-{n}", "code": "hand-made", "table_name": name, "row": row}
        for n, (name, row) in enumerate(
            (("agenda_items", "p7"), ("clauses", "c1"), ("decisions", "b"), ("votes", "v")), 1
        )
    ]
    rows["problems"].append(
        {**told, "id": "x-9", "code": "hand-made", "message": "Vägen?", "message_en": "Road?",
         "table_name": "agenda_items", "row": "p8"}
    )  # fmt: skip
    package = written(rows, tmp_path / "out", texts={"m": SECRET_TEXT})
    messages = [m for m, code in table(package, "problems", "message", "code")
                if code == "hand-made"]  # fmt: skip
    assert messages == ["Vägen?"]


def test_a_confidential_item_without_lines_in_a_given_text_is_a_fault(tmp_path: Path) -> None:
    rows = with_a_secret()
    rows["agenda_items"][0].update(first_line=None, last_line=None)
    (told,) = refused(rows, tmp_path / "out", texts={"m": SECRET_TEXT})[1:]
    assert told.endswith("the lines of the given text on which the confidential item stands, so "
                         "that they are left out")  # fmt: skip


ODD: list[tuple[str, dict[str, Any], str]] = [
    ("a source of no meeting", {"source": "nowhere"}, "source"),
    ("no source", {"source": None}, "source"),
    ("a severity that is none", {"severity": "svår"}, "severity"),
    ("no severity", {"severity": None}, "severity"),
    ("words for a line", {"first_line": "överst"}, "first_line"),
    ("a table that is none", {"table_name": "beslut"}, "table_name"),
    ("a row that is not there", {"table_name": "votes", "row": "v9"}, "row"),
    ("another meeting", {"table_name": "meetings", "row": "n"}, "row"),
    ("no code", {"code": "Två ord"}, "code"),
]


@pytest.mark.parametrize(("changed_cells", "column"), [o[1:] for o in ODD], ids=[o[0] for o in ODD])
def test_a_problem_that_is_none_is_a_fault_as_every_row_is(
    changed_cells: dict[str, Any], column: str, tmp_path: Path
) -> None:
    told = {"id": "m-1", "source": "m", "code": "hand-made", "severity": "warning",
            "message": "x", "message_en": "x", "table_name": "votes", "row": "v"}  # fmt: skip
    first_files({**meeting(), "problems": [told]}, tmp_path / "whole")
    rows = {**meeting(), "problems": [{**told, **changed_cells}]}
    (line,) = refused(rows, tmp_path / "out")[1:]
    assert f"problems, row 1, {column}: " in line


def test_an_address_that_names_somebody_is_left_out_and_told_once_however_often_written(
    tmp_path: Path,
) -> None:
    """That of the source has a guest's name, that of the document is a page's."""
    rows = meeting()
    rows["persons"].append({"id": 10, "name": "Ebbe Gästgivare", "category": "guest"})
    rows["roles"].append({"meeting": "m", "item": "p7", "person": 10, "role": "presenter"})
    rows["sources"] = [{"id": "s", "url": "https://example.org/brev/ebbe-gastgivare.pdf"}]
    rows["meetings"][0]["source"] = "s"
    package = written(rows, tmp_path / "out")
    (source,) = package.table("sources").to_pylist()
    assert source["url"] is None
    again = written(rows_of(package), tmp_path / "again", texts=package.texts)
    for one in (package, again):
        problems = one.table("problems").to_pylist()
        (told,) = [row for row in problems if row["code"] == "address-withheld"]
        assert (told["table_name"], told["row"]) == ("sources", None)
        assert "`sources`, column url" in told["message_en"]
    rows["sources"][0]["url"] = "https://example.org/protokoll/2031-03-05.pdf"
    open_one = written(rows, tmp_path / "open")
    assert table(open_one, "sources", "url") == [("https://example.org/protokoll/2031-03-05.pdf",)]
    assert "address-withheld" not in [r["code"] for r in open_one.table("problems").to_pylist()]


def test_a_role_for_a_paragraph_beyond_the_last_is_told(tmp_path: Path) -> None:
    rows = meeting()
    rows["roles"] += [
        {"meeting": "m", "person": 2, "role": "adjuster", "paragraphs": "99"},
        {"meeting": "m", "person": 1, "role": "adjuster", "paragraphs": "7-8"},
    ]  # fmt: skip
    package = written(rows, tmp_path / "out")
    problems = package.table("problems").to_pylist()
    told = [row for row in problems if row["code"] == "participant-paragraph"]
    assert [(row["table_name"], "§ 99" in row["message_sv" if "message_sv" in row else "message"])
            for row in told] == [("roles", True)]  # fmt: skip


def test_a_guest_of_roles_alone_is_withheld_as_a_guest_and_no_question(tmp_path: Path) -> None:
    rows = meeting()
    rows["persons"] += [{"id": 10, "name": "Hulda Vikmyr", "category": "guest"},
                        {"id": 11, "name": "Ebbe Gästgivare", "category": "official"}]  # fmt: skip
    rows["roles"] += [
        {"meeting": "m", "item": "p7", "person": 10, "role": "presenter", "text": "visar"},
        {"meeting": "m", "item": "p8", "person": 11, "role": "preparer", "text": "bereder"},
    ]  # fmt: skip
    report = write_package(rows, tmp_path / "out", settings=SETTINGS, workers=1)
    assert report.built, report.problems
    package = open_package(tmp_path / "out")
    roles = dict(table(package, "roles", "text", "withheld"))
    assert (roles["visar"], roles["bereder"]) == ("guest", "official-without-role")
    assert "names-not-decided" not in [r["code"] for r in package.table("problems").to_pylist()]


def test_votes_and_dissents_of_people_who_are_not_named_are_told_as_left_out(
    tmp_path: Path,
) -> None:
    rows = meeting()
    rows["persons"] += [{"id": 10, "name": "Ebbe Gästgivare", "category": "guest"},
                        {"id": 11, "name": "Sigge Främling", "category": "guest"}]  # fmt: skip
    rows["votes"][0].update(yes=3)
    rows["ballots"] += [{"vote": "v", "person": n, "choice": "yes"} for n in (10, 11)]
    rows["problems"] = [
        {"id": "m-1", "source": "m", "code": "hand-made", "severity": "note", "message": "x",
         "message_en": "x", "table_name": "ballots", "row": "b9"}
    ]  # fmt: skip
    rows["ballots"][-1]["id"] = "b9"
    package = written(rows, tmp_path / "out")
    problems = package.table("problems").to_pylist()
    (told,) = [row for row in problems if row["code"] == "rows-withheld"]
    (vote,) = package.table("votes").to_pylist()
    assert (told["table_name"], told["row"], told["severity"]) == ("votes", vote["id"], "warning")
    assert "2 rows of `ballots`" in told["message_en"]
    assert len(table(package, "ballots", "id")) == 2
    (given,) = [row for row in problems if row["code"] == "hand-made"]
    assert (given["table_name"], given["row"]) == ("ballots", None)
    assert dict(table(package, "decision_overview", "id", "doubtful"))[f"{KEY}-7-1"] == "yes"
    again = written(rows_of(package), tmp_path / "again", texts=package.texts)
    assert "rows-withheld" in [row["code"] for row in again.table("problems").to_pylist()]


def test_no_cell_says_the_title_of_a_confidential_item(tmp_path: Path) -> None:
    """Not one that the given text does not hold, and not the facts of a problem."""
    rows = with_a_secret()
    rows["item_texts"][0]["text"] = f"Se även {SECRET}."
    rows["documents"].append(
        {"item": "p8", "title": f"Skrivelse om {SECRET.lower()}", "kind": "application",
         "role": "basis", "first_line": 12, "last_line": 12}
    )  # fmt: skip
    rows["problems"] = [
        {"id": "m-1", "source": "m", "code": "hand-made", "severity": "note",
         "message": f"Oklart: {SECRET}", "message_en": f"Unclear: {SECRET}"}
    ]  # fmt: skip
    package = written(rows, tmp_path / "out", texts={"m": SECRET_TEXT})
    for folder in ("data", "sources", "rdf"):
        held = files(tmp_path / "out" / folder)
        assert not [name for name in held if "draken" in held[name].decode("utf-8", "replace")]
    assert "[sekretess]" in {text for (text,) in table(package, "item_texts", "text")}
    assert "hand-made" in {code for (code,) in table(package, "problems", "code")}

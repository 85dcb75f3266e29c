"""Organizations and cases that are called the same once names are taken out of them stay two.

Everybody and every body here is invented.
"""

from __future__ import annotations

import copy
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from test_rows_beside_minutes import built, save, settings_folder

from first_files import FirstFiles, first_files
from given_meeting import Given
from socsam_opendata.model.withheld import MASK
from socsam_opendata.package.package import Package, open_package
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.writing import write_package

SETTINGS = Settings(
    name="namnden", base="https://example.org/namnden/", release_date=dt.date(2034, 1, 1)
)

pytestmark = pytest.mark.usefixtures("lean_packages")
GUESTS = ("Ingrid Falkenmark", "Sture Björkegren")
MARCH, APRIL = "viltradet-2033-03-08", "viltradet-2033-04-12"


def sitting(rows: Given, own: str, day: str, guests: dict[int, str]) -> None:
    """Add a meeting at which guests were for organizations; each is granted something."""
    rows["meetings"].append({"id": own, "body": "Viltrådet", "date": day, "adjusted_on": day})
    rows["participants"].append(
        {
            "meeting": own,
            "person": "Anja Vallgren",
            "capacity": "member",
            "status": "present",
            "party": "V",
        }
    )
    for number, (guest, organization) in enumerate(guests.items(), 1):
        key = f"{own}{number}"
        rows["participants"].append(
            {"meeting": own, "person": f"g{guest}", "capacity": "guest", "status": "present",
             "organization": organization}
        )  # fmt: skip
        rows["agenda_items"].append(
            {"id": key, "meeting": own, "number": number, "title": f"Stängsel {number}",
             "kind": "decision", "confidential": False}
        )  # fmt: skip
        rows["decisions"].append(
            {"id": key, "item": key, "date": day, "method": "not-stated", "force": "decision"}
        )
        rows["clauses"].append(
            {"id": key, "decision": key, "text": "bevilja bidrag", "force": "decision",
             "beneficiary": organization}
        )  # fmt: skip
        rows["clause_actions"].append({"clause": key, "action": "grant"})


def given(*organizations: dict[str, Any], guests: tuple[str, ...] = GUESTS) -> Given:
    """Rows without a meeting: a body, an elected member, guests and organizations `o0`, `o1`."""
    rows: Given = {name: [] for name in (
        "meetings", "participants", "agenda_items", "decisions", "clauses", "clause_actions",
    )}  # fmt: skip
    rows["persons"] = [{"id": "e", "name": "Anja Vallgren", "category": "elected"}]
    rows["persons"] += [
        {"id": f"g{n}", "name": name, "category": "guest"} for n, name in enumerate(guests)
    ]
    rows["organizations"] = [{"id": "b", "name": "Viltrådet", "kind": "body"}]
    rows["organizations"] += [
        {"id": f"o{n}", "kind": "company", **one} for n, one in enumerate(organizations)
    ]
    return rows


def one_sitting(*organizations: dict[str, Any], guests: tuple[str, ...] = GUESTS) -> Given:
    rows = given(*organizations, guests=guests)
    sitting(rows, "m", "2033-03-08", {n: f"o{n}" for n in range(len(organizations))})
    return rows


def first(rows: Given, tmp_path: Path, name: str = "out") -> FirstFiles:
    return first_files(rows, tmp_path / name, settings=SETTINGS)


def companies(package: Package | FirstFiles) -> dict[str, tuple[Any, ...]]:
    """What is published of each company: name, short name, number."""
    return {
        row["id"]: (row["name"], row["short_name"], row["organisation_number"])
        for row in package.table("organizations").to_pylist()
        if row["kind"] == "company"
    }


def granted(package: Package | FirstFiles) -> list[str | None]:
    found: list[str | None] = package.table("clauses")["beneficiary"].to_pylist()
    return found


SHORT = (
    {"name": "Vedservice i Åre AB", "short_name": "Falkenmarks"},
    {"name": "Skogstjänst i Åre AB", "short_name": "Björkegrens"},
)
WHOLE = ({"name": "Ingrid Falkenmark Såg AB"}, {"name": "Sture Björkegren Såg AB"})
ALIKE = (
    {"name": "Stängselbolaget", "short_name": "Falkenmarks"},
    {"name": "Stängselbolaget", "short_name": "Björkegrens", "municipality": "Åre"},
)
NUMBERS = ("559321-7740", "559408-2219")


@pytest.mark.parametrize("organizations", [SHORT, WHOLE, ALIKE])
def test_two_of_which_a_part_is_withheld_stay_two(
    organizations: tuple[dict[str, Any], ...], tmp_path: Path
) -> None:
    package = first(one_sitting(*organizations), tmp_path)
    keys = [f"{MARCH}-organization-01", f"{MARCH}-organization-02"]
    assert granted(package) == keys
    found = companies(package)
    assert [*found] == keys
    assert all(MASK in f"{name}{short}" for name, short, _ in found.values())
    people = package.table("participants").to_pylist()
    assert [row["organization"] for row in people if row["withheld"]] == keys


@pytest.mark.parametrize(
    ("organizations", "words"),
    [
        (SHORT, ["vedservice-i-are-ab", "skogstjanst-i-are-ab"]),
        (WHOLE, ["namn-utelamnat-sag-ab", "namn-utelamnat-sag-ab"]),
        (ALIKE, ["stangselbolaget", "stangselbolaget"]),
    ],
)
def test_a_public_number_tells_them_apart_and_joins_one_of_two_meetings(
    organizations: tuple[dict[str, Any], ...], words: list[str], tmp_path: Path
) -> None:
    numbered = [
        {**one, "organisation_number": number}
        for one, number in zip(organizations, NUMBERS, strict=True)
    ]
    rows = one_sitting(*numbered)
    sitting(rows, "n", "2033-04-12", {1: "o1"})
    package = first(rows, tmp_path)
    keys = [f"{word}-{number}" for word, number in zip(words, NUMBERS, strict=True)]
    assert granted(package) == [*keys, keys[1]]
    assert {key: number for key, (*_, number) in companies(package).items()} == dict(
        zip(keys, NUMBERS, strict=True)
    )


def test_keys_do_not_depend_on_what_is_withheld(tmp_path: Path) -> None:
    others = ("Åke Zettermark", "Berta Cronhjort")
    names = [{"name": f"{name} Såg AB"} for name in others]
    one = first(one_sitting(*WHOLE), tmp_path, "one")
    two = first(one_sitting(*names, guests=others), tmp_path, "two")
    for table in ("organizations", "clauses", "participants"):
        assert one.table(table).equals(two.table(table)), table


def test_what_two_meetings_withhold_of_one_is_no_third_row(tmp_path: Path) -> None:
    rows = one_sitting(*WHOLE)
    sitting(rows, "n", "2033-04-12", {1: "o1"})
    package = first(rows, tmp_path)
    keys = [f"{MARCH}-organization-01", f"{MARCH}-organization-02", f"{APRIL}-organization-01"]
    assert granted(package) == keys
    assert [*companies(package)] == keys


def test_one_that_no_row_means_is_published_once_and_a_part_of_the_one_it_was(
    tmp_path: Path,
) -> None:
    rows = one_sitting(*WHOLE, {"name": "Stängselbolaget", "part_of": "o1"})
    rows["participants"].pop()
    del rows["clauses"][-1]["beneficiary"]
    package = first(rows, tmp_path)
    own = {row["id"]: row["part_of"] for row in package.table("organizations").to_pylist()}
    assert own["stangselbolaget"] == f"{MARCH}-organization-02"
    assert len(own) == 4


def test_no_organization_becomes_a_part_of_itself(tmp_path: Path) -> None:
    whole, part = SHORT
    package = first(one_sitting(whole, {**part, "part_of": "o0"}), tmp_path)
    own = {row["id"]: row["part_of"] for row in package.table("organizations").to_pylist()}
    assert own[f"{MARCH}-organization-02"] == f"{MARCH}-organization-01"
    assert own[f"{MARCH}-organization-01"] is None


def test_a_body_that_is_called_as_somebody_who_is_withheld_stops_the_build(tmp_path: Path) -> None:
    rows = one_sitting(*WHOLE)
    rows["organizations"].append(
        {"id": "s", "name": "Ingrid Falkenmarks stiftelse", "kind": "body"}
    )
    rows["meetings"].append(
        {"id": "q", "body": "s", "date": "2033-05-03", "adjusted_on": "2033-05-03"}
    )
    report = write_package(rows, tmp_path / "out", settings=SETTINGS, workers=1)
    assert not report.built
    assert "body-withheld" in {problem.code for problem in report.problems}


def test_rows_of_which_a_part_was_withheld_before_are_no_more_one(tmp_path: Path) -> None:
    names = [{"name": f"{MASK} Såg AB"}, {"name": f"{MASK} Såg AB"}]
    package = first(one_sitting(*names), tmp_path)
    assert granted(package) == [f"{MARCH}-organization-01", f"{MARCH}-organization-02"]
    assert len(companies(package)) == 2


def test_an_id_with_a_name_in_it_is_no_key(tmp_path: Path) -> None:
    rows = one_sitting({"name": f"{MASK} Såg AB"}, {"name": f"{MASK} Såg AB"})
    for one, own in zip(rows["organizations"][1:], GUESTS, strict=True):
        one["id"] = f"{own.split()[1].lower().replace('ö', 'o')}-2033-03-08-organization-01"
    for clause, own in zip(rows["clauses"], rows["organizations"][1:], strict=True):
        clause["beneficiary"] = own["id"]
    for person, own in zip(rows["participants"][1:], rows["organizations"][1:], strict=True):
        person["organization"] = own["id"]
    package = first(rows, tmp_path)
    assert granted(package) == [f"{MARCH}-organization-01", f"{MARCH}-organization-02"]


@pytest.mark.parametrize("numbers", [(None, None), NUMBERS, (NUMBERS[0], None)])
def test_keys_stay_when_a_package_is_written_again_and_when_a_meeting_is_added(
    numbers: tuple[str | None, ...], tmp_path: Path
) -> None:
    numbered = [
        {**one, "organisation_number": number} for one, number in zip(WHOLE, numbers, strict=True)
    ]
    assert write_package(one_sitting(*numbered), tmp_path / "one", settings=SETTINGS).built
    one = open_package(tmp_path / "one")
    rows = {name: one.table(name).to_pylist() for name in one.tables}
    write_package(copy.deepcopy(rows), tmp_path / "again", settings=SETTINGS, texts=one.texts)
    again = open_package(tmp_path / "again")
    assert all(one.table(name).equals(again.table(name)) for name in one.tables)

    rows["organizations"].append({"id": "x", "name": "Lina Stolpemo Såg AB", "kind": "company"})
    rows["persons"].append({"id": "g0", "name": "Lina Stolpemo", "category": "guest"})
    sitting(rows, "n", "2033-04-12", {0: "x"})
    first_key = granted(one)[0]
    rows["clauses"].append(
        {"id": "n9", "decision": "n1", "text": "bevilja mer", "force": "decision",
         "beneficiary": first_key}
    )  # fmt: skip
    rows["clause_actions"].append({"clause": "n9", "action": "grant"})
    write_package(rows, tmp_path / "more", settings=SETTINGS, texts=one.texts)
    more = open_package(tmp_path / "more")
    assert granted(more) == [*granted(one), f"{APRIL}-organization-01", first_key]
    new = f"{APRIL}-organization-01"
    assert companies(more) == {**companies(one), new: (f"{MASK} Såg AB", None, None)}


def test_folders_that_give_others_of_the_same_rest_are_built(tmp_path: Path) -> None:
    home = settings_folder(tmp_path)
    for day, (name, one), number in zip(
        ("2031-03-08", "2031-04-12"), zip(GUESTS, WHOLE, strict=True), NUMBERS, strict=True
    ):
        rows = given({**one, "organisation_number": number}, guests=(name,))
        sitting(rows, "m", day, {0: "o0"})
        rows["meetings"][0]["body"] = "sagoradet"
        save(home / f"{day}.rows", rows)
    built(home, tmp_path / "out")
    package = open_package(tmp_path / "out")
    keys = [f"namn-utelamnat-sag-ab-{number}" for number in NUMBERS]
    assert granted(package) == keys
    assert [*companies(package)] == keys


MINUTES = """# Sagorådet

Sammanträdesdatum: 2031-03-05

**Beslutande ledamöter**
Tora Påhitt (S), Berg
Nils Fantasi (C), Berg

**Övriga deltagande**
Ingrid Falkenmark, Falkenmarks Såg AB
Sture Björkegren, Björkegrens Såg AB

Paragrafer: 7-8
Justering: 2031-03-12

## § 7 Sågen vid sjön

**Beslut**
Sagorådet beslutar:
1. Björkegrens Såg AB beviljas 50 000 kronor.

## § 8 Sågen på berget

**Beslut**
Sagorådet beslutar:
1. Falkenmarks Såg AB beviljas 60 000 kronor.
"""


def test_two_that_minutes_name_stay_two(tmp_path: Path) -> None:
    home = settings_folder(tmp_path)
    (home / "a.md").write_text(MINUTES, encoding="utf-8")
    built(home, tmp_path / "out")
    package = open_package(tmp_path / "out")
    first_, second = granted(package)
    assert companies(package) == dict.fromkeys((second, first_), (f"{MASK} Såg AB", None, None))
    seats = [row["organization"] for row in package.table("participants").to_pylist()]
    assert [seat for seat in seats if seat] == [second, first_]
    assert "falkenmark" not in f"{first_} {second}"


def links(package: Package | FirstFiles) -> list[tuple[str, str | None, int | None]]:
    found = package.table("problems").to_pylist()
    return [
        (row["table_name"], row["row"], row["first_line"])
        for row in found
        if row["code"] == "link-withheld"
    ]


def test_a_meeting_that_knows_nobody_of_the_name_tells_which_link_it_lost(tmp_path: Path) -> None:
    rows = one_sitting({"name": "Ingrid Falkenmark Såg AB", "organisation_number": NUMBERS[0]})
    sitting(rows, "n", "2033-04-12", {})
    rows["agenda_items"].append(
        {"id": "n1", "meeting": "n", "number": 1, "title": "Stängsel", "kind": "decision",
         "confidential": False}
    )  # fmt: skip
    rows["decisions"].append({"id": "n1", "item": "n1", "date": "2033-04-12",
                              "method": "not-stated", "force": "decision"})  # fmt: skip
    for n in (1, 2):
        rows["clauses"].append(
            {"id": f"n{n}", "decision": "n1", "text": f"bevilja bidrag {n}", "force": "decision",
             "beneficiary": "o0" if n == 2 else None}
        )  # fmt: skip
        rows["clause_actions"].append({"clause": f"n{n}", "action": "grant"})
    write_package(rows, tmp_path / "one", settings=SETTINGS)
    one = open_package(tmp_path / "one")
    assert granted(one) == [f"namn-utelamnat-sag-ab-{NUMBERS[0]}", None, None]
    lost = one.table("clauses").to_pylist()[2]
    assert links(one) == [("clauses", lost["id"], lost["first_line"])]
    messages = one.table("problems")["message"].to_pylist()
    assert not any("falkenmark" in message.lower() for message in messages)
    again = {name: one.table(name) for name in one.tables}
    write_package(again, tmp_path / "two", settings=SETTINGS, texts=one.texts)
    assert links(open_package(tmp_path / "two")) == links(one)


def test_no_link_is_told_that_is_kept_nor_of_minutes(tmp_path: Path) -> None:
    assert not links(first(one_sitting(*WHOLE), tmp_path))
    home = settings_folder(tmp_path)
    (home / "a.md").write_text(MINUTES, encoding="utf-8")
    built(home, tmp_path / "minutes-out")
    assert not links(open_package(tmp_path / "minutes-out"))


# --- cases ----------------------------------------------------------------------------------------


def test_cases_called_the_same_once_names_are_withheld_stay_two(tmp_path: Path) -> None:
    rows = one_sitting(*SHORT)
    for item, guest in zip(rows["agenda_items"], GUESTS, strict=True):
        item["title"] = f"Klagomål av {guest}"
    sitting(rows, "n", "2033-04-12", {1: "o1"})
    rows["agenda_items"][2]["title"] = f"Klagomål av {GUESTS[1]}"
    assert write_package(rows, tmp_path / "one", settings=SETTINGS).built
    one = open_package(tmp_path / "one")
    keys = [f"{MARCH}-1-case", f"{MARCH}-2-case", f"{APRIL}-1-case"]
    assert one.table("agenda_items")["case"].to_pylist() == keys
    cases = {row["id"]: row["title"] for row in one.table("cases").to_pylist()}
    assert cases == dict.fromkeys(keys, f"Klagomål av {MASK}")

    again_rows = {name: one.table(name) for name in one.tables}
    for lacking in ((), ("cases",)):
        out = tmp_path / f"again{len(lacking)}"
        kept = {name: found for name, found in again_rows.items() if name not in lacking}
        if lacking:
            kept["agenda_items"] = kept["agenda_items"].drop_columns(["case"])
        write_package(kept, out, settings=SETTINGS, texts=one.texts)
        again = open_package(out)
        assert again.table("cases").equals(one.table("cases"))
        assert again.table("agenda_items").equals(one.table("agenda_items"))


def test_items_of_one_case_keep_it_and_a_diary_number_tells_it(tmp_path: Path) -> None:
    rows = one_sitting(*SHORT)
    rows["cases"] = [{"id": "c", "title": f"Klagomål av {GUESTS[0]}"}]
    for item in rows["agenda_items"]:
        item["case"] = "c"
    package = first(rows, tmp_path)
    assert package.table("agenda_items")["case"].to_pylist() == [f"{MARCH}-1-case"] * 2

    rows["cases"][0]["diary_number"] = "VR 2033/17"
    package = first(rows, tmp_path, "numbered")
    assert package.table("agenda_items")["case"].to_pylist() == ["viltradet-vr-2033-17"] * 2

"""Names where rows alone may hold them: organizations, codes of problems, media types.

Everybody and every body here is invented.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from few import few
from first_files import FirstFiles, first_files
from given_meeting import SETTINGS, Given, meeting, together
from socsam_opendata.errors import RowsError
from socsam_opendata.model.problems import is_code
from socsam_opendata.package.package import Package, open_package
from socsam_opendata.privacy.given_names import WITHHELD_CODE, holds_one_of
from socsam_opendata.rows.readings import Texts
from socsam_opendata.rows.values import MEDIA_TYPES
from socsam_opendata.writing import write_package

PERSON = "Ingegerd Lövhammar"
# Her surname in every way in which a file may hold it.
TELLING = ("lövhammar", "lovhammar", "l%c3%b6vhammar", "l\\u00f6vhammar", "l&#246;vhammar")


def held(path: Path) -> Iterator[str]:
    """The texts of a file, in small letters."""
    if path.suffix in (".zip", ".xlsx"):
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                yield name.casefold()
                if not name.endswith(".parquet"):
                    yield packed.read(name).decode("utf-8", "replace").casefold()
    elif path.suffix == ".parquet":
        yield str(pq.read_table(path).to_pylist()).casefold()
    else:
        yield path.read_bytes().decode("utf-8", "replace").casefold()


def files_with(folder: Path, words: tuple[str, ...]) -> list[str]:
    """The files of a package that hold one of some words, in their names or their texts."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        if any(word in text for text in (path.name.casefold(), *held(path)) for word in words)
    )


def published(
    rows: Given, out: Path, *, texts: Texts | None = None, whole: bool = False
) -> Package | FirstFiles:
    """What is published of rows: the tables, texts and linked data, or a whole package."""
    if not whole:
        return first_files(rows, out, texts=texts)
    report = write_package(rows, out, settings=SETTINGS, texts=texts, workers=1)
    assert report.built, report.problems
    return open_package(out)


def codes(package: Package | FirstFiles) -> list[str]:
    found: list[str] = package.table("problems")["code"].to_pylist()
    return found


# --- organizations --------------------------------------------------------------------------------


def named(name: str, **more: object) -> Given:
    """A meeting whose clause, addressee, assignment and roles are of an organization."""
    rows = meeting()
    rows["organizations"][1].update(name=name, **more)
    rows["clauses"][0].update(text="Stödet beviljas", beneficiary="org/2")
    rows["addressees"][0]["text"] = "stiftelsen"
    return rows


def as_guest(rows: Given) -> None:
    rows["persons"][2]["name"] = PERSON


def as_official(rows: Given) -> None:
    rows["persons"][3]["name"] = PERSON


def as_presenter(rows: Given) -> None:
    rows["persons"].append({"id": 9, "name": PERSON, "category": "guest"})
    rows["roles"].append({"meeting": "m", "item": "p7", "person": 9, "role": "presenter",
                          "text": "föredrar"})  # fmt: skip


def in_a_text(rows: Given) -> None:
    rows["item_texts"][0]["text"] = f"{PERSON} bad om ved."


NAMES = (
    "Ingegerd Lövhammars stiftelse",
    "Stiftelsen Ingegerd Lövhammar",
    "Ingegerd Lövhammar AB",
    "Stiftelsen Ingegerd och Karl Lövhammars fond",
    "Lövhammars stiftelse",
    "I. Lövhammars fond",
)


WITHHELD = (as_guest, as_official, as_presenter, in_a_text)
# Each name where a guest has it, and two of them wherever else it is withheld.
FEW = [*product(NAMES, [as_guest]), *product((NAMES[2], NAMES[4]), WITHHELD[1:])]


@pytest.mark.parametrize("tried", few(product(NAMES, WITHHELD), FEW))
def test_a_withheld_name_in_an_organizations_name_is_in_no_file_and_told(
    tried: tuple[str, Any], tmp_path: Path
) -> None:
    name, private = tried
    rows = named(name)
    private(rows)
    whole = private is as_guest and name in NAMES[:2]
    package = published(rows, tmp_path / "out", whole=whole)
    assert files_with(tmp_path / "out", TELLING) == []
    assert "organization-withheld" in codes(package)


@pytest.mark.parametrize("column", ["short_name", "name_en"])
def test_so_is_one_in_what_else_an_organization_is_called(column: str, tmp_path: Path) -> None:
    rows = named("Drakfonden", **{column: f"{PERSON}s fond"})
    as_guest(rows)
    package = published(rows, tmp_path / "out")
    assert files_with(tmp_path / "out", TELLING) == []
    assert "Drakfonden" in package.table("organizations")["name"].to_pylist()


@pytest.mark.parametrize("texts", [None, {"m": ["Sagorådet"]}])
def test_an_organization_that_is_left_out_is_in_no_text_either(texts: Any, tmp_path: Path) -> None:
    """Nobody of the name is told of otherwise: it is left out for being like a person's."""
    package = published(named("Ingegerd Lövhammars stiftelse"), tmp_path / "out", texts=texts)
    assert files_with(tmp_path / "out", TELLING) == []
    ((problem,),) = (
        [row for row in package.table("problems").to_pylist()
         if row["code"] == "organization-withheld"],
    )  # fmt: skip
    assert problem["severity"] == "warning"
    assert "organizations.csv" in problem["message"]


@pytest.mark.parametrize("name", ["Ingegerd Lövhammars stiftelse", "Lövhammars stiftelse"])
@pytest.mark.parametrize("first", ["a-", "b-"])
@pytest.mark.parametrize("texts", [None, {"a-m": ["Sagorådet"], "b-m": ["Sagorådet"]}])
def test_whom_one_meeting_withholds_another_does_not_name_by_an_organization(
    name: str, first: str, texts: Any, tmp_path: Path
) -> None:
    days = {first: dt.date(2031, 3, 5)}
    one, two = (meeting(days.get(own, dt.date(2031, 4, 9)), own) for own in ("a-", "b-"))
    for rows in (one, two):
        rows["organizations"].append({"id": "org/9", "name": name, "kind": "other"})
    one["item_texts"][0]["text"] = f"{PERSON} bad om ved."
    two["addressees"][0].update(organization="org/9", text="stiftelsen")
    published(together(one, two), tmp_path / "out", texts=texts)
    assert files_with(tmp_path / "out", TELLING) == []


def test_an_organization_of_no_ones_name_or_of_somebody_elected_is_named(tmp_path: Path) -> None:
    rows = named("Hittepåförbundets vänner")
    rows["item_texts"][0]["text"] = "Tora Påhitts bokförlag sålde ved."
    as_guest(rows)
    package = published(rows, tmp_path / "out")
    assert "Hittepåförbundets vänner" in package.table("organizations")["name"].to_pylist()
    assert "organization-withheld" not in codes(package)
    assert "Tora Påhitts bokförlag sålde ved." in package.table("item_texts")["text"].to_pylist()


@pytest.mark.parametrize("name", [
    "Birka folkhögskola", "Zeta Konsult AB", "Maxi Blommor",
])  # fmt: skip
def test_a_rare_first_name_beside_what_it_is_names_nobody(name: str, tmp_path: Path) -> None:
    package = published(named(name), tmp_path / "out")
    assert name in package.table("organizations")["name"].to_pylist()
    assert "organization-withheld" not in codes(package)


@pytest.mark.parametrize("name", ["Birka Qvistmyr", "Birka Berg", "Anna Konsult AB"])
def test_beside_a_surname_or_a_common_one_it_may_be_somebody(name: str, tmp_path: Path) -> None:
    package = published(named(name), tmp_path / "out")
    assert name not in package.table("organizations")["name"].to_pylist()
    assert "organization-withheld" in codes(package)


@pytest.mark.parametrize(
    ("text", "names", "holds"),
    [
        ("Stiftelsen Ingegerd och Karl Lövhammars fond", ["Ingegerd Lövhammar"], True),
        ("LÖVHAMMAR, INGEGERD AB", ["Ingegerd Maria Lövhammar"], True),
        ("Ingegerds bageri", ["Ingegerd Lövhammar"], False),
        ("Lövhammars fond", ["Lövhammar"], False),
        ("", ["Ingegerd Lövhammar"], False),
    ],
)
def test_a_name_in_pieces_is_found(text: str, names: list[str], holds: bool) -> None:
    assert holds_one_of(text, names) is holds


# --- codes of problems ----------------------------------------------------------------------------


def doubt(code: str, **more: object) -> dict[str, object]:
    return {"id": "m-1", "source": "m", "code": code, "severity": "note", "message": "Osäkert.",
            "message_en": "Unsure.", **more}  # fmt: skip


@pytest.mark.parametrize(
    "code",
    ["tyra-undansson", "undansson-saknas", "hemligssons-svar", "ingegerd-lovhammar"],
)
def test_a_problems_code_holds_no_word_of_a_withheld_name(code: str, tmp_path: Path) -> None:
    """Of somebody masked, of a guest, of whoever may be a person, of an official."""
    rows = {**meeting(), "problems": [doubt(code)]}
    package = published(rows, tmp_path / "out")
    assert WITHHELD_CODE in codes(package)
    assert files_with(tmp_path / "out", (code,)) == []


@pytest.mark.parametrize("code", ["new-doubt", "summan-saknas", "sum-unread"])
def test_another_code_is_published_as_it_was_given(code: str, tmp_path: Path) -> None:
    package = published({**meeting(), "problems": [doubt(code)]}, tmp_path / "out")
    assert code in codes(package)
    assert WITHHELD_CODE not in codes(package)


@pytest.mark.parametrize("code", ["Tyra Undansson", "tyra_undansson", "lövhammar", "x1", "a--b"])
def test_what_looks_like_no_code_is_a_fault(code: str, tmp_path: Path) -> None:
    rows = {**meeting(), "problems": [doubt(code)]}
    with pytest.raises(RowsError, match="problems, row 1, code: "):
        write_package(rows, tmp_path / "out", settings=SETTINGS, workers=1)


def test_a_problem_is_of_a_table_that_there_is_or_of_none(tmp_path: Path) -> None:
    rows = {**meeting(), "problems": [doubt("new-doubt", table_name="tyra_undansson")]}
    with pytest.raises(RowsError, match="problems, row 1, table_name: "):
        write_package(rows, tmp_path / "out", settings=SETTINGS, workers=1)
    package = published(
        {**meeting(), "problems": [doubt("old-doubt", table_name="votes")]}, tmp_path / "out"
    )
    told = {row["code"]: row["table_name"] for row in package.table("problems").to_pylist()}
    assert told["old-doubt"] == "votes"


def test_the_librarys_own_codes_are_known() -> None:
    assert is_code("sum-unread")
    assert not is_code("sum")
    assert not is_code(WITHHELD_CODE)


# --- media types ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "media",
    ["text/tyra.undansson", "application/x-gosta", "image/hemligsson+xml", "pdf"],
)
def test_a_media_type_that_is_not_known_is_told_with_those_that_are(
    media: str, tmp_path: Path
) -> None:
    rows = meeting()
    rows["sources"][0]["media_type"] = media
    with pytest.raises(RowsError) as caught:
        write_package(rows, tmp_path / "out", settings=SETTINGS, workers=1)
    said = caught.value.sentence("sv")
    assert "media_type" in said
    assert "en mediatyp som protokoll kommer i (`text/plain`, `text/markdown`, `app" in said


@pytest.mark.parametrize("media", ["text/html", "application/msword", MEDIA_TYPES[-1]])
def test_a_media_type_that_minutes_come_in_is_taken(media: str, tmp_path: Path) -> None:
    rows = meeting()
    rows["sources"][0]["media_type"] = media
    package = published(rows, tmp_path / "out")
    assert package.table("sources")["media_type"].to_pylist() == [media]


COLUMNS = (
    ("amounts", "text"), ("item_texts", "text"), ("addressees", "text"), ("votes", "no_means"),
    ("citations", "quoted_text"), ("assignments", "text"), ("meetings", "adjustment_place"),
)  # fmt: skip


@pytest.mark.parametrize("where", few(COLUMNS, [COLUMNS[0], COLUMNS[1], COLUMNS[6]]))
@pytest.mark.parametrize("text", ["Till Kontorsson", "25 000 kr till Kontorsson"])
def test_a_surname_that_ends_a_line_is_not_that_of_whom_the_next_line_begins_with(
    where: tuple[str, str], text: str, tmp_path: Path
) -> None:
    rows, (table, column) = meeting(), where
    rows[table][0][column] = text
    published(rows, tmp_path / "out")
    assert files_with(tmp_path / "out", ("kontorsson",)) == []


@pytest.mark.parametrize(("name", "number", "named"), [
    ("Zirbax", "556016-0680", True),  # of a legal person
    ("Zirbax", None, False),
    ("Zirba Qvaxman", "556016-0680", False),
    ("Hemligsson", "556016-0680", False),  # a guest's surname
])  # fmt: skip
def test_one_word_with_a_number_of_organizations_is_no_persons_name(
    name: str, number: str | None, named: bool, tmp_path: Path
) -> None:
    rows = meeting()
    rows["organizations"][1].update(name=name, kind="company", organisation_number=number)
    rows["clauses"][0].update(text=f"{name} beviljas stöd", beneficiary="org/2")
    package = published(rows, tmp_path / "out")
    assert (name in package.table("organizations")["name"].to_pylist()) is named
    assert (f"{name} beviljas stöd" in package.table("clauses")["text"].to_pylist()) is named

"""A reading saved as `socsam read --format json` prints it, and read back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from socsam_opendata.cli.main import main
from socsam_opendata.cli.printing import as_json
from socsam_opendata.dataset.documents import documents, read_document
from socsam_opendata.errors import RowsError, SocsamError, SourceError
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.package.build import build
from socsam_opendata.rows.saved import ENDING, as_saved, read_saved
from socsam_opendata.settings.dataset_toml import Settings, StatedDocument, read_settings
from variants import VARIANTS

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "minutes/2025-06-02-socsam.md"
SETTINGS = read_settings(ROOT / "minutes")


def saved(reading: Reading, folder: Path, name: str = "a") -> Path:
    path = folder / f"{name}{ENDING}"
    path.write_text(as_json(as_saved(reading, f"{name}.md")), encoding="utf-8")
    return path


@pytest.mark.parametrize("variant", VARIANTS[::4], ids=lambda v: v.name)
def test_what_is_read_back_is_the_reading(variant: Any, tmp_path: Path) -> None:
    text = variant.change(SEED.read_text(encoding="utf-8"))
    document = tmp_path / "a.md"
    document.write_text(text, encoding="utf-8", newline="")
    for letter in ("", "b"):
        reading = read_minutes(document, SETTINGS)
        assert read_saved(saved(reading, tmp_path), SETTINGS, letter) == read_minutes(
            document, SETTINGS, letter
        )


def test_a_letter_is_taken_off_a_saved_key(tmp_path: Path) -> None:
    file = saved(read_minutes(SEED, SETTINGS, "c"), tmp_path)
    assert read_saved(file, SETTINGS) == read_minutes(SEED, SETTINGS)


def test_the_package_of_a_saved_reading_is_the_documents_byte_for_byte(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "minutes"
    shutil.copytree(ROOT / "minutes", home, ignore=shutil.ignore_patterns("*.md"))
    assert main(["read", str(SEED), "--format", "json"]) == 0
    (home / f"{SEED.stem}{ENDING}").write_text(capsys.readouterr().out, encoding="utf-8")
    assert build(home, tmp_path / "package").built

    def files(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }

    assert files(tmp_path / "package") == files(ROOT / "datapackage")


def test_a_saved_reading_is_printed_as_it_was_saved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(SEED), "--format", "json"]) == 0
    printed = capsys.readouterr().out
    (tmp_path / f"b{ENDING}").write_text(printed, encoding="utf-8")
    assert main(["read", str(tmp_path / f"b{ENDING}"), "--format", "json",
                 "--settings", str(ROOT / "minutes")]) == 0  # fmt: skip
    assert capsys.readouterr().out == printed


def test_the_address_of_the_document_is_that_of_the_settings(tmp_path: Path) -> None:
    settings = Settings(documents={"a.md": StatedDocument(url="https://example.org/a")})
    found = read_saved(saved(read_minutes(SEED, Settings()), tmp_path), settings)
    assert [row.url for row in found.rows["sources"]] == ["https://example.org/a"]


def test_a_saved_reading_beside_its_document_is_named_with_it(tmp_path: Path) -> None:
    file = saved(read_minutes(SEED, SETTINGS), tmp_path)
    assert documents(tmp_path) == [file]
    (tmp_path / "a.MD").write_text("x", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        documents(tmp_path)
    assert caught.value.key == "saved.beside"
    assert "a.MD" in str(caught.value)
    assert str(file) in str(caught.value)


def changed(file: Path, change: Callable[[Any], object]) -> None:
    found = json.loads(file.read_text(encoding="utf-8"))
    change(found)
    file.write_text(json.dumps(found), encoding="utf-8")


def called(found: Any, table: str, key: str) -> None:
    """Let the last row of a table have another key, in all that points at it too."""
    old = found["tables"][table][-1]["id"]
    told = json.dumps(found["tables"]).replace(f'"{old}"', f'"{key}"')
    if table == "decisions":  # its key is the item's
        found["tables"][table][-1]["id"] = key
    else:
        found["tables"] = json.loads(told)


BROKEN: list[tuple[str, Callable[[Any], object], str]] = [
    ("no source", lambda d: d.pop("source"), "saved.no-part"),
    ("no lines", lambda d: d["source"].update(lines=[]), "saved.no-part"),
    ("no tables", lambda d: d.update(tables=[]), "saved.no-part"),
    ("no problems", lambda d: d.pop("problems"), "saved.no-part"),
    ("a line end in a line", lambda d: d["source"]["lines"][3].update(text="a\nb"),
     "saved.no-line"),
    ("an owner of another state", lambda d: d["source"]["lines"][3].update(state="seen"),
     "saved.no-line"),
    ("two meetings", lambda d: d["tables"]["meetings"].append(d["tables"]["meetings"][0]),
     "saved.no-meeting"),
    ("no meeting", lambda d: d["tables"].pop("meetings"), "saved.no-meeting"),
    ("a table of words", lambda d: d["tables"].update(roles=["chair"]), "saved.no-rows"),
]  # fmt: skip
FAULTY: list[tuple[str, Callable[[Any], object], str]] = [
    ("unknown table", lambda d: d["tables"].update(role=[]), "did you mean 'roles'"),
    ("unknown column", lambda d: d["tables"]["roles"][1].update(rol="chair"),
     "roles, row 2: 'rol' cannot be used"),
    ("missing value", lambda d: d["tables"]["decisions"][0].update(force=None),
     "decisions, row 1, force: the value is missing"),
    ("unknown code", lambda d: d["tables"]["roles"][0].update(role="chairr"),
     "did you mean 'chair'"),
    ("a key of nothing", lambda d: d["tables"]["roles"][0].update(person="nobody"),
     "the key of a row of `persons`"),
    ("a key with a slash", lambda d: d["tables"]["persons"][0].update(id="a/b"),
     "persons, row 1, id: 'a/b'"),
    ("one key twice", lambda d: d["tables"]["roles"][1].update(id=d["tables"]["roles"][0]["id"]),
     "a key that no other row has"),
    ("a key of another meeting", lambda d: d["tables"]["roles"][1].update(id="x-2025-06-02-1"),
     "a key that no other row has, and that starts with"),
    ("another day", lambda d: d["tables"]["meetings"][0].update(date="2025-06-03"),
     "the key of the meeting, `socsam-2025-06-03`"),
    ("lines beyond the end", lambda d: d["tables"]["roles"][0].update(last_line=9999),
     "line in the source text"),
    ("lines turned round", lambda d: d["tables"]["clauses"][0].update(first_line=300, last_line=2),
     "line in the source text"),
    ("a count that is wrong", lambda d: d["tables"]["sources"][0].update(lines_unread=77),
     "sources, row 1, lines_unread: 77"),
    ("a person's key of words", lambda d: called(d, "persons", "gosta-hemligsson"),
     "the key that is made of the row: `p-"),
    ("a person's name under another's key",
     lambda d: d["tables"]["persons"][0].update(name=d["tables"]["persons"][1]["name"]),
     "persons, row 1, id: 'p-"),
    ("a person's name spelt anew", lambda d: d["tables"]["persons"][2].update(name="Tora Påhitt"),
     "persons, row 3, id: 'p-"),
    ("a case's key of words", lambda d: called(d, "cases", "socsam-gosta-hemligsson"),
     "the key that is made of the row: `socsam-"),
    ("an organization's key of words", lambda d: called(d, "organizations", "hemligsson"),
     "the key that is made of the row: `"),
    ("an item's key of words", lambda d: called(d, "agenda_items", "socsam-2025-06-02-hemlig"),
     "the key that is made of the row: `socsam-2025-06-02-"),
    ("a decision's key of words", lambda d: called(d, "decisions", "socsam-2025-06-02-hemlig"),
     "the key that is made of the row: `socsam-2025-06-02-"),
    ("a clause's key of a number", lambda d: called(d, "clauses", "socsam-2025-06-02-08-123-45"),
     "the key that is made of the row: `socsam-2025-06-02-"),
    ("a role's key of words", lambda d: called(d, "roles", "socsam-2025-06-02-role-hemlig"),
     "the key that is made of the row: `socsam-2025-06-02-role-01`"),
    ("a text's key of a number", lambda d: called(d, "item_texts",
     "socsam-2025-06-02-item-text-0701234567"),
     "the key that is made of the row: `socsam-2025-06-02-item-text-01`"),
    ("an odd media type", lambda d: d["tables"]["sources"][0].update(media_type="text/tora.vik"),
     "a media type that minutes come in"),
    ("a text of two lines", lambda d: d["tables"]["sources"][0].update(media_type="text/html\n"),
     "a media type that minutes come in"),
    ("a problem of no code", lambda d: d["problems"].append({"code": "what"}), "a known code"),
    ("a problem of a row that is not there", lambda d: d["problems"].append(
        {"code": "sum-unread", "facts": {"printed": "4"}, "table_name": "amounts", "row": "x"}),
     "the id of a row of the same meeting in `amounts`"),
    ("another checksum", lambda d: d["source"].update(sha256="0" * 64),
     "as in the table `sources`"),
    ("another media type", lambda d: d["source"].update(media_type="text/html"),
     "`text/markdown`, as in the table `sources`"),
    ("a problem without its facts", lambda d: d["problems"].append({"code": "paragraphs-differ"}),
     "a known code"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "key"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_a_file_that_is_no_saved_reading_is_told(
    change: Callable[[Any], object], key: str, tmp_path: Path
) -> None:
    file = saved(read_minutes(SEED, SETTINGS), tmp_path)
    changed(file, change)
    with pytest.raises(SourceError) as caught:
        read_saved(file, SETTINGS)
    assert caught.value.key == key
    assert caught.value.sentence("sv") != caught.value.sentence("en")


@pytest.mark.parametrize(("change", "words"), [f[1:] for f in FAULTY], ids=[f[0] for f in FAULTY])
def test_a_row_that_cannot_be_used_is_told_with_its_place(
    change: Callable[[Any], object], words: str, tmp_path: Path
) -> None:
    file = saved(read_minutes(SEED, SETTINGS), tmp_path)
    changed(file, change)
    with pytest.raises(RowsError) as caught:
        read_saved(file, SETTINGS)
    assert words in str(caught.value)
    for fault in caught.value.faults:
        assert fault.said("en").startswith(f"{file}: ")


@pytest.mark.parametrize(
    ("column", "given", "key"),
    [
        ("party", "M", "m"),
        ("party", "kd", "kd"),
        ("party", "Vänsterpartiet", "v"),
        ("municipality", "Ragunda", "2303"),
        ("municipality", "Krokoms kommun", "2309"),
        ("municipality", "2303", "2303"),
    ],
)
def test_parties_and_municipalities_are_meant_by_letters_and_names(
    column: str, given: str, key: str, tmp_path: Path
) -> None:
    file = saved(read_minutes(SEED, SETTINGS), tmp_path)
    changed(file, lambda found: found["tables"]["participants"][2].update({column: given}))
    assert getattr(read_saved(file, SETTINGS).rows["participants"][2], column) == key


@pytest.mark.parametrize(
    ("table", "column", "given", "said"),
    [
        (
            "participants",
            "municipality",
            "Ragundda",
            "by code, letters or name; did you mean 'Ragunda'?",
        ),
        ("participants", "party", "Vänsterpartiett", "did you mean 'Vänsterpartiet'?"),
        ("meetings", "body", "SÖCSAM", "the key of a row of `organizations`"),
    ],
)
def test_what_a_key_of_nothing_may_mean_is_told(
    table: str, column: str, given: str, said: str, tmp_path: Path
) -> None:
    file = saved(read_minutes(SEED, SETTINGS), tmp_path)
    changed(file, lambda found: found["tables"][table][0].update({column: given}))
    with pytest.raises(RowsError) as caught:
        read_saved(file, SETTINGS)
    assert f"{column}: '{given}' cannot be used" in str(caught.value)
    assert said in str(caught.value)


def test_a_person_or_an_organization_by_name_is_told_with_its_key(tmp_path: Path) -> None:
    reading = read_minutes(SEED, SETTINGS)
    file = saved(reading, tmp_path)
    person, organization = reading.rows["persons"][0], reading.rows["organizations"][0]

    def change(found: Any) -> None:
        found["tables"]["participants"][0]["person"] = person.name.upper()
        found["tables"]["participants"][1]["organization"] = organization.name

    changed(file, change)
    with pytest.raises(RowsError) as caught:
        read_saved(file, SETTINGS)
    assert [str(fault.said("en")).rpartition("; ")[2] for fault in caught.value.faults] == [
        f"did you mean '{person.id}'?", f"did you mean '{organization.id}'?",
    ]  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"[", b"[" * 200_000, b"\xff", b"null", b'{"source": 1}'])
def test_what_is_not_json_of_a_reading_is_an_error_of_ours(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / f"a{ENDING}"
    file.write_bytes(data)
    with pytest.raises(SocsamError) as caught:
        read_document(file, SETTINGS)
    assert str(file) in str(caught.value)


def test_a_table_that_is_not_there_has_no_rows(tmp_path: Path) -> None:
    file = saved(read_minutes(SEED, SETTINGS), tmp_path)
    changed(file, lambda found: [found["tables"].pop(name) for name in ("votes", "ballots")])
    assert read_saved(file, SETTINGS) == read_minutes(SEED, SETTINGS)
    changed(file, lambda found: found["tables"].pop("organizations"))
    with pytest.raises(RowsError, match="the key of a row of `organizations`"):
        read_saved(file, Settings())


def test_what_a_changed_row_contradicts_is_told(tmp_path: Path) -> None:
    file = saved(read_minutes(SEED, SETTINGS), tmp_path)
    before = read_saved(file, SETTINGS).problems

    def change(found: Any) -> None:
        found["tables"]["amounts"][0]["value"] = 99
        found["tables"]["decisions"][0]["date"] = "2025-06-03"

    changed(file, change)
    reading = read_saved(file, SETTINGS)
    new = [(one.code, one.row) for one in reading.problems if one not in before]
    amount, decision = reading.rows["amounts"][0].id, reading.rows["decisions"][0].id
    assert sorted(new) == [("amount-differs", amount), ("decision-day-differs", decision)]


def test_all_faults_are_told_together_the_first_fifty_in_full(tmp_path: Path) -> None:
    file = saved(read_minutes(SEED, SETTINGS), tmp_path)

    def change(found: Any) -> None:
        for row in found["tables"]["roles"]:
            row["role"] = "x"
        for row in [*found["tables"]["participants"], *found["tables"]["item_texts"]]:
            row["first_line"] = "överst"

    changed(file, change)
    with pytest.raises(RowsError) as caught:
        read_saved(file, SETTINGS)
    tables = json.loads(file.read_text(encoding="utf-8"))["tables"]
    count = sum(len(tables[name]) for name in ("roles", "participants", "item_texts"))
    assert count > 50
    told = caught.value.sentence("sv").splitlines()
    assert f"({count} fel)" in told[0]
    assert len(told) == 1 + 50 + 1
    assert told[-1].startswith(f"och {count - 50} fel till (")
    assert len(caught.value.faults) == count
    assert caught.value.faults[49].said("sv") == told[50]

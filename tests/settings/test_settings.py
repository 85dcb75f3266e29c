"""dataset.toml and the CSVs beside it: what is read, and one sentence with the place when wrong."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tomllib
import unicodedata
from pathlib import Path

import pytest

from socsam_opendata.errors import SettingsError
from socsam_opendata.settings.dataset_toml import (
    _KEYS,
    StatedDocument,
    minutes_around,
    read_settings,
)
from socsam_opendata.settings.toml_file import TomlFile

ROOT = Path(__file__).resolve().parents[2]
HEAD = '[dataset]\nname = "ks"\nbase = "https://data.example.org/"\n'
GOOD = HEAD + '\n[[bodies]]\nid = "ks"\n'
BODY = HEAD + '[[bodies]]\nid = "ks"\n'
ORGANIZATIONS = (
    "id,name,name_en,short_name,kind,part_of,municipality,organisation_number,wikidata,spellings\n"
)


def folder(tmp_path: Path, toml: str = GOOD, **files: str) -> Path:
    (tmp_path / "dataset.toml").write_text(toml, encoding="utf-8")
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_settings_of_the_seed() -> None:
    settings = read_settings(ROOT / "minutes")
    assert settings.name == "socsam"
    assert settings.base == "https://w3id.org/socsam/"
    assert settings.release_date == dt.date(2026, 11, 22)
    (body,) = settings.bodies
    assert (body.id, len(body.members), body.seats, body.substitute_seats) == ("socsam", 8, 9, 9)
    assert [p.name for p in settings.publication.mask] == ["Martin Söderström"]
    assert "Kommunförbundets styrelse" in next(
        o.spellings for o in settings.organizations if o.row.id == "kfjh-styrelsen"
    )


def test_every_key_is_documented_in_the_dataset_toml_of_the_seed() -> None:
    text = (ROOT / "minutes/dataset.toml").read_text(encoding="utf-8")
    lines = text.splitlines()
    for section, keys in _KEYS.items():
        if section == "urls":  # an older place for what [documents] says
            continue
        assert re.search(rf"^(# )?\[+{section}(\.\"[^\"]+\")?\]+$", text, re.M), section
        for key in keys:
            at = [n for n, line in enumerate(lines) if re.match(rf"(# )?{key} = ", line)]
            assert at, f"{section}.{key} does not stand in minutes/dataset.toml"
            above = [line for line in lines[: at[0]] if line.startswith("# ")]
            assert above, key


def test_people_and_organizations_beside_the_minutes(tmp_path: Path) -> None:
    settings = read_settings(
        folder(
            tmp_path,
            organizations=ORGANIZATIONS + "ks,Kommunstyrelsen,,KS,board,,0180,,,KS|Styrelsen\n",
            people="body,name,municipality,id\nks,Tora Vik,,p-tora\nks,Thora Vik,,p-tora\n",
        )
    )
    assert settings.organizations[0].row.municipality == "0180"
    assert settings.organizations[0].spellings == ("KS", "Styrelsen")
    assert {p.id for p in settings.people} == {"p-tora"}


@pytest.mark.parametrize(
    ("toml", "says", "line"),
    [
        ('[dataset]\nname = "ks\n', "is not valid TOML", 2),
        (HEAD + 'nmae = "x"\n', "unknown key 'nmae' in [dataset]; did you mean 'name'?", 4),
        ('[dataset]\nname = "KS"\n', "needs a name of a-z", 2),
        ("[dataset]\nname = 3\n", "'name' in [dataset] must be a text", 2),
        (HEAD + "[extra]\n", "unknown section [extra]", 4),
        ('[dataset]\nname = "ks"\nbase = "w3id.org/ks"\n', "base must be an http(s) address", 3),
        ('# base\n[dataset]\nname = "ks"\n# base = "x"\n', "[dataset] needs base", 2),
        (HEAD + 'version = "1.0"\n', "version must be three numbers as in 1.0.0", 4),
        (HEAD + 'title = "version 1"\nversion = "01.0.0"\n', "version must be three", 5),
        (HEAD + 'version = "1.0.0+unreleased"\n', "nothing after a plus sign, as in '1.0.0+unr", 4),
        (HEAD + 'version = "2.1.0-rc.1+5"\n', "nothing after a plus sign, as in '2.1.0-rc.1+5'", 4),
        (HEAD + "keywords = [1]\n", "'keywords' in [dataset] must hold texts", 4),
        (HEAD + '[release]\ndate = "2026-01-01"\n', "must be a date such as", 5),
        (HEAD + "[[bodies]]\nseats = true\n", "must be a whole number", 5),
        (HEAD + "[[bodies]]\nseats = 3\n", "each [[bodies]] needs an id", 4),
        (BODY + 'members = ["180"]\n', "'180' is not a four-digit", 6),
        (BODY + 'members = ["0180", "9999"]\n', "'9999' is not the code of a municipality", 6),
        (BODY + 'members = ["0180", "0180"]\n', "'0180' stands twice among the members", 6),
        (BODY + "seats = -1\n", "'seats' in [[bodies]] must not be negative", 6),
        (
            BODY + "seats = 1\nsubstitute_seats = -1\n",
            "'substitute_seats' in [[bodies]] must not be negative",
            7,
        ),
        (BODY + '[[bodies]]\nid = "kf"\n[[bodies]]\nid = "ks"\n', "body 'ks' stands twice", 9),
        (HEAD + '[bodies]\nid = "ks"\n', "write each body as [[bodies]]", 4),
        (HEAD + '[publication]\nmask = [{ name = "Tora Vik" }]\n', "needs a name and a reason", 5),
        (HEAD + '[publication]\nallow = ["Tora Vik"]\n', "must be a table", 5),
        (HEAD + '[publication]\nunapproved = "no"\n', "must be true or false", 5),
        (
            HEAD + '[publication]\nallow = [{ name = "Tora Vik", reason = "a" }]\n'
            'mask = [{ name = "TORA  VIK", reason = "b" }]\n',
            "a name stands both under allow and under mask",
            5,
        ),
        (
            HEAD + '[publisher]\norganisation_number = "850412-1230"\n',
            "organisation_number in [publisher] is a sole trader's",
            5,
        ),
        (HEAD + '[urls]\n"a.md" = 3\n', "[urls] gives an address", 4),
        (HEAD + '[urls]\n"a.md" = "ftp://example.org/a"\n', "address of 'a.md' must be http(s)", 5),
        (HEAD + '[urls]\n"a.md" = "https://example.org/a b"\n', "must be http(s)", 5),
        (HEAD + '[urls]\n"a.md" = "https://example.org/a"\n', "'a.md', which is no file", 5),
    ],
)
def test_a_broken_dataset_toml_gives_one_sentence_with_the_line(
    tmp_path: Path, toml: str, says: str, line: int
) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(folder(tmp_path, toml))
    assert says in caught.value.message
    assert caught.value.place is not None
    assert caught.value.place.line == line
    assert caught.value.place.file.endswith("dataset.toml")


@pytest.mark.parametrize(
    ("name", "text", "says", "line"),
    [
        ("organizations", "id,name\n", "must have the columns id,name,name_en", 1),
        ("organizations", ORGANIZATIONS + "ks,Styrelsen\n", "wrong number of cells", 2),
        (
            "organizations",
            ORGANIZATIONS + "K S,Styrelsen,,,board,,,,,\n",
            "id 'K S' may hold only",
            2,
        ),
        (
            "organizations",
            ORGANIZATIONS + "ks,A,,,board,,,,,\nks,B,,,board,,,,,\n",
            "'ks' stands twice",
            3,
        ),
        ("organizations", ORGANIZATIONS + "ks,,,,board,,,,,\n", "needs a name and a kind", 2),
        ("organizations", ORGANIZATIONS + "ks,A,,,board,kf,,,,\n", "part_of 'kf' is no id here", 2),
        (
            "organizations",
            ORGANIZATIONS + "kf,A,,,board,,,,,\n",
            "body 'ks' is not in organizations",
            6,
        ),
        (
            "organizations",
            ORGANIZATIONS + "ks,A,,,bord,,,,,\n",
            "kind 'bord' of 'ks' is none of body, municipality, ",
            2,
        ),
        (
            "organizations",
            ORGANIZATIONS + "ks,A,,,board,,9999,,,\n",
            "municipality '9999' is not the code of a municipality",
            2,
        ),
        (
            "organizations",
            ORGANIZATIONS + "ks,A,,,board,,,2120000142,,\n",
            "organisation_number '2120000142' of 'ks' is not written 000000-0000",
            2,
        ),
        (
            "organizations",
            ORGANIZATIONS + "kf,B,,,board,,,212000-1234,,\nks,A,,,board,,,850412-1230,,\n",
            "organisation_number of 'ks' is a sole trader's, that is a personal identity number",
            3,
        ),
        (
            "organizations",
            ORGANIZATIONS + "ks,A,,,board,,,,28797491,\n",
            "wikidata '28797491' of 'ks' is not a Q and a number",
            2,
        ),
        (
            "organizations",
            ORGANIZATIONS + "ks,A,,Styrelsen,board,,,,,\nkf,B,,,board,,,,,C|STYRELSEN\n",
            "'STYRELSEN' of 'kf' is also a form of 'ks'; it may belong to one only",
            3,
        ),
        (
            "organizations",
            ORGANIZATIONS + "ks,A,,,board,kf,,,,\nkf,B,,,board,kn,,,,\nkn,C,,,board,kf,,,,\n",
            "'kf' is a part of itself",
            3,
        ),
        ("organizations", ORGANIZATIONS + "ks,A,,,board,ks,,,,\n", "'ks' is a part of itself", 2),
        ("people", "body,name,municipality,id\nks,Tora Vik,,P 1\n", "id 'P 1' may hold only", 2),
    ],
)
def test_a_broken_table_beside_the_minutes_gives_one_sentence_with_the_line(
    tmp_path: Path, name: str, text: str, says: str, line: int
) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(folder(tmp_path, **{name: text}))
    assert says in caught.value.message
    assert caught.value.place is not None
    assert caught.value.place.line == line


def test_names_beside_the_minutes_in_decomposed_letters_are_read_as_minutes_are(
    tmp_path: Path,
) -> None:
    toml = GOOD + (
        '[publication]\nallow = [{ name = "Pär Påhitt", reason = "a" }]\n'
        'mask = [{ name = "Åsa Påhitt", reason = "b" }]\nnot_names = ["Päronträ"]\n'
    )
    tables = {
        "organizations": ORGANIZATIONS + "ks,Nämnden,,,board,,,,,Nämnd\n",
        "people": "body,name,municipality,id\nks,Pär Påhitt,,p-par\n",
    }
    decomposed = {name: unicodedata.normalize("NFD", text) for name, text in tables.items()}
    path = folder(tmp_path, unicodedata.normalize("NFD", toml), **decomposed)
    settings = read_settings(path)
    assert settings == read_settings(folder(tmp_path, toml, **tables))
    assert [person.name for person in settings.publication.mask] == ["Åsa Påhitt"]
    folder(tmp_path, unicodedata.normalize("NFD", toml))
    assert TomlFile(path / "dataset.toml").line("Åsa Påhitt", "publication") == 9


def test_people_of_a_body_or_municipality_that_is_none(tmp_path: Path) -> None:
    organizations = ORGANIZATIONS + "ks,Styrelsen,,,board,,,,,\n"
    people = "body,name,municipality,id\nks,Tora Vik,0180,p-1\n"
    for row, says in (
        ("kf,Ida Ek,,p-2", "body 'kf' is not in organizations.csv"),
        ("ks,Ida Ek,9999,p-2", "municipality '9999' is not the code of a municipality"),
    ):
        with pytest.raises(SettingsError, match=says) as caught:
            read_settings(folder(tmp_path, organizations=organizations, people=f"{people}{row}\n"))
        assert str(caught.value.place).endswith("people.csv:3")
    (tmp_path / "organizations.csv").unlink()
    assert (
        read_settings(folder(tmp_path, people=people + "kf,Ida Ek,,p-2\n")).people[1].body == "kf"
    )


def test_what_is_nearly_wrong_is_let_through(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n", encoding="utf-8")
    settings = read_settings(
        folder(
            tmp_path,
            HEAD + 'version = "1.0.0-rc.1"\n[[bodies]]\nid = "ks"\nsubstitute_seats = 0\n'
            '[[bodies]]\nid = "kf"\n[urls]\n"a.md" = "https://example.org/a?b=c"\n',
            organizations=ORGANIZATIONS
            + "ks,Styrelsen,,KS,board,kf,0180,212000-0142,Q1,KS|Styrelsen\n"
            + "kf,Fullmäktige,Styrelsen,,board,,,,,Styrelsens möte\n",
        )
    )
    assert [body.id for body in settings.bodies] == ["ks", "kf"]
    assert settings.outdated == ("urls",)
    assert settings.documents == {"a.md": StatedDocument(url="https://example.org/a?b=c")}
    assert settings.organizations[0].row.part_of == "kf"


@pytest.mark.parametrize(
    "value",
    ["[" * 3000, "[" * 3000 + "]" * 3000, "{a=" * 3000, "9" * 5000],
    ids=["open", "lists", "tables", "digits"],
)
def test_a_dataset_toml_too_deep_or_too_long_to_read_is_an_error_of_its_file(
    tmp_path: Path, value: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(folder(tmp_path, f"{GOOD}seats = {value}\n"))
    assert caught.value.key == "file.not-toml"
    assert caught.value.place is not None
    assert caught.value.place.file == str(tmp_path / "dataset.toml")
    assert len(str(caught.value)) < 500
    assert minutes_around(tmp_path) is None


def test_a_missing_or_undecodable_dataset_toml(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is missing; `socsam init`"):
        read_settings(tmp_path)
    (tmp_path / "dataset.toml").write_bytes(b'[dataset]\nname = "\xe5"\n')
    with pytest.raises(SettingsError, match="is not UTF-8 text"):
        read_settings(tmp_path)
    folder(tmp_path)
    (tmp_path / "people.csv").write_bytes(b"body,name,municipality,id\nks,\xe5\xe4,,p-1\n")
    with pytest.raises(SettingsError, match="is not UTF-8 text"):
        read_settings(tmp_path)


def test_the_file_of_the_seed_is_what_tomllib_reads() -> None:
    data = tomllib.loads((ROOT / "minutes/dataset.toml").read_text(encoding="utf-8"))
    assert set(data) <= set(_KEYS)


@pytest.mark.parametrize(
    ("section", "line", "says"),
    [
        (
            "catalogue",
            'files = "https://user:secret@data.example.org/files/"',
            "http\\(s\\) address",
        ),
        ("dataset", 'homepage = "https://user@example.org/"', "http\\(s\\) address"),
        ("dataset", 'title = "  "', "needs a title"),
        ("catalogue", 'frequency = "monthly"', "did you mean 'MONTHLY'"),
        ("release", "date = 2026-11-22T10:00:00", "must be a date"),
        ("publisher", 'type = "Kommun"', "is no notation of"),
        ("publisher", 'organisation_number = "2120001234"', "ten digits"),
        ("contact", 'email = "kansliet"', "e-mail address"),
        ("catalogue", 'formats = "text"', "iri or literal"),
        ("catalogue", 'themes = ["GOVERNMENT"]', "did you mean 'GOVE'"),
    ],
)
def test_what_the_catalogue_cannot_say_is_refused_with_its_line(
    tmp_path: Path, section: str, line: str, says: str
) -> None:
    key = line.partition(" ")[0]
    kept = [
        one
        for one in (ROOT / "minutes/dataset.toml").read_text(encoding="utf-8").splitlines()
        if not one.startswith(f"{key} =") or one.startswith("name")
    ]
    at = kept.index(f"[{section}]")
    shutil.copytree(ROOT / "minutes", tmp_path / "minutes")
    (tmp_path / "minutes/dataset.toml").write_text(
        "\n".join([*kept[: at + 1], line, *kept[at + 1 :]]), encoding="utf-8"
    )
    with pytest.raises(SettingsError, match=says) as caught:
        read_settings(tmp_path / "minutes")
    assert caught.value.place is not None
    assert caught.value.place.line == at + 2

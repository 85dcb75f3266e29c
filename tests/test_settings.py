"""dataset.toml and the CSVs beside it: what is read, and one sentence with the place when wrong."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path

import pytest

from socsam_opendata.errors import SettingsError
from socsam_opendata.settings import _KEYS, read_settings

ROOT = Path(__file__).resolve().parents[1]
GOOD = '[dataset]\nname = "ks"\n\n[[bodies]]\nid = "ks"\n'
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
        assert re.search(rf"^\[+{section}\]+$", text, re.M), section
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
        (
            '[dataset]\nname = "ks"\nnmae = "x"\n',
            "unknown key 'nmae' in [dataset]; did you mean 'name'?",
            3,
        ),
        ('[dataset]\nname = "KS"\n', "needs a name of a-z", 2),
        ("[dataset]\nname = 3\n", "'name' in [dataset] must be a text", 2),
        ('[dataset]\nname = "ks"\n[extra]\n', "unknown section [extra]", 3),
        ('[dataset]\nname = "ks"\nbase = "w3id.org/ks"\n', "base must be an http(s) address", 3),
        ('[dataset]\nname = "ks"\nkeywords = [1]\n', "'keywords' in [dataset] must hold texts", 3),
        ('[dataset]\nname = "ks"\n[release]\ndate = "2026-01-01"\n', "must be a date such as", 4),
        ('[dataset]\nname = "ks"\n[[bodies]]\nseats = true\n', "must be a whole number", 4),
        ('[dataset]\nname = "ks"\n[[bodies]]\nseats = 3\n', "each [[bodies]] needs an id", 3),
        ('[dataset]\nname = "ks"\n[[bodies]]\nid = "ks"\nmembers = ["180"]\n', "four-digit", 5),
        ('[dataset]\nname = "ks"\n[bodies]\nid = "ks"\n', "write each body as [[bodies]]", 3),
        (
            '[dataset]\nname = "ks"\n[publication]\nmask = [{ name = "Tora Vik" }]\n',
            "needs a name and a reason",
            4,
        ),
        ('[dataset]\nname = "ks"\n[publication]\nallow = ["Tora Vik"]\n', "must be a table", 4),
        (
            '[dataset]\nname = "ks"\n[publication]\nunapproved = "no"\n',
            "must be a true or false",
            4,
        ),
        ('[dataset]\nname = "ks"\n[urls]\n"a.md" = 3\n', "[urls] gives an address", 3),
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
            5,
        ),
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

"""Minutes become a package, and its rows with its texts make the same package again.

Everybody and every body here is invented.
"""

from __future__ import annotations

import csv
import filecmp
import shutil
from pathlib import Path

import pytest

from socsam_opendata.errors import SettingsError
from socsam_opendata.package.build import build
from socsam_opendata.package.package import open_package
from socsam_opendata.settings.dataset_toml import Settings, read_settings
from socsam_opendata.writing import write_package

TOML = """\
[dataset]
name = "prov"
title = "Prov"
title_en = "Trial"
description = "Påhittade protokoll."
description_en = "Invented minutes."
base = "https://example.org/prov/"

[publisher]
name = "Provutgivaren"

[release]
date = 2033-01-01

[[bodies]]
id = "{body}"
"""
ORGANIZATIONS = """\
id,name,name_en,short_name,kind,part_of,municipality,organisation_number,wikidata,spellings
{body},{name},,,body,,,,,
"""
FOOT = "Justerandes sign\n\nUtdragsbestyrkande"
MINUTES = """\
{name}

Sammanträdesprotokoll

Tid och plats: {day} kl. 09.00 – 12.00
Stora salen, Ragunda

**Deltagare
(beslutande):** Alvar Tjäderby (S), Ragunda kommun
Siri Orrskog (C), Bergs kommun

**Justeringens tid
och plats:**

{adjusted}, digitalt

Paragrafer: 1-2

Justeras av:

Hedvig Kråkvik
Sekreterare

Alvar Tjäderby (S)
Ordförande

Siri Orrskog (C)
Justerare
{foot}

§ 1 {title}

Nämndens beslut

Nämnden beslutar:

1. Att godkänna förslaget.

{item}

§ 2 Övrigt

Bakgrund

Inget mer fanns.

{foot}
"""
DAYS = (
    ("onsdag 4 juni 2031", "onsdag 18 juni 2031"),
    ("onsdag 3 september 2031", "onsdag 17 september 2031"),
    ("onsdag 1 oktober 2031", "onsdag 15 oktober 2031"),
)
ITEMS = {
    "a list that a page's foot ends": f"Beslutet expedieras till:\nKommunkansliet\n\n{FOOT}",
    "a heading behind a list": (
        "Beslutet skickas till\nKommunkansliet\n\nBeslutsunderlag\n"
        "- §89 KSAU Stöd till lokaler - Kvastholma City FF\n"
        "- Mejlväxling med Zqvatec om anstånd"
    ),
    "a text over a page": (
        f"Bakgrund\n\nFörslaget är gammalt och\n\n{FOOT}\n\nhar prövats i två år. "
        "Torvald Qvarnmyr klagade."
    ),
    "one document left out of a list": (
        "Beslutsunderlag\n- Tjänsteskrivelse\n- Borttagen på grund av personuppgifter"
    ),
    "an item left out": "Bakgrund\n\nParagrafen innehåller sekretess.\n\nBarnet är sjukt.",
    "a signature of a program": (
        "Bakgrund\n\nSigned by: TORVALD QVARNMYR Date: 2031-06-09 10:50:13 BankID refno: "
        "026b1bc7-b2af Torvald Qvarnmyr"
    ),
}
# Texts behind a list, as in `a list that a page's foot ends` and `an item left out`.
LONGER = ("a heading behind a list", "one document left out of a list")
# The letters of a diary number may be a first name, behind what may be a title of somebody.
NUMBERED = "Tillsättning av ekonomichef\nOn/2031:81 661"


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def built(place: Path, item: str, title: str, body: str, name: str) -> tuple[Settings, Path]:
    """The settings and the package of several minutes of a body."""
    minutes, out = place / "minutes", place / "out"
    minutes.mkdir()
    (minutes / "dataset.toml").write_text(TOML.format(body=body), "utf-8")
    (minutes / "organizations.csv").write_text(ORGANIZATIONS.format(body=body, name=name), "utf-8")
    for number, (day, adjusted) in enumerate(DAYS):
        said = item if number != 1 else ITEMS["a text over a page"]
        text = MINUTES.format(
            name=name, day=day, adjusted=adjusted, title=title, item=said, foot=FOOT
        )
        (minutes / f"prov-{number}.md").write_text(text, "utf-8")
    report = build(minutes, out, workers=1)
    assert report.built, [problem.sentence("en") for problem in report.problems]
    return read_settings(minutes), out


def again(settings: Settings, out: Path, place: Path) -> dict[str, bytes]:
    """The files of the package that rows and texts of another make."""
    package = open_package(out)
    rows = {name: package.table(name) for name in package.tables}
    texts = {source: package.texts[source] for source in package.texts}
    assert write_package(rows, place, settings=settings, texts=texts, workers=1).built
    return files(place)


def differing(one: dict[str, bytes], two: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))


@pytest.mark.parametrize(("kind", "title"), [
    *(pytest.param(kind, NUMBERED, marks=pytest.mark.campaign if kind in LONGER else ())
      for kind in ITEMS),
    ("a text over a page", "Lokaler   Bun/2031:7"),
])  # fmt: skip
@pytest.mark.usefixtures("lean_packages")
def test_rows_and_texts_of_several_minutes_make_the_same_files(
    kind: str, title: str, tmp_path: Path
) -> None:
    settings, out = built(tmp_path, ITEMS[kind], title, "provnamnden", "Provnämnden")
    assert differing(files(out), again(settings, out, tmp_path / "again")) == []


@pytest.mark.parametrize(("body", "name"), [
    ("halmhult-on", "Halmhults omsorgsnämnd"),
    pytest.param("ragunda-bun", "Ragunda BUN", marks=pytest.mark.campaign),
    ("tora-bun", "Toras nämnd i Ragunda"),
])  # fmt: skip
@pytest.mark.usefixtures("lean_packages")
def test_a_body_whose_key_holds_a_first_name_keeps_its_paths_on_the_round(
    body: str, name: str, tmp_path: Path
) -> None:
    settings, out = built(tmp_path, ITEMS["a text over a page"], "Avgifter", body, name)
    with (out / "data" / "sources.csv").open(encoding="utf-8", newline="") as file:
        paths = [row["path"] for row in csv.DictReader(file)]
    assert paths == [f"sources/{body}-2031-{day}.txt" for day in ("06-04", "09-03", "10-01")]
    assert differing(files(out), again(settings, out, tmp_path / "again")) == []
    assert b"Qvarnmyr" not in b"".join(files(out / "sources").values())


ROOT = Path(__file__).resolve().parents[2]


def files_of(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def test_the_tables_and_texts_of_a_package_beside_its_settings_make_it_again(
    tmp_path: Path,
) -> None:
    """That of the seed, of which a name is masked: no row has it any more."""
    minutes, package = tmp_path / "minutes", ROOT / "datapackage"
    shutil.copytree(ROOT / "minutes", minutes)
    (minutes / "2025-06-02-socsam.md").unlink()
    shutil.copytree(package / "data", minutes / "2025.rows")
    for path in (minutes / "2025.rows").glob("*.parquet"):
        path.unlink()
    shutil.copytree(package / "sources", minutes / "2025.rows" / "sources")
    report = build(minutes, tmp_path / "again", workers=1)
    assert (report.built, report.review.gone) == (True, 1)
    names = files_of(package)
    assert files_of(tmp_path / "again") == names
    _, other, lost = filecmp.cmpfiles(package, tmp_path / "again", names, shallow=False)
    assert (other, lost) == ([], [])


@pytest.mark.usefixtures("lean_packages")
def test_a_mask_that_matches_nothing_is_told_where_no_name_was_replaced(tmp_path: Path) -> None:
    minutes = tmp_path / "minutes"
    rows = minutes / "a.rows"
    rows.mkdir(parents=True)
    mask = '[publication]\nmask = [{ name = "Tyra Undanson", reason = "Skyddad." }]\n'
    toml = f"{TOML.partition('[[bodies]]')[0]}\n{mask}"
    (minutes / "dataset.toml").write_text(toml, encoding="utf-8")
    (rows / "organizations.csv").write_text("name,kind\nSagorådet,body\n", encoding="utf-8")
    day = "body,date,adjusted_on,place\nSagorådet,2031-03-05,2031-03-06,"
    (rows / "meetings.csv").write_text(f"{day}hos Tyra Undansson\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        build(minutes, tmp_path / "out", workers=1)
    assert caught.value.key == "settings.no-match"
    (rows / "meetings.csv").write_text(f"{day}hos [namn utelämnat]\n", encoding="utf-8")
    report = build(minutes, tmp_path / "out", workers=1)
    assert (report.built, report.review.gone) == (True, 1)


NAMED_IN_CLAUSE = """Sagorådet

Plats och tid: Tornet, onsdagen den 5 mars 2031 kl. 9.00
Beslutande: Tora Påhitt (S), ordförande
            Nils Fantasi (C)
            Disa Dröm (M)
Justering: 2031-03-06

§ 7 Val av ombud

Beslut

1. Sagorådet föreslår byrådet att bevilja Nils Fantasi (C) entledigande.
2. Till ombud vid Zirba AB:s stämma 2031-04-23 utses Disa Dröm (M) med Nils Fantasi (C) som
   ersättare.
"""


@pytest.mark.usefixtures("lean_packages")
def test_whom_a_clause_elects_stays_named_on_the_round(tmp_path: Path) -> None:
    minutes, first, again = (tmp_path / name for name in ("minutes", "first", "again"))
    minutes.mkdir()
    (minutes / "a.md").write_text(NAMED_IN_CLAUSE, encoding="utf-8")
    (minutes / "dataset.toml").write_text(
        '[dataset]\nname = "sagan"\nbase = "https://example.org/"\n[release]\ndate = 2033-01-01\n',
        encoding="utf-8",
    )
    assert build(minutes, first, workers=1).built
    package = open_package(first)
    elected = [row["text"] for row in package.table("clauses").to_pylist()][-1]
    assert elected.endswith("utses Disa Dröm (M) med Nils Fantasi (C) som ersättare.")
    assert package.table("roles").num_rows >= 3
    rows = {name: package.table(name) for name in package.tables}
    made = write_package(
        rows, again, settings=read_settings(minutes), texts=package.texts, workers=1
    )
    assert made.built
    for path in (first / "data").glob("*.csv"):
        assert (again / "data" / path.name).read_bytes() == path.read_bytes(), path.name

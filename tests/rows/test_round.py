"""Minutes become a package, and its rows with its texts make the same package again.

Everybody and every body here is invented.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

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
    *((kind, NUMBERED) for kind in ITEMS),
    ("a text over a page", "Lokaler   Bun/2031:7"),
])  # fmt: skip
def test_rows_and_texts_of_several_minutes_make_the_same_files(
    kind: str, title: str, tmp_path: Path
) -> None:
    settings, out = built(tmp_path, ITEMS[kind], title, "provnamnden", "Provnämnden")
    assert differing(files(out), again(settings, out, tmp_path / "again")) == []


@pytest.mark.parametrize(("body", "name"), [
    ("halmhult-on", "Halmhults omsorgsnämnd"),
    ("ragunda-bun", "Ragunda BUN"),
    ("tora-bun", "Toras nämnd i Ragunda"),
])  # fmt: skip
def test_a_body_whose_key_holds_a_first_name_keeps_its_paths_on_the_round(
    body: str, name: str, tmp_path: Path
) -> None:
    settings, out = built(tmp_path, ITEMS["a text over a page"], "Avgifter", body, name)
    with (out / "data" / "sources.csv").open(encoding="utf-8", newline="") as file:
        paths = [row["path"] for row in csv.DictReader(file)]
    assert paths == [f"sources/{body}-2031-{day}.txt" for day in ("06-04", "09-03", "10-01")]
    assert differing(files(out), again(settings, out, tmp_path / "again")) == []
    assert b"Qvarnmyr" not in b"".join(files(out / "sources").values())

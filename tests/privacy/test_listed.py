"""Lists that are not read whole and confidential texts, from minutes to every published file.

The cases are printed forms in `listed.toml`; nobody in them exists. The words that may stand
nowhere are in no text of the package.
"""

from __future__ import annotations

import datetime as dt
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from invented_minutes import ORGANIZATIONS, SETTINGS

from socsam_opendata.minutes.interpret import interpret
from socsam_opendata.minutes.sources.characters import text_lines
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.package.build import build
from socsam_opendata.privacy.policy import Published, apply
from socsam_opendata.settings.dataset_toml import (
    NamedPerson,
    Publication,
    Settings,
    read_settings,
)

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("listed.toml").read_text(encoding="utf-8")
)
COVER = """\
Provnämnden

Sammanträdesprotokoll

Tid och plats: måndag 2 juni 2025 kl. 09.00 – 12.00
Stora salen, Ragunda

**Deltagare
(beslutande):** Alvar Tjäderby (S), Ragunda kommun
Siri Orrskog (C), Bergs kommun

**Deltagare
(ersättare):** Edla Ripmo (M), Ragunda kommun

Övriga deltagare: Hedvig Kråkvik, Provförbundet
{attendance}
**Justeringens tid
och plats:**

måndag 16 juni 2025, digitalt

Justeras av:

Hedvig Kråkvik
Sekreterare

Alvar Tjäderby (S)
Ordförande

Siri Orrskog (C)
Justerare

Innehållsförteckning

{contents}

"""
ITEM = """\
§ {number} {title}

Arbetet fortgår enligt planen och en rapport lämnas i höst.

{printed}

"""
TITLE = "Lägesrapport"


def minutes_of(attendance: list[dict[str, Any]], items: list[dict[str, Any]]) -> str:
    """Minutes with these lines among the others present, and a § for each item."""
    pairs = [(n, case.get("title", TITLE), case["printed"]) for n, case in enumerate(items, 1)]
    contents = "\n".join(f"§ {n} {title} .....{n}" for n, title, _ in pairs)
    lines = "".join(case["printed"] + "\n" for case in attendance)
    text = COVER.format(attendance=lines, contents=contents)
    for n, title, printed in pairs:
        text += ITEM.format(number=n, title=title, printed=printed.strip("\n"))
    return text


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("settings")
    (folder / "dataset.toml").write_text(SETTINGS.format(mask=""), encoding="utf-8")
    (folder / "organizations.csv").write_text(ORGANIZATIONS, encoding="utf-8")
    return read_settings(folder)


def published(text: str, settings: Settings) -> Published:
    lines, removed = text_lines(text)
    source = Source("prov.md", "text/markdown", "0" * 64, lines, removed)
    return apply(settings, interpret(source, settings), dt.date(2026, 11, 22))


def everything(found: Published) -> str:
    """Every text that would be written, in small letters."""
    cells = [
        str(getattr(row, name))
        for rows in found.reading.rows.values()
        for row in rows
        for name in row.__dataclass_fields__
    ]
    said = [p.sentence(language) for p in found.reading.problems for language in ("sv", "en")]
    return "\n".join([*cells, *said, *found.reading.lines]).casefold()


def written(package: Path) -> Iterator[tuple[str, str]]:
    """Every text of a package, by where it stands: in files, zips, the workbook, Parquet."""
    for path in sorted(package.rglob("*")):
        if path.suffix == ".parquet":
            yield path.name, str(pq.read_table(path).to_pylist())
        elif path.suffix in (".zip", ".xlsx"):
            with zipfile.ZipFile(path) as inside:
                for name in inside.namelist():
                    yield f"{path.name}/{name}", inside.read(name).decode("utf-8", "replace")
        elif path.is_file():
            yield path.name, path.read_bytes().decode("utf-8", "replace")


def alone(kind: str, case: dict[str, Any]) -> str:
    """Minutes with one case."""
    plain = {"printed": "Inget mer antecknades."}
    return minutes_of([case], [plain]) if kind == "attendance" else minutes_of([], [plain, case])


EACH = [(kind, case) for kind, cases in CASES.items() for case in cases]


@pytest.mark.parametrize(("kind", "case"), EACH, ids=[case["name"] for _, case in EACH])
def test_what_is_not_understood_stands_nowhere_and_the_rest_stays(
    kind: str, case: dict[str, Any], settings: Settings
) -> None:
    text = alone(kind, case)
    found = published(text, settings)
    told = everything(found)
    assert [word for word in case.get("gone", ()) if word.casefold() in told] == []
    assert [line for line in case.get("kept", ()) if line not in found.reading.lines] == []
    assert len(found.reading.lines) == len(text_lines(text)[0])


def test_all_of_it_in_one_document_gets_into_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "dataset.toml").write_text(SETTINGS.format(mask=""), encoding="utf-8")
    (folder / "organizations.csv").write_text(ORGANIZATIONS, encoding="utf-8")
    text = minutes_of(CASES["attendance"], [*CASES["item"], *CASES["title"]])
    (folder / "2025-06-02.md").write_text(text, encoding="utf-8")
    build(folder, tmp_path / "out")
    names = ("Qvarnmyr", "Kvastmo", "Zandrina", "Xaverine", "Torvald", "Elof", "hyresskuld")
    hits = [
        (name, place)
        for place, text in written(tmp_path / "out")
        for name in names
        if name.casefold() in text.casefold()
    ]
    assert hits == []


def test_every_withheld_line_is_counted_and_told_without_its_words(settings: Settings) -> None:
    before = published(minutes_of([], [{"printed": "Inget."}]), settings)
    case = {"printed": "Expedieras till:\nAkten\nKvastmo\nZandrina"}
    found = published(minutes_of([], [case]), settings)
    (row,), (old,) = found.reading.rows["sources"], before.reading.rows["sources"]
    assert (old.lines_unread, row.lines_unread) == (0, 2)
    assert row.lines == row.lines_read + row.lines_ignored + row.lines_unread
    (told,) = [p for p in found.reading.problems if p.code == "lines-unread"]
    assert [found.reading.lines[n - 1] for n in (told.first_line or 0, told.last_line or 0)] == [
        "[rad utelämnad]"
    ] * 2
    assert told.facts == {"text": "[rad utelämnad]", "count": "2"}


def test_a_withheld_cell_is_counted_with_its_line(settings: Settings) -> None:
    table = "| Namn | Parti |\n|---|---|\n| Kvastmo | C |\n| Edla Ripmo | M |"
    (row,) = published(minutes_of([], [{"printed": table}]), settings).reading.rows["sources"]
    assert row.lines_unread == 1


def test_confidential_lines_are_told_by_a_note(settings: Settings) -> None:
    found = published(minutes_of([], [{"printed": "Sekretess: Kvastmo\nbor här."}]), settings)
    (told,) = [p for p in found.reading.problems if p.code == "confidential-withheld"]
    assert (told.severity, told.facts) == ("note", {"count": "2"})
    assert told.last_line == (told.first_line or 0) + 1


def test_a_confidential_item_keeps_its_number_alone(settings: Settings) -> None:
    (case,) = [one for one in CASES["title"] if not one.get("unseen")]
    found = published(minutes_of([], [{"printed": "Inget."}, case]), settings).reading
    item = found.rows["agenda_items"][1]
    assert (item.number, item.title, item.diary_number, item.confidential) == (
        "2", "[sekretess]", None, "yes",
    )  # fmt: skip
    assert [row.title for row in found.rows["cases"] if row.id == item.case] == ["[sekretess]"]
    assert {line for line in found.lines if line.startswith("§ 2")} == {"§ 2 [sekretess]"}
    clauses = [row for row in found.rows["clauses"] if row.first_line >= item.first_line]
    assert [(row.number, row.text) for row in clauses] == [("1", "[sekretess]")]
    assert {row.text for row in found.rows["item_texts"] if row.item == item.id} == {"[sekretess]"}
    actions = {row.action for row in found.rows["clause_actions"]}
    assert actions == {"other"}


def test_an_organization_with_a_name_in_it_is_none_and_the_row_keeps_its_capacity(
    settings: Settings,
) -> None:
    case = {"printed": "Ture Grönvik, Hilma Qvarnmyrs mor, §3"}
    found = published(minutes_of([case], [{"printed": "Inget."}]), settings).reading
    row = found.rows["participants"][-1]
    assert (row.person, row.organization, row.capacity, row.paragraphs) == (
        None, None, "guest", "3",
    )  # fmt: skip
    assert {row.id for row in found.rows["organizations"]} == {"provnamnden", "forbundet"}


def test_a_name_that_may_be_decided_about_is_listed_for_review_and_let_through(
    settings: Settings,
) -> None:
    case = {"printed": "Expedieras till: Akten, Annika Kvastmo"}
    text = minutes_of([], [case])
    assert "Annika Kvastmo" in {one.name for one in published(text, settings).seen}
    allowed = Publication(allow=(NamedPerson("Annika Kvastmo", "har själv bett om det"),))
    again = published(text, replace(settings, publication=allowed)).reading
    assert "Expedieras till: Akten, Annika Kvastmo" in again.lines


@pytest.mark.parametrize(
    "printed", ["Expedieras till: Annika Kvastmo, Glimsta", "Sekretess: Annika Kvastmo bor här."]
)
def test_an_entry_for_a_name_in_a_withheld_line_matches_what_is_printed(
    printed: str, settings: Settings
) -> None:
    masked = Publication(mask=(NamedPerson("Annika Kvastmo", "skyddad"),))
    found = published(minutes_of([], [{"printed": printed}]), replace(settings, publication=masked))
    assert ("mask", "Annika Kvastmo") in found.entries.matched
    assert "Kvastmo" not in "".join(found.reading.lines)

"""The same is withheld in every door, and what names nobody is published. All of it is invented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from invented_minutes import ORGANIZATIONS, SETTINGS
from test_listed import everything, minutes_of, published

from first_files import first_files
from given_meeting import SETTINGS as GIVEN
from given_meeting import Given, meeting, together
from socsam_opendata.minutes.interpret import interpret
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.minutes.sources.characters import text_lines
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.privacy.lists import LINE_WITHHELD
from socsam_opendata.settings.dataset_toml import Settings, read_settings


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("doors")
    (folder / "dataset.toml").write_text(SETTINGS.format(mask=""), encoding="utf-8")
    (folder / "organizations.csv").write_text(ORGANIZATIONS, encoding="utf-8")
    return read_settings(folder)


def as_read(text: str, settings: Settings) -> Reading:
    lines, removed = text_lines(text)
    return interpret(Source("prov.md", "text/markdown", "0" * 64, lines, removed), settings)


# --- confidential items ---------------------------------------------------------------------------

SECRET = "Barnets farmor Vilma är sjuk."


@pytest.mark.parametrize(("title", "printed"), [
    ("Borttagen på grund av personuppgifter", SECRET),
    ("Borttagen p.g.a. sekretess", SECRET),
    ("Placering, sekretess", SECRET),
    ("Placering", f"Paragrafen innehåller sekretess.\n\n{SECRET}"),
    ("Placering", f"{SECRET}\n\nÄrendet omfattas av sekretess enligt 26 kap. 1 § OSL."),
    ("Placering", f"Paragrafen är borttagen på grund av personuppgifter.\n\n{SECRET}"),
    ("Placering", f"{SECRET}\n\nHela ärendet är utelämnat på grund av skyddade personuppgifter."),
])  # fmt: skip
def test_an_item_that_says_so_of_itself_is_confidential_and_withheld_whole(
    title: str, printed: str, settings: Settings
) -> None:
    text = minutes_of([], [{"printed": "Inget."}, {"title": title, "printed": printed}])
    (_, read) = as_read(text, settings).rows["agenda_items"]
    assert read.confidential == "yes"
    found = published(text, settings)
    (_, item) = found.reading.rows["agenda_items"]
    assert (item.title, item.confidential) == ("[sekretess]", "yes")
    assert "vilma" not in everything(found)


@pytest.mark.parametrize("printed", [
    "Beslutsunderlag\n- Tjänsteskrivelse om vården\n- Borttagen på grund av personuppgifter",
    "Beslutsunderlag\n- Tjänsteskrivelse om vården\n- Borttagen på grund av sekretess",
    "Handlingarna är:\n- Tjänsteskrivelse om vården\n- Borttagen på grund av personuppgifter",
    "Ett namn i bilagan är borttaget på grund av personuppgifter. Mer om vården sägs i rapporten.",
    "Paragrafen innehåller inte sekretess. Mer om vården sägs i rapporten.",
    "Protokollet innehåller uppgifter om sekretess och om vården.",
    "Rutinen för borttagna personuppgifter gås igenom, och så görs vården.",
])  # fmt: skip
def test_an_item_of_which_a_part_is_left_out_is_not(printed: str, settings: Settings) -> None:
    text = minutes_of([], [{"printed": "Inget."}, {"title": "Motion om bad", "printed": printed}])
    assert [r.confidential for r in as_read(text, settings).rows["agenda_items"]] == ["no", "no"]
    found = published(text, settings)
    assert [r.title for r in found.reading.rows["agenda_items"]][1] == "Motion om bad"
    assert "vården" in everything(found)


# --- lines that name nobody -----------------------------------------------------------------------

PLAIN = (
    "17", "(S)", "Sida", "Underskrift ..........", "2025-06-02",
    "SAMMANTRÄDESPROTOKOLL 3 2025-06-02",
    "Protokollet är justerat och anslaget på kommunens digitala anslagstavla.",
    "Se protokollets sista sida.", "Justerandes sign",
)  # fmt: skip
NAMED = (
    "Trast", "lind", "Vilma", "Vilma Trast", "Ek Lind Trast Berg", "T Q", "Zqvatt", "(Zqvatt)",
    "Underskrift Vilma", "Protokollet justeras av herr Trast i salen.", "SAMMANTRÄDE QVARNMYR 3",
)  # fmt: skip


def with_line(line: str) -> str:
    text = minutes_of([], [{"printed": "Inget."}])
    assert "Siri Orrskog (C)\nJusterare\n" in text
    return text.replace("Siri Orrskog (C)\nJusterare\n", f"Siri Orrskog (C)\nJusterare\n\n{line}\n")


@pytest.mark.parametrize("line", PLAIN)
def test_an_unread_line_among_signatures_that_names_nobody_is_published(
    line: str, settings: Settings
) -> None:
    found = published(with_line(line), settings)
    assert line in found.reading.lines
    assert LINE_WITHHELD not in found.reading.lines


@pytest.mark.parametrize("line", NAMED)
def test_one_that_may_name_somebody_is_withheld(line: str, settings: Settings) -> None:
    assert line not in published(with_line(line), settings).reading.lines


def test_a_label_that_nobody_knows_still_casts_doubt_on_the_names_below(settings: Settings) -> None:
    text = minutes_of([], [{"printed": "Inget."}]).replace(
        "Siri Orrskog (C), Bergs kommun\n",
        "Siri Orrskog (C), Bergs kommun\nSkolans elever:\nVilma Zqvatt, Bergs kommun\n", 1,
    )  # fmt: skip
    assert "zqvatt" not in everything(published(text, settings))


# --- names in one word ----------------------------------------------------------------------------


def in_a_title(rows: Given, name: str) -> None:
    rows["agenda_items"][0]["title"] = rows["cases"][0]["title"] = f"Motion {name} drakar"


def in_a_text(rows: Given, name: str) -> None:
    rows["item_texts"][0]["text"] = f"Se {name} för mer."


def in_a_clause(rows: Given, name: str) -> None:
    rows["clauses"][0]["text"] = f"Stödet till {name} beviljas"


@pytest.mark.parametrize("name", [
    "hedda-zqvattmo", "HeddaZqvattmo", "Hedda–Zqvattmo", "Britt–Marie Zqvattmo",
    "Britt\u2011Marie Zqvattmo", "zqvattmo-hedda",
])  # fmt: skip
@pytest.mark.parametrize("put", [in_a_title, in_a_text, in_a_clause])
@pytest.mark.parametrize("texts", [None, {"m": ["Sagorådet"]}])
def test_a_name_in_one_word_is_in_no_file(
    put: Callable[[Given, str], None], name: str, texts: Any, tmp_path: Path
) -> None:
    rows = meeting()
    put(rows, name)
    out = tmp_path / "out"
    first_files(rows, out, settings=GIVEN, texts=texts)
    held = [p for p in out.rglob("*") if p.is_file() and b"zqvattmo" in p.read_bytes().lower()]
    assert held == []


@pytest.mark.parametrize("printed", [
    "Se hedda-zqvattmo för mer.", "Se HeddaZqvattmo.", "Av Britt\u2011Marie Zqvattmo.",
])  # fmt: skip
def test_nor_in_what_is_published_of_minutes(printed: str, settings: Settings) -> None:
    text = minutes_of([], [{"printed": printed}])
    assert "zqvattmo" not in everything(published(text, settings))


# --- organizations of one word --------------------------------------------------------------------


@pytest.mark.parametrize(("short", "stays"), [("Zqvattmos", False), ("Drakar", True)])
def test_what_an_organization_is_called_alone_is_looked_up_where_no_list_explains_it(
    short: str, stays: bool, tmp_path: Path
) -> None:
    """An organization that is left out for its name is so under its short name in all meetings."""
    one, two = meeting(own="a-"), meeting(own="b-")
    two["meetings"][0]["date"] = two["meetings"][0]["adjusted_on"] = "2031-04-09"
    name = "Hedda Zqvattmos stiftelse"
    one["organizations"].append({"id": "org/9", "name": name, "short_name": short, "kind": "other"})
    one["addressees"][0].update(organization="org/9", text="stiftelsen")
    two["item_texts"][0]["text"] = f"Bidraget till {short} är lågt."
    out = tmp_path / "out"
    first_files(together(one, two), out, settings=GIVEN)
    said = (out / "data" / "item_texts.csv").read_text("utf-8")
    assert (f"Bidraget till {short}" in said) is stays
    assert "Zqvattmos" not in said

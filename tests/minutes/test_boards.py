"""Lists of attendance as boards, companies and students' unions print them. All invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_said import people_said, reading, unread_lines
from socsam_opendata import Reading
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.settings.dataset_toml import Settings

HEAD = "Hamnnämnden\nSammanträdesprotokoll 2026-04-09\n\nPlats och tid: Kajen, kl. 13.00-15.00\n\n"
ITEMS = "\n\n§ 1 Kajen\n\nInget.\n\n§ 2 Bryggan\n\nInget.\n"


def _roles(found: Reading) -> list[tuple[str, str]]:
    names = {row.id: row.name for row in found.rows["persons"]}
    return [(names[row.person], row.role) for row in found.rows["roles"] if row.item is None]


def test_offices_in_brackets_are_whose_they_stand_behind_over_the_end_of_a_line(
    tmp_path: Path,
) -> None:
    listed = (
        "Närvarande: Disa Furu (ordförande), Frej Ås (vice ordförande), Gerda\n"
        "Snö (sekreterare), Tore Vik (kassör), Rut Berg (adjungerad, från 2.1)\n"
    )
    found = reading(tmp_path, HEAD + listed + ITEMS)
    assert _roles(found) == [
        ("Disa Furu", "chair"), ("Frej Ås", "vice-chair"), ("Gerda Snö", "secretary")
    ]  # fmt: skip
    assert people_said(found) == [
        "Disa Furu member present", "Frej Ås member present", "Gerda Snö official present",
        "Tore Vik member present", "Rut Berg guest partial",
    ]  # fmt: skip
    assert not unread_lines(found)
    unclear = [row.facts for row in found.problems if row.code == "capacity-unclear"]
    assert [facts["name"] for facts in unclear] == ["Gerda Snö"]


def test_who_stands_below_a_label_that_nobody_knows_is_not_of_the_list_above(
    tmp_path: Path,
) -> None:
    listed = (
        "Närvarande:      Disa Furu, ordförande\n"
        "                 Frej Ås\n\n"
        "Frånvarande:     Gerda Snö\n\n"
        "Inhyrda:         Tore Vik, Murbruksbyrån\n"
        "                 Rut Berg, Murbruksbyrån\n"
    )
    found = reading(tmp_path, HEAD + listed + ITEMS)
    assert people_said(found) == [
        "Disa Furu member present", "Frej Ås member present", "Gerda Snö member absent",
    ]  # fmt: skip
    assert unread_lines(found) == [
        "Inhyrda:         Tore Vik, Murbruksbyrån", "Rut Berg, Murbruksbyrån"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "how", ["deltar på distans", "per telefon", "medverkar via länk", "närvarande digitalt"]
)
def test_how_somebody_took_part_is_no_title(how: str, tmp_path: Path) -> None:
    found = reading(tmp_path, f"{HEAD}Ledamöter\nDisa Furu, ordförande\nFrej Ås, {how}\n{ITEMS}")
    assert people_said(found) == ["Disa Furu member present", "Frej Ås member remote"]


def test_an_office_in_two_languages_is_one(tmp_path: Path) -> None:
    listed = (
        "Beslutande / Päättäjät\nDisa Furu (S), ordförande / puheenjohtaja\nFrej Ås (C)\n\n"
        "Övriga närvarande / Muut läsnäolijat\nMåns Råd, sekreterare / sihteeri\n"
    )
    found = reading(tmp_path, HEAD + listed + ITEMS)
    assert _roles(found) == [("Disa Furu", "chair"), ("Måns Råd", "secretary")]


@pytest.mark.parametrize("head", ["Ej beslutande", "Icke beslutande"])
def test_those_who_do_not_decide_serve_nobody(head: str, tmp_path: Path) -> None:
    listed = (
        "Beslutande ledamöter\nDisa Furu (S), ordförande\n\n"
        f"Tjänstgörande ersättare\nTore Vik (S) för Maj Sten (S)\n\n{head}\nRut Berg (M)\n"
    )
    found = reading(tmp_path, HEAD + listed + ITEMS)
    assert people_said(found)[1:] == [
        "Tore Vik serving-substitute present S för Maj Sten", "Rut Berg substitute present M"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("PROTOKOLL FÖRT VID STYRELSEMÖTE MED KAJSTADS VATTEN AB", "kajstads-vatten-ab"),
        ("Protokoll fört vid årsstämma med Kajstads Kran AB, 000000-0000", "kajstads-kran-ab"),
        ("Direktionsmöte med Norra Slussverket", "norra-slussverket"),
    ],
)
def test_a_body_stands_behind_any_word_for_a_meeting(line: str, body: str, tmp_path: Path) -> None:
    front = f"{line}\n\nOrg.nr 000000-0000\nMöte nr 4\n\nDatum: 2026-04-09\nPlats: Kajen\n\n"
    found = reading(tmp_path, f"{front}Närvarande: Disa Furu, ordförande\n{ITEMS}")
    assert [row.body for row in found.rows["meetings"]] == [body]


@pytest.mark.parametrize("text", ["Inga.", "9 maj 2026 kl. 09.00.", "Godkändes."])
def test_text_right_below_a_title_is_none_of_it(text: str, tmp_path: Path) -> None:
    items = f"§ 1 Kajen\nInget nytt finns.\n\n§ 2 Övriga frågor\n{text}\n"
    found = reading(tmp_path, f"{HEAD}Ledamöter\nDisa Furu (S), ordförande\n\n{items}")
    assert [row.title for row in found.rows["agenda_items"]] == ["Kajen", "Övriga frågor"]


AGENDA = """\
1. Mötets öppnande
Ordföranden öppnade mötet kl. 17.05.

2. Val av justerare
Det beslutades att utse Frej Ås.

3. Ny brygga
Det beslutades
att bygga en brygga.

4. Mötets avslutande
Mötet avslutades 18.40.
"""
FRONT = (
    "Kajstads båtklubb\nProtokoll från styrelsemöte 2026-04-09\n\n"
    "Närvarande: Disa Furu, Frej Ås\n\n"
)


def test_the_points_of_an_agenda_are_items_and_it_is_told_why(tmp_path: Path) -> None:
    found = reading(tmp_path, FRONT + AGENDA)
    said = [(row.number, row.title, row.kind) for row in found.rows["agenda_items"]]
    assert said == [
        ("1", "Mötets öppnande", "formality"), ("2", "Val av justerare", "formality"),
        ("3", "Ny brygga", "decision"), ("4", "Mötets avslutande", "formality"),
    ]  # fmt: skip
    clauses = [row.text for row in found.rows["clauses"]]
    assert clauses[:2] == ["Det beslutades att utse Frej Ås.", "att bygga en brygga."]
    assert "paragraphs-inferred" in {row.code for row in found.problems}
    (meeting,) = found.rows["meetings"]
    assert (str(meeting.starts_at), str(meeting.ends_at)) == ("17:05:00", "18:40:00")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Det beslutades att utse Frej Ås.", "2.1 Val av räknare\nIngen valdes."),
        ("1. Mötets öppnande", "1. Vi ses på kajen.\n\n9. Mötets öppnande"),
    ],
)
def test_points_of_points_and_lists_are_no_items(before: str, after: str, tmp_path: Path) -> None:
    found = reading(tmp_path, FRONT + AGENDA.replace(before, after))
    assert not found.rows["agenda_items"]
    assert "paragraphs-missing" in {row.code for row in found.problems}


def test_a_decision_told_of_below_a_heading_is_none_of_this_meeting(tmp_path: Path) -> None:
    items = "§ 1 Kajen\n\nBakgrund\n\nDet beslutades att riva kajen.\n\n§ 2 Bryggan\n\nInget.\n"
    found = reading(tmp_path, f"{HEAD}Ledamöter\nDisa Furu (S), ordförande\n\n{items}")
    assert not found.rows["clauses"]


def test_the_hours_of_the_cover_stay(tmp_path: Path) -> None:
    items = "§ 1 Öppnande\n\nMötet öppnades 13.10.\n\n§ 2 Slut\n\nMötet avslutades 14.50.\n"
    found = reading(tmp_path, f"{HEAD}Ledamöter\nDisa Furu (S), ordförande\n\n{items}")
    (meeting,) = found.rows["meetings"]
    assert (str(meeting.starts_at), str(meeting.ends_at)) == ("13:00:00", "15:00:00")


@pytest.mark.parametrize(
    ("text", "decides"),
    [
        ("Stämman beslutade att anta stadgarna.", True),
        ("Hamnnämnden beslutade bevilja 8 000 kr.", True),
        ("Hamnnämnden beslutade 2024 att anta stadgarna.", False),
        ("Vägnämnden beslutade att anta stadgarna.", False),
        ("Hamnnämnden beslutade att anta stadgarna.\n\nSedan dess har inget hänt.", False),
    ],
)
def test_a_decision_told_of_at_the_end_of_an_item_is_one(
    text: str, decides: bool, tmp_path: Path
) -> None:
    items = f"§ 1 Stadgar\n\n{text}\n\n§ 2 Bryggan\n\nInget.\n"
    found = reading(tmp_path, f"{HEAD}Ledamöter\nDisa Furu (S), ordförande\n\n{items}")
    assert bool(found.rows["clauses"]) == decides


def test_titles_shortened_before_names(tmp_path: Path) -> None:
    listed = (
        "Närvarande: Ordf. Disa Furu (S)\n            Led. Frej Ås (C)\n"
        "            Ers. Tore Vik (L), ej tjg.\n\nFrånvarande: Led. Maj Sten (L)\n"
    )
    signed = (
        "\n         Vid protokollet:              Justerat:\n\n\n"
        "         Måns Råd                      Disa Furu\n"
        "                                       ordf.\n\n\n"
        "                                       Frej Ås\n"
    )
    found = reading(tmp_path, HEAD + listed + ITEMS + signed)
    assert people_said(found) == [
        "Disa Furu member present S", "Frej Ås member present C", "Tore Vik substitute present L",
        "Maj Sten member absent L",
    ]  # fmt: skip
    assert sorted(_roles(found)) == [
        ("Disa Furu", "chair"), ("Frej Ås", "adjuster"), ("Måns Råd", "secretary")
    ]  # fmt: skip


def test_where_nobody_is_known_to_have_led_those_who_sign_are_no_adjusters(tmp_path: Path) -> None:
    signed = (
        "\nVid protokollet           Justeras\n\nMåns Råd                  Disa Furu\n\n"
        "                          Frej Ås\n"
    )
    found = reading(tmp_path, HEAD + ITEMS + signed)
    assert _roles(found) == [("Måns Råd", "secretary")]
    told = [row.facts["name"] for row in found.problems if row.code == "signature-without-title"]
    assert told == ["Disa Furu", "Frej Ås"]
    assert [row.name for row in found.rows["persons"]] == ["Måns Råd"]


def test_an_unknown_label_ends_an_office(tmp_path: Path) -> None:
    front = (
        "Ledamöter\nDisa Furu (S), ordförande\n\nSekreterare:\nMåns Råd\n\n"
        "Utlottad tolk:\nLi Stig\n"
    )
    found = reading(tmp_path, HEAD + front + ITEMS)
    assert sorted(_roles(found)) == [("Disa Furu", "chair"), ("Måns Råd", "secretary")]
    assert unread_lines(found) == ["Utlottad tolk:", "Li Stig"]


def test_the_place_stands_behind_the_hours_of_a_title(tmp_path: Path) -> None:
    head = "Hamnnämnden\nProtokoll den 9 april 2026\nKl. 08.30–09.55, Magasinet\n\n"
    found = reading(tmp_path, f"{head}Ledamöter\nDisa Furu (S), ordförande\n{ITEMS}")
    (meeting,) = found.rows["meetings"]
    assert (str(meeting.starts_at), meeting.place) == ("08:30:00", "Magasinet")


def test_columns_of_attendance_may_stand_two_blanks_apart(tmp_path: Path) -> None:
    listed = (
        "Ledamöter         Kommun   Närv.  Ersättare        Närv.\n"
        "Disa Furu (S)     Bergby   x      Tore Vik (S)     -\n"
        "Frej Långvik (C)  Dalby    -      Rut Berg (C)     x\n"
    )
    found = reading(tmp_path, HEAD + listed + ITEMS)
    assert people_said(found) == [
        "Disa Furu member present S", "Tore Vik substitute absent S",
        "Frej Långvik member absent C", "Rut Berg serving-substitute present C för Frej Långvik",
    ]  # fmt: skip


def test_a_word_apart_before_a_name_is_none_of_it(tmp_path: Path) -> None:
    listed = "Närvarande:\nUtlottade  Disa Furu (S)\nLedamot  Frej Ås (C)\nGerda  Snö (M)\n"
    found = reading(tmp_path, HEAD + listed + ITEMS)
    assert people_said(found) == ["Frej Ås member present C", "Gerda Snö member present M"]
    assert unread_lines(found) == ["Utlottade  Disa Furu (S)"]


@pytest.mark.parametrize(
    ("head", "item", "body"),
    [
        ("HAMNNÄMNDEN I KAJSTAD\nArbetsutskottet", "Arbetsutskottets beslut", "arbetsutskottet"),
        ("HAMNNÄMNDEN I KAJSTAD\nArbetsutskottet", "Beslut", "hamnnamnden-i-kajstad"),
        ("Region Kajkusten\nGranskningskollegiet", "Beslut", "granskningskollegiet"),
        ("Styrelseprotokoll\nFöreningen Kajen\nMöte 3", "Beslut", "foreningen-kajen"),
    ],
)
def test_the_body_is_who_met_and_decided(head: str, item: str, body: str, tmp_path: Path) -> None:
    front = f"{head}\n2026-04-09\n\nLedamöter\nDisa Furu, ordförande\n\n"
    items = f"§ 1 Kajen\n\n{item}\nKajen lagas.\n\n§ 2 Bryggan\n\nInget.\n"
    found = reading(tmp_path, front + items)
    assert [row.body for row in found.rows["meetings"]] == [body]


def test_the_board_of_a_title_decides(tmp_path: Path) -> None:
    front = "Styrelseprotokoll\nKajens vänner\n2026-04-09\n\nNärvarande: Disa Furu, Frej Ås\n\n"
    items = "§ 1 Kajen\nStyrelsen beslutar att laga kajen.\n\n§ 2 Bryggan\n-\n"
    found = reading(tmp_path, front + items)
    assert [row.title for row in found.rows["agenda_items"]] == ["Kajen", "Bryggan"]
    assert [row.text for row in found.rows["clauses"]] == ["Styrelsen beslutar att laga kajen."]


def test_lists_in_the_cells_of_a_page_on_the_web_are_people(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        "<h1>Protokoll för Hamnnämnden 9 april 2026</h1><table>"
        "<tr><th>Beslutande</th><td><ul><li>Disa Furu (S), ordförande</li><li>Frej Ås (C)</li></ul>"
        "</td></tr><tr><th>Ej tjänstgörande ersättare</th><td><ul><li>Rut Berg (M)</li></ul></td>"
        "</tr></table><h2>§ 1 Kajen</h2><p>Inget.</p><h2>§ 2 Bryggan</h2><p>Inget.</p>",
        encoding="utf-8",
    )
    found = read_minutes(page, Settings())
    assert people_said(found) == [
        "Disa Furu member present S", "Frej Ås member present C", "Rut Berg substitute present M",
    ]  # fmt: skip
    assert ("Disa Furu", "chair") in _roles(found)

"""People listed in running text over several lines, as wide covers print them. All invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_said import people_said, reading, unread_lines

HEAD = "Hamnnämnden\nSammanträdesprotokoll 2026-04-09\n\nPlats och tid: Kajen, kl. 13.00-15.00\n\n"
TAIL = "\n\n" + "\n\n".join(f"§ {n} Sak\n\nText." for n in range(4, 10))

# Form -> the cover, who took part.
LISTS = {
    "names that the end of a line divides": (
        "Ledamöter         Disa Furu (S), Eskil Mård (M), Frej\n"
        "                  Ås (C), Gerda Snö (V) och Hilma\n"
        "                  Vik (MP)\n",
        ["Disa Furu member present S", "Eskil Mård member present M", "Frej Ås member present C",
         "Gerda Snö member present V", "Hilma Vik member present MP"]),
    "names of three words": (
        "Beslutande: Disa Furu (S), Gerda Snö (V), Anna Eva\nMård Lilja (M), Ivar Torp (L), Carl\n"
        "Johan Ås (C)\n",
        ["Disa Furu member present S", "Gerda Snö member present V",
         "Anna Eva Mård Lilja member present M", "Ivar Torp member present L",
         "Carl Johan Ås member present C"]),
    "where each is from": (
        "Beslutande: Disa Furu (S), Åsarna\nEskil Mård (M), Hallen\n",
        ["Disa Furu member present S", "Eskil Mård member present M"]),
    "whom somebody serves for": (
        "Tjänstgörande     Disa Furu (S) ersätter Eskil Mård (S), Frej\n"
        "ersättare         Ås (C) ersätter Gerda Snö (C) och Hilma Vik (MP) ersätter\n"
        "                  Ivar Torp (MP).\n",
        ["Disa Furu serving-substitute present S för Eskil Mård",
         "Frej Ås serving-substitute present C för Gerda Snö",
         "Hilma Vik serving-substitute present MP för Ivar Torp"]),
    "titles that stand alone at the end of a line": (
        "Beslutande\nDisa Furu (S), ordförande\nEskil Mård (M), Vice ordförande\nFrej Ås (C)\n",
        ["Disa Furu member present S", "Eskil Mård member present M", "Frej Ås member present C"]),
    "officials, each with paragraphs": (
        "Tjänstemän        Hamnchef Liv Stig, nämndsekreterare Måns Råd,\n"
        "                  ekonom Nora Grip § 5, byggchef Olle Bro §§ 6-7\n"
        "                  och controller Pia Lod § 8\n",
        ["Liv Stig official present", "Måns Råd official present",
         "Nora Grip official partial 5", "Olle Bro official partial 6-7",
         "Pia Lod official partial 8"]),
    "one title in front of several": (
        "Övriga            Revisorerna Liv Stig och Måns Råd, § 5\n"
        "                  Ekonomerna Nora Grip och Olle Bro\n",
        ["Liv Stig official partial 5", "Måns Råd official partial 5",
         "Nora Grip official present", "Olle Bro official present"]),
    "offices of another body": (
        "Övriga            Vice ordförande i bygglovsnämnden Disa Furu (S) § 5 och\n"
        "                  andre vice ordförande i bygglovsnämnden Eskil Mård (M) § 5\n",
        ["Disa Furu guest partial S 5", "Eskil Mård guest partial M 5"]),
}  # fmt: skip


@pytest.mark.parametrize(("cover", "people"), LISTS.values(), ids=LISTS)
def test_a_list_in_running_text_has_whole_people(
    cover: str, people: list[str], tmp_path: Path
) -> None:
    found = reading(tmp_path, f"{HEAD}{cover}{TAIL}")
    assert (people_said(found), unread_lines(found)) == (people, [])


def test_a_person_whose_name_goes_on_below_stands_on_the_line_of_its_end(tmp_path: Path) -> None:
    cover = "Ledamöter         Disa Furu (S), Frej\n                  Ås (C)\n"
    found = reading(tmp_path, f"{HEAD}{cover}{TAIL}")
    assert [row.first_line for row in found.rows["participants"]] == [6, 7]


@pytest.mark.parametrize(
    "but", ["Samtliga ledamöter med undantag av:", "Alla ordinarie ledamöter utom"]
)
def test_whoever_is_listed_as_not_there_is_not_taken_for_present(but: str, tmp_path: Path) -> None:
    cover = (
        f"Beslutande        {but}\n\n"
        "                  Förhindrad ledamot      Inkallad ersättare\n"
        "                  Disa Furu (S)           Eskil Mård (S)\n"
        "                  Frej Ås (C)             Gerda Snö (C)\n"
    )
    found = reading(tmp_path, f"{HEAD}{cover}{TAIL}")
    assert people_said(found) == []
    assert len(unread_lines(found)) == 4


def test_who_would_sign_for_an_adjuster_is_none(tmp_path: Path) -> None:
    cover = (
        "Beslutande\nDisa Furu (S)\nEskil Mård (M)\n\n"
        "Justerare        Disa Furu och Eskil Mård med Frej Ås och\n"
        "                 Gerda Snö som ersättare\n"
    )
    found = reading(tmp_path, f"{HEAD}{cover}{TAIL}")
    names = {row.id: row.name for row in found.rows["persons"]}
    roles = [(row.role, names[row.person]) for row in found.rows["roles"]]
    assert roles == [("adjuster", "Disa Furu"), ("adjuster", "Eskil Mård")]
    assert len(unread_lines(found)) == 2


@pytest.mark.parametrize("name", ["Elevrådet Bergaskolan", "Byföreningen Ås", "Miljöenheten Norra"])
def test_what_begins_with_a_kind_of_body_is_no_person(name: str, tmp_path: Path) -> None:
    found = reading(tmp_path, f"{HEAD}Övriga\n{name}, § 5\nLiv Stig, hamnchef\n{TAIL}")
    assert (people_said(found), len(unread_lines(found))) == (["Liv Stig official present"], 1)


def test_a_body_below_the_day_in_the_head_of_a_page_is_the_one_that_met(tmp_path: Path) -> None:
    head = (
        "PROTOKOLL        Sida 1 av 4\nSammanträdesdatum\n2026-04-09\n\nHamn- och fiskenämnden\n\n"
    )
    found = reading(tmp_path, f"{head}Plats: Kajen\n\nLedamöter\nDisa Furu (S)\n{TAIL}")
    (meeting,) = found.rows["meetings"]
    assert (meeting.body, f"{meeting.date}") == ("hamn-och-fiskenamnden", "2026-04-09")

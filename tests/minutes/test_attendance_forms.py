"""The forms in which attendance is printed, and what must not be read out of them. All invented."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from attendance_said import people_said, reading, unread_lines
from socsam_opendata.minutes.reading import Reading

HEAD = """\
Fjällnämnden
Sammanträdesprotokoll

Plats och tid: Sal Norr, Fjällby, den 3 mars 2025 kl. 09.00-11.00

"""
TAIL = "\n\nParagrafer: §§ 1-9\n\n" + "\n\n".join(f"§ {n} Sak\n\nText." for n in range(1, 10))


def roles(found: Reading) -> set[tuple[str, str]]:
    names = {row.id: row.name for row in found.rows["persons"]}
    return {(names[row.person], row.role) for row in found.rows["roles"]}


def codes(found: Reading) -> set[str]:
    return {problem.code for problem in found.problems}


FORMS = {
    "a list for each capacity": (
        "Beslutande ledamöter\nAlva Rönn (S), ordförande\nBirger Al (M), §§ 1-5\n\n"
        "Tjänstgörande ersättare\nCaj Ek (S) för Dina Lind (S)\n"
        "Egon Asp (M) ersätter Birger Al (M) §§ 6-9\n\nÖvriga närvarande\nFolke Sälg, kanslichef\n",
        ["Alva Rönn member present S", "Birger Al member partial M 1-5",
         "Caj Ek serving-substitute present S för Dina Lind",
         "Egon Asp serving-substitute partial M 6-9 för Birger Al",
         "Folke Sälg official present"],
    ),
    "the list is whose": (
        "Direktionens ledamöter\nAlva Rönn (S)\nAnmält förhinder: Birger Al (M)\n\n"
        "Direktionens ersättare\nCaj Ek (S) tjänstgörande för Birger Al\n"
        "Dina Lind (C) tjänstgörande §§ 3-9\n",
        ["Alva Rönn member present S", "Birger Al member absent M",
         "Caj Ek serving-substitute present S för Birger Al",
         "Dina Lind serving-substitute partial C 3-9"],
    ),
    "whom for, in three orders": (
        "Tjänstgörande ersättare\nAlva Rönn (S) i stället för Birger Al (S)\n"
        "För Caj Ek (C) tjänstgör Dina Lind (C)\nEgon Asp (V) tjg för Folke Sälg (V)\n",
        ["Alva Rönn serving-substitute present S för Birger Al",
         "Dina Lind serving-substitute present C för Caj Ek",
         "Egon Asp serving-substitute present V för Folke Sälg"],
    ),
    "for whom, in other words, and for nobody": (
        "Beslutande\nAlva Rönn (S), vikarierar för Birger Al\nCaj Ek (C) för vakant plats\n"
        "Dina Lind (M), vikarie för Egon Asp (M)\nFolke Sälg (V) ersätter vakant plats (V)\n",
        ["Alva Rönn serving-substitute present S för Birger Al",
         "Caj Ek serving-substitute present C",
         "Dina Lind serving-substitute present M för Egon Asp",
         "Folke Sälg serving-substitute present V"],
    ),
    "substitutes who do not serve, with a comma": (
        "Beslutande\nAlva Rönn (S)\n\nErsättare, ej tjänstgörande\nBirger Al (M)\n\n"
        "Närvarande, ej tjänstgörande ersättare\nCaj Ek (C)\n",
        ["Alva Rönn member present S", "Birger Al substitute present M",
         "Caj Ek substitute present C"],
    ),
    "whom for, by three names without a party": (
        "Närvarande\nAlva Rönn (S), ersättare för Birger Arvid Al\n"
        "Caj Ek (C), ersättare, Ersätter Dina Maria Lind-Asp\nBirger Arvid Al (S), frånvarande\n",
        ["Alva Rönn serving-substitute present S för Birger Arvid Al",
         "Caj Ek serving-substitute present C för Dina Maria Lind-Asp",
         "Birger Arvid Al member absent S"],
    ),
    "a party without brackets": (
        "Beslutande\nAlva Rönn, (C)\nBirger Al, M,\nCaj Ek (--)\n---\nVakant (M)\n",
        ["Alva Rönn member present C", "Birger Al member present M", "Caj Ek member present --"],
    ),
    "a party in a column": (
        "Beslutande      Alva Rönn      S     ordförande\n                Birger Al      M\n",
        ["Alva Rönn member present S", "Birger Al member present M"],
    ),
    "a surname before a comma": (
        "Beslutande\nRönn, Alva (S)\nAl, Birger (M)\n",
        ["Alva Rönn member present S", "Birger Al member present M"],
    ),
    "an initial in a name": (
        "Beslutande\nAlva B Rönn (S)\nBirger Å. Al (M)\n",
        ["Alva B Rönn member present S", "Birger Å. Al member present M"],
    ),
    "the last after and": (
        "Beslutande: Alva Rönn (S), Birger Al (C) och Caj Ek (V)\n",
        ["Alva Rönn member present S", "Birger Al member present C", "Caj Ek member present V"],
    ),
    "by office": (
        "Ordförande: Alva Rönn (S)\nVice ordförande: Birger Al (M)\n"
        "Ledamöter: Caj Ek (C), Dina Lind (V)\nErsättare: Egon Asp (S)\n",
        ["Alva Rönn member present S", "Birger Al member present M", "Caj Ek member present C",
         "Dina Lind member present V", "Egon Asp substitute present S"],
    ),
    "labels in two languages": (
        "Läsnä / Närvarande:\nAlva Rönn, ledamot\nBirger Al, ersättare\n\n"
        "Frånvarande / Absent:\nCaj Ek, ledamot\n",
        ["Alva Rönn member present", "Birger Al substitute present", "Caj Ek member absent"],
    ),
    "called and present": (
        "Kallade\nAlva Rönn (S)\nBirger Al (M)\nCaj Ek (C)\n\n"
        "Närvarande\nAlva Rönn (S)\nCaj Ek (C)\n",
        ["Alva Rönn member present S", "Caj Ek member present C", "Birger Al member absent M"],
    ),
    "words of absence in a list": (
        "Beslutande\nAlva Rönn (S)\nBirger Al (M) frånvarande\nCaj Ek (C), anmält förhinder\n"
        "Dina Lind (V) – ej närvarande\nEgon Asp (L), sjuk\n",
        ["Alva Rönn member present S", "Birger Al member absent M", "Caj Ek member absent C",
         "Dina Lind member absent V", "Egon Asp member absent L"],
    ),
    "for a part of the meeting": (
        "Beslutande\nAlva Rönn (S), kl. 09.00-10.30\nBirger Al (M), anlände kl. 09.20\n"
        "Caj Ek (C), avvek kl 10.15 efter § 4\nDina Lind (V), lämnade mötet före § 6\n"
        "Egon Asp (S) fr.o.m. kl. 09.45, § 3\nFolke Sälg (L), §§ 3-4, del av § 6\n"
        "Gun Hägg (KD), anlände efter § 2\nHans Pil (MP), närvarande tom kl. 10 § 7\n"
        "Ines Tall (SD) (anslöt senare)\n",
        ["Alva Rönn member partial S", "Birger Al member partial M", "Caj Ek member partial C 1-4",
         "Dina Lind member partial V 1-5", "Egon Asp member partial S 3-9",
         "Folke Sälg member partial L 3-4,6", "Gun Hägg member partial KD 3-9",
         "Hans Pil member partial MP 1-7", "Ines Tall member partial SD"],
    ),
    "recused for one paragraph": (
        "Beslutande\nAlva Rönn (S), ej § 5 på grund av jäv\nBirger Al (M) (jäv § 7)\n\n"
        "Tjänstgörande ersättare\nCaj Ek (S) för Alva Rönn (S), § 5 p.g.a. jäv\n",
        ["Alva Rönn member partial S 1-4,6-9", "Alva Rönn member recused S 5",
         "Birger Al member partial M 1-6,8-9", "Birger Al member recused M 7",
         "Caj Ek serving-substitute partial S 5 för Alva Rönn"],
    ),
    "from elsewhere": (
        "Beslutande\nAlva Rönn (S), deltar digitalt\nBirger Al (M), via Teams §§ 1-3\n",
        ["Alva Rönn member remote S", "Birger Al member remote M 1-3"],
    ),
    "titles before names": (
        "Övriga närvarande\nKommundirektör Alva Rönn\nTf ekonomichef Birger Al, §§ 2-3\n"
        "Stadsstyrelsens ordförande Caj Ek\n",
        ["Alva Rönn official present", "Birger Al official partial 2-3", "Caj Ek official present"],
    ),
    "a group whose members have employers": (
        "Deltagare\nAlva Rönn, Fjällverket\nBirger Al (Sjöverket)\nCaj Ek – Åverket\n",
        ["Alva Rönn member present", "Birger Al member present", "Caj Ek member present"],
    ),
    "in a sentence with its label": (
        "Närvarande är Alva Rönn (S), Birger Al (M) och Caj Ek (C).\nFrånvarande: Dina Lind (V)\n",
        ["Alva Rönn member present S", "Birger Al member present M", "Caj Ek member present C",
         "Dina Lind member absent V"],
    ),
    "offices in brackets": (
        "Närvarande: Alva Rönn (ordf.), Birger Al (sekr.), Caj Ek, Dina Lind och Egon Asp\n"
        "Övriga: kanslichef Folke Sälg, Gun Hägg (revisor)\n",
        ["Alva Rönn member present", "Birger Al official present", "Caj Ek member present",
         "Dina Lind member present", "Egon Asp member present", "Folke Sälg official present",
         "Gun Hägg official present"],
    ),
    "members with titles and no parties": (
        "Närvarande ledamöter: professor Alva Rönn (ordförande), doktorand Birger Al, Caj Ek\n",
        ["Alva Rönn member present", "Birger Al member present", "Caj Ek member present"],
    ),
    "offices in a column": (
        "Närvarande\nAlva Rönn          Ordförande\nBirger Al          Ledamot, deltog via länk\n"
        "Caj Ek             Suppleant\n",
        ["Alva Rönn member present", "Birger Al member remote", "Caj Ek substitute present"],
    ),
    "labels over columns": (
        "LEDAMÖTER                ERSÄTTARE                ÖVRIGA\n"
        "Alva Rönn (S)            Birger Al (C)            Caj Ek, kanslichef\n"
        "Dina Lind (M)\n"
        "Egon Asp (L)             Folke Sälg (V)\n",
        ["Alva Rönn member present S", "Dina Lind member present M", "Egon Asp member present L",
         "Birger Al substitute present C", "Folke Sälg substitute present V",
         "Caj Ek official present"],
    ),
    "labels over the columns of a table": (
        "|Beslutande|Ersättare|\n|---|---|\n|Alva Rönn (S)|Birger Al (C)|\n|Dina Lind (M)||\n",
        ["Alva Rönn member present S", "Dina Lind member present M",
         "Birger Al substitute present C"],
    ),
    "a label that goes on below itself": (
        "Beslutande             Alva Rönn (S), ordförande\n"
        "                       Birger Al (M)\n\n"
        "Icke tjänst-           Caj Ek (C)\n"
        "görande ersättare      Dina Lind (V)\n\n"
        "Övriga                 Egon Asp, ekonomichef\n"
        "deltagare              Folke Sälg, strateg § 4\n",
        ["Alva Rönn member present S", "Birger Al member present M", "Caj Ek substitute present C",
         "Dina Lind substitute present V", "Egon Asp official present",
         "Folke Sälg official partial 4"],
    ),
    "a list with marks": (
        "Namn                Parti     Närvaro     Anm.\n"
        "Alva Rönn           S         1           ordförande\n"
        "Birger Al           M         -\n"
        "Vakant plats\n"
        "Caj Ek              C         1           §§ 1-4\n",
        ["Alva Rönn member present S", "Birger Al member absent M", "Caj Ek member partial C 1-4"],
    ),
    "personal substitutes on the row": (
        "|Ordinarie|Närv.|Personlig ersättare|Närv.|\n|---|---|---|---|\n"
        "|Alva Rönn|X|Birger Al|-|\n|Caj Ek|-|Dina Lind|X|\n|Egon Asp|X|Folke Sälg|X|\n",
        ["Alva Rönn member present", "Birger Al substitute absent", "Caj Ek member absent",
         "Dina Lind serving-substitute present för Caj Ek", "Egon Asp member present",
         "Folke Sälg substitute present"],
    ),
    "a table without bars around it": (
        "Närvarande | Organisation | Mötesroll\n:--- | :--- | :---\n"
        "Alva Rönn | Fjällverket | Ordförande\nBirger Al | Sjöverket\n",
        ["Alva Rönn member present", "Birger Al member present"],
    ),
    "one line": (
        "1 Plats och tid Sal Norr, Fjällby Beslutande Alva Rönn (S) Ordförande Birger Al (M) "
        "Caj Ek (C) §§ 1-3 Tjänstgörande ersättare Dina Lind (V) för Egon Asp (V) "
        "Övriga närvarande Folke Sälg, nämndsekreterare, Gun Hägg, förvaltningschef 1",
        ["Alva Rönn member present S", "Birger Al member present M", "Caj Ek member partial C 1-3",
         "Dina Lind serving-substitute present V för Egon Asp", "Folke Sälg official present",
         "Gun Hägg official present"],
    ),
    "a list with marks on one line": (
        "3 Närvarolista Namn Parti Närvaro Anteckningar för nämnden i Fjällby den tredje mars "
        "Ledamöter (4) Alva Rönn S 1 Ordförande Birger Al M 1 "
        "Caj Ek C - Vakant plats Dina Lind L 1",
        ["Alva Rönn member present S", "Birger Al member present M", "Caj Ek member absent C",
         "Dina Lind member present L"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_form_of_attendance_is_read(form: str, tmp_path: Path) -> None:
    text, expected = FORMS[form]
    assert people_said(reading(tmp_path, HEAD + text + TAIL)) == expected


@pytest.mark.parametrize("form", FORMS)
def test_blank_lines_around_a_form_change_nothing(form: str, tmp_path: Path) -> None:
    text, expected = FORMS[form]
    assert people_said(reading(tmp_path, f"{HEAD}\n\n{text}\n\n{TAIL}")) == expected


def test_who_was_absent_and_who_served_is_told_in_sentences(tmp_path: Path) -> None:
    text = (
        "Fullmäktige i Fjällby\nProtokoll den 3 mars 2026\n\n"
        "Vid uppropet var samtliga ledamöter närvarande utom Alva Rönn (S),\n"
        "Birger Al och Caj Ek. I deras ställe tjänstgör Dina Lind (S) för Alva Rönn och Egon Asp "
        "för Birger Al.\n\n§ 1 Sak\n\nText.\n"
    )
    found = reading(tmp_path, text)
    assert people_said(found) == [
        "Alva Rönn member absent S", "Birger Al member absent", "Caj Ek member absent",
        "Dina Lind serving-substitute present S för Alva Rönn",
        "Egon Asp serving-substitute present för Birger Al",
    ]  # fmt: skip
    assert {row.first_line for row in found.rows["participants"]} == {4, 5}


@pytest.mark.parametrize(
    "sentence",
    [
        "Vid uppropet var samtliga ledamöter på plats utom två.",
        "Vid uppropet var alla ledamöter på plats utom Alva Rönn och en till.",
        "Samtliga ledamöter är på plats.",
    ],
)
def test_a_sentence_that_does_not_name_all_tells_nobody(sentence: str, tmp_path: Path) -> None:
    text = f"Fullmäktige i Fjällby\nProtokoll den 3 mars 2026\n\n{sentence}\n\n§ 1 Sak\n\nText.\n"
    assert people_said(reading(tmp_path, text)) == []


# A line -> what is told, and what is unread.
DOUBTFUL = {
    "people that nobody names": ("4 elever från Fjällskolan\nPressen, två personer\n", [],
                                 ["4 elever från Fjällskolan", "Pressen, två personer"]),
    "what may be another name": ("Alva Rönn, Birger Al\n", ["Alva Rönn member present"],
                                 ["Alva Rönn, Birger Al"]),
    "a count": ("18 av 21 ledamöter\n", [], ["18 av 21 ledamöter"]),
    "who steps in for an adjuster": (
        "Alva Rönn (S)\n\nUtses att justera   Birger Al (M)\nErsättare           Caj Ek (C)\n",
        ["Alva Rönn member present S"], ["Ersättare           Caj Ek (C)"]),
    "a list that is unknown": ("Jourhavande: Alva Rönn (S)\n", [], ["Jourhavande: Alva Rönn (S)"]),
}  # fmt: skip


@pytest.mark.parametrize("case", DOUBTFUL)
def test_what_is_doubtful_is_told_and_not_guessed(case: str, tmp_path: Path) -> None:
    text, people, lines = DOUBTFUL[case]
    found = reading(tmp_path, f"{HEAD}Beslutande\n{text}{TAIL}")
    assert people_said(found) == people
    assert unread_lines(found) == lines


def test_who_stands_beside_a_label_that_nobody_knows_is_in_no_other_list(tmp_path: Path) -> None:
    text = (
        "Beslutande         Alva Rönn (S)\n                   Birger Al (M)\n\n"
        "Gruppledare        Caj Ek (C)\n                   Dina Lind (V)\n\n"
        "Ersättare          Egon Asp (L)\n"
    )
    found = reading(tmp_path, HEAD + text + TAIL)
    assert people_said(found) == [
        "Alva Rönn member present S", "Birger Al member present M", "Egon Asp substitute present L",
    ]  # fmt: skip
    assert unread_lines(found) == ["Gruppledare        Caj Ek (C)", "Dina Lind (V)"]


def test_a_row_without_a_mark_tells_nobody_where_others_say_no(tmp_path: Path) -> None:
    row = "Caj Ek              C\n"
    text = (
        "Namn                Parti     Närvaro\nAlva Rönn           S         X\n"
        "Birger Al           M         -\n"
    )
    found = reading(tmp_path, HEAD + text + row + TAIL)
    assert [line.split()[0] for line in people_said(found)] == ["Alva", "Birger"]
    assert unread_lines(found) == [row.strip()]
    without = text.replace("Birger Al           M         -\n", "")
    assert (
        people_said(reading(tmp_path, HEAD + without + row + TAIL))[-1] == "Caj Ek member absent C"
    )


def test_labels_that_stand_before_all_names_leave_the_capacity_open(tmp_path: Path) -> None:
    text = (
        "Beslutande:\nErsättare:\nÖvriga närvarande:\nAlva Rönn (S), ordförande\nBirger Al (M)\n"
        "Caj Ek (C), tjänstgörande ersättare\nDina Lind, kanslichef\n"
    )
    found = reading(tmp_path, HEAD + text + TAIL)
    assert people_said(found)[2:] == [
        "Caj Ek serving-substitute present C",
        "Dina Lind official present",
    ]
    doubtful = [p.facts["name"] for p in found.problems if p.code == "capacity-unclear"]
    assert doubtful == ["Alva Rönn", "Birger Al"]


def test_present_and_absent_before_all_names_tell_nothing(tmp_path: Path) -> None:
    text = "Beslutande:\nFrånvarande:\nAlva Rönn (S)\nBirger Al (M)\nCaj Ek (C)\n"
    found = reading(tmp_path, HEAD + text + TAIL)
    assert people_said(found) == []
    assert unread_lines(found) == ["Alva Rönn (S)", "Birger Al (M)", "Caj Ek (C)"]


def test_who_is_missing_among_the_present_is_absent_only_where_all_of_them_are_read(
    tmp_path: Path,
) -> None:
    text = "Kallade\nAlva Rönn (S)\nBirger Al (M)\n\nNärvarande\nAlva Rönn (S)\nrönn m.fl.\n"
    found = reading(tmp_path, HEAD + text + TAIL)
    assert people_said(found) == ["Alva Rönn member present S"]


def test_surnames_first_are_turned_where_the_signatures_tell(tmp_path: Path) -> None:
    text = "Beslutande\nRönn Alva\nAl Birger, ordf.\nEk Caj\n\nKanslichef Dina Lind\n\n"
    signed = "Underskrifter\n\nAlva Rönn          Birger Al\nsekreterare        ordförande\n"
    found = reading(tmp_path, HEAD + text + signed + TAIL)
    assert [line.split(" member")[0] for line in people_said(found)][:3] == [
        "Alva Rönn", "Birger Al", "Caj Ek",
    ]  # fmt: skip
    assert roles(found) == {("Alva Rönn", "secretary"), ("Birger Al", "chair")}
    alone = reading(tmp_path, HEAD + text + TAIL)
    assert people_said(alone)[0] == "Rönn Alva member present"


@pytest.mark.parametrize(
    "signed", ["Alva Ronn", "Alva Maria Rönn", "Alva B. Rönn", "Alva-Karin Rönn"]
)
def test_a_name_spelt_otherwise_in_the_signature_is_one_person_and_told(
    signed: str, tmp_path: Path
) -> None:
    text = f"Beslutande\nAlva Rönn (S)\nBirger Al (M)\n\nUnderskrifter\n\n{signed}\nOrdförande\n"
    found = reading(tmp_path, HEAD + text + TAIL)
    one = signed != "Alva Maria Rönn"
    assert (("Alva Rönn", "chair") in roles(found)) == one
    assert ("name-spelt-otherwise" in codes(found)) == one
    assert ("role-not-in-attendance" in codes(found)) != one


@pytest.mark.parametrize("other", ["Elva Rönn", "Alva Brönn", "Alva Rosén", "Alma Rönn"])
def test_another_name_is_another_person(other: str, tmp_path: Path) -> None:
    text = f"Beslutande\nAlva Rönn (S)\n\nUnderskrifter\n\n{other}\nOrdförande\n"
    found = reading(tmp_path, HEAD + text + TAIL)
    assert roles(found) == {(other, "chair")}
    assert "name-spelt-otherwise" not in codes(found)


def test_two_adjusters_and_two_chairs_stand_side_by_side(tmp_path: Path) -> None:
    text = (
        "Beslutande\nAlva Rönn (S)\nBirger Al (M)\nCaj Ek (C)\n\nUnderskrifter\n"
        "Ordförande     ................\n               Alva Rönn §§ 1–4, 6     Birger Al § 5\n"
        "Justerare      ................\n               Caj Ek                  Birger Al\n"
    )
    found = reading(tmp_path, HEAD + text + TAIL)
    assert roles(found) == {
        ("Alva Rönn", "chair"), ("Birger Al", "chair"),
        ("Caj Ek", "adjuster"), ("Birger Al", "adjuster"),
    }  # fmt: skip
    during = [row.paragraphs for row in found.rows["roles"] if row.role == "chair"]
    assert during == ["1-4,6", "5"]


def test_a_second_role_for_a_paragraph_is_no_attendance(tmp_path: Path) -> None:
    text = "Beslutande\nAlva Rönn (S), 1:e vice ordförande, ordförande § 5\nBirger Al (M), § 5\n"
    found = reading(tmp_path, HEAD + text + TAIL)
    assert people_said(found) == ["Alva Rönn member present S", "Birger Al member partial M 5"]
    led = {(row.role, row.paragraphs) for row in found.rows["roles"]}
    assert led == {("chair", "5"), ("vice-chair", None)}


def test_signatures_below_the_last_paragraph_are_no_text_of_it(tmp_path: Path) -> None:
    signed = "\n\nVid protokollet\nDina Lind\n\nJusteras\nAlva Rönn      Birger Al\n"
    text = "Beslutande\nAlva Rönn (S), ordförande\nBirger Al (M)\n"
    found = reading(tmp_path, HEAD + text + TAIL + signed)
    assert roles(found) == {
        ("Alva Rönn", "chair"), ("Dina Lind", "secretary"), ("Birger Al", "adjuster"),
    }  # fmt: skip
    assert unread_lines(found) == []


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("12–13 mars 2026 kl. 09 – 12, Sal Norr", "Sal Norr"),
        ("Sal Norr, torsdag 12 mars 2026 kl. 13.00 – 15.00 och fredag 13 mars 2026", "Sal Norr"),
    ],
)
def test_several_days_are_told_and_are_no_place(printed: str, place: str, tmp_path: Path) -> None:
    text = HEAD.replace("Sal Norr, Fjällby, den 3 mars 2025 kl. 09.00-11.00", printed) + TAIL
    found = reading(tmp_path, text)
    (meeting,) = found.rows["meetings"]
    assert (str(meeting.date), meeting.place) == ("2026-03-12", place)
    assert "several-days" in codes(found)


def test_what_stands_apart_below_the_place_is_none_of_it(tmp_path: Path) -> None:
    text = "Fjällnämnden\n\nTid: 3 mars 2025\nPlats: Sal Norr\nFjällby\n\nAttityder till fjäll\n"
    found = reading(tmp_path, text + TAIL)
    assert found.rows["meetings"][0].place == "Sal Norr, Fjällby"
    assert unread_lines(found) == ["Attityder till fjäll"]


LONG = {
    "names": "Beslutande " + "Alva Rönn (S), " * 4_000,
    "blanks": "Beslutande" + " " * 60_000 + "x",
    "letters": "Beslutande\n" + "Alva " * 12_000,
    "columns": "Namn      Parti      Närvaro\n" + "Alva Rönn      S      1\n" * 3_000,
    "marks": "Ledamöter (4) " + "Alva Rönn S 1 " * 4_000,
    "labels": "Beslutande " * 6_000,
    "for": "Beslutande\nAlva Rönn (S) " + "för Birger Al " * 4_000,
    "times": "Beslutande\nAlva Rönn (S) " + "lämnade mötet kl 10 " * 3_000,
    "a gap behind a name": "Övriga\nAlva Rönn §" + " " * 40_000 + "5 x",
    "a gap behind a place": "Plats: a" + " " * 40_000 + "x",
    "a gap behind an end": "Plats: slut" + " " * 40_000 + "x",
    "divided names": "Ledamöter " + "Alva Rönn (S), Birger\nAl (M), " * 1_000,
    "officials": "Tjänstemän " + "ekonom Alva Rönn § 5, " * 2_000,
}


@pytest.mark.parametrize("kind", LONG)
def test_long_lists_take_no_time(kind: str, tmp_path: Path) -> None:
    begun = time.process_time()
    reading(tmp_path, HEAD + LONG[kind] + TAIL)
    # About a second; one that grows with the square of the length takes a minute.
    assert time.process_time() - begun < 15

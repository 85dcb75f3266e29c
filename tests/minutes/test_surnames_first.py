"""Lists with the surname first and no comma behind it. All invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_said import people_said, reading, unread_lines
from socsam_opendata.minutes.print.name_order import begins_with_surnames, name_turned, turned
from socsam_opendata.minutes.reading import Reading

HEAD = "Viknämnden\nSammanträdesprotokoll 2031-12-02\n\nPlats och tid: Sundet, kl. 18.00-20.30\n\n"
TAIL = "\n§ 1 Strand\n\nText.\n\n§ 2 Brygga\n\nText.\n"


def read_cover(folder: Path, text: str, tail: str = TAIL) -> Reading:
    return reading(folder, f"{HEAD}{text}{tail}")


def table(*rows: str) -> str:
    """A table of rows with bars between the cells; the first is its heading."""
    first, *others = rows
    line = "|".join("---" for _ in first.split("|"))
    return "".join(f"| {row} |\n" for row in (first, line, *others))


THREE = ["Alfhild Gran member present S", "Botvid von Hyll member absent M",
         "Dagny Siri Idegran member present C"]  # fmt: skip
TABLES = {
    "one column": table(
        "Efternamn Förnamn | Parti | Närvaro", "Gran Alfhild | S | X", "von Hyll Botvid | M | -",
        "Idegran Dagny Siri | C | X"),
    "one column, a comma": table(
        "Efternamn, förnamn | Parti | Närvaro", "Gran, Alfhild | S | X", "von Hyll, Botvid | M | -",
        "Idegran, Dagny Siri | C | X"),
    "in brackets": table(
        "Namn (efternamn, förnamn) | Parti | Närvaro", "Gran, Alfhild | S | X",
        "von Hyll Botvid | M | -", "Idegran, Dagny Siri | C | X"),
    "two columns": table(
        "Efternamn | Förnamn | Parti | Närvaro", "Gran | Alfhild | S | X",
        "von Hyll | Botvid | M | -", "Idegran | Dagny Siri | C | X"),
    "two columns, the given name first": table(
        "Förnamn | Efternamn | Parti | Närvaro", "Alfhild | Gran | S | X",
        "Botvid | von Hyll | M | -", "Dagny Siri | Idegran | C | X"),
    "columns of a page": (
        "Efternamn     Förnamn       Parti     Närvarande\n"
        "Gran          Alfhild       S         X\nvon Hyll      Botvid        M         -\n"
        "Idegran       Dagny Siri    C         X\n"),
    "one column of a page": (
        "Släktnamn och förnamn     Parti     Närvarande\n"
        "Gran Alfhild              S         X\nvon Hyll Botvid           M         -\n"
        "Idegran Dagny Siri        C         X\n"),
}  # fmt: skip


@pytest.mark.parametrize("form", TABLES)
def test_a_heading_tells_that_surnames_stand_first(form: str, tmp_path: Path) -> None:
    found = read_cover(tmp_path, TABLES[form])
    assert people_said(found) == THREE
    assert unread_lines(found) == []


# Cover -> who took part.
COVERS = {
    "a heading inside a list": (
        "Beslutande\nEfternamn Förnamn\nGran Alfhild (S), ordförande\nHyll Botvid (M)\n",
        ["Alfhild Gran member present S", "Botvid Hyll member present M"]),
    "members and their substitutes": (
        table("Ledamot (efternamn, förnamn) | Närv. | Personlig ersättare | Närv.",
              "Gran Alfhild, ordförande | X | Juhl Edla | -", "Hyll Botvid | - | Kinn Folke | X"),
        ["Alfhild Gran member present", "Edla Juhl substitute absent", "Botvid Hyll member absent",
         "Folke Kinn serving-substitute present för Botvid Hyll"]),
    "endings of surnames": (
        "Beslutande\nMattsson Alfhild\nHyll Botvid\nRosenkvist Dagny, ordförande\n\n"
        "Ersättare\nKinn Folke (för Hyll Botvid)\n\nÖvriga närvarande\nStadsdirektör Edla Juhl\n",
        ["Alfhild Mattsson member present", "Botvid Hyll member present",
         "Dagny Rosenkvist member present",
         "Folke Kinn serving-substitute present för Botvid Hyll", "Edla Juhl official present"]),
    "given names first": (
        "Beslutande\nAlfhild Mattsson (S)\nBotvid Hyll (M)\nDagny Rosenkvist (C)\n",
        ["Alfhild Mattsson member present S", "Botvid Hyll member present M",
         "Dagny Rosenkvist member present C"]),
    "one ending alone": (
        "Beslutande\nMattsson Alfhild (S)\nHyll Botvid (M)\n",
        ["Mattsson Alfhild member present S", "Hyll Botvid member present M"]),
    "endings that do not agree": (
        "Beslutande\nMattsson Alfhild (S)\nRosenkvist Dagny (C)\nBotvid Hyllberg (M)\n",
        ["Mattsson Alfhild member present S", "Rosenkvist Dagny member present C",
         "Botvid Hyllberg member present M"]),
}  # fmt: skip


@pytest.mark.parametrize("form", COVERS)
def test_a_list_tells_in_which_order_its_names_are(form: str, tmp_path: Path) -> None:
    text, people = COVERS[form]
    assert people_said(read_cover(tmp_path, text)) == people


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("Alfhild Gran (S) yrkar bifall. Botvid Hyll (M) reserverar sig.", "Alfhild Gran"),
        ("Alfhild Gran (S) yrkar bifall.", "Gran Alfhild"),
        ("Alfhild Gran (S) yrkar bifall, Botvid Hyll (M) avslag, Gran Alfhild replik.",
         "Gran Alfhild"),
    ],
)  # fmt: skip
def test_the_text_of_the_items_tells_the_order(said: str, first: str, tmp_path: Path) -> None:
    text = "Beslutande\nGran Alfhild (S)\nHyll Botvid (M)\n"
    found = read_cover(tmp_path, text, f"\n§ 1 Strand\n\n{said}\n")
    assert people_said(found)[0] == f"{first} member present S"


def test_names_are_turned_with_all_of_the_surname() -> None:
    assert turned("von der Hyll Botvid") == "Botvid von der Hyll"
    assert turned("Gran Mattsson Alfhild") == "Alfhild Gran Mattsson"
    assert turned("Gran Alfhild Siri") == "Alfhild Siri Gran"
    assert name_turned("Gran Alfhild (S), ordf.") == "Alfhild Gran (S), ordf."
    assert name_turned("Gran, Alfhild §§ 1-2") == "Alfhild Gran §§ 1-2"
    assert name_turned("") == ""
    assert not begins_with_surnames(["Alfhild Lindgren (S)", "Botvid Mattsson (M)"])

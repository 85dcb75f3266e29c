"""Covers in mixed forms: columns, tables with marks, sentences. All invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_said import offices, people_said, reading, unread_lines
from socsam_opendata.minutes.reading import Reading

HEAD = "Hamnnämnden\nSammanträdesprotokoll 2026-04-09\n\nPlats och tid: Kajen, kl. 13.00-15.00\n\n"
TAIL = "\n\n" + "\n\n".join(f"§ {n} Sak\n\nText." for n in range(4, 10))


def read_cover(folder: Path, text: str) -> Reading:
    return reading(folder, f"{HEAD}{text}{TAIL}")


# Form -> the cover, who took part, who had which office, which lines are unread.
COVERS = {
    "values that go on below": (
        "Beslutande              Disa Furu (S), 1:e vice\n"
        "                        ordförande\n"
        "                        Eskil Mård (M), tjänstgörande ersättare för\n"
        "                        Frej Ås (M)\n"
        "                        Gerda Snö (V)\n"
        "Ersättare               Hilma Vik\n"
        "                        (MP)\n"
        "                        Jorun Hed (L)\n"
        "Paragrafer              4-9\n",
        ["Disa Furu member present S", "Eskil Mård serving-substitute present M för Frej Ås",
         "Gerda Snö member present V", "Hilma Vik substitute present MP",
         "Jorun Hed substitute present L"],
        ["Disa Furu vice-chair"], []),
    "a sentence by capacity": (
        "Närvarande: Ordföranden Disa Furu (S), förste vice ordförande Eskil Mård (M), ledamöterna "
        "Frej Ås (C) och Gerda Snö (V) samt ersättarna Hilma Vik (MP) och Ivar Torp (SD).\n",
        ["Disa Furu member present S", "Eskil Mård member present M", "Frej Ås member present C",
         "Gerda Snö member present V", "Hilma Vik substitute present MP",
         "Ivar Torp substitute present SD"],
        ["Disa Furu chair", "Eskil Mård vice-chair"], []),
    "a sentence over lines": (
        "Närvarande: ordförande Disa Furu (S),\nledamöterna Frej Ås (C), Gerda Snö (V),\n"
        "ersättarna Hilma Vik (MP),\nIvar Torp (SD)\nÖvriga närvarande: hamnchef Liv Stig och "
        "nämndsekreterare Måns Råd\n",
        ["Disa Furu member present S", "Frej Ås member present C", "Gerda Snö member present V",
         "Hilma Vik substitute present MP", "Ivar Torp substitute present SD",
         "Liv Stig official present", "Måns Råd official present"],
        ["Disa Furu chair", "Måns Råd secretary"], []),
    "a sentence without parties": (
        "Närvarande: Ordförande Disa Furu, vice ordförande Eskil Mård, ledamöterna Frej Ås, Gerda "
        "Snö och Jorun Hed samt ersättarna Hilma Vik, Ivar Torp\nFrånvarande: Kåre Bäck\n",
        ["Disa Furu member present", "Eskil Mård member present", "Frej Ås member present",
         "Gerda Snö member present", "Jorun Hed member present", "Hilma Vik substitute present",
         "Ivar Torp substitute present", "Kåre Bäck member absent"],
        ["Disa Furu chair", "Eskil Mård vice-chair"], []),
    "members before the chair": (
        "Närvarande: Frej Ås (C), Gerda Snö (V) och Disa Furu (S), ordförande\n"
        "Förhinder: Eskil Mård (M)\n",
        ["Frej Ås member present C", "Gerda Snö member present V", "Disa Furu member present S",
         "Eskil Mård member absent M"],
        ["Disa Furu chair"], []),
    "replaced by, in a list": (
        "Beslutande\nDisa Furu (S), ordförande\nKåre Bäck (KD) ersätts av Jorun Hed (L)\n"
        "Frej Ås (C), ersätts av Hilma Vik (MP) § 6\n",
        ["Disa Furu member present S", "Kåre Bäck member absent KD",
         "Jorun Hed serving-substitute present L för Kåre Bäck",
         "Frej Ås member partial C 4-5,7-9",
         "Hilma Vik serving-substitute partial MP 6 för Frej Ås"],
        ["Disa Furu chair"], []),
    "replaced by, among the absent": (
        "Beslutande\nDisa Furu (S), ordförande\n\n"
        "Frånvarande\nKåre Bäck (KD), ersätts av Jorun Hed (L)\nEskil Mård (M)\n",
        ["Disa Furu member present S", "Kåre Bäck member absent KD",
         "Jorun Hed serving-substitute present L för Kåre Bäck", "Eskil Mård member absent M"],
        ["Disa Furu chair"], []),
    "for whom somebody steps in": (
        "Beslutande\nDisa Furu (S)\nFör Kåre Bäck (KD) inträder Jorun Hed (L)\n"
        "Hilma Vik (MP) i stället för Gerda Snö (V)\nIvar Torp (SD) tjg. ers. för Eskil Mård (M)\n",
        ["Disa Furu member present S", "Jorun Hed serving-substitute present L för Kåre Bäck",
         "Hilma Vik serving-substitute present MP för Gerda Snö",
         "Ivar Torp serving-substitute present SD för Eskil Mård"],
        [], []),
    "pairs of columns": (
        "Beslutande      Disa Furu (S), ordförande      Ersättare     Hilma Vik (MP)\n"
        "                Frej Ås (C)                                  Ivar Torp (SD)\n"
        "                                                             Jorun Hed (L)\n"
        "                Gerda Snö (V)\n"
        "Sekreterare     Måns Råd\n",
        ["Disa Furu member present S", "Frej Ås member present C", "Gerda Snö member present V",
         "Hilma Vik substitute present MP", "Ivar Torp substitute present SD",
         "Jorun Hed substitute present L"],
        ["Disa Furu chair", "Måns Råd secretary"], []),
    "a label below in the second column": (
        "Beslutande      Disa Furu (S), ordförande      Ersättare     Hilma Vik (MP)\n"
        "                Frej Ås (C)                    Övriga        Liv Stig, hamnchef\n"
        "                Gerda Snö (V)                                Måns Råd, sekreterare\n",
        ["Disa Furu member present S", "Frej Ås member present C", "Gerda Snö member present V",
         "Hilma Vik substitute present MP", "Liv Stig official present",
         "Måns Råd official present"],
        ["Disa Furu chair", "Måns Råd secretary"], []),
    "labels that go on below in both columns": (
        "Beslutande      Disa Furu (S), ordförande      Ej tjänstgörande     Hilma Vik (MP)\n"
        "ledamöter       Frej Ås (C)                    ersättare            Ivar Torp (SD)\n"
        "                Gerda Snö (V)                                       Jorun Hed (L)\n",
        ["Disa Furu member present S", "Frej Ås member present C", "Gerda Snö member present V",
         "Hilma Vik substitute present MP", "Ivar Torp substitute present SD",
         "Jorun Hed substitute present L"],
        ["Disa Furu chair"], []),
    "a label that nobody knows in the second column": (
        "Beslutande      Disa Furu (S), ordförande      Gruppledare     Hilma Vik (MP)\n"
        "                Frej Ås (C)                                    Ivar Torp (SD)\n",
        ["Disa Furu member present S", "Frej Ås member present C"],
        ["Disa Furu chair"],
        ["Beslutande      Disa Furu (S), ordförande      Gruppledare     Hilma Vik (MP)",
         "Frej Ås (C)                                    Ivar Torp (SD)"]),
    "the secretary in another column": (
        "Beslutande      Disa Furu (S), ordförande      Sekreterare     Måns Råd\n"
        "                Frej Ås (C)                    Justerare       Frej Ås\n"
        "                Gerda Snö (V)\n",
        ["Disa Furu member present S", "Frej Ås member present C", "Gerda Snö member present V"],
        ["Disa Furu chair", "Frej Ås adjuster", "Måns Råd secretary"], []),
    "the absent in the second column": (
        "Närvarande      Disa Furu (S), ordförande      Frånvarande     Kåre Bäck (KD)\n"
        "                Frej Ås (C)                                    Eskil Mård (M)\n",
        ["Disa Furu member present S", "Frej Ås member present C", "Kåre Bäck member absent KD",
         "Eskil Mård member absent M"],
        ["Disa Furu chair"], []),
    "present and absent over columns": (
        "Närvarande                 Frånvarande\nDisa Furu (S)              Kåre Bäck (KD)\n"
        "Frej Ås (C)                Eskil Mård (M)\nGerda Snö (V)\n",
        ["Disa Furu member present S", "Frej Ås member present C", "Gerda Snö member present V",
         "Kåre Bäck member absent KD", "Eskil Mård member absent M"],
        [], []),
    "present and absent over a table": (
        "| Närvarande | Frånvarande |\n|---|---|\n| Disa Furu (S) | Kåre Bäck (KD) |\n"
        "| Frej Ås (C) | |\n",
        ["Disa Furu member present S", "Frej Ås member present C", "Kåre Bäck member absent KD"],
        [], []),
    "pairs in a table": (
        "| Beslutande | Disa Furu (S) | Ersättare | Hilma Vik (MP) |\n|---|---|---|---|\n"
        "| | Frej Ås (C) | | Ivar Torp (SD) |\n| | Gerda Snö (V) | | |\n",
        ["Disa Furu member present S", "Frej Ås member present C", "Gerda Snö member present V",
         "Hilma Vik substitute present MP", "Ivar Torp substitute present SD"],
        [], []),
    "yes and no": (
        "| Namn | Parti | Närvarande |\n|---|---|---|\n| Disa Furu | S | Ja |\n"
        "| Kåre Bäck | KD | Nej |\n| Frej Ås | C | ja |\n",
        ["Disa Furu member present S", "Kåre Bäck member absent KD", "Frej Ås member present C"],
        [], []),
    "N and F": (
        "| Ledamot | Parti | N/F |\n|---|---|---|\n| Disa Furu (ordf.) | S | N |\n"
        "| Kåre Bäck | KD | F |\n",
        ["Disa Furu member present S", "Kåre Bäck member absent KD"],
        ["Disa Furu chair"], []),
    "a column for each": (
        "Namn              Parti      Närv.     Frånv.\nDisa Furu         S          x\n"
        "Kåre Bäck         KD                   x\nFrej Ås           C          x\n",
        ["Disa Furu member present S", "Kåre Bäck member absent KD", "Frej Ås member present C"],
        [], []),
    "only who was absent is marked": (
        "| Namn | Parti | Frånvarande |\n|---|---|---|\n| Disa Furu | S | |\n"
        "| Kåre Bäck | KD | x |\n| Frej Ås | C | |\n",
        ["Disa Furu member present S", "Kåre Bäck member absent KD", "Frej Ås member present C"],
        [], []),
    "marks with a dot": (
        "Namn              Parti      Närvaro\nDisa Furu         S          närv.\n"
        "Kåre Bäck         KD         frånv.\n",
        ["Disa Furu member present S", "Kåre Bäck member absent KD"],
        [], []),
    "times for marks": (
        "| Namn | Parti | Närvaro |\n|---|---|---|\n| Disa Furu | S | 13.00–15.00 |\n"
        "| Frej Ås | C | 13.00–15.00 |\n| Gerda Snö | V | 13.00–14.10 |\n| Kåre Bäck | KD | - |\n",
        ["Disa Furu member present S", "Frej Ås member present C", "Gerda Snö member partial V",
         "Kåre Bäck member absent KD"],
        [], []),
    "times of which none is usual": (
        "| Namn | Parti | Närvaro |\n|---|---|---|\n| Disa Furu | S | 13.00–15.00 |\n"
        "| Gerda Snö | V | 13.00–14.10 |\n",
        [], [], ["| Disa Furu | S | 13.00–15.00 |", "| Gerda Snö | V | 13.00–14.10 |"]),
    "who stepped in, with a party": (
        "| Ledamöter | Närvaro | Tjänstgörande ersättare |\n|---|---|---|\n"
        "| Disa Furu (S), ordförande | X | |\n| Kåre Bäck (KD) | - | Jorun Hed (L) |\n",
        ["Disa Furu member present S", "Kåre Bäck member absent KD",
         "Jorun Hed serving-substitute present L för Kåre Bäck"],
        ["Disa Furu chair"], []),
    "who stepped in beside one who was there": (
        "| Namn | Närvaro | Ersätts av |\n|---|---|---|\n| Disa Furu (S) | X | |\n"
        "| Kåre Bäck (KD) | X | Jorun Hed (L) |\n| Frej Ås (C) | - | |\n",
        ["Disa Furu member present S", "Frej Ås member absent C"],
        [], ["| Kåre Bäck (KD) | X | Jorun Hed (L) |"]),
    "a row of the substitute": (
        "| Namn | Parti | Närvarande | Ersätter |\n|---|---|---|---|\n| Disa Furu | S | X | |\n"
        "| Kåre Bäck | KD | - | |\n| Jorun Hed | L | X | Kåre Bäck |\n",
        ["Disa Furu member present S", "Kåre Bäck member absent KD",
         "Jorun Hed serving-substitute present L för Kåre Bäck"],
        [], []),
    "a column that nobody knows": (
        "| Namn | Parti | Närvarande | Signum |\n|---|---|---|---|\n| Disa Furu | S | X | df |\n"
        "| Frej Ås | C | X | |\n",
        ["Frej Ås member present C"],
        [], ["| Disa Furu | S | X | df |"]),
    "numbers before the names": (
        "| Nr | Namn | Parti | Närvarande |\n|---|---|---|---|\n| 1 | Disa Furu | S | X |\n"
        "| 2 | Kåre Bäck | KD | - |\n",
        ["Disa Furu member present S", "Kåre Bäck member absent KD"],
        [], []),
    "members and their substitutes without marks of serving": (
        "| Ledamöter | Närv. | Ersättare | Närv. |\n|---|---|---|---|\n"
        "| Disa Furu (S) | x | Hilma Vik (MP) | x |\n| Kåre Bäck (KD) | - | Jorun Hed (L) | x |\n",
        ["Disa Furu member present S", "Hilma Vik substitute present MP",
         "Kåre Bäck member absent KD", "Jorun Hed serving-substitute present L för Kåre Bäck"],
        [], []),
    "three adjusters": (
        "Beslutande: Disa Furu (S), ordförande, Frej Ås (C), Gerda Snö (V), Jorun Hed (L)\n"
        "Justerare: Frej Ås, Gerda Snö och Jorun Hed\nSekreterare: Måns Råd\n",
        ["Disa Furu member present S", "Frej Ås member present C", "Gerda Snö member present V",
         "Jorun Hed member present L"],
        ["Disa Furu chair", "Frej Ås adjuster", "Gerda Snö adjuster", "Jorun Hed adjuster",
         "Måns Råd secretary"], []),
    "a digital meeting": (
        "Beslutande\nDisa Furu (S), ordförande\nFrej Ås (C), på distans\n"
        "Gerda Snö (V) (digitalt) §§ 4-6\nKåre Bäck (KD), frånvarande\n",
        ["Disa Furu member present S", "Frej Ås member remote C", "Gerda Snö member remote V 4-6",
         "Kåre Bäck member absent KD"],
        ["Disa Furu chair"], []),
    "two languages": (
        "Läsnä / Närvarande: Disa Furu (S), Frej Ås (C)\nPoissa / Frånvarande: Kåre Bäck (KD)\n"
        "Puheenjohtaja / Ordförande: Disa Furu\nSihteeri / Sekreterare: Måns Råd\n",
        ["Disa Furu member present S", "Frej Ås member present C", "Kåre Bäck member absent KD"],
        ["Disa Furu chair", "Måns Råd secretary"], []),
    "two chairs": (
        "Beslutande\nDisa Furu (S), ordförande §§ 4-7, 9, ej § 8 på grund av jäv\n"
        "Eskil Mård (M), vice ordförande, ordförande § 8\nFrej Ås (C), §§ 4-9, ej § 6\n",
        ["Disa Furu member partial S 4-7,9", "Disa Furu member recused S 8",
         "Eskil Mård member present M", "Frej Ås member partial C 4-5,7-9"],
        ["Disa Furu chair 4-7,9", "Eskil Mård chair 8", "Eskil Mård vice-chair"], []),
    "who served is among the substitutes too": (
        "Beslutande\nDisa Furu (S)\nJorun Hed (L), tjg ers för Kåre Bäck (KD)\n\n"
        "Ersättare\nJorun Hed (L)\nIvar Torp (SD)\n",
        ["Disa Furu member present S", "Jorun Hed serving-substitute present L för Kåre Bäck",
         "Ivar Torp substitute present SD"],
        [], []),
    "a substitute among those who decide": (
        "Beslutande\nDisa Furu (S)\nIvar Torp (SD), ej tjänstgörande ersättare\n",
        ["Disa Furu member present S", "Ivar Torp substitute present SD"],
        [], []),
    "an office behind the name of a column": (
        "Beslutande      Disa Furu (S)     Ordförande     Eskil Mård (M)     Vice ordförande\n"
        "                Frej Ås (C)                      Gerda Snö (V)\n",
        ["Disa Furu member present S", "Eskil Mård member present M", "Frej Ås member present C",
         "Gerda Snö member present V"],
        ["Disa Furu chair", "Eskil Mård vice-chair"], []),
}  # fmt: skip


# Others: what is told of them, and what is withheld where nobody can tell.
MORE_COVERS = {
    "ledamot singular prose": (
        "Närvarande var ordförande Disa Furu (S), ledamoten Frej Ås (C) och ersättaren "
        "Hilma Vik (MP).\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Hilma Vik substitute present MP",
        ],
        ["Disa Furu chair"],
        []),
    "serving prose two": (
        "Närvarande: Disa Furu (S), ordförande, ledamöterna Frej Ås (C) och Gerda Snö "
        "(V), tjänstgörande ersättarna Hilma Vik (MP) för Kåre Bäck (KD) och Jorun Hed "
        "(L) för Eskil Mård (M)\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Gerda Snö member present V",
            "Hilma Vik serving-substitute present MP för Kåre Bäck",
            "Jorun Hed serving-substitute present L för Eskil Mård",
        ],
        ["Disa Furu chair"],
        []),
    "brackets serving": (
        "Beslutande: Disa Furu (S), Hilma Vik (MP) (för Kåre Bäck), Jorun Hed (L) "
        "(ersätter Eskil Mård (M))\n",
        [
            "Disa Furu member present S",
            "Hilma Vik serving-substitute present MP för Kåre Bäck",
            "Jorun Hed serving-substitute present L för Eskil Mård",
        ],
        [],
        []),
    "absent with comma reason": (
        "Närvarande: Disa Furu (S), Frej Ås (C), ej Kåre Bäck (KD)\n",
        ["Disa Furu member present S", "Frej Ås member present C"],
        [],
        ["Närvarande: Disa Furu (S), Frej Ås (C), ej Kåre Bäck (KD)"]),
    "present except": (
        "Närvarande: Samtliga ledamöter utom Kåre Bäck (KD)\n",
        [],
        [],
        ["Närvarande: Samtliga ledamöter utom Kåre Bäck (KD)"]),
    "frånvarande inline": (
        "Beslutande: Disa Furu (S), ordförande, Frej Ås (C), frånvarande: Kåre Bäck (KD)\n",
        ["Disa Furu member present S", "Frej Ås member present C"],
        ["Disa Furu chair"],
        [
            "Beslutande: Disa Furu (S), ordförande, Frej Ås (C), frånvarande: Kåre Bäck (KD)",
        ]),
    "övriga inline in the line": (
        "Närvarande: Disa Furu (S), Frej Ås (C), övriga: Liv Stig, hamnchef\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Liv Stig official present",
        ],
        [],
        []),
    "table role column": (
        "| Namn | Roll | Närvaro |\n"
        "|---|---|---|\n"
        "| Disa Furu (S) | Ordförande | Ja |\n"
        "| Frej Ås (C) | Ledamot | Ja |\n"
        "| Hilma Vik (MP) | Ersättare | Ja |\n"
        "| Kåre Bäck (KD) | Ledamot | Nej |\n"
        "| Jorun Hed (L) | Tjänstgörande ersättare | Ja |\n"
        "| Måns Råd | Sekreterare | Ja |\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Hilma Vik substitute present MP",
            "Kåre Bäck member absent KD",
            "Jorun Hed serving-substitute present L",
            "Måns Råd official present",
        ],
        ["Disa Furu chair", "Måns Råd secretary"],
        []),
    "table headings upper": (
        "| NAMN | PARTI | NÄRVARANDE | FRÅNVARANDE |\n"
        "|---|---|---|---|\n"
        "| Disa Furu | S | X | |\n"
        "| Kåre Bäck | KD | | X |\n"
        "| Frej Ås | C | | |\n",
        ["Disa Furu member present S", "Kåre Bäck member absent KD"],
        [],
        ["| Frej Ås | C | | |"]),
    "table without known presence": (
        "| Namn | Parti | Deltagit |\n"
        "|---|---|---|\n"
        "| Disa Furu | S | X |\n"
        "| Kåre Bäck | KD | - |\n",
        [],
        [],
        ["| Disa Furu | S | X |", "| Kåre Bäck | KD | - |"]),
    "two days": (
        "| Namn | Parti | Närvaro 9/4 | Närvaro 10/4 |\n"
        "|---|---|---|---|\n"
        "| Disa Furu | S | X | X |\n"
        "| Kåre Bäck | KD | X | - |\n",
        [],
        [],
        ["| Disa Furu | S | X | X |", "| Kåre Bäck | KD | X | - |"]),
    "in ut": (
        "| Namn | Parti | In | Ut |\n"
        "|---|---|---|---|\n"
        "| Disa Furu | S | 13.00 | 15.00 |\n"
        "| Kåre Bäck | KD | - | - |\n",
        [],
        [],
        ["| Disa Furu | S | 13.00 | 15.00 |", "| Kåre Bäck | KD | - | - |"]),
    "first last name columns": (
        "| Förnamn | Efternamn | Parti | Närvaro |\n"
        "|---|---|---|---|\n"
        "| Disa | Furu | S | X |\n"
        "| Kåre | Bäck | KD | - |\n",
        ["Disa Furu member present S", "Kåre Bäck member absent KD"],
        [],
        []),
    "name not first": (
        "| Parti | Namn | Närvaro |\n"
        "|---|---|---|\n"
        "| S | Disa Furu | X |\n"
        "| KD | Kåre Bäck | - |\n",
        ["Disa Furu member present S", "Kåre Bäck member absent KD"],
        [],
        []),
    "plain name not first": (
        "Parti     Namn             Närvaro\n"
        "S         Disa Furu        X\n"
        "KD        Kåre Bäck        -\n",
        ["Disa Furu member present S", "Kåre Bäck member absent KD"],
        [],
        []),
    "three label columns with values": (
        "Beslutande   Disa Furu (S)      Ersättare   Hilma Vik (MP)     Övriga   Liv "
        "Stig, hamnchef\n"
        "             Frej Ås (C)                    Ivar Torp (SD)              Måns "
        "Råd, sekreterare\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Hilma Vik substitute present MP",
            "Ivar Torp substitute present SD",
            "Liv Stig official present",
            "Måns Råd official present",
        ],
        ["Måns Råd secretary"],
        []),
    "pairs after a blank": (
        "Beslutande       Disa Furu (S)\n"
        "                 Frej Ås (C)\n"
        "\n"
        "Ersättare        Hilma Vik (MP)       Frånvarande       Kåre Bäck (KD)\n"
        "                                                        Eskil Mård (M)\n"
        "                 Ivar Torp (SD)\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Hilma Vik substitute present MP",
            "Ivar Torp substitute present SD",
            "Kåre Bäck member absent KD",
            "Eskil Mård member absent M",
        ],
        [],
        []),
    "two persons a row then label": (
        "Beslutande       Disa Furu (S)         Frej Ås (C)\n"
        "                 Gerda Snö (V)         Jorun Hed (L)\n"
        "Ersättare        Hilma Vik (MP)        Ivar Torp (SD)\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Gerda Snö member present V",
            "Jorun Hed member present L",
            "Hilma Vik substitute present MP",
            "Ivar Torp substitute present SD",
        ],
        [],
        []),
    "misaligned second column": (
        "Beslutande      Disa Furu (S)      Ersättare      Hilma Vik (MP)\n"
        "                Frej Ås (C)            Ivar Torp (SD)\n",
        ["Disa Furu member present S", "Hilma Vik substitute present MP"],
        [],
        ["Frej Ås (C)            Ivar Torp (SD)"]),
    "table label value br": (
        "| Beslutande | Disa Furu (S)<br>Frej Ås (C) | Ersättare | Hilma Vik "
        "(MP)<br>Ivar Torp (SD) |\n"
        "|---|---|---|---|\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Hilma Vik substitute present MP",
            "Ivar Torp substitute present SD",
        ],
        [],
        []),
    "chair by time": (
        "Beslutande\n"
        "Disa Furu (S), ordförande t.o.m. § 6\n"
        "Eskil Mård (M), vice ordförande, ordförande fr.o.m. § 7\n",
        ["Disa Furu member present S", "Eskil Mård member present M"],
        ["Disa Furu chair 4-6", "Eskil Mård chair 7-9", "Eskil Mård vice-chair"],
        []),
    "chair line with sections": (
        "Beslutande\n"
        "Disa Furu (S)\n"
        "Eskil Mård (M)\n"
        "Ordförande: Disa Furu §§ 4-7, Eskil Mård §§ 8-9\n"
        "Sekreterare: Måns Råd\n",
        ["Disa Furu member present S", "Eskil Mård member present M"],
        ["Disa Furu chair 4-7", "Eskil Mård chair 8-9", "Måns Råd secretary"],
        []),
    "jäv list": (
        "Beslutande\n"
        "Disa Furu (S)\n"
        "Frej Ås (C), jäv §§ 6, 8\n"
        "Gerda Snö (V), deltar ej i § 5 p.g.a. jäv\n",
        [
            "Disa Furu member present S",
            "Frej Ås member partial C 4-5,7,9",
            "Frej Ås member recused C 6,8",
            "Gerda Snö member partial V 4,6-9",
            "Gerda Snö member recused V 5",
        ],
        [],
        []),
    "came and left": (
        "Beslutande\n"
        "Disa Furu (S)\n"
        "Frej Ås (C), närvarande §§ 5-8, dock ej § 6\n",
        ["Disa Furu member present S", "Frej Ås member partial C 5,7-8"],
        [],
        []),
    "english": (
        "Present: Disa Furu (S), Frej Ås (C)\n"
        "Apologies: Kåre Bäck (KD)\n",
        [],
        [],
        ["Present: Disa Furu (S), Frej Ås (C)", "Apologies: Kåre Bäck (KD)"]),
    "bilingual table": (
        "| Namn / Nimi | Parti / Puolue | Närvarande / Läsnä |\n"
        "|---|---|---|\n"
        "| Disa Furu | S | X |\n"
        "| Kåre Bäck | KD | - |\n",
        ["Disa Furu member present S", "Kåre Bäck member absent KD"],
        [],
        []),
    "sekr with slash": (
        "Närvarande: Disa Furu (ordf), Frej Ås (sekr), Gerda Snö\n"
        "Anmält förhinder: Kåre Bäck\n",
        [
            "Disa Furu member present",
            "Frej Ås official present",
            "Gerda Snö member present",
            "Kåre Bäck member absent",
        ],
        ["Disa Furu chair", "Frej Ås secretary"],
        []),
    "absent in brackets after": (
        "Ledamöter: Disa Furu (S), Frej Ås (C), Kåre Bäck (KD) (frånvarande), Eskil Mård "
        "(M) (anmält förhinder)\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Kåre Bäck member absent KD",
            "Eskil Mård member absent M",
        ],
        [],
        []),
    "substitute for absent in brackets": (
        "Frånvarande: Kåre Bäck (KD) (ersätts av Jorun Hed (L)), Eskil Mård (M)\n"
        "Beslutande: Disa Furu (S)\n",
        [
            "Kåre Bäck member absent KD",
            "Jorun Hed serving-substitute present L för Kåre Bäck",
            "Eskil Mård member absent M",
            "Disa Furu member present S",
        ],
        [],
        []),
    "not serving in paragraph": (
        "Ersättare\n"
        "Hilma Vik (MP), tjg § 6 för Disa Furu (S)\n"
        "Ivar Torp (SD)\n",
        [
            "Hilma Vik serving-substitute partial MP 6 för Disa Furu",
            "Ivar Torp substitute present SD",
        ],
        [],
        []),
    "star marks absent": (
        "Ledamöter (* = frånvarande)\n"
        "Disa Furu (S)\n"
        "Kåre Bäck (KD) *\n"
        "Frej Ås (C)\n",
        ["Disa Furu member present S", "Frej Ås member present C"],
        [],
        ["Ledamöter (* = frånvarande)", "Kåre Bäck (KD) *"]),
    "checkbox label": (
        "Närvarande\n"
        "- [x] Disa Furu (S)\n"
        "- [ ] Kåre Bäck (KD)\n",
        [],
        [],
        ["- [x] Disa Furu (S)", "- [ ] Kåre Bäck (KD)"]),
    "struck": (
        "Närvarande\n"
        "~~Kåre Bäck (KD)~~\n"
        "Disa Furu (S)\n",
        ["Disa Furu member present S"],
        [],
        ["~~Kåre Bäck (KD)~~"]),
    "prose serving first": (
        "Beslutande: Ordförande Disa Furu (S), ledamöter Frej Ås (C), Gerda Snö (V), "
        "tjänstgörande ersättare Hilma Vik (MP) och Ivar Torp (SD)\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Gerda Snö member present V",
            "Hilma Vik serving-substitute present MP",
            "Ivar Torp serving-substitute present SD",
        ],
        ["Disa Furu chair"],
        []),
    "ersättare plural short": (
        "Närvarande: Disa Furu (S) ordförande, Frej Ås (C), samt ersättare Hilma Vik "
        "(MP), Ivar Torp (SD)\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Hilma Vik substitute present MP",
            "Ivar Torp substitute present SD",
        ],
        ["Disa Furu chair"],
        []),
    "title behind": (
        "Närvarande: Disa Furu (S) ordförande, Frej Ås (C) ledamot, Hilma Vik (MP) "
        "ersättare, Ivar Torp (SD) ersättare\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Hilma Vik substitute present MP",
            "Ivar Torp substitute present SD",
        ],
        ["Disa Furu chair"],
        []),
    "title behind comma": (
        "Närvarande: Disa Furu (S), ordförande, Eskil Mård (M), vice ordförande, Hilma "
        "Vik (MP), ersättare, Frej Ås (C)\n",
        [
            "Disa Furu member present S",
            "Eskil Mård member present M",
            "Hilma Vik substitute present MP",
            "Frej Ås member present C",
        ],
        ["Disa Furu chair", "Eskil Mård vice-chair"],
        []),
    "group lines": (
        "Närvarande:\n"
        "Ordförande Disa Furu (S)\n"
        "Ledamöterna Frej Ås (C), Gerda Snö (V)\n"
        "Ersättarna Hilma Vik (MP), Ivar Torp (SD)\n"
        "Sekreterare Måns Råd\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Gerda Snö member present V",
            "Hilma Vik substitute present MP",
            "Ivar Torp substitute present SD",
            "Måns Råd official present",
        ],
        ["Disa Furu chair", "Måns Råd secretary"],
        []),
    "prose with verb": (
        "Närvarande vid mötet var ordföranden Disa Furu, ledamöterna Frej Ås och Gerda "
        "Snö. Kåre Bäck hade anmält förhinder.\n",
        [],
        [],
        [
            ("Närvarande vid mötet var ordföranden Disa Furu, ledamöterna Frej Ås och Gerda "
             "Snö. Kåre Bäck hade anmält förhinder."),
        ]),
    "frånvarande in same prose line": (
        "Närvarande: Disa Furu (S), Frej Ås (C). Frånvarande: Kåre Bäck (KD).\n",
        ["Disa Furu member present S", "Frej Ås member present C"],
        [],
        ["Närvarande: Disa Furu (S), Frej Ås (C). Frånvarande: Kåre Bäck (KD)."]),
    "förhinder sentence": (
        "Närvarande: Disa Furu (S), Frej Ås (C)\n"
        "Förhinder hade anmälts av Kåre Bäck (KD)\n",
        ["Disa Furu member present S", "Frej Ås member present C"],
        [],
        ["Förhinder hade anmälts av Kåre Bäck (KD)"]),
    "substitute for two": (
        "Beslutande\n"
        "Disa Furu (S)\n"
        "Hilma Vik (MP), tjg för Kåre Bäck (KD) §§ 4-5 och för Frej Ås (C) § 6\n",
        ["Disa Furu member present S", "Hilma Vik serving-substitute partial MP 4-5,6"],
        [],
        ["Hilma Vik (MP), tjg för Kåre Bäck (KD) §§ 4-5 och för Frej Ås (C) § 6"]),
    "table status words": (
        "| Namn | Parti | Närvaro |\n"
        "|---|---|---|\n"
        "| Disa Furu | S | Närvarande |\n"
        "| Kåre Bäck | KD | Anmält förhinder |\n"
        "| Hilma Vik | MP | Tjänstgörande |\n"
        "| Frej Ås | C | Närvarande § 5-9 |\n",
        ["Disa Furu member present S", "Kåre Bäck member absent KD"],
        [],
        ["| Hilma Vik | MP | Tjänstgörande |", "| Frej Ås | C | Närvarande § 5-9 |"]),
    "table roll with sections": (
        "| Ledamöter | Parti | Närvaro |\n"
        "|---|---|---|\n"
        "| Disa Furu | S | x |\n"
        "| Kåre Bäck | KD | |\n"
        "| Ersättare | | |\n"
        "| Hilma Vik | MP | x |\n",
        [
            "Disa Furu member present S",
            "Kåre Bäck member absent KD",
            "Hilma Vik substitute present MP",
        ],
        [],
        []),
    "table role before": (
        "| Uppdrag | Namn | Parti | Närvarande |\n"
        "|---|---|---|---|\n"
        "| Ordförande | Disa Furu | S | X |\n"
        "| Ledamot | Kåre Bäck | KD | - |\n"
        "| Ersättare | Hilma Vik | MP | X |\n",
        [
            "Disa Furu member present S",
            "Kåre Bäck member absent KD",
            "Hilma Vik substitute present MP",
        ],
        ["Disa Furu chair"],
        []),
    "table heads Ordinarie / Ersättare names only": (
        "| Ordinarie ledamöter | Ersättare |\n"
        "|---|---|\n"
        "| Disa Furu (S) | Hilma Vik (MP) |\n"
        "| Frej Ås (C) | Ivar Torp (SD) |\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Hilma Vik substitute present MP",
            "Ivar Torp substitute present SD",
        ],
        [],
        []),
    "vertical pairs deciding with absent members marker": (
        "Ordinarie ledamöter      Närvarande      Ersättare      Närvarande\n"
        "Disa Furu (S)            Ja              Hilma Vik (MP)     Nej\n"
        "Kåre Bäck (KD)           Nej             Jorun Hed (L)      Ja\n",
        [
            "Disa Furu member present S",
            "Hilma Vik substitute absent MP",
            "Kåre Bäck member absent KD",
            "Jorun Hed serving-substitute present L för Kåre Bäck",
        ],
        [],
        []),
    "columns adjuster": (
        "Ordförande      Disa Furu (S)      Ledamöter      Frej Ås (C)\n"
        "                                                  Gerda Snö (V)\n"
        "Justerare       Gerda Snö\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Gerda Snö member present V",
        ],
        ["Disa Furu chair", "Gerda Snö adjuster"],
        []),
    "office last ambiguous": (
        "Beslutande      Disa Furu (S)      Ordförande      Eskil Mård (M)\n"
        "                Frej Ås (C)\n",
        ["Disa Furu member present S", "Frej Ås member present C"],
        [],
        ["Beslutande      Disa Furu (S)      Ordförande      Eskil Mård (M)"]),
    "ledamöter ersättare prose paren": (
        "Närvarande ledamöter: Disa Furu (S) ordf., Frej Ås (C), Kåre Bäck (KD) – ersatt "
        "av Jorun Hed (L)\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Kåre Bäck member absent KD",
            "Jorun Hed serving-substitute present L för Kåre Bäck",
        ],
        ["Disa Furu chair"],
        []),
    "replaced until": (
        "Beslutande\n"
        "Disa Furu (S)\n"
        "Kåre Bäck (KD) §§ 4-6, ersätts av Jorun Hed (L) §§ 7-9\n",
        [
            "Disa Furu member present S",
            "Kåre Bäck member partial KD 4-6",
            "Jorun Hed serving-substitute partial L 7-9 för Kåre Bäck",
        ],
        [],
        []),
    "replaced by surname": (
        "Beslutande\n"
        "Disa Furu (S)\n"
        "Kåre Bäck (KD) ersätts av Hed\n",
        ["Disa Furu member present S"],
        [],
        ["Kåre Bäck (KD) ersätts av Hed"]),
    "distans col": (
        "| Namn | Parti | På plats | På distans |\n"
        "|---|---|---|---|\n"
        "| Disa Furu | S | X | |\n"
        "| Frej Ås | C | | X |\n"
        "| Kåre Bäck | KD | | |\n",
        [],
        [],
        ["| Disa Furu | S | X | |", "| Frej Ås | C | | X |", "| Kåre Bäck | KD | | |"]),
    "votes in table": (
        "| Ledamot | Parti | Närv | Ja | Nej |\n"
        "|---|---|---|---|---|\n"
        "| Disa Furu | S | X | X | |\n"
        "| Frej Ås | C | X | | X |\n",
        [],
        [],
        ["| Disa Furu | S | X | X | |", "| Frej Ås | C | X | | X |"]),
    "officials with parties": (
        "Beslutande: Disa Furu (S)\n"
        "Övriga närvarande: oppositionsråd Eskil Mård (M), hamnchef Liv Stig\n",
        ["Disa Furu member present S"],
        [],
        ["Övriga närvarande: oppositionsråd Eskil Mård (M), hamnchef Liv Stig"]),
    "secretary no label in signed col": (
        "Beslutande        Disa Furu (S), ordförande     Frej Ås (C)\n"
        "                  Gerda Snö (V)                 Jorun Hed (L)\n"
        "Nämndsekreterare  Måns Råd                      Hamnchef    Liv Stig\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Gerda Snö member present V",
            "Jorun Hed member present L",
        ],
        ["Disa Furu chair", "Måns Råd secretary"],
        ["Nämndsekreterare  Måns Råd                      Hamnchef    Liv Stig"]),
    "semicolons": (
        "Närvarande: Eskil Mård (M), ordförande; Disa Furu (S), vice ordförande; Frej Ås "
        "(C); Hilma Vik (MP), ersättare för Kåre Bäck (KD)\n"
        "Ej närvarande: Kåre Bäck (KD); Jorun Hed (L)\n",
        [
            "Eskil Mård member present M",
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Hilma Vik serving-substitute present MP för Kåre Bäck",
            "Kåre Bäck member absent KD",
            "Jorun Hed member absent L",
        ],
        ["Disa Furu vice-chair", "Eskil Mård chair"],
        []),
    "a label over two lines, for whom": (
        "Ledamöter          Disa Furu (S), ordförande          Tjänstgörande        "
        "Hilma Vik (MP) för Kåre Bäck\n"
        "                   Frej Ås (C)                        ersättare            "
        "Jorun Hed (L) för Eskil Mård\n"
        "                   Gerda Snö (V)\n"
        "Frånvarande        Kåre Bäck (KD), Eskil Mård (M)\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Gerda Snö member present V",
            "Hilma Vik serving-substitute present MP för Kåre Bäck",
            "Jorun Hed serving-substitute present L för Eskil Mård",
            "Kåre Bäck member absent KD",
            "Eskil Mård member absent M",
        ],
        ["Disa Furu chair"],
        []),
    "a party of the substitute": (
        "| Ledamot | Parti | Upprop | Ersättare | Parti |\n"
        "|---|---|---|---|---|\n"
        "| Disa Furu | S | X | | |\n"
        "| Kåre Bäck | KD | - | Jorun Hed | L |\n",
        [
            "Disa Furu member present S",
            "Kåre Bäck member absent KD",
            "Jorun Hed serving-substitute present L för Kåre Bäck",
        ],
        [],
        []),
    "present, absent and who stepped in": (
        "| Namn | Närvarande | Frånvarande | Ersättare |\n"
        "|---|---|---|---|\n"
        "| Disa Furu (S) | X | | |\n"
        "| Kåre Bäck (KD) | | X | Jorun Hed (L) |\n",
        [
            "Disa Furu member present S",
            "Kåre Bäck member absent KD",
            "Jorun Hed serving-substitute present L för Kåre Bäck",
        ],
        [],
        []),
    "two chairs and a word between": (
        "Beslutande: Disa Furu (S), ordförande §§ 4-5 och Eskil Mård (M), ordförande §§ "
        "6-9\n",
        ["Disa Furu member present S", "Eskil Mård member present M"],
        ["Disa Furu chair 4-5", "Eskil Mård chair 6-9"],
        []),
    "two chairs behind a label": (
        "Ordförande: Disa Furu (S) §§ 4-5, 7-9; Eskil Mård (M) § 6\n"
        "Ledamöter: Frej Ås (C)\n",
        [
            "Disa Furu member partial S 4-5,7-9",
            "Eskil Mård member present M",
            "Frej Ås member present C",
        ],
        ["Disa Furu chair 4-5,7-9", "Eskil Mård chair 6"],
        []),
    "an office behind who is served for": (
        "Beslutande\n"
        "Disa Furu (S), ordförande\n"
        "Frej Ås (C) ersätter Kåre Bäck (KD), ordförande i § 6\n",
        [
            "Disa Furu member present S",
            "Frej Ås serving-substitute partial C 6 för Kåre Bäck",
        ],
        ["Disa Furu chair"],
        ["Frej Ås (C) ersätter Kåre Bäck (KD), ordförande i § 6"]),
    "absent by capacity": (
        "Närvarande ledamöter\n"
        "Disa Furu (S), ordförande\n"
        "\n"
        "Närvarande ersättare\n"
        "Hilma Vik (MP), tjänstgörande\n"
        "Ivar Torp (SD)\n"
        "\n"
        "Frånvarande\n"
        "Ledamöter: Kåre Bäck (KD)\n"
        "Ersättare: Jorun Hed (L)\n",
        [
            "Disa Furu member present S",
            "Hilma Vik serving-substitute present MP",
            "Ivar Torp substitute present SD",
            "Kåre Bäck member absent KD",
        ],
        ["Disa Furu chair"],
        ["Ersättare: Jorun Hed (L)"]),
    "labels in one sentence": (
        "Närvarande: Ordförande: Disa Furu (S), Ledamöter: Frej Ås (C), Gerda Snö (V), "
        "Ersättare: Hilma Vik (MP)\n",
        [
            "Disa Furu member present S",
            "Frej Ås member present C",
            "Gerda Snö member present V",
            "Hilma Vik substitute present MP",
        ],
        ["Disa Furu chair"],
        []),
    "labels that nobody knows": (
        "Deltog på plats: Disa Furu (S), Frej Ås (C)\n"
        "Deltog på distans: Gerda Snö (V)\n"
        "Deltog ej: Kåre Bäck (KD)\n",
        [],
        [],
        [
            "Deltog på plats: Disa Furu (S), Frej Ås (C)",
            "Deltog på distans: Gerda Snö (V)",
            "Deltog ej: Kåre Bäck (KD)",
        ]),
    "a line that begins with not": (
        "Närvarande\n"
        "Disa Furu (S)\n"
        "Frej Ås (C)\n"
        "Ej: Kåre Bäck (KD)\n",
        ["Disa Furu member present S", "Frej Ås member present C"],
        [],
        ["Ej: Kåre Bäck (KD)"]),
    "words of absence that nobody knows": (
        "Närvarande\n"
        "Disa Furu (S)\n"
        "Kåre Bäck (KD) var sjuk\n"
        "Eskil Mård (M) kunde inte närvara\n"
        "Frej Ås (C), ej tillstädes\n",
        ["Disa Furu member present S"],
        [],
        [
            "Kåre Bäck (KD) var sjuk",
            "Eskil Mård (M) kunde inte närvara",
            "Frej Ås (C), ej tillstädes",
        ]),
    "two a row, one absent": (
        "Beslutande   Disa Furu (S), ordf.   Kåre Bäck (KD), frånv.\n"
        "             Frej Ås (C)            Gerda Snö (V)\n",
        [
            "Disa Furu member present S",
            "Kåre Bäck member absent KD",
            "Frej Ås member present C",
            "Gerda Snö member present V",
        ],
        ["Disa Furu chair"],
        []),
    "short for a substitute, in a sentence": (
        "Närvarande: Disa Furu (S), ordf, Gerda Snö (V) ers för Kåre Bäck (KD)\n",
        ["Disa Furu member present S", "Gerda Snö serving-substitute present V för Kåre Bäck"],
        ["Disa Furu chair"],
        []),
    "the absent in the next sentence": (
        "Närvarande: Disa Furu (S) och Frej Ås (C). Kåre Bäck (KD) frånvarande.\n",
        ["Disa Furu member present S", "Frej Ås member present C", "Kåre Bäck member absent KD"],
        [],
        []),
}  # fmt: skip


@pytest.mark.parametrize("form", [*COVERS, *MORE_COVERS])
def test_a_cover_tells_who_was_there_as_what(form: str, tmp_path: Path) -> None:
    text, attended, roles, unread = (COVERS | MORE_COVERS)[form]
    found = read_cover(tmp_path, text)
    assert people_said(found) == attended
    assert offices(found) == roles
    assert unread_lines(found) == unread


@pytest.mark.parametrize(
    "printed",
    [
        "18 medlemmar enligt bifogad lista",
        "21 röstberättigade ombud enligt röstlängden",
        "12 personer (se bilaga 2)",
        "14 medlemmar",
    ],
)
def test_a_count_for_names_is_told(printed: str, tmp_path: Path) -> None:
    found = read_cover(tmp_path, f"Närvarande: {printed}\n")
    assert people_said(found) == []
    assert [p.facts["printed"] for p in found.problems if p.code == "attendance-elsewhere"] == [
        printed
    ]


def test_seventy_members_of_a_region_are_told(tmp_path: Path) -> None:
    first = ["Disa", "Eskil", "Frej", "Gerda", "Hilma", "Ivar", "Jorun"]
    last = ["Furu", "Mård", "Ås", "Snö", "Vik", "Torp", "Hed", "Bäck", "Stig", "Råd"]
    names = [f"{a} {b}" for b in last for a in first]
    parties = ["S", "M", "SD", "C", "V", "KD", "L", "MP"]
    rows = [(name, parties[i % 8], "-" if i % 9 == 4 else "1") for i, name in enumerate(names)]
    table = "Namn                Parti     Närvaro\n"
    table += "".join(f"{name:20}{party:10}{mark}\n" for name, party, mark in rows)
    expected = [
        f"{name} member {'absent' if mark == '-' else 'present'} {party}"
        for name, party, mark in rows
    ]
    assert people_said(read_cover(tmp_path, table)) == expected
    running = "Närvarande: " + ", ".join(f"{name} ({party})" for name, party, _ in rows) + "\n"
    assert people_said(read_cover(tmp_path, running)) == [
        f"{name} member present {party}" for name, party, _ in rows
    ]


def test_columns_whose_places_are_lost_leave_the_capacity_open(tmp_path: Path) -> None:
    text = "Beslutande Disa Furu (S) Ersättare Hilma Vik (MP)\n Frej Ås (C) Ivar Torp (SD)\n"
    found = read_cover(tmp_path, text)
    assert unread_lines(found) == ["Beslutande Disa Furu (S) Ersättare Hilma Vik (MP)"]
    doubtful = [p.facts["name"] for p in found.problems if p.code == "capacity-unclear"]
    assert doubtful == ["Frej Ås", "Ivar Torp"]


# --- tabs -----------------------------------------------------------------------------------------


def test_columns_set_apart_by_tabs_are_read_one_after_the_other(tmp_path: Path) -> None:
    text = "Beslutande\tDisa Furu (S)\tErsättare\tHilma Vik (MP)\n\tFrej Ås (C)\t\tIvar Torp (SD)\n"
    assert people_said(read_cover(tmp_path, text)) == [
        "Disa Furu member present S", "Frej Ås member present C",
        "Hilma Vik substitute present MP", "Ivar Torp substitute present SD",
    ]  # fmt: skip


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(("there", "away"), [("X", "-"), ("Ja", "Nej"), ("x", "")])
def test_a_list_with_tabs_between_its_cells_is_a_table(
    there: str, away: str, ends: str, tmp_path: Path
) -> None:
    rows = [
        "Namn\tParti\tNärvarande\tTjänstgör för",
        f"Disa Furu\tS\t{there}\t",
        f"Frej Ås\tC\t{away}",
        f"Hilma Vik\tMP\t{there}\tFrej Ås",
    ]
    assert people_said(read_cover(tmp_path, ends.join(["Närvarolista", *rows, ""]))) == [
        "Disa Furu member present S", "Frej Ås member absent C",
        "Hilma Vik serving-substitute present MP för Frej Ås",
    ]  # fmt: skip


# --- lists whose cells do not stand under their headings ------------------------------------------

RAGGED = "Namn    Parti    Uppdrag    Närvarande    Tjänstgör för\n"


def test_cells_that_stand_under_no_heading_are_told_by_their_order(tmp_path: Path) -> None:
    rows = [
        "Disa Furu    S    ordförande    X", "Frej Ås    C    ledamot    -",
        "Hilma Vik    MP    ersättare    X    Frej Ås",
    ]  # fmt: skip
    assert people_said(read_cover(tmp_path, RAGGED + "\n".join(rows) + "\n")) == [
        "Disa Furu member present S", "Frej Ås member absent C",
        "Hilma Vik serving-substitute present MP för Frej Ås",
    ]  # fmt: skip


@pytest.mark.parametrize("row", [
    "Disa Furu    X",  # no party
    "Disa Furu    S    X",  # no role
    "Disa Furu    S    ledamot    på distans    X    Frej Ås",  # a cell too many
    "Disa Furu    S    ledamot    Frej Ås",  # no mark
    "S    Disa Furu    ledamot    X",
])  # fmt: skip
def test_a_row_in_doubt_tells_nobody(row: str, tmp_path: Path) -> None:
    found = read_cover(tmp_path, f"{RAGGED}{row}\nTorun Ek    S    ledamot    X\n")
    assert people_said(found) == ["Torun Ek member present S"]
    assert unread_lines(found) == [row]


# --- times and titles -----------------------------------------------------------------------------


@pytest.mark.parametrize(("line", "said"), [
    ("Sammanträdesdatum 2031-03-04, kl. 13.15–15.40 i Tornsalen, Slottet",
     ["13:15", "15:40", "Tornsalen, Slottet"]),
    ("Tisdagen den 4 mars 2031, klockan 13.15 till 15.40, Tornsalen",
     ["13:15", "15:40", "Tornsalen"]),
    ("2031-03-04 kl 13:15", ["13:15", None, None]),
    ("2031-03-04 kl. 13.15, sida 3", ["13:15", None, None]),
    ("2031-03-04, Tornsalen", [None, None, None]),  # may be anything
])  # fmt: skip
def test_a_title_line_with_the_day_tells_the_hours_and_the_place(
    line: str, said: list[str | None], tmp_path: Path
) -> None:
    text = f"Skogsrådet\n\nPROTOKOLL\n{line}\n\n§ 1 Ved\n\nVeden räcker.\n"
    (row,) = reading(tmp_path, text).rows["meetings"]
    times = [f"{time:%H:%M}" if time else None for time in (row.starts_at, row.ends_at)]
    assert (str(row.date), [*times, row.place]) == ("2031-03-04", said)


def test_a_title_behind_the_name_of_who_signs_is_that_ones(tmp_path: Path) -> None:
    signed = (
        "Underskrifter\nDisa Furu (S), ordförande\nHilma Vik, sekreterare\nFrej Ås, justerare\n"
    )
    found = read_cover(tmp_path, signed)
    assert offices(found) == ["Disa Furu chair", "Frej Ås adjuster", "Hilma Vik secretary"]
    assert "signature-without-title" not in {p.code for p in found.problems}


@pytest.mark.parametrize(("behind", "said"), [
    ("sekreterare", ["Hilma Vik secretary"]), ("ordförande", []),
])  # fmt: skip
def test_of_two_titles_of_who_signs_none_is_chosen(
    behind: str, said: list[str], tmp_path: Path
) -> None:
    found = read_cover(tmp_path, f"Underskrifter\nSekreterare\nHilma Vik, {behind}\n")
    assert offices(found) == said
    assert ("signature-without-title" in {p.code for p in found.problems}) is (not said)


@pytest.mark.parametrize(("mark", "status"), [
    ("Digitalt", "remote"), ("På distans", "remote"), ("På plats", "present"),
    ("Del av mötet", "partial"),
])  # fmt: skip
def test_a_mark_in_words_tells_how_somebody_was_there(
    mark: str, status: str, tmp_path: Path
) -> None:
    rows = f"Namn    Parti    Närvaro\nDisa Furu    S    Närvarande\nFrej Ås    C    {mark}\n"
    assert people_said(read_cover(tmp_path, rows)) == [
        "Disa Furu member present S", f"Frej Ås member {status} C",
    ]  # fmt: skip


def test_who_is_recused_in_a_column_of_presence_was_there_for_all_or_some(tmp_path: Path) -> None:
    rows = "Namn    Parti    Närvaro\nDisa Furu    S    Närvarande\nFrej Ås    C    Jäv\n"
    found = read_cover(tmp_path, rows)
    assert people_said(found) == ["Disa Furu member present S"]
    assert unread_lines(found) == ["Frej Ås    C    Jäv"]


# --- lists without a heading of names -------------------------------------------------------------


def test_names_stand_left_of_the_headings_of_a_list(tmp_path: Path) -> None:
    rows = [
        "                              Närvaro   Tjänstgörande ersättare   Reservation",
        "Ledamöter",
        "Disa Furu (C), ordf           X",
        "Frej Ås (V)                   -         Ivar Torp (V)",
        "Gerda Snö (SD)                X                                   § 22",
        "",
        "Ersättare",
        "Ivar Torp (V)                 X",
        "Jorun Hed (L)                 X",
    ]
    found = read_cover(tmp_path, "\n".join(rows) + "\n")
    assert people_said(found) == [
        "Disa Furu member present C", "Frej Ås member absent V",
        "Ivar Torp serving-substitute present V för Frej Ås", "Gerda Snö member present SD",
        "Jorun Hed substitute present L",
    ]  # fmt: skip
    assert unread_lines(found) == []


def test_what_stands_left_of_headings_and_is_no_name_makes_no_list(tmp_path: Path) -> None:
    text = "                   Närvaro   Reservation\nAntal röster       X         § 22\n"
    assert people_said(read_cover(tmp_path, text)) == []


@pytest.mark.parametrize(
    "head", ["Bilaga 1 Närvarolista", "Bilaga A: Närvarolista", "Närvarolista"]
)
def test_a_list_in_an_annex_of_the_minutes_is_read(head: str, tmp_path: Path) -> None:
    text = "Skogsrådet\n\nTid: 2031-03-04 kl. 13.15\nBeslutande: Se bilaga 1.\n\n"
    text += "§ 1 Ved\n\nVeden räcker.\n\n"
    rows = ["Namn           Parti   Upprop 13:15", "Disa Furu      S       Ja",
            "Frej Ås        C       Nej"]  # fmt: skip
    found = reading(tmp_path, f"{text}{head}\n\n" + "\n".join(rows) + "\n")
    assert people_said(found) == ["Disa Furu member present S", "Frej Ås member absent C"]
    assert found.rows["clauses"] == []


BY_PARAGRAPH = "| Beslutande | Parti | § 4 | 5 § | §6 |\n|---|---|---|---|---|\n"


def test_a_column_of_a_paragraph_tells_who_was_there_for_it(tmp_path: Path) -> None:
    rows = (
        "| Disa Furu, ordförande | S | X | X | X |\n| Frej Ås | C | x |  | x |\n"
        "| Gerda Snö | V |  |  |  |\n"
    )
    assert people_said(read_cover(tmp_path, BY_PARAGRAPH + rows)) == [
        "Disa Furu member present S", "Frej Ås member partial C 4,6", "Gerda Snö member absent V",
    ]  # fmt: skip


def test_a_blank_beside_marks_of_who_was_away_tells_nothing(tmp_path: Path) -> None:
    rows = (
        "| Disa Furu | S | X | X | X |\n| Frej Ås | C | X | - | X |\n| Gerda Snö | V | X |  | X |\n"
    )
    found = read_cover(tmp_path, BY_PARAGRAPH + rows)
    assert people_said(found) == ["Disa Furu member present S", "Frej Ås member partial C 4,6"]
    assert [line for line in unread_lines(found) if "Gerda" in line] != []


def test_how_each_voted_at_paragraphs_is_no_attendance(tmp_path: Path) -> None:
    rows = "| Disa Furu | S | Ja | Nej | Ja |\n| Frej Ås | C | Nej | Avstår | Ja |\n"
    found = people_said(read_cover(tmp_path, BY_PARAGRAPH + rows))
    assert [one for one in found if "partial" in one or "absent" in one] == []


@pytest.mark.parametrize("printed", ["p. 5-6", "p 5-6", "punkt 5-6", "pkt. 5-6", "§§ 5-6"])
def test_points_behind_a_name_are_paragraphs(printed: str, tmp_path: Path) -> None:
    found = read_cover(
        tmp_path, f"Beslutande: Disa Furu (S)\nÖvriga: Måns Råd, sekreterare {printed}\n"
    )
    assert people_said(found) == ["Disa Furu member present S", "Måns Råd official partial 5-6"]
    assert offices(found) == ["Måns Råd secretary 5-6"]


@pytest.mark.parametrize(("printed", "day"), [
    ("Justeras: 2026-04-16", "2026-04-16"), ("Justerande: den 16 april 2026", "2026-04-16"),
    ("Justeras: Disa Furu", None),
])  # fmt: skip
def test_a_day_behind_who_adjusts_is_that_of_the_adjustment(
    printed: str, day: str | None, tmp_path: Path
) -> None:
    found = read_cover(tmp_path, f"Beslutande: Disa Furu (S)\n{printed}\n")
    (meeting,) = found.rows["meetings"]
    assert (str(meeting.adjusted_on) if meeting.adjusted_on else None) == day
    assert unread_lines(found) == []


BY_DAY = """\
Närvarolista
Ordinarie ledamöter        Parti   8 april   9 april   Ersättare
Disa Furu, ordförande      S       X         X
Eskil Mård                 M       X         -
Frej Ås                    C       -         X         Hilma Vik
Gerda Snö                  V       -         -         Ivar Torp
"""


def test_a_column_of_a_day_tells_who_was_there_on_it(tmp_path: Path) -> None:
    """Who stepped in for somebody who was there for a part stands on a line that is told."""
    found = read_cover(tmp_path, BY_DAY)
    assert people_said(found) == [
        "Disa Furu member present S", "Eskil Mård member partial M", "Gerda Snö member absent V",
        "Ivar Torp serving-substitute present för Gerda Snö",
    ]  # fmt: skip
    assert [line.split()[0] for line in unread_lines(found)] == ["Frej"]


SIGNED_ON = """\
Beslutande: Disa Furu (S), ordförande
Eskil Mård (M)
Frej Ås (C)

Paragrafer: 4-9

{items}

Vid protokollet


Måns Råd

{day}


Disa Furu                         Eskil Mård
"""


@pytest.mark.parametrize("day", ["Justeras den 16 april 2026", "Justerat 2026-04-16"])
def test_who_stands_below_the_day_of_adjustment_wrote_no_minutes(day: str, tmp_path: Path) -> None:
    text = SIGNED_ON.format(items=TAIL.strip(), day=day)
    found = reading(tmp_path, HEAD + text)
    assert offices(found) == ["Disa Furu chair", "Eskil Mård adjuster", "Måns Råd secretary"]
    (meeting,) = found.rows["meetings"]
    assert str(meeting.adjusted_on) == "2026-04-16"


def test_names_below_a_day_that_nobody_knows_have_no_role(tmp_path: Path) -> None:
    text = SIGNED_ON.format(items=TAIL.strip(), day="Uppläst och godkänt 2026-04-16")
    found = reading(tmp_path, HEAD + text)
    assert offices(found) == ["Disa Furu chair", "Måns Råd secretary"]
    assert unread_lines(found) != []


def test_the_hours_stand_beside_the_name_of_the_body(tmp_path: Path) -> None:
    head = "            Protokoll nr 3\n            2026-04-09\nHamnnämnden   Kl. 13.00–15.25\n\n"
    found = reading(tmp_path, f"{head}Plats: Kajen\n\nBeslutande: Disa Furu (S)\n{TAIL}")
    (meeting,) = found.rows["meetings"]
    assert (str(meeting.starts_at), str(meeting.ends_at)) == ("13:00:00", "15:25:00")
    assert meeting.place == "Kajen"


@pytest.mark.parametrize(("printed", "several"), [
    ("17 juni kl 10:00-17:00 och 18 juni kl 08:30-12:00", True),
    ("onsdagen den 17 juni kl 10:00-17:00", False),
    ("17 juni kl 10:00-12:00, ajournering, 17 juni kl 13:00-15:00", False),
])  # fmt: skip
def test_days_without_a_year_are_no_place_and_two_are_told(
    printed: str, several: bool, tmp_path: Path
) -> None:
    head = "Hamnnämnden\nSammanträdesdatum: 2026-06-17\n\nPlats: Kajen\n"
    text = f"{head}Tid: {printed}\n\nBeslutande: Disa Furu (S)\n{TAIL}"
    found = reading(tmp_path, text)
    (meeting,) = found.rows["meetings"]
    assert meeting.place == "Kajen"
    assert ("several-days" in {problem.code for problem in found.problems}) is several


WHEN = {
    "two sittings": "Tid: 09.00–10.15, 10.30–11.30\nPlats: Kajen\n",
    "two sittings with a word": "Tid: kl. 09.00–10.15 och kl. 10.30–11.30\nPlats: Kajen\n",
    "a break inside": "Tid: kl. 09.00–11.30, 10.00–10.20 paus\nPlats: Kajen\n",
    "begin and end": "Mötets början: kl. 09.00\nMötets slut: kl. 11.30\nPlats: Kajen\n",
    "it ends": "Tid: kl. 09.00\nSammanträdet avslutades kl. 11.30\nPlats: Kajen\n",
    "when and where": "När: kl. 09.00-11.30\nVar: Kajen\n",
    "two dashes": "Tid: 09.00--11.30\nMöteslokal: Kajen\n",
}


@pytest.mark.parametrize("how", WHEN)
def test_the_hours_and_the_place_of_a_meeting(how: str, tmp_path: Path) -> None:
    text = f"Hamnnämnden\n\nDatum: 2026-04-09\n{WHEN[how]}\nBeslutande\nDisa Furu (S)\n{TAIL}"
    (meeting,) = reading(tmp_path, text).rows["meetings"]
    assert (str(meeting.starts_at), str(meeting.ends_at)) == ("09:00:00", "11:30:00")
    assert meeting.place == "Kajen"


@pytest.mark.parametrize(("printed", "day"), [
    ("9/4 2026", "2026-04-09"), ("09.04.2026", "2026-04-09"), ("9.4.2026", "2026-04-09"),
    ("20260409", "2026-04-09"), ("9/4-2026", "2026-04-09"), ("2026/4", "None"), ("9/4", "None"),
])  # fmt: skip
def test_a_day_in_figures_stands_before_its_month(printed: str, day: str, tmp_path: Path) -> None:
    text = f"Hamnnämnden\n\nDatum: {printed}\nPlats: Kajen\n\nBeslutande\nDisa Furu (S)\n{TAIL}"
    (meeting,) = reading(tmp_path, text).rows["meetings"]
    assert (str(meeting.date), meeting.place) == (day, "Kajen")


def test_no_day_in_figures_is_made_up(tmp_path: Path) -> None:
    text = f"Hamnnämnden\n\nDatum: 31/2 2026\n\nBeslutande\nDisa Furu (S)\n{TAIL}"
    found = reading(tmp_path, text)
    (meeting,) = found.rows["meetings"]
    assert meeting.date is None
    assert {"impossible-date", "date-missing"} <= {problem.code for problem in found.problems}


@pytest.mark.parametrize("place", ["i Rådhuset, Åsby", "på Stadshotellet", "vid Strandgården,"])
def test_where_a_body_met_is_none_of_its_name(place: str, tmp_path: Path) -> None:
    first = (
        f"Protokoll fört vid sammanträde med hamnnämnden {place} den 9 april 2026 kl. 09.00-11.30"
    )
    found = reading(tmp_path, f"{first}\n\nBeslutande\nDisa Furu (S)\n{TAIL}")
    (meeting,) = found.rows["meetings"]
    (body,) = [row for row in found.rows["organizations"] if row.id == meeting.body]
    assert body.name == "Hamnnämnden"

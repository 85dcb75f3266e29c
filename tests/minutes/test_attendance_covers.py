"""Covers in mixed forms: columns, tables with marks, sentences. All invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.settings.dataset_toml import Settings

HEAD = "Hamnnämnden\nSammanträdesprotokoll 2026-04-09\n\nPlats och tid: Kajen, kl. 13.00-15.00\n\n"
TAIL = "\n\n" + "\n\n".join(f"§ {n} Sak\n\nText." for n in range(4, 10))


def read_cover(folder: Path, text: str) -> Reading:
    path = folder / "minutes.md"
    path.write_text(f"{HEAD}{text}{TAIL}", encoding="utf-8")
    return read_minutes(path, Settings())


def people(found: Reading) -> list[str]:
    """Name, capacity, status, party, paragraphs, whom for."""
    names = {row.id: row.name for row in found.rows["persons"]}
    lines = []
    for row in found.rows["participants"]:
        parts = [names[row.person], row.capacity, row.status, row.party_text, row.paragraphs]
        parts.append(f"för {names[row.serves_for]}" if row.serves_for else None)
        lines.append(" ".join(part for part in parts if part))
    return lines


def offices(found: Reading) -> list[str]:
    names = {row.id: row.name for row in found.rows["persons"]}
    return sorted(
        " ".join(part for part in (names[row.person], row.role, row.paragraphs) if part)
        for row in found.rows["roles"]
    )


def left(found: Reading) -> list[str]:
    return [found.lines[i].strip() for i, own in enumerate(found.owners) if own.state == "unread"]


# Form -> the cover, who took part, who had which office, which lines are unread.
COVERS = {
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


@pytest.mark.parametrize("form", COVERS)
def test_a_cover_tells_who_was_there_as_what(form: str, tmp_path: Path) -> None:
    text, attended, roles, unread = COVERS[form]
    found = read_cover(tmp_path, text)
    assert people(found) == attended
    assert offices(found) == roles
    assert left(found) == unread


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
    assert people(found) == []
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
    assert people(read_cover(tmp_path, table)) == expected
    running = "Närvarande: " + ", ".join(f"{name} ({party})" for name, party, _ in rows) + "\n"
    assert people(read_cover(tmp_path, running)) == [
        f"{name} member present {party}" for name, party, _ in rows
    ]

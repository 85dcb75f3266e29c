"""A printed party is read alike wherever it stands behind a name. Everybody here is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from expectations import Plain, plain_rows
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.privacy.mask import MASK, Mask
from socsam_opendata.privacy.names.known import known_names
from socsam_opendata.privacy.names.persons import possible_persons
from socsam_opendata.settings.dataset_toml import Settings

MINUTES = """\
Fjällnämnden
Sammanträdesprotokoll

Plats och tid: Sal Norr, Fjällby, den 3 mars 2025 kl. 09.00-11.00

Beslutande
Ida Höstmo (S), ordförande
Tor Ekmo ({party})
Lo Myrfall (M)

Sekreterare: Bo Vinterdal
Justerare: Lo Myrfall
Paragrafer: §§ 4-5

§ 4 Val av justerare

Beslut
Fjällnämnden beslutar
1. att utse Tor Ekmo ({party}) till justerare.

§ 5 Skidspår

Fjällnämnden går till votering.

Omröstningslista

Ledamot                     Ja     Nej
Ida Höstmo (S)              X
Tor Ekmo ({party})                    X
Lo Myrfall (M)              X
Summa                       2      1

Beslut
Fjällnämnden beslutar
1. att godkänna skidspåret.

Reservation
Tor Ekmo ({party}) reserverar sig mot beslutet.
"""
# party as printed -> which party it is; None: no party, or one that no list knows.
PARTIES = {
    "M": "M", "m": "M", "KD": "KD", "-": None, "--": None, "---": None, "–": None, "—": None,
    "\u2011": None, "fd SD": None, "F.d. M": None, "LPX": None,
}  # fmt: skip
UNKNOWN = {"fd SD", "F.d. M", "LPX"}


def read(party: str, folder: Path) -> Reading:
    """The minutes with this party behind Tor Ekmo."""
    path = folder / "fjall.txt"
    path.write_text(MINUTES.replace("{party}", party), "utf-8")
    return read_minutes(path, Settings())


def his(rows: list[Plain]) -> list[Plain]:
    return [row for row in rows if row["person"] == "Tor Ekmo"]


@pytest.mark.parametrize("party", PARTIES)
def test_a_party_is_read_in_attendance_clause_vote_list_and_dissent(
    party: str, tmp_path: Path
) -> None:
    reading = read(party, tmp_path)
    rows = plain_rows(reading)
    (seat,) = his(rows["participants"])
    assert (seat["party"], seat["party_text"]) == (PARTIES[party], party)
    chosen = [row for row in his(rows["roles"]) if row["clause"]]
    assert [(row["role"], row["text"]) for row in chosen] == [("adjuster", f"Tor Ekmo ({party})")]
    assert [(row["party"], row["choice"]) for row in his(rows["ballots"])] == [
        (PARTIES[party], "no")
    ]
    assert [(row["party"], row["kind"]) for row in his(rows["dissents"])] == [
        (PARTIES[party], "reservation")
    ]
    (source,) = reading.rows["sources"]
    assert source.lines_unread == 0


@pytest.mark.parametrize("party", PARTIES)
def test_a_party_nobody_knows_is_a_problem_wherever_it_is_printed(
    party: str, tmp_path: Path
) -> None:
    reading = read(party, tmp_path)
    found = [p for p in reading.problems if p.code == "party-unknown"]
    lines = [n for n, line in enumerate(reading.lines, 1) if f"Tor Ekmo ({party})" in line]
    counted = [lines[0], *lines[2:]]  # a clause publishes no party
    assert [p.first_line for p in found] == (counted if party in UNKNOWN else [])
    assert all(p.facts["party"] == party for p in found)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Höstmo (S) talade.", ["Höstmo"]),
        ("Höstmo (fd S) talade.", ["Höstmo"]),
        ("Höstmo, (S) talade.", ["Höstmo"]),
        ("Höstmo (bilaga) finns.", []),
    ],
)
def test_a_surname_with_a_party_is_a_person(text: str, seen: list[str]) -> None:
    assert [one.name for one in possible_persons(text, known_names())] == seen


@pytest.mark.parametrize("dash", "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
def test_a_double_name_is_masked_whichever_dash_joins_it(dash: str) -> None:
    mask = Mask(["Eva-Lo Höstmo-Ek"])
    assert mask.applied(f"Av Eva{dash}Lo Höstmo{dash}Eks hand.") == f"Av {MASK} hand."
    found = possible_persons(f"Av Eva{dash}Lo Höstmo.", known_names())
    assert [one.name for one in found] == [f"Eva{dash}Lo Höstmo"]


@pytest.mark.parametrize("said", [
    "Tor Ekmo (M) reserverar sig mot beslutet.", "Tor Ekmo (M) deltar inte i beslutet.",
])  # fmt: skip
def test_who_is_against_a_decision_is_no_clause_of_it(said: str, tmp_path: Path) -> None:
    below = f"1. att godkänna skidspåret.\n\n{said}\n"
    text = MINUTES.replace("1. att godkänna skidspåret.\n", below).split("\nReservation\n")[0]
    path = tmp_path / "fjall.txt"
    path.write_text(text.replace("{party}", "M"), "utf-8")
    found = read_minutes(path, Settings())
    assert [row.text for row in found.rows["clauses"]][1:] == ["att godkänna skidspåret."]
    assert [row.text for row in found.rows["dissents"]] == [said]


@pytest.mark.parametrize(("listed", "clauses"), [
    (["Protokoll från byn", "Skrivelse om skidor godkänns"], []),  # what was handed in
    (["Protokollet godkänns", "Skrivelsen läggs till handlingarna"],
     ["Protokollet godkänns", "Skrivelsen läggs till handlingarna"]),
])  # fmt: skip
def test_a_list_without_a_heading_decides_where_each_entry_does(
    listed: list[str], clauses: list[str], tmp_path: Path
) -> None:
    points = "\n".join(f"{letter}) {said}" for letter, said in zip("ab", listed, strict=True))
    path = tmp_path / "fjall.txt"
    path.write_text(MINUTES.split("§ 5", maxsplit=1)[0] + f"§ 5 Meddelanden\n\n{points}\n", "utf-8")
    found = read_minutes(path, Settings())
    assert [row.text for row in found.rows["clauses"]][1:] == clauses


@pytest.mark.parametrize("said", [
    "Hur man överklagar, se bilaga.", "Besvärshänvisning bifogas.",
    "Beslutet kan överklagas inom tre veckor.",
])  # fmt: skip
def test_how_a_decision_is_appealed_is_no_clause_of_it(said: str, tmp_path: Path) -> None:
    below = f"1. att godkänna skidspåret.\n\n{said}\n"
    text = MINUTES.replace("1. att godkänna skidspåret.\n", below)
    path = tmp_path / "fjall.txt"
    path.write_text(text.replace("{party}", "M"), "utf-8")
    found = read_minutes(path, Settings())
    assert [row.text for row in found.rows["clauses"]][1:] == ["att godkänna skidspåret."]

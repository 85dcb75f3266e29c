"""One set of minutes in five forms says the same. Everybody in it is invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from document_forms import FORMS, Section, Written
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.settings.dataset_toml import Settings

TITLE = "Sagorådet (SR)"
# The cover: labels, each with the lines that stand beside it.
COVER = (
    (("Tid och plats:",), ("onsdag 5 mars 2031 kl. 09.00 – 12.00", "Tornet, Sagostad")),
    (("Deltagare", "(beslutande):"), (
        "Tora Påhitt (S), Bergs kommun", "Nils Fantasi (C), Krokoms kommun",
        "Disa Vintergata (M), Åre kommun",
    )),
    (("Deltagare", "(ersättare):"), ("Bo Sagosson (V), Bergs kommun",)),
    (("Ej närvarande", "(beslutande):"), ("Frej Norrsken (KD), Bräcke kommun",)),
    (("Övriga deltagare:",), ("Eva Dimma, Bergs kommun", "Ulla Undansson, Hittepåföreningen, §8")),
    (("Justeringens tid", "och plats:"), ("måndag 10 mars 2031, digitalt",)),
    (("Paragrafer:",), ("7-9",)),
    (("Nästa möte:",), ("fredag 9 maj 2031",)),
)  # fmt: skip
SIGNED = (
    ("Eva Dimma", "Sekreterare"), ("Tora Påhitt (S)", "Ordförande"),
    ("Nils Fantasi (C)", "Justerare"),
)  # fmt: skip


PARAGRAPHS = (
    ("Upprop och dagordning", (
        Section("Beslut", ("Sagorådet beslutar:",), ("Att fastställa dagordningen.",)),
    )),
    ("Stöd till drakar som flyger illa", (
        Section("Bakgrund", (
            "Hittepåföreningen ansöker om 50 000 kronor för drakar som flyger in i väggen.",
            "Föreningen har fått stöd sedan 2029.",
        )),
        Section("Sagorådets beslut", ("Sagorådet beslutar:",), (
            "Att bevilja Hittepåföreningen 50 000 kronor för 2031.",
            "Att uppdra åt förvaltningen att följa upp stödet senast den 1 december 2031.",
        )),
        Section("Underlag", (), (), ("Ansökan 2031-01-15", "Bokslut 2030")),
    )),
    ("Övrigt", (Section("Synpunkter", ("Inget finns att anteckna om drakarna i dag.",)),)),
)  # fmt: skip


SAID = Written(TITLE, COVER, SIGNED, 7, PARAGRAPHS)


def facts(reading: Reading) -> dict[str, list[dict[str, Any]]]:
    """Rows without where they stand."""
    of_place = ("first_line", "last_line")
    return {
        name: [{c: getattr(row, c) for c in row.__slots__ if c not in of_place} for row in some]
        for name, some in reading.rows.items()
        if name not in ("sources", "source_pages")
    }


def made(folder: Path, name: str) -> Reading:
    path = folder / name
    FORMS[name](SAID, path)
    return read_minutes(path, Settings())


def test_what_the_forms_are_compared_with_is_all_there(tmp_path: Path) -> None:
    rows = made(tmp_path, "a.md").rows
    (meeting,) = rows["meetings"]
    assert (meeting.first_paragraph, meeting.last_paragraph) == ("7", "9")
    assert meeting.place == "Tornet, Sagostad"
    assert str(meeting.adjusted_on) == "2031-03-10"
    assert len(rows["participants"]) == 7
    assert len(rows["clauses"]) == 3
    assert len(rows["documents"]) == 2
    assert {r.role for r in rows["roles"]} == {"chair", "secretary", "adjuster"}


@pytest.mark.parametrize("name", [name for name in FORMS if name != "a.md"])
def test_minutes_in_another_form_give_the_same_rows(name: str, tmp_path: Path) -> None:
    read, expected = made(tmp_path, name), made(tmp_path, "a.md")
    found, wanted = facts(read), facts(expected)
    for table in wanted:
        assert found[table] == wanted[table], table
    assert {owner.state for owner in read.owners} == {"read", "ignored"}
    assert {p.code for p in read.problems} <= {p.code for p in expected.problems}

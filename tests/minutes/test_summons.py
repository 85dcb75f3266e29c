"""A summons or an agenda in front of minutes gives nothing of the meeting; all of it is made up."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.settings.dataset_toml import Settings

SUMMONS = {
    "a list": "Torvnämnden\nKALLELSE\n2034-02-01\n\nTid: fredag 10 februari 2034 kl. 8.00\n"
    "Plats: Kajutan\n\nFöredragningslista\n\n1. Dikena\n2. Torven\n\nEva Myr\nordförande\n\n",
    "its §§": "Torvnämnden\nKallelse till sammanträde 2034-02-10\n\nTid: fredag 10 februari 2034 "
    "kl. 8.00\nPlats: Kajutan\n\n§ 14 Dikena\n§ 15 Torven\n\nEva Myr\n\n",
    "§§ apart": "Föredragningslista\n\nTorvnämnden\nFredag 10 februari 2034 kl. 8.00\n\n"
    "§ 14 Dikena\n\n§ 15 Torven\n\n",
    "a body that is called": "KALLELSE/UNDERRÄTTELSE\n\nTorvnämnden kallas till sammanträde\n\n"
    "Plats och tid: Kajutan, fredagen den 10 februari 2034 kl. 8.00\n\nÄrende 1 Dikena\n\n"
    "Ärende 2 Torven\n\nProtokoll från föregående möte\n\nVälkomna!\n\n",
    "an agenda with numbers": "Torvnämnden – Dagordning\n2034-02-10\nTid: kl. 8.00\n"
    "Plats: Kajutan\n\n14. Dikena\n\n15. Torven\n\n",
    "in Markdown": "# Tillkännagivande\n\n**Tid:** 2034-02-10 kl. 8.00\n**Plats:** Kajutan\n\n"
    "## Dagordning\n\n1. Dikena\n2. Torven\n\n---\n\n",
}  # fmt: skip
TITLES = {
    "below the body": "Torvnämnden\nSammanträdesprotokoll\n2034-02-10\n\n",
    "beside it": "Torvnämnden – Protokoll 2034-02-10\n\n",
    "above it": "PROTOKOLL\nTorvnämnden\n2034-02-10\n\n",
    "apart from it": "Torvnämnden\n\nProtokoll fört vid sammanträde 2034-02-10\n\n",
}
MINUTES = """\
Plats och tid: Torvladan, kl. 8.15-9.45
Beslutande: Eva Myr (C), ordförande
Jon Dike (V)
Sekreterare: Maj Bark
Utses att justera: Jon Dike

§ 14 Dikena

Beslut

Torvnämnden antar planen.

§ 15 Torven

Beslut

Torvnämnden noterar rapporten.
"""


def read(text: str, tmp_path: Path) -> Reading:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    return read_minutes(path, Settings())


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("summons", SUMMONS)
def test_the_meeting_is_that_of_the_minutes(summons: str, title: str, tmp_path: Path) -> None:
    reading = read(SUMMONS[summons] + TITLES[title] + MINUTES, tmp_path)
    (meeting,) = reading.rows["meetings"]
    assert (meeting.body, meeting.date) == ("torvnamnden", dt.date(2034, 2, 10))
    assert (meeting.starts_at, meeting.ends_at) == (dt.time(8, 15), dt.time(9, 45))
    assert meeting.place == "Torvladan"
    items = [(row.number, row.title) for row in reading.rows["agenda_items"]]
    assert items == [("14", "Dikena"), ("15", "Torven")]
    codes = [p.code for p in reading.problems]
    assert not {"heading-differs", "lines-unread", "contents-without-paragraph"} & {*codes}
    (told,) = [p for p in reading.problems if p.code == "summons-not-read"]
    begins = (TITLES[title] + MINUTES).splitlines()[0]
    assert told.first_line == 1
    assert begins in reading.lines[(told.last_line or 0) :][:4]
    alone = read(TITLES[title] + MINUTES, tmp_path)
    for table in ("participants", "roles", "clauses", "decisions"):
        assert len(reading.rows[table]) == len(alone.rows[table]), table


@pytest.mark.parametrize("text", [
    TITLES["below the body"] + MINUTES,
    "Torvnämnden\nProtokoll 2034-02-10\n\nKallelse: 2034-02-01\n" + MINUTES,
    "Torvnämnden\n2034-02-10\n\nDagordning\n" + MINUTES,  # no minutes have a title below
])  # fmt: skip
def test_minutes_without_a_summons_are_read_whole(text: str, tmp_path: Path) -> None:
    reading = read(text, tmp_path)
    assert "summons-not-read" not in {p.code for p in reading.problems}
    assert reading.rows["meetings"][0].date == dt.date(2034, 2, 10)
    assert len(reading.rows["agenda_items"]) == 2

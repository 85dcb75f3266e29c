"""Which body met, as covers print it; the bodies and minutes are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.settings.dataset_toml import Settings

REST = "\nTid: torsdag 12 mars 2026 kl. 13.15\n\n§ 4 Rapport\n\nRapporten godkänns.\n"
# What the head of minutes prints, and the body's name.
PRINTED = [
    ("Fritidsnämnden", "Fritidsnämnden"),
    ("GRANBY KOMMUN          PROTOKOLL       1 (5)\nFritidsnämnden      2026-03-12",
     "Fritidsnämnden"),
    ("Protokoll Fritidsnämnden 2026-03-12", "Fritidsnämnden"),
    ("Sammanträdesprotokoll – Fritidsnämnden", "Fritidsnämnden"),
    ("Fritidsnämndens protokoll", "Fritidsnämnden"),
    ("Protokoll för Fritids- och kulturnämnden 2026-03-12", "Fritids- och kulturnämnden"),
    ("Sammanträdesprotokoll från fritidsnämnden den 12 mars 2026", "Fritidsnämnden"),
    ("Fritidsnämnden – Sammanträdesprotokoll 2026-03-12", "Fritidsnämnden"),
    ("GRANBYHÖGSKOLAN\nHögskolestyrelsen\nProtokoll", "Högskolestyrelsen"),
    ("Fritidsnämndens sammanträde den 12 mars 2026", "Fritidsnämnden"),
    ("Protokoll från Fritidsnämndens sammanträde 2026-03-12", "Fritidsnämnden"),
    ("Protokoll fört vid sammanträde med Fritidsnämnden torsdagen den 12 mars kl. 13",
     "Fritidsnämnden"),
    ("Protokoll från möte med Fritidsnämnden i Granby kommun den 12 mars",
     "Fritidsnämnden i Granby kommun"),
    ("Samrådsnämnden / Consultation Board", "Samrådsnämnden"),
    ("Norrby och Söderby\nRäddningstjänstförbund\nProtokoll",
     "Norrby och Söderby Räddningstjänstförbund"),
    ("Norrby och Söderby kommuner\nFritidsnämnden", "Fritidsnämnden"),
    ("Fritidsnämnden\n\nSammanträde i Tornsalen torsdagen den 12 mars 2026", "Fritidsnämnden"),
    ("Sammanträde i Fritidsnämnden torsdagen den 12 mars 2026", "Fritidsnämnden"),
    ("Protokoll fört vid sammanträde med fritidsnämnden i Granby den 12 mars 2026",
     "Fritidsnämnden i Granby"),
    ("Protokoll fritidsnämnden 12 mars 2026", "Fritidsnämnden"),
    ("Protokoll från fritidsnämndens möte 2026-03-12", "Fritidsnämnden"),
    ("Byalaget i Granby (BiG)", "Byalaget i Granby"),
    ("KALLELSE\n\nFritidsnämnden kallas till sammanträde den 12 mars 2026\n\n1. Val\n2. Taxa",
     "Fritidsnämnden"),
    ("Natur- och      Protokoll      Sidan 1 av 3\nfritidsnämndens      2026-03-12\nutskott",
     "Natur- och fritidsnämndens utskott"),
    ("Överförmyndarnämnde      Protokoll\nn      2026-03-12", "Överförmyndarnämnden"),
    ("PROTOKOLL FRÅN FRITIDSNÄMNDENS SAMMANTRÄDE", "FRITIDSNÄMNDEN"),
    ("Referensgrupp Granby\n\nNärvarande | Organisation\nTora Ek | Al AB (Norge)",
     "Referensgrupp Granby"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "name"), PRINTED, ids=[row[0] for row in PRINTED])
def test_the_body_is_known_by_its_printed_name(head: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(head + "\n" + REST, encoding="utf-8")
    read = read_minutes(path, Settings())
    (meeting,) = read.rows["meetings"]
    names = {row.id: row.name for row in read.rows["organizations"]}
    assert names.get(meeting.body) == name


@pytest.mark.parametrize(
    "head",
    [
        "Protokoll",
        "Protokoll 2026-03-12\nSida 1 (2)",
        "Välkomna till vårens möten.",
        "Föredragningslista\n\n1. Val av justerare\n2. Taxa",
    ],
)
def test_what_is_no_name_is_no_body(head: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(head + "\n" + REST, encoding="utf-8")
    assert read_minutes(path, Settings()).rows["meetings"][0].body is None

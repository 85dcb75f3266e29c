"""What is withheld gets out of no form of a file, wherever it stands. All of it is invented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from invented_minutes import ORGANIZATIONS, SETTINGS
from test_listed import written

from document_forms import FORMS, Beside, Section, Written
from socsam_opendata.minutes.sources.source import read_source
from socsam_opendata.package.build import build

# Each is the surname, or the number, of somebody who is not elected and stands in one place.
OF_TEXT = (
    "Undansson", "Gråsvan", "Kattfot", "121212-1212", "Nattvide", "Lindorm", "Blåhäger", "Mossrygg",
)  # fmt: skip
OF_PAGES = {"header": "Handlov", "footer": "Blåtand"}
BESIDE = {"note": "Rävlya", "link": "Hasselmus", "added": "Vargtass"}
HIDDEN = ("Författarsson", "Struken")
COVER = (
    (("Tid och plats:",), ("måndag 2 juni 2025 kl. 09.00 - 12.00", "Stora salen, Ragunda")),
    (("Deltagare", "(beslutande):"), (
        "Alvar Tjäderby (S), Ragunda kommun", "Siri Orrskog (C), Bergs kommun",
    )),
    (("Övriga deltagare:",), (
        "Hedvig Kråkvik, Ragunda kommun", "Ulla Undansson, Hittepåföreningen, §2",
    )),
    (("Justeringens tid", "och plats:"), ("måndag 16 juni 2025, digitalt",)),
    (("Paragrafer:",), ("1-3",)),
)  # fmt: skip
SAID = Written(
    "Provnämnden", COVER,
    (("Hedvig Kråkvik", "Sekreterare"), ("Alvar Tjäderby (S)", "Ordförande"),
     ("Siri Orrskog (C)", "Justerare")),
    1,
    (
        ("Upprop", (
            Section("Beslut", ("Provnämnden beslutar:",), ("Att fastställa dagordningen.",)),
        )),
        ("Ansökan från Bengta Gråsvan", (
            Section("Bakgrund", (
                "Sökanden Ylva Kattfot, 19121212-1212, bor vid vägen och nås på 070-174 06 35.",
                "Hon har talat med Doris Nattvide om saken.",
            )),
            Section("Beslut", ("Provnämnden beslutar:",), (
                "Att bevilja sökanden Vidar Lindorm 50 000 kronor för 2025.",
                "Att skicka beslutet till gode mannen Rakel Blåhäger.",
            )),
            Section("Underlag", (), (), ("Skrivelse från Torun Mossrygg 2025-01-15",)),
        )),
        ("Övrigt", (Section("Synpunkter", ("Inget finns att anteckna om vägarna i dag.",)),)),
    ),
    Beside(
        header="Provnämnden\tHandläggare Dag Handlov\tSida 1 (3)",
        footer="Utskrivet av Gorm Blåtand\tUtdragsbestyrkande",
        note="Enligt uppgift från Sixten Rävlya, 070-174 06 36.",
        link=("Brev från Maj Hasselmus", "mailto:maj.hasselmus@example.org"),
        added="Även grannen Otto Vargtass yttrade sig.",
        deleted="Grannen Kalle Struken hade fel.",
        comment="Fråga Greta Författarsson om detta.",
        itself="Fia Författarsson",
    ),
)  # fmt: skip


@pytest.fixture(params=[*FORMS])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "dataset.toml").write_text(SETTINGS.format(mask=""), encoding="utf-8")
    (folder / "organizations.csv").write_text(ORGANIZATIONS, encoding="utf-8")
    path = folder / f"2025-06-02{Path(request.param).suffix}"
    FORMS[request.param](SAID, path)
    return path


def test_the_text_of_each_form_has_it(made: Path) -> None:
    """What the policy has to keep is there: the next test would say nothing otherwise."""
    said = "\n".join(read_source(made).lines)
    pages = OF_PAGES.values() if made.suffix in (".docx", ".pdf") else ()
    assert [word for word in (*OF_TEXT, *pages, *BESIDE.values()) if word not in said] == []
    # Markdown and text are read as they stand.
    hidden = HIDDEN if made.suffix not in (".md", ".txt") else ()
    assert [word for word in hidden if word in said] == []


def test_nothing_that_is_withheld_gets_into_any_file(made: Path, tmp_path: Path) -> None:
    build(made.parent, tmp_path / "out")
    words = (*OF_TEXT, *OF_PAGES.values(), *BESIDE.values(), *HIDDEN, "174 06")
    texts = list(written(tmp_path / "out"))
    assert [
        (word, place) for place, text in texts for word in words if word.lower() in text.lower()
    ] == []
    tables = dict(texts)
    assert "Alvar Tjäderby" in tables["persons.csv"]


def test_the_author_of_a_file_may_be_elected_and_is_read_nowhere(tmp_path: Path) -> None:
    """A title and an author that a person of the meeting has make nothing of them."""
    for form in ("a.docx", "a.pdf"):
        plain, named = tmp_path / f"plain-{form}", tmp_path / f"named-{form}"
        FORMS[form](SAID, plain)
        FORMS[form](replace(SAID, beside=replace(SAID.beside, itself="Edla Ripmo (M)")), named)
        assert read_source(plain).lines == read_source(named).lines

"""One set of minutes in four forms says the same. Everybody in it is invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

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


@dataclass(frozen=True)
class Section:
    """A heading of a paragraph with its texts, and the entries of a list."""

    heading: str
    texts: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()


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


def markdown() -> str:
    """With labels in bold, and their values beside and below them."""
    found = [f"# {TITLE}", ""]
    for label, values in COVER:
        first, *others = values
        found += ["**" + "\n".join(label) + f"** {first}", *others, ""]
    found += ["Justeras av:", ""]
    for name, title in SIGNED:
        found += [name, title, ""]
    for number, (heading, sections) in enumerate(PARAGRAPHS, 7):
        found += [f"## § {number} {heading}", ""]
        for section in sections:
            found += [f"### {section.heading}", ""]
            for text in section.texts:
                found += [text, ""]
            found += [f"{n}. {text}" for n, text in enumerate(section.numbered, 1)]
            found += [f"- {text}" for text in section.bullets]
            found += [""] if section.numbered or section.bullets else []
    return "\n".join(found)


def markdown_table() -> str:
    """The cover as a table of Markdown."""
    rows = [f"| {'<br>'.join(label)} | {'<br>'.join(values)} |" for label, values in COVER]
    whole = markdown()
    start, end = whole.index("**Tid"), whole.index("Justeras av:")
    return whole[:start] + "\n".join([rows[0], "|---|---|", *rows[1:]]) + "\n\n" + whole[end:]


def text() -> str:
    """Without markup, labels in a column of their own."""
    plain = markdown().replace("### ", "").replace("## ", "").replace("# ", "")
    return plain.replace("**", "")


def html() -> str:
    """As a page of a site, with a table for the cover."""
    rows = "".join(
        f"<tr><th>{'<br>'.join(label)}</th>"
        f"<td>{''.join(f'<p>{escape(value)}</p>' for value in values)}</td></tr>"
        for label, values in COVER
    )
    found = [
        "<!doctype html><html><head><meta charset='utf-8'><title>Protokoll</title></head><body>",
        "<nav><ul><li><a href='/'>Hem</a><li><a href='/namnd'>Nämnder</a></ul></nav>",
        f"<main><h1>{TITLE}</h1><table>{rows}</table><h2>Justeras av:</h2>",
        *(f"<p>{name}<br>{title}</p>" for name, title in SIGNED),
    ]
    for number, (heading, sections) in enumerate(PARAGRAPHS, 7):
        found.append(f"<h2>§&nbsp;{number} {heading}</h2>")
        for section in sections:
            found.append(f"<h3>{section.heading}</h3>")
            found += [f"<p>{one}</p>" for one in section.texts]
            for tag, entries in (("ol", section.numbered), ("ul", section.bullets)):
                listed = "".join(f"<li>{one}</li>" for one in entries)
                found.append(f"<{tag}>{listed}</{tag}>" if listed else "")
    return "\n".join([*found, "</main><footer>Kontakta oss</footer></body></html>"])


LISTS = """<w:abstractNum {names} w:abstractNumId="70"><w:lvl w:ilvl="0"><w:start w:val="7"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="§ %1"/></w:lvl></w:abstractNum>"""
CLAUSES = """<w:abstractNum {names} w:abstractNumId="71"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>"""


class Word:
    """A file of Word with its own lists: paragraphs with §, clauses that begin anew."""

    def __init__(self) -> None:
        self.made = docx.Document()
        self.lists = self.made.part.numbering_part.element
        for kind in (CLAUSES, LISTS):
            self.lists.insert(0, parse_xml(kind.format(names=nsdecls("w"))))
        self.count = 70
        self.paragraphs = self.list_of(70)

    def list_of(self, kind: int) -> int:
        self.count += 1
        anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        self.lists.append(parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{self.count}"><w:abstractNumId w:val="{kind}"/>'
            f"{anew if kind == 71 else ''}</w:num>"
        ))  # fmt: skip
        return self.count

    def add(self, said: str, style: str | None = None, number: int | None = None) -> None:
        one = self.made.add_paragraph(said, style=style)
        if number:
            one._p.get_or_add_pPr().append(parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
            ))  # fmt: skip

    def save(self, path: Path) -> None:
        section = self.made.sections[0]
        section.header.paragraphs[0].text = "Sagorådet\tProtokoll\tSida 1 (3)"
        section.footer.paragraphs[0].text = "Justerandes sign\tUtdragsbestyrkande"
        self.made.core_properties.author = "Någon Annan"
        self.add(TITLE, "Title")
        cover = self.made.add_table(0, 2)
        for label, values in COVER:
            row = cover.add_row()
            row.cells[0].text, row.cells[1].text = "\n".join(label), values[0]
            for value in values[1:]:
                row.cells[1].add_paragraph(value)
        self.add("Justeras av:", "Heading 2")
        for name, title in SIGNED:
            self.add(f"{name}\n{title}")
        for heading, sections in PARAGRAPHS:
            self.add(heading, "Heading 1", self.paragraphs)
            for one in sections:
                self.add(one.heading, "Heading 2")
                for said in one.texts:
                    self.add(said)
                clauses = self.list_of(71)
                for said in one.numbered:
                    self.add(said, None, clauses)
                for said in one.bullets:
                    self.add(said, "List Bullet")
        self.made.save(str(path))


def written(said: Callable[[], str]) -> Callable[[Path], None]:
    """A form that is text, as a function that writes it."""

    def write(path: Path) -> None:
        path.write_text(said(), encoding="utf-8")

    return write


FORMS: dict[str, Callable[[Path], None]] = {
    "a.md": written(markdown),
    "table.md": written(markdown_table),
    "a.txt": written(text),
    "a.docx": lambda path: Word().save(path),
    "a.html": written(html),
}


def facts(reading: Reading) -> dict[str, list[dict[str, Any]]]:
    """Rows without where they stand."""
    of_place = ("first_line", "last_line")
    return {
        name: [{c: getattr(row, c) for c in row.__slots__ if c not in of_place} for row in some]
        for name, some in reading.rows.items()
        if name != "sources"
    }


def made(folder: Path, name: str) -> Reading:
    path = folder / name
    FORMS[name](path)
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

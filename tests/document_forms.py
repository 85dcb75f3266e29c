"""Invented minutes written in the five forms that bodies hand over: one content, six files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

import docx
import fpdf
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


@dataclass(frozen=True)
class Section:
    """A heading of a paragraph with its texts, and the entries of a list."""

    heading: str
    texts: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Beside:
    """What a file holds beside its minutes, where its form has a place for it.

    A header and a footer of every page, a note at the foot of one, a link with its words, text that
    somebody added and that was kept apart as a change, text that was taken out, a comment, and what
    the file says of itself: its title and author.
    """

    header: str = "Sagorådet\tProtokoll\tSida 1 (3)"
    footer: str = "Justerandes sign\tUtdragsbestyrkande"
    note: str = ""
    link: tuple[str, str] | None = None
    added: str = ""
    deleted: str = ""
    comment: str = ""
    itself: str = "Någon Annan"


@dataclass(frozen=True)
class Written:
    """What minutes say: `cover` has labels in lines, each with the lines that stand beside it."""

    title: str
    cover: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    signed: tuple[tuple[str, str], ...]
    first: int
    paragraphs: tuple[tuple[str, tuple[Section, ...]], ...]
    beside: Beside = Beside()


def markdown(said: Written) -> str:
    """With labels in bold, and their values beside and below them."""
    found = [f"# {said.title}", ""]
    for label, values in said.cover:
        first, *others = values
        found += ["**" + "\n".join(label) + f"** {first}", *others, ""]
    found += ["Justeras av:", ""]
    for name, title in said.signed:
        found += [name, title, ""]
    for number, (heading, sections) in enumerate(said.paragraphs, said.first):
        found += [f"## § {number} {heading}", ""]
        for section in sections:
            found += [f"### {section.heading}", ""]
            for text in section.texts:
                found += [text, ""]
            found += [f"{n}. {text}" for n, text in enumerate(section.numbered, 1)]
            found += [f"- {text}" for text in section.bullets]
            found += [""] if section.numbered or section.bullets else []
    extra = said.beside
    found += [extra.added, ""] if extra.added else []
    found += [f"[{extra.link[0]}]({extra.link[1]})", ""] if extra.link else []
    found += [f"<!-- {extra.comment} -->", ""] if extra.comment else []
    found += [extra.note, ""] if extra.note else []
    return "\n".join(found)


def markdown_table(said: Written) -> str:
    """The cover as a table of Markdown."""
    rows = [f"| {'<br>'.join(label)} | {'<br>'.join(values)} |" for label, values in said.cover]
    whole = markdown(said)
    start, end = whole.index("**Tid"), whole.index("Justeras av:")
    return whole[:start] + "\n".join([rows[0], "|---|---|", *rows[1:]]) + "\n\n" + whole[end:]


def text(said: Written) -> str:
    """Without markup, labels in a column of their own."""
    plain = markdown(said).replace("### ", "").replace("## ", "").replace("# ", "")
    return plain.replace("**", "")


def html(said: Written) -> str:
    """As a page of a site, with a table for the cover."""
    extra = said.beside
    rows = "".join(
        f"<tr><th>{'<br>'.join(label)}</th>"
        f"<td>{''.join(f'<p>{escape(value)}</p>' for value in values)}</td></tr>"
        for label, values in said.cover
    )
    found = [
        "<!doctype html><html><head><meta charset='utf-8'>",
        f"<title>{extra.itself}</title><meta name='author' content='{extra.itself}'></head><body>",
        "<nav><ul><li><a href='/'>Hem</a><li><a href='/namnd'>Nämnder</a></ul></nav>",
        f"<header>{extra.header}</header>",
        f"<main><h1>{said.title}</h1><table>{rows}</table><h2>Justeras av:</h2>",
        *(f"<p>{name}<br>{title}</p>" for name, title in said.signed),
    ]
    for number, (heading, sections) in enumerate(said.paragraphs, said.first):
        found.append(f"<h2>§&nbsp;{number} {heading}</h2>")
        for section in sections:
            found.append(f"<h3>{section.heading}</h3>")
            found += [f"<p>{one}</p>" for one in section.texts]
            for tag, entries in (("ol", section.numbered), ("ul", section.bullets)):
                listed = "".join(f"<li>{one}</li>" for one in entries)
                found.append(f"<{tag}>{listed}</{tag}>" if listed else "")
    found += [f"<p><ins>{extra.added}</ins></p>"] if extra.added else []
    found += [f"<p><del>{extra.deleted}</del></p>"] if extra.deleted else []
    found += [f"<p><a href='{extra.link[1]}'>{extra.link[0]}</a></p>"] if extra.link else []
    found += [f"<!-- {extra.comment} -->"] if extra.comment else []
    found += [f"<p><small>{extra.note}</small></p>"] if extra.note else []
    return "\n".join([*found, f"</main><footer>{extra.footer}</footer></body></html>"])


LISTS = """<w:abstractNum {names} w:abstractNumId="70"><w:lvl w:ilvl="0"><w:start w:val="{first}"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="§ %1"/></w:lvl></w:abstractNum>"""
CLAUSES = """<w:abstractNum {names} w:abstractNumId="71"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>"""
CHANGE = """<w:{kind} {names} w:id="{key}" w:author="{author}">
<w:r><w:{text}>{said}</w:{text}></w:r></w:{kind}>"""


class Word:
    """A file of Word with its own lists: paragraphs with §, clauses that begin anew."""

    def __init__(self, first: int) -> None:
        self.made = docx.Document()
        self.lists = self.made.part.numbering_part.element
        for kind in (CLAUSES, LISTS):
            self.lists.insert(0, parse_xml(kind.format(names=nsdecls("w"), first=first)))
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

    def add(self, text: str, style: str | None = None, number: int | None = None) -> None:
        one = self.made.add_paragraph(text, style=style)
        if number:
            one._p.get_or_add_pPr().append(parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
            ))  # fmt: skip

    def add_beside(self, extra: Beside) -> None:
        section, properties = self.made.sections[0], self.made.core_properties
        section.header.paragraphs[0].text = extra.header
        section.footer.paragraphs[0].text = extra.footer
        properties.author = properties.title = properties.last_modified_by = extra.itself
        for key, kind, text in ((81, "ins", extra.added), (82, "del", extra.deleted)):
            if text:
                part = "delText" if kind == "del" else "t"
                self.made.add_paragraph()._p.append(parse_xml(CHANGE.format(
                    names=nsdecls("w"), key=key, kind=kind, text=part, said=text,
                    author=extra.itself,
                )))  # fmt: skip
        if extra.comment:
            self.made.add_comment(
                self.made.paragraphs[0].runs, text=extra.comment, author=extra.itself
            )
        if extra.link:
            self._add_link(*extra.link)
        if extra.note:
            self._add_note(extra.note)

    def _add_link(self, words: str, href: str) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        key = self.made.part.relate_to(href, kind, is_external=True)
        self.made.add_paragraph()._p.append(parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{key}"><w:r><w:t>{words}</w:t></w:r>'
            "</w:hyperlink>"
        ))  # fmt: skip

    def _add_note(self, text: str) -> None:
        base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
        content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        notes = (
            f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r>'
            "</w:p></w:footnote></w:footnotes>"
        )
        part = Part(PackURI("/word/footnotes.xml"), content, notes.encode(), self.made.part.package)
        self.made.part.relate_to(part, base)
        self.made.paragraphs[-1]._p.append(parse_xml(
            f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'
        ))  # fmt: skip


def word(said: Written, path: Path) -> None:
    """As a file of Word, with a table for the cover."""
    made = Word(said.first)
    made.add(said.title, "Title")
    cover = made.made.add_table(0, 2)
    for label, values in said.cover:
        row = cover.add_row()
        row.cells[0].text, row.cells[1].text = "\n".join(label), values[0]
        for value in values[1:]:
            row.cells[1].add_paragraph(value)
    made.add("Justeras av:", "Heading 2")
    for name, title in said.signed:
        made.add(f"{name}\n{title}")
    for heading, sections in said.paragraphs:
        made.add(heading, "Heading 1", made.paragraphs)
        for one in sections:
            made.add(one.heading, "Heading 2")
            for text in one.texts:
                made.add(text)
            clauses = made.list_of(71)
            for text in one.numbered:
                made.add(text, None, clauses)
            for text in one.bullets:
                made.add(text, "List Bullet")
    made.add_beside(said.beside)
    made.made.save(str(path))


# A page of PDF in points: its margins, and a line and a gap between paragraphs.
LEFT, RIGHT, TOP, BOTTOM, LINE, GAP = 60.0, 535.0, 70.0, 760.0, 14.0, 9.0


class Pages(fpdf.FPDF):
    """Pages that are printed from top to bottom, with what stands on each of them."""

    def __init__(self, extra: Beside) -> None:
        super().__init__(unit="pt")
        self.extra = extra
        self.set_auto_page_break(False)
        self.set_title(extra.itself)
        self.set_author(extra.itself)
        self.begin()

    def begin(self) -> None:
        self.add_page()
        self.set_font("Times", size=11)
        for y, text in ((40.0, self.extra.header), (800.0, self.extra.footer)):
            for at, part in enumerate(text.split("\t")):
                self.text(LEFT + 170 * at, y, part)
        self.at = TOP

    def room(self, lines: int) -> None:
        """Begin a page where so many lines have no room."""
        if self.at + lines * LINE > BOTTOM:
            self.begin()

    def say(self, text: str, indent: float = 0.0, gap: float = GAP) -> None:
        """A paragraph, in as many lines as it takes."""
        for line in self.wrapped(text, RIGHT - LEFT - indent):
            self.room(1)
            self.text(LEFT + indent, self.at, line)
            self.at += LINE
        self.at += gap

    def wrapped(self, text: str, width: float) -> list[str]:
        lines = [""]
        for one in text.split():
            longer = f"{lines[-1]} {one}".strip()
            if self.get_string_width(longer) > width:
                lines.append(one)
            else:
                lines[-1] = longer
        return lines

    def row(self, *cells: tuple[str, ...], widths: tuple[float, ...]) -> None:
        """A ruled row of cells, each of lines that wrap."""
        lines = [[line for text in cell for line in self.wrapped(text, width - 8)]
                 for cell, width in zip(cells, widths, strict=True)]  # fmt: skip
        tall = max(map(len, lines))
        self.room(tall)
        left = LEFT
        for cell, width in zip(lines, widths, strict=True):
            self.rect(left, self.at - LINE + 2, width, tall * LINE + 4)
            for number, line in enumerate(cell):
                self.text(left + 4, self.at + number * LINE, line)
            left += width
        self.at += tall * LINE + 4


def pdf(said: Written, path: Path, *, widths: tuple[float, float] = (105.0, 300.0)) -> None:
    """As pages, with a ruled table for the cover."""
    made = Pages(said.beside)
    made.say(said.title)
    for label, values in said.cover:
        made.row(label, tuple(value.replace("–", "-") for value in values), widths=widths)
    made.at += LINE
    made.say("Justeras av:")
    for name, title in said.signed:
        made.say(name, gap=0.0)
        made.say(title)
    made.begin()
    for number, (heading, sections) in enumerate(said.paragraphs, said.first):
        made.say(f"§ {number} {heading}")
        for section in sections:
            made.say(section.heading)
            for text in section.texts:
                made.say(text)
            for at, text in enumerate(section.numbered, 1):
                made.say(f"{at}. {text}", indent=12.0, gap=0.0)
            for text in section.bullets:
                made.say(f"- {text}", indent=12.0, gap=0.0)
            made.at += GAP
    extra = said.beside
    if extra.added:
        made.say(extra.added)
    if extra.link:
        words, href = extra.link
        made.link(LEFT, made.at - LINE, 200, LINE, href)
        made.say(words)
    if extra.comment:
        made.text_annotation(RIGHT, made.at, extra.comment)
    if extra.note:
        made.say(extra.note)
    made.output(str(path))


def _text_file(form: Callable[[Written], str]) -> Callable[[Written, Path], None]:
    """A form that is text, as a function that writes it."""

    def write(said: Written, path: Path) -> None:
        path.write_text(form(said), encoding="utf-8")

    return write


FORMS: dict[str, Callable[[Written, Path], None]] = {
    "a.md": _text_file(markdown),
    "table.md": _text_file(markdown_table),
    "a.txt": _text_file(text),
    "a.docx": word,
    "a.html": _text_file(html),
    "a.pdf": pdf,
}

"""Word files made by hand: the parts that a test needs, as XML in a zip archive."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMES = (
    f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="urn:a" xmlns:m="urn:m"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The root element of each part.
_ROOTS = {
    "styles": "styles", "numbering": "numbering", "settings": "settings", "footnotes": "footnotes",
    "endnotes": "endnotes", "comments": "comments",
}  # fmt: skip


def part(root: str, inside: str) -> str:
    """A part as XML."""
    return f"{HEAD}<w:{root} {NAMES}>{inside}</w:{root}>"


def relations(*found: tuple[str, str, str], outside: str = "") -> str:
    """The relations of a part: key, kind and target of each."""
    listed = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in found
    )
    space = f'xmlns="{_PACKAGE}/relationships"'
    return f"{HEAD}<Relationships {space}>{listed}{outside}</Relationships>"


def parts_of(body: str, outside: str = "", **others: str) -> dict[str, str | bytes]:
    """The parts of a file: its body, and others by kind (`header1` and `footer1` are running)."""
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": relations(("r0", "officeDocument", "word/document.xml")),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    }
    kinds = []
    for name, inside in others.items():
        kind = name.rstrip("0123456789")
        root = _ROOTS.get(kind, {"header": "hdr", "footer": "ftr"}.get(kind, kind))
        found[f"word/{name}.xml"] = part(root, inside)
        kinds.append((name, kind, f"{name}.xml"))
    found["word/_rels/document.xml.rels"] = relations(*kinds, outside=outside)
    return found


def zipped(parts: dict[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Parts as an archive, packed in a way."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, inside in parts.items():
            archive.writestr(name, inside)
    return made.getvalue()


def word_file(folder: Path, body: str, outside: str = "", **others: str) -> Path:
    """A Word file of a body and other parts, in a folder."""
    path = folder / "a.docx"
    path.write_bytes(zipped(parts_of(body, outside, **others)))
    return path


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(inside: str = "", properties: str = "", style: str = "") -> str:
    """A paragraph of runs, or of plain text."""
    runs = inside if "<" in inside or not inside else run(inside)
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    said += properties
    return f"<w:p>{f'<w:pPr>{said}</w:pPr>' if said else ''}{runs}</w:p>"


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row of a table; a cell is plain text, or XML of its own."""
    whole = "".join(one if one.startswith("<w:tc>") else cell(para(one)) for one in cells)
    said = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{said}{whole}</w:tr>"


def cell(inside: str, properties: str = "") -> str:
    """A cell of paragraphs."""
    said = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{said}{inside}</w:tc>"


def listed(number: int, level: int = 0) -> str:
    """The property of a paragraph that stands in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(at: int, how: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{how}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def kind_of_list(key: int, *levels: str) -> str:
    """A kind of list."""
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def list_of(key: int, kind: int, overrides: str = "") -> str:
    """A list of a kind."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{kind}"/>{overrides}</w:num>'

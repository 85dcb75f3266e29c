"""The shape of the cover: labels such as `Plats och tid` and what follows them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.owners import Owner, Owners
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import fold


@dataclass(frozen=True, slots=True)
class CoverBlock:
    """A label of the cover and the lines that follow it; `first_line` is that of the label."""

    label: str
    first_line: int
    lines: tuple[Line, ...]


@dataclass
class _OpenBlock:
    label: str
    first_line: int
    lines: list[Line] = field(default_factory=list)


_SPACE = re.compile(r"\s+")
_AFTER_LABEL = re.compile(r"\s*:\s*|\s*$|\s{2,}|\s*[.…]{3,}\s*")


@lru_cache(maxsize=1)
def _label_forms() -> dict[str, tuple[tuple[str, str, bool], ...]]:
    """The folded forms of the cover's labels by first letter, longest first: form, label, loose."""
    found: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for code in code_list("cover-label").codes:
        for form in code.forms:
            loose = " " in form or "valueAfterSpace" in code.marks
            found[fold(form)[0]].append((fold(form), code.notation, loose))
    return {k: tuple(sorted(v, key=lambda f: (-len(f[0]), f))) for k, v in found.items()}


def cover_label(text: str) -> tuple[str, int] | None:
    """The label a line begins with, and how many characters it takes with its colon."""
    folded = fold(text)
    for form, label, loose in _label_forms().get(folded[:1], ()):
        if folded.startswith(form):
            match = _AFTER_LABEL.match(text, len(form))
            if match is None and loose:
                match = _SPACE.match(text, len(form))
            if match:
                return label, match.end()
    return None


@lru_cache(maxsize=1)
def _inside() -> re.Pattern[str]:
    """Labels inside a line: in another column, after dots, or in a cover run together."""
    codes = code_list("cover-label").codes
    forms = {f for c in codes for f in (*c.forms, *c.signals) if f[0].isupper() and "*" not in f}
    written = sorted({*forms, *(f.upper() for f in forms)}, key=lambda f: (-len(f), f))
    return re.compile(rf"(?<=\s)(?:{'|'.join(map(re.escape, written))})(?=[\s:]|$)")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line or a part of one; `aside` stands in a column beside the one that goes on below."""

    line: Line
    aside: bool = False


# A cover printed without line breaks makes lines that no page is wide enough for.
_RUN_TOGETHER = 140


def _pieces(line: Line) -> list[_Piece]:
    """A line divided where another label begins inside it."""
    text = line.text
    starts: list[tuple[int, bool]] = [(0, False)]
    for match in _inside().finditer(text, 1):
        before = text[: match.start()]
        column = re.search(r"\s{2}$|[.…_]{3}\s$", before) is not None
        if column or (len(text) > _RUN_TOGETHER and before.rstrip()[-1:] not in (",", "(")):
            starts.append((match.start(), column))
    if len(starts) == 1:
        return [_Piece(line)]
    ends = [*(start for start, _ in starts[1:]), len(text)]
    first = Line(line.number, text[: ends[0]].strip(), line.marker, line.bullet)
    rest = [
        _Piece(Line(line.number, text[start:end].strip()), aside)
        for (start, aside), end in zip(starts[1:], ends[1:], strict=True)
    ]
    return [_Piece(first), *rest]


class _Cover:
    """Collects title lines and blocks; lines without a label go to the block that is open."""

    def __init__(self, owners: Owners) -> None:
        self.owners = owners
        self.title: list[Line] = []
        self.blocks: list[_OpenBlock] = []
        self.open: _OpenBlock | None = None

    def own(self, line: Line, what: str) -> None:
        """Give a line its owner, once for all its pieces."""
        if self.owners.of[line.number - 1] is None:
            self.owners.give(line.number, Owner("read", what))

    def label(self, label: str, line: Line, rest: Line, aside: bool) -> None:
        """Begin the block of a label; what stands beside it is its first line."""
        self.own(line, f"cover: {label}")
        block = _OpenBlock(label, line.number, [rest] if rest.text else [])
        self.blocks.append(block)
        if not aside or self.open is None:
            self.open = block

    def text(self, line: Line) -> None:
        """A line without a label."""
        if self.open is None:
            self.own(line, "title")
            self.title.append(line)
        else:
            self.own(line, f"cover: {self.open.label}")
            self.open.lines.append(line)


def cover_blocks(
    lines: list[Line], owners: Owners
) -> tuple[tuple[Line, ...], tuple[CoverBlock, ...]]:
    """The title lines, and the blocks of the labels in their order."""
    cover = _Cover(owners)
    titles = code_list("cover-label").tied("listsRole")  # they stand below a name, too
    pieces = [piece for line in lines for piece in _pieces(line)]
    skip = False
    for i, piece in enumerate(pieces):
        line = piece.line
        if skip or not line.text:
            skip = False
            continue
        following = pieces[i + 1].line if i + 1 < len(pieces) else Line(0, "")
        found = cover_label(line.text)
        joined = cover_label(f"{line.text} {following.text}") if following.text else None
        if joined and joined[1] > len(line.text) + 1 and (not found or joined[1] > found[1]):
            rest = f"{line.text} {following.text}"[joined[1] :].strip()
            cover.label(joined[0], line, Line(following.number, rest), piece.aside)
            cover.own(following, f"cover: {joined[0]}")
            skip = True
        elif found and not (_signs(cover) and found[0] in titles):
            rest = line.text[found[1] :].strip()
            cover.label(found[0], line, Line(line.number, rest), piece.aside)
        else:
            cover.text(line)
    blocks = (CoverBlock(b.label, b.first_line, tuple(b.lines)) for b in cover.blocks)
    return tuple(cover.title), tuple(blocks)


def _signs(cover: _Cover) -> bool:
    """Whether the block of signatures is open: titles stand in it without ending it."""
    return cover.open is not None and cover.open.label == "signatures"

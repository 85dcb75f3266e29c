"""The shape of the cover: labels such as `Plats och tid` and what follows them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.owners import Owner, Owners
from socsam_opendata.minutes.layout.wrapped_names import names_whole
from socsam_opendata.minutes.print.dates import DATE
from socsam_opendata.minutes.print.persons import person_print, split_persons
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import fold


@dataclass(frozen=True, slots=True)
class CoverBlock:
    """A label of the cover and the lines that follow it; `first_line` is that of the label.

    `above` are labels that stand right above without anything behind them, in a cover that prints
    all its labels first: each line may belong to any of them.
    """

    label: str
    first_line: int
    lines: tuple[Line, ...]
    above: tuple[str, ...] = ()


@dataclass
class _OpenBlock:
    label: str
    first_line: int
    lines: list[Line] = field(default_factory=list)
    above: tuple[str, ...] = ()


_SPACE = re.compile(r"\s+")
_AFTER_LABEL = re.compile(r"\s*:\s*|\s*$|\s{2,}|\s*[.…]{3,}\s*")
# Behind a label of several words, which may be a whole sentence.
_AFTER_WORDS = re.compile(r"\.?\s+(?!/)")
# Behind an office: whoever has it in another body is no officer of this one.
_OF_A_BODY = re.compile(r"(?:i|för)\s+[a-zåäö]")
# Behind a label of one word nothing but a day may stand: `Justeras den 16 april 2031`.
_BEFORE_DAY = re.compile(r"\s+(?=[d\d])")
# The label in another language, before a slash or behind: `Läsnä / Närvarande:`, `Tid/Aika`.
_OTHER_LANGUAGE = re.compile(r"[^\W\d][^:/\d,()]{1,40}\s/\s")
_ALSO = re.compile(
    r"\s*(?:/\s*(?P<words>[^\W\d](?:[^:/\d,()\s]|\s(?!\s)){1,40}?)"
    r"|\(\s*(?P<same>[^\W\d][^:/\d,()]{1,40})\))(?=\s*:|\s*$|\s{2})"
)
# What is to stand beside a title: `Underskrift sekreterare`.
_SIGNED = re.compile(
    r"(?:[Uu]nderskrift|[Nn]amnteckning|[Ss]ignatur)\s+(?:av\s+)?(?=[A-Za-zåäöÅÄÖ])"
)
# Whose list it is, before a label of one word: `Direktionens ledamöter`.
_WHOSE = re.compile(r"[A-ZÅÄÖ]\w{3,40}s\s+(?=[a-zåäö])")


@lru_cache(maxsize=1)
def _label_forms() -> dict[str, tuple[tuple[str, str, bool], ...]]:
    """The folded forms of the cover's labels by first letter, longest first: form, label, loose."""
    found: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for code in code_list("cover-label").codes:
        for form in code.forms:
            loose = " " in form or "valueAfterSpace" in code.marks
            found[fold(form)[0]].append((fold(form), code.notation, loose))
    return {k: tuple(sorted(v, key=lambda f: (-len(f[0]), f))) for k, v in found.items()}


@lru_cache(maxsize=20_000)  # several rules ask of every line
def cover_label(text: str, *, run_together: bool = False) -> tuple[str, int] | None:
    """The label a line begins with, and how many characters it takes with its colon.

    In a cover that is run together a label of one word needs nothing but a space behind it.
    """
    folded = fold(text)
    for form, label, loose in _label_forms().get(folded[:1], ()):
        if folded.startswith(form) and "  " not in text[: len(form)]:
            match = _AFTER_LABEL.match(text, _also(text, len(form), label))
            if match is None and (loose or run_together):
                match = _AFTER_WORDS.match(text, len(form))
                office = label in code_list("cover-label").tied("listsRole")
                if match and office and _OF_A_BODY.match(text, match.end()):
                    return None
            if match is None and (day := _BEFORE_DAY.match(text, len(form))):
                match = day if DATE.fullmatch(text, day.end()) else None
            if match:
                return label, match.end()
    other = _OTHER_LANGUAGE.match(text)
    if other and (found := cover_label(text[other.end() :])):
        known = code_list("cover-label").of_form(other.group().strip(" /"))
        return (found[0], other.end() + found[1]) if known in (None, found[0]) else None
    signed = _SIGNED.match(text)
    if signed and (found := cover_label(text[signed.end() :])):
        signs = found[0] in code_list("cover-label").tied("listsRole")
        return (found[0], signed.end() + found[1]) if signs else None
    whose = _WHOSE.match(text)
    found = cover_label(text[whose.end() :]) if whose else None
    if whose and found and found[0] in code_list("cover-label").tied("listsCapacity"):
        return found[0], whose.end() + found[1]
    return None


def _also(text: str, at: int, label: str) -> int:
    """Where a label ends with what stands for it in another language, which is no other label.

    Whoever is listed below `Ledamöter/Ersättare` may be either.
    """
    also = _ALSO.match(text, at)
    if also is None:
        return at
    labels = code_list("cover-label")
    known = labels.of_form(also["words"] or also["same"])
    if also["same"]:  # in brackets only what the label is in English, for what may limit it
        english = {*labels.by_notation[label].en.casefold().split()}
        same = not english.isdisjoint(also["same"].casefold().split())
    else:
        same = known in (None, label)
    return also.end() if same else at


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
    run_together: bool = False


_APART = re.compile(r"\s[/|]\s$|;\s$")
_BETWEEN = " \t/|;"
_COLON = re.compile(r"\s*[:.…]")
# A cover printed without line breaks makes lines that no page is wide enough for.
_RUN_TOGETHER = 140
# The number of a page, before all its text on one line, and often behind it again.
_PAGE = re.compile(r"(?P<page>\d{1,4})\s+(?P<text>[^\W\d].*?)(?:\s+(?P=page))?")


# Where labels run together that stood in cells of their own: `DatumPlats och tid`.
_GLUED = re.compile(r"(?<=[a-zåäö:])(?=[A-ZÅÄÖ])")


def _pieces(line: Line) -> list[_Piece]:
    """A line divided where another label begins inside it."""
    glued = _GLUED.split(line.text) if len(line.text) <= _RUN_TOGETHER else []
    labels = [cover_label(part) for part in glued]
    if len(glued) > 1 and all(
        label and label[1] == len(part) for label, part in zip(labels, glued, strict=True)
    ):
        return [_Piece(Line(line.number, part)) for part in glued]
    page = _PAGE.fullmatch(line.text) if len(line.text) > _RUN_TOGETHER // 4 else None
    if page and (len(line.text) > _RUN_TOGETHER or cover_label(page["text"], run_together=True)):
        return _pieces_of(Line(line.number, page["text"]), run_together=True)
    return _pieces_of(line, run_together=len(line.text) > _RUN_TOGETHER)


def _pieces_of(line: Line, *, run_together: bool) -> list[_Piece]:
    text = line.text
    titles = code_list("cover-label").tied("listsRole")
    starts: list[tuple[int, bool]] = [(0, False)]
    begins = cover_label(text, run_together=run_together)
    listing = begins is not None and begins[0] in _lists_people()
    for match in _inside().finditer(text):
        before = text[max(0, match.start() - 8) : match.start()]
        column = re.search(r"\s{2}$|[.…_]{3}\s$", before) is not None
        # Several with their values on one line: `Sekreterare: Bo Ek / Ordförande: Li Alm`.
        several = _APART.search(before) is not None and ":" in text[: match.start()]
        column = column or (several and text[match.end() :][:1] == ":")
        found = cover_label(match.group())
        title = found is not None and found[0] in titles and (column or " " not in match.group())
        behind = run_together or cover_label(_last_part(text)) is not None
        if title and listing and behind and not _COLON.match(text, match.end()):
            continue  # it is the title of the person before it
        if column or (run_together and before.rstrip()[-1:] not in (",", "(")):
            starts.append((match.start(), column))
            listing = found is not None and found[0] in _lists_people()
    if len(starts) == 1:
        return [_Piece(line, run_together=run_together)]
    ends = [*(start for start, _ in starts[1:]), len(text)]
    first = Line(line.number, text[: ends[0]].strip(_BETWEEN), line.marker, line.bullet)
    rest = [
        _Piece(Line(line.number, text[start:end].strip(_BETWEEN)), aside, run_together)
        for (start, aside), end in zip(starts[1:], ends[1:], strict=True)
    ]
    return [_Piece(first, run_together=run_together), *rest]


def _last_part(text: str) -> str:
    """What stands last on a line of columns."""
    return re.split(r"\s{3,}", text)[-1]


def deciding_labels() -> frozenset[str]:
    """The labels of those who decide, under which somebody stands at every meeting."""
    labels, seats = code_list("cover-label"), code_list("capacity").tied("holdsSeat")
    whole, there = labels.marked("listsEverybody"), labels.tied("listsStatus")
    return frozenset(
        label for label, capacity in _lists_people().items()
        if seats.get(capacity) == capacity and label not in whole and there[label] == "present"
        and capacity in code_list("capacity").marked("decides")
    )  # fmt: skip


def _lists_people() -> dict[str, str]:
    """The labels that people are listed under."""
    return code_list("cover-label").tied("listsCapacity")


class _Cover:
    """Collects title lines and blocks; lines without a label go to the block that is open."""

    def __init__(self, owners: Owners, *, signed: bool) -> None:
        self.owners = owners
        self.signed = signed
        self.title: list[Line] = []
        self.blocks: list[_OpenBlock] = []
        self.open: _OpenBlock | None = None

    @property
    def lists_people(self) -> bool:
        """Whether people stand below the label that is open."""
        label = self.open.label if self.open else ""
        return label in _lists_people() or _signs(self)

    def own(self, line: Line, what: str) -> None:
        """Give a line its owner, once for all its pieces."""
        if self.owners.of[line.number - 1] is None:
            self.owners.give(line.number, Owner("read", what))

    def label(self, label: str, line: Line, rest: Line, aside: bool) -> None:
        """Begin the block of a label; what stands beside it is its first line."""
        label = self.meant(label)
        self.own(line, f"cover: {label}")
        lines = [rest] if rest.text else []
        if label == "adjuster" and DATE.match(rest.text):
            # `Justeras: 2031-05-13` says when; who does may stand below.
            self.blocks.append(_OpenBlock("adjustment", line.number, lines))
            lines = []
        block = _OpenBlock(label, line.number, lines)
        self.stack(block)
        self.blocks.append(block)
        if not aside or self.open is None:
            self.open = block

    def meant(self, label: str) -> str:
        """What a label of a day or a place is of: behind that of the meeting, the adjustment.

        `Plats och tid` once more below `Justerande` is where and when that one signs.
        """
        match label:
            case "time-and-place":
                earlier = [label, "place"]
            case "time" | "place":
                earlier = [label]
            case _:
                return label
        said = [block.label for block in self.blocks]
        since = next((said[said.index(one) :] for one in earlier if one in said), [])
        roles = code_list("cover-label").tied("listsRole")
        first = code_list("role").marked("appointedFirst")
        adjusted = "adjustment" in since or any(roles.get(one) in first for one in since)
        return "adjustment" if adjusted else label

    def stack(self, block: _OpenBlock) -> None:
        """Note the labels above a block where they are empty and the first lists the deciding."""
        before = self.blocks[-1] if self.blocks else None
        if before is None or before.lines or before.label == block.label:
            return
        if before.above or before.label in deciding_labels():
            block.above = (*before.above, before.label)

    def titled_below(self, label: str, line: Line, end: int, following: Line) -> bool:
        """Whether an office stands once more, below the one name of its label, as its title, or
        any office there, where an empty line sets both apart from the label and what follows.

        Then the label heads signatures, each a name and its title: `Vid protokollet`.
        """
        block = self.open
        if block is None or block.label not in code_list("cover-label").tied("listsRole"):
            return False
        below = len(block.lines) == 1 and block.lines[0].number + 1 == line.number
        # One name: of several side by side the title is that of the one it stands under.
        below = below and _last_part(block.lines[0].text) == block.lines[0].text
        same = block.label == label
        # An empty line, or none, between the label and the name.
        first = block.first_line + (not same)
        far = same or not following.text
        if below and far and end >= len(line.text) and block.lines[0].number > first:
            block.label = "signatures"
            return True
        return False

    def text(self, line: Line) -> None:
        """A line without a label."""
        if self.open is None and self.signed:
            self.open = _OpenBlock("signatures", line.number)
            self.blocks.append(self.open)
        if self.open is None:
            self.own(line, "title")
            self.title.append(line)
        else:
            self.own(line, f"cover: {self.open.label}")
            self.open.lines.append(line)


def cover_blocks(
    lines: list[Line], owners: Owners, *, signed: bool = False
) -> tuple[tuple[Line, ...], tuple[CoverBlock, ...]]:
    """The title lines, and the blocks of the labels in their order.

    What stands first without a label is of the title, or, below the text of minutes, `signed`.
    """
    cover = _Cover(owners, signed=signed)
    titles = code_list("cover-label").tied("listsRole")  # they stand below a name, too
    pieces = [piece for line in lines for piece in _pieces(line)]
    skip = False
    for i, piece in enumerate(pieces):
        line = piece.line
        if skip or not line.text:
            skip = False
            continue
        following = pieces[i + 1].line if i + 1 < len(pieces) else Line(0, "")
        found = cover_label(line.text, run_together=piece.run_together)
        found = found or (None if cover.lists_people else _before_names(line.text))
        joined = _joined(pieces, i)
        if joined and joined[1] > len(line.text) + 1 and (not found or joined[1] > found[1]):
            rest = f"{line.text} {following.text}"[joined[1] :].strip()
            cover.label(joined[0], line, Line(following.number, rest), piece.aside)
            cover.own(following, f"cover: {joined[0]}")
            skip = True
        elif (
            found and found[0] in titles and cover.titled_below(found[0], line, found[1], following)
        ):
            cover.text(line)
        elif found and not (_signs(cover) and found[0] in titles):
            rest = line.text[found[1] :].strip()
            cover.label(found[0], line, Line(line.number, rest), piece.aside)
        else:
            cover.text(line)
    people = {*_lists_people(), *titles}
    blocks = (
        CoverBlock(
            b.label, b.first_line,
            tuple(names_whole(b.lines) if b.label in people else b.lines), b.above,
        )
        for b in cover.blocks
    )  # fmt: skip
    return tuple(cover.title), tuple(blocks)


def _joined(pieces: Sequence[_Piece], i: int) -> tuple[str, int] | None:
    """The label that a piece begins and the next one ends; two side by side are none, nor are two
    over each other that each begin with a capital letter."""
    above, below = pieces[i].line, pieces[i + 1].line if i + 1 < len(pieces) else None
    if below is None or not below.text:
        return None
    if pieces[i + 1].aside and above.number == below.number:
        return None
    two = all((found := cover_label(x.text)) and found[1] >= len(x.text) for x in (above, below))
    if two and below.text[:1].isupper():
        return None
    return cover_label(f"{above.text} {below.text}")


def _before_names(text: str) -> tuple[str, int] | None:
    """The label of an office right before names, each with a party: `Ordförande Ida Höstmo (S)`.

    In a list it stands with one of its people, and is no label.
    """
    word = text.partition(" ")[0]
    label = code_list("cover-label").of_form(word) if word[:1].isupper() else None
    if label not in code_list("cover-label").tied("listsRole"):
        return None
    prints = [person_print(one) for one in split_persons(text[len(word) :].strip())]
    told = prints and all(printed and printed.party_text for printed in prints)
    return (label, len(word)) if label and told else None


def _signs(cover: _Cover) -> bool:
    """Whether the block of signatures is open: titles stand in it without ending it."""
    return cover.open is not None and cover.open.label == "signatures"

"""The styles of a Word file: what a paragraph takes from its style, and that from its base."""

from __future__ import annotations

import re
from dataclasses import dataclass

from socsam_opendata.minutes.sources.word_file import Element, attribute, child, number, switched

_HEADING = re.compile(r"heading \d|title|rubrik \d", re.I)
# What Word leaves between paragraphs by itself, in twentieths of a point.
_AUTOMATIC = 280
# More bases a style has in no file that Word made.
_BASES = 50


@dataclass(frozen=True, slots=True)
class ParagraphForm:
    """What is told of a paragraph by its style or itself; None where it is not said.

    `before` and `after` are the space around it in twentieths of a point, `apart` says that none
    stands between paragraphs of one style; `number` and `level` (from 0) are its list.
    """

    before: int | None = None
    after: int | None = None
    apart: bool | None = None
    heading: bool | None = None
    hidden: bool | None = None
    number: int | None = None
    level: int | None = None


_NOTHING = ParagraphForm()


def form_of(properties: Element | None, name: str = "") -> ParagraphForm:
    """What the properties of a paragraph or style say themselves."""
    if properties is None and not name:
        return _NOTHING
    spacing = child(properties, "spacing")
    outline = number(child(properties, "outlineLvl"))
    heading = (outline < 9) if outline is not None else (bool(_HEADING.fullmatch(name)) or None)
    return ParagraphForm(
        before=_space(spacing, "before"),
        after=_space(spacing, "after"),
        apart=switched(child(properties, "contextualSpacing")),
        heading=heading,
        number=number(child(properties, "numPr", "numId")),
        level=number(child(properties, "numPr", "ilvl")),
    )


def _space(spacing: Element | None, side: str) -> int | None:
    if attribute(spacing, f"{side}Autospacing") in ("1", "true", "on"):
        return _AUTOMATIC
    lines = number(spacing, f"{side}Lines")
    # Hundredths of a line, of 12 points each.
    return number(spacing, side) if lines is None else lines * 240 // 100


def _over(form: ParagraphForm, base: ParagraphForm) -> ParagraphForm:
    """What is said here, and what is said below where it is not."""
    said = {name: getattr(form, name) for name in form.__slots__}
    return ParagraphForm(
        **{n: getattr(base, n) if value is None else value for n, value in said.items()}
    )


class WordStyles:
    """The styles of a file, by key."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        self._forms: dict[str, ParagraphForm] = {}
        self._told: dict[tuple[ParagraphForm, str, bool], ParagraphForm] = {}
        self._vanish: dict[str, bool | None] = {}
        self._defaults = form_of(child(root, "docDefaults", "pPrDefault", "pPr"))
        for style in root if root is not None else ():
            key = attribute(style, "styleId")
            if key:
                self._styles.setdefault(key, style)
                plain = attribute(style, "type") == "paragraph"
                if plain and attribute(style, "default") in ("1", "true", "on"):
                    self._default = key

    def key(self, properties: Element | None) -> str:
        """The style of a paragraph."""
        return attribute(child(properties, "pStyle")) or self._default

    def form(self, own: ParagraphForm, key: str, in_cell: bool) -> ParagraphForm:
        """All that is told of a paragraph of a style; that of a table stands before the defaults.

        `own` is what the paragraph says itself.
        """
        asked = (own, key, in_cell)
        if asked not in self._told:
            said = _over(own, self.style(key))
            self._told[asked] = said if in_cell else _over(said, self._defaults)
        return self._told[asked]

    def style(self, key: str) -> ParagraphForm:
        """All that is told by a style and its bases."""
        if key not in self._forms:
            found = ParagraphForm()
            for style in self._chain(key):
                name = attribute(child(style, "name")) or ""
                found = _over(found, form_of(child(style, "pPr"), name))
            self._forms[key] = found
        return self._forms[key]

    def list_of(self, key: str) -> int | None:
        """The list that a style for lists stands for."""
        return number(child(self._styles.get(key), "pPr", "numPr", "numId"))

    def hides(self, key: str) -> bool:
        """Whether text of a style is hidden."""
        if key not in self._vanish:
            said = (switched(child(s, "rPr", "vanish")) for s in self._chain(key))
            self._vanish[key] = next((hidden for hidden in said if hidden is not None), None)
        return bool(self._vanish[key])

    def _chain(self, key: str) -> list[Element]:
        """A style and its bases; one that is its own base ends it."""
        found: dict[str, Element] = {}
        while key in self._styles and key not in found and len(found) < _BASES:
            found[key] = self._styles[key]
            key = attribute(child(found[key], "basedOn")) or ""
        return list(found.values())

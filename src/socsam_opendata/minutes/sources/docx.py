"""Minutes as Word files (.docx): the text as Word shows it, with all tracked changes accepted.

Comments, hidden and deleted text, alternative texts and what the file says of its author do not
leave it. Running headers stand once before the text, running footers once after it.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from pathlib import Path

from socsam_opendata.minutes.sources.file_pages import PageLines, pages_between
from socsam_opendata.minutes.sources.list_numbers import list_number
from socsam_opendata.minutes.sources.tables import (
    CHANGED,
    COMMENTED,
    EMBEDDED,
    HIDDEN,
    PAGE,
    RENDERED,
    Printout,
)
from socsam_opendata.minutes.sources.text import SourceText
from socsam_opendata.minutes.sources.word_file import (
    Element,
    WordFile,
    attribute,
    child,
    local,
    relation_id,
    switched,
)
from socsam_opendata.minutes.sources.word_numbers import WordNumbers
from socsam_opendata.minutes.sources.word_styles import WordStyles
from socsam_opendata.minutes.sources.word_text import WordText
from socsam_opendata.settings.limits import LIMITS, Limits


def docx_text(data: bytes, path: Path, limits: Limits = LIMITS) -> SourceText:
    """The text of a Word file; SourceError for one that is locked, broken, too large or none."""
    file = WordFile(data, path, limits)
    styles = WordStyles(file.part("styles"))
    notes = _Notes(file)
    text = WordText(file, styles, WordNumbers(file.part("numbering"), styles), notes.mark)
    # A list of a running header counts by itself.
    around = WordText(file, styles, WordNumbers(file.part("numbering"), styles), notes.mark)
    out = Printout()
    running = [*_add_running(file, "headerReference", around, out)]
    before = len(out.lines)
    out.append(text.story(child(file.document, "body")))
    after = len(out.lines)
    for note, mark in notes.referred():
        out.blank()
        out.append(text.story(note, f"{mark} " if mark else ""))
    out.blank()
    running += _add_running(file, "footerReference", around, out)
    out.end()
    return _told(out, running, (before + 1, after))


def _told(out: Printout, running: Iterable[int], body: tuple[int, int]) -> SourceText:
    """All of it as the text of a source; `body` are the lines between headers and notes."""
    pages = _page_lines(out)
    lines = [f"\f{line}" if n in pages else line for n, line in enumerate(out.lines, 1)]

    def noted(sign: str) -> tuple[int, ...]:
        return tuple(sorted(min(n, len(lines)) for n in out.marks.get(sign, ()) if lines))

    return SourceText(
        "".join(f"{line}\n" for line in lines), tables=tuple(out.tables), running=tuple(running),
        page_lines=_pages_known(out, pages, *body), changed=noted(CHANGED),
        commented=noted(COMMENTED), hidden=noted(HIDDEN), embedded=noted(EMBEDDED),
    )  # fmt: skip


def _pages_known(
    out: Printout, begun: Iterable[int], first: int, last: int
) -> tuple[PageLines, ...]:
    """The pages that lines between two begin, as Word last laid out the file.

    None where Word did not say how it did: pages also end where no break is written. None either
    where a page begins with the text, which may be its first or its second.
    """
    begins = [line for line in sorted(begun) if first <= line <= last]
    if not out.marks.get(RENDERED) or first in begins:
        return ()
    return tuple(pages_between(enumerate([first, *begins], 1), min(last, len(out.lines))))


def _page_lines(out: Printout) -> set[int]:
    """The lines that begin a page. Where Word last printed that a page began counts unless the file
    says so itself: then it says both, with nothing between them."""
    begun = set(out.marks.get(PAGE, ()))
    found = set(begun)
    last = 0
    for line in sorted({*begun, *out.marks.get(RENDERED, ())}):
        if line in begun or any(out.lines[last : line - 1]):
            found.add(line)
            last = line - 1
    return found


# --- running headers and footers --------------------------------------------------------------


def _add_running(file: WordFile, name: str, text: WordText, out: Printout) -> Iterator[int]:
    """Print the running headers or footers that are shown, each once; gives their lines."""
    seen: set[tuple[str, ...]] = set()
    for relation in _shown(file, name):
        part = file.related(relation)
        if part is None:
            continue
        found = text.story(part)
        said = tuple(line.strip() for line in found.lines if line)
        if said and said not in seen:
            seen.add(said)
            first = len(out.lines) + 1
            out.append(found)
            yield from (n for n in range(first, len(out.lines) + 1) if out.lines[n - 1])
    out.blank()


def _shown(file: WordFile, name: str) -> list[str]:
    """The relations to the headers or footers that some page shows, in the order of sections."""
    two_sided = switched(child(file.part("settings"), "evenAndOddHeaders"))
    now: dict[str, str] = {}
    found: dict[str, None] = {}
    for section in file.document.iter("{*}sectPr"):
        for one in section:
            if local(one.tag) == name:
                now[attribute(one, "type") or "default"] = relation_id(one) or ""
        kinds = ["first"] if switched(child(section, "titlePg")) else []
        kinds += ["default", "even"] if two_sided else ["default"]
        found |= {now[kind]: None for kind in kinds if kind in now}
    return list(found)


# --- footnotes and endnotes -------------------------------------------------------------------


class _Notes:
    """The notes of a file, in the order in which the text refers to them."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._notes: dict[str, dict[str, Element]] = {}
        self._counts: Counter[str] = Counter()
        self._marks: dict[tuple[str, str], str] = {}
        self._waiting: deque[tuple[str, str]] = deque()

    def mark(self, reference: Element) -> str:
        """The mark of a note in the text, as `[1]`; nothing where the text has one of its own."""
        kind = local(reference.tag).removesuffix("Reference")
        key = (kind, attribute(reference, "id") or "")
        if key not in self._marks:
            self._waiting.append(key)
            if attribute(reference, "customMarkFollows") in ("1", "true", "on"):
                self._marks[key] = ""
            else:
                self._counts[kind] += 1
                self._marks[key] = f"[{list_number(self._counts[kind], self._how(kind))}]"
        return self._marks[key]

    def _how(self, kind: str) -> str:
        """How notes of a kind are numbered: Word has Roman numbers for those at the end."""
        said = child(self._file.part("settings"), f"{kind}Pr", "numFmt")
        return attribute(said) or ("lowerRoman" if kind == "endnote" else "decimal")

    def referred(self) -> Iterator[tuple[Element, str]]:
        """The notes that the text refers to, with their marks; also those a note refers to."""
        while self._waiting:
            kind, key = self._waiting.popleft()
            if kind not in self._notes:
                part = self._file.part(f"{kind}s")
                notes = part if part is not None else ()
                self._notes[kind] = {attribute(note, "id") or "": note for note in notes}
            if key in self._notes[kind]:
                yield self._notes[kind][key], self._marks[kind, key]

"""What page layout puts between the lines: page numbers, rules, running headers and footers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from socsam_opendata.minutes.layout.lines import unmarked
from socsam_opendata.minutes.print.paragraphs import ANY_ONE
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASHES, fold

_SIGNER = (
    r"justerandes?|ordf\.|just\.|sekr\."
    r"|(?:ordförande|(?:protokolls?)?juster(?:are?|ande)|sekreterare)(?:n|na)?s"
)
_SIGN = rf"(?:{_SIGNER})\s*sign(?:atur(?:er)?)?\.?|sign\b\.?|utdragsbestyrkande"
_NOISE = (
    (r"(?:sida|sid|page)\s*\d+(?:\s*(?:av|of|\()\s*\d+\)?)?\.?", "page number"),
    (r"\d+\s?\(\s?\d+\s?\)|\d{1,3}\s/\s\d{1,3}", "page number"),
    (rf"[{DASHES}_=~\s.…*]{{3,}}", "rule or dotted line"),
    (rf"(?:(?:{_SIGN})[\s.…_:]*)+", "page footer"),
    (rf"forts(?:\.|ättning(?:\s+på)?)?\s*{ANY_ONE}.*", "page continuation"),
    (rf"{ANY_ONE}[\s,]*\(?forts(?:\.|ättning)?\)?", "page continuation"),
    (r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?)?", "rule or dotted line"),
    (r"==>.*omitted.*<==|!\[[^\]]*\]\([^)]*\)", "picture"),
)
_ANY_NOISE = re.compile("|".join(f"({pattern})" for pattern, _ in _NOISE), re.I)
PAGE_HEADER = "page header or footer"
_PAGE = frozenset({"page number", "page footer"})
# Behind columns or a date, not behind a word: `Bilaga 3 (9)` may be a list.
_PAGE_OF = re.compile(
    r"(?:\s{2}|\d|\bsida?|\bsidan)\s*\b(?P<page>\d{1,3})\s?\(\s?(?P<pages>\d{1,3})\s?\)$", re.I
)
# How far from a page's edge a running header or footer stands, in printed lines.
_BELOW = 8
_ABOVE = 4
# Blocks that count pages are so many at least: two that are alike may be anything.
_FEWEST_PAGES = 3
# So many lines of a title tell a page's header where they come again.
_TITLE = 2


def _noise(text: str) -> str | None:
    match = _ANY_NOISE.fullmatch(text) if text else None
    return _NOISE[(match.lastindex or 1) - 1][1] if match else None


def _front_matter(texts: Sequence[str]) -> int:
    """How many lines a block of `key: value` between two rules takes at the top of Markdown."""
    first = next((i for i, text in enumerate(texts) if text), 0)
    if not texts or texts[first] != "---":
        return 0
    for i in range(first + 1, min(len(texts), first + 30)):
        if texts[i] == "---":
            return i + 1
        if texts[i] and not re.match(r"[\w-]+:(?:\s|$)|\s|- ", texts[i]):
            return 0
    return 0


def ignored_lines(
    raws: Sequence[str], page_starts: Sequence[int], running: Sequence[int]
) -> dict[int, str]:
    """Indexes of the printed lines that say nothing of the meeting, and why.

    `running` are the lines (from 1) that the file itself says are running headers or footers.
    """
    texts = [unmarked(raw) for raw in raws]
    found = dict.fromkeys(range(_front_matter([raw.strip() for raw in raws])), "front matter")
    for i, text in enumerate(texts):
        # A rule of signs may have been taken for markup.
        why = _noise(text) or (_noise(raws[i].strip()) if "__" in raws[i] else None)
        if why and i not in found:
            found[i] = why
    for start in page_starts:
        first = next(_printed(texts, start - 1, 1), None)
        if first is not None and re.fullmatch(r"\d{1,4}", texts[first]):
            found.setdefault(first, "page number")
    marks = {i for i, why in found.items() if why in _PAGE}
    starts = {0, *(n - 1 for n in page_starts)} if page_starts else set()
    for i in (
        *_furniture(texts, marks, starts),
        *_counted(texts),
        *_numbered(texts),
        *_title_again(texts),
        *(n - 1 for n in running),
    ):
        found.setdefault(i, PAGE_HEADER)
    return {i: why for i, why in found.items() if texts[i]}


def _title_again(texts: Sequence[str]) -> set[int]:
    """The lines of blocks that print the first lines of the document once more, and nothing else.

    A line alone may be anything.
    """
    first = next((i for i, text in enumerate(texts) if text), len(texts))
    title = [fold(text) for text in takewhile(bool, texts[first : first + _BELOW])]
    found: set[int] = set()
    for i in range(first + len(title), len(texts)):
        if len(title) < _TITLE or (texts[i - 1] or fold(texts[i][: len(title[0])]) != title[0]):
            continue
        block = list(takewhile(bool, texts[i : i + _BELOW]))
        if len(block) >= _TITLE and all(fold(text) in title for text in block):
            found |= set(range(i, i + len(block)))
    return found


def _printed(texts: Sequence[str], at: int, step: int) -> Iterator[int]:
    """Indexes of the lines that are not blank, from one on, upwards or downwards."""
    while 0 <= at < len(texts):
        if texts[at]:
            yield at
        at += step


def _key(text: str) -> str:
    """What is the same of a header on every page: all but the number of the page."""
    return re.sub(
        r"\d+\s?\(\s?\d+\s?\)|(?<!\S)\d{1,3}\s/\s\d{1,3}(?!\S)|\bsid(?:a|an|or)?\s*\d+(?:\s*av\s*\d+)?",
        "#",
        fold(text),
    )


def _counted(texts: Sequence[str]) -> set[int]:
    """The lines of the head of a document that come again with a number that rises by one.

    They count pages. Where they stand first is no page header: it says what the others repeat.
    """
    starts = [i for i, text in enumerate(texts) if text and (i == 0 or not texts[i - 1])]
    alike = _without_digits(texts[starts[0]]) if starts else ""
    first = alike[:1]  # a digit is a sign then: few lines begin with the letter of the first
    near = [i for i in starts if first == "#" or fold(texts[i][0]).startswith(first)]
    places = [i for i in near if _without_digits(texts[i]) == alike]
    if len(places) < _FEWEST_PAGES:
        return set()
    depth = _depth(texts, places)
    if depth < 2 or not any(_rises([texts[i + n] for i in places]) for n in range(depth)):
        return set()
    return {i + below for i in places[1:] for below in range(depth)}


def _numbered(texts: Sequence[str]) -> set[int]:
    """The lines that end with the number of their page and how many there are: `3(9)`.

    They count pages where the numbers of two or more rise, of as many pages. The first says what
    the others repeat.
    """
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for i, text in enumerate(texts):
        match = _PAGE_OF.search(text) if text.endswith(")") else None
        if match and int(match["page"]) <= int(match["pages"]):
            found[int(match["pages"])].append((int(match["page"]), i))
    rising = (
        some for some in found.values()
        if len(some) > 1 and all(a[0] < b[0] for a, b in pairwise(some))
    )  # fmt: skip
    return {i for some in rising for page, i in some if page > 1}


def _depth(texts: Sequence[str], places: Sequence[int]) -> int:
    """How many lines below each other are alike at all places, save for their digits."""
    for below in range(_BELOW):
        there = {
            _without_digits(texts[i + below]) if i + below < len(texts) else "" for i in places
        }
        if len(there) > 1 or there == {""}:
            return below
    return _BELOW


def _rises(lines: Sequence[str]) -> bool:
    """Whether one of the numbers of lines that are alike is one more on each."""
    columns = zip(*(map(int, re.findall(r"\d+", line)) for line in lines), strict=False)
    return any(all(b == a + 1 for a, b in pairwise(column)) for column in columns)


def _without_digits(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\d+", "#", fold(text)))


def _furniture(texts: Sequence[str], marks: set[int], starts: set[int]) -> set[int]:
    """Lines printed at the edge of most pages and hardly elsewhere: running headers and footers.

    `marks` are lines that stand at the edges of pages, `starts` the first lines of pages, which may
    be of the text.
    """
    edges = marks | starts
    if not edges:
        return set()
    near: set[int] = set()
    breaks, last = 0, -_BELOW
    for edge in sorted(edges):
        breaks += sum(1 for text in texts[max(0, last) + 1 : edge] if text) > _ABOVE or not near
        near |= {i for i, _ in zip(_printed(texts, edge, 1), range(_BELOW), strict=False)}
        near |= {i for i, _ in zip(_printed(texts, edge - 1, -1), range(_ABOVE), strict=False)}
        last = edge
    times = Counter(_key(texts[i]) for i in near)
    total = Counter(_key(text) for text in texts if text)
    often = max(2, (breaks + 1) // 2)
    running = {k for k, n in times.items() if n >= often and total[k] <= n + 2 and len(k) <= 90}
    keys = {key for key in running if not code_list("section").of_form(key)}
    found: set[int] = set()
    for edge in edges:
        for start, step in ((edge, 1), (edge - 1, -1)):
            for i in _printed(texts, start, step):
                if i not in marks and _key(texts[i]) not in keys:
                    break
                found.add(i)
    # What stands at one edge alone, and not in the head of the document, may be a sentence that
    # comes twice around one break.
    head = {_key(texts[i]) for i, _ in zip(_printed(texts, 0, 1), range(_BELOW), strict=False)}
    at_edges = Counter(_key(texts[i]) for i in found)
    keys = {key for key in keys if at_edges[key] > 1 or key in head}
    found = {i for i in found if i in marks or _key(texts[i]) in keys}
    content = next(
        (i for i, t in enumerate(texts) if t and i not in marks and _key(t) not in keys), 0
    )
    return {i for i in found - marks if i > content}

"""The pages of a source that rows say: each once, one behind the other in the source text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from socsam_opendata.model.keys import page_key
from socsam_opendata.model.records import SourcePage
from socsam_opendata.texts import Phrase


class GivenPage(NamedTuple):
    """A row of a page: its number in the table, and what it says; None where that was at fault."""

    row: int
    page: int | None
    first_line: int | None
    last_line: int | None


class PageFault(NamedTuple):
    """What is wrong with the page at a place among those given: its column, and what may stand."""

    place: int
    column: str
    given: int
    allowed: Phrase


def page_faults(given: Iterable[GivenPage], pages: int | None) -> Iterator[PageFault]:
    """Pages that are there twice, that the source has not, or that stand before an earlier one.

    `pages` is how many the source has, where it says so.
    """
    numbered = [(one.page, at, one) for at, one in enumerate(given) if one.page is not None]
    before: GivenPage | None = None
    for page, at, one in sorted(numbered):
        if before is not None and before.page == page:
            again = Phrase("rows.is.new-page", {"row": str(before.row)})
            yield PageFault(at, "page", page, again)
            continue
        if pages is not None and page > pages:
            most = Phrase("rows.is.no-greater", {"column": "sources.pages", "value": str(pages)})
            yield PageFault(at, "page", page, most)
        first, end = one.first_line, before.last_line if before else None
        if before is not None and first is not None and end is not None and first <= end:
            behind = {"page": str(before.page), "line": str(end)}
            yield PageFault(at, "first_line", first, Phrase("rows.is.behind-page", behind))
        before = one


def page_row(meeting: str, said: Any) -> SourcePage:
    """The row of a page of the document of a meeting, from cells by name."""
    return SourcePage(
        id=page_key(meeting, said["page"]), source=meeting, page=said["page"],
        first_line=said["first_line"], last_line=said["last_line"],
    )  # fmt: skip

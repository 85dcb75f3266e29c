"""On which page of a document a line of its source text stands."""

from __future__ import annotations

from collections.abc import Iterable

from socsam_opendata.model.records import SourcePage


def page_of(pages: Iterable[SourcePage], line: int) -> int | None:
    """The page (from 1) that a line stands on, of the pages of one source; None for none."""
    return next((one.page for one in pages if one.first_line <= line <= one.last_line), None)

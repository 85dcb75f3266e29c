"""Which body met: the names that the minutes print for it, against those that the settings know."""

from __future__ import annotations

import re

from socsam_opendata.minutes.known.organizations import Organizations, kind_of_organization
from socsam_opendata.minutes.layout.outline import Outline
from socsam_opendata.minutes.print.names import without_genitive
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASHES
from socsam_opendata.settings.dataset_toml import Body, Settings

_TITLED = re.compile(r"(?P<name>[^()]{3,80}?)\s*\((?P<short>[^()\d]{2,20})\)")
_FROM_MEETING = re.compile(
    r"(?:(?:sammanträdes|mötes)?protokoll\s+)?(?:från|för|fört\s+vid)\s+(?P<name>.+?)\s+"
    r"(?:sammanträde|möte)\b.*",
    re.I,
)
_MEETING_OF = re.compile(r"(?P<name>[A-ZÅÄÖ].+?s)\s+(?:sammanträde|möte)\b.*")
_NOT_A_BODY = re.compile(
    r"(?:sammanträdes|mötes)?protokoll\b.*|\d.*|sida\b.*|datum\b.*|\S+:\s.*", re.I
)
_DECIDES = re.compile(rf"(?P<name>[A-ZÅÄÖ][{DASHES}\w ]{{3,60}}?)s\s+beslut")
_DATED = re.compile(r"(?P<name>[^\d(]{3,80}?)[\s,]+(?:den\s+)?\d.*")


def _printed(found: Outline) -> list[tuple[str, str | None]]:
    """Every printed name and short name the body may have, the likeliest first."""
    named: list[tuple[str, str | None]] = []
    plain: list[tuple[str, str | None]] = []
    for line in (*found.title, *found.headers):
        match = _FROM_MEETING.fullmatch(line.text) or _MEETING_OF.fullmatch(line.text)
        titled = _TITLED.fullmatch(line.text)
        if match:
            named.append((without_genitive(match["name"]), None))
        elif titled and not _NOT_A_BODY.fullmatch(line.text):
            named.append((titled["name"], titled["short"]))
        elif not _NOT_A_BODY.fullmatch(line.text) and len(line.text) <= 80:
            dated = _DATED.fullmatch(line.text)
            plain.append((dated["name"] if dated else line.text, None))
    named += [(line.text, None) for b in found.cover if b.label == "body" for line in b.lines]
    meeting_kinds = code_list("organization-kind").marked("holdsMeetings")
    likely = [p for p in plain if kind_of_organization(p[0]) in meeting_kinds]
    return [*named, *likely, *_deciding(found), *(p for p in plain if p not in likely)]


def _deciding(found: Outline) -> list[tuple[str, str | None]]:
    """The names in headings such as `Samrådsgruppens beslut`."""
    parts = [part for p in found.paragraphs for part in (p, *p.parts)]
    headings = [block.heading or "" for part in parts for block in part.blocks]
    return [(match["name"], None) for h in headings if (match := _DECIDES.fullmatch(h))]


def find_body(
    found: Outline, settings: Settings, organizations: Organizations, stated: str | None
) -> Body:
    """The body whose minutes these are: the one stated, one of the settings, or one as printed.

    A body without id where the minutes name none.
    """
    known = {body.id: body for body in settings.bodies}
    if stated is not None:
        return known.get(stated) or Body(stated)
    printed = _printed(found)
    for name, short in printed:
        for form in (name, short):
            key = organizations.resolve(form) if form else None
            if key in known:
                return known[key]
    if len(known) == 1 and not printed:
        return settings.bodies[0]
    if not printed:
        return Body("")
    name, short = printed[0]
    return Body(organizations.mint(name, short_name=short))

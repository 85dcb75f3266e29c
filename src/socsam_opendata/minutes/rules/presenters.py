"""Who presents an item, and who prepared its basis."""

from __future__ import annotations

import re
from collections.abc import Sequence

from socsam_opendata.minutes.known.organizations import is_public, kind_of_organization
from socsam_opendata.minutes.layout.entries import entries
from socsam_opendata.minutes.layout.outline import Block, Paragraph
from socsam_opendata.minutes.print import names, paragraphs, sentences
from socsam_opendata.minutes.print.persons import person_print
from socsam_opendata.minutes.rules.draft import Reader
from socsam_opendata.model.code_lists import code_list, registry

_TOLD = (
    re.compile(r"^(?P<who>[^.:]+?)\s+(?:föredrar|föredrog)\s+ärendet\b"),
    re.compile(r"\b(?:föredras|föredrogs|föredragning|föredragits)\s+av\s+(?P<who>[^.:]+)", re.I),
)


def read_told_presenters(reader: Reader, key: str, paragraph: Paragraph) -> None:
    """Presenters of an item that has no such heading: known persons who `föredrar ärendet`."""
    if any(block.section == "presenter" for block in paragraph.blocks):
        return
    told: set[str] = set()
    for block in paragraph.blocks:
        for entry in entries(block.lines):
            for start, end in sentences.sentences(entry.text):
                matches = (pattern.search(entry.text[start:end]) for pattern in _TOLD)
                who = next((match["who"] for match in matches if match), "")
                for name in names.FULL_NAME.findall(who):
                    known = reader.people.get(name)
                    if known and known.row.id not in told:
                        told.add(known.row.id)
                        reader.draft.add(
                            "roles", entry.first_line, entry.last_line, item=key,
                            meeting=reader.draft.meeting, person=known.row.id,
                            organization=known.organization, role="presenter",
                        )  # fmt: skip


def read_actors(reader: Reader, key: str, block: Block, role: str, paragraph: Paragraph) -> None:
    """Presenters (`A, B och C, organization`) or who prepared the basis (one a line)."""
    groups = [block.lines] if role == "presenter" else [(line,) for line in block.lines]
    for group in groups:
        live = [line for line in group if line.text]
        if live:
            text = " ".join(line.text for line in live)
            _actor_list(reader, key, text, live[0].number, live[-1].number, role, paragraph)


def _actor_list(
    reader: Reader, key: str, text: str, first: int, last: int, role: str, paragraph: Paragraph
) -> None:
    waiting: list[str] = []
    tokens = (token.strip(" .") for token in re.split(r",|;|\s+och\s+|\s+samt\s+", text))
    for token in filter(None, tokens):
        printed = person_print(token)
        organization = reader.organizations.resolve(token)
        known = reader.people.get(printed.name) if printed else None
        listed = any(reader.people.get(name) for name in waiting)
        tells = waiting and (listed or kind_of_organization(token) != "other")
        if printed and known is None and (organization or tells):
            printed = None
        if printed:
            waiting.append(printed.name)
            continue
        if waiting:
            _actor_rows(reader, key, waiting, token, first, last, role, paragraph)
            waiting = []
        else:
            _organization_row(reader, key, token, first, last, role)
    if waiting:
        _actor_rows(reader, key, waiting, None, first, last, role, paragraph)


def _organization_row(
    reader: Reader, key: str, token: str, first: int, last: int, role: str
) -> None:
    """An organization, or an office such as `socialchefen`, that acts without a name."""
    organization = reader.organizations.resolve(token)
    if organization is None and token[0].isupper():
        organization = reader.organizations.mint(token)
    reader.draft.add(
        "roles", first, last, meeting=reader.draft.meeting, item=key, organization=organization,
        role=role, text=token,
    )  # fmt: skip


def _actor_rows(
    reader: Reader, key: str, names: Sequence[str], where: str | None, first: int, last: int,
    role: str, paragraph: Paragraph,
) -> None:  # fmt: skip
    """Rows of persons that share what is printed after them: an organization, or a title."""
    draft = reader.draft
    organization = title = municipality = None
    if where:
        municipality = registry().municipality(where)
        if code_list("role").of_form(where) or (
            where[0].islower() and not reader.organizations.resolve(where)
        ):
            title = where
        elif municipality is None:
            organization = reader.organizations.mint(where)
    for name in names:
        known = reader.people.get(name)
        if known is None:
            public = bool(
                municipality
                or (organization and is_public(reader.organizations.rows[organization].kind))
            )
            known = reader.people.add(
                name, "official" if public or title else "guest", municipality
            )
            if draft.rows["participants"]:
                draft.problem("role-not-in-attendance", first, last, name=name)
        if title and known.title and title.casefold() != known.title.casefold():
            draft.problem("title-varies", first, last, name=name, titles=f"{known.title}, {title}")
        known.title = known.title or title
        row = draft.add(
            "roles", first, last, meeting=draft.meeting, item=key, person=known.row.id,
            organization=organization or known.organization, role=role, text=where,
        )  # fmt: skip
        listed = known.paragraphs if role == "presenter" else None
        if listed and paragraph.number not in paragraphs.numbers_of(listed):
            draft.problem(
                "presenter-paragraph", first, last, table="roles", row=row, name=name,
                listed=listed, paragraph=str(paragraph.number),
            )  # fmt: skip

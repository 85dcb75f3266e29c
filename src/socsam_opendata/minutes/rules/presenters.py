"""Who presents an item, and who prepared its basis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from socsam_opendata.minutes.known.organizations import is_public, kind_of_organization
from socsam_opendata.minutes.known.people import Known
from socsam_opendata.minutes.layout.sections import Block
from socsam_opendata.minutes.print import names, paragraphs, sentences
from socsam_opendata.minutes.print.persons import person_print
from socsam_opendata.minutes.rules.draft import Item, Reader
from socsam_opendata.model.code_lists import code_list, registry

_TOLD = (
    re.compile(r"^(?P<who>[^.:]+?)\s+(?:föredrar|föredrog)\s+ärendet\b"),
    re.compile(r"\b(?:föredras|föredrogs|föredragning|föredragits)\s+av\s+(?P<who>[^.:]+)", re.I),
)


def read_told_presenters(reader: Reader, item: Item) -> None:
    """Presenters of an item that has no such heading: known persons who `föredrar ärendet`."""
    blocks = item.paragraph.blocks
    if any(block.section == "presenter" for block in blocks):
        return
    told: set[str] = set()
    for block in blocks:
        for entry in block.entries:
            for start, end in sentences.sentences(entry.text):
                matches = (pattern.search(entry.text[start:end]) for pattern in _TOLD)
                who = next((match["who"] for match in matches if match), "")
                for name in names.FULL_NAME.findall(who):
                    known = reader.people.get(name)
                    if known and known.row.id not in told:
                        told.add(known.row.id)
                        reader.draft.add(
                            "roles", *entry.lines, item=item.key, meeting=reader.draft.meeting,
                            person=known.row.id,
                            organization=known.organization, role="presenter",
                        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines (1-based, first and last) that name who did something for an item, and in what role."""

    item: Item
    role: str
    lines: tuple[int, int]


def read_actors(reader: Reader, item: Item, block: Block, role: str) -> None:
    """Presenters (`A, B och C, organization`) or who prepared the basis (one a line)."""
    groups = [block.lines] if role == "presenter" else [(line,) for line in block.lines]
    for group in groups:
        live = [line for line in group if line.text]
        if live:
            text = " ".join(line.text for line in live)
            _actor_list(reader, _Group(item, role, (live[0].number, live[-1].number)), text)


def _actor_list(reader: Reader, group: _Group, text: str) -> None:
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
            _actor_rows(reader, group, waiting, token)
            waiting = []
        else:
            _organization_row(reader, group, token)
    if waiting:
        _actor_rows(reader, group, waiting, None)


def _organization_row(reader: Reader, group: _Group, token: str) -> None:
    """An organization, or an office such as `socialchefen`, that acts without a name."""
    organization = reader.organizations.resolve(token)
    if organization is None and token[0].isupper():
        organization = reader.organizations.mint(token)
    reader.draft.add(
        "roles", *group.lines, meeting=reader.draft.meeting, item=group.item.key,
        organization=organization, role=group.role, text=token,
    )  # fmt: skip


def _actor_rows(reader: Reader, group: _Group, names: Sequence[str], where: str | None) -> None:
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
    public = municipality or (
        organization and is_public(reader.organizations.rows[organization].kind)
    )
    category = "official" if public or title else "guest"
    for name in names:
        known = reader.people.get(name)
        if known is None:
            known = reader.people.add(name, category, municipality)
            if draft.rows["participants"]:
                draft.problem("role-not-in-attendance", *group.lines, name=name)
        if title and known.title and title.casefold() != known.title.casefold():
            titles = f"{known.title}, {title}"
            draft.problem("title-varies", *group.lines, name=name, titles=titles)
        known.title = known.title or title
        row = draft.add(
            "roles", *group.lines, meeting=draft.meeting, item=group.item.key,
            person=known.row.id, organization=organization or known.organization,
            role=group.role, text=where,
        )  # fmt: skip
        _compare_attendance(reader, group, known, row)


def _compare_attendance(reader: Reader, group: _Group, known: Known, row: str) -> None:
    """A presenter whom the attendance lists for other paragraphs than this one."""
    number = group.item.paragraph.number
    listed = known.paragraphs if group.role == "presenter" else None
    if listed and number not in paragraphs.numbers_of(listed):
        reader.draft.problem(
            "presenter-paragraph", *group.lines, table="roles", row=row, name=known.row.name,
            listed=paragraphs.signed(listed), paragraph=str(number),
        )  # fmt: skip

"""One hand-made, INVENTED meeting: no person, body, case or sum in it exists.

Every table of the declaration has at least one row. Tests change rows with `dataclasses.replace`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from socsam_opendata.dataset.batches import Dataset, MeetingRows
from socsam_opendata.model import records as r
from socsam_opendata.model.code_lists import registry
from socsam_opendata.model.records import Rows
from socsam_opendata.settings.dataset_toml import Body, Publisher, Settings

BODY = "exempelradet"
TEXT = (
    "Exempelrådet, påhittat protokoll",
    "Onsdag 5 mars 2031 kl. 09.00 – 11.30, Hittepågatan 1",
    "Beslutande: Åsa Öbergsson Påhitt (S), Bergs kommun",
    "Ersättare: Nils Äng Fantasi (M), Åre kommun",
    "Övriga: en tjänsteperson, Exempelkansliet",
    "§ 4 Stöd till Sagoföreningen",
    "Exempelrådet beslutar",
    "1. Att rekommendera kommunerna att bevilja Sagoföreningen 12 345,50 kr",
    "2. Att uppdra till Exempelkansliet att återkomma i juni 2031",
    "Nils Äng Fantasi (M) reserverar sig.",
    "§ 5 Information",
    'a) Läget "just nu"; backsnedstreck \\ och apostrof \'',
    "Rådet beslutade den 4 februari 2031 § 2 att vänta.",
)


def settings() -> Settings:
    """The settings of the invented dataset."""
    return Settings(
        name="exempel",
        title="Påhittade protokoll",
        title_en="Invented minutes",
        description="Påhittad datamängd för prov.",
        description_en="An invented dataset for tests.",
        base="https://example.org/",
        publisher=Publisher("Exempelutgivaren", "https://example.org/om"),
        release_date=dt.date(2031, 4, 1),
        bodies=(Body(BODY, ("2321", "2326")),),
    )


def shared_rows() -> Rows:
    """The rows that meetings share."""
    towns, parties = registry().municipality_by_id, registry().party_by_id
    return {
        "municipalities": [towns["2321"], towns["2326"]],
        "parties": [parties["m"], parties["s"]],
        "organizations": [
            r.Organization(id=BODY, name="Exempelrådet", kind="body"),
            r.Organization(
                id="exempelkansliet", name="Exempelkansliet", kind="office", part_of=BODY
            ),
            r.Organization(
                id="sagoforeningen", name="Sagoföreningen", short_name="Saga", kind="association",
                municipality="2326", organisation_number="999999-9999",
            ),
        ],
        "body_members": [
            r.BodyMember(id=f"{BODY}-2321", body=BODY, municipality="2321"),
            r.BodyMember(id=f"{BODY}-2326", body=BODY, municipality="2326"),
        ],
        "persons": [
            r.Person(id="p-00000000aa", name="Åsa Öbergsson Påhitt", category="elected"),
            r.Person(id="p-00000000bb", name="Nils Äng Fantasi", category="elected"),
        ],
        "cases": [
            r.Case(id="stod-till-sagoforeningen", title="Stöd till Sagoföreningen"),
            r.Case(id="exempel-2031-7", title="Information", diary_number="EX 2031/7"),
        ],
        "memberships": [
            r.Membership(
                id=f"p-00000000aa-{BODY}-member", person="p-00000000aa", body=BODY, role="member",
                party="s", municipality="2326", first_seen=dt.date(2031, 3, 5),
                last_seen=dt.date(2031, 3, 5),
            ),
        ],
    }  # fmt: skip


def _cover(key: str, day: dt.date, at: dict[str, Any]) -> Rows:
    return {
        "meetings": [
            r.Meeting(
                id=key, body=BODY, date=day, starts_at=dt.time(9), ends_at=dt.time(11, 30),
                place="Hittepågatan 1", first_paragraph="4", last_paragraph="5",
                adjusted_on=day + dt.timedelta(9), adjustment_place="digitalt",
                next_meeting_on=day + dt.timedelta(90), **at,
            )
        ],
        "participants": [
            r.Participant(
                id=f"{key}-participant-01", meeting=key, person="p-00000000aa", capacity="member",
                status="present", party="s", party_text="S", municipality="2326", **at,
            ),
            r.Participant(
                id=f"{key}-participant-02", meeting=key, person="p-00000000bb",
                capacity="serving-substitute", status="partial", party="m", party_text="M",
                municipality="2321", paragraphs="4-5", serves_for="p-00000000aa", **at,
            ),
            r.Participant(
                id=f"{key}-participant-03", meeting=key, capacity="official", status="present",
                organization="exempelkansliet", withheld="official-without-role", **at,
            ),
        ],
        "roles": [
            r.Role(id=f"{key}-role-01", meeting=key, person="p-00000000aa", role="chair", **at),
            r.Role(
                id=f"{key}-4-role-01", meeting=key, item=f"{key}-4", role="presenter",
                organization="exempelkansliet", withheld="official-without-role", **at,
            ),
        ],
        "sources": [
            r.SourceRow(
                id=key, path=f"sources/{key}.txt", media_type="text/markdown", sha256="ab" * 32,
                pages=2, lines=len(TEXT), lines_read=len(TEXT) - 1, lines_ignored=1, lines_unread=0,
            )
        ],
    }  # fmt: skip


def _items(key: str, day: dt.date, at: dict[str, Any]) -> Rows:
    item = {"meeting": key, "confidential": "no", **at}
    case = "exempel-2031-7"
    return {
        "agenda_items": [
            r.AgendaItem(id=f"{key}-4", number="4", position=1, kind="decision",
                         title="Stöd till Sagoföreningen", case="stod-till-sagoforeningen", **item),
            r.AgendaItem(id=f"{key}-5", number="5", position=2, kind="group",
                         title="Information", case=case, diary_number="EX 2031/7", **item),
            r.AgendaItem(id=f"{key}-5a", number="5", part="a", parent=f"{key}-5", position=3,
                         kind="information", title='Läget "just nu"; \\ och \'', case=case,
                         **item),
        ],
        "item_texts": [
            r.ItemText(id=f"{key}-5a-text-01", item=f"{key}-5a", section="background",
                       heading="Bakgrund", position=1, text="Första stycket.\nAndra stycket, »så«.",
                       **at),
        ],
        "documents": [
            r.Document(id=f"{key}-4-document-01", item=f"{key}-4", title="Ansökan",
                       kind="application", role="basis", dated="2031-02", **at),
        ],
        "citations": [
            r.Citation(id=f"{key}-5a-citation-01", item=f"{key}-5a", body=BODY, body_text="Rådet",
                       text="Rådet beslutade den 4 februari 2031 § 2", quoted_text="att vänta",
                       date="2031-02-04", paragraph="2", **at),
        ],
        "votes": [
            r.Vote(id=f"{key}-4-vote-01", decision=f"{key}-4", position=1, yes_means="bifall",
                   no_means="avslag", yes=1, no=1, abstained=0, absent=0, listed_yes=1,
                   listed_no=1, outcome="tie", **at),
        ],
        "ballots": [
            r.Ballot(id=f"{key}-4-vote-01-ballot-01", vote=f"{key}-4-vote-01", choice="yes",
                     person="p-00000000aa", party="s", **at),
        ],
        "dissents": [
            r.Dissent(id=f"{key}-4-dissent-01", item=f"{key}-4", kind="reservation",
                      person="p-00000000bb", party="m", text="reserverar sig", **at),
        ],
    }  # fmt: skip


def _decision(key: str, day: dt.date, at: dict[str, Any]) -> Rows:
    first, second = f"{key}-4-1", f"{key}-4-2"
    grant = "Att rekommendera kommunerna att bevilja Sagoföreningen 12 345,50 kr"
    assign = "Att uppdra till Exempelkansliet att återkomma i juni 2031"
    return {
        "decisions": [
            r.Decision(id=f"{key}-4", item=f"{key}-4", date=day, method="vote", force="mixed",
                       **at),
        ],
        "clauses": [
            r.Clause(id=first, decision=f"{key}-4", position=1, number="1", text=grant,
                     force="recommendation", beneficiary="sagoforeningen",
                     effective_from="2032-01-01", effective_until="2032", **at),
            r.Clause(id=second, decision=f"{key}-4", position=2, number="2", text=assign,
                     force="decision", **at),
        ],
        "clause_actions": [
            r.ClauseAction(id=f"{first}-action-01", clause=first, position=1, action="recommend",
                           inner_action="grant", **at),
            r.ClauseAction(id=f"{second}-action-01", clause=second, position=1, action="assign",
                           **at),
        ],
        "addressees": [
            r.Addressee(id=f"{first}-addressee-0{n}", clause=first, municipality=town,
                        text="kommunerna", **at)
            for n, town in ((1, "2321"), (2, "2326"))
        ],
        "assignments": [
            r.Assignment(id=f"{second}-assignment-01", clause=second, force="decision",
                         organization="exempelkansliet", text="återkomma", due="2031-06",
                         due_from=dt.date(2031, 6, 1), due_until=dt.date(2031, 6, 30), **at),
            r.Assignment(id=f"{second}-assignment-02", clause=second, force="decision",
                         text="någon ska göra något", due_clause=first, **at),
        ],
        "amounts": [
            r.Amount(id=f"{first}-amount-01", item=f"{key}-4", clause=first, currency="SEK",
                     value=Decimal("12345.50"), per="total", meaning="granted",
                     text="12 345,50 kr", **at),
        ],
        "source_pages": [
            r.SourcePage(id=f"{key}-source-page-{n:02}", source=key, page=n, first_line=first,
                         last_line=last)
            for n, first, last in ((1, 1, 7), (2, 8, 13))
        ],
        "problems": [
            r.ProblemRow(id=f"{key}-problem-01", source=key, code="no-one-named",
                         severity="warning", message="Ingen är utpekad.",
                         message_en="No one is named.", first_line=9, last_line=9,
                         table_name="assignments", row=f"{second}-assignment-02"),
        ],
        "decision_overview": [
            r.DecisionOverview(id=first, date=day, body="Exempelrådet", paragraph="§ 4",
                               title="Stöd till Sagoföreningen", clause="1", text=grant,
                               force="recommendation", actions="rekommenderar",
                               amount=Decimal("12345.50"), amounts_text="12 345,50 kr",
                               amount_meaning="beviljat", beneficiary="Sagoföreningen",
                               addressees="kommunerna", case="Stöd till Sagoföreningen",
                               present_members=2, doubtful="no", **at),
        ],
    }  # fmt: skip


def meeting(day: dt.date = dt.date(2031, 3, 5)) -> MeetingRows:
    """The invented meeting, held on a day."""
    key = f"{BODY}-{day.isoformat()}"
    at = {"source": key, "first_line": 8, "last_line": 8}
    rows = {**_cover(key, day, at), **_items(key, day, at), **_decision(key, day, at)}
    return MeetingRows(key, rows, TEXT)


def dataset(meetings: Iterable[MeetingRows] | None = None) -> Dataset:
    """The invented dataset, of one meeting unless others are given."""
    return Dataset(settings(), shared_rows(), tuple(meetings) if meetings else (meeting(),))


def changed(found: MeetingRows, table: str, at: int = 0, **cells: Any) -> MeetingRows:
    """The meeting with some cells of one row changed."""
    rows = list(found.rows[table])
    rows[at] = replace(rows[at], **cells)
    return replace(found, rows={**found.rows, table: rows})

"""A meeting as rows, with a row in every table. Everybody and every body here is invented."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from socsam_opendata.settings.dataset_toml import NamedPerson, Publication, Settings

Given = dict[str, list[dict[str, Any]]]

MASKED = "Tyra Undansson"
GUEST = "Gösta Hemligsson"
OFFICIAL = "Berit Kontorsson"
SETTINGS = Settings(
    name="sagan", base="https://example.org/sagan/", release_date=dt.date(2033, 1, 1),
    publication=Publication(mask=(NamedPerson(MASKED, "Vill inte synas."),)),
)  # fmt: skip


def meeting(day: dt.date = dt.date(2031, 3, 5), own: str = "") -> Given:
    """The rows of a meeting; `own` is set before every id that belongs to it."""

    def key(name: str) -> str:
        return f"{own}{name}"

    return {
        "organizations": [
            {"id": "org/1", "name": "Sagorådet", "short_name": "SR", "kind": "body"},
            {"id": "org/2", "name": "Hittepåförbundet", "kind": "other", "part_of": "org/1"},
        ],
        "body_members": [{"body": "org/1", "municipality": "Berg"}],
        "persons": [
            {"id": 1, "name": "Tora Påhitt", "category": "elected"},
            {"id": 2, "name": "Nils Fantasi", "category": "förtroendevald"},
            {"id": 3, "name": GUEST, "category": "guest"},
            {"id": 4, "name": OFFICIAL, "category": "official"},
            {"id": 8, "name": "Siv Bortasson", "category": "elected"},
        ],
        "meetings": [
            {"id": key("m"), "body": "org/1", "date": day, "starts_at": "kl. 9.00",
             "ends_at": dt.time(11, 30), "place": "Tornet", "adjusted_on": day}
        ],
        "participants": [
            {"id": key("d1"), "meeting": key("m"), "person": 1, "capacity": "ledamot",
             "status": "närvarande", "party": "S", "municipality": "Berg"},
            {"id": key("d2"), "meeting": key("m"), "person": "Nils Fantasi",
             "capacity": "ersättare", "status": "present", "party": "Centerpartiet",
             "party_text": "C", "municipality": "2326", "serves_for": 8},
            {"id": key("d3"), "meeting": key("m"), "person": 3, "capacity": "guest",
             "status": "present", "organization": "org/2", "paragraphs": "7"},
            {"id": key("d4"), "meeting": key("m"), "person": 4, "capacity": "official",
             "status": "present", "municipality": "Berg"},
        ],
        "roles": [
            {"meeting": key("m"), "person": 1, "role": "chair", "text": "Ordförande"},
            {"meeting": key("m"), "item": key("p7"), "clause": key("c1"), "role": "presenter",
             "organization": "org/2", "text": "föredrar"},
        ],
        "cases": [{"id": key("a"), "title": "Stöd till drakar", "diary_number": "SR 2031/4"}],
        "agenda_items": [
            {"id": key("p7"), "meeting": key("m"), "number": 7, "title": "Stöd till drakar",
             "kind": "decision", "case": key("a"), "diary_number": "SR 2031/4",
             "confidential": "nej"},
            {"id": key("p8"), "meeting": key("m"), "number": "8", "title": "Övrigt",
             "kind": "information", "confidential": False},
        ],
        "item_texts": [
            {"item": key("p7"), "section": "background", "heading": "Bakgrund",
             "text": "Drakarna fryser om vintern."}
        ],
        "decisions": [
            {"id": key("b"), "item": key("p7"), "date": day, "method": "vote", "force": "decision"}
        ],
        "clauses": [
            {"id": key("c1"), "decision": key("b"), "number": "1",
             "text": "Hittepåförbundet beviljas 50 000 kronor", "force": "decision",
             "beneficiary": "Hittepåförbundet", "effective_from": "2031-04"},
            {"id": key("c2"), "decision": key("b"), "text": "Förbundet ska redovisa stödet",
             "force": "beslut"},
        ],
        "clause_actions": [
            {"clause": key("c1"), "action": "grant"}, {"clause": key("c2"), "action": "assign"}
        ],
        "addressees": [
            {"clause": key("c1"), "organization": "org/2", "text": "Hittepåförbundet"},
            {"clause": key("c1"), "municipality": "Bergs kommun", "text": "kommunen"},
        ],
        "assignments": [
            {"clause": key("c2"), "force": "decision", "organization": "org/2",
             "text": "redovisa stödet", "due": "2031-12", "due_from": dt.date(2031, 12, 1),
             "due_until": "2031-12-31", "due_clause": key("c1")}
        ],
        "amounts": [
            {"item": key("p7"), "clause": key("c1"), "value": "50 000,50", "currency": "SEK",
             "per": "total", "meaning": "granted", "text": "50 000 kronor"},
            {"item": key("p7"), "value": Decimal("3"), "currency": "SEK", "per": "total",
             "meaning": "comparison", "text": "tre kronor"},
        ],
        "documents": [
            {"item": key("p7"), "title": "Ansökan om stöd", "kind": "application",
             "role": "basis", "dated": "2031-02"}
        ],
        "citations": [
            {"item": key("p8"), "text": "Se § 7", "body_text": "Sagorådet", "paragraph": 7,
             "resolves_to_item": key("p7"), "resolves_to_meeting": key("m")}
        ],
        "votes": [
            {"id": key("v"), "decision": key("b"), "yes_means": "bifall", "no_means": "avslag",
             "yes": 1, "no": 1.0, "outcome": "yes"}
        ],
        "ballots": [
            {"vote": key("v"), "person": 1, "party": "S", "choice": "ja"},
            {"vote": key("v"), "person": 2, "party": "c", "choice": "nej"},
        ],
        "dissents": [
            {"item": key("p7"), "kind": "reservation", "person": 2, "party": "C",
             "text": "Drakar klarar sig själva."}
        ],
        "sources": [{"id": key("m"), "url": "https://example.org/protokoll.pdf", "pages": 2}],
    }  # fmt: skip


def together(*found: Given) -> Given:
    """The rows of several meetings, what they share once."""
    rows: Given = {}
    for one in found:
        for table, given in one.items():
            there = rows.setdefault(table, [])
            there += [row for row in given if row not in there]
    return rows

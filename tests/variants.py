"""Variants of the seed minutes, as text, and what a reader must then find.

Every name of a person, place or body that is not in the seed is invented; likeness to anyone is
chance. A change takes the seed's text (LF, NFC) and returns another; it fails with ValueError where
the words it replaces are not there. Write the result with `newline=""`: one has Windows line ends.

`expect` is plain data. Its keys:

- "meeting.<column>": the value in the one row of `meetings` (also the virtual columns below).
- "count:<table>" or "count:<table>:<column>=<value>,...": how many rows there are, or match.
- "has:<table>": a list of dicts; for each, at least one row equals it in all its columns.
- "lacks:<table>": a list of dicts; for each, no row does.
- "unchanged": the tables whose rows are those of the seed, apart from keys, line numbers and
  sources; ["*"] means every table but `sources`.
- "coverage.lines_unread": an int.
- "problem_at": a list of words; for each, a problem covers a line of the changed text holding them.
- "no_problem_at": a list of words; no problem covers a line holding them.

Values: dates, times and EDTF in ISO, sums as text with two decimals, None for null. The columns
`item` and `clause` (also `parent`, `due_clause`, `decision`, `resolves_to_item`) are keys without
the meeting's, so "14b" and "17-2"; `person` and `serves_for` are names; `organization`, `body`,
`beneficiary` are names of organizations; `municipality` is the code, `party` the abbreviation.
A column that ends with "~" contains the value instead of being equal to it. In `agenda_items` and
`clauses` the column `item` or `clause` is the row's own key; in `clauses` and `clause_actions`
`item` is the item it belongs to. Rows are those before the publication policy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

Change = Callable[[str], str]


@dataclass(frozen=True)
class Variant:
    """A change of the seed's text and the differences it makes to the rows."""

    name: str
    change: Change
    expect: dict[str, object]


def _swaps(*pairs: tuple[str, str]) -> Change:
    """Replace every occurrence of each first text by the second, pair by pair."""

    def change(text: str) -> str:
        for old, new in pairs:
            if old not in text:
                raise ValueError(f"not in the minutes: {old!r}")
            text = text.replace(old, new)
        return text

    return change


def _cut(start: str, end: str, instead: str = "") -> Change:
    """Replace what stands from `start` up to, not with, the first `end` after it."""

    def change(text: str) -> str:
        first = text.index(start)
        return text[:first] + instead + text[text.index(end, first) :]

    return change


def _chain(*changes: Change) -> Change:
    """Apply the changes one after another."""

    def change(text: str) -> str:
        for step in changes:
            text = step(text)
        return text

    return change


INVENTED_NAMES = {
    "Karin Sundin": "Åsa-Märta Frostviksdotter",
    "Anders Häggkvist": "Örjan von Mosseklint",
    "Gunnel Persson Westin": "Brita-Stina Öhlund Sandvret",
    "Ellen Eriksson": "Ziba Rahimlind",
    "Morgan Olsson": "Karl-Erik af Tjärnvall",
    "Margareta Winberg": "Hedvig Granströmer-Ljus",
    "Björn Sandal": "Hans Myrås",
    "Elisabeth Björklund": "Éva Szabólund",
    "Stig Andersson": "Lo Ada Vinterkvist",
    "Bianca Zandén": "Per-Åke O'Dellvik",
    "Bo-Göran Danielsson": "Ülo Tammsjö",
    "Annika Hagen": "Maj-Britt Hornlund de Wahlkrona",
    "Barbro Norberg": "Ida Höstmo",
    "Christer Nordkvist": "Tor Idsjöbrand",
    "Andreas Karlsson": "Nils-Olov Ytterhögen",
    "Eskil Ehnberg": "Aina Strandros",
    "Gabrielle Nyberg": "Şirin Lövdal",
    "Lise Hjemgaard Svensson": "Bodil Kjærvik Nästlund",
    "Elin Ring": "Saga Lövblad Tång",
    "Ingrid Larsson": "Ylva Kråkmark",
    "Anneli Valter": "Björn-Olof Stenbitare",
    "Anda Embretzen": "Fatou Ceesayberg",
    "Anna Berkestedt Jonsson": "Jenny Åslin Bäckros",
    "Pernilla Johansson": "Mona Järpgren",
    "Erik Fredriksson": "Pål von der Heidesand",
    "Helena Ivansson": "Gun-Marie Älvtorn",
    "Anna Lindestig": "Ulla Väderkvarn",
    "Tone Morseth": "Åse Fjellheimdal",
    "Gabriella Sjöström": "Nora Vitmossa",
    "Sara Eriksson": "Tuva Rönnskär-Blom",
    "Linnea Sonidsson": "Märta Gullregn",
    "Marianne Halvarsson": "Ebba Tallbit",
    "Sara Dahlberg": "Sol-Britt Skogsfru",
    "Weronica Nordström": "Irma Norrskensson",
    "Martin Söderström": "Ragnvald Bergatroll",
}


def _rename_persons(text: str) -> str:
    """Give everybody in the minutes an invented name, in one pass."""
    missing = [name for name in INVENTED_NAMES if name not in text]
    if missing:
        raise ValueError(f"not in the minutes: {missing}")
    found = re.compile("|".join(map(re.escape, INVENTED_NAMES)))
    return found.sub(lambda match: INVENTED_NAMES[match[0]], text)


def _renumber(text: str) -> str:
    """Move the paragraphs to 45-53; the other body's § 16 among the documents stays."""
    kept = "Beslut styrelsen 2025-05-09 § 16"
    before, after = text.split(kept)
    moved = [re.sub(r"(?<=§)( ?)(\d+)", _later, part) for part in (before, after)]
    return _swaps(("\n12-20\n", "\n45-53\n"))(kept.join(moved))


def _later(match: re.Match[str]) -> str:
    return f"{match[1]}{int(match[2]) + 33}"


def _mark_up(text: str) -> str:
    """Turn the headings of paragraphs, letters and sections of the body into Markdown."""
    body = text.index("\n§ 12 Upprop", text.index("§ 20 Inför SVOM"))
    marked = re.sub(r"(?m)^(§ \d+ )", r"## \1", text[body:])
    marked = re.sub(r"(?m)^([ab]\) )", r"### \1", marked)
    marked = re.sub(r"(?m)^(?=\S)(?!#|- )(.{1,45}[^.:,\n])(?=\n\n)", _bold_heading, marked)
    return text[:body] + marked


def _bold_heading(match: re.Match[str]) -> str:
    headings = (
        "Bakgrund",
        "Bakgrund och överväganden",
        "Beslutsunderlag",
        "Sammanfattning och överväganden",
        "Sociala samrådsgruppens beslut",
        "Synpunkter",
        "Synpunkter från mötet",
        "Underlag",
        "Underlag framtaget av",
        "Underlaget framtaget av",
    )
    return f"**{match[1]}**" if match[1] in headings else match[1]


def _windows_nfd(text: str) -> str:
    """Decompose accents and end lines as Windows does."""
    return unicodedata.normalize("NFD", text).replace("\n", "\r\n")


EIGHT = ("2303", "2305", "2309", "2313", "2321", "2326", "2361", "2380")
DECISIONS = ["decisions", "clauses", "clause_actions", "addressees", "assignments"]
PERSON_FREE = ["agenda_items", "item_texts", "amounts", "documents"]
CLAUSES_14B = ("1. Att uppdra till förvaltningschefsnätverket", "\n\nSammanfattning och")
CLAUSES_17 = ("1. Att rekommendera kommunerna att avslå", "\n\nSammanfattning och")
CLAUSE_18 = ("Att rekommendera Kommunförbundet Jämtland", "\n\nSammanfattning och")
TITLE_12 = (
    "§ 12 Upprop, protokollets justering, föregående protokoll samt fastställande av dagordningen"
)
# the one place where "beslutar:" stands before the clause of § 18
BEFORE_18 = "Sociala samrådsgruppen beslutar:\n\nAtt rekommendera Kommunförbundet"


def _item_texts_but(item: str) -> dict[str, object]:
    """Say that the texts of an item stay two, and all of them eighteen."""
    return {f"count:item_texts:item={item}": 2, "count:item_texts": 18}


PEOPLE = (
    Variant(
        "persons_renamed",
        _rename_persons,
        {
            "unchanged": ["meetings", "agenda_items", "documents", "amounts", "addressees"],
            "count:participants": 34,
            "count:participants:capacity=member": 9,
            "count:participants:capacity=guest": 5,
            "count:roles:role=presenter": 12,
            "has:participants": [
                {"person": "Åsa-Märta Frostviksdotter", "party": "S", "municipality": "2326"},
                {"person": "Örjan von Mosseklint", "party": "C", "status": "present"},
                {"person": "Brita-Stina Öhlund Sandvret", "municipality": "2309"},
                {"person": "Per-Åke O'Dellvik", "party": "V", "status": "absent"},
                {"person": "Maj-Britt Hornlund de Wahlkrona", "capacity": "substitute"},
                {"person": "Şirin Lövdal", "party": "M", "municipality": "2321"},
                {"person": "Pål von der Heidesand", "capacity": "official"},
                {"person": "Tuva Rönnskär-Blom", "capacity": "guest", "paragraphs": "14"},
            ],
            "has:roles": [
                {"role": "chair", "person": "Hedvig Granströmer-Ljus"},
                {"role": "secretary", "person": "Saga Lövblad Tång"},
                {"role": "adjuster", "person": "Karl-Erik af Tjärnvall", "clause": "12-b"},
                {"role": "reference-group-member", "person": "Hans Myrås", "clause": "14b-2"},
                {"role": "presenter", "person": "Åse Fjellheimdal", "item": "13"},
                {"role": "presenter", "person": "Sol-Britt Skogsfru", "item": "16"},
                {"role": "preparer", "person": "Saga Lövblad Tång", "item": "17"},
            ],
            "lacks:participants": [{"person": name} for name in INVENTED_NAMES],
            "problem_at": ["Ragnvald Bergatroll"],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "no_absent_blocks",
        _cut("**Ej närvarande\n(beslutande):**", "Övriga deltagare:"),
        {
            "count:participants": 25,
            "count:participants:status=absent": 0,
            "count:participants:capacity=member": 7,
            "count:participants:capacity=substitute": 2,
            "unchanged": ["meetings", "roles", "item_texts", *DECISIONS],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "substitute_serves",
        _swaps(
            (
                "Elisabeth Björklund (AFR), Ragunda kommun\n",
                "Elisabeth Björklund (AFR), Ragunda kommun, ersätter Bianca Zandén (V)\n",
            )
        ),
        {
            "has:participants": [
                {
                    "person": "Elisabeth Björklund",
                    "capacity": "serving-substitute",
                    "status": "present",
                    "party": "AFR",
                    "municipality": "2303",
                    "serves_for": "Bianca Zandén",
                },
                {"person": "Bianca Zandén", "capacity": "member", "status": "absent"},
            ],
            "count:participants": 34,
            "count:participants:person=Bianca Zandén": 1,
            "count:participants:capacity=substitute": 8,
        },
    ),
    Variant(
        "member_part_of_the_meeting",
        _swaps(
            (
                "Björn Sandal (S), Östersunds kommun\n",
                "Björn Sandal (S), Östersunds kommun, §§ 12–15\n",
            )
        ),
        {
            "has:participants": [
                {
                    "person": "Björn Sandal",
                    "status": "partial",
                    "paragraphs": "12-15",
                    "municipality": "2380",
                }
            ],
            "count:participants": 34,
            "unchanged": ["agenda_items", "roles", *DECISIONS],
        },
    ),
)

COVER = (
    Variant(
        "dates_times_place",
        _swaps(
            ("måndag 2 juni 2025 kl. 09.00 – 12.00", "fredag 13 mars 2026 kl. 08.15 – 11.45"),
            ("Köpmangatan 21, Storsjön", "Tallmogränd 7 B, Lilla salen"),
            ("måndag 16 juni 2025, digitalt", "torsdag 26 mars 2026, e-signering"),
            ("fredag 10 oktober 2025", "fredag 12 juni 2026"),
            ("beslutade i mars att", "beslutade i november att"),
            ("(IOP) ska tas fram inför 2026", "(IOP) ska tas fram inför 2027"),
        ),
        {
            "meeting.date": "2026-03-13",
            "meeting.starts_at": "08:15",
            "meeting.ends_at": "11:45",
            "meeting.place": "Tallmogränd 7 B, Lilla salen",
            "meeting.adjusted_on": "2026-03-26",
            "meeting.adjustment_place": "e-signering",
            "meeting.next_meeting_on": "2026-06-12",
            "count:decisions:date=2026-03-13": 5,
            "has:citations": [
                {"item": "17", "date": "2025-11"},
                {"item": "18", "date": "2025-03-07"},
                {"item": "19", "date": "2025-05-09", "paragraph": "16"},
            ],
            "has:assignments": [
                {"clause": "17-3", "due": "../2026-12-31", "due_until": "2026-12-31"}
            ],
            "unchanged": ["participants", "roles", "agenda_items", "amounts"],
        },
    ),
    Variant(
        "hyphen_in_times",
        _swaps(("kl. 09.00 – 12.00", "klockan 9:00-12:00")),
        {
            "meeting.date": "2025-06-02",
            "meeting.starts_at": "09:00",
            "meeting.ends_at": "12:00",
            "meeting.place": "Köpmangatan 21, Storsjön",
            "unchanged": ["*"],
        },
    ),
    Variant(
        "other_body",
        _swaps(("Sociala samrådsgrupp", "Tekniska samrådsgrupp"), ("SocSam", "TekSam")),
        {
            "meeting.body": "Tekniska samrådsgruppen",
            "has:organizations": [{"name": "Tekniska samrådsgruppen", "short_name": "TekSam"}],
            "lacks:organizations": [{"name": "Sociala samrådsgruppen"}],
            "count:clauses": 12,
            "count:item_texts": 18,
            "count:roles:role=reference-group-member": 3,
            "has:citations": [
                {"item": "18", "date": "2025-03-07", "body": "Tekniska samrådsgruppen"}
            ],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "no_next_meeting",
        _swaps(("Nästa möte:\n\nfredag 10 oktober 2025\n\n", "")),
        {
            "meeting.next_meeting_on": None,
            "meeting.last_paragraph": "20",
            "unchanged": ["participants", "roles", "agenda_items", "item_texts", *DECISIONS],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "no_adjustment_date",
        _cut("**Justeringens tid", "Paragrafer:"),
        {
            "meeting.adjusted_on": None,
            "meeting.adjustment_place": None,
            "count:participants": 34,
            "unchanged": ["participants", "roles", "agenda_items", "item_texts", *DECISIONS],
            "coverage.lines_unread": 0,
        },
    ),
)

SHAPE = (
    Variant(
        "renumbered",
        _renumber,
        {
            "meeting.first_paragraph": "45",
            "meeting.last_paragraph": "53",
            "count:agenda_items": 11,
            "has:agenda_items": [
                {"item": "47", "kind": "group"},
                {"item": "47b", "parent": "47", "part": "b", "kind": "decision"},
                {"item": "53", "title": "Inför SVOM"},
            ],
            "has:participants": [
                {"person": "Anna Lindestig", "paragraphs": "44", "status": "partial"},
                {"person": "Weronica Nordström", "paragraphs": "48"},
            ],
            "has:clauses": [{"clause": "45-b"}, {"clause": "50-2"}, {"clause": "52-1"}],
            "has:citations": [
                {"item": "52", "date": "2025-05-09", "paragraph": "16", "resolves_to_item": None},
                {"item": "49", "paragraph": "49", "resolves_to_item": "49"},
            ],
            "has:assignments": [{"clause": "47b-1", "due": "2025-12", "due_clause": "47b-3"}],
            "problem_at": ["Anna Lindestig, Östersunds kommun, §44", "framgår av § 49"],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "no_contents",
        _cut("Innehållsförteckning", f"{TITLE_12}\n\n"),
        {
            "unchanged": ["meetings", "participants", "roles", *PERSON_FREE, *DECISIONS],
            "count:agenda_items": 11,
            "problem_at": ["framgår av § 16"],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "markdown_headings",
        _mark_up,
        {"unchanged": ["*"], "coverage.lines_unread": 0},
    ),
    Variant(
        "windows_lines_decomposed_accents",
        _windows_nfd,
        {"unchanged": ["*"], "coverage.lines_unread": 0},
    ),
    Variant(
        "new_last_paragraph",
        _chain(
            _swaps(
                ("\n12-20\n", "\n12-21\n"),
                (
                    "§ 20 Inför SVOM.....\t15\n",
                    "§ 20 Inför SVOM.....\t15\n§ 21 Lägesrapport familjerätten.....\t16\n",
                ),
            ),
            lambda text: (
                text + "\n\n§ 21 Lägesrapport familjerätten\n\n"
                "Föredragande: *Elin Ring, Kommunförbundet*\n\n"
                "Sociala samrådsgruppens beslut\n\nSociala samrådsgruppen beslutar:\n\n"
                "Att informationen läggs till handlingarna.\n\nBakgrund\n\n"
                "Elin Ring redogör för läget i familjerätten.\n"
            ),
        ),
        {
            "meeting.last_paragraph": "21",
            "count:agenda_items": 12,
            "count:decisions": 6,
            "count:clauses": 13,
            "count:item_texts": 19,
            "has:agenda_items": [
                {"item": "21", "title": "Lägesrapport familjerätten", "kind": "decision"}
            ],
            "has:clauses": [
                {
                    "clause": "21-1",
                    "number": None,
                    "force": "decision",
                    "text~": "informationen läggs till handlingarna",
                }
            ],
            "has:clause_actions": [{"clause": "21-1", "action": "file", "inner_action": None}],
            "has:roles": [{"role": "presenter", "item": "21", "person": "Elin Ring"}],
            "has:item_texts": [{"item": "20", "section": "viewpoints", "text~": "Inga synpunkter"}],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "paragraph_beyond_the_cover",
        _swaps(("\n12-20\n", "\n12-19\n")),
        {
            "meeting.last_paragraph": "19",
            "count:agenda_items": 11,
            "problem_at": ["12-19"],
            "unchanged": ["participants", "roles", *PERSON_FREE, *DECISIONS],
        },
    ),
)

ACTS = (
    Variant(
        "14b_four_clauses",
        _cut(
            *CLAUSES_14B,
            "1. Att godkänna redovisningen av samarbetsavtalet.\n"
            "2. Att bordlägga frågan om en politisk referensgrupp.\n"
            "3. Att uppmana kommunerna att lämna synpunkter på samarbetsavtalet.\n"
            "4. Att notera informationen om underbolaget.",
        ),
        {
            "count:clauses:item=14b": 4,
            "count:clauses": 13,
            "has:clauses": [{"clause": "14b-4", "number": "4", "force": "decision"}],
            "has:clause_actions": [
                {"clause": "14b-1", "action": "approve"},
                {"clause": "14b-2", "action": "postpone"},
                {"clause": "14b-3", "action": "urge"},
                {"clause": "14b-4", "action": "note"},
            ],
            "has:addressees": [{"clause": "14b-3", "municipality": code} for code in EIGHT],
            "count:roles:role=reference-group-member": 0,
            "count:assignments": 2,
            **_item_texts_but("14b"),
        },
    ),
    Variant(
        "17_one_grant",
        _cut(
            *CLAUSES_17,
            "Att bevilja Brottsofferjouren Jämtland ett bidrag om 250 000 kr per år "
            "från och med 2026-07-01.",
        ),
        {
            "count:clauses:item=17": 1,
            "has:decisions": [{"item": "17", "force": "decision"}],
            "has:clauses": [
                {
                    "clause": "17-1",
                    "number": None,
                    "force": "decision",
                    "beneficiary": "Brottsofferjouren Jämtland",
                    "effective_from": "2026-07-01",
                }
            ],
            "has:clause_actions": [{"clause": "17-1", "action": "grant", "inner_action": None}],
            "has:amounts": [
                {
                    "clause": "17-1",
                    "value": "250000.00",
                    "currency": "SEK",
                    "per": "year",
                    "meaning": "granted",
                }
            ],
            "count:amounts": 5,
            "count:addressees:clause=17-1": 0,
            "count:assignments": 2,
        },
    ),
    Variant(
        "18_referred_back",
        _cut(*CLAUSE_18, "Att ärendet återremitteras."),
        {
            "has:clauses": [{"clause": "18-1", "text": "Att ärendet återremitteras."}],
            "has:clause_actions": [{"clause": "18-1", "action": "refer-back"}],
            "has:decisions": [{"item": "18", "force": "decision"}],
            "count:addressees:clause=18-1": 0,
            "count:assignments": 2,
            **_item_texts_but("18"),
        },
    ),
    Variant(
        "due_on_a_day",
        _swaps(("samrådsgruppen december 2025.", "samrådsgruppen senast den 15 mars 2026.")),
        {
            "has:assignments": [
                {
                    "clause": "14b-1",
                    "due": "2026-03-15",
                    "due_from": None,
                    "due_until": "2026-03-15",
                    "due_clause": "14b-3",
                }
            ],
            "count:assignments": 3,
            "unchanged": ["meetings", "participants", "roles", "agenda_items", "item_texts"],
        },
    ),
    Variant(
        "18_assignment_to_the_federation",
        _cut(
            *CLAUSE_18,
            "Att ge Kommunförbundet i uppdrag att ta fram en alternativ modell för fördelning "
            "av kostnader senast 2026-03-31.",
        ),
        {
            "has:clauses": [{"clause": "18-1", "force": "decision"}],
            "has:clause_actions": [{"clause": "18-1", "action": "assign"}],
            "has:assignments": [
                {
                    "clause": "18-1",
                    "force": "decision",
                    "organization~": "Kommunförbundet",
                    "due": "2026-03-31",
                    "due_until": "2026-03-31",
                    "due_clause": None,
                }
            ],
            "has:addressees": [{"clause": "18-1", "text": "Kommunförbundet"}],
            "lacks:clause_actions": [{"clause": "18-1", "action": "grant"}],
        },
    ),
    Variant(
        "sums_in_thousands_and_millions",
        _swaps(
            (
                "utökat grundbidrag om 1 200 000 kr från",
                "utökat grundbidrag om 1,2 miljoner kronor från",
            ),
            ("1 200 000 kr motsvarar", "1,2 mkr motsvarar"),
            ("731 101 kr", "731 tkr"),
        ),
        {
            "has:amounts": [
                {"clause": "17-1", "value": "1200000.00", "currency": "SEK", "meaning": "applied"},
                {"clause": "17-2", "value": "731000.00", "meaning": "recommended"},
                {"clause": None, "value": "1200000.00", "item": "17"},
                {"clause": None, "value": "731000.00", "item": "17"},
                {"clause": None, "value": "9.04", "per": "inhabitant"},
                {"clause": None, "value": "5.50", "per": "inhabitant"},
            ],
            "lacks:amounts": [{"value": "1.20"}, {"value": "731.00"}, {"value": "2.00"}],
            "count:amounts": 6,
            "count:amounts:clause=17-1": 1,
        },
    ),
    Variant(
        "proposal_is_no_decision",
        _swaps(
            (
                "tas in vikarier i verksamheten.\n",
                "tas in vikarier i verksamheten.\n\nFörslag till beslut\n\n"
                "Att godkänna uppföljningen av Yrkesresan.\n",
            )
        ),
        {
            "count:decisions:item=15": 0,
            "count:clauses:item=15": 0,
            "count:decisions": 5,
            "count:clauses": 12,
            "has:item_texts": [{"item": "15", "section": "proposal", "text~": "godkänna"}],
            "has:agenda_items": [{"item": "15", "kind": "information"}],
            "coverage.lines_unread": 0,
        },
    ),
)

VOTES = (
    Variant(
        "vote_and_reservation",
        _chain(
            _swaps(
                (
                    BEFORE_18,
                    "Med 5 ja-röster mot 2 nej-röster beslutar Sociala samrådsgruppen:\n\n"
                    "Att rekommendera Kommunförbundet",
                ),
            ),
            _swaps(
                (
                    "mellan kommunerna i Jämtland Härjedalen\n",
                    "mellan kommunerna i Jämtland Härjedalen\n\nReservation\n\n"
                    "Morgan Olsson (S) reserverar sig mot beslutet.\n",
                )
            ),
        ),
        {
            "count:votes": 1,
            "has:votes": [{"decision": "18", "yes": 5, "no": 2, "outcome": "yes"}],
            "has:decisions": [{"item": "18", "method": "vote", "force": "recommendation"}],
            "count:decisions:method=vote": 1,
            "count:dissents": 1,
            "has:dissents": [
                {"item": "18", "kind": "reservation", "person": "Morgan Olsson", "party": "S"}
            ],
            "count:ballots": 0,
            "unchanged": ["clauses", "clause_actions", "addressees", "assignments"],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "acclamation",
        _swaps(
            (
                "utgöra beredande gruppering.\n\nBakgrund",
                "utgöra beredande gruppering.\n\nBeslutsgång\n\nOrdföranden ställer proposition "
                "på förslaget och finner att det bifalls med acklamation.\n\nBakgrund",
            )
        ),
        {
            "has:decisions": [
                {"item": "19", "method": "acclamation"},
                {"item": "18", "method": "not-stated"},
            ],
            "has:item_texts": [{"item": "19", "section": "procedure", "heading": "Beslutsgång"}],
            "count:item_texts": 19,
            "count:votes": 0,
            "unchanged": ["clauses", "clause_actions", "assignments"],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "vote_to_postpone_fails",
        _swaps(
            (
                "Sociala samrådsgruppens mandat.\n",
                "Sociala samrådsgruppens mandat.\n\nOmröstning\n\nJa-röst för att ärendet "
                "bordläggs, nej-röst för att ärendet avgörs i dag. Med 2 ja-röster, 4 nej-röster "
                "och 1 som avstår avgörs ärendet i dag.\n",
            )
        ),
        {
            "has:votes": [
                {
                    "decision": "18",
                    "yes": 2,
                    "no": 4,
                    "abstained": 1,
                    "outcome": "no",
                    "yes_means~": "bordläggs",
                    "no_means~": "avgörs i dag",
                }
            ],
            "lacks:clause_actions": [{"clause": "18-1", "action": "postpone"}],
            "count:votes": 1,
            "unchanged": ["clauses", "clause_actions", "assignments"],
            "coverage.lines_unread": 0,
        },
    ),
)

TOLD: tuple[Variant, ...] = (
    Variant(
        "a_presenter_is_told_in_a_sentence",
        _swaps(
            (
                "fördelning av kostnader\n\nFöredragande: *Elin Ring, Kommunförbundet*\n",
                "fördelning av kostnader\n",
            ),
            (
                "På Sociala samrådsgruppens sammanträde 7 mars 2025 fördes",
                "Elin Ring föredrar ärendet. På Sociala samrådsgruppens sammanträde 7 mars fördes",
            ),
        ),
        {
            # The attendance says for whom she works: `Elin Ring, Kommunförbundet`.
            "has:roles": [
                {
                    "role": "presenter",
                    "item": "18",
                    "person": "Elin Ring",
                    "organization~": "Kommunförbundet",
                }
            ],
            "count:roles:role=presenter": 12,
            "unchanged": ["clauses", "clause_actions", "amounts", "participants"],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "a_sum_in_the_second_sentence_of_a_recommendation",
        _swaps(
            (
                "bevilja Brottsofferjouren utökat grundbidrag om 731 101 kr",
                "stödja Brottsofferjouren. Ett utökat grundbidrag beviljas med 731 101 kr",
            ),
        ),
        {
            "has:clauses": [{"clause": "17-2", "force": "recommendation"}],
            "has:amounts": [
                {"clause": "17-1", "value": "1200000.00", "meaning": "applied"},
                {"clause": "17-2", "value": "731101.00", "meaning": "recommended"},
            ],
            "lacks:amounts": [{"meaning": "granted"}],
            "count:amounts": 6,
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "a_chair_and_a_vice_chair_are_elected",
        _cut(
            *CLAUSES_14B,
            "1. Att välja Morgan Olsson (S) till ordförande för 2026.\n"
            "2. Att välja Margareta Winberg (S) till vice ordförande för 2026.",
        ),
        {
            "has:roles": [
                {"role": "chair", "person": "Morgan Olsson", "clause": "14b-1"},
                {"role": "vice-chair", "person": "Margareta Winberg", "clause": "14b-2"},
            ],
            "lacks:roles": [
                {"role": "vice-chair", "person": "Morgan Olsson"},
                {"role": "chair", "person": "Margareta Winberg", "clause": "14b-2"},
            ],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "a_vote_is_a_tie",
        _swaps(
            (
                "Sociala samrådsgruppens mandat.\n",
                "Sociala samrådsgruppens mandat.\n\nOmröstning\n\nJa-röst för bifall, nej-röst för "
                "avslag. Med 3 ja-röster mot 3 nej-röster och ordförandens utslagsröst bifalls "
                "förslaget.\n",
            )
        ),
        {
            "has:votes": [{"decision": "18", "yes": 3, "no": 3, "outcome": "tie"}],
            "count:votes": 1,
            "unchanged": ["clauses", "clause_actions", "assignments"],
            "coverage.lines_unread": 0,
        },
    ),
)

VARIANTS: tuple[Variant, ...] = (*PEOPLE, *COVER, *SHAPE, *ACTS, *VOTES, *TOLD)

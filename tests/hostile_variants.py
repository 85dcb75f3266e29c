"""More variants of the seed, as other Swedish secretaries write (see variants.py for the keys).

Each shows one convention: how a decision is led in and listed, who is given a task, how people are
listed and sign, what stands on every page. Names that are not in the seed are invented.
"""

from __future__ import annotations

import re

from variants import (
    BEFORE_18,
    CLAUSE_18,
    CLAUSES_14B,
    CLAUSES_17,
    DECISIONS,
    EIGHT,
    PERSON_FREE,
    Change,
    Variant,
    _chain,
    _cut,
    _swaps,
)

WHOLE_18 = (
    "Sociala samrådsgruppens beslut\n\n" + BEFORE_18,
    "Sammanfattning och överväganden\n\nPå",
)
UNTOUCHED = ["meetings", "participants", *PERSON_FREE]
NEXT_15 = "tas in vikarier i verksamheten.\n"


def _decision_18(text: str) -> Change:
    """§ 18 from the heading of its decision to that of its considerations in other words."""
    return _chain(
        _swaps((BEFORE_18, f"{text}REST")),
        _cut("REST", "\n\nSammanfattning och överväganden\n\nPå"),
    )


def _page_breaks(text: str) -> str:
    """A footer and a header of four lines in the middle of texts, lists and attendance."""
    page = (
        "\nJusterandes sign ........\nUtdragsbestyrkande\n\nSociala samrådsgruppen\nProtokoll\n"
        "2025-06-02\n{} (9)\n\n"
    )
    marks = (
        "Ellen Eriksson (S), Ragunda", "Linnea Sonidsson, Kvinnojouren", "I Östersund finns proc",
        "2. Att en politisk referensgrupp", "3. Att en överenskommelse om", "- juni 2026: slut",
        "Tillägg Brottsofferjouren\n", "§ 20 Inför SVOM\n",
    )  # fmt: skip
    for number, mark in enumerate(marks, 2):
        at = text.rindex(mark)
        text = text[:at] + page.format(number) + text[at:]
    return text


def _one_paragraph(text: str) -> str:
    """Each list of people as one run of text, a semicolon or a comma between them."""
    start = text.index("**Deltagare\n(beslutande)")
    end = text.index("**Justeringens tid")
    blocks = text[start:end].strip().split("\n\n")
    between = ("; ", ", ", "; ", ", ", "; ")
    joined = [
        re.sub(r"(kommun|förbundet|län|Jämtland|Länsstyrelsen|\d)\n", rf"\1{mark}", block)
        for block, mark in zip(blocks, between, strict=True)
    ]
    return text[:start] + "\n\n".join(joined) + "\n\n" + text[end:]


LISTS = (
    Variant(
        "att_lines_with_commas",
        _cut(
            "Sociala samrådsgruppen beslutar:\n\n1. Att uppdra till förv",
            "\n\nSammanfattning och",
            "Sociala samrådsgruppen beslutar\n\natt godkänna redovisningen av avtalet,\n\n"
            "att bordlägga frågan om en politisk referensgrupp, samt\n\n"
            "att notera informationen om underbolaget.",
        ),
        {
            "count:clauses:item=14b": 3,
            "has:clauses": [
                {"clause": "14b-1", "number": None, "text~": "att godkänna redovisningen"},
                {"clause": "14b-3", "number": None, "text~": "att notera informationen"},
            ],
            "has:clause_actions": [
                {"clause": "14b-1", "action": "approve"},
                {"clause": "14b-2", "action": "postpone"},
                {"clause": "14b-3", "action": "note"},
            ],
            "count:item_texts": 18,
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "att_lines_close_together",
        _cut(
            *CLAUSES_14B,
            "att godkänna redovisningen av avtalet,\natt bordlägga frågan om en politisk\n"
            "referensgrupp, och\natt notera informationen om underbolaget.",
        ),
        {
            "count:clauses:item=14b": 3,
            "has:clauses": [{"clause": "14b-2", "text~": "en politisk referensgrupp"}],
            "has:clause_actions": [
                {"clause": "14b-1", "action": "approve"},
                {"clause": "14b-2", "action": "postpone"},
                {"clause": "14b-3", "action": "note"},
            ],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "bullets_as_clauses",
        _swaps(
            ("1. Att rekommendera kommunerna", "− Att rekommendera kommunerna"),
            ("2. Att rekommendera kommunerna", "− Att rekommendera kommunerna"),
            ("3. Att en överenskommelse", "− Att en överenskommelse"),
        ),
        {
            "count:clauses:item=17": 3,
            "has:clauses": [
                {"clause": "17-1", "number": None, "force": "recommendation"},
                {"clause": "17-3", "number": None, "force": "decision"},
            ],
            "unchanged": [*UNTOUCHED, "addressees", "assignments", "clause_actions"],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "numbers_with_parentheses",
        _swaps(
            ("1. Att rekommendera", "1) Att rekommendera"),
            ("2. Att rekommendera", "2) Att rekommendera"),
            ("3. Att en överenskommelse", "3) Att en överenskommelse"),
        ),
        {"unchanged": ["*"], "coverage.lines_unread": 0},
    ),
    Variant(
        "decision_on_one_line",
        _decision_18("Sociala samrådsgruppen beslutar att bordlägga ärendet."),
        {
            "has:clauses": [{"clause": "18-1", "number": None, "text~": "bordlägga ärendet"}],
            "count:clauses:item=18": 1,
            "has:clause_actions": [{"clause": "18-1", "action": "postpone"}],
            "has:decisions": [{"item": "18", "force": "decision"}],
            "count:item_texts": 18,
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "decision_on_one_line_without_heading",
        _swaps(
            (
                "Inga synpunkter framkommer.",
                "Inga synpunkter framkommer.\n\nSociala samrådsgruppen beslutar att lägga "
                "informationen till handlingarna.",
            )
        ),
        {
            "count:decisions": 6,
            "has:decisions": [{"item": "20", "force": "decision"}],
            "has:clauses": [{"clause": "20-1", "text~": "lägga informationen till handlingarna"}],
            "has:clause_actions": [{"clause": "20-1", "action": "file"}],
            "has:item_texts": [{"item": "20", "section": "viewpoints", "text~": "Inga synpunkter"}],
            "count:item_texts": 18,
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "beslut_alone_in_the_passive",
        _chain(
            _swaps(("Sociala samrådsgruppens beslut\n\n" + BEFORE_18, "Beslut\n\nREST")),
            _cut("REST", "\n\nSammanfattning och överväganden\n\nPå", "Ärendet bordläggs."),
        ),
        {
            "has:clauses": [{"clause": "18-1", "number": None, "text": "Ärendet bordläggs."}],
            "has:clause_actions": [{"clause": "18-1", "action": "postpone"}],
            "count:clauses:item=18": 1,
            "unchanged": ["meetings", "participants", "roles", *PERSON_FREE],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "capital_decides",
        _swaps(("Sociala samrådsgruppen beslutar:", "SOCIALA SAMRÅDSGRUPPEN BESLUTAR")),
        {"unchanged": ["*"], "coverage.lines_unread": 0},
    ),
)

TASKS = (
    Variant(
        "gives_a_task",
        _cut(
            *CLAUSE_18,
            "Sociala samrådsgruppen ger förvaltningschefsnätverket i uppdrag att ta fram en ny "
            "modell till mötet den 10 oktober 2025.",
        ),
        {
            "has:clauses": [{"clause": "18-1", "force": "decision"}],
            "has:clause_actions": [{"clause": "18-1", "action": "assign"}],
            "has:addressees": [{"clause": "18-1", "text": "förvaltningschefsnätverket"}],
            "has:assignments": [
                {
                    "clause": "18-1",
                    "organization~": "örvaltningschefsnätverket",
                    "due": "2025-10-10",
                }
            ],
            "count:addressees:clause=18-1": 1,
        },
    ),
    Variant(
        "gets_a_task",
        _cut(*CLAUSE_18, "Kommunförbundet får i uppdrag att inför 2027 se över modellen."),
        {
            "has:clause_actions": [{"clause": "18-1", "action": "assign"}],
            "has:addressees": [{"clause": "18-1", "text": "Kommunförbundet"}],
            "has:assignments": [
                {
                    "clause": "18-1",
                    "organization~": "Kommunförbundet",
                    "due": "../2026-12-31",
                    "text~": "se över modellen",
                }
            ],
        },
    ),
    Variant(
        "a_person_gets_a_task",
        _cut(
            *CLAUSE_18, "Att uppdra åt Elin Ring att återkomma med en modell senast december 2025."
        ),
        {
            "has:assignments": [
                {
                    "clause": "18-1",
                    "person": "Elin Ring",
                    "organization": None,
                    "due": "2025-12",
                    "due_from": None,
                    "due_until": "2025-12-31",
                    "text~": "återkomma med en modell",
                }
            ],
            "lacks:organizations": [{"name~": "Elin Ring"}],
            "unchanged": ["meetings", "participants", "agenda_items", "amounts"],
        },
    ),
    Variant(
        "hands_over_the_matter",
        _cut(*CLAUSE_18, "Ärendet överlämnas till Kommunförbundets styrelse för beredning."),
        {
            "has:clauses": [{"clause": "18-1", "force": "decision"}],
            "has:clause_actions": [{"clause": "18-1", "action": "refer-preparation"}],
            "count:assignments": 2,
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "recommends_two_municipalities",
        _cut(*CLAUSE_18, "Att rekommendera Bergs kommun och Åre kommun att anta modellen."),
        {
            "has:addressees": [
                {"clause": "18-1", "municipality": "2326", "text": "Bergs kommun"},
                {"clause": "18-1", "municipality": "2321", "text": "Åre kommun"},
            ],
            "count:addressees:clause=18-1": 2,
            "has:clause_actions": [
                {"clause": "18-1", "action": "recommend", "inner_action": "adopt"}
            ],
        },
    ),
    Variant(
        "the_municipalities_are_recommended",
        _cut(*CLAUSE_18, "Kommunerna rekommenderas att anta modellen."),
        {
            "has:addressees": [{"clause": "18-1", "municipality": code} for code in EIGHT],
            "has:clause_actions": [
                {"clause": "18-1", "action": "recommend", "inner_action": "adopt"}
            ],
            "has:clauses": [{"clause": "18-1", "force": "recommendation"}],
        },
    ),
    Variant(
        "a_yearly_grant_for_two_years",
        _cut(
            *CLAUSES_17,
            "1. Att bevilja Kvinnojouren Jämtlands län 1,5 mkr per år från och med den 1 januari "
            "2026 till och med den 31 december 2027.\n2. Att avslå ansökan i övrigt.",
        ),
        {
            "has:clauses": [
                {
                    "clause": "17-1",
                    "beneficiary": "Kvinnojouren Jämtlands län",
                    "effective_from": "2026-01-01",
                    "effective_until": "2027-12-31",
                },
                {"clause": "17-2", "force": "decision"},
            ],
            "has:clause_actions": [
                {"clause": "17-1", "action": "grant"},
                {"clause": "17-2", "action": "reject"},
            ],
            "has:amounts": [
                {"clause": "17-1", "value": "1500000.00", "per": "year", "meaning": "granted"}
            ],
            "count:amounts:clause=17-1": 1,
            "count:assignments": 2,
        },
    ),
)

PEOPLE_OTHERWISE = (
    Variant(
        "signatures_as_labels",
        _cut(
            "Justeras av:",
            "Innehållsförteckning",
            "Ordförande: Margareta Winberg (S)\nSekreterare: Elin Ring\n"
            "Justerare: Morgan Olsson (S)"
            "\n\n",
        ),
        {
            "has:roles": [
                {"role": "chair", "person": "Margareta Winberg", "item": None},
                {"role": "secretary", "person": "Elin Ring", "item": None},
                {"role": "adjuster", "person": "Morgan Olsson", "item": None},
            ],
            "count:roles": 24,
            "unchanged": [*UNTOUCHED, *DECISIONS],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "titles_above_names",
        _cut(
            "Elin Ring\nSekreterare",
            "Innehållsförteckning",
            "Vid protokollet\n\n..........................\nElin Ring\n\nOrdförande\n"
            "..........................\nMargareta Winberg (S)\n\nJusterande\n"
            "..........................\nMorgan Olsson (S)\n\n",
        ),
        {
            "has:roles": [
                {"role": "chair", "person": "Margareta Winberg", "item": None},
                {"role": "secretary", "person": "Elin Ring", "item": None},
                {"role": "adjuster", "person": "Morgan Olsson", "item": None},
            ],
            "count:roles": 24,
            "unchanged": [*UNTOUCHED, *DECISIONS],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "attendance_in_paragraphs",
        _one_paragraph,
        {"unchanged": ["*"], "coverage.lines_unread": 0},
    ),
    Variant(
        "roles_in_the_attendance",
        _swaps(
            (
                "Margareta Winberg (S), Östersunds kommun",
                "Margareta Winberg (S), Östersunds kommun, ordförande",
            ),
            (
                "Morgan Olsson (S), Strömsunds kommun",
                "Morgan Olsson (S) (vice ordförande), Strömsunds kommun",
            ),
            (
                "Elin Ring, Kommunförbundet\nIngrid",
                "Elin Ring, sekreterare, Kommunförbundet\nIngrid",
            ),
        ),
        {
            "has:roles": [
                {"role": "vice-chair", "person": "Morgan Olsson", "item": None},
                {"role": "chair", "person": "Margareta Winberg", "item": None},
                {"role": "secretary", "person": "Elin Ring", "item": None},
            ],
            "count:roles:role=chair": 1,
            "count:roles:role=secretary": 1,
            "unchanged": [*UNTOUCHED, *DECISIONS],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "presenter_on_lines_of_its_own",
        _swaps(
            (
                "Föredragande: *Weronica Nordström, Kommunförbundet*",
                "Föredragande\n\nWeronica Nordström, Kommunförbundet",
            ),
        ),
        {"unchanged": ["*"], "coverage.lines_unread": 0},
    ),
    Variant(
        "presenter_without_heading",
        _swaps(("Föredragande: *Weronica Nordström, Kommunförbundet*\n\n", "")),
        {
            "has:roles": [{"role": "presenter", "item": "15", "person": "Weronica Nordström"}],
            "count:roles:role=presenter": 12,
            "unchanged": [*UNTOUCHED, *DECISIONS],
        },
    ),
    Variant(
        "parts_of_the_meeting_in_words",
        _swaps(
            (
                "Björn Sandal (S), Östersunds kommun\n",
                "Björn Sandal (S), Östersunds kommun, t.o.m. § 15\n",
            ),
            ("Karin Sundin (S), Bergs kommun", "Karin Sundin (S), Bergs kommun, fr.o.m. § 14"),
            ("Ellen Eriksson (S), Ragunda kommun", "Ellen Eriksson (S), Ragunda kommun, ej § 17"),
            (
                "Anders Häggkvist (C), Härjedalens kommun",
                "Anders Häggkvist (C), Härjedalens kommun §§ 12-13, 15",
            ),
        ),
        {
            "has:participants": [
                {"person": "Björn Sandal", "status": "partial", "paragraphs": "12-15"},
                {"person": "Karin Sundin", "status": "partial", "paragraphs": "14-20"},
                {"person": "Ellen Eriksson", "status": "partial", "paragraphs": "12-16,18-20"},
                {
                    "person": "Anders Häggkvist",
                    "status": "partial",
                    "paragraphs": "12-13,15",
                    "municipality": "2361",
                },
            ],
            "count:participants": 34,
            "unchanged": ["meetings", "roles", *DECISIONS],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "lower_case_parties",
        _swaps(("(S)", "(s)"), ("(KD)", "(kd)"), ("(AFR)", "(afr)")),
        {
            "count:participants:party=S": 8,
            "count:participants:party=KD": 1,
            "count:participants:party=AFR": 1,
            "has:roles": [{"clause": "14b-2", "person": "Björn Sandal"}],
            "unchanged": ["meetings", *PERSON_FREE, "clause_actions", "addressees"],
            "no_problem_at": ["Karin Sundin (s)"],
        },
    ),
    Variant(
        "two_reserve_and_one_is_recused",
        _swaps(
            (
                "utgöra beredande gruppering.\n\nBakgrund",
                "utgöra beredande gruppering.\n\nReservation\n\nMot beslutet reserverar sig Karin "
                "Sundin (S) och Anders Häggkvist (C) till förmån för eget förslag.\n\nJäv\n\n"
                "Ellen Eriksson (S) deltar inte i beslutet på grund av jäv.\n\nBakgrund",
            )
        ),
        {
            "has:dissents": [
                {"item": "19", "kind": "reservation", "person": "Karin Sundin", "party": "S"},
                {"item": "19", "kind": "reservation", "person": "Anders Häggkvist", "party": "C"},
                {"item": "19", "kind": "recusal", "person": "Ellen Eriksson"},
            ],
            "count:dissents": 3,
            "unchanged": ["meetings", "participants", "roles", *DECISIONS],
            "coverage.lines_unread": 0,
        },
    ),
)

PAGES = (
    Variant(
        "header_and_footer_on_every_page",
        _page_breaks,
        {"unchanged": ["*"], "coverage.lines_unread": 0},
    ),
    Variant(
        "contents_without_label_or_pages",
        _chain(
            _swaps(("Innehållsförteckning\n\n", "")),
            lambda text: re.sub(r"\.{5}\t\d+\n", "\n", text),
        ),
        {"unchanged": ["*"], "coverage.lines_unread": 0},
    ),
    Variant(
        "two_columns_on_the_cover",
        _swaps(
            ("Paragrafer:\n\n12-20\n\n", ""),
            ("2 juni 2025 kl. 09.00", "2 juni 2025        Paragrafer    §§ 12-20\nkl. 09.00"),
        ),
        {"unchanged": ["*"], "coverage.lines_unread": 0},
    ),
    Variant(
        "time_and_place_apart",
        _cut(
            "Tid och plats:",
            "\n\n**Deltagare\n(besl",
            "Datum: 2025-06-02\nTid: kl. 09:00-12:00\nPlats: Köpmangatan 21, Storsjön",
        ),
        {"unchanged": ["*"], "coverage.lines_unread": 0},
    ),
    Variant(
        "place_before_time",
        _cut(
            "Tid och plats:",
            "\n\n**Deltagare\n(besl",
            "Plats och tid: Köpmangatan 21, Storsjön, 2025-06-02 kl 9.00–12.00",
        ),
        {"unchanged": ["*"], "coverage.lines_unread": 0},
    ),
    Variant(
        "title_of_the_minutes",
        _swaps(
            ("Sociala samrådsgruppen (SocSam)\n",
             "PROTOKOLL\nSociala samrådsgruppens sammanträde den 2 juni 2025\n"),
        ),
        {
            "meeting.body": "Sociala samrådsgruppen",
            "meeting.date": "2025-06-02",
            "unchanged": ["meetings", "participants", "agenda_items", *DECISIONS],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "a_closed_item",
        _chain(
            _swaps(
                (
                    "§ 13 Våldsförebyggande arbete\n",
                    "§ 13 Borttagen på grund av sekretess\n\nREST",
                )
            ),
            _cut("REST", "§ 14 Kvinnojouren Jämtland län –"),
        ),
        {
            "has:agenda_items": [{"item": "13", "confidential": "yes"}],
            "count:agenda_items:confidential=yes": 1,
            "count:agenda_items": 11,
            "count:item_texts:item=13": 0,
            "unchanged": ["meetings", "participants", *DECISIONS],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "told_decision_is_no_decision",
        _swaps(
            (
                NEXT_15,
                NEXT_15
                + "\nBakgrund\n\nSociala samrådsgruppen beslutade den 7 mars 2025, § 8, att "
                "godkänna uppföljningen. Kommunförbundets styrelse har beslutat att:\n\n"
                "1. Avslå ansökan.\n2. Bordlägga frågan.\n",
            )
        ),
        {
            "count:decisions": 5,
            "count:clauses": 12,
            "has:citations": [
                {
                    "item": "15",
                    "date": "2025-03-07",
                    "paragraph": "8",
                    "body": "Sociala samrådsgruppen",
                    "resolves_to_item": None,
                }
            ],
            "unchanged": ["meetings", "participants", "roles", *DECISIONS],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "sent_to",
        _swaps(
            (
                "mellan kommunerna i Jämtland Härjedalen\n",
                "mellan kommunerna i Jämtland Härjedalen\n\nExpedieras till\n\nKommunförbundets "
                "styrelse\nFörvaltningschefsnätverket\n\nParagrafen är justerad\n",
            )
        ),
        {
            "count:clauses": 12,
            "unchanged": ["meetings", "participants", "roles", "decisions", "addressees",
                          "assignments", "clause_actions", "clauses"],
            "has:item_texts": [{"item": "18", "section": "dispatch"}],
            "coverage.lines_unread": 0,
        },
    ),
)  # fmt: skip

VOTES_OTHERWISE = (
    Variant(
        "a_list_of_votes_that_differs",
        _swaps(
            (
                "Sociala samrådsgruppens mandat.\n",
                "Sociala samrådsgruppens mandat.\n\nOmröstningsresultat\n\nMed 5 ja-röster och 2 "
                "nej-röster beslutar Sociala samrådsgruppen enligt förslaget.\n\n"
                "Ledamot                       Ja    Nej   Avstår\n"
                "Karin Sundin (S)              X\nAnders Häggkvist (C)                X\n"
                "Resultat                      4     3     0\n",
            )
        ),
        {
            "count:votes": 1,
            "has:votes": [
                {
                    "decision": "18",
                    "yes": 5,
                    "no": 2,
                    "listed_yes": 4,
                    "listed_no": 3,
                    "outcome": "yes",
                }
            ],
            "has:decisions": [{"item": "18", "method": "vote"}],
            "unchanged": ["clauses", "clause_actions", "assignments", "amounts"],
            "coverage.lines_unread": 0,
        },
    ),
    Variant(
        "groups_of_parties_reserve",
        _swaps(
            (
                "Sociala samrådsgruppens mandat.\n",
                "Sociala samrådsgruppens mandat.\n\nReservationer\n\nPartigrupp C och KD "
                "reserverar sig mot beslutet.\n",
            )
        ),
        {
            "has:dissents": [
                {"item": "18", "kind": "reservation", "party": "C", "person": None},
                {"item": "18", "kind": "reservation", "party": "KD", "person": None},
            ],
            "count:dissents": 2,
            "coverage.lines_unread": 0,
        },
    ),
)

TOLD_BALLOTS = (
    "Sociala samrådsgruppens mandat.\n\nOmröstningsresultat\n\n"
    "Ja: Karin Sundin (S), Ellen Eriksson (S)\n\nNej: Anders Häggkvist (C)\n"
)

TRAPS = (
    Variant(
        "ballots_told_by_name",
        _swaps(("Sociala samrådsgruppens mandat.\n", TOLD_BALLOTS)),
        {
            "has:votes": [{"decision": "18", "yes": None, "listed_yes": 2, "listed_no": 1}],
            "has:ballots": [
                {"person": "Karin Sundin", "party": "S", "choice": "yes"},
                {"person": "Ellen Eriksson", "party": "S", "choice": "yes"},
                {"person": "Anders Häggkvist", "party": "C", "choice": "no"},
            ],
            "count:ballots": 3,
            "unchanged": ["clauses", "participants"],
        },
    ),
    Variant(
        "ballots_in_a_table",
        _swaps(
            (
                "Sociala samrådsgruppens mandat.\n",
                "Sociala samrådsgruppens mandat.\n\nVoteringslista\n\n"
                "Ledamot                       Ja    Nej   Avstår\n"
                "Karin Sundin (S)              X\nAnders Häggkvist (C)                X\n"
                "Ellen Eriksson (S)                        X\nResultat   1 1 1\n",
            )
        ),
        {
            "has:ballots": [
                {"person": "Karin Sundin", "choice": "yes"},
                {"person": "Anders Häggkvist", "choice": "no"},
                {"person": "Ellen Eriksson", "choice": "abstain"},
            ],
            "count:ballots": 3,
        },
    ),
    Variant(
        "a_motion_after_the_decision_is_no_clause",
        _cut(
            *CLAUSE_18,
            "Att ärendet återremitteras.\n\nFörslag till beslut under mötet\n\n"
            "Margareta Winberg (S) yrkar avslag på förslaget.\n\nKarin Sundin (S) yrkar bifall.",
        ),
        {"count:clauses:item=18": 1, "coverage.lines_unread": 0},
    ),
    Variant(
        "a_motion_under_the_decision_is_no_clause",
        _cut(
            *CLAUSE_18,
            "Att ärendet återremitteras.\n\nMargareta Winberg (S) yrkar avslag på förslaget.",
        ),
        {"count:clauses:item=18": 1, "has:item_texts": [{"item": "18", "section": "motions"}]},
    ),
    Variant(
        "paragraphs_of_other_bodies",
        _swaps(
            (
                "mer information om ansökan framgår av § 16.",
                "se kommunstyrelsens § 18 och Kommunförbundet § 19, samt Regionstyrelsen den "
                "3 april 2025, § 14 och vårt protokoll 2025-03-07 § 5.",
            )
        ),
        {
            "has:citations": [
                {"item": "16", "paragraph": "14", "date": "2025-04-03", "resolves_to_item": None},
            ],
            "lacks:citations": [
                {"item": "16", "resolves_to_item": "18"},
                {"item": "16", "resolves_to_item": "19"},
                {"item": "16", "resolves_to_item": "14"},
            ],
        },
    ),
    Variant(
        "who_leaves_is_not_appointed",
        _cut(
            *CLAUSE_18,
            "Att utse Stig Andersson (KD) till ledamot i styrgruppen efter Annika Hagen (M), "
            "som entledigas.",
        ),
        {
            "has:roles": [
                {"clause": "18-1", "person": "Stig Andersson", "role": "steering-group-member"}
            ],
            "lacks:roles": [{"clause": "18-1", "person": "Annika Hagen"}],
        },
    ),
    Variant(
        "two_assignments_in_a_clause",
        _cut(
            *CLAUSE_18,
            "Att uppdra till Kommunförbundets kansli att ta fram underlag till den 1 mars 2026 "
            "och till IFO-nätverket att yttra sig senast 15 april 2026.",
        ),
        {
            "count:assignments:clause=18-1": 2,
            "has:assignments": [
                {"clause": "18-1", "due": "2026-03-01", "text~": "ta fram underlag"},
                {
                    "clause": "18-1",
                    "organization~": "IFO",
                    "due": "2026-04-15",
                    "due_from": None,
                    "text~": "yttra sig",
                },
            ],
            "has:addressees": [
                {"clause": "18-1", "text": "Kommunförbundets kansli"},
                {"clause": "18-1", "text": "IFO-nätverket"},
            ],
        },
    ),
    Variant(
        "a_second_sentence_acts_too",
        _cut(
            "Ställer sig positiva till",
            "\n\nBakgrund och",
            "Ställer sig positiva till utredningen. Avslår begäran om medel och uppdrar till "
            "IFO-nätverket att återkomma i september 2025.",
        ),
        {
            "has:clause_actions": [
                {"clause": "19-1", "position": 1, "action": "endorse"},
                {"clause": "19-1", "position": 2, "action": "reject"},
                {"clause": "19-1", "position": 3, "action": "assign"},
            ],
            "has:assignments": [
                {"clause": "19-1", "organization~": "IFO", "due": "2025-09"},
            ],
        },
    ),
    Variant(
        "no_others_listed",
        _cut("Övriga deltagare:", "**Justeringens"),
        {
            "lacks:persons": [{"name": "Brottsofferjouren Jämtland"}],
            "has:roles": [
                {
                    "item": "16",
                    "person": "Sara Dahlberg",
                    "organization": "Brottsofferjouren Jämtland",
                }
            ],
            "has:clauses": [{"clause": "17-1", "beneficiary": "Brottsofferjouren Jämtland"}],
        },
    ),
    Variant(
        "a_break_is_no_place",
        _swaps(("Köpmangatan 21, Storsjön\n", "Köpmangatan 21, ajournering 10.30–10.45\n")),
        {"meeting.place": "Köpmangatan 21"},
    ),
)

HOSTILE: tuple[Variant, ...] = (*LISTS, *TASKS, *PEOPLE_OTHERWISE, *PAGES, *VOTES_OTHERWISE, *TRAPS)

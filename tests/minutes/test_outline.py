"""The shape of a document: contents, paragraphs, parts, clauses, headings and labels."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socsam_opendata.minutes.layout import deciding_lines
from socsam_opendata.minutes.layout import lines as lines_module
from socsam_opendata.minutes.layout.entries import (
    clause_entries,
    entries,
    running_text,
    text_width,
)
from socsam_opendata.minutes.layout.lines import Line, run_on, unmarked
from socsam_opendata.minutes.layout.outline import Outline, outline
from socsam_opendata.minutes.layout.paragraphs import Paragraph
from socsam_opendata.minutes.sources.characters import text_lines
from socsam_opendata.minutes.sources.source import Source

COVER = "Fjällrådet\n\nTid och plats: tisdag 3 juni 2025 kl. 13.00\n\n"  # an invented body


def shape(text: str) -> Outline:
    """The outline of a text; every line has an owner afterwards."""
    lines, _ = text_lines(text)
    found = outline(Source("invented.md", "text/markdown", "", lines))
    assert len(found.owners) == len(lines)
    assert None not in found.owners, [n for n, o in enumerate(found.owners, 1) if o is None]
    return found


def titles(found: Outline) -> list[tuple[int, str]]:
    return [(p.number, p.title) for p in found.paragraphs]


def sections(paragraph: Paragraph) -> list[tuple[str, str | None]]:
    return [(block.section, block.heading) for block in paragraph.blocks]


CONTENTS = {
    "dotted leaders": "§ 1 Öppnande.....\t4\n§ 2 Val av justerare.......5\n",
    "spaces and page numbers": "§ 1 Öppnande      4\n§ 2 Val av justerare      5\n",
    "nothing but the headings": "§ 1 Öppnande\n§ 2 Val av justerare\n",
    "an ellipsis": "§ 1 Öppnande … 4\n§ 2 Val av justerare … 5\n",
    "a wrapped title": "§ 1 Öppnande.....4\n§ 2 Val av\njusterare.....5\n",
}


@pytest.mark.parametrize("how", CONTENTS)
@pytest.mark.parametrize("label", ["Innehållsförteckning", "Ärendelista", "Innehåll"])
def test_a_heading_in_the_contents_is_no_paragraph(how: str, label: str) -> None:
    text = f"{COVER}{label}\n\n{CONTENTS[how]}\n§ 1 Öppnande\n\nA.\n\n§ 2 Val av justerare\n\nB.\n"
    found = shape(text)
    assert titles(found) == [(1, "Öppnande"), (2, "Val av justerare")]
    assert [(e.number, e.title) for e in found.contents] == [
        (1, "Öppnande"),
        (2, "Val av justerare"),
    ]


def test_contents_with_leaders_need_no_label() -> None:
    found = shape(
        f"{COVER}§ 1 Öppnande.....4\n§ 2 Val.....5\n\n§ 1 Öppnande\n\nA.\n\n§ 2 Val\n\nB.\n"
    )
    assert titles(found) == [(1, "Öppnande"), (2, "Val")]
    assert len(found.contents) == 2


def test_a_single_paragraph_is_enough() -> None:
    assert titles(shape(f"{COVER}§ 7 Extra möte\n\nText.\n")) == [(7, "Extra möte")]


@pytest.mark.parametrize(
    "heading",
    ["§ 3 Val", "§3 Val", "## § 3 Val", "**§ 3 Val**", "### **§ 3** Val", "> § 3 Val", "KF § 3 Val",
     "§ 3. Val", "§ 3: Val", "§ 3\n\nVal", "§ 3\nVal", "## § 3\n\n## **Val**", "  § 3   Val  "],
)  # fmt: skip
def test_headings_of_paragraphs_are_read_however_marked(heading: str) -> None:
    assert titles(shape(f"{COVER}{heading}\n\nBeslut\n\nValet görs.\n")) == [(3, "Val")]


@pytest.mark.parametrize(
    ("heading", "title", "diary"),
    [
        ("§ 3 2026.272 KS\nVal", "Val", "2026.272 KS"),
        ("§ 3 Ärendenummer SLK-2026-00017\nVal", "Val", "SLK-2026-00017"),
        ("§ 3 Dnr KS 02-820 107\nVal", "Val", "KS 02-820 107"),
        ("§ 3 Val Dnr KS 2018/14", "Val", "KS 2018/14"),
        ("§ 3 KS-2026/00123\nVal", "Val", "KS-2026/00123"),
        ("§ 3 Val\nDnr: 2025/511", "Val", "2025/511"),
        ("§ 3 Val", "Val", None),
        ("§ 3 Val 2026", "Val 2026", None),
        ("§ 3 Val\nNn/2031:57   690", "Val", "Nn/2031:57"),
        ("§ 3\nVal\n\nNn/2031:57 041", "Val", "Nn/2031:57"),
        ("§ 3 SLK-2031-00583:45\nVal", "Val", "SLK-2031-00583:45"),
        ("§ 3 RS/699/2031\nVal", "Val", "RS/699/2031"),
        ("§ 3 Val av ombud                KS 2031-0123", "Val av ombud", "KS 2031-0123"),
        ("§ 3 Val av ombud (2031/KS0123)", "Val av ombud", "2031/KS0123"),
        ("§ 3 Budget för KS 2031-2033", "Budget för KS 2031-2033", None),
        ("§ 3 Val    KS 2031/12", "Val", "KS 2031/12"),
        ("§ 3 Val (KS 2031/12)", "Val", "KS 2031/12"),
        ("§ 3\n\nVal av ombud Nn/2031:57 106", "Val av ombud", "Nn/2031:57"),
        ("§ 3 Val SLK-2031-00583", "Val", "SLK-2031-00583"),
        ("§ 3 Svar på KS 2031/12", "Svar på KS 2031/12", None),
        (
            "§ 3 Val av ombud Dnr KS 2031/12\ntill stämman",
            "Val av ombud till stämman",
            "KS 2031/12",
        ),
        ("§ 3 Val (dnr KS 2031/12)", "Val", "KS 2031/12"),
        ("§ 3 Val (Diarienummer: 31/16)", "Val", "31/16"),
        ("§ 3 Val för läsåret (2031/2032)", "Val för läsåret (2031/2032)", None),
        ("§ 3 Val för läsåret\n2031/32", "Val för läsåret 2031/32", None),
        ("§ 3 Ärendenummer\nVal", "Val", None),
        ("§ 3 Diariet flyttar", "Diariet flyttar", None),
    ],
)
def test_a_diary_number_is_no_part_of_the_title(
    heading: str, title: str, diary: str | None
) -> None:
    (paragraph,) = shape(f"{COVER}{heading}\n\nBeslut\n\nValet görs.\n").paragraphs
    assert (paragraph.title, paragraph.diary_number) == (title, diary)


def test_a_wrapped_title_is_one() -> None:
    text = f"{COVER}§ 3 Budget för sam-\nverkan och e-\ncigaretter i\nFjällby\n\nBeslut\n\nJa.\n"
    (paragraph,) = shape(text).paragraphs
    assert paragraph.title.endswith("i Fjällby")
    assert (paragraph.first_line, paragraph.title_line) == (5, 8)


@pytest.mark.parametrize(
    "line",
    [
        "§ 9 framgår av bilagan och gäller till vidare.",
        "§ 2 i reglementet säger något annat.",
        "§ 1 gäller.",
        "§ 14 b hänvisar hit.",
    ],
)
def test_a_sign_that_begins_a_line_of_text_begins_no_paragraph(line: str) -> None:
    text = (
        f"{COVER}§ 3 Val\n\nBakgrund\n\nEn lång text som bryts så att\n{line}\n\n§ 4 Slut\n\nB.\n"
    )
    assert titles(shape(text)) == [(3, "Val"), (4, "Slut")]


def test_a_gap_in_the_numbers_is_kept() -> None:
    assert [n for n, _ in titles(shape(f"{COVER}§ 3 A\n\nA.\n\n§ 5 B\n\nB.\n"))] == [3, 5]


PART = "Bakgrund\n\nEn text om saken.\n\n"


def test_letters_with_sections_under_them_are_parts() -> None:
    text = f"{COVER}§ 3 Två saker\n\na) Den ena\n\n{PART}b) Den andra\n\n{PART}§ 4 Slut\n\nB.\n"
    first, second = shape(text).paragraphs
    assert [(p.part, p.title) for p in first.parts] == [("a", "Den ena"), ("b", "Den andra")]
    assert [sections(p) for p in first.parts] == [[("background", "Bakgrund")]] * 2
    assert first.blocks == ()
    assert second.parts == ()


def test_lettered_sentences_are_clauses() -> None:
    text = f"{COVER}§ 3 Formalia\n\n- a) Upprop genomförs\n- b) Dagordningen fastställs\n"
    (paragraph,) = shape(text).paragraphs
    assert paragraph.parts == ()
    (block,) = paragraph.blocks
    assert [(line.marker, line.bullet) for line in block.lines] == [("a", True), ("b", True)]


def test_letters_that_do_not_begin_with_a_are_no_parts() -> None:
    text = f"{COVER}§ 3 Sak\n\nc) Den tredje\n\n{PART}"
    assert shape(text).paragraphs[0].parts == ()


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Bakgrund", "background"), ("**Bakgrund**", "background"), ("## Bakgrund", "background"),
        ("Bakgrund:", "background"), ("BAKGRUND", "background"),
        ("Ärendebeskrivning", "background"),
        ("Sammanfattning och överväganden", "considerations"), ("Förslag till beslut", "proposal"),
        ("Fjällrådets beslut", "decision"), ("Beslut", "decision"), ("Beslutsgång", "procedure"),
        ("Kommunledningskontorets yttrande", "assessment"), ("Reservation", "reservation"),
        ("Protokollsanteckning", "note-to-minutes"), ("Expedieras till", "dispatch"),
    ],
)  # fmt: skip
def test_a_section_is_known_by_its_heading(heading: str, section: str) -> None:
    (paragraph,) = shape(f"{COVER}§ 3 Val\n\n{heading}\n\nEn text.\n").paragraphs
    assert [block.section for block in paragraph.blocks] == [section]
    assert paragraph.blocks[0].known


def test_a_heading_that_no_list_knows_is_kept_and_marked() -> None:
    body = "Det här är en text som är så lång att den inte kan vara någon rubrik alls."
    (paragraph,) = shape(f"{COVER}§ 3 Val\n\nUtblick mot fjällen\n\n{body}\n").paragraphs
    (block,) = paragraph.blocks
    assert (block.section, block.heading, block.known) == ("text", "Utblick mot fjällen", False)


@pytest.mark.parametrize(
    ("lead", "decides"),
    [
        ("Fjällrådet beslutar:", True),
        ("Fjällrådet beslutar att", True),
        ("Fjällrådet beslutar följande:", True),
        ("Dalrådet beslutade:", False),
        ("Fjällrådet beslutar när alla är samlade.", False),
    ],
)
def test_only_the_body_itself_leads_in_a_decision(lead: str, decides: bool) -> None:
    (paragraph,) = shape(f"{COVER}§ 3 Val\n\nBakgrund\n\n{lead}\n\n1. Att välja Ida.\n").paragraphs
    assert ("decision" in [b.section for b in paragraph.blocks]) is decides


LABELS = {
    "on one line": "Justeringens tid och plats: digitalt",
    "over two lines": "Justeringens tid\noch plats: digitalt",
    "bold over two lines": "**Justeringens tid\noch plats:**\n\ndigitalt",
    "value below": "Justeringens tid och plats:\ndigitalt",
    "value far to the right": "Justeringens tid och plats       digitalt",
    "other order": "Justeringens plats och tid digitalt",
}


@pytest.mark.parametrize("how", LABELS)
def test_a_label_of_the_cover_is_read_however_it_wraps(how: str) -> None:
    found = shape(f"{COVER}{LABELS[how]}\n\nParagrafer: 3\n\n§ 3 Val\n\nText.\n")
    blocks = {
        block.label: [line.text for line in block.lines if line.text] for block in found.cover
    }
    assert blocks["adjustment"] == ["digitalt"]
    assert blocks["paragraphs"] == ["3"]


@pytest.mark.parametrize(
    "noise",
    ["Sida 3 av 12", "3 (21)", "12(21)", "Page 1 of 2", "_______", ".........", "Justerandes sign",
     "Utdragsbestyrkande", "==> picture [1] intentionally omitted <==", "Justerandes sign ...."],
)  # fmt: skip
def test_page_noise_is_ignored_for_a_reason_and_breaks_no_sentence(noise: str) -> None:
    text = f"{COVER}§ 3 Val\n\nBakgrund\n\nEn text som går över\n{noise}\ntvå sidor.\n"
    found = shape(text)
    owner = found.owners[text.splitlines().index(noise)]
    assert owner is not None
    assert owner.state == "ignored"
    assert owner.what != "blank line"
    (block,) = found.paragraphs[0].blocks
    assert noise not in running_text(entries(block.lines))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("**fet** och *kursiv*", "fet och kursiv"),
        ("## Rubrik", "Rubrik"),
        ("> > citat", "citat"),
        ("rad ett<br>rad två", "rad ett rad två"),
        ("* punkt", "* punkt"),
        ("snake_case och __fet__", "snake_case och fet"),
        ("slutar med brytning\\", "slutar med brytning"),
        ("5 \\* 3", "5 \\* 3"),
    ],
)
def test_markup_is_no_text(raw: str, text: str) -> None:
    assert unmarked(raw) == text


def test_a_list_reads_as_a_list() -> None:
    (paragraph,) = shape(
        f"{COVER}§ 3 Val\n\nBakgrund\n\nFörst detta:\n\n1. ett\n2. två\nsom går vidare\n\n- tre\n"
    ).paragraphs
    found = entries(paragraph.blocks[0].lines)
    assert [e.marker for e in found] == [None, "1", "2", None]
    assert running_text(found) == "Först detta:\n\n1. ett\n2. två som går vidare\n- tre"


@pytest.mark.parametrize("text", ["Fjällrådet\n\nText utan paragrafer.\n", "12 § lagen gäller\n"])
def test_a_document_without_paragraphs_is_all_cover(text: str) -> None:
    found = shape(text)
    assert (found.paragraphs, found.contents) == ((), ())
    assert len(found.owners) == len(found.lines)


LINES = st.sampled_from([
    "", "§ 1 A", "§ 2 B", "§ 3 C.....4", "Innehållsförteckning", "Bakgrund", "Beslut", "a) Sak",
    "b) Sak", "1. Att godkänna", "- Att anta", "Fjällrådet beslutar:", "Deltagare", "(beslutande):",
    "Ida Höstmo (S)", "Justeras av:", "Sekreterare", "Sida 1 av 2", "Föredragande: Ida Höstmo",
    "En löpande text.", "Paragrafer: 1-2", "**Fet**", "| tabell | rad |",
])  # fmt: skip


@given(st.lists(LINES, max_size=30))
def test_every_line_has_exactly_one_owner_whatever_the_order(lines: list[str]) -> None:
    """The outline never gives a line two owners and never leaves one without."""
    for end in (["§ 9 Slut", "", "Text."], []):
        found = shape("\n".join([*COVER.splitlines(), *lines, *end]))
        assert len(found.owners) == len(found.lines)


def test_a_running_header_names_the_body_and_is_no_text() -> None:
    page = "Utdragsbestyrkande\n\n{}\nFjällrådet\nProtokoll\n2025-06-03\n\n"
    text = "Fjällrådet\n2025-06-03\n\nBeslutande Ida Höstmo (S)\n\n" + "".join(
        f"{page.format(f'{n} (4)')}§ {n} Sak\n\nBakgrund\n\nText {n} som går vidare\n"
        f"{page.format(f'{n} (4)')}på nästa sida, {n}.\n\n"
        for n in (2, 3, 4)
    )
    found = shape(text)
    assert [line.text for line in found.title] == ["Fjällrådet", "2025-06-03"]
    assert {line.text for line in found.headers} == {"Fjällrådet", "Protokoll", "2025-06-03"}
    for n, paragraph in zip((2, 3, 4), found.paragraphs, strict=True):
        (block,) = paragraph.blocks
        assert block.section == "background"
        text = running_text(entries(block.lines))
        assert text == f"Text {n} som går vidare på nästa sida, {n}."


def test_a_heading_that_stands_on_every_page_by_chance_is_kept() -> None:
    """What is printed at the edge of few pages is text."""
    text = COVER + "".join(
        f"{n} (9)\n\n§ {n} Sak\n\nBakgrund\n\nText {n}.\n\n" for n in range(1, 8)
    )
    found = shape(text)
    assert len(found.paragraphs) == 7
    assert all(sections(p) == [("background", "Bakgrund")] for p in found.paragraphs)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("| § 1 | Öppnande | 4 |", "§ 1    Öppnande    4"),
        ("|a||", "a"),
        ("_Expedieras till:_ Ida", "Expedieras till: Ida"),
    ],
)
def test_cells_of_a_table_stand_apart_and_underlining_is_no_text(row: str, text: str) -> None:
    assert unmarked(row) == text


def test_front_matter_says_nothing_of_the_meeting() -> None:
    found = shape(f'---\nnamnd: "Dalrådet"\ndatum: 2024-01-01\n---\n\n{COVER}§ 3 Val\n\nText.\n')
    assert [owner.what for owner in found.owners[:4] if owner] == ["front matter"] * 4
    assert [line.text for line in found.title] == ["Fjällrådet"]


def test_a_cover_run_together_is_divided_at_its_labels() -> None:
    cover = (
        "Plats och tid Stora salen i Fjällby, kl. 08:15 – 12.15 Beslutande Ida Höstmo (S) "
        "ordförande Tor Ekmo (M) Justeringens plats och tid digitalt Paragrafer 1 - 3 "
        "Underskrifter Sekreterare Bo Myr Ordförande Ida Höstmo Justerande Tor Ekmo"
    )
    found = shape(f"Fjällrådet 2025-06-03\n\n{cover}\n\n§ 1 Val\n\nText.\n")
    assert [block.label for block in found.cover] == [
        "time-and-place", "members", "adjustment", "paragraphs", "signatures",
    ]  # fmt: skip
    assert [line.text for line in found.cover[-1].lines] == [
        "Sekreterare Bo Myr", "Ordförande Ida Höstmo", "Justerande Tor Ekmo",
    ]  # fmt: skip


def test_a_label_in_a_second_column_does_not_end_the_first() -> None:
    found = shape(
        "Fjällrådet\n\nPlats och tid     Stora salen      Paragrafer    §§ 1-3\n"
        "                  2025-06-03\n\n§ 1 Val\n\nText.\n"
    )
    blocks = {block.label: [line.text for line in block.lines] for block in found.cover}
    assert blocks == {"time-and-place": ["Stora salen", "2025-06-03"], "paragraphs": ["§§ 1-3"]}


def test_a_title_that_begins_before_its_number_in_the_contents_is_whole() -> None:
    listed = "§ 1 Öppnande\nRiktlinjer för arvode –\n§ 2\nrevidering\n§ 3 Val\n\n"
    body = "§ 1 Öppnande\n\nA.\n\n§ 2\nRiktlinjer för arvode –\nrevidering\n\nB.\n\n§ 3 Val\n\nC.\n"
    found = shape(f"{COVER}{listed}{body}")
    assert [e.title for e in found.contents] == [p.title for p in found.paragraphs]


# --- titles that are words of sections, decisions without a lead-in -------------------------------


@pytest.mark.parametrize("word", ["Information och överläggningar", "Dialog", "Diskussion"])
def test_a_word_of_sections_that_names_an_item_is_its_title_where_none_stands_above(
    word: str,
) -> None:
    found = shape(f"{COVER}§ 7\n\n{word}\n\nA/ Snö\nB/ Is\n\n§ 8 Skidor\n\n{word}\n\nDe är nya.\n")
    assert titles(found) == [(7, word), (8, "Skidor")]
    assert (sections(found.paragraphs[1]))[-1][1] == word


@pytest.mark.parametrize("word", ["Beslut", "Bakgrund", "Yrkanden", "Förslag till beslut"])
def test_any_other_word_of_sections_is_none(word: str) -> None:
    assert titles(shape(f"{COVER}§ 7\n\n{word}\n\nSnön är djup.\n")) == [(7, "")]


@pytest.mark.parametrize("said", [
    "att anta planen för snö", "att uppdra åt kansliet att skotta", "att bevilja 5 000 kronor",
])  # fmt: skip
def test_what_is_to_be_done_decides_where_nothing_else_stands_below_the_title(said: str) -> None:
    found = shape(f"{COVER}§ 7 Snö\n\n{said}\n\natt godkänna listan\n")
    blocks = [(b.section, [line.text for line in b.lines]) for b in found.paragraphs[0].blocks]
    assert [b for b in blocks if b[1]] == [
        ("decision", [said]), ("decision", ["att godkänna listan"])
    ]  # fmt: skip


@pytest.mark.parametrize("text", [
    "Tora Ek vill\n\natt anta planen",
    "Yrkanden\n\natt anta planen",
    "att anta planen\n\nFjällrådet beslutar\n\natt avslå motionen",
    "att anta planen\n\nFjällrådet beslutar att avslå motionen.",
    "att anta planen\n\nBeslut\n\nMotionen avslås.",
    "att kommunen inför skidspår",
    "att snön är djup",
])  # fmt: skip
def test_nor_does_it_below_or_above_anything_else(text: str) -> None:
    found = shape(f"{COVER}§ 7 Snö\n\n{text}\n")
    decided = [
        line.text for b in found.paragraphs[0].blocks if b.section == "decision" for line in b.lines
    ]
    assert not {"att anta planen", text} & {*decided}


WIDE = "Snön föll hela natten över fjället och vägarna var stängda ända till dess att\n"


def clauses(text: str, wide: str = WIDE + "det blev ljust.") -> list[str]:
    found = shape(f"{COVER}§ 7 Snö\n\n{wide}\n\nBeslut\n\nFjällrådet beslutar\n{text}\n")
    (block,) = (b for b in found.paragraphs[0].blocks if b.section == "decision" and b.lines)
    return [e.text for e in clause_entries(block.lines, text_width(found.lines))]


@pytest.mark.parametrize("said", [
    ["att anta planen", "att skotta taken", "att avsluta ärendet"],
    ["Att anta planen för snö", "Att kostnaden, 4 000 kronor, tas ur kassan."],
    ["att uppdra åt kansliet att skotta", "att godkänna listan"],
])  # fmt: skip
def test_short_lines_that_begin_alike_are_clauses_each(said: list[str]) -> None:
    assert clauses("\n".join(said)) == said


@pytest.mark.parametrize("said", [
    "att uppdra åt kansliet\natt skotta taken",
    "att föreslå fullmäktige\natt anta planen",
    "att be byn om tillstånd för\natt skotta taken",
    "att planen antas av byarna i hela det norra fjällområdet under de närmaste åren\natt gälla",
])  # fmt: skip
def test_a_line_that_wants_what_follows_goes_on(said: str) -> None:
    assert clauses(said) == [" ".join(said.split("\n"))]


def test_lines_of_a_narrow_text_go_on_unless_they_are_short() -> None:
    narrow = "\n".join(
        ["Snön föll hela natten", "över fjället och alla", "vägarna var stängda", "i dagar."]
    )
    assert clauses("att skotta taken\natt sanda", narrow) == ["att skotta taken att sanda"]
    assert clauses("att sanda\natt skotta", narrow) == ["att sanda", "att skotta"]


@pytest.mark.parametrize("above", ["Tora Ek informerar.", "Är snön djup?", ""])
def test_a_sentence_that_begins_a_line_decides(above: str) -> None:
    text = f"{COVER}§ 7 Snö\n\n{above}\nFjällrådet beslutar att skotta taken.\n"
    blocks = [
        (b.section, [line.text for line in b.lines]) for b in shape(text).paragraphs[0].blocks
    ]
    assert ("decision", ["Fjällrådet beslutar att skotta taken."]) in blocks


@pytest.mark.parametrize("text", [
    "Tora Ek ser helst att\nFjällrådet beslutar att skotta taken.",
    "Yrkanden\n\nTora Ek har en åsikt.\nFjällrådet beslutar att skotta taken.",
    "Tora Ek informerar.\nByrådet beslutar att skotta taken.",  # another body
])  # fmt: skip
def test_what_only_tells_of_a_decision_decides_nothing(text: str) -> None:
    found = shape(f"{COVER}§ 7 Snö\n\n{text}\n")
    assert "decision" not in {b.section for b in found.paragraphs[0].blocks}


@pytest.mark.parametrize("said", [
    "Fjällrådet godkänner listan.", "Fjällrådet lägger listan till handlingarna.",
    "Fjällrådet antar planen för snö och is\ni hela fjället.",
])  # fmt: skip
def test_an_item_that_ends_with_its_body_acting_decides(said: str) -> None:
    found = shape(f"{COVER}§ 7 Snö\n\nTora Ek informerar.\n\n{said}\n_____\n\n§ 8 Is\n\nA.\n")
    decided = [b for b in found.paragraphs[0].blocks if b.section == "decision"]
    assert [" ".join(line.text for line in b.lines) for b in decided] == [
        " ".join(said.split("\n"))
    ]


@pytest.mark.parametrize("text", [
    "Fjällrådet beviljar bidrag.\n\nTora Ek informerar.",  # at all times
    "Byrådet godkänner listan.",
    "Fjällrådet ansvarar för att bevilja bidrag.",
    "Fjällrådet har godkänt listan.",
    "Fjällrådet godkänner listan, säger Tora Ek. Det är allt",
    "Bakgrund\n\nFjällrådet godkänner listan.",
])  # fmt: skip
def test_what_a_body_does_otherwise_is_no_decision(text: str) -> None:
    found = shape(f"{COVER}§ 7 Snö\n\n{text}\n")
    assert "decision" not in {b.section for b in found.paragraphs[0].blocks}


def test_a_rule_of_signs_is_no_text() -> None:
    found = shape(f"{COVER}§ 7 Snö\n\nDen är djup.\n_____\n\n§ 8 Is\n\nA.\n")
    texts = [line.text for block in found.paragraphs[0].blocks for line in block.lines]
    assert [text for text in texts if text] == ["Den är djup."]


def test_sentences_of_one_subject_on_lines_of_their_own_are_clauses_each() -> None:
    said = ["Fjällrådet antar planen för", "snö.", "Fjällrådet uppdrar åt Tora Ek att skotta."]
    assert clauses("\n".join(said)) == [" ".join(said[:2]), said[2]]
    other = ["Planen antas.", "Den gäller i två år."]
    assert clauses("\n".join(other)) == [" ".join(other)]


NUMBERED = "Fjällrådets skidutskott\nProtokoll 2031-03-04\n\n"


def test_numbers_with_points_that_go_on_from_before_are_headings_with_text_right_below() -> None:
    items = [
        "31. Snö\nDen är djup.",
        "32. Is\nSU beslutar\n- att sanda\n",
        "33. Väg\nDen är smal.",
        "34. Nästa möte\nI maj.",
    ]
    found = shape(NUMBERED + "\n\n".join(items) + "\n")
    assert titles(found) == [(31, "Snö"), (32, "Is"), (33, "Väg"), (34, "Nästa möte")]
    assert found.inferred
    assert "decision" in {b.section for b in found.paragraphs[1].blocks}


@pytest.mark.parametrize("items", [
    ["1. Snö\nDen är djup.", "2. Is\nDen är hal.", "3. Väg\nDen är smal."],  # a list begins so
    ["31. Snö\nDen är djup.", "32. Is\nDen är hal."],
    ["31. Snön är djup.\nJa.", "32. Isen är hal.\nJa.", "33. Vägen är smal.\nJa."],
    ["31. Tid\nkl. 9", "32. Plats\nTornet", "33. Snö\nDen är djup."],  # a cover
])  # fmt: skip
def test_other_numbers_with_points_are_none(items: list[str]) -> None:
    assert shape(NUMBERED + "\n\n".join(items) + "\n").paragraphs == ()


@pytest.mark.parametrize(("letters", "ours"), [("SU", True), ("FR", True), ("BU", False)])
def test_letters_of_a_word_of_the_title_are_the_body(letters: str, ours: bool) -> None:
    found = shape(f"{NUMBERED}§ 1 Snö\n\n{letters} beslutar att skotta taken.\n")
    assert ("decision" in {b.section for b in found.paragraphs[0].blocks}) is ours


@pytest.mark.parametrize("label", ["Expedieras", "Sändlista", "För kännedom", "Beslutet delges"])
def test_who_is_told_of_a_decision_is_no_clause_of_it(label: str) -> None:
    found = shape(f"{COVER}§ 7 Snö\n\nBeslut\n\nTaken skottas.\n\n{label}: Byrådet\n")
    blocks = [
        (b.section, [line.text for line in b.lines if line.text])
        for b in found.paragraphs[0].blocks
    ]
    assert blocks[-2:] == [("decision", ["Taken skottas."]), ("dispatch", ["Byrådet"])]


@pytest.mark.parametrize("heading", [
    "Yrkanden och beslutsgång", "Yrkanden/beslutsgång", "Reservationer och särskilda yttranden:",
    "Reservation samt särskilt yttrande",
])  # fmt: skip
def test_a_heading_of_two_sections_ends_the_decision(heading: str) -> None:
    """Right below the last point, without an empty line."""
    found = shape(
        "Nämnden\n\n§ 1 Vägar\n\nBeslut\n1. Nämnden lagar vägarna.\n"
        f"{heading}\nBo Ek (S) säger annat.\n\n§ 2 Val\n\nB.\n"
    )
    text, *below = [block for block in found.paragraphs[0].blocks if block.heading]
    assert [line.text for line in text.lines] == ["Nämnden lagar vägarna."]
    assert [block.heading for block in below] == [heading.rstrip(":")]


def test_a_line_of_two_things_that_are_no_sections_is_text() -> None:
    found = shape(
        "Nämnden\n\n§ 1 Vägar\n\nBeslut\n1. Nämnden lagar vägarna,\nBroar och beslut\n\n"
        "§ 2 Val\n\nB.\n"
    )
    (block,) = [block for block in found.paragraphs[0].blocks if block.heading]
    assert [line.text for line in block.lines] == ["Nämnden lagar vägarna,", "Broar och beslut"]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("en plan för landsbygds-", "utveckling", "en plan för landsbygdsutveckling"),
        ("för barn-", "och ungdomsnämnden", "för barn- och ungdomsnämnden"),
        ("en e-", "tjänst", "en e-tjänst"),
        ("till Anna-", "Lisa", "till Anna-Lisa"),
        ("den 3 mars -", "alla dagar", "den 3 mars - alla dagar"),
        ("en rad", "och en till", "en rad och en till"),
    ],
)
def test_a_word_that_a_hyphen_divides_at_the_end_of_a_line_is_whole(
    above: str, below: str, whole: str
) -> None:
    assert run_on(above, below) == whole
    (found,) = entries([Line(1, above), Line(2, below)])
    assert found.text == whole


def test_headings_of_sections_in_the_margin_head_what_stands_beside_them() -> None:
    found = shape(
        COVER + "§ 7 Vägar i norr\n\n"
        "Beslut          Sagorådet beslutar att laga vägarna, och att det\n"
        "                ska göras innan tjälen kommer.\n\n"
        "Bakgrund        Vägarna är gamla.\n\n"
        "Ärende-         Några vägar är\n"
        "beskrivning     gamla.\n\n"
        "Expedieras      Tekniska kontoret i Sagby\n"
    )
    (paragraph,) = found.paragraphs
    assert sections(paragraph) == [
        ("decision", "Beslut"),
        ("background", "Bakgrund"),
        ("background", "Ärendebeskrivning"),
        ("dispatch", "Expedieras"),
    ]
    assert [entry.text for block in paragraph.blocks for entry in block.entries] == [
        "Sagorådet beslutar att laga vägarna, och att det ska göras innan tjälen kommer.",
        "Vägarna är gamla.", "Några vägar är gamla.", "Tekniska kontoret i Sagby",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Förening        Belopp        Beslut\nSagby byalag    300 kr        Avslag\n",
        "Beslut          Datum för nästa år\nVägar           2031-03-05\n",
    ],
)
def test_columns_of_a_table_are_no_headings_in_the_margin(text: str) -> None:
    (paragraph,) = shape(f"{COVER}§ 7 Vägar i norr\n\n{text}").paragraphs
    assert [section for section, _ in sections(paragraph)] == ["text"]


def test_a_heading_with_its_diary_number_right_below_a_list_is_one() -> None:
    found = shape(
        f"{COVER}§ 7 Vägar\n\nBeslut\n- att laga vägarna\n- att måla broarna\n"
        "§ 8 Taxa\nDnr SR 2031/8\nBeslut\nTaxan antas.\n"
    )
    assert titles(found) == [(7, "Vägar"), (8, "Taxa")]


def _signs_read(lines: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many characters the patterns of hyphens and of acting bodies are given for a paragraph
    of so many lines."""
    counted = [0]

    class Counting:
        def __init__(self, pattern: re.Pattern[str]) -> None:
            self._pattern = pattern

        def search(self, text: str) -> re.Match[str] | None:
            counted[0] += len(text)
            return self._pattern.search(text)

        def match(self, text: str) -> re.Match[str] | None:
            counted[0] += len(text)
            return self._pattern.match(text)

    with monkeypatch.context() as patch:
        for module, name in ((lines_module, "_HALF"), (lines_module, "_DIVIDED"),
                             (deciding_lines, "_ACTS")):  # fmt: skip
            patch.setattr(module, name, Counting(getattr(module, name)))
        text = "Vägarna i norr lagas av den som bor där och vill det.\n" * lines
        found = shape(f"{COVER}§ 1 Vägar\n\n{text}\n§ 2 Broar\n\n{text}")
        assert [len(one.blocks[0].entries) for one in found.paragraphs] == [1, 1]
    return counted[0]


def test_a_long_paragraph_is_read_in_time_that_grows_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    short, long = (_signs_read(lines, monkeypatch) for lines in (100, 400))
    assert short > 0
    assert long < 6 * short

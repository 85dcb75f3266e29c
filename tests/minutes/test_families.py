"""Families of headings: how the number of a paragraph is printed, and what only looks like one."""

from __future__ import annotations

import pytest
from test_outline import COVER, shape, titles

from socsam_opendata.minutes.layout.families import Heading, heading_families
from socsam_opendata.minutes.layout.lines import read_line

RANGED = "Skogsrådet\n\nTid: tisdag 3 juni 2025 kl. 13.00\n{paragraphs}\n\n"
BARE = "{a}Val av justerare\n\nTora utses.\n\n{b}Vägar i norr\n\nVägarna lagas.\n"


def test_a_family_reads_what_it_says_it_prints() -> None:
    for family in heading_families():
        found = family.heading(read_line(1, family.prints))
        assert found == Heading(12, "Rubrik", None, 12), family.prints


@pytest.mark.parametrize("sign", ["{} §", "{}§", "## {} §", "**{} §**", "RN {} §"])
def test_the_sign_may_stand_behind_the_number(sign: str) -> None:
    text = COVER + "\n".join(
        f"{sign.format(n)}\n{title}\n\nSaken redovisas.\n"
        for n, title in ((33, "Val av justerare"), (34, "Dagordningen"))
    )
    assert titles(shape(text)) == [(33, "Val av justerare"), (34, "Dagordningen")]


def test_a_title_stands_behind_the_number_too() -> None:
    found = shape(f"{COVER}33 § Val\n\nA.\n\n34 § Vägar i\nnorra delen\n\nB.\n")
    assert titles(found) == [(33, "Val"), (34, "Vägar i norra delen")]


def test_a_section_of_a_law_at_the_start_of_a_line_is_no_heading() -> None:
    found = shape(
        f"{COVER}§ 1 Öppnande\n\nEnligt 5 kap.\n2 § Kommunallagen gäller detta.\n\n"
        "2 § kommunallagen säger mer.\n\n§ 2 Val\n\nB.\n"
    )
    assert titles(found) == [(1, "Öppnande"), (2, "Val")]


@pytest.mark.parametrize("number", ["{} ", "{}. ", "## {} ", "{}) ", "RN {} ", "RN {}. "])
@pytest.mark.parametrize("said", ["Paragrafer: 12 – 13", "§§ 12-13", "Paragraferna 12 och 13"])
def test_bare_numbers_are_headings_where_the_cover_says_which_there_are(
    number: str, said: str
) -> None:
    body = BARE.format(a=number.format(12), b=number.format(13))
    found = shape(RANGED.format(paragraphs=said) + body)
    assert titles(found) == [(12, "Val av justerare"), (13, "Vägar i norr")]


def test_bare_numbers_are_headings_where_the_contents_have_them() -> None:
    contents = "Ärendelista\n\n12. Val av justerare ..... 3\n13. Vägar i norr ..... 4\n\n"
    found = shape(COVER + contents + BARE.format(a="12. ", b="13. "))
    assert titles(found) == [(12, "Val av justerare"), (13, "Vägar i norr")]
    assert [e.number for e in found.contents] == [12, 13]


@pytest.mark.parametrize("said", ["Paragrafer: 12-14", "Paragrafer: 1-2"])
def test_bare_numbers_that_the_cover_denies_are_nothing(said: str) -> None:
    assert shape(RANGED.format(paragraphs=said) + BARE.format(a="12 ", b="13 ")).paragraphs == ()


@pytest.mark.parametrize("number", ["{} ", "{}. ", "Skn {} ", "Skn {} Dnr SK 2026/{}\n\n"])
@pytest.mark.parametrize("said", ["", "Sidor 12-13"])
def test_numbers_that_go_on_and_stand_apart_are_inferred(number: str, said: str) -> None:
    body = BARE.format(a=number.format(12, 7), b=number.format(13, 8))
    found = shape(RANGED.format(paragraphs=said) + body)
    assert titles(found) == [(12, "Val av justerare"), (13, "Vägar i norr")]
    assert found.inferred


@pytest.mark.parametrize(
    "body",
    [
        BARE.format(a="12 ", b="14 "),  # one is missing
        "12 Val av justerare\n\nTora utses.\n",  # one alone
        "12 Val av justerare\nTora utses.\n\n13 Vägar i norr\nVägarna lagas.\n",
        "1 Plats och tid Storby, kl 9\n\n2 Sekreterare Tora Ek\n",  # numbers of pages
        f"1 {'Sida ett ' * 30}\n\n2 {'Sida två ' * 30}\n",
    ],
)
def test_other_numbers_are_no_headings(body: str) -> None:
    assert shape(COVER + body).paragraphs == ()


def test_a_table_of_contents_of_one_entry_is_no_paragraph() -> None:
    found = shape(
        f"{COVER}§ 12   Vägar i norr\n\n\n§ 12 2026.014 SN\n\nVägar i norr\n\nBeslut\n\nA.\n"
    )
    assert titles(found) == [(12, "Vägar i norr")]
    assert [(entry.number, entry.title) for entry in found.contents] == [(12, "Vägar i norr")]


def test_a_title_may_begin_above_its_number_in_the_contents() -> None:
    listed = "        Plan för vägarna i norr\n§ 12\n        beslut om antagande\n\n\n"
    found = shape(
        f"{COVER}{listed}§ 12\n\nPlan för vägarna i norr\nbeslut om antagande\n\nBeslut\n\nA.\n"
    )
    assert titles(found) == [(12, "Plan för vägarna i norr beslut om antagande")]
    owned = {line.text for line, owner in zip(found.lines, found.owners, strict=True)
             if owner and owner.what == "table of contents"}  # fmt: skip
    assert owned == {"Plan för vägarna i norr", "§ 12", "beslut om antagande"}


def test_the_same_paragraph_twice_with_a_decision_between_is_no_table_of_contents() -> None:
    found = shape(f"{COVER}§ 12 Val\n\nBeslut\n\n§ 12 Val\n\nTora utses.\n")
    assert found.contents == ()


def test_a_number_alone_behind_a_bullet_is_a_heading() -> None:
    """As programs write Markdown of what they take for a list."""
    found = shape(
        f"{COVER}§ 44\n\nVal\n\nA.\n\n- § 45\n\nVägar\n\nB.\n\n- § 46 i lagen\n\n- § 47\n- § 48\n"
    )
    assert titles(found) == [(44, "Val"), (45, "Vägar")]


def test_a_sign_in_a_wrapped_list_is_no_heading() -> None:
    text = "§ 12 Meddelanden\n\n- Utdrag från styrelsen\n§ 67 Riktlinjer\n- Rapport\n\n"
    text += "§ 13 Val\n\nB.\n"
    assert titles(shape(COVER + text)) == [(12, "Meddelanden"), (13, "Val")]


def test_points_of_a_list_are_no_headings_beside_signs() -> None:
    points = "\n\n".join(f"{n}. Punkt nummer {n}" for n in range(1, 6))
    found = shape(f"{COVER}§ 1 Öppnande\n\n{points}\n\n§ 2 Val\n\nB.\n")
    assert titles(found) == [(1, "Öppnande"), (2, "Val")]


TITLES = {
    "a sentence below": ("Vägar i norr\nVägarna i norr lagas.\n", "Vägar i norr"),
    "a sentence over lines": (
        "Vägar i norr\nBert Skogman berättar om vägarna\ni norr.\n", "Vägar i norr",
    ),
    "a preposition": ("Fråga från\nBert Skogman om vägar\n\nHan frågar.\n",
                      "Fråga från Bert Skogman om vägar"),
    "a small letter": ("Vägar i norr\noch i söder\n\nDe lagas.\n", "Vägar i norr och i söder"),
    "a name broken in two": ("Motion om vägar - Bert\nSkogman (S)\nBeslut\nDen avslås.\n",
                             "Motion om vägar - Bert Skogman (S)"),
}  # fmt: skip


@pytest.mark.parametrize("how", TITLES)
def test_a_title_ends_where_a_sentence_begins(how: str) -> None:
    text, title = TITLES[how]
    assert titles(shape(f"{COVER}§ 12\n{text}")) == [(12, title)]


@pytest.mark.parametrize("printed", [
    "§ {}/2031 ", "§ {}/31 ", "§ 2031:{} ", "§ 2031/{} ", "Paragraf {} ", "PARAGRAF {}: ",
    "Ärende {} – ", "Ärende {}: ", "Ärendepunkt {} ", "Dagordningspunkt {} ", "RN-{} ", "RN–{}. ",
])  # fmt: skip
def test_years_words_and_letters_around_a_number_are_none_of_the_title(printed: str) -> None:
    body = BARE + "\n{c}Övrigt\n\nB.\n"
    told = dict(zip("abc", map(printed.format, (3, 4, 5)), strict=True))
    found = shape("Skogsrådet\n\nTid: tisdag 3 juni 2031 kl. 13.00\n\n" + body.format(**told))
    assert titles(found) == [(3, "Val av justerare"), (4, "Vägar i norr"), (5, "Övrigt")]


def test_an_item_that_a_text_begins_with_is_no_heading_beside_signs() -> None:
    text = (
        f"{COVER}§ 1 Öppnande\n\nÄrende 2 på dagordningen utgår.\n\n"
        "Paragraf 3 i stadgarna gäller.\n\nKS-2 är ett rum.\n\n§ 2 Val\n\nB.\n"
    )
    assert titles(shape(text)) == [(1, "Öppnande"), (2, "Val")]


@pytest.mark.parametrize(("printed", "number"), [
    ("Dnr 2031/12 ", "2031/12"), ("KS/2031:12 ", "KS/2031:12"), ("RS 2031/12, ", "RS 2031/12"),
    ("2031/12   ", "2031/12"), ("(Dnr KS 2031/12) ", "KS 2031/12"), ("Dnr: KS-2031-00012 – ",
     "KS-2031-00012"),
])  # fmt: skip
def test_a_diary_number_before_the_title_is_none_of_it(printed: str, number: str) -> None:
    found = shape(f"{COVER}§ 1 {printed}Val av justerare\n\nTora utses.\n\n§ 2 Vägar\n\nB.\n")
    first, second = found.paragraphs
    assert (first.title, first.diary_number) == ("Val av justerare", number)
    assert (second.title, second.diary_number) == ("Vägar", None)


@pytest.mark.parametrize("title", ["2031/32 Års plan", "2030/31 Läsåret", "2031 Budget"])
def test_years_before_a_title_are_of_it(title: str) -> None:
    found = shape(f"{COVER}§ 1 {title}\n\nTora utses.\n\n§ 2 Vägar\n\nB.\n")
    assert (found.paragraphs[0].title, found.paragraphs[0].diary_number) == (title, None)


AROUND_TITLES = (
    "§ 41 Vägar i norr; {n}", "§ 41 Vägar i norr – {n}", "§ 41 Vägar i norr, {n}",
    "§ 41 Vägar i norr [{n}]", "§ 41\nÄrende: Vägar i norr\nDnr: {n}",
    "§ 41\nÄrende\nVägar i norr\nDnr {n}", "§ 41 (AU § 12) Vägar i norr\n{n}",
    "§ 41\nRNAU § 12\nVägar i norr\n{n}", "RN AU § 41   Vägar i norr   Dnr {n}",
    "§ 41 {n} Vägar i norr", "§ 41 AU §§ 12, 14, Vägar i norr\n{n}",
)  # fmt: skip


@pytest.mark.parametrize("printed", AROUND_TITLES)
@pytest.mark.parametrize("number", ["RN 2031/77", "RN-2031-00077"])
def test_what_stands_around_a_title_is_none_of_it(printed: str, number: str) -> None:
    heading = printed.format(n=number)
    found = shape(f"{COVER}{heading}\n\nBeslut\nTora utses.\n\n§ 42 Broar\n\nB.\n")
    first, second = found.paragraphs
    assert (first.number, first.title, first.diary_number) == (41, "Vägar i norr", number)
    assert (second.number, second.title, second.diary_number) == (42, "Broar", None)


@pytest.mark.parametrize("title", [
    "AU § 12 återremitteras", "Ärenden: vägar", "Budget – 2031/32", "Lista, 2030/31",
])  # fmt: skip
def test_a_title_that_only_looks_so_is_left(title: str) -> None:
    found = shape(f"{COVER}§ 41 {title}\n\nBeslut\nTora utses.\n\n§ 42 Broar\n\nB.\n")
    assert (found.paragraphs[0].title, found.paragraphs[0].diary_number) == (title, None)

"""Headers of pages that no sign of a page tells: the head of the document again, and a number."""

from __future__ import annotations

import pytest
from test_outline import COVER, shape, titles

from socsam_opendata.minutes.layout.furniture import ignored_lines
from socsam_opendata.minutes.layout.outline import outline
from socsam_opendata.minutes.sources.characters import page_starts, text_lines
from socsam_opendata.minutes.sources.source import Source

HEAD = "GRANBY STAD      Protokoll      Nr {nr}/2016\nSkogsrådet      {page}/2016\n\n"
PAGES = [
    "NÄRVARANDE\n\nTora Ek\n\n",
    "Tora Ek hälsade\nvälkommen.\n\n",
    "Lars Al tackade.\n\n",
]


def headers(text: str) -> list[str]:
    lines = text.splitlines()
    return [lines[i] for i in sorted(ignored_lines(lines, (), ()))]


def test_the_head_of_a_document_that_comes_again_and_counts_pages_is_a_header() -> None:
    text = "".join(HEAD.format(nr=5, page=98 + n) + page for n, page in enumerate(PAGES))
    assert headers(text) == [
        "GRANBY STAD      Protokoll      Nr 5/2016", "Skogsrådet      99/2016",
        "GRANBY STAD      Protokoll      Nr 5/2016", "Skogsrådet      100/2016",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "blocks",
    [
        [HEAD.format(nr=5, page=98)] * 3,  # no number rises
        [HEAD.format(nr=5, page=n) for n in (98, 99)],  # twice is no rule
        [HEAD.format(nr=5, page=n) for n in (98, 99, 101)],
        ["Skogsrådet\n\n", *(f"Punkt {n}\nBifall.\n\n" for n in (1, 2, 3))],  # not the head
        [f"Punkt {n}\n{word}.\n\n" for n, word in ((1, "Ja"), (2, "Nej"), (3, "Ja"))],
    ],
)
def test_what_is_only_like_one_is_text(blocks: list[str]) -> None:
    text = "".join(block + page for block, page in zip(blocks, [*PAGES, "Slut.\n"], strict=False))
    assert headers(text) == []


def test_headings_that_the_contents_have_need_no_empty_line_above() -> None:
    listed = "ÄRENDEN:          Sida\n" + "".join(
        f"{n}. SAK {word}            {n + 30}\n"
        for n, word in ((69, "ETT"), (70, "TVÅ"), (71, "TRE"))
    )
    body = "69. SAK ETT\n\nA.\n\nStst § 130\n70. SAK TVÅ\n\nB.\n\n2017 var det så\n\n"
    body += "71. SAK TRE\n\nC.\n"
    found = shape(f"{COVER}{listed}\n{body}")
    assert titles(found) == [(69, "SAK ETT"), (70, "SAK TVÅ"), (71, "SAK TRE")]
    assert [entry.number for entry in found.contents] == [69, 70, 71]


PAGE = "\fSkogsrådet\n\nProtokoll nr 4\nSammanträdesdag: 2031-03-04\n\n"


def text_of(*pages: str) -> list[str]:
    """The lines below the headings of minutes whose pages begin with form feeds."""
    text = f"{COVER}§ 1 Ved\n\n" + "\n\n".join(pages)
    lines, _ = text_lines(text)
    source = Source("invented.txt", "text/plain", "", lines, page_starts=page_starts(text))
    blocks = [block for p in outline(source).paragraphs for block in p.blocks]
    return [line.text for block in blocks for line in block.lines if line.text]


def test_the_first_line_of_a_page_is_a_header_where_other_pages_begin_so() -> None:
    ved, tak = f"{PAGE}mer ved.\n\n§ 2 Tak\n\nTaket är rött.", f"{PAGE}Det läcker."
    found = text_of("Tora Ek bad om", ved, tak)
    assert found == ["Tora Ek bad om", "mer ved.", "Taket är rött.", "Det läcker."]


def test_the_first_line_of_a_page_is_text_where_others_begin_otherwise() -> None:
    found = text_of("Tora Ek bad om", "\fSkogsrådet", "och mer ved.", "\fTaket är rött.")
    assert found == ["Tora Ek bad om", "Skogsrådet", "och mer ved.", "Taket är rött."]


NUMBERED = """\
Nämnden               Protokoll                        {a}

Tid: 5 mars 2031 kl. 09.00

§ 1 Vägar

Vägarna lagas i år och
Nämnden      2031-03-05                          {b}
de nästa.

Nämnden      2031-03-05                          {c}
§ 2 Broar

Inget.
"""


def test_lines_that_count_pages_of_so_many_are_headers_however_few() -> None:
    text = NUMBERED.format(a="1(3)", b="2(3)", c="3(3)")
    assert headers(text) == ["Nämnden      2031-03-05                          2(3)",
                             "Nämnden      2031-03-05                          3(3)"]  # fmt: skip


@pytest.mark.parametrize("pages", [
    ("1(3)", "2(4)", "3(5)"), ("1(3)", "3(3)", "2(3)"), ("1", "2", "3"), ("1(3)", "7(3)", "9(3)"),
])  # fmt: skip
def test_numbers_that_do_not_count_pages_make_no_header(pages: tuple[str, ...]) -> None:
    assert headers(NUMBERED.format(**dict(zip("abc", pages, strict=True)))) == []


@pytest.mark.parametrize(
    "line",
    [
        "Ordförandens sign     Justerarens sign      Utdragsbestyrkande",
        "Protokolljusterarnas signatur: ______  ______", "Justerandes sign",
        "Sekreterarens signatur", "Justerares signaturer ......", "Ordf. sign.      Just. sign.",
        "Sign: ......    Sign: ......       Utdragsbestyrkande",
    ],
)  # fmt: skip
def test_where_to_sign_a_page_is_no_text(line: str) -> None:
    assert ignored_lines(["Text.", line], (), ()) == {1: "page footer"}


@pytest.mark.parametrize("line", ["Ordförande", "Sekreterare Bo Ek", "Ordförandens förslag"])
def test_who_signs_is(line: str) -> None:
    assert ignored_lines(["Text.", line], (), ()) == {}


def test_a_page_of_so_many_is_told_with_a_slash() -> None:
    assert ignored_lines(["Text.", "2 / 14", "Dnr 2 / 14"], (), ()) == {1: "page number"}

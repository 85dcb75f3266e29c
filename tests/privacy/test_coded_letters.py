"""A withheld name is found whatever codes its letters, and texts with codes lose nothing else.

Everybody here is invented.
"""

from __future__ import annotations

import quopri
import random
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from first_files import first_files
from given_meeting import meeting
from socsam_opendata.errors import PackageError
from socsam_opendata.package.leaks import check_package
from socsam_opendata.privacy.mask import MASK, Mask
from socsam_opendata.privacy.names.known import known_names
from socsam_opendata.privacy.names.readable import is_plain, readable
from socsam_opendata.privacy.number_mask import NUMBER_MASK, NumberMask, may_reach, reaches
from socsam_opendata.privacy.publisher_texts import WithheldNames
from socsam_opendata.privacy.screen import PeopleFinder, Screen

NAME = "Hjördis Åängqvärn"
FORMS: dict[str, Callable[[str], str]] = {
    "in an address": quote,
    "accents apart in an address": lambda n: quote(n.translate({246: "o\u0308", 228: "a\u0308"})),
    "every byte": lambda n: "".join(f"%{byte:02x}" for byte in n.encode()),
    "Latin-1 in an address": lambda n: quote(n, encoding="latin-1"),
    "coded twice": lambda n: quote(quote(n)),
    "coded four times": lambda n: quote(quote(quote(quote(n)))),
    "a letter of ASCII coded": lambda n: n.replace("n", "%6e").replace("r", "%72"),
    "a soft hyphen coded": lambda n: n.replace("ng", "n%C2%ADg"),
    "entities escaped twice": lambda n: n.replace("ö", "&amp;ouml;").replace("ä", "&amp;#228;"),
    "a soft hyphen escaped thrice": lambda n: n.replace("ng", "n&amp;amp;shy;g"),
    "a mail": lambda n: quopri.encodestring(n.encode(), quotetabs=False).decode(),
    "a mail in Latin-1": lambda n: n.replace("ö", "=F6").replace("ä", "=E4"),
    "a line of a mail": lambda n: n.replace("ngq", "ng=\nq"),
    "read as Latin-1": lambda n: n.encode().decode("latin-1"),
    "read as Windows-1252": lambda n: n.replace("ö", "Ã¶").replace("ä", "Ã¤"),
    "read amiss twice": lambda n: n.encode().decode("latin-1").encode().decode("latin-1"),
    "of mathematics": lambda n: "".join(
        chr(0x1D41A + ord(c) - ord("a")) if "a" <= c <= "z" else c for c in n
    ),
    "in circles": lambda n: "".join(
        chr(0x24D0 + ord(c) - ord("a")) if "a" <= c <= "z" else c for c in n
    ),
    "in squares": lambda n: "".join(
        chr(0x1F130 + ord(c) - ord("A")) if "A" <= c <= "Z" else c for c in n.upper()
    ),
    "of full width": lambda n: "".join(chr(ord(c) + 0xFEE0) if "A" <= c <= "z" else c for c in n),
    "an editor's brackets": lambda n: n.replace("qv", "[qv]"),
    "a not sign": lambda n: n.replace("qv", "q¬v"),
    "a not sign at a line's end": lambda n: n.replace("qv", "q¬\nv"),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
@pytest.mark.parametrize("said", [NAME, NAME.split()[1]], ids=["whole", "surname"])
def test_a_coded_name_is_masked_where_it_stands(form: Callable[[str], str], said: str) -> None:
    mask = Mask([], always=frozenset({NAME}))
    for around in ("Nämnden hör {} i dag.", "Se https://example.org/{}.pdf här."):
        text = around.format(form(said))
        assert mask.applied(text).replace("\n", "") == around.format(MASK)
        assert mask.worth_reading([text]) == [text]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_another_name_of_the_same_kind_is_left(form: Callable[[str], str]) -> None:
    text = f"Nämnden hör {form('Sjöberg Lärkqvist')} i dag. Se {form('protokoll-åängar.pdf')}"
    assert Mask([], always=frozenset({NAME})).applied(text) == text


@pytest.mark.parametrize(
    "text",
    ["Andelen är 20%.", "100%igt stöd", "50 %", "a=b", "x=12&y=3", "§ 4", "[bilaga]", "R&D"],
)
def test_what_codes_nothing_is_read_as_it_stands(text: str) -> None:
    assert readable(text).text == text
    assert is_plain(text) or "&" in text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a%20b", "a%20b"),
        ("a%0Db%C2%A0c", "a%20b%20c"),
        ("dok%2Fnamn%2Ctal", "dok/namn,tal"),
        ("%FF%80", "ÿ%80"),
        ("&lt;Vik&gt; och &amp;lt;", "<Vik> och <"),
        ("motion[1] och [a](b)", "motion[1] och a"),
        ("år[en]s", "årens"),
        ("bo[at]exempel", "bo[at]exempel"),
    ],
)
def test_signs_that_are_no_letters_are_read_too(text: str, read: str) -> None:
    assert readable(text).text == read


NUMBERS = [
    "{}810912%2D2384", "{}%38%31%30%39%31%32%2d%32%33%38%34", "{}810912%252D2384",
    "{}810912%E2%80%932384", "{}19810912&amp;#45;2384", "{}%2B46%2070%20188%2025%2009",
    "{}070%C2%A0188%C2%A025%C2%A009", "{}%28070%29%20188%2025%2009", "{}eva.ek%40exempel.se",
    "{}eva.ek%2540exempel.se", "{}eva%2Eek%40exempel%2Ese", "{}eva.ek&amp;commat;exempel.se",
]  # fmt: skip


@pytest.mark.parametrize("form", NUMBERS)
def test_a_coded_number_reaches_somebody_in_an_address_and_in_a_text(form: str) -> None:
    for before in ("", "https://example.org/", "Ring eller skriv: "):
        text = form.format(before)
        assert may_reach(text)
        assert reaches(text)
        assert NumberMask([]).applied(text) in (before + NUMBER_MASK, NUMBER_MASK)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/dok%202031%2D04%2D05.pdf", "https://example.org/?id=2031%2F1234",
        "https://example.org/%C3%A5rsredovisning%202031.pdf", "Andelen 40%30 och 20%25",
        "https://example.org/a%2Fb%2Fc%3Fd%3D1%26e%3D23456",
    ],
)  # fmt: skip
def test_other_coded_digits_reach_nobody(text: str) -> None:
    assert NumberMask([]).applied(text) == text


def test_an_address_of_the_settings_is_read_as_one_in_a_text_is() -> None:
    names = WithheldNames.of([NAME], [])
    assert names.in_address(f"https://example.org/{quote(quote(NAME, encoding='latin-1'))}")
    assert not names.in_address(f"https://example.org/{quote('Sjöbergs äng')}")


@pytest.mark.parametrize(
    ("table", "url", "key"),
    [
        ("sources.csv", f"https://example.org/{quote(NAME.split()[1].lower())}s-svar.pdf", "name"),
        ("sources.csv", "https://example.org/eva.ek%2540exempel.se/x", "number"),
        ("texts.nq", f"<https://example.org/{quote(quote(NAME))}> .", "name"),
        ("page.html", f'<a href="https://example.org/{quote(NAME, encoding="latin-1")}">', "name"),
        ("feed.atom", "<link href='https://example.org/810912%2D2384'/>", "number"),
    ],
)
def test_the_last_look_reads_codes_too(table: str, url: str, key: str, tmp_path: Path) -> None:
    (tmp_path / table).write_text(f"id,url\n1,{url}\n", encoding="utf-8")
    with pytest.raises(PackageError) as caught:
        check_package(tmp_path, Mask([], always=frozenset({NAME})))
    assert caught.value.key == f"leak.{key}"
    check_package(tmp_path, Mask([]), [])


@pytest.mark.parametrize(
    ("address", "published"),
    [
        ("https://example.org/svar-G%C3%B6sta%20Hemligsson.pdf", False),
        ("https://example.org/?till=g.hemlig%73son%40exempel.se", False),
        ("https://example.org/svar%20fr%C3%A5n%20drakarna.pdf", True),
        ("https://example.org/%C3%A4renden/2031%2D03%2D05", True),
    ],
)
def test_a_coded_address_of_rows_is_given_up_where_it_names_somebody(
    address: str, published: bool, tmp_path: Path
) -> None:
    rows = meeting()
    rows["sources"][0]["url"] = address
    rows["item_texts"][0]["text"] = f"Svaret finns på {address} och lades fram."
    package = first_files(rows, tmp_path / "out")
    assert package.table("sources")["url"].to_pylist() == [address if published else None]
    (text,) = package.table("item_texts")["text"].to_pylist()
    assert (address in text) is published
    assert text.startswith("Svaret finns på https://example.org/")
    assert text.endswith(" och lades fram.")


# --- letters apart, two letters for one, words divided --------------------------------------------

SPELT = {
    "Vi hörde Å ä n g q v ä r n i dag": "Vi hörde [namn utelämnat] i dag",
    "Vi hörde Å ä n g q v ä r n å dess vägnar": "Vi hörde [namn utelämnat] å dess vägnar",
    "Vi såg Å ä n g q v ä r n s i går": "Vi såg [namn utelämnat] i går",
    "I Å Ä N G Q V Ä R N I DAG": "I [namn utelämnat] I DAG",
    "Vi hörde H j ö r d i s Å ä n g q v ä r n i dag": "Vi hörde [namn utelämnat] i dag",
    "Vi hörde H j ö r d i s  Å ä n g q v ä r n": "Vi hörde [namn utelämnat]",
    "Hos Aaengqvaern var": "Hos [namn utelämnat] var",
    "Hos Hjoerdis Aaengqvaern var": "Hos [namn utelämnat] var",
    "Hos Hjørdis Åængqværn var": "Hos [namn utelämnat] var",
    "Om aaengqvaern-ansokan.pdf": "Om [namn utelämnat].pdf",
    "Hos Åäng\nqvärn var": "Hos [namn utelämnat]\n var",
    "Hos Åäng\nqvärns var": "Hos [namn utelämnat]\n var",
    "Hos Åäng qvärn var": "Hos [namn utelämnat] var",
    "Hos Hjördis Åäng qvärn var": "Hos [namn utelämnat] var",
    "Hos Åängqvärnarna var": "Hos [namn utelämnat] var",
    "Hos Åängqvärnarnas hus": "Hos [namn utelämnat] hus",
}


@pytest.mark.parametrize("text", SPELT)
def test_a_name_spelt_or_divided_otherwise_is_masked(text: str) -> None:
    people = PeopleFinder(known_names([], []))
    screen = Screen([NAME], [], people, {}, frozenset({NAME}), {})
    assert screen.applied(text) == SPELT[text]
    mask = Mask([], always=frozenset({NAME}))
    if "arna" not in text and "-" not in text:  # what is within words is no key of a quick look
        assert mask.worth_reading([text]) == [text]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Sven Hamrinsson", "Vi hörde A b r H a m r i n s s o n n i dag"),
        ("Sven Ansqvist", "Vi hörde J o h a n s q v i s t i dag"),
        ("Sven Qvistmo", "Vi hörde Q v i s t m o n d i dag"),
        ("Sven Qvistmo", "Vi hörde Q v i s t m o n d   i dag"),
        ("Eva Boe", "Vi hörde Bo i dag"),
        ("Eva Håård", "Vi hörde om hårdvaruvård och Hård"),
        ("Eva Kråås", "Vi hörde Kras i dag"),
        ("Eva Joel", "Vi hörde Jol i dag"),
        ("Sven Vitmossa", "Vit mossa täcker marken"),
        ("Sven Vitmossa", "Om vit mossa på taken"),
        ("Sven Qvistmo", "Tora Qvist mo sägs vara"),
        ("Sven Åängqvärn", "Tora Åäng\nqvärn och bod"),
        ("Sven Qvistmyr", "Qvistmyrqvist kom"),
    ],
)
def test_who_is_only_spelt_like_somebody_is_left(name: str, text: str) -> None:
    assert Mask([], always=frozenset({name})).applied(text) == text


PIECES = (
    "a", "Ö", "%C3%B6", "%25", "C3%B6", "&amp;", "&amp;amp;", "shy;", "#228;", "=C3=B6", "Ã", "¶",
    "Ã¶", "\u00ad", "\n", "-", "[", "b]c", "<b>", "[x](y%20z)", "%41", "o%CC%88", "¬", " ", "ⓐ",
    "%E2%80%93", "%F6", "=\n", "1",
)  # fmt: skip


def test_every_place_of_a_text_that_was_read_leads_back_in_order() -> None:
    drawn = random.Random(20261128)
    for _ in range(3000):
        text = "".join(drawn.choices(PIECES, k=drawn.randint(1, 14)))
        seen = readable(text)
        spans = [seen.span(i, i + 1) for i in range(len(seen.text))]
        assert all(0 <= start < end <= len(text) for start, end in spans), text
        assert spans == sorted(spans), text
        places = [seen.at_given(i) for i in range(len(text) + 1)]
        assert places == sorted(places), text
        assert places[-1] <= len(seen.text), text

"""Names whose letters stand apart, and letters that are no name. Everybody here is invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from socsam_opendata.privacy.mask import MASK, Mask
from socsam_opendata.privacy.names.known import known_names
from socsam_opendata.privacy.names.persons import possible_persons
from socsam_opendata.privacy.quick_look import may_name

NAMES = ["Gösta Hemligsson", "Åsa Bergkvarn", "Jan-Olof Skogsrå", "Mehmet Yıldırım", "Siv Ahl"]
KNOWN = known_names([], [])


def apart(name: str, sign: str = " ", gap: str = "  ") -> str:
    """A name with a sign between its letters and another between its words."""
    return gap.join(sign.join(word) for word in name.split())


FORMS: dict[str, Callable[[str], str]] = {
    "a wider gap": apart,
    "one blank": lambda n: apart(n, gap=" "),
    "capitals": lambda n: apart(n.upper()),
    "capitals in a row": lambda n: apart(n.upper(), gap=" "),
    "small letters": lambda n: apart(n.lower(), gap="   "),
    "full stops": lambda n: apart(n, ".", "."),
    "full stops and blanks": lambda n: apart(n, ". ", ".  "),
    "dashes": lambda n: apart(n, "-", " "),
    "dashes and blanks": lambda n: apart(n, " - ", "   "),
    "underscores": lambda n: apart(n, "_", "__"),
    "underscores in a row": lambda n: apart(n, "_", "_"),
    "tildes": lambda n: apart(n, "~", "~~"),
    "nothing one sees": lambda n: apart(n, "\u200b", " "),
    "blanks and nothing": lambda n: apart(n, " \u200d", "  "),
    "no-break spaces": lambda n: apart(n, "\u00a0", "\u00a0\u00a0"),
    "entities": lambda n: apart(n, "&nbsp;", "&#160;&#160;"),
    "an address": lambda n: apart(n, "%20", "%20%20"),
    "slashes": lambda n: apart(n, "/", " "),
    "tabs": lambda n: apart(n, "\t", "\t\t"),
    "lines": lambda n: apart(n, gap="\n"),
    "surname first": lambda n: f"{apart(n.split()[-1])},  {apart(n.split()[0])}",
    "the surname": lambda n: f"{n.split()[0]} {apart(n.split()[1])}",
    "the first name": lambda n: f"{apart(n.split()[0])} {n.split()[1]}",
    "a genitive": lambda n: apart(f"{n}s"),
    "letters around": lambda n: f"A {apart(n.upper(), gap=' ')} B",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_a_withheld_name_is_masked_where_its_letters_stand_apart(form: str, name: str) -> None:
    text = f"Frågan om {FORMS[form](name)} togs upp."
    left = " ".join(Mask([name]).applied(text).split())
    before, after = ("A ", " B") if form == "letters around" else ("", "")
    told = (f"Frågan om {before}{MASK}{after} togs upp.", f"Frågan om {MASK} togs upp.")
    assert left in told
    assert may_name([text], {"nobody"}) == [text]


@pytest.mark.parametrize("name", ["Torvald Qvarnmyr", "Ingegerd Lövhammar"])
def test_whom_nobody_has_decided_about_is_found_so(name: str) -> None:
    (found,) = possible_persons(f"Frågan om {apart(name)} togs upp.", KNOWN)
    assert (found.name, found.start, found.end) == (name, 10, 10 + len(apart(name)))


@pytest.mark.parametrize(
    "text",
    [
        "Punkterna a, b, c och d antogs.", "§ 1 2", "a b c", "K S A U beslutar", "S, M, C, L, V",
        "B E S L U T", "P R O T O K O L L", "1. a) b) c)", "J N J N A F", "x x x x", "A – B – C",
        "t.ex. bl.a. m.fl. d.v.s.", "M i n n e s a n t e c k n i n g a r", "N N meddelar",
        "S v e n s k a  K r a f t n ä t", "Å Ä Ö", "_a_ och _b_ och _c_",
    ],
)  # fmt: skip
def test_letters_that_are_no_name_stay(text: str) -> None:
    assert Mask(["Eva Ask", "Ola Sve", *NAMES]).applied(text) == text
    assert possible_persons(text, KNOWN) == ()


def test_marks_behind_a_name_are_no_part_of_it() -> None:
    (found,) = possible_persons("Tora Qvarnvik X X X X", KNOWN)
    assert found.name in ("Tora Qvarnvik", "Tora Qvarnvik X")
    assert Mask(["Tora Qvarnvik"]).applied("Tora Qvarnvik  X X X") == f"{MASK}  X X X"


def test_a_published_name_whose_letters_stand_apart_stays() -> None:
    mask = Mask(["Gösta Hemligsson"], ["Gösta Hemligsson Ek"])
    text = apart("Gösta Hemligsson Ek")
    assert mask.applied(text) == text

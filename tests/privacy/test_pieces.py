"""Lines are taken out of a text that was joined of them."""

from __future__ import annotations

from socsam_opendata.privacy.listed.pieces import without_pieces


def test_a_piece_goes_however_it_is_divided_and_is_told() -> None:
    text, found = without_pieces("ett två\n  tre fyra, två tre", {"två tre": "#", "fem": "!"})
    assert (text, found) == ("ett # fyra, #", {"två tre"})


def test_the_longer_of_two_pieces_counts_and_words_are_whole() -> None:
    text, _ = without_pieces("a b c ab c", {"a b": "1", "a b c": "2"})
    assert text == "2 ab c"


def test_no_piece_leaves_the_text() -> None:
    assert without_pieces("a  b", {" ": "#"}) == ("a  b", frozenset())


def test_a_longer_piece_that_begins_alike_takes_nothing_beyond_the_text() -> None:
    pieces = {"Akten, enhetschef Eva Ek": "1", "Akten, Jan Falk": "2"}
    assert without_pieces("Akten, Jan Falk", pieces) == ("2", frozenset({"Akten, Jan Falk"}))
    assert without_pieces("a Akten, Jan Falk b", pieces)[0] == "a 2 b"
    assert without_pieces("Akten, enhetschef Eva Ek", pieces)[0] == "1"

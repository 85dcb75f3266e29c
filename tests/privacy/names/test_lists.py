"""The long lists as they are shipped, and how they are made."""

from __future__ import annotations

import gzip

from socsam_opendata.privacy.names.dictionary import is_compound, is_word
from socsam_opendata.privacy.names.first_names import bearers, first_names, without_accents
from socsam_opendata.privacy.names.make_lists import counted_names, kept_words
from socsam_opendata.privacy.names.word_blocks import WordBlocks, pack_blocks
from socsam_opendata.privacy.names.words import words


def test_first_names_know_their_bearers_whatever_case_and_accents() -> None:
    assert len(list(first_names().items())) > 44_000
    assert bearers("Anna") == bearers("ANNA") > 90_000
    assert bearers("İbrahim") == bearers("Ibrahim") > 1_000
    assert bearers("Goran") == bearers("Göran") > 10_000
    assert bearers("Ann-Tora") == min(bearers("Ann"), bearers("Tora")) > 0
    assert bearers("Xqyra") == bearers("Anna-Xqyra") == 0
    assert [without_accents(word) for word in ("renée", "åsa", "đorđe")] == [
        "renee",
        "åsa",
        "dorde",
    ]


def test_the_dictionary_knows_inflected_words_genitives_and_compounds_but_no_surnames() -> None:
    for word in ("nämnden", "nämndens", "lägesrapporten", "verksamhetsberättelsen", "berg"):
        assert is_word(word), word
    for word in ("qvarnvik", "tjäderby", "orrskog", "anna", "a" * 10_000):
        assert not is_word(word), word


def test_a_compound_that_ends_as_a_surname_is_not_put_together() -> None:
    known = {"sand", "berg", "plan", "skola"}
    assert is_compound("sandplan", known)
    assert is_compound("planskola", known)
    assert not is_compound("sandberg", known)


def test_a_packed_list_is_read_back_and_packed_to_the_same_bytes() -> None:
    numbers = {"anna": 3, "annette": 2, "bo": 9, "ann": 1}
    packed = pack_blocks(numbers)
    read = WordBlocks(gzip.decompress(packed).decode(), numbered=True)
    assert dict(read.items()) == numbers
    assert packed == pack_blocks(dict(reversed(numbers.items())))
    assert "ann" in read
    assert "an" not in read
    assert read.number("annet") is None


def test_names_of_several_words_and_with_accents_are_counted_under_each() -> None:
    counted = counted_names(["Bo Göran,260", "Göran,900", "Goran,40", "Md.,10", "X,9"])
    assert counted == {"bo": 260, "göran": 900, "goran": 900, "md": 10}


def test_the_words_of_a_dictionary_are_kept_without_genitives_and_compounds() -> None:
    affixes = [
        "SFX A Y 1",
        "SFX A 0 s .",
        "SFX D Y 1",
        "SFX D 0 en [^s]",
        "SFX N Y 1",
        "SFX N 0 t/A .",
    ]
    entries = ["plan/AD", "skola/A", "planskola", "Malmö/A", "fel/%", "kläd/¤N", "del/Z"]
    assert kept_words(affixes, entries) == {"plan", "planen", "skola", "klädt"}


def test_the_short_lists_are_in_small_letters_and_say_nothing_twice() -> None:
    told = words()
    for name in told.__slots__:
        group = getattr(told, name)
        assert group, name
        assert all(word == word.casefold() for word in group), name

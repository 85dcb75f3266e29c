"""Errors speak Swedish and English, keep what they know across processes, and have one home."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from socsam_opendata.errors import Place, SourceError, system_error, system_reason
from socsam_opendata.texts import Joined, Phrase, say, texts_of


def test_an_error_is_one_sentence_in_each_language_with_its_place_before_it() -> None:
    error = SourceError("source.empty", Place("a.md", 3))
    assert str(error) == "a.md:3: is empty"
    assert error.sentence("en") == str(error)
    assert error.sentence("sv") == "a.md:3: är tom"
    assert error.message == "is empty"
    assert SourceError("source.empty", Path("b.md")).place == Place("b.md")
    assert str(SourceError("source.empty")) == "is empty"


def test_phrases_and_lists_of_them_are_said_in_the_language_of_their_text() -> None:
    reasons = Joined([Phrase("errors.system.EACCES"), "och 3", Phrase("errors.source.empty")], "; ")
    facts = {"reason": reasons}
    assert say("errors.file.unreadable", "sv", **facts) == (
        "kan inte läsas (Behörighet saknas; och 3; är tom)"
    )
    assert say("errors.file.unreadable", "en", **facts) == (
        "cannot be read (Permission denied; och 3; is empty)"
    )


# --- the operating system ---------------------------------------------------------------------


def test_what_the_system_says_is_said_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with pytest.raises(OSError, match="No such file") as caught:
        path.read_bytes()
    error = system_error(caught.value)
    assert str(error) == f"{path}: No such file or directory"
    assert error.sentence("sv") == f"{path}: Filen eller mappen finns inte"
    full = system_error(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    assert full.sentence("sv") == "systemet: Disken är full"
    assert str(full) == "system: No space left on device"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.EACCES, "no entry for vera"), "no entry for vera"),  # a server's own words
        (OSError("cannot seek"), "cannot seek"),
        (OSError(), "OSError"),
        (OSError(errno.EDOM, os.strerror(errno.EDOM)), os.strerror(errno.EDOM)),
    ],
)
def test_words_that_are_not_the_systems_stand_as_they_are(error: OSError, said: str) -> None:
    for language in ("sv", "en"):
        text = say("errors.file.unreadable", language, reason=system_reason(error))
        assert said in text


@pytest.mark.skipif(sys.platform != "linux", reason="the words are those of the C library there")
def test_the_english_words_of_the_system_are_those_of_the_c_library() -> None:
    known = {name: text for name, text in texts_of("errors")["system"].items() if name.isupper()}
    assert len(known) > 25
    for name, text in known.items():
        number = getattr(errno, name)
        assert errno.errorcode[number] == name
        assert text["en"] == os.strerror(number)
        assert text["sv"] != text["en"]

"""Errors speak Swedish and English, keep what they know across processes, and have one home."""

from __future__ import annotations

import ast
import copy
import errno
import os
import pickle
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from raised import HANDING_ON, HOME, Said, said_in, silent_in
from socsam_opendata.dataset.documents import documents
from socsam_opendata.dataset.workers import in_workers
from socsam_opendata.errors import (
    Place,
    SocsamError,
    SourceError,
    reason_of,
    system_error,
    system_reason,
)
from socsam_opendata.minutes.sources.source import read_source
from socsam_opendata.package.linked.questions import question
from socsam_opendata.package.package import Package
from socsam_opendata.publish.targets import parse_target
from socsam_opendata.settings.dataset_toml import read_settings
from socsam_opendata.texts import Joined, Phrase, forms, say, texts_of
from syntax import tree_of

# Sentences that are the same in both languages.
ALIKE: set[str] = set()


def test_an_error_is_one_sentence_in_each_language_with_its_place_before_it() -> None:
    error = SourceError("source.empty", Place("a.md", 3))
    assert str(error) == "a.md:3: is empty"
    assert error.sentence("en") == str(error)
    assert error.sentence("sv") == "a.md:3: är tom"
    assert error.message == "is empty"
    assert SourceError("source.empty", Path("b.md")).place == Place("b.md")
    assert str(SourceError("source.empty")) == "is empty"


def test_phrases_and_lists_of_them_are_said_in_the_language_of_their_text() -> None:
    reasons = Joined([Phrase("errors.errno.EACCES"), "och 3", Phrase("errors.source.empty")], "; ")
    facts = {"reason": reasons}
    assert say("errors.file.unreadable", "sv", **facts) == (
        "kan inte läsas (Behörighet saknas; och 3; är tom)"
    )
    assert say("errors.file.unreadable", "en", **facts) == (
        "cannot be read (Permission denied; och 3; is empty)"
    )


def test_an_unknown_key_or_a_missing_fact_is_a_fault_of_the_program() -> None:
    for key in ("source.nothing", "nothing.empty", "is empty", "source"):
        with pytest.raises(KeyError):
            SourceError(key)
    with pytest.raises(KeyError):
        SourceError("file.unreadable")


# Every error class of the library, found from the root.
KINDS = [SocsamError, *SocsamError.__subclasses__()]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_is_the_same_after_a_journey_between_processes(kind: type[SocsamError]) -> None:
    reason = Phrase("errors.publish.of-file", {"file": "b", "reason": Phrase("errors.errno.EIO")})
    error = kind("file.unreadable", Place("a.md", 3), reason=Joined([reason, "slut"]))
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), error.at(Place("a.md", 3))):
        assert type(again) is kind
        assert (again.key, again.place, again.facts) == (error.key, error.place, error.facts)
        assert str(again) == "a.md:3: cannot be read (b: Input/output error, slut)"
        assert again.sentence("sv") == (
            "a.md:3: kan inte läsas (b: Fel vid läsning eller skrivning, slut)"
        )


def test_a_fact_that_is_no_text_travels_as_its_words() -> None:
    error = SourceError("source.ending", known=Path("a.md"))
    assert pickle.loads(pickle.dumps(error)).facts == {"known": "a.md"}


def read_error(path: Path) -> OSError:
    """What the system says of a file that is not there."""
    with pytest.raises(OSError, match="No such file") as caught:
        path.read_bytes()
    return caught.value


def text_error(data: bytes) -> UnicodeDecodeError:
    """What Python says of bytes that are no UTF-8."""
    with pytest.raises(UnicodeDecodeError) as caught:
        data.decode()
    return caught.value


@pytest.mark.parametrize(
    ("inner", "sv", "en"),
    [
        (SourceError("source.empty", Place("b.md", 7)), "b.md:7: är tom", "b.md:7: is empty"),
        (
            SourceError("file.unreadable", reason=SourceError("source.empty")),
            "kan inte läsas (är tom)",
            "cannot be read (is empty)",
        ),
        (
            read_error(Path("b.nowhere")),
            "b.nowhere: Filen eller mappen finns inte",
            "b.nowhere: No such file or directory",
        ),
        (
            text_error(b"1\n2\n\xe5"),
            "rad 3 är inte text i UTF-8",
            "line 3 is not UTF-8 text",
        ),
        (SyntaxError("bad  dot\nhere"), "”bad dot here”, på engelska", "bad dot here"),
        (EOFError(), "”EOFError”, på engelska", "EOFError"),
        (ValueError("x" * 999), f"”{'x' * 299}…”, på engelska", f"{'x' * 299}…"),
    ],
)
def test_an_error_within_an_error_is_said_in_its_language(
    inner: Exception, sv: str, en: str
) -> None:
    for reason in (inner, reason_of(inner)):
        error = SourceError("file.unreadable", Place("a.md"), reason=reason)
        for again in (error, pickle.loads(pickle.dumps(error))):
            assert again.sentence("sv") == f"a.md: kan inte läsas ({sv})"
            assert again.sentence("en") == f"a.md: cannot be read ({en})"


# Where the words of an error are taken out of it, and why they are in the language they are in.
TAKES_WORDS = {
    "errors.py": "here they are quoted",
    "package/linked/questions.py": "the place is taken out of them; what is left is quoted",
    "package/sql.py": "the name of a table is looked for in them",
    "publish/sftp.py": "the error is our own, and its words are the key of a server",
    "publish/store.py": "quoted when secrets have been taken out of them",
    "settings/toml_file.py": "the line is taken out of them",
}


ERRORS = ("Error", "Exception")


def takes_words(tree: ast.AST) -> Iterator[int]:
    """The lines that take the words out of an error that was caught or handed in."""
    for scope in ast.walk(tree):
        match scope:
            case ast.ExceptHandler(name=str(name)):
                names = {name}
            case ast.FunctionDef(args=given):
                names = {
                    one.arg
                    for one in given.args
                    if one.annotation and ast.unparse(one.annotation).endswith(ERRORS)
                }
            case _:
                continue
        for node in ast.walk(scope):
            match node:
                case (
                    ast.Call(func=ast.Name("str" | "repr"), args=[ast.Name(taken)])
                    | ast.FormattedValue(value=ast.Name(taken))
                    | ast.Attribute(ast.Name(taken), "args" | "message" | "msg" | "reason")
                ) if taken in names:
                    yield node.lineno


def test_no_words_of_an_error_get_into_a_sentence_unnoticed() -> None:
    found = {
        path.relative_to(HOME).as_posix() for path in MODULES if any(takes_words(tree_of(path)))
    }
    assert found == TAKES_WORDS.keys()


@pytest.mark.parametrize("words", ["str(e)", "repr(e)", "f'{e}'", "e.reason", "e.args[0]"])
def test_words_taken_out_of_an_error_are_found(words: str) -> None:
    caught = f"try:\n    f()\nexcept ValueError as e:\n    raise F('a.b', said={words})"
    assert list(takes_words(ast.parse(caught))) == [4]
    assert list(takes_words(ast.parse(f"def f(e: OSError): return g({words})"))) == [1]
    assert list(takes_words(ast.parse(caught.replace(words, "e")))) == []


def test_an_error_of_a_worker_speaks_swedish(tmp_path: Path) -> None:
    path = tmp_path / "saknas.md"
    with pytest.raises(SourceError) as caught:
        list(in_workers(read_source, [(path,)], 1))
    assert caught.value.sentence("sv") == f"{path}: kan inte läsas (Filen eller mappen finns inte)"


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
    known = texts_of("errors")["errno"]
    assert len(known) > 25
    for name, text in known.items():
        number = getattr(errno, name)
        assert errno.errorcode[number] == name
        assert text["en"] == os.strerror(number)
        assert text["sv"] != text["en"]


# --- one home for each sentence ---------------------------------------------------------------


def sentences(tables: Mapping[str, Any], start: str = "errors") -> Iterator[tuple[str, Any]]:
    """The keys of texts/errors.toml and what stands there."""
    for name, table in tables.items():
        if "sv" in table:
            yield f"{start}.{name}", table
        else:
            yield from sentences(table, f"{start}.{name}")


SENTENCES = dict(sentences(texts_of("errors")))
MODULES = sorted(HOME.rglob("*.py"))


@cache
def all_said() -> tuple[Said, ...]:
    """Every error and phrase that the library makes."""
    return tuple(said for path in MODULES for said in said_in(path))


def wanted(text: Any) -> set[str]:
    """The facts that a text needs, in any of its forms."""
    fields = {name for form in forms(text) for _, name, _, _ in Formatter().parse(form) if name}
    return fields if isinstance(text, str) else fields | {text.get("by", "count")}


def test_a_sentence_needs_the_same_facts_in_both_languages() -> None:
    for key, text in SENTENCES.items():
        assert wanted(text["sv"]) == wanted(text["en"]), key
        words = [re.sub(r"\{[^}]*\}|\W", "", "".join(forms(text[one]))) for one in ("sv", "en")]
        assert words[0] != words[1] or key in ALIKE or not words[0], key


def test_each_error_is_made_of_a_sentence_that_stands_there_with_its_facts() -> None:
    for said in all_said():
        keys = [key for key in SENTENCES if re.fullmatch(said.key, key)]
        if re.match(r"errors\\?\.", said.key):
            assert keys, f"{said.where} asks for {said.key}, which is not in texts/errors.toml"
        for key in keys:
            if said.facts is not None:
                assert said.facts == wanted(SENTENCES[key]["en"]), f"{said.where} gives {key}"


def test_no_error_is_made_of_a_key_that_is_not_to_be_seen() -> None:
    silent = {place for path in MODULES for place in silent_in(path)}
    assert {place.partition(":")[0] for place in silent} <= HANDING_ON


def test_each_sentence_is_said_somewhere() -> None:
    # The sentences of kinds of cells are handed to the reader of CSV files, as words.
    words = set(re.findall(r'"((?:csv|known)\.[a-z-]+)"', "".join(map(Path.read_text, MODULES))))
    for key in SENTENCES:
        said = any(re.fullmatch(one.key, key) for one in all_said())
        assert said or key.removeprefix("errors.") in words, f"nothing says {key}"


# --- as somebody meets them -------------------------------------------------------------------

SETTINGS = '[dataset]\nname = "ks"\nbase = "https://data.example.org/"\n'


def _settings(text: str) -> Callable[[Path], object]:
    """Reads a dataset.toml that holds a text."""

    def read(folder: Path) -> object:
        (folder / "dataset.toml").write_text(text, encoding="utf-8")
        return read_settings(folder)

    return read


MET: dict[str, tuple[Callable[[Path], object], str]] = {
    "no settings": (read_settings, "{}/dataset.toml: saknas; `socsam init` skriver en att utgå "),
    "a misspelt key": (_settings(SETTINGS + 'titel = "x"\n'),
        "dataset.toml:4: okänd nyckel ”titel” i [dataset]; menade du ”title”?"),
    "a number for a text": (_settings("[dataset]\nname = 3\n"),
        "dataset.toml:2: ”name” i [dataset] ska vara en text"),
    "no notation": (_settings(SETTINGS + '[catalogue]\nfrequency = "monthly"\n'),
        "”monthly” är ingen beteckning ur http"),
    "no e-mail": (_settings(SETTINGS + '[contact]\nemail = "kansliet"\n'),
        "email i [contact] ska vara en e-postadress: ”kansliet” är det inte"),
    "no minutes": (documents, "{}: innehåller inga protokoll (.docx, .pdf, .html, .md eller .txt)"),
    "no package": (Package.open, "{}: innehåller inget "),
    "no question": (lambda _: question("decision"),
        "det finns ingen fråga ”decision”; menade du ”decisions”?"),
    "an unknown question": (lambda _: question("%"),
        "det finns ingen fråga ”%”; `socsam query` räknar upp dem"),
    "a port": (lambda _: parse_target("sftp://a.example:99999/b"),
        "porten i en adress är ett tal upp till 65535"),
    "an unknown target": (lambda _: parse_target("gopher://a.example"),
        "målet är av ett okänt slag; ange en mapp, s3://hink/prefix, sftp://värd/sökväg eller"),
}  # fmt: skip


@pytest.mark.parametrize("case", MET)
def test_what_goes_wrong_is_said_in_swedish_to_the_last_word(tmp_path: Path, case: str) -> None:
    act, says = MET[case]
    with pytest.raises(SocsamError) as caught:
        act(tmp_path)
    assert says.format(tmp_path) in caught.value.sentence("sv")

"""What can go wrong: exceptions that say why a command cannot do its work.

A finding about the data is no exception but a `Problem` (model/problems.py): it is collected,
published in the `problems` table and never raised.
"""

from __future__ import annotations

import datetime as dt
import difflib
import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sized
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Self

from socsam_opendata.texts import (
    LANGUAGES,
    Joined,
    Phrase,
    Thousands,
    check_language,
    in_language,
    refuse_languages_with,
    texts_of,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A file and, where known, a 1-based line in it.

    What came from no file is called in words there, which may be a `Sentence`.
    """

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def said(self, language: str) -> str:
        """The place for people, in `sv` or `en`."""
        file = in_language(self.file, language)
        return file if self.line is None else f"{file}:{self.line}"


_KEPT = (int, str, Phrase, Joined, Thousands)
# What another program says can be as long as the file it reads.
_LONGEST = 300
# How much is shown of an argument that cannot be used.
_SHOWN = 60


class SocsamError(Exception):
    """The root of every error this library raises on purpose: one sentence, and the place.

    `key` names the sentence in texts/errors.toml, `facts` fill it; a key or a fact that is not
    there is a fault of the program (KeyError). `str(error)` is the English sentence with the place
    before it, `error.sentence("sv")` the Swedish one; `error.message` is the English one without
    the place. An error can be pickled: its facts are texts, numbers and phrases, and another error
    among them is kept as `reason_of` says it.
    """

    def __init__(
        self, key: str, place: Place | str | Path | None = None, /, **facts: object
    ) -> None:
        self.key = key
        self.facts = {name: _kept(fact) for name, fact in facts.items()}
        if place is not None and not isinstance(place, Place):
            place = Place(place if isinstance(place, str) else str(place))
        self.place = place
        super().__init__(self.sentence("en"))

    def at(self, place: Place) -> Self:
        """The same error with its place."""
        return type(self)(self.key, place, **self.facts)

    @property
    def message(self) -> str:
        """The English sentence without the place."""
        return self._said("en")

    def sentence(self, language: str) -> str:
        """The place and the sentence in `sv` or `en`."""
        check_language(language)
        said = self._said(language)
        return said if self.place is None else f"{self.place.said(language)}: {said}"

    @property
    def phrase(self) -> Phrase:
        """The sentence without the place, to be said in the language of another one."""
        key = "errors." + self.key
        return Phrase(key, self.facts)

    def _said(self, language: str) -> str:
        return self.phrase.said(language)

    def __reduce__(self) -> tuple[object, ...]:
        return _remade, (type(self), self.key, self.place, self.facts)


def _kept(fact: object) -> object:
    """What is kept of a fact, such as the words of a path."""
    if isinstance(fact, Exception):
        return reason_of(fact)
    return fact if isinstance(fact, _KEPT) else str(fact)


def _remade(
    kind: type[SocsamError], key: str, place: Place | None, facts: dict[str, object]
) -> SocsamError:
    """An error again, on its way back from a worker process."""
    return kind(key, place, **facts)


class SourceError(SocsamError):
    """A document that cannot be read as minutes: missing, undecodable, empty, no paragraphs."""


class SettingsError(SocsamError):
    """dataset.toml or a table beside it says something that cannot be understood."""


class VocabularyError(SocsamError):
    """A code list of the vocabulary is broken, or a code is used that no list holds."""


class BuildError(SocsamError):
    """A build cannot start or finish: the folder is not ours, or another build is running."""


class PackageError(SocsamError):
    """A folder that should hold a built dataset package does not."""


class RowsError(SocsamError):
    """Given rows cannot be used: every fault of them, with table, row and column, a line each.

    The sentence shows the first fifty and counts the rest; `faults` are all of them, in the order
    they were found, each a `Phrase`: `fault.said("sv")`. It is empty where no row is at fault.
    """

    faults: tuple[Phrase, ...] = ()

    def whole(self, language: str) -> str:
        """The sentence in `sv` or `en` with every fault."""
        if not self.faults:
            return self.sentence(language)
        check_language(language)
        told = {"told": Joined(self.faults, "\n"), "more": ""}
        return replace(self.phrase, facts={**self.facts, **told}).said(language)

    def at(self, place: Place) -> Self:
        """The same error with its place."""
        error = super().at(place)
        error.faults = self.faults
        return error

    def __reduce__(self) -> tuple[object, ...]:
        return *super().__reduce__(), {"faults": self.faults}


class QueryError(SocsamError):
    """A question is unknown, or a query in SPARQL or SQL cannot be answered."""


class ArgumentError(SocsamError, ValueError):
    """A function of the library was given something it cannot use: wrong in the calling program."""


def did_you_mean(
    word: str, known: Iterable[str], cutoff: float = 0.6, otherwise: Phrase | str = ""
) -> Phrase | str:
    """The end of a sentence about an unknown word: "; did you mean 'title'?".

    `cutoff` says how like the nearest known word must be (difflib, 0 to 1); where none is, the
    sentence ends in `otherwise`.
    """
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return Phrase("errors.hint.near", {"name": near[0]}) if near else otherwise


def near_written(word: str, known: Mapping[str, str]) -> Phrase | str:
    """The end of a sentence as `did_you_mean` has it, of words that are told in another way.

    `known` has for each word how it is written, such as a name for that name in small letters.
    """
    for like in dict.fromkeys((word, word.casefold())):
        near = difflib.get_close_matches(like, list(known), n=1)
        if near:
            return Phrase("errors.hint.near", {"name": known[near[0]]})
    return ""


# --- what a caller gives ----------------------------------------------------------------------


def refused(name: str, value: object, kind: Phrase) -> ArgumentError:
    """The error of an argument that is not of the kind that `kind` says in words."""
    given = repr(value)
    given = given if len(given) <= _SHOWN else f"{given[: _SHOWN - 1]}…"
    return ArgumentError("argument.wrong", name=name, kind=kind, given=given)


def given_path(name: str, value: object) -> Path:
    """An argument that is to be a path, as one."""
    path = os.fspath(value) if isinstance(value, os.PathLike) else value
    if not isinstance(path, str) or not path or "\0" in path:
        raise refused(name, value, Phrase("errors.argument.is.path"))
    return Path(path)


def given_target(name: str, value: object) -> str:
    """An argument that is to be an address or a folder, as text."""
    target = os.fspath(value) if isinstance(value, os.PathLike) else value
    if not isinstance(target, str) or "\0" in target:
        raise refused(name, value, Phrase("errors.argument.is.target"))
    return target


def given_text(name: str, value: object) -> str:
    """An argument that is to be text."""
    if not isinstance(value, str):
        raise refused(name, value, Phrase("errors.argument.is.text"))
    return value


def given_texts(name: str, value: object) -> tuple[str, ...]:
    """An argument that is to be several texts; one text alone is no list of its letters.

    Any iterable will do, a generator too: it is read here, once, and what it gave is handed on.
    """
    wanted = Phrase("errors.argument.is.texts")
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise refused(name, value, wanted)
    given = tuple(value)
    if not all(isinstance(one, str) for one in given):
        raise refused(name, value if isinstance(value, Sized) else given, wanted)
    return given


def given_flag(name: str, value: object) -> bool:
    """An argument that is to be True or False: a word or a number is neither, whatever it says.

    A bool of numpy or pandas is none of Python's: its missing value has no truth value, and its
    arrays have many. `bool(value)` makes it one.
    """
    if not isinstance(value, bool):
        raise refused(name, value, Phrase("errors.argument.is.flag"))
    return value


def given_count(name: str, value: object) -> int | None:
    """An argument that is to be a whole number from 1 on, or None."""
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise refused(name, value, Phrase("errors.argument.is.count"))
    return value


def given_day(name: str, value: object) -> dt.date | None:
    """An argument that is to be a day, or None."""
    if value is None:
        return None
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise refused(name, value, Phrase("errors.argument.is.day"))
    return value


def check_function(name: str, value: object) -> None:
    """ArgumentError for an argument that is to be a function, or None, and is neither."""
    if value is not None and not callable(value):
        raise refused(name, value, Phrase("errors.argument.is.function"))


def check_kind(name: str, value: object, kind: type, wanted: Phrase) -> None:
    """ArgumentError for an argument that is not of a class, which `wanted` says in words."""
    if not isinstance(value, kind):
        raise refused(name, value, wanted)


def _refused_language(language: object) -> ArgumentError:
    wanted = Phrase("errors.argument.is.language", {"known": ", ".join(LANGUAGES)})
    return refused("language", language, wanted)


refuse_languages_with(_refused_language)


# --- what others say --------------------------------------------------------------------------


def others_words(said: object) -> Phrase:
    """What another program says, which it says in one language only: quoted, and set apart."""
    return Phrase("errors.others.words", {"said": str(said)})


def reason_of(error: Exception) -> Phrase:
    """Why something failed, as a fact of another sentence.

    An error of ours is said in the language of that sentence, what the operating system says too
    where its number is known; of any other error the words of its library are quoted, on one line.
    """
    match error:
        case SocsamError(phrase=reason, place=place):
            pass
        case OSError(filename=place):
            reason = system_reason(error)
        case UnicodeDecodeError():
            return Phrase("errors.others.not-utf8", {"line": line_of(error)})
        case _:
            words = " ".join(str(error).split()) or type(error).__name__
            return others_words(words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…")
    if place is None:
        return reason
    return Phrase("errors.others.placed", {"place": str(place), "reason": reason})


def line_of(error: UnicodeDecodeError) -> int:
    """The line, from 1, with the first bytes that are no text."""
    return error.object.count(b"\n", 0, error.start) + 1


def system_reason(error: OSError) -> Phrase:
    """Why the operating system could not do something, in words: "Permission denied".

    What it says of a number that texts/errors.toml knows (`[errno.EACCES]`) is said in both
    languages; anything else, such as the words of a server, is quoted.
    """
    name = errno.errorcode.get(error.errno or 0, "")
    usual = error.strerror is None or error.strerror == os.strerror(error.errno or 0)
    if usual and name in texts_of("errors")["errno"]:
        return Phrase(f"errors.errno.{name}")
    return others_words(error.strerror or str(error) or type(error).__name__)


def system_error(error: OSError) -> SocsamError:
    """An error of the operating system as one of ours: the file it is about, and the reason."""
    reason = system_reason(error)
    if error.filename is None:
        return SocsamError("system.failed", reason=reason)
    return SocsamError("system.failed-at", str(error.filename), reason=reason)


# What loading a module raises whose own parts are missing, of another version or cut short.
_BROKEN = (
    *(ImportError, OSError, SyntaxError, ValueError, RuntimeError),
    *(AttributeError, NameError, TypeError, LookupError, AssertionError),
)


def _is_installed(package: str) -> bool:
    """Whether a top-level package is there, whole or not."""
    try:
        return find_spec(package) is not None
    except (ImportError, ValueError):
        return False


@contextmanager
def loading(library: str, extra: str) -> Iterator[None]:
    """Around the imports of a library of one of our extras.

    SocsamError says what to install where it, or another one that it needs, is not there, and what
    it said itself where it is and cannot be loaded.
    """
    try:
        yield
    except _BROKEN as error:
        absent = error.name if isinstance(error, ModuleNotFoundError) else None
        # A module that a library itself lacks is none to install: the library is not whole.
        if absent and ("." not in absent or not _is_installed(absent.partition(".")[0])):
            raise SocsamError("extra.missing", module=absent, extra=extra) from error
        said = reason_of(error)
        raise SocsamError("extra.broken", module=library, said=said, extra=extra) from error

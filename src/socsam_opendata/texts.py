"""Every sentence for people, in Swedish and English, as data: `texts/*.toml`, said by `say`.

A key is the name of a file and the path of a table in it: `cli.build.minutes` is `[build.minutes]`
of `texts/cli.toml`. Its table has `sv` and `en`, each a text whose braces are facts, or the two
forms of a plural, chosen by the fact `count`:

    [rows]
    sv = { one = "{count} rad", other = "{count} rader" }
    en = { one = "{count} row", other = "{count} rows" }

Swedish and English both have `one` for 1 and `other` for all else (Unicode CLDR, plural rules for
whole numbers). `by` names another fact than `count` to choose by; a form may bear a value of it, as
`by = "role", chair = "...", other = "..."`, and may have forms in its turn, by a second fact. No
other module asks which language it is: it hands the language on.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

LANGUAGES = ("sv", "en")
_Text = TypeVar("_Text")
# What is raised for a language without texts. The errors of this library stand a floor above, for
# their own sentences are texts: errors.py hands its own down when it is loaded.
_REFUSALS: list[Callable[[object], Exception]] = [KeyError]
_FOLDER = Path(__file__).resolve().parent / "texts"


@cache
def texts_of(name: str) -> dict[str, Any]:
    """The tables of one file, by its name without `.toml`; KeyError when there is none."""
    try:
        return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise KeyError(name) from None


def entry(key: str) -> dict[str, Any]:
    """The table of a key; KeyError when there is none."""
    name, *path = key.split(".")
    found: Any = texts_of(name)
    for part in path:
        found = found[part]
    if not isinstance(found, dict):
        raise KeyError(key)
    return found


def refuse_languages_with(error: Callable[[object], Exception]) -> None:
    """Have this error raised for a language that there are no texts in."""
    _REFUSALS[:] = [error]


def check_language(language: object) -> None:
    """ArgumentError for a language that there are no texts in."""
    if language not in LANGUAGES:
        raise _REFUSALS[0](language)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text that is a fact of another one: it is said in the language of that one."""

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def said(self, language: str) -> str:
        """The text in `sv` or `en`."""
        return say(self.key, language, **self.facts)


class Sentence(str):
    """An English sentence that can be said in Swedish too: `sentence.said("sv")`.

    To programs it is a string like any other; where it is shown to people, `in_language` says it.
    """

    phrase: Phrase

    def __new__(cls, key: str, /, **facts: object) -> Sentence:
        """The sentence of a key with its facts."""
        phrase = Phrase(key, facts)
        made = super().__new__(cls, phrase.said("en"))
        made.phrase = phrase
        return made

    def __reduce__(self) -> tuple[object, ...]:
        return _sentence, (self.phrase,)

    def said(self, language: str) -> str:
        """The sentence in `sv` or `en`."""
        return self.phrase.said(language)


def _sentence(phrase: Phrase) -> Sentence:
    """A sentence again, copied or on its way from a worker process."""
    return Sentence(phrase.key, **phrase.facts)


def in_language(text: str, language: str) -> str:
    """A sentence in a language; a text of others, which has one language only, as it is."""
    check_language(language)
    return text.said(language) if isinstance(text, Sentence) else text


@dataclass(frozen=True, slots=True)
class Thousands:
    """A whole number as a fact, its thousands set apart as the language of the text does."""

    number: int

    def __str__(self) -> str:
        return str(self.number)

    def said(self, language: str) -> str:
        """The number as it is written in `sv` or `en`."""
        return f"{self.number:,}".replace(",", either(language, "\N{NO-BREAK SPACE}", ","))


@dataclass(frozen=True, slots=True)
class Joined:
    """Several facts as one: each is said in the language of the text, with `by` between them."""

    parts: Sequence[object]
    by: str = ", "


def _in_words(fact: object, language: str) -> object:
    """A fact as it stands in a text of a language."""
    match fact:
        case Phrase(key, facts):
            return say(key, language, **facts)
        case Sentence() | Thousands():
            return fact.said(language)
        case Joined(parts, by):
            return by.join(str(_in_words(part, language)) for part in parts)
    return fact


def forms(text: str | dict[str, Any]) -> Iterator[str]:
    """Every form of one language's text of an entry."""
    if isinstance(text, str):
        yield text
        return
    for name, form in text.items():
        if name != "by":
            yield from forms(form)


def either(language: str, sv: _Text, en: _Text) -> _Text:
    """The one of two texts that is in that language, for texts that stand in a declaration."""
    check_language(language)
    return {"sv": sv, "en": en}[language]


def in_both(name: str, said: Callable[[str], str]) -> dict[str, str]:
    """A text in Swedish under a name and in English under `{name}_en`, as in files for programs."""
    return {name: said("sv"), f"{name}_en": said("en")}


def say(key: str, language: str, /, **facts: object) -> str:
    """The text of a key in `sv` or `en` with its facts; KeyError for an unknown key or fact.

    ArgumentError for another language, here as in all that is said through here.
    A text with forms needs the fact they are chosen by: `count` where they name none, which may be
    a whole number or one that is written out already.
    """
    check_language(language)
    text = entry(key)[language]
    while isinstance(text, dict):
        value = str(facts[text.get("by", "count")])
        form = "one" if value == "1" else value
        text = text[form] if form in text else text["other"]
    return str(text).format_map({name: _in_words(fact, language) for name, fact in facts.items()})

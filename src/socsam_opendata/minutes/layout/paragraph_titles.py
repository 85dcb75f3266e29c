"""The title of a paragraph, over several lines, and the diary number before or after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from socsam_opendata.minutes.layout.deciding_lines import LEAD_IN
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.owners import Owner, Owners
from socsam_opendata.minutes.layout.sections import section_of
from socsam_opendata.minutes.print.dates import DAY_OF_MONTH
from socsam_opendata.minutes.print.diary_numbers import (
    diary_number,
    number_before_title,
    title_and_number,
)
from socsam_opendata.minutes.print.paragraphs import NUMBERS
from socsam_opendata.minutes.print.secrecy import is_taken_out
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.codes import CodeList
from socsam_opendata.model.iris import DASH

# The item's § before a committee or another board: `KSAU § 12`, `(AU §§ 4, 7)`.
_EARLIER = re.compile(
    rf"(?P<open>\()?[A-ZÅÄÖ]{{2,6}}\s*§+\s*{NUMBERS}(?(open)\))(?:\s*[,;:]?\s+(?=[A-ZÅÄÖ(])|\s*\Z)"
)
_TITLED = re.compile(r"(?:Ärende|Ärenderubrik|Rubrik|Ärendemening)(?:\s*:\s*|\s*\Z)")
# A sentence of one word: `Inga.`, `Godkändes.`
_ANSWER = re.compile(r"[A-ZÅÄÖ][a-zåäö]{3,30}\.")
# What a line of a title does not end with, if the title ends there.
_GOES_ON = re.compile(
    rf"(?:[,&/]|{DASH}|\b(?:och|samt|eller|av|för|till|från|om|i|på|vid|med|mot|per|angående|gällande|"
    r"avseende|rörande|beträffande|enligt|under|mellan|inom|den|det|de|en|ett))\Z",
    re.IGNORECASE,
)


def paragraph_title(rest: str, lines: list[Line], owners: Owners) -> tuple[str, str | None, int]:
    """Title, diary number and the index of the first line after them."""
    words: list[str] = []
    diary: str | None = None
    at = 1
    rest = _own_words(rest)
    before = number_before_title(rest)
    found = None if before else diary_number(rest)
    if before:
        diary, title = before
        words.append(title)
    elif found is not None:
        diary = found or None
    elif rest:
        words.append(rest)
    sections = code_list("section")
    while at < len(lines):
        line = lines[at]
        if not line.text:
            if words:
                break
            at += 1
            continue
        found = diary_number(line.text) if diary is None else None
        own = line.text if words else _own_words(line.text)
        if found is not None or not own:
            diary = found or diary  # none: its § of another board, or a word for the title
        elif (
            line.listed
            or (words and LEAD_IN.fullmatch(line.text))
            or (section_of(line.text, sections) and (words or not _names_item(line.text)))
            or len(words) >= 4
            or (words and is_taken_out(line.text))
            or (words and _begins_text(words[-1], lines[at:], sections))
        ):
            break
        else:
            words.append(own)
        owners.give(line.number, Owner("read", "paragraph heading"))
        at += 1
    below = next((j for j in range(at, len(lines)) if lines[j].text), None)
    if below is not None and diary is None and (number := diary_number(lines[below].text)):
        diary, at = number, below + 1
        owners.give(lines[below].number, Owner("read", "paragraph heading"))
    for n, word in enumerate(words):
        if diary is None:
            words[n], diary = title_and_number(word)
    return _joined(words), diary, at


def _own_words(text: str) -> str:
    """A title without the word for it, and without the § that the item had before another board:
    `AU § 12 Vägar`, `Ärende: Vägar`."""
    earlier = _EARLIER.match(text)
    text = text[earlier.end() :] if earlier else text
    label = _TITLED.match(text)
    return text[label.end() :] if label else text


def _names_item(text: str) -> bool:
    """Whether a heading of sections is the name of a kind of item too: `Information`, `Dialog`.

    Right below a number that has no other title it is the title.
    """
    kind = code_list("item-kind").find(text)[:1]
    return bool(kind) and kind[0].start == 0 and kind[0].code != "decision"


def _begins_text(before: str, lines: Sequence[Line], sections: CodeList) -> bool:
    """Whether text begins with the first of some lines, right below a line of a title.

    What goes on from a title says so at the end of its line or with a small letter, or it has no
    sentence. A day begins a sentence, too.
    """
    first = lines[0].text
    if not any(sign.isalnum() for sign in first):
        return True  # a dash for nothing
    if _GOES_ON.search(before) or not (first[:1].isupper() or DAY_OF_MONTH.match(first)):
        return False
    if _ANSWER.fullmatch(first):
        return True
    for line in lines:
        if not line.text or section_of(line.text, sections):
            return False
        if line.text[-1] in ".!?" and len(line.text.split()) > 1:
            return True
    return False


def _joined(words: list[str]) -> str:
    """Lines of a title as one; a hyphen at a line's end is kept, no space follows it."""
    text = ""
    for word in words:
        text = word if not text else text + ("" if text.endswith("-") else " ") + word
    return text.strip()

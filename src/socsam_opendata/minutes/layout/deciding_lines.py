"""Which lines decide: a lead-in, a sentence by itself, what stands alone below a title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import fold

LEAD_IN = re.compile(
    r"(?P<body>[A-ZÅÄÖ][^.:]{1,80}?)\s+(?i:beslutar|beslutade|beslöt)"
    r"(?P<that>\s+(?:därför\s+)?(?:följande|att))?\s*:?"
)
# A sentence in which a body acts takes so many lines at most.
_LONGEST = 12
# No letters of a body are more.
_LETTERS = 6
# The meeting itself, whatever the body is called.
_MEETINGS = frozenset({"Mötet", "Sammanträdet", "Stämman", "Årsmötet", "Årsstämman"})
# `Arbetsutskottet` is what a title calls `Kommunstyrelsens arbetsutskott`, and `Styrelsen` whose
# minutes are a `Styrelseprotokoll`.
_DEFINITE = ("en", "et", "n", "t")
_ACTS = re.compile(
    r"(?P<body>[A-ZÅÄÖ]\w[^.:,]{1,80}?)\s+(?P<verb>\w+[ae]r)\b(?:[^.]*\s(?P<files>till\s+handlingarna))?"
)
# Told of afterwards, and perhaps without `att`: `Rådet beslutade bevilja 8 000 kr.`
_DECIDED = re.compile(
    r"(?P<body>[A-ZÅÄÖ][^.:,\d]{1,80}?)\s+(?:beslutade|beslöt)(?:\s+(?:enhälligt|därför|även|också))*"
    r"\s+(?:att\s+\S|[a-zåäö]{3,30}a\b)"
)
_DECIDES_THAT = re.compile(
    r"(?P<body>[A-ZÅÄÖ][^.:,]{1,80}?)\s+beslutar(?:\s+(?:enhälligt|därför|även|också|vidare))*\s+att\s+\S"
)


def leads_in(text: str, section: str, body_words: str) -> bool:
    """Whether a line is the lead-in of a decision of this body: `Nämnden beslutar:`."""
    if section == "text" and _PASSIVE_LEAD.fullmatch(text):
        return True
    match = LEAD_IN.fullmatch(text)
    if not match:
        return False
    if section == "decision":
        return True
    ours = _is_ours(match["body"], body_words)
    return ours or (section == "text" and "beslutar" in text.casefold())


def _is_ours(name: str, body_words: str) -> bool:
    """Whether a name is one that the title has, or the letters of a word of it: `AU` of an
    arbetsutskott."""
    if name in _MEETINGS:
        return True
    words = fold(body_words)
    if not (name.isupper() and 1 < len(name) <= _LETTERS):
        said = fold(name)
        stems = {said.removesuffix(end) for end in _DEFINITE if len(said) > _LETTERS + len(end)}
        return said in words or any(
            word.startswith(stem) for stem in stems for word in words.split()
        )
    letters = ".*".join(map(re.escape, fold(name)))
    return any(re.match(letters, word) for word in words.split())


def _decides_at_once(text: str, body_words: str) -> bool:
    """Whether a line decides by itself: `Nämnden beslutar att bordlägga ärendet.`"""
    match = _DECIDES_THAT.match(text)
    return match is not None and _is_ours(match["body"], body_words)


_THAT = re.compile(r"att \w")
# A decision without whose: that of the body whose minutes it stands in.
_PASSIVE = (
    r"(?:Det\s+beslut(?:ades|as)|Besl(?:utades|utas|öts))"
    r"(?:\s+(?:enhälligt|därför|även|också|vidare))*"
)
_PASSIVE_LEAD = re.compile(rf"{_PASSIVE}(?:\s+att)?\s*:?")
_PASSIVE_THAT = re.compile(rf"{_PASSIVE}\s+att\s+\S")


def decides_by_itself(
    lines: Sequence[Line], i: int, section: str, text_above: bool, body_words: str
) -> bool:
    """Whether a paragraph of text is a decision without any heading or lead-in.

    `section` is the one it stands in; `text_above` says that the item has text or a heading above,
    apart from decisions.
    """
    begins = _begins(lines, i) and section not in code_list("section").marked("decidesNothing")
    says = begins and _decides_at_once(lines[i].text, body_words)
    says = says or (begins and section == "text" and bool(_PASSIVE_THAT.match(lines[i].text)))
    says = says or (begins and section == "text" and _acts_at_last(lines, i, body_words))
    return says or (not text_above and _alone_that(lines, i, body_words))


def _acts_at_last(lines: Sequence[Line], at: int, body_words: str) -> bool:
    """Whether an item ends with a sentence in which its body acts: `Nämnden godkänner rapporten.`

    Further up such a sentence may tell what the body does at all times.
    """
    last = next(n for n in range(len(lines) - 1, -1, -1) if lines[n].text)
    whole = lines[at : min(last + 1, at + _LONGEST + 1)]
    if last - at >= _LONGEST or not all(line.text for line in whole):
        return False
    if not lines[last].text.endswith("."):
        return False
    text = " ".join(line.text for line in whole)
    told = _DECIDED.match(text)
    if told and _is_ours(told["body"], body_words):
        return True
    match = _ACTS.match(text)
    if match is None or not _is_ours(match["body"], body_words):
        return False
    found = code_list("decision-action").find(text)
    return any(hit.start in (match.start("verb"), match.start("files")) for hit in found)


def _alone_that(lines: Sequence[Line], i: int, words: str) -> bool:
    """Whether nothing but what is to be done stands below a title: `att anta taxan`.

    Below text or any heading such a line is of what is told there, and above a decision, what that
    is about.
    """
    if (i and lines[i - 1].text) or not _THAT.match(lines[i].text):
        return False
    found = code_list("decision-action").find(lines[i].text)
    acts = bool(found) and found[0].start <= len("att ")
    below = (line.text for line in lines[i + 1 :])
    return acts and not any(leads_in(x, "text", words) or _decides_at_once(x, words) for x in below)


def _begins(lines: Sequence[Line], i: int) -> bool:
    """Whether a line begins a paragraph of text, or a sentence below one that ends its line."""
    return not lines[i].listed and (i == 0 or lines[i - 1].text[-1:] in ("", ".", "!", "?"))

"""Telephone numbers, Swedish and foreign.

PTS's numbering plan for telephony (telefoninummerplanen, after ITU-T E.164): the national prefix 0,
an area code of one to three digits (264 areas) and a subscriber's number; mobile numbers 70, 72,
73, 76 and 79; country code 46; at most 15 digits with any country code. That a whole number has
seven to nine digits without the 0, and a mobile one nine, was found at second hand only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from socsam_opendata.privacy.numbers.beside import (
    OTHER_NUMBER,
    NearbyWords,
    any_before,
    is_counted,
    word_before,
)
from socsam_opendata.privacy.numbers.digits import Run, Window, is_grouped_in_thousands
from socsam_opendata.privacy.numbers.spans import PlainSpan

TELEPHONE = word_before(
    r"(?:hem|mobil|jobb|arbets|direkt|jour|fast|privat|kontakt|växel)?[- ]?tele?(?:fon)?[.]?[- ]?"
    r"(?:n(?:r|um(?:me)?r)(?:et|[.])?)?|t(?:e?l)?[.]?f[.]?n[.]?|telefonsvarare"
    r"|mob(?:il)?[.]?[- ]?(?:n(?:r|um(?:me)?r)(?:et|[.])?|telefon)?"
    r"|direkt(?:nr|nummer|val|telefon)|växel(?:n|nr|nummer)?|(?:text|bild)telefon|tele?fax|fax"
    r"|jour(?:nr|nummer|telefon)|ring(?:a|er|as)?(?: [^\W\d_][\w ]{1,20} på)?"
    r"|vx|(?-i:[TM])[.:]|sms(?::?a)?|phone|mobile|call|swish(?:nr|nummer)?"
    r"|nås på|når(?:s| mig| oss| henne| honom)? på|kontaktnummer|hemnummer|☎|☏|✆|📞|📱|📠|🕿"
)
EXTENSION = word_before(
    r"ankn[.]?|an?kn(?:ytning)?(?:en|snummer|snr|snummer)?|anknytn[.]?|kort(?:nr|nummer)|ext[.]?"
    r"|internnummer|internnr|snabbval"
)
_SPOKEN = any_before(TELEPHONE, EXTENSION)
# Country codes of ITU-T E.164: none is the beginning of another.
_COUNTRY = re.compile(
    r"[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
    r"|2[1-689][0-9]|3[578][0-9]|42[0-9]|5[09][0-9]|6[7-9][0-9]|8[0578][0-9]|9[679][0-9]"
)
_AREAS_TEXT = """
    08 010 011 013 016 018 019 020 021 023 026 031 033 035 036 040 042 044 046 054 060 063 070
    071 072 073 074 075 076 077 079 090
"""
_AREAS = frozenset(_AREAS_TEXT.split())
_MOBILE = ("070", "072", "073", "076", "079")
_JOINT = re.compile(r" ?[-./()_]{0,2} ?|  ?|[ -]{0,3}\n[ >|]{0,12}")
_TIME = re.compile(r"[0-2]?[0-9][.:][0-5][0-9](?: ?- ?| )[0-2]?[0-9][.:][0-5][0-9](?![0-9])")
_DAY = re.compile(r"[0-3]?[0-9]([-./ ])[01]?[0-9]\1(?:19|20)[0-9]{2}(?![0-9])")
# No number has fewer digits, not even an extension.
_FEWEST = 2
_PLUS = re.compile(r"\+ ?\(?\Z")
_MORE = re.compile(
    r"(?: ?(?:,|/|och|eller|samt|alt[.]?) ?)"
    r"(?P<more>[1-9][0-9]{1,2}(?:[ -][0-9]{2,3}){0,2}|[0-9]{2}(?![ -]?[0-9]))"
    r"(?![0-9]|[.:-][0-9])"
)
# The number goes on behind its end; after a slash another may begin.
_GOES_ON = re.compile(r"[-:.,][0-9]|/[1-9][0-9]{2}")
# Emergency and public services: 112, 1177, 114 14, 118 118, 113 13.
_PUBLIC = re.compile(r"112|1177|11[34]1[34]|118[0-9]{3}|90000|90[0-9]{3}")


def telephone_numbers(words: NearbyWords, runs: Sequence[Run]) -> Iterator[PlainSpan]:
    """Every telephone number: Swedish, foreign with a plus or 00, local behind a word."""
    for run in runs:
        at = 0
        while at < len(run.groups):
            span = _number_from(words, run, at)
            if span is None:
                at += 1
                continue
            while at < len(run.groups) and run.groups[at].start < span.end:
                at += 1
            yield _with_more(words.text, span)


def _with_more(text: str, span: PlainSpan) -> PlainSpan:
    """A number with the shorter ones that follow it: `063-14 10 00, 14 10 01`."""
    more = _MORE.match(text, span.end)
    if more is None or is_counted(text, more.end()):
        return span
    digits = sum(map(str.isdigit, more["more"]))
    if 5 <= digits <= 8 or ("/" in more.group() and digits == 2):
        return PlainSpan(span.start, more.end(), span.kind)
    return span


def _number_from(words: NearbyWords, run: Run, first: int) -> PlainSpan | None:
    """The telephone number that begins with a group, the longest that the plan knows."""
    if not run.reaches(first, _FEWEST):
        return None
    text = words.text
    begin = run.groups[first].start
    plus = _PLUS.search(text, max(0, begin - 3), begin)
    spoken = words.before(begin, _SPOKEN)
    if not (plus or spoken or run.groups[first].digits.startswith("0")):
        return None
    found: Window | None = None
    for window in run.windows(first, 17):
        if window.joints and not _JOINT.fullmatch(window.joints[-1]):
            break
        if sum("\n" in joint for joint in window.joints) > 1:
            break
        digits = _dialled(window)
        if plus:
            fits = _is_international(words, window, digits)
        elif digits.startswith("00"):
            fits = _is_international(words, window, digits[2:]) and len(digits) > 9
        elif digits.startswith("0"):
            fits = _is_national(words, window, digits)
        else:
            after = first + len(window.groups)
            columns = after < len(run.groups) and run.joints[after - 1].isspace()
            fits = not columns and _is_local(words, window, digits)
        if fits:
            found = window
    if found is None or _is_other(words, found, bool(plus)):
        return None
    start = plus.start() if plus else begin
    if not plus and text[start - 1 : start] == "(" and ")" in "".join(found.joints):
        start -= 1
    return PlainSpan(start, found.end, "telephone")


def _has_column(window: Window) -> bool:
    """Whether a wide gap, as between the columns of a table, stands between the groups."""
    return any("  " in joint for joint in window.joints)


def _dialled(window: Window) -> str:
    """The digits as dialled: +46 (0)70 is without the 0 in brackets."""
    kept = [
        group.digits
        for n, group in enumerate(window.groups)
        if not (n and group.digits == "0" and "(" in window.joints[n - 1])
    ]
    return "".join(kept)


def _is_other(words: NearbyWords, window: Window, plus: bool) -> bool:
    """Whether a number is a sum, a time, a day or a number of something after all."""
    text = words.text
    if is_counted(text, window.end) or _TIME.match(text, window.start):
        return True
    if _DAY.match(text, window.start) and window.sizes[-1] == 4 and len(window.sizes) == 3:
        return True
    if words.before(window.start, TELEPHONE) or words.before(window.start, EXTENSION):
        return False
    if not plus and (_is_touched(text, window) or _GOES_ON.match(text, window.end)):
        return True
    return words.before(window.start, OTHER_NUMBER)


def _is_touched(text: str, window: Window) -> bool:
    """Whether a longer number, such as a diary number, ends in these digits."""
    before = text[max(0, window.start - 2) : window.start]
    if before[-1:] == "/" and window.digits.startswith(_MOBILE):
        return False
    joined = before[-1:] in {"-", "/", ".", ",", ":"} and before[:1].isalnum()
    return (joined and before[:1] not in "TMtm") or before[-1:].isupper() or before[-1:].isdigit()


def _is_international(words: NearbyWords, window: Window, digits: str) -> bool:
    """A country code and what follows: Swedish by the plan, others by the length of E.164."""
    if digits.startswith("46"):
        national = "0" + digits[2:].removeprefix("0")
        return _fits_plan(national)
    if not 8 <= len(digits) <= 15 or digits.startswith("0") or _has_column(window):
        return False
    country = _COUNTRY.match(digits)
    if country is None or len(window.groups[0].digits.removeprefix("00")) < country.end():
        return False
    if country.group() in {"1", "7"} and len(digits) != 11:
        return False
    if is_grouped_in_thousands(window) and len(digits) < 11:
        return words.before(window.start - 1, TELEPHONE)
    return True


def _fits_plan(national: str) -> bool:
    """Whether digits with the 0 have a length that the numbering plan gives their area."""
    if national.startswith((*_MOBILE, "010")):
        return len(national) == 10
    if national.startswith("08"):
        return 8 <= len(national) <= 10
    if national[:2] in {"00", ""} or len(national) < 3:
        return False
    return (8 if national[:3] in _AREAS else 9) <= len(national) <= 10


def _is_national(words: NearbyWords, window: Window, digits: str) -> bool:
    """A number with the 0: the area code divided from the rest, all in one, or in small groups."""
    if not _fits_plan(digits) or _has_column(window):
        return False
    sizes = window.sizes
    mobile = digits.startswith(_MOBILE)
    if set(sizes) == {1} or len(sizes) == 1 or (mobile and set(sizes) == {2}):
        return True
    spoken = words.before(window.start, TELEPHONE)
    if _is_divided_oddly(window) and not (spoken and mobile):
        return False
    if sizes[0] == 1 and window.joints[0].startswith(")"):  # (0)70-123 45 67
        return sizes[1] > 1 and _is_area("0" + window.groups[1].digits)
    times = window.joints[0] == "." and set(window.joints) != {"."} and sizes[1] == 2
    return spoken or (sizes[0] > 1 and not times and _is_area(window.groups[0].digits))


def _is_divided_oddly(window: Window) -> bool:
    """Whether a digit stands alone inside a number, or at its end without a hyphen before."""
    sizes = window.sizes
    divided = "-" in window.joints[0] or "/" in window.joints[0]
    return 1 in sizes[1:-1] or (sizes[-1] == 1 and not divided)


def _is_area(digits: str) -> bool:
    """Whether digits are an area code of the numbering plan, or may be one of four digits."""
    if len(digits) == 4 and digits[:3] not in _AREAS:
        return not digits.startswith("08")
    return digits in _AREAS or digits[:3] in (*_MOBILE, "077")


def _is_local(words: NearbyWords, window: Window, digits: str) -> bool:
    """A number without the 0 behind a word that says so: `tel 14 10 00`, `ankn 4512`."""
    if _has_column(window) or any("." in j or ":" in j for j in window.joints):
        return False
    if words.before(window.start, EXTENSION):
        return 2 <= len(digits) <= 6 and not _OF_A_LAW.match(words.text, window.end)
    if not words.before(window.start, TELEPHONE) or _PUBLIC.fullmatch(digits):
        return False
    if digits.startswith("46") and _fits_plan("0" + digits[2:].removeprefix("0")):
        return True
    summed = is_grouped_in_thousands(window) and not _is_labelled(words, window)
    return 5 <= len(digits) <= 9 and not summed


_OF_A_LAW = re.compile(r" ?(?:§|kap[ .])")
_LABEL = re.compile(r"(?:(?:tel|tfn|mob)[.:]?|:|n(?:umme)?r[.]?)\s*\Z", re.IGNORECASE)


def _is_labelled(words: NearbyWords, window: Window) -> bool:
    """Whether a label, not the name of a cost (`Telefon 12 000`), stands before the digits."""
    return _LABEL.search(words.text, max(0, window.start - 12), window.start) is not None

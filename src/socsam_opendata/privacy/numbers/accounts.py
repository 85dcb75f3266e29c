"""Bank accounts: account and clearing numbers, bankgiro, plusgiro, IBAN, Swish.

A clearing number has four digits (Swedbank's 8xxx a fifth, its check), the account behind it seven
or, of the older type, up to ten (Bankgirot, Bankernas kontonummer, 2017); an IBAN (ISO 13616) has
two letters, two check digits and up to 30 characters, 97 its modulus. Found at second hand only:
bankgiro has seven or eight digits. Not checked: plusgiro two to eight. Account codes of a budget
("konto 4511") are taken to have at most six digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from socsam_opendata.privacy.numbers.beside import NearbyWords, any_before, is_counted, word_before
from socsam_opendata.privacy.numbers.digits import Run, Window
from socsam_opendata.privacy.numbers.spans import PlainSpan

_BANKS = (
    r"swedbank|sparbanken|nordea|handelsbanken|seb|danske bank|länsförsäkringar(?: bank)?|skandia"
    r"(?:banken)?|ica[- ]banken|ikano(?: bank)?|sbab|avanza|forex(?: bank)?|marginalen(?: bank)?"
    r"|resurs bank|landshypotek|personkonto"
)
_GIRO = word_before(
    r"(?:bank|plus|post)[- ]?giro(?:t|n(?:r|ummer)|konto)?|[bp][.]?g[.]?[- ]?(?:n(?:r|ummer))?"
)
_ACCOUNT = word_before(
    r"(?:bank|löne|spar|person|privat|utbetalnings|insättnings|återbetalnings|bidrags)?konto"
    r"(?:t|n(?:r|um(?:me)?r)(?:et|[.])?)?(?: n(?:r|ummer))?|(?:bank|person)uppgifter|account"
    r"|kto(?:[.]|nr)?|betalas till|utbetalas till|sätts in på|insättning(?:en)? på|" + _BANKS
)
_BARE_ACCOUNT = word_before(r"konto(?:t|n)?")
_CLEARING = word_before(
    r"clearing[- ]?(?:n(?:r|ummer)(?:et|[.])?)?|cl[.]?[- ]?n(?:r|ummer)|clearing|c-nr"
)
# The clearing number, and the account behind it or before it: clearing 6789, konto 123 456 789.
_CLEARING_TEXT = r"(?<![^\W\d_])(?:cl(?:earing)?[.]?[- ]?(?:nummer|nr[.]?)?|c-nr[.]?)[ :.]{0,3}"
_AFTER_CLEARING = re.compile(
    rf"{_CLEARING_TEXT}[0-9]{{4}}(?:-?[0-9])?[ ,;/|)-]{{1,3}}[^0-9\n]{{0,24}}\Z", re.IGNORECASE
)
_CLEARING_FOLLOWS = re.compile(
    rf"[ ,;/|(]{{1,3}}{_CLEARING_TEXT}[0-9]{{4}}(?![0-9])", re.IGNORECASE
)
_SWISH = word_before(r"swish(?:a|as|nr|nummer|numret|konto)?")
_ANY = any_before(_GIRO, _CLEARING, _SWISH, _ACCOUNT)
_IBAN = re.compile(
    r"(?<![0-9A-Za-z])(?:[Ss][Ee][ ]?[0-9]{2}(?:[ \n-]{0,2}[0-9]){20}"
    r"|[A-Z]{2}[ ]?[0-9]{2}(?:[ \n-]?[0-9A-Z]){11,30})(?![0-9A-Za-z])"
)
_TWO_DIGITS = re.compile(r"(?<![0-9])[0-9]{2}")
_GAP = re.compile(r"[ \n-]+")
_IBAN_WORD = word_before(r"iban(?:[- ]?n(?:r|ummer))?")
# No account has fewer digits.
_FEWEST = 4
_JOINT = re.compile(r" ?[-.,/ ]{0,2} ?|[ -]{0,3}\n[ >|]{0,12}")


def bank_accounts(words: NearbyWords, runs: Sequence[Run]) -> Iterator[PlainSpan]:
    """Every bank account that a word or, for an IBAN, its check digits show."""
    for begin in _after_two_letters(words.text):
        match = _IBAN.match(words.text, begin)
        end = match and _iban_end(match)
        if match and (end or words.before(match.start(), _IBAN_WORD)):
            yield PlainSpan(match.start(), end or match.end(), "bank-account")
    for run in runs:
        at = 0
        while at < len(run.groups):
            window = _account_from(words, run, at)
            if window is None:
                at += 1
            else:
                at += len(window.groups)
                yield PlainSpan(window.start, window.end, "bank-account")


def _after_two_letters(text: str) -> Iterator[int]:
    """Where two letters stand before two digits, with a blank between them or without."""
    for digits in _TWO_DIGITS.finditer(text):
        start = digits.start()
        begin = start - 2 - (text[start - 1 : start] == " ")
        if begin >= 0 and text[begin : begin + 2].isalpha():
            yield begin


def _iban_end(match: re.Match[str]) -> int | None:
    """Where a group ends with which the check digits are right: the next may be of what follows."""
    text = match.group()
    ends = [len(text), *(gap.start() for gap in reversed(list(_GAP.finditer(text))))]
    for end in ends:
        if _is_iban(_GAP.sub("", text[:end]).upper()):
            return match.start() + end
    return None


def _is_iban(iban: str) -> bool:
    """Whether the check digits are right (ISO 7064, modulus 97-10)."""
    turned = "".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])
    return 15 <= len(iban) <= 34 and int(turned) % 97 == 1


def _account_from(words: NearbyWords, run: Run, first: int) -> Window | None:
    if not run.reaches(first, _FEWEST):
        return None
    start = run.groups[first].start
    bounds = _bounds(words, start)
    if bounds is None:
        return None
    least, most = bounds
    found = None
    for window in run.windows(first, most):
        if window.joints and not _JOINT.fullmatch(window.joints[-1]):
            break
        if len(window.digits) >= least:
            found = window
    if found and is_counted(words.text, found.end):
        found = _before_sum(found, least)
    return None if found is None or _is_account_code(words, found) else found


def _before_sum(window: Window, least: int) -> Window | None:
    """The account before a comma and a sum: `konto 1234-567 89 01, 500 kronor`."""
    commas = [n for n, joint in enumerate(window.joints) if "," in joint]
    if not commas:
        return None
    cut = Window(window.groups[: commas[-1] + 1], window.joints[: commas[-1]])
    return cut if len(cut.digits) >= least else None


def _is_account_code(words: NearbyWords, window: Window) -> bool:
    """Whether digits are codes of a budget and a sum: `konto 6310-6390`, `konto 0701 234 567`."""
    if not words.before(window.start, _BARE_ACCOUNT) or words.before(window.start, _CLEARING):
        return False
    if _is_behind_clearing(words.text, window.start):
        return False
    if _CLEARING_FOLLOWS.match(words.text, window.end):
        return False
    sizes = window.sizes
    in_thousands = all(size == 3 for size in sizes[1:]) and set(window.joints) == {" "}
    return sizes == (4, 4) or (sizes[0] <= 5 and in_thousands and len(window.digits) < 12)


def _is_behind_clearing(text: str, start: int) -> bool:
    return _AFTER_CLEARING.search(text, max(0, start - 56), start) is not None


def _bounds(words: NearbyWords, start: int) -> tuple[int, int] | None:
    """The fewest and most digits of an account that the words before make."""
    if not words.before(start, _ANY) and not _is_behind_clearing(words.text, start):
        return None
    if words.before(start, _GIRO):
        return 5, 8
    if words.before(start, _CLEARING):
        return 4, 16
    if words.before(start, _SWISH):
        return 9, 10
    if _is_behind_clearing(words.text, start):
        return 5, 16
    return (7, 16) if words.before(start, _ACCOUNT) else None

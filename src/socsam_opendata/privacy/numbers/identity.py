"""Personal identity and coordination numbers (person- and samordningsnummer).

Folkbokföringslagen (1991:481) 18 §: the day of birth as year, month and day, a hyphen that becomes
a plus in the year a person turns 100, three digits and a check digit; the century in registers.
Skatteverket's SKV 704 tells how the check digit is reckoned; a coordination number has 60 added to
the day (SKV 707). The number of a sole trader is the trader's own. An organization's has ten digits
with a check digit (lagen 1974:174 om identitetsbeteckning för juridiska personer m.fl., 4 §); that
its third and fourth are at least 20, so that it is no day and never found here, is the practice of
Skatteverket, which the law does not say. How numbers are printed besides is no rule of anybody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from socsam_opendata.privacy.numbers.beside import (
    OTHER_NUMBER,
    NearbyWords,
    is_counted,
    word_before,
)
from socsam_opendata.privacy.numbers.calendar_days import is_day
from socsam_opendata.privacy.numbers.digits import (
    SETS_OFF,
    Run,
    Window,
    has_check_digit,
    is_grouped_in_thousands,
)
from socsam_opendata.privacy.numbers.spans import PlainSpan

PERSON_NUMBER = word_before(
    r"pn|(?:p(?:erson)?)-?(?: ?/ ?| och | eller )-?org(?:anisations)?[.]?[- ]?n(?:r|ummer)|"
    r"p[.]?[- ]?n(?:r|ummer)|per[s]?(?:on)?[.]?[- /]?n(?:r|um(?:me)?r)(?:et|[.])?"
    r"|person(?:beteckning|id)(?:en)?|personal identity (?:number|no)|(?:social )?security number"
    r"|sam(?:ordnings)?[.]?[- ]?n(?:r|ummer)(?:et|[.])?|identitets(?:beteckning|nummer)(?:en|et)?"
    r"|id[.]?[- ]?n(?:r|ummer)|födelse(?:tid|nummer|nr|datum|data|dag)(?:en|et)?|född|fött|födda"
    r"|f[.]|föd[.]?|enskild (?:firma|näringsidkare|näringsverksamhet)|näringsidkaren?"
    r"|[ft]f[- ]?n(?:r|ummer)|interimspersonnummer"
)
# Two digits of a year below these are taken for this century's, in the name of a file and where
# two days follow each other.
_THIS_CENTURY = 40
_NOW = {"", "20"}
_SIGN = re.compile(
    rf"[ {SETS_OFF}]{{0,6}}[-+]{{1,3}}[ {SETS_OFF}]{{0,6}}|[-+ ]{{0,3}}\n[ >|]{{0,12}}[-+]?|[-+]?\n"
    rf"|[ {SETS_OFF}]{{0,3}}[-+] ?\n[ |{SETS_OFF}]{{0,12}}"
)
# Not the last four, but the year of another day: 2025-06-02 - 2025-06-30.
_DAY_GOES_ON = re.compile(r"[-./][0-9]{1,2}[-./][0-9]{1,2}(?![0-9])")
_LINE_END = re.compile(r" {0,3}-?\n[ >|]{0,12}")
# The last four hidden: 850412-XXXX, 19850412-****, 850412-12XX.
_LOOSE = "_.?#…×◦○"
_HIDES = "[Xx*•●■▪█#?_×○◦…]"
_HIDDEN = re.compile(
    rf"(?P<year>(?:18|19|20)?[0-9]{{2}})(?P<gap>[ .-]?)(?P<month>[0-9]{{2}})(?P=gap)"
    rf"(?P<day>[0-9]{{2}})(?P<sign>[ ]?[-+]{{1,2}}[ \n]{{0,2}}|[ \n]?)"
    rf"(?P<last>[0-9]{{0,3}}{_HIDES}{{2,6}}(?:[0-9]{{2}}| {_HIDES}{{2}})?|[0-9]{{3}}{_HIDES}"
    r"|nnnn|NNNN|[.]{3,4}"
    r"|[A-ZÅÄÖ]{1,2}[0-9]{2,3})(?![^\W_])"
)

# The day hidden: XXXXXX-1234.
_HIDDEN_DAY = re.compile(r"(?<!\w)(?:[Xx]{6}(?:[Xx]{2})?|[*•●]{6,8})[-+ ]?[0-9]{4}(?!\w)")
_SIX_HIDDEN = ("xx", "XX", "Xx", "xX", "*", "•", "●")


def identity_numbers(words: NearbyWords, runs: Sequence[Run]) -> Iterator[PlainSpan]:
    """Every identity and coordination number, in every printed form, in order of its runs."""
    text = words.text
    for run in runs:
        at = 0
        while at < len(run.groups):
            window = _number_from(words, run, at)
            if window is None:
                at += 1
            else:
                at += len(window.groups)
                yield PlainSpan(window.start, window.end, "identity-number")
    for start in (group.start for run in runs for group in run.groups):
        match = _HIDDEN.match(text, start)
        if match and _is_hidden(words, match):
            yield PlainSpan(match.start(), match.end(), "identity-number")
    if any(sign in text for sign in _SIX_HIDDEN):
        for match in _HIDDEN_DAY.finditer(text):
            yield PlainSpan(match.start(), match.end(), "identity-number")


def _is_hidden(words: NearbyWords, match: re.Match[str]) -> bool:
    if not is_day(match["year"], match["month"], match["day"], coordination=True):
        return False
    last, sign = match["last"], match["sign"]
    if words.before(match.start(), PERSON_NUMBER):
        return True
    if last[0].isalpha() and last[0] not in "XxNn":
        return bool(sign.strip()) and len(last) == 4 and last[1:].isdigit()
    # `2025-06-02 – ...` is a period without an end, `- ____` a gap in a form.
    if last[-1] in _LOOSE and (match["gap"] or " " in sign or "\n" in sign):
        return False
    # `850412 __` is a gap in a form, and asterisks behind a day may be Markdown's.
    return bool(sign.strip()) or (len(last) == 4 and last[0] in "Xx*•")


def _number_from(words: NearbyWords, run: Run, first: int) -> Window | None:
    """The identity number that begins with a group; twelve digits before ten."""
    found = None
    for window in run.windows(first, 12, 10):
        digits = window.digits
        if len(digits) in {10, 12} and _is_number(words, run, first, window, digits):
            found = window
    return found


def _is_number(words: NearbyWords, run: Run, first: int, window: Window, digits: str) -> bool:
    text = words.text
    if len(digits) == 12 and _is_tax_number(text, window):
        return True
    dated = is_day(digits[:-8], digits[-8:-6], digits[-6:-4], coordination=True)
    if not dated and (len(digits) == 12 or int(digits[-8:-6]) >= 20):
        return False
    shape = _shape(window)
    if not dated:
        return shape in {"whole", "signed"} and words.before(window.start, PERSON_NUMBER)
    if has_check_digit(digits[-10:]) and _stands_alone(text, run, first, window, shape):
        return True
    if words.before(window.start, PERSON_NUMBER):
        return True
    return (
        _looks_like_one(shape, digits)
        and not _is_range(window)
        and _has_free_edges(text, window)
        and not is_counted(text, window.end)
        and not words.before(window.start, OTHER_NUMBER)
    )


def _looks_like_one(shape: str, digits: str) -> bool:
    """Whether digits with a wrong check digit are printed as only an identity number is.

    Of this century a file's name may bear a day and a time: 20250602-1530.
    """
    if len(digits) == 12 and digits.startswith("20"):
        return shape == "signed" and not _is_time(digits[-4:])
    return shape == "signed" or (shape == "whole" and len(digits) == 12)


def _is_range(window: Window) -> bool:
    """Whether digits are two days of one year: 250101-1231, the last four a later month and day.

    Only of this century: who was born in the last one is likelier than a term that began in it.
    """
    digits = window.digits
    year, first, last = digits[:-8], digits[-8:-4], digits[-4:]
    if "+" in "".join(window.joints) or int(year) % 100 >= _THIS_CENTURY or year[:-2] not in _NOW:
        return False
    days = (is_day(year, day[:2], day[2:]) for day in (first, last))
    return all(days) and first < last


def _is_tax_number(text: str, window: Window) -> bool:
    """Whether digits are the VAT number of a sole trader: SE, the identity number, 01."""
    digits = window.digits
    written = text[max(0, window.start - 3) : window.start].strip().upper()
    dated = is_day(digits[:2], digits[2:4], digits[4:6], coordination=True)
    return written == "SE" and digits.endswith("01") and dated and has_check_digit(digits[:10])


def _stands_alone(text: str, run: Run, first: int, window: Window, shape: str) -> bool:
    """Whether a day with a right check digit is a number, and not a part of a table or a sum."""
    if _DAY_GOES_ON.match(text, window.end):
        return False
    cells = any("|" in joint for joint in window.joints)
    if shape == "other" or is_grouped_in_thousands(window):
        return False
    if shape in {"whole", "spaced"} and is_counted(text, window.end):
        return False
    if (shape == "timed" or _is_stamp(window)) and _is_time(window.digits[-4:]):
        return False
    if shape in {"singles", "pairs"}:
        last = first + len(window.groups)
        around = [*run.joints[max(0, first - 1) : first], *run.joints[last - 1 : last]]
        return not (cells or any(joint in {" ", "  "} for joint in around))
    return not cells or shape in {"spaced", "signed"}


# How many digits the groups of a day have, when it is printed in groups.
_DAYS_IN_PAIRS = {(2, 2, 2), (4, 2, 2), (2, 2, 2, 2), (6, 2), (4, 2), (4, 4)}
_DAYS_IN_GROUPS = {*_DAYS_IN_PAIRS, (3, 3), (2, 4), (2, 6), (2, 2, 4)}


def _shape(window: Window) -> str:
    """How a number is printed, after line ends inside the day or the last four are taken away.

    `whole`; `signed`, a hyphen or plus before the last four; `divided`, that with a day or the
    last four in groups; `spaced`; `timed`, a divided day, a blank and four digits; `pairs`;
    `singles`; or `other`.
    """
    sizes, joints = _unbroken(window)
    if len(sizes) == 1:
        return "whole"
    if all(size == 1 for size in sizes) and len(set(joints)) <= 3:
        return "singles"
    last = next(n for n in range(1, len(sizes) + 1) if sum(sizes[-n:]) >= 4)
    if last == len(sizes) or not _is_last_four(sizes[-last:], joints[len(joints) - last + 1 :]):
        return "other"
    day, sign = sizes[:-last], joints[-last]
    shape = _shape_of(day, joints[: len(joints) - last], sign)
    # Only unbroken six or eight and four digits are an identity number's by their looks alone.
    return "divided" if shape == "signed" and (last > 1 or len(day) > 1) else shape


def _shape_of(day: tuple[int, ...], between: Sequence[str], sign: str) -> str:
    """The shape by the groups of the day, what is between them, and the sign behind it."""
    if day in {(6,), (8,)}:
        spaced = "spaced" if _is_narrow(sign) else "other"
        return "signed" if _SIGN.fullmatch(sign) else spaced
    if day not in _DAYS_IN_GROUPS:
        return "other"
    if "-" in sign or "+" in sign:
        return "signed" if day != (3, 3) or between[0] == " " else "other"
    if day == (4, 2, 2) and between[0] != " ":
        return "timed"
    return "pairs" if day in _DAYS_IN_PAIRS else "other"


def _is_narrow(sign: str) -> bool:
    """Whether what is between a day and the last four holds them together: `" "`, `"] ["`."""
    if "|" in sign or "\n" in sign:
        return len(sign) <= 3
    return sign.count(" ") <= 3


def _is_last_four(sizes: tuple[int, ...], joints: Sequence[str]) -> bool:
    return sizes in {(4,), (2, 2), (3, 1)} and all(joint in {" ", "."} for joint in joints)


def _unbroken(window: Window) -> tuple[tuple[int, ...], list[str]]:
    """Sizes and joints of a window where a line end inside the day or the last four is none."""
    sizes = list(window.sizes)
    joints = list(window.joints)
    for n, joint in enumerate(joints):
        left = sum(sizes[: n + 1])
        if "\n" in joint and left != sum(sizes) - 4 and _LINE_END.fullmatch(joint):
            sizes[n : n + 2] = [sizes[n] + sizes[n + 1]]
            del joints[n]
            break
    return tuple(sizes), joints


def _has_free_edges(text: str, window: Window) -> bool:
    """Whether nothing that belongs to a longer number or word touches the digits."""
    before = text[max(0, window.start - 2) : window.start]
    after = text[window.end : window.end + 2]
    joined = before[-1:] in {"-", "/", ":", "."} and (before[:1].isdigit() or before[:1].isupper())
    continued = after[:1] in {"-", "/", ":"} and after[1:].isdigit()
    return not (joined or continued or before[-1:].isupper() or after[:1].isupper())


def _is_stamp(window: Window) -> bool:
    """Whether a day of this century and four digits are joined as in the name of a file, where
    they tell when it was made: `20250602_1530`.
    """
    year = window.digits[:-8].removeprefix("20")
    return "_" in window.joints and len(year) == 2 and int(year) < _THIS_CENTURY


def _is_time(digits: str) -> bool:
    """Whether four digits may be a time of the day: 1530."""
    return int(digits[:2]) < 24 and int(digits[2:]) < 60

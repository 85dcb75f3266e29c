"""One given value as its column has it; what is taken for what, and what is refused.

A value is taken where it can mean one thing only: a day printed in Swedish, a code by its label or
a printed form, a sum with a decimal comma, ja and nej. Everything else is told, never guessed.
Keys of other rows are not looked up here (rows/joins.py).
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache, partial
from typing import Any
from unicodedata import normalize
from urllib.parse import urlsplit
from uuid import UUID

from socsam_opendata.errors import near_written
from socsam_opendata.minutes.print.dates import When, dates, wrong_weekdays
from socsam_opendata.minutes.sources.source import FORMATS
from socsam_opendata.model.code_lists import code_list, registry
from socsam_opendata.model.iris import fold
from socsam_opendata.model.kinds import (
    KEY_PATTERN,
    OPEN,
    CodeOf,
    Date,
    Edtf,
    Integer,
    KeyOf,
    Kind,
    Number,
    Time,
    Uri,
    Wikidata,
    YesNo,
    matches,
)
from socsam_opendata.model.records import (
    BY_NAME,
    CHECKSUM,
    CITED_PARAGRAPH,
    COUNTY_CODE,
    CURRENCY,
    MUNICIPALITY_CODE,
    ORGANISATION_NUMBER,
    PARAGRAPH,
    PARAGRAPHS,
    PART,
    PROBLEM_CODE,
    TABLE_NAME,
)
from socsam_opendata.model.table import Column
from socsam_opendata.rows.currencies import CURRENCIES
from socsam_opendata.texts import LANGUAGES, Phrase, Thousands, say

# What minutes come in, here and elsewhere. Any other text may hold anything, a name too.
MEDIA_TYPES = tuple(
    dict.fromkeys(
        (
            *(media_type for media_type, _ in FORMATS.values()),
            "text/csv", "text/xml", "application/xml", "application/json",
            "application/rtf", "application/msword", "application/vnd.ms-excel",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.spreadsheet",
            "image/jpeg", "image/png", "image/tiff",
        )
    )
)  # fmt: skip
# No cell of a table is longer; the text of a whole document is.
LONGEST_CELL = 2_000_000
_LARGEST_INTEGER = 2**63
# No paragraph has more digits.
_LONGEST_NUMBER = 9
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# No text holds control characters but tabs and line ends, and no line of a text has an end.
_NO_TEXT = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
_CONTROL = re.compile(f"[{_NO_TEXT}]")
CONTROL = re.compile(f"[\n{_NO_TEXT}]")
_CLOCK = re.compile(
    r"(?:kl\.?\s*|klockan\s+)?([01]?\d|2[0-3])[.:]([0-5]\d)(?:[.:]([0-5]\d)(?:[.,]0+)?)?",
    re.I,
)
_ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_SUM = re.compile(
    r"(?P<sign>[-−–]?)\s?(?P<whole>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)"
    r"(?:[.,](?P<part>\d{1,2}))?",
    re.ASCII,
)
_WHOLE = re.compile(r"\s*(-?)0*([0-9]+)(?:[.,]0)?\s*")
# A whole number as pandas writes it from a column with gaps, with either decimal sign.
OF_FLOATS = re.compile(r"[0-9]+[.,]0")
# The form of codes that have so many digits.
_OF_WIDTH = re.compile(r"\[0-9\]\{([0-9]+)\}")
_ENTITY = re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/(Q[1-9]\d*)")
# What programs write for the two, and a Swedish Excel.
_TRUTHS = {"true": "yes", "sant": "yes", "false": "no", "falskt": "no"}
# What a text of each form is, in words.
_FORMS: Mapping[str, Phrase] = {
    PARAGRAPH: Phrase("rows.is.paragraph"),
    PARAGRAPHS: Phrase("rows.is.paragraphs"),
    CITED_PARAGRAPH: Phrase("rows.is.cited-paragraph"),
    PART: Phrase("rows.is.part"),
    ORGANISATION_NUMBER: Phrase("rows.is.organisation-number"),
    MUNICIPALITY_CODE: Phrase("rows.is.municipality-code"),
    COUNTY_CODE: Phrase("rows.is.county-code"),
    CURRENCY: Phrase("rows.is.currency"),
    CHECKSUM: Phrase("rows.is.checksum"),
    PROBLEM_CODE: Phrase("rows.is.problem-code"),
    TABLE_NAME: Phrase("rows.is.table-name"),
    KEY_PATTERN: Phrase("rows.is.plain-key"),
}


class UnfitError(ValueError):
    """A value that a column cannot hold: `allowed` says what it can, `hint` what may be meant."""

    def __init__(self, allowed: Phrase, hint: Callable[[], Phrase | str] | None = None) -> None:
        super().__init__(allowed.key)
        self.allowed, self.hint = allowed, hint


def is_null(given: object) -> bool:
    """Whether a value says that there is none: None, an empty text, NaN, NaT, NA."""
    if given is None or type(given).__name__ in ("NAType", "NaTType"):
        return True
    if isinstance(given, str):
        return not given or given.isspace()
    if isinstance(given, Decimal):
        return given.is_nan()
    return isinstance(given, float) and math.isnan(given)


def value_of(column: Column, given: object) -> Any:
    """A given value, which is not null, as a value of a column; UnfitError where it can be none."""
    plain = _plain(given)
    if isinstance(plain, str):
        plain = _clean(plain)
    elif column.kind.pattern or column.name.endswith("number"):
        plain = _digits(plain)
    value = _READ.get(type(column.kind), _text)(column.kind, plain)
    least = column.means.minimum
    if least is not None and value < least:
        raise UnfitError(Phrase("rows.is.at-least", {"least": str(least)}))
    return value


def _plain(given: object) -> object:
    """A scalar of numpy, pandas or Arrow as Python has it."""
    for name in ("as_py", "item", "to_pydatetime"):
        method = getattr(given, name, None)
        if callable(method) and not isinstance(given, str | bytes):
            try:
                return method()
            except (TypeError, ValueError, OverflowError, RuntimeError):  # several values in one
                return given
    return given


def _clean(text: str) -> str:
    """A text in NFC, one kind of line end; UnfitError for one that no table may hold."""
    if len(text) > LONGEST_CELL:
        raise UnfitError(Phrase("rows.is.shorter", {"longest": Thousands(LONGEST_CELL)}))
    plain = normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _CONTROL.search(plain):
        raise UnfitError(Phrase("rows.is.without-control"))
    return plain


def _text(kind: Kind, given: object) -> str:
    """A text."""
    if isinstance(given, dt.date) and isinstance(kind, Edtf):
        given = _day(kind, given).isoformat()
    if not isinstance(given, str):
        raise UnfitError(Phrase("rows.is.text"))
    text = given if kind.pattern is None else _formed(kind, given.strip())
    if not matches(kind, text) or (isinstance(kind, Edtf) and not _is_in_calendar(text)):
        raise UnfitError(_allowed(kind))
    if kind.pattern == CURRENCY and text not in CURRENCIES:
        raise UnfitError(_allowed(kind))
    if isinstance(kind, Uri) and _tells_who(text):
        raise UnfitError(Phrase("rows.is.open-address"))
    if kind.pattern == PARAGRAPH and len(text) > _LONGEST_NUMBER:
        raise UnfitError(Phrase("rows.is.shorter", {"longest": Thousands(_LONGEST_NUMBER)}))
    return text


def _tells_who(address: str) -> bool:
    """Whether a web address has the name, or the password, of a user in it."""
    try:
        return "@" in urlsplit(address).netloc
    except ValueError:
        return True  # who knows


def _formed(kind: Kind, text: str) -> str:
    """A text of a form, without what programs and people write otherwise, where it has the form."""
    if matches(kind, text):
        return text
    if isinstance(kind, Edtf):
        return _printed_day(text) or text
    if isinstance(kind, Wikidata):
        entity = _ENTITY.fullmatch(text)
        return entity[1] if entity else text
    plain = text[:-2] if OF_FLOATS.fullmatch(text) else text
    return plain if matches(kind, plain) else _with_zeros(kind, plain)


def _with_zeros(kind: Kind, digits: str) -> str:
    """A code of so many digits, with the zeros that go where a program takes it for a number.

    Only where the vocabulary has a code that reads so.
    """
    width = _OF_WIDTH.fullmatch(kind.pattern or "")
    if width is None or not digits.isdecimal():
        return digits
    code = digits.zfill(int(width[1]))
    return code if code in _codes_formed(kind.pattern or "") else digits


@lru_cache
def _codes_formed(pattern: str) -> frozenset[str]:
    """The codes of a form that the rows of the vocabulary have, whichever column holds them."""
    known = {"municipalities": registry().municipalities, "parties": registry().parties}
    return frozenset(
        code
        for table, rows in known.items()
        for column in BY_NAME[table].columns
        if column.kind.pattern == pattern
        for row in rows
        if (code := getattr(row, column.name)) is not None
    )


def _is_in_calendar(text: str) -> bool:
    """Whether the days of a date in EDTF are in the calendar, and an interval does not run back."""
    try:
        for day in _DAY.findall(text):
            dt.date.fromisoformat(day)
    except ValueError:
        return False
    return not is_after(text, text)


def is_after(one: Any, other: Any) -> bool:
    """Whether one moment begins after another ends; of EDTF, as exactly as both are known."""
    if isinstance(one, str):
        one, other = one.partition("/")[0], other.rpartition("/")[2]
        if OPEN in (one, other):
            return False
        known = min(len(one), len(other))
        one, other = one[:known], other[:known]
    return bool(one > other)


def _digits(given: object) -> object:
    """A whole number as text, for columns that may hold nothing but digits, such as a §.

    In a column with gaps pandas makes floats of whole numbers.
    """
    if isinstance(given, float) and math.isfinite(given) and given == int(given):
        given = int(given)
    return str(given) if _is_number(given) else given


def _is_number(given: object) -> bool:
    return isinstance(given, int) and type(given) is not bool and abs(given) < _LARGEST_INTEGER


def _allowed(kind: Kind) -> Phrase:
    """What a kind with a pattern of its own holds, in words."""
    if isinstance(kind, Edtf):
        return Phrase("rows.is.edtf")
    if isinstance(kind, Wikidata):
        return Phrase("rows.is.wikidata")
    if kind.xsd.endswith("anyURI"):
        return Phrase("rows.is.address")
    return _FORMS[kind.pattern or KEY_PATTERN]


def a_media_type() -> Phrase:
    """What the media type of a source may be."""
    return Phrase("rows.is.media-type", {"known": "`, `".join(MEDIA_TYPES)})


def _day(_: Kind, given: object) -> dt.date:
    wanted = UnfitError(Phrase("rows.is.day"))
    if isinstance(given, dt.datetime):
        if given.tzinfo or given.time() != dt.time(0):
            raise wanted
        return given.date()
    if isinstance(given, dt.date):
        return given
    if not isinstance(given, str):
        raise wanted
    printed = _printed_day(given)
    try:
        return dt.date.fromisoformat(printed or "")
    except ValueError:
        raise wanted from None


def _printed_day(given: str) -> str | None:
    """A date as it is printed, in EDTF, as exactly as it is known; None where a text is no date."""
    iso = _ISO_DAY.fullmatch(given.strip())
    if iso:
        return iso[1]
    found = dates(given)
    if len(found) != 1 or not _is_whole(given, found[0]):
        return None
    for wrong in wrong_weekdays(given):
        raise UnfitError(Phrase("rows.is.weekday", {"true": wrong.true}))
    return found[0].edtf


def _is_whole(given: str, when: When) -> bool:
    return not given[: when.start].strip() and not given[when.end :].strip()


def _time(_: Kind, given: object) -> dt.time:
    wanted = UnfitError(Phrase("rows.is.time"))
    if isinstance(given, str):
        clock = _CLOCK.fullmatch(given.strip())
        if clock is None:
            raise wanted
        return dt.time(int(clock[1]), int(clock[2]), int(clock[3] or 0))
    if not isinstance(given, dt.time) or given.tzinfo or given.microsecond:
        raise wanted
    return given


def _integer(_: Kind, given: object) -> int:
    wanted = UnfitError(Phrase("rows.is.integer"))
    too_large = UnfitError(Phrase("rows.is.integer-below", {"limit": Thousands(_LARGEST_INTEGER)}))
    if isinstance(given, str) and (digits := _WHOLE.fullmatch(given)):
        if len(digits[2]) > len(str(_LARGEST_INTEGER)):
            raise too_large
        given = int(digits[1] + digits[2])
    if isinstance(given, float | Decimal) and math.isfinite(given) and given == int(given):
        given = int(given)
    if not isinstance(given, int) or isinstance(given, bool):
        raise wanted
    if abs(given) >= _LARGEST_INTEGER:
        raise too_large
    return given


def _sum(_: Kind, given: object) -> Decimal:
    """A sum in whole öre; a float only where its shortest form has them exactly."""
    wanted = UnfitError(Phrase("rows.is.sum"))
    too_large = UnfitError(Phrase("rows.is.sum-below", {"limit": Thousands(int(Number.too_large))}))
    if isinstance(given, bool):
        raise wanted
    if isinstance(given, str):
        printed = _SUM.fullmatch(given.strip())
        if printed is None:
            raise wanted
        whole = re.sub(r"\D", "", printed["whole"]).lstrip("0") or "0"
        if len(whole) > Number.too_large.adjusted() + 1:
            raise too_large  # before thousands of digits are made a number
        given = f"{'-' if printed['sign'] else ''}{whole}.{printed['part'] or '0'}"
    elif isinstance(given, float):
        given = repr(given)
    if not isinstance(given, str | int | Decimal):
        raise wanted
    if isinstance(given, int) and abs(given) >= Number.too_large:
        raise too_large
    try:
        number = Decimal(given)
        if number.is_finite() and abs(number) >= Number.too_large:
            raise too_large
        exact = number.quantize(Decimal("0.01"))
    except InvalidOperation:
        raise wanted from None
    if exact != number:
        raise wanted
    return exact if exact else abs(exact)  # no sum is minus nothing


def _yes_or_no(_: Kind, given: object) -> str:
    if isinstance(given, bool):
        return "yes" if given else "no"
    found = _yes_and_no().get(fold(given)) if isinstance(given, str) else None
    if found is None:
        raise UnfitError(Phrase("rows.is.yes-or-no"))
    return found


@lru_cache(maxsize=1)
def _yes_and_no() -> Mapping[str, str]:
    """Yes and no as they are told, as the workbook shows them, and as programs have them."""
    shown = ((say(f"workbook.cell.{cell}", language), cell)
             for cell in ("yes", "no") for language in LANGUAGES)  # fmt: skip
    return {**_TRUTHS, **{fold(form): cell for form, cell in shown}}


def _code(kind: Kind, given: object) -> str:
    """A code by its notation, its label or a printed form; a form of two codes is none."""
    assert isinstance(kind, CodeOf)
    codes = code_list(kind.scheme).by_notation
    if isinstance(given, str):
        found = given if given in codes else _forms(kind.scheme).get(fold(given))
        if found:
            return found
    truth = _code_of_truth(kind.scheme, given)
    if truth:
        return truth
    raise _no_code(kind.scheme, given)


def _no_code(scheme: str, given: object) -> UnfitError:
    """The fault of a value that is no code of a list."""
    codes = code_list(scheme).by_notation
    known = Phrase("rows.is.code", {"scheme": scheme, "known": "`, `".join(codes)})
    near = partial(_near_code, scheme, given[:80]) if isinstance(given, str) else None
    return UnfitError(known, near)


def _code_of_truth(scheme: str, given: object) -> str | None:
    """The code that a program took for true or false, where a list has codes for yes and no."""
    forms = _forms(scheme)
    if not forms.keys() >= {*_TRUTHS.values()}:
        return None
    try:
        return forms[_yes_or_no(YesNo(), given)]
    except UnfitError:
        return None


def _near_code(scheme: str, given: str) -> Phrase | str:
    """The code, or the label or form of one, that may have been meant, as the list writes it."""
    return near_written(given, _written(scheme))


@lru_cache
def _written(scheme: str) -> Mapping[str, str]:
    """The codes of a list, and what each label and form that means one is written as."""
    codes = code_list(scheme).codes
    written = {fold(form): form for code in codes for form in (*code.forms, code.en, code.sv)}
    written = {form: written[form] for form in _forms(scheme) if form in written}
    return {**written, **{code.notation: code.notation for code in codes}}


@lru_cache
def _forms(scheme: str) -> Mapping[str, str]:
    """The code of each label and printed form of a list, folded; without those of two codes."""
    return meaning_one(
        (form, code.notation)
        for code in code_list(scheme).codes
        for form in (code.notation, code.sv, code.en, *code.forms)
    )


def meaning_one(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What forms mean, folded; a form of two meanings is left out."""
    found: dict[str, set[str]] = {}
    for form, meaning in pairs:
        found.setdefault(fold(form), set()).add(meaning)
    return {form: min(meanings) for form, meanings in found.items() if len(meanings) == 1}


def _key(_: Kind, given: object) -> str:
    """What joins a row to another: a text or a whole number, whatever it says."""
    if isinstance(given, UUID):
        return str(given)
    if isinstance(given, str) and given.strip():
        return given.strip()
    raise UnfitError(Phrase("rows.is.key"))


_READ: dict[type[Kind], Callable[[Kind, object], Any]] = {
    Date: _day, Time: _time, Integer: _integer, Number: _sum, YesNo: _yes_or_no, CodeOf: _code,
    KeyOf: _key,
}  # fmt: skip

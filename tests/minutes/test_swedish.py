"""Swedish print to value: what is understood, and what must give nothing rather than a guess."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socsam_opendata.minutes.print import dates, names, paragraphs, sentences, sums
from socsam_opendata.model.kinds import Edtf, matches

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31))
CLOCK = st.times().map(lambda t: t.replace(second=0, microsecond=0))


def printed(day: dt.date) -> str:
    """`2 juni 2025`."""
    return f"{day.day} {dates.MONTHS[day.month - 1]} {day.year}"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("måndag 2 juni 2025 kl. 09.00", "2025-06-02"),
        ("den 2 juni 2025", "2025-06-02"),
        ("måndagen den 2 juni 2025", "2025-06-02"),
        ("Beslut 2025-05-09 § 16", "2025-05-09"),
        ("Beslut 2025\u201105\u201109 § 16", "2025-05-09"),
        ("Beslut 2025–05–09 § 16", "2025-05-09"),
        ("29 FEBRUARI 2024", "2024-02-29"),
        ("1 jan 2026", "2026-01-01"),
        ("1 jan. 2026", "2026-01-01"),
        ("den 15:e mars 2026", "2026-03-15"),
        ("09 maj 2025", "2025-05-09"),
    ],
)
def test_a_full_date_is_read(text: str, edtf: str) -> None:
    assert [when.edtf for when in dates.dates(text)] == [edtf]


@pytest.mark.parametrize(
    "text",
    [
        "", "juni 2025", "2 juni", "2025", "31 juni 2025", "29 februari 2025", "2025-13-01",
        "2025-02-30", "0 maj 2025", "2 june 2025", "12 2025", "2025-06-0211", "25-06-02",
        "1 marsipan 2025", "kl. 09.00-12.00", "§ 12 2025.123 KS", "Tjugonde juni 2025",
        "dnr 2025:06-02", "tel 010-202 50 02",
    ],
)  # fmt: skip
def test_what_is_no_day_gives_no_date(text: str) -> None:
    assert dates.dates(text) == ()


@pytest.mark.parametrize(
    "text", ["31 juni 2025", "29 februari 2025", "2025-02-30", "den 32 maj 2025"]
)
def test_a_day_that_the_calendar_lacks_is_impossible(text: str) -> None:
    assert dates.impossible_dates(text) == (text,)
    assert dates.impossible_dates("2 juni 2025, 2024-02-29") == ()


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("250602 Kallelse", "2025-06-02"),
        ("250602", "2025-06-02"),
        ("251302 Kallelse", None),
        ("250631 Kallelse", None),
        ("2506021 Kallelse", None),
        ("Kallelse 250602", None),
    ],
)
def test_six_digits_in_front_are_a_day(text: str, edtf: str | None) -> None:
    assert dates.short_date(text) == edtf


@given(DAYS)
def test_a_day_printed_in_swedish_reads_back(day: dt.date) -> None:
    weekday = dates.WEEKDAYS[day.weekday()]
    for text in (printed(day), f"den {printed(day)}", f"{weekday} {printed(day)}", str(day)):
        (when,) = dates.dates(f"Möte {text}, därefter lunch")
        assert when.edtf == str(day)
        assert f"Möte {text}, därefter lunch"[when.start : when.end] == text
    assert dates.true_weekday(str(day)) == weekday


@given(DAYS, DAYS)
def test_two_days_are_read_in_their_order(first: dt.date, second: dt.date) -> None:
    found = dates.dates(f"mellan {printed(first)} och {second}")
    assert [when.edtf for when in found] == [str(first), str(second)]


def test_the_weekday_printed_with_a_date_is_kept() -> None:
    assert dates.dates("Måndagen den 2 juni 2025")[0].weekday == "måndag"
    assert dates.dates("2 juni 2025")[0].weekday is None


@pytest.mark.parametrize(("name", "number"), [("mars", 3), ("Maj", 5), ("sept.", 9), ("dec", 12)])
def test_a_month_has_its_number(name: str, number: int) -> None:
    assert dates.month_number(name) == number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("återkopplas december 2025", ["2025-12"]),
        ("inför 2026", ["2026"]),
        ("från 2026-01-01 till mars 2027 eller 2028", ["2026-01-01", "2027-03", "2028"]),
        ("den 1 november 2025", ["2025-11-01"]),
        ("september–december 2025", ["2025-12"]),
        ("dnr 2025.511 KS", []),
        ("2025/123", []),
        ("SLK-2026-00017", []),
        ("lagen (2017:725)", []),
        ("2 000 deltagare, 1980 kronor", []),
        ("§ 2025", []),
        ("föregående år", []),
        ("åren 2025-2027", ["2027"]),
        ("åren 2025–2027", ["2027"]),
    ],
)
def test_days_months_and_years_are_read_and_numbers_are_not(text: str, found: list[str]) -> None:
    assert [when.edtf for when in dates.periods(text)] == found


@pytest.mark.parametrize(
    ("text", "meeting", "edtf"),
    [
        ("beslutade i mars att", dt.date(2025, 6, 2), "2025-03"),
        ("beslutade i november att", dt.date(2026, 3, 13), "2025-11"),
        ("beslutade i juni att", dt.date(2025, 6, 2), "2025-06"),
        ("beslutade i mars 2024 att", dt.date(2025, 6, 2), None),
        ("beslutade i maj månad", dt.date(2025, 6, 2), "2025-05"),
        ("marsvinet i majskrubben", dt.date(2025, 6, 2), None),
        ("beslutade i vår", dt.date(2025, 6, 2), None),
    ],
)
def test_a_month_without_a_year_is_the_latest_before_the_meeting(
    text: str, meeting: dt.date, edtf: str | None
) -> None:
    when = dates.month_without_year(text, meeting)
    assert (when and when.edtf) == edtf


@given(DAYS, st.integers(0, 11))
def test_an_inferred_month_never_lies_after_the_meeting(day: dt.date, month: int) -> None:
    when = dates.month_without_year(f"beslutade i {dates.MONTHS[month]} att", day)
    assert when is not None
    assert f"{day.year - 1}-{day.month:02}" < when.edtf <= f"{day.year}-{day.month:02}"


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2025-06-02", "2025-06-02", "2025-06-02"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("../2025-12-31", None, "2025-12-31"),
        ("2026-01-01/..", "2026-01-01", None),
        ("2025-09/2025-12", "2025-09-01", "2025-12-31"),
    ],
)
def test_an_edtf_date_spans_its_first_and_last_day(
    edtf: str, first: str | None, last: str | None
) -> None:
    assert dates.span(edtf) == tuple(d and dt.date.fromisoformat(d) for d in (first, last))


def test_before_leaves_the_beginning_open() -> None:
    assert dates.before("2026") == "../2025-12-31"
    assert dates.before("2026-03") == "../2026-02-28"
    assert dates.before("2026-03-01") == "../2026-02-28"


@given(DAYS)
def test_deadlines_are_edtf_and_end_on_their_day(day: dt.date) -> None:
    for edtf in (str(day), f"{day:%Y-%m}", f"{day:%Y}"):
        first, last = dates.span(edtf)
        assert first is not None
        assert last is not None
        assert first <= day <= last
        assert matches(Edtf(), dates.before(edtf))
        assert dates.span(dates.before(edtf)) == (None, first - dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("kl. 09.00 – 12.00", dt.time(9), dt.time(12)),
        ("klockan 9:00-12:00", dt.time(9), dt.time(12)),
        ("klockan 9:00\u201112:00", dt.time(9), dt.time(12)),
        ("08:15 – 12.15", dt.time(8, 15), dt.time(12, 15)),
        ("kl 13.00 till 15.30", dt.time(13), dt.time(15, 30)),
        ("kl 13–15:30", dt.time(13), dt.time(15, 30)),
        ("kl. 8.30 till 12", dt.time(8, 30), dt.time(12)),
        ("kl.16.00", dt.time(16), None),
        ("kl 9:30", dt.time(9, 30), None),
        ("kl. 24.00", None, None),
        ("Storgatan 9", None, None),
        ("16.00", None, None),
        ("§§ 12-20", None, None),
        ("12.75-13.80", None, None),
        ("version 2.15", None, None),
    ],
)
def test_times_of_day(text: str, start: dt.time | None, end: dt.time | None) -> None:
    assert dates.times(text) == (start, end)


@given(CLOCK, CLOCK, st.sampled_from([".", ":"]), st.sampled_from(["-", " - ", " – ", " till "]))
def test_a_time_range_reads_back(start: dt.time, end: dt.time, point: str, to: str) -> None:
    text = f"kl. {start:%H}{point}{start:%M}{to}{end:%H}{point}{end:%M}"
    assert dates.times(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 200 000 kr", "1200000.00"),
        ("731\u00a0101 kronor".replace("\u00a0", " "), "731101.00"),
        ("9,04 kr per invånare", "9.04"),
        ("5,50 kr/invånare", "5.50"),
        ("731 tkr", "731000.00"),
        ("70 382tkr", "70382000.00"),
        ("1,2 mkr", "1200000.00"),
        ("1,2 miljoner kronor", "1200000.00"),
        ("1 miljon kr", "1000000.00"),
        ("2,5 miljarder kronor", "2500000000.00"),
        ("45 tusen kronor", "45000.00"),
        ("1.250.000 kr", "1250000.00"),
        ("250:-", "250.00"),
        ("250 000:-", "250000.00"),
        ("100 SEK", "100.00"),
        ("kostar 500 kr.", "500.00"),
        ("90 362 t.kr", "90362000.00"),
        ("3 mnkr", "3000000.00"),
        ("-5 000 kr", "5000.00"),
    ],
)
def test_a_sum_is_read(text: str, value: str) -> None:
    assert [str(found.value) for found in sums.sums_in(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "", "100%", "2 000 invånare", "kr", "12 kranar", "12 kroniskt sjuka", "2025-06-02",
        "kl. 09.00", "100 procent", "5 miljoner invånare", "§ 12 kr", "åtta kommuner", "3 krav",
        "10 kronofogdar", "12 sekunder",
    ],
)  # fmt: skip
def test_numbers_that_are_no_money_give_no_sum(text: str) -> None:
    assert not [found for found in sums.sums_in(text) if not text.startswith("§")]


@given(
    st.integers(0, 999_999_999),
    st.sampled_from([" kr", " kronor", ":-", " SEK"]),
    st.sampled_from(["", ",50", ",04"]),
)
def test_a_sum_printed_with_spaces_reads_back(kronor: int, unit: str, ore: str) -> None:
    text = f"{kronor:,}".replace(",", " ") + ore + unit
    (found,) = sums.sums_in(f"bidrag om {text} från och med 2026-01-01")
    assert found.value == Decimal(f"{kronor}{ore.replace(',', '.') or '.00'}")
    assert f"bidrag om {text} från"[found.start : found.end] == text


@given(st.integers(1, 99_999), st.sampled_from([("tkr", 1_000), ("mkr", 1_000_000)]))
def test_multiples_are_worked_out(number: int, unit: tuple[str, int]) -> None:
    (found,) = sums.sums_in(f"{number} {unit[0]}")
    assert found.value == number * unit[1]


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("§§ 130–133, 135", "130-133,135"),
        ("§11", "11"),
        ("§§111-122", "111-122"),
        ("§ 26 -- 38", "26-38"),
        ("§ 4 och 6", "4,6"),
        ("§§ 1 till 5", "1-5"),
        ("§ 5 till 10.30", "5"),
        ("§ 12, 13.00-15.00", "12"),
        ("paragraferna 12-20", "12-20"),
        ("§ 12 §§ 14", "12"),
        ("12-20", None),
        ("inga paragrafer", None),
        ("§ A", None),
    ],
)
def test_paragraph_ranges(text: str, ranges: str | None) -> None:
    assert paragraphs.paragraph_ranges(text) == ranges


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("12-20", "12-20"),
        ("1  - 15", "1-15"),
        ("26 -- 38", "26-38"),
        ("48-62, 65", "48-62,65"),
        ("§§1-9", "1-9"),
        ("1 till 9", "1-9"),
        ("12", "12"),
        ("40-52 varav sekretess 52", None),
        ("2025-06-02 Storsjön", None),
        ("", None),
        ("-", None),
    ],
)
def test_ranges_without_the_sign_only_stand_alone(text: str, ranges: str | None) -> None:
    assert paragraphs.bare_ranges(text) == ranges


@pytest.mark.parametrize(
    ("ranges", "signed"),
    [("12", "§ 12"), ("12-12", "§ 12"), ("12-16", "§§ 12-16"), ("11, 14", "§§ 11, 14")],
)
def test_one_paragraph_has_one_sign_and_several_have_two(ranges: str, signed: str) -> None:
    assert paragraphs.signed(ranges) == signed


@pytest.mark.parametrize(
    "printed", ["9" * 27 + " kr", "1 000 000 000 000 kr", "1000 miljarder kronor", "9" * 60 + ":-"]
)
def test_what_no_table_holds_is_no_sum_and_is_told(printed: str) -> None:
    text = f"Att bevilja 500 kr och {printed} i bidrag"
    assert [str(found.value) for found in sums.sums_in(text)] == ["500.00"]
    assert sums.too_large_sums(text) == (printed,)
    assert sums.too_large_sums("Att bevilja 999 999 999 999 kr") == ()


def test_the_numbers_of_a_range() -> None:
    assert paragraphs.numbers_of("130-133,135") == (130, 131, 132, 133, 135)
    assert paragraphs.numbers_of("20-12") == (20, 12)
    assert paragraphs.numbers_of("1-999999") == (1, 999999)
    assert paragraphs.numbers_of("1-2-4,7") == (1, 2, 4, 7)
    assert paragraphs.numbers_of("12-") == (12,)


@given(st.integers(1, 5000), st.integers(0, 300))
def test_a_printed_range_names_each_paragraph(first: int, more: int) -> None:
    ranges = paragraphs.paragraph_ranges(f"§§ {first}–{first + more}")
    assert ranges is not None
    assert paragraphs.numbers_of(ranges) == tuple(range(first, first + more + 1))


NAMES = (
    # all invented
    "Åsa Frost", "Karl-Erik af Tjärnvall", "Maj-Britt Hornlund de Wahlkrona", "Per-Åke O'Dellvik",
    "Şirin Lövdal", "Bodil Kjærvik Nästlund", "Éva Szabólund", "J. Ekmo", "Lo Ada B. Vinterkvist",
    "Örjan von Mosseklint", "Ülo Tammsjö", "Živa Horvatberg", "AnneMarie Grenmo", "Ida MacHolm",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_full_name_is_a_name(name: str) -> None:
    assert names.is_name(name)
    assert names.is_name(name.upper()) is False


@pytest.mark.parametrize(
    "text",
    [
        "", "Karin", "karin sundmo", "Karin sundmo", "Bergs kommun", "Sekreterare", "§ 12",
        "12 Ekmo",
        "Karin Sundmo (S)", "Karin Sundmo, Bergs kommun", "Tid och plats", "von Mosseklint",
        "Karin Sundmo är sjuk", "KARIN SUNDMO", "Karin  ",
    ],
)  # fmt: skip
def test_what_is_not_only_a_name_is_none(text: str) -> None:
    assert not names.is_name(text)


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("Bergs", "Berg"), ("KFJH:s", "KFJH"), ("Kommunförbundets", "Kommunförbundet"),
        ("Östersund", "Östersund"), ("", ""),
    ],
)  # fmt: skip
def test_the_genitive_s_is_taken_off(word: str, bare: str) -> None:
    assert names.without_genitive(word) == bare


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("En mening. En till.", 2),
        ("Möte kl. 09.00 i Storsjön. Slut.", 2),
        ("Bidrag om 500 kr. Det gäller från 2026.", 2),
        ("t.ex. Kommunförbundet och bl.a. Länsstyrelsen", 1),
        ("A. Ekmo föredrar. Ingen frågar.", 2),
        ("Vad? Jo! Så.", 3),
        ("Ett stycke\n\nEtt annat", 2),
        ("   ", 0),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences.sentences(text)) == count


@given(st.text(max_size=300))
def test_no_text_breaks_any_of_them(text: str) -> None:
    """Whatever a document holds, reading it gives values or nothing, and places inside the text."""
    meeting = dt.date(2025, 6, 2)
    for when in (*dates.dates(text), *dates.periods(text)):
        assert 0 <= when.start < when.end <= len(text)
        assert matches(Edtf(), when.edtf)
        dates.span(when.edtf)
    for found in sums.sums_in(text):
        assert found.value >= 0
    for start, end in sentences.sentences(text):
        assert text[start:end].strip()
    ranges = paragraphs.paragraph_ranges(text) or paragraphs.bare_ranges(text)
    assert ranges is None or paragraphs.numbers_of(ranges)
    dates.times(text)
    dates.month_without_year(text, meeting)
    dates.impossible_dates(text)
    names.is_name(text)

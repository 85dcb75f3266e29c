"""Printed forms of numbers and addresses that reach a person: kinds times forms times surroundings.

All numbers are drawn anew by a seeded generator and all people are invented; a number may by chance
be somebody's, so nothing drawn here is kept.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

Draw = Callable[[random.Random], str]

_FIRST = ["Alvar", "Siri", "Edla", "Torvald", "Hilma", "Ture", "Ragna", "Sixten", "Vega", "Folke"]
_LAST = ["Tjäderby", "Orrskog", "Ripmo", "Qvarnmyr", "Kråkvik", "Grönvik", "Almhed", "Sjötorp"]
_STREETS = ["Storgatan", "Granvägen", "Södra Strandgatan", "Kyrkstigen", "Per Qvarns väg",
            "Björkbacken", "Nygränd", "Tallallén"]  # fmt: skip
_TOWNS = ["Hammarstrand", "Bispgården", "Stugun", "Svenstavik"]


@dataclass(frozen=True, slots=True)
class Printed:
    """A text, and the places in it that must be covered, each from its start to its end."""

    kind: str
    form: str
    text: str
    secrets: tuple[tuple[int, int], ...]


_MARK = re.compile(r"\[\[|\]\](?!\])")


def marked(kind: str, form: str, text: str) -> Printed:
    """A text whose secrets stand between `[[` and `]]`, which are taken away."""
    secrets: list[tuple[int, int]] = []
    parts, length, start = [], 0, 0
    at = 0
    for mark in [*_MARK.finditer(text), None]:
        part = text[at : mark.start() if mark else len(text)]
        parts.append(part)
        length += len(part)
        if mark and mark.group() == "[[":
            start = length
        elif mark:
            secrets.append((start, length))
        at = mark.end() if mark else at
    return Printed(kind, form, "".join(parts), tuple(secrets))


def luhn(nine: str) -> str:
    """The check digit of nine digits (SKV 704)."""
    total = 0
    for n, digit in enumerate(nine):
        product = int(digit) * (2 - n % 2)
        total += product // 10 + product % 10
    return str(-total % 10)


def identity(r: random.Random, *, coordination: bool = False, wrong: bool = False) -> str:
    """Twelve digits of an identity number, `wrong` with another check digit."""
    year, month, day = r.randint(1930, 2019), r.randint(1, 12), r.randint(1, 28)
    nine = f"{year % 100:02}{month:02}{day + 60 * coordination:02}{r.randint(0, 999):03}"
    check = luhn(nine)
    if wrong:
        check = str((int(check) + r.randint(1, 9)) % 10)
    return f"{year // 100}{nine}{check}"


def person(r: random.Random) -> str:
    """An invented person."""
    return f"{r.choice(_FIRST)} {r.choice(_LAST)}"


def day(r: random.Random) -> tuple[str, str, str]:
    """A day of birth: year of four digits, month, day."""
    return str(r.randint(1931, 1999)), f"{r.randint(1, 12):02}", f"{r.randint(1, 28):02}"


def _digits(r: random.Random, count: int) -> str:
    return str(r.randint(1, 9)) + "".join(str(r.randint(0, 9)) for _ in range(count - 1))


def _id(form: Callable[[str, str], str], **more: bool) -> Draw:
    """A form of the eight digits of a day and the last four."""

    def draw(r: random.Random) -> str:
        number = identity(r, **more)
        return form(number[:8], number[8:])

    return draw


def _wide(text: str) -> str:
    return text.translate({ord("0") + n: 0xFF10 + n for n in range(10)})


# Forms that need no word beside them.
IDENTITY: dict[str, Draw] = {
    "six": _id(lambda d, n: f"{d[2:]}-{n}"),
    "eight": _id(lambda d, n: f"{d}-{n}"),
    "ten": _id(lambda d, n: f"{d[2:]}{n}"),
    "twelve": _id(lambda d, n: f"{d}{n}"),
    "blank": _id(lambda d, n: f"{d[2:]} {n}"),
    "eight-blank": _id(lambda d, n: f"{d} {n}"),
    "blanks-and-hyphen": _id(lambda d, n: f"{d[2:]} - {n}"),
    "en-dash": _id(lambda d, n: f"{d[2:]}–{n}"),
    "em-dash": _id(lambda d, n: f"{d}—{n}"),
    "no-break-hyphen": _id(lambda d, n: f"{d[2:]}\u2011{n}"),
    "minus": _id(lambda d, n: f"{d[2:]}\u2212{n}"),
    "small-hyphen": _id(lambda d, n: f"{d[2:]}\ufe63{n}"),
    "full-width-hyphen": _id(lambda d, n: f"{d[2:]}\uff0d{n}"),
    "plus": _id(lambda d, n: f"{d[2:]}+{n}"),
    "eight-plus": _id(lambda d, n: f"{d}+{n}"),
    "spaced": _id(lambda d, n: " ".join(f"{d[2:]}-{n}")),
    "spaced-without-hyphen": _id(lambda d, n: " ".join(f"{d}{n}")),
    "no-break-space": _id(lambda d, n: f"{d[2:]}\u00a0{n}"),
    "thin-space": _id(lambda d, n: f"{d[2:]}\u2009-\u2009{n}"),
    "soft-hyphen": _id(lambda d, n: f"{d[2:6]}\u00ad{d[6:]}-{n}"),
    "zero-width": _id(lambda d, n: f"{d[2:]}\u200b-\u200b{n[:2]}\u2060{n[2:]}"),
    "hidden": _id(lambda d, n: f"{d[2:]}-XXXX"),
    "hidden-eight": _id(lambda d, n: f"{d}-xxxx"),
    "hidden-stars": _id(lambda d, n: f"{d[2:]}-****"),
    "hidden-half": _id(lambda d, n: f"{d[2:]}-{n[:2]}XX"),
    "line-end": _id(lambda d, n: f"{d[2:]}-\n{n}"),
    "line-end-before": _id(lambda d, n: f"{d[2:]}\n-{n}"),
    "line-end-in-day": _id(lambda d, n: f"{d[:6]}\n{d[6:]}-{n}"),
    "line-end-in-last": _id(lambda d, n: f"{d[2:]}-{n[:2]}\n{n[2:]}"),
    "line-end-quoted": _id(lambda d, n: f"{d[2:]}-\n> {n}"),
    "full-width": _id(lambda d, n: _wide(f"{d[2:]}-{n}")),
    "arabic-indic": _id(
        lambda d, n: f"{d[2:]}-{n}".translate({48 + i: 0x660 + i for i in range(10)})
    ),
    "entity": _id(lambda d, n: f"{d[2:]}&#45;{n}"),
    "entity-dash": _id(lambda d, n: f"{d[2:]}&ndash;{n}"),
    "bold": _id(lambda d, n: f"**{d[2:]}**-{n}"),
    "escaped": _id(lambda d, n: f"{d[2:]}\\-{n}"),
    "day-divided": _id(lambda d, n: f"{d[:4]}-{d[4:6]}-{d[6:]}-{n}"),
    "day-blanks": _id(lambda d, n: f"{d[2:4]} {d[4:6]} {d[6:]}-{n}"),
    "dotted-day": _id(lambda d, n: f"{d[2:4]}.{d[4:6]}.{d[6:]}-{n}"),
    "file-name": _id(lambda d, n: f"akter/beslut_[[{d[2:]}-{n}]].pdf"),
    "file-name-bare": _id(lambda d, n: f"Scan_[[{d}{n}]]_sida1.pdf"),
    "coordination": _id(lambda d, n: f"{d[2:]}-{n}", coordination=True),
    "coordination-twelve": _id(lambda d, n: f"{d}{n}", coordination=True),
}
WRONG = _id(lambda d, n: f"19{d[2:]}-{n}", wrong=True)
# Forms that a word makes certain, with a wrong check digit.
CUED_IDENTITY: dict[str, Callable[[str, str], str]] = {
    "six": lambda d, n: f"{d[2:]}-{n}",
    "eight": lambda d, n: f"{d}-{n}",
    "ten": lambda d, n: f"{d[2:]}{n}",
    "blank": lambda d, n: f"{d[2:]} {n}",
    "spaced": lambda d, n: " ".join(f"{d[2:]}{n}"),
    "day-blanks": lambda d, n: f"{d[2:4]} {d[4:6]} {d[6:]} {n}",
    "twelve": lambda d, n: f"{d}{n}",
}
ID_WORDS = ["personnummer", "pnr", "Pers.nr", "personnr:", "p-nr", "Personnummer\n", "född",
            "samordningsnummer", "samordningsnr", "Personnumret är"]  # fmt: skip

DAYS: dict[str, Callable[[str, str, str], str]] = {
    "six": lambda y, m, d: f"[[{y[2:]}{m}{d}]]",
    "eight": lambda y, m, d: f"[[{y}{m}{d}]]",
    "iso": lambda y, m, d: f"[[{y}-{m}-{d}]]",
    "short-iso": lambda y, m, d: f"[[{y[2:]}-{m}-{d}]]",
    "slashed": lambda y, m, d: f"[[{int(d)}/{int(m)} {y}]]",
    "slashed-short": lambda y, m, d: f"[[{int(d)}/{int(m)}-{y[2:]}]]",
    "dotted": lambda y, m, d: f"[[{d}.{m}.{y}]]",
    "iso-dots": lambda y, m, d: f"[[{y}.{m}.{d}]]",
    "words": lambda y, m, d: f"den [[{int(d)} {_MONTHS[int(m) - 1]} {y}]]",
    "short-words": lambda y, m, d: f"[[{int(d)} {_MONTHS[int(m) - 1][:3]} {y}]]",
    "en-dashes": lambda y, m, d: f"[[{y}–{m}–{d}]]",
    "blanks": lambda y, m, d: f"[[{y} {m} {d}]]",
}
_MONTHS = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
           "oktober", "november", "december"]  # fmt: skip
BORN = ["född", "f.", "Född:", "födelsedatum", "Födelsedag:", "född den", "(f.", "födelsetid"]


def _mobile(form: Callable[[str, str], str]) -> Draw:
    def draw(r: random.Random) -> str:
        rest = "".join(str(r.randint(0, 9)) for _ in range(7))
        return form(r.choice(["070", "072", "073", "076", "079"]), rest)

    return draw


def _fixed(form: Callable[[str, str], str]) -> Draw:
    return lambda r: form(r.choice(["063", "0643", "060", "021", "0696"]), _digits(r, 6))


TELEPHONE: dict[str, Draw] = {
    "mobile": _mobile(lambda a, n: f"{a}-{n[:3]} {n[3:5]} {n[5:]}"),
    "mobile-bare": _mobile(lambda a, n: a + n),
    "mobile-blanks": _mobile(lambda a, n: f"{a} {n[:3]} {n[3:5]} {n[5:]}"),
    "mobile-dots": _mobile(lambda a, n: f"{a}.{n[:3]}.{n[3:5]}.{n[5:]}"),
    "mobile-slash": _mobile(lambda a, n: f"{a}/{n[:3]} {n[3:5]} {n[5:]}"),
    "mobile-hyphens": _mobile(lambda a, n: f"{a}-{n[:3]}-{n[3:5]}-{n[5:]}"),
    "mobile-two": _mobile(lambda a, n: f"{a}-{n}"),
    "mobile-dash": _mobile(lambda a, n: f"{a}–{n[:3]} {n[3:5]} {n[5:]}"),
    "mobile-no-break": _mobile(lambda a, n: f"{a}\u2011{n[:3]}\u00a0{n[3:5]}\u00a0{n[5:]}"),
    "mobile-four": _mobile(lambda a, n: f"{a}{n[0]}-{n[1:3]} {n[3:5]} {n[5:]}"),
    "mobile-spaced": _mobile(lambda a, n: " ".join(f"{a}{n}")),
    "mobile-line-end": _mobile(lambda a, n: f"{a}-{n[:3]}\n{n[3:5]} {n[5:]}"),
    "mobile-wide": _mobile(lambda a, n: _wide(f"{a}-{n[:3]} {n[3:5]} {n[5:]}")),
    "fixed": _fixed(lambda a, n: f"{a}-{n[:2]} {n[2:4]} {n[4:]}"),
    "fixed-blanks": _fixed(lambda a, n: f"{a} {n[:2]} {n[2:4]} {n[4:]}"),
    "fixed-brackets": _fixed(lambda a, n: f"({a}) {n[:2]} {n[2:4]} {n[4:]}"),
    "fixed-slash": _fixed(lambda a, n: f"{a}/{n}"),
    "fixed-bare": _fixed(lambda a, n: f"{a}-{n}"),
    "fixed-wide-hyphen": _fixed(lambda a, n: f"{a} - {n[:3]} {n[3:]}"),
    "stockholm": lambda r: f"08-{_digits(r, 3)} {_digits(r, 3)} {_digits(r, 2)}",
    "plus": _mobile(lambda a, n: f"+46 {a[1:]} {n[:3]} {n[3:5]} {n[5:]}"),
    "plus-bare": _mobile(lambda a, n: f"+46{a[1:]}{n}"),
    "plus-zero": _mobile(lambda a, n: f"+46 (0){a[1:]}-{n[:3]} {n[3:5]} {n[5:]}"),
    "plus-zero-tight": _mobile(lambda a, n: f"+46(0){a[1:]}{n}"),
    "plus-hyphens": _mobile(lambda a, n: f"+46-{a[1:]}-{n[:3]} {n[3:]}"),
    "double-zero": _mobile(lambda a, n: f"0046-{a[1:]} {n[:3]} {n[3:5]} {n[5:]}"),
    "norway": lambda r: f"+47 {_digits(r, 2)} {_digits(r, 2)} {_digits(r, 2)} {_digits(r, 2)}",
    "finland": lambda r: f"+358 40 {_digits(r, 3)} {_digits(r, 4)}",
    "america": lambda r: f"+1 ({_digits(r, 3)}) {_digits(r, 3)}-{_digits(r, 4)}",
    "england": lambda r: f"0044 20 {_digits(r, 4)} {_digits(r, 4)}",
}
SHORT_TELEPHONE = """
tel [[{0} {1} {2}]]
Telefon: [[{0}{1}{2}]]
tfn [[{0}{1} {2}]]
ankn [[{0}{1}]]
ankn. [[{0} {1}]]
anknytning [[{0}{1}]]
växel [[{0} {1} {2}]]
Växel: [[{0}{1}{2}]]
""".strip().splitlines()

EMAIL: dict[str, Callable[[str, str, str], str]] = {
    "plain": lambda a, b, h: f"{a}.{b}@{h}.se",
    "at": lambda a, b, h: f"{a}.{b} (at) {h}.se",
    "tight-at": lambda a, b, h: f"{a}.{b}(at){h}.se",
    "square-at": lambda a, b, h: f"{a}.{b}[at]{h}.se",
    "square-at-blanks": lambda a, b, h: f"{a}.{b} [at] {h}.se",
    "punkt": lambda a, b, h: f"{a} (punkt) {b} (at) {h} (punkt) se",
    "dot": lambda a, b, h: f"{a}.{b}[at]{h}[dot]se",
    "snabel-a": lambda a, b, h: f"{a}.{b} snabel-a {h}.se",
    "bare-at": lambda a, b, h: f"{a}.{b} at {h}.se",
    "blanks": lambda a, b, h: f"{a}.{b} @ {h}.se",
    "mailto": lambda a, b, h: f"<mailto:[[{a}.{b}@{h}.se]]>",
    "link": lambda a, b, h: f"[skriv](mailto:[[{a}.{b}@{h}.se]])",
    "idn": lambda a, b, h: f"{a}.{b}@{h}-åäö.se",
    "idn-local": lambda a, b, h: f"åke.{b}@{h}.se",
    "line-end": lambda a, b, h: f"{a}.{b}@\n{h}.se",
    "line-end-before": lambda a, b, h: f"{a}.{b}\n@{h}.se",
    "line-end-in-host": lambda a, b, h: f"{a}.{b}@{h}.\nse",
    "line-end-in-local": lambda a, b, h: f"{a}.\n{b}@{h}.se",
    "entity": lambda a, b, h: f"{a}.{b}&#64;{h}.se",
    "entity-hex": lambda a, b, h: f"{a}&#x2e;{b}&#x40;{h}&period;se",
    "commat": lambda a, b, h: f"{a}.{b}&commat;{h}.se",
    "percent": lambda a, b, h: f"{a}.{b}%40{h}.se",
    "full-width": lambda a, b, h: f"{a}.{b}＠{h}．se",
    "zero-width": lambda a, b, h: f"{a}.{b}\u200b@\u200b{h}.se",
    "plus-tag": lambda a, b, h: f"{a}+{b}@{h}.example.org",
    "capitals": lambda a, b, h: f"{a}.{b}@{h}.SE".upper(),
    "escaped": lambda a, b, h: f"{a}\\_{b}@{h}.se",
}

ADDRESS: dict[str, str] = {
    "lives": "{name} är bosatt på [[{street} {n}]] i {town}",
    "lives-plain": "{name} bor på [[{street} {n}]]",
    "comma": "{name}, [[{street} {n}, {code} {town}]]",
    "comma-short": "{name}, [[{street} {n} {letter}]]",
    "lines": "{name}\n[[{street} {n}\n{code} {town}]]",
    "brackets": "{name} ([[{street} {n}]])",
    "home-word": "Hemadress: [[{street} {n}, {code} {town}]]",
    "address-word": "Namn: {name}\nAdress: [[{street} {n}]]",
    "flat": "{name}, [[{street} {n} {letter} lgh 1203, {code} {town}]]",
    "registered": "Sökanden är folkbokförd på [[{street} {n}, {code} {town}]]",
    "after-birth": "{name}, född 850412, [[{street} {n}]], {town}",
    "care-of": "c/o {name}, [[{street} {n}, {code} {town}]]",
    "village": "{name}, [[Norrböle {n}, {code} {town}]]",
    "cell": "| {name} | [[{street} {n}]] | {code} {town} |",
    "line-end": "{name} är bosatt på [[{street}\n{n}]]",
}
BANK: dict[str, Draw] = {
    "bankgiro": lambda r: f"bankgiro {_digits(r, 3)}-{_digits(r, 4)}",
    "bg": lambda r: f"bg {_digits(r, 4)}-{_digits(r, 4)}",
    "bankgiro-nr": lambda r: f"Bankgironr: {_digits(r, 8)}",
    "plusgiro": lambda r: (
        f"plusgiro {_digits(r, 2)} {_digits(r, 2)} {_digits(r, 2)}-{_digits(r, 1)}"
    ),
    "pg": lambda r: f"PG {_digits(r, 5)}-{_digits(r, 1)}",
    "account": lambda r: (
        f"kontonummer {_digits(r, 4)}-{_digits(r, 2)} {_digits(r, 3)} {_digits(r, 2)}"
    ),
    "swedbank": lambda r: f"konto 8{_digits(r, 3)}-{_digits(r, 1)}, {_digits(r, 9)}",
    "account-groups": lambda r: f"konto nr {_digits(r, 4)} {_digits(r, 2)} {_digits(r, 5)}",
    "account-bare": lambda r: f"bankkonto {_digits(r, 11)}",
    "clearing": lambda r: f"clearingnummer {_digits(r, 4)}, konto {_digits(r, 7)}",
    "iban": lambda r: "SE" + iban(r),
    "iban-bare": lambda r: ("SE" + iban(r)).replace(" ", ""),
}


def iban(r: random.Random) -> str:
    """The digits of a Swedish IBAN in groups of four (ISO 13616)."""
    bban = _digits(r, 20)
    check = f"{98 - int(bban + '281400') % 97:02}"
    whole = "SE" + check + bban
    return " ".join(whole[n : n + 4] for n in range(0, 24, 4))[2:]


AROUND = ["{}", "Ärendet rör {}.", "{name}, {}, deltog inte.", "| {name} | {} |", "- {name}: {}",
          "Nämnden beslutar att avslå ansökan från {name} ({}) om bistånd.",
          "{word} {}", "§ 12 Ansökan, {}, dnr KS 2025/123"]  # fmt: skip


def _around(r: random.Random, kind: str, form: str, number: str, word: str = "dnr") -> Printed:
    """A drawn number in a drawn surrounding; `word` stands before it where a word must."""
    secret = number if "[[" in number else f"[[{number}]]"
    text = r.choice(AROUND).replace("{name}", person(r)).replace("{word}", word)
    return marked(kind, form, text.replace("{}", secret))


def printed_forms(seed: int, rounds: int) -> Iterator[Printed]:
    """Every form in as many surroundings as there are rounds."""
    r = random.Random(seed)
    for _ in range(rounds):
        yield from _identities(r)
        yield from _births(r)
        yield from _telephones(r)
        yield from _emails(r)
        yield from _addresses(r)
        for form, draw in BANK.items():
            number = re.sub(r"\d[\d ,-]*\d", r"[[\g<0>]]", draw(r))
            yield _around(r, "bank-account", form, number)


def _identities(r: random.Random) -> Iterator[Printed]:
    for form, draw in IDENTITY.items():
        yield _around(r, "identity-number", form, draw(r))
    yield marked("identity-number", "wrong-check", f"Ärendet rör [[{WRONG(r)}]].")
    for form, write in CUED_IDENTITY.items():
        number = identity(r, wrong=True)
        text = f"{person(r)}, {r.choice(ID_WORDS)} [[{write(number[:8], number[8:])}]]"
        yield marked("identity-number", f"word-{form}", text)


def _births(r: random.Random) -> Iterator[Printed]:
    for form, write in DAYS.items():
        number = write(*day(r))
        word = r.choice(BORN)
        text = f"{person(r)}, {word} {number}" if word != "(f." else f"{person(r)} (f. {number})"
        after = r.choice(["", ", boende i Ragunda", "."])
        yield marked("birth-date", form, text + after)
    number = DAYS["six"](*day(r))
    yield marked("birth-date", "brackets", f"{person(r)} ({number}) beviljas bistånd")
    yield marked("birth-date", "tight", f"{person(r)} f.{number}")


def _telephones(r: random.Random) -> Iterator[Printed]:
    for form, draw in TELEPHONE.items():
        yield _around(r, "telephone", form, draw(r), "tel")
    for pattern in SHORT_TELEPHONE:
        number = pattern.format(_digits(r, 2), _digits(r, 2), _digits(r, 2))
        form = pattern.partition(" [[")[0]
        yield marked("telephone", form, f"Kontakt: {person(r)}, {number}")


def _emails(r: random.Random) -> Iterator[Printed]:
    for form, write in EMAIL.items():
        name = person(r).casefold().translate(str.maketrans("åäö", "aao")).split()
        host = r.choice(["exempel", "provkommun", "post-prov"])
        yield _around(r, "email", form, write(name[0], name[1], host), "E-post:")


def _addresses(r: random.Random) -> Iterator[Printed]:
    for form, pattern in ADDRESS.items():
        code = f"84{r.randint(0, 9)} {r.randint(10, 99)}"
        home = {"street": r.choice(_STREETS), "n": r.randint(1, 98), "letter": "B"}
        text = pattern.format(name=person(r), code=code, town=r.choice(_TOWNS), **home)
        yield marked("home-address", form, f"Ärendet: {text}.")


def more_forms(lines: Iterable[str], seed: int) -> Iterator[Printed]:
    """Forms of a file: `kind TAB text`, secrets between `[[` and `]]`, in braces what is drawn.

    `{yyyy}` `{yy}` `{mm}` `{dd}` a day, `{c}` the day + 60, `{n}` the last four, `{n2}` and `{m2}`
    their halves, `{w}` four with a wrong check digit; `\\n` and `\\r` are line ends.
    """
    r = random.Random(seed)
    for line in lines:
        kind, _, text = line.rstrip("\n").partition("\t")
        number = identity(r, coordination="{c}" in text)
        wrong = number[8:11] + str((int(number[11]) + r.randint(1, 9)) % 10)
        drawn = {"yyyy": number[:4], "yy": number[2:4], "mm": number[4:6], "dd": number[6:8],
                 "c": number[6:8], "n": number[8:], "n2": number[8:10], "m2": number[10:],
                 "w": wrong}  # fmt: skip
        for name, value in drawn.items():
            text = text.replace("{" + name + "}", value)
        yield marked(kind, line, text.replace("\\n", "\n").replace("\\r", "\r"))

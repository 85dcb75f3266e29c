"""How a thing is printed is said once: dashes, clocks, § and money have one pattern each."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from socsam_opendata.minutes import interpret
from socsam_opendata.minutes.known import body
from socsam_opendata.minutes.print import dates
from socsam_opendata.minutes.print.diary_numbers import diary_number
from socsam_opendata.minutes.print.persons import person_print

ROOM = Path(interpret.__file__).parent
# A pattern that only its home writes: what finds it in the text of a pattern, and the home.
HOMES = {
    "clock": (re.compile(r"\bkl\\\.\?|klockan"), "print/dates.py"),
    "paragraph": (re.compile(r"§\\s\*(?:\(\?P<\w+>)?\\d"), "print/paragraphs.py"),
    "money": (re.compile(r"\bkr\|kronor|\bkronor\|kr\b|\btkr\|"), "print/sums.py"),
    "total": (re.compile(r"Summa\|"), "rules/ballots.py"),
    # A class of characters with the hyphen of the keyboard alone: minutes print eight dashes.
    "dash": (re.compile(r"\[(?:-|(?:[^\]\\]|\\.)*-\])"), "model/iris.py"),
}
# A word with hyphens, before a name or of YAML: not a dash that is printed between two things.
WORD = r"[\w-]"


def patterns(text: str) -> list[tuple[int, str]]:
    """The texts of a module that are no docstrings, each with its line."""
    tree = ast.parse(text)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value) for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]  # fmt: skip


def strayed(place: str, text: str) -> list[str]:
    """The patterns of a module that another module is the home of."""
    return [
        f"{place}:{line} {kind}"
        for line, pattern in patterns(text)
        for kind, (found, home) in HOMES.items()
        if place != home and found.search(pattern.replace(WORD, ""))
    ]


def test_no_pattern_strays_from_its_home() -> None:
    found = [
        fault for path in sorted(ROOM.rglob("*.py"))
        for fault in strayed(path.relative_to(ROOM).as_posix(), path.read_text("utf-8"))
    ]  # fmt: skip
    assert found == []


@pytest.mark.parametrize(("pattern", "kind"), [
    (r"'\\b(?:kl\\.?|klockan)\\s*\\d'", "clock"),
    (r"r'§\s*(?P<number>\d+)'", "paragraph"),
    (r"rf'{A}§\s*\d{{1,4}}'", "paragraph"),
    ("r'(?:kr|kronor|sek)'", "money"),
    ("'(?:Summa|Totalt)'", "total"),
    (r"r'[\s/-]'", "dash"),
    ("r'[-–]'", "dash"),
])  # fmt: skip
def test_a_pattern_that_strays_would_be_found(pattern: str, kind: str) -> None:
    assert strayed("rules/other.py", f"import re\nP = {pattern}\n") == [f"rules/other.py:2 {kind}"]
    assert strayed(HOMES[kind][1], f"P = {pattern}") == []


@pytest.mark.parametrize("dash", ["-", "–", "‑", "−"])
def test_a_diary_number_and_a_body_may_have_any_dash(dash: str) -> None:
    assert diary_number(f"KS{dash}2031{dash}0123") == f"KS{dash}2031{dash}0123"
    assert diary_number(f"KS{dash}2031/12") == f"KS{dash}2031/12"
    found = body._DECIDES.match(f"Exempel{dash}rådets beslut")
    assert found is not None
    assert found["name"] == f"Exempel{dash}rådet"


@pytest.mark.parametrize("clock", ["kl 13.10", "kl. 13.10", "klockan 13.10"])
def test_from_when_somebody_took_part_is_printed_with_any_clock(clock: str) -> None:
    # A made-up person.
    printed = person_print(f"Ida Höstmo (S) fr.o.m. {clock} § 5")
    assert printed is not None
    assert (printed.paragraphs, printed.during) == ("5", "from")


@pytest.mark.parametrize("unit", ["kr", "kronor", "tkr", "mkr", "sek", "mnkr", "miljoner kronor"])
def test_a_number_before_a_unit_of_money_is_no_year(unit: str) -> None:
    assert dates.periods(f"bidrag om 2031 {unit} beviljas") == ()
    assert [when.edtf for when in dates.periods("bidrag för 2031 beviljas")] == ["2031"]

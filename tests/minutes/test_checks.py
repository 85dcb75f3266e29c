"""Every problem of the reader: a small change of the seed makes it fire, or makes it silent.

Names that are not in the seed are invented.
"""

from __future__ import annotations

import ast
import re
import string
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.minutes.rules.draft import Draft
from socsam_opendata.model.problems import Problem
from socsam_opendata.settings.dataset_toml import read_settings
from socsam_opendata.texts import entry, forms, texts_of
from syntax import tree_of
from variants import CLAUSE_18, _chain, _cut, _swaps

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "minutes" / "2025-06-02-socsam.md"
TEXT = SEED.read_text("utf-8")
SETTINGS = read_settings(ROOT / "minutes")
READER = ROOT / "src" / "socsam_opendata" / "minutes"
Change = Callable[[str], str]
# What no text can have; they fire in test_pdf.py and test_docx.py.
OF_FILES = {
    "comments-left-out", "embedded-not-read", "hidden-left-out", "page-scanned", "text-covered",
    "tracked-changes",
}  # fmt: skip
# What minutes lack that no dataset can do without (test_sources.py), or what settings say otherwise
# (dataset/test_left_out.py).
OF_SETTINGS = {
    "annex-not-read", "other-minutes",  # test_annexes.py
    "summons-not-read",  # test_summons.py
    "cover-again",  # test_cover_again.py
    "footnotes-not-read",  # test_footnotes.py
    "bodies-several", "meeting-cancelled", "minutes-not-adjusted", "municipality-unknown",
    "title-of-summons",  # test_titles.py
    "paragraphs-unnumbered",  # test_unnumbered.py
    "body-missing", "date-missing", "paragraphs-inferred", "paragraphs-missing", "stated-otherwise",
}  # fmt: skip
# Told of given rows too, and tested there (rows/test_agreement.py).
OF_GIVEN = {
    "amount-basis-differs", "amount-differs", "amount-not-in-clause", "attendance-repeated",
    "ballot-repeated", "ballots-differ", "citation-differs", "cited-paragraph-differs",
    "clause-names-other", "date-differs", "decided-informing", "decision-day-differs",
    "diary-number-differs", "due-differs",
    "clause-number-repeated",
    "method-differs", "outcome-differs", "paragraph-outside", "party-differs",
    "serving-absent", "serving-for-present", "serving-in-ring", "voter-not-present",
}  # fmt: skip


def clause_18(text: str) -> Change:
    """The one clause of § 18 in other words."""
    return _cut(*CLAUSE_18, text)


def after_15(text: str) -> Change:
    """Words at the end of § 15, which decides nothing."""
    end = "tas in vikarier i verksamheten.\n"
    return _swaps((end, f"{end}\n{text}\n"))


# code -> a change that makes it fire, and words of a line that the problem then covers.
FIRES: dict[str, tuple[Change, str]] = {
    "action-unknown": (clause_18("Att månen är rund."), "Att månen är rund."),
    "addressee-missing": (clause_18("Att rekommendera ny modell."), "Att rekommendera ny"),
    "adjuster-differs": (
        _swaps(("b) Morgan Olsson (S) väljs", "b) Karin Sundin (S) väljs")), "b) Karin Sundin"
    ),
    "adjustment-missing": (_cut("**Justeringens tid", "Paragrafer:"), "Tid och plats"),
    "assignee-unknown": (
        clause_18("Att uppdra åt kaffekokaren att brygga mer."), "Att uppdra åt kaffekokaren"
    ),
    "attendance-elsewhere": (
        _cut("Karin Sundin (S), Bergs", "**Deltagare\n(ersättare)", "Enligt förteckning\n\n"),
        "Enligt förteckning",
    ),
    "attendance-missing": (_cut("**Deltagare\n(besl", "**Justeringens tid"), "(SocSam)"),
    "ballots-incomplete": (
        _swaps(("Sociala samrådsgruppens mandat.\n", "Sociala samrådsgruppens mandat.\n\n"
                "Voteringslista\n\nLedamot                       Ja    Nej\n"
                "Karin Sundin (S)              X\nResultat   2 0\n")),
        "Karin Sundin (S)              X",
    ),
    "capacity-by-title": (
        lambda text: re.sub(r" \(\w+\)(?=, \w+ kommun)", "", text).replace(
            "Karin Sundin, Bergs kommun", "Karin Sundin, kassör"
        ),
        "Karin Sundin, kassör",
    ),
    "capacity-unclear": (
        _swaps(("**Deltagare\n(beslutande):** ", "Beslutande:\nErsättare:\n")), "Karin Sundin (S)"
    ),
    "clause-numbers": (_swaps(("3. Att en överens", "4. Att en överens")), "4. Att en överens"),
    "contents-without-paragraph": (
        lambda text: text[: text.rindex("\n§ 20 Inför SVOM")], "§ 20 Inför SVOM....."
    ),
    "control-character": (_swaps(("Köpmangatan", "Köp\x07mangatan")), "mangatan 21"),
    "date-order": (_swaps(("måndag 16 juni 2025", "söndag 1 juni 2025")), "söndag 1 juni"),
    "due-unclear": (
        clause_18("Att uppdra till IFO-nätverket att återkomma vid nästa möte."), "vid nästa möte"
    ),
    "heading-unknown": (
        after_15(f"Utblick mot fjällen\n\n{'Det här är en lång text. ' * 5}"), "Utblick mot fjällen"
    ),
    "impossible-date": (_swaps(("måndag 16 juni", "31 juni")), "31 juni 2025"),
    "lines-unread": (
        _swaps(("Ingrid Larsson, Bergs kommun", "4 elever på studiebesök")), "4 elever"
    ),
    "municipality-not-member": (
        _swaps(("Karin Sundin (S), Bergs", "Karin Sundin (S), Habo")), "Habo kommun"
    ),
    "name-spelt-otherwise": (
        _swaps(("Justeras av:\n", "Justeras av:\n\nKarin Sundinn\nJusterare\n")), "Karin Sundinn"
    ),
    "next-meeting-unclear": (_swaps(("fredag 10 oktober 2025", "under hösten")), "under hösten"),
    "organization-unknown": (
        clause_18("Att rekommendera kaffekokaren att avslå ansökan."), "Att rekommendera kaffe"
    ),
    "paragraph-gap": (_cut("\n§ 15 Uppföljning Yrkesresan 2024\n", "\n§ 16 Ansökan"), "§ 16 Ansök"),
    "paragraph-lettered": (_swaps(("\n§ 17 ", "\n§ 16 A ")), "§ 16 A "),
    "paragraphs-in-one": (_swaps(("\n§ 20 ", "\n§§ 20-21 ")), "§§ 20-21 "),
    "paragraph-not-here": (_swaps(("framgår av § 16", "framgår av § 99")), "framgår av § 99"),
    "paragraph-not-in-contents": (
        _swaps(("§ 13 Våldsförebyggande arbete.....\t5\n", "")), "§ 13 Våldsförebyggande"
    ),
    "paragraph-repeated": (after_15("§ 15 Uppföljning av något mer"), "§ 15 Uppföljning av något"),
    "paragraphs-differ": (_swaps(("\n12-20\n", "\n12-19\n")), "12-19"),
    "paragraphs-reversed": (
        _swaps(("Östersunds kommun, §11", "Östersunds kommun, §§ 16–13")), "§§ 16–13"
    ),
    "party-unknown": (_swaps(("Karin Sundin (S)", "Karin Sundin (QZX)")), "(QZX)"),
    "role-absent": (
        _swaps(("Morgan Olsson (S), Str", "Morgan Olsson (S), frånvarande, Str")),
        "b) Morgan Olsson (S) väljs",
    ),
    "role-missing": (_swaps(("Elin Ring\nSekreterare\n\n", "")), "Justeras av"),
    "role-not-in-attendance": (
        _swaps(("samt Björn Sandal (S)", "samt Nils Påhitt (S)")), "Nils Påhitt"
    ),
    "role-unclear": (clause_18("Att utse Karin Sundin (S)."), "Att utse Karin"),
    "same-name": (
        _swaps(("Stig Andersson (KD), Östersunds", "Karin Sundin (C), Krokoms")), "Karin Sundin (C)"
    ),
    "seats-differ": (_swaps(("Karin Sundin (S), Bergs kommun\n", "")), "Anders Häggkvist"),
    "section-empty": (_swaps(("Synpunkter\n\nInga synpunkter framkommer.", "Synpunkter\n")), ""),
    "signature-without-title": (_swaps(("Morgan Olsson (S)\nJusterare", "Morgan Olsson (S)")), ""),
    "sum-unread": (after_15("Avgiften är 20 euro."), "20 euro"),
    "text-lost": (_swaps(("Köpmangatan", "K\ufffdpmangatan")), "pmangatan 21"),
    "time-order": (_swaps(("09.00 – 12.00", "12.00 – 09.00")), "12.00 – 09.00"),
    "title-missing": (
        lambda text: "§ 20\n".join(text.rsplit("§ 20 Inför SVOM\n", 1)), "§ 20"
    ),
    "title-varies": (
        lambda text: "Winberg, samordnare*\n\nBakgrund\n\nMöjlighet".join(
            text.split("Winberg, ordförande*\n\nBakgrund\n\nMöjlighet")
        ),
        "Winberg, samordnare",
    ),
    "vacant-seat": (_swaps(("Karin Sundin (S), Bergs kommun", "Vakant (M)")), "Vakant"),
    "vote-without-decision": (
        after_15("Omröstning\n\nMed 5 ja-röster mot 2 nej-röster går mötet vidare."), "5 ja-röster"
    ),
    "votes-differ": (
        _swaps(("Sociala samrådsgruppens mandat.\n", "Sociala samrådsgruppens mandat.\n\n"
                "Omröstningsresultat\n\nMed 3 ja-röster och 1 nej-röst beslutas så.\n\n"
                "Ja: Karin Sundin (S), Ellen Eriksson (S)\n\nNej: Anders Häggkvist (C)\n")),
        "Med 3 ja-röster",
    ),
    "served-unknown": (
        _swaps(("(AFR), Ragunda kommun\n", "(AFR), Ragunda kommun (för Månsson)\n")), "Månsson"
    ),
    "several-days": (
        _swaps(("måndag 2 juni 2025", "2–3 juni 2025")), "2–3 juni 2025"
    ),
    "weekday-differs": (
        clause_18("Att mötas igen tisdag, den 16 juni 2025."), "tisdag, den 16 juni"
    ),
    "weekday-wrong": (_swaps(("måndag 2 juni", "tisdag 2 juni")), "tisdag 2 juni"),
}  # fmt: skip

# code that the seed itself has -> a change that makes it silent.
SILENCED: dict[str, Change] = {
    "citation-completed": _swaps(("Beslut styrelsen 2025-05-09 § 16", "Styrelsens beslut")),
    "document-joined": _swaps(("utökat grundbidrag\nBrottsofferjouren", "utökat grundbidrag")),
    "heading-differs": _chain(
        _swaps(("dagordning.....", "dagordningen....."), ("Beslutspunkt", "Besluts punkt")),
        _swaps(("Jämtland län - verksamhetsb", "Jämtland län – verksamhetsb")),
    ),
    "no-actor": _swaps(
        ("Att en överenskommelse om idéburet", "Att uppdra till IFO-nätverket att idéburet")
    ),
    "office-titles": _swaps(("förbundsdirektör", "förbundschefen")),
    "organization-spelling": _swaps(("Kvinnojouren Jämtland län", "Kvinnojouren Jämtlands län")),
    "participant-paragraph": _swaps(("Östersunds kommun, §11", "Östersunds kommun, §12")),
    "presenter-paragraph": _swaps(("Länsstyrelsen, §12", "Länsstyrelsen, §13")),
    "self-reference": _swaps(("framgår av § 16", "framgår av § 17")),
    "serving-not-stated": _swaps(
        ("(AFR), Ragunda kommun\n", "(AFR), Ragunda kommun, ersätter Bianca Zandén (V)\n")
    ),
    "year-inferred": _swaps(("beslutade i mars att", "beslutade i mars 2025 att")),
}


def emitted() -> set[str]:
    """The codes in calls of `problem(...)` anywhere in the reader."""
    codes = set()
    for path in READER.rglob("*.py"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "problem":
                assert isinstance(node.args[0], ast.Constant), f"{path}: a code that is no constant"
                codes.add(node.args[0].value)
    return codes


@lru_cache(maxsize=1)
def seed() -> Reading:
    return read_minutes(SEED, SETTINGS)


def read(change: Change, folder: Path) -> tuple[list[str], Reading]:
    """The lines of a changed seed, and its reading."""
    text = change(TEXT)
    assert text != TEXT
    path = folder / "changed.md"
    path.write_text(text, "utf-8", newline="")
    return text.split("\n"), read_minutes(path, SETTINGS)


def test_every_code_of_the_reader_has_its_sentences() -> None:
    missing = emitted() - set(texts_of("problems"))
    assert not missing, f"texts/problems.toml lacks {sorted(missing)}"


def test_every_code_of_the_reader_is_tested_here() -> None:
    tested = set(FIRES) | set(SILENCED)
    assert emitted() == tested | OF_FILES | OF_GIVEN | OF_SETTINGS
    assert not set(FIRES) & set(SILENCED)


def test_the_seed_has_the_codes_that_changes_silence_and_no_others() -> None:
    assert {p.code for p in seed().problems} == set(SILENCED)


@pytest.mark.parametrize("code", sorted(FIRES))
def test_a_small_change_makes_it_fire(code: str, tmp_path: Path) -> None:
    change, words = FIRES[code]
    lines, reading = read(change, tmp_path)
    found = [p for p in reading.problems if p.code == code]
    assert found, f"only {sorted({p.code for p in reading.problems})}"
    places = [n for n, line in enumerate(lines, 1) if words in line]
    assert any(p.first_line is not None and p.last_line is not None for p in found)
    assert any((p.first_line or 0) <= n <= (p.last_line or 0) for p in found for n in places)


@pytest.mark.parametrize("code", sorted(SILENCED))
def test_a_small_change_makes_it_silent(code: str, tmp_path: Path) -> None:
    assert any(p.code == code for p in seed().problems)
    _, reading = read(SILENCED[code], tmp_path)
    assert [p for p in reading.problems if p.code == code] == []


@pytest.mark.parametrize("code", sorted(FIRES))
def test_a_change_sets_off_little_else(code: str, tmp_path: Path) -> None:
    """One fault in the minutes gives a clerk one thing to look at, or a few, not a list."""
    _, reading = read(FIRES[code][0], tmp_path)
    new = Counter(p.code for p in reading.problems) - Counter(p.code for p in seed().problems)
    assert len(new) <= 3, f"{code} comes with {dict(new)}"


@pytest.mark.parametrize("code", sorted({*FIRES, *SILENCED}))
def test_its_sentences_can_be_said_in_both_languages(code: str, tmp_path: Path) -> None:
    """Every fact that a sentence asks for is given."""
    reading = read(FIRES[code][0], tmp_path)[1] if code in FIRES else seed()
    text = entry(f"problems.{code}")
    for problem in (p for p in reading.problems if p.code == code):
        for sentence in (*forms(text["sv"]), *forms(text["en"])):
            asked = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
            labels = {"role_label"} if "role" in problem.facts else set()
            given = {*problem.facts, *labels}
            assert asked <= given, f"{code} is not given {asked - given}"
            assert all(isinstance(value, str) for value in problem.facts.values())


@pytest.mark.parametrize("code", sorted({*FIRES, *SILENCED}))
def test_a_problem_about_a_row_names_one_that_is_there(code: str, tmp_path: Path) -> None:
    reading = read(FIRES[code][0], tmp_path)[1] if code in FIRES else seed()
    for problem in reading.problems:
        if problem.row is not None:
            assert problem.table_name is not None
            assert problem.row in {row.id for row in reading.rows[problem.table_name]}


def test_what_is_doubtful_is_noted_once_also_where_it_was_given() -> None:
    given = Problem("sum-unread", 4, 4, {"printed": "1-2 kr"}, "amounts", "a")
    draft = Draft("m", problems=[given])
    for facts in ({"printed": "1-2 kr"}, {"printed": "3-4 kr"}, {"printed": "3-4 kr"}):
        draft.problem("sum-unread", 4, table="amounts", row="a", **facts)
    assert [one.facts["printed"] for one in draft.problems] == ["1-2 kr", "3-4 kr"]

"""Thousands of printed forms in whole minutes, end to end: what gets out, and what is masked amiss.

Each test shows its table at the end of the run. Names are drawn anew by a seed; nobody is meant.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from campaign_size import size
from campaign_table import (
    HARMLESS,
    Measured,
    built,
    measure_leaks,
    measure_losses,
    paragraphs,
)
from invented_minutes import document
from placed_forms import DrawnNames, limit_document, name_documents
from placed_numbers import number_documents
from published import published_lines
from withheld_forms import masked_documents, staying_documents, withheld_documents

pytestmark = pytest.mark.campaign

Record = Callable[[str, object], None]
HALVES = (0, 1)
SEEDS = range(size(short=1, full=2))
# Of all forms under one in a hundred may get out, of each kind one in twenty.
IN_ALL, IN_A_KIND = 0.01, 0.05


@pytest.mark.parametrize("half", HALVES)
def test_no_form_of_a_drawn_name_gets_out(
    half: int, tmp_path: Path, record_property: Record
) -> None:
    measured = Measured()
    for seed in SEEDS:
        documents = list(name_documents(DrawnNames(1000 + seed, half), 10))
        measure_leaks(measured, tmp_path / str(seed), documents)
    record_property("table", measured.table(f"Names, half {half + 1}"))
    assert measured.tried.total() >= 500 * len(SEEDS)
    assert measured.share < IN_ALL
    assert measured.over(IN_A_KIND) == {}


@pytest.mark.parametrize("half", HALVES)
def test_who_is_withheld_is_masked_in_other_forms(
    half: int, tmp_path: Path, record_property: Record
) -> None:
    measured = Measured()
    for seed in SEEDS:
        documents = list(withheld_documents(DrawnNames(2000 + seed, half), 6))
        measure_leaks(measured, tmp_path / f"listed-{seed}", documents)
        pairs = list(masked_documents(DrawnNames(3000 + seed, half), 3))
        mask = [name for _, names in pairs for name in names]
        measure_leaks(measured, tmp_path / f"mask-{seed}", [made for made, _ in pairs], mask)
    record_property("table", measured.table(f"Withheld people again, half {half + 1}"))
    assert measured.tried.total() >= 400 * len(SEEDS)
    assert measured.share < IN_ALL
    assert measured.over(IN_A_KIND) == {}


def test_no_number_or_address_of_a_person_gets_out(tmp_path: Path, record_property: Record) -> None:
    measured = Measured()
    measure_leaks(measured, tmp_path, list(number_documents(4000, rounds=size(short=1, full=4))))
    record_property("table", measured.table("Numbers and addresses"))
    assert measured.tried.total() >= 150
    assert measured.over(IN_A_KIND) == {}


def test_whoever_is_elected_stays_named(tmp_path: Path, record_property: Record) -> None:
    measured = Measured()
    for half in HALVES:
        documents = list(staying_documents(DrawnNames(5000, half), 12))
        measure_losses(measured, tmp_path / str(half), documents)
    record_property("table", measured.table("Elected people", "masked"))
    assert measured.tried.total() >= 400
    assert dict(measured.failed) == {}


def test_prose_without_persons_is_left_alone(tmp_path: Path, record_property: Record) -> None:
    measured = Measured()
    for file in sorted(path.stem for path in HARMLESS.glob("*.txt")):
        prose = paragraphs(file)
        documents = [document(n, {}, prose[n::3]) for n in range(3)]
        package = built(tmp_path / file, documents)
        for made in documents:
            lines = published_lines(package, made)
            for standing in made.found():
                first, last = standing.lines[0]
                text = "\n".join(lines[first - 1 : last])
                if standing.secret.kind:
                    measured.add(file.split("_")[0], text if text != standing.secret.text else None)
    record_property("table", measured.table("Paragraphs without persons", "touched"))
    assert measured.tried.total() >= 200
    assert measured.tried["named"] >= 40
    assert measured.failed["ordinary"] <= 0.1 * measured.tried["ordinary"]
    assert measured.failed["named"] <= 0.2 * measured.tried["named"]


def test_what_the_policy_cannot_see_is_shown(tmp_path: Path, record_property: Record) -> None:
    limits, rare = Measured(), Measured()
    measure_leaks(limits, tmp_path / "limits", [limit_document(DrawnNames(6000), 20)])
    documents = list(name_documents(DrawnNames(7000, rare=True), 10))
    measure_leaks(rare, tmp_path / "rare", documents)
    record_property("table", limits.table("Limits (docs/privacy.md)"))
    record_property("table", rare.table("First names of under forty bearers, no bar"))
    # A limit that is none any more is taken from docs/privacy.md and from LIMITS.
    assert {kind for kind in limits.tried if limits.failed[kind] == 0} == set()

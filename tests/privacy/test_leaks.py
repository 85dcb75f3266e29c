"""No printed form of a name or a number gets out of a package: a fixed part of the campaign.

`make campaign` tries thousands (tests/campaign/test_privacy.py); here each kind stands once, in one
of its places. Everybody named is invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from campaign_table import Measured, measure_leaks
from placed_forms import DrawnNames, name_documents
from placed_numbers import number_documents
from withheld_forms import masked_documents, withheld_documents


@pytest.mark.parametrize("half", [0, 1])
def test_no_form_of_a_fixed_part_gets_out(half: int, tmp_path: Path) -> None:
    names = DrawnNames(seed=20261126, half=half)
    masked, mask = next(masked_documents(names, 2, start=30))
    parts = [
        next(name_documents(names, 9)), next(withheld_documents(names, 6, 10)), masked,
        next(number_documents(half, 1, number=40, each=20)),
    ]  # fmt: skip
    measured = Measured()
    measure_leaks(measured, tmp_path, parts, mask)
    assert measured.tried.total() > 120
    assert (dict(measured.failed), measured.examples) == ({}, [])

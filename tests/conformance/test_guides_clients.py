"""The code of the guides that outside programs run: R."""

from __future__ import annotations

from pathlib import Path

import pytest
from clients import needed

from guide_code import blocks, differences, guides, run_r, with_package

pytestmark = pytest.mark.conformance

WITH_R = [guide for guide in guides() if blocks(guide, "r")]


@pytest.mark.parametrize("guide", WITH_R, ids=lambda path: path.name)
def test_r_prints_what_the_guide_says(guide: Path, tmp_path: Path) -> None:
    program = needed("Rscript")
    found = blocks(guide, "r")
    folder = tmp_path / "kim"
    folder.mkdir()
    wrong = differences(found, run_r(found, with_package(folder), program))
    assert not wrong, f"{wrong}\n\n`python tests/guide_code.py` writes what is printed now"


def test_there_is_r_to_run() -> None:
    assert WITH_R

"""Long lists of parameters of one mechanism: `make test` tries a few, `make campaign` the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def few(values: Iterable[Any], kept: Collection[Any]) -> list[Any]:
    """Values as parameters; those that are not kept are tried by the campaign."""
    found = list(values)
    lost = [one for one in kept if one not in found]
    assert not lost, lost
    return [
        value if value in kept else pytest.param(value, marks=pytest.mark.campaign)
        for value in found
    ]

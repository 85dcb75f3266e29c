"""A million participants and their meetings as Arrow batches: memory stays flat."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from campaign_size import size

TESTS = Path(__file__).resolve().parents[1]


@pytest.mark.campaign
def test_many_participants_are_written_in_flat_memory(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    meetings = size(short=1_000, full=33_334)
    command = [sys.executable, str(TESTS / "many_rows.py"), str(meetings), str(tmp_path / "out")]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert told["built"]
    assert told["participants"] == meetings * 30
    assert told["megabytes"] < 600
    assert told["child"] < 600
    record_property("table", f"{meetings:,} meetings given as rows: {told}")

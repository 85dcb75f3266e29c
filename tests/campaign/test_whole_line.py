"""Many invented meetings from text to package: always the same bytes, and no judge finds fault."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from campaign_size import size

from socsam_opendata.package.judges import judge
from synthetic_texts import write_texts

pytestmark = pytest.mark.campaign

ROOT = Path(__file__).resolve().parents[2]
MEETINGS = size(short=24, full=600)


def build(minutes: Path, out: Path, seed: str, workers: str) -> dict[str, bytes]:
    """The files of a package built by a process of its own."""
    paths = [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    environment = {
        **os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONHASHSEED": seed,
    }  # fmt: skip
    command = [sys.executable, "-m", "socsam_opendata.cli", "build", minutes, "--out", out,
               "--workers", workers, "--quiet"]  # fmt: skip
    done = subprocess.run(
        list(map(str, command)), env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("world", range(size(short=1, full=3)))
def test_invented_meetings_become_a_sound_package_always_the_same(
    world: int, tmp_path: Path
) -> None:
    write_texts(tmp_path / "minutes", MEETINGS, world)
    first = build(tmp_path / "minutes", tmp_path / "first", seed="1", workers="1")
    second = build(tmp_path / "minutes", tmp_path / "second", seed="2", workers="2")
    assert sorted(first) == sorted(second)
    assert [name for name, data in first.items() if second[name] != data] == []
    outside = os.environ.get("SOCSAM_OUTSIDE_JUDGES") == "1"
    verdicts = judge(tmp_path / "first", outside=outside)
    assert [line for verdict in verdicts if not verdict.ok for line in verdict.lines()] == []

"""Whether git tracks a file is read from git's list of files, in each of its forms."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from socsam_opendata.settings.git_index import is_tracked


def git(folder: Path, *words: str) -> None:
    own = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *own, *words], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("version", ["2", "3", "4"])
def test_a_file_is_tracked_once_it_is_added(tmp_path: Path, version: str) -> None:
    folder = tmp_path / "minutes"
    folder.mkdir()
    for name in ("names-to-read.csv", "names-to-review.csv", "names.md"):
        (folder / name).write_text("a", "utf-8")
    file = folder / "names-to-review.csv"
    assert not is_tracked(file)
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "index.version", version)
    git(tmp_path, "add", "minutes/names.md", "minutes/names-to-read.csv")
    assert not is_tracked(file)
    git(tmp_path, "add", "minutes")
    assert is_tracked(file)
    git(tmp_path, "commit", "-qm", "a")
    git(tmp_path, "worktree", "add", "-q", str(tmp_path / "other"))
    assert is_tracked(tmp_path / "other" / "minutes" / "names-to-review.csv")
    git(tmp_path, "rm", "-q", "--cached", "minutes/names-to-review.csv")
    assert not is_tracked(file)

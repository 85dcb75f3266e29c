"""Whether git tracks a file, by git's own list of files; git is not run.

A repository's settings can name programs that git would start, so a folder of somebody else's is
looked at and not asked. The list (`index`) holds each path from the top of the repository:
gitformat-index(5).
"""

from __future__ import annotations

from pathlib import Path

_GIT = ".git"
_FOURTH = b"\x00\x00\x00\x04"


def is_tracked(file: Path) -> bool:
    """Whether the repository that a file lies in tracks it; False where there is none."""
    place = file.resolve()
    for top in place.parents:
        index = _index(top / _GIT)
        if index is not None:
            return _lists(index, place.relative_to(top).as_posix().encode())
    return False


def _index(git: Path) -> bytes | None:
    """The list of files of a repository; None where there is none. A worktree points elsewhere."""
    try:
        if git.is_file():
            told = git.read_text(encoding="utf-8").partition("gitdir:")[2].strip()
            git = git.parent / told
        return (git / "index").read_bytes()
    except (OSError, UnicodeDecodeError):
        return None


def _lists(index: bytes, path: bytes) -> bool:
    """Whether a list has a path; its fourth form leaves out what a path shares with the last."""
    if index[4:8] == _FOURTH:
        name = path.rpartition(b"/")[2]
        return name[len(name) // 2 :] + b"\x00" in index
    return path + b"\x00" in index

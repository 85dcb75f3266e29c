"""Whether git tracks a file, by git's own list of files; git is not run.

A repository's settings can name programs that git would start, so a folder of somebody else's is
looked at and not asked. The list (`index`) holds each path from the top of the repository:
gitformat-index(5).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_GIT = ".git"
# Bytes before the first path's entry, and in an entry before its flags: times, ids, mode, SHA-1.
_HEAD, _FLAGS, _EXTENDED = 12, 60, 0x4000
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
    """Whether a list has a path."""
    if index[4:8] == _FOURTH:
        return path in _shortened(index)
    return path + b"\x00" in index


def _shortened(index: bytes) -> Iterator[bytes]:
    """The paths of the fourth form, which leaves out what a path shares with the one before.

    How many bytes the one before has more is told by seven bits a byte, each byte but the last
    with the eighth bit set, and counted as the offsets of a pack are.
    """
    at, path = _HEAD, b""
    for _ in range(int.from_bytes(index[8:12], "big")):
        flags = int.from_bytes(index[at + _FLAGS : at + _FLAGS + 2], "big")
        at += _FLAGS + (4 if flags & _EXTENDED else 2)
        more = index[at] & 0x7F
        while index[at] & 0x80:
            at += 1
            more = ((more + 1) << 7) | (index[at] & 0x7F)
        end = index.index(b"\x00", at + 1)
        path = path[: len(path) - more] + index[at + 1 : end]
        yield path
        at = end + 1

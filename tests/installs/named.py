"""The installs that documents name: found in their text, so that a new line of a guide is found.

An install is said as one string: what of this library (`.`, `.[judges,publish]`), or other
distributions with a space between, as pip would get them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
OWN = "socsam-opendata"
# Makes .venv, with everything.
MAKE = "make install"
# What changed once is no promise of today.
_NOT_READ = {"CHANGELOG.md"}
_PIP = re.compile(r"\bpip install ([^`\n]+)")
_TOKEN = re.compile(r'"[^"]*"|[^\s"]+')
# Also without pip before it.
_BARE = re.compile(r"(?<!\w)\.\[([a-z,]+)\]")


@dataclass(frozen=True, slots=True)
class Named:
    """An install, and where it is named."""

    install: str
    place: str


def own(extras: frozenset[str] | set[str]) -> str:
    """How an install of this library is said."""
    return f".[{','.join(sorted(extras))}]" if extras else "."


def _said(token: str) -> str:
    """How a requirement is said; ValueError when pip would not find it."""
    path = re.fullmatch(r"\.(?:\[([a-z,]+)\])?", token)
    if path:
        return own(set(path[1].split(",")) if path[1] else set())
    requirement = Requirement(token)
    if canonicalize_name(requirement.name) == OWN:
        raise ValueError("no registry has it; a clone does: pip install .")
    return str(requirement)


def install_of(arguments: str) -> str | None:
    """The install that the arguments of `pip install` ask for; None where … stands for them.

    ValueError when they are no requirements: then nobody knows what to try.
    """
    tokens = [token.strip('"') for token in _TOKEN.findall(arguments)]
    wanted = [
        token
        for before, token in zip(["", *tokens], tokens, strict=False)
        if not token.startswith("-") and before not in ("-c", "-r")
    ]
    if wanted and wanted[0].startswith("…"):
        return None
    try:
        found = sorted(_said(token) for token in wanted)
    except ValueError as error:
        raise ValueError(f"pip install {arguments}: {error}") from error
    if not found or (found[0].startswith(".") and len(found) > 1):
        raise ValueError(f"pip install {arguments}: this library, or others")
    return " ".join(found)


def named_in(text: str) -> Iterator[tuple[int, str]]:
    """The installs of a document, each with its line."""
    for number, line in enumerate(text.splitlines(), 1):
        for match in _PIP.finditer(line):
            install = install_of(match[1])
            if install is not None:
                yield number, install
        for match in _BARE.finditer(_PIP.sub("", line)):
            yield number, own(set(match[1].split(",")))
        if re.search(rf"\b{MAKE}\b", line):
            yield number, MAKE


def documents() -> list[Path]:
    """The documents that may tell somebody what to install."""
    found = [path for path in ROOT.glob("*.md") if path.name not in _NOT_READ]
    return sorted([*found, *(ROOT / "docs").rglob("*.md")])


def named() -> list[Named]:
    """Every install that a document names."""
    return [
        Named(install, f"{path.relative_to(ROOT).as_posix()}:{line}")
        for path in documents()
        for line, install in named_in(path.read_text(encoding="utf-8"))
    ]

"""The syntax of modules, parsed once in a run however many tests look at it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a module; to be looked at only."""
    return ast.parse(path.read_text(encoding="utf-8"))

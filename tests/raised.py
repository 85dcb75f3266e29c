"""Where the library makes its errors and phrases: read from its source, without running it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import socsam_opendata
from socsam_opendata import errors
from syntax import tree_of

HOME = Path(socsam_opendata.__file__).resolve().parent
CLASSES = {
    name
    for name, found in vars(errors).items()
    if isinstance(found, type) and issubclass(found, errors.SocsamError)
}
# Methods that make an error of the key they are given: TomlFile.error, the fault of a CSV file.
METHODS = {"error", "fault"}
# Modules that hand on a key they were given; their own callers are looked at.
HANDING_ON = {"errors.py", "settings/toml_file.py", "model/csv_rows.py"}
# Facts that a function adds to those it is called with: `told` of publish/ckan.py.
ADDED = {"told": {"target", "action"}}


@dataclass(frozen=True, slots=True)
class Said:
    """A place where a sentence is asked for: the key, or what matches it, and the facts given."""

    where: str
    key: str
    facts: frozenset[str] | None


def _pattern(text: ast.JoinedStr) -> str:
    """A text that is put together, as a regular expression of what it can be."""
    parts = [
        re.escape(part.value) if isinstance(part, ast.Constant) else r"[A-Za-z0-9_-]+"
        for part in text.values
    ]
    return "".join(parts)


def _keys(node: ast.expr, function: ast.AST) -> Iterator[str]:
    """What a key can be, as regular expressions; nothing where it is handed on."""
    match node:
        case ast.Constant(str(key)):
            yield re.escape(key)
        case ast.JoinedStr():
            yield _pattern(node)
        case ast.IfExp():
            yield from _keys(node.body, function)
            yield from _keys(node.orelse, function)
        case ast.Name(name):
            for one in ast.walk(function):
                if isinstance(one, ast.Assign) and any(
                    isinstance(target, ast.Name) and target.id == name for target in one.targets
                ):
                    yield from _keys(one.value, function)


def _facts(keywords: list[ast.keyword]) -> frozenset[str] | None:
    """The names of the facts that are given; None where that is not known."""
    found: set[str] = set()
    for keyword in keywords:
        match keyword:
            case ast.keyword(str(name), _):
                found.add(name)
            case ast.keyword(None, ast.Call(ast.Name(name), _, inner)) if name in ADDED:
                found |= ADDED[name] | {str(one.arg) for one in inner}
            case _:
                return None
    return frozenset(found)


def _of_dict(node: ast.expr | None, function: ast.AST) -> frozenset[str] | None:
    """The keys of the dictionary of a phrase, where it stands in the same function."""
    match node:
        case None:
            return frozenset()
        case ast.Dict(keys):
            return frozenset(str(one.value) for one in keys if isinstance(one, ast.Constant))
        case ast.Name(name):
            for one in ast.walk(function):
                if (
                    isinstance(one, ast.Assign)
                    and isinstance(one.value, ast.Dict)
                    and any(isinstance(t, ast.Name) and t.id == name for t in one.targets)
                ):
                    return _of_dict(one.value, function)
    return None


def _of_call(call: ast.Call, function: ast.AST) -> Iterator[tuple[str, frozenset[str] | None]]:
    """The keys that a call asks for and the facts it gives; nothing for any other call."""
    match call.func:
        case ast.Name(name) if name in CLASSES:
            known = True
        case ast.Attribute(_, name):
            known = name in METHODS
        case ast.Name("Phrase"):
            facts = _of_dict(call.args[1] if len(call.args) > 1 else None, function)
            for key in _keys(call.args[0], function):
                yield key, facts
            return
        case _:
            known = False
    if known:
        for key in _keys(call.args[0], function):
            yield f"errors\\.{key}", _facts(call.keywords)


@cache
def said_in(path: Path) -> tuple[Said, ...]:
    """Every error and phrase that a module makes."""
    return tuple(_said_in(path))


def _said_in(path: Path) -> Iterator[Said]:
    tree = tree_of(path)
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    module = path.relative_to(HOME).as_posix()
    seen: set[ast.AST] = set()
    # Inner functions come later in the walk: the last that holds a call is its own.
    for function in [*reversed(functions), tree]:
        for node in ast.walk(function):
            if not isinstance(node, ast.Call) or node in seen:
                continue
            seen.add(node)
            for key, facts in _of_call(node, function):
                yield Said(f"{module}:{node.lineno}", key, facts)


def silent_in(path: Path) -> Iterator[str]:
    """The errors of a module whose key is not found where they are made."""
    found = {said.where for said in said_in(path)}
    tree = tree_of(path)
    module = path.relative_to(HOME).as_posix()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            methods = METHODS if isinstance(node.func, ast.Attribute) else CLASSES
            if name in methods and f"{module}:{node.lineno}" not in found:
                yield f"{module}:{node.lineno}"

"""A TOML file whose every fault can be said with its line: unknown keys, wrong types and values."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from pathlib import Path
from typing import Any

from socsam_opendata.errors import Place, SettingsError, system_reason

# An address that is published holds no user name or password before its host.
HTTP = r"https?://(?![^/?#]*@)[^\s<>\"{}|\\^`]+"
_WORDS = {"str": "text", "list": "list", "int": "whole number", "bool": "true or false",
               "date": "date such as 2026-01-31"}  # fmt: skip


class TomlFile:
    """The parsed file with what is needed to say where something is wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise SettingsError(f"is not UTF-8 text ({error.reason})", path) from error
        except OSError as error:
            raise SettingsError("file.unreadable", path, reason=system_reason(error)) from error
        try:
            self.data = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"at line (\d+)", str(error))
            line = int(found.group(1)) if found else None
            raise SettingsError(f"is not valid TOML: {error}", Place(str(path), line)) from error

    def error(self, message: str, word: str, section: str = "", nth: int = 0) -> SettingsError:
        """An error placed at the key, else the first line that holds the word.

        Looked for from the (nth) head of the section on; comments are passed over.
        """
        lines = [
            (n, line)
            for n, line in enumerate(self.text.splitlines(), 1)
            if not line.lstrip().startswith("#")
        ]
        heads = [n for n, line in lines if re.match(rf"\s*\[+{section}\b", line)]
        head = heads[nth] if nth < len(heads) else 1
        whole = rf"(?<![\w-]){re.escape(word)}(?![\w-])"
        for pattern in (rf"\s*[\"']?{re.escape(word)}[\"']?\s*=", rf".*{whole}"):
            at = next((n for n, line in lines if n >= head and re.match(pattern, line)), None)
            if at:
                break
        else:
            at = head if section and heads else None
        return SettingsError(message, Place(str(self.path), at))

    def checked(self, table: Any, keys: dict[str, type], where: str) -> dict[str, Any]:
        """A table whose keys and types are known; SettingsError otherwise."""
        if not isinstance(table, dict):
            raise self.error(f"[{where}] must be a table", where.rpartition(".")[2])
        for key, value in table.items():
            if key not in keys:
                close = difflib.get_close_matches(key, keys, n=1)
                hint = f"; did you mean '{close[0]}'?" if close else ""
                raise self.error(f"unknown key '{key}' in [{where}]{hint}", key, where.strip("[]"))
            expected = keys[key]
            narrower = {int: bool, dt.date: dt.datetime}.get(expected, ())
            if not isinstance(value, expected) or isinstance(value, narrower):
                word = _WORDS[expected.__name__]
                raise self.error(f"'{key}' in [{where}] must be a {word}", key, where.strip("[]"))
            texts: Any = value if expected is list and key not in ("allow", "mask") else ()
            if not all(isinstance(entry, str) for entry in texts):
                raise self.error(f"'{key}' in [{where}] must hold texts", key)
        return table

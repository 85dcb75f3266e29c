"""A TOML file whose every fault can be said with its line: unknown keys, wrong types and values."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args, get_origin

from socsam_opendata.errors import Place, SettingsError, did_you_mean, line_of, system_reason
from socsam_opendata.texts import Phrase

# An address that is published holds no user name or password before its host.
HTTP = r"https?://(?![^/?#]*@)[^\s<>\"{}|\\^`]+"
# The same for a folder: it ends with a slash, and what lies in it can be put after it.
FOLDER_ADDRESS = r"https?://(?![^/]*@)[^\s<>\"{}|\\^`#?]+/"


class TomlFile:
    """The parsed file with what is needed to say where something is wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise SettingsError("file.not-utf8", Place(str(path), line_of(error))) from error
        except OSError as error:
            raise SettingsError("file.unreadable", path, reason=system_reason(error)) from error
        try:
            self.data = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"at line (\d+)", str(error))
            line = int(found.group(1)) if found else None
            raise SettingsError("file.not-toml", Place(str(path), line), said=error) from error
        except (ValueError, RecursionError) as error:
            # A number of thousands of digits, or lists in lists as deep.
            raise SettingsError("file.not-toml", path, said=error) from error

    def error(
        self, key: str, word: str, section: str = "", nth: int = 0, /, **facts: object
    ) -> SettingsError:
        """The error of a key of texts/errors.toml, placed where the word is a key, else stands."""
        return SettingsError(key, Place(str(self.path), self.line(word, section, nth)), **facts)

    def line(self, word: str, section: str = "", nth: int = 0) -> int | None:
        """The line where a word is a key, else where it stands; None where it does not.

        Looked for from the (nth) head of the section on; comments are passed over.
        """
        lines = [
            (n, line)
            for n, line in enumerate(unicodedata.normalize("NFC", self.text).splitlines(), 1)
            if not line.lstrip().startswith("#")
        ]
        heads = [n for n, line in lines if re.match(rf"\s*\[+{section}\b", line)]
        head = heads[nth] if nth < len(heads) else 1
        word = unicodedata.normalize("NFC", word)
        whole = rf"(?<![\w-]){re.escape(word)}(?![\w-])"
        for pattern in (rf"\s*[\"']?{re.escape(word)}[\"']?\s*=", rf".*{whole}"):
            at = next((n for n, line in lines if n >= head and re.match(pattern, line)), None)
            if at:
                return at
        return head if section and heads else None

    def checked(self, table: Any, keys: Mapping[str, Any], where: str) -> dict[str, Any]:
        """A table whose keys and types are known; SettingsError otherwise.

        A type is one that tomllib gives, or `list[str]`, or `list[dict]` for a list of tables,
        which are to be checked by themselves.
        """
        if not isinstance(table, dict):
            raise self.error("toml.no-table", where.rpartition(".")[2], section=where)
        at = where.strip("[]")
        for key, value in table.items():
            if key not in keys:
                hint = did_you_mean(key, keys)
                raise self.error("toml.unknown-key", key, at, key=key, section=where, hint=hint)
            expected = get_origin(keys[key]) or keys[key]
            narrower = {int: bool, dt.date: dt.datetime}.get(expected, ())
            if not isinstance(value, expected) or isinstance(value, narrower):
                kind = Phrase(f"errors.toml.kind.{expected.__name__}")
                raise self.error("toml.wrong-kind", key, at, key=key, section=where, kind=kind)
            if get_args(keys[key]) == (str,) and not all(isinstance(one, str) for one in value):
                raise self.error("toml.no-texts", key, key=key, section=where)
        return table

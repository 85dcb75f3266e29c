"""Every variant of the seed (variants.py), read with the settings of minutes/ and with none.

With the settings the organizations, the member municipalities and the seats are known; without,
the reader has only what is printed and the code lists. `ONLY_WITH_SETTINGS` names each expectation
that nobody could meet from the print alone, and `OTHER_BODY` the variants that are no minutes of
the settings' body at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import pytest

from expectations import Plain, apart_from_place, as_filter, matches, plain_rows, shown
from hostile_variants import HOSTILE
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.settings.dataset_toml import Settings, read_settings
from variants import VARIANTS, Variant

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "minutes" / "2025-06-02-socsam.md"
TEXT = SEED.read_text("utf-8")
SETTINGS = {"with settings": read_settings(ROOT / "minutes"), "without settings": Settings()}

ALL = (*VARIANTS, *HOSTILE)

# variant -> keys of `expect` ("unchanged:table" for one of the tables) and why they need settings.
ONLY_WITH_SETTINGS: dict[str, dict[str, str]] = {
    "no_absent_blocks": {
        "unchanged:addressees": "two municipalities are printed only with their absent members",
    },
}
# Variants whose body the settings do not know: with settings they are refused.
OTHER_BODY = frozenset({"other_body"})


@lru_cache(maxsize=2)
def seed(mode: str) -> tuple[Reading, dict[str, list[Plain]]]:
    """The unchanged seed in a mode, and its rows as plain values."""
    reading = read_minutes(SEED, SETTINGS[mode])
    return reading, plain_rows(reading)


def read_variant(variant: Variant, mode: str, folder: Path) -> tuple[str, Reading]:
    """The changed text and its reading."""
    text = variant.change(TEXT)
    path = folder / "variant.md"
    path.write_text(text, "utf-8", newline="")
    return text, read_minutes(path, SETTINGS[mode])


def covered(reading: Reading, text: str, words: str) -> list[str]:
    """The codes of the problems that cover a line holding the words."""
    lines = text.replace("\r\n", "\n").split("\n")
    at = [n for n, line in enumerate(lines, 1) if words in line]
    assert at, f"the variant holds no line with {words!r}"
    return [
        p.code
        for p in reading.problems
        if p.first_line and any(p.first_line <= n <= (p.last_line or p.first_line) for n in at)
    ]


def check_meeting(column: str, value: Any, rows: Mapping[str, list[Plain]]) -> str | None:
    (meeting,) = rows["meetings"]
    return None if meeting[column] == value else f"it is {meeting[column]!r}, not {value!r}"


def check_count(where: str, value: Any, rows: Mapping[str, list[Plain]]) -> str | None:
    table, _, filters = where.partition(":")
    found = [r for r in rows[table] if matches(r, as_filter(filters))]
    return None if len(found) == value else f"there are {len(found)}, not {value}:\n{shown(found)}"


def _unmet(expected: Plain, row: Plain) -> int:
    return sum(not matches(row, {column: value}) for column, value in expected.items())


def check_has(table: str, value: Any, rows: Mapping[str, list[Plain]]) -> str | None:
    found = []
    for expected in value:
        if any(matches(r, expected) for r in rows[table]):
            continue
        near = sorted(rows[table], key=partial(_unmet, expected))
        found.append(f"no row is {expected}; the nearest:\n{shown(near[:2])}")
    return "\n  ".join(found) or None


def check_lacks(table: str, value: Any, rows: Mapping[str, list[Plain]]) -> str | None:
    extra = [r for r in rows[table] if any(matches(r, e) for e in value)]
    return f"there are\n{shown(extra)}" if extra else None


CHECKS: dict[str, Callable[[str, Any, Mapping[str, list[Plain]]], str | None]] = {
    "meeting": check_meeting, "count": check_count, "has": check_has, "lacks": check_lacks,
}  # fmt: skip


def changed(table: str, rows: Mapping[str, list[Plain]], mode: str) -> str | None:
    """How a table differs from the seed's, apart from keys and places."""
    was, now = apart_from_place(seed(mode)[1][table]), apart_from_place(rows[table])
    if was == now:
        return None
    gone, new = [r for r in was if r not in now], [r for r in now if r not in was]
    return f"changed; gone\n{shown(gone)}\n  new\n{shown(new)}"


def failures(variant: Variant, mode: str, folder: Path) -> list[str]:
    """Every expectation of a variant that its reading does not meet."""
    text, reading = read_variant(variant, mode, folder)
    rows = plain_rows(reading)
    excused = ONLY_WITH_SETTINGS.get(variant.name, {}) if mode == "without settings" else {}
    found: list[tuple[str, str | None]] = []
    for key, value in variant.expect.items():
        kind, separator, where = key.partition("." if key.startswith(("meeting.", "cov")) else ":")
        if key in excused:
            continue
        if kind in CHECKS and separator:
            found.append((key, CHECKS[kind](where, value, rows)))
        elif kind == "unchanged":
            names = [t for t in rows if t != "sources"] if value == ["*"] else value
            found += [
                (f"{key}:{t}", changed(t, rows, mode))
                for t in names
                if f"{key}:{t}" not in excused
            ]  # fmt: skip
        elif kind == "coverage":
            (source,) = reading.rows["sources"]
            unread = getattr(source, where)
            found.append((key, None if unread == value else f"{unread} lines, not {value}"))
        elif kind == "problem_at":
            found += [(w, None if covered(reading, text, w) else "no problem") for w in value]
        elif kind == "no_problem_at":
            found += [
                (w, str(covered(reading, text, w)) if covered(reading, text, w) else None)
                for w in value
            ]
        else:
            raise AssertionError(f"variants.py does not define the key {key!r}")
    return [f"{key}: {message}" for key, message in found if message]


@pytest.mark.parametrize("mode", list(SETTINGS))
@pytest.mark.parametrize("variant", ALL, ids=lambda variant: variant.name)
def test_a_variant_reads_as_it_should(variant: Variant, mode: str, tmp_path: Path) -> None:
    """What changed in the text changed in the rows, and nothing else did."""
    found = failures(variant, mode, tmp_path)
    assert not found, f"{variant.name} {mode}:\n" + "\n".join(found)


@pytest.mark.parametrize("mode", list(SETTINGS))
@pytest.mark.parametrize("variant", ALL, ids=lambda variant: variant.name)
def test_a_variant_keeps_to_the_rules_of_every_reading(
    variant: Variant, mode: str, tmp_path: Path
) -> None:
    """Lines add up, keys are unique, and every key that a row refers to is there."""
    _, reading = read_variant(variant, mode, tmp_path)
    (source,) = reading.rows["sources"]
    assert source.lines == len(reading.lines) == len(reading.owners)
    assert source.lines_read + source.lines_ignored + source.lines_unread == source.lines
    for table, found in reading.rows.items():
        keys = [row.id for row in found]
        assert len(set(keys)) == len(keys), table
    plain_rows(reading)  # fails on a key of a person, organization or case that no row has


def test_every_excuse_names_a_variant_and_one_of_its_keys() -> None:
    """No excuse outlives its expectation."""
    by_name = {variant.name: variant for variant in ALL}
    assert set(by_name) >= OTHER_BODY
    for name, keys in ONLY_WITH_SETTINGS.items():
        for key, reason in keys.items():
            assert reason
            if key.startswith("unchanged:"):
                assert key.removeprefix("unchanged:") in by_name[name].expect["unchanged"]
            else:
                assert key in by_name[name].expect

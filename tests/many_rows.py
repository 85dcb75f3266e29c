"""Many invented participants and their meetings as Arrow batches, made on the way.

`python tests/many_rows.py MEETINGS OUT` builds a package of them and prints what it took, as JSON.
"""

from __future__ import annotations

import datetime as dt
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from socsam_opendata import writing
from socsam_opendata.package.build import Report
from socsam_opendata.settings.dataset_toml import Settings

SEATS = 30
_BODIES = 100
_BATCH = 20_000
_FIRST = dt.date(1930, 1, 1)
_GIVEN = [
    "Anna",
    "Karin",
    "Maria",
    "Eva",
    "Lena",
    "Erik",
    "Lars",
    "Nils",
    "Karl",
    "Olof",
    "Per",
    "Johan",
    "Sara",
    "Emma",
    "Ida",
    "Ulf",
    "Bo",
]
_FAMILY = [
    "Berglind",
    "Sundvik",
    "Åkerholm",
    "Norrgård",
    "Ekmark",
    "Lindhage",
    "Stråle",
    "Wallby",
    "Hedmyr",
    "Östvik",
]


def _person(body: int, seat: int) -> dict[str, Any]:
    family, other = (_FAMILY[(body * 7 + seat) % 10], _FAMILY[seat % 10])
    sign = "abcdefghij"[body % 10] + "abcdefghij"[body // 10] + "xyz"[seat // 10]
    name = f"{_GIVEN[(body + seat) % 17]} {family}{sign} {other}"
    return {"id": f"p{body}-{seat}", "name": name, "category": "elected"}


def _meeting(number: int) -> dict[str, Any]:
    day = _FIRST + dt.timedelta(days=number // _BODIES)
    return {
        "id": f"m{number}", "body": f"o{number % _BODIES}", "date": day, "first_paragraph": "1",
        "last_paragraph": "9", "adjusted_on": day + dt.timedelta(days=7),
    }  # fmt: skip


def _participant(number: int) -> dict[str, Any]:
    meeting, seat = divmod(number, SEATS)
    return {
        "id": f"d{number}", "meeting": f"m{meeting}", "person": f"p{meeting % _BODIES}-{seat}",
        "capacity": "member", "status": "present", "party": "s", "municipality": "2326",
    }  # fmt: skip


def _batches(count: int, make: Callable[[int], dict[str, Any]]) -> Iterator[pa.RecordBatch]:
    for start in range(0, count, _BATCH):
        rows = [make(number) for number in range(start, min(start + _BATCH, count))]
        yield pa.RecordBatch.from_pylist(rows)


def many_rows(meetings: int) -> dict[str, Any]:
    """The rows of so many meetings, thirty participants each."""
    return {
        "organizations": [
            {"id": f"o{body}", "name": f"Påhittade nämnden {body}", "kind": "body"}
            for body in range(_BODIES)
        ],
        "persons": [_person(body, seat) for body in range(_BODIES) for seat in range(SEATS)],
        "meetings": _batches(meetings, _meeting),
        "participants": _batches(meetings * SEATS, _participant),
    }


def built(meetings: int, out: Path) -> tuple[Report, float, float]:
    """The report of a build of so many meetings; seconds until rows are readings, and after it."""
    begun = time.perf_counter()
    spent: list[float] = []
    given = writing.given_readings

    def timed(*arguments: Any, **more: Any) -> Any:
        found = given(*arguments, **more)
        spent.append(time.perf_counter() - begun)
        return found

    vars(writing)["given_readings"] = timed
    try:
        settings = Settings(release_date=dt.date(2026, 1, 1))
        report = writing.write_package(many_rows(meetings), out, settings=settings)
    finally:
        vars(writing)["given_readings"] = given
    return report, spent[0], time.perf_counter() - begun - spent[0]


def _megabytes(who: int) -> float:
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(who).ru_maxrss * unit / 1e6


if __name__ == "__main__":
    report, before, after = built(int(sys.argv[1]), Path(sys.argv[2]))
    told = {
        "built": report.built,
        "participants": report.rows["participants"],
        "seconds": round(before + after, 1),
        "ratio": round((before + after) / after, 2),
        "megabytes": round(_megabytes(resource.RUSAGE_SELF)),
        "child": round(_megabytes(resource.RUSAGE_CHILDREN)),
    }
    print(json.dumps(told))

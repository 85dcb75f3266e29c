"""How many who decide were there for each paragraph. Everybody and every body here is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from first_files import first_files
from given_meeting import meeting

# Who else took part, and how many decided § 7.
CASES = [
    ("for all of it", [("ledamot", "närvarande", None)], 1),
    ("for this one", [("ledamot", "närvarande", "6-7")], 1),
    ("for others", [("ledamot", "närvarande", "8")], 0),
    ("from afar", [("ledamot", "digitalt", None)], 1),
    ("a substitute who serves", [("tjänstgörande ersättare", "närvarande", "7")], 1),
    ("a substitute who does not", [("ersättare", "närvarande", None)], 0),
    ("absent", [("ledamot", "frånvarande", None)], 0),
    ("recused in this one", [("ledamot", "närvarande", None), ("ledamot", "jäv", "7")], 0),
    ("recused in another", [("ledamot", "närvarande", None), ("ledamot", "jäv", "8")], 1),
    ("two rows", [("ledamot", "delvis", "6"), ("ledamot", "delvis", "7-8")], 1),
]  # fmt: skip


def present(rows: dict[str, list[dict[str, object]]], out: Path) -> set[int]:
    overview = first_files(rows, out).table("decision_overview").to_pylist()
    return {row["present_members"] for row in overview}


@pytest.mark.parametrize(("said", "more"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_who_is_counted_for_a_paragraph(
    said: list[tuple[str, str, str | None]], more: int, tmp_path: Path
) -> None:
    rows = meeting()
    (before,) = present(rows, tmp_path / "before")
    rows = meeting()
    rows["participants"] += [
        {"id": f"x{n}", "meeting": "m", "person": 8, "capacity": capacity, "status": status,
         "paragraphs": paragraphs, "party": "S", "municipality": "Berg",
         **({"serves_for": 2} if capacity.startswith("tj") else {})}
        for n, (capacity, status, paragraphs) in enumerate(said)
    ]  # fmt: skip
    (after,) = present(rows, tmp_path / "after")
    assert after - before == more

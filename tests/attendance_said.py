"""Attendance as a reading has it, in lines that a test can hold against others."""

from __future__ import annotations

from pathlib import Path

from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.settings.dataset_toml import Settings


def reading(folder: Path, text: str) -> Reading:
    """The reading of a text of minutes, without settings."""
    path = folder / "minutes.md"
    path.write_text(text, encoding="utf-8")
    return read_minutes(path, Settings())


def people_said(found: Reading) -> list[str]:
    """The attendance as lines: name, capacity, status, party, paragraphs, whom for."""
    names = {row.id: row.name for row in found.rows["persons"]}
    lines = []
    for row in found.rows["participants"]:
        parts = [names[row.person], row.capacity, row.status, row.party_text, row.paragraphs]
        parts.append(f"för {names[row.serves_for]}" if row.serves_for else None)
        lines.append(" ".join(part for part in parts if part))
    return lines


def offices(found: Reading) -> list[str]:
    """The offices as lines: name, office, paragraphs."""
    names = {row.id: row.name for row in found.rows["persons"]}
    return sorted(
        " ".join(part for part in (names[row.person], row.role, row.paragraphs) if part)
        for row in found.rows["roles"]
    )


def unread_lines(found: Reading) -> list[str]:
    """The lines that nobody understood."""
    return [found.lines[i].strip() for i, own in enumerate(found.owners) if own.state == "unread"]

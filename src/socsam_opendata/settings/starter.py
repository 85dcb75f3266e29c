"""The start of a new dataset: dataset.toml with every key explained, and organizations.csv."""

from __future__ import annotations

from pathlib import Path

from socsam_opendata.errors import SettingsError
from socsam_opendata.model.iris import slug
from socsam_opendata.settings.dataset_toml import SETTINGS_FILE, minutes_around
from socsam_opendata.settings.names_review import REVIEW_FILE

_TEMPLATE = Path(__file__).resolve().parent / "templates" / SETTINGS_FILE
_ORGANIZATIONS = (
    "id,name,name_en,short_name,kind,part_of,municipality,organisation_number,wikidata,spellings\n"
)


def write_starter(folder: Path) -> tuple[str, ...]:
    """Write the files of a new dataset; SettingsError when one is there already.

    So it is among other minutes, where a folder would stop every later build.
    """
    files = {
        SETTINGS_FILE: _TEMPLATE.read_text(encoding="utf-8"),
        "organizations.csv": _ORGANIZATIONS,
    }
    for name in files:
        if (folder / name).exists():
            raise SettingsError("settings.exists", folder / name)
    around = minutes_around(folder)
    if around:
        raise SettingsError("place.in-minutes", folder, folder=around)
    folder.mkdir(parents=True, exist_ok=True)
    name = slug(folder.resolve().name) or "minutes"
    for file, content in files.items():
        text = content.replace('name = "minutes"', f'name = "{name}"', 1)
        (folder / file).write_text(text, encoding="utf-8", newline="\n")
    return (*files, _ignored(folder))


def _ignored(folder: Path) -> str:
    """Let git ignore the file of names that wait for an answer; the name of the file that says so.

    What stands in the file already stays.
    """
    path = folder / ".gitignore"
    there = path.read_text(encoding="utf-8") if path.is_file() else ""
    if REVIEW_FILE not in there.splitlines():
        before = there if not there or there.endswith("\n") else f"{there}\n"
        path.write_text(f"{before}{REVIEW_FILE}\n", encoding="utf-8", newline="\n")
    return path.name

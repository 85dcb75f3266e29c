"""The history of the dataset in a package: three tables, and CHANGES.md, a page for people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from socsam_opendata.model.records import BY_NAME
from socsam_opendata.model.release_records import PUBLISHED_HISTORY, Change, Release, change_label
from socsam_opendata.package.contents import CHANGES_PAGE, HISTORY
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.settings.history import History, history_csv, read_history
from socsam_opendata.texts import LANGUAGES, say

# How many lines a page has at most on one release, in each language.
LINES = 60


def write_changes(new: NewPackage) -> None:
    """releases.csv, changes.csv, tombstones.csv and CHANGES.md of a package, also where empty."""
    releases = new.settings.releases
    history = read_history(new.minutes, releases) if new.minutes else History()
    for table in PUBLISHED_HISTORY:
        path = new.folder / HISTORY.at(history=table.name)
        _write(path, history_csv(table, history.rows(table)))
    _write(new.folder / CHANGES_PAGE.path, changes_page(new.settings, history))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


# --- the page ---------------------------------------------------------------------------------

# What Markdown, or HTML within it, would act on inside a line; and the starts of bare links.
_ACTING = re.compile(r"([\\`*_{}\[\]<>()#+!|~&@^=$]|:(?=//)|(?<=www)\.)", re.IGNORECASE)


def as_shown(text: str) -> str:
    """Text as Markdown that shows it as it stands, on one line."""
    return _ACTING.sub(r"\\\1", " ".join(text.split()))


def _table(name: str, language: str) -> str:
    table = BY_NAME.get(name)
    return table.label(language) if table else as_shown(name)


def _because(reason: str | None, language: str) -> str:
    return f" {say('changes.because', language, reason=as_shown(reason))}" if reason else ""


def _sentence(change: Change, language: str) -> str:
    facts = {"row": change.row, "old": change.old, "count": change.rows or 1}
    of_item = change.table_name == "agenda_items"
    key = "changes.item-renamed" if of_item else f"changes.meeting.{change.change}"
    said = say(key, language, **facts)
    return said + _because(change.reason, language)


def _is_sentence(change: Change) -> bool:
    """Whether it is told in a sentence: of a whole meeting, or of an item with another key."""
    told = {"meetings": ("added", "removed", "renamed"), "agenda_items": ("renamed",)}
    return change.row is not None and change.change in told.get(change.table_name, ())


# Where the content of a column or table may stand under another name, which name that is.
_RENAMED = {
    "column-added": "old", "table-added": "old", "column-removed": "new", "table-removed": "new",
}  # fmt: skip


def _schema(change: Change, language: str) -> str:
    """A change of a schema as a sentence."""
    words = change_label(change.change, language)
    where = f"`{change.table_name}`" + (f", `{change.column}`" if change.column else "")
    values = [as_shown(value) for value in (change.old, change.new) if value]
    if change.change in _RENAMED and change.old and change.new:
        other = _RENAMED[change.change]
        values = [say(f"changes.renamed.{other}", language, name=as_shown(getattr(change, other)))]
    return f"{where}: {words}" + (f" ({' → '.join(values)})" if values else "") + "."


def _named_rows(changes: Sequence[Change]) -> str:
    """The rows named in changes of one kind, the first of them, or nothing."""
    keys = list(dict.fromkeys(change.row for change in changes if change.row))
    told = ", ".join(f"`{key}`" for key in keys[:5])
    return f" ({told}{', …' if len(keys) > 5 else ''})" if told else ""


def _counted(changes: Sequence[Change]) -> int:
    """How many rows changes of one table are about: a row with several columns counts once."""
    keys = {change.row for change in changes if change.row}
    return len(keys) + sum(change.rows or 0 for change in changes if not change.row)


_OF_ROWS = ("added", "changed", "removed")


def _rows(changes: Sequence[Change], language: str) -> Iterator[str]:
    """Sentences on rows, one a table and kind of change; none where no row is concerned."""
    grouped: dict[tuple[str, str, str | None], list[Change]] = defaultdict(list)
    for change in changes:
        grouped[change.table_name, change.change, change.column].append(change)
    for (name, kind, column), group in grouped.items():
        what = f"{_table(name, language)} (`{name}`" + (f", `{column}`)" if column else ")")
        if kind not in _OF_ROWS:
            yield f"{what}: {change_label(kind, language)}."
            continue
        count = _counted(group)
        reason = next((change.reason for change in group if change.reason), None)
        values = ""
        if len(group) == 1 and (group[0].old or group[0].new):
            values = f": {as_shown(group[0].old or '–')} → {as_shown(group[0].new or '–')}"
        if count:
            yield (
                f"{what}, {say(f'changes.rows.{kind}', language)}: {count}{_named_rows(group)}"
                f"{values}.{_because(reason, language)}"
            )


def _lines(changes: Sequence[Change], language: str) -> list[str]:
    """What a release changed, a sentence each: schemas, meetings, then other rows."""
    schema = [c for c in changes if "-" in c.change]
    meetings = [c for c in changes if _is_sentence(c)]
    rest = [c for c in changes if "-" not in c.change and not _is_sentence(c)]
    return [
        *(_schema(change, language) for change in schema),
        *(_sentence(change, language) for change in meetings),
        *_rows(rest, language),
    ]


def _release(release: Release, changes: Sequence[Change], language: str) -> Iterator[str]:
    yield f"### {release.id} ({release.date.isoformat()})\n"
    counts = [
        f"{say(f'changes.rows.{kind}', language)}: {getattr(release, kind)}"
        for kind in _OF_ROWS
        if getattr(release, kind)
    ]
    first = say("changes.first", language)
    said = ", ".join([first, *counts] if release.step == "first" else counts)
    said = f"{said[:1].upper()}{said[1:]}." if said else ""
    said = f"{said}{_because(release.reason, language)}".strip()
    if said:
        yield f"{said}\n"
    lines = _lines(changes, language)
    for line in lines[:LINES]:
        yield f"- {line}"
    if len(lines) > LINES:
        yield f"- {say('changes.more', language, count=len(lines) - LINES)}"
    yield ""


def _part(settings: Settings, history: History, language: str) -> Iterator[str]:
    """The page in one language."""
    yield say("changes.intro", language, title=as_shown(settings.title))
    of_release: dict[str, list[Change]] = defaultdict(list)
    for change in history.changes:
        of_release[change.release].append(change)
    if not history.releases:
        yield say("changes.no-release", language) + "\n"
    for release in reversed(history.releases):
        yield from _release(release, of_release[release.id], language)
    gone = len(history.tombstones)
    if gone:
        yield say("changes.withdrawn", language, count=gone) + "\n"


def changes_page(settings: Settings, history: History) -> str:
    """CHANGES.md: every release, the latest first, in Swedish and then in English."""
    lines = (line for language in LANGUAGES for line in _part(settings, history, language))
    return "\n".join(lines).rstrip("\n") + "\n"

"""What `socsam publish` did, or would do: for people in Swedish or English, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from socsam_opendata.cli.release_report import shown
from socsam_opendata.publish.publish import PublishReport
from socsam_opendata.publish.transfer import FileChange

# How many changes of a kind are shown to people; JSON has all of them.
SHOWN = 40

_ACTIONS: dict[str, tuple[str, str]] = {
    "create": ("läggs till", "create"),
    "update": ("ändras", "update"),
    "upload": ("läggs till", "upload"),
    "replace": ("byts ut", "replace"),
    "adopt": ("finns redan, tas över", "is there already, adopt"),
    "remove": ("tas bort", "remove"),
    "leave": ("lämnas, är någon annans", "leave, somebody else's"),
    "foreign": ("i vägen, är någon annans", "in the way, somebody else's"),
}
_TEXTS: dict[str, tuple[str, str]] = {
    "dry": ("Ingenting har ändrats. Det här skulle göras:", "Nothing was changed. This would be:"),
    "none": ("Ingenting att göra: {target} har redan version {version}.",
             "Nothing to do: {target} has version {version} already."),
    "done": ("Version {version} ligger i {target}: {changes} ändringar, {sent} filer skickade, "
             "{kept} oförändrade.",
             "Version {version} stands at {target}: {changes} changes, {sent} files sent, "
             "{kept} unchanged."),
    "more": ("… och {count} till; --format json visar alla.",
             "… and {count} more; --format json shows all."),
    "strays": ("Hör inte till paketet och skickas inte: {names}.",
               "No part of the package, and not sent: {names}."),
    "advised": ("Katalogposten blir bättre med {keys} i dataset.toml.",
                "The catalogue record would be better with {keys} in dataset.toml."),
    "blocked": ("Filer som socsam inte har lagt dit är i vägen; --overwrite ger upp dem.",
                "Files that socsam did not put there are in the way; --overwrite gives them up."),
}  # fmt: skip


def _say(key: str, language: str, **facts: object) -> str:
    return _TEXTS[key][0 if language == "sv" else 1].format(**facts)


def _lines(change: FileChange, language: str) -> Iterator[str]:
    """A change, and the fields that differ under it."""
    action = _ACTIONS[change.action][0 if language == "sv" else 1]
    size = "" if change.size is None else f" ({change.size / 1e3:.1f} kB)"
    yield f"  {action}: {shown(change.name)}{size}"
    for detail in change.details:
        yield f"    {shown(detail)}"


def publish_text(done: PublishReport, language: str, quiet: bool = False) -> str:
    """What was done at a target, or with a dry run would be: a line a change, and a sentence.

    A dry run shows every change; `quiet` leaves only what stands in the way.
    """
    if quiet:
        changes = tuple(change for change in done.changes if change.action == "foreign")
    else:
        changes = done.changes if done.dry_run else done.changes[:SHOWN]
    facts = {"target": done.target, "version": done.version, "sent": done.sent, "kept": done.kept,
             "changes": len(done.changes)}  # fmt: skip
    lines = [_say("dry", language)] if done.dry_run and changes and not quiet else []
    lines += [line for change in changes for line in _lines(change, language)]
    if not quiet and len(done.changes) > len(changes):
        lines.append(_say("more", language, count=len(done.changes) - len(changes)))
    if done.blocked:
        lines.append(_say("blocked", language))
    if not done.changes and not quiet:
        lines.append(_say("none", language, **facts))
    elif not done.dry_run and not quiet:
        lines.append(_say("done", language, **facts))
    if done.advised and not quiet:
        lines.append(_say("advised", language, keys=", ".join(done.advised)))
    if done.strays:
        lines.append(_say("strays", language, names=", ".join(map(shown, done.strays))))
    return "\n".join(lines)


def publish_json(done: PublishReport) -> dict[str, Any]:
    """What was done, for machines."""
    return asdict(done) | {"blocked": done.blocked}

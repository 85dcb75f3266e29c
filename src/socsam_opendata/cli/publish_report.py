"""What `socsam publish` did, or would do: for people in Swedish or English, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from socsam_opendata.cli.printing import shown
from socsam_opendata.publish.publish import PublishReport
from socsam_opendata.publish.transfer import FileChange
from socsam_opendata.texts import Phrase, say

# How many changes of a kind are shown to people; JSON has all of them.
SHOWN = 40


def _lines(change: FileChange, language: str) -> Iterator[str]:
    """A change, and the fields that differ under it."""
    action = Phrase(f"publish.action.{change.action}")
    name = shown(change.name)
    if change.size is None:
        yield f"  {say('publish.change', language, action=action, name=name)}"
    else:
        size = f"{change.size / 1e3:.1f}"
        yield f"  {say('publish.change-of-size', language, action=action, name=name, size=size)}"
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
    lines = [say("publish.dry", language)] if done.dry_run and changes and not quiet else []
    lines += [line for change in changes for line in _lines(change, language)]
    if not quiet and len(done.changes) > len(changes):
        lines.append(say("publish.more", language, count=len(done.changes) - len(changes)))
    if done.blocked:
        lines.append(say("publish.blocked", language))
    if not quiet and not done.changes:
        lines.append(say("publish.none", language, target=done.target, version=done.version))
    elif not quiet and not done.dry_run:
        lines.append(_done(done, language))
    if done.advised and not quiet:
        lines.append(say("publish.advised", language, keys=", ".join(done.advised)))
    if done.strays:
        lines.append(say("publish.strays", language, names=", ".join(map(shown, done.strays))))
    return "\n".join(lines)


def _done(done: PublishReport, language: str) -> str:
    return say(
        "publish.done",
        language,
        target=done.target,
        version=done.version,
        changes=Phrase("publish.changes", {"count": len(done.changes)}),
        sent=Phrase("publish.sent", {"count": done.sent}),
        kept=Phrase("publish.kept", {"count": done.kept}),
    )


def publish_json(done: PublishReport) -> dict[str, Any]:
    """What was done, for machines."""
    return asdict(done) | {"blocked": done.blocked}

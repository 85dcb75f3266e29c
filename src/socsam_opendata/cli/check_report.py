"""What the judges of a package say, for people."""

from __future__ import annotations

from socsam_opendata.package.judges import Verdict
from socsam_opendata.texts import in_language, say


def verdict_lines(verdict: Verdict, language: str) -> list[str]:
    """One line for a judge, and its faults under it."""
    judge = in_language(verdict.judge, language)
    if verdict.ok:
        seen = ", ".join(verdict.said(language))
        return [say("cli.command.check.fine", language, judge=judge, seen=seen)]
    faults = [f"       {detail}" for detail in verdict.said(language)]
    return [say("cli.command.check.fault", language, judge=judge), *faults]

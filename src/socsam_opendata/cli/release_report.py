"""What `socsam release` tells: for people in Swedish or English, and as JSON."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

from socsam_opendata.cli.diff_report import counts_text, renames_text, schema_json, schemas_text
from socsam_opendata.cli.printing import json_value
from socsam_opendata.release.refusals import Refusal
from socsam_opendata.release.release import ReleaseReport
from socsam_opendata.texts import say

# What a build says too.
_SAID_ELSEWHERE = {"placeholders": "demands.placeholders"}


def refusal_text(refusal: Refusal, language: str) -> str:
    """Why there is no release, and what to do."""
    key = _SAID_ELSEWHERE.get(refusal.code, f"release.refusal.{refusal.code}")
    return say(key, language, **refusal.facts)


def release_text(report: ReleaseReport, language: str, quiet: bool = False) -> str:
    """What a release did, after the report of its build."""
    release = report.release
    if report.status == "refused" or release is None:
        lines = [refusal_text(refusal, language) for refusal in report.refusals]
        parts = [] if quiet else [counts_text(report.tables, language)]
        parts += [*lines, say("release.refused", language)]
        return "\n".join(part for part in parts if part)
    facts = {"version": release.id, "date": release.date.isoformat(), "out": report.out}
    told = say(f"release.status.{report.status}", language, **facts)
    if report.keys_kept:
        kept = say("release.keys-kept", language, count=report.keys_kept, version=release.id)
        told = f"{told}\n{kept}"
    if quiet or report.status != "released":
        return told
    parts = []
    if report.previous:
        parts = [
            counts_text(report.tables, language),
            schemas_text(report.schema, language),
            renames_text(report.renames, language),
            say(f"release.step.{report.step}", language),
            say("release.after-last", language, previous=report.previous),
        ]
    return "\n".join(part for part in (*parts, told, say("release.kept", language)) if part)


def release_json(report: ReleaseReport) -> dict[str, Any]:
    """What a release did, for machines."""
    release = report.release
    return {
        "ok": report.ok,
        "status": report.status,
        "out": str(report.out),
        "release": {k: _plain(v) for k, v in asdict(release).items()} if release else None,
        "previous": report.previous,
        "step": report.step,
        "schema": [schema_json(change) for change in report.schema],
        "renames": [asdict(rename) for rename in report.renames],
        "tables": [asdict(table) for table in report.tables],
        "refusals": [
            {"code": refusal.code, **refusal.facts, "message": refusal_text(refusal, "sv"),
             "message_en": refusal_text(refusal, "en")}
            for refusal in report.refusals
        ],
    }  # fmt: skip


def _plain(value: Any) -> Any:
    return json_value(value) if isinstance(value, dt.date) else value

"""`socsam diff`: what differs between two packages."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from socsam_opendata.cli.options import ReportForm, ReportFormOption


def diff_command(
    ctx: typer.Context,
    old: Annotated[Path, typer.Argument(help="cli.command.diff.old")],
    new: Annotated[Path, typer.Argument(help="cli.command.diff.new")],
    form: ReportFormOption = ReportForm.table,
) -> None:
    """Compare, and print the differences."""
    from socsam_opendata.cli.diff_report import diff_json, diff_text
    from socsam_opendata.package.place import restore
    from socsam_opendata.release.compare import diff

    for package in (old, new):
        restore(package)
    difference = diff(old, new)
    if form is ReportForm.json:
        for piece in diff_json(difference):
            sys.stdout.write(piece)
    else:
        print(diff_text(difference, ctx.obj))

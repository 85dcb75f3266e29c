"""`socsam export`: the tables as CSV for Swedish Excel."""

from pathlib import Path
from typing import Annotated

import typer

from socsam_opendata.cli.options import PACKAGE, PackageOption, QuietOption
from socsam_opendata.texts import say


def export_command(
    ctx: typer.Context,
    out: Annotated[Path, typer.Argument(help="cli.command.export.out")],
    tables: Annotated[list[str] | None, typer.Argument(help="cli.command.export.tables")] = None,
    package: PackageOption = PACKAGE,
    quiet: QuietOption = False,
) -> None:
    """Write the files, and say what Excel will not show as it is."""
    from socsam_opendata.package.place import restore
    from socsam_opendata.package.sheets.excel_csv import export_excel_csv

    restore(package)
    for done in export_excel_csv(package, out, tables or ()):
        if quiet:
            continue
        print(say("cli.command.export.done", ctx.obj, path=done.path, count=done.rows))
        if done.marked:
            print(say("cli.command.export.marked", ctx.obj, count=done.marked))
        if done.cut:
            print(say("cli.command.export.cut", ctx.obj, count=done.cut))
        if done.too_long:
            print(say("cli.command.export.too-long", ctx.obj))

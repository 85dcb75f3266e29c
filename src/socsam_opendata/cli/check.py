"""`socsam check`: what every judge says of a built package."""

from dataclasses import asdict
from typing import Annotated

import typer

from socsam_opendata.cli.options import (
    PACKAGE,
    PackageArgument,
    QuietOption,
    ReportForm,
    ReportFormOption,
)


def check_command(
    ctx: typer.Context,
    package: PackageArgument = PACKAGE,
    own: Annotated[bool, typer.Option("--own", help="cli.command.check.own")] = False,
    quiet: QuietOption = False,
    form: ReportFormOption = ReportForm.table,
) -> int:
    """Ask the judges, print a line for each, and exit with 1 where one finds fault."""
    from socsam_opendata.cli.check_report import verdict_lines
    from socsam_opendata.cli.printing import as_json
    from socsam_opendata.package.judges import judge
    from socsam_opendata.package.place import restore

    restore(package)
    verdicts = judge(package, outside=not own)
    faults = [verdict for verdict in verdicts if not verdict.ok]
    if form is ReportForm.json:
        print(as_json([asdict(verdict) for verdict in verdicts]))
    else:
        for verdict in faults if quiet else verdicts:
            print("\n".join(verdict_lines(verdict, ctx.obj)))
    return 1 if faults else 0

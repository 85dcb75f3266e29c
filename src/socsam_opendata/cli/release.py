"""`socsam release`: a new version of the package, and its history."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from socsam_opendata.cli.common import Bar, day_of
from socsam_opendata.cli.options import (
    MINUTES,
    PACKAGE,
    DateOption,
    MinutesArgument,
    OutOption,
    QuietOption,
    ReportForm,
    ReportFormOption,
    WorkersOption,
)


def release_command(
    ctx: typer.Context,
    minutes: MinutesArgument = MINUTES,
    out: OutOption = PACKAGE,
    date: DateOption = None,
    reason: Annotated[str | None, typer.Option(help="cli.command.release.reason")] = None,
    confirm: Annotated[list[str] | None, typer.Option(help="cli.command.release.confirm")] = None,
    previous: Annotated[Path | None, typer.Option(help="cli.command.release.previous")] = None,
    # All judges are asked in any case; the option stays for those who write it.
    judges: Annotated[bool, typer.Option("--judges", hidden=True)] = False,
    workers: WorkersOption = None,
    quiet: QuietOption = False,
    form: ReportFormOption = ReportForm.table,
) -> int:
    """Release, report, and exit with 1 where there is no release."""
    from socsam_opendata.cli.build_report import build_json, build_text
    from socsam_opendata.cli.printing import as_json
    from socsam_opendata.cli.release_report import release_json, release_text
    from socsam_opendata.release.release import make_release

    with Bar(ctx.obj, quiet) as bar:
        done = make_release(
            minutes, out, date=day_of(date, ctx.obj), reason=reason, confirmed=confirm or (),
            previous=previous, workers=workers, progress=bar.update,
        )  # fmt: skip
    if form is ReportForm.json:
        print(as_json({**release_json(done), "build": build_json(done.build)}))
    else:
        said = [] if done.build.ok else [build_text(done.build, ctx.obj, quiet)]
        said.append(release_text(done, ctx.obj, quiet))
        print("\n".join(said), file=sys.stderr if quiet and not done.ok else sys.stdout)
    return 0 if done.ok else 1

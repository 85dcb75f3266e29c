"""`socsam publish`: a released package goes to a folder, S3, SFTP or CKAN."""

from typing import Annotated

import typer

from socsam_opendata.cli.common import Bar
from socsam_opendata.cli.options import (
    PACKAGE,
    PackageOption,
    QuietOption,
    ReportForm,
    ReportFormOption,
)


def publish_command(
    ctx: typer.Context,
    target: Annotated[str, typer.Argument(help="cli.command.publish.target")],
    package: PackageOption = PACKAGE,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="cli.command.publish.dry-run")] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="cli.command.publish.overwrite")
    ] = False,
    upload: Annotated[bool, typer.Option("--upload", help="cli.command.publish.upload")] = False,
    organization: Annotated[
        str | None, typer.Option(help="cli.command.publish.organization")
    ] = None,
    quiet: QuietOption = False,
    form: ReportFormOption = ReportForm.table,
) -> int:
    """Send what differs, report, and exit with 1 where somebody else's files are in the way."""
    from socsam_opendata.cli.printing import as_json
    from socsam_opendata.cli.publish_report import publish_json, publish_text
    from socsam_opendata.publish.publish import publish_package

    with Bar(ctx.obj, quiet) as bar:
        done = publish_package(
            package, target, dry_run=dry_run, overwrite=overwrite, upload=upload,
            organization=organization,
            progress=bar.update,
        )  # fmt: skip
    if form is ReportForm.json:
        print(as_json(publish_json(done)))
    else:
        said = publish_text(done, ctx.obj, quiet)
        print(said, end="\n" if said else "")
    return 1 if done.blocked else 0

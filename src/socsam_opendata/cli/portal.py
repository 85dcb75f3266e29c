"""The commands that take a package further: release, diff, publish, export."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from socsam_opendata.cli.common import Bar, ReportForm, Say, day_of, guarded


def _add_release(app: typer.Typer, say: Say, language: str) -> None:
    @app.command(help=say("release"))
    @guarded
    def release(
        minutes: Annotated[Path, typer.Argument(help=say("build.minutes"))] = Path("minutes"),
        out: Annotated[Path, typer.Option(help=say("build.out"))] = Path("datapackage"),
        date: Annotated[str | None, typer.Option(help=say("build.date"))] = None,
        reason: Annotated[str | None, typer.Option(help=say("release.reason"))] = None,
        confirm: Annotated[list[str] | None, typer.Option(help=say("release.confirm"))] = None,
        previous: Annotated[Path | None, typer.Option(help=say("release.previous"))] = None,
        judges: Annotated[bool, typer.Option("--judges", hidden=True)] = False,
        workers: Annotated[int | None, typer.Option(min=1, help=say("build.workers"))] = None,
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help=say("quiet"))] = False,
        form: Annotated[
            ReportForm, typer.Option("--format", help=say("format", choices="table, json"))
        ] = ReportForm.table,
    ) -> None:
        from socsam_opendata.cli import build_report as report
        from socsam_opendata.cli import release_report
        from socsam_opendata.cli.printing import as_json
        from socsam_opendata.release.release import make_release

        with Bar(say, quiet) as bar:
            done = make_release(
                minutes, out, date=day_of(date, say), reason=reason, confirmed=confirm or (),
                previous=previous, workers=workers, progress=bar.update,
            )  # fmt: skip
        if form is ReportForm.json:
            told = release_report.release_json(done)
            print(as_json({**told, "build": report.build_json(done.build)}))
        else:
            stopped_by_build = not done.build.ok
            said = [report.build_text(done.build, language, quiet)] if stopped_by_build else []
            said.append(release_report.release_text(done, language, quiet))
            print("\n".join(said), file=sys.stderr if quiet and not done.ok else sys.stdout)
        if not done.ok:
            raise typer.Exit(1)


def _add_diff(app: typer.Typer, say: Say, language: str) -> None:
    @app.command(help=say("diff"))
    @guarded
    def diff(
        old: Annotated[Path, typer.Argument(help=say("diff.old"))],
        new: Annotated[Path, typer.Argument(help=say("diff.new"))],
        form: Annotated[
            ReportForm, typer.Option("--format", help=say("format", choices="table, json"))
        ] = ReportForm.table,
    ) -> None:
        from socsam_opendata.cli import release_report
        from socsam_opendata.package.place import restore
        from socsam_opendata.release.compare import diff

        for package in (old, new):
            restore(package)
        difference = diff(old, new)
        if form is ReportForm.json:
            for piece in release_report.diff_json(difference):
                sys.stdout.write(piece)
        else:
            print(release_report.diff_text(difference, language))


def _add_publish(app: typer.Typer, say: Say, language: str) -> None:
    @app.command(help=say("publish"))
    @guarded
    def publish(
        target: Annotated[str, typer.Argument(help=say("publish.target"))],
        package: Annotated[Path, typer.Option(help=say("package"))] = Path("datapackage"),
        dry_run: Annotated[bool, typer.Option("--dry-run", help=say("publish.dry-run"))] = False,
        overwrite: Annotated[
            bool, typer.Option("--overwrite", help=say("publish.overwrite"))
        ] = False,
        upload: Annotated[bool, typer.Option("--upload", help=say("publish.upload"))] = False,
        organization: Annotated[str | None, typer.Option(help=say("publish.organization"))] = None,
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help=say("quiet"))] = False,
        form: Annotated[
            ReportForm, typer.Option("--format", help=say("format", choices="table, json"))
        ] = ReportForm.table,
    ) -> None:
        from socsam_opendata.cli import publish_report
        from socsam_opendata.cli.printing import as_json
        from socsam_opendata.publish.publish import publish_package

        with Bar(say, quiet) as bar:
            done = publish_package(
                package, target, dry_run=dry_run, overwrite=overwrite, upload=upload,
                organization=organization,
                progress=lambda sent, total: bar.update("publish", sent, total),
            )  # fmt: skip
        if form is ReportForm.json:
            print(as_json(publish_report.publish_json(done)))
        else:
            told = publish_report.publish_text(done, language, quiet)
            print(told, end="\n" if told else "")
        if done.blocked:
            raise typer.Exit(1)


def _add_export(app: typer.Typer, say: Say) -> None:
    @app.command(help=say("export"))
    @guarded
    def export(
        out: Annotated[Path, typer.Argument(help=say("export.out"))],
        tables: Annotated[list[str] | None, typer.Argument(help=say("export.tables"))] = None,
        package: Annotated[Path, typer.Option(help=say("package"))] = Path("datapackage"),
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help=say("quiet"))] = False,
    ) -> None:
        from socsam_opendata.package.place import restore
        from socsam_opendata.package.sheets.excel_csv import export_excel_csv

        restore(package)
        for done in export_excel_csv(package, out, tables or ()):
            if quiet:
                continue
            print(say("exported", path=done.path, rows=done.rows))
            if done.marked:
                print(say("exported.marked", count=done.marked))
            if done.cut:
                print(say("exported.cut", count=done.cut))
            if done.too_long:
                print(say("exported.too-long"))


def add_commands(app: typer.Typer, say: Say, language: str) -> None:
    """Add the commands to the command line."""
    _add_release(app, say, language)
    _add_diff(app, say, language)
    _add_publish(app, say, language)
    _add_export(app, say)

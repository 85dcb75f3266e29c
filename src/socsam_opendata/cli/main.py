"""The command line `socsam`: parse arguments, make one library call, print, exit.

Exit code 0: fine; 1: the data has problems; 2: could not run. The language is settled before the
commands are made, so that help is in it too. What is heavy is imported by the command that needs
it; `socsam --help` needs none of it.
"""

import io
import os
import sys
from collections.abc import Mapping, Sequence
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Annotated

import typer

from socsam_opendata.cli.common import Bar, Form, ReportForm, Say, day_of, fail, guarded
from socsam_opendata.cli.portal import add_commands


def choose_language(
    arguments: Sequence[str], environment: Mapping[str, str]
) -> tuple[str, list[str]]:
    """The language, and the arguments without `--lang`: it may stand anywhere before `--`.

    Without it the locale decides (LC_ALL, LC_MESSAGES, LANG, the first that says anything).
    An unknown language is left in the arguments, where it is a usage error.
    """
    said = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, said), "")
    language = "sv" if locale.lower().startswith("sv") else "en"
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            return language, [*rest, argument, *waiting]
        name, equals, value = argument.partition("=")
        if name == "--lang" and (equals or waiting):
            value = value if equals else waiting.pop(0)
            if value in ("sv", "en"):
                language = value
            else:
                rest = ["--lang", value, *rest]
        else:
            rest.append(argument)
    return language, rest


class _NoPandas(MetaPathFinder):
    """Says that pandas is not installed."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        """Refuse pandas, and leave everything else to the others."""
        if fullname == "pandas":
            raise ModuleNotFoundError("pandas is not needed here", name=fullname)


def _do_without_pandas() -> None:
    """Let Arrow find no pandas where it asks for it the first time.

    It imports pandas, where it is installed, only to ask whether a list is a Series; without it a
    build starts 0.4 seconds sooner. Whoever needs pandas later gets it.
    """
    import pyarrow as pa

    refusal = _NoPandas()
    sys.meta_path.insert(0, refusal)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(refusal)


def _add_build(app: typer.Typer, say: Say, language: str) -> None:
    @app.command(help=say("build"))
    @guarded
    def build(
        minutes: Annotated[Path, typer.Argument(help=say("build.minutes"))] = Path("minutes"),
        out: Annotated[Path, typer.Option(help=say("build.out"))] = Path("datapackage"),
        date: Annotated[str | None, typer.Option(help=say("build.date"))] = None,
        judges: Annotated[bool, typer.Option("--judges", help=say("build.judges"))] = False,
        workers: Annotated[int | None, typer.Option(min=1, help=say("build.workers"))] = None,
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help=say("quiet"))] = False,
        form: Annotated[
            ReportForm, typer.Option("--format", help=say("format", choices="table, json"))
        ] = ReportForm.table,
    ) -> None:
        if not judges:
            _do_without_pandas()
        from socsam_opendata.cli import build_report as report
        from socsam_opendata.cli.printing import as_json
        from socsam_opendata.package.build import build as build_package

        with Bar(say, quiet) as bar:
            done = build_package(
                minutes,
                out,
                date=day_of(date, say),
                judges=judges,
                workers=workers,
                progress=bar.update,
            )
        if form is ReportForm.json:
            print(as_json(report.build_json(done)))
        else:
            said = report.build_text(done, language, quiet)
            print(said, end="\n" if said else "", file=sys.stderr if quiet else sys.stdout)
        if not done.ok:
            raise typer.Exit(1)


def _add_read(app: typer.Typer, say: Say, language: str) -> None:
    @app.command(help=say("read"))
    @guarded
    def read(
        files: Annotated[list[Path], typer.Argument(help=say("read.files"))],
        settings: Annotated[Path | None, typer.Option(help=say("read.settings"))] = None,
        form: Annotated[
            ReportForm, typer.Option("--format", help=say("format", choices="table, json"))
        ] = ReportForm.table,
    ) -> None:
        from socsam_opendata.cli.printing import as_json
        from socsam_opendata.cli.reading_view import reading_json, reading_text
        from socsam_opendata.minutes.interpret import read_minutes
        from socsam_opendata.settings.dataset_toml import SETTINGS_FILE, Settings, read_settings

        readings = []
        for file in files:
            folder = settings or (file.parent if (file.parent / SETTINGS_FILE).is_file() else None)
            about = Settings() if folder is None else read_settings(folder)
            readings.append(read_minutes(file, about))
        print(say("read.before_policy"), file=sys.stderr)
        if form is ReportForm.json:
            found = [reading_json(reading) for reading in readings]
            print(as_json(found[0] if len(found) == 1 else found))
        else:
            print("\n\n".join(reading_text(reading, language) for reading in readings))
        if any(p.severity == "error" for reading in readings for p in reading.problems):
            raise typer.Exit(1)


def _add_check(app: typer.Typer, say: Say) -> None:
    @app.command(help=say("check"))
    @guarded
    def check(
        package: Annotated[Path, typer.Argument(help=say("package"))] = Path("datapackage"),
        own: Annotated[bool, typer.Option("--own", help=say("check.own"))] = False,
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help=say("quiet"))] = False,
        form: Annotated[
            ReportForm, typer.Option("--format", help=say("format", choices="table, json"))
        ] = ReportForm.table,
    ) -> None:
        from dataclasses import asdict

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
                print("\n".join(verdict.lines()))
        if faults:
            raise typer.Exit(1)


def _add_query(app: typer.Typer, say: Say, language: str) -> None:
    @app.command(help=say("query"))
    @guarded
    def query(
        name: Annotated[str | None, typer.Argument(help=say("query.name"))] = None,
        file: Annotated[Path | None, typer.Option(help=say("query.file"))] = None,
        package: Annotated[Path, typer.Option(help=say("package"))] = Path("datapackage"),
        form: Annotated[
            Form, typer.Option("--format", help=say("format", choices="table, json, csv"))
        ] = Form.table,
    ) -> None:
        from socsam_opendata.cli.printing import in_form
        from socsam_opendata.package.linked import questions as asking
        from socsam_opendata.package.place import restore

        if name and file:
            raise typer.BadParameter(say("query.both"))
        if not name and not file:
            known = asking.questions()
            rows = [(q.name, q.title(language), q.about(language)) for q in known]
            heads = (say("name"), say("question"), say("meaning"))
            columns = heads if form is Form.table else ("name", "title", "about")
            print(in_form(form.value, columns, rows))
            return
        sparql = asking.read_query(file) if file else asking.question(name or "").text(language)
        restore(package)
        answer = asking.run(package, sparql)
        print(in_form(form.value, answer.columns, answer.rows))


def _add_describe(app: typer.Typer, say: Say, language: str) -> None:
    @app.command(help=say("describe"))
    @guarded
    def describe(
        name: Annotated[str | None, typer.Argument(help=say("describe.name"))] = None,
        form: Annotated[
            Form, typer.Option("--format", help=say("format", choices="table, json, csv"))
        ] = Form.table,
    ) -> None:
        from socsam_opendata.cli.describe import described
        from socsam_opendata.cli.printing import in_form

        found = described(name, language)
        if found is None:
            raise fail(say("describe.unknown", name=name))
        columns = found.columns
        if form is Form.table:
            columns = tuple(say(column) for column in columns)
            print(f"{found.title}\n" if found.title else "", end="")
        print(in_form(form.value, columns, found.rows))


def _add_init(app: typer.Typer, say: Say) -> None:
    @app.command(help=say("init"))
    @guarded
    def init(folder: Annotated[Path, typer.Argument(help=say("init.folder"))]) -> None:
        from socsam_opendata.settings.starter import write_starter

        files = ", ".join(write_starter(folder))
        print(say("init.done", files=files, folder=folder))


def make_app(language: str) -> typer.Typer:
    """The commands, with their help in `sv` or `en`."""
    from socsam_opendata.cli.texts import text

    def say(key: str, **facts: object) -> str:
        return text(key, language, **facts)

    # Without rich: it would double the time that help takes.
    app = typer.Typer(
        name="socsam",
        help=say("app"),
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )

    def show_version(wanted: bool) -> None:
        if wanted:
            from importlib.metadata import version

            print(version("socsam_opendata"))
            raise typer.Exit

    @app.callback()
    def common(
        lang: Annotated[str | None, typer.Option(metavar="sv|en", help=say("lang"))] = None,
        version: Annotated[
            bool,
            typer.Option("--version", callback=show_version, is_eager=True, help=say("version")),
        ] = False,
    ) -> None:
        if lang is not None:
            raise typer.BadParameter(f"'{lang}': sv, en", param_hint="--lang")

    _add_build(app, say, language)
    _add_read(app, say, language)
    _add_check(app, say)
    _add_query(app, say, language)
    _add_describe(app, say, language)
    _add_init(app, say)
    add_commands(app, say, language)
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    language, rest = choose_language(given, os.environ)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        make_app(language)(args=list(rest), prog_name="socsam")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

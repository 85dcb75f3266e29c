"""`socsam build`: the dataset package of a folder of minutes."""

import sys
from importlib.machinery import ModuleSpec

import typer

from socsam_opendata.cli.common import Bar, day_of, fail
from socsam_opendata.cli.options import (
    MINUTES,
    PACKAGE,
    AllFaultsOption,
    DateOption,
    JudgesOption,
    MinutesArgument,
    OutOption,
    QuietOption,
    ReportForm,
    ReportFormOption,
    WorkersOption,
)
from socsam_opendata.errors import RowsError


class _NoPandas:
    """Says that pandas is not installed."""

    @staticmethod
    def find_spec(fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        """Refuse pandas, and leave everything else to the others."""
        if fullname == "pandas":
            raise ModuleNotFoundError("pandas is not needed here", name=fullname)
        return None


def _do_without_pandas() -> None:
    """Let Arrow find no pandas where it asks for it the first time.

    It imports pandas, where it is installed, only to ask whether a list is a Series; without it a
    build starts 0.4 seconds sooner. Whoever needs pandas later gets it.
    """
    import pyarrow as pa

    sys.meta_path.insert(0, _NoPandas)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(_NoPandas)


def build_command(
    ctx: typer.Context,
    minutes: MinutesArgument = MINUTES,
    out: OutOption = PACKAGE,
    date: DateOption = None,
    judges: JudgesOption = False,
    workers: WorkersOption = None,
    quiet: QuietOption = False,
    form: ReportFormOption = ReportForm.table,
    all_faults: AllFaultsOption = False,
) -> int:
    """Build, report, and exit with 1 where the minutes or the package have faults."""
    if not judges:
        _do_without_pandas()
    from socsam_opendata.cli.build_report import build_json, build_text
    from socsam_opendata.cli.printing import as_json
    from socsam_opendata.package.build import build

    try:
        with Bar(ctx.obj, quiet) as bar:
            done = build(
                minutes,
                out,
                date=day_of(date, ctx.obj),
                judges=judges,
                workers=workers,
                progress=bar.update,
            )
    except RowsError as error:
        return fail(error.whole(ctx.obj) if all_faults else error.sentence(ctx.obj))
    if form is ReportForm.json:
        print(as_json(build_json(done)))
    else:
        said = build_text(done, ctx.obj, quiet)
        print(said, end="\n" if said else "", file=sys.stderr if quiet else sys.stdout)
    return 0 if done.ok else 1

"""`socsam describe`: what the tables and code lists say of themselves."""

from pathlib import Path
from typing import Annotated

import typer

from socsam_opendata.cli.common import fail
from socsam_opendata.cli.options import Form, FormOption
from socsam_opendata.texts import say


def describe_command(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help="cli.command.describe.name")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="cli.command.describe.csv")] = None,
    form: FormOption = Form.table,
) -> int:
    """Print what a table or code list holds, or all of them; exit with 2 for an unknown one.

    With --csv write empty files of all tables that can be given.
    """
    if csv is not None:
        if name is not None:
            return fail(say("cli.command.describe.csv-alone", ctx.obj))
        from socsam_opendata.rows.csv_forms import write_forms

        names = ", ".join(write_forms(csv, ctx.obj))
        print(say("cli.command.describe.written", ctx.obj, folder=csv, names=names))
        return 0
    from socsam_opendata.cli.describe_report import described
    from socsam_opendata.cli.printing import in_form

    found = described(name, ctx.obj)
    if found is None:
        return fail(say("cli.command.describe.unknown", ctx.obj, name=name))
    if form is Form.table:
        found = found.for_people(ctx.obj)
        print(f"{found.title}\n" if found.title else "", end="")
    print(in_form(form.value, found.columns, found.rows))
    return 0

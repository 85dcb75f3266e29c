"""`socsam query`: the answer to a named question, or to one's own in SPARQL."""

from pathlib import Path
from typing import Annotated

import typer

from socsam_opendata.cli.options import PACKAGE, Form, FormOption, PackageOption
from socsam_opendata.texts import say


def query_command(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help="cli.command.query.name")] = None,
    file: Annotated[Path | None, typer.Option(help="cli.command.query.file")] = None,
    package: PackageOption = PACKAGE,
    form: FormOption = Form.table,
) -> None:
    """Print the rows of the answer, or the questions where none is asked."""
    from socsam_opendata.cli.printing import in_form
    from socsam_opendata.package.linked import questions as asking
    from socsam_opendata.package.place import restore

    if name and file:
        raise typer.BadParameter(say("cli.command.query.both", ctx.obj))
    if not name and not file:
        rows = [(q.name, q.title(ctx.obj), q.about(ctx.obj)) for q in asking.questions()]
        columns: tuple[str, ...] = ("name", "title", "about")
        if form is Form.table:
            headings = ("name", "question", "meaning")
            columns = tuple(say(f"cli.column.{column}", ctx.obj) for column in headings)
        print(in_form(form.value, columns, rows))
        return
    sparql = asking.read_query(file) if file else asking.question(name or "").text(ctx.obj)
    restore(package)
    answer = asking.run(package, sparql)
    print(in_form(form.value, answer.columns, answer.rows))

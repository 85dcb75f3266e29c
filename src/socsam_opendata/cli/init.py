"""`socsam init`: a folder to start a dataset in."""

from pathlib import Path
from typing import Annotated

import typer

from socsam_opendata.texts import say


def init_command(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(help="cli.command.init.folder")],
) -> None:
    """Write the settings to fill in, and say what to do next."""
    from socsam_opendata.settings.starter import write_starter

    files = ", ".join(write_starter(folder))
    print(say("cli.command.init.done", ctx.obj, files=files, folder=folder))

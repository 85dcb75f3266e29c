"""The options that several commands have, each declared once.

`help` holds the key of a text (texts/cli.toml), not the text: `translated` puts the text there when
the command is made, in the language asked for.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Form(StrEnum):
    """How tables of an answer are written."""

    table = "table"
    json = "json"
    csv = "csv"


class ReportForm(StrEnum):
    """How a report is written."""

    table = "table"
    json = "json"


# The folders a command works on where none is named.
MINUTES = Path("minutes")
PACKAGE = Path("datapackage")

MinutesArgument = Annotated[Path, typer.Argument(help="cli.option.minutes")]
PackageArgument = Annotated[Path, typer.Argument(help="cli.option.package")]
PackageOption = Annotated[Path, typer.Option("--package", help="cli.option.package")]
OutOption = Annotated[Path, typer.Option("--out", help="cli.option.out")]
DateOption = Annotated[str | None, typer.Option("--date", help="cli.option.date")]
JudgesOption = Annotated[bool, typer.Option("--judges", help="cli.option.judges")]
WorkersOption = Annotated[int | None, typer.Option("--workers", min=1, help="cli.option.workers")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="cli.option.quiet")]
AllFaultsOption = Annotated[bool, typer.Option("--all-faults", help="cli.option.all-faults")]
FormOption = Annotated[Form, typer.Option("--format", help="cli.option.format")]
ReportFormOption = Annotated[ReportForm, typer.Option("--format", help="cli.option.format")]

"""`socsam read`: the rows of documents, before the publication policy."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from socsam_opendata.cli.options import ReportForm, ReportFormOption
from socsam_opendata.texts import say


def read_command(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="cli.command.read.files")],
    settings: Annotated[Path | None, typer.Option(help="cli.command.read.settings")] = None,
    form: ReportFormOption = ReportForm.table,
) -> int:
    """Read, show, and exit with 1 where a document has an error."""
    from socsam_opendata.cli.printing import as_json
    from socsam_opendata.cli.read_report import reading_text
    from socsam_opendata.dataset.documents import document_name, read_document
    from socsam_opendata.rows.saved import as_saved
    from socsam_opendata.settings.dataset_toml import SETTINGS_FILE, Settings, read_settings

    readings, limits = [], []
    for file in files:
        folder = settings or (file.parent if (file.parent / SETTINGS_FILE).is_file() else None)
        about = Settings() if folder is None else read_settings(folder)
        readings.append(read_document(file, about))
        limits.append(about.limits)
    print(say("cli.command.read.before-policy", ctx.obj), file=sys.stderr)
    if form is ReportForm.json:
        names = map(document_name, files, limits)
        found = [as_saved(one, name) for one, name in zip(readings, names, strict=True)]
        print(as_json(found[0] if len(found) == 1 else found))
    else:
        print("\n\n".join(reading_text(reading, ctx.obj) for reading in readings))
    errors = any(p.severity == "error" for reading in readings for p in reading.problems)
    return 1 if errors else 0

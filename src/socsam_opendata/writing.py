"""The second door: rows in, a package out."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

from socsam_opendata.dataset.documents import Inputs
from socsam_opendata.dataset.given_twice import check_given_twice
from socsam_opendata.dataset.progress import Progress
from socsam_opendata.errors import (
    check_function,
    check_kind,
    given_count,
    given_day,
    given_flag,
    given_path,
)
from socsam_opendata.package import place as swap
from socsam_opendata.package.build import BuildHow, Report, build_inputs
from socsam_opendata.rows.readings import Texts, given_readings
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.texts import Phrase


def write_package(
    rows: Mapping[str, object],
    out: str | os.PathLike[str],
    *,
    settings: Settings | None = None,
    texts: Texts | None = None,
    date: dt.date | None = None,
    judges: bool = False,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """Build a package of rows as `build` does of minutes: same keys, policy, checks and files.

    `rows` maps names of tables to rows: dicts, dataclasses, Arrow tables, batches or readers, data
    frames, or a list of several of these. Ids that are given only join rows, and may be left out
    where nothing points at a row; nullable columns may be missing, and what the library makes:
    ids, positions, lines, and more (docs/library.md). Views, `problems` and the history are made
    anew, and passed over where they are given. `texts` are the source texts that the lines of rows
    point into, by the id of their source: lists of lines, or one text; where there is none, one is
    printed from the rows. `settings` are those that `read_settings` gives; where they were read
    from a folder its history counts, and nothing is written there. The other arguments are those
    of `build`.

    RowsError with every fault of the rows, and nothing is written; the errors of `build` besides.
    """
    given_count("workers", workers)
    given_flag("judges", judges)
    check_function("progress", progress)
    check_kind("rows", rows, Mapping, Phrase("errors.argument.is.tables"))
    if texts is not None:
        check_kind("texts", texts, Mapping, Phrase("errors.argument.is.source-texts"))
    if settings is not None:
        check_kind("settings", settings, Settings, Phrase("errors.argument.is.settings"))
    place, day = given_path("out", out).resolve(), given_day("date", date)
    known = settings or Settings()

    def inputs(scratch: Path) -> Inputs:
        found = given_readings(
            rows, texts or {}, known, scratch / "given", "rows", persons=check_given_twice
        )
        return Inputs(found.readings, found.passed_over)

    swap.check_apart(place, known.folder)
    swap.restore(place)
    how = BuildHow(day, None, judges, workers, progress)
    return build_inputs(known, known.folder, place, how, inputs)

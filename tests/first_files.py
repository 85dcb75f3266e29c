"""What a build of rows writes first: tables, source texts and linked data.

All other files of a package are made of these (`write_beside` is given their folder and nothing
else), and making them takes most of the time of a build. Tests that ask what the policy lets
through, with many names in many places, look here; whole packages are tried beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from given_meeting import SETTINGS
from socsam_opendata.dataset.check import check_facts
from socsam_opendata.dataset.documents import Inputs
from socsam_opendata.dataset.gather import gather
from socsam_opendata.dataset.remarks import as_rows, remarked
from socsam_opendata.package.build import write_sources
from socsam_opendata.package.linked.quads import write_graphs
from socsam_opendata.package.package import Tables
from socsam_opendata.package.source_texts import SourceTexts
from socsam_opendata.package.tables import write_tables
from socsam_opendata.rows.readings import Texts, given_readings
from socsam_opendata.settings.dataset_toml import Settings


@dataclass(frozen=True)
class FirstFiles:
    """The tables and texts of a package to be, asked as those of a package are."""

    folder: Path
    _tables: Tables

    @property
    def tables(self) -> tuple[str, ...]:
        return self._tables.tables

    def table(self, name: str) -> pa.Table:
        return self._tables.table(name)

    @property
    def texts(self) -> Mapping[str, list[str]]:
        return SourceTexts(self.folder, self.table("sources").to_pylist())


def first_files(
    rows: Mapping[str, object],
    out: Path,
    *,
    settings: Settings = SETTINGS,
    texts: Texts | None = None,
) -> FirstFiles:
    """The first files of rows in `out`. They make a package: no problem is an error."""
    work = out.with_name(f"{out.name}-work")
    work.mkdir()
    given = given_readings(rows, texts or {}, settings, work / "given", "rows")
    found = gather(
        settings, None, work, inputs=Inputs(given.readings, given.passed_over), workers=1
    )
    remarks = tuple(as_rows(check_facts(found.dataset), found.numbered))
    assert "error" not in {p.severity for p in [*found.problems, *remarks]}
    dataset = remarked(found.dataset, remarks, work / "remarked")
    out.mkdir()
    write_tables(dataset, out)
    write_sources(dataset, out)
    write_graphs(dataset, out)
    return FirstFiles(out, Tables.written(out))

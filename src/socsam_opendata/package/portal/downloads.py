"""Zips of what belongs together, and the decisions of each year: files made of a package's files.

The bytes of a zip depend on its members and on the compressing library alone: members are sorted,
their time is the release's day and their mode is fixed. Files are read and written in pieces.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from socsam_opendata.model.code_lists import code_lists
from socsam_opendata.model.iris import code_namespace
from socsam_opendata.model.records import BY_NAME
from socsam_opendata.package.contents import DESCRIPTION, VOCABULARY_CSV, media_of
from socsam_opendata.package.descriptor import LICENCE, PROFILE
from socsam_opendata.package.indented import indented_json
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.package import Tables
from socsam_opendata.package.portal.datasets import (
    SUBJECTS,
    VOCABULARY,
    Distribution,
    Subject,
    year_subject,
)
from socsam_opendata.package.table_schema import table_schema
from socsam_opendata.package.tables import csv_bytes
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.texts import LANGUAGES, in_both, say

# The first and the last day that a zip can tell (APPNOTE 4.4.6).
_FIRST_DAY, _LAST_DAY = dt.date(1980, 1, 1), dt.date(2107, 12, 31)
_PIECE_BYTES = 1 << 20
_FILE_MODE = 0o100644
# What waits for being written as row groups, of all years together.
_WAITING_BYTES = 64 << 20
_OVERVIEW = BY_NAME["decision_overview"]


# --- zips


def _entry(name: str, day: dt.date) -> zipfile.ZipInfo:
    """The head of a member: a plain file that anybody may read, of that day."""
    entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.create_system = 3  # Unix, whatever system writes it
    entry.external_attr = _FILE_MODE << 16
    # Parquet is compressed already.
    stored = name.endswith(".parquet")
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    return entry


def _pack(
    path: Path, folder: Path, files: list[Path], texts: dict[str, bytes], day: dt.date
) -> None:
    """A zip of files under their paths in the package, and of texts that are made for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    members: dict[str, Path | bytes] = {f.relative_to(folder).as_posix(): f for f in files}
    members.update(texts)
    with zipfile.ZipFile(path, "w") as packed:
        for name in sorted(members):
            member = members[name]
            entry = _entry(name, day)
            if isinstance(member, bytes):
                packed.writestr(entry, member)
                continue
            entry.file_size = member.stat().st_size  # tells whether zip64 is needed
            with member.open("rb") as source, packed.open(entry, "w") as target:
                shutil.copyfileobj(source, target, _PIECE_BYTES)


def _resource(table_name: str, path: str) -> dict[str, Any]:
    """What a zip's descriptor says of one table."""
    table, media = BY_NAME[table_name], media_of(path)
    suffix = "-parquet" if path.endswith(".parquet") else ""
    found: dict[str, Any] = {
        "name": table.name + suffix,
        "type": "table",
        **in_both("title", table.label),
        **in_both("description", table.about),
        "path": path,
        "format": Path(path).suffix.removeprefix("."),
        "mediatype": media.type,
    }
    if media.text:
        found["encoding"] = "utf-8"
    return found | {"schema": table_schema(table, suffix)}


def _within(schema: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """The schema without the keys to tables that are not in the zip."""
    keys = [
        key for key in schema.get("foreignKeys", []) if key["reference"]["resource"] in names | {""}
    ]
    kept = {name: value for name, value in schema.items() if name != "foreignKeys"}
    return kept | {"foreignKeys": keys} if keys else kept


def _titled(settings: Settings, subject: Subject) -> Callable[[str], str]:
    def said(language: str) -> str:
        facts = {"subject": subject.label(language), "title": settings.label(language)}
        return say("catalogue.titled", language, **facts)

    return said


def zip_descriptor(new: NewPackage, subject: Subject, form: Distribution) -> bytes:
    """datapackage.json of a zip of tables: a Data Package v2 of its own."""
    settings = new.settings
    found = [_resource(*of_table) for of_table in zip(form.tables, form.members, strict=True)]
    names = {resource["name"] for resource in found}
    key = subject.dataset(settings.name)
    about = {
        "$schema": PROFILE,
        "name": f"{key}-{form.key}",
        "id": f"{settings.base}id/dataset/{key}",
        **in_both("title", _titled(settings, subject)),
        **in_both("description", subject.about),
        "version": new.edition.version,
        "licenses": [LICENCE],
        "resources": [r | {"schema": _within(r["schema"], names)} for r in found],
    }
    return (indented_json(about) + "\n").encode()


def codes_csv() -> bytes:
    """Every code of every list of the vocabulary as CSV (RFC 4180 with LF), lists in name order."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["scheme", "code", "label", "label_en", "definition", "definition_en", "iri"])
    for scheme, found in sorted(code_lists().items()):
        for code in found.codes:
            iri = code_namespace(scheme) + code.notation
            said = (*map(code.label, LANGUAGES), *map(code.about, LANGUAGES))
            rows.writerow([scheme, code.notation, *said, iri])
    return out.getvalue().encode()


def _texts(new: NewPackage, subject: Subject, form: Distribution) -> dict[str, bytes]:
    """What a zip holds beside files of the package."""
    if form.tables:
        return {DESCRIPTION.path: zip_descriptor(new, subject, form)}
    if subject is VOCABULARY and form.key == "csv":
        return {VOCABULARY_CSV.at(list="codes"): codes_csv()}
    return {}


# --- years


def years_of(tables: Tables, table: str) -> dict[int, tuple[dt.date, dt.date]]:
    """The years of a table's column `date`, in order, with the first and last day of each."""
    found: dict[int, tuple[dt.date, dt.date]] = {}
    for batch in tables.batches(table, ["date"]):
        days = pa.table({"date": batch["date"], "year": pc.year(batch["date"])})
        by_year = days.group_by("year").aggregate([("date", "min"), ("date", "max")])
        for row in by_year.to_pylist():
            seen = found.get(row["year"], (row["date_min"], row["date_max"]))
            found[row["year"]] = min(seen[0], row["date_min"]), max(seen[1], row["date_max"])
    return dict(sorted(found.items()))


def decision_years(tables: Tables) -> dict[int, tuple[dt.date, dt.date]]:
    """The years that decisions are split by, with their first and last day; none where just one."""
    years = years_of(tables, _OVERVIEW.name)
    return years if len(years) > 1 else {}


class _YearFiles:
    """The two open files of one year's decisions."""

    def __init__(self, folder: Path, year: int, stack: ExitStack) -> None:
        csv_form, parquet_form = year_subject(year).forms
        self.paths = [form.file(folder, "") for form in (csv_form, parquet_form)]
        self.paths[0].parent.mkdir(parents=True, exist_ok=True)
        self.waiting: list[pa.Table] = []
        self.csv = stack.enter_context(self.paths[0].open("wb"))
        self.csv.write((",".join(c.name for c in _OVERVIEW.columns) + "\n").encode())
        self.parquet = stack.enter_context(
            pq.ParquetWriter(
                self.paths[1],
                _OVERVIEW.schema,
                compression="zstd",
                compression_level=3,
                write_page_index=True,
                sorting_columns=[pq.SortingColumn(0)],
            )
        )

    def write(self, rows: pa.Table) -> None:
        """Append rows, which are sorted by id as the whole table is."""
        self.csv.write(csv_bytes(_OVERVIEW, rows))
        self.waiting.append(rows)

    def flush(self) -> None:
        """Write what waits as one row group."""
        if self.waiting:
            rows = pa.concat_tables(self.waiting)
            self.parquet.write_table(rows, row_group_size=max(1, len(rows)))
            self.waiting = []


def _overview_rows(tables: Tables) -> Iterator[pa.Table]:
    """The overview in pieces with exactly the declared schema."""
    for batch in tables.batches(_OVERVIEW.name):
        columns = [batch[c.name].cast(c.kind.arrow) for c in _OVERVIEW.columns]
        yield pa.Table.from_arrays(columns, schema=_OVERVIEW.schema)


def write_years(new: NewPackage) -> list[Path]:
    """years/{year}/decision_overview.csv and .parquet, where decisions span several years."""
    tables = new.tables
    years = decision_years(tables)
    with ExitStack() as stack:
        files = {year: _YearFiles(new.folder, year, stack) for year in years}
        waiting = 0
        for rows in _overview_rows(tables) if years else ():
            of_row = pc.year(rows["date"])
            for year in sorted(pc.unique(of_row).to_pylist()):
                files[year].write(rows.filter(pc.equal(of_row, year)))
            waiting += rows.nbytes
            if waiting >= _WAITING_BYTES:
                for of_year in files.values():
                    of_year.flush()
                waiting = 0
        for of_year in files.values():
            of_year.flush()
    return [path for of_year in files.values() for path in of_year.paths]


def write_bundles(new: NewPackage) -> list[Path]:
    """zip/{subject}-{form}.zip of every subject, and years/; the paths that were written.

    PackageError where the folder lacks what a zip is made of.
    """
    folder = new.folder
    day = min(max(new.edition.date or _FIRST_DAY, _FIRST_DAY), _LAST_DAY)
    written = []
    for subject in SUBJECTS:
        for form in subject.forms:
            if form.members:
                path = form.file(folder, new.settings.name)
                _pack(path, folder, form.packed(folder), _texts(new, subject, form), day)
                written.append(path)
    return [*written, *write_years(new)]

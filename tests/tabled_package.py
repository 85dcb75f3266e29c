"""A folder that an export takes for a package: tables of INVENTED rows and their descriptor."""

from __future__ import annotations

import json
from pathlib import Path

import small_dataset
from socsam_opendata.dataset.batches import Dataset
from socsam_opendata.model.records import TABLES
from socsam_opendata.package.descriptor import table_schema
from socsam_opendata.package.tables import write_tables


def tabled_package(folder: Path, dataset: Dataset | None = None) -> Path:
    """The folder with every table of a dataset, else of the small one, as CSV and Parquet."""
    write_tables(dataset or small_dataset.dataset(), folder)
    resources = [
        {"name": table.name + end, "path": f"data/{table.name}{suffix}",
         "schema": table_schema(table, end)}
        for table in TABLES
        for suffix, end in ((".csv", ""), (".parquet", "-parquet"))
    ]  # fmt: skip
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), "utf-8")
    return folder

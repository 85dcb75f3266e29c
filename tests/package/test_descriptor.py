"""datapackage.json and README.md: they describe the files, and outside judges agree."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import small_dataset
from socsam_opendata.dataset.batches import Dataset
from socsam_opendata.model.code_lists import code_list, vocabulary_folder
from socsam_opendata.model.kinds import CodeOf, KeyOf
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.package import descriptor, readme
from socsam_opendata.package import tables as tabular
from socsam_opendata.package.changes_page import write_changes
from socsam_opendata.package.linked import quads as graph
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.sheets.workbook import write_workbook
from socsam_opendata.settings.dataset_toml import Settings


def write_package(dataset: Dataset, folder: Path) -> Path:
    tabular.write_tables(dataset, folder)
    graph.write_graphs(dataset, folder)
    shutil.copytree(vocabulary_folder(), folder / "vocab", dirs_exist_ok=True)
    write_changes(NewPackage.stated(dataset.settings, folder))
    readme.write_readme(NewPackage.stated(dataset.settings, folder))
    return descriptor.write_descriptor(NewPackage.stated(dataset.settings, folder))


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    write_package(small_dataset.dataset(), folder)
    return folder


@pytest.fixture(scope="module")
def described(package: Path) -> dict[str, Any]:
    return dict(json.loads((package / "datapackage.json").read_text(encoding="utf-8")))


def _tables(described: dict[str, Any], suffix: str = "") -> Iterator[tuple[Any, dict[str, Any]]]:
    resources = {r["name"]: r for r in described["resources"]}
    for table in TABLES:
        yield table, resources[table.name + suffix]


def test_every_table_is_described_as_csv_and_as_parquet(described: dict[str, Any]) -> None:
    for suffix, ending in (("", "csv"), ("-parquet", "parquet")):
        for table, resource in _tables(described, suffix):
            assert resource["path"] == f"data/{table.name}.{ending}"
            fields = resource["schema"]["fields"]
            assert [f["name"] for f in fields] == [c.name for c in table.columns]
            assert (resource["title"], resource["title_en"]) == (table.sv, table.en)


def test_bytes_and_hashes_are_those_of_the_files(package: Path, described: dict[str, Any]) -> None:
    for resource in described["resources"]:
        data = (package / resource["path"]).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if resource["format"] == "parquet":
            assert (resource["byteSize"], resource["sha256"]) == (len(data), digest)
        else:
            assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{digest}")


def test_the_workbook_is_no_resource_for_a_validator_to_guess_the_types_of(tmp_path: Path) -> None:
    data = small_dataset.dataset()
    write_package(data, tmp_path)
    before = descriptor.descriptor(NewPackage.stated(data.settings, tmp_path))
    write_workbook(NewPackage.stated(data.settings, tmp_path))
    assert descriptor.descriptor(NewPackage.stated(data.settings, tmp_path)) == before
    assert "exempel.xlsx" in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_keys_name_the_tables_of_the_same_form(described: dict[str, Any]) -> None:
    names = {r["name"] for r in described["resources"]}
    for suffix in ("", "-parquet"):
        for table, resource in _tables(described, suffix):
            keys = resource["schema"].get("foreignKeys", [])
            expected = [(c.name, c.kind.target) for c in table.columns if isinstance(c.kind, KeyOf)]
            targets = [table.name if t == table.name else t for _, t in expected]
            assert [k["fields"] for k in keys] == [[name] for name, _ in expected]
            for key, target in zip(keys, targets, strict=True):
                own = "" if target == table.name else target + suffix
                assert key["reference"] == {"resource": own, "fields": ["id"]}
                assert own == "" or own in names


def test_constraints_come_from_the_declaration_and_the_code_lists(
    described: dict[str, Any],
) -> None:
    for table, resource in _tables(described):
        for column, field in zip(table.columns, resource["schema"]["fields"], strict=True):
            constraints = field.get("constraints", {})
            assert constraints.get("required", False) is not column.nullable
            assert constraints.get("minimum") == column.means.minimum
            if isinstance(column.kind, CodeOf):
                codes = code_list(column.kind.scheme).codes
                assert constraints["enum"] == [code.notation for code in codes]
                assert [c["label"] for c in field["categories"]] == [code.sv for code in codes]
            if column.name == "id":
                assert constraints["unique"]


def test_the_package_says_who_what_when_and_how_free(described: dict[str, Any]) -> None:
    assert described["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert described["created"] == "2031-04-01T00:00:00Z"
    assert described["id"] == "https://example.org/id/dataset/exempel"
    assert described["licenses"][0]["name"] == "CC0-1.0"
    assert described["contributors"] == [
        {"title": "Exempelutgivaren", "path": "https://example.org/om", "roles": ["publisher"]}
    ]


def test_what_is_not_known_is_not_said(tmp_path: Path) -> None:
    write_package(Dataset(Settings(), {}, ()), tmp_path)
    described = json.loads((tmp_path / "datapackage.json").read_text())
    assert not {"created", "contributors", "sources", "homepage", "keywords"} & set(described)


def test_the_same_dataset_gives_the_same_bytes(package: Path, tmp_path: Path) -> None:
    write_package(small_dataset.dataset(), tmp_path)
    for path in sorted(p for p in package.rglob("*") if p.is_file()):
        again = tmp_path / path.relative_to(package)
        assert path.read_bytes() == again.read_bytes(), path.name


def test_the_readme_counts_rows_lines_and_problems(package: Path) -> None:
    text = (package / "README.md").read_text(encoding="utf-8")
    assert text.index("## Här finns") < text.index("## In English")
    assert "| `participants` | Deltagare | Participants | 3 |" in text
    rows = {**small_dataset.shared_rows(), **small_dataset.meeting().rows}
    counted = dict(re.findall(r"^\| `(\w+)` \|.*\| (\d+) \|$", text, re.MULTILINE))
    assert counted == {table: str(len(rows[table])) for table in (t.name for t in TABLES)}
    assert "Rader i källtexterna: 13. Lästa: 12," in text
    assert "Lines of the source texts: 13. Read: 12," in text
    assert "varning: 1" in text
    assert "warning: 1" in text
    assert "CC0 1.0" in text
    assert all(f"`{table.name}`" in text for table in TABLES)


def test_the_readme_of_an_empty_dataset_says_nothing_is_doubtful(tmp_path: Path) -> None:
    write_package(Dataset(Settings(), {}, ()), tmp_path)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "(inget)" in text
    assert "(nothing)" in text


# --- outside judges


@pytest.mark.judges
def test_the_descriptor_obeys_the_json_schemas_of_data_package_v2(
    described: dict[str, Any],
) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    folder = os.environ.get("SOCSAM_CONFORMANCE")
    if not folder:
        pytest.skip("SOCSAM_CONFORMANCE does not name the folder of the JSON Schemas")
    (path,) = Path(folder).rglob("datapackage.json")
    profile = json.loads(path.read_text(encoding="utf-8"))
    faults = [
        f"{'/'.join(map(str, fault.path))}: {fault.message[:200]}"
        for fault in jsonschema.Draft7Validator(profile).iter_errors(described)
    ]
    assert faults == []


def _frictionless(path: Path) -> dict[str, list[str]]:
    """The faults that Frictionless finds, by resource."""
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.Package(str(path)).validate()
    assert len(report.tasks) == len(json.loads(path.read_text())["resources"])
    faults = {task.name: [e.type for e in task.errors] for task in report.tasks if task.errors}
    assert report.valid is not bool(faults)
    return faults


@pytest.mark.judges
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_frictionless_finds_every_resource_valid(package: Path) -> None:
    assert _frictionless(package / "datapackage.json") == {}


@pytest.mark.campaign
@pytest.mark.judges
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_frictionless_finds_what_is_broken_in_both_forms(tmp_path: Path) -> None:
    meeting = small_dataset.meeting()
    for table, cells in (
        ("participants", {"capacity": "king"}),
        ("roles", {"person": "p-nobody"}),
        ("votes", {"yes": -1}),
        ("assignments", {"due": "juni"}),
    ):
        meeting = small_dataset.changed(meeting, table, **cells)
    path = write_package(small_dataset.dataset([meeting]), tmp_path)
    faults = _frictionless(path)
    for suffix in ("", "-parquet"):
        for table in ("participants", "votes", "assignments"):
            assert faults[table + suffix] == ["constraint-error"]
        assert faults[f"roles{suffix}"] == ["foreign-key"]


@pytest.mark.campaign
@pytest.mark.judges
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_awkward_texts_are_valid_too(tmp_path: Path) -> None:
    awkward = '=1+1, "citat"\noch "så"; åäö'
    meeting = small_dataset.changed(small_dataset.meeting(), "clauses", text=awkward)
    dataset = small_dataset.dataset([replace(meeting)])
    assert _frictionless(write_package(dataset, tmp_path)) == {}
    assert (
        BY_NAME["clauses"].rows(tabular.read_csv(tmp_path, BY_NAME["clauses"]))[0].text == awkward
    )

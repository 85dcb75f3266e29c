"""What differs between two packages: every row, every column of a schema, and what it means."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socsam_opendata.cli.diff_report import diff_json, diff_text
from socsam_opendata.errors import PackageError
from socsam_opendata.package import judges
from socsam_opendata.package import package as package_tables
from socsam_opendata.package.described import read_descriptor
from socsam_opendata.package.package import Package, open_package
from socsam_opendata.privacy.number_mask import NUMBER_MASK
from socsam_opendata.release.compare import RowChange, diff

Rows = dict[str, tuple[str | None, int | None]]
FIELDS: list[dict[str, Any]] = [
    {"name": "id", "type": "string", "constraints": {"required": True, "unique": True}},
    {"name": "word", "type": "string", "constraints": {"enum": ["a", "b"]}},
    {"name": "number", "type": "integer", "rdfType": "https://example.org/number"},
]


def write_table(folder: Path, name: str, rows: Rows, twin: bool = True) -> None:
    """data/{name}.csv, and .parquet unless told otherwise."""
    keys = sorted(rows)
    table = pa.table({
        "id": pa.array(keys, pa.string()),
        "word": pa.array([rows[k][0] for k in keys], pa.string()),
        "number": pa.array([rows[k][1] for k in keys], pa.int64()),
    })  # fmt: skip
    (folder / "data").mkdir(parents=True, exist_ok=True)
    options = pa_csv.WriteOptions(quoting_style="needed")
    pa_csv.write_csv(table, folder / "data" / f"{name}.csv", options)
    if twin:
        pq.write_table(table, folder / "data" / f"{name}.parquet")


def resources(name: str, schema: dict[str, Any], twin: bool = True) -> list[dict[str, Any]]:
    found = [{"name": name, "path": f"data/{name}.csv", "schema": schema}]
    if twin:
        found.append({"name": f"{name}-parquet", "path": f"data/{name}.parquet", "schema": schema})
    return found


def package(folder: Path, rows: Rows, twin: bool = True, **tables: Rows) -> Path:
    """A small package with a table `things`, and others."""
    schema = {"fields": FIELDS, "primaryKey": ["id"]}
    described = []
    for name, of_table in {"things": rows, **tables}.items():
        write_table(folder, name, of_table, twin)
        described += resources(name, schema, twin)
    text = json.dumps({"version": "1.0.0", "resources": described})
    (folder / "datapackage.json").write_text(text)
    return folder


def with_schema(folder: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """A package whose schemas of `things` are changed."""
    path = folder / "datapackage.json"
    found = json.loads(path.read_text())
    for resource in found["resources"]:
        if resource["name"].startswith("things"):
            change(resource["schema"])
    path.write_text(json.dumps(found))
    return folder


OLD: Rows = {"a": ("a", 1), "b": ("b", None), "c": (None, 3)}
NEW: Rows = {"a": ("a", 1), "b": ("a", 2), "d": ("b", 4)}


def test_rows_that_came_went_and_changed(tmp_path: Path) -> None:
    found = diff(package(tmp_path / "old", OLD), package(tmp_path / "new", NEW))
    (table,) = found.tables
    counts = (table.old_rows, table.new_rows, table.added, table.removed, table.changed)
    assert counts == (3, 3, 1, 1, 1)
    assert table.columns == {"number": 1, "word": 1}
    assert found.step == "minor"
    assert sorted(found.rows(), key=lambda r: r.row) == [
        RowChange("things", "b", "changed", {"word": ("b", "a"), "number": (None, "2")}),
        RowChange("things", "c", "removed", {"number": ("3", None)}),
        RowChange("things", "d", "added", {"word": (None, "b"), "number": (None, "4")}),
    ]


def test_the_same_package_differs_in_nothing(tmp_path: Path) -> None:
    old = package(tmp_path / "old", OLD)
    found = diff(old, shutil.copytree(old, tmp_path / "new"))
    assert (found.step, found.schema, list(found.rows())) == ("none", (), [])
    assert [table.same for table in found.tables] == [True]


@pytest.mark.parametrize("kept", ["old", "new", "neither"])
def test_a_package_without_parquet_is_read_from_csv(tmp_path: Path, kept: str) -> None:
    old = package(tmp_path / "old", OLD, kept == "old")
    new = package(tmp_path / "new", NEW, kept == "new")
    expected = diff(package(tmp_path / "o", OLD), package(tmp_path / "n", NEW))
    assert list(diff(old, new).rows()) == list(expected.rows())
    assert diff(old, new).tables == expected.tables


def test_csv_and_parquet_of_a_package_are_the_same_rows(tmp_path: Path) -> None:
    """Days, times, sums and codes among them."""
    whole = Path(__file__).resolve().parents[2] / "datapackage"
    bare = shutil.copytree(whole, tmp_path / "bare")
    for path in bare.glob("data/*.parquet"):
        path.unlink()
    for found in (diff(whole, bare), diff(bare, whole)):
        assert found.step == "none"
        assert {t.table: t.new_rows for t in found.tables}["participants"] == 34


cells = st.tuples(
    st.none() | st.sampled_from(["a", "b", 'q"u', "l\ni", "å, ö"]), st.none() | st.integers(-3, 3)
)
tables = st.dictionaries(st.from_regex("[a-c]{1,3}", fullmatch=True), cells, max_size=12)


@settings(max_examples=60, deadline=None)
@given(old=tables, new=tables, size=st.integers(1, 5))
def test_the_merge_finds_what_two_dictionaries_say(
    tmp_path_factory: pytest.TempPathFactory, old: Rows, new: Rows, size: int
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package_tables, "READ_ROWS", size)
        found = diff(package(folder / "old", old), package(folder / "new", new))
        kinds = {(row.row, row.change): row.cells for row in found.rows()}
    assert {r for r, k in kinds if k == "added"} == {*new} - {*old}
    assert {r for r, k in kinds if k == "removed"} == {*old} - {*new}
    differing = {key for key in {*old} & {*new} if old[key] != new[key]}
    assert {r for r, k in kinds if k == "changed"} == differing
    for key in differing:
        named = zip(("word", "number"), old[key], new[key], strict=True)
        expected = {n: (b, None if a is None else str(a)) for n, b, a in named if b != a}
        expected = {n: (None if b is None else str(b), a) for n, (b, a) in expected.items()}
        assert kinds[key, "changed"] == expected


# --- schemas ----------------------------------------------------------------------------------


def _drop(schema: dict[str, Any]) -> None:
    schema["fields"] = [f for f in schema["fields"] if f["name"] != "number"]


def _set(field: int, **values: Any) -> Callable[[dict[str, Any]], None]:
    def change(schema: dict[str, Any]) -> None:
        schema["fields"][field] = {**schema["fields"][field], **values}

    return change


def _swapped(schema: dict[str, Any]) -> None:
    schema["fields"][1:] = schema["fields"][:0:-1]


def _keyed(schema: dict[str, Any]) -> None:
    schema["foreignKeys"] = [{"fields": "word", "reference": {"resource": "words", "fields": "id"}}]


CHANGES: dict[str, tuple[Callable[[dict[str, Any]], None], str, str]] = {
    "column": (_drop, "column-removed", "major"),
    "type": (_set(2, type="number"), "type-changed", "major"),
    "term": (_set(2, rdfType="https://example.org/n"), "term-changed", "major"),
    "nullable": (_set(0, constraints={"unique": True}), "became-nullable", "major"),
    "code gone": (_set(1, constraints={"enum": ["a"]}), "code-removed", "major"),
    "code": (_set(1, constraints={"enum": ["b", "a", "c"]}), "code-added", "minor"),
    "order of codes": (_set(1, constraints={"enum": ["b", "a"]}), "", "none"),
    "rule": (_set(2, constraints={"minimum": 1}), "rule-changed", "minor"),
    "labels": (_set(2, title="Antal", title_en="Number"), "", "none"),
    "order": (_swapped, "column-order", "minor"),
    "key": (_keyed, "key-changed", "major"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_difference_of_schemas_and_its_step(tmp_path: Path, case: str) -> None:
    change, kind, step = CHANGES[case]
    old, new = package(tmp_path / "old", OLD), package(tmp_path / "new", OLD)
    found = diff(old, with_schema(new, change))
    assert [c.change for c in found.schema] == ([kind] if kind else [])
    assert found.step == step
    back = diff(new, old)
    opposite = {"column-removed": "column-added", "became-nullable": "became-required",
                "code-removed": "code-added", "code-added": "code-removed"}  # fmt: skip
    assert [c.change for c in back.schema] == ([opposite.get(kind, kind)] if kind else [])
    if kind in ("column-removed", "became-nullable", "code-removed"):
        assert back.step == "minor"


def renamed(old_name: str, new_name: str) -> Callable[[dict[str, Any]], None]:
    def change(schema: dict[str, Any]) -> None:
        schema["fields"] = copy.deepcopy(schema["fields"])
        for field in schema["fields"]:
            if field["name"] == old_name:
                field["name"] = new_name

    return change


def test_a_renamed_column_is_removed_and_added_with_a_hint(tmp_path: Path) -> None:
    old, new = package(tmp_path / "old", OLD), package(tmp_path / "new", OLD)
    with_schema(new, renamed("number", "count"))
    for path in (new / "data").iterdir():
        if path.suffix == ".csv":
            path.write_text(path.read_text().replace("number", "count"))
        else:
            pq.write_table(pq.read_table(path).rename_columns(["id", "word", "count"]), path)
    found = diff(old, new)
    said = {(c.change, c.column, c.same_as) for c in found.schema}
    assert said == {("column-removed", "number", "count"), ("column-added", "count", "number")}
    assert found.step == "major"
    assert "samma innehåll som count: omdöpt?" in diff_text(found, "sv")


def test_columns_that_hold_something_else_get_no_hint(tmp_path: Path) -> None:
    old, new = package(tmp_path / "old", OLD), package(tmp_path / "new", OLD)
    with_schema(new, renamed("number", "count"))
    for path in (new / "data").glob("*.parquet"):
        table = pq.read_table(path).rename_columns(["id", "word", "count"])
        pq.write_table(table.set_column(2, "count", pa.array([9, None, 3], pa.int64())), path)
    assert {c.same_as for c in diff(old, new).schema} == {None}


def test_tables_that_came_and_went(tmp_path: Path) -> None:
    old = package(tmp_path / "old", OLD, names=OLD)
    new = package(tmp_path / "new", OLD, words=OLD, more=NEW)
    found = diff(old, new)
    said = {(c.table, c.change, c.same_as) for c in found.schema}
    assert said == {("names", "table-removed", "words"), ("words", "table-added", "names"),
                    ("more", "table-added", None)}  # fmt: skip
    counts = {t.table: (t.added, t.removed) for t in found.tables}
    assert counts == {"names": (0, 3), "words": (3, 0), "more": (3, 0), "things": (0, 0)}
    assert found.step == "major"


def test_corrections_and_withdrawals_alone_are_a_patch(tmp_path: Path) -> None:
    fewer = {key: row for key, row in OLD.items() if key != "c"}
    fewer["a"] = ("b", 1)
    found = diff(package(tmp_path / "old", OLD), package(tmp_path / "new", fewer))
    assert found.step == "patch"


def test_remarks_alone_are_a_patch_and_are_shown(tmp_path: Path) -> None:
    """They are numbered: whatever became of them, no fact is new."""
    old = package(tmp_path / "old", OLD, problems=OLD)
    more = package(tmp_path / "more", OLD, problems={**NEW, "e": ("a", 9)})
    found = diff(old, more)
    assert found.step == "patch"
    assert {(r.table, r.change) for r in found.rows()} == {
        ("problems", kind) for kind in ("added", "changed", "removed")
    }
    assert "other remarks" in diff_text(found, "en")
    both = package(tmp_path / "both", {**OLD, "e": ("a", 9)}, problems=NEW)
    assert diff(old, both).step == "minor"
    assert diff(old, package(tmp_path / "without", OLD)).step == "major"


# --- what cannot be compared ------------------------------------------------------------------


def test_a_folder_that_is_no_package_is_refused(tmp_path: Path) -> None:
    old = package(tmp_path / "old", OLD)
    (tmp_path / "empty").mkdir()
    with pytest.raises(PackageError, match="holds no built package"):
        diff(old, tmp_path / "empty")
    for text in ("[]", "{", '{"resources": 1}', '{"resources": [1, {"name": "x"}]}'):
        (tmp_path / "empty" / "datapackage.json").write_text(text)
        with pytest.raises(PackageError, match="is no package"):
            diff(tmp_path / "empty", old)


def _key(value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda schema: schema.update(foreignKeys=value)


BROKEN: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "keys": (_key(5), "'foreignKeys' are no list"),
    "a key": (_key([5]), "'foreignKeys' are no list"),
    "null in a key": (_key([{"fields": None}]), "'foreignKeys' are no list"),
    "key without fields": (_key([{}]), "'foreignKeys' are no list"),
    "primary key": (lambda schema: schema.update(primaryKey=[5]), "'primaryKey' names no columns"),
    "enum": (_set(1, constraints={"enum": 5}), "field 2 has an 'enum' that is no list"),
    "constraints": (_set(1, constraints=[5]), "field 2 has 'constraints' that are no object"),
    "type": (_set(2, type=5), "field 3 has a 'type' that is no text"),
    "term": (_set(2, rdfType={}), "field 3 has a 'rdfType' that is no text"),
    "name": (lambda schema: schema["fields"].append({"type": "string"}), "field 4 has no name"),
    "field": (lambda schema: schema["fields"].append(5), "field 4 has no name"),
    "twice": (lambda schema: schema["fields"].append({"name": "id"}), "the same name"),
    "fields": (lambda schema: schema.update(fields=5), "its schema lists no fields"),
    "reference": (
        lambda schema: schema.update(foreignKeys=[{"fields": "id", "reference": 0}]),
        "its 'foreignKeys' are no list of objects",
    ),
    "target": (
        lambda schema: schema.update(
            foreignKeys=[{"fields": "id", "reference": {"resource": ["things"]}}]
        ),
        "its 'foreignKeys' are no list of objects",
    ),
}


@pytest.mark.parametrize("resource", [None, 5, "data/things.csv", ["data/things.csv"]])
def test_a_resource_that_is_no_object_is_refused_with_its_number(
    tmp_path: Path, resource: object
) -> None:
    new = package(tmp_path / "new", NEW)
    path = new / "datapackage.json"
    described = json.loads(path.read_bytes())
    described["resources"].insert(1, resource)
    path.write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(
        PackageError, match=r"resource 2 of its datapackage\.json is no object"
    ) as caught:
        Package.open(new)
    assert str(caught.value.place) == str(new)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"resources": ' + "[" * 100_000, "9" * 5000])
def test_a_descriptor_too_deep_or_too_long_to_read_is_refused(tmp_path: Path, text: str) -> None:
    new = package(tmp_path / "new", NEW)
    (new / "datapackage.json").write_text(text, encoding="utf-8")
    for call in (Package.open, open_package, read_descriptor, judges.judge):
        with pytest.raises(PackageError, match="is no package") as caught:
            call(new)
        assert len(str(caught.value)) < 600


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_descriptor_is_refused_with_its_file(tmp_path: Path, case: str) -> None:
    change, says = BROKEN[case]
    old = package(tmp_path / "old", OLD)
    new = with_schema(package(tmp_path / "new", NEW), change)
    for sides in ((old, new), (new, old), (new, new)):
        with pytest.raises(PackageError) as caught:
            diff(*sides)
        assert says in caught.value.message
        assert "'data/things.csv' wrongly" in caught.value.message
        assert str(caught.value.place) == str(new / "datapackage.json")


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("schema", None, "its schema is no object"),
        ("schema", "schema.json", "its schema is no object"),
        ("name", None, "the resource has no name"),
        ("path", "data/\0.csv", "names a file that cannot be"),
        ("path", "data/" + "x" * 5000 + ".csv", "names a file that cannot be"),
    ],
)
def test_a_broken_resource_is_refused_with_its_file(
    tmp_path: Path, key: str, value: str | None, says: str
) -> None:
    new = package(tmp_path / "new", NEW)
    found = json.loads((new / "datapackage.json").read_text())
    found["resources"][0][key] = value
    (new / "datapackage.json").write_text(json.dumps(found))
    with pytest.raises(PackageError, match=says) as caught:
        diff(package(tmp_path / "old", OLD), new)
    assert str(caught.value.place) == str(new / "datapackage.json")


def test_a_missing_file_an_unsorted_one_and_one_without_id_are_refused(tmp_path: Path) -> None:
    old, new = package(tmp_path / "old", OLD), package(tmp_path / "new", NEW)
    twin = new / "data" / "things.parquet"
    pq.write_table(pq.read_table(twin)[::-1], twin)
    with pytest.raises(PackageError, match="not sorted by id"):
        diff(old, new)
    twin.write_bytes(b"PAR1 but no more")
    with pytest.raises(PackageError, match="cannot be read"):
        diff(old, new)
    pq.write_table(pa.table({"id": ["a"]}), twin)
    with pytest.raises(PackageError, match="has no column 'word'"):
        diff(old, new)
    twin.unlink()
    (new / "data" / "things.csv").unlink()
    with pytest.raises(PackageError, match="is missing"):
        diff(old, new)
    write_table(new, "things", NEW)
    with_schema(new, lambda schema: schema["fields"].pop(0))
    with pytest.raises(PackageError, match="no column 'id'"):
        diff(old, new)


def test_a_descriptor_cannot_lead_out_of_its_package(tmp_path: Path) -> None:
    old = package(tmp_path / "old", OLD)
    secret = package(tmp_path / "secret", NEW)
    new = package(tmp_path / "new", OLD)
    text = (new / "datapackage.json").read_text().replace("data/things", "../secret/data/things")
    (new / "datapackage.json").write_text(text)
    with pytest.raises(PackageError, match="is no package with tables"):
        diff(old, new)
    assert secret.exists()


# --- what is told -----------------------------------------------------------------------------


def test_json_holds_every_row_and_people_see_the_first(tmp_path: Path) -> None:
    many: Rows = {f"k{n:03}": ("a", n) for n in range(50)}
    found = diff(package(tmp_path / "old", OLD), package(tmp_path / "new", {**OLD, **many}))
    told = json.loads("".join(diff_json(found)))
    assert [row["row"] for row in told["rows"]] == list(many)
    assert told["rows"][1]["cells"] == {
        "word": {"old": None, "new": "a"}, "number": {"old": None, "new": "1"}
    }  # fmt: skip
    assert (told["step"], told["new"]["version"]) == ("minor", "1.0.0")
    assert told["tables"][0]["added"] == 50
    text = diff_text(found, "en", limit=10)
    assert "k009" in text
    assert "k010" not in text
    assert "… and 40 more; --format json shows all." in text
    assert "Step: minor" in text
    same = diff(found.old, found.old)
    assert json.loads("".join(diff_json(same)))["rows"] == []
    assert diff_text(same, "sv").endswith("Ingenting skiljer.")


def test_hostile_values_reach_the_terminal_as_text(tmp_path: Path) -> None:
    hostile: Rows = {**OLD, "a": ("\x1b[2J[red]\u202e", 1)}
    found = diff(package(tmp_path / "old", OLD), package(tmp_path / "new", hostile))
    text = diff_text(found, "sv")
    assert r"\x1b[2J[red]\u202e" in text
    assert "\x1b" not in text


def test_a_difference_shows_no_number_of_a_person(tmp_path: Path) -> None:
    old = package(tmp_path / "old", {"a": ("Ring 070-123 45 67", 1), "b": ("811218-9876", 2)})
    new = package(tmp_path / "new", {"a": ("Ring växeln", 1)})
    told = [row.cells for row in diff(old, new).rows()]
    assert {"word": (f"Ring {NUMBER_MASK}", "Ring växeln")} in told
    text = diff_text(diff(old, new), "sv", 10) + "".join(diff_json(diff(old, new)))
    assert "45 67" not in text
    assert "9876" not in text

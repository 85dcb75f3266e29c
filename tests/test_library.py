"""The face of the library: light, typed, complete, and what docs/library.md says it is."""

from __future__ import annotations

import ast
import datetime as dt
import inspect
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import socsam_opendata as so
from guide_code import LIBRARY, blocks, differences, run_python, with_library_page

ROOT = Path(__file__).resolve().parents[1]
HOME = Path(so.__file__).parent
PACKAGE = ROOT / "datapackage"

pytestmark = pytest.mark.skipif(
    not (PACKAGE / "datapackage.json").is_file(),
    reason="datapackage/ is not built; `make dataset` builds it",
)


# rdflib's own parser asks for what rdflib says is old.
OLD = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")


@pytest.fixture
def package() -> so.Package:
    """The committed package, opened."""
    return so.open_package(PACKAGE)


# --- the names --------------------------------------------------------------------------------


def test_importing_the_library_imports_nothing_else() -> None:
    script = (
        "import sys; before = set(sys.modules); import socsam_opendata;"
        "names = {m.partition('.')[0] for m in set(sys.modules) - before};"
        "print(sorted(names - sys.stdlib_module_names))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "['socsam_opendata']\n"


def test_every_public_name_is_there_typed_and_documented() -> None:
    stub = ast.parse((HOME / "__init__.pyi").read_text("utf-8"))
    typed = {
        alias.name: str(node.module)
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    names = set(so.__all__) - {"__version__"}
    assert typed.keys() == names
    assert names <= set(dir(so))
    for name, module in typed.items():
        found = getattr(so, name)
        assert found is getattr(import_module(module), name), name
        assert inspect.getdoc(found), name


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'write_minutes'"):
        so.write_minutes  # noqa: B018


def test_the_page_shows_every_function_of_the_face() -> None:
    code = "\n".join(block.code for block in blocks(LIBRARY, "python"))
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    functions = {name for name in so.__all__ if inspect.isfunction(getattr(so, name))}
    assert len(functions) == 8
    assert functions <= called
    methods = {"table", "batches", "describe", "ask", "question", "graph", "sql"}
    assert methods <= called


@pytest.mark.judges
@OLD
def test_the_code_of_the_page_prints_what_the_page_says(tmp_path: Path) -> None:
    for module in ("frictionless", "pyshacl", "openpyxl", "duckdb", "fsspec"):
        pytest.importorskip(module)
    found = with_library_page(tmp_path)
    wrong = differences(found, run_python(found, tmp_path))
    assert not wrong, wrong


def popolo_package(folder: Path, change: Callable[[dict[str, Any]], None]) -> so.Package:
    """The package that the example of Popolo makes of its file, changed. All is invented."""
    found = with_library_page(folder)
    start = next(n for n, block in enumerate(found) if "rows = defaultdict(list)" in block.code)
    examples = [block for block in found[start:] if block.language == "python"][:2]
    path = folder / "popolo.json"
    popolo = json.loads(path.read_text(encoding="utf-8"))
    change(popolo)
    path.write_text(json.dumps(popolo), encoding="utf-8")
    imported = replace(examples[0], code=f"import socsam_opendata as so\n{examples[0].code}")
    run_python([imported, examples[1]], folder)
    return so.open_package(folder / "fullmaktige")


def test_the_example_of_popolo_holds_for_other_motions_votes_and_seats(tmp_path: Path) -> None:
    def change(popolo: dict[str, Any]) -> None:
        popolo["memberships"].append({"person_id": "person/1", "organization_id": "org/s"})
        popolo["memberships"].reverse()
        motion = popolo["motions"][0]
        later = {**motion, "id": "motion/10", "identifier": "13", "text": "Draken får ett namn"}
        fell = {**motion, "id": "motion/11", "identifier": "14", "result": "fail"}
        popolo["motions"] += [later, fell]
        away = {
            "id": "vote/11",
            "motion_id": "motion/11",
            "counts": [{"option": "abstain", "value": 1}, {"option": "absent", "value": 1}],
            "votes": [
                {"voter_id": "person/1", "option": "absent"},
                {"voter_id": "person/2", "option": "abstain"},
            ],
        }
        popolo["vote_events"].append(away)

    package = popolo_package(tmp_path, change)
    decisions = package.table("decisions").select(["item", "method"]).to_pylist()
    assert [(row["item"][-2:], row["method"]) for row in decisions] == [
        ("12", "vote"),
        ("13", "not-stated"),
    ]
    participants = package.table("participants").select(["status", "party"]).to_pylist()
    assert [(row["status"], row["party"]) for row in participants] == [
        ("present", "s"),
        ("present", "c"),
        ("absent", "c"),
    ]
    votes = package.table("votes").select(["yes", "no", "absent"]).to_pylist()
    assert votes == [{"yes": 1, "no": 1, "absent": 1}]


# --- reading and building ---------------------------------------------------------------------


def test_read_takes_the_settings_beside_the_document_or_those_given(tmp_path: Path) -> None:
    seed = ROOT / "minutes" / "2025-06-02-socsam.md"
    assert so.read(str(seed)) == so.read(seed, so.read_settings(ROOT / "minutes"))
    alone = shutil.copy(seed, tmp_path)
    assert so.read(alone) == so.read(seed, so.Settings())
    assert so.read(alone) != so.read(seed)


def test_a_reading_gives_its_rows_as_arrow_tables() -> None:
    reading = so.read(ROOT / "minutes" / "2025-06-02-socsam.md")
    table = reading.table("clauses")
    assert table["id"].to_pylist() == [row.id for row in reading.rows["clauses"]]
    assert reading.table("votes").num_rows == 0
    with pytest.raises(so.ArgumentError, match="no table 'clause'; did you mean 'clauses'"):
        reading.table("clause")


# --- a package --------------------------------------------------------------------------------


def test_a_package_has_its_tables(package: so.Package) -> None:
    assert package.name == "socsam"
    assert package.version == package.descriptor["version"]
    assert "decision_overview" in package.tables
    whole = package.table("participants")
    assert whole.num_rows == 34
    assert pa.Table.from_batches(package.batches("participants")).equals(whole)
    assert package.table("amounts", columns=["value"]).column_names == ["value"]
    with pytest.raises(so.PackageError, match=r"participant.*participants"):
        package.table("participant")


def test_describe_says_what_each_column_is(package: so.Package) -> None:
    columns = {column.name: column for column in package.describe("amounts")}
    assert list(columns) == package.table("amounts").column_names
    value, clause = columns["value"], columns["clause"]
    assert (value.type, value.required, value.target) == ("number", True, None)
    assert value.term == "http://schema.org/value"
    assert (clause.type, clause.required, clause.target) == ("string", False, "clauses")
    assert value.label("sv") != value.label("en")
    assert value.about("sv") != value.about("en")


def test_a_question_is_asked_by_name_in_a_language_with_parameters(package: so.Package) -> None:
    swedish, english = (package.question("decisions", language=code) for code in ("sv", "en"))
    assert swedish.columns == english.columns
    assert swedish.rows != english.rows
    first = swedish.columns[0]
    some = package.question("decisions", **{first: swedish.rows[0][0]})
    assert some.rows == tuple(row for row in swedish.rows if row[0] == swedish.rows[0][0])
    assert 0 < len(some.rows) < len(swedish.rows) or len({r[0] for r in swedish.rows}) == 1
    day = dt.date(2025, 6, 2)
    assert package.question("decisions", date=day) == package.question("decisions", date=str(day))
    at = swedish.columns.index("inner")
    without = tuple(row for row in swedish.rows if row[at] is None)
    assert package.question("decisions", inner=None).rows == without
    assert 0 < len(without) < len(swedish.rows)
    with pytest.raises(so.QueryError, match="has no column 'year'"):
        package.question("decisions", year="2025")
    with pytest.raises(so.QueryError, match="did you mean 'money'"):
        package.question("mony")
    assert "money" in [question.name for question in package.questions]


def test_an_answer_is_an_arrow_table_too(package: so.Package) -> None:
    answer = package.ask("SELECT ?s WHERE { ?s a <https://w3id.org/socsam/spec/Meeting> }")
    assert answer.table().to_pylist() == [
        {"s": "https://w3id.org/socsam/id/meeting/socsam-2025-06-02"}
    ]
    nothing = package.ask("SELECT ?s ?o WHERE { ?s <urn:none> ?o }").table()
    assert (nothing.num_rows, nothing.column_names) == (0, ["s", "o"])


@OLD
def test_the_graph_is_that_of_the_quads(package: so.Package) -> None:
    graph = package.graph()
    lines = (PACKAGE / "rdf" / "socsam.nq").read_text("utf-8").splitlines()
    assert len(list(graph.quads())) == len(lines)
    (row,) = graph.query(
        "SELECT (COUNT(?c) AS ?n) WHERE { ?c a <https://w3id.org/socsam/spec/Clause> }"
    )
    assert row.n.toPython() == 12


# --- SQL --------------------------------------------------------------------------------------


def test_sql_joins_the_tables(package: so.Package) -> None:
    pytest.importorskip("duckdb")
    found = package.sql("""
        SELECT c.number, a.value FROM clauses c JOIN amounts a ON a.clause = c.id ORDER BY a.value
    """)
    assert [(row["number"], f"{row['value']:.2f}") for row in found.to_pylist()] == [
        ("2", "731101.00"), ("1", "1200000.00")
    ]  # fmt: skip
    assert package.sql("SELECT * FROM votes").num_rows == 0


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM '{file}'",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM read_csv('https://example.org/a.csv')",
        "SELECT * FROM glob('/*')",
        "COPY clauses TO '{out}'",
        "COPY (SELECT 1) TO '{out}' (FORMAT parquet)",
        "EXPORT DATABASE '{out}'",
        "ATTACH '{out}' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "RESET enable_external_access",
        "SELECT * FROM secret",
    ],
)
def test_sql_reaches_nothing_but_the_tables(
    package: so.Package, tmp_path: Path, query: str
) -> None:
    pytest.importorskip("duckdb")
    secret = pa.table({"a": [1]})  # a variable that DuckDB would otherwise find by its name
    file = tmp_path / "other.csv"
    file.write_text("a\n1\n")
    with pytest.raises(so.QueryError, match="cannot be answered"):
        package.sql(query.format(file=file, out=tmp_path / "out"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.csv"]
    assert secret.num_rows == 1


def test_a_query_that_is_wrong_is_one_sentence_in_both_languages(package: so.Package) -> None:
    pytest.importorskip("duckdb")
    with pytest.raises(so.QueryError) as caught:
        package.sql("SELECT nothing FROM nowhere")
    assert str(caught.value).startswith("the query cannot be answered: ")
    assert caught.value.sentence("sv").startswith("frågan kan inte besvaras: ")
    assert "\n" not in str(caught.value)


# --- threads, and a package that is replaced --------------------------------------------------


def test_threads_share_a_package(package: so.Package) -> None:
    pytest.importorskip("duckdb")
    found: list[Any] = []

    def work() -> None:
        answer = package.question("decisions")
        rows = package.table("clauses").num_rows
        found.append((answer, rows, package.sql("SELECT count(*) AS n FROM clauses").to_pylist()))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(one == found[0] for one in found)
    assert found[0][1:] == (12, [{"n": 12}])


def test_builds_run_in_threads_beside_each_other_and_take_text_for_paths(tmp_path: Path) -> None:
    reports: list[so.Report] = []
    outs = [tmp_path / f"package-{n}" for n in range(2)]
    threads = [
        threading.Thread(
            target=lambda out=out: reports.append(so.build(str(ROOT / "minutes"), str(out)))
        )
        for out in outs
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [report.ok for report in reports] == [True, True]
    assert sorted(report.out for report in reports) == outs
    one, two = ((out / "SHA256SUMS").read_bytes() for out in outs)
    assert one == two


REPLACED = {
    "table": lambda package: package.table("meetings"),
    "batches": lambda package: list(package.batches("meetings")),
    "ask": lambda package: package.ask("ASK { ?s ?p ?o }"),
    "graph": lambda package: package.graph(),
    "sql": lambda package: package.sql("SELECT 1"),
}


@pytest.fixture(scope="module")
def replaced(tmp_path_factory: pytest.TempPathFactory) -> so.Package:
    """A package that was opened before a build put another one in its place."""
    home = tmp_path_factory.mktemp("replaced")
    minutes = shutil.copytree(ROOT / "minutes", home / "minutes")
    opened = so.open_package(shutil.copytree(PACKAGE, home / "package"))
    settings = minutes / "dataset.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace('title = "', 'title = "Nya '), encoding="utf-8")
    assert so.build(minutes, opened.folder).ok
    return opened


@OLD
@pytest.mark.parametrize("call", REPLACED)
def test_a_package_that_was_replaced_says_so(call: str, replaced: so.Package) -> None:
    if call == "sql":
        pytest.importorskip("duckdb")
    with pytest.raises(so.PackageError) as caught:
        REPLACED[call](replaced)
    assert caught.value.key == "package.replaced"
    assert so.open_package(replaced.folder).table("meetings").num_rows == 1


def test_a_package_built_anew_goes_on_where_it_is_the_same_and_says_so_where_its_day_differs(
    tmp_path: Path,
) -> None:
    opened = so.open_package(shutil.copytree(PACKAGE, tmp_path / "package"))
    before = opened.table("clauses")
    assert so.build(ROOT / "minutes", opened.folder).built
    assert opened.table("clauses").equals(before)
    assert so.build(ROOT / "minutes", opened.folder, date=dt.date(2031, 3, 4)).built
    with pytest.raises(so.PackageError) as caught:
        opened.table("clauses")
    assert caught.value.key == "package.replaced"
    assert so.open_package(opened.folder).table("clauses").equals(before)


def test_what_was_asked_before_the_package_was_replaced_can_be_asked_on(tmp_path: Path) -> None:
    place = shutil.copytree(PACKAGE, tmp_path / "package")
    opened = so.open_package(place)
    before = opened.question("decisions")
    shutil.rmtree(place)
    assert opened.question("decisions") == before
    with pytest.raises(so.PackageError):
        opened.table("meetings")

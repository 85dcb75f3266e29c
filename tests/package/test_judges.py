"""Judges of a built folder: a sound one passes, and each fault is found by the judge it is for."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import small_dataset as small
from socsam_opendata.cli.check_report import verdict_lines
from socsam_opendata.errors import PackageError, SocsamError
from socsam_opendata.package import judges
from socsam_opendata.package.build import write_files
from socsam_opendata.package.judges import Verdict
from socsam_opendata.package.sheets.workbook import about_sheet

OUTSIDE = pytest.mark.skipif(
    os.environ.get("SOCSAM_OUTSIDE_JUDGES") != "1",
    reason="needs the outside judges: set SOCSAM_OUTSIDE_JUDGES=1",
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of two invented meetings."""
    folder = tmp_path_factory.mktemp("judges") / "package"
    folder.mkdir()
    days = (dt.date(2031, 3, 5), dt.date(2031, 4, 2))
    write_files(small.dataset([small.meeting(day) for day in days]), folder)
    return folder


@pytest.fixture
def package(sound: Path, tmp_path: Path) -> Path:
    """A copy of the package, to spoil."""
    return shutil.copytree(sound, tmp_path / "package")


def edit(path: Path, change: Callable[[str], str]) -> None:
    """Change the text of a file; it must change."""
    text = path.read_text(encoding="utf-8")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8", newline="\n")


def faulty(verdicts: list[Verdict]) -> dict[str, str]:
    """The judges that find fault, and what they say."""
    return {v.judge: "\n".join(v.details) for v in verdicts if not v.ok}


def test_a_sound_package_passes_our_own_judges(sound: Path) -> None:
    verdicts = judges.judge(sound, outside=False)
    assert faulty(verdicts) == {}
    assert [v.judge for v in verdicts] == ["files", "sums", "round trip", "vocabulary"]
    assert all(line.startswith("ok ") for v in verdicts for line in verdict_lines(v, "en"))
    assert verdicts[3].said("sv") == ("som den genereras",)


def test_a_changed_cell_is_seen_by_hash_and_round_trip(package: Path) -> None:
    edit(package / "data" / "amounts.csv", lambda text: text.replace("12345.50", "12345.51"))
    said = faulty(judges.judge(package, outside=False))
    assert said == {
        "files": "data/amounts.csv: the hash is not the file's",
        "sums": "data/amounts.csv: the checksum is not the file's",
        "round trip": "amounts: CSV and Parquet differ",
    }
    assert judges.round_trip(package).said("sv") == ("amounts: CSV och Parquet skiljer sig åt",)


def test_a_changed_graph_is_seen_with_the_row(package: Path) -> None:
    edit(package / "rdf" / "exempel.nq", lambda text: text.replace("Ansökan", "Avslag"))
    said = faulty(judges.judge(package, outside=False))
    assert "rdf/exempel.nq: the hash" in said["files"]
    assert said["round trip"] == (
        "documents: the graph says otherwise of "
        f"{small.BODY}-2031-03-05-4-document-01, {small.BODY}-2031-04-02-4-document-01"
    )


def test_a_missing_file_and_a_wrong_size_are_seen(package: Path) -> None:
    (package / "data" / "votes.csv").unlink()
    edit(package / "data" / "cases.csv", lambda text: text + "x,y,z\n")
    said = judges.files(package)
    assert any("votes.csv is missing" in detail for detail in said.details)
    assert any("cases.csv: " in detail and " bytes, not " in detail for detail in said.details)
    assert verdict_lines(said, "en")[0] == "FAULT  files"


def test_parquet_is_held_to_its_size_and_hash(package: Path) -> None:
    path = package / "data" / "votes.parquet"
    path.write_bytes(path.read_bytes() + b" ")
    assert len(judges.files(package).details) == 2


def test_a_vocabulary_that_is_not_the_generated_one_is_seen(package: Path) -> None:
    edit(package / "vocab" / "terms.ttl", lambda text: text + "# mer\n")
    (package / "vocab" / "shapes.ttl").unlink()
    assert judges.vocabulary(package).details == (
        "vocab/terms.ttl is not what the declaration generates",
        "vocab/shapes.ttl is missing",
    )


def test_a_file_that_cannot_be_read_is_a_fault_and_no_crash(package: Path) -> None:
    (package / "rdf" / "exempel.nq").write_text("<a:b> nonsense\n")
    said = faulty(judges.judge(package, outside=False))
    assert said["round trip"].startswith("cannot read: ")
    (package / "data" / "votes.parquet").write_bytes(b"nonsense")
    assert "round trip" in faulty(judges.judge(package, outside=False))


def rewritten(table: str, change: Callable[[pa.Table], pa.Table]) -> Callable[[Path], None]:
    """Write a Parquet file again with other columns."""

    def write(folder: Path) -> None:
        path = folder / "data" / f"{table}.parquet"
        pq.write_table(change(pq.read_table(path)), path)

    return write


def lines(table: str, *written: str) -> Callable[[Path], None]:
    """Write a CSV file again."""

    def write(folder: Path) -> None:
        text = "".join(f"{line}\n" for line in written)
        (folder / "data" / f"{table}.csv").write_text(text, "utf-8")

    return write


OTHER = "has other columns, or in another order, than those of its table: id, "
UNSOUND: dict[str, tuple[Callable[[Path], object], str]] = {
    "csv lacks columns": (lines("votes", "id", "1"), f"data/votes.csv {OTHER}"),
    "csv has none": (lines("votes"), "data/votes.csv cannot be read ("),
    "csv with one more": (
        lambda folder: edit(
            folder / "data" / "meetings.csv",
            lambda text: "".join(f"{line},x\n" for line in text.splitlines()),
        ),
        f"data/meetings.csv {OTHER}",
    ),
    "csv in another order": (
        lambda folder: edit(
            folder / "data" / "meetings.csv", lambda text: text.replace("id,body", "body,id", 1)
        ),
        f"data/meetings.csv {OTHER}",
    ),
    "csv with a name twice": (
        lambda folder: edit(
            folder / "data" / "meetings.csv", lambda text: text.replace("id,body", "id,id", 1)
        ),
        f"data/meetings.csv {OTHER}",
    ),
    "csv with a short row": (
        lambda folder: edit(folder / "data" / "roles.csv", lambda text: f"{text}x,y\n"),
        "data/roles.csv cannot be read (",
    ),
    "csv with an odd time": (
        lambda folder: edit(
            folder / "data" / "meetings.csv", lambda text: text.replace("09:00:00", "nine")
        ),
        "data/meetings.csv cannot be read (",
    ),
    "no csv": (
        lambda folder: (folder / "data/clauses.csv").unlink(),
        "data/clauses.csv is missing",
    ),
    "parquet lacks columns": (
        rewritten("clauses", lambda table: table.drop_columns(["text"])),
        f"data/clauses.parquet {OTHER}",
    ),
    "parquet with one more": (
        rewritten("clauses", lambda table: table.append_column("x", table["id"])),
        f"data/clauses.parquet {OTHER}",
    ),
    "parquet in another order": (
        rewritten("clauses", lambda table: table.select(table.column_names[::-1])),
        f"data/clauses.parquet {OTHER}",
    ),
    "parquet of text": (
        rewritten("amounts", lambda table: table.set_column(3, "value", table["id"])),
        "data/amounts.parquet cannot be read (",
    ),
    "no parquet": (
        lambda folder: (folder / "data" / "clauses.parquet").unlink(),
        "data/clauses.parquet is missing",
    ),
}


# One of each form and kind of fault; the campaign has the others.
SOON = {"csv has none", "csv with an odd time", "parquet with one more"}


@pytest.mark.parametrize(
    "spoiled", [pytest.param(n, marks=() if n in SOON else pytest.mark.campaign) for n in UNSOUND]
)
def test_a_table_that_is_not_as_declared_is_a_fault_of_its_file(
    package: Path, spoiled: str
) -> None:
    spoil, expected = UNSOUND[spoiled]
    spoil(package)
    edit(package / "data" / "amounts.csv", lambda text: text.replace("12345.50", "12345.51"))
    said = faulty(judges.judge(package, outside=False))["round trip"].splitlines()
    assert len([line for line in said if line.startswith(expected)]) == 1, said
    if "amounts" not in expected:
        assert "amounts: CSV and Parquet differ" in said
    swedish = judges.round_trip(package).said("sv")
    assert not any("cannot be read" in line or "has other" in line for line in swedish)


def test_what_the_sums_list_must_be_there_and_what_they_do_not_list_is_told(package: Path) -> None:
    (package / "notes.md").write_text("Somebody's notes", encoding="utf-8")
    verdict = judges.sums(package)
    assert verdict.ok
    assert "not listed, and not published: notes.md" in verdict.details[0]
    (package / "feeds" / "exempelradet.ics").unlink()
    verdict = judges.sums(package)
    assert not verdict.ok
    assert verdict.details == ("feeds/exempelradet.ics is missing",)


def test_the_workbook_is_judged_by_the_tables(package: Path) -> None:
    path = package / "exempel.xlsx"
    book = openpyxl.load_workbook(path)
    sheets = [sheet for sheet in book if sheet.title != about_sheet()]
    cells = sum(sheet.max_row * sheet.max_column for sheet in sheets)
    said = f"{cells} cells in {len(sheets)} sheets"
    assert judges.workbook(package) == Verdict("workbook", True, (said,))
    book["Belopp"]["D2"] = 12345.51
    book.save(path)
    assert judges.workbook(package).details == (
        "Belopp, row 2, column D (Belopp): 12345.51 where 12345.5 belongs",
    )


def test_a_workbook_that_is_missing_or_none_is_a_fault_and_no_crash(package: Path) -> None:
    path = package / "exempel.xlsx"
    whole = path.read_bytes()
    for spoilt in (b"nonsense", whole[: len(whole) // 2], b""):
        path.write_bytes(spoilt)
        (said,) = judges.workbook(package).details
        assert said.startswith("exempel.xlsx is no workbook: ")
    with zipfile.ZipFile(path, "w") as other:
        other.writestr("letter.txt", "no part of a workbook")
    assert not judges.workbook(package).ok
    path.unlink()
    assert judges.workbook(package) == Verdict("workbook", False, ("exempel.xlsx is missing",))


@pytest.mark.parametrize(
    "line", ["README.md", f"{'0' * 64}  /etc/hosts", f"{'0' * 64}  ../x", f"{'G' * 64}  x"]
)
def test_a_list_of_sums_that_is_none_is_refused(package: Path, line: str) -> None:
    (package / "SHA256SUMS").write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(PackageError, match="on line 1"):
        judges.judge(package, outside=False)
    (package / "SHA256SUMS").unlink()
    with pytest.raises(PackageError, match="holds no SHA256SUMS"):
        judges.judge(package, outside=False)


def test_many_faults_are_counted_not_listed(package: Path) -> None:
    shutil.rmtree(package / "data")
    verdict = judges.files(package)
    assert len(verdict.details) == 21
    assert verdict.details[-1].startswith("… ")


def test_a_folder_without_a_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="holds no built package"):
        judges.judge(tmp_path)
    (tmp_path / "datapackage.json").write_text("{")
    with pytest.raises(PackageError, match="is not valid JSON"):
        judges.judge(tmp_path, outside=False)


def test_of_a_huge_graph_some_meetings_are_read_back(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judges, "WHOLE_BYTES", 0)
    monkeypatch.setattr(judges, "SAMPLE_MEETINGS", 1)
    assert judges.round_trip(package) == Verdict("round trip", True, ("1 meeting",))
    edit(
        package / "rdf" / f"{small.BODY}-2031-03-05.ttl",
        lambda text: text.replace("Ansökan", "Avslag"),
    )
    assert not judges.round_trip(package).ok


def test_a_missing_extra_says_what_to_install(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ModuleNotFoundError(f"No module named '{name}'", name=name)

    monkeypatch.setattr(importlib, "import_module", absent)
    with pytest.raises(SocsamError, match=r'needs frictionless: pip install "socsam_opendata\['):
        judges.judge(sound)


@pytest.mark.parametrize(
    "broken",
    ["raise OSError('libx.so.1: cannot open shared object file')",
     "from pyshacl import nothing_of_this_name", "raise ValueError('size changed')", "x ="],
)  # fmt: skip
def test_an_extra_that_is_installed_and_cannot_be_loaded_says_so(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    (tmp_path / "pyshacl.py").write_text(broken, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "pyshacl", raising=False)
    with pytest.raises(SocsamError, match=r"pyshacl is installed but cannot be loaded \(.+\[jud"):
        judges.require_outside()
    with pytest.raises(SocsamError, match="pyshacl is installed but cannot be loaded") as raised:
        judges.judge(sound)
    assert raised.value.sentence("sv").startswith("pyshacl är installerat men går inte att ladda")


def test_a_folder_without_the_schemas_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(judges.CONFORMANCE, str(tmp_path))
    with pytest.raises(SocsamError, match="without the schemas"):
        judges.json_schema(tmp_path)


def test_the_descriptor_is_held_to_every_schema(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("jsonschema")
    for name in ("datapackage", "dataresource", "tableschema"):
        (tmp_path / f"{name}.json").write_text('{"required": ["name"]}')
    monkeypatch.setenv(judges.CONFORMANCE, str(tmp_path))
    said = judges.json_schema(package)
    assert said.details[0].endswith("'name' is a required property")
    assert len(said.details) == 21


@OUTSIDE
@pytest.mark.judges
@pytest.mark.filterwarnings("default")
def test_a_sound_package_passes_every_judge(sound: Path) -> None:
    verdicts = judges.judge(sound)
    assert faulty(verdicts) == {}
    expected = ["files", "sums", "round trip", "vocabulary", "workbook", "frictionless", "shacl"]
    if os.environ.get(judges.CONFORMANCE):
        expected.append("json schema")
    assert [v.judge for v in verdicts] == expected


@OUTSIDE
@pytest.mark.judges
@pytest.mark.filterwarnings("default")
def test_a_column_of_the_workbook_that_holds_days_and_once_a_month_is_no_fault(
    tmp_path: Path,
) -> None:
    rows = small.changed(small.meeting(), "decision_overview", due="2031-06-01")
    later = small.changed(small.meeting(dt.date(2031, 4, 2)), "decision_overview", due="2031-06")
    write_files(small.dataset([rows, later]), tmp_path)
    assert faulty(judges.judge(tmp_path)) == {}


@OUTSIDE
@pytest.mark.judges
def test_plain_frictionless_takes_the_descriptor_where_openpyxl_is_not_installed(
    sound: Path,
) -> None:
    code = (
        "import sys; sys.modules['openpyxl'] = None; import frictionless as f; "
        "report = f.validate(sys.argv[1]); print(len(report.tasks)); sys.exit(not report.valid)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(sound / "datapackage.json")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout) > 60


@OUTSIDE
@pytest.mark.judges
@pytest.mark.filterwarnings("default")
def test_the_outside_judges_see_a_row_that_points_nowhere(package: Path) -> None:
    gone = f"{small.BODY}-2031-03-05-4-9"
    first = f"{small.BODY}-2031-03-05-4-1"
    edit(
        package / "data" / "amounts.csv",
        lambda text: text.replace(f",{first},", f",{gone},"),
    )
    edit(
        package / "rdf" / f"{small.BODY}-2031-03-05.ttl",
        lambda text: text.replace('spec:position "1"^^xsd:integer', 'spec:position "ett"'),
    )
    said = faulty(judges.judge(package))
    assert gone in said["frictionless"]
    assert "spec/position" in said["shacl"]


@OUTSIDE
@pytest.mark.judges
@pytest.mark.filterwarnings("default")
def test_of_a_huge_graph_shacl_sees_some_meetings(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judges, "SHACL_BYTES", 0)
    monkeypatch.setattr(judges, "SAMPLE_MEETINGS", 1)
    verdict = judges.shacl(package)
    assert verdict == Verdict("shacl", True, ("1 meeting",))


def test_the_base_of_a_package_is_the_one_of_its_graphs(sound: Path) -> None:
    descriptor = json.loads((sound / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["id"].startswith(judges._base(sound / "rdf" / "exempel.nq"))

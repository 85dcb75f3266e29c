"""The tables of releases in a package are read as its other tables are, wherever they are used."""

from __future__ import annotations

import ast
import datetime as dt
from pathlib import Path

import pytest

from socsam_opendata.errors import PackageError
from socsam_opendata.package import package
from socsam_opendata.package.package import Tables
from socsam_opendata.package.portal.newest import corrected
from syntax import tree_of

HEADING = "id,release,date,table_name,change,row,column,rows,old,new,reason\n"
# A made-up body and its rows, of which one is counted only.
ROWS = (
    "1,0.2.0,2031-05-01,clauses,changed,exempel-1,text,,a,b,\n"
    "2,0.3.0,2031-06-01,clauses,added,exempel-1,,,,,\n"
    "3,0.3.0,2031-07-01,clauses,removed,exempel-1,,,,,\n"
    "4,0.3.0,2031-06-01,clauses,added,,,12,,,\n"
    '5,0.3.0,2031-06-01,clauses,added,exempel-2,,,,,"två\nrader"\n'
)


def test_a_package_without_history_has_none_of_its_tables(tmp_path: Path) -> None:
    assert Tables.of_history(tmp_path).tables == ()
    assert corrected(tmp_path, "clauses") == {}


def test_the_latest_day_of_each_row_is_read(tmp_path: Path) -> None:
    (tmp_path / "changes.csv").write_text(HEADING + ROWS, "utf-8")
    assert Tables.of_history(tmp_path).tables == ("changes",)
    june = dt.date(2031, 6, 1)
    assert corrected(tmp_path, "clauses") == {"exempel-1": june, "exempel-2": june}
    assert corrected(tmp_path, "meetings") == {}


@pytest.mark.parametrize(("text", "said"), [
    (HEADING + ROWS.replace("2031-05-01", "2031-02-31"), "changes.csv: cannot be read"),
    (HEADING.replace(",date,", ",day,") + ROWS, "changes.csv: .*date"),
])  # fmt: skip
def test_a_history_that_is_broken_is_told_with_its_file(
    text: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "changes.csv").write_text(text, "utf-8")
    with pytest.raises(PackageError, match=said):
        corrected(tmp_path, "clauses")


# How a table of a package can be opened; another way than that of table_files.py is a second one.
OPENING = {"read_csv", "open_csv", "DictReader", "read_table", "ParquetFile", "read_schema"}


def opened_in(path: Path) -> set[str]:
    """The ways to open a table that a module takes from a library."""
    return {
        node.func.attr
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"csv", "pa_csv", "pq"} and node.func.attr in OPENING
    }  # fmt: skip


def test_tables_of_a_package_are_opened_in_one_module() -> None:
    room = Path(package.__file__).parent
    assert {path.name for path in room.rglob("*.py") if opened_in(path)} == {"table_files.py"}
    assert opened_in(room / "table_files.py") == OPENING - {"DictReader", "read_table"}

"""The command line: help in both languages, exit codes, what is printed where."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from paged_minutes import MEETING, NAME, TEXT, paged_folder
from socsam_opendata.cli import common as cli_common
from socsam_opendata.cli.build_report import SHOWN_PROBLEMS, build_json, build_text
from socsam_opendata.cli.main import choose_language, main, make_app
from socsam_opendata.errors import SettingsError, SocsamError
from socsam_opendata.model.code_lists import code_lists, vocabulary_folder
from socsam_opendata.model.records import TABLES, ProblemRow
from socsam_opendata.package import build as building
from socsam_opendata.package.build import Report
from socsam_opendata.package.judges import Verdict
from socsam_opendata.settings import dataset_toml as settings
from socsam_opendata.settings.dataset_toml import Settings, read_settings

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "minutes" / "2025-06-02-socsam.md"
COMMANDS = ("build", "read", "check", "query", "describe", "init")
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """A locale that says English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def package(invented_package: Path) -> Path:
    """The package of the invented meeting, to ask questions of."""
    return invented_package


def said(capsys: Captured, *arguments: str | Path, code: int = 0) -> str:
    """What a command prints on stdout, when it exits with this code."""
    got = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    assert got == code, err or out
    return out if code != 2 else err


# --- language and help ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "environment", "language", "rest"),
    [
        ([], {}, "en", []),
        ([], {"LANG": "sv_SE.UTF-8"}, "sv", []),
        ([], {"LANG": "sv_SE.UTF-8", "LC_MESSAGES": "de_DE"}, "en", []),
        ([], {"LANG": "en_US", "LC_ALL": "sv_FI"}, "sv", []),
        ([], {"LC_ALL": "", "LANG": "sv"}, "sv", []),
        (["--lang", "sv", "build"], {}, "sv", ["build"]),
        (["build", "--lang=sv"], {}, "sv", ["build"]),
        (["query", "money", "--lang", "en"], {"LANG": "sv_SE"}, "en", ["query", "money"]),
        (["build", "--lang"], {}, "en", ["build", "--lang"]),
        (["build", "--lang", "de"], {}, "en", ["--lang", "de", "build"]),
        (["read", "--", "--lang", "sv"], {}, "en", ["read", "--", "--lang", "sv"]),
    ],
)
def test_the_language_is_the_options_else_the_locales(
    arguments: list[str], environment: dict[str, str], language: str, rest: list[str]
) -> None:
    assert choose_language(arguments, environment) == (language, rest)


@pytest.mark.parametrize(("language", "example"), [("sv", "Exempel:"), ("en", "Example")])
def test_help_has_every_command_and_an_example_of_each(language: str, example: str) -> None:
    app, runner = make_app(language), CliRunner()
    whole = runner.invoke(app, ["--help"])
    assert whole.exit_code == 0
    assert example in whole.output
    for command in COMMANDS:
        assert f"\n  {command} " in whole.output
        one = runner.invoke(app, [command, "--help"]).output
        assert example in one
        assert f"socsam {command}" in one


def test_no_arguments_show_the_help(capsys: Captured) -> None:
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert "From minutes to open data" in out + err


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["--lang", "de", "describe"],
        ["build", "--date", "yesterday"],
        ["build", "--nonsense"],
        ["read"],
        ["query", "--format", "xml"],
        ["query", "money", "--file", "x.rq"],
    ],
)
def test_a_usage_error_exits_with_two_and_says_so_on_stderr(
    arguments: list[str], capsys: Captured
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Error: " in err
    assert "Traceback" not in err


def test_the_version_is_the_packages(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import metadata

    monkeypatch.setattr(metadata, "version", lambda name: f"{name} 1.2.3")
    assert said(capsys, "--version") == "socsam_opendata 1.2.3\n"


def process(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """`socsam` as a process of its own."""
    paths = filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "socsam_opendata.cli", *map(str, arguments)]
    return subprocess.run(
        command, env=environment, text=True, check=False, capture_output=True, **options
    )


def test_help_imports_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "from socsam_opendata.cli.main import main; "
         "raise SystemExit(main(['--help']))"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        text=True, check=True, capture_output=True,
    )  # fmt: skip
    for heavy in ("pyarrow", "pyoxigraph", "rdflib", "rich.console", "pandas", "numpy"):
        assert f" {heavy}\n" not in done.stderr


# --- query, describe, init --------------------------------------------------------------------


def test_a_query_without_a_name_lists_the_questions(capsys: Captured) -> None:
    swedish = said(capsys, "query", "--lang", "sv")
    assert "Vem ska göra vad, och när?" in swedish
    rows = json.loads(said(capsys, "query", "--format", "json"))
    assert {"name": "money", "title": "How much money, for whom?"}.items() <= next(
        row for row in rows if row["name"] == "money"
    ).items()


def test_a_named_question_is_answered_in_every_form(capsys: Captured, package: Path) -> None:
    options = ("query", "money", "--package", package)
    (row,) = json.loads(said(capsys, *options, "--format", "json"))
    assert (row["value"], row["meaning"]) == ("12345.5", "Granted")
    (line,) = csv.DictReader(io.StringIO(said(capsys, *options, "--format", "csv")))
    assert line == {**row}
    assert "Beviljat" in said(capsys, *options, "--lang", "sv")


def test_an_own_query_is_read_from_a_file(capsys: Captured, package: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text("SELECT ?o { ?s a ?o } LIMIT 0", encoding="utf-8")
    options = ("query", "--file", file, "--package", package, "--format", "csv")
    assert said(capsys, *options) == "o\n"
    file.write_text("SELECT", encoding="utf-8")
    assert "not valid SPARQL at line 1" in said(capsys, *options, code=2)


def test_what_cannot_be_found_is_one_sentence(capsys: Captured, tmp_path: Path) -> None:
    for arguments in (
        ("query", "nonsense"),
        ("query", "--file", tmp_path / "no.rq"),
        ("query", "money", "--package", tmp_path),
        ("check", tmp_path),
        ("describe", "nonsense"),
        ("read", tmp_path / "no.md"),
    ):
        err = said(capsys, *arguments, code=2)
        assert err.startswith("socsam: ")
        assert err.count("\n") == 1


@pytest.mark.parametrize("name", [t.name for t in TABLES] + list(code_lists()))
def test_every_table_and_code_list_is_described(name: str, capsys: Captured) -> None:
    rows = json.loads(said(capsys, "describe", name, "--format", "json"))
    names = [row.get("column", row.get("code")) for row in rows]
    table = next((t for t in TABLES if t.name == name), None)
    if table:
        assert names == [column.name for column in table.columns]
    else:
        assert names == [code.notation for code in code_lists()[name].codes]
    assert all(row.get("meaning", row.get("label")) for row in rows)


def test_a_code_list_is_described_by_the_name_of_its_file_too(capsys: Captured) -> None:
    names = {path.stem for path in vocabulary_folder().glob("*.ttl")}
    names -= {"terms", "shapes", "rules", "municipalities", "parties"}
    described = [
        json.loads(said(capsys, "describe", name, "--format", "json"))
        for name in sorted(names - {table.name for table in TABLES})
    ]
    for scheme in ("decision-action", "section", "capacity", "attendance-status"):
        assert json.loads(said(capsys, "describe", scheme, "--format", "json")) in described
    for name, scheme in (("decision-actions", "decision-action"), ("sections", "section")):
        assert said(capsys, "describe", name) == said(capsys, "describe", scheme)
    for name in ("rules", "shapes", "../vocab/sections", "decision-actions.ttl"):
        said(capsys, "describe", name, code=2)


def test_describe_speaks_both_languages(capsys: Captured) -> None:
    assert "Every item that decides something." in said(capsys, "describe", "decisions")
    assert "Varje punkt som beslutar något." in said(
        capsys, "--lang", "sv", "describe", "decisions"
    )
    assert "decision-action" in said(capsys, "describe")


def test_init_writes_settings_that_can_be_read_once_base_is_stated(
    capsys: Captured, tmp_path: Path
) -> None:
    folder = tmp_path / "Vård & Omsorg"
    assert "dataset.toml, organizations.csv" in said(capsys, "init", folder)
    with pytest.raises(SettingsError, match=r"\[dataset\] needs base"):
        read_settings(folder)
    path = folder / "dataset.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("# base = ", "base = "), "utf-8")
    found = read_settings(folder)
    assert found.name == "vard-omsorg"
    assert found.base == "https://data.example.org/"
    assert found.organizations == ()


def test_init_overwrites_nothing(capsys: Captured, tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_text("mine")
    assert "is there already" in said(capsys, "init", tmp_path, code=2)
    assert [path.name for path in tmp_path.iterdir()] == ["organizations.csv"]


def test_the_template_explains_every_key_and_holds_when_all_are_used(
    capsys: Captured, tmp_path: Path
) -> None:
    said(capsys, "init", tmp_path)
    path = tmp_path / "dataset.toml"
    content = path.read_text(encoding="utf-8")
    for section, keys in settings._KEYS.items():
        if section == "urls":  # an older place for what [documents] says
            continue
        assert f"[{section}]" in content or f"[{section}." in content
        for key in keys:
            assert f"{key} = " in content or f"[[{section}.{key}]]" in content, key
    examples = [
        line.removeprefix("# ") if " = " in line or line.startswith("# [") else line
        for line in content.splitlines()
    ]
    path.write_text("\n".join(examples), encoding="utf-8")
    (tmp_path / "2026-01-15-exempel.pdf").touch()
    with (tmp_path / "organizations.csv").open("a", encoding="utf-8") as file:
        file.write("exempelnamnden,Exempelnamnden,,,body,,,,,\n")
    found = read_settings(tmp_path)
    assert found.bodies[0].seats == 9
    assert found.publication.allow[0].reason
    assert found.publication.mask[0].name == "Annat Namn"
    assert found.documents["2026-01-15-exempel.pdf"].body == "exempelnamnden"
    assert found.release_date
    assert found.base == "https://data.example.org/"


# --- read -------------------------------------------------------------------------------------


def test_read_prints_json_of_tables_problems_and_coverage(capsys: Captured) -> None:
    assert main(["read", str(SEED), "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert "before the publication policy" in err
    found = json.loads(out)
    assert list(found) == ["source", "tables", "problems", "coverage"]
    (meeting,) = found["tables"]["meetings"]
    assert (meeting["date"], meeting["starts_at"]) == ("2025-06-02", "09:00:00")
    assert 731101 in [row["value"] for row in found["tables"]["amounts"]]
    assert list(found["tables"]["votes"]) == []
    assert found["coverage"]["lines_unread"] == 0
    counts = [found["coverage"][f"lines_{state}"] for state in ("read", "ignored", "unread")]
    assert sum(counts) == found["coverage"]["lines"]
    assert {"code", "severity", "message", "message_en", "first_line"} <= found["problems"][
        0
    ].keys()


@pytest.mark.usefixtures("lean_packages")
def test_problems_say_page_and_line_where_the_document_has_pages(
    capsys: Captured, tmp_path: Path
) -> None:
    minutes = paged_folder(tmp_path / "minutes")
    told = said(capsys, "read", minutes / NAME, "--lang", "sv")
    assert "sida 2, rad 36: Beslutspunkten" in told
    found = json.loads(said(capsys, "read", minutes / NAME, "--format", "json"))
    (problem,) = [one for one in found["problems"] if one["code"] == "action-unknown"]
    assert (problem["page"], problem["first_line"]) == (2, 36)
    place = f"{MEETING}, page 2, line 36: "
    out = said(capsys, "build", minutes, "--out", tmp_path / "out")
    assert place in out
    report = json.loads(
        said(capsys, "build", minutes, "--out", tmp_path / "out", "--format", "json")
    )
    pages = {one["code"]: (one["page"], one["first_line"]) for one in report["problems"]}
    assert pages["action-unknown"] == (2, 36)
    (minutes / NAME).write_text(TEXT.replace("\f", ""), encoding="utf-8")
    assert f"{MEETING}, line 36: " in said(capsys, "build", minutes, "--out", tmp_path / "out")
    found = json.loads(said(capsys, "read", minutes / NAME, "--format", "json"))
    assert {one["page"] for one in found["problems"]} == {None}


def test_read_of_several_files_is_an_array(capsys: Captured, tmp_path: Path) -> None:
    copy = tmp_path / "copy.md"
    copy.write_bytes(SEED.read_bytes())
    found = json.loads(said(capsys, "read", SEED, copy, "--format", "json"))
    assert [list(one) for one in found] == [["source", "tables", "problems", "coverage"]] * 2


def test_read_shows_tables_in_the_language_asked_for(capsys: Captured) -> None:
    out = said(capsys, "read", SEED, "--lang", "sv")
    assert "Beslutspunkter (clauses, " in out
    assert "Rader: " in out
    assert "Clauses (clauses, " in said(capsys, "read", SEED)


def test_read_uses_the_settings_beside_the_file_unless_others_are_given(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from socsam_opendata.dataset import documents

    used: list[Settings] = []

    def reading(path: Path, about: Settings) -> None:
        used.append(about)
        raise SocsamError("source.empty", path)

    monkeypatch.setattr(documents, "read_document", reading)
    lonely = tmp_path / "lonely.md"
    said(capsys, "read", SEED, code=2)
    said(capsys, "read", lonely, code=2)
    said(capsys, "read", lonely, "--settings", SEED.parent, code=2)
    assert [about.name for about in used] == ["socsam", Settings().name, "socsam"]


def test_a_reader_that_stops_reading_is_no_error() -> None:
    script = f"{sys.executable} -m socsam_opendata.cli describe organizations --format csv | true"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {script}"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        text=True, check=False, capture_output=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_a_file_that_may_not_be_read_is_one_sentence(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    from socsam_opendata.cli import describe_report

    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "secret.txt")

    monkeypatch.setattr(describe_report, "described", denied)
    assert said(capsys, "describe", code=2) == "socsam: secret.txt: Permission denied\n"
    swedish = said(capsys, "describe", "--lang", "sv", code=2)
    assert swedish == "socsam: secret.txt: Behörighet saknas\n"


# --- check and build --------------------------------------------------------------------------


def test_check_prints_a_line_a_judge_and_exits_with_one_on_fault(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    from socsam_opendata.package import judges

    verdicts = [Verdict("kind", True, ("7 files",)), Verdict("stern", False, ("no",))]
    monkeypatch.setattr(judges, "judge", lambda folder, outside: verdicts)
    assert said(capsys, "check", code=1) == "ok     kind: 7 files\nFAULT  stern\n       no\n"
    assert said(capsys, "check", "--quiet", code=1) == "FAULT  stern\n       no\n"
    found = json.loads(said(capsys, "check", "--format", "json", code=1))
    assert [one["ok"] for one in found] == [True, False]


@pytest.mark.usefixtures("lean_packages")
def test_build_reports_in_both_languages_and_as_json(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Report] = []
    real = building.build

    def once(*given: Any, **more: Any) -> Report:
        """What is told of a build hangs on its report: it is built the first time only."""
        if not made:
            made.append(real(*given, **more))
        return made[0]

    monkeypatch.setattr(building, "build", once)
    arguments = ("build", SEED.parent, "--out", tmp_path / "p")
    english, swedish = said(capsys, *arguments), said(capsys, *arguments, "--lang", "sv")
    for word in ("Found: 1 meeting, ", "Doubtful: ", "Names withheld: ", "Built: "):
        assert word in english
    for word in ("Hittat: 1 möte, ", "Tveksamt: ", "Utelämnade namn: ", "Byggt: "):
        assert word in swedish
    found = json.loads(said(capsys, *arguments, "--format", "json"))
    assert found["ok"]
    assert found["built"]
    assert found["rows"]["meetings"] == 1
    assert said(capsys, *arguments, "--quiet") == ""


def _problem(number: int, severity: str) -> ProblemRow:
    return ProblemRow(
        id=f"m-problem-{number:02}", source="m", code="some-code", severity=severity,
        message="Så.", message_en="So.", first_line=number, last_line=number,
    )  # fmt: skip


def test_a_report_shows_errors_first_and_counts_what_it_leaves_out(tmp_path: Path) -> None:
    notes = tuple(_problem(n, "note") for n in range(1, SHOWN_PROBLEMS + 5))
    counts = {"note": len(notes)}
    report = Report(tmp_path, True, {"meetings": 1}, {}, counts, notes)
    assert "… and 4 more, in the table problems" in build_text(report, "en")
    assert "m, rad 3: Så. [upplysning: some-code]" in build_text(report, "sv")
    errors = (*notes, _problem(99, "error"))
    failed = Report(tmp_path, False, {}, {}, {"error": 1, **counts}, errors)
    shown = build_text(failed, "en")
    assert "m, line 99: So. [error: some-code]" in shown
    assert "[note:" not in shown
    assert "Nothing was built." in shown
    assert build_text(failed, "en", quiet=True).splitlines()[0].endswith("[error: some-code]")


def test_a_report_shows_the_judges_and_quiet_only_those_that_find_fault(tmp_path: Path) -> None:
    verdicts = (Verdict("kind", True, ("fine",)), Verdict("stern", False, ("no",)))
    report = Report(tmp_path, False, {}, {"guest": 2}, {}, (), verdicts)
    assert "Judges:\n  ok     kind: fine\n  FAULT  stern\n         no" in build_text(report, "en")
    assert "kind" not in build_text(report, "en", quiet=True)
    assert "Gäst (2)" in build_text(report, "sv")
    assert build_json(report)["verdicts"][1]["details"] == ("no",)


def test_a_bar_appears_only_when_there_is_much_to_do_and_someone_to_see_it(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    with cli_common.Bar("en", quiet=False) as unseen:
        unseen.update("read", 1, 1000)
    assert unseen.bar is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with cli_common.Bar("en", quiet=False) as bar:
        bar.update("read", 1, 2)
        assert bar.bar is None
        bar.update("read", 50, 1000)
        bar.update("write", 100, 0)
        assert set(bar.tasks) == {"read", "write"}
    with cli_common.Bar("en", quiet=True) as quiet:
        quiet.update("read", 50, 1000)
    assert quiet.bar is None
    capsys.readouterr()

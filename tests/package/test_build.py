"""Builds that can be trusted: same bytes, never half a package, and one sentence when it fails."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import small_dataset as small
from socsam_opendata.cli.main import main
from socsam_opendata.dataset.batches import MeetingRows
from socsam_opendata.dataset.gather import Gathered, gather
from socsam_opendata.dataset.remarks import remarked
from socsam_opendata.errors import BuildError, PackageError, SettingsError
from socsam_opendata.model.records import ProblemRow
from socsam_opendata.package import build as building
from socsam_opendata.package import place as swap
from socsam_opendata.package.build import build, write_files
from socsam_opendata.package.checksums import write_sums
from socsam_opendata.package.judges import Verdict
from socsam_opendata.package.package import open_package
from socsam_opendata.privacy.entries import Entries
from socsam_opendata.release.release import make_release
from socsam_opendata.settings.dataset_toml import minutes_around, read_settings

ROOT = Path(__file__).resolve().parents[2]
MINUTES = ROOT / "minutes"
Captured = pytest.CaptureFixture[str]
SEED = MINUTES / "2025-06-02-socsam.md"

pytestmark = pytest.mark.filterwarnings("default:.*pkg_resources.*")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, hidden ones too, and its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run(*arguments: str | Path, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """`socsam` as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "socsam_opendata.cli", *map(str, arguments)],
        env=environment(seed), capture_output=True, text=True, check=False,
    )  # fmt: skip


def environment(seed: str = "0") -> dict[str, str]:
    """This environment, with the library to be found, English and a hash seed."""
    paths = [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "PYTHONHASHSEED": seed, "LC_ALL": "C.UTF-8",
    }  # fmt: skip


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    """A copy of the folder of minutes."""
    return shutil.copytree(MINUTES, tmp_path / "minutes")


@pytest.fixture
def built(seed_package: Path) -> Path:
    """The package of the seed, built by the tests themselves, under the hash seed of their run."""
    return seed_package


# --- the same bytes ---------------------------------------------------------------------------


def test_other_hash_seed_and_other_folder_same_bytes(built: Path, minutes: Path) -> None:
    out = minutes.parent / "elsewhere" / "another-name"
    out.parent.mkdir()
    done = run("build", minutes, "--out", out, seed="4711")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    ours, theirs = tree(built), tree(out)
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_a_package_holds_what_it_should(built: Path) -> None:
    names = tree(built)
    for name in ("datapackage.json", "README.md", "rdf/socsam.nq", "rdf/shared.ttl",
                 "sources/socsam-2025-06-02.txt", "vocab/terms.ttl", "vocab/context.jsonld",
                 "data/decision_overview.csv", "data/decision_overview.parquet"):  # fmt: skip
        assert name in names
    assert not [name for name in names if Path(name).name.startswith(".")]
    text = names["sources/socsam-2025-06-02.txt"].decode()
    assert text.endswith("\n")
    assert len(text.splitlines()) == len(SEED.read_text(encoding="utf-8").splitlines())


def test_building_again_changes_nothing(built: Path, tmp_path: Path) -> None:
    out = shutil.copytree(built, tmp_path / "package")
    report = build(MINUTES, out)
    assert report.ok
    assert tree(out) == tree(built)
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_the_report_counts_what_is_there(built: Path, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    report = build(MINUTES, tmp_path / "p", progress=lambda *step: steps.append(step))
    assert report.built
    assert report.files == len(tree(built))
    assert report.size == sum(map(len, tree(built).values()))
    assert report.rows["meetings"] == 1
    assert report.withheld == {"guest": 5, "official-without-role": 8, "publisher-decision": 1}
    assert sum(report.severities.values()) == len(report.problems) == report.rows["problems"]
    assert {step for step, _, _ in steps} >= {"read", "write"}


# --- whole at any moment ----------------------------------------------------------------------

# Says for each number it is given how a child fared that was killed at that file operation: the
# library is imported once and not by each of them.
KILLED_SWAPS = """
import os, shutil, signal, sys
from pathlib import Path
from socsam_opendata.package import place as swap
new, out = Path(sys.argv[1]), Path(sys.argv[2])
def swap_until(fatal):
    events = 0
    def die(event, arguments):
        nonlocal events
        if event in ("os.rename", "os.rmdir", "os.remove", "os.mkdir", "shutil.rmtree", "open"):
            events += 1
            if events == fatal:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(die)
    with swap.locked(out):
        swap.mend(out)
        with swap.scratch_beside(out) as scratch:
            shutil.copytree(new, scratch / "package")
            swap.swap(scratch / "package", out)
for line in sys.stdin:
    child = os.fork()
    if not child:
        swap_until(int(line))
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def fake_package(folder: Path, text: str) -> Path:
    """A folder that looks like one of our packages."""
    (folder / "data").mkdir(parents=True)
    resources = '[{"name": "meetings"}, {"name": "decisions"}, {"name": "problems"}]'
    (folder / "datapackage.json").write_text(f'{{"resources": {resources}, "title": "{text}"}}')
    (folder / "data" / "meetings.csv").write_text(text)
    write_sums(folder)
    return folder


def test_killed_at_any_file_operation_a_whole_package_can_be_put_back(tmp_path: Path) -> None:
    new = fake_package(tmp_path / "new", "new")
    home = tmp_path / "home"
    home.mkdir()
    old, out = fake_package(tmp_path / "old", "old"), home / "package"
    theirs = home / ".package.building-theirs"
    theirs.mkdir()
    (theirs / "letter.txt").write_text("mine")
    outcomes = []
    with subprocess.Popen(
        [sys.executable, "-c", KILLED_SWAPS, new, out], env=environment(), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as killed:  # fmt: skip
        for fatal in range(1, 200):
            if not out.exists():
                shutil.copytree(old, out)
            print(fatal, file=killed.stdin, flush=True)
            code = int(killed.stdout.readline())
            whole = [swap.is_package(folder) for folder in (out, home / ".package.previous")]
            assert any(whole)
            swap.restore(out)
            assert tree(out) in (tree(old), tree(new))
            left = {path.name for path in home.iterdir()} - {".package.lock"}
            assert left == {"package", theirs.name}
            assert tree(theirs) == {"letter.txt": b"mine"}
            outcomes.append(tree(out) == tree(new))
            shutil.rmtree(out)
            if code == 0:
                break
            assert code == -signal.SIGKILL
        else:
            pytest.fail("the swap never came to its end")
    # The old package stood until the swap and the new one since: once only it changed.
    assert outcomes == sorted(outcomes)
    assert not outcomes[0]
    assert outcomes[-1]
    assert len(outcomes) > 20


@pytest.mark.campaign
def test_a_build_killed_after_any_time_leaves_a_package(built: Path, tmp_path: Path) -> None:
    out = shutil.copytree(built, tmp_path / "package")
    command = [sys.executable, "-m", "socsam_opendata.cli", "build", MINUTES, "--out", out]
    for delay in (0.1, 0.3, 0.6, 0.8, 1.0, 1.1, 1.2, 1.3, 1.4, 1.6, 2.0):
        process = subprocess.Popen(
            list(map(str, command)), env=environment(), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(delay)
        process.kill()
        process.wait()
        assert swap.is_package(out) or swap.is_package(tmp_path / ".package.previous")
        swap.restore(out)
        assert tree(out) == tree(built)
        assert {path.name for path in tmp_path.iterdir()} <= {"package", ".package.lock"}
    assert run("build", MINUTES, "--out", out).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


@pytest.mark.parametrize("command", ["query", "check", "build"])
def test_the_next_command_puts_a_package_back(
    command: str, built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "package"
    shutil.copytree(built, tmp_path / ".package.previous")
    (tmp_path / ".package.building-dead").mkdir()
    (tmp_path / ".package.building-dead" / swap.MARK).touch()
    arguments = {
        "query": ["query", "money", "--package", str(out)],
        "check": ["check", str(out), "--own"],
        "build": ["build", str(tmp_path / "no-minutes"), "--out", str(out)],
    }
    assert main(arguments[command]) == (2 if command == "build" else 0)
    assert tree(out) == tree(built)
    assert [path.name for path in tmp_path.iterdir()] == ["package"]
    capsys.readouterr()


def test_a_restore_leaves_an_empty_folder_in_the_way_and_not_a_strangers(tmp_path: Path) -> None:
    out = tmp_path / "package"
    fake_package(tmp_path / ".package.previous", "old")
    out.mkdir()
    swap.restore(out)
    assert swap.is_package(out)
    out.rename(tmp_path / ".package.previous")
    out.mkdir()
    (out / "letter.txt").write_text("mine")
    swap.restore(out)
    assert tree(out) == {"letter.txt": b"mine"}
    assert swap.is_package(tmp_path / ".package.previous")


@pytest.mark.usefixtures("lean_packages")
def test_two_builds_do_not_meet(built: Path, tmp_path: Path) -> None:
    out = shutil.copytree(built, tmp_path / "package")
    with swap.locked(out), pytest.raises(BuildError, match="is being built by another run"):
        build(MINUTES, out)
    assert build(MINUTES, out).ok


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that takes no files")
def test_a_place_beside_which_nothing_can_be_written_is_told() -> None:
    said = "/proc/sagan: can have nothing written beside it: "
    with pytest.raises(BuildError, match=said), swap.locked(Path("/proc/sagan")):
        pass


def test_a_lock_that_a_dead_build_left_is_taken_over(tmp_path: Path) -> None:
    out = tmp_path / "package"
    (tmp_path / ".package.lock").write_text("")
    with swap.locked(out):
        pass
    assert not (tmp_path / ".package.lock").exists()


def test_a_running_build_is_left_alone_by_a_restore(tmp_path: Path) -> None:
    out = fake_package(tmp_path / "package", "old")
    scratch = tmp_path / ".package.building-live"
    scratch.mkdir()
    (scratch / swap.MARK).touch()
    with swap.locked(out):
        swap.restore(out)
        assert scratch.exists()
    swap.restore(out)
    assert not scratch.exists()


# --- what stops a build -----------------------------------------------------------------------

Spoil = Callable[[Path], None]


def remove(name: str) -> Spoil:
    return lambda folder: (folder / name).unlink()


def change(name: str, old: str, new: str) -> Spoil:
    def spoil(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def undated(minutes: Path) -> None:
    """A folder of minutes that says no day of release, nor has had one."""
    change("dataset.toml", "\ndate = ", "\n# date = ")(minutes)
    shutil.rmtree(minutes / "history")


BAD: dict[str, tuple[Spoil, str]] = {
    "no folder": (shutil.rmtree, "minutes"),
    "no settings": (remove("dataset.toml"), "dataset.toml: is missing; `socsam init`"),
    "no minutes": (remove(SEED.name), "holds no minutes"),
    "broken settings": (change("dataset.toml", "[dataset]", "[dataset"), "dataset.toml:"),
    "an unknown key": (
        change("dataset.toml", "\n[publication]\n", "\n[publication]\nalow = []\n"),
        "unknown key 'alow' in [publication]; did you mean 'allow'?",
    ),
    "an unknown code": (change("organizations.csv", ",network,", ",netwrok,"), "kind 'netwrok'"),
    "no release date": (undated, "no day of release"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gives_one_sentence_and_changes_nothing(
    name: str, built: Path, minutes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = shutil.copytree(built, minutes.parent / "package")
    spoil, says = BAD[name]
    spoil(minutes)
    before = tree(minutes.parent)
    assert main(["--lang", "en", "build", str(minutes), "--out", str(out)]) == 2
    said = capsys.readouterr()
    assert says in said.err
    assert said.err.startswith("socsam: ")
    assert said.err.count("\n") == 1
    assert said.out == ""
    assert tree(minutes.parent) == before


def test_a_place_that_is_not_ours_is_refused(minutes: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "thesis.doc").write_text("x")
    for out, says in (
        (file, "is a file"),
        (foreign, "is not empty and holds no package"),
        (tmp_path, "holds the minutes"),
        (minutes, "holds the minutes"),
        (tmp_path / "no" / "package", "is no folder"),
    ):
        with pytest.raises(BuildError, match=says):
            build(minutes, out)
    assert tree(foreign) == {"thesis.doc": b"x"}


def test_a_place_among_the_minutes_is_refused_before_anything_is_written(
    minutes: Path, tmp_path: Path, capsys: Captured
) -> None:
    other = shutil.copytree(minutes, tmp_path / "other")
    (tmp_path / "way").symlink_to(minutes, target_is_directory=True)
    before = tree(tmp_path)
    for given, out in (
        (minutes, minutes / "open"),
        (minutes, minutes / "history" / "open"),
        (minutes, minutes / ".open"),
        (minutes, tmp_path / "way" / "open"),
        (tmp_path / "way", minutes / "open"),
        (minutes, other / "open"),
    ):
        for command in ("build", "release"):
            for language, says in (("sv", "bland protokollen i"), ("en", "among the minutes in")):
                asked = ["--lang", language, command, str(given), "--out", str(out)]
                assert main(asked) == 2
                assert says in capsys.readouterr().err
    for asked in (["export", str(minutes / "excel")], ["export", str(minutes)]):
        assert main([*asked, "--package", str(ROOT / "datapackage")]) == 2
        assert "among the minutes in" in capsys.readouterr().err
    assert main(["init", str(minutes / "new")]) == 2
    assert "among the minutes in" in capsys.readouterr().err
    assert tree(tmp_path) == before
    assert not [path for path in tmp_path.rglob("*") if path.name in ("open", "excel", "new")]


def test_a_settings_file_of_another_program_makes_no_folder_of_minutes(tmp_path: Path) -> None:
    for text in ('[dataset]\nname = "x"\n', "dataset = 1\n", "[[", ""):
        (tmp_path / "dataset.toml").write_text(text)
        assert minutes_around(tmp_path / "a" / "b") is None
    (tmp_path / "dataset.toml").write_text('[dataset]\nbase = "https://example.org/"\n')
    assert minutes_around(tmp_path / "a" / "b") == tmp_path.resolve()
    assert minutes_around(tmp_path) == tmp_path.resolve()


def test_the_root_of_the_disk_is_no_place_and_holds_no_package(
    minutes: Path, tmp_path: Path, capsys: Captured
) -> None:
    root = Path(tmp_path.anchor)
    before = tree(tmp_path)
    for command in ("build", "release"):
        for language, says in (("sv", "kan inte vara ett pakets"), ("en", "cannot be the folder")):
            assert main(["--lang", language, command, str(minutes), "--out", str(root)]) == 2
            assert f"socsam: {root}: {says}" in capsys.readouterr().err
    package = str(ROOT / "datapackage")
    for asked in (["check", str(root)], ["query", "money", "--package", str(root)],
                  ["diff", str(root), package], ["diff", package, str(root)],
                  ["export", str(tmp_path / "x"), "--package", str(root)],
                  ["publish", "s3://bucket/x", "--package", str(root)]):  # fmt: skip
        assert main(["--lang", "en", *asked]) == 2
        assert f"socsam: {root}: holds no built package" in capsys.readouterr().err
    with pytest.raises(BuildError, match="cannot be the folder of a package"):
        build(minutes, root)
    with pytest.raises(BuildError, match="cannot be the folder of a package"):
        make_release(minutes, root)
    with pytest.raises(PackageError, match="holds no built package"):
        open_package(root)
    assert tree(tmp_path) == before


@pytest.mark.usefixtures("lean_packages")
def test_an_empty_folder_is_a_good_place(tmp_path: Path) -> None:
    out = tmp_path / "package"
    out.mkdir()
    assert build(MINUTES, out).ok
    assert swap.is_package(out)


def test_what_only_looks_like_a_package_is_none(tmp_path: Path) -> None:
    for text in ("", "[]", "{}", '{"resources": 1}', '{"resources": [{"name": "x"}]}'):
        (tmp_path / "datapackage.json").write_text(text)
        assert not swap.is_package(tmp_path)


@pytest.mark.usefixtures("lean_packages")
def test_the_day_of_release_may_be_given(minutes: Path, tmp_path: Path) -> None:
    undated(minutes)
    with pytest.raises(SettingsError, match="no day of release"):
        build(minutes, tmp_path / "p")
    assert build(minutes, tmp_path / "p", date=dt.date(2026, 3, 1)).ok
    descriptor = (tmp_path / "p" / "datapackage.json").read_text(encoding="utf-8")
    assert '"created": "2026-03-01' in descriptor


# --- what our own checks add ------------------------------------------------------------------


@pytest.fixture
def gathered(monkeypatch: pytest.MonkeyPatch) -> list[Gathered]:
    """What a build gathers: the invented meeting, with what a test makes of it."""
    made: list[Gathered] = []

    def invented(*_: object, **__: object) -> Gathered:
        return made[0]

    assert callable(gather)
    monkeypatch.setattr(building, "gather", invented)
    return made


def _gathered(*meetings: MeetingRows) -> Gathered:
    counts = Counter({m.key: len(m.rows["problems"]) for m in meetings})
    problems = tuple(p for m in meetings for p in m.rows["problems"])
    severities = Counter(p.severity for p in problems)
    masked = read_settings(ROOT / "minutes").publication.mask
    used = Entries(frozenset(("mask", person.name) for person in masked))
    return Gathered(small.dataset(meetings), problems, severities, counts, Counter(), used=used)


@pytest.mark.usefixtures("lean_packages")
def test_a_warning_of_our_own_is_published_and_casts_doubt(
    gathered: list[Gathered], minutes: Path, tmp_path: Path
) -> None:
    meeting = small.changed(small.meeting(), "meetings", starts_at=dt.time(13))
    gathered.append(_gathered(meeting))
    out = tmp_path / "p"
    report = build(minutes, out)
    assert report.ok
    assert report.severities == {"warning": 2}
    problems = (out / "data" / "problems.csv").read_text(encoding="utf-8").splitlines()
    assert f"{meeting.key}-problem-02,{meeting.key},meeting-reversed,warning," in problems[2]
    overview = (out / "data" / "decision_overview.csv").read_text(encoding="utf-8")
    assert ",2,yes,," in overview


def test_an_error_of_our_own_stops_the_build(
    gathered: list[Gathered], minutes: Path, tmp_path: Path
) -> None:
    gathered.append(_gathered(small.changed(small.meeting(), "participants", 2, person="p-0")))
    report = build(minutes, tmp_path / "p")
    assert not report.built
    assert {p.code for p in report.problems if p.severity == "error"} == {
        "key-unknown",
        "withheld-named",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["minutes"]


@pytest.mark.usefixtures("lean_packages")
def test_a_judge_that_finds_fault_keeps_the_old_package(
    gathered: list[Gathered], minutes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from socsam_opendata.package import judges

    gathered.append(_gathered(small.meeting()))
    out = fake_package(tmp_path / "p", "old")
    verdict = Verdict("stern", False, ("no",))
    monkeypatch.setattr(judges, "judge", lambda _: [verdict])
    report = build(minutes, out, judges=True)
    assert (report.built, report.ok, report.verdicts) == (False, False, (verdict,))
    assert (out / "data" / "meetings.csv").read_text() == "old"


def test_remarks_go_to_their_meeting_only(tmp_path: Path) -> None:
    meetings = [small.meeting(), small.meeting(dt.date(2031, 4, 2))]
    dataset = small.dataset(meetings)
    assert remarked(dataset, [], tmp_path / "a") is dataset
    problem: ProblemRow = replace(
        meetings[1].rows["problems"][0], id=f"{meetings[1].key}-problem-02", first_line=8
    )
    first, second = remarked(dataset, [problem], tmp_path / "b").meetings
    assert [len(m.rows["problems"]) for m in (first, second)] == [1, 2]
    assert [m.rows["decision_overview"][0].doubtful for m in (first, second)] == ["no", "yes"]
    note = replace(problem, severity="note")
    (_, second) = remarked(dataset, [note], tmp_path / "c").meetings
    assert second.rows["decision_overview"][0].doubtful == "no"


def test_every_writer_writes_into_an_empty_folder(tmp_path: Path) -> None:
    rows = write_files(small.dataset(), tmp_path)
    assert rows["clauses"] == 2
    assert {path.name for path in tmp_path.iterdir()} == {
        "CHANGES.md", "CITATION.cff", "README.md", "SHA256SUMS", "catalogue.jsonld",
        "catalogue.rdf", "catalogue.ttl", "changes.csv", "data", "datapackage.json",
        "exempel.xlsx", "feeds", "hosting", "rdf", "releases.csv", "sources",
        "tombstones.csv", "vocab", "zip",
    }  # fmt: skip

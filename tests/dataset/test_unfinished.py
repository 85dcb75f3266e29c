"""A document that takes too long, or too much, or ends its reader is left out alone, and told.

The documents that harm are stand-ins of this module, read as files are; the others are the seed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import socsam_opendata as so
from harmful_documents import (
    MINUTES,
    ROOT,
    SEED,
    SPOILED,
    Harmful,
    fail,
    fall_over,
    fall_over_if_spoiled,
    grow,
    here,
    nothing,
    spoil,
    turn_in_circles,
)
from socsam_opendata.cli.build_report import build_json, build_text
from socsam_opendata.dataset import inputs_read
from socsam_opendata.dataset.documents import Input, Inputs
from socsam_opendata.dataset.gather import Gathered, gather
from socsam_opendata.errors import BuildError, SourceError
from socsam_opendata.package import build as building
from socsam_opendata.settings.dataset_toml import read_settings
from socsam_opendata.settings.limits import Limits

pytestmark = pytest.mark.usefixtures("own_workers")


def gathered(tmp_path: Path, *found: Input, workers: int = 1, **limits: int) -> Gathered:
    settings = replace(read_settings(MINUTES), limits=Limits(**limits))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    return gather(settings, MINUTES, scratch, inputs=Inputs(found), workers=workers)


HARM: list[tuple[Callable[[], None], dict[str, int], str, str]] = [
    (fall_over, {}, "source.reader-ended", "code -11"),
    (fail, {}, "source.reader-ended", "code 70"),
    (grow, {"memory_megabytes": 400}, "source.too-much-memory", "more than 400 MB"),
]
if sys.platform != "linux":  # the system limits no memory there
    HARM.pop()


@pytest.mark.parametrize(
    ("does", "limits", "code", "says", "workers"),
    [
        pytest.param(*HARM[0], 1, marks=pytest.mark.campaign),
        *((*one, 1) for one in HARM[1:]),
        (*HARM[0], 2),
    ],
)
def test_it_is_left_out_alone_whatever_the_number_of_workers(
    does: Callable[[], None], limits: dict[str, int], code: str, says: str, workers: int,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(inputs_read, "PARALLEL_FROM", 2)
    found = gathered(tmp_path, Harmful("ond.pdf", does), SEED, workers=workers, **limits)
    assert found.meetings == 1
    (out,) = found.left_out
    assert (out.document, out.code, out.state) == ("ond.pdf", code, "unfinished")
    assert says in out.reason.said("en")


def test_a_document_that_turns_in_circles_is_left_out_alone(tmp_path: Path) -> None:
    rows = Harmful("rader", nothing, door="rows")  # nobody looks at a clock for them
    found = gathered(tmp_path, Harmful("ond.pdf", turn_in_circles), rows, seconds=1)
    assert found.meetings == 1
    assert [(one.document, one.code, one.state) for one in found.left_out] == [
        ("ond.pdf", "source.too-slow", "unfinished")
    ]


def test_a_document_is_not_blamed_for_the_one_before(tmp_path: Path) -> None:
    bad, good = Harmful("a.pdf", spoil), Harmful("b.pdf", fall_over_if_spoiled)
    found = gathered(tmp_path, bad, good)
    assert [one.document for one in found.left_out] == ["a.pdf"]
    assert found.meetings == 1


def test_an_only_document_that_is_too_slow_stops_the_build_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"ond\.pdf: took more than 1 seconds to read"):
        gathered(tmp_path, Harmful("ond.pdf", turn_in_circles), seconds=1)


def test_what_cannot_be_read_again_is_left_out(tmp_path: Path) -> None:
    how = inputs_read.HowRead(read_settings(MINUTES), None, tmp_path)
    out: list[so.LeftOut] = []
    tasks = [inputs_read.ReadTask(one, "b") for one in (Harmful("a.md", fall_over), SEED)]
    with inputs_read.InputReader(how, 2, 1) as reader:
        again = list(inputs_read.read_again(tasks, reader, out))
    assert [one.key if one else None for one in again] == [None, "socsam-2025-06-02b"]
    assert [(one.document, one.state) for one in out] == [("a.md", "unfinished")]


def test_given_rows_that_end_a_worker_stop_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs_read, "PARALLEL_FROM", 2)
    with pytest.raises(BuildError, match="ended unexpectedly"):
        gathered(tmp_path, Harmful("rows", fall_over, door="rows"), SEED, workers=2)


def test_without_limits_few_documents_are_read_in_this_process(tmp_path: Path) -> None:
    found = gathered(tmp_path, Harmful("a.md", here), seconds=0, memory_megabytes=0)
    assert (found.meetings, SPOILED.pop()) == (1, str(os.getpid()))


# --- the whole line ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed, and minutes of 3 MB, which no machine reads in three seconds."""
    folder = tmp_path_factory.mktemp("slow") / "minutes"
    shutil.copytree(MINUTES, folder)
    text = SEED.place.read_text(encoding="utf-8")
    march = text.replace("måndag 2 juni 2025", "fredag 7 mars 2025")
    (folder / "mars.md").write_text(march * 180, encoding="utf-8")
    with (folder / "dataset.toml").open("a", encoding="utf-8") as file:
        file.write("\n[limits]\nseconds = 3\n")
    return folder


@pytest.fixture(scope="module")
def report(home: Path) -> so.Report:
    return so.build(home, home.with_name("out"))


def test_the_rest_is_built_as_it_is_alone(report: so.Report) -> None:
    assert (report.built, report.ok) == (True, False)
    assert [
        (one["document"], one["code"], one["state"]) for one in build_json(report)["left_out"]
    ] == [("mars.md", "source.too-slow", "unfinished")]
    made, alone = report.out, ROOT / "datapackage"
    for path in alone.rglob("*"):
        if path.is_file():
            assert (made / path.relative_to(alone)).read_bytes() == path.read_bytes(), path


def test_the_report_says_that_another_build_may_be_another(report: so.Report) -> None:
    for language, words in (("sv", "1 av dem lästes inte färdigt"), ("en", "1 of them was not")):
        for quiet in (False, True):
            lines = build_text(report, language, quiet).splitlines()
            assert [line for line in lines if line.startswith(words)]


def test_it_is_never_released(
    report: so.Report, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "build_given", lambda *_, **__: report)
    told = so.make_release(home, tmp_path / "out")
    assert (told.status, [one.code for one in told.refusals]) == ("refused", ["unfinished"])
    assert told.refusals[0].facts == {"documents": "mars.md"}


SCRIPT = """
import sys
from pathlib import Path
import socsam_opendata as so
so.build(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def processes_of(parent: int) -> list[int]:
    """The processes that one has started, and that are there."""
    told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], check=False,
                          capture_output=True, text=True)  # fmt: skip
    return [int(pid) for pid in told.stdout.split()]


def waited_for(condition: Callable[[], bool]) -> bool:
    """Whether something is so within half a minute; most often at once."""
    end = time.monotonic() + 30
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    "sent", [signal.SIGINT, pytest.param(signal.SIGKILL, marks=pytest.mark.campaign)]
)
def test_a_build_that_is_stopped_leaves_no_process(
    sent: signal.Signals, home: Path, tmp_path: Path
) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    command = [sys.executable, str(script), str(home), str(tmp_path / "out")]
    build = subprocess.Popen(command, stderr=subprocess.PIPE)
    assert waited_for(lambda: bool(processes_of(build.pid)))
    (worker,) = processes_of(build.pid)
    time.sleep(1.5)  # it is reading by then
    build.send_signal(sent)
    build.communicate()
    assert waited_for(lambda: not is_there(worker))
    assert not (tmp_path / "out").exists()

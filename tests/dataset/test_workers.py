"""Workers: answers in order, errors as they were raised, and no caller's module imported again."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from socsam_opendata.dataset.workers import in_background, in_workers
from socsam_opendata.errors import BuildError, SourceError

pytestmark = pytest.mark.usefixtures("own_workers")

ROOT = Path(__file__).resolve().parents[2]


def doubled(number: int) -> tuple[int, int]:
    """Twice a number, and the process that found it."""
    print("what a task prints is no answer")
    return 2 * number, os.getpid()


def refused(name: str) -> None:
    """An error with a key and a place."""
    raise SourceError("source.empty", name)


def gone(code: int) -> None:
    """The end of the process."""
    os._exit(code)


def asleep(seconds: int) -> None:
    """A task that takes longer than a test."""
    time.sleep(seconds)


def broken(_: int) -> None:
    """A fault of the program."""
    raise AssertionError("not to be expected")


def test_answers_come_in_the_order_of_the_tasks_from_other_processes() -> None:
    answers = list(in_workers(doubled, [(n,) for n in range(20)], 2))
    assert [number for number, _ in answers] == [2 * n for n in range(20)]
    processes = {process for _, process in answers}
    assert os.getpid() not in processes
    assert len(processes) <= 2


def test_an_error_is_raised_as_it_was_with_both_its_languages() -> None:
    with pytest.raises(SourceError) as caught:
        list(in_workers(refused, [("a.md",), ("b.md",)], 1))
    assert str(caught.value) == "a.md: is empty"
    assert caught.value.sentence("sv") == "a.md: är tom"


@pytest.mark.parametrize(("task", "code"), [(gone, 7), (broken, 70)])
def test_a_worker_that_dies_is_told(task: Callable[[int], None], code: int) -> None:
    with pytest.raises(BuildError, match=rf"ended unexpectedly \(code {code}\)"):
        list(in_workers(task, [(code,)], 1))


def test_an_iterator_that_is_closed_leaves_no_process() -> None:
    answers = in_workers(doubled, [(n,) for n in range(100)], 2)
    _, process = next(answers)
    answers.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_a_task_in_the_background_is_answered_when_it_is_asked() -> None:
    with in_background(doubled) as begin:
        answers = [begin(n) for n in (3, 4)]
        told = [answer() for answer in answers]
    assert [number for number, _ in told] == [6, 8]
    assert {process for _, process in told} - {os.getpid()}


def test_an_error_in_the_background_is_raised_by_the_answer() -> None:
    with in_background(refused) as begin:
        answer = begin("a.md")
        with pytest.raises(SourceError, match="is empty"):
            answer()


def test_a_background_that_is_left_is_ended_and_not_waited_for() -> None:
    with in_background(asleep) as begin:
        answer = begin(600)
    with pytest.raises(BuildError, match="ended unexpectedly"):
        answer()


SCRIPT = """
import sys
from pathlib import Path
import socsam_opendata as so
from socsam_opendata.dataset import inputs_read
from socsam_opendata.package import build
from socsam_opendata.package.changes_page import write_changes
from socsam_opendata.package.descriptor import write_descriptor
print("once")
inputs_read.PARALLEL_FROM = 2
# What is made of the tables is not what is tried, and takes a second.
build.writers = lambda: (write_changes, write_descriptor)
report = so.build(Path(sys.argv[1]), Path(sys.argv[2]), workers=2)
print(report.ok, report.rows["meetings"])
"""


def test_a_script_without_a_main_guard_builds_with_workers(tmp_path: Path) -> None:
    minutes = tmp_path / "minutes"
    minutes.mkdir()
    for path in sorted((ROOT / "minutes").glob("*.*")):
        (minutes / path.name).write_bytes(path.read_bytes())
    text = (ROOT / "minutes/2025-06-02-socsam.md").read_text("utf-8")
    later = text.replace("2 juni 2025", "2 juli 2025")
    (minutes / "2025-07-02-socsam.md").write_text(later, encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    command = [sys.executable, str(script), str(minutes), str(tmp_path / "package")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=tmp_path)
    assert done.stdout.splitlines() == ["once", "True 2"], done.stderr

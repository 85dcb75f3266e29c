"""Work on several processors: processes of our own, each started as `python -m` of a module.

The pools of the standard library start their workers by importing the caller's main module again:
a script without a main guard would run itself anew in each of them, and a notebook has no such
module. These workers import the function they are to run and nothing else.

Parent and worker speak in pickles over the worker's standard input and output, a task and its
answer at a time; what a task prints goes to standard error. A worker watches itself: a clock of its
own ends it when a task takes too long, also when its parent is gone, and the system gives it no
more memory than it may have. The parent learns of that as of a crash, and goes on with a new one.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from socsam_opendata.errors import BuildError

# Why there is no answer: the task took too long, or too much memory, or its worker ended.
SECONDS, MEMORY, ENDED = "seconds", "memory", "ended"
ANSWERED, RAISED = "answered", "raised"
# What the clock of a worker ends it with (faulthandler), and a fault of the program (sysexits.h).
TIME_OUT, FAULT = 1, 70
# Tasks that wait together, so that a waiting one costs little.
_SLICE = 50


@dataclass(frozen=True, slots=True)
class Watch:
    """How many seconds a task may take, and its worker how many megabytes; 0 is without end.

    Memory is limited where the system does that for a process (Linux).
    """

    seconds: int = 0
    megabytes: int = 0


UNWATCHED = Watch()


@dataclass(frozen=True, slots=True)
class Lost:
    """A task without an answer: SECONDS, MEMORY or ENDED, and the code its worker ended with."""

    cause: str
    code: int


@dataclass(frozen=True, slots=True)
class Begin:
    """What a worker is told first: the first arguments of all tasks, and how it is watched."""

    first: tuple[Any, ...] = ()
    watch: Watch = UNWATCHED


class Workers:
    """Some processes that run one function of a module; a context, and they are gone after it.

    `first` are arguments that all tasks have, before their own. A process is started when there is
    work for it.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        count: int,
        first: tuple[Any, ...] = (),
        watch: Watch = UNWATCHED,
    ) -> None:
        self._function, self._count, self._begin = function, count, Begin(first, watch)
        self._idle: queue.SimpleQueue[_Worker | None] = queue.SimpleQueue()
        for _ in range(count):
            self._idle.put(None)
        self._living: set[_Worker] = set()
        self._change = threading.Lock()
        self._closed = False
        self._threads = ThreadPoolExecutor(count)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes; those at work are not waited for."""
        with self._change:
            self._closed = True
            for worker in self._living:
                worker.end()
        self._threads.shutdown(cancel_futures=True)
        while self._living:
            self._living.pop().close()

    def answers(self, tasks: Sequence[tuple[Any, ...]]) -> Iterator[Any]:
        """What the function gives for each task, in their order; Lost where there is no answer.

        A SocsamError or OSError in a worker is raised here. A task is asked again in a new process
        where one that had worked before ended at it: what went before may be why.
        """
        size = max(1, min(_SLICE, len(tasks) // (self._count * 8)))
        slices = [tasks[i : i + size] for i in range(0, len(tasks), size)]
        waiting = [self._threads.submit(self._answered, part) for part in slices]
        waiting.reverse()
        try:
            while waiting:
                yield from waiting.pop().result()
        finally:
            for future in waiting:
                future.cancel()

    def _answered(self, tasks: Sequence[tuple[Any, ...]]) -> list[Any]:
        worker = self._idle.get()
        found: list[Any] = []
        try:
            for task in tasks:
                answer, worker = self._asked(task, worker)
                found.append(answer)
        finally:
            self._idle.put(worker)
        return found

    def _asked(self, task: tuple[Any, ...], worker: _Worker | None) -> tuple[Any, _Worker | None]:
        """The answer to a task, and the worker that is there after it."""
        while True:
            fresh = worker is None
            worker = worker or self._started()
            found = worker.ask(task)
            if not isinstance(found, Lost):
                return found, worker
            self._gone(worker)
            worker = None
            if fresh or found.cause == SECONDS:
                return found, None

    def _started(self) -> _Worker:
        with self._change:
            if self._closed:
                raise BuildError("workers.died", code="0")  # nobody hears it
            worker = _Worker(self._function, self._begin)
            self._living.add(worker)
            return worker

    def _gone(self, worker: _Worker) -> None:
        with self._change:
            self._living.discard(worker)
        worker.close()


def in_workers(
    function: Callable[..., Any], tasks: Sequence[tuple[Any, ...]], workers: int
) -> Iterator[Any]:
    """What a function of a module gives for each tuple of arguments, in their order.

    A SocsamError or OSError in a worker is raised here; BuildError when a worker dies. All workers
    are gone when the iterator is done with or closed.
    """
    with Workers(function, workers) as some:
        for answer in some.answers(tasks):
            yield _not_lost(answer)


@contextmanager
def in_background(function: Callable[..., Any]) -> Iterator[Callable[..., Callable[[], Any]]]:
    """A function of a module, ready in a process of its own: call it, and what it gives when done.

    It is at work while this process goes on; the second call waits and gives the answer. Errors
    are as of `in_workers`. The process is gone when the context is left.
    """
    worker = _Worker(function, Begin())
    pool = ThreadPoolExecutor(1)
    try:
        yield lambda *task: pool.submit(lambda: _not_lost(worker.ask(task))).result
    finally:
        worker.end()  # its answer is not waited for
        pool.shutdown()
        worker.close()


def _not_lost(answer: Any) -> Any:
    """An answer; BuildError where there is none."""
    if isinstance(answer, Lost):
        raise BuildError("workers.died", code=str(answer.code))
    return answer


class _Worker:
    """A process that runs one function, a task after the other."""

    def __init__(self, function: Callable[..., Any], begin: Begin) -> None:
        name = f"{function.__module__}:{function.__qualname__}"
        # The worker finds what this process finds, wherever it was put on the path.
        path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "socsam_opendata.dataset.worker_process", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )
        self._begin = begin
        self._begun = False

    def end(self) -> None:
        """End the process; one that is at work is not waited for."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End the process, which nobody asks any more."""
        self.end()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what was not sent is not asked any more
                    pipe.close()

    def ask(self, task: tuple[Any, ...]) -> Any:
        """The answer to a task, or Lost; what it raised is raised."""
        to, back = self._process.stdin, self._process.stdout
        assert to is not None
        assert back is not None
        asked = time.monotonic()
        try:
            if not self._begun:
                pickle.dump(self._begin, to)
                self._begun = True
            pickle.dump(task, to)
            to.flush()
            what, value = pickle.load(back)
        except (BrokenPipeError, EOFError, pickle.UnpicklingError):
            return self._lost(time.monotonic() - asked)
        if what == RAISED:
            raise value
        return value if what == ANSWERED else Lost(what, self._process.wait())

    def _lost(self, seconds: float) -> Lost:
        """Why the process ended without a word, so many seconds after it was asked."""
        code, most = self._process.wait(), self._begin.watch.seconds
        slow = most and code == TIME_OUT and seconds >= most
        return Lost(SECONDS if slow else ENDED, code)

"""Work on several processors: processes of our own, each started as `python -m` of this module.

The pools of the standard library start their workers by importing the caller's main module again:
a script without a main guard would run itself anew in each of them, and a notebook has no such
module. These workers import the function they are to run and nothing else.

Parent and worker speak in pickles over the worker's standard input and output, a task and its
answer at a time; what a task prints goes to standard error.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import queue
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from socsam_opendata.errors import BuildError, SocsamError


def in_workers(
    function: Callable[..., Any], tasks: Sequence[tuple[Any, ...]], workers: int
) -> Iterator[Any]:
    """What a function of a module gives for each tuple of arguments, in their order.

    A SocsamError or OSError in a worker is raised here; BuildError when a worker dies. All workers
    are gone when the iterator is done with or closed.
    """
    idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
    with ExitStack() as stack:
        for _ in range(min(workers, len(tasks))):
            idle.put(stack.enter_context(_Worker(function)))

        def answer(task: tuple[Any, ...]) -> Any:
            worker = idle.get()
            try:
                return worker.ask(task)
            finally:
                idle.put(worker)

        pool = stack.enter_context(ThreadPoolExecutor(workers))
        waiting = [pool.submit(answer, task) for task in tasks]
        try:
            for future in waiting:
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def in_background(function: Callable[..., Any]) -> Iterator[Callable[..., Callable[[], Any]]]:
    """A function of a module, ready in a process of its own: call it, and what it gives when done.

    It is at work while this process goes on; the second call waits and gives the answer. Errors
    are as of `in_workers`. The process is gone when the context is left.
    """
    with _Worker(function) as worker, ThreadPoolExecutor(1) as pool:
        try:
            yield lambda *task: pool.submit(worker.ask, task).result
        finally:
            worker.end()  # its answer is not waited for


class _Worker:
    """A process that runs one function, a task after the other."""

    def __init__(self, function: Callable[..., Any]) -> None:
        name = f"{function.__module__}:{function.__qualname__}"
        # The worker finds what this process finds, wherever it was put on the path.
        path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "socsam_opendata.dataset.workers", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )

    def __enter__(self) -> _Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def end(self) -> None:
        """End the process; one that is at work is not waited for."""
        self._process.kill()
        self._process.wait()

    def ask(self, task: tuple[Any, ...]) -> Any:
        """The answer to a task; what it raised is raised."""
        to, back = self._process.stdin, self._process.stdout
        assert to is not None
        assert back is not None
        try:
            pickle.dump(task, to)
            to.flush()
            done, value = pickle.load(back)
        except (BrokenPipeError, EOFError, pickle.UnpicklingError) as error:
            raise BuildError("workers.died", code=str(self._process.wait())) from error
        if not done:
            raise value
        return value


def serve(function: Callable[..., Any], tasks: IO[bytes], answers: IO[bytes]) -> None:
    """Answer tasks until there are no more.

    Only errors that are to be expected are answers; any other ends the worker with a traceback.
    """
    while True:
        try:
            task = pickle.load(tasks)
        except EOFError:
            return
        try:
            answer = (True, function(*task))
        except (SocsamError, OSError) as error:
            answer = (False, error)
        pickle.dump(answer, answers)
        answers.flush()


def main(name: str) -> None:
    """Run the function of a name such as `socsam_opendata.dataset.gather:_read_chunk`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and ends its workers
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    module, _, attribute = name.partition(":")
    function = getattr(importlib.import_module(module), attribute)
    # What was imported and listed stays, and a task leaves few cycles: a twelfth of the time is
    # saved by not looking for them so often.
    gc.freeze()
    gc.set_threshold(50_000)
    serve(function, sys.stdin.buffer, answers)


if __name__ == "__main__":
    main(sys.argv[1])

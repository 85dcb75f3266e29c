"""What a process of `workers` does: it runs one function of a module, a task after the other."""

from __future__ import annotations

import errno
import faulthandler
import gc
import importlib
import os
import pickle
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from socsam_opendata.dataset.workers import ANSWERED, FAULT, MEMORY, RAISED, Begin
from socsam_opendata.errors import SocsamError


def serve(function: Callable[..., Any], tasks: IO[bytes], answers: IO[bytes]) -> None:
    """Answer tasks until there are no more.

    Only errors that are to be expected are answers; any other ends the worker with a traceback.
    """
    begin = Begin()
    with Path(os.devnull).open("w") as nowhere:
        while True:
            try:
                task = pickle.load(tasks)
            except EOFError:
                return
            if isinstance(task, Begin):
                begin = task
                _limit_memory(begin.watch.megabytes)
                continue
            if begin.watch.seconds:
                # It ends the process from a thread that waits for nothing: a pattern or a library
                # that goes round in circles lets no other Python code run.
                faulthandler.dump_traceback_later(begin.watch.seconds, file=nowhere, exit=True)
            answer = _answer(function, (*begin.first, *task))
            faulthandler.cancel_dump_traceback_later()
            answers.write(answer or pickle.dumps((MEMORY, None)))
            answers.flush()
            if answer is None:
                sys.exit(1)


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...]) -> bytes | None:
    """What a function gives or raises, as it is sent; None where there is no memory for it."""
    try:
        return pickle.dumps((ANSWERED, function(*arguments)))
    except MemoryError:
        return None
    except (SocsamError, OSError) as error:
        lacking = isinstance(error, OSError) and error.errno == errno.ENOMEM
        return None if lacking else pickle.dumps((RAISED, error))


def _limit_memory(megabytes: int) -> None:
    """Have the system refuse this process more memory than that, where it does such a thing."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = megabytes * 1_000_000 if megabytes else most
    if most != resource.RLIM_INFINITY:
        wanted = min(wanted, most)
    resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))


def _fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print a fault of the program as ever, and end with a code that the clock does not have."""
    sys.__excepthook__(kind, error, trace)
    sys.stderr.flush()
    os._exit(FAULT)


def main(name: str) -> None:
    """Run the function of a name such as `socsam_opendata.dataset.inputs_read:read_input`."""
    sys.excepthook = _fault
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

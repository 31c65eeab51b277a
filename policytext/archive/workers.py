"""A worker process: it takes documents, does one after the other, and gives the outcomes back."""

from __future__ import annotations

import gc
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from queue import SimpleQueue

from policytext.archive.work import Outcome, Task, do
from policytext.errors import CallError, PolicytextError
from policytext.pipeline import Analyzer

_GARBAGE = 50_000  # objects after which cycles among them are looked for: a document leaves few


class Worker:
    """A process, how many documents it has been given, those of them that it has not done yet (the
    first is the one that it is at) and how large they are together, and the time since which it is
    at that one (infinite before it is ready to work)."""

    def __init__(
        self,
        context: BaseContext,
        prepare: Callable[[], Analyzer],
        strangers: Iterable[Connection],
    ) -> None:
        self.given = 0
        self.tasks: deque[Task] = deque()
        self.load = 0
        self.since = float("inf")
        self._ready = False
        self.connection, inside = context.Pipe()
        strangers = [*strangers, self.connection] if context.get_start_method() == "fork" else ()
        self._process = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(inside, strangers, prepare), daemon=True
        )
        self._process.start()
        inside.close()

    def give(self, task: Task) -> None:
        """Hand over a document; a worker that is dead shows it when its outcome is taken."""
        if self._ready and not self.tasks:
            self.since = time.monotonic()
        self.given += 1
        self.tasks.append(task)
        self.load += task.size
        with suppress(OSError):
            self.connection.send(task)

    def take(self) -> Outcome | None:
        """The outcome that is ready; None where the worker only says that it can begin.

        Raises EOFError or OSError where the worker is dead, PolicytextError where the settings are
        wrong or workers cannot be started.
        """
        try:
            outcome: Outcome | PolicytextError | None = self.connection.recv()
        except (EOFError, OSError):
            if not self._ready:
                raise CallError(f"worker processes cannot be started ({self.ending()})") from None
            raise
        self.since = time.monotonic()
        if isinstance(outcome, PolicytextError):
            raise outcome
        if outcome is None:
            self._ready = True
        else:
            self.load -= self.tasks.popleft().size
        return outcome

    def end(self) -> None:
        """Kill the process, whatever it is doing."""
        self.connection.close()
        self._process.kill()
        self._process.join()

    def ending(self) -> str:
        """How the process ended, for a message."""
        self._process.join()
        code = self._process.exitcode
        if code is None or code >= 0:
            return f"exit code {code}"
        name = signal.Signals(-code).name
        return f"{name}: perhaps the memory ran out" if name == "SIGKILL" else name


def _serve(
    connection: Connection, strangers: Iterable[Connection], prepare: Callable[[], Analyzer]
) -> None:
    """The life of a worker; it ends with the process that started it, however that ends.

    `strangers` are ends of pipes that a forked process gets and must not keep open.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes
    for stranger in strangers:
        stranger.close()
    try:
        analyzer = prepare()
    except PolicytextError as error:
        connection.send(error)
        return
    gc.set_threshold(_GARBAGE)
    connection.send(None)
    inbox: SimpleQueue[Task] = SimpleQueue()
    threading.Thread(target=_receive, args=(connection, inbox), daemon=True).start()
    while True:
        try:
            outcome: Outcome | PolicytextError = do(inbox.get(), analyzer)
        except PolicytextError as error:
            outcome = error
        connection.send(outcome)


def _receive(connection: Connection, inbox: SimpleQueue[Task]) -> None:
    """Take documents in while the worker works, so that neither side waits for the other to read."""
    while True:
        try:
            inbox.put(connection.recv())
        except (EOFError, OSError):
            os._exit(0)

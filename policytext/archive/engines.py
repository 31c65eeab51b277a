"""Doing documents on this machine: worker processes that may hang or die without harm to others."""

from __future__ import annotations

import gc
import multiprocessing
import sys
import time
from collections import deque
from collections.abc import Generator, Iterator
from functools import partial
from multiprocessing.connection import wait
from typing import Protocol

from policytext.archive.work import Outcome, Task, died, over_time
from policytext.archive.workers import Worker
from policytext.pipeline import Analyzer, Settings

# Documents at a worker: the one that it does, and those that wait while this process or the disk takes
# its time. Of large ones only one waits, so that no worker is left with all of them.
_AHEAD = 8
_AHEAD_LARGE = 2
_SMALL = 2**16  # characters, or bytes of files, of all documents at a worker that are small
_DEATHS = 2  # workers that may die over a document before it is given up
_LIFE = 1700  # documents after which a forked worker makes way for a new one: memory stays as it is


class Engine(Protocol):
    """Where documents are done: every task gives one outcome, in any order."""

    def run(self, tasks: Iterator[Task]) -> Generator[Outcome, None, None]:
        """The outcomes as they come; tasks are taken as there is room for them. Closing it ends
        what is at work."""
        ...


class LocalEngine:
    """Worker processes on this machine.

    They are forked from this process when it has the model and the dictionaries in its memory, and
    share them; where the system does not fork safely each loads its own. A worker that takes more
    than `timeout` seconds for a document is killed. A document whose worker dies is tried once
    more, because something else may have killed it.
    """

    def __init__(self, analyzer: Analyzer, jobs: int, timeout: float) -> None:
        self._analyzer = analyzer
        self._jobs = jobs
        self._timeout = timeout
        self._workers: list[Worker] = []
        self._again: deque[Task] = deque()
        self._deaths: dict[str, int] = {}
        self._forks = _forks_safely()
        self._life = _LIFE if self._forks else sys.maxsize
        self._loaded = False

    def run(self, tasks: Iterator[Task]) -> Generator[Outcome, None, None]:
        """The outcomes; raises PolicytextError where the settings turn out to be wrong."""
        try:
            self._feed(tasks)
            while any(worker.tasks for worker in self._workers):
                yield from self._outcomes()
                self._feed(tasks)
        finally:
            for worker in self._workers:
                worker.end()
            self._workers.clear()

    def _feed(self, tasks: Iterator[Task]) -> None:
        """Give every worker what it has room for, the idle ones first."""
        for worker in [w for w in self._workers if w.given >= self._life and not w.tasks]:
            worker.end()
            self._workers.remove(worker)
        for room in range(1, _AHEAD + 1):
            for place in range(self._jobs):
                if place < len(self._workers):
                    worker = self._workers[place]
                    if len(worker.tasks) >= room or worker.given >= self._life:
                        continue
                    if room > _AHEAD_LARGE and worker.load > _SMALL:
                        continue
                task = self._again.popleft() if self._again else next(tasks, None)
                if task is None:
                    return
                if place == len(self._workers):
                    self._workers.append(self._start())
                self._workers[place].give(task)

    def _outcomes(self) -> Iterator[Outcome]:
        """What the workers have ready; waits until there is something."""
        busy = [worker for worker in self._workers if worker.tasks]
        deadline = min(worker.since for worker in busy) + self._timeout
        left = max(0.0, deadline - time.monotonic())
        ready = wait([worker.connection for worker in busy], None if left == float("inf") else left)
        for worker in busy:
            if worker.connection in ready:
                try:
                    outcome = worker.take()
                except (EOFError, OSError):
                    yield from self._died(worker)
                    continue
                if outcome is not None:
                    yield outcome
            elif time.monotonic() - worker.since >= self._timeout:
                yield over_time(self._dismiss(worker), self._timeout)

    def _died(self, worker: Worker) -> Iterator[Outcome]:
        task = self._dismiss(worker)
        deaths = self._deaths[task.key] = self._deaths.get(task.key, 0) + 1
        if deaths < _DEATHS:
            self._again.append(task)
        else:
            yield died(task, worker.ending())

    def _dismiss(self, worker: Worker) -> Task:
        """End a worker; what waited for it goes to another. Returns the document that it was at."""
        worker.end()
        self._workers.remove(worker)
        task = worker.tasks.popleft()
        self._again.extend(worker.tasks)
        return task

    def _start(self) -> Worker:
        if not self._forks:
            spawn = multiprocessing.get_context("spawn")
            return Worker(spawn, partial(_loaded, self._analyzer.settings), ())
        if not self._loaded:
            self._analyzer.load()
            gc.collect()
            gc.freeze()  # else every worker's first collection would copy all of it
            self._loaded = True
        fork = multiprocessing.get_context("fork")
        return Worker(fork, lambda: self._analyzer, [w.connection for w in self._workers])


def _loaded(settings: Settings) -> Analyzer:
    analyzer = Analyzer(settings)
    analyzer.load()
    return analyzer


def _forks_safely() -> bool:
    """Whether a process that has run libraries may be forked: not where it is impossible, nor on
    macOS, whose own libraries forbid it."""
    return "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"

"""How far a run over an archive is: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from policytext.archive.batch import Tally
from policytext.archive.work import Failed

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_BETWEEN_LINES = 30.0  # seconds
_BETWEEN_FRAMES = 0.2
_SHOWN_FAILURES = 20


class Reporter:
    """Says on standard error how far a run is and what fails; with `plain` never by a bar."""

    def __init__(self, plain: bool) -> None:
        self.on_terminal = not plain and _is_terminal()
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._started = self._said = time.monotonic()
        self._failures = 0

    @contextmanager
    def showing(self, what: str, total: int | None) -> Iterator[None]:
        """While the block runs, `report` says how far it is; `what` stands before the bar, `total`
        is the number of documents, None where nobody knows."""
        self._started = self._said = time.monotonic()
        if not self.on_terminal:
            yield
            return
        with _bar() as self._bar:
            self._task = self._bar.add_task(what, total=total, speed="", failed="")
            try:
                yield
            finally:
                self._bar = None

    def report(self, tally: Tally, failure: Failed | None) -> None:
        """A document is done or passed over."""
        if failure:
            self._fail(failure)
        now = time.monotonic()
        between = _BETWEEN_FRAMES if self._bar else _BETWEEN_LINES
        if now - self._said < between:
            return
        self._said = now
        speed = f"{tally.characters / (now - self._started):,.0f} characters/s"
        failed = f"{tally.failures:,} failed" if tally.failures else ""
        if self._bar and self._task is not None:
            done = tally.finished
            self._bar.update(self._task, completed=done, speed=speed, failed=failed, refresh=True)
        elif not self.on_terminal:
            parts = [f"{tally.finished:,} documents", speed, failed]
            self._say("policytext: " + ", ".join(part for part in parts if part))

    def _fail(self, failure: Failed) -> None:
        self._failures += 1
        if self._failures <= _SHOWN_FAILURES:
            self._say(f"policytext: {failure.reason}")
        elif self._failures == _SHOWN_FAILURES + 1:
            self._say("policytext: more failures stand in the table `failures` of the archive")

    def _say(self, line: str) -> None:
        if self._bar:
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            print(line, file=sys.stderr, flush=True)


def _is_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TextColumn("[red]{task.fields[failed]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(elapsed_when_finished=False),
        console=Console(stderr=True, force_terminal=True),
        auto_refresh=False,  # no thread: this process is forked
        transient=True,
    )


def summary(tally: Tally, seconds: float | None) -> str:
    """What has become of the documents, or would where no time was taken (None), a line each; the
    last line says how many failed."""
    planned = seconds is None
    rate = ""
    if seconds is not None:
        speed = tally.characters / max(seconds, 0.001)
        rate = f"{tally.characters:,} characters in {seconds:,.0f} s, {speed:,.0f} a second"
    kinds = ", ".join(f"{kind} {count:,}" for kind, count in sorted(tally.failed.items()))
    hint = "--retry-failed tries them again"
    known = f"known before {tally.known_failed:,} ({hint})" if tally.known_failed else ""
    lines = [
        ("new", tally.new, "to be done" if planned else ""),
        ("changed", tally.changed, "to be done again" if planned else ""),
        ("done", tally.done, rate),
        ("done before the interruption", tally.resumed, ""),
        ("unchanged", tally.unchanged, ""),
        ("the same document again", tally.repeated, ""),
        ("left out by the source", tally.left_out, ""),
    ]
    shown = [line for line in lines if line[1]]
    shown.append(("failed", tally.failures, ", ".join(filter(None, (kinds, known)))))
    return "".join(f"{name:<29}{count:>11,}  {more}".rstrip() + "\n" for name, count, more in shown)

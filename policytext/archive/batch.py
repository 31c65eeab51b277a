"""From sources to an archive: what is to be done, done, and written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice

from policytext.archive.engines import Engine
from policytext.archive.rows import document_id
from policytext.archive.store import Run, Store
from policytext.archive.work import Done, Failed, FailureKind, Task
from policytext.reading.records import Record, Unreadable

Items = Iterable[Record | Unreadable]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents of the sources are looked at: the first `limit` (None: all) of a share of
    them, `sample`, which is always the same; and whether those that failed before are tried again."""

    limit: int | None = None
    sample: float = 1.0
    retry_failed: bool = False

    @property
    def complete(self) -> bool:
        """Whether all documents of the sources are looked at."""
        return self.limit is None and self.sample == 1.0

    def among(self, items: Items) -> Iterator[Record | Unreadable]:
        """Those of `items` that are looked at."""
        if self.sample < 1.0:
            bound = int(self.sample * 2**63)
            items = (item for item in items if document_id(item.key) < bound)
        return islice(items, self.limit)


@dataclass(slots=True)
class Tally:
    """What has become of the documents that were looked at.

    `new` and `changed` documents were or are to be done; `resumed` ones were done by this run before
    it was interrupted, `unchanged` ones by an earlier run. `repeated`: the same document came
    before. `left_out`: the source says that they do not count. `known_failed` failed before and are
    not tried again. `unreadable` is what the sources could not give. `failed` counts what failed
    now, by kind, the unreadable with it. `characters` are those of the documents that are done.
    """

    new: int = 0
    changed: int = 0
    resumed: int = 0
    unchanged: int = 0
    repeated: int = 0
    left_out: int = 0
    known_failed: int = 0
    unreadable: int = 0
    failed: Counter[FailureKind] = field(default_factory=Counter)
    done: int = 0
    characters: int = 0

    @property
    def failures(self) -> int:
        """How many documents are not in the archive because they failed, now or before."""
        return self.failed.total() + self.known_failed

    @property
    def passed(self) -> int:
        """How many documents there was nothing to do about."""
        return self.resumed + self.unchanged + self.repeated + self.left_out

    @property
    def finished(self) -> int:
        """How many documents are done or given up, or were passed over."""
        return self.done + self.passed + self.failures

    @property
    def looked_at(self) -> int:
        """How many documents there were in the sources."""
        return self.new + self.changed + self.passed + self.known_failed + self.unreadable


# Called whenever a document is done or passed over, with the failure where it is one.
Report = Callable[[Tally, Failed | None], None]


class Batch:
    """One run: carries documents from the sources to an engine and the outcomes to the store."""

    def __init__(self, store: Store, run: Run, choice: Choice, report: Report) -> None:
        self.tally = Tally()
        self._store = store
        self._run = run
        self._choice = choice
        self._report = report

    def plan(self, items: Items) -> Tally:
        """Look at the documents of the sources only; `failed` are those that cannot be read."""
        for _ in self._tasks(items, self._said):
            self._report(self.tally, None)
        return self.tally

    def do(self, items: Items, engine: Engine) -> Tally:
        """Do the documents that are not in the archive as they are."""
        with closing(engine.run(self._tasks(items, self._fail))) as outcomes:
            for outcome in outcomes:
                if isinstance(outcome, Done):
                    self._store.write(outcome.rows, self._run)
                    self.tally.done += 1
                    self.tally.characters += outcome.characters
                    self._report(self.tally, None)
                else:
                    self._fail(outcome)
        self._store.finish(self._run, self.tally.unchanged, self._choice.complete)
        return self.tally

    def _tasks(self, items: Items, fail: Callable[[Failed], None]) -> Iterator[Task]:
        """The documents that are to be done; what is not is counted."""
        for item in self._choice.among(items):
            if isinstance(item, Record):
                task = self._task(item)
                if task:
                    yield task
            elif item.kind == "left out":
                self.tally.left_out += 1
            elif key := self._store.claim(item.key, item.collection, None):
                self.tally.unreadable += 1
                fail(Failed(key, item.collection, "reading", item.reason))

    def _task(self, record: Record) -> Task | None:
        """What is to be done with `record`; None where nothing is."""
        tally = self.tally
        sha256, made_with = record.sha256, self._run.made_with
        key = self._store.claim(record.key, record.collection, sha256)
        if key is None:
            tally.repeated += 1
            return None
        known = self._store.known(key, sha256, made_with)
        match known.state:
            case "unchanged" if known.run == self._run.id:
                tally.resumed += 1
            case "unchanged":
                tally.unchanged += 1
            case "failed" if not self._choice.retry_failed:
                tally.known_failed += 1
            case state:
                if state == "new":
                    tally.new += 1
                else:
                    tally.changed += 1
                return Task(key, record, sha256, made_with)
        self._report(tally, None)
        return None

    def _fail(self, failure: Failed) -> None:
        self._store.fail(failure, self._run)
        self._said(failure)

    def _said(self, failure: Failed) -> None:
        self.tally.failed[failure.kind] += 1
        self._report(self.tally, failure)

"""Worker processes: documents that hang or kill them cost themselves alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from policytext.archive.engines import LocalEngine
from policytext.archive.work import Done, Failed, Outcome, Task
from policytext.archive.workers import Worker
from policytext.errors import DictionaryError, PolicytextError
from policytext.model import Document, Result
from policytext.pipeline import Analyzer, Settings
from policytext.reading.records import Record

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the analyzer here must be forked")


class _Moody(Analyzer):
    """An analyzer that does what the documents say."""

    def __init__(self, folder: Path) -> None:
        super().__init__(Settings(kinds=frozenset({"amounts"})))
        self._folder = folder

    def analyze_document(self, document: Document) -> Result:
        if "hang" in document.text:
            time.sleep(1000)
        if "die" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "once" in document.text and not (self._folder / "died").exists():
            (self._folder / "died").touch()
            os.kill(os.getpid(), signal.SIGTERM)
        if "settings" in document.text:
            raise DictionaryError("own.yaml: line 2: a pattern that cannot be used")
        return super().analyze_document(document)


def _task(key: int, text: str) -> Task:
    record = Record(str(key), "press", "-", f"text {key}", text=text)
    return Task(str(key), record, "sha", "made")


def outcomes(
    folder: Path, texts: Iterable[str], jobs: int = 2, timeout: float = 60.0
) -> dict[str, Outcome]:
    """What becomes of the texts, by their keys `0`, `1`, …"""
    engine = LocalEngine(_Moody(folder), jobs, timeout)
    tasks = (_task(key, text) for key, text in enumerate(texts))
    found: dict[str, Outcome] = {}
    for outcome in engine.run(tasks):
        key = outcome.key if isinstance(outcome, Failed) else str(outcome.rows.document[1])
        assert key not in found
        found[key] = outcome
    assert not multiprocessing.active_children()
    return found


def test_every_document_gives_one_outcome_whoever_does_it(tmp_path: Path) -> None:
    texts = [f"예산은 {number}억 원이다." for number in range(1, 40)]
    for jobs in (1, 3):
        found = outcomes(tmp_path, texts, jobs)
        sums = {
            key: done.rows.found["amounts"][0][2]
            for key, done in found.items()
            if isinstance(done, Done)
        }
        assert sums == {str(key): f"{key + 1}억 원" for key in range(39)}


def test_workers_make_way_for_new_ones_and_no_document_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policytext.archive.engines._LIFE", 4)
    start, started = LocalEngine._start, []

    def counted(self: LocalEngine) -> Worker:
        started.append(start(self))
        return started[-1]

    monkeypatch.setattr(LocalEngine, "_start", counted)
    found = outcomes(tmp_path, [f"{number}억 원" for number in range(1, 21)])
    assert {type(outcome) for outcome in found.values()} == {Done}
    assert len(started) >= 5
    assert max(worker.given for worker in started) == 4


def test_a_document_that_hangs_is_given_up_and_holds_up_no_other(tmp_path: Path) -> None:
    found = outcomes(tmp_path, ["3억 원", "hang", "4억 원", "5억 원", "6억 원"], timeout=1.0)
    failed = found.pop("1")
    assert isinstance(failed, Failed)
    assert (failed.kind, failed.reason) == ("time", "text 1: not done within 1 seconds")
    assert all(isinstance(outcome, Done) for outcome in found.values())
    assert len(found) == 4


def test_a_document_that_kills_its_workers_is_given_up(tmp_path: Path) -> None:
    found = outcomes(tmp_path, ["3억 원", "die", "4억 원", "5억 원"])
    failed = found.pop("1")
    assert isinstance(failed, Failed)
    assert failed.kind == "crash"
    assert "SIGKILL: perhaps the memory ran out" in failed.reason
    assert (failed.sha256, failed.made_with) == ("sha", "made")
    assert [type(outcome) for outcome in found.values()] == [Done] * 3


def test_a_document_whose_worker_was_killed_by_others_is_tried_again(tmp_path: Path) -> None:
    found = outcomes(tmp_path, ["3억 원", "once 9억 원", "4억 원"])
    assert [type(outcome) for outcome in found.values()] == [Done] * 3


def test_where_the_system_does_not_fork_every_worker_loads_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("policytext.archive.engines._forks_safely", lambda: False)
    engine = LocalEngine(Analyzer(Settings(kinds=frozenset({"amounts"}))), 1, 60.0)
    found = list(engine.run(_task(key, f"{key}억 원") for key in range(1, 4)))
    assert [type(outcome) for outcome in found] == [Done] * 3
    assert not multiprocessing.active_children()


def test_workers_that_cannot_be_started_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policytext.archive.engines._forks_safely", lambda: False)
    settings = Settings((Path("none.yaml"),), frozenset({"amounts"}))
    engine = LocalEngine(Analyzer(settings), 1, 60.0)
    with pytest.raises(PolicytextError, match=r"none\.yaml"):
        list(engine.run(iter([_task(1, "3억 원")])))


def test_wrong_settings_end_the_run(tmp_path: Path) -> None:
    with pytest.raises(DictionaryError, match=r"own\.yaml: line 2"):
        outcomes(tmp_path, ["3억 원", "settings", "4억 원"])
    assert not multiprocessing.active_children()


def test_large_documents_and_large_results_do_not_wait_for_each_other(tmp_path: Path) -> None:
    text = "사업비는 3억 원이다. " + "가나다라 " * 20_000
    found = outcomes(tmp_path, [text] * 5)
    assert [type(outcome) for outcome in found.values()] == [Done] * 5


def test_without_documents_no_process_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("policytext.archive.engines.Worker")
    assert outcomes(tmp_path, []) == {}


def test_a_run_that_is_left_ends_its_workers(tmp_path: Path) -> None:
    engine = LocalEngine(_Moody(tmp_path), 2, 60.0)
    tasks = (_task(key, "3억 원") for key in range(1000))
    running = engine.run(tasks)
    next(running)
    running.close()
    assert not multiprocessing.active_children()
    assert int(next(tasks).key) < 40


def test_of_large_documents_only_one_waits_at_each_worker(tmp_path: Path) -> None:
    engine = LocalEngine(_Moody(tmp_path), 2, 60.0)
    tasks = (_task(key, "사업비는 3억 원이다. " * 10_000) for key in range(1000))
    running = engine.run(tasks)
    next(running)
    running.close()
    assert int(next(tasks).key) == 4

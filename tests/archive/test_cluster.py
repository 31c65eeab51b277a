"""A Dask cluster does what this machine does, also when its workers die."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from archives import RELEASES, batch, contents, jsonl, query

from policytext.archive.cluster import ClusterEngine
from policytext.archive.fingerprint import fingerprint
from policytext.archive.work import Done, Failed, Task
from policytext.errors import CallError
from policytext.pipeline import Analyzer, Settings
from policytext.reading.records import Record

distributed = pytest.importorskip("distributed")

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The cluster that the README starts, on a port of its own."""
    (block,) = re.findall(r"^```bash\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    scheduler, workers, _ = block.splitlines()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    script = f"{scheduler}\n{workers}\nwait".replace("8786", port).replace(
        "dask ", f"{sys.executable} -m dask "
    )
    folder = tmp_path_factory.mktemp("cluster")
    with open(folder / "log", "wb") as log:
        cluster = subprocess.Popen(
            ["bash", "-c", script],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        yield f"tcp://127.0.0.1:{port}"
        os.killpg(cluster.pid, signal.SIGKILL)
        cluster.wait()


def test_a_cluster_gives_the_tables_that_this_machine_gives(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.yaml").write_text("programmes:\n- {name: 가온누리 나눔펀드, kind: fund}\n", "utf-8")
    jsonl(Path("press.jsonl"), [*RELEASES, ("r9", "나눔", "가온누리 나눔펀드에 3억 원을 쓴다.")])
    call = ("press.jsonl", "--only", "amounts", "--dictionary", "own.yaml", "-o")
    assert batch(*call, "here.sqlite").exit_code == 0
    done = batch(*call, "there.sqlite", "--cluster", address)
    assert done.exit_code == 0, done.stderr
    assert contents(Path("there.sqlite")) == contents(Path("here.sqlite"))
    assert query(Path("there.sqlite"), "SELECT low FROM amounts WHERE low < 1000000000") == [
        (300_000_000,)
    ]


def _engine(address: str, timeout: float = 60.0) -> ClusterEngine:
    settings = Settings(kinds=frozenset({"amounts"}))
    return ClusterEngine(address, settings, fingerprint(Analyzer(settings)), timeout)


def _task(number: int, lines: int = 1) -> Task:
    text = f"{number}억 원을 쓴다.\n" * lines
    record = Record(f"k{number}", "press", "-", f"text {number}", text=text)
    return Task(record.key, record, "sha", "made")


def test_a_worker_that_dies_is_survived(address: str) -> None:
    def tasks() -> Iterator[Task]:
        for number in range(1, 60):
            if number == 20:
                with distributed.Client(address, set_as_default=False) as client:
                    pids = client.run(os.getpid)
                os.kill(min(pids.values()), signal.SIGKILL)
            yield _task(number)

    outcomes = list(_engine(address).run(tasks()))
    assert {type(outcome) for outcome in outcomes} == {Done}
    sums = {o.rows.found["amounts"][0][2] for o in outcomes if isinstance(o, Done)}
    assert sums == {f"{number}억 원" for number in range(1, 60)}


def test_a_document_that_takes_too_long_is_given_up_and_its_worker_begins_anew(
    address: str,
) -> None:
    (failed,) = _engine(address, timeout=0.01).run(iter([_task(1, lines=5000)]))
    assert isinstance(failed, Failed)
    assert (failed.kind, failed.reason) == ("time", "text 1: not done within 0.01 seconds")
    (done,) = _engine(address).run(iter([_task(1)]))
    assert isinstance(done, Done)


def test_workers_of_another_version_are_told(address: str) -> None:
    settings = Settings(kinds=frozenset({"amounts"}))
    with pytest.raises(CallError, match="another version of policytext"):
        list(ClusterEngine(address, settings, "0123456789abcdef", 60.0).run(iter([_task(1)])))


def test_an_address_where_nobody_answers_is_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("policytext.archive.cluster._CONNECT", 0.5)
    for address in ("tcp://127.0.0.1:1", "nonsense://x"):
        with pytest.raises(CallError, match="no Dask scheduler answers there"):
            list(_engine(address).run(iter([_task(1)])))

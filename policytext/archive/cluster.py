"""Doing documents on a Dask cluster, of which any worker may die."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

from policytext.archive.remote import Work, do_there, remember
from policytext.archive.work import Outcome, Task, died
from policytext.errors import CallError, PolicytextError
from policytext.pipeline import Settings

if TYPE_CHECKING:
    from distributed import Client, Future

_AHEAD = 2  # documents at a thread of a worker: one that it does, one that waits for it
_CONNECT = 20  # seconds to find the scheduler
_COUNT = 2.0  # seconds between two looks how many workers there are


class ClusterEngine:
    """The workers of the Dask cluster whose scheduler is at `address`.

    Every worker process builds its model and its dictionaries once and does one document at a time.
    The scheduler gives the documents of a worker that died to others, and gives one up over which
    several workers died. A worker that takes more than `timeout` seconds for a document is ended;
    where a nanny watches over it, it is started anew.
    """

    def __init__(self, address: str, settings: Settings, made_with: str, timeout: float) -> None:
        self._address = address
        self._work = Work.of(settings, made_with)
        self._timeout = timeout
        self._room = 0
        self._counted = float("-inf")

    def run(self, tasks: Iterator[Task]) -> Generator[Outcome, None, None]:
        """The outcomes; raises PolicytextError where the cluster cannot be used, or where the
        settings turn out to be wrong."""
        distributed = _distributed()
        task = next(tasks, None)
        if task is None:
            return
        with self._client(distributed) as client:
            at_work: dict[Future, Task] = {}
            completed = distributed.as_completed(loop=client.loop)
            while task or at_work:
                while task and len(at_work) < self._room_in(client):
                    future = client.submit(
                        do_there, self._work.made_with, task, self._timeout, pure=False
                    )
                    at_work[future] = task
                    completed.add(future)
                    task = next(tasks, None)
                future = next(completed)
                yield self._outcome(distributed, client, future, at_work.pop(future))

    def _client(self, distributed: Any) -> Client:
        """A connection to a cluster that has workers, all of which know the settings."""
        try:
            client: Client = distributed.Client(
                self._address, timeout=_CONNECT, set_as_default=False
            )
        except (OSError, ValueError, TypeError) as error:
            raise CallError(f"{self._address}: no Dask scheduler answers there: {error}") from None
        try:
            client.wait_for_workers(1, timeout=_CONNECT)
            client.register_plugin(_plugin(distributed, self._work))
        except TimeoutError:
            client.close()
            raise CallError(
                f"{self._address}: the cluster has no workers; start some with `dask worker`"
            ) from None
        except ImportError as error:
            client.close()
            raise CallError(
                f"{self._address}: the workers lack the program ({error}); "
                "install policytext where they run"
            ) from None
        return client

    def _room_in(self, client: Client) -> int:
        """How many documents the workers may have at a time; workers come and go."""
        if time.monotonic() - self._counted > _COUNT:
            self._counted = time.monotonic()
            self._room = _AHEAD * max(1, sum(client.nthreads().values()))
        return self._room

    def _outcome(self, distributed: Any, client: Client, future: Future, task: Task) -> Outcome:
        outcome: Outcome
        try:
            outcome, overdue = future.result()
        except distributed.KilledWorker:
            return died(task, "and so did others after it")
        except PolicytextError:
            raise
        except Exception as error:
            if future.status == "cancelled":
                raise CallError(
                    f"{self._address}: the connection to the cluster is lost; "
                    "give the same command again when it is back, it goes on"
                ) from None
            said = " ".join(f"{type(error).__name__}: {error}".split())
            return died(task, said)
        if overdue:
            client.restart_workers([overdue], raise_for_error=False)
        return outcome


def _plugin(distributed: Any, work: Work) -> Any:
    """What tells every worker of the cluster, also those that come later, what it is to do."""

    class Remember(distributed.WorkerPlugin):  # type: ignore[misc]
        name = f"policytext-{work.made_with}"

        def setup(self, worker: object) -> None:
            remember(work)

    return Remember()


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        raise CallError(
            "--cluster needs Dask: install it with `pip install 'policytext[cluster]'`"
        ) from None
    return distributed

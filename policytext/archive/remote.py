"""What a worker of a cluster does: it has settings, but none of the files that they name."""

from __future__ import annotations

import tempfile
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from policytext.archive.fingerprint import fingerprint
from policytext.archive.work import Outcome, Task, do, over_time
from policytext.errors import CallError, DictionaryError, PolicytextError
from policytext.model import Kind
from policytext.pipeline import Analyzer, Settings


@dataclass(frozen=True, slots=True)
class Work:
    """Settings as they travel: with the names and the contents of the user's dictionaries."""

    made_with: str
    kinds: frozenset[Kind]
    dictionaries: tuple[tuple[str, bytes], ...]

    @classmethod
    def of(cls, settings: Settings, made_with: str) -> Work:
        """The work with `settings`; raises DictionaryError where a dictionary is gone."""
        try:
            contents = tuple((path.name, path.read_bytes()) for path in settings.dictionaries)
        except OSError as error:
            raise DictionaryError(
                f"{error.filename}: the dictionary cannot be read: {error.strerror}"
            ) from None
        return cls(made_with, settings.kinds, contents)

    def analyzer(self) -> Analyzer:
        """An analyzer that has loaded all it needs.

        Raises CallError where another version of the program is installed here.
        """
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for number, (name, content) in enumerate(self.dictionaries):
                path = Path(folder, str(number), name)
                path.parent.mkdir()
                path.write_bytes(content)
                paths.append(path)
            analyzer = Analyzer(Settings(tuple(paths), self.kinds))
            analyzer.load()
        if fingerprint(analyzer) != self.made_with:
            raise CallError(
                "a worker of the cluster has another version of policytext, of Kiwi, or of the "
                "dictionaries that ship; install the same everywhere"
            )
        return analyzer


_works: dict[str, Work] = {}
_one_at_a_time = threading.Lock()


def remember(work: Work) -> None:
    """Have this process know what documents that are made with this are made with."""
    _works[work.made_with] = work


def do_there(made_with: str, task: Task, timeout: float) -> tuple[Outcome, str | None]:
    """The outcome of a document in a worker of a cluster.

    With it comes the address of the worker where it has not done the document in `timeout` seconds:
    it is still at it, takes no other, and must be ended.
    """
    from distributed import get_worker

    ends: list[Outcome | PolicytextError] = []

    def work(analyzer: Analyzer) -> None:
        try:
            ends.append(do(task, analyzer))
        except PolicytextError as error:
            ends.append(error)
        finally:
            _one_at_a_time.release()

    _one_at_a_time.acquire()
    try:
        thread = threading.Thread(target=work, args=(_analyzer(made_with),), daemon=True)
    except BaseException:
        _one_at_a_time.release()
        raise
    thread.start()
    thread.join(timeout)
    if not ends:
        return over_time(task, timeout), get_worker().address
    if isinstance(ends[0], PolicytextError):
        raise ends[0]
    return ends[0], None


@lru_cache(maxsize=2)
def _analyzer(made_with: str) -> Analyzer:
    return _works[made_with].analyzer()

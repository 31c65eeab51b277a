"""Whole archives: speed against bare Kiwi in as many processes, memory, growth, and a second run.

    python benchmarks/archive.py ARCHIVE.jsonl[.xz]… [--jobs 2] [--documents 2000] [--rounds 3]
                                 [--growth 1000,2000,4000]

As many documents as are asked for are taken from all files, at equal distances: those of one year are
alike. The yardstick is ``Kiwi(load_multi_dict=False)`` that tokenizes the bodies of the same documents,
one by one, in as many processes forked from one that has loaded the model. It and ``policytext
batch`` run in turn, each as a whole process, reading and loading included; the figure is the median
of the ratios. Memory is that of a process and its children together (PSS: what they share counts
once), looked at twice a second.
"""

from __future__ import annotations

import argparse
import json
import lzma
import multiprocessing
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

_LOOK = 0.5  # seconds between two looks at the memory, which themselves take time
ROOT = Path(__file__).resolve().parent.parent
PROGRAM = [sys.executable, str(ROOT / "cli.py"), "batch"]


@dataclass(frozen=True)
class Measured:
    """The wall time of a command in seconds, and its peak memory in bytes (0 where /proc tells
    none)."""

    seconds: float
    memory: int


def measure(command: list[str]) -> Measured:
    """Run `command`, whose output is thrown away, and look at its memory meanwhile."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(proportional, family(process.pid))))
        with suppress(subprocess.TimeoutExpired):
            process.wait(_LOOK)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: exit code {process.returncode}")
    return Measured(time.perf_counter() - start, peak)


def family(pid: int) -> list[int]:
    """A process and its children."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(member for child in children for member in family(int(child)))]


def proportional(pid: int) -> int:
    """The proportional set size of a process in bytes, 0 where it is gone or the system tells none."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def lines_of(archives: Iterable[Path]) -> Iterator[str]:
    """The lines of archives, one document each."""
    for path in archives:
        with lzma.open(path, "rt") if path.suffix == ".xz" else open(path) as file:
            yield from file


def bodies_of(archive: Path) -> Iterator[str]:
    """The bodies of the documents of an archive."""
    for line in lines_of([archive]):
        yield json.loads(line).get("body") or ""


def yardstick(archive: Path, jobs: int) -> None:
    """Tokenize all bodies in `jobs` forked processes."""
    from kiwipiepy import Kiwi

    kiwi = Kiwi(num_workers=1, load_multi_dict=False)
    kiwi.tokenize("준비")

    def work(part: int) -> None:
        for body in islice(bodies_of(archive), part, None, jobs):
            kiwi.tokenize(body)

    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=work, args=(part,)) for part in range(jobs)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def some_documents(archives: Sequence[Path], count: int, folder: Path) -> Path:
    """A file with `count` documents of archives, at equal distances."""
    total = sum(1 for _ in lines_of(archives))
    if total < count:
        sys.exit(f"there are {total:,} documents, not {count:,}")
    path = folder / f"{count}.jsonl"
    with open(path, "w") as file:
        for number, line in enumerate(lines_of(archives)):
            if number * count // total != (number + 1) * count // total:
                file.write(line)
    return path


def batch(documents: Path, store: Path, jobs: int) -> Measured:
    """A run of the program over `documents`."""
    return measure([*PROGRAM, str(documents), "-o", str(store), "--jobs", str(jobs)])


def compare(documents: Path, count: int, jobs: int, rounds: int, folder: Path) -> None:
    """Print the ratio of the throughputs, and that of a second run."""
    characters = sum(map(len, bodies_of(documents)))
    bare = [sys.executable, __file__, str(documents), "--jobs", str(jobs), "--yardstick"]
    ratios, seconds, agains = [], [], []
    for number in range(rounds):
        theirs = measure(bare)
        store = folder / f"{count}-{number}.sqlite"
        ours = batch(documents, store, jobs)
        again = batch(documents, store, jobs)
        ratios.append(theirs.seconds / ours.seconds)
        agains.append(again.seconds / ours.seconds)
        seconds.append((ours.seconds, theirs.seconds))
    ours_s, theirs_s = (statistics.median(column) for column in zip(*seconds, strict=True))
    print(f"{count:,} documents, {characters:,} characters, {jobs} processes, {rounds} rounds")
    print(f"  bare Kiwi       {theirs_s:8.1f} s  {characters / theirs_s:10,.0f} characters/s")
    print(f"  policytext      {ours_s:8.1f} s  {characters / ours_s:10,.0f} characters/s")
    spread = f"({min(ratios):.2f} to {max(ratios):.2f})"
    print(f"  throughput against bare Kiwi  {statistics.median(ratios):.2f}  {spread}")
    print(f"  second run against the first  {statistics.median(agains):.3f}")


def grow(archives: Sequence[Path], counts: list[int], jobs: int, folder: Path) -> None:
    """Print time a document and memory as the archive grows."""
    print("documents  ms a document  characters/s  peak memory")
    for count in counts:
        documents = some_documents(archives, count, folder)
        characters = sum(map(len, bodies_of(documents)))
        ours = batch(documents, folder / f"growth-{count}.sqlite", jobs)
        each = 1000 * ours.seconds / count
        speed = characters / ours.seconds
        print(f"{count:9,}  {each:13.1f}  {speed:12,.0f}  {ours.memory / 2**20:8,.0f} MB")


def main() -> None:
    """Run all comparisons."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("archives", metavar="ARCHIVE", type=Path, nargs="+")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--growth", default="1000,2000,4000")
    parser.add_argument("--yardstick", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.yardstick:
        yardstick(options.archives[0], options.jobs)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.rounds:
            documents = some_documents(options.archives, options.documents, folder)
            compare(documents, options.documents, options.jobs, options.rounds, folder)
        counts = [int(count) for count in options.growth.split(",") if count]
        if counts:
            grow(options.archives, counts, options.jobs, folder)


if __name__ == "__main__":
    main()

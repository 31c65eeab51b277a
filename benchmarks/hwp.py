"""How fast and how fully HWP and HWPX documents are read, against other readers in the same run.

    pip install syhwp unhwp
    python benchmarks/hwp.py DOCUMENT …

Prints for every document the Hangul syllables found as a share of what the reader that finds most
finds, and the time as a ratio to the reader that is fastest among those that find nearly as much;
at last both over all documents. The yardsticks are syhwp (Python) and unhwp (native).
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

from policytext.reading.formats import read

YARDSTICKS = ("syhwp", "unhwp")
NEARLY = 0.9  # of the syllables: a reader that finds fewer has not read the document
RUNS = 5
_HANGUL = re.compile("[가-힣]")


def measured(work: Callable[[], str]) -> tuple[int, float]:
    """The syllables found and the CPU seconds, the best of some runs; none where it fails."""
    found, best = 0, float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        try:
            text = work()
        except Exception:  # each reader has errors of its own
            return 0, float("inf")
        best = min(best, time.process_time() - start)
        found = len(_HANGUL.findall(text))
    return found, best


def text_of(data: bytes, path: str) -> str:
    """The text of a document as this program reads it."""
    return read(data, path)[1].text


def main() -> None:
    """Print a row per document and one over all."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("documents", nargs="+")
    readers = [import_module(name).extract_text for name in YARDSTICKS]
    sums = [0.0, 0.0, 0.0, 0.0]
    for path in parser.parse_args().documents:
        data = Path(path).read_bytes()
        others = [measured(partial(extract, path)) for extract in readers]
        found, seconds = measured(partial(text_of, data, path))
        most = max((count for count, _ in others), default=0)
        fastest = min((s for count, s in others if count >= NEARLY * most), default=0.0)
        if not (found and most):
            print(f"{Path(path).name:40} not read: {found:,} syllables, others {most:,}")
            continue
        print(
            f"{Path(path).name:40} {found:7,} syllables {found / most:6.3f} of the most"
            f"   {seconds * 1000:7.1f} ms {seconds / fastest:5.1f} times the fastest"
        )
        sums = [a + b for a, b in zip(sums, (found, most, seconds, fastest), strict=True)]
    if sums[1]:
        print(
            f"{'all':40} {sums[0]:7,.0f} syllables {sums[0] / sums[1]:6.3f} of the most"
            f"   {sums[2] * 1000:7.1f} ms {sums[2] / sums[3]:5.1f} times the fastest"
        )


if __name__ == "__main__":
    main()

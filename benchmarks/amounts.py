"""How fast sums alone are read, against the bare analyser on the same text in the same run.

    python benchmarks/amounts.py [DOCUMENT …]

Prints characters per second for texts made of the documents (the samples unless named; these hold
eight times as many sums as press releases do), from 1,000 to 1,000,000 characters long, so that
growth shows; the yardstick is Kiwi tokenizing, once warm, on one thread.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from pathlib import Path

from kiwipiepy import Kiwi

from policytext import Analyzer, Settings
from policytext.reading.files import read_document

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
LENGTHS = (1_000, 4_000, 16_000, 64_000, 256_000, 1_000_000)
YARDSTICK_LENGTH = 64_000
KEPT = 0.75  # share of the words of a line


def speed(work: Callable[[str], object], text: str) -> float:
    """Characters per second of CPU time, the best of three runs."""
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        work(text)
        best = max(best, len(text) / (time.process_time() - start))
    return best


def varied(lines: list[str], length: int) -> str:
    """`length` characters made of `lines`, each time without some of its words, so that no line is
    taken for a repeat of another."""
    chance = random.Random(0)
    pieces: list[str] = []
    size = 0
    while size < length:
        for line in lines:
            words = [word for word in line.split(" ") if chance.random() < KEPT]
            pieces.append(" ".join(words) + "\n")
            size += len(pieces[-1])
    return "".join(pieces)[:length]


def main() -> None:
    """Print a row per length and the ratio to the yardstick."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument(
        "documents", nargs="*", default=[str(p) for p in sorted(SAMPLES.glob("*.txt"))]
    )
    lines = [
        line
        for path in parser.parse_args().documents
        for line in read_document(path, None).text.split("\n")
    ]
    text = varied(lines, max(LENGTHS))
    analyzer = Analyzer(Settings(kinds=frozenset({"amounts"})))
    analyzer.analyze("총사업비 100억원(국비 50, 시비 50)을 투입한다.")
    kiwi = Kiwi(num_workers=1, load_multi_dict=False)
    kiwi.tokenize("준비")
    bare = speed(lambda t: [kiwi.tokenize(line) for line in t.split("\n")], text[:YARDSTICK_LENGTH])
    print(f"bare Kiwi, one thread: {bare:,.0f} characters/s")
    for length in LENGTHS:
        ours = speed(analyzer.analyze, text[:length])
        print(
            f"sums alone, {length:9,} characters: {ours:11,.0f} characters/s   ratio {ours / bare:5.1f}"
        )


if __name__ == "__main__":
    main()

"""How fast copies are found among paragraphs, and how many of those that were planted.

    python benchmarks/duplicates.py [SOURCE …] [--limit PARAGRAPHS] [--planted COPIES]

The paragraphs are those of 40 characters or more in the sources (made from the samples unless named).
Copies with 2 to 10 % changed characters are planted among them: other characters, one too many, one
missing. Prints times and ratios for a quarter, half and all of the paragraphs; the yardstick is cutting
the same paragraphs into sets of five-character shingles in Python, which every method by shingles
begins with, and datasketch's MinHashLSH, which proposes only, where it is installed.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz.distance import LCSseq

from policytext.archive.copies import FIELDS, LEAST, SIMILARITY, find_homes, squeezed, to_copies
from policytext.archive.shingles import WIDTH
from policytext.reading.records import Record, document_of
from policytext.reading.sources import read_sources

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
MADE = 20_000  # paragraphs that are made from the samples
KEPT = 0.7  # share of the words of a line that stay in one made from it


def paragraphs_of(sources: Sequence[str]) -> list[str]:
    """The paragraphs of the documents in `sources` that are long enough to be copies."""
    documents = (document_of(r) for r in read_sources(sources) if isinstance(r, Record))
    lines = (squeezed(line) for document in documents for line in document.text.split("\n"))
    return [line for line in lines if len(line) >= LEAST]


def made_paragraphs(chance: random.Random) -> list[str]:
    """Paragraphs made of the words of the samples, in order but with words left out."""
    lines = paragraphs_of([str(path) for path in sorted(SAMPLES.glob("*.txt"))])
    words = [line.split() for line in lines]
    made: list[str] = []
    while len(made) < MADE:
        one, other = chance.choice(words), chance.choice(words)
        line = " ".join(word for word in one + other if chance.random() < KEPT)
        if len(line) >= LEAST:
            made.append(line)
    return made


def changed(text: str, chance: random.Random) -> str:
    """A copy of `text` in which 2 to 10 % of the characters are changed."""
    letters = list(text)
    count = round(chance.uniform(0.02, 0.10) * len(letters))
    for place in chance.sample(range(len(letters)), count):
        letter = chance.choice(text)
        letters[place] = chance.choice(["", letter, letter, letters[place] + letter])
    return "".join(letters)


def homes_of(texts: Sequence[str]) -> list[int]:
    """Of every text the number of the one that is kept for it."""
    copies = to_copies((number, 1, squeezed(text)) for number, text in enumerate(texts))
    settled = np.zeros(len(copies), np.bool_)
    find_homes(copies, settled, np.zeros(0, FIELDS), lambda number, _: texts[number])
    names, first = np.unique(copies["text"], return_index=True)
    kept = copies["document"][first[np.searchsorted(names, copies["home"])]]
    homes = list(range(len(texts)))
    for number, home in zip(copies["document"].tolist(), kept.tolist(), strict=True):
        homes[number] = home
    return homes


def shingled(texts: Sequence[str]) -> int:
    """The first yardstick: every text as a set of shingles."""
    return sum(len({t[i : i + WIDTH] for i in range(len(t) - WIDTH + 1)}) for t in texts)


def proposed_by_datasketch(texts: Sequence[str]) -> int:
    """The second yardstick: for every text the earlier ones that datasketch takes for near."""
    from datasketch import MinHash, MinHashLSH  # no dependency of the project

    index = MinHashLSH(threshold=0.5, num_perm=128)
    found = 0
    for number, text in enumerate(texts):
        signature = MinHash(num_perm=128)
        pieces = {text[i : i + WIDTH].encode() for i in range(len(text) - WIDTH + 1)}
        signature.update_batch(pieces)
        found += bool(index.query(signature))
        index.insert(number, signature)
    return found


def timed(work: Callable[[], object]) -> float:
    """Seconds of CPU time that `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print what is found and how long it takes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("sources", nargs="*")
    parser.add_argument("--limit", type=int, help="paragraphs of the sources at most")
    parser.add_argument("--planted", type=int, default=5_000)
    arguments = parser.parse_args()
    chance = random.Random(0)
    texts = paragraphs_of(arguments.sources) if arguments.sources else made_paragraphs(chance)
    texts = texts[: arguments.limit]
    for share in (4, 2, 1):
        some = texts[: len(texts) // share]
        ours, yardstick = timed(lambda: homes_of(some)), timed(lambda: shingled(some))  # noqa: B023
        print(
            f"{len(some):9,} paragraphs: {ours:6.1f} s, shingling alone {yardstick:6.1f} s, "
            f"ratio {ours / yardstick:4.1f}"
        )
    try:
        some = texts[: len(texts) // 4]
        theirs, ours = timed(lambda: proposed_by_datasketch(some)), timed(lambda: homes_of(some))
        print(f"{len(some):9,} paragraphs: datasketch {theirs:6.1f} s, ratio {ours / theirs:4.2f}")
    except ImportError:
        print("datasketch is not installed: no second yardstick")
    originals = chance.sample(range(len(texts)), min(arguments.planted, len(texts)))
    copies = [changed(texts[number], chance) for number in originals]
    homes = homes_of([*texts, *copies])
    together = sum(
        homes[len(texts) + place] == homes[number] or homes[len(texts) + place] == number
        for place, number in enumerate(originals)
    )
    everything = [*texts, *copies]
    pairs = [(n, home) for n, home in enumerate(homes) if home != n]
    right = sum(
        LCSseq.normalized_similarity(everything[n], everything[home]) >= SIMILARITY
        for n, home in pairs
    )
    print(
        f"{len(originals):,} planted copies: recall {together / len(originals):.4f}; "
        f"{len(pairs):,} pairs found: precision by exact similarity {right / len(pairs):.4f}"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MB")


if __name__ == "__main__":
    main()

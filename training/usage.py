"""Count what frequent words are in the sentences of an archive.

    python training/usage.py ARCHIVE.jsonl[.xz]… [-o FILE] [--jobs 2]

Kiwi analyses every sentence of the archive whole; of every run of Hangul the analysis that it gives most
often is written, where it gives it often enough (see `policytext/analysis/usage.py`). The same archive and
the same version of Kiwi always give the same file.
"""

from __future__ import annotations

import argparse
import json
import lzma
import multiprocessing
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from kiwipiepy import Kiwi

from policytext.analysis.cleaning import clean
from policytext.analysis.units import HANGUL, around, units
from policytext.analysis.usage import FILE, TAIL, Morphemes, encode, is_nominal
from policytext.pipeline import Analyzer, Settings
from policytext.reading.text import normalize

LEAST = 5  # times that the analysis of a run must have been seen
LEAST_NOUNS = 10  # nouns that a tail must have been seen behind
LONGEST = 12  # characters: what is longer has lost its spaces
_WORD = re.compile(r"\S+")
_BEHIND_NOUNS = ("J", "XSV", "XSA", "VCP")  # tags with which a tail begins

Key = tuple[str, str, str]
Counts = dict[Key, Counter[Morphemes]]


def documents(archives: Iterable[Path]) -> Iterator[str]:
    """The titles and bodies of the documents of an archive."""
    for archive in archives:
        with lzma.open(archive, "rt") if archive.suffix == ".xz" else archive.open() as lines:
            for line in lines:
                document = json.loads(line)
                yield f"{document.get('title') or ''}\n{document.get('body') or ''}"


def count(archives: list[Path], part: int, parts: int) -> Counts:
    """The analyses of every run in one of so many parts of the documents."""
    analyzer = Analyzer(Settings(kinds=frozenset({"amounts"})))  # no more than the sentences
    kiwi = Kiwi(num_workers=1, load_multi_dict=False, load_default_dict=False)
    counts: Counts = {}
    for document in islice(documents(archives), part, None, parts):
        plain = clean(normalize(document)).text
        for sentence in analyzer.read_plain(plain).sentences:
            letters = plain[sentence.start : sentence.end].replace("\n", " ")
            found = [(t.form, t.tag, t.start, t.start + t.len) for t in kiwi.tokenize(letters)]
            for key, start, end in _runs(letters):
                inside = [m for m in found if (start < m[3] and m[2] < end) or m[2] == m[3] == end]
                if all(start <= m[2] and m[3] <= end for m in inside):
                    own = tuple((form, tag, a - start, b - start) for form, tag, a, b in inside)
                    counts.setdefault(key, Counter())[own] += 1
    return counts


def _runs(sentence: str) -> Iterator[tuple[Key, int, int]]:
    for word in _WORD.finditer(sentence):
        for kind, start, end in units(word.group()):
            if kind == HANGUL:
                yield around(word.group(), start, end), word.start() + start, word.start() + end


def usual(counts: Counts) -> dict[Key, Morphemes]:
    """The most frequent analysis of every run that has been seen often enough."""
    return {
        key: min(found, key=lambda morphemes: (-found[morphemes], morphemes))
        for key, found in counts.items()
        if found.total() >= LEAST and len(key[1]) <= LONGEST
    }


def tails(listed: dict[Key, Morphemes]) -> dict[str, Morphemes]:
    """The most frequent analysis of what stands behind many nouns of the list."""
    found: dict[str, Counter[Morphemes]] = {}
    for (before, letters, behind), morphemes in listed.items():
        size = next((i for i in range(len(morphemes)) if not is_nominal(morphemes[: i + 1])), 0)
        end = morphemes[size][2]
        noun = listed.get((before, letters[:end], ""), ())
        if noun and is_nominal(noun) and morphemes[size][1].startswith(_BEHIND_NOUNS):
            tail = tuple((form, tag, a - end, b - end) for form, tag, a, b in morphemes[size:])
            found.setdefault(letters[end:] + behind, Counter())[tail] += 1
    return {
        tail: min(ways, key=lambda morphemes: (-ways[morphemes], morphemes))
        for tail, ways in found.items()
        if ways.total() >= LEAST_NOUNS
    }


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archives", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, default=FILE)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    counts: Counts = {}
    with multiprocessing.Pool(options.jobs) as pool:
        parts = [(options.archives, part, options.jobs) for part in range(options.jobs)]
        for counted in pool.starmap(count, parts):
            for key, found in counted.items():
                counts.setdefault(key, Counter()).update(found)
    listed = usual(counts)
    lines = ["".join(key) + "\t" + encode(found) for key, found in listed.items() if found]
    lines += [f"{TAIL}{tail}\t{encode(found)}" for tail, found in tails(listed).items()]
    options.output.write_text("".join(f"{line}\n" for line in sorted(lines)), "utf-8")
    print(f"{len(counts):,} runs, {len(lines):,} lines")


if __name__ == "__main__":
    main()

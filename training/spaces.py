"""Count between which letters spaces stand, for `policytext/reading/layout/spaces.json`.

    python training/spaces.py press-2022.jsonl.xz press-2023.jsonl.xz

takes press archives (JSON lines, see `policytext dictionary mine`). With ``--check ARCHIVE`` it
breaks the documents of that archive into lines of 38 letters and prints how many breaks are mended
rightly: by the table alone, and together with what the document itself tells.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path

from policytext.reading.layout import spaces
from policytext.reading.records import Record
from policytext.reading.sources import read_sources

_TARGET = Path(spaces.__file__).with_name("spaces.json")
_LEAST = 100  # pairs that are seen more seldom tell nothing
_TELLING = 0.2  # a pair is kept where it is this far from what its letters say one by one
_WIDTH = 38  # letters of a line, as in a press release


def main() -> None:
    """Count, or check."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("archives", nargs="+", metavar="ARCHIVE")
    parser.add_argument("--check", action="store_true", help="check instead of counting")
    options = parser.parse_args()
    if options.check:
        print(f"{_right(_texts(options.archives)):.3f} of the breaks were mended rightly")
        return
    joined, spaced = spaces.count(
        line for text in _texts(options.archives) for line in text.splitlines()
    )
    data = _table(joined, spaced)
    lines = ",\n".join(f"{_json(a)}:{_json(row)}" for a, row in sorted(data.pop("both").items()))
    head = ",\n".join(f"{_json(name)}:{_json(value)}" for name, value in data.items())
    _TARGET.write_text(f'{{{head},\n"both":{{\n{lines}\n}}}}\n', encoding="utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _texts(archives: Sequence[str]) -> Iterator[str]:
    for item in read_sources(archives):
        if isinstance(item, Record) and item.text:
            yield item.text


def _table(joined: Counter[str], spaced: Counter[str]) -> dict:  # type: ignore[type-arg]
    """The counts as percentages, without what tells nothing."""
    usual = spaced.total() / (joined.total() + spaced.total())
    first = _shares(joined, spaced, 0, usual)
    second = _shares(joined, spaced, 1, usual)
    both: dict[str, dict[str, int]] = {}
    for pair in sorted(joined.keys() | spaced.keys()):
        number = joined[pair] + spaced[pair]
        if number < _LEAST:
            continue
        a, b = pair[0], pair[1]
        expected = _sigmoid(_odds(first.get(a, usual)) + _odds(second.get(b, usual)) - _odds(usual))
        share = (spaced[pair] + 2 * expected) / (number + 2)
        if abs(share - expected) > _TELLING:
            both.setdefault(a, {})[b] = round(100 * share)
    return {
        "usual": round(100 * usual),
        "first": {a: round(100 * share) for a, share in sorted(first.items())},
        "second": {b: round(100 * share) for b, share in sorted(second.items())},
        "both": both,
    }


def _shares(
    joined: Counter[str], spaced: Counter[str], index: int, usual: float
) -> dict[str, float]:
    """How often a space stands beside a letter that is the one at `index` of a pair."""
    totals: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for counts in (joined, spaced):
        for pair, number in counts.items():
            totals[pair[index]] += number
            hits[pair[index]] += number if counts is spaced else 0
    return {
        letter: (hits[letter] + 4 * usual) / (total + 4)
        for letter, total in totals.items()
        if total >= _LEAST
    }


def _odds(share: float) -> float:
    share = min(max(share, 0.005), 0.995)
    return math.log(share / (1 - share))


def _sigmoid(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _right(texts: Iterable[str], limit: int = 1000) -> float:
    """The share of broken lines that are mended as they stood."""
    right = total = 0
    for text in islice((t for t in texts if len(t) > 600), limit):
        lines: list[str] = []
        truth: list[str] = []
        for paragraph in filter(str.strip, text.splitlines()):
            pieces = list(_broken(" ".join(paragraph.split())))
            lines += [piece for piece, _ in pieces]
            truth += [space for _, space in pieces[:-1]] + ["\n"]
        breaks = [spaces.Break(a, b, False) for a, b in pairwise(lines)]
        kept = [
            (b, t)
            for b, t in zip(breaks, truth, strict=False)
            if t != "\n" and b.before and b.after
        ]
        spacing = spaces.Spacing([b for b, _ in kept], lines)
        right += sum(spacing.between(b) == t for b, t in kept)
        total += len(kept)
    return right / max(1, total)


def _broken(paragraph: str) -> Iterator[tuple[str, str]]:
    """Lines of `_WIDTH` letters and what stood behind each: a space or nothing."""
    start = 0
    while start < len(paragraph):
        end = start + _WIDTH
        space = " " in paragraph[end - 1 : end + 1]
        yield paragraph[start:end].strip(), " " if space else ""
        start = end


if __name__ == "__main__":
    main()

"""What is to be seen in a sentence that may state a goal, as binary features.

A feature is a tuple of texts, its kind first: ``("2", "수/NNB", "있/VA")``. There are many of few kinds,
the runs of one, two and three words: these are told apart from the others, so that a model can pass
over the ones that it does not know without their being made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from policytext.extraction.goal_morphemes import (
    Morpheme,
    ending_class,
    last_predicate,
    morphemes,
    next_predicate,
)
from policytext.lexicon.matching import Match
from policytext.model import Analysis, Block

Feature = tuple[str, ...]
Runs = Iterable[str | tuple[str, ...]]
Fired = tuple[str, Match]  # a pattern that fits, by name, and its place among the sentence's tokens

_LASTS = tuple(f"last{place}" for place in range(8))  # each counts by its place from the end
_TAILS = (2, 3, 4)  # morphemes at the end that count together
_LENGTHS = tuple(("length", str(eighths)) for eighths in range(7))  # in words, and more
_FIRST_LINES = 8
_LINES = tuple(("line", str(line)) for line in range(_FIRST_LINES + 1))
_PARTS = tuple(("part", str(fifth)) for fifth in range(5))  # of a document
_FIRST_WORDS = 25  # morphemes in which a topic, or what a purpose serves, is looked for
_LABEL = re.compile(r"[(\[（【<]\s?([^()\[\]（）【】<>]{1,12}?)\s?[)\]）】>]")


class Seen(NamedTuple):
    """The features of a sentence: those of `runs` by their kind, without it, some more than once; one
    word is not a tuple there. All others are `single`."""

    single: list[Feature]
    runs: dict[str, Runs]

    def features(self) -> frozenset[Feature]:
        """All features; reads `runs`, which may be iterators that can be read once."""
        found = set(self.single)
        for kind, runs in self.runs.items():
            found.update((kind, run) if isinstance(run, str) else (kind, *run) for run in runs)
        return frozenset(found)


class FeatureReader:
    """Reads the features of the sentences of one document."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._of_block: dict[int, list[Feature]] = {}
        self._of_lead: dict[int, list[Feature]] = {}

    def read(self, index: int, fired: Sequence[Fired], end: int) -> Seen:
        """The features of the sentence at `index`.

        `fired` are the patterns that fit; the statement proper are the tokens before `end`, what only
        reports it stands behind.
        """
        sentence = self.analysis.sentences[index]
        all_ = morphemes(sentence.tokens)
        whole = core = [m for m in all_ if m is not None]
        words = tail = [m.word for m in whole]
        found = [*self._block(sentence.block), _LENGTHS[min(len(whole) // 8, 6)]]
        found += self._layout(index)
        if index < _FIRST_LINES:
            found += self._lead(index, whole)
        if end < len(all_):
            found.append(("reported",))
            core = [m for m in all_[:end] if m is not None]
            tail = [m.word for m in core]
        topic = _topic(core)
        if topic:
            found.append(("topic", topic))
        ending = ending_class(core)
        if core:
            found.append(("end", ending))
        predicate = last_predicate(core)
        if predicate:
            found += (("predicate", predicate), ("predicate", predicate, ending))
        if fired:
            found += dict.fromkeys(_of_purpose(all_, fired))
            block = self.analysis.blocks[sentence.block]
            found += _of_patterns(sorted({name for name, _ in fired}), block, ending)
        found += [("tail", *tail[-length:]) for length in _TAILS if len(tail) >= length]
        found += zip(_LASTS, reversed(tail), strict=False)
        runs: dict[str, Runs] = {
            "1": words,
            "2": pairwise(words),
            "3": zip(words, words[1:], words[2:], strict=False),
        }
        return Seen(found, runs)

    def _layout(self, index: int) -> Iterator[Feature]:
        """Where the sentence stands, and its signs."""
        analysis = self.analysis
        sentence = analysis.sentences[index]
        label = _LABEL.match(analysis.text, sentence.start, sentence.end)
        if label:
            yield ("label",)
            yield "label", label.group(1)
        yield _LINES[min(index, _FIRST_LINES)]
        yield _PARTS[5 * index // len(analysis.sentences)]
        letters = analysis.text[sentence.start : sentence.end]
        if letters.rstrip("\"'”’」』)]").endswith((".", "!")):
            yield ("stopped",)
        for sign in '“"%':
            if sign in letters:
                yield "sign", sign

    def _block(self, number: int) -> list[Feature]:
        """What holds for all sentences of a block."""
        found = self._of_block.get(number)
        if found is None:
            blocks, text = self.analysis.blocks, self.analysis.text
            block = blocks[number]
            found = [("kind", block.kind), ("level", str(block.level))]
            heading = _heading_above(blocks, number)
            if heading:
                found.append(("under", text[heading.start : heading.end][:12]))
            self._of_block[number] = found
        return found

    def _lead(self, index: int, own: Sequence[Morpheme]) -> Iterable[Feature]:
        """How the first full sentence under a headline ends: it tells whether what the headline names
        is done or still to be done."""
        if own and own[-1].tag == "EF":
            return ()
        following = range(index + 1, min(index + _FIRST_LINES, len(self.analysis.sentences)))
        return next(filter(None, map(self._led, following)), ())

    def _led(self, index: int) -> list[Feature]:
        """What the sentence at `index` says of a headline over it: nothing unless it is a full one."""
        found = self._of_lead.get(index)
        if found is None:
            tokens = self.analysis.sentences[index].tokens
            core = [m for m in morphemes(tokens) if m is not None]
            found = self._of_lead[index] = []
            if core and core[-1].tag == "EF":
                ending = ending_class(core)
                found += (("lead", ending), ("lead", ending, last_predicate(core) or "None"))
        return found


def _of_patterns(names: Sequence[str], block: Block, ending: str) -> Iterator[Feature]:
    """Every pattern that fits, alone and together with another, the ending and the kind of block."""
    for name in names:
        yield "pattern", name
        yield "ended", name, ending
        yield "block", name, block.kind
    yield from (("patterns", *pair) for pair in combinations(names, 2))


def _heading_above(blocks: Sequence[Block], number: int) -> Block | None:
    for block in reversed(blocks[max(0, number - 12) : number]):
        if block.kind == "heading":
            return block
    return None


def _of_purpose(all_: Sequence[Morpheme | None], fired: Iterable[Fired]) -> Iterator[Feature]:
    """What a clause of purpose serves: the next predicate, and the noun that `…을 위한` describes."""
    for name, match in fired:
        rest = [m for m in all_[match.end : match.end + _FIRST_WORDS] if m is not None]
        predicate = next_predicate(rest)
        if predicate:
            yield "serves", name, predicate
        noun = None
        for m in rest:
            if not m.nominal:
                break
            noun = m.form
        if noun:
            yield "noun", name, noun


def _topic(core: Sequence[Morpheme]) -> str | None:
    """The last noun before the first topic or subject particle."""
    for before, m in pairwise(core[:_FIRST_WORDS]):
        if m.topic and before.tag in {"NNG", "NNB"}:
            return before.form
    return None

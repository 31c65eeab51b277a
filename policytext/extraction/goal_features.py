"""What is to be seen in a sentence that may state a goal, as binary features.

A feature is a tuple of texts, its kind first: ``("2", "수/NNB", "있/VA")``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise, repeat

from policytext.lexicon.patterns import Match
from policytext.model import Analysis, Block, Token

Feature = tuple[str, ...]

_WORDLIKE_SIGNS = {"SL", "SN", "SH"}
_TAIL = 8  # morphemes at the end of a statement that count each by its place
_FIRST_LINES = 8
_LABEL = re.compile(r"[(\[（【<]\s?([^()\[\]（）【】<>]{1,12}?)\s?[)\]）】>]")


def statement_tokens(tokens: Sequence[Token]) -> list[Token]:
    """The morphemes of a sentence without punctuation, brackets and quotation marks."""
    return [t for t in tokens if t.tag[0] != "S" or t.tag in _WORDLIKE_SIGNS]


def features(
    analysis: Analysis, index: int, fired: Sequence[tuple[str, Match]], end: int
) -> set[Feature]:
    """The features of the sentence at `index`.

    `fired` are the patterns that fit, by name, with their places among the sentence's tokens;
    the statement proper is ``tokens[:end]``, what only reports it stands behind.
    """
    sentence = analysis.sentences[index]
    tokens = sentence.tokens
    found: set[Feature] = set()
    found.update(_of_layout(analysis, index))
    found.update(_of_lead(analysis, index))
    core = statement_tokens(tokens[:end])
    if end < len(tokens):
        found.add(("reported",))
    words = [_norm(t.form, t.tag) for t in statement_tokens(tokens)]
    found.update(zip(repeat("1"), words))
    found.update(zip(repeat("2"), words, words[1:]))
    found.update(zip(repeat("3"), words, words[1:], words[2:]))
    found.add(("length", str(min(6, len(words) // 8))))
    found.update(_of_ending(core))
    found.update(_of_purpose(tokens, fired))
    topic = _topic(core)
    if topic:
        found.add(("topic", topic))
    block = analysis.blocks[sentence.block]
    found.update(_of_patterns(sorted({name for name, _ in fired}), block, _ending_class(core)))
    return found


def _of_patterns(names: Sequence[str], block: Block, ending: str) -> Iterator[Feature]:
    """Every pattern that fits, alone and together with another, the ending and the kind of block."""
    yield from zip(repeat("pattern"), names)
    yield from (("patterns", *pair) for pair in combinations(names, 2))
    yield from zip(repeat("ended"), names, repeat(ending))
    yield from zip(repeat("block"), names, repeat(block.kind))


@lru_cache(maxsize=20_000)
def _norm(form: str, tag: str) -> str:
    """A morpheme as features name it: numbers and Latin letters are all one, so are endings of
    one verb class."""
    return tag if tag in {"SN", "SL"} else f"{form}/{tag.partition('-')[0]}"


def _of_layout(analysis: Analysis, index: int) -> Iterator[Feature]:
    sentence = analysis.sentences[index]
    block = analysis.blocks[sentence.block]
    yield "kind", block.kind
    label = _label(analysis, index)
    if label:
        yield ("label",)
        yield "label", label
    yield "level", str(block.level)
    yield "line", str(min(index, _FIRST_LINES))
    yield "part", str(5 * index // len(analysis.sentences))
    letters = analysis.text[sentence.start : sentence.end]
    if letters.rstrip("\"'”’」』)]").endswith((".", "!")):
        yield ("stopped",)
    for sign in '“"%':
        if sign in letters:
            yield "sign", sign
    heading = _heading_above(analysis, sentence.block)
    if heading:
        yield "under", analysis.text[heading.start : heading.end][:12]


def _of_lead(analysis: Analysis, index: int) -> Iterator[Feature]:
    """How the first full sentence under a headline ends: it tells whether what the headline names
    is done or still to be done."""
    own = statement_tokens(analysis.sentences[index].tokens)
    if index >= _FIRST_LINES or (own and own[-1].tag == "EF"):
        return
    for sentence in analysis.sentences[index + 1 : index + _FIRST_LINES]:
        core = statement_tokens(sentence.tokens)
        if core and core[-1].tag == "EF":
            yield "lead", _ending_class(core)
            yield "lead", _ending_class(core), next(_predicates(core), "None")
            return


def _label(analysis: Analysis, index: int) -> str | None:
    """A short label in brackets in front of the sentence, such as (목적)."""
    sentence = analysis.sentences[index]
    found = _LABEL.match(analysis.text, sentence.start, sentence.end)
    return found.group(1) if found else None


def _heading_above(analysis: Analysis, number: int) -> Block | None:
    for block in reversed(analysis.blocks[max(0, number - 12) : number]):
        if block.kind == "heading":
            return block
    return None


def _of_ending(core: Sequence[Token]) -> Iterator[Feature]:
    """How a statement ends: its last morphemes, its last predicate, and the two together."""
    words = [_norm(t.form, t.tag) for t in core[-_TAIL:]]
    for place, word in enumerate(reversed(words)):
        yield f"last{place}", word
    for length in (2, 3, 4):
        if len(words) >= length:
            yield "tail", *words[-length:]
    if not core:
        return
    ending = _ending_class(core)
    yield "end", ending
    predicate = next(_predicates(core), None)
    if predicate:
        yield "predicate", predicate
        yield "predicate", predicate, ending


def _ending_class(core: Sequence[Token]) -> str:
    """The ending of a statement in a word: its final tag, with the tense and mood before it."""
    if not core:
        return ""
    tail = core[-6:]
    marks = [t.form for t in tail if t.tag == "EP"]
    marks += [t.tag for t in tail if t.tag in {"VCP", "VX"}]
    last = core[-1]
    return "+".join([*marks, last.tag])


def _predicates(tokens: Sequence[Token]) -> Iterator[str]:
    """The predicates among `tokens`, last first; a bare noun at the very end counts as one."""
    if tokens and tokens[-1].tag == "NNG":
        yield tokens[-1].form
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        if token.tag in {"XSV", "XSA"} and place:
            yield tokens[place - 1].form
        elif token.tag.startswith(("VV", "VA")):
            yield token.form


def _of_purpose(tokens: Sequence[Token], fired: Sequence[tuple[str, Match]]) -> Iterator[Feature]:
    """What a clause of purpose serves: the next predicate, and the noun that `…을 위한` describes."""
    for name, match in fired:
        rest = statement_tokens(tokens[match.end : match.end + 25])
        ahead = list(_predicates_forward(rest))[:1]
        for predicate in ahead:
            yield "serves", name, predicate
        nouns = [t.form for t in _noun_run(rest)]
        if nouns:
            yield "noun", name, nouns[-1]


def _predicates_forward(tokens: Sequence[Token]) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if token.tag in {"XSV", "XSA"} and place:
            yield tokens[place - 1].form
        elif token.tag.startswith(("VV", "VA")):
            yield token.form
    if tokens and tokens[-1].tag == "NNG":
        yield tokens[-1].form


def _noun_run(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if not token.tag.startswith(("NN", "SL", "SN", "XSN", "XPN")):
            return
        yield token


def _topic(core: Sequence[Token]) -> str | None:
    """The last noun before the first topic or subject particle."""
    for before, token in pairwise(core[:25]):
        if token.tag in {"JX", "JKS"} and before.tag in {"NNG", "NNB"}:
            return before.form
    return None

"""What is to be seen in a sentence that may state a goal, as names of binary features."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from policytext.lexicon.patterns import Match
from policytext.model import Analysis, Block, Token

_WORDLIKE_SIGNS = {"SL", "SN", "SH"}
_TAIL = 8  # morphemes at the end of a statement that count each by its place
_FIRST_LINES = 8


def statement_tokens(tokens: Sequence[Token]) -> list[Token]:
    """The morphemes of a sentence without punctuation, brackets and quotation marks."""
    return [t for t in tokens if not t.tag.startswith("S") or t.tag in _WORDLIKE_SIGNS]


def features(
    analysis: Analysis, index: int, fired: Sequence[tuple[str, Match]], reporting: int | None
) -> set[str]:
    """The features of the sentence at `index`.

    `fired` are the patterns that fit, by name, with their places among the sentence's tokens;
    `reporting` is the place where what only reports the statement begins, or None.
    """
    sentence = analysis.sentences[index]
    tokens = sentence.tokens
    found = {f"pattern={name}" for name, _ in fired}
    found.update(_of_layout(analysis, index))
    core = statement_tokens(tokens if reporting is None else tokens[:reporting])
    if reporting is not None:
        found.add("reported")
    found.update(_of_words([_norm(t) for t in statement_tokens(tokens)]))
    found.update(_of_ending(core))
    found.update(_of_purpose(tokens, fired))
    topic = _topic(core)
    if topic:
        found.add(f"topic={topic}")
    return found


def _norm(token: Token) -> str:
    """A morpheme as features name it: numbers and Latin letters are all one, so are endings of
    one verb class."""
    if token.tag in {"SN", "SL"}:
        return token.tag
    return f"{token.form}/{token.tag.partition('-')[0]}"


def _of_words(words: Sequence[str]) -> Iterator[str]:
    yield from (f"1={word}" for word in words)
    yield from (f"2={a} {b}" for a, b in pairwise(words))
    yield from (f"3={a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False))
    yield f"length={min(6, len(words) // 8)}"


def _of_layout(analysis: Analysis, index: int) -> Iterator[str]:
    sentence = analysis.sentences[index]
    block = analysis.blocks[sentence.block]
    yield f"kind={block.kind}"
    yield f"level={block.level}"
    yield f"line={min(index, _FIRST_LINES)}"
    yield f"part={5 * index // len(analysis.sentences)}"
    letters = analysis.text[sentence.start : sentence.end]
    if letters.rstrip("\"'”’」』)]").endswith((".", "!")):
        yield "stopped"
    for sign in '“"%':
        if sign in letters:
            yield f"sign={sign}"
    heading = _heading_above(analysis, sentence.block)
    if heading:
        yield f"under={analysis.text[heading.start : heading.end][:12]}"


def _heading_above(analysis: Analysis, number: int) -> Block | None:
    for block in reversed(analysis.blocks[max(0, number - 12) : number]):
        if block.kind == "heading":
            return block
    return None


def _of_ending(core: Sequence[Token]) -> Iterator[str]:
    """How a statement ends: its last morphemes, its last predicate, and the two together."""
    words = [_norm(t) for t in core[-_TAIL:]]
    for place, word in enumerate(reversed(words)):
        yield f"last{place}={word}"
    for length in (2, 3, 4):
        if len(words) >= length:
            yield f"tail={' '.join(words[-length:])}"
    if not core:
        return
    ending = _ending_class(core)
    yield f"end={ending}"
    predicate = next(_predicates(core), None)
    if predicate:
        yield f"predicate={predicate}"
        yield f"predicate={predicate} {ending}"


def _ending_class(core: Sequence[Token]) -> str:
    """The ending of a statement in a word: its final tag, with the tense and mood before it."""
    tail = core[-6:]
    marks = [t.form for t in tail if t.tag == "EP"]
    marks += [t.tag for t in tail if t.tag in {"VCP", "VX"}]
    last = core[-1]
    return "+".join([*marks, last.tag if last.tag != "EF" else "EF"])


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


def _of_purpose(tokens: Sequence[Token], fired: Sequence[tuple[str, Match]]) -> Iterator[str]:
    """What a clause of purpose serves: the next predicate, and the noun that `…을 위한` describes."""
    for name, match in fired:
        rest = statement_tokens(tokens[match.end : match.end + 25])
        ahead = [p for p in _predicates_forward(rest)][:1]
        for predicate in ahead:
            yield f"serves={name} {predicate}"
        nouns = [t.form for t in _noun_run(rest)]
        if nouns:
            yield f"noun={name} {nouns[-1]}"


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

"""Who a sentence says will act: `국토교통부는`, `홍길동 시장은`, `정부와 지자체가`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policytext.letters import is_syllable
from policytext.lexicon import Lexicon
from policytext.lexicon.matching import PatternSet
from policytext.model import Mention, Token

# Morphemes of which a name is made: nouns, their affixes, foreign letters, numbers; `·` between names.
_NOMINAL = ("NNG", "NNP", "XPN", "XSN", "XR", "SL", "SN", "SH", "MM")
_DOTS = frozenset("·ㆍ‧∙・･․•")
_MOST_MARKS = 6  # marked nouns of a sentence that are looked at
_LONGEST = 12  # morphemes of a name


class ActorFinder:
    """Finds who acts by the dictionary `goal-details` and the names of bodies and regions."""

    def __init__(self, lexicon: Lexicon) -> None:
        bodies = {name for e in lexicon.entries("sector_agencies") for name in e.texts("names")}
        bodies.update(lexicon.words("user_words"))
        suffixes = lexicon.words("goal_actor_suffixes")
        for entry in lexicon.entries("regions"):
            # 인천시 acts; 인천 is a place.
            names = (entry.text("name"), *entry.texts("forms"))
            bodies.update(name for name in names if name.endswith(suffixes))
        strangers = frozenset(lexicon.words("goal_actor_strangers"))
        words = (*bodies, *lexicon.words("goal_actor_words"))
        self._words = frozenset("".join(word.split()) for word in words) - strangers
        self._strangers = strangers
        self._endings = lexicon.words("goal_actor_endings")
        self._suffixes = suffixes
        self._titles = frozenset(lexicon.words("goal_actor_titles"))
        self._joints = frozenset({*lexicon.words("goal_actor_joints"), *_DOTS, ","})
        self._openers = frozenset(lexicon.words("goal_actor_openers"))
        self._marks = PatternSet(e.text("pattern") for e in lexicon.entries("goal_actor_marks"))

    def find(self, text: str, tokens: Sequence[Token]) -> Mention | None:
        """The first in the sentence of `tokens` that is said to act, or None; `text` is what the
        offsets of the tokens count in."""
        for last in self._candidates(tokens):
            first = self._name(tokens, last)
            if first is not None:
                start, end = tokens[first].start, tokens[last].end
                # The analyser may take a name apart that it does not know: 해온/시, 나/가람.
                if end - start == 1 or (first and tokens[first - 1].tag == "NP"):
                    start = _word_start(text, start)
                return Mention(start, end, text[start:end])
        return None

    def _candidates(self, tokens: Sequence[Token]) -> Iterator[int]:
        """The last morphemes of nouns that are marked as acting, in order; the first words of a
        headline before a comma count too."""
        ends = sorted({match.start for match in self._marks.find(tokens)})[:_MOST_MARKS]
        comma = next((i for i, t in enumerate(tokens[:_LONGEST]) if t.tag == "SP"), None)
        if comma is not None and tokens[comma].form == "," and (not ends or comma < ends[0]):
            ends.insert(0, comma)
        for end in ends:
            last = _before_brackets(tokens, end - 1)
            if last is not None and tokens[last].tag.startswith(_NOMINAL):
                yield last

    def _name(self, tokens: Sequence[Token], last: int) -> int | None:
        """The first morpheme of the name that ends with `last`; None where it names nobody."""
        first = _run(tokens, last)
        if not self._acts(tokens, first, last):
            return None
        first = self._without_openers(tokens, first, last)
        # 산업부와 환경부는: two who act together.
        while first >= 2 and tokens[first - 1].form in self._joints:
            other = _before_brackets(tokens, first - 2)
            if other is None or not tokens[other].tag.startswith(_NOMINAL):
                break
            begin = _run(tokens, other)
            if not self._acts(tokens, begin, other):
                break
            first = self._without_openers(tokens, begin, other)
        return first

    def _acts(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether the nouns from `first` to `last` end in somebody who acts."""
        word = ""
        for index in range(last, first - 1, -1):
            word = tokens[index].form + word
            if word in self._strangers:
                return False
            if word in self._words and (index == first or len(word) > 1 or _spaced(tokens, index)):
                # 시, 도, 군 alone are words of their own: no part of a compound (전시, 제도).
                return len(word) > 1 or index == first or _spaced(tokens, index)
            # 홍길동 시장, 해온시장; but the 시장 of 금융시장 is a market.
            apart = index > first and (_spaced(tokens, index) or tokens[index - 1].tag == "NNP")
            if apart and word in self._titles:
                return True
        if any(word.endswith(ending) and len(word) > len(ending) for ending in self._endings):
            return True
        if tokens[last].tag == "NNP" and len(word) > 2 and word.endswith(self._suffixes):
            return True
        # 환경부 홍길동 물통합정책관: a title behind somebody's name, in one word with what they deal with.
        named = any(token.tag == "NNP" for token in tokens[first:last])
        return named and word.endswith(tuple(self._titles))

    def _without_openers(self, tokens: Sequence[Token], first: int, last: int) -> int:
        while first < last and (
            tokens[first].form in self._openers or tokens[first].tag in {"SN", "XSN"}
        ):
            first += 1
        return first


def _word_start(text: str, position: int) -> int:
    """Where the word begins in which `position` stands."""
    while position > 0 and is_syllable(text[position - 1]):
        position -= 1
    return position


def _spaced(tokens: Sequence[Token], index: int) -> bool:
    """Whether a space stands before the token at `index`."""
    return index > 0 and tokens[index].start > tokens[index - 1].end


def _run(tokens: Sequence[Token], last: int) -> int:
    """The first of the nominal morphemes that end with `last`."""
    first = last
    while first > 0 and last - first < _LONGEST and tokens[first - 1].tag.startswith(_NOMINAL):
        first -= 1
    return first


def _before_brackets(tokens: Sequence[Token], last: int) -> int | None:
    """The token that ends a name behind which a bracket stands (`환경부(장관 홍길동)`), None if none."""
    while last >= 0 and tokens[last].tag == "SSC" and tokens[last].form in {")", "）", "]"}:
        last -= 1
        while last >= 0 and tokens[last].tag != "SSO":
            last -= 1
        last -= 1
    return last if last >= 0 else None

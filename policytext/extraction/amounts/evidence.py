"""Whether a number is money: for numbers without a unit, and against those with one."""

from __future__ import annotations

import re

from policytext.extraction.amounts.numbers import Numeral
from policytext.extraction.amounts.written import Written
from policytext.letters import is_syllable
from policytext.lexicon import Lexicon

_BEFORE = 24  # characters that are looked at before and behind a number
_AFTER = 12
_ALONE = 3  # characters: a number with no more around it stands alone
_EOK = 10**8
_JO = 10**12
_LARGE_STACK = 10**6  # figures before 백만, 천만 and the like count money (52백만)


class Evidence:
    """Judges numbers by the dictionary `amounts`."""

    def __init__(self, lexicon: Lexicon) -> None:
        counters = lexicon.words("counters")
        long = "|".join(map(re.escape, sorted((c for c in counters if len(c) > 1), reverse=True)))
        short = "".join(re.escape(c) for c in counters if len(c) == 1)
        particles = "|".join(map(re.escape, lexicon.words("counter_particles")))
        approximators = "".join(lexicon.words("approximators"))
        self._counter = re.compile(
            rf" {{0,2}}[{approximators}]?(?: {{0,2}})(?:{long}|[A-Za-z㎀-㏿°%㎡]|[{short}](?![가-힣])|[{short}](?:{particles}))"
        )
        labels = "|".join(map(re.escape, lexicon.words("money_labels")))
        counted = "|".join(map(re.escape, lexicon.words("counted_labels")))
        bounds = "|".join(
            re.escape(form)
            for entry in lexicon.entries("bounds")
            if entry.text("side") == "before"
            for form in entry.texts("forms")
        )
        self._label = re.compile(
            rf"(?:{labels})[은는이가을를의]?(?:\s?[:：(]|[ ]{{0,2}})\s?(?:(?:{bounds})\s?)?$"
        )
        self._counted = re.compile(rf"(?:{counted})[은는이가]?\s?[:：(]?\s?(?:(?:{bounds})\s?)?$")
        articles = "|".join(map(re.escape, lexicon.words("article_labels")))
        self._article = re.compile(rf"(?:{articles})[」｣’]?\s?\(?$")
        particles = "".join(lexicon.words("topic_particles"))
        # (산업은행 2조, 기업은행 2조)
        self._listed = re.compile(rf"(?![{particles}])[가-힣]\s?\(?$")
        self._verb = re.compile(
            rf"[을를이가의]?\s?(?:[가-힣]{{1,6}} )?(?:{'|'.join(map(re.escape, lexicon.words('money_verbs')))})"
        )
        magnitudes = {e.text("form"): int(e.text("value")) for e in lexicon.entries("magnitudes")}
        small = "".join(form for form, value in magnitudes.items() if value < 10_000)
        self._space_inside = re.compile(f" [{''.join(magnitudes)}]")
        self._round = re.compile(f"[{small}{''.join(lexicon.words('several'))}]")
        patterns: dict[str, list[str]] = {"before": [], "after": [], "within": []}
        for entry in lexicon.entries("no_money"):
            patterns[entry.text("side")].append(entry.text("pattern"))
        self._never_before = re.compile(f"(?:{'|'.join(patterns['before'])})$")
        self._never_behind = re.compile("|".join(patterns["after"]))
        self._never = re.compile("|".join(patterns["within"]))

    def against(self, text: str, written: Written, start: int, end: int) -> bool:
        """Whether what stands around a sum or in it says that it is none."""
        begin = written.start
        return bool(
            self._never_behind.match(text, written.end, end)
            or self._never_before.search(text, max(begin - _BEFORE, start), begin)
            or self._never.fullmatch(text, begin, written.end)
        )

    def whole_number(self, text: str, numerals: tuple[Numeral, ...], end: int) -> Numeral | None:
        """Which of `numerals` a number without a unit is, or None where it counts something."""
        for numeral in numerals:
            counted = self._counter.match(text, numeral.end, end)
            if counted and not numeral.ends_open:
                return None
            if numeral.ends_open or counted:
                continue
            if self._space_inside.search(text, numeral.start, numeral.end) and is_syllable(
                text[numeral.end : min(numeral.end + 1, end)]
            ):
                continue  # 코로나19 억제, 10.4 조정
            return numeral
        return None

    def is_money(self, text: str, numeral: Numeral, start: int, end: int, words: bool) -> bool:
        """Whether a number without a unit is money."""
        if end - start < numeral.end - numeral.start + _ALONE:
            return False  # a cell of a table, of which nothing is known
        left = text[max(numeral.start - _BEFORE, start) : numeral.start]
        if self._counted.search(left):
            return False
        labelled = self._label.search(left) is not None
        if words and (numeral.factor < _EOK or not self._round.match(text[numeral.start])):
            return False
        if words and not labelled:
            return bool(self._verb.match(text, numeral.end, end))
        if numeral.factor >= _JO and self._article.search(left):
            return False
        if numeral.factor >= _JO:
            telling = (
                numeral.factor == _JO and (numeral.fraction or numeral.low >= 100 * _JO)
            ) or numeral.pieces > 1
            listed = self._listed.search(left) and text[numeral.end : numeral.end + 1] in {
                ")",
                ",",
            }
            return bool(telling or labelled or listed or self._verb.match(text, numeral.end, end))
        if numeral.factor >= _EOK:
            return not _runs_into_word(text, numeral.end, end) or bool(
                self._verb.match(text, numeral.end, end)
            )
        return labelled or (numeral.stacked and numeral.factor >= _LARGE_STACK)


def _runs_into_word(text: str, position: int, end: int) -> bool:
    """Whether more than a particle's worth of letters follows without a space."""
    stop = position
    while stop < end and stop < position + 3 and is_syllable(text[stop]):
        stop += 1
    return stop - position >= 3

"""How what was found in one document compares with what a reader found: counts, and every error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from policytext.evaluation.gold import Gold
from policytext.evaluation.matching import Stretch, alike, key, overlap, pairs, trimmed
from policytext.model import Amount, Goal, Number, Paragraph, Project, Result, Span

What = Literal["missed", "false", "wrong"]
# Figures that say how many of the items matched are right in one respect.
SHARES = ("amounts.modifier", "amounts.role", "projects.kind", "goals.type")
FIGURES = (
    "amounts.exact", "amounts.value", "amounts.modifier", "amounts.role", "projects.exact",
    "projects.lenient", "projects.mentions", "projects.kind", "sectors", "goals", "goals.type",
    "links", "repeats",
)  # fmt: skip


class Count(NamedTuple):
    """`right` of the `given` items are right, `met` of the `expected` ones were found."""

    right: int = 0
    given: int = 0
    met: int = 0
    expected: int = 0


class Error(NamedTuple):
    """An item that was missed, a false one, or one that was found and is wrong in one respect.

    `text` is what stands at ``[start, end)``, or a sector's id, which stands nowhere (start None);
    `expected` and `given` tell the two readings apart where both have one.
    """

    figure: str
    what: What
    text: str
    start: int | None = None
    end: int | None = None
    expected: str = ""
    given: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of one document, by figure, and its errors."""

    counts: Mapping[str, Count]
    errors: tuple[Error, ...]


def score(gold: Gold, result: Result) -> Score:
    """Compare a result with what a reader found in the same text.

    Sums whose unit stands elsewhere are passed over, because readers do not annotate them.
    """
    return _Comparison(gold, result).score()


class _Comparison:
    def __init__(self, gold: Gold, result: Result) -> None:
        self._gold = gold
        self._result = result
        self._text = result.text
        self._given = tuple(a for a in result.amounts if not a.unit_from)
        self._counts: dict[str, Count] = {}
        self._errors: list[Error] = []

    def score(self) -> Score:
        sums = self._sums()
        projects = self._projects()
        self._sectors()
        self._goals()
        self._links(sums, projects)
        self._repeats()
        order = {figure: number for number, figure in enumerate(FIGURES)}
        errors = sorted(self._errors, key=lambda e: (e.start or 0, order[e.figure]))
        return Score(self._counts, tuple(errors))

    def _sums(self) -> dict[int, int]:
        """Compare the sums; returns the pairs that have one value."""
        gold, given = self._gold.amounts, self._given
        self._tally("amounts.exact", gold, given, self._same(gold, given))
        sums = pairs(gold, given, lambda g, p: overlap(g, p) if _equal(g, p) else 0)
        self._tally("amounts.value", gold, given, sums)
        of_pairs = [(gold[i], given[j]) for i, j in sums.items()]
        self._share(
            "amounts.modifier", [(g, str(g.modifier), str(p.modifier)) for g, p in of_pairs]
        )
        self._share("amounts.role", [(g, g.role, p.role) for g, p in of_pairs])
        return sums

    def _projects(self) -> dict[int, int]:
        """Compare the projects; returns the pairs that are alike."""
        gold, given = self._gold.projects, self._result.projects
        gold_keys = [self._keys(project) for project in gold]
        keys = [self._keys(project) for project in given]
        exact = pairs(gold_keys, keys, lambda g, p: len(g & p))
        lenient = pairs(gold_keys, keys, _likeness)
        gold_firsts, firsts = [_first(p) for p in gold], [_first(p) for p in given]
        self._tally("projects.exact", gold_firsts, firsts, exact, tell=False)
        self._tally("projects.lenient", gold_firsts, firsts, lenient)
        for i, j in lenient.items():
            if i not in exact:
                self._wrong("projects.exact", gold_firsts[i], gold[i].name, given[j].name)
        gold_mentions = [m for project in gold for m in project.mentions]
        mentions = [m for project in given for m in project.mentions]
        self._tally(
            "projects.mentions", gold_mentions, mentions, self._same(gold_mentions, mentions)
        )
        kinds = [(gold_firsts[i], gold[i].kind, given[j].kind) for i, j in lenient.items()]
        self._share("projects.kind", [(where, str(g), str(p)) for where, g, p in kinds])
        return lenient

    def _same(self, gold: Sequence[Stretch], given: Sequence[Stretch]) -> dict[int, int]:
        """Pairs of stretches that are the same but for spaces and quotation marks at their ends."""
        return pairs(gold, given, lambda g, p: trimmed(self._text, g) == trimmed(self._text, p))

    def _sectors(self) -> None:
        found = {sector.id: sector for sector in self._result.sectors}
        main, named = self._gold.main, self._gold.named
        self._counts["sectors"] = Count(
            len(found.keys() & named), len(found), len(main & found.keys()), len(main)
        )
        for id_, sector in found.items():
            if id_ not in named:
                first = sector.mentions[0] if sector.mentions else None
                self._tell("sectors", "false", first, text=id_)
        for id_ in sorted(main - found.keys()):
            self._tell("sectors", "missed", None, text=id_)

    def _goals(self) -> None:
        gold, given = self._gold.goals, self._result.goals
        found = pairs(gold, given, _shared_sentence)
        self._tally("goals", gold, given, found)
        self._share(
            "goals.type", [(gold[i], gold[i].type, given[j].type) for i, j in found.items()]
        )

    def _links(self, sums: Mapping[int, int], projects: Mapping[int, int]) -> None:
        """Compare the pairs of project and sum, over those of both that were matched."""
        expected = dict.fromkeys(_pays(self._gold.projects, self._gold.amounts))
        given = list(dict.fromkeys(_pays(self._result.projects, self._given)))
        project_of = {j: i for i, j in projects.items()}
        sum_of = {j: i for i, j in sums.items()}
        meant = [(project_of.get(p), sum_of.get(s)) for p, s in given]
        hits = expected.keys() & set(meant)
        self._counts["links"] = Count(len(hits), len(given), len(hits), len(expected))
        for p, s in expected:
            if (p, s) not in hits:
                self._link("missed", self._gold.projects[p], self._gold.amounts[s])
        for (p, s), pair in zip(given, meant, strict=True):
            if pair not in hits:
                self._link("false", self._result.projects[p], self._given[s])

    def _link(self, what: What, project: Project, amount: Amount) -> None:
        self._tell("links", what, amount, text=f"{project.name} ← {amount.text}")

    def _repeats(self) -> None:
        gold = self._gold.repeats
        given = [p for p in self._result.paragraphs if p.repeats is not None]
        self._tally("repeats", gold, given, pairs(gold, given, _shared_half))

    def _tally(
        self,
        figure: str,
        expected: Sequence[Stretch],
        given: Sequence[Stretch],
        matched: Mapping[int, int],
        tell: bool = True,
    ) -> None:
        hits = len(matched)
        self._counts[figure] = Count(hits, len(given), hits, len(expected))
        if not tell:
            return
        for i, stretch in enumerate(expected):
            if i not in matched:
                self._tell(figure, "missed", stretch)
        right = set(matched.values())
        for j, stretch in enumerate(given):
            if j not in right:
                self._tell(figure, "false", stretch)

    def _share(self, figure: str, rows: Sequence[tuple[Stretch, str, str]]) -> None:
        """Take down how many of `rows` have the expected value; a row is where, expected, given."""
        hits = 0
        for where, expected, given in rows:
            hits += expected == given
            if expected != given:
                self._wrong(figure, where, expected, given)
        self._counts[figure] = Count(hits, len(rows), hits, len(rows))

    def _wrong(self, figure: str, where: Stretch, expected: str, given: str) -> None:
        self._tell(figure, "wrong", where, expected=expected, given=given)

    def _tell(
        self,
        figure: str,
        what: What,
        where: Stretch | None,
        text: str = "",
        expected: str = "",
        given: str = "",
    ) -> None:
        start, end = (where.start, where.end) if where else (None, None)
        self._errors.append(
            Error(
                figure,
                what,
                _line(text or self._text[start:end]),
                start,
                end,
                _line(expected),
                _line(given),
                _line(self._sentence(start)) if start is not None else "",
            )
        )

    def _sentence(self, position: int) -> str:
        """The sentence at `position`, or the line where no sentence stands there."""
        for span in self._result.sentences:
            if span.start <= position < span.end:
                return self._text[span.start : span.end]
        start = self._text.rfind("\n", 0, position) + 1
        end = self._text.find("\n", position)
        return self._text[start : end if end >= 0 else len(self._text)]

    def _keys(self, project: Project) -> set[str]:
        spans = (self._text[m.start : m.end] for m in project.mentions)
        return {key(name) for name in (project.name, *spans)} - {""}


def _first(project: Project) -> Span:
    """Where a project is first named."""
    first = project.mentions[0]
    return Span(first.start, first.end)


def _equal(one: Amount, other: Amount) -> bool:
    """Whether two sums are the same value in the same currency."""
    return (
        one.currency == other.currency
        and _close(one.low, other.low)
        and _close(one.high, other.high)
    )


def _close(one: Number, other: Number) -> bool:
    return abs(float(one) - float(other)) <= 1e-9 * max(abs(float(one)), 1)


def _likeness(one: set[str], other: set[str]) -> int:
    """How many names two projects share, and whether any are alike."""
    return 2 * len(one & other) + any(alike(a, b) for a in one for b in other)


def _shared_sentence(one: Goal, other: Goal) -> int:
    shared = overlap(one, other)
    shorter = min(one.end - one.start, other.end - other.start)
    return shared if 2 * shared > shorter else 0


def _shared_half(one: Paragraph, other: Paragraph) -> bool:
    return 2 * overlap(one, other) > one.end - one.start


def _pays(projects: Sequence[Project], amounts: Sequence[Amount]) -> Iterator[tuple[int, int]]:
    """Which project, by position, every sum pays for."""
    positions = {project.id: number for number, project in enumerate(projects)}
    for number, amount in enumerate(amounts):
        for id_ in amount.projects:
            if id_ in positions:
                yield positions[id_], number


def _line(text: str) -> str:
    return " ".join(text.split())

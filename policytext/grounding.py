"""From what was found in the plain text to the result: numbered, connected, and quoted from the
text as it was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from policytext.analysis.cleaning import PlainText
from policytext.model import (
    Amount,
    Analysis,
    Deadline,
    Document,
    Equivalent,
    Goal,
    Kind,
    Link,
    MadeWith,
    Measure,
    Mention,
    Paragraph,
    Project,
    ProjectLink,
    Result,
    Sector,
    Span,
    Total,
)

Quoting = TypeVar("Quoting", Measure, Deadline)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a plain text: items without ids, and links by their positions.

    A link joins an item of another kind to a project: `amount_links` sums, `goal_links` goals,
    `sector_links` sectors.
    """

    kinds: frozenset[Kind]
    projects: tuple[Project, ...] = ()
    amounts: tuple[Amount, ...] = ()
    sectors: tuple[Sector, ...] = ()
    goals: tuple[Goal, ...] = ()
    amount_links: tuple[Link, ...] = ()
    goal_links: tuple[Link, ...] = ()
    sector_links: tuple[Link, ...] = ()
    totals: tuple[Total, ...] = ()
    equivalents: tuple[Equivalent, ...] = ()


def ground(
    document: Document, plain: PlainText, analysis: Analysis, found: Found, made_with: MadeWith
) -> Result:
    """The result for `document`: ids given, links by id, every span led back to its text."""
    text = document.text

    def quote(start: int, end: int, rule: str = "") -> Mention:
        start, end = plain.source_span(start, end)
        return Mention(start, end, text[start:end], rule)

    def requote(item: Quoting) -> Quoting:
        m = quote(item.start, item.end)
        return replace(item, start=m.start, end=m.end, text=m.text)

    def quotes(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        return tuple(quote(m.start, m.end, m.rule) for m in mentions)

    totals = {total.total: total for total in found.totals}
    again = {pair.again: pair.sum for pair in found.equivalents}
    paid, served = _by_item(found.amount_links), _by_item(found.goal_links)
    amounts = []
    for number, amount in enumerate(found.amounts):
        m = quote(amount.start, amount.end)
        total = totals.get(number)
        amounts.append(
            replace(
                amount,
                id=f"a{number + 1}",
                start=m.start,
                end=m.end,
                text=m.text,
                projects=_ids("p", paid[number]),
                parts=_ids("a", total.parts) if total else (),
                adds_up=total.adds_up if total else None,
                same_as=f"a{again[number] + 1}" if number in again else None,
            )
        )
    goals = []
    for number, goal in enumerate(found.goals):
        m = quote(goal.start, goal.end)
        goals.append(
            replace(
                goal,
                id=f"g{number + 1}",
                start=m.start,
                end=m.end,
                text=m.text,
                actor=quote(goal.actor.start, goal.actor.end) if goal.actor else None,
                targets=tuple(requote(target) for target in goal.targets),
                by=tuple(requote(deadline) for deadline in goal.by),
                projects=_ids("p", served[number]),
            )
        )
    sums, goals_of, sectors_of = (
        _by_project(links) for links in (found.amount_links, found.goal_links, found.sector_links)
    )
    named = [
        replace(
            project,
            id=f"p{number + 1}",
            mentions=quotes(project.mentions),
            amounts=_ids("a", sums[number]),
            goals=_ids("g", goals_of[number]),
            sectors=tuple(found.sectors[item].id for item in sectors_of[number]),
        )
        for number, project in enumerate(found.projects)
    ]
    title = analysis.title
    return Result(
        text=text,
        source=document.source,
        made_with=made_with,
        kinds=found.kinds,
        title=plain.text[title.start : title.end] if title else document.metadata.title,
        byline=analysis.byline,
        projects=tuple(named),
        amounts=tuple(amounts),
        sectors=tuple(replace(s, mentions=quotes(s.mentions)) for s in found.sectors),
        goals=tuple(goals),
        links=tuple(_links(found)),
        paragraphs=tuple(_paragraph(p, plain) for p in analysis.paragraphs),
        sentences=tuple(Span(*plain.source_span(s.start, s.end)) for s in analysis.sentences),
        metadata=document.metadata,
        sections=document.sections,
    )


def _links(found: Found) -> Iterator[ProjectLink]:
    """All links, by the ids of what they join."""
    of_kind: list[tuple[Kind, Iterable[Link], Callable[[int], str]]] = [
        ("amounts", found.amount_links, lambda item: f"a{item + 1}"),
        ("sectors", found.sector_links, lambda item: found.sectors[item].id),
        ("goals", found.goal_links, lambda item: f"g{item + 1}"),
    ]
    for kind, links, name in of_kind:
        for link in links:
            yield ProjectLink(kind, name(link.item), f"p{link.project + 1}", link.rule)


def _by_item(links: Iterable[Link]) -> Mapping[int, list[int]]:
    """The projects of every item, by position."""
    projects: dict[int, list[int]] = defaultdict(list)
    for link in links:
        projects[link.item].append(link.project)
    return projects


def _by_project(links: Iterable[Link]) -> Mapping[int, list[int]]:
    """The items of every project, by position."""
    items: dict[int, list[int]] = defaultdict(list)
    for link in links:
        items[link.project].append(link.item)
    return items


def _ids(letter: str, positions: Iterable[int]) -> tuple[str, ...]:
    """The ids of the items at `positions`: a letter for their kind and a number from 1."""
    return tuple(f"{letter}{position + 1}" for position in positions)


def _paragraph(paragraph: Paragraph, plain: PlainText) -> Paragraph:
    start, end = plain.source_span(paragraph.start, paragraph.end)
    of = paragraph.repeats
    return Paragraph(start, end, None if of is None else plain.source_span(of, of + 1)[0])

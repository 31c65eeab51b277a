"""From what was found in the plain text to the result: numbered, connected, and quoted from the
text as it was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from policytext.analysis.cleaning import PlainText
from policytext.model import (
    Amount,
    Analysis,
    Document,
    Goal,
    Kind,
    Link,
    Mention,
    Paragraph,
    Project,
    Result,
    Sector,
    Span,
)


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


def ground(document: Document, plain: PlainText, analysis: Analysis, found: Found) -> Result:
    """The result for `document`: ids given, links by id, every span led back to its text."""
    text = document.text

    def quote(start: int, end: int) -> Mention:
        start, end = plain.source_span(start, end)
        return Mention(start, end, text[start:end])

    def quotes(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        return tuple(quote(m.start, m.end) for m in mentions)

    amounts = []
    for number, amount in enumerate(found.amounts):
        m = quote(amount.start, amount.end)
        projects = tuple(
            f"p{link.project + 1}" for link in found.amount_links if link.item == number
        )
        amounts.append(
            replace(
                amount,
                id=f"a{number + 1}",
                start=m.start,
                end=m.end,
                text=m.text,
                projects=projects,
            )
        )
    goals = []
    for number, goal in enumerate(found.goals):
        m = quote(goal.start, goal.end)
        projects = tuple(f"p{link.project + 1}" for link in found.goal_links if link.item == number)
        goals.append(
            replace(
                goal, id=f"g{number + 1}", start=m.start, end=m.end, text=m.text, projects=projects
            )
        )
    named = [
        replace(
            project,
            id=f"p{number + 1}",
            mentions=quotes(project.mentions),
            amounts=tuple(f"a{x.item + 1}" for x in found.amount_links if x.project == number),
            goals=tuple(f"g{x.item + 1}" for x in found.goal_links if x.project == number),
            sectors=tuple(
                found.sectors[x.item].id for x in found.sector_links if x.project == number
            ),
        )
        for number, project in enumerate(found.projects)
    ]
    title = analysis.title
    return Result(
        text=text,
        source=document.source,
        kinds=found.kinds,
        title=plain.text[title.start : title.end] if title else None,
        byline=analysis.byline,
        projects=tuple(named),
        amounts=tuple(amounts),
        sectors=tuple(replace(s, mentions=quotes(s.mentions)) for s in found.sectors),
        goals=tuple(goals),
        paragraphs=tuple(_paragraph(p, plain) for p in analysis.paragraphs),
        sentences=tuple(Span(*plain.source_span(s.start, s.end)) for s in analysis.sentences),
    )


def _paragraph(paragraph: Paragraph, plain: PlainText) -> Paragraph:
    start, end = plain.source_span(paragraph.start, paragraph.end)
    of = paragraph.repeats
    return Paragraph(start, end, None if of is None else plain.source_span(of, of + 1)[0])

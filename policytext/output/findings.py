"""What the dictionaries see in a text, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator

from policytext.evaluation.why import Findings
from policytext.model import Amount, Goal, Project, Sector


def text(findings: Findings) -> Iterator[str]:
    """The lines of a report: morphemes, entries that fit, what was found, what was not and why."""
    for line in findings.morphemes:
        yield f"{line}\n"
    yield "\nentries that fit\n" if findings.matches else "\nno entry fits\n"
    for match in findings.matches:
        where = f"{match.origin.section} {match.origin.entry!r} ({match.origin.at})"
        yield f"  [{match.start}, {match.end}) {match.text}: {match.says} — {where}\n"
    result = findings.result
    found = [
        *map(_item, result.projects),
        *map(_item, result.amounts),
        *map(_item, result.sectors),
        *map(_item, result.goals),
    ]
    yield "\nfound\n" if found else "\nnothing found\n"
    yield from (f"  {line}\n" for line in found)
    for missing in findings.missing:
        yield f"  no {missing.kind}: {missing.reason}\n"


def _item(item: Project | Amount | Sector | Goal) -> str:
    """One finding on one line, with the rule and the score."""
    if isinstance(item, Amount):
        return f"amount {item.text}, {item.role}: {item.rule}; role by {item.role_rule}"
    score = "" if item.score is None else f", {item.score:.2f}"
    if isinstance(item, Project):
        return f"project {item.name}, {item.kind}: {item.rule}{score}"
    if isinstance(item, Sector):
        return f"sector {item.id}{' (main)' if item.main else ''}: {item.rule}{score}"
    return f"goal, {item.type}: {item.rule}{score}"

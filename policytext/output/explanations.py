"""What made every item of a result: the keys `why` and `rule` that `extract --explain` adds.

`rule` is the rule, pattern or model that found the item and `score` the model's probability; `role` is
the rule that tells what a sum is for; `entries` are the entries of the dictionaries that had a part
in it; `links` are the rules that connect it with projects, by their ids.
"""

from __future__ import annotations

from collections.abc import Mapping

from policytext.model import Amount, Goal, Kind, Project, Result, Sector
from policytext.output.structure import Structure, to_structure

_DIGITS = 3


def explained(result: Result) -> Structure:
    """The result as `to_structure` shows it; every item and every mention says what found it."""
    structure = to_structure(result)
    links: dict[tuple[Kind, str], dict[str, str]] = {}
    for link in result.links:
        links.setdefault((link.kind, link.item), {})[link.project] = link.rule
    for amount, shown in zip(result.amounts, structure.get("amounts", ()), strict=False):
        shown["why"] = _why(amount, links.get(("amounts", amount.id)))
    for goal, shown in zip(result.goals, structure.get("goals", ()), strict=False):
        shown["why"] = _why(goal, links.get(("goals", goal.id)))
    for project, shown in zip(result.projects, structure.get("projects", ()), strict=False):
        _explain_mentions(project, shown)
        shown["why"] = _why(project, None)
    for sector, shown in zip(result.sectors, structure.get("sectors", ()), strict=False):
        _explain_mentions(sector, shown)
        shown["why"] = _why(sector, links.get(("sectors", sector.id)))
    return structure


def _explain_mentions(item: Project | Sector, shown: Structure) -> None:
    for mention, row in zip(item.mentions, shown["mentions"], strict=True):
        row["rule"] = mention.rule


def _why(item: Amount | Project | Sector | Goal, links: Mapping[str, str] | None) -> Structure:
    why: Structure = {"rule": item.rule}
    if isinstance(item, Amount):
        why["role"] = item.role_rule
    elif item.score is not None:
        why["score"] = round(item.score, _DIGITS)
    why["entries"] = [{"section": o.section, "entry": o.entry, "at": o.at} for o in item.entries]
    if links:
        why["links"] = dict(links)
    return why

"""Proposed names as a dictionary that is to be reviewed: entries, with their evidence as comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policytext.extraction.mining import Proposal
from policytext.lexicon.editing import flow

_MAX_ALIASES = 5


def dump(proposals: Sequence[Proposal], documents: int) -> Iterator[str]:
    """The lines of a dictionary that holds `proposals`, mined from `documents` documents.

    Names without a kind stand at the end, as comments: whoever takes one in writes the kind.
    """
    yield f"# Names that programmes seem to have in an archive ({documents:,} read).\n"
    yield "# To be read by a person: delete what is no name, correct kind and aliases, and give the\n"
    yield "# file to `policytext extract --dictionary`.\n"
    with_kind = [proposal for proposal in proposals if proposal.kind]
    yield "programmes:\n" if with_kind else "programmes: []\n"
    group = ""
    for proposal in proposals:
        if _group(proposal) != group:
            group = _group(proposal)
            yield f"# {group}\n"
        commented = "" if proposal.kind else "# "
        yield f"{commented}- {flow(_entry(proposal))}  # {_evidence(proposal)}\n"


def _group(proposal: Proposal) -> str:
    if not proposal.kind:
        return (
            "In quotation marks, with no head that tells the kind: take the # away, write the kind."
        )
    if proposal.quoted:
        return "With a head and, at least once, in quotation marks."
    return "With a head, never in quotation marks: most of these are no names."


def _entry(proposal: Proposal) -> dict[str, str | Sequence[str]]:
    entry: dict[str, str | Sequence[str]] = {"name": proposal.name, "kind": proposal.kind or "?"}
    if proposal.aliases:
        entry["aliases"] = proposal.aliases[:_MAX_ALIASES]
    if proposal.ministries:
        entry["ministry"] = proposal.ministries[0]
    return entry


def _evidence(proposal: Proposal) -> str:
    parts = [f"documents: {proposal.documents}, places: {proposal.count}"]
    if proposal.quoted:
        parts.append(f"quoted: {proposal.quoted}")
    if len(proposal.ministries) > 1:
        parts.append(f"ministries: {len(proposal.ministries)}")
    if proposal.first:
        parts.append(f"{proposal.first} to {proposal.last}")
    return ", ".join(parts)

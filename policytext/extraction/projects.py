"""Named projects."""

from __future__ import annotations

import re

from policytext.lexicon import Lexicon
from policytext.model import Amount, Analysis, Mention, Project, ProjectKind

_KINDS: dict[str, ProjectKind] = {
    "project": "project", "plan": "plan", "fund": "fund", "facility": "facility", "scheme": "scheme"
}  # fmt: skip


class ProjectExtractor:
    """Finds named projects by the dictionary `projects`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._kinds = {
            e.text("head"): _KINDS[e.text("kind")] for e in lexicon.entries("project_heads")
        }
        heads = "|".join(map(re.escape, self._kinds))
        self._quoted = re.compile(rf"[‘「]([^‘’「」\n]{{2,60}}?({heads}))[’」]")

    def extract(self, analysis: Analysis, amounts: tuple[Amount, ...]) -> tuple[Project, ...]:
        """The projects that the sentences of `analysis` name, by first mention."""
        found: dict[str, tuple[str, list[Mention]]] = {}
        for sentence in analysis.sentences:
            for match in self._quoted.finditer(analysis.text, sentence.start, sentence.end):
                mention = Mention(match.start(1), match.end(1), match.group(1))
                key = match.group(1).replace(" ", "")
                found.setdefault(key, (match.group(2), []))[1].append(mention)
        return tuple(
            Project(mentions[0].text, self._kinds[head], tuple(mentions))
            for head, mentions in found.values()
        )

"""Documents of a few lines with their projects and sums."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policytext.model import Amount, Mention, Project, ProjectKind, Role


def projects_in(text: str, kinds: Mapping[str, ProjectKind]) -> tuple[Project, ...]:
    return tuple(
        Project(name, kind, tuple(mentions_of(text, name))) for name, kind in kinds.items()
    )


def amounts_in(text: str, roles: Mapping[str, Role]) -> tuple[Amount, ...]:
    found = []
    for letters, role in roles.items():
        value = int(re.sub(r"\D", "", letters))
        for m in mentions_of(text, letters):
            found.append(Amount(letters, m.start, m.end, value, value, "KRW", role=role))
    return tuple(sorted(found, key=lambda a: a.start))


def mentions_of(text: str, letters: str) -> list[Mention]:
    pattern = rf"(?<!\d){re.escape(letters)}"
    return [Mention(m.start(), m.end(), letters) for m in re.finditer(pattern, text)]

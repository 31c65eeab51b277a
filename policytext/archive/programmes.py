"""The same project in many documents: programmes, gathered by their names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policytext.archive.naming import NameReader

_LEAST_SEEN = 2  # documents that use a short name for a longer one without giving it in brackets
_CLEAR = 0.8  # share of the documents in which a short name stands for one and the same name


@dataclass(frozen=True, slots=True)
class NamedProject:
    """A project of one document; `aliases` are the other names that the document has for it.
    What is not known of the document is None."""

    document: int
    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    mentions: int
    publisher: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Programme:
    """A project over all documents.

    `key` is its own and stays as long as its most frequent name does. `name` is the most frequent
    one, `aliases` the others, `publishers` those of its documents: each the most frequent first.
    """

    key: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    publishers: tuple[str, ...]
    first: str | None
    last: str | None
    mentions: int
    projects: tuple[NamedProject, ...]


def gather(projects: Iterable[NamedProject], reader: NameReader) -> list[Programme]:
    """The programmes that `projects` are, by key, whatever the order of `projects`.

    Names are one if they are read as the same key. A short name, which documents give in brackets
    or use for a longer one, goes with that where it stands for nothing else. Names that name nothing
    by themselves are left out: 시범사업 is another thing in each document.
    """
    names = _Names()
    for project in projects:
        name = reader.read(project.name, project.date)
        if name.bare:
            continue
        names.projects[name.key].append(project)
        names.ordinals[name.key] = frozenset(name.ordinals)
        aliases = [reader.read(alias, project.date) for alias in project.aliases]
        in_brackets = {short for n in (name, *aliases) for short in n.shorts}
        names.given[name.key].update(in_brackets)
        for short in in_brackets | {alias.key for alias in aliases if not alias.bare}:
            names.stands_for[short][name.key] += 1
    homes = names.homes()
    members: dict[str, list[NamedProject]] = defaultdict(list)
    for key, found in names.projects.items():
        members[_last(homes, key)].extend(found)
    return [_programme(key, found) for key, found in sorted(members.items())]


class _Names:
    """The keys of all names: the projects that go by them, their ordinals, the short names that
    are given with them in brackets; and for which names each other name stands."""

    def __init__(self) -> None:
        self.projects: dict[str, list[NamedProject]] = defaultdict(list)
        self.ordinals: dict[str, frozenset[str]] = {}
        self.given: dict[str, set[str]] = defaultdict(set)
        self.stands_for: dict[str, Counter[str]] = defaultdict(Counter)

    def homes(self) -> dict[str, str]:
        """The longer name of every short one that stands for no other."""
        homes: dict[str, str] = {}
        for short, names in self.stands_for.items():
            full, count = min(names.items(), key=lambda item: (-item[1], item[0]))
            if (
                short in self.projects
                and count >= _CLEAR * names.total()
                and self._may_be_one(short, full)
                and (short in self.given[full] or self._is_used_for(short, full, count))
            ):
                homes[short] = full
        return homes

    def _may_be_one(self, short: str, full: str) -> bool:
        """Whether the two are of one kind and edition."""
        return (
            len(short) < len(full)
            and self.ordinals[short] == self.ordinals[full]
            and bool({p.kind for p in self.projects[short]} & {p.kind for p in self.projects[full]})
        )

    def _is_used_for(self, short: str, full: str, count: int) -> bool:
        """Whether `count` documents that use one for the other prove it: one alone does not, nor do
        they where the short name mostly stands by itself."""
        alone, whole = (len({p.document for p in self.projects[key]}) for key in (short, full))
        return count >= _LEAST_SEEN and alone <= whole


def _last(homes: Mapping[str, str], key: str) -> str:
    """Where `key` leads to in the end; every step leads to a longer name, so there is an end."""
    while key in homes:
        key = homes[key]
    return key


def _programme(key: str, projects: Sequence[NamedProject]) -> Programme:
    found = sorted(projects, key=lambda p: (p.document, p.id))
    names = Counter(p.name for p in found)
    writings = names + Counter(alias for p in found for alias in p.aliases)
    kinds = Counter(p.kind for p in found)
    publishers = Counter(
        publisher for _, publisher in {(p.document, p.publisher) for p in found} if publisher
    )
    dates = [p.date for p in found if p.date]
    name = _ranked(names)[0]
    return Programme(
        key,
        name,
        _ranked(kinds)[0],
        tuple(writing for writing in _ranked(writings) if writing != name),
        tuple(_ranked(publishers)),
        min(dates, default=None),
        max(dates, default=None),
        sum(p.mentions for p in found),
        tuple(found),
    )


def _ranked(counts: Mapping[str, int]) -> list[str]:
    return sorted(counts, key=lambda name: (-counts[name], name))

"""The nouns: what a document is made of and what is found in it.

Offsets are half-open and count code points. Up to the last step of the pipeline they refer to the
plain text (see `analysis.cleaning`); in a `Result` they refer to the document's text as it was
read, so that ``text[start:end]`` is always the quoted ``text``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

Number = int | Decimal
Modifier = Literal["about", "at_least", "at_most", "range", "vague"]
Role = Literal["total", "national", "local", "private", "loan", "grant", "effect", "other"]
UnitFrom = Literal["heading", "total"]
ProjectKind = Literal["project", "plan", "fund", "facility", "scheme"]
GoalType = Literal["target", "purpose", "intent", "expectation"]
Kind = Literal["projects", "amounts", "sectors", "goals"]
BlockKind = Literal["title", "heading", "item", "footnote", "body"]

# The texts of the dictionaries and models, by which these are told apart, as what they are.
ROLES: Mapping[str, Role] = {role: role for role in get_args(Role)}
PROJECT_KINDS: Mapping[str, ProjectKind] = {kind: kind for kind in get_args(ProjectKind)}
GOAL_TYPES: Mapping[str, GoalType] = {type_: type_ for type_ in get_args(GoalType)}

ALL_KINDS: frozenset[Kind] = frozenset(get_args(Kind))


class Token(NamedTuple):
    """A morpheme: its form, its Sejong tag (`NNG`, `VV`, `EC`, …) and where it stands."""

    form: str
    tag: str
    start: int
    end: int


class Link(NamedTuple):
    """An item (a sum, a goal, a sector) that belongs to a project, both by their position in their
    lists, and the rule that says so."""

    item: int
    project: int
    rule: str


class Origin(NamedTuple):
    """An entry of a dictionary that had a part in a finding: its section, what it goes by, and where
    it stands, ``file:line``."""

    section: str
    entry: str
    at: str


class ProjectLink(NamedTuple):
    """An item of a result (`kind` and id; of a sector, the id of the sector) that belongs to a
    project (its id), and the rule that says so."""

    kind: Kind
    item: str
    project: str
    rule: str


class Total(NamedTuple):
    """A sum and the sums that it is said to consist of, by position, and whether they add up."""

    total: int
    parts: tuple[int, ...]
    adds_up: bool


class Equivalent(NamedTuple):
    """A sum and the sum that says it again in another currency, by position."""

    sum: int
    again: int


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, ``[start, end)``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text and the letters that stand there; `rule` says what found it."""

    start: int
    end: int
    text: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text; `repeats` is the start of the earlier paragraph that it says again, or None."""

    start: int
    end: int
    repeats: int | None = None


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote the document; a part that the byline does not give is None."""

    name: str | None = None
    organization: str | None = None
    position: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One or more lines that are read as one, without the bullet in front and without a byline.

    `marker` is the bullet or number as written, or ""; `level` is its depth among the markers of
    the document, 0 for text that has none. `repeats` as in `Paragraph`.
    """

    start: int
    end: int
    kind: BlockKind
    marker: str = ""
    level: int = 0
    repeats: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: where it stands, the index of its block, and its morphemes in order."""

    start: int
    end: int
    block: int
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document as the extractors see it: plain text, blocks, and the sentences of those blocks
    that repeat nothing, in the order of the text."""

    text: str
    title: Span | None
    byline: Byline | None
    paragraphs: tuple[Paragraph, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money.

    `low` and `high` are in units of `currency` (ISO 4217) and equal unless the sum is a range or
    vague. `unit_from` says where the unit of a bare number stands: in a heading over it or in the
    total it is a part of; None where the sum has its own. `projects` are ids; `parts` are the ids of
    the sums that this one is said to consist of, and `adds_up` whether they do (None where it has
    none). `same_as` is the id of the sum that this one says again in another currency. `rule` names
    the rule that read the sum, `role_rule` the one that tells its role ("weights" where the words
    around it do together), `entries` the entries of the dictionaries they go by.
    """

    text: str
    start: int
    end: int
    low: Number
    high: Number
    currency: str
    modifier: Modifier | None = None
    role: Role = "other"
    unit_from: UnitFrom | None = None
    projects: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    adds_up: bool | None = None
    same_as: str | None = None
    rule: str = ""
    role_rule: str = ""
    entries: tuple[Origin, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """A named policy undertaking and every place where the document names it.

    `name` is its fullest writing, `aliases` the other ones; `rule` says what speaks for its likeliest
    mention, and `score` is how likely the model holds that one for a name, between 0 and 1.
    """

    name: str
    kind: ProjectKind
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    rule: str = ""
    score: float | None = None
    entries: tuple[Origin, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Sector:
    """A part of the economy or of government that the document is about (`main`) or names; `score` is
    how likely, between 0 and 1."""

    id: str
    name: str
    ksic: tuple[str, ...]
    main: bool
    mentions: tuple[Mention, ...]
    rule: str = ""
    score: float | None = None
    entries: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """What is to be reached: a number with its unit (`40%`, `1만 호`), and its `value` in `unit`."""

    start: int
    end: int
    text: str
    value: Number
    unit: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when something is to be reached; `date` is as exact as the words: a year, a month or a day
    in ISO 8601 (`2030`, `2030-06`, `2030-06-30`), None where they tell no year."""

    start: int
    end: int
    text: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Goal:
    """A sentence that states what something is for, is to reach, or should bring about.

    `rule` is the pattern that decided, or "model"; `score` is how likely the model holds it for a
    goal, between 0 and 1, None where it was not asked. `actor` is who is said to act, None where the
    sentence names nobody; `targets` and `by` are what is to be reached and by when.
    """

    type: GoalType
    text: str
    start: int
    end: int
    projects: tuple[str, ...] = ()
    actor: Mention | None = None
    targets: tuple[Measure, ...] = ()
    by: tuple[Deadline, ...] = ()
    rule: str = ""
    score: float | None = None
    entries: tuple[Origin, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from: the file's name, the SHA-256 of its bytes, its encoding, the
    number of characters of its text, and the format it was read from (`text`, `hwpx`, `pdf`, …)."""

    name: str
    sha256: str
    encoding: str
    characters: int
    format: str = "text"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says about itself beside its text; a part that it does not say is None.

    `date` is ISO 8601 (2024-05-31); `organization` is the ministry or the publisher.
    """

    title: str | None = None
    author: str | None = None
    date: str | None = None
    organization: str | None = None
    url: str | None = None


NO_METADATA = Metadata()


@dataclass(frozen=True, slots=True)
class Section:
    """A page or a section of a document: where it begins, and what it is called (`page 3`)."""

    start: int
    label: str


@dataclass(frozen=True, slots=True)
class MadeWith:
    """The version of the program and a short hash of the dictionaries (and the program) by which a
    result was made: equal hashes mean equal dictionaries."""

    program: str
    dictionaries: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document that has been read: its text (NFC, line ends as ``\\n``), its source, and what its
    format says besides. `sections` are in order, and there are none where there is only one."""

    text: str
    source: Source
    metadata: Metadata = NO_METADATA
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """All that was found in one document; offsets refer to `text`.

    `kinds` are the kinds that were looked for; of the others there is nothing. `links` say by which
    rule an item belongs to a project, in the order of kinds and items. `sentences` are those of the
    paragraphs that repeat nothing. `title` is the one that the text gives, or else that of the
    metadata.
    """

    text: str
    source: Source
    made_with: MadeWith
    kinds: frozenset[Kind] = ALL_KINDS
    title: str | None = None
    byline: Byline | None = None
    projects: tuple[Project, ...] = ()
    amounts: tuple[Amount, ...] = ()
    sectors: tuple[Sector, ...] = ()
    goals: tuple[Goal, ...] = ()
    links: tuple[ProjectLink, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    sentences: tuple[Span, ...] = ()
    metadata: Metadata = NO_METADATA
    sections: tuple[Section, ...] = ()

    def section_at(self, position: int) -> str | None:
        """The label of the page or section in which `position` stands, None where there are none."""
        index = bisect_right(self.sections, position, key=lambda s: s.start) - 1
        return self.sections[index].label if index >= 0 else None

    def sentence_at(self, position: int) -> str:
        """The sentence that stands at `position`, on one line; "" where there is none.

        Of what stands in a table it is the whole row, for a cell alone says little.
        """
        index = bisect_right(self.sentences, position, key=lambda s: s.start) - 1
        if index < 0 or self.sentences[index].end <= position:
            return ""
        span = self.sentences[index]
        line = self.text.rfind("\n", 0, span.start) + 1
        end = self.text.find("\n", span.start)
        row = self.text[line : end if end >= 0 else None]
        if "\t" in row:
            cells = (" ".join(cell.split()) for cell in row.split("\t"))
            return " | ".join(cell for cell in cells if cell)
        return " ".join(self.text[span.start : span.end].split())

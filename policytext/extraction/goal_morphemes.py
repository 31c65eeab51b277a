"""Morphemes as the features of goals name them, and what the last ones of a statement say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from sys import intern

from policytext.model import Token

_WORDLIKE_SIGNS = {"SL", "SN", "SH"}
_MOST_KEPT = 50_000
_ENDING = 6  # morphemes at the end of a statement among which its tense and mood stand


@dataclass(frozen=True, slots=True)
class Morpheme:
    """What features name of a morpheme.

    Numbers and Latin letters are all one `word`, so are endings of one verb class. `mark` is the
    tense or mood that it gives to an ending, or ""; `verbal` is a suffix that makes a verb of the
    word before it, `topic` a particle of a topic or a subject.
    """

    word: str
    form: str
    tag: str
    mark: str
    verb: bool
    verbal: bool
    nominal: bool
    topic: bool


class _Tagged(dict[str, Morpheme | None]):
    """The morphemes of one tag by their form; None for punctuation, brackets and quotation marks."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self._tag = tag

    def __missing__(self, form: str) -> Morpheme | None:
        if len(self) > _MOST_KEPT:
            self.clear()
        made = self[form] = _morpheme(form, self._tag)
        return made


class _Tags(dict[str, _Tagged]):
    """The morphemes met so far, by their tag, of which there are some fifty."""

    def __missing__(self, tag: str) -> _Tagged:
        made = self[tag] = _Tagged(tag)
        return made


_met = _Tags()


def morphemes(tokens: Iterable[Token]) -> list[Morpheme | None]:
    """The tokens as features name them; None for the signs that they pass over."""
    met = _met
    return [met[tag][form] for form, tag, _, _ in tokens]


def _morpheme(form: str, tag: str) -> Morpheme | None:
    if tag[0] == "S" and tag not in _WORDLIKE_SIGNS:
        return None
    return Morpheme(
        intern(tag if tag in {"SN", "SL"} else f"{form}/{tag.partition('-')[0]}"),
        form,
        tag,
        mark=form if tag == "EP" else tag if tag in {"VCP", "VX"} else "",
        verb=tag.startswith(("VV", "VA")),
        verbal=tag in {"XSV", "XSA"},
        nominal=tag.startswith(("NN", "SL", "SN", "XSN", "XPN")),
        topic=tag in {"JX", "JKS"},
    )


def ending_class(core: Sequence[Morpheme]) -> str:
    """The ending of a statement in a word: its final tag, with the tense and mood before it."""
    if not core:
        return ""
    marked = [m for m in core[-_ENDING:] if m.mark]
    if not marked:
        return core[-1].tag
    marks = [m.mark for m in marked if m.tag == "EP"] + [m.mark for m in marked if m.tag != "EP"]
    return "+".join([*marks, core[-1].tag])


def last_predicate(core: Sequence[Morpheme]) -> str | None:
    """The last predicate of a statement; a bare noun at the very end counts as one."""
    if core and core[-1].tag == "NNG":
        return core[-1].form
    for place in range(len(core) - 1, -1, -1):
        if core[place].verb:
            return core[place].form
        if core[place].verbal and place:
            return core[place - 1].form
    return None


def next_predicate(core: Sequence[Morpheme]) -> str | None:
    """The first predicate among morphemes; a bare noun at their end counts as one."""
    before: Morpheme | None = None
    for m in core:
        if m.verb:
            return m.form
        if m.verbal and before:
            return before.form
        before = m
    return before.form if before and before.tag == "NNG" else None

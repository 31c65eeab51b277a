"""A document marked up for the terminal: what was found in it, in colours, with a legend."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, TextIO

from policytext.model import Kind, Result, Span

if TYPE_CHECKING:
    from rich.text import Text

# What a terminal would take for an order; line ends and tabs stay.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class _Look(NamedTuple):
    """How things of a kind look, and what the legend calls one and several of them."""

    kind: Kind
    style: str
    one: str
    several: str


# In the order in which they are laid over each other: a goal is a sentence, in which others stand.
_LOOKS = (
    _Look("goals", "underline", "goal", "goals"),
    _Look("projects", "bold cyan", "project", "projects"),
    _Look("amounts", "bold green", "sum", "sums"),
)
_REPEATED = "dim"


def show(result: Result, out: TextIO) -> None:
    """Write the text of `result` to `out`: on a terminal in colours and with a legend under it,
    elsewhere, or where the user wants no colours (NO_COLOR), as it is."""
    from rich.console import Console

    console = Console(file=out, highlight=False, markup=False, emoji=False)
    if not console.is_terminal or console.no_color:
        out.write(result.text if result.text.endswith("\n") else result.text + "\n")
        return
    text = marked(result)
    text.rstrip()
    console.print(text, soft_wrap=True)
    console.print()
    console.print(legend(result), soft_wrap=True)


def marked(result: Result) -> Text:
    """The text with its styles; what a terminal cannot show is U+FFFD, so that all keep their places."""
    from rich.text import Text

    text = Text(_CONTROL.sub("\ufffd", result.text))
    for paragraph in result.paragraphs:
        if paragraph.repeats is not None:
            text.stylize(_REPEATED, paragraph.start, paragraph.end)
    for look in _LOOKS:
        for span in _spans(result, look.kind):
            text.stylize(look.style, span.start, span.end)
    return text


def legend(result: Result) -> Text:
    """How many of each kind there are, each in its style."""
    from rich.text import Text

    parts = []
    for look in reversed(_LOOKS):
        if look.kind in result.kinds:
            number = len(getattr(result, look.kind))
            parts.append(
                Text(f"{number:,} {look.one if number == 1 else look.several}", look.style)
            )
    if any(paragraph.repeats is not None for paragraph in result.paragraphs):
        parts.append(Text("repeated", _REPEATED))
    return Text("  ").join(parts)


def _spans(result: Result, kind: Kind) -> Iterable[Span]:
    """Where the things of a kind stand."""
    if kind == "projects":
        return (Span(m.start, m.end) for project in result.projects for m in project.mentions)
    found = result.goals if kind == "goals" else result.amounts
    return (Span(item.start, item.end) for item in found)

"""Which clues, at which distance, are read together as one feature of the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Template = tuple[tuple[str, int], ...]


def _alone(*columns: str, reach: int = 0) -> list[Template]:
    return [((c, o),) for c in columns for o in range(-reach, reach + 1)]


TEMPLATES: tuple[Template, ...] = (
    *_alone("form", "tag", "head", reach=3),
    *_alone("cluster", "gap", "known", "local", "quote", "generic", "agency", "end", reach=1),
    *_alone(
        "shape",
        "last",
        "quote_end",
        "quote_after",
        "run_start",
        "run_end",
        "run_head",
        "before",
        "behind",
    ),
    *_alone("next_head", "sort", "from_start", "to_end", "ahead", "past", "block"),
    (("form", -1), ("form", 0)),
    (("form", 0), ("form", 1)),
    (("tag", -1), ("tag", 0)),
    (("tag", 0), ("tag", 1)),
    (("tag", -2), ("tag", -1), ("tag", 0)),
    (("tag", -1), ("tag", 0), ("tag", 1)),
    (("tag", 0), ("tag", 1), ("tag", 2)),
    (("tag", 0), ("gap", 0), ("next_head", 0)),
    (("tag", -1), ("gap", 0), ("next_head", 0)),
    (("next_head", 0), ("run_start", 0)),
    (("next_head", 0), ("run_end", 0)),
    (("next_head", 0), ("behind", 0)),
    (("run_head", 0), ("behind", 0)),
    (("run_head", 0), ("before", 0)),
    (("run_head", 0), ("run_start", 0), ("run_end", 0)),
    (("run_head", 0), ("sort", 0)),
    (("quote", 0), ("quote_end", 0)),
    (("quote_end", 0), ("quote_after", 0)),
    (("quote", 0), ("tag", 0)),
    (("known", 0), ("gap", 0)),
    (("known", 0), ("quote", 0)),
    (("known", 0), ("known", 1)),
    (("known", -1), ("known", 0)),
    (("head", 0), ("tag", 1)),
    (("head", 0), ("form", 1)),
    (("head", 0), ("gap", 1)),
    (("head", 0), ("head", 1)),
    (("head", 0), ("tag", -1), ("gap", 0)),
    (("head", 0), ("form", -1)),
    (("ahead", 0), ("run_head", 0)),
    (("ahead", 0), ("run_end", 0), ("block", 0)),
    (("cluster", 0), ("next_head", 0)),
    (("cluster", -1), ("cluster", 0)),
    (("cluster", 0), ("cluster", 1)),
    (("agency", 0), ("gap", 1)),
    (("agency", -1), ("gap", 0)),
    (("block", 0), ("from_start", 0), ("tag", 0)),
)

REACH = max(abs(offset) for template in TEMPLATES for _, offset in template)
JOINT = "\t"  # between the parts of a value
OUTSIDE = "#"  # what every column says outside the sentence


def values(template: Template, columns: Mapping[str, Sequence[str]], size: int) -> Sequence[str]:
    """The value of a template at every token: its parts with `JOINT` between, "" where one says
    nothing. A column that is not among `columns` says nothing at any token."""
    nothing = [""] * size
    parts = [_shifted(columns.get(name, nothing), offset, size) for name, offset in template]
    return [JOINT.join(row) if all(row) else "" for row in zip(*parts, strict=True)]


def _shifted(column: Sequence[str], offset: int, size: int) -> Sequence[str]:
    """The column as seen `offset` tokens further on."""
    outside = [OUTSIDE] * min(abs(offset), size)
    if offset >= 0:
        return [*column[offset:], *outside]
    return [*outside, *column[: max(size + offset, 0)]]

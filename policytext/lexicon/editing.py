"""Adding an entry to a dictionary as a person would: in its place, all else left as it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from policytext.errors import DictionaryError
from policytext.lexicon.lexicon import Value

_Dumper: type[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_Loader: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NEVER = 2**31 - 1  # the width at which a line is broken


def flow(entry: Mapping[str, Value] | str) -> str:
    """One entry on one line, `{name: …, kind: …}`, or a word as YAML writes it."""
    plain: Any = entry
    if not isinstance(entry, str):
        plain = {key: v if isinstance(v, str) else list(v) for key, v in entry.items()}
    text: str = yaml.dump(
        [plain],  # written for the inside of brackets, where fewer signs are free
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=True,
        sort_keys=False,
        width=_NEVER,
    )
    return text.strip()[1:-1]


def with_entry(
    text: str, path: Path, section: str, entry: Mapping[str, Value] | str
) -> tuple[str, int]:
    """The dictionary `text` with one entry more at the end of `section`, and the line of the entry.

    Comments and layout stay as they are. Raises DictionaryError where `text` is no YAML or the section
    is no list; `path` names it.
    """
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        raise DictionaryError(
            f"{path}: no valid YAML; `policytext dictionary check {path}` says where"
        ) from None
    if root is not None and not isinstance(root, yaml.MappingNode):
        raise DictionaryError(f"{path}: line 1: a dictionary is a mapping of sections")
    nodes = root.value if root is not None else []
    key, node = next(((k, v) for k, v in nodes if k.value == section), (None, None))
    if key is None:
        start = text if not text or text.endswith("\n") else f"{text}\n"
        return _put(f"{start}{section}:\n", len(start) + len(section) + 2, f"- {flow(entry)}\n")
    if isinstance(node, yaml.SequenceNode):
        if node.flow_style:
            end = node.end_mark.index - 1
            return _put(text, end, f"{', ' if node.value else ''}{flow(entry)}")
        if node.value:
            return _after(text, node.value, flow(entry))
    elif not (isinstance(node, yaml.ScalarNode) and not node.value):
        line = key.start_mark.line + 1
        raise DictionaryError(f"{path}: line {line}: section {section!r} takes a list")
    # The section has no entries, or only comments: the entry comes first.
    end = text.find("\n", node.end_mark.index if node.value else key.end_mark.index)
    text, end = (f"{text}\n", len(text) + 1) if end < 0 else (text, end + 1)
    return _put(text, end, f"- {flow(entry)}\n")


def _after(text: str, items: Sequence[yaml.Node], entry: str) -> tuple[str, int]:
    """`text` with `entry` on a line behind the last of `items`, which stand one below the other."""
    last = items[-1]
    dash = text.rfind("-", 0, last.start_mark.index)
    indent = text[text.rfind("\n", 0, dash) + 1 : dash]
    lines_end = text.find("\n", _end(last))
    if lines_end < 0:
        text, lines_end = f"{text}\n", len(text)
    return _put(text, lines_end + 1, f"{indent}- {entry}\n")


def _end(node: yaml.Node) -> int:
    """Where the letters of a node end; its own mark stands behind the comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(node, yaml.MappingNode) else last)
    return int(node.end_mark.index)


def _put(text: str, place: int, piece: str) -> tuple[str, int]:
    """`text` with `piece` at `place`, and the line on which it stands, counted from 1."""
    return text[:place] + piece + text[place:], text.count("\n", 0, place) + 1

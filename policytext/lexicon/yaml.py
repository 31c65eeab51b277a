"""YAML as dictionaries use it: every scalar a text, no key twice, and the line of every entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from policytext.errors import DictionaryError

Place = tuple[str | int, ...]

_LINES_KEPT = 3  # levels of keys and positions whose lines are kept: section, item, item of it
_MAX_DEPTH = 20  # a dictionary needs four: file, section, entry, list
_Loader: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """A mapping read from YAML, with the lines on which its keys and list items stand."""

    plain: dict[str, Any]
    lines: dict[Place, int]

    def line_of(self, *place: str | int) -> int:
        """The line, counted from 1, of what stands under these keys and positions in lists."""
        return self.lines.get(place, 1)


def parse(data: bytes, path: Path) -> YamlDocument:
    """Read the bytes of one dictionary; raises DictionaryError where they are no such YAML."""
    try:
        text = data.decode("utf-8-sig")
        _refuse_aliases_and_depth(text, path)
        root = yaml.compose(text, Loader=_Loader)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DictionaryError(f"{path}: line {line}: not UTF-8; save it as UTF-8") from None
    except yaml.YAMLError as error:
        raise DictionaryError(f"{path}: {_complaint(error, text)}") from None
    if not isinstance(root, yaml.MappingNode):
        raise DictionaryError(f"{path}: line 1: a dictionary is a mapping of sections")
    return YamlDocument(_plain(root, path), dict(_lines(root)))


def _lines(node: yaml.Node, place: Place = ()) -> Iterator[tuple[Place, int]]:
    """The lines of all keys and items under `node`, which stands at `place`."""
    if len(place) == _LINES_KEPT:
        return
    children: list[tuple[str | int, yaml.Node, yaml.Node]] = []
    if isinstance(node, yaml.MappingNode):
        children = [(str(key.value), key, value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        children = [(index, item, item) for index, item in enumerate(node.value)]
    for name, mark, value in children:
        yield (*place, name), mark.start_mark.line + 1
        yield from _lines(value, (*place, name))


def _refuse_aliases_and_depth(text: str, path: Path) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1  # type: ignore[union-attr]
        if isinstance(event, yaml.AliasEvent):
            raise DictionaryError(
                f"{path}: line {line}: write the entry out instead of *{event.anchor}"
            )
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise DictionaryError(f"{path}: line {line}: no dictionary is nested so deeply")


def _complaint(error: yaml.YAMLError, text: str) -> str:
    """What is wrong in the YAML, and on which line."""
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return f"line {line}: no valid YAML: a control character stands there"
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "cannot be read"
    return (
        f"line {mark.line + 1}: no valid YAML: {problem}" if mark else f"no valid YAML: {problem}"
    )


def _plain(node: Any, path: Path) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, path) for item in node.value]
    result: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise DictionaryError(f"{path}: line {key.start_mark.line + 1}: a key must be a text")
        if key.value in result:
            raise DictionaryError(
                f"{path}: line {key.start_mark.line + 1}: the key {key.value!r} stands twice"
            )
        result[key.value] = _plain(value, path)
    return result

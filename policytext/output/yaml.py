"""YAML that a person likes to read: small things on one line, Hangul as Hangul, no anchors."""

from __future__ import annotations

from typing import Any

import yaml

from policytext.output.structure import Structure

_Dumper: type[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_FLOW = {
    "kept",
    "copies",
    "source",
    "made_with",
    "byline",
    "amounts",
    "why",
    "actor",
    "targets",
    "by",
    "figures",
    "errors",
    "better",
    "worse",
    "sections",
    "paragraphs",
    "mentions",
}  # their items stand on one line


class _Line(dict[str, Any]):
    """A mapping that is written on one line."""


class _Row(list[Any]):
    """A list that is written on one line."""


class _ReadableDumper(_Dumper):  # type: ignore[misc]
    def ignore_aliases(self, data: Any) -> bool:
        return True


_ReadableDumper.add_representer(
    _Line, lambda d, v: d.represent_mapping("tag:yaml.org,2002:map", v.items(), flow_style=True)
)
_ReadableDumper.add_representer(
    _Row, lambda d, v: d.represent_sequence("tag:yaml.org,2002:seq", v, flow_style=True)
)


def dump(structure: Structure | list[Structure], explicit_start: bool = False) -> str:
    """One YAML document, ending in a line end; with `---` in front where it is one of several."""
    return yaml.dump(
        _laid_out(structure),
        Dumper=_ReadableDumper,
        allow_unicode=True,
        sort_keys=False,
        width=2**30,
        explicit_start=explicit_start,
    )


def _laid_out(value: Any, key: str = "") -> Any:
    """The same structure, in which the mappings that are written on one line are marked."""
    if isinstance(value, dict):
        if key in _FLOW:
            return _Line({k: _Row(v) if isinstance(v, list) else v for k, v in value.items()})
        return {k: _laid_out(v, k) for k, v in value.items()}
    if isinstance(value, list):
        if all(not isinstance(item, dict) for item in value):
            return _Row(value)
        return [_laid_out(item, key) for item in value]
    return value

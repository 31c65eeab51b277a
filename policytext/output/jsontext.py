"""JSON as text that every reader of lines reads."""

from __future__ import annotations

import json
from typing import Any

# JSON lets these stand in a text, but many a reader of lines takes them for the end of one.
_LINE_ENDS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}


def dump(value: Any, indent: int | None = None) -> str:
    """`value` as JSON, on one line unless it is indented; without a line end behind it."""
    return json.dumps(value, ensure_ascii=False, indent=indent).translate(_LINE_ENDS)

"""The compiled form of dictionaries: quick to check, and decoded section by section when used.

Most commands use a few sections of many, and thousands of entries cost milliseconds to decode.
The form is a line with the SHA-256 of all that follows, then a line a section: its name, a tab, and
its entries as JSON.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping

from policytext.lexicon.lexicon import Entry

FORM = 3  # raise when the form changes

Compiled = dict[str, list[Entry]]


class Sections(Mapping[str, tuple[Entry, ...]]):
    """The sections of dictionaries; the entries of one are made when they are first asked for."""

    def __init__(self, encoded: Mapping[str, bytes]) -> None:
        self._encoded = encoded
        self._entries: dict[str, tuple[Entry, ...]] = {}

    def __getitem__(self, name: str) -> tuple[Entry, ...]:
        entries = self._entries.get(name)
        if entries is None:
            rows = json.loads(self._encoded[name])
            entries = self._entries[name] = tuple(map(Entry._make, rows))
        return entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._encoded)

    def __len__(self) -> int:
        return len(self._encoded)


def encode(compiled: Compiled) -> bytes:
    """The compiled form of `compiled`."""
    body = b"\n".join(
        f"{name}\t{json.dumps(entries, ensure_ascii=False, separators=(',', ':'))}".encode(
            "utf-8", "surrogatepass"
        )
        for name, entries in compiled.items()
    )
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def decode(data: bytes) -> Sections | None:
    """The sections that `encode` wrote, or None where `data` is damaged."""
    digest, _, body = data.partition(b"\n")
    if digest != hashlib.sha256(body).hexdigest().encode():
        return None
    encoded = {}
    for line in body.splitlines():
        name, _, entries = line.partition(b"\t")
        encoded[name.decode()] = entries
    return Sections(encoded)

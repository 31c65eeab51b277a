"""The dictionaries once they are read: named sections of entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from policytext.model import Origin

Value = str | Sequence[str]


class Entry(NamedTuple):
    """One entry of a dictionary, with the place it comes from.

    A field is a text or a list of texts, as the `format` of its section says. There are thousands
    of entries at every start: a named tuple is made in half the time of a dataclass.
    """

    values: Mapping[str, Value]
    file: str
    line: int

    def text(self, field: str, default: str = "") -> str:
        """The text in `field`, or `default` where the entry has none."""
        value = self.values.get(field, default)
        assert isinstance(value, str), field
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """The texts in `field`, () where the entry has none."""
        value = self.values.get(field, ())
        assert not isinstance(value, str), field
        return tuple(value)

    def flag(self, field: str) -> bool:
        """Whether the flag `field` is set."""
        return self.values.get(field) == "yes"

    def named(self, section: str) -> Origin:
        """The entry, which stands in `section`, as an explanation names it: by its first text."""
        texts = (value for value in self.values.values() if isinstance(value, str))
        return Origin(section, next(texts, ""), self.origin)

    @property
    def origin(self) -> str:
        """Where the entry stands, as ``file:line``."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All sections of all dictionaries; `version` is a hash of what they were made from."""

    sections: Mapping[str, tuple[Entry, ...]]
    version: str

    def entries(self, section: str) -> tuple[Entry, ...]:
        """The entries of `section` in the order of the file.

        Raises KeyError where no dictionary has the section: that is an error of the program.
        """
        return self.sections[section]

    def origins(self, section: str, field: str) -> dict[str, Origin]:
        """The entries of `section` as explanations name them: by every text in `field`."""
        found: dict[str, Origin] = {}
        for entry in self.sections[section]:
            value = entry.values.get(field, ())
            for text in (value,) if isinstance(value, str) else value:
                found.setdefault(text, Origin(section, text, entry.origin))
        return found

    def words(self, section: str) -> tuple[str, ...]:
        """The words of a section whose entries are plain words."""
        return tuple(entry.text("word") for entry in self.sections[section])

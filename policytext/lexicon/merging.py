"""Entries of one section, checked and merged: by id, the later dictionary over the earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policytext.errors import DictionaryError
from policytext.lexicon.formats import LISTS, Format
from policytext.lexicon.lexicon import Entry, Value

_PATTERN_TYPES = {"pattern", "morphemes"}


class Section:
    """The entries of one section while they are collected."""

    def __init__(self, name: str, format_: Format) -> None:
        self.name = name
        self._format = format_
        self._entries: list[Entry | None] = []  # None where one was switched off
        self._unique = [field for field, spec in format_.items() if spec.unique]
        self._positions: dict[tuple[str, Value], int] = {}
        self._paths: dict[str, Path] = {}
        self.ids: set[Value] = set()  # of all entries, also those that are switched off
        self.references: list[
            tuple[str, str, str]
        ] = []  # to ids: a section, an id, where it stands
        self._sources: list[int] = []

    def add(self, item: object, path: Path, line: int, source: int, replaces: bool) -> None:
        """Append an entry, or put it in the place of the one whose unique field it shares.

        `source` is the number of its file: within one file nothing is replaced.
        """
        where = f"{path}: line {line}: {self.name}"
        values = self._checked(item, where)
        entry = Entry(values, path.name, line)
        keys = [(field, values[field]) for field in self._unique if field in values]
        taken = next((key for key in keys if key in self._positions), None)
        if taken is None:
            position = len(self._entries)
            self._entries.append(entry)
            self._sources.append(source)
        else:
            position = self._positions[taken]
            other = self._entries[position]
            if other and (not replaces or self._sources[position] == source):
                raise DictionaryError(
                    f"{where}: {taken[0]} {taken[1]!r} stands already in {other.file}, "
                    f"line {other.line}"
                )
            self._entries[position] = entry
            self._sources[position] = source
        self._positions.update(dict.fromkeys(keys, position))
        self.ids.update(value for _, value in keys)
        if replaces:
            self._refer(values, where)
        self._paths[path.name] = path

    def _refer(self, values: Mapping[str, Value], where: str) -> None:
        """Take down the ids of other sections that an entry speaks of."""
        for name, field in self._format.items():
            value = values.get(name, ())
            for id_ in (value,) if isinstance(value, str) else value:
                if field.of:
                    self.references.append((field.of, id_, where))

    def disable(self, id_: str, where: str) -> None:
        """Leave out the entry that goes by `id_`: the value of a unique field or, in a section that
        has none, of a pattern. Raises DictionaryError, beginning with `where`, if there is none."""
        fields = self._unique or [f for f, s in self._format.items() if s.type in _PATTERN_TYPES]
        if not fields:
            raise DictionaryError(
                f"{where}: the entries of {self.name!r} have no id to switch them off by; "
                "switch off `all` of them and write those that you want"
            )
        places = [
            place
            for place, entry in enumerate(self._entries)
            if entry and any(entry.values.get(field) == id_ for field in fields)
        ]
        if not places:
            raise DictionaryError(
                f"{where}: no entry of {self.name!r} has the {' or '.join(fields)} {id_!r}; "
                f"`policytext dictionary list {self.name}` prints them"
            )
        for place in places:
            self._entries[place] = None

    def clear(self) -> None:
        """Leave out all entries so far."""
        self._entries = [None] * len(self._entries)

    def finished(self) -> list[Entry]:
        """The entries in order; raises DictionaryError for aliases that lead round in a circle."""
        entries = [entry for entry in self._entries if entry]
        for field, spec in self._format.items():
            if spec.alias:
                self._refuse_cycles(entries, field)
        return entries

    def _checked(self, item: object, where: str) -> dict[str, Value]:
        """One entry, checked against the format of the section."""
        if "word" in self._format and isinstance(item, str):
            item = {"word": item}
        if not isinstance(item, dict):
            raise DictionaryError(f"{where}: an entry takes fields, not {item!r}")
        named = f"{where}: entry {next(iter(item.values()), '(empty)')!r}"
        for name in item:
            if name not in self._format:
                raise DictionaryError(
                    f"{named}: unknown field {name!r}; the fields are {', '.join(self._format)}"
                )
        for name, field in self._format.items():
            if name not in item:
                if field.required:
                    raise DictionaryError(f"{named}: field {name!r} is missing")
                continue
            complaint = field.complaint(item[name])
            if complaint:
                raise DictionaryError(f"{named}: field {name!r} {complaint}")
        return {
            name: tuple(value) if self._format[name].type in LISTS else value
            for name, value in item.items()
        }

    def _refuse_cycles(self, entries: list[Entry], field: str) -> None:
        """Raises DictionaryError where a name is, over the aliases of others, an alias of itself."""
        by_name = {entry.text(self._unique[0]): entry for entry in entries}
        others = {
            name: [alias for alias in entry.texts(field) if alias in by_name]
            for name, entry in by_name.items()
        }
        done: set[str] = set()
        for first in others:
            path: list[str] = []
            pending = [(first, 0)]
            while pending:
                name, depth = pending.pop()
                del path[depth:]
                if name in path:
                    entry = by_name[path[-1]]
                    circle = " → ".join([*path[path.index(name) :], name])
                    raise DictionaryError(
                        f"{self._paths[entry.file]}: line {entry.line}: {self.name}: a cycle of aliases: {circle}; "
                        f"leave {name!r} out of the aliases of {path[-1]!r}"
                    )
                if name not in done:
                    path.append(name)
                    done.add(name)
                    pending += [(alias, depth + 1) for alias in others[name]]

"""Reading dictionaries: YAML that an analyst writes, and the compiled form that starts quickly.

Every scalar is read as a text (`NO` is no boolean, `0111` no octal number) and a key may stand only
once. The compiled form is JSON in the user's cache folder, named after a hash of the dictionaries'
contents, so that it is made when missing or stale and never trusted when the YAML has changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.errors import DictionaryError
from policytext.lexicon.formats import LISTS, Format, parse_format
from policytext.lexicon.lexicon import Entry, Lexicon, Value
from policytext.version import __version__

if TYPE_CHECKING:
    from policytext.lexicon.yaml import YamlDocument

COMPILED_FORM = 1  # raise when the compiled form itself changes

Compiled = dict[str, list[tuple[str, int, dict[str, Value]]]]


def dictionary_folder() -> Path:
    """The folder of the dictionaries: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "dictionaries", package.parent / "dictionaries"):
        if folder.is_dir():
            return folder
    raise DictionaryError(
        f"no folder `dictionaries` in or beside {package}: install policytext again"
    )


def load_lexicon(extra: Iterable[Path] = (), folder: Path | None = None) -> Lexicon:
    """Load the dictionaries of `folder` (the ones that ship, by default) and then those in `extra`.

    A file in `extra` adds to sections that the folder's files declare; an entry with a unique field
    equal to that of an earlier entry replaces it. Raises DictionaryError with file, line and entry.
    """
    folder = folder or dictionary_folder()
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise DictionaryError(f"{folder}: no dictionaries (*.yaml) in this folder")
    own = [(path, _read(path)) for path in files]
    added = [(path, _read(path)) for path in extra]
    digest = hashlib.sha256(f"{__version__}/{COMPILED_FORM}".encode())
    for path, data in own + added:
        digest.update(f"\0{path.name}\0{len(data)}\0".encode() + data)
    version = digest.hexdigest()[:16]

    folder_of_cache = _cache_folder()
    cache = folder_of_cache and folder_of_cache / f"dictionaries-{version}.json"
    compiled = _load_compiled(cache) if cache else None
    if compiled is None:
        compiled = _compile(own, added)
        if cache:
            _save_compiled(cache, compiled)
    sections = {
        name: tuple(Entry(values, file, line) for file, line, values in entries)
        for name, entries in compiled.items()
    }
    return Lexicon(sections, version)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DictionaryError(f"{path}: the dictionary cannot be read: {error.strerror}") from None


def _cache_folder() -> Path | None:
    """Where the compiled form is kept; None where the user has no home."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "policytext"
    except RuntimeError:
        return None


def _load_compiled(cache: Path) -> Compiled | None:
    """The compiled form, or None where there is none or it is damaged."""
    try:
        raw = json.loads(cache.read_bytes())
        return {
            name: [
                (file, line, {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})
                for file, line, values in entries
            ]
            for name, entries in raw.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def _save_compiled(cache: Path, compiled: Compiled) -> None:
    """Write beside and rename; a cache folder that cannot be written only costs time."""
    with suppress(OSError):
        cache.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=cache.parent, suffix=".tmp", encoding="utf-8", delete=False
        ) as file:
            beside = Path(file.name)
            try:
                json.dump(compiled, file, ensure_ascii=False, separators=(",", ":"))
                file.flush()
            except OSError:
                beside.unlink()
                raise
        beside.replace(cache)


def _compile(own: list[tuple[Path, bytes]], added: list[tuple[Path, bytes]]) -> Compiled:
    """Parse, check and merge; raises DictionaryError for the first entry that is wrong."""
    from policytext.lexicon.yaml import parse

    documents = [(path, parse(data, path)) for path, data in own]
    formats: dict[str, Format] = {}
    for path, document in documents:
        declared = document.plain.pop("format", None)
        if not isinstance(declared, dict):
            raise DictionaryError(
                f"{path}: line 1: a dictionary begins with `format:`, which says how its entries "
                "are written"
            )
        for section, text in declared.items():
            if section in formats:
                raise DictionaryError(f"{path}: section {section!r} is declared in two files")
            formats[section] = parse_format(text, f"{path}: format of {section!r}")
    sections = {name: _Section(name, format_) for name, format_ in formats.items()}
    documents += [(path, parse(data, path)) for path, data in added]
    for number, (path, document) in enumerate(documents):
        for name in document.plain:
            for item, line in _items(document, name, path, sections):
                sections[name].add(item, path, line, number, replaces=number >= len(own))
    return {name: section.entries for name, section in sections.items()}


def _items(
    document: YamlDocument, name: str, path: Path, sections: Collection[str]
) -> Iterator[tuple[object, int]]:
    """The entries of one section of a document as they are written, each with its line."""
    line = document.line_of(name)
    items = document.plain[name]
    if name == "format":
        raise DictionaryError(
            f"{path}: line {line}: leave `format` out; the dictionaries that ship declare it"
        )
    if name not in sections:
        known = f"the sections are {', '.join(sorted(sections))}"
        raise DictionaryError(f"{path}: line {line}: unknown section {name!r}; {known}")
    if items == "":  # its entries are commented out
        return
    if not isinstance(items, list):
        raise DictionaryError(f"{path}: line {line}: section {name!r} takes a list")
    for index, item in enumerate(items):
        yield item, document.line_of(name, index)


class _Section:
    """The entries of one section while they are collected."""

    def __init__(self, name: str, format_: Format) -> None:
        self.name = name
        self.entries: list[tuple[str, int, dict[str, Value]]] = []
        self._format = format_
        self._unique = [field for field, spec in format_.items() if spec.unique]
        self._positions: dict[tuple[str, Value], int] = {}
        self._sources: list[int] = []

    def add(self, item: object, path: Path, line: int, source: int, replaces: bool) -> None:
        """Append an entry, or put it in the place of the one whose unique field it shares.

        `source` is the number of its file: within one file nothing is replaced.
        """
        where = f"{path}: line {line}: {self.name}"
        values = self._checked(item, where)
        keys = [(field, values[field]) for field in self._unique if field in values]
        taken = next((key for key in keys if key in self._positions), None)
        if taken is None:
            position = len(self.entries)
            self.entries.append((path.name, line, values))
            self._sources.append(source)
        else:
            position = self._positions[taken]
            if not replaces or self._sources[position] == source:
                file, other, _ = self.entries[position]
                raise DictionaryError(
                    f"{where}: {taken[0]} {taken[1]!r} stands already in {file}, line {other}"
                )
            self.entries[position] = (path.name, line, values)
            self._sources[position] = source
        self._positions.update(dict.fromkeys(keys, position))

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

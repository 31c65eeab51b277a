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
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.errors import DictionaryError
from policytext.lexicon.formats import LISTS, Format, parse_format
from policytext.lexicon.lexicon import Entry, Lexicon, Value
from policytext.version import __version__

if TYPE_CHECKING:
    pass

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

    cache = _cache_folder() / f"dictionaries-{version}.json"
    compiled = _load_compiled(cache)
    if compiled is None:
        compiled = _compile(own, added)
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


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "policytext"


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
            json.dump(compiled, file, ensure_ascii=False, separators=(",", ":"))
        os.replace(file.name, cache)


def _compile(own: list[tuple[Path, bytes]], added: list[tuple[Path, bytes]]) -> Compiled:
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
                raise DictionaryError(
                    f"{path}: section {section!r} is declared in two dictionaries"
                )
            formats[section] = parse_format(text, f"{path}: format of {section!r}")
    sections: Compiled = {name: [] for name in formats}
    documents += [(path, parse(data, path)) for path, data in added]
    for number, (path, document) in enumerate(documents):
        replaces = number >= len(own)
        for section, items in document.plain.items():
            line = document.line_of(section)
            if section not in formats:
                raise DictionaryError(
                    f"{path}: line {line}: unknown section {section!r}; "
                    f"the sections are {', '.join(sorted(formats))}"
                )
            if not isinstance(items, list):
                raise DictionaryError(f"{path}: line {line}: section {section!r} takes a list")
            for index, item in enumerate(items):
                where = f"{path}: line {document.line_of(section, index)}: {section}"
                entry = _checked(item, formats[section], where)
                _add(
                    sections[section],
                    (path.name, document.line_of(section, index), entry),
                    formats[section],
                    where,
                    replaces,
                )
    return sections


def _checked(item: object, format_: Format, where: str) -> dict[str, Value]:
    """One entry, checked against the format of its section."""
    if "word" in format_ and isinstance(item, str):
        item = {"word": item}
    if not isinstance(item, dict):
        raise DictionaryError(f"{where}: an entry takes fields, not {item!r}")
    named = f"{where}: entry {_title(item)}"
    for name in item:
        if name not in format_:
            raise DictionaryError(
                f"{named}: unknown field {name!r}; the fields are {', '.join(format_)}"
            )
    for name, field in format_.items():
        if name not in item:
            if field.required:
                raise DictionaryError(f"{named}: field {name!r} is missing")
            continue
        complaint = field.complaint(item[name])
        if complaint:
            raise DictionaryError(f"{named}: field {name!r} {complaint}")
    return {
        name: tuple(value) if format_[name].type in LISTS else value for name, value in item.items()
    }


def _add(
    entries: list[tuple[str, int, dict[str, Value]]],
    entry: tuple[str, int, dict[str, Value]],
    format_: Format,
    where: str,
    replaces: bool,
) -> None:
    """Append `entry`, or put it in the place of the one whose unique field it shares."""
    for name, field in format_.items():
        value = entry[2].get(name)
        if not field.unique or value is None:
            continue
        for position, (file, line, values) in enumerate(entries):
            if values.get(name) != value:
                continue
            if not replaces:
                raise DictionaryError(
                    f"{where}: {name} {value!r} stands already in {file}, line {line}"
                )
            entries[position] = entry
            return
    entries.append(entry)


def _title(item: Mapping[str, Any]) -> str:
    """What to call an entry in a message: its first field."""
    return repr(next(iter(item.values()), "(empty)"))

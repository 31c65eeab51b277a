"""Reading dictionaries: YAML that an analyst writes, and the compiled form that starts quickly.

Every scalar is read as a text (`NO` is no boolean, `0111` no octal number) and a key may stand only
once. The compiled form is kept in the user's cache folder, named after a hash of the dictionaries'
contents, so that it is made when missing or stale and never trusted when the YAML has changed.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.errors import DictionaryError
from policytext.folders import cache_folder
from policytext.lexicon import compiled
from policytext.lexicon.configuration import PROJECT_FILE, PROJECT_KEYS
from policytext.lexicon.formats import Format, parse_format
from policytext.lexicon.lexicon import Lexicon
from policytext.lexicon.merging import Section
from policytext.version import __version__

if TYPE_CHECKING:
    from policytext.lexicon.yaml import YamlDocument


def dictionary_folder() -> Path:
    """The folder of the dictionaries: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "dictionaries", package.parent / "dictionaries"):
        if folder.is_dir():
            return folder
    raise DictionaryError(
        f"no folder `dictionaries` in or beside {package}: install policytext again"
    )


def load_lexicon(
    extra: Iterable[Path] = (),
    folder: Path | None = None,
    contents: Mapping[Path, bytes] | None = None,
) -> Lexicon:
    """Load the dictionaries of `folder` (the ones that ship, by default) and then those in `extra`.

    A file in `extra` adds to sections that the folder's files declare; an entry with a unique field
    equal to that of an earlier entry replaces it, and entries of earlier files that it lists under
    `disable` are left out. `contents` is what a file of `extra` is taken to hold, whatever it holds
    on the disk. Raises DictionaryError with file, line and entry.
    """
    folder = folder or dictionary_folder()
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise DictionaryError(f"{folder}: no dictionaries (*.yaml) in this folder")
    contents = contents or {}
    own = [(path, _read(path)) for path in files]
    added = [(path, contents[path] if path in contents else _read(path)) for path in extra]
    digest = hashlib.sha256(f"{__version__}/{compiled.FORM}".encode())
    for path, data in own + added:
        digest.update(f"\0{path.name}\0{len(data)}\0".encode() + data)
    version = digest.hexdigest()[:16]

    folder_of_cache = cache_folder()
    cache = folder_of_cache and folder_of_cache / f"dictionaries-{version}.compiled"
    sections = _load_compiled(cache) if cache else None
    if sections is None:
        data = compiled.encode(_compile(own, added))
        if cache:
            _save_compiled(cache, data)
        sections = compiled.decode(data)
        assert sections is not None
    return Lexicon(sections, version)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DictionaryError(f"{path}: the dictionary cannot be read: {error.strerror}") from None


def _load_compiled(cache: Path) -> compiled.Sections | None:
    """The compiled form, or None where there is none or it is damaged."""
    try:
        return compiled.decode(cache.read_bytes())
    except OSError:
        return None


def _save_compiled(cache: Path, data: bytes) -> None:
    """Write beside and rename; a cache folder that cannot be written only costs time."""
    with suppress(OSError):
        cache.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=cache.parent, suffix=".tmp", delete=False) as file:
            beside = Path(file.name)
            try:
                file.write(data)
                file.flush()
            except OSError:
                beside.unlink()
                raise
        beside.replace(cache)


def _compile(own: list[tuple[Path, bytes]], added: list[tuple[Path, bytes]]) -> compiled.Compiled:
    """Parse, check and merge; raises DictionaryError for the first entry that is wrong."""
    from policytext.lexicon.yaml import parse

    documents = [(path, parse(data, path)) for path, data in own]
    formats = _formats(documents)
    sections = {name: Section(name, format_) for name, format_ in formats.items()}
    documents += [(path, parse(data, path)) for path, data in added]
    for number, (path, document) in enumerate(documents):
        _disable(document, path, sections)
        for name in document.plain:
            for item, line in _items(document, name, path, sections):
                sections[name].add(item, path, line, number, replaces=number >= len(own))
    for section in sections.values():
        for of, id_, where in section.references:
            if id_ not in sections[of].ids:
                raise DictionaryError(f"{where}: there is no {id_!r} in {of}")
    return {name: section.finished() for name, section in sections.items()}


def shipped_formats() -> dict[str, Format]:
    """How the entries of every section are written, as the dictionaries that ship declare it."""
    from policytext.lexicon.yaml import parse

    files = sorted(dictionary_folder().glob("*.yaml"))
    return _formats([(path, parse(_read(path), path)) for path in files])


def _formats(documents: Iterable[tuple[Path, YamlDocument]]) -> dict[str, Format]:
    """The formats that `documents` declare, which are taken out of them."""
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
    return formats


def _disable(document: YamlDocument, path: Path, sections: Mapping[str, Section]) -> None:
    """Leave out the entries of earlier files that the document lists under `disable`."""
    listed = document.plain.pop("disable", None) or {}
    if not isinstance(listed, dict):
        line = document.line_of("disable")
        raise DictionaryError(
            f"{path}: line {line}: `disable` takes sections with the ids of their entries, "
            "as in {programmes: [기초연금]}"
        )
    for name, ids in listed.items():
        where = f"{path}: line {document.line_of('disable', name)}: disable"
        if name not in sections:
            known = f"the sections are {', '.join(sorted(sections))}"
            raise DictionaryError(f"{where}: unknown section {name!r}; {known}")
        if ids == "all":
            sections[name].clear()
            continue
        if not isinstance(ids, list) or not all(isinstance(i, str) for i in ids):
            raise DictionaryError(f"{where}: {name!r} takes a list of ids, [a, b], or `all`")
        for index, id_ in enumerate(ids):
            line = document.line_of("disable", name, index)
            sections[name].disable(id_, f"{path}: line {line}: disable")


def _items(
    document: YamlDocument, name: str, path: Path, sections: Collection[str]
) -> Iterator[tuple[object, int]]:
    """The entries of one section of a document as they are written, each with its line."""
    line = document.line_of(name)
    items = document.plain[name]
    if name in PROJECT_KEYS and path.name == PROJECT_FILE:
        return
    if name == "format":
        raise DictionaryError(
            f"{path}: line {line}: leave `format` out; the dictionaries that ship declare it"
        )
    if name not in sections:
        known = f"the sections are {', '.join(sorted(sections))}"
        if path.name == PROJECT_FILE:
            known += f"; besides, {path.name} takes {', '.join(sorted(PROJECT_KEYS))} and disable"
        raise DictionaryError(f"{path}: line {line}: unknown section {name!r}; {known}")
    if items == "":  # its entries are commented out
        return
    if not isinstance(items, list):
        raise DictionaryError(f"{path}: line {line}: section {name!r} takes a list")
    for index, item in enumerate(items):
        yield item, document.line_of(name, index)

"""Documents that are zip archives of XML (HWPX, DOCX), opened with care for what may be in them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import TypeVar
from xml.etree import ElementTree
from xml.parsers import expat

from policytext.errors import ReadingError

T = TypeVar("T")

_MAX_FILES = 20_000
_MAX_SIZE = 1 << 27  # bytes, of all that is read from one package together
_FREE_SIZE = 1 << 24  # bytes, up to which a part may be packed as tightly as it likes
_MAX_RATIO = 100  # XML of documents is packed to about a tenth
_MAX_TAGS = 2_000_000  # in one part; as a tree, an element takes a quarter of a kilobyte
_DIRECTORY_ENTRY = b"PK\x01\x02"
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_CONTROL = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]"
    rb"|&#0{0,9}(?:[0-8]|1[124-9]|2\d|3[01]);|&#[xX]0{0,9}(?:[0-8bBcCeEfF]|1[0-9a-fA-F]);"
)


class Package:
    """A zip archive in memory; all that is read from it together is kept within bounds.

    Raises ReadingError, with `where` as the name of the file, where it is damaged.
    """

    def __init__(self, data: bytes, where: str) -> None:
        self._where = where
        self._left = _MAX_SIZE
        if data.count(_DIRECTORY_ENTRY) > _MAX_FILES:
            raise self._error("it holds too many files to be a document")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except Exception:  # zipfile lets struct, value and other errors through
            raise self._error("the file is a zip archive that is damaged or cut short") from None
        self.names = frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """The bytes of the file called `name`, which must be one of `names`.

        Raises ReadingError where they are damaged, protected by a password, or far too many.
        """
        info = self._zip.getinfo(name)
        if info.flag_bits & 1:
            raise self._error("it is protected by a password; save a copy without it")
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > self._left or (info.file_size > _FREE_SIZE and ratio > _MAX_RATIO):
            raise self._too_large(name)
        self._left -= info.file_size
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
            raise self._error(f"{name} in it is damaged") from None

    def xml(self, name: str) -> ElementTree.Element:
        """The root of the XML file called `name`, which must be one of `names`.

        Raises ReadingError where it cannot be read, is no XML, declares entities, or is far too
        large.
        """
        return self.parsed(name, _tree, _MAX_TAGS)

    def parsed(self, name: str, parse: Callable[[bytes], T], most_tags: int = _MAX_TAGS * 2) -> T:
        """What `parse` makes of the XML file called `name`, in UTF-8, if it has at most `most_tags`.

        Control characters, which XML forbids and some writers leave, are taken out where `parse`
        raises an error of XML. Raises ReadingError as `xml` does.
        """
        data = self.read(name)
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            data = data.decode("utf-16", "replace").encode("utf-8", "replace")
        if any(declaration in data for declaration in _DECLARATIONS):
            raise self._error(f"{name} in it declares entities, which no document does")
        if data.count(b"<") > most_tags:
            raise self._too_large(name)
        try:
            return parse(data)
        except (ElementTree.ParseError, expat.ExpatError):
            pass
        try:
            return parse(_CONTROL.sub(b"", data))
        except (ElementTree.ParseError, expat.ExpatError) as error:
            raise self._error(f"{name} in it is no well-formed XML ({error})") from None

    def _error(self, what: str) -> ReadingError:
        return ReadingError(f"{self._where}: {what}")

    def _too_large(self, name: str) -> ReadingError:
        return self._error(f"{name} in it is far too large to be part of a document")


def _tree(markup: bytes) -> ElementTree.Element:
    # The encoding is fixed, so that none that the file declares can hide a declaration.
    return ElementTree.fromstring(markup, ElementTree.XMLParser(encoding="utf-8"))

"""Documents that are zip archives of XML (HWPX, DOCX), opened with care for what may be in them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree

from policytext.errors import ReadingError

_MAX_FILES = 20_000
_MAX_SIZE = 1 << 28  # bytes, of all that is read from one package together
_FREE_SIZE = 1 << 24  # bytes, up to which a part may be packed as tightly as it likes
_MAX_RATIO = 100  # XML of documents is packed to about a tenth
_MAX_TAGS = 2_000_000  # in one part; an element takes a quarter of a kilobyte
_DIRECTORY_ENTRY = b"PK\x01\x02"
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_CONTROL = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:0*[0-8]|0*1[124-9]|0*2\d|0*3[01]|[xX]0*[0-8bBcCeEfF]|[xX]0*1[0-9a-fA-F]);"
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
            raise self._error(f"{name} in it is far too large to be part of a document")
        self._left -= info.file_size
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
            raise self._error(f"{name} in it is damaged") from None

    def xml(self, name: str) -> ElementTree.Element:
        """The root of the XML file called `name`, which must be one of `names`.

        Control characters, which XML forbids and some writers leave, are passed over. Raises
        ReadingError where it cannot be read, is no XML, declares entities, or is far too large.
        """
        data = self.read(name)
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            data = data.decode("utf-16", "replace").encode("utf-8", "replace")
        if _FORBIDDEN.search(data):
            raise self._error(f"{name} in it declares entities, which no document does")
        if data.count(b"<") > _MAX_TAGS:
            raise self._error(f"{name} in it is far too large to be part of a document")
        try:
            return _parsed(data)
        except ElementTree.ParseError:
            pass
        try:
            return _parsed(_CONTROL.sub(b"", data))
        except ElementTree.ParseError as error:
            raise self._error(f"{name} in it is no well-formed XML ({error})") from None

    def _error(self, what: str) -> ReadingError:
        return ReadingError(f"{self._where}: {what}")


def _parsed(data: bytes) -> ElementTree.Element:
    # The encoding is fixed, so that none that the file declares can hide a declaration.
    return ElementTree.fromstring(data, ElementTree.XMLParser(encoding="utf-8"))

"""HWP 5 (HWP Document File Formats 5.0, revision 1.3, published by Hancom): an OLE document."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from policytext.errors import ReadingError
from policytext.model import NO_METADATA, Metadata
from policytext.reading import hwp_numbers
from policytext.reading.content import Content, assembled, known
from policytext.reading.flow import korean_date
from policytext.reading.hwp_distribution import NoKeyError, decrypted
from policytext.reading.hwp_numbers import ParagraphMarks
from policytext.reading.hwp_records import DamagedError, SectionReader, records
from policytext.reading.ole import Ole, OleError, properties

_SUMMARY = "\x05HwpSummaryInformation"
_TITLE, _AUTHOR, _SAVED = 2, 4, 13  # its properties
_FLAGS = slice(36, 40)  # of the header; its bits:
_COMPRESSED, _PASSWORD, _DISTRIBUTION = 1 << 0, 1 << 1, 1 << 2
_RIGHTS = 1 << 4 | 1 << 8 | 1 << 10  # DRM, a certificate, DRM by a certificate
_MAX_SECTION = 1 << 26  # bytes, unpacked
_FREE_SECTION, _MAX_RATIO = 1 << 23, 100  # a section up to this size may be packed ever so tightly


def read(data: bytes, where: str) -> Content:
    """The text of an HWP 5 document, its sections, and its title, author and last day of writing.

    Distribution copies (배포용) are read like all others: their key is in the file. Raises
    ReadingError, with `where` as the name of the file, where it is damaged, protected by a password
    or by rights management, or holds no text.
    """
    try:
        ole = Ole(data)
        header = ole.read("FileHeader")
        flags = int.from_bytes(header[_FLAGS], "little")
        raw = _sections(ole, "ViewText" if flags & _DISTRIBUTION else "BodyText")
        metadata = _metadata(ole)
        marks = _marks(ole, flags)
    except OleError:
        raise _damaged(where) from None
    if flags & _PASSWORD:
        raise ReadingError(f"{where}: it is protected by a password; save a copy without it")
    if flags & _RIGHTS:
        raise ReadingError(f"{where}: it is protected by rights management; save a copy without it")
    if not raw or len(header) < _FLAGS.stop:
        raise _damaged(where)
    return assembled(_texts(raw, flags, marks, where), where, metadata)


def _texts(
    raw: list[bytes], flags: int, marks: ParagraphMarks, where: str
) -> Iterator[tuple[str, str]]:
    for number, section in enumerate(raw, 1):
        try:
            plain = decrypted(section) if flags & _DISTRIBUTION else section
            unpacked = _unpacked(plain, where) if flags & _COMPRESSED else plain
            lines = SectionReader(unpacked, marks).lines()
        except (NoKeyError, DamagedError, zlib.error):
            raise _damaged(where) from None
        yield f"section {number}", "\n".join(lines)


def _sections(ole: Ole, folder: str) -> list[bytes]:
    """The streams of the sections in `folder`, in order."""
    pattern = re.compile(rf"{folder}/section(\d{{1,6}})", re.IGNORECASE)
    found = [(int(m[1]), name) for name in ole.names if (m := pattern.fullmatch(name))]
    return [ole.read(name) for _, name in sorted(found)]


def _unpacked(section: bytes, where: str) -> bytes:
    """Raises zlib.error where the bytes are damaged, ReadingError where they would be far too many."""
    most = min(_MAX_SECTION, max(_FREE_SECTION, len(section) * _MAX_RATIO))
    inflater = zlib.decompressobj(-15)
    data = inflater.decompress(section, most)
    if inflater.unconsumed_tail:
        raise ReadingError(f"{where}: a section in it is far too large to be part of a document")
    if not inflater.eof:
        raise zlib.error
    return data


def _marks(ole: Ole, flags: int) -> ParagraphMarks:
    """The numbers and bullets of paragraphs; none where the styles are damaged, and the text may be
    whole."""
    try:
        styles = ole.read("DocInfo")
        unpacked = _unpacked(styles, "") if flags & _COMPRESSED else styles
        found = records(unpacked, hwp_numbers.WANTED)
        return ParagraphMarks((tag, content) for tag, _, content in found)
    except (OleError, DamagedError, ReadingError, zlib.error):
        return ParagraphMarks()


def _metadata(ole: Ole) -> Metadata:
    try:
        said = properties(ole.read(_SUMMARY))
    except OleError:  # there is none, or it is damaged, and the text may be whole
        return NO_METADATA
    title, author = (
        value if isinstance(value, str) else None for value in map(said.get, (_TITLE, _AUTHOR))
    )
    return Metadata(known(title), known(author), korean_date(said.get(_SAVED)))


def _damaged(where: str) -> ReadingError:
    return ReadingError(f"{where}: this is an HWP document that is damaged or cut short")

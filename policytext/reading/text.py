"""Text files: which encoding they are in, and whether they are text at all."""

from __future__ import annotations

import codecs
import re
import unicodedata

from policytext.errors import ReadingError

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"RIFF", "a media file (RIFF)"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document (HWPX, DOCX, XLSX)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", "an OLE document (HWP, DOC, XLS)"),
    (b"HWP Document File", "an HWP 3 document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"BZh", "a bzip2 file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"ID3", "a sound file (MP3)"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_MAX_CONTROL = 0.02  # share of control characters above which bytes are no text


def normalize(text: str) -> str:
    """The text that offsets refer to: no byte-order mark, line ends as ``\\n``, NFC.

    Lone surrogates, which are no characters and can be written to no file, become U+FFFD.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text))


def decode(data: bytes, where: str) -> tuple[str, str]:
    """Decode the bytes of a text file: byte-order mark, then UTF-8, then CP949.

    Returns the text as `normalize` leaves it and the name of the encoding. Raises ReadingError,
    with `where` as the name of the file, where the bytes are empty, no text, or in no known encoding.
    """
    if not data.strip():
        raise ReadingError(f"{where}: the file is empty")
    kind = next((name for head, name in _SIGNATURES if data.startswith(head)), None)
    if kind and (b"\0" in data[:4096] or not _is_utf8(data)):
        raise ReadingError(f"{where}: this is {kind}, not a text file; save its text as UTF-8")
    encoding = _encoding(data)
    if encoding is None:
        raise ReadingError(
            f"{where}: neither UTF-8, UTF-16 nor CP949 fits; save the text as UTF-8 and try again"
        )
    text = normalize(data.decode(encoding))
    controls = sum(1 for c in text if c < " " and c not in "\n\t\f\v")
    if controls > _MAX_CONTROL * len(text):
        raise ReadingError(f"{where}: this is no text file (it is full of control characters)")
    if not text.strip():
        raise ReadingError(f"{where}: the file is empty")
    return text, encoding


def _encoding(data: bytes) -> str | None:
    """The first encoding that fits, or None."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name if _fits(data, name) else None
    if _is_utf8(data) and b"\0" not in data:
        return "utf-8"
    wide = _wide(data)
    if wide:
        return wide
    return "cp949" if _fits(data, "cp949") else None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark shows by its zero bytes: every ASCII letter and line end has one."""
    head = data[:4096]
    zeros = [head[i::2].count(0) for i in (0, 1)]
    if len(data) % 2 or max(zeros) < max(2, len(head) // 100) or min(zeros) * 10 > max(zeros):
        return None
    name = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    return name if _fits(data, name) else None


def _is_utf8(data: bytes) -> bool:
    return _fits(data, "utf-8")


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True

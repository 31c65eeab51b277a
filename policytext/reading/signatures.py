"""What files begin with that are no text."""

from __future__ import annotations

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GZIP = b"\x1f\x8b"
XZ = b"\xfd7zXZ"

# What is no document. Some of these may begin a text as well, see `decode`.
_SIGNATURES = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a media file (RIFF)"),
    (EMPTY_ZIP, "an empty zip archive"),
    (GZIP, "a gzip file"),
    (XZ, "an xz file"),
    (b"BZh", "a bzip2 file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"EGGA", "an EGG archive"),
    (b"ALZ\x01", "an ALZ archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"ID3", "a sound file (MP3)"),
)


def signature(data: bytes) -> str | None:
    """What a file that begins with these bytes is, if it is no text; None where nothing shows."""
    return next((kind for start, kind in _SIGNATURES if data.startswith(start)), None)

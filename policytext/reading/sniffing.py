"""What a file is, told by its bytes: its name may say anything."""

from __future__ import annotations

import re
from collections.abc import Collection

from policytext.errors import ReadingError
from policytext.reading.ole import Ole, OleError
from policytext.reading.packages import Package
from policytext.reading.separators import is_table
from policytext.reading.signatures import OLE, ZIP
from policytext.reading.workbooks import WORKBOOK_PARTS, WORKBOOK_STREAMS

_PDF = b"%PDF-"
_PDF_HEAD = 1024  # bytes in front of its signature that a PDF may have
_TEXT_HEAD = 16_384  # bytes that tell what kind of text a text is
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|(?><!--.{0,4000}?-->)|(?><\?.{0,4000}?\?>))*+"
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|link|style|script|div|table|article|section|main"
    rb"|header|center|h[1-6]|ul|ol|p|span|font|b|strong|br)(?=[\s>/]))",
    re.IGNORECASE | re.DOTALL,
)
_FRONT_MATTER = re.compile(
    rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n\w[\w-]{0,40}:[ \r\n].{0,8000}?\n(?:---|\.\.\.)[ \t]*\r?\n",
    re.DOTALL,
)
# Signs of Markdown; it takes two of them, and one of the first two: others stand in other texts too.
_MARKDOWN = (
    re.compile(rb"^#{1,6} +\S", re.MULTILINE),
    re.compile(rb"^\|?[ :]*-{3,}[ :]*\|", re.MULTILINE),
    re.compile(rb"\]\((?:https?:|/|#|\.)"),
    re.compile(rb"\*\*[^*\s][^*\n]{0,300}\*\*"),
    re.compile(rb"^```", re.MULTILINE),
)
# Documents of formats that are not read.
_FOREIGN = (
    (b"{\\rtf", "an RTF document"),
    (b"HWP Document File V", "an HWP document of version 3 or older"),
)
# What an OLE document or a zip archive is, by a stream or a file in it.
_IN_OLE = (
    ("EncryptedPackage", "an Office document that is protected by a password"),
    ("WordDocument", "a Word document of the old kind (.doc)"),
    ("PowerPoint Document", "a PowerPoint presentation of the old kind (.ppt)"),
    ("__properties_version1.0", "an Outlook message (.msg)"),
)
_IN_ZIP = (
    ("ppt/presentation.xml", "a PowerPoint presentation (PPTX)"),
    ("Index/Document.iwa", "a document of Apple Pages or Keynote"),
    ("META-INF/MANIFEST.MF", "a Java archive"),
)
_MIMETYPES = {
    "application/vnd.oasis.opendocument.text": "an OpenDocument text (ODT)",
    "application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet (ODS)",
    "application/vnd.oasis.opendocument.presentation": "an OpenDocument presentation (ODP)",
    "application/epub+zip": "an electronic book (EPUB)",
}
_HWP_SIGNATURE = b"HWP Document File"
_WORD = "WordDocument".encode("utf-16-le")  # the name of a stream, as it stands in the file


def sniff(data: bytes, where: str) -> str:
    """The name of the format of `data`, which is that of its reader; ``text`` where nothing shows.

    Raises ReadingError, with `where` as the name of the file, where it is of a known format that is
    not read.
    """
    if data.startswith(OLE):
        return _ole_format(data, where)
    if data.startswith(ZIP):
        return _zip_format(data, where)
    if _PDF in data[:_PDF_HEAD] and b"\0" not in data[: data.index(_PDF)]:
        return "pdf"
    kind = next((kind for start, kind in _FOREIGN if data.startswith(start)), None)
    if kind:
        raise _unread(where, kind)
    return _text_format(data)


def _unread(where: str, kind: str) -> ReadingError:
    """The error for a file that is `kind` (``an RTF document``), which no reader reads."""
    return ReadingError(
        f"{where}: this is {kind}, which is not read; save it as HWPX, DOCX or PDF, or its text as UTF-8"
    )


def _text_format(data: bytes) -> str:
    """Whether a text is a web page, Markdown, a table, or nothing but text."""
    head = data[:_TEXT_HEAD].replace(b"\0", b"")  # of UTF-16, whose other bytes are ASCII
    if _HTML.match(head):
        return "html"
    marks = [pattern.search(head) is not None for pattern in _MARKDOWN]
    if _FRONT_MATTER.match(head) or (sum(marks) > 1 and any(marks[:2])):
        return "markdown"
    return "table" if is_table(data) else "text"


def _ole_format(data: bytes, where: str) -> str:
    if _HWP_SIGNATURE in data and _WORD not in data:
        return "hwp"
    try:
        streams = Ole(data).names
    except OleError:
        streams = frozenset()
    kind = _kind(streams, _IN_OLE)
    if kind:
        raise _unread(where, kind)
    if WORKBOOK_STREAMS & streams:
        return "table"
    if "FileHeader" in streams:
        return "hwp"
    if not streams:
        raise ReadingError(
            f"{where}: this is an OLE document (HWP, DOC, XLS), damaged or cut short"
        )
    raise _unread(where, "an OLE document of an unknown kind")


def _zip_format(data: bytes, where: str) -> str:
    package = Package(data, where)
    names = package.names
    if "word/document.xml" in names:
        return "docx"
    if "Contents/content.hpf" in names or "Contents/section0.xml" in names:
        return "hwpx"
    mimetype = package.read("mimetype").decode("latin-1").strip() if "mimetype" in names else ""
    if mimetype == "application/hwp+zip":
        return "hwpx"
    if WORKBOOK_PARTS & names:
        return "table"
    kind = _MIMETYPES.get(mimetype) or _kind(names, _IN_ZIP)
    raise (
        _unread(where, kind)
        if kind
        else ReadingError(
            f"{where}: this is a zip archive; unpack it, or give it to `policytext batch`"
        )
    )


def _kind(names: Collection[str], kinds: tuple[tuple[str, str], ...]) -> str | None:
    return next((kind for name, kind in kinds if name in names), None)

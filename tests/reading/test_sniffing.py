"""What a file is shows by its bytes, whatever its name says."""

from __future__ import annotations

import io
import zipfile

import pytest

from policytext.errors import ReadingError
from policytext.reading.sniffing import sniff


def packed(*names: str, mimetype: str = "") -> bytes:
    """A zip archive with files of these names, and with a media type as HWPX and ODT have."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "<a/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (packed(mimetype="application/hwp+zip"), "hwpx"),
        (packed("Contents/content.hpf"), "hwpx"),
        (packed("[Content_Types].xml", "word/document.xml"), "docx"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf"),
        (b"\r\n%PDF-1.4\n", "pdf"),
        ("예산 300억 원".encode(), "text"),
        ("예산 300억 원".encode("cp949"), "text"),
        (b"", "text"),
    ],
    ids=[
        "HWPX",
        "HWPX without a type",
        "DOCX",
        "PDF",
        "PDF after a line",
        "UTF-8",
        "CP949",
        "empty",
    ],
)
def test_a_format_shows_by_the_bytes(data: bytes, format: str) -> None:
    assert sniff(data, "보도자료.hwp") == format


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"{\\rtf1\\ansi\\ansicpg949 ...}", "an RTF document"),
        (b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05\0\0", "an HWP document of version 3"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0\0\0\0\0", "damaged or cut short"),
        (b"PK\x03\x04\x14\0\0\0\x08\0", "damaged or cut short"),
        (packed("ppt/presentation.xml"), "a PowerPoint presentation (PPTX)"),
        (packed(mimetype="application/vnd.oasis.opendocument.text"), "an OpenDocument text (ODT)"),
        (packed("보도자료.hwp"), "this is a zip archive; unpack it"),
    ],
    ids=["RTF", "HWP 3", "OLE", "cut zip", "PPTX", "ODT", "zip"],
)
def test_a_format_that_is_not_read_is_named(data: bytes, says: str) -> None:
    with pytest.raises(ReadingError) as refusal:
        sniff(data, "계획.hwp")
    message = str(refusal.value)
    assert message.startswith("계획.hwp: ")
    assert says in message
    assert "\n" not in message

"""HWPX (KS X 6101, OWPML): a zip archive of XML, read with the standard library.

Names of elements are taken without their namespaces, which differ between versions of the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from policytext.errors import ReadingError
from policytext.model import NO_METADATA, Metadata
from policytext.reading.content import Content, assembled, known
from policytext.reading.flow import korean_date
from policytext.reading.hwpx_numbers import ParagraphMarks
from policytext.reading.hwpx_section import SectionReader
from policytext.reading.packages import Package

_SECTION = re.compile(r"Contents/section(\d{1,6})\.xml", re.IGNORECASE)
# Tags that the reader of sections does not look at, as far as they come in great number.
_LAYOUT = re.compile(rb"</?hp:(?:run|subList|cellSpan|cellSz|cellMargin)(?:[ /][^<>]*)?>")
_MANIFEST = "META-INF/manifest.xml"
_PACKAGE = "Contents/content.hpf"


def read(data: bytes, where: str) -> Content:
    """The text of an HWPX document, its sections, and its title, author and last day of writing.

    Raises ReadingError, with `where` as the name of the file, where it is damaged, protected by a
    password, or holds no text.
    """
    package = Package(data, where)
    if _MANIFEST in package.names and b"encryption-data" in package.read(_MANIFEST):
        raise ReadingError(f"{where}: it is protected by a password; save a copy without it")
    found = [(int(m[1]), name) for name in package.names if (m := _SECTION.fullmatch(name))]
    if not found:
        raise ReadingError(f"{where}: this is an HWPX document without a section of text")
    names = [name for _, name in sorted(found)]
    return assembled(_sections(package, names), where, _metadata(package))


def _sections(package: Package, names: list[str]) -> Iterator[tuple[str, str]]:
    marks = ParagraphMarks(package)
    for place, name in enumerate(names, 1):
        lines = package.parsed(name, lambda markup: _lines(markup, marks))
        yield f"section {place}", "\n".join(lines)


def _lines(markup: bytes, marks: ParagraphMarks) -> list[str]:
    reader = SectionReader(marks)
    reader.parser.Parse(_without_layout(markup), True)
    return reader.lines()


def _without_layout(markup: bytes) -> bytes:
    """The XML of a section without most of what says only where and how large things are.

    That is two thirds of it, and to parse it would take as long as all the rest.
    """
    first, *rest = markup.split(b"<hp:linesegarray>")
    kept = first + b"".join([part.partition(b"</hp:linesegarray>")[2] for part in rest])
    return _LAYOUT.sub(b"", kept)


def _metadata(package: Package) -> Metadata:
    if _PACKAGE not in package.names:
        return NO_METADATA
    try:
        root = package.xml(_PACKAGE)
    except ReadingError:  # it says nothing of the text, which may be whole
        return NO_METADATA
    title: str | None = None
    said: dict[str, str | None] = {}
    for element in root.iter():
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name == "title":
            title = element.text
        elif name == "meta":
            said[element.get("name", "")] = element.text
    return Metadata(known(title), known(said.get("creator")), _day(said.get("ModifiedDate")))


def _day(written: str | None) -> str | None:
    try:
        return korean_date(datetime.fromisoformat(written or ""))
    except ValueError:
        return None

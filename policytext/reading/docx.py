"""DOCX: the text of Word documents, with their tables, notes, text boxes and numbers of items."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from policytext.model import Metadata
from policytext.reading.content import Content, assembled, known
from policytext.reading.docx_numbers import Numbering
from policytext.reading.flow import Paragraph, Table
from policytext.reading.packages import Package
from policytext.reading.records import iso_date

_BODY = "word/document.xml"
_NOTES = {"footnoteReference": "word/footnotes.xml", "endnoteReference": "word/endnotes.xml"}
# What is not part of the text: what was deleted, codes of fields, properties, comments.
_NO_TEXT = """
del moveFrom instrText delText delInstrText pPr rPr sectPr tblPr tblGrid trPr tcPr sdtPr
commentReference annotationRef blip rt
"""
_SKIPPED = frozenset(_NO_TEXT.split())
_SIGNS = {"tab": "\t", "noBreakHyphen": "-", "cr": "\n"}
_SYMBOL_FONTS = (
    0xF000  # letters of Wingdings and Symbol stand at this place of the private use area
)


def read(data: bytes, where: str) -> Content:
    """The text of a Word document, page by page where Word has noted its pages.

    Raises ReadingError, with `where` as the name of the file, where it cannot be read.
    """
    package = Package(data, where)
    reader = _Reader(package)
    body = package.xml(_BODY)
    return assembled(reader.pages(body), where, _metadata(package))


class _Reader:
    """Reads the parts of a document; keeps its notes, its numbers and the page it is on."""

    def __init__(self, package: Package) -> None:
        names = package.names
        self._notes = {
            kind: _by_id(package.xml(name)) if name in names else {}
            for kind, name in _NOTES.items()
        }
        self._numbering = Numbering(
            package.xml("word/numbering.xml") if "word/numbering.xml" in names else None,
            package.xml("word/styles.xml") if "word/styles.xml" in names else None,
        )
        self._page = 1

    def pages(self, root: Element) -> Iterator[tuple[str, str]]:
        """The text of each page and its label."""
        page, lines = 1, list[str]()
        for child in _content(root):
            if _begins_page(child):
                self._page += 1
            if self._page > page:
                yield f"page {page}", "\n".join(lines)
                page, lines = self._page, []
            lines += self._block(child)
        yield f"page {page}", "\n".join(lines)

    def _blocks(self, parent: Element) -> list[str]:
        return [line for child in _content(parent) for line in self._block(child)]

    def _block(self, node: Element) -> list[str]:
        """The lines of a paragraph or a table."""
        name = _name(node)
        if name == "p":
            paragraph = Paragraph()
            number = self._numbering.number(node)
            if number:
                paragraph.add_text(number + " ")
            self._inline(node, paragraph)
            return paragraph.lines()
        return self._table(node).lines() if name == "tbl" else []

    def _inline(self, parent: Element, paragraph: Paragraph) -> None:
        for node in parent:
            name = _name(node)
            if name == "t":
                paragraph.add_text(node.text or "")
            elif name in _SIGNS:
                paragraph.add_text(_SIGNS[name])
            elif name == "br":
                paragraph.add_text("" if _value(node, "type") else "\n")
                self._page += _value(node, "type") == "page"
            elif name == "lastRenderedPageBreak":
                self._page += 1
            elif name == "sym":
                paragraph.add_text(_symbol(_value(node, "char")))
            elif name in _NOTES:
                note = self._notes[name].get(_value(node, "id") or "")
                if note is not None:
                    paragraph.add_object(self._blocks(note))
            elif name == "txbxContent":
                paragraph.add_object(self._blocks(node))
            elif name == "AlternateContent":
                self._inline(_chosen(node), paragraph)
            elif name not in _SKIPPED:
                self._inline(node, paragraph)

    def _table(self, node: Element) -> Table:
        table = Table()
        for row, tr in enumerate(child for child in _content(node) if _name(child) == "tr"):
            column = _number(tr, "trPr", "gridBefore", 0)
            for cell in (child for child in _content(tr) if _name(child) == "tc"):
                merged = _find(cell, "tcPr", "vMerge")
                covered = merged is not None and _value(merged, "val") != "restart"
                table.add_cell(row, column, [] if covered else self._blocks(cell))
                column += _number(cell, "tcPr", "gridSpan", 1)
        return table


def _name(node: Element) -> str:
    """The name of an element without its namespace, of which there are two (transitional, strict)."""
    return node.tag.rpartition("}")[2]


def _value(node: Element, name: str) -> str | None:
    """An attribute, by its name without its namespace."""
    return next((v for key, v in node.attrib.items() if key.rpartition("}")[2] == name), None)


def _find(node: Element, *names: str) -> Element | None:
    """The element at the end of a path of names; None where one of them is missing."""
    found: Element | None = node
    for name in names:
        found = next((c for c in found if _name(c) == name), None) if found is not None else None
    return found


def _number(node: Element, properties: str, name: str, default: int) -> int:
    found = _find(node, properties, name)
    value = (_value(found, "val") if found is not None else None) or ""
    return int(value[:4]) if value.isascii() and value.isdigit() else default


def _content(parent: Element) -> Iterator[Element]:
    """The blocks in `parent`: what only holds others (controls, insertions, custom XML) is passed
    through, and what was deleted is left out."""
    for child in parent:
        name = _name(child)
        if name in {"p", "tbl", "tr", "tc"}:
            yield child
        elif name == "AlternateContent":
            yield from _content(_chosen(child))
        elif name not in _SKIPPED:
            yield from _content(child)


def _chosen(alternatives: Element) -> Element:
    """Of several ways to say the same thing the first that says something."""
    return next(
        (a for a in alternatives if len(a)), alternatives[0] if len(alternatives) else alternatives
    )


def _begins_page(node: Element) -> bool:
    found = _find(node, "pPr", "pageBreakBefore")
    return found is not None and _value(found, "val") not in {"0", "false"}


def _by_id(root: Element) -> dict[str, Element]:
    """The notes by their ids; those with a type are the lines that part notes from the text."""
    return {_value(note, "id") or "": note for note in root if not _value(note, "type")}


def _symbol(code: str | None) -> str:
    """A letter of a font of symbols: as a bullet where it is one of the private use area."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    return (
        "•" if _SYMBOL_FONTS <= number < _SYMBOL_FONTS + 0x1000 or number > 0xFFFF else chr(number)
    )


def _metadata(package: Package) -> Metadata:
    """What the document says about itself."""
    if "docProps/core.xml" not in package.names:
        return Metadata()
    root = package.xml("docProps/core.xml")
    said = {_name(node): known(node.text) for node in root}
    return Metadata(
        title=said.get("title"),
        author=said.get("creator"),
        date=iso_date(said.get("created") or "") or None,
    )

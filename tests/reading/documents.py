"""Documents of a text processor, described once and written as HWPX and as HWP 5, for tests."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from ole_files import ole_file


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its paragraphs, and how many columns and rows it covers."""

    paragraphs: tuple[Paragraph, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    below: bool = False


@dataclass(frozen=True)
class Box:
    """A drawing with a text box in it, or a picture, if it has no paragraphs."""

    paragraphs: tuple[Paragraph, ...] = ()
    caption: str = ""


@dataclass(frozen=True)
class Note:
    """A footnote, an endnote (`en  `), a page's head (`head`) or foot, or a hidden comment."""

    text: str
    kind: str = "fn  "
    number: int = 0


BULLET, NUMBER, SUBNUMBER, OUTLINE = 1, 2, 3, 4  # the shape of a paragraph, if it is not 0
Piece = str | Table | Box | Note | int
Paragraph = tuple[Piece, ...]


def p(*pieces: Piece) -> Paragraph:
    """A paragraph of these pieces; a number among them is its shape."""
    return pieces


def shape_of(paragraph: Paragraph) -> int:
    return next((piece for piece in paragraph if isinstance(piece, int)), 0)


def table(*rows: Sequence[str | Cell], caption: str = "", below: bool = False) -> Table:
    """A table of cells with one paragraph each, unless a cell says otherwise."""
    return Table(
        tuple(tuple(c if isinstance(c, Cell) else Cell((p(c),)) for c in row) for row in rows),
        caption,
        below,
    )


def placed(rows: Sequence[Sequence[Cell]]) -> list[list[tuple[int, int, Cell]]]:
    """The cells of every row with their row and column, merged cells considered."""
    taken: set[tuple[int, int]] = set()
    result = []
    for row, cells in enumerate(rows):
        column, line = 0, []
        for cell in cells:
            while (row, column) in taken:
                column += 1
            line.append((row, column, cell))
            taken |= {(row + i, column + j) for i in range(cell.rows) for j in range(cell.columns)}
        result.append(line)
    return result


# HWPX


def hwpx(*sections: Sequence[Paragraph], **parts: str) -> bytes:
    """An HWPX file; `parts` are further files, or others in place of those it has."""
    files = {
        "mimetype": "application/hwp+zip",
        "Contents/content.hpf": PACKAGE,
        "Contents/header.xml": STYLES,
    }
    for number, paragraphs in enumerate(sections):
        body = "".join(map(_xml_paragraph, paragraphs))
        files[f"Contents/section{number}.xml"] = f"<hs:sec {SPACES}>{body}</hs:sec>"
    return zipped(files | parts)


def zipped(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text.encode("utf-8", "surrogatepass"))
    return buffer.getvalue()


SPACES = (
    'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" '
    'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
)
PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<opf:package xmlns:opf="http://www.idpf.org/2007/opf/"><opf:metadata><opf:title>지역 정책 자료</opf:title>
<opf:meta name="creator" content="text">홍길동</opf:meta>
<opf:meta name="ModifiedDate" content="text">2024-05-30T16:00:00Z</opf:meta></opf:metadata></opf:package>"""
STYLES = """<hh:head xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head"><hh:refList>
<hh:numberings><hh:numbering id="1" start="0"><hh:paraHead start="1" level="1" numFormat="DIGIT">^1.</hh:paraHead>
<hh:paraHead start="1" level="2" numFormat="HANGUL_SYLLABLE">^1-^2)</hh:paraHead></hh:numbering></hh:numberings>
<hh:bullets><hh:bullet id="1" char="○"/></hh:bullets><hh:paraProperties>
<hh:paraPr id="0"><hh:heading type="NONE" idRef="0" level="0"/></hh:paraPr>
<hh:paraPr id="1"><hh:heading type="BULLET" idRef="1" level="0"/></hh:paraPr>
<hh:paraPr id="2"><hh:heading type="NUMBER" idRef="1" level="0"/></hh:paraPr>
<hh:paraPr id="3"><hh:heading type="NUMBER" idRef="1" level="1"/></hh:paraPr>
<hh:paraPr id="4"><hh:heading type="OUTLINE" idRef="0" level="0"/></hh:paraPr>
</hh:paraProperties></hh:refList></hh:head>"""
_NOTES = {
    "fn  ": "footNote",
    "en  ": "endNote",
    "head": "header",
    "foot": "footer",
    "tcmt": "hiddenComment",
}
_SIGNS = {"\t": '<hp:tab width="100"/>', "\n": "<hp:lineBreak/>", "\xa0": "<hp:nbSpace/>"}


def _xml_paragraph(paragraph: Paragraph) -> str:
    runs = "".join(f'<hp:run charPrIDRef="0">{_xml(piece)}</hp:run>' for piece in paragraph)
    lines = '<hp:linesegarray><hp:lineseg textpos="0"/></hp:linesegarray>'
    return f'<hp:p id="0" paraPrIDRef="{shape_of(paragraph)}">{runs}{lines}</hp:p>'


def _xml(piece: Piece) -> str:
    match piece:
        case int():
            return '<hp:secPr outlineShapeIDRef="1"/>'
        case str():
            return f"<hp:t>{''.join(_SIGNS.get(c, escape(c)) for c in piece)}</hp:t>"
        case Table():
            rows = "".join(
                f"<hp:tr>{''.join(_xml_cell(*cell) for cell in row)}</hp:tr>"
                for row in placed(piece.rows)
            )
            side = "BOTTOM" if piece.below else "TOP"
            return f"<hp:tbl><hp:sz/>{_xml_caption(piece.caption, side)}{rows}</hp:tbl><hp:t/>"
        case Box():
            caption = _xml_caption(piece.caption, "BOTTOM")
            if not piece.paragraphs:
                note = "<hp:shapeComment>그림입니다.</hp:shapeComment>"
                return f'<hp:pic><hc:img xmlns:hc="c"/>{caption}{note}</hp:pic>'
            return f"<hp:rect><hp:drawText>{_xml_list(piece.paragraphs)}</hp:drawText>{caption}</hp:rect>"
        case Note():
            name = _NOTES[piece.kind]
            number = (
                f'<hp:autoNum num="{piece.number}" numType="FOOTNOTE"><hp:autoNumFormat '
                'prefixChar="" suffixChar=")"/></hp:autoNum>'
                if piece.number
                else ""
            )
            text = f"<hp:p><hp:run><hp:ctrl>{number}</hp:ctrl><hp:t>{piece.text}</hp:t></hp:run></hp:p>"
            return f"<hp:ctrl><hp:{name}><hp:subList>{text}</hp:subList></hp:{name}></hp:ctrl>"


def _xml_list(paragraphs: Sequence[Paragraph]) -> str:
    return f"<hp:subList>{''.join(map(_xml_paragraph, paragraphs))}</hp:subList>"


def _xml_caption(text: str, side: str) -> str:
    return f'<hp:caption side="{side}">{_xml_list([p(text)])}</hp:caption>' if text else ""


def _xml_cell(row: int, column: int, cell: Cell) -> str:
    return (
        f'<hp:tc>{_xml_list(cell.paragraphs)}<hp:cellAddr colAddr="{column}" rowAddr="{row}"/>'
        f'<hp:cellSpan colSpan="{cell.columns}" rowSpan="{cell.rows}"/><hp:cellSz width="1"/></hp:tc>'
    )


# HWP 5

COMPRESSED, PASSWORD, DISTRIBUTION, DRM = 1, 2, 4, 16


def hwp(
    *sections: Sequence[Paragraph],
    flags: int = COMPRESSED,
    wrap: Callable[[bytes], bytes] = bytes,
    **streams: bytes,
) -> bytes:
    """An HWP 5 file; `wrap` is done to every section at last, `streams` are further streams."""
    info = deflated(STYLE_RECORDS) if flags & COMPRESSED else STYLE_RECORDS
    files = {"FileHeader": header(flags), "DocInfo": info, "\x05HwpSummaryInformation": summary()}
    folder = "ViewText" if flags & DISTRIBUTION else "BodyText"
    for number, paragraphs in enumerate(sections):
        data = b"".join(_records(paragraph, 0) for paragraph in paragraphs)
        files[f"{folder}/Section{number}"] = wrap(deflated(data) if flags & COMPRESSED else data)
    return ole_file(files | streams)


def header(flags: int = COMPRESSED) -> bytes:
    return (b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05010001, flags)).ljust(
        256, b"\0"
    )


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def record(tag: int, level: int, content: bytes) -> bytes:
    size = len(content)
    head = struct.pack("<I", tag | level << 10 | min(size, 0xFFF) << 20)
    return head + (struct.pack("<I", size) if size >= 0xFFF else b"") + content


def _number_level(kind: int, text: str) -> bytes:
    letters = text.encode("utf-16-le")
    return struct.pack("<I8sH", kind << 5, b"", len(text)) + letters


def _shape(kind: int, level: int, list_: int) -> bytes:
    return struct.pack("<I26sH", kind << 23 | level << 25, b"", list_)


STYLE_RECORDS = b"".join(
    [
        record(23, 1, _number_level(0, "^1.") + _number_level(8, "^1-^2)") + bytes(2)),
        record(24, 1, bytes(12) + "○".encode("utf-16-le")),
        *(
            record(25, 1, _shape(*shape))
            for shape in [(0, 0, 0), (3, 0, 1), (2, 0, 1), (2, 1, 1), (1, 0, 0)]
        ),
    ]
)


def summary() -> bytes:
    """The properties title, author and the moment of saving, 2024-05-30 16:00 in UTC."""
    moment = (1717084800 + 11644473600) * 10_000_000
    values = [
        (2, _property("지역 정책 자료")),
        (4, _property("홍길동")),
        (13, struct.pack("<IQ", 0x40, moment)),
    ]
    body, places = b"", b""
    for key, value in values:
        places += struct.pack("<II", key, 8 + 8 * len(values) + len(body))
        body += value
    section = struct.pack("<II", 8 + len(places) + len(body), len(values)) + places + body
    return struct.pack("<HHI16sI16sI", 0xFFFE, 0, 0, b"", 1, b"", 48) + section


def _property(text: str) -> bytes:
    letters = (text + "\0").encode("utf-16-le")
    return struct.pack("<II", 0x1F, len(letters) // 2) + letters + bytes(-len(letters) % 4)


_CODES = {"\t": 9, "\n": 10, "\xa0": 30}


def _records(paragraph: Paragraph, level: int) -> bytes:
    letters, controls = b"", b""
    for piece in paragraph:
        match piece:
            case str():
                letters += b"".join(map(_letter, piece))
            case Table():
                letters += _control_letter(11, b" lbt")
                controls += _table_records(piece, level + 1)
            case Box():
                letters += _control_letter(11, b" osg")
                controls += _box_records(piece, level + 1)
            case Note():
                code = 16 if piece.kind in {"head", "foot"} else 15 if piece.kind == "tcmt" else 17
                letters += _control_letter(code, piece.kind[::-1].encode())
                controls += _note_records(piece, level + 1)
    letters += struct.pack("<H", 13)
    return (
        record(66, level, struct.pack("<IIHB", len(letters) // 2, 0, shape_of(paragraph), 0))
        + record(67, level + 1, letters)
        + record(68, level + 1, bytes(8))
        + controls
    )


def _letter(letter: str) -> bytes:
    code = _CODES.get(letter)
    if code == 9:
        return _control_letter(9, b"\0\xd8\0\xd8")
    return struct.pack("<H", code) if code else letter.encode("utf-16-le", "surrogatepass")


def _control_letter(code: int, name: bytes) -> bytes:
    return struct.pack("<H4s8sH", code, name, b"", code)


def _control(name: str, level: int, content: bytes = bytes(40)) -> bytes:
    return record(71, level, name[::-1].encode() + content)


def _list(level: int, count: int, rest: bytes = bytes(8)) -> bytes:
    return record(72, level, struct.pack("<HHI", count, 0, 0) + rest)


def _caption_records(text: str, level: int, below: bool) -> bytes:
    if not text:
        return b""
    return _list(level, 1, struct.pack("<II", 3 if below else 2, 0)) + _records(p(text), level)


def _table_records(piece: Table, level: int) -> bytes:
    data = _control("tbl ", level) + _caption_records(piece.caption, level + 1, piece.below)
    data += record(77, level + 1, struct.pack("<IHH", 0, len(piece.rows), 1))
    for row in placed(piece.rows):
        for number, column, cell in row:
            place = struct.pack("<4H", column, number, cell.columns, cell.rows)
            data += _list(level + 1, len(cell.paragraphs), place)
            data += b"".join(_records(paragraph, level + 1) for paragraph in cell.paragraphs)
    return data


def _box_records(piece: Box, level: int) -> bytes:
    data = _control("gso ", level) + _caption_records(piece.caption, level + 1, True)
    data += record(76, level + 1, bytes(8))
    if piece.paragraphs:
        data += _list(level + 2, len(piece.paragraphs))
        data += b"".join(_records(paragraph, level + 2) for paragraph in piece.paragraphs)
    return data


def _note_records(piece: Note, level: int) -> bytes:
    text = _records(p(piece.text), level + 1)
    if piece.number:
        number = struct.pack("<IHHHH", 1, piece.number, 0, 0, ord(")"))
        letters = _control_letter(18, b"onta") + piece.text.encode("utf-16-le") + b"\r\0"
        text = record(66, level + 1, bytes(12)) + record(67, level + 2, letters)
        text += _control("atno", level + 2, number)
    return _control(piece.kind, level) + _list(level + 1, 1) + text

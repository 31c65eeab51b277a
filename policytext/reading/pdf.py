"""PDF, by pdfium: letters and ruled lines with their places, out of which `layout` makes a text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from policytext.errors import ReadingError
from policytext.model import Metadata
from policytext.reading.content import Content, assembled, known
from policytext.reading.layout import Extent, Glyph, Page, Rule, compose

if TYPE_CHECKING:
    import pypdfium2

Box = tuple[float, float, float, float]

_MAX_PAGES = 5_000
_MAX_LETTERS = 5_000_000  # of a document; a glyph takes a fifth of a kilobyte
_MAX_OBJECTS = 20_000  # of a page; where there are more, they are a drawing
_THIN_RULE = 3.0  # points
_SIDES = 6  # segments of a path that is a frame
_PASSWORD_ERROR, _SECURITY_ERROR = 4, 5
_PATH = 2  # the type of an object of a page that is a path
_SLANT = 0.05  # of a right angle
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_FILE_NAME = re.compile(r"\.(?:hwpx?|docx?|pptx?|xlsx?|txt|pdf|indd)\b", re.IGNORECASE)
_HANGUL = re.compile(r"[가-힣]")
_NO_LETTER = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")


def read(data: bytes, where: str) -> Content:
    """The text of a PDF document, page by page.

    Raises ReadingError, with `where` as the name of the file, where it is protected by a password,
    damaged, or holds pictures of pages and no text.
    """
    import pypdfium2

    document = _opened(data, where)
    try:
        if len(document) > _MAX_PAGES:
            raise ReadingError(f"{where}: it has {len(document):,} pages; split it")
        pages = list(_pages(document, where))
        metadata = _metadata(document.get_metadata_dict())
    except pypdfium2.PdfiumError:
        raise _damaged(where) from None
    finally:
        document.close()
    if not any(pages):
        raise ReadingError(
            f"{where}: this PDF has no text, only pictures of pages (a scan); "
            "run a text recognition (OCR) over it first"
        )
    texts = compose([view for views in pages for view in views])
    parts: list[tuple[str, str]] = []
    for number, views in enumerate(pages, 1):
        text = "\n".join(filter(None, texts[: len(views)]))
        texts = texts[len(views) :]
        parts.append((f"page {number}", text))
    return assembled(parts, where, metadata)


def _damaged(where: str) -> ReadingError:
    return ReadingError(f"{where}: this PDF is damaged or cut short")


def _opened(data: bytes, where: str) -> pypdfium2.PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in {_PASSWORD_ERROR, _SECURITY_ERROR}:
            raise ReadingError(
                f"{where}: this PDF is protected by a password; save a copy without it"
            ) from None
        raise _damaged(where) from None


def _metadata(found: dict[str, str]) -> Metadata:
    """What the document says about itself; many programs put the name of a file for a title."""
    title = known(found.get("Title"))
    if title and (_FILE_NAME.search(title) or not _HANGUL.search(title)):
        title = None
    author = known(found.get("Author"))
    date = _DATE.match(found.get("CreationDate", ""))
    return Metadata(
        title=title,
        author=author if author and _HANGUL.search(author) else None,
        date="-".join(date.groups()) if date else None,
    )


def _pages(document: pypdfium2.PdfDocument, where: str) -> Iterator[list[Page]]:
    """What is to be read on each page: nothing, the page, or the page in several positions, where
    text on it is turned by a right angle.

    A page that pdfium cannot load is an empty one, as in a viewer.
    """
    import pypdfium2

    letters = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            yield []
            continue
        glyphs = _glyphs(text)
        letters += sum(map(len, glyphs.values()))
        if letters > _MAX_LETTERS:
            raise ReadingError(f"{where}: it is far too large for one document; split it")
        box = Extent(*_top_down(*page.get_bbox()))
        main = max(glyphs, key=lambda turn: len(glyphs[turn]), default=0)
        rules = _rules(page) if glyphs else []
        yield [
            _turned(box, turn, glyphs[turn], rules if turn == main else [])
            for turn in sorted(glyphs, key=lambda turn: turn != main)
        ]
        text.close()
        page.close()


def _top_down(left: float, bottom: float, right: float, top: float) -> Box:
    """A place in the coordinates of PDF, which grow upwards, in some that grow downwards."""
    return left, -top, right, -bottom


def _glyphs(text: pypdfium2.PdfTextPage) -> dict[int, list[Glyph]]:
    """The letters of a page by the right angles by which they are turned; slanted ones, as in
    watermarks, are left out, and so are spaces and line ends that pdfium adds on its own."""
    import ctypes

    from pypdfium2 import raw

    found: dict[int, list[Glyph]] = {}
    page = text.raw
    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    loose_box, unicode = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetUnicode
    turn: int | None = 0
    line = (0.0, 0.0)
    for index in range(raw.FPDFText_CountChars(page)):
        if not loose_box(page, index, pointer) or box.left == box.right:
            continue
        letter = chr(unicode(page, index))
        if (box.bottom, box.top) != line:  # only then can the angle be another one
            line = box.bottom, box.top
            turn = _right_angles(raw.FPDFText_GetCharAngle(page, index))
        if turn is not None and not _NO_LETTER.match(letter):
            place = _top_down(box.left, box.bottom, box.right, box.top)
            found.setdefault(turn, []).append(Glyph(letter, *place))
    return found


def _right_angles(radians: float) -> int | None:
    """By how many right angles letters are turned, counter-clockwise; None if by another angle."""
    turns = radians / (math.pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < _SLANT else None


def _rules(page: pypdfium2.PdfPage) -> list[Rule]:
    """The ruled lines of a page, and the sides of the frames on it."""
    import ctypes

    from pypdfium2 import raw

    rules: list[Rule] = []
    left, bottom, right, top = edges = tuple(ctypes.c_float() for _ in range(4))
    pointers = [ctypes.byref(edge) for edge in edges]
    stroke, fill = ctypes.c_int(), ctypes.c_int()
    count = raw.FPDFPage_CountObjects(page.raw)
    for index in range(count if count <= _MAX_OBJECTS else 0):
        item = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(item) != _PATH:
            continue
        if not raw.FPDFPageObj_GetBounds(item, *pointers):
            continue
        box = _top_down(left.value, bottom.value, right.value, top.value)
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) <= _THIN_RULE:
            rules.append(Rule(*box))
        elif raw.FPDFPath_CountSegments(item) <= _SIDES and raw.FPDFPath_GetDrawMode(
            item, ctypes.byref(fill), ctypes.byref(stroke)
        ):
            rules += _sides(*box) if stroke.value else ()
    return rules


def _sides(x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
    yield Rule(x0, y0, x1, y0)
    yield Rule(x0, y1, x1, y1)
    yield Rule(x0, y0, x0, y1)
    yield Rule(x1, y0, x1, y1)


def _turned(page: Extent, turn: int, glyphs: list[Glyph], rules: list[Rule]) -> Page:
    """A page as one sees it who holds it so that text turned by `turn` right angles stands upright."""
    x0, y0, x1, y1 = page
    if turn % 2:
        width, height = y1 - y0, x1 - x0
    else:
        width, height = x1 - x0, y1 - y0

    def place(a0: float, b0: float, a1: float, b1: float) -> Box:
        if turn == 1:
            return y1 - b1, a0 - x0, y1 - b0, a1 - x0
        if turn == 2:
            return x1 - a1, y1 - b1, x1 - a0, y1 - b0
        if turn == 3:
            return b0 - y0, x1 - a1, b1 - y0, x1 - a0
        return a0 - x0, b0 - y0, a1 - x0, b1 - y0

    return Page(
        width,
        height,
        [Glyph(g.letter, *place(*g[1:])) for g in glyphs],
        [Rule(*place(*rule)) for rule in rules],
    )

"""PDF, by pdfium: letters and ruled lines with their places, out of which `layout` makes a text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from policytext.errors import ReadingError
from policytext.model import Metadata
from policytext.reading.content import Content, assembled, known
from policytext.reading.layout import Glyph, Page, Rule, compose

if TYPE_CHECKING:
    import pypdfium2

_MAX_PAGES = 5_000
_MAX_LETTERS = 5_000_000  # of a document; a glyph takes a fifth of a kilobyte
_MAX_OBJECTS = 20_000  # of a page; where there are more, they are a drawing
_FEW_OBJECTS = 2_000  # of a page, among which frames are looked for
_THIN_RULE = 3.0  # points
_SIDES = 6  # segments of a path that is a frame
_PASSWORD_ERROR, _SECURITY_ERROR = 4, 5
_PATH = 2  # the type of an object of a page that is a path
_SLANT = 0.05  # of a right angle
_SLANTED = -1  # for the right angles of what is turned by another angle
_FAR = 100_000.0  # points from the corner of a page
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_FILE_NAME = re.compile(r"\.(?:hwpx?|docx?|pptx?|xlsx?|txt|pdf|indd)\b", re.IGNORECASE)
_HANGUL = re.compile(r"[가-힣]")
_HYPHEN = re.compile(r"[\x02\ufffe]")  # as which pdfium gives one at the end of a line
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
        texts = compose(_pages(document, where))
        metadata = _metadata(document)
    except pypdfium2.PdfiumError:
        raise _damaged(where) from None
    finally:
        document.close()
    if not any(texts):
        raise ReadingError(
            f"{where}: this PDF has no text, only pictures of pages (a scan); "
            "run a text recognition (OCR) over it first"
        )
    parts = ((f"page {number}", text) for number, text in enumerate(texts, 1))
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


def _metadata(document: pypdfium2.PdfDocument) -> Metadata:
    """What the document says about itself; many programs put the name of a file for a title."""

    def value(key: str) -> str | None:
        try:
            return known(document.get_metadata_value(key))
        except UnicodeDecodeError:  # half a letter
            return None

    title, author = value("Title"), value("Author")
    date = _DATE.match(value("CreationDate") or "")
    return Metadata(
        title=title if title and _HANGUL.search(title) and not _FILE_NAME.search(title) else None,
        author=author if author and _HANGUL.search(author) else None,
        date="-".join(date.groups()) if date else None,
    )


def _pages(document: pypdfium2.PdfDocument, where: str) -> Iterator[list[Page]]:
    """What is to be read on each page: nothing, the page, or the page in several positions, where
    text on it is turned by a right angle.

    A page that pdfium cannot load is an empty one, as in a viewer.
    """
    import pypdfium2

    letters = loaded = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            yield []
            continue
        loaded += 1
        x0, y0, x1, y1 = page.get_bbox()
        glyphs = _glyphs(text, x0, y1)
        letters += sum(map(len, glyphs.values()))
        if letters > _MAX_LETTERS:
            raise ReadingError(f"{where}: it is far too large for one document; split it")
        main = max(glyphs, key=lambda turn: len(glyphs[turn]), default=0)
        rules = _rules(page, x0, y1) if glyphs else []
        yield [
            _turned(x1 - x0, y1 - y0, turn, glyphs[turn], rules if turn == main else [])
            for turn in sorted(glyphs, key=lambda turn: turn != main)
        ]
        text.close()
        page.close()
    if not loaded:
        raise _damaged(where)


def _glyphs(text: pypdfium2.PdfTextPage, x0: float, y1: float) -> dict[int, list[Glyph]]:
    """The letters of a page by the right angles by which they are turned; slanted ones, as in
    watermarks, are left out, and so are spaces and line ends that pdfium adds on its own.

    Their places are counted from the corner at `x0` and `y1`, which is the upper left one.
    """
    import ctypes

    from pypdfium2 import raw

    found: dict[int, list[Glyph]] = {}
    add = found.setdefault(0, []).append
    page = text.raw
    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    place_of = raw.FPDFText_GetLooseCharBox
    low = high = 0.0
    for index, letter in enumerate(_letters(text)):
        if letter < " " or not place_of(page, index, pointer):
            continue
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        # What pdfium adds has no width; the comparisons are false of what is no number.
        if not (-_FAR < left < right < _FAR and -_FAR < bottom <= top < _FAR):
            continue
        if (bottom, top) != (low, high):  # only then can the angle be another one
            low, high = bottom, top
            turn = _right_angles(raw.FPDFText_GetCharAngle(page, index))
            add = found.setdefault(turn, []).append
        add(Glyph(letter, left - x0, y1 - top, right - x0, y1 - bottom))
    found.pop(_SLANTED, None)
    return {turn: glyphs for turn, glyphs in found.items() if glyphs}


def _letters(text: pypdfium2.PdfTextPage) -> str:
    """The letters of a page by their numbers; "\0" for what is none."""
    from pypdfium2 import raw

    count = raw.FPDFText_CountChars(text.raw)
    letters: str = text.get_text_range() if count > 0 else ""
    if len(letters) != count:  # some have no letter, others take two numbers
        codes = (raw.FPDFText_GetUnicode(text.raw, index) for index in range(count))
        letters = "".join(map(chr, codes))
    return _NO_LETTER.sub("\0", _HYPHEN.sub("-", letters))


def _right_angles(radians: float) -> int:
    """By how many right angles letters are turned, counter-clockwise; `_SLANTED` by another angle."""
    if not math.isfinite(radians):
        return _SLANTED
    turns = radians / (math.pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < _SLANT else _SLANTED


def _rules(page: pypdfium2.PdfPage, x0: float, y1: float) -> list[Rule]:
    """The ruled lines of a page, and the sides of the frames on it, their places as those of letters."""
    import ctypes

    from pypdfium2 import raw

    rules: list[Rule] = []
    left, bottom, right, top = edges = tuple(ctypes.c_float() for _ in range(4))
    pointers = [ctypes.byref(edge) for edge in edges]
    stroke, fill = ctypes.c_int(), ctypes.c_int()
    object_at, type_of = raw.FPDFPage_GetObject, raw.FPDFPageObj_GetType
    bounds_of = raw.FPDFPageObj_GetBounds
    drawn = page.raw
    count = raw.FPDFPage_CountObjects(drawn)
    for index in range(count if count <= _MAX_OBJECTS else 0):
        item = object_at(drawn, index)
        if type_of(item) != _PATH or not bounds_of(item, *pointers):
            continue
        start, end = left.value - x0, right.value - x0
        high, low = y1 - top.value, y1 - bottom.value
        if not (-_FAR < start <= end < _FAR and -_FAR < high <= low < _FAR):
            continue  # the comparisons are false of what is no number
        if end - start <= _THIN_RULE or low - high <= _THIN_RULE:
            rules.append(Rule(start, high, end, low))
        elif (
            count < _FEW_OBJECTS
            and raw.FPDFPath_CountSegments(item) <= _SIDES
            and raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
            and stroke.value
        ):
            rules += _sides(start, high, end, low)
    return rules


def _sides(x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
    yield Rule(x0, y0, x1, y0)
    yield Rule(x0, y1, x1, y1)
    yield Rule(x0, y0, x0, y1)
    yield Rule(x1, y0, x1, y1)


def _turned(width: float, height: float, turn: int, glyphs: list[Glyph], rules: list[Rule]) -> Page:
    """A page as one sees it who holds it so that text turned by `turn` right angles stands upright."""
    if turn == 0:
        return Page(width, height, glyphs, rules)

    def place(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        if turn == 1:
            return height - y1, x0, height - y0, x1
        if turn == 2:
            return width - x1, height - y1, width - x0, height - y0
        return y0, width - x1, y1, width - x0

    return Page(
        height if turn % 2 else width,
        width if turn % 2 else height,
        [Glyph(g.letter, *place(*g[1:])) for g in glyphs],
        [Rule(*place(*rule)) for rule in rules],
    )

"""PDF files small enough to write by hand: text and rules where they are wanted, on pages of A4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 595, 842
_ASCII = 500  # width of a Latin letter, in thousandths of its size; a syllable has 1000


class Text(NamedTuple):
    """`letters` that begin at `x`, on a line `y` points below the top of the page."""

    x: float
    y: float
    letters: str
    size: float = 10


class Rule(NamedTuple):
    """A ruled line."""

    x0: float
    y0: float
    x1: float
    y1: float


Page = Sequence[Text | Rule]


def pdf(*pages: Page, info: str = "", protected: bool = False, page_entries: str = "") -> bytes:
    """A PDF file with these pages; `info` are entries of its Info dictionary (``/Title (…)``)."""
    kids = " ".join(f"{6 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Batang /Encoding /Identity-H "
        "/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Batang /DW 1000 "
        f"/W [32 126 {_ASCII}] /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(
            "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
            "1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap"
        ),
    ]
    for number, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] {page_entries} "
            f"/Resources << /Font << /F 3 0 R >> >> /Contents {7 + 2 * number} 0 R >>"
        )
        objects.append(_stream("\n".join(_drawn(item) for item in page)))
    trailer = "/Root 1 0 R"
    if info:
        objects.append(f"<< {info} >>")
        trailer += f" /Info {len(objects)} 0 R"
    if protected:
        key = "00" * 32
        trailer += (
            f" /ID [<{key[:32]}> <{key[:32]}>]"
            f" /Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>"
        )
    return _file(objects, trailer)


def lines(letters: Iterable[str], x: float = 60, y: float = 100, leading: float = 16) -> list[Text]:
    """Lines of text, one under the other."""
    return [Text(x, y + leading * number, line) for number, line in enumerate(letters)]


def width(letters: str, size: float = 10) -> float:
    """How far `letters` reach, in points."""
    return sum(size if sign > "~" else size * _ASCII / 1000 for sign in letters)


def _drawn(item: Text | Rule) -> str:
    if isinstance(item, Rule):
        return f"0.5 w {item.x0} {HEIGHT - item.y0} m {item.x1} {HEIGHT - item.y1} l S"
    codes = item.letters.encode("utf-16-be").hex()
    return f"BT /F {item.size} Tf {item.x} {HEIGHT - item.y} Td <{codes}> Tj ET"


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: Sequence[str], trailer: str) -> bytes:
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    data += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    return (
        data
        + f"trailer\n<< /Size {size} {trailer} >>\nstartxref\n{data.rindex(b'xref')}\n%%EOF".encode()
    )

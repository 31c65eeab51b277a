"""Word documents small enough to write by hand."""

from __future__ import annotations

import io
import zipfile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TOP = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def docx(body: str, **parts: str) -> bytes:
    """A DOCX file with `body` in its document; `parts` are the contents of others, by their names
    (``footnotes``, ``numbering``, ``styles``; ``core`` for what the document says about itself)."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr(
            "word/document.xml", f"<w:document {_TOP}><w:body>{body}</w:body></w:document>"
        )
        for name, content in parts.items():
            place = "docProps/core.xml" if name == "core" else f"word/{name}.xml"
            root = content if name == "core" else f"<w:{name} {_TOP}>{content}</w:{name}>"
            package.writestr(place, root)
    return file.getvalue()


def p(text: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(content: str, properties: str = "") -> str:
    """A cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows: str) -> str:
    """A table; each of `rows` are its cells."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"

"""Text files: which encoding they are in, and whether they are text at all."""

from __future__ import annotations

import codecs
import re
import unicodedata

from policytext.errors import ReadingError
from policytext.reading.signatures import signature

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 4096  # bytes that are looked at to tell what a file is
_MAX_CONTROL = 0.02  # share of control characters above which a file is no text …
_FEW_CONTROLS = 8  # … unless they are as few as this
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
# What NFC may change or join to what stands before it; all that these documents are mostly made of is left out.
_UNSTABLE = re.compile(
    r"[^\x00-\u02ff\u2002-\u20cf\u2100-\u2125\u2190-\u2328\u2400-\u2adb\u3000-\u3029\u3030-\u3098"
    r"\u309b-\u33ff\u4e00-\u9fff\uac00-\ud7a3\ue000-\uf8ff\uff00-\uffef]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def normalize(text: str) -> str:
    """The text that offsets refer to: no byte-order mark, line ends as ``\\n``, NFC, writable."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = writable(text)
    return unicodedata.normalize("NFC", text) if _UNSTABLE.search(text) else text


def writable(text: str) -> str:
    """`text` with U+FFFD for every lone surrogate, which no encoding can write."""
    return _SURROGATE.sub("\ufffd", text)


def decode(data: bytes, where: str) -> tuple[str, str]:
    """Decode the bytes of a text file: byte-order mark, then UTF-8, then CP949.

    Returns the text as `normalize` leaves it and the name of the encoding. Raises ReadingError,
    with `where` as the name of the file, where the bytes are empty, no text, or in no known encoding.
    """
    decoded, encoding = _decoded(data, where)
    text = normalize(decoded)
    if not text.strip():
        raise ReadingError(f"{where}: there is no text in it")
    if _is_binary(text):
        raise _no_text(where, "a binary file")
    return text, encoding


def decode_line(data: bytes) -> str:
    """A part of a text in UTF-8 or else CP949; raises UnicodeDecodeError where it is in neither."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp949")


def wide_encoding(head: bytes) -> str | None:
    """The encoding of a text that begins with `head` where its letters are of two bytes or four."""
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if marked:
        return None if marked == "utf-8" else marked
    sparse = head.count(0) * 4 < len(head)
    return None if sparse else _wide(head[:_HEAD])


def _is_binary(text: str) -> bool:
    return len(_CONTROL.findall(text)) > max(_FEW_CONTROLS, _MAX_CONTROL * len(text))


def _decoded(data: bytes, where: str) -> tuple[str, str]:
    """The text in the first encoding that fits, and that encoding."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    encodings = [marked] if marked else _candidates(data)
    kind = signature(data)
    if kind and b"\0" in data[:_HEAD]:
        raise _no_text(where, kind)
    errors: list[UnicodeDecodeError] = []
    for encoding in encodings:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as error:
            errors.append(error)
    if kind or (not marked and _is_binary(data[:_HEAD].decode("latin-1"))):
        raise _no_text(where, kind or "a binary file")
    # The encoding that was right for longest is the one that the file is damaged in.
    nearest = max(errors, key=lambda error: error.start)
    name = nearest.encoding.upper()
    line = data[: nearest.start].decode(nearest.encoding).count("\n") + 1
    place = f"byte {nearest.start + 1} (0x{data[nearest.start]:02x}, line {line})"
    fits = f"its mark says {name}" if marked else f"no encoding fits, {name} comes nearest"
    raise ReadingError(
        f"{where}: {fits}, but {place} is wrong in it; repair it or save the text as UTF-8"
    )


def _no_text(where: str, kind: str) -> ReadingError:
    return ReadingError(f"{where}: this is {kind}, not a text file; save its text as UTF-8")


def _candidates(data: bytes) -> list[str]:
    """The encodings that a text without a byte-order mark may be in, the likeliest first."""
    narrow = ["utf-8", "cp949"]
    wide = _wide(data[:_HEAD]) if len(data) % 2 == 0 else None
    if wide is None:
        return narrow
    # Text in UTF-8 may hold a zero byte or two; text in UTF-16 is hardly ever valid UTF-8, and if
    # it is, half of its bytes are zero.
    sparse = data.count(0) * 4 < len(data)
    return ["utf-8", wide, "cp949"] if sparse else [wide, *narrow]


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark shows by its zero bytes: every ASCII letter and line end has one."""
    zeros = [head[i::2].count(0) for i in (0, 1)]
    if max(zeros) < max(2, len(head) // 100) or min(zeros) * 10 > max(zeros):
        return None
    return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"

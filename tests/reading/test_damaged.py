"""Whatever is done to a file, it is read or refused in one sentence, soon and in little memory."""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator

import docxs
import pytest
from documents import (
    COMPRESSED,
    SPACES,
    Box,
    Note,
    deflated,
    header,
    hwp,
    hwpx,
    p,
    record,
    table,
    zipped,
)
from docxs import docx
from ole_files import ole_file
from pdfs import Text, lines, pdf

from policytext.errors import ReadingError
from policytext.reading.formats import read

PARAGRAPHS = [
    p("청년 창업 지원 계획", Note("2024년 기준", number=1)),
    p(table(["사업", "예산"], ["돌봄", "300억 원"], caption="(단위: 억원)")),
    p(Box((p("추진 방향"),))),
    *[p(f"□ {n}번째 과제에 {n}억 원을 쓴다.") for n in range(40)],
]
ROWS = [["사업", "예산"], ["돌봄", "300억 원"]]
SAMPLES = {
    "hwp": hwp(PARAGRAPHS),
    "hwpx": hwpx(PARAGRAPHS, PARAGRAPHS),
    "pdf": pdf([Text(60, 80, "돌봄"), Text(300, 80, "300억 원"), *lines(["□ 과제"] * 9)]),
    "docx": docx(docxs.table(*("".join(docxs.cell(docxs.p(c)) for c in row) for row in ROWS))),
    "html": "<!DOCTYPE html><table><tr><td>돌봄<td>300억 원</table><p>과제".encode(),
    "markdown": "# 계획\n\n| 사업 | 예산 |\n|---|---|\n| 돌봄 | 300억 원 |\n".encode(),
}


def read_or_refuse(data: bytes) -> str:
    """The text, or the sentence that says why there is none."""
    try:
        return read(data, "계획")[1].text
    except ReadingError as error:
        message = str(error)
        assert message.startswith("계획: ")
        assert "\n" not in message
        return message


def mutations(data: bytes, other: bytes) -> Iterator[bytes]:
    """The file cut at every tenth, with bytes flipped, with a piece gone, and with a piece of another."""
    yield from (data[: len(data) * tenth // 10] for tenth in range(10))
    chance = random.Random(6)
    for _ in range(150):
        flipped = bytearray(data)
        for _ in range(chance.choice([1, 3, 20])):
            flipped[chance.randrange(len(data))] = chance.randrange(256)
        yield bytes(flipped)
    for _ in range(50):
        start, end = sorted(chance.randrange(len(data)) for _ in range(2))
        yield data[:start] + data[end:]
        yield data[:start] + other[start:end] + data[end:]


@pytest.mark.parametrize("format", SAMPLES)
def test_a_damaged_file_is_read_or_refused_in_one_sentence(format: str) -> None:
    data = SAMPLES[format]
    assert "돌봄\t300억 원" in read_or_refuse(data)
    other = SAMPLES["hwpx" if format == "hwp" else "hwp"]
    results = {read_or_refuse(mutated) for mutated in mutations(data, other)}
    assert len(results) > 3


def deep_hwp(depth: int) -> bytes:
    """Boxes in boxes: every paragraph holds the next one."""
    data = b"".join(
        record(66, 2 * n, bytes(12)) + record(71, 2 * n + 1, b" osg" + bytes(40))
        for n in range(depth)
    )
    return hwp_of(data)


def hwp_of(section: bytes) -> bytes:
    return ole_file({"FileHeader": header(COMPRESSED), "BodyText/Section0": deflated(section)})


def section(body: str, declared: str = "") -> bytes:
    text = f'<?xml version="1.0" encoding="UTF-8"?>{declared}<hs:sec {SPACES}>{body}</hs:sec>'
    return hwpx(**{"Contents/section0.xml": text})


def with_size(data: bytes, size: int) -> bytes:
    """The zip archive, in which the last file claims to be `size` bytes long."""
    place = data.rindex(b"PK\x01\x02") + 24
    return data[:place] + struct.pack("<I", size) + data[place + 4 :]


LAUGHS = '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
STRANGE = {
    "a section of nothing but spaces": (section("  "), "there is no text in it"),
    "an empty section": (hwpx(**{"Contents/section0.xml": ""}), "no well-formed XML"),
    "no section": (hwpx(), "without a section of text"),
    "a bomb of entities": (section("<hp:p>&i;</hp:p>", LAUGHS + "]>"), "declares entities"),
    "a file from outside": (
        section("&x;", '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "declares entities",
    ),
    "a bomb of spaces": (section(" " * (1 << 25)), "far too large"),
    "a section that claims to be huge": (with_size(hwpx([p("가")]), 0xFFFFFFF0), "far too large"),
    "tags that are never closed": (section("<hp:p>" * 1000), "no well-formed XML"),
    "a mimetype and nothing else": (
        zipped({"mimetype": "application/hwp+zip"}),
        "without a section",
    ),
    "an HWP without a section": (ole_file({"FileHeader": header()}), "damaged"),
    "an HWP with an empty section": (hwp_of(b""), "there is no text in it"),
    "an HWP with an empty header": (
        ole_file({"FileHeader": b"", "BodyText/Section0": b""}),
        "damaged",
    ),
    "a record longer than its section": (
        hwp_of(struct.pack("<II", 66 | 0xFFF << 20, 1 << 31)),
        "damaged",
    ),
    "a bomb of records": (hwp_of(bytes(1 << 25)), "far too large"),
    "boxes in boxes without end": (deep_hwp(500), "nested too deeply"),
    "an OLE document of some other program": (ole_file({"Contents": b"1"}), "an unknown kind"),
    "a Word document of old": (ole_file({"WordDocument": b"1"}), "a Word document of the old kind"),
    "a spreadsheet with a password": (
        ole_file({"EncryptedPackage": b"1"}),
        "protected by a password",
    ),
}


@pytest.mark.parametrize("case", STRANGE)
def test_a_strange_file_is_refused(case: str) -> None:
    data, says = STRANGE[case]
    assert says in read_or_refuse(data)


@pytest.mark.parametrize(("depth", "says"), [(30, "가\n"), (3000, "nested too deeply")])
def test_tables_in_tables_are_read_while_they_make_sense(depth: int, says: str) -> None:
    opening = "<hp:p><hp:run><hp:tbl><hp:tr><hp:tc><hp:subList>" * depth
    closing = "</hp:subList></hp:tc></hp:tr></hp:tbl></hp:run></hp:p>" * depth
    text = "<hp:p><hp:run><hp:t>가</hp:t></hp:run></hp:p>"
    assert says in read_or_refuse(section(opening + text + closing))


def test_a_paragraph_of_very_many_pieces_is_read_as_fast_as_any() -> None:
    pieces = record(66, 0, bytes(12)) + record(67, 1, "가\n".encode("utf-16-le")) * 200_000
    assert read_or_refuse(hwp_of(pieces)) == "가\n" * 200_000
    runs = "<hp:t>가</hp:t>" * 200_000
    text = read_or_refuse(section(f"<hp:p><hp:run>{runs}</hp:run></hp:p>"))
    assert text == "가" * 200_000 + "\n"


def test_a_cell_may_be_anywhere() -> None:
    cells = "".join(
        f'<hp:tc><hp:p><hp:run><hp:t>{n}</hp:t></hp:run></hp:p><hp:cellAddr colAddr="{9 * 10**n}"/></hp:tc>'
        for n in range(12)
    )
    text = read_or_refuse(
        section(f"<hp:p><hp:run><hp:tbl><hp:tr>{cells}</hp:tr></hp:tbl></hp:run></hp:p>")
    )
    assert text.split() == [str(n) for n in range(12)]
    assert len(text) < 400

"""Press archives are read as a stream, and what cannot be read is said in one sentence."""

from __future__ import annotations

import gzip
import io
import json
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from policytext.errors import ReadingError
from policytext.reading.releases import Release, iso_date, read_releases

LINE = {
    "id": 7,
    "title": "제목",
    "body": "본문",
    "ministry": "환경부",
    "date": "05/31/2024 11:00:00",
}
READ = Release("제목", "본문", "환경부", "2024-05-31", "7")
DATA = (json.dumps(LINE, ensure_ascii=False) + "\n\n").encode() * 2


@pytest.mark.parametrize("pack", [bytes, lzma.compress, gzip.compress], ids=["plain", "xz", "gzip"])
def test_json_lines_are_read_whatever_they_are_packed_in(
    pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "archive"
    path.write_bytes(pack(DATA))
    assert list(read_releases(str(path), io.BytesIO())) == [READ, READ]


def test_standard_input_is_an_archive_too() -> None:
    assert list(read_releases("-", io.BytesIO(DATA))) == [READ, READ]


def test_a_text_file_is_one_document(tmp_path: Path) -> None:
    path = tmp_path / "계획.txt"
    path.write_bytes("제목\n첫 줄\n둘째 줄\n".encode("cp949"))
    assert list(read_releases(str(path), io.BytesIO())) == [Release("제목", "첫 줄\n둘째 줄")]


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b'{"title": "a"}\n{"title": \n', "line 2: no JSON object"),
        (b'{"id": 1}\n', "line 1: neither `title` nor `body`"),
        (lzma.compress(DATA)[:-10], "damaged or cut short"),
        (gzip.compress(DATA)[:-10], "damaged or cut short"),
        (b"", "empty"),
        (b"\x7fELF\x00\x01\x02\x00", "not a text file"),
    ],
    ids=["broken line", "no text", "cut xz", "cut gzip", "empty", "program"],
)
def test_what_cannot_be_read_is_said_in_one_sentence(
    data: bytes, complaint: str, tmp_path: Path
) -> None:
    path = tmp_path / "archive"
    path.write_bytes(data)
    with pytest.raises(ReadingError, match=complaint) as caught:
        list(read_releases(str(path), io.BytesIO()))
    assert "\n" not in str(caught.value)


def test_there_must_be_such_a_file(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="no such file"):
        list(read_releases(str(tmp_path / "nothing"), io.BytesIO()))
    with pytest.raises(ReadingError, match="this is a folder"):
        list(read_releases(str(tmp_path), io.BytesIO()))


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-05-31", "2024-05-31"),
        ("2024.05.31 09:00", "2024-05-31"),
        ("20240531", "2024-05-31"),
        ("05/31/2024 11:00:00", "2024-05-31"),
        ("어제", ""),
        ("", ""),
    ],
)
def test_dates(written: str, iso: str) -> None:
    assert iso_date(written) == iso

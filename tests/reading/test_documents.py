"""Documents come from files and from standard input; what cannot be read is named in one sentence."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from pathlib import Path

import pytest

from policytext.errors import ReadingError
from policytext.reading.files import read_document, shown


def refusal(path: str | Path, stdin: io.BytesIO | None = None) -> str:
    with pytest.raises(ReadingError) as error:
        read_document(str(path), stdin)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_document_knows_its_file(tmp_path: Path) -> None:
    file = tmp_path / "예산안.txt"
    data = "예산 300억 원\r\n".encode("cp949")
    file.write_bytes(data)
    document = read_document(str(file), None)
    assert document.text == "예산 300억 원\n"
    source = document.source
    assert (source.name, source.encoding, source.characters) == ("예산안.txt", "cp949", 10)
    assert source.sha256 == hashlib.sha256(data).hexdigest()


def test_a_hyphen_is_standard_input() -> None:
    document = read_document("-", io.BytesIO("사업비".encode()))
    assert (document.text, document.source.name) == ("사업비", "-")


def test_an_empty_standard_input_is_no_document() -> None:
    assert refusal("-", io.BytesIO()) == "standard input: there is no text in it"


def test_a_closed_standard_input_is_no_document() -> None:
    assert refusal("-") == "standard input: it is closed"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "없다.txt"
    assert refusal(missing) == f"{missing}: there is no such file"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert f"{tmp_path}/*.txt" in refusal(f"{tmp_path}/")


def test_a_name_longer_than_any_file_has_is_no_crash() -> None:
    assert "cannot be read" in refusal("가" * 5000)


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may read all")
def test_a_file_of_somebody_else_is_named(tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("예산")
    file.chmod(0)
    assert refusal(file) == f"{file}: you are not allowed to read this file"


def test_a_name_with_a_line_end_stays_on_one_line() -> None:
    assert shown("a\nb\t한글.txt") == r"a\nb\t한글.txt"


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are UTF-16 or UTF-8 there")
def test_a_name_that_is_no_utf8_can_be_written_out(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xb0\xa1.txt")
    Path(path).write_text("예산", encoding="utf-8")
    assert read_document(path, None).source.name == "\ufffd\ufffd.txt"

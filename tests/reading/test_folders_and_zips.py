"""Folders, lists and zips: every file in its place, nothing lost without a word."""

from __future__ import annotations

import io
import os
import socket
import stat
import tempfile
import zipfile
from pathlib import Path

import pytest
from sources import read, workbook, written

from policytext.reading import zips
from policytext.reading.records import Record
from policytext.reading.sources import read_sources


def test_a_folder_gives_all_files_below_it_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("나/하나.txt", "가.txt", "나/다/둘.md", ".git/config", "~$가.docx", "Thumbs.db"):
        written(tmp_path, name, name)
    written(tmp_path, "나/표.jsonl", '{"title": "셋"}')
    records, unreadable = read(tmp_path)
    assert [record.name.split("#")[0] for record in records] == [
        "가.txt",
        "나/다/둘.md",
        "나/표.jsonl",
        "나/하나.txt",
    ]
    assert records[1].key == f"{tmp_path}/나/다/둘.md"
    assert not unreadable


def test_a_file_has_the_same_key_however_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, "가/나.txt", "나")
    written(tmp_path, "목록.txt", f"{path}\n\n가/나.txt\n".encode("cp949"))
    monkeypatch.chdir(tmp_path)
    for named in (path, tmp_path / "가", "가/나.txt", "./가/../가", "가/*.txt", "@목록.txt"):
        assert [record.key for record in read(named)[0]] == [str(path)]
    listed = io.BytesIO("가/나.txt\n".encode())
    assert [record.key for record in read("@-", stdin=listed)[0]] == [str(path)]


def test_patterns_reach_into_folders(tmp_path: Path) -> None:
    for name in ("가.txt", "나/다.txt", "나/다.pdf"):
        written(tmp_path, name, "글")
    assert [record.name for record in read(f"{tmp_path}/**/*.txt")[0]] == ["가.txt", "나/다.txt"]
    assert "no file is called like this" in read(f"{tmp_path}/*.hwp")[1][0].reason


def test_what_is_no_file_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "끊긴 링크.txt").symlink_to(tmp_path / "없다.txt")
    (tmp_path / "둘레").symlink_to(tmp_path)
    (tmp_path / "고리").symlink_to(tmp_path / "고리")
    written(tmp_path, "하나.txt", "하나")
    with tempfile.TemporaryDirectory(dir="/tmp") as short, socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{short}/s")
        (tmp_path / "소켓").symlink_to(f"{short}/s")
        records, unreadable = read(tmp_path, tmp_path / "없다", "@없는 목록")
    assert [record.name for record in records] == ["하나.txt"]
    said = {Path(told.key).name: told.reason for told in unreadable}
    assert "the link leads nowhere" in said["끊긴 링크.txt"]
    assert "not a file" in said["소켓"]
    assert "there is no such file" in said["없다"]
    assert "there is no such file" in said["없는 목록"]
    assert "cannot be read" in said["고리"]
    assert len(said) == 5


@pytest.mark.skipif(os.getuid() == 0, reason="root may read everything")
def test_what_must_not_be_read_is_told(tmp_path: Path) -> None:
    written(tmp_path, "하나.txt", "하나").chmod(0)
    assert "not allowed" in read(tmp_path)[1][0].reason


def test_a_file_that_vanishes_while_others_are_read_is_told(tmp_path: Path) -> None:
    for name in ("1.txt", "2.txt", "3.txt"):
        written(tmp_path, name, name)
    items = read_sources([str(tmp_path / name) for name in ("1.txt", "2.txt", "3.txt")])
    seen = [next(items)]
    (tmp_path / "2.txt").unlink()
    seen += items
    assert [isinstance(item, Record) for item in seen] == [True, False, True]


def test_files_may_be_left_out(tmp_path: Path) -> None:
    own = written(tmp_path, "archive.sqlite", "x")
    written(tmp_path, "하나.txt", "하나")
    assert len(read(tmp_path, leave_out=[own])[0]) == 1


def zipped(path: Path, **members: bytes | str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_zip_gives_its_files_and_the_collections_in_it(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", sheet=[["제목", "본문"], ["넷", "글"]])
    inner = zipped(tmp_path / "inner.zip", **{"다섯.txt": "다섯"})
    path = zipped(
        tmp_path / "모음.zip",
        **{
            "보도/하나.txt": "하나",
            "__MACOSX/._하나.txt": "x",
            "둘.jsonl": '{"title": "둘", "id": "b"}',
            "셋.csv": "제목,본문\n셋,글\n",
            "넷.xlsx": book.read_bytes(),
            "속.zip": inner.read_bytes(),
        },
    )
    records, unreadable = read(path)
    assert not unreadable
    assert [record.name for record in records] == [
        "모음.zip#보도/하나.txt",
        "모음.zip#둘.jsonl#b",
        "모음.zip#셋.csv#line 2",
        "모음.zip#넷.xlsx#row 2",
        "모음.zip#속.zip#다섯.txt",
    ]
    assert records[0].key == f"{path}#보도/하나.txt"
    assert records[0].collection == str(path)


def test_names_in_a_zip_that_windows_wrote_are_korean(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"BBBB.txt": "글"})
    data = path.read_bytes().replace(b"BBBB.txt", "보도".encode("cp949") + b".txt")
    assert [r.name for r in read(written(tmp_path, "b.zip", data))[0]] == ["b.zip#보도.txt"]


def test_office_documents_are_zips_but_one_document_each(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.hwpx", mimetype="application/hwp+zip", inside="x")
    (record,), _ = read(path)
    assert record.data == path.read_bytes()


def test_members_that_are_bombs_links_locked_or_climb_out_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    link = zipfile.ZipInfo("링크")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("../위.txt", "/etc/passwd", "가/../../나.txt", "C:/autoexec.bat"):
            archive.writestr(name, "x")
        archive.writestr(link, "/etc/passwd")
        archive.writestr("폭탄.txt", bytes(11 * 2**20))
        archive.writestr("무게.bin", os.urandom(2**18))
        archive.writestr("하나.txt", "하나")
    records, unreadable = read(path)
    assert [record.name for record in records] == ["a.zip#무게.bin", "a.zip#하나.txt"]
    reasons = [told.reason for told in unreadable]
    assert sum("leads out of the zip" in reason for reason in reasons) == 4
    assert sum("it is a link" in reason for reason in reasons) == 1
    assert sum("would unpack to 11,534,336 bytes" in reason for reason in reasons) == 1
    assert len(reasons) == 6


def test_a_zip_that_is_a_bomb_as_a_whole_is_not_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{f"{n}.txt": bytes(2**20) for n in range(11)})
    records, (told,) = read(path)
    assert not records
    assert "it is not unpacked" in told.reason


def test_zips_in_zips_in_zips_are_told(tmp_path: Path) -> None:
    data = zipped(tmp_path / "0.zip", **{"글.txt": "글"}).read_bytes()
    for _ in range(zips._MAX_DEPTH + 1):
        data = zipped(tmp_path / "1.zip", **{"속.zip": data}).read_bytes()
    _, (told,) = read(tmp_path / "1.zip")
    assert "unpack it" in told.reason


def test_a_zip_that_is_cut_short_or_damaged_is_told(tmp_path: Path) -> None:
    data = zipped(tmp_path / "a.zip", **{"하나.txt": "하나" * 99, "둘.txt": "둘"}).read_bytes()
    assert "damaged or cut short" in read(written(tmp_path, "b.zip", data[:-30]))[1][0].reason
    start = data.index("하나.txt".encode()) + 20
    broken = data[:start] + b"\xff\xff" + data[start + 2 :]
    records, (told,) = read(written(tmp_path, "c.zip", broken))
    assert [record.name for record in records] == ["c.zip#둘.txt"]
    assert "damaged" in told.reason


def test_a_locked_file_in_a_zip_is_told(tmp_path: Path) -> None:
    data = zipped(tmp_path / "a.zip", **{"하나.txt": "하나"}).read_bytes()
    central = data.index(b"PK\x01\x02") + 8
    locked = data[:central] + bytes([data[central] | 1]) + data[central + 1 :]
    assert "password" in read(written(tmp_path, "b.zip", locked))[1][0].reason


def test_a_zip_comes_by_standard_input_too(tmp_path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    data = zipped(tmp_path / "a.zip", **{"하나.txt": "하나"}).read_bytes()
    assert [record.name for record in read("-", stdin=Pipe(data))[0]] == ["-#하나.txt"]

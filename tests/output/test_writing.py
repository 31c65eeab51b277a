"""A file appears whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from policytext.errors import CallError
from policytext.output.files import whole_file


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_what_was_written_appears_when_all_is_done(tmp_path: Path) -> None:
    target = tmp_path / "결과.yaml"
    with whole_file(target) as file:
        file.write("title: 제목\n")
        assert not target.exists()
    assert target.read_bytes() == "title: 제목\n".encode()
    assert names(tmp_path) == ["결과.yaml"]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "out.yaml"
    target.write_text("earlier")
    with suppress(KeyboardInterrupt), whole_file(target) as file:
        file.write("half")
        raise KeyboardInterrupt
    assert target.read_text() == "earlier"
    assert names(tmp_path) == ["out.yaml"]


def test_nothing_written_is_no_file(tmp_path: Path) -> None:
    with whole_file(tmp_path / "out.yaml"):
        pass
    assert names(tmp_path) == []


def test_csv_for_excel_begins_with_a_mark(tmp_path: Path) -> None:
    with whole_file(tmp_path / "out.csv", "utf-8-sig") as file:
        file.write("문서\n")
    assert (tmp_path / "out.csv").read_bytes() == b"\xef\xbb\xbf" + "문서\n".encode()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    target = tmp_path / "missing" / "out.yaml"
    with (
        pytest.raises(CallError, match=r"missing/out\.yaml: cannot be written"),
        whole_file(target),
    ):
        pass


def test_a_name_as_long_as_a_disk_takes_is_written(tmp_path: Path) -> None:
    target = tmp_path / ("가" * 83 + ".csv")
    with whole_file(target) as file:
        file.write("x")
    assert target.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no links and modes of this kind")
class TestOnUnix:
    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "real").write_text("earlier")
        (tmp_path / "link").symlink_to(tmp_path / "real")
        with whole_file(tmp_path / "link") as file:
            file.write("now")
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real").read_text() == "now"

    def test_a_file_keeps_its_mode(self, tmp_path: Path) -> None:
        target = tmp_path / "out.yaml"
        target.write_text("earlier")
        target.chmod(0o640)
        with whole_file(target) as file:
            file.write("now")
        assert stat.S_IMODE(target.stat().st_mode) == 0o640

    def test_a_device_stays_a_device(self) -> None:
        with whole_file(Path(os.devnull)) as file:
            file.write("x")
        assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
    def test_a_full_disk_is_named(self) -> None:
        with (
            pytest.raises(CallError, match="/dev/full: cannot be written: No space left"),
            whole_file(Path("/dev/full")) as file,
        ):
            file.write("x")

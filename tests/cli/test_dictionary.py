"""`policytext dictionary`: mining an archive, checking and listing dictionaries."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from policytext.cli import main
from policytext.lexicon import load_lexicon


def run(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["policytext", "dictionary", *arguments])
    with pytest.raises(SystemExit) as caught:
        main()
    return int(caught.value.code or 0)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.jsonl"
    bodies = ["‘섬마을 돌봄사업’을 연다.", "‘섬마을 돌봄사업’을 넓힌다.", "기초연금 제도를 알린다."]
    path.write_text("".join(json.dumps({"title": "제목", "body": b}) + "\n" for b in bodies))
    return path


def test_what_is_mined_is_a_dictionary(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mined = tmp_path / "mined.yaml"
    assert (
        run("mine", str(archive), "--minimum", "2", "-o", str(mined), monkeypatch=monkeypatch) == 0
    )
    assert load_lexicon().sections["programmes"] != load_lexicon([mined]).sections["programmes"]
    assert "name: 섬마을 돌봄사업, kind: project" in mined.read_text(encoding="utf-8")
    assert "기초연금" not in mined.read_text(encoding="utf-8")


def test_one_bad_archive_does_not_stop_the_others(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("mine", "no-such-file", str(archive), "--minimum", "2")
    assert run(*arguments, monkeypatch=monkeypatch) == 1
    out, err = capsys.readouterr()
    assert "섬마을 돌봄사업" in out
    assert err == "policytext: no-such-file: there is no such file\n"


def test_nothing_read_is_exit_3(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("mine", "no-such-file", monkeypatch=monkeypatch) == 3


def test_check_counts_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", monkeypatch=monkeypatch) == 0
    assert "programmes: " in capsys.readouterr().out
    own = tmp_path / "own.yaml"
    own.write_text("programmes:\n- {name: 섬마을 돌봄사업, kind: project}\n", encoding="utf-8")
    assert run("check", str(own), monkeypatch=monkeypatch) == 0
    assert capsys.readouterr().out == "programmes: 1 entry\n"


def test_check_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("programmes:\n- {name: 섬마을 돌봄사업, kind: island}\n", encoding="utf-8")
    assert run("check", str(own), monkeypatch=monkeypatch) == 2
    assert "own.yaml: line 2" in capsys.readouterr().err


def test_list_prints_sections_and_entries(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("list", monkeypatch=monkeypatch) == 0
    assert "(programmes.yaml)" in capsys.readouterr().out
    assert run("list", "programmes", monkeypatch=monkeypatch) == 0
    assert "name: 기초연금, kind: scheme" in capsys.readouterr().out
    assert run("list", "islands", monkeypatch=monkeypatch) == 2
    assert "there is no section 'islands'" in capsys.readouterr().err

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


def test_test_tries_the_examples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "goal_patterns:\n- {name: 꿈꾸다, pattern: 꿈꾸/VV, type: expectation, example: 우리는 산다.,"
        " counter: 그는 산다.}\n",
        encoding="utf-8",
    )
    assert run("test", str(own), monkeypatch=monkeypatch) == 2
    wrong, count = capsys.readouterr().out.splitlines()
    assert wrong.startswith(
        "own.yaml:2: goal_patterns '꿈꾸다': the example does not fit: 우리는 산다."
    )
    assert count.endswith("examples tried, 1 wrong")


def test_why_says_what_fits(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("why", "정부는 기초연금을 올린다.", monkeypatch=monkeypatch) == 0
    out = capsys.readouterr().out
    assert "기초연금: a known scheme — programmes '기초연금' (programmes.yaml:" in out
    assert "no amounts: no number in figures" in out
    assert run("why", " ", monkeypatch=monkeypatch) == 2


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (("islands", "가"), "there is no section 'islands'"),
        (("programmes", "name"), "'name' is no FIELD=VALUE"),
        (("programmes", "colour=red"), "the fields of 'programmes' are name, kind"),
        (("programmes", "name=가", "name=나"), "'name' takes one value"),
        (("programmes", "name=섬마을 쉼터"), "field 'kind' is missing"),
        (("programmes", "name=섬마을 쉼터", "kind=island"), "takes one of project"),
        (("programmes", "name=나눔배", "kind=fund"), "line 4: programmes: name '나눔배' stands already"),
        (
            ("goal_patterns", "name=꿈", "pattern=꿈꾸/VV", "type=intent", "example=산다.", "counter=간다."),
            "nothing is written: own.yaml:6: goal_patterns '꿈': the example does not fit",
        ),
        (("goal_patterns", "name=꿈", "pattern=꿈/nn", "type=intent"), "cannot be read, '꿈/nn'"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_changes_nothing(
    call: tuple[str, ...],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN, encoding="utf-8")
    assert run("add", *call, "--to", str(own), monkeypatch=monkeypatch) == 2
    assert says in capsys.readouterr().err
    assert own.read_text(encoding="utf-8") == OWN
    assert [path.name for path in tmp_path.iterdir()] == ["own.yaml"]


OWN = """# my words
programmes:  # of the islands
- {name: 나눔배, kind: project}
# the end
"""


def test_add_writes_an_entry_and_keeps_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN, encoding="utf-8")
    fields = ("name=섬마을 쉼터", "kind=facility", "aliases=쉼터섬", "aliases=섬쉼터")
    assert run("add", "programmes", *fields, "--to", str(own), monkeypatch=monkeypatch) == 0
    out, err = capsys.readouterr()
    assert (out, err) == (f"{own}: line 4: programmes\n", "")
    added = "- {name: 섬마을 쉼터, kind: facility, aliases: [쉼터섬, 섬쉼터]}\n"
    assert own.read_text(encoding="utf-8") == OWN.replace("# the end", f"{added}# the end")


def test_add_says_what_gives_way_and_takes_several_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.yaml"
    fields = ("name=기초연금", "kind=fund")
    assert run("add", "programmes", *fields, "--to", str(own), monkeypatch=monkeypatch) == 0
    assert "it takes the place of programmes.yaml:" in capsys.readouterr().err
    assert run("add", "sector_traps", "가", "나", "--to", str(own), monkeypatch=monkeypatch) == 0
    assert own.read_text(encoding="utf-8").endswith("sector_traps:\n- 가\n- 나\n")


def test_add_goes_to_the_configuration_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    fields = ("name=섬마을 쉼터", "kind=facility")
    assert run("add", "programmes", *fields, monkeypatch=monkeypatch) == 0
    own = tmp_path / "policytext" / "dictionaries" / "own.yaml"
    assert own.is_file()
    capsys.readouterr()
    assert run("list", "programmes", monkeypatch=monkeypatch) == 0
    assert "name: 섬마을 쉼터, kind: facility}  # own.yaml:2" in capsys.readouterr().out

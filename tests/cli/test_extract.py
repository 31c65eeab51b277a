"""`policytext extract`: what comes out, what is said, and with which code the program ends."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
import yaml
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner, Result

from policytext import pipeline
from policytext.cli.app import app
from policytext.errors import DictionaryError
from policytext.model import Document

TABLE = yaml.safe_load(Path(__file__).with_name("calls.yaml").read_text("utf-8"))
GOOD = "청년 예산\n정부는 청년 창업 지원 사업에 300억 원을 투입할 계획이다.\n"
OTHER = "시장 축사\n철도를 놓겠습니다. 사업비는 40억 원입니다.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(GOOD, "utf-8")
    Path("other.txt").write_bytes(OTHER.encode("cp949"))
    Path("input.yaml").write_text(GOOD, "utf-8")
    Path("bad.txt").write_bytes("예산\n예".encode() + b"\xff")
    Path("photo.txt").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0")
    Path("empty.txt").touch()
    Path("own.yaml").write_text("quotatives:\n- {word: 라꼬, sort: dialect}\n", "utf-8")
    Path("folder").mkdir()
    return tmp_path


def run(call: str, stdin: str = "") -> Result:
    words = [word.strip('"') for word in call.split()]
    return CliRunner().invoke(app, ["extract", *words], input=stdin.encode())


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case["case"])
def test_a_call_ends_as_it_should(case: dict[str, str], folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    result = run(case["call"], case.get("stdin", ""))
    assert result.exit_code == case["code"], result.stderr
    assert len(list(yaml.safe_load_all(result.stdout))) == case.get("documents", 0)
    for part in case.get("says", []):
        assert part in result.stderr
    assert bool(result.stderr) == ("says" in case)
    assert "Traceback" not in result.stderr
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_the_same_call_gives_the_same() -> None:
    assert run("good.txt other.txt").stdout == run("good.txt other.txt").stdout


def test_a_document_names_its_file_and_encoding() -> None:
    source = yaml.safe_load(run("other.txt").stdout)["source"]
    assert (source["name"], source["encoding"]) == ("other.txt", "cp949")


def test_several_documents_are_a_list_in_json_and_lines_in_jsonl() -> None:
    both = [yaml.safe_load(run(name).stdout) for name in ("good.txt", "other.txt")]
    assert json.loads(run("good.txt other.txt --format json").stdout) == both
    assert json.loads(run("good.txt --format json").stdout) == both[0]
    lines = run("good.txt bad.txt other.txt --format jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == both


def test_a_table_has_one_head_for_all_documents() -> None:
    lines = run("good.txt bad.txt other.txt --format tsv --table amounts").stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["document", "good.txt", "other.txt"]


def test_a_file_takes_all_documents(folder: Path) -> None:
    result = run("good.txt other.txt --format json -o out.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(json.loads(Path("out.json").read_text("utf-8"))) == 2


def test_a_table_for_excel_begins_with_a_mark_only_in_a_file() -> None:
    run("good.txt --format csv -o out.csv")
    assert Path("out.csv").read_bytes().startswith(b"\xef\xbb\xbfdocument,")
    assert run("good.txt --format csv").stdout.startswith("document,")


def test_a_workbook_holds_a_sheet_for_every_kind_that_was_looked_for(folder: Path) -> None:
    call = "good.txt bad.txt other.txt --only amounts --only goals -o all.xlsx"
    assert run(call).exit_code == 1
    book = CalamineWorkbook.from_path(folder / "all.xlsx")
    assert book.sheet_names == ["amounts", "goals"]
    head, *rows = book.get_sheet_by_name("amounts").to_python()
    assert [(row[0], row[head.index("value")]) for row in rows] == [
        ("good.txt", 30_000_000_000),
        ("other.txt", 4_000_000_000),
    ]
    assert run("bad.txt --only amounts -o none.xlsx").exit_code == 3
    assert not (folder / "none.xlsx").exists()
    assert run("good.txt other.txt --only amounts --format xlsx -o books/").exit_code == 0
    assert {path.name for path in Path("books").iterdir()} == {"good.xlsx", "other.xlsx"}


def test_a_folder_takes_a_file_per_document_and_confuses_none() -> None:
    Path("folder/GOOD.txt").write_text(OTHER, "utf-8")
    Path("folder/good-2.txt").write_text(OTHER, "utf-8")
    result = run("good.txt folder/GOOD.txt folder/good-2.txt - -o made/out/", stdin=GOOD)
    assert result.exit_code == 0
    written = {p.name: yaml.safe_load(p.read_text("utf-8")) for p in Path("made/out").iterdir()}
    assert {name: found["source"]["name"] for name, found in written.items()} == {
        "good.yaml": "good.txt",
        "GOOD-2.yaml": "GOOD.txt",
        "good-2-2.yaml": "good-2.txt",
        "stdin.yaml": "-",
    }


def test_where_nothing_could_be_read_no_file_appears_and_none_is_lost() -> None:
    assert run("bad.txt -o out.yaml").exit_code == 3
    assert not Path("out.yaml").exists()
    Path("out.yaml").write_text("earlier")
    assert run("bad.txt -o out.yaml").exit_code == 3
    assert Path("out.yaml").read_text() == "earlier"


def test_a_dictionary_of_ones_own_adds_to_those_that_ship() -> None:
    Path("own.yaml").write_text("quotatives:\n- 라꼬\n", "utf-8")
    assert run("good.txt --dictionary own.yaml").exit_code == 0


def test_an_error_of_the_program_costs_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    analyze = pipeline.Analyzer.analyze_document

    def failing(self: pipeline.Analyzer, document: Document) -> pipeline.Result:
        if document.source.name == "good.txt":
            raise ValueError("no such\nthing")
        return analyze(self, document)

    monkeypatch.setattr(pipeline.Analyzer, "analyze_document", failing)
    result = run("good.txt other.txt")
    assert result.exit_code == 1
    assert yaml.safe_load(result.stdout)["source"]["name"] == "other.txt"
    assert "good.txt: the program failed on this document" in result.stderr
    assert "(ValueError: no such thing)" in result.stderr


def test_an_error_in_a_dictionary_that_shows_late_ends_the_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing(self: pipeline.Analyzer, document: Document) -> pipeline.Result:
        raise DictionaryError("own.yaml: line 2: a pattern that cannot be joined with the others")

    monkeypatch.setattr(pipeline.Analyzer, "analyze_document", failing)
    result = run("good.txt other.txt")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="no such names there")
def test_a_file_may_have_any_name(folder: Path) -> None:
    for name in (b"line\nend.txt", b"\xb0\xa1.txt", b"-- $(x) 'y'.txt"):
        Path(os.fsdecode(name)).write_text(GOOD, "utf-8")
        result = CliRunner().invoke(app, ["extract", os.fsdecode(b"./" + name), "-o", "made/"])
        assert result.exit_code == 0, result.stderr
        alone = CliRunner().invoke(app, ["extract", os.fsdecode(b"./" + name)])
        shown_name = yaml.safe_load(alone.stdout)["source"]["name"]
        assert shown_name == name.decode("utf-8", "replace")
    assert len(list(Path("made").iterdir())) == 3


def test_an_interrupted_call_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: pipeline.Analyzer, document: Document) -> pipeline.Result:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline.Analyzer, "analyze_document", interrupted)
    result = run("good.txt -o out.yaml")
    assert (result.exit_code, result.stderr) == (130, "policytext: interrupted\n")
    assert not Path("out.yaml").exists()

"""`policytext export`: tables of an archive in every form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from filled import ISLAND, filled
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner, Result

from policytext.archive.tables import TABLES
from policytext.cli.app import app
from policytext.cli.export import Table
from policytext.output import workbook


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("archive") / "a.sqlite")


def export(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["export", *map(str, words)])


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_csv_has_a_byte_order_mark_in_a_file_and_none_in_a_pipe(
    archive: Path, tmp_path: Path
) -> None:
    piped = export(archive, "--headers", "ko")
    assert piped.exit_code == 0
    assert piped.stdout.startswith("문서,제목,일자,발행처,금액 번호,금액,")
    target = tmp_path / "표.csv"
    assert export(archive, "--headers", "ko", "-o", target).exit_code == 0
    assert target.read_bytes() == b"\xef\xbb\xbf" + piped.stdout_bytes


def test_a_text_is_no_formula_and_a_list_has_semicolons(archive: Path) -> None:
    table = list(csv.DictReader(io.StringIO(export(archive, "--table", "projects").stdout)))
    assert [row["title"] for row in table] == ["섬마을을 돌본다", "'=섬마을 돌보기"]
    assert table[0]["aliases"] == "돌봄사업; 섬돌봄"
    assert (table[0]["copy"], table[1]["copy"]) == ("no", "yes")


def test_all_tables_are_sheets_of_one_workbook(archive: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.xlsx"
    assert export(archive, "--table", "all", "-o", target).exit_code == 0
    assert list(sheets(target)) == list(TABLES)
    titles = [row[1] for row in sheets(target)["amounts"]]
    assert "=섬마을 돌보기" in titles


def test_a_workbook_says_where_a_table_goes_on(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 3)
    done = export(archive, "-o", tmp_path / "a.xlsx", "--headers", "ko")
    assert "goes on in the sheet ‘금액 2’" in done.stderr
    assert list(sheets(tmp_path / "a.xlsx")) == ["금액", "금액 2", "금액 3"]


def test_programs_get_lists_numbers_and_truths(archive: Path) -> None:
    lines = export(archive, "--table", "projects", "--format", "jsonl").stdout.splitlines()
    first = json.loads(lines[0])
    assert (first["aliases"], first["copy"]) == (["돌봄사업", "섬돌봄"], False)
    (same, _) = yaml.safe_load(export(archive, "--table", "projects", "--format", "yaml").stdout)
    assert same == first
    both = ("--table", "goals", "--table", "programmes")
    several = yaml.safe_load(export(archive, *both, "--format", "yaml").stdout)
    assert (len(several["goals"]), len(several["programmes"])) == (2, 1)
    tables = [
        json.loads(line)["table"]
        for line in export(archive, *both, "--format", "jsonl").stdout.splitlines()
    ]
    assert tables == ["goals", "goals", "programmes"]


@pytest.mark.parametrize(("form", "nothing"), [("yaml", []), ("jsonl", None)])
def test_an_empty_table_is_an_empty_list(form: str, nothing: Any, archive: Path) -> None:
    done = export(archive, "--since", "2030", "--format", form)
    assert done.exit_code == 0
    assert yaml.safe_load(done.stdout) == nothing


def test_parquet_has_types(archive: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    target = tmp_path / "a.parquet"
    assert export(archive, "--table", "amounts", "-o", target).exit_code == 0
    table = parquet.read_table(target).to_pylist()
    assert table[1]["value"] == 3e10
    assert table[1]["projects"] == ["섬마을 돌봄사업"]
    assert table[1]["document_id"] == str(ISLAND)
    assert (table[1]["copy"], table[3]["copy"]) == (False, True)


def test_a_folder_takes_a_file_for_each_table(archive: Path, tmp_path: Path) -> None:
    done = export(archive, "--table", "all", "-o", f"{tmp_path}/표/", "--format", "tsv")
    assert done.exit_code == 0
    assert {path.name for path in (tmp_path / "표").iterdir()} == {f"{t}.tsv" for t in TABLES}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--since", "어제"], "say a day, a month or a year"),
        (["--until", "2024-13"], "say a day, a month or a year"),
        (["--table", "all"], "csv holds one table; name a folder"),
        (["--table", "all", "--format", "xlsx", "--where", "1"], "a condition on one table"),
        (["--table", "runs", "--since", "2024"], "which runs is not about"),
        (["--where", "x = 1"], "no such column: x"),
        (["--sector", "x"], "--sector x: not in this archive"),
        (["-o", " "], "takes the name of a file"),
        (["-o", "{archive}"], "this is one of the inputs"),
        (["-o", "{archive}/x.csv"], "cannot be written"),
    ],
)
def test_a_wrong_call_is_told_in_one_sentence_and_nothing_is_written(
    words: list[str], says: str, archive: Path
) -> None:
    done = export(archive, *(word.format(archive=archive) for word in words))
    assert done.exit_code == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert not done.stdout
    assert [path.name for path in archive.parent.iterdir()] == ["a.sqlite"]


def test_an_archive_that_is_none_is_told(tmp_path: Path) -> None:
    done = export(tmp_path / "nothing.sqlite")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "there is no such archive" in done.stderr


def test_the_command_line_knows_every_table() -> None:
    assert {table.value for table in Table} == {*TABLES, "all"}

"""Copies in an archive: its tables, and what `policytext duplicates` lists of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from archives import batch, contents, query
from typer.testing import CliRunner, Result

from policytext.cli.app import app

PLAN = (
    "가온부는 청년 창업 지원 사업에 올해 300억 원을 투입해 전국 열두 곳에 창업 보육 공간을 새로 짓고, "
    "이듬해까지 45억 원을 들여 지역의 창업 기업 천 곳을 돕겠다고 밝혔다."
)
REPORT = "가온부는 이번 달 지역 상품권 판매액이 전달보다 늘어난 {} 원으로 집계되었으며 앞으로도 늘 것이라고 밝혔다."
CALL = (
    "자세한 내용은 가온부 창업정책과 담당자에게 물어보거나 누리집에 오른 안내문을 보면 되고, "
    + ("신청은 다음 달 첫째 주부터 지역 창업지원센터와 누리집에서 받으며 결과는 그달 말에 알린다.")
)

Releases = dict[str, tuple[str, str]]  # date and body by id

FIRST: Releases = {
    "b-wire": ("2024-03-02", f"{PLAN}\n{CALL}"),
    "c-report": ("2024-03-05", REPORT.format("120억")),
    "e-late": ("", PLAN.replace("이듬해까지", "내년까지")),
}
SECOND: Releases = FIRST | {
    "a-release": ("2024-03-01", f"{PLAN}\n{CALL}"),
    "d-report": ("2024-04-05", REPORT.format("135억")),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def archive(name: str, releases: Releases) -> Path:
    """The archive `name`, brought up to date with `releases`."""
    lines = (
        json.dumps({"id": id_, "title": f"제목 {id_}", "body": body, "date": date})
        for id_, (date, body) in releases.items()
    )
    Path("press.jsonl").write_text("\n".join(lines), "utf-8")
    result = batch("press.jsonl", "-o", name, "--only", "amounts", "--jobs", "1")
    assert result.exit_code == 0, result.stderr
    return Path(name)


def duplicates(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["duplicates", *map(str, words)])


def test_the_earliest_copy_is_kept_and_every_other_one_points_at_it() -> None:
    found = query(
        archive("a.sqlite", SECOND),
        "SELECT d.name, p.number, k.name, g.kept_number FROM paragraph_duplicates g "
        "JOIN documents d ON d.id = g.document JOIN documents k ON k.id = g.kept_document "
        "JOIN paragraphs p ON p.document = d.id AND p.number = g.number "
        "WHERE p.text LIKE '%청년 창업%' ORDER BY d.name",
    )
    names = [str(name).partition("#")[2] for name, *_ in found]
    assert names == ["a-release", "b-wire", "e-late"]
    assert {row[2:] for row in found} == {found[0][:2]}


def test_the_same_money_is_counted_once_and_another_sum_in_the_same_words_is_not_lost() -> None:
    counted = query(
        archive("a.sqlite", SECOND),
        "SELECT low FROM amounts WHERE (document, id) NOT IN "
        "(SELECT document, id FROM amount_duplicates) ORDER BY low",
    )
    assert [low / 10**8 for (low,) in counted] == [45, 120, 135, 300]


def test_a_unique_export_leaves_out_copied_documents_and_money_told_before() -> None:
    source = archive("a.sqlite", SECOND)

    def unique(table: str) -> list[dict[str, Any]]:
        words = ["export", str(source), "--table", table, "--unique", "--format", "jsonl"]
        lines = CliRunner().invoke(app, words).stdout.splitlines()
        return [json.loads(line) for line in lines]

    names = {row["document"].partition("#")[2] for row in unique("documents")}
    assert names == SECOND.keys() - {"b-wire"}
    sums = [(r["document"].partition("#")[2], r["value"] / 10**8) for r in unique("amounts")]
    assert sums == [("a-release", 300), ("a-release", 45), ("c-report", 120), ("d-report", 135)]


def test_documents_that_come_later_join_as_if_they_had_been_there() -> None:
    archive("a.sqlite", FIRST)
    in_steps = contents(archive("a.sqlite", SECOND), ("runs", "documents"))
    assert in_steps == contents(archive("b.sqlite", SECOND), ("runs", "documents"))
    turned = dict(reversed(SECOND.items()))
    assert in_steps == contents(archive("c.sqlite", turned), ("runs", "documents"))


def test_a_document_that_is_changed_leaves_its_group() -> None:
    archive("a.sqlite", SECOND)
    changed = SECOND | {"a-release": ("2024-03-01", "가온부 장관은 내일 오후 간담회를 연다.")}
    in_steps = contents(archive("a.sqlite", changed), ("runs", "documents"))
    assert in_steps == contents(archive("b.sqlite", changed), ("runs", "documents"))
    groups = yaml.safe_load(duplicates("a.sqlite").stdout)
    assert {group["kept"]["document"].partition("#")[2] for group in groups} == {
        "b-wire",
        "c-report",
    }


def test_a_release_under_another_title_is_the_same_document() -> None:
    groups = yaml.safe_load(duplicates(archive("a.sqlite", SECOND), "--kind", "documents").stdout)
    (group,) = [g for g in groups if g["kept"]["date"] == "2024-03-01"]
    assert [copy["title"] for copy in group["copies"]] == ["제목 b-wire"]
    assert group["copies"][0]["similarity"] == 1


def test_the_groups_of_plain_files_are_those_of_their_lines() -> None:
    Path("plan.txt").write_text(f"계획\n\n  {PLAN}\n", "utf-8")
    Path("wire.txt").write_text(f"속보\n{PLAN.replace('밝혔다', '발표했다')}\n", "utf-8")
    (group,) = yaml.safe_load(duplicates("plan.txt", "wire.txt").stdout)
    assert group["text"] == PLAN
    (copy,) = group["copies"]
    assert copy["text"].endswith("발표했다.")
    assert 0.9 < copy["similarity"] < 1


def test_every_form_lists_the_same_copies() -> None:
    source = archive("a.sqlite", SECOND)
    rows = [
        json.loads(line)
        for line in duplicates(source, "--format", "jsonl").stdout.split("\n")
        if line
    ]
    for form in ("csv", "tsv"):
        assert len(duplicates(source, "--format", form).stdout.splitlines()) == len(rows) + 1
    groups = yaml.safe_load(duplicates(source).stdout)
    assert sum(1 + len(group["copies"]) for group in groups) == len(rows)
    assert duplicates(source, "-o", "copies.csv").exit_code == 0
    assert Path("copies.csv").read_bytes().startswith(b"\xef\xbb\xbfgroup,kept,document")


def test_where_nothing_is_said_again_the_list_is_empty() -> None:
    Path("plan.txt").write_text(PLAN, "utf-8")
    assert duplicates("plan.txt").stdout == "[]\n"


def test_documents_too_short_to_be_copies_are_none() -> None:
    short: Releases = {"a": ("2024-03-01", "3억 원."), "b": ("2024-03-02", "3억 원.")}
    assert duplicates(archive("a.sqlite", short)).stdout == "[]\n"


def test_an_archive_is_looked_at_alone() -> None:
    result = duplicates(archive("a.sqlite", FIRST), "press.jsonl")
    assert result.exit_code == 2
    assert "an archive is looked at alone" in result.stderr


def test_nothing_to_read_is_said() -> None:
    result = duplicates("nowhere.txt")
    assert result.exit_code == 3
    assert "nowhere.txt" in result.stderr

"""Tables of an archive: every item with its document, filters, and what is a copy of what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from filled import COPY, ISLAND, STARS, filled

from policytext.archive.opening import open_to_read
from policytext.archive.tables import OF_DOCUMENTS, TABLES, Filters, check_sectors, select
from policytext.errors import CallError
from policytext.output import columns


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("archive") / "a.sqlite")


def rows(archive: Path, table: str, **filters: Any) -> list[dict[str, Any]]:
    with open_to_read(archive) as db:
        names, found = select(db, table, Filters(**filters))
        return [dict(zip(names, row, strict=True)) for row in found]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_a_name_of_its_own_in_both_languages(table: str, archive: Path) -> None:
    with open_to_read(archive) as db:
        names, found = select(db, table, Filters())
        assert list(found)
    for language in ("en", "ko"):
        assert len({columns.heading(name, language) for name in names}) == len(names)
    assert columns.table_heading(table, "ko")
    if table in OF_DOCUMENTS:
        assert names[:4] == ["document", "title", "date", "publisher"]


def test_the_programs_tables_are_those_that_have_headings() -> None:
    assert set(columns.TABLES) == set(TABLES)


def test_sums_come_by_date_with_the_projects_they_pay_for(archive: Path) -> None:
    found = rows(archive, "amounts")
    assert [(row["document"], row["amount"]) for row in found] == [
        (str(STARS), "a1"),
        (str(ISLAND), "a1"),
        (str(ISLAND), "a2"),
        (str(COPY), "a1"),
        (str(COPY), "a2"),
    ]
    assert found[1]["value"] == 30_000_000_000
    assert found[1]["projects"] == '["섬마을 돌봄사업"]'
    assert found[1]["sentence"] == "모두 300억 원을 쓴다."
    assert (found[2]["projects"], found[1]["document_id"]) == ("[]", str(ISLAND))


def test_goals_say_who_is_to_reach_what_by_when_and_on_which_page(archive: Path) -> None:
    goal = rows(archive, "goals")[0]
    assert goal["sentence"] == "2030년까지 섬마을 40%를 돌보려는 것이다."
    assert (goal["actor"], goal["section"]) == ("가온부", "page 2")
    assert (goal["targets"], goal["by"]) == ('["40%"]', '["2030","임기 내"]')
    assert len(rows(archive, "goals", where="actor = '가온부' AND targets <> '[]'")) == 2


def test_a_copy_of_a_document_or_a_paragraph_is_told(archive: Path) -> None:
    told = {(r["document"], r["amount"]): (r["duplicate_group"], r["copy"]) for r in rows(archive, "amounts")}  # fmt: skip
    assert told[str(ISLAND), "a1"] == (str(ISLAND), 0)
    assert told[str(COPY), "a2"] == (str(ISLAND), 1)
    assert told[str(STARS), "a1"] == ("4 ¶1", 0), "the kept paragraph does not give this sum"
    unique = rows(archive, "amounts", unique=True)
    assert [row["document"] for row in unique] == [str(STARS), str(ISLAND), str(ISLAND)]
    assert sum(row["value"] for row in unique if row["currency"] == "KRW") == 30_100_000_000
    assert len(rows(archive, "documents", unique=True)) == 3
    assert len(rows(archive, "paragraphs", unique=True)) == 5
    groups = [(row["duplicate_group"], row["copy"]) for row in rows(archive, "duplicates")]
    assert groups == [("4 ¶1", 0), ("4 ¶1", 1), (str(ISLAND), 0), (str(ISLAND), 1)]


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        ({"since": "2024"}, {ISLAND, COPY}),
        ({"until": "2024-05"}, {ISLAND, STARS}),
        ({"since": "2024-06-01", "until": "2024-06-01"}, {COPY}),
        ({"sources": ["한빛"]}, {COPY, STARS}),
        ({"sources": ["PRESS", "없다"]}, {ISLAND}),
        ({"sectors": ["복지·돌봄", "tourism"]}, {ISLAND, COPY, STARS}),
        ({"sectors": ["tourism"], "since": "2024"}, set()),
        ({"where": "value >= 1e9 and role = 'total' -- sums"}, {ISLAND, COPY}),
        ({"where": "1 = 0 OR title LIKE '=%'", "unique": True}, set()),
    ],
)
def test_filters(filters: dict[str, Any], documents: set[int], archive: Path) -> None:
    assert {int(row["document"]) for row in rows(archive, "amounts", **filters)} == documents


def test_a_table_of_sectors_shows_those_that_were_asked_for(archive: Path) -> None:
    assert {row["sector"] for row in rows(archive, "sectors", sectors=["welfare"])} == {"welfare"}
    with (
        open_to_read(archive) as db,
        pytest.raises(CallError, match=r"its sectors are tourism .*, welfare"),
    ):
        check_sectors(db, ["복지"])


@pytest.mark.parametrize(
    "where",
    [
        "nothing = 1",
        "value >",
        "1); DROP TABLE amounts; --",
        "1) UNION SELECT 1 --",
        "value = ?",
        "abs(-9223372036854775808 + value * 0) > 0",
        "load_extension('x')",
        "'",
        "\x00",
    ],
)
def test_a_condition_that_is_none_is_told_with_the_columns_there_are(
    where: str, archive: Path
) -> None:
    before = archive.read_bytes()
    with pytest.raises(CallError) as caught:
        rows(archive, "amounts", where=where)
    assert "\n" not in str(caught.value)
    assert "the columns are document, title, date" in str(caught.value)
    assert archive.read_bytes() == before


def test_reading_leaves_nothing_behind(archive: Path) -> None:
    rows(archive, "runs")
    assert [path.name for path in archive.parent.iterdir()] == ["a.sqlite"]


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("글")
    for name, complaint in (("a.txt", "no SQLite file"), ("b", "no such archive")):
        with pytest.raises(CallError, match=complaint), open_to_read(tmp_path / name):
            pass

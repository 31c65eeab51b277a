"""What documents are known by: the folder that was given and their place in it, wherever it stands."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from archives import batch, contents, jsonl, query, told

ONLY = ("--only", "amounts")
ARCHIVE = Path("a.sqlite")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def run(*sources: str | Path) -> dict[str, int]:
    return told(batch(*sources, "-o", ARCHIVE, *ONLY))


def keys() -> list[str]:
    return [str(key) for (key,) in query(ARCHIVE, "SELECT key FROM documents ORDER BY key")]


def test_a_folder_that_has_moved_holds_the_same_documents(folder: Path) -> None:
    written("old/보도/5월/하나.txt", "예산은 3억 원이다.")
    jsonl(Path("old/보도/기사.jsonl"))
    with zipfile.ZipFile("old/보도/묶음.zip", "w") as packed:
        packed.writestr("둘#셋.txt", "예산은 4억 원이다.")
    assert run("old/보도")["new"] == 6
    assert keys()[0] == "보도/5월/하나.txt"
    before = contents(ARCHIVE, ("runs", "folders"))
    shutil.move("old/보도", "new/place/보도")
    looked = told(batch("new/place/보도", "-o", ARCHIVE, *ONLY, "--dry-run"))
    assert looked == {"unchanged": 6, "failed": 0}
    assert query(ARCHIVE, "SELECT path FROM folders") == [(f"{folder}/old/보도",)]
    assert run("new/place/보도") == looked
    assert contents(ARCHIVE, ("runs", "folders")) == before
    assert query(ARCHIVE, "SELECT name, path FROM folders") == [
        ("보도", f"{folder}/new/place/보도")
    ]


def test_two_folders_of_one_name_stay_two_also_when_they_are_given_one_after_the_other() -> None:
    for ministry, text in (("가온부", "3억 원"), ("나래부", "4억 원")):
        written(f"{ministry}/2024/1.txt", text)
        written(f"{ministry}/2024/2.txt", "5억 원")
    run("가온부/2024")
    assert run("나래부/2024")["new"] == 2
    assert keys() == ["2024 (2)/1.txt", "2024 (2)/2.txt", "2024/1.txt", "2024/2.txt"]
    assert run("나래부/2024", "가온부/2024")["unchanged"] == 4


def test_another_folder_of_the_name_of_one_that_is_gone_is_another() -> None:
    written("가온부/2024/1.txt", "3억 원")
    run("가온부/2024")
    shutil.rmtree("가온부")
    written("나래부/2024/9.txt", "4억 원")
    run("나래부/2024")
    assert keys() == ["2024 (2)/9.txt", "2024/1.txt"]


def test_a_file_is_the_same_document_however_it_is_named() -> None:
    path = written("보도/5월/하나.txt", "3억 원")
    written("목록.txt", f"{path}\n")
    run("보도")
    for named in (path, path.absolute(), "보도/5월", "보도/**/*.txt", "@목록.txt", "보도/../보도"):
        assert run(named) == {"unchanged": 1, "failed": 0}, named


def test_a_file_that_was_given_alone_moves_with_the_folder_around_it() -> None:
    written("old/보도/하나.txt", "3억 원")
    written("old/보도/5월/둘.txt", "4억 원")
    run("old/보도/5월/둘.txt", "old/보도/하나.txt")
    shutil.move("old", "new")
    assert run("new/보도/하나.txt", "new/보도/5월/둘.txt")["unchanged"] == 2


def test_what_fails_in_a_folder_that_moves_is_known_to_fail() -> None:
    written("old/보도/하나.txt", "3억 원")
    Path("old/보도/사진.txt").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0")
    run("old/보도")
    shutil.move("old", "new")
    assert run("new/보도") == {"unchanged": 1, "failed": 1}
    assert query(ARCHIVE, "SELECT key FROM failures") == [("보도/사진.txt",)]

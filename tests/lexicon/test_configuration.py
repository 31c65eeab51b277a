"""Dictionaries of one's own are found in the configuration folder and by the project file."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytext.errors import DictionaryError
from policytext.lexicon import load_lexicon
from policytext.lexicon.configuration import Configuration, read_configuration


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def programme(name: str, kind: str) -> str:
    return f"programmes:\n- {{name: {name}, kind: {kind}}}\n"


def test_without_anything_set_down_nothing_is_read(tmp_path: Path) -> None:
    assert read_configuration(tmp_path) == Configuration()


def test_the_nearest_project_file_above_counts(tmp_path: Path) -> None:
    write(tmp_path / "policytext.yaml", "kinds: [goals]\n")
    near = write(tmp_path / "budget" / "policytext.yaml", "kinds: [amounts, projects]\n")
    below = tmp_path / "budget" / "2027" / "drafts"
    below.mkdir(parents=True)
    assert read_configuration(below) == Configuration((near,), frozenset({"amounts", "projects"}))


def test_the_program_looks_where_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "work" / "policytext.yaml", "kinds: []\n")
    monkeypatch.chdir(file.parent)
    assert read_configuration() == Configuration((file,))


def test_later_dictionaries_count_over_earlier_ones(tmp_path: Path) -> None:
    own = tmp_path / "config" / "policytext" / "dictionaries"
    user = [
        write(own / "a.yaml", programme("섬마을 쉼터", "facility")),
        write(own / "b.yaml", programme("섬마을 쉼터", "scheme")),
    ]
    named = write(tmp_path / "work" / "words" / "c.yaml", programme("바람마을", "plan"))
    project = write(
        tmp_path / "work" / "policytext.yaml",
        "dictionaries: [words/c.yaml]\n" + programme("바람마을", "fund"),
    )
    call = write(tmp_path / "d.yaml", programme("바람마을", "project"))
    found = read_configuration(project.parent).dictionaries
    assert found == (*user, named, project)

    def kinds(*files: Path) -> dict[str, str]:
        entries = load_lexicon(files).entries("programmes")
        return {e.text("name"): e.text("kind") for e in entries if "마을" in e.text("name")}

    assert kinds(*found)["섬마을 쉼터"] == "scheme"
    assert kinds(*found)["바람마을"] == "fund"
    assert kinds(*found, call)["바람마을"] == "project"


def test_a_project_switches_entries_off(tmp_path: Path) -> None:
    project = write(tmp_path / "policytext.yaml", "disable:\n  programmes: [기초연금]\n")
    names = {e.text("name") for e in load_lexicon([project]).entries("programmes")}
    assert "기초연금" not in names
    assert "근로장려금" in names


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "kinds:\n- amounts\n- sums\n",
            "line 3: unknown kind 'sums'; use amounts, goals, projects",
        ),
        ("kinds: amounts\n", "line 1: kinds takes a list"),
        ("\ndictionaries: {a: b}\n", "line 2: dictionaries takes a list"),
        ("kinds: []\ndictionaries: [no.yaml]\n", "line 2: there is no dictionary 'no.yaml'"),
        ("kinds: [\n", "no valid YAML"),
    ],
)
def test_what_is_wrong_in_a_project_file_is_named(tmp_path: Path, text: str, says: str) -> None:
    file = write(tmp_path / "policytext.yaml", text)
    with pytest.raises(DictionaryError) as error:
        read_configuration(tmp_path)
    assert str(error.value).startswith(f"{file}: ")
    assert says in str(error.value)


def test_an_unknown_key_of_a_project_file_is_named(tmp_path: Path) -> None:
    file = write(tmp_path / "policytext.yaml", "kinds: [amounts]\nkind: [amounts]\n")
    with pytest.raises(
        DictionaryError, match=r"line 2: unknown section 'kind'.*dictionaries, kinds"
    ):
        load_lexicon([file])


def test_without_a_home_nothing_is_set_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.delenv("APPDATA", raising=False)
    monkeypatch.setattr(Path, "home", no_home)
    assert read_configuration(tmp_path) == Configuration()

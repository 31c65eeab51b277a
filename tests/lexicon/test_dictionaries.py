"""An analyst writes dictionaries; what is wrong in one is named by file, line and entry."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from policytext.errors import DictionaryError
from policytext.lexicon import Lexicon, load_lexicon
from policytext.lexicon.loading import dictionary_folder

BROKEN = yaml.safe_load(Path(__file__).with_name("broken.yaml").read_text("utf-8"))
SHIPPED = """
format:
  heads: {head: "text, required, unique", kind: "one of plan fund", forms: "texts, alias", sure: flag, weight: number, shape: pattern}
  marks: {pattern: "pattern, required"}
  verbs: {forms: "texts, required"}
  stops: words
heads:
- {head: 펀드, kind: fund, forms: [투자펀드, NO], weight: 0111}
- {head: 계획, kind: plan}
marks: [{pattern: 펀드$}, {pattern: ^제}]
verbs: [{forms: [늘리]}]
stops: [이번, 해당]
"""


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "dictionaries"
    folder.mkdir()
    (folder / "projects.yaml").write_text(SHIPPED, "utf-8")
    return folder


def load(folder: Path, *own: str) -> Lexicon:
    files = []
    for number, text in enumerate(own):
        files.append(folder.parent / f"own-{number}.yaml")
        files[-1].write_text(text, "utf-8")
    return load_lexicon(files, folder)


def heads(lexicon: Lexicon) -> list[str]:
    return [entry.text("head") for entry in lexicon.entries("heads")]


def test_the_dictionaries_that_ship_are_sound() -> None:
    assert load_lexicon().entries("bullets")


def test_every_dictionary_says_first_how_its_entries_are_written() -> None:
    for file in dictionary_folder().glob("*.yaml"):
        assert file.read_text("utf-8").startswith("# "), file.name


def test_every_scalar_is_a_text(folder: Path) -> None:
    entry = load(folder).entries("heads")[0]
    assert entry.texts("forms") == ("투자펀드", "NO")
    assert entry.text("weight") == "0111"
    assert entry.text("shape", "none") == "none"
    assert not entry.flag("sure")
    assert entry.origin == "projects.yaml:8"


def test_a_section_may_be_a_plain_list_of_words(folder: Path) -> None:
    assert load(folder).words("stops") == ("이번", "해당")


def test_a_dictionary_of_ones_own_adds_and_replaces(folder: Path) -> None:
    lexicon = load(folder, "heads:\n- {head: 대책, kind: plan}\n- {head: 펀드, kind: plan}\n")
    assert heads(lexicon) == ["펀드", "계획", "대책"]
    assert lexicon.entries("heads")[0].text("kind") == "plan"
    assert lexicon.entries("heads")[0].origin == "own-0.yaml:3"


def test_the_last_dictionary_of_ones_own_wins(folder: Path) -> None:
    lexicon = load(
        folder, "heads:\n- {head: 대책, kind: plan}\n", "heads:\n- {head: 대책, kind: fund}\n"
    )
    assert lexicon.entries("heads")[-1].text("kind") == "fund"


def test_entries_are_switched_off_by_their_id(folder: Path) -> None:
    lexicon = load(folder, "disable: {heads: [펀드], stops: [해당], marks: [^제]}\n")
    assert heads(lexicon) == ["계획"]
    assert lexicon.words("stops") == ("이번",)
    assert [entry.text("pattern") for entry in lexicon.entries("marks")] == ["펀드$"]


def test_what_one_dictionary_switches_off_it_or_a_later_one_may_write_anew(folder: Path) -> None:
    off = "disable: {heads: all}\nheads:\n- {head: 대책, kind: plan}\n"
    assert heads(load(folder, off)) == ["대책"]
    assert heads(load(folder, off, "heads:\n- {head: 펀드, kind: fund}\n")) == ["펀드", "대책"]
    assert heads(load(folder, "heads:\n- {head: 대책}\n", off)) == ["대책"]


def test_a_section_whose_entries_are_commented_out_adds_nothing(folder: Path) -> None:
    assert heads(load(folder, "heads:\n# - {head: 대책}\n")) == ["펀드", "계획"]


def test_a_mark_in_front_of_a_dictionary_does_no_harm(folder: Path) -> None:
    assert load(folder, "\ufeffstops: [동]\n").words("stops") == ("이번", "해당", "동")


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case["case"])
def test_what_is_wrong_is_named(case: dict[str, str], folder: Path) -> None:
    with pytest.raises(DictionaryError) as error:
        load(folder, case["yaml"])
    message = str(error.value)
    assert message.startswith(f"{folder.parent / 'own-0.yaml'}: ")
    assert "\n" not in message
    for part in case["says"]:
        assert part in message


def test_a_dictionary_that_is_no_utf8_is_named_with_its_line(folder: Path) -> None:
    own = folder.parent / "own.yaml"
    own.write_bytes(b"stops:\n- " + "동".encode("cp949") + b"\n")
    with pytest.raises(DictionaryError, match="line 2: not UTF-8"):
        load_lexicon([own], folder)


def test_brackets_without_end_are_an_error_and_no_crash(folder: Path) -> None:
    with pytest.raises(DictionaryError, match="nested so deeply"):
        load(folder, "stops: " + "[" * 900 + "]" * 900)


def test_a_dictionary_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(DictionaryError, match=r"missing\.yaml: the dictionary cannot be read"):
        load_lexicon([folder / "missing.yaml"], folder)


def test_a_section_declared_in_two_files_is_an_error(folder: Path) -> None:
    (folder / "second.yaml").write_text("format: {stops: words}\nstops: [동]\n", "utf-8")
    with pytest.raises(DictionaryError, match="'stops' is declared in two files"):
        load(folder)


def test_a_shipped_dictionary_without_a_format_is_an_error(folder: Path) -> None:
    (folder / "second.yaml").write_text("stops: [동]\n", "utf-8")
    with pytest.raises(DictionaryError, match=r"second\.yaml: line 1: .* begins with `format:`"):
        load(folder)


def test_a_folder_without_dictionaries_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DictionaryError, match="no dictionaries"):
        load_lexicon((), tmp_path)


def test_the_compiled_form_gives_the_same(folder: Path, tmp_path: Path) -> None:
    first = load(folder)
    (compiled,) = (tmp_path / "cache" / "policytext").iterdir()
    assert first.version in compiled.name
    assert load(folder) == first


def test_a_damaged_compiled_form_is_made_anew(folder: Path, tmp_path: Path) -> None:
    first = load(folder)
    (compiled,) = (tmp_path / "cache" / "policytext").iterdir()
    for damage in ("", "[", "[]", '{"heads": [1]}', '{"heads": [["a", 1, 2]]}', '{"heads": 3}'):
        compiled.write_text(damage, "utf-8")
        assert load(folder) == first


def test_a_changed_dictionary_is_read_anew(folder: Path) -> None:
    before = load(folder)
    (folder / "projects.yaml").write_text(SHIPPED.replace("해당", "동"), "utf-8")
    after = load(folder)
    assert after.words("stops") == ("이번", "동")
    assert after.version != before.version


def test_without_a_place_for_a_cache_all_goes_on(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert heads(load(folder)) == ["펀드", "계획"]


def test_without_a_home_all_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(Path, "home", no_home)
    assert heads(load(folder)) == ["펀드", "계획"]

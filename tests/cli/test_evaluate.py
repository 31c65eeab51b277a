"""`policytext evaluate`: figures, errors, and what a change of a dictionary did."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from policytext.cli.app import app

TEXT = "마을 소식\n군은 ‘햇빛마을 나눔터’에 12억 원을 지원한다.\n"
PLACE = TEXT.index("12억")
START = TEXT.index("햇빛")
GOLD = {
    "amounts": [
        {"start": PLACE, "end": PLACE + 5, "text": "12억 원", "low": 1200000000, "high": 1200000000,
         "currency": "KRW", "modifier": None, "role": "total", "projects": [0]}
    ],
    "projects": [
        {"id": 0, "name": "햇빛마을 나눔터", "kind": "scheme",
         "mentions": [{"start": START, "end": START + 8, "text": "햇빛마을 나눔터"}]}
    ],
    "sectors": {"main": [], "named": []},
    "goals": [],
    "repeats": [],
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gold").mkdir()
    write("village", GOLD)
    return tmp_path


def write(name: str, gold: object) -> None:
    Path(f"gold/{name}.txt").write_text(TEXT, "utf-8")
    Path(f"gold/{name}.json").write_text(json.dumps(gold, ensure_ascii=False), "utf-8")


def run(*call: str) -> Result:
    return CliRunner().invoke(app, ["evaluate", *call])


def test_the_figures_of_a_folder() -> None:
    result = run("gold")
    assert (result.exit_code, result.stderr) == (0, "")
    rows = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines()[1:]}
    assert rows["amounts.value"] == ["1.000", "1.000", "1.000", "1", "1"]
    assert rows["repeats"] == ["1.000", "1.000", "1.000", "0", "0"]


def test_yaml_and_json_hold_the_same() -> None:
    as_yaml, as_json = run("gold", "--format", "yaml"), run("gold", "--format", "json")
    assert yaml.safe_load(as_yaml.stdout) == json.loads(as_json.stdout)


def test_a_change_of_a_dictionary_shows_against_an_earlier_run() -> None:
    write("village", GOLD | {"projects": [], "amounts": []})
    assert run("gold", "-o", "before.yaml").exit_code == 0
    errors = yaml.safe_load(Path("before.yaml").read_text("utf-8"))["errors"]
    assert {e["what"] for e in errors} == {"false"}
    Path("off.yaml").write_text("disable: {currencies: [KRW]}\n", "utf-8")
    result = run("gold", "--dictionary", "off.yaml", "--baseline", "before.yaml")
    assert result.exit_code == 0
    better, worse = result.stdout.split("worse than before")
    assert "amounts.exact false: 12억 원" in better.split("better than before")[1]
    assert "군은 ‘햇빛마을 나눔터’에 12억 원을 지원한다." in better
    assert "amounts.exact false: 12억 [" in worse


def test_errors_are_listed_with_their_sentences() -> None:
    write("village", GOLD | {"amounts": []})
    result = run("gold", "--errors")
    assert "\nvillage\n" in result.stdout
    assert "amounts.exact false: 12억 원 [" in result.stdout
    assert "      군은 ‘햇빛마을 나눔터’에 12억 원을 지원한다.\n" in result.stdout


def test_one_misfit_does_not_stop_the_others() -> None:
    write("broken", {"amounts": [{"start": 0, "end": 2, "text": "12"}]})
    result = run("gold")
    assert result.exit_code == 1
    assert "broken.json: amounts[0]: the text has '마을' at [0, 2), not '12'" in result.stderr
    assert "amounts.value" in result.stdout


def test_nothing_that_fits_is_exit_3() -> None:
    write("village", {"amounts": [{}]})
    result = run("gold")
    assert (result.exit_code, result.stdout) == (3, "")


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (("nowhere",), "nowhere: there is no such folder"),
        ((".",), "no annotated documents there"),
        (("gold", "--baseline", "no.yaml"), "no.yaml: the earlier run cannot be read"),
        (("gold", "--baseline", "gold/village.json"), "village.json: no run of an evaluation"),
        (("gold", "--baseline", "gold/village.txt"), "village.txt: no run of an evaluation"),
    ],
)
def test_a_wrong_call_is_exit_2(call: tuple[str, ...], says: str) -> None:
    result = run(*call)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""

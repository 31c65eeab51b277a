"""The README is true: its commands run, its set-up is what the gate runs, its excerpt is real."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]
SET_UP = [line for line in SHELL if ".venv/" in line]
COMMANDS = [line for line in SHELL if line not in SET_UP]


def test_the_gate_runs_the_commands_of_the_readme() -> None:
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert len(SET_UP) == 2
    for line in SET_UP:
        assert line in gate


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the commands that read an archive find: one of the samples."""
    path = tmp_path_factory.mktemp("archive") / "archive.sqlite"
    samples = map(str, sorted((ROOT / "samples").glob("*.txt")))
    call = [sys.executable, str(ROOT / "cli.py"), "batch", *samples, "-o", str(path)]
    subprocess.run(call, check=True, capture_output=True)
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(command: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    if "archive.sqlite" in command and "-o archive.sqlite" not in command:
        shutil.copy(request.getfixturevalue("archive"), tmp_path)
    program = shlex.join([sys.executable, str(ROOT / "cli.py")])
    line = re.sub(r"\bpolicytext(?= )", lambda _: program, command)
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=tmp_path,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout or " -o " in command
    assert bool(done.stderr) == (" batch " in command), "a run over an archive says how it went"


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"^```python\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    exec(example, {})
    assert "300억 원 30000000000 KRW" in capsys.readouterr().out


def test_the_excerpt_stands_in_the_output_of_the_sample() -> None:
    (excerpt,) = re.findall(
        r"<!-- excerpt -->\n```yaml\n(.*?)^```", README, re.DOTALL | re.MULTILINE
    )
    output = (ROOT / "samples" / "op-ed.yaml").read_text(encoding="utf-8").splitlines()
    shown = [line for line in excerpt.splitlines() if line.strip() != "…"]
    assert shown
    position = 0
    for line in shown:
        assert line in output[position:], line
        position += output[position:].index(line) + 1


@pytest.mark.parametrize("command", ["extract", "batch", "duplicates", "export"])
def test_every_option_stands_in_the_readme(command: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), command, "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    options = set(re.findall(r"--[a-z-]+", done.stdout)) - {"--help", "--output"}
    assert options
    assert {option for option in options if f"`{option}" not in README} == set()

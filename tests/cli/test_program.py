"""The program as the shell runs it: pipes, closed streams, full disks, and how little `--help` loads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, str(ROOT / "cli.py")]
SAMPLE = str(ROOT / "samples" / "no-project.txt")
HEAVY = ("kiwipiepy", "numpy", "yaml", "sklearn", "rapidfuzz", "policytext.pipeline")

posix = pytest.mark.skipif(os.name != "posix", reason="streams are closed this way only on Unix")


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run `command`, in which $RUN is the program and $SAMPLE a text."""
    run = " ".join(f"'{part}'" for part in PROGRAM)
    line = command.replace("$RUN", run).replace("$SAMPLE", f"'{SAMPLE}'")
    return subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize(
    "option", ["--help", "--version", "extract --help", "dictionary mine --help"]
)
def test_help_loads_nothing_heavy(option: str) -> None:
    code = (
        "import sys; sys.argv[1:] = sys.argv[1].split()\n"
        "from policytext.cli import main\n"
        "try: main()\n"
        f"finally: print([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, option],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        encoding="utf-8",
    )
    assert (result.returncode, result.stderr.strip()) == (0, "[]")
    assert "policytext" in result.stdout


@posix
def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    result = shell(
        "$RUN extract --only amounts $SAMPLE $SAMPLE $SAMPLE | head -1; exit ${PIPESTATUS[0]}"
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "---\n"


@posix
@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        ("$RUN extract --only amounts $SAMPLE >&-", 2, "standard output is closed"),
        ("$RUN extract - <&-", 3, "standard input: it is closed"),
        ("$RUN dictionary mine - <&-", 3, "standard input: it is closed"),
        ("$RUN dictionary list >/dev/full", 2, "standard output cannot be written: No space left"),
        (
            "$RUN extract --only amounts $SAMPLE >/dev/full",
            2,
            "standard output cannot be written: No space left",
        ),
    ],
)
def test_streams_that_cannot_be_used_are_named(command: str, code: int, says: str) -> None:
    if "/dev/full" in command and not Path("/dev/full").exists():
        pytest.skip("no such device")
    result = shell(command)
    assert result.returncode == code
    assert result.stderr.startswith(f"policytext: {says}")
    assert result.stderr.count("\n") == 1


@posix
def test_ctrl_c_ends_with_130() -> None:
    process = subprocess.Popen(
        [*PROGRAM, "extract", "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        # Tests that run in the background have inherited that the signal is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdin is not None
    # The program waits for more than a pipe holds, so that it has surely come to read.
    process.stdin.write("예산 " * 30_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (130, "", "policytext: interrupted\n")

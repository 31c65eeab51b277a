"""How long the program takes to start, as a ratio against a bare yardstick in the same run.

    python benchmarks/startup.py [--runs N] [DOCUMENT]

Every command is a whole process. It and its yardstick run in turn, so that a machine whose speed
drifts slows both alike; the figure is the median of the ratios, pair by pair.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BARE_TYPER = [sys.executable, "-c", "import typer"]
BARE_KIWI = (
    "import sys; from kiwipiepy import Kiwi; "
    "Kiwi(load_multi_dict=False).tokenize(open(sys.argv[1], encoding='utf-8').read())"
)


def seconds(command: list[str]) -> float:
    """The wall time of one run of `command`, whose output is thrown away."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    return time.perf_counter() - start


def compare(name: str, command: list[str], yardstick: list[str], runs: int) -> None:
    """Print the medians of both commands and of the ratio, after one run of each that is not counted."""
    pairs = [(seconds(command), seconds(yardstick)) for _ in range(runs + 1)][1:]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratios = [a / b for a, b in pairs]
    print(
        f"{name:34} {ours:6.3f} s / {theirs:6.3f} s   ratio {statistics.median(ratios):5.2f}"
        f"   ({min(ratios):.2f} to {max(ratios):.2f})"
    )


def main() -> None:
    """Run all comparisons."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("document", nargs="?", default=str(ROOT / "samples" / "op-ed.txt"))
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    program = [sys.executable, str(ROOT / "cli.py")]
    document = str(Path(options.document).resolve())
    compare("--help / import typer", [*program, "--help"], BARE_TYPER, options.runs)
    compare("--version / import typer", [*program, "--version"], BARE_TYPER, options.runs)
    compare(
        "extract / bare Kiwi, same text",
        [*program, "extract", document],
        [sys.executable, "-c", BARE_KIWI, document],
        options.runs,
    )


if __name__ == "__main__":
    main()

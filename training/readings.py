"""Join readings of press releases with the releases, as documents to learn from.

    python training/readings.py READINGS ARCHIVE_DIR -o FOLDER

READINGS holds JSON lines, one per release that somebody has read: its `id`, the `sha256` of its text,
and what stands where in it, as offsets: `projects` with `name`, `kind` and `mentions`, `goals`,
`amounts` with the positions of their projects, `repeats`. The text itself is not kept: it is taken
from ARCHIVE_DIR, xz-compressed JSON lines with `id`, `title` and `body`. Writes NAME.txt and NAME.json
for every release, as the other scripts read them. A release whose text has changed since it was read
is named and left out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from policytext.reading.text import normalize


def release_text(title: str, body: str) -> str:
    """The text that the readers had before them."""
    lines = body.replace("\r\n", "\n").replace("\r", "\n")
    return normalize(f"{title}\n{lines}")


def annotated(reading: dict[str, Any], text: str) -> dict[str, Any]:
    """A reading with the letters that it points at, in the form of annotated documents."""

    def span(start: int, end: int) -> dict[str, Any]:
        return {"start": start, "end": end, "text": text[start:end]}

    return {
        "projects": [
            {**project, "id": number, "mentions": [span(*m) for m in project["mentions"]]}
            for number, project in enumerate(reading["projects"])
        ],
        "goals": [{**span(start, end), "type": kind} for start, end, kind in reading["goals"]],
        "amounts": [
            {
                **span(a["start"], a["end"]),
                **{k: v for k, v in a.items() if k not in ("start", "end")},
            }
            for a in reading["amounts"]
        ],
        "sectors": {"main": [], "named": []},
        "repeats": [{"start": s, "end": e, "of": of} for s, e, of in reading["repeats"]],
    }


def join(readings: Path, archive: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The id, the text and the annotation of every release that has been read."""
    lines = readings.read_text(encoding="utf-8").splitlines()
    wanted = {row["id"]: row for row in map(json.loads, lines)}
    for file in sorted(archive.glob("*.jsonl.xz")):
        with lzma.open(file, "rt", encoding="utf-8") as rows:
            for line in rows:
                row = json.loads(line)
                reading = wanted.get(str(row["id"]))
                if reading is None:
                    continue
                text = release_text(row["title"], row["body"])
                if hashlib.sha256(text.encode()).hexdigest() != reading["sha256"]:
                    print(f"{row['id']}: the text is not the one that was read", file=sys.stderr)
                    continue
                yield reading["id"], text, annotated(reading, text)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("readings", type=Path, help="JSON lines with what was read")
    parser.add_argument("archive", type=Path, help="folder with the releases")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder to write")
    args = parser.parse_args()
    args.output.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, text, gold in join(args.readings, args.archive):
        (args.output / f"{name}.txt").write_text(text, encoding="utf-8")
        letters = json.dumps(gold, ensure_ascii=False, indent=1)
        (args.output / f"{name}.json").write_text(letters + "\n", encoding="utf-8")
        count += 1
    print(f"{count} releases")


if __name__ == "__main__":
    main()

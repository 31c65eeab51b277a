"""Where the documents of an archive come from, read one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from policytext.errors import ReadingError
from policytext.reading.files import shown
from policytext.reading.records import Record, Unreadable, full_text
from policytext.reading.releases import read_releases


def read_sources(
    paths: Sequence[str], stdin: BinaryIO | None = None
) -> Iterator[Record | Unreadable]:
    """The documents of the sources at `paths`."""
    for path in paths:
        where = shown(path)
        try:
            if ".jsonl" in path:
                for number, release in enumerate(read_releases(path, stdin), start=1):
                    id_ = release.id or str(number)
                    yield Record(
                        f"{where}#{id_}", where, id_, f"{where}: line {number}", release.title,
                        release.date, release.ministry,
                        text=full_text(release.title, release.body),
                    )  # fmt: skip
            else:
                name = Path(path).name
                yield Record(where, where, name, where, data=Path(path).read_bytes())
        except ReadingError as error:
            yield Unreadable(where, where, str(error))
        except OSError as error:
            yield Unreadable(where, where, f"{where}: {error.strerror}")

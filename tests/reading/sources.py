"""What the tests of sources share: writing small archives and reading them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import xlsxwriter

from policytext.reading.columns import Fields
from policytext.reading.records import Record, Unreadable
from policytext.reading.sources import read_sources

Target = TypeVar("Target", Path, io.BytesIO)


def read(
    *paths: str | Path, fields: Fields | None = None, stdin: io.BytesIO | None = None, **more: Any
) -> tuple[list[Record], list[Unreadable]]:
    """The documents in `paths`, and what of it cannot be read."""
    items = list(read_sources([str(path) for path in paths], fields, stdin, **more))
    for item in items:
        if isinstance(item, Unreadable):
            assert "\n" not in item.reason
    return (
        [item for item in items if isinstance(item, Record)],
        [item for item in items if isinstance(item, Unreadable)],
    )


def written(folder: Path, name: str, data: bytes | str) -> Path:
    """A file in `folder`, in UTF-8 where it is a text."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def workbook(file: Target, **sheets: Sequence[Sequence[object]]) -> Target:
    """A workbook with the given rows, written to `file`."""
    with xlsxwriter.Workbook(file) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return file

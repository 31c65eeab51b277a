"""Tables of an archive in every form: rows come one by one and go to disk as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO, TextIO

from policytext.output import jsontext, parquet, yaml
from policytext.output.cells import Cell, dump, in_sheet, native
from policytext.output.columns import COLUMNS, Language, heading, table_heading

__all__ = [
    "Language",
    "write_delimited",
    "write_jsonl",
    "write_parquet",
    "write_workbook",
    "write_yaml",
]

Rows = Iterable[Sequence[Cell]]
_CHUNK = 1000  # rows that are made into text at a time


def write_delimited(
    file: TextIO, names: Sequence[str], rows: Rows, form: str, language: Language
) -> None:
    """One table as CSV or TSV, `form`."""
    file.write(dump([[heading(name, language) for name in names]], form))
    shown = iter(_in_sheet(names, rows))
    while chunk := list(islice(shown, _CHUNK)):
        file.write(dump(chunk, form))


def write_workbook(
    file: BinaryIO, tables: Iterable[tuple[str, Sequence[str], Rows]], language: Language
) -> Iterator[str]:
    """All tables as sheets of one workbook; yields what is to be said about it."""
    from policytext.output.workbook import workbook

    with workbook(file, language) as book:
        for table, names, rows in tables:
            sheets = book.add(table, names, _in_sheet(names, rows))
            if sheets > 1:
                title = table_heading(table, language)
                yield (
                    f"{table} has more rows than a sheet of Excel holds; "
                    f"it goes on in the sheet ‘{title} 2’{' and so on' if sheets > 2 else ''}"
                )


def write_parquet(file: BinaryIO, names: Sequence[str], rows: Rows, language: Language) -> None:
    """One table as Parquet."""
    parquet.write_parquet(file, names, _native(names, rows), language)


def write_jsonl(
    file: TextIO, table: str | None, names: Sequence[str], rows: Rows, language: Language
) -> None:
    """One table as JSON lines; `table` is its name where it is one of several."""
    keys = [heading(name, language) for name in names]
    for row in _native(names, rows):
        item = ({"table": table} if table else {}) | dict(zip(keys, row, strict=True))
        file.write(jsontext.dump(item) + "\n")


def write_yaml(
    file: TextIO, table: str | None, names: Sequence[str], rows: Rows, language: Language
) -> None:
    """One table as a list in YAML; `table` is its name where it is one of several."""
    keys = [heading(name, language) for name in names]
    written = False
    for row in _native(names, rows):
        if table and not written:
            file.write(f"{table}:\n")
        written = True
        file.write(yaml.dump([dict(zip(keys, row, strict=True))]))
    if not written:
        file.write(f"{table}: []\n" if table else "[]\n")


def _in_sheet(names: Sequence[str], rows: Rows) -> Iterator[list[Cell]]:
    kinds = [COLUMNS[name].kind for name in names]
    return ([in_sheet(v, kind) for v, kind in zip(row, kinds, strict=True)] for row in rows)


def _native(names: Sequence[str], rows: Rows) -> Iterator[list[Any]]:
    kinds = [COLUMNS[name].kind for name in names]
    return ([native(v, kind) for v, kind in zip(row, kinds, strict=True)] for row in rows)

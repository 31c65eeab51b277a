"""Parquet: columns with types, for pandas, Polars and DuckDB."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, BinaryIO

from policytext.errors import CallError
from policytext.output.columns import COLUMNS, Kind, Language, heading

_BATCH = 10_000  # rows that are held in memory


def write_parquet(
    file: BinaryIO, names: Sequence[str], rows: Iterable[Sequence[Any]], language: Language
) -> None:
    """Write one table; sums are floating-point numbers, which are exact to nine thousand trillion.

    Raises CallError where pyarrow, which writes it, is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter
    except ImportError:
        raise CallError("parquet needs pyarrow: pip install 'policytext[parquet]'") from None
    types: Mapping[Kind, Any] = {
        "integer": pa.int64(),
        "money": pa.float64(),
        "real": pa.float64(),
        "flag": pa.bool_(),
        "list": pa.list_(pa.string()),
    }
    schema = pa.schema(
        [(heading(name, language), types.get(COLUMNS[name].kind, pa.string())) for name in names]
    )
    money = [number for number, name in enumerate(names) if COLUMNS[name].kind == "money"]
    left = iter(rows)
    with ParquetWriter(file, schema, compression="zstd") as writer:
        while batch := list(islice(left, _BATCH)):
            columns = [list(column) for column in zip(*batch, strict=True)]
            for number in money:
                columns[number] = [None if v is None else float(v) for v in columns[number]]
            arrays = [pa.array(c, field.type) for c, field in zip(columns, schema, strict=True)]
            writer.write_batch(pa.record_batch(arrays, schema=schema))

"""The forms in which `extract` gives its results: texts of head, documents, what stands between and
tail, or workbooks."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from policytext.errors import CallError
from policytext.model import ALL_KINDS, Kind, Result
from policytext.output import jsontext, tables, yaml
from policytext.output.cells import Row, dump
from policytext.output.explanations import explained
from policytext.output.structure import to_structure

Sheets = dict[str, list[Row]]  # the rows of each table that a workbook shows
_TABULAR = ("csv", "tsv", "xlsx")


@dataclass(frozen=True, slots=True)
class Form:
    """How to write one document and how to put several into one stream.

    `encoding` is that of files: Excel takes CSV for UTF-8 only if it begins with a byte-order mark.
    `tables` are those that are shown, none where the form shows results whole.
    """

    suffix: str
    render: Callable[[Result], str | Sheets]
    head: str = ""
    between: str = ""
    tail: str = ""
    tables: tuple[str, ...] = ()
    encoding: str = "utf-8"


def form_of(
    name: str,
    table: str | None,
    several: bool,
    explain: bool = False,
    kinds: Collection[Kind] = ALL_KINDS,
) -> Form:
    """The form that is called `name`; `table` goes with csv, tsv and xlsx, `several` documents with
    yaml and json. A workbook shows all `kinds` unless a table is named.

    With `explain` every item says what found it. Raises CallError where a table is asked for in a
    form that has none, and explanations in one that cannot show them.
    """
    if explain and name in _TABULAR:
        raise CallError(f"--explain goes with --format yaml, json or jsonl, not with {name}")
    if table and name not in _TABULAR:
        raise CallError(f"--table goes with --format csv, tsv or xlsx, not with {name}")
    structure = explained if explain else to_structure
    match name:
        case "yaml":
            return Form("yaml", lambda r: yaml.dump(structure(r), explicit_start=several))
        case "json":
            ends = ("[\n", ",\n", "\n]\n") if several else ("", "", "\n")
            return Form("json", lambda r: jsontext.dump(structure(r), indent=2), *ends)
        case "jsonl":
            return Form("jsonl", lambda r: jsontext.dump(structure(r)) + "\n")
        case "xlsx":
            sheets = (table,) if table else tuple(t for t in tables.TABLES if t in kinds)
            return Form(
                "xlsx", lambda r: {t: list(tables.rows(r, t)) for t in sheets}, tables=sheets
            )
        case _:
            shown = table or tables.TABLES[0]
            return Form(
                name,
                lambda r: dump(tables.rows(r, shown), name),
                dump([tables.header(shown)], name),
                tables=(shown,),
                encoding="utf-8-sig" if name == "csv" else "utf-8",
            )

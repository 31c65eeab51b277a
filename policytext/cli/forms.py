"""The forms in which `extract` gives its results, each as head, documents, what stands between, tail."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from policytext.errors import CallError
from policytext.model import Result
from policytext.output import tables, yaml
from policytext.output.explanations import explained
from policytext.output.structure import Structure, to_structure

# JSON lets these stand in a text, but many a reader of lines takes them for the end of one.
_LINE_ENDS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Form:
    """How to write one document and how to put several into one stream.

    `encoding` is that of files: Excel takes CSV for UTF-8 only if it begins with a byte-order mark.
    """

    suffix: str
    render: Callable[[Result], str]
    head: str = ""
    between: str = ""
    tail: str = ""
    table: str | None = None
    encoding: str = "utf-8"


def form_of(name: str, table: str | None, several: bool, explain: bool = False) -> Form:
    """The form that is called `name`; `table` goes with csv and tsv, `several` documents with yaml.

    With `explain` every item says what found it. Raises CallError where a table is asked for in a
    form that has none, and explanations in one that cannot show them.
    """
    if explain and name in {"csv", "tsv"}:
        raise CallError(f"--explain goes with --format yaml, json or jsonl, not with {name}")
    structure = explained if explain else to_structure
    if table and name not in {"csv", "tsv"}:
        raise CallError(f"--table goes with --format csv or tsv, not with {name}")
    match name:
        case "yaml":
            return Form("yaml", lambda r: yaml.dump(structure(r), explicit_start=several))
        case "json":
            if several:
                return Form("json", lambda r: _json(structure(r), indent=2), "[\n", ",\n", "\n]\n")
            return Form("json", lambda r: _json(structure(r), indent=2), tail="\n")
        case "jsonl":
            return Form("jsonl", lambda r: _json(structure(r)) + "\n")
        case _:
            shown = table or tables.TABLES[0]
            return Form(
                name,
                lambda r: tables.dump(tables.rows(r, shown), name),
                tables.dump([tables.header(shown)], name),
                table=shown,
                encoding="utf-8-sig" if name == "csv" else "utf-8",
            )


def _json(structure: Structure, indent: int | None = None) -> str:
    return json.dumps(structure, ensure_ascii=False, indent=indent).translate(_LINE_ENDS)

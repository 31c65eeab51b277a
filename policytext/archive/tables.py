"""The tables of an archive as people read them: with the document in front, and filters."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from policytext.errors import CallError

# What stands in front of every item, and what tells whether it is counted elsewhere, too.
_DOCUMENT = """
  d.name AS document, d.title AS title, d.date AS date, d.publisher AS publisher,"""
_COPY = """
  coalesce(pk.name || ' ¶' || pd.kept_number, dk.name) AS duplicate_group,
  CASE WHEN dd.document IS NULL AND pd.document IS NULL THEN NULL
    ELSE coalesce(dd.kept <> d.id, 0)
      OR coalesce((pd.kept_document, pd.kept_number) <> (pd.document, pd.number), 0) END AS copy,
  CAST(d.id AS TEXT) AS document_id"""
_SUM_COPY = """
  coalesce(pk.name || ' ¶' || pd.kept_number, dk.name) AS duplicate_group,
  CASE WHEN c.document IS NOT NULL THEN 1 WHEN dd.document IS NULL AND pd.document IS NULL THEN NULL
    ELSE 0 END AS copy,
  CAST(d.id AS TEXT) AS document_id"""
_WHOLE_COPY = """
  dk.name AS duplicate_group, dd.kept <> d.id AS copy, CAST(d.id AS TEXT) AS document_id"""
_JOINED = """
  JOIN documents d ON d.id = i.document
  LEFT JOIN document_duplicates dd ON dd.document = d.id
  LEFT JOIN documents dk ON dk.id = dd.kept"""
_PARAGRAPH = """
  LEFT JOIN documents pk ON pk.id = pd.kept_document"""
_AT_START = f"""{_JOINED}
  LEFT JOIN paragraph_duplicates pd ON pd.document = i.document AND pd.number = (
    SELECT p.number FROM paragraph_duplicates q
    JOIN paragraphs p ON p.document = q.document AND p.number = q.number
    WHERE q.document = i.document AND p.start <= i.start AND i.start < p."end"){_PARAGRAPH}"""


_SAID = "json_extract(value, '$.text')"
_DATE_OR_SAID = f"coalesce(json_extract(value, '$.date'), {_SAID})"

# A path without the folders around it.
_LAST_OF_PATH = "replace(d.collection, rtrim(d.collection, replace(d.collection, '/', '')), '')"


def _linked(kind: str, wanted: str, table: str) -> str:
    """A JSON list of what is linked to a project; `wanted` is what is shown of it."""
    return f"""(SELECT json_group_array(x) FROM (
    SELECT {wanted} AS x FROM links l JOIN {table} t ON t.document = l.document AND t.id = l.item
    WHERE l.document = i.document AND l.project = i.id AND l.kind = '{kind}' ORDER BY t.start))"""


def _projects(kind: str) -> str:
    """A JSON list of the names of the projects that an item is linked to."""
    return f"""(SELECT json_group_array(x) FROM (
    SELECT t.name AS x FROM links l JOIN projects t ON t.document = l.document AND t.id = l.project
    WHERE l.document = i.document AND l.kind = '{kind}' AND l.item = i.id ORDER BY t.start))"""


def _each(column: str, wanted: str) -> str:
    """A JSON list of what is `wanted` of each object, `value`, in the list that `column` is."""
    return f'(SELECT json_group_array({wanted}) FROM json_each(i."{column}"))'


# Tables of what stands in documents; the filters on documents work on these.
_OF_DOCUMENTS = {
    "documents": f"""SELECT {_DOCUMENT}
  d.author, d.organization, d.position, d.url, d.collection, d.format, d.encoding, d.characters,
  d.truncated,
  (SELECT json_group_array(x) FROM (SELECT t.id AS x FROM sectors t
    WHERE t.document = d.id AND t.main ORDER BY t.start)) AS sectors,
  d.key, d.run, dd.similarity, {_WHOLE_COPY}
FROM (SELECT id AS document FROM documents) i {_JOINED}""",
    "paragraphs": f"""SELECT {_DOCUMENT}
  i.number, i.start, i."end", i.repeats, {_COPY}, i.text AS paragraph
FROM paragraphs i {_JOINED}
  LEFT JOIN paragraph_duplicates pd ON pd.document = i.document AND pd.number = i.number{_PARAGRAPH}""",
    "amounts": f"""SELECT {_DOCUMENT}
  i.id AS amount, i.low AS value, i.high AS value_high, i.currency, i.modifier, i.role, i.unit_from,
  i.adds_up, i.same_as, {_projects("amounts")} AS projects, i.text, i.start, i."end", i.section,
  {_SUM_COPY}, i.sentence
FROM amounts i {_AT_START}
  LEFT JOIN amount_duplicates c ON c.document = i.document AND c.id = i.id""",
    "projects": f"""SELECT {_DOCUMENT}
  i.id AS project, i.name, i.kind, i.aliases, i.mentions,
  {_linked("amounts", "t.text", "amounts")} AS amounts,
  {_linked("sectors", "t.id", "sectors")} AS sectors, i.regions,
  {_linked("goals", "t.id", "goals")} AS goals, i.start, i."end", i.section, {_WHOLE_COPY}, i.sentence
FROM projects i {_JOINED}""",
    "sectors": f"""SELECT {_DOCUMENT}
  i.id AS sector, i.name, i.ksic, i.main, i.mentions, i.term, i.start, i."end", i.section,
  {_WHOLE_COPY}, i.sentence
FROM sectors i {_JOINED}""",
    "goals": f"""SELECT {_DOCUMENT}
  i.id AS goal, i.type, i.actor, {_each("targets", _SAID)} AS targets,
  {_each("by", _DATE_OR_SAID)} AS "by", {_projects("goals")} AS projects, i.start, i."end",
  i.section, {_COPY}, i.text AS sentence
FROM goals i {_AT_START}""",
    "links": f"""SELECT {_DOCUMENT}
  i.project, p.name, i.kind, i.item, i.rule,
  CASE i.kind
    WHEN 'amounts' THEN (SELECT t.start FROM amounts t WHERE (t.document, t.id) = (i.document, i.item))
    WHEN 'goals' THEN (SELECT t.start FROM goals t WHERE (t.document, t.id) = (i.document, i.item))
    ELSE (SELECT t.start FROM sectors t WHERE (t.document, t.id) = (i.document, i.item)) END AS start,
  {_WHOLE_COPY},
  CASE i.kind
    WHEN 'amounts' THEN (SELECT t.text FROM amounts t WHERE (t.document, t.id) = (i.document, i.item))
    WHEN 'goals' THEN (SELECT t.text FROM goals t WHERE (t.document, t.id) = (i.document, i.item))
    ELSE (SELECT t.name FROM sectors t WHERE (t.document, t.id) = (i.document, i.item)) END AS text
FROM links i {_JOINED} LEFT JOIN projects p ON p.document = i.document AND p.id = i.project""",
    "duplicates": f"""SELECT {_DOCUMENT}
  i.number, i.similarity, coalesce(k.name || ' ¶' || i.kept_number, k.name) AS duplicate_group,
  (i.kept_document, coalesce(i.kept_number, 0)) <> (i.document, coalesce(i.number, 0)) AS copy,
  CAST(d.id AS TEXT) AS document_id, p.text AS paragraph
FROM (SELECT document, NULL AS number, kept AS kept_document, NULL AS kept_number, similarity
    FROM document_duplicates
  UNION ALL SELECT document, number, kept_document, kept_number, similarity
    FROM paragraph_duplicates) i
  JOIN documents d ON d.id = i.document
  LEFT JOIN documents k ON k.id = i.kept_document
  LEFT JOIN paragraphs p ON p.document = i.document AND p.number = i.number""",
}
_OTHERS = {
    "programmes": """SELECT CAST(id AS TEXT) AS programme, name, kind, aliases, documents, mentions,
  publishers, first, last FROM programmes""",
    "programme_sums": """SELECT CAST(s.programme AS TEXT) AS programme, p.name, s.year, s.role,
  s.currency, s.low AS value, s.high AS value_high, s.amounts AS sums
FROM programme_sums s JOIN programmes p ON p.id = s.programme""",
    "failures": "SELECT key, collection, kind, run, reason FROM failures",
    "runs": """SELECT id AS run, started, ended, program, made_with, done, unchanged, failed, sources
FROM runs""",
}
_ORDER = {
    "documents": "date IS NULL, date, document, document_id",
    "paragraphs": "date IS NULL, date, document, document_id, number",
    "duplicates": "duplicate_group, copy, date IS NULL, date, document, document_id, number",
    "programmes": "documents DESC, mentions DESC, name, programme",
    "programme_sums": "name, programme, year IS NULL, year, role, currency",
    "failures": "key",
    "runs": "run",
}
_BY_PLACE = "date IS NULL, date, document, document_id, start"
TABLES = (*_OF_DOCUMENTS, *_OTHERS)
OF_DOCUMENTS = frozenset(_OF_DOCUMENTS)  # the tables that filters on documents work on
WITH_COPIES = OF_DOCUMENTS - {"duplicates"}  # the tables that tell copies
_OF_CONDITIONS = frozenset({"SQLITE_ERROR", "SQLITE_AUTH", "SQLITE_MISUSE", "SQLITE_MISMATCH"})

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Filters:
    """What is left out of the tables.

    `since` and `until` are ISO dates, years or months, both inclusive; `sources` are parts of the
    names of publishers or collections, `sectors` ids or names of main sectors of the documents, of
    which any will do. `where` is an SQL condition on the columns of the table. `unique`: no copies.
    """

    since: str | None = None
    until: str | None = None
    sources: Sequence[str] = ()
    sectors: Sequence[str] = ()
    where: str | None = None
    unique: bool = False


def select(
    db: sqlite3.Connection, table: str, filters: Filters
) -> tuple[list[str], Iterator[Sequence[Value]]]:
    """The names of the columns of `table`, one of `TABLES`, and its rows by date, name and place.

    Flags are 1 or 0, lists JSON. Raises CallError where SQLite does not take the condition, also
    while the rows are read.
    """
    names = [column[0] for column in db.execute(f"{_plain(table)} LIMIT 0").description]
    with _said_of_condition(filters.where, names):
        cursor = db.execute(*_sql(table, filters))
    return names, _rows(cursor, filters.where, names)


def check_sectors(db: sqlite3.Connection, sectors: Sequence[str]) -> None:
    """Raises CallError where no document of the archive has one of these sectors."""
    known = dict(db.execute("SELECT DISTINCT id, name FROM sectors ORDER BY id"))
    for sector in sectors:
        if sector not in known and sector not in known.values():
            there = ", ".join(f"{id_} ({name})" for id_, name in known.items()) or "none"
            raise CallError(f"--sector {sector}: not in this archive; its sectors are {there}")


def _rows(
    cursor: sqlite3.Cursor, where: str | None, names: Sequence[str]
) -> Iterator[Sequence[Value]]:
    with _said_of_condition(where, names):
        for row in cursor:  # noqa: UP028 - `yield from` would close the cursor, perhaps too late
            yield row


@contextmanager
def _said_of_condition(where: str | None, names: Sequence[str]) -> Iterator[None]:
    """An error of SQLite that is one of the user's condition becomes a CallError."""
    try:
        yield
    except (sqlite3.Error, sqlite3.Warning) as error:
        name = getattr(error, "sqlite_errorname", "SQLITE_ERROR")
        if where is None or name not in _OF_CONDITIONS:
            raise
        said = " ".join(f"--where {where}: {error}".split()).rstrip(".")
        raise CallError(f"{said}; the columns are {', '.join(names)}") from None


def _plain(table: str) -> str:
    return _OF_DOCUMENTS.get(table) or _OTHERS[table]


def _sql(table: str, filters: Filters) -> tuple[str, list[str]]:
    """The query that selects the rows of `table`, and the values that it takes."""
    conditions, values = _on_documents(table, filters) if table in OF_DOCUMENTS else ([], [])
    inner = f"\nWHERE {' AND '.join(conditions)}" if conditions else ""
    outer = [f"({filters.where}\n)"] if filters.where else []
    if filters.unique and table in WITH_COPIES:
        outer.append("copy IS NOT 1")
    where = f"\nWHERE {' AND '.join(outer)}" if outer else ""
    order = _ORDER.get(table, _BY_PLACE)
    return f"SELECT * FROM (\n{_plain(table)}{inner}\n){where}\nORDER BY {order}", values


def _on_documents(table: str, filters: Filters) -> tuple[list[str], list[str]]:
    """The conditions on the documents, and the values that they take."""
    conditions: list[str] = []
    values: list[str] = []
    for sign, day in ((">=", filters.since), ("<=", filters.until)):
        if day:  # a month or a year is as long as it says
            conditions.append(f"substr(d.date, 1, {len(day)}) {sign} ?")
            values.append(day)
    if filters.sources:
        some = f"instr(lower(coalesce(d.publisher, '') || '\n' || {_LAST_OF_PATH}), lower(?))"
        conditions.append(f"({' OR '.join([some] * len(filters.sources))})")
        values += filters.sources
    if filters.sectors:
        marks = ", ".join("?" * len(filters.sectors))
        conditions.append(
            "EXISTS (SELECT 1 FROM sectors s WHERE s.document = d.id AND s.main "
            f"AND (s.id IN ({marks}) OR s.name IN ({marks})))"
        )
        values += [*filters.sectors, *filters.sectors]
        if table == "sectors":
            conditions.append(f"(i.id IN ({marks}) OR i.name IN ({marks}))")
            values += [*filters.sectors, *filters.sectors]
    return conditions, values

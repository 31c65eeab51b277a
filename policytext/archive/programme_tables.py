"""The tables of programmes of an archive."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from policytext.archive.naming import NameReader
from policytext.archive.programmes import NamedProject, gather
from policytext.archive.rows import document_id

# Each value once per programme, year and role: that 300억 원 stands in ten releases is no 3,000억 원.
# Copies, sums said again in another currency, and parts of a sum of the same role are left out.
_SUMS = """
INSERT INTO programme_sums
SELECT programme, year, role, currency, sum(low), sum(high), count(*) FROM (
  SELECT DISTINCT g.programme, substr(d.date, 1, 4) AS year, a.role, a.currency, a.low, a.high
  FROM programme_projects g
  JOIN documents d ON d.id = g.document
  JOIN links l ON l.document = g.document AND l.project = g.project AND l.kind = 'amounts'
  JOIN amounts a ON a.document = l.document AND a.id = l.item
  WHERE a.same_as IS NULL
    AND NOT EXISTS (
      SELECT 1 FROM amount_duplicates c WHERE c.document = a.document AND c.id = a.id)
    AND NOT EXISTS (
      SELECT 1 FROM amounts t, json_each(t.parts) part
      WHERE t.document = a.document AND part.value = a.id AND t.role = a.role))
GROUP BY programme, year, role, currency"""


def write_programmes(db: sqlite3.Connection, reader: NameReader) -> None:
    """Make the tables of programmes anew, from the projects and copies that the archive has."""
    for table in ("programmes", "programme_projects", "programme_sums"):
        db.execute(f"DELETE FROM {table}")
    copies = {
        document
        for (document,) in db.execute(
            "SELECT document FROM document_duplicates WHERE document <> kept"
        )
    }
    for programme in gather(_projects(db), reader):
        id_ = document_id(programme.key)
        documents = {p.document for p in programme.projects}
        db.execute(
            "INSERT INTO programmes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                id_, programme.name, programme.kind, _list(programme.aliases),
                len(documents - copies) or 1, programme.mentions, _list(programme.publishers),
                programme.first, programme.last,
            ),
        )  # fmt: skip
        db.executemany(
            "INSERT INTO programme_projects VALUES (?, ?, ?)",
            ((id_, p.document, p.id) for p in programme.projects),
        )
    db.execute(_SUMS)


def _projects(db: sqlite3.Connection) -> Iterator[NamedProject]:
    rows = db.execute(
        "SELECT p.document, p.id, p.name, p.aliases, p.kind, p.mentions, d.publisher, d.date "
        "FROM projects p JOIN documents d ON d.id = p.document"
    )
    for document, id_, name, aliases, *rest in rows:
        yield NamedProject(document, id_, name, tuple(json.loads(aliases)), *rest)


def _list(texts: Sequence[str]) -> str:
    return json.dumps(texts, ensure_ascii=False)

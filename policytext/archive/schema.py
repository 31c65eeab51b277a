"""The tables of an archive: one SQLite file that sqlite3, DuckDB, Datasette and pandas read as it is.

A document's `id` is made from its `key` alone, so that the rows do not depend on the order of work.
Offsets are half-open and count code points of the document's text as it was read. Dates are ISO 8601.
`section` is the label of the page, section or sheet where an item (first) stands, null where its
document has none.
"""

from __future__ import annotations

APPLICATION_ID = 0x706F6C69  # "poli": tells an archive from any other SQLite file
VERSION = 3

SCHEMA = """
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,          -- from the key: the first 63 bits of its SHA-256
  key TEXT NOT NULL UNIQUE,        -- what the document is known by: folder, file in it, record in that
  collection TEXT NOT NULL,        -- the file, folder or stream that it was read from
  name TEXT NOT NULL,
  title TEXT, date TEXT, publisher TEXT, author TEXT, organization TEXT, position TEXT, url TEXT,
  format TEXT NOT NULL, encoding TEXT NOT NULL,
  characters INTEGER NOT NULL,
  truncated INTEGER NOT NULL DEFAULT 0,   -- 1: the source gives only the beginning of the text
  sha256 TEXT NOT NULL,            -- of the content
  made_with TEXT NOT NULL,         -- of the settings, the dictionaries and the program's version
  run INTEGER NOT NULL             -- the run that wrote this document
);
CREATE TABLE paragraphs (
  document INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  repeats INTEGER,                 -- the start of the earlier paragraph of the document it repeats
  text TEXT NOT NULL,
  PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE TABLE amounts (
  document INTEGER NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, low NUMERIC NOT NULL, high NUMERIC NOT NULL,
  currency TEXT NOT NULL, modifier TEXT, role TEXT NOT NULL, unit_from TEXT, adds_up INTEGER,
  parts TEXT NOT NULL,             -- a JSON list: the sums that this one is said to consist of
  same_as TEXT, rule TEXT NOT NULL, section TEXT, sentence TEXT NOT NULL,
  PRIMARY KEY (document, id)
) WITHOUT ROWID;
CREATE TABLE projects (
  document INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
  aliases TEXT NOT NULL,           -- a JSON list, as are the regions
  regions TEXT NOT NULL, mentions INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  rule TEXT NOT NULL, section TEXT, sentence TEXT NOT NULL,
  PRIMARY KEY (document, id)
) WITHOUT ROWID;
CREATE TABLE sectors (
  document INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, ksic TEXT NOT NULL,
  main INTEGER NOT NULL, mentions INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  term TEXT NOT NULL, section TEXT, sentence TEXT NOT NULL,
  PRIMARY KEY (document, id)
) WITHOUT ROWID;
CREATE TABLE goals (
  document INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, text TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  actor TEXT, actor_start INTEGER, actor_end INTEGER,  -- who is to act; null: nobody is named
  targets TEXT NOT NULL,           -- a JSON list of {start, end, text, value, unit}
  "by" TEXT NOT NULL,              -- a JSON list of {start, end, text, date}; its date may be null
  rule TEXT NOT NULL, section TEXT,
  PRIMARY KEY (document, id)
) WITHOUT ROWID;
CREATE TABLE mentions (
  document INTEGER NOT NULL, kind TEXT NOT NULL, item TEXT NOT NULL, number INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (document, kind, item, number)
) WITHOUT ROWID;
CREATE TABLE links (
  document INTEGER NOT NULL, project TEXT NOT NULL,
  kind TEXT NOT NULL,              -- amounts, goals or sectors
  item TEXT NOT NULL, rule TEXT NOT NULL,
  PRIMARY KEY (document, project, kind, item)
) WITHOUT ROWID;
CREATE TABLE runs (                -- one that was interrupted and is gone on with stays one run
  id INTEGER PRIMARY KEY,
  started TEXT NOT NULL, ended TEXT,      -- null: it runs, or was interrupted
  program TEXT NOT NULL, made_with TEXT NOT NULL,
  sources TEXT NOT NULL,           -- a JSON list: what the call named
  done INTEGER NOT NULL DEFAULT 0, -- documents that it wrote
  unchanged INTEGER NOT NULL DEFAULT 0,   -- documents that an earlier run had written the same
  failed INTEGER NOT NULL DEFAULT 0       -- documents of its sources that stand in failures
);
CREATE TABLE folders (             -- with whose names keys and collections begin
  name TEXT PRIMARY KEY,
  path TEXT NOT NULL               -- where it stood when it was read last
);
CREATE TABLE failures (
  key TEXT PRIMARY KEY, collection TEXT NOT NULL,
  kind TEXT NOT NULL,              -- reading, program, time, memory, or crash (its worker died)
  reason TEXT NOT NULL,
  sha256 TEXT, made_with TEXT,     -- as in documents; null where the source could not be read
  run INTEGER NOT NULL
);
CREATE TABLE signatures (          -- by which copies are found; of no use to anyone else
  document INTEGER PRIMARY KEY, date TEXT, sha256 TEXT NOT NULL, made_with TEXT NOT NULL,
  version INTEGER NOT NULL, copies BLOB NOT NULL
);
CREATE TABLE document_duplicates (
  document INTEGER PRIMARY KEY, kept INTEGER NOT NULL,  -- the copy that is kept, itself a member
  similarity REAL NOT NULL         -- to the kept copy: the share of characters in common, in order
);
CREATE TABLE paragraph_duplicates (
  document INTEGER NOT NULL, number INTEGER NOT NULL,
  kept_document INTEGER NOT NULL, kept_number INTEGER NOT NULL, similarity REAL NOT NULL,
  PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE TABLE amount_duplicates (   -- sums of copies that the kept copy gives too: the same money
  document INTEGER NOT NULL, id TEXT NOT NULL,
  kept_document INTEGER NOT NULL, kept_id TEXT NOT NULL,
  PRIMARY KEY (document, id)
) WITHOUT ROWID;
CREATE TABLE programmes (          -- the same project in all documents
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,
  aliases TEXT NOT NULL,           -- a JSON list, as are the publishers, the most frequent first
  documents INTEGER NOT NULL,      -- without copies of other documents
  mentions INTEGER NOT NULL, publishers TEXT NOT NULL,
  first TEXT, last TEXT            -- dates of documents
);
CREATE TABLE programme_projects (
  programme INTEGER NOT NULL, document INTEGER NOT NULL, project TEXT NOT NULL,
  PRIMARY KEY (document, project)
) WITHOUT ROWID;
CREATE TABLE programme_sums (      -- what documents of a year say that a programme costs or brings
  programme INTEGER NOT NULL,
  year TEXT,                       -- of the document
  role TEXT NOT NULL, currency TEXT NOT NULL, low NUMERIC NOT NULL, high NUMERIC NOT NULL,
  amounts INTEGER NOT NULL         -- how many different sums that is: each value counts once a year
);
"""

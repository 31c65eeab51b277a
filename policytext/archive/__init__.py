"""Archives: hundreds of thousands of documents in one SQLite file."""

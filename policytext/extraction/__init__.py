"""What is looked for in a document: a folder or a few files a kind, and what belongs to what."""

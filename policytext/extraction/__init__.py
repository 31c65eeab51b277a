"""What is looked for in a document: one file a kind, and the linking of what was found."""

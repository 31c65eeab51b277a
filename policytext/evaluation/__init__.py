"""How good the program and its dictionaries are: against annotated documents, and by examples."""

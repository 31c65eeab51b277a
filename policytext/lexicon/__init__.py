"""Dictionaries: loading, checking and merging them."""

from policytext.lexicon.lexicon import Entry, Lexicon
from policytext.lexicon.loading import load_lexicon

__all__ = ["Entry", "Lexicon", "load_lexicon"]

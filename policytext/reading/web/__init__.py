"""Web pages: which part of one is its text, how it is written out, what it says about itself."""

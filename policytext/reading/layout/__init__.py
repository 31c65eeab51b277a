"""From the letters of a page and where they stand to its text, as a reader of the page has it.

Knows no file format: a page is letters and ruled lines with their places, in points, from the top
left corner. Coordinates grow to the right and downwards.
"""

from policytext.reading.layout.document import compose
from policytext.reading.layout.geometry import Glyph, Page, Rule

__all__ = ["Glyph", "Page", "Rule", "compose"]

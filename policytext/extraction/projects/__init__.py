"""Named projects."""

from policytext.extraction.projects.extractor import ProjectExtractor

__all__ = ["ProjectExtractor"]

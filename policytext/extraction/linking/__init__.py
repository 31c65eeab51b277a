"""What belongs to what: sums, goals and sectors to the projects they are about."""

from policytext.extraction.linking.linker import Linker

__all__ = ["Linker"]

"""Sums of money: what they are, what bounds them, and what they are for."""

from policytext.extraction.amounts.extractor import AmountExtractor

__all__ = ["AmountExtractor"]

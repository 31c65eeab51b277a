"""What results are made with: a document is done again only when this or its content changes."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from policytext.pipeline import Analyzer
from policytext.version import __version__

_PACKAGES = ("kiwipiepy", "kiwipiepy_model")


def fingerprint(analyzer: Analyzer) -> str:
    """A hash of all that decides what is extracted from a text: the program's version, the kinds
    that are looked for, the contents of the dictionaries, what was learned, and Kiwi's version."""
    digest = hashlib.sha256(__version__.encode())
    digest.update("\0".join([*sorted(analyzer.settings.kinds), analyzer.lexicon.version]).encode())
    package = Path(__file__).resolve().parent.parent
    for learned in sorted((*package.rglob("*.json"), *package.rglob("*.tsv"))):
        digest.update(f"\0{learned.name}\0".encode() + learned.read_bytes())
    for name in _PACKAGES:
        digest.update(f"\0{name}\0{_version(name)}".encode())
    return digest.hexdigest()[:16]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""

"""The command line: one file a command."""

from policytext.cli.app import main

__all__ = ["main"]

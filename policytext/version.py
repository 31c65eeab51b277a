"""The version of the program, which the package metadata and the output take from here."""

__version__ = "0.2.0"

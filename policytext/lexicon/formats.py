"""What an entry of a dictionary may hold, as the dictionary itself declares it under `format`.

    format:
      currencies:
        code: text, required, unique
        forms: texts, required
        side: one of before after
      traps: words
    currencies:
    - {code: KRW, forms: [원]}
    traps: [공원, 회원]

Field types: `text`, `texts` (a list), `number`, `flag` (yes or no), `one of A B C`, `pattern` and
`patterns` (regular expressions of Python), `morphemes` (a pattern over morphemes, see the file
`patterns.py`). A field may be `required`, `unique` (by which entries are merged and switched off) ,
`alias` (other names for what the unique field names) and `of SECTION` (ids of entries there). A section whose format is `words` is a plain
list of words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from policytext.errors import DictionaryError
from policytext.lexicon.explosions import may_explode
from policytext.lexicon.patterns import PatternError, parse_pattern

LISTS = {"texts", "patterns"}
TYPES = {"text", "texts", "number", "flag", "pattern", "patterns", "morphemes"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry: its type, the values it may take, and whether it must be there."""

    type: str
    choices: tuple[str, ...] = ()
    required: bool = False
    unique: bool = False
    alias: bool = False
    of: str = ""  # the section whose ids it takes

    def complaint(self, value: object) -> str | None:
        """What is wrong with `value` in this field, or None."""
        if self.type in LISTS:
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                return "takes a list of texts, [a, b]"
            return next((c for c in map(self._complaint_of_one, value) if c), None)
        if not isinstance(value, str):
            return "takes one text"
        return self._complaint_of_one(value)

    def _complaint_of_one(self, value: str) -> str | None:
        if not value.strip():
            return "is empty"
        if self.type == "one of" and value not in self.choices:
            return f"takes one of {', '.join(self.choices)}, not {value!r}"
        if self.type == "flag" and value not in {"yes", "no"}:
            return f"takes yes or no, not {value!r}"
        if self.type == "number":
            try:
                Decimal(value)
            except InvalidOperation:
                return f"takes a number, not {value!r}"
        if self.type in {"pattern", "patterns"}:
            try:
                re.compile(value)
            except re.error as error:
                return f"holds a pattern that cannot be read, {value!r}: {error}"
            if may_explode(value):
                return (
                    f"holds a pattern that may take for ever, {value!r}: it repeats without end what "
                    "repeats without end; bound one of the two, as in {1,20}"
                )
        if self.type == "morphemes":
            try:
                parse_pattern(value)
            except PatternError as error:
                return f"holds a pattern over morphemes that cannot be read, {value!r}: {error}"
        return None


Format = Mapping[str, Field]
WORDS: Format = {"word": Field("text", required=True, unique=True)}


def parse_format(declared: object, where: str) -> Format:
    """Read the declaration of one section.

    `declared` is "words" or a mapping from field names to types; `where` goes into the message of
    the DictionaryError that is raised for anything else.
    """
    if declared == "words":
        return WORDS
    if not isinstance(declared, dict):
        raise DictionaryError(f"{where}: the format of a section is `words` or a mapping of fields")
    return {name: _parse_field(name, text, where) for name, text in declared.items()}


def _parse_field(name: str, declared: object, where: str) -> Field:
    if not isinstance(declared, str):
        raise DictionaryError(f"{where}: the format of field {name!r} must be one text")
    kind, *extras = (part.strip() for part in declared.split(","))
    of = next((extra for extra in extras if extra.startswith("of ")), "")
    unknown = set(extras) - {"required", "unique", "alias", of}
    choices: tuple[str, ...] = ()
    if kind.startswith("one of "):
        kind, choices = "one of", tuple(kind.split()[2:])
    if unknown or (kind not in TYPES and not choices):
        raise DictionaryError(
            f"{where}: field {name!r} has the unknown format {declared!r}; "
            f"use one of {', '.join(sorted(TYPES))} or `one of A B`, with required, unique, alias, of SECTION"
        )
    return Field(
        kind,
        choices,
        "required" in extras,
        "unique" in extras,
        "alias" in extras,
        of.removeprefix("of "),
    )

"""The numbers and bullets that Word writes in front of items; they do not stand in the text itself."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from policytext.reading.numbering import (
    LEVELS,
    Counter,
    Level,
    Writer,
    capitals,
    circled,
    consonants,
    roman,
    small_letters,
    small_roman,
    syllables,
)

_KINDS: dict[str, Writer] = {
    "upperRoman": roman,
    "lowerRoman": small_roman,
    "upperLetter": capitals,
    "lowerLetter": small_letters,
    "ganada": syllables,
    "chosung": consonants,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalZero": lambda number: f"{number:02}",
}


class Numbering:
    """The lists of a document and how far each has been counted."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._counter = Counter(_lists(numbering) if numbering is not None else {})
        self._styles = _styles(styles) if styles is not None else {}

    def number(self, paragraph: Element) -> str:
        """What Word writes in front of `paragraph`: a number or a bullet; "" where it is no item."""
        properties = _child(paragraph, "pPr")
        if properties is None:
            return ""
        style = _value(_child(properties, "pStyle"))
        list_, level = _item(properties)
        inherited, inherited_level = self._styles.get(style, ("", 0))
        list_ = list_ or inherited
        number = level if level is not None else inherited_level
        return self._counter.mark(list_, number)


def _lists(root: Element) -> dict[str, dict[int, Level]]:
    """The levels of each list, by the id of the list."""
    kinds: dict[str, dict[int, Level]] = {}
    lists: dict[str, dict[int, Level]] = {}
    for node in root:
        name = node.tag.rpartition("}")[2]
        if name == "abstractNum":
            kinds[_value(node, "abstractNumId")] = _levels(node)
        elif name == "num":
            base = _value(_child(node, "abstractNumId"))
            lists[_value(node, "numId")] = kinds.get(base, {})
    return lists


def _levels(node: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for child in node:
        number = _integer(_value(child, "ilvl"))
        if child.tag.rpartition("}")[2] == "lvl" and 0 <= number < LEVELS:
            kind = _value(_child(child, "numFmt"))
            levels[number] = Level(
                _KINDS.get(kind, str),
                "" if kind == "none" else _value(_child(child, "lvlText")),
                _integer(_value(_child(child, "start")) or "1"),
            )
    return levels


def _styles(root: Element) -> dict[str, tuple[str, int]]:
    """The list and level of the styles that number their paragraphs, by the id of the style."""
    styles: dict[str, tuple[str, int]] = {}
    for node in root:
        properties = _child(node, "pPr")
        list_, level = _item(properties) if properties is not None else ("", None)
        if list_:
            styles[_value(node, "styleId")] = list_, level or 0
    return styles


def _item(properties: Element) -> tuple[str, int | None]:
    """The list and the level that the properties of a paragraph name; list 0 is none."""
    numbers = _child(properties, "numPr")
    if numbers is None:
        return "", None
    level = _value(_child(numbers, "ilvl"))
    return _value(_child(numbers, "numId")), _integer(level) if level else None


def _child(node: Element, name: str) -> Element | None:
    return next((child for child in node if child.tag.rpartition("}")[2] == name), None)


def _value(node: Element | None, name: str = "val") -> str:
    """An attribute, by its name without its namespace; "" where there is none."""
    attributes = node.attrib.items() if node is not None else ()
    return next((v for key, v in attributes if key.rpartition("}")[2] == name), "")


def _integer(value: str) -> int:
    return int(value[:6]) if value.isascii() and value.isdigit() else -1

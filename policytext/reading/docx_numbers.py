"""The numbers and bullets that Word writes in front of items; they do not stand in the text itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import Element

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_CIRCLED = 20
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_GANADA = "가나다라마바사아자차카타파하"
_CHOSUNG = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"


class _Level(NamedTuple):
    """How the items of a level are numbered: the kind of number, the text around it, the first."""

    kind: str
    text: str
    start: int


class Numbering:
    """The lists of a document and how far each has been counted."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._lists = _lists(numbering) if numbering is not None else {}
        self._styles = _styles(styles) if styles is not None else {}
        self._counts: dict[str, list[int]] = {}

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
        levels = self._lists.get(list_)
        if levels is None or number not in levels:
            return ""
        counts = self._counts.setdefault(list_, [0] * _LEVELS)
        counts[number] = counts[number] + 1 if counts[number] else levels[number].start
        counts[number + 1 :] = [0] * (_LEVELS - number - 1)
        return _PLACE.sub(
            lambda place: _shown(levels, counts, int(place[1]) - 1), _text(levels[number])
        )


def _text(level: _Level) -> str:
    """The text of a number; the bullets of fonts of symbols are no letters."""
    if level.kind == "none":
        return ""
    return "".join("•" if "\ue000" <= sign <= "\uf8ff" else sign for sign in level.text)


def _shown(levels: dict[int, _Level], counts: list[int], level: int) -> str:
    if level not in levels:
        return ""
    write = _KINDS.get(levels[level].kind, str)
    return write(max(counts[level], levels[level].start))


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        letters += sign * min(times, 9)
    return letters


def _from(letters: str) -> Callable[[int], str]:
    """Numbers written as `letters`, which begin anew behind the last."""
    return lambda number: letters[(number - 1) % len(letters)]


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= _CIRCLED else f"({number})"


_KINDS: dict[str, Callable[[int], str]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": _from("abcdefghijklmnopqrstuvwxyz"),
    "ganada": _from(_GANADA),
    "chosung": _from(_CHOSUNG),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalZero": lambda number: f"{number:02}",
}


def _lists(root: Element) -> dict[str, dict[int, _Level]]:
    """The levels of each list, by the id of the list."""
    kinds: dict[str, dict[int, _Level]] = {}
    lists: dict[str, dict[int, _Level]] = {}
    for node in root:
        name = node.tag.rpartition("}")[2]
        if name == "abstractNum":
            kinds[_value(node, "abstractNumId")] = _levels(node)
        elif name == "num":
            base = _value(_child(node, "abstractNumId"))
            lists[_value(node, "numId")] = kinds.get(base, {})
    return lists


def _levels(node: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for child in node:
        number = _integer(_value(child, "ilvl"))
        if child.tag.rpartition("}")[2] == "lvl" and 0 <= number < _LEVELS:
            levels[number] = _Level(
                _value(_child(child, "numFmt")) or "decimal",
                _value(_child(child, "lvlText")),
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

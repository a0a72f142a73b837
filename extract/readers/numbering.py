"""Automatic numbering of a Word file: the labels that Word prints but does not store in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = {"m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10}
_ROMAN |= {"ix": 9, "v": 5, "iv": 4, "i": 1}
_DEEPEST_STYLE = 20


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: the number format, the text with %1 for its number, and where it starts."""

    format: str
    text: str
    start: int
    legal: bool


@dataclass(slots=True)
class Numbering:
    """The lists of one file; :meth:`label` must be asked once for each paragraph, in order."""

    styles: dict[str, _Element]
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _lists: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _style_levels: dict[tuple[str, str], int] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def load(self, numbering: _Element) -> None:
        """Take the definitions of ``numbering.xml``."""
        for abstract in numbering.iterchildren(qn("w:abstractNum")):
            name = abstract.get(qn("w:abstractNumId"), "")
            self._levels[name] = {
                int(level.get(qn("w:ilvl"), "0")): _level(level)
                for level in abstract.iterchildren(qn("w:lvl"))
            }
            for level in abstract.iterchildren(qn("w:lvl")):
                style = _value(level, "w:pStyle")
                if style:
                    self._style_levels[name, style] = int(level.get(qn("w:ilvl"), "0"))
        for one in numbering.iterchildren(qn("w:num")):
            restarts = {
                int(override.get(qn("w:ilvl"), "0")): _number(_value(override, "w:startOverride"), 1)
                for override in one.iterchildren(qn("w:lvlOverride"))
                if override.find(qn("w:startOverride")) is not None
            }
            self._lists[one.get(qn("w:numId"), "")] = (_value(one, "w:abstractNumId"), restarts)

    def label(self, paragraph: _Element) -> str:
        """The printed label of ``paragraph`` ("1.", "a)", "-"), empty when it has none; counts it."""
        list_id, depth = self._list_of(paragraph)
        if list_id not in self._lists:
            return ""
        abstract, restarts = self._lists[list_id]
        levels = self._levels.get(abstract, {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if restarts and list_id not in self._begun:
            for level, start in restarts.items():
                counts[level] = start - 1
        self._begun.add(list_id)
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return _print(levels, counts, depth)

    def _list_of(self, paragraph: _Element) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else its style's, else that of a style below."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return "", 0
        own = properties.find(qn("w:numPr"))
        if own is not None and _value(own, "w:numId"):
            return _value(own, "w:numId"), _number(_value(own, "w:ilvl"), 0)
        style = _value(properties, "w:pStyle")
        for _ in range(_DEEPEST_STYLE):
            element = self.styles.get(style)
            if element is None:
                break
            numbered = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if numbered is not None and _value(numbered, "w:numId"):
                list_id = _value(numbered, "w:numId")
                abstract = self._lists.get(list_id, ("", {}))[0]
                level = _number(_value(numbered, "w:ilvl"), self._style_levels.get((abstract, style), 0))
                return list_id, level
            style = _value(element, "w:basedOn")
        return "", 0


def _level(element: _Element) -> _Level:
    return _Level(
        _value(element, "w:numFmt") or "decimal",
        _value(element, "w:lvlText"),
        _number(_value(element, "w:start"), 1),
        element.find(qn("w:isLgl")) is not None,
    )


def _print(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
    level = levels[depth]
    if level.format == "bullet":
        return "-"
    if level.format == "none":
        return _PLACEHOLDER.sub("", level.text).strip()

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = levels.get(at, level)
        return spell(counts.get(at, other.start), "decimal" if level.legal else other.format)

    return _PLACEHOLDER.sub(number, level.text).strip()


def spell(number: int, style: str) -> str:
    """``number`` in a number format of Word: decimalZero, roman, letters; decimal for any other."""
    if style in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        printed = _roman(number)
    elif style in ("upperLetter", "lowerLetter") and 0 < number <= 26 * 30:
        # After z come aa, bb, cc.
        printed = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    else:
        return f"{number:02d}" if style == "decimalZero" else str(number)
    return printed.upper() if style.startswith("upper") else printed


def _roman(number: int) -> str:
    printed = ""
    for letters, value in _ROMAN.items():
        printed += letters * (number // value)
        number %= value
    return printed


def _value(parent: _Element, tag: str) -> str:
    child = parent.find(qn(tag))
    return "" if child is None else str(child.get(qn("w:val"), ""))


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() else otherwise

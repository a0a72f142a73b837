"""How a run or paragraph of a Word file looks, as far as it changes what is printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from extract.readers.legacy import convert, is_capital_font, legacy_of_font

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFF = {"0", "false", "off", "none"}
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """Some printed text with the name of its font where that changes which letters it shows."""

    text: str
    font: str = ""
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """The properties of a run that change its words."""

    font: str
    capitals: bool
    hidden: bool
    raised: bool


@dataclass(slots=True)
class Styles:
    """The styles of one file by id."""

    elements: dict[str, _Element]
    defaults: tuple[_Element, ...] = ()
    _chains: dict[str, tuple[_Element, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: _Element | None) -> Styles:
        """The styles of ``styles.xml``; none where the part is missing."""
        if root is None:
            return cls({})
        styles = {style.get(qn("w:styleId"), ""): style for style in root.iterchildren(qn("w:style"))}
        normal = tuple(
            style
            for style in styles.values()
            if style.get(qn("w:default")) in ("1", "true") and style.get(qn("w:type")) == "paragraph"
        )
        return cls(styles, (*normal, *root.iterfind(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")))

    def look(self, run: _Element, paragraph: _Element) -> Look:
        """The look of a run, its own or by the styles above it."""
        own = run.find(qn("w:rPr"))
        above = [*self._run_properties(own, paragraph)]
        font = next(
            (name for one in above if (name := _attribute(one, "w:rFonts", "w:ascii", "w:hAnsi"))), ""
        )
        return Look(
            font if legacy_of_font(font) else "",
            self._is_on("w:caps", above),
            self._is_on("w:vanish", above),
            _attribute(own, "w:vertAlign", "w:val") == "superscript",
        )

    def is_centred(self, paragraph: _Element) -> bool:
        """Whether a paragraph is set in the middle."""
        own = paragraph.find(qn("w:pPr"))
        for properties in (own, *(style.find(qn("w:pPr")) for style in self._chain(self._style(paragraph)))):
            value = _attribute(properties, "w:jc", "w:val")
            if value:
                return value == "center"
        return False

    def is_contents(self, paragraph: _Element) -> bool:
        """Whether a paragraph is a line of a table of contents, which repeats headings."""
        return self._style(paragraph).upper().startswith("TOC")

    def mark_is_deleted(self, paragraph: _Element) -> bool:
        """Whether a tracked change deletes the end of the paragraph."""
        return paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None

    def _style(self, paragraph: _Element) -> str:
        return _attribute(paragraph.find(qn("w:pPr")), "w:pStyle", "w:val")

    def _run_properties(self, own: _Element | None, paragraph: _Element) -> list[_Element]:
        run_style = _attribute(own, "w:rStyle", "w:val")
        chain = (*self._chain(run_style), *self._chain(self._style(paragraph)), *self.defaults)
        found = [own, *(style.find(qn("w:rPr")) for style in chain)]
        return [one for one in found if one is not None]

    def _chain(self, style: str) -> tuple[_Element, ...]:
        """A style and those it is based on."""
        if style not in self._chains:
            chain: list[_Element] = []
            name = style
            while name in self.elements and len(chain) < _DEEPEST:
                chain.append(self.elements[name])
                name = _attribute(self.elements[name], "w:basedOn", "w:val")
            self._chains[style] = tuple(chain)
        return self._chains[style]

    @staticmethod
    def _is_on(tag: str, above: list[_Element]) -> bool:
        for properties in above:
            element = properties.find(qn(tag))
            if element is not None:
                return element.get(qn("w:val"), "1") not in _OFF
        return False


def spell_pieces(text: str, font: str, capitals: bool) -> str:
    """``text`` as its font shows it: old Vietnamese fonts converted, capital styles in capitals."""
    encoding = legacy_of_font(font)
    # A file converted to Unicode may keep the old font's name: letters beyond Latin-1 tell.
    if encoding and all(ord(char) < 0x180 or 0x2000 <= ord(char) < 0x2100 or char == "μ" for char in text):
        text = convert(text, encoding)
        capitals = capitals or is_capital_font(font)
    return text.upper() if capitals else text


def _attribute(parent: _Element | None, tag: str, *names: str) -> str:
    child = None if parent is None else parent.find(qn(tag))
    if child is None:
        return ""
    return next((str(value) for name in names if (value := child.get(qn(name)))), "")

"""HTML as saved from portals: the document out of the page, tables as rows.

lxml parses; the page's furniture (menus, lists of related documents, sharing bars,
comments) is left out by what elements are, what they are called, and where the
document's own parts stand.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from extract.readers.errors import ReadError
from extract.readers.htmlpage import drop_furniture, main_content
from extract.readers.letterhead import rows_of_letterhead
from extract.readers.plain import decode
from extract.readers.source import Sheet, SourceText, superscript, tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MEDIA_TYPE = "text/html"
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BLOCK_NAMES = """
    address article blockquote body center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html li main menu ol p pre section summary table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_NUMBER_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_NOTE_MARK = re.compile(r"[\[(]?(\d{1,3})[\])]?")
_DEEPEST = 200


def read_html(path: Path, content: bytes) -> SourceText:
    """The text of an HTML or MHTML file. Raises :class:`~extract.readers.errors.ReadError`."""
    from lxml import etree, html

    raw, encoding = _markup(path, content)
    try:
        # As a string: the page's own word on its encoding has been weighed already.
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", raw))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(path, "empty") from error
    drop_furniture(root)
    notes = _Notes.of(root)
    walk = _Walk(notes)
    walk.block(main_content(root), 0)
    walk.close()
    walk.rest_of_notes()
    return walk.sheet.finish(MEDIA_TYPE, encoding)


def _markup(path: Path, content: bytes) -> tuple[str, str]:
    """The markup as text and how it was decoded; of an MHTML file, that of its first HTML part."""
    if re.match(rb"(?i)(?:from|mime-version|content-type|subject|date)\s*:", content.lstrip()[:200]):
        message = email.message_from_bytes(content, policy=email.policy.default)
        part = next((one for one in message.walk() if one.get_content_type() == "text/html"), None)
        payload = part.get_payload(decode=True) if part else None
        content = payload if isinstance(payload, bytes) else content
    declared = _CHARSET.search(content[:4096])
    name = declared[1].decode("ascii").lower() if declared else ""
    # Western code pages are declared for pages of every old Vietnamese encoding: let the letters tell.
    if name in ("windows-1258", "cp1258"):
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            return content.decode("cp1258", errors="replace"), "cp1258"
    decoded = decode(path, content)
    return decoded.raw, decoded.encoding


@dataclass(slots=True)
class _Notes:
    """Footnotes: links to a block of the same page whose text is only a number."""

    blocks: dict[str, HtmlElement] = field(default_factory=dict)
    marks: dict[HtmlElement, str] = field(default_factory=dict)
    set_apart: set[HtmlElement] = field(default_factory=set)
    written: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: HtmlElement) -> _Notes:
        """The notes of a page, tied to their marks; the marks that point back are taken out."""
        notes = cls()
        targets = {
            name: element
            for element in root.iter()
            if isinstance(element.tag, str) and (name := element.get("id") or element.get("name"))
        }
        order = {element: at for at, element in enumerate(root.iter())}
        for link in root.iter("a"):
            name = (link.get("href") or "")[1:] if (link.get("href") or "").startswith("#") else ""
            target = targets.get(name)
            number = _NOTE_MARK.fullmatch("".join(link.itertext()).strip())
            if target is None or not number or order[target] < order[link]:
                continue
            block = _block_of(target)
            if block is not None and block not in link.iterancestors():
                notes.marks[link] = number[1]
                notes.blocks[number[1]] = block
                notes.set_apart.add(block)
        return notes


def _block_of(element: HtmlElement) -> HtmlElement | None:
    """The paragraph or division that holds a note's anchor."""
    for one in (element, *element.iterancestors()):
        if one.tag in ("p", "li", "div", "td", "dd"):
            return one
    return None


@dataclass(slots=True)
class _Walk:
    """One pass over a page's content: inline text gathers until a block begins or ends."""

    notes: _Notes
    sheet: Sheet = field(default_factory=Sheet)
    paragraphs: int = 0
    tables: int = 0
    _gathered: list[str] = field(default_factory=list)
    _pending: list[str] = field(default_factory=list)
    _centred: bool = False

    def block(self, element: HtmlElement, depth: int, label: str = "") -> None:
        """Read a block and all below it."""
        if depth > _DEEPEST:
            return
        if element in self.notes.set_apart:
            return
        self.close()
        self._centred = _is_centred(element)
        if label:
            self._gathered.append(label + " ")
        self._children(element, depth)
        self.close()

    def close(self) -> None:
        """End the paragraph that is being gathered, and write the notes it carries."""
        text = "".join(self._gathered)
        self._gathered.clear()
        if tidy(text):
            self.paragraphs += 1
            group = "centre" if self._centred else ""
            self.sheet.paragraph([(f"đoạn {self.paragraphs}", text)], group=group)
        self._write_notes()

    def rest_of_notes(self) -> None:
        """Write the notes whose marks were never met."""
        self._pending = list(self.notes.blocks)
        self._write_notes()

    def _children(self, element: HtmlElement, depth: int) -> None:
        if element.text:
            self._gathered.append(_SPACES.sub(" ", element.text))
        counter = _counter(element)
        for child in element:
            if isinstance(child.tag, str):
                self._child(
                    child, depth + 1, next(counter) if child.tag == "li" else "", _is_centred(element)
                )
            if child.tail:
                self._gathered.append(_SPACES.sub(" ", child.tail))

    def _child(self, child: HtmlElement, depth: int, label: str, centred: bool) -> None:
        if depth > _DEEPEST:
            return
        if child.tag == "br":
            self._gathered.append("\n")
        elif child.tag == "table":
            self.close()
            self._table(child, depth)
        elif child.tag in _BLOCKS:
            self.block(child, depth, label)
            self._centred = centred
        elif child in self.notes.marks:
            mark = self.notes.marks[child]
            self._gathered.append(superscript(mark))
            self._pending.append(mark)
        elif child.tag == "sup" and "".join(child.itertext()).strip().isdecimal() and not len(child):
            self._gathered.append(superscript("".join(child.itertext()).strip()))
        else:
            self._children(child, depth)

    def _write_notes(self) -> None:
        pending, self._pending = self._pending, []
        for mark in pending:
            if mark in self.notes.written:
                continue
            self.notes.written.add(mark)
            text = _SPACES.sub(" ", "".join(self.notes.blocks[mark].itertext())).strip()
            text = re.sub(rf"^[\[(]?{mark}[\])]?[.:]?\s*|\s*↩\ufe0e?$", "", text)
            self.sheet.paragraph([(f"chú thích {mark}", f"{superscript(mark)} {text}")])

    def _table(self, table: HtmlElement, depth: int) -> None:
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
        grid = _grid(rows)
        if all(len([cell for cell in cells if cell is not None]) <= 1 for cells in grid) or _is_frame(rows):
            for cell in (cell for row in rows for cell in row if cell.tag in ("td", "th")):
                self.block(cell, depth + 1)
            return
        self.tables += 1
        for at, cells in enumerate(grid, 1):
            columns = [[] if cell is None else self._lines(cell) for cell in cells]
            filled = [lines for lines in columns if any(map(str.strip, lines))]
            printed = rows_of_letterhead(filled) or [[" ".join(lines) for lines in columns]]
            for one in printed:
                self.sheet.row(one, f"bảng {self.tables}, hàng {at}")
        self._write_notes()

    def _lines(self, cell: HtmlElement) -> list[str]:
        """The lines of a cell, read like a page of its own."""
        inner = _Walk(self.notes)
        inner._children(cell, 1)
        inner._pending, pending = [], inner._pending
        inner.close()
        self._pending += pending
        return [line.strip("| ") for line in inner.sheet.text().split("\n") if line.strip()]


def _is_frame(rows: list[HtmlElement]) -> bool:
    """Whether a table only lays out a page: a cell of it holds a table and many paragraphs."""
    return any(
        cell.find(".//table") is not None and len(cell.findall(".//p")) > 10
        for row in rows
        for cell in row
        if cell.tag in ("td", "th")
    )


def _grid(rows: list[HtmlElement]) -> list[list[HtmlElement | None]]:
    """The cells of a table by column: ``None`` where a cell above or to the left goes on."""
    grid: list[list[HtmlElement | None]] = []
    hanging: dict[int, int] = {}
    for row in rows:
        cells: list[HtmlElement | None] = []
        own = [cell for cell in row if cell.tag in ("td", "th")]
        for cell in own:
            _fill(cells, hanging)
            width = 1 if len(own) == 1 and not hanging else _count(cell, "colspan")
            below = _count(cell, "rowspan") - 1
            for column in range(len(cells), len(cells) + width):
                if below > 0:
                    hanging[column] = below
            cells += [cell, *[None] * (width - 1)]
        _fill(cells, hanging)
        grid.append(cells)
    return grid


def _fill(cells: list[HtmlElement | None], hanging: dict[int, int]) -> None:
    """Leave the columns empty that a cell from above still covers."""
    while hanging.get(len(cells)):
        column = len(cells)
        hanging[column] -= 1
        if not hanging[column]:
            del hanging[column]
        cells.append(None)


def _count(cell: HtmlElement, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return min(int(value), 100) if value.isdecimal() and int(value) else 1


def _counter(element: HtmlElement) -> Iterator[str]:
    """The labels of a list's items."""
    if element.tag != "ol":
        while True:
            yield "-"
    start = element.get("start") or "1"
    number = int(start) if start.isdecimal() else 1
    while True:
        yield _ordinal(number, _NUMBER_STYLES.get(element.get("type") or "", "decimal"))
        number += 1


def _ordinal(number: int, style: str) -> str:
    from extract.readers.numbering import spell

    return spell(number, style) + (")" if style == "lowerLetter" else ".")


def _is_centred(element: HtmlElement) -> bool:
    """Whether a block is set in the middle, itself or by the blocks around it."""
    for one in (element, *element.iterancestors()):
        if one.tag in ("td", "th"):
            return False
        if one.tag == "center":
            return True
        style = re.search(r"text-align\s*:\s*(\w+)", one.get("style") or "")
        value = style[1] if style else one.get("align")
        if value:
            return value.lower() == "center"
    return False

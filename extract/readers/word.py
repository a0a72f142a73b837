"""Word files (.docx): python-docx opens the package, we walk its body in reading order.

What Word prints is what is read: automatic numbers are spelled out, tracked changes
are taken as accepted, hidden text is left out, footnotes follow the paragraph that
carries their mark, text boxes follow the paragraph they hang on.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from extract.readers.archive import package_of
from extract.readers.errors import ReadError
from extract.readers.letterhead import is_letterhead, rows_of_letterhead
from extract.readers.numbering import Numbering
from extract.readers.office import to_docx
from extract.readers.source import Sheet, SourceText, superscript, tidy
from extract.readers.wordstyle import Piece, Styles, spell_pieces

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVES = f"{_COMPATIBLE}AlternateContent"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

_DROPPED = {qn(tag) for tag in ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:rt", "w:instrText", "w:sectPr")}
"""Deleted and moved-away text, properties, ruby readings, the code of fields."""
_WRAPPERS = {qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")}
_BOXES = {qn("w:drawing"), qn("w:pict"), _ALTERNATIVES}
_MARKS = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_DEEPEST = 40


def read_docx(path: Path, content: bytes) -> SourceText:
    """The text of a .docx or .odt file. Raises :class:`~extract.readers.errors.ReadError`."""
    package = package_of(path, content)
    if package == "xlsx":
        raise ReadError(path, "register")
    if package == "odt":
        content = to_docx(path, content, ".odt")
        package_of(path, content)
    try:
        document = Document(io.BytesIO(content))
        return _Walk(document).read()
    except ReadError:
        raise
    except Exception as error:  # python-docx and lxml raise many kinds for a damaged package.
        raise ReadError(path, "broken", ".docx") from error


@dataclass(slots=True)
class _Walk:
    """One pass over a Word file."""

    document: WordDocument
    sheet: Sheet = field(default_factory=Sheet)
    paragraphs: int = 0
    tables: int = 0
    _styles: Styles = field(init=False)
    _numbering: Numbering = field(init=False)
    _notes: dict[str, dict[str, _Element]] = field(init=False)
    _waiting: list[tuple[str, _Element]] = field(default_factory=list)
    _boxes: list[_Element] = field(default_factory=list)
    _carried: str = ""
    _marks: int = 0

    def __post_init__(self) -> None:
        self._styles = Styles.of(self._part("/styles"))
        self._numbering = Numbering(self._styles.elements)
        numbering = self._part("/numbering")
        if numbering is not None:
            self._numbering.load(numbering)
        self._notes = {kind: self._notes_of(kind) for kind in _MARKS.values()}

    def read(self) -> SourceText:
        body = self.document.element.body
        opening = "".join(text.text or "" for text, _ in zip(body.iter(qn("w:t")), range(400), strict=False))
        if not is_letterhead(opening):
            self._letterhead_in_header()
        self._blocks(body, 0)
        return self.sheet.finish(MEDIA_TYPE)

    def _part(self, kind: str) -> _Element | None:
        """The root of the part that the document's relation of this kind leads to."""
        for relation in self.document.part.rels.values():
            if relation.reltype.endswith(kind) and not relation.is_external:
                return parse_xml(relation.target_part.blob)
        return None

    def _notes_of(self, kind: str) -> dict[str, _Element]:
        root = self._part(f"/{kind}")
        return {} if root is None else {note.get(qn("w:id"), ""): note for note in root}

    def _letterhead_in_header(self) -> None:
        """Page headers are left out, but not one that holds the letterhead."""
        if not len(self.document.sections):
            return
        section = self.document.sections[0]
        for header in (section.first_page_header, section.header):
            if header.is_linked_to_previous:
                continue
            element = header._element
            if is_letterhead("".join(text.text or "" for text in element.iter(qn("w:t")))):
                self._blocks(element, 0)
                return

    def _blocks(self, container: _Element, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for child in container:
            if child.tag == qn("w:p"):
                self._paragraph(child, depth)
            elif child.tag == qn("w:tbl"):
                self._table(child, depth)
            elif child.tag in _WRAPPERS:
                self._blocks(child, depth + 1)
            elif child.tag == _ALTERNATIVES:
                self._blocks(_chosen(child), depth + 1)

    def _paragraph(self, paragraph: _Element, depth: int) -> None:
        if self._styles.is_contents(paragraph):
            return
        text = self._carried + self._text(paragraph, depth)
        self._carried = ""
        if self._styles.mark_is_deleted(paragraph):
            # The paragraph mark was deleted: accepted, the next paragraph goes on here.
            self._carried = text
            return
        if tidy(text):
            self.paragraphs += 1
        group = "centre" if self._styles.is_centred(paragraph) else ""
        self.sheet.paragraph([(f"đoạn {self.paragraphs}", text)], group=group)
        self._write_notes(depth)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._blocks(box, depth + 1)

    def _text(self, paragraph: _Element, depth: int) -> str:
        pieces = list(self._pieces(paragraph, paragraph, depth))
        text = "".join(
            spell_pieces("".join(piece.text for piece in group), *key)
            for key, group in groupby(pieces, key=lambda piece: (piece.font, piece.capitals))
        )
        label = self._numbering.label(paragraph) if text.strip() or not self._boxes else ""
        return f"{label} {text}" if label else text

    def _pieces(self, element: _Element, paragraph: _Element, depth: int) -> Iterator[Piece]:
        """The printed text below ``element``; text boxes and notes are put aside on the way."""
        if depth > _DEEPEST:
            return
        for child in element:
            if child.tag in _DROPPED:
                continue
            if child.tag == qn("w:r"):
                yield from self._run(child, paragraph, depth)
            elif child.tag in _BOXES:
                self._put_aside(child)
            elif child.tag == _MATH_TEXT:
                yield Piece(child.text or "")
            elif isinstance(child.tag, str):
                yield from self._pieces(child, paragraph, depth + 1)

    def _run(self, run: _Element, paragraph: _Element, depth: int) -> Iterator[Piece]:
        look = self._styles.look(run, paragraph)
        if look.hidden:
            return
        for child in run:
            tag = child.tag
            if tag == qn("w:t"):
                text = child.text or ""
                raised = look.raised and text.strip().isdecimal()
                yield Piece(superscript(text) if raised else text, look.font, look.capitals)
            elif tag == qn("w:tab"):
                yield Piece(" ", look.font, look.capitals)
            elif tag in (qn("w:br"), qn("w:cr")):
                yield Piece("" if child.get(qn("w:type")) == "page" else "\n", look.font, look.capitals)
            elif tag == qn("w:noBreakHyphen"):
                yield Piece("-", look.font, look.capitals)
            elif tag in _MARKS:
                yield Piece(self._mark(_MARKS[tag], child), look.font, look.capitals)
            elif tag in _BOXES:
                self._put_aside(child)
            elif tag not in _DROPPED and isinstance(tag, str) and len(child):
                yield from self._pieces(child, paragraph, depth + 1)

    def _put_aside(self, element: _Element) -> None:
        root = _chosen(element) if element.tag == _ALTERNATIVES else element
        self._boxes += root.iter(qn("w:txbxContent"))

    def _mark(self, kind: str, reference: _Element) -> str:
        note = self._notes[kind].get(reference.get(qn("w:id"), ""))
        if note is None:
            return ""
        self._marks += 1
        self._waiting.append((str(self._marks), note))
        return superscript(str(self._marks))

    def _write_notes(self, depth: int) -> None:
        waiting, self._waiting = self._waiting, []
        for mark, note in waiting:
            text = " ".join(self._text(paragraph, depth + 1) for paragraph in note.iter(qn("w:p")))
            self.sheet.paragraph([(f"chú thích {mark}", f"{superscript(mark)} {text.strip()}")])

    def _table(self, table: _Element, depth: int) -> None:
        rows = [[*_cells(row)] for row in _rows(table)]
        if all(len(cells) == 1 for cells in rows):
            # A frame around text, not a table.
            for cells in rows:
                self._blocks(cells[0], depth + 1)
            return
        self.tables += 1
        number = self.tables
        for at, (row, cells) in enumerate(zip(_rows(table), rows, strict=True), 1):
            place = f"bảng {number}, hàng {at}"
            columns = [self._lines(cell, depth + 1) for cell in cells]
            letterhead = rows_of_letterhead([lines for lines in columns if any(map(str.strip, lines))])
            for printed in letterhead or [_spread(row, cells, columns)]:
                self.sheet.row(printed, place)
        self._write_notes(depth)

    def _lines(self, cell: _Element, depth: int) -> list[str]:
        """The paragraphs of a cell, those of tables and boxes inside it included."""
        if depth > _DEEPEST or _continues(cell):
            return []
        lines = []
        for paragraph in cell.iter(qn("w:p")):
            if any(above.tag == qn("w:txbxContent") for above in _between(paragraph, cell)):
                continue
            lines.append(self._text(paragraph, depth))
            boxes, self._boxes = self._boxes, []
            for box in boxes:
                lines += self._lines(box, depth + 1)
        return lines


def _between(element: _Element, top: _Element) -> Iterator[_Element]:
    for above in element.iterancestors():
        if above is top:
            return
        yield above


def _chosen(alternatives: _Element) -> _Element:
    """The first of several forms of the same content."""
    choice = alternatives.find(f"{_COMPATIBLE}Choice")
    return choice if choice is not None else alternatives


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == qn("w:tr"):
            if child.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
                yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _cells(row: _Element) -> Iterator[_Element]:
    for child in row:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _cells(child)


def _continues(cell: _Element) -> bool:
    """Whether a cell is the lower part of one merged downwards: its words stand in the upper part."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _spread(row: _Element, cells: list[_Element], columns: list[list[str]]) -> list[str]:
    """The cells' texts, each in its own column: a cell over several columns is followed by empty ones."""
    texts = [" ".join(lines) for lines in columns]
    if len(cells) == 1:
        return texts
    printed = [""] * _span(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
    for cell, text in zip(cells, texts, strict=True):
        span = _span(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1)
        printed += [text, *[""] * (span - 1)]
    return printed


def _span(element: _Element | None, otherwise: int) -> int:
    value = "" if element is None else element.get(qn("w:val"), "")
    return min(int(value), 64) if value.isdecimal() and int(value) else otherwise

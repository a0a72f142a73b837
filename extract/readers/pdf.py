"""PDF files with a text layer: pypdfium2 gives letters and lines, pdfplumber the cells of ruled tables.

Measured on printed plans of nine pages: pypdfium2 reads a page in 0.03 s, pdfplumber
in 0.2 s; its table finder, given the lines, takes 0.01-0.1 s on pages that have any.
"""

from __future__ import annotations

import bisect
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pypdfium2

from extract.readers.errors import ReadError
from extract.readers.pdfcolumns import Band, bands_of, rest_of_recipients
from extract.readers.pdfflow import Measure, goes_on, measure
from extract.readers.pdflines import Line, lines_of
from extract.readers.pdfpage import Page, read_page
from extract.readers.pdfpaper import Note, furniture, notes_of, without_overhang
from extract.readers.pdftables import Row, Table, continue_rows, tables_of
from extract.readers.pdftables import goes_on as table_goes_on
from extract.readers.source import Sheet, SourceText, join_lines

MEDIA_TYPE = "application/pdf"
_MOST_PAGES = 1500
_SECONDS = 300.0
_FEWEST_LETTERS = 20
"""Letters a page must have on average to count as having a text layer."""
_PASSWORD = 4
_ONE_LINE = 4.0
"""Points: letters whose heights differ by less stand on one line."""
# PDFium keeps state of its own and may not be entered twice.
_LOCK = threading.Lock()


def read_pdf(path: Path, content: bytes) -> SourceText:
    """The text of a PDF; scans go through text recognition.

    Raises :class:`~extract.readers.errors.ReadError`.
    """
    pages = _pages(path, content)
    if _is_scan(pages):
        from extract.readers.ocr import recognise_pdf

        pages = _pages(path, recognise_pdf(path, content))
        if _is_scan(pages):
            raise ReadError(path, "scanned", "OCR")
    return _Flow(pages).read()


def _pages(path: Path, content: bytes) -> list[Page]:
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            locked = getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower()
            raise ReadError(path, "encrypted" if locked else "broken", "PDF") from error
        try:
            if len(document) > _MOST_PAGES:
                raise ReadError(path, "too_long", f"{_MOST_PAGES} trang")
            end = time.monotonic() + _SECONDS
            pages = []
            for index in range(len(document)):
                if time.monotonic() > end:
                    raise ReadError(path, "too_long", f"{_SECONDS:.0f} s")
                page = document[index]
                pages.append(read_page(page, index + 1))
                page.close()
            return pages
        except pypdfium2.PdfiumError as error:
            raise ReadError(path, "broken", "PDF") from error
        finally:
            document.close()


def _is_scan(pages: Sequence[Page]) -> bool:
    letters = sum(len(page.letters) for page in pages)
    return letters < _FEWEST_LETTERS * len(pages)


@dataclass(slots=True)
class _Sheet:
    """A page taken apart: lines outside tables, tables, notes, and the height of each printed line."""

    page: Page
    lines: list[Line]
    tables: list[Table]
    notes: list[Note] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    how: Measure = field(default_factory=lambda: measure(()))

    def place(self, height: float) -> str:
        """Page and line for people: lines are counted as printed, without running head and page number."""
        at = bisect.bisect_right(self.heights, height + 2)
        return f"trang {self.page.number}, dòng {max(1, at)}"


class _Flow:
    """Pages become one text: paragraphs and tables go on over them, notes follow their marks."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._sheet = Sheet()
        self._parts = [self._take_apart(page) for page in pages]
        for part, after in pairwise(self._parts):
            part.lines = without_overhang(part.lines, after.lines)
        drop = furniture(pages, [part.lines for part in self._parts])
        for part, furnished in zip(self._parts, drop, strict=True):
            part.heights = _heights(part, [part.lines[at].base for at in furnished])
            part.lines = [line for at, line in enumerate(part.lines) if at not in furnished]
        self._measure()
        unfinished = False
        for part in self._parts:
            part.lines, part.notes = notes_of(part.page, part.lines, part.how.size, unfinished=unfinished)
            unfinished = bool(part.notes) and not part.notes[-1].is_finished
        self._measure()
        self._signature_over_pages()
        self._paragraph: list[tuple[Line, _Sheet]] = []
        self._notes: list[tuple[str, list[tuple[str, str]]]] = []
        self._table: tuple[Table, _Sheet] | None = None
        self._head: Row | None = None

    def _measure(self) -> None:
        """Measure pages of one shape together: an annex may be landscape, left pages may be shifted."""
        shapes: dict[tuple[int, int, int], list[_Sheet]] = {}
        for part in self._parts:
            shape = (round(part.page.width / 10), round(part.page.height / 10))
            side = part.page.number % 2 if len(self._parts) > 3 else 0
            shapes.setdefault((*shape, side), []).append(part)
        for parts in shapes.values():
            how = measure(line for part in parts for line in part.lines)
            for part in parts:
                part.how = how

    @staticmethod
    def _take_apart(page: Page) -> _Sheet:
        tables, letters = tables_of(page)
        return _Sheet(page, lines_of(letters), tables)

    def read(self) -> SourceText:
        for part in self._parts:
            self._page(part)
        self._end_paragraph()
        self._end_table()
        return self._sheet.finish(MEDIA_TYPE)

    def _page(self, part: _Sheet) -> None:
        self._collect_notes(part)
        bands = bands_of(part.lines, part.how.left, part.how.right)
        items: list[tuple[float, Line | Table | Band]] = []
        for at, line in enumerate(part.lines):
            if not any(band.first <= at < band.last for band in bands):
                items.append((line.base, line))
        items += [(part.lines[band.first].base, band) for band in bands]
        items += [(table.top, table) for table in part.tables]
        for _, item in sorted(items, key=lambda one: one[0]):
            if isinstance(item, Line):
                self._line(item, part)
            elif isinstance(item, Band):
                self._band(item, part)
            else:
                self._take_table(item, part)
        if self._notes and not self._paragraph:
            self._write_notes([mark for mark, _ in self._notes])

    def _line(self, line: Line, part: _Sheet) -> None:
        self._end_table()
        if self._paragraph:
            above, before = self._paragraph[-1]
            lines = [one for one, _ in self._paragraph]
            # Over the page, as if the line stood below the one before it.
            beside = line if before is part else line.moved(right=before.how.left - part.how.left)
            if not goes_on(above, beside, lines, before.how, same_page=before is part):
                self._end_paragraph()
        self._paragraph.append((line, part))

    def _end_paragraph(self) -> None:
        if not self._paragraph:
            return
        parts = [(part.place(line.base), line.text) for line, part in self._paragraph]
        centred = all(part.how.is_middle(line) for line, part in self._paragraph) and any(
            part.how.is_centred(line) for line, part in self._paragraph
        )
        text = join_lines(line.text for line, _ in self._paragraph)
        self._paragraph = []
        self._sheet.paragraph(parts, group="centre" if centred else "")
        self._write_notes([mark for mark, _ in self._notes if mark and mark in text])

    def _band(self, band: Band, part: _Sheet) -> None:
        self._end_paragraph()
        self._end_table()
        place = part.place(part.lines[band.first].base)
        for row in band.rows:
            self._sheet.row(row, place)

    def _signature_over_pages(self) -> None:
        """Recipients that go on at the top of the next page go back to those before them."""
        for part, after in pairwise(self._parts):
            bands = bands_of(part.lines, part.how.left, part.how.right)
            if bands and bands[-1].last == len(part.lines) and not part.tables:
                count = rest_of_recipients(bands[-1], after.lines, after.how.left, after.how.right)
                moved = [line.moved(down=part.page.height) for line in after.lines[:count]]
                part.lines += moved
                after.lines = after.lines[count:]

    def _take_table(self, table: Table, part: _Sheet) -> None:
        self._end_paragraph()
        if self._table is not None and self._head is not None and self._table[1] is not part:
            before = self._table[0]
            if table_goes_on(before, table):
                table.rows = continue_rows(before, self._head, table)
                self._end_table(keep_head=True)
                self._table = (table, part)
                return
        self._end_table()
        self._head = table.rows[0]
        self._table = (table, part)

    def _end_table(self, *, keep_head: bool = False) -> None:
        """Write the table that may have gone on; its last row is complete now."""
        if self._table is not None:
            table, part = self._table
            for row in table.rows:
                self._sheet.row((join_lines(lines) for lines in row.cells), part.place(row.base))
            self._table = None
        if not keep_head:
            self._head = None

    def _collect_notes(self, part: _Sheet) -> None:
        for note in part.notes:
            pieces = [
                (part.place(line.base), text) for line, text in zip(note.lines, note.texts, strict=True)
            ]
            if not note.mark and self._notes:
                self._notes[-1][1].extend(pieces)
            else:
                self._notes.append((note.mark, pieces))

    def _write_notes(self, marks: Sequence[str]) -> None:
        for mark, pieces in [note for note in self._notes if note[0] in marks]:
            self._sheet.paragraph(pieces)
            self._notes.remove((mark, pieces))


def _heights(part: _Sheet, furnished: Sequence[float]) -> list[float]:
    """Where each printed line of a page stands, from the top, those in tables included."""
    heights: list[float] = []
    for base in (line.base for line in lines_of(part.page.letters)):
        if any(abs(base - other) < _ONE_LINE for other in furnished):
            continue
        if not heights or base - heights[-1] > _ONE_LINE:
            heights.append(base)
    return heights

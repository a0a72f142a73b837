"""One PDF page as its letters and ruled lines, in points from the top left corner as a person sees it."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_MOST_CHARS = 200_000
_MOST_PATHS = 20_000
_THIN = 3.0
"""Points: a filled box thinner than this is a ruled line."""
_FONT_NAME = 200
_HIDDEN_HYPHEN, _HYPHEN = 0x02, 0x2D
_UNREADABLE = frozenset((0xFFFE, 0xFFFF, *range(0xD800, 0xE000)))
_SYMBOLS = range(0xF020, 0xF100)
"""Where symbol fonts (Symbol, Wingdings) have their signs: in documents, the bullets of lists."""


@dataclass(frozen=True, slots=True)
class Char:
    """A letter with its marks: its box, the line it stands on, its size in points and its font."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    font: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical ruled line."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_horizontal(self) -> bool:
        """Whether the line runs from left to right."""
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(slots=True)
class Page:
    """A page: ``number`` counts from 1; ``letters`` in the order of the file."""

    number: int
    width: float
    height: float
    letters: list[Char] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


_Point = Callable[[float, float], tuple[float, float]]


def read_page(page: PdfPage, number: int) -> Page:
    """The letters and ruled lines of ``page``, turned so that most of its text is upright."""
    width, height = page.get_size()
    if page.get_rotation() in (90, 270):
        width, height = height, width
    textpage = page.get_textpage()
    try:
        glyphs = list(_glyphs(textpage))
    finally:
        textpage.close()
    turned = Counter(glyph.turned for glyph in glyphs).most_common(1)[0][0] if glyphs else 0
    left, bottom, _, _ = page.get_cropbox()
    place = _placer(turned, left, bottom, width, height)
    if turned in (90, 270):
        width, height = height, width
    # Text across the page's direction is a stamp or a watermark.
    found = Page(number, width, height, [_char(glyph, place) for glyph in glyphs if glyph.turned == turned])
    for at, item in enumerate(page.get_objects(max_depth=3)):
        if at > _MOST_PATHS:
            break
        if item.type == pdfium.FPDF_PAGEOBJ_PATH:
            found.rules += _rules(item.raw, item.get_matrix().get(), place)
    return found


def _placer(turned: int, left: float, bottom: float, width: float, height: float) -> _Point:
    """From the file's coordinates (origin at the bottom left, page unturned) to what is seen."""

    def place(x: float, y: float) -> tuple[float, float]:
        x, y = x - left, y - bottom
        if turned == 90:
            return y, x
        if turned == 180:
            return width - x, y
        if turned == 270:
            return height - y, width - x
        return x, height - y

    return place


@dataclass(slots=True)
class _Glyph:
    """A letter in the file's coordinates; ``turned`` says how the page must be turned to read it."""

    text: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    font: str
    turned: int


def _glyphs(textpage: PdfTextPage) -> Iterator[_Glyph]:
    raw = textpage.raw
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    before: _Glyph | None = None
    for index in range(min(textpage.count_chars(), _MOST_CHARS)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        # PDFium hides a hyphen at a line's end behind this code; a number may be broken there.
        code = _HYPHEN if code == _HIDDEN_HYPHEN else code
        if code < 0x20 or code in _UNREADABLE or pdfium.FPDFText_IsGenerated(raw, index) == 1:
            continue
        text = "-" if code in _SYMBOLS else chr(code)
        if before is not None and unicodedata.combining(text):
            # A mark drawn over the letter before it is one letter with it.
            before.text = unicodedata.normalize("NFC", before.text + text)
            continue
        # The loose box is as wide as the letter's advance: gaps between these are spaces.
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, box):
            continue
        if before is not None:
            yield before
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        pdfium.FPDFText_GetMatrix(raw, index, matrix)
        # The size in the file is before the page's own scaling.
        size = pdfium.FPDFText_GetFontSize(raw, index) * math.hypot(matrix.c, matrix.d) or 1.0
        before = _Glyph(
            text,
            (box.left, box.top, box.right, box.bottom),
            (x.value, y.value),
            size,
            _font(raw, index),
            _quarter(matrix.a, matrix.b),
        )
    if before is not None:
        yield before


def _quarter(a: float, b: float) -> int:
    """By how much the page must be turned clockwise for text that runs along (a, b)."""
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 180
    return 90 if b > 0 else 270


def _char(glyph: _Glyph, place: _Point) -> Char:
    x0, y0 = place(glyph.box[0], glyph.box[1])
    x1, y1 = place(glyph.box[2], glyph.box[3])
    _, base = place(*glyph.origin)
    return Char(glyph.text, min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1), base, glyph.size, glyph.font)


def _font(raw: object, index: int) -> str:
    buffer = ctypes.create_string_buffer(_FONT_NAME)
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(raw, index, buffer, _FONT_NAME, flags)
    return _name(buffer.raw[: max(0, min(length, _FONT_NAME) - 1)])


@cache
def _name(name: bytes) -> str:
    return name.decode("utf-8", errors="replace")


def _rules(
    path: object, matrix: tuple[float, float, float, float, float, float], place: _Point
) -> Iterator[Rule]:
    """The straight sides of a drawn path; a thin filled box counts once."""
    a, b, c, d, e, f = matrix
    for outline in _outlines(path):
        points = [place(a * x + c * y + e, b * x + d * y + f) for x, y in outline]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = Rule(min(xs), min(ys), max(xs), max(ys))
        if min(box.x1 - box.x0, box.bottom - box.top) < _THIN:
            yield box
            continue
        for (x0, y0), (x1, y1) in pairwise(points):
            if abs(x0 - x1) < 1 or abs(y0 - y1) < 1:
                yield Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _outlines(path: object) -> Iterator[list[tuple[float, float]]]:
    """The points of each closed or open part of a path; curves end a part."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(path), 5000)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind != pdfium.FPDF_SEGMENT_LINETO and points:
            yield points
            points = []
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield [*points, points[0]]
            points = []
    if points:
        yield points

"""Lines of a PDF joined into the paragraphs they were typed as.

A line was broken by the program, not by the writer, when the first word of the next
line would not have fitted at its end. That test needs no guess about styles; indents,
gaps and markers decide only where the line above is full.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.readers.pdflines import Line

_MARKER = re.compile(
    r"^(?:[-–•+*]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ]\)\s|[IVX]{1,5}[.)]\s|[A-HĐ]\.\s"
    r"|(?:Điều|Chương|Mục|Phần|ĐIỀU|CHƯƠNG|MỤC|PHẦN)\s+[\dIVXLC]+\b)"
)
_CLOSED = re.compile(r"[.;:!?…/]\W{0,2}$")
_INDENT = 8.0
"""Points: less is no indent."""
_OFF_CENTRE = 5.0
"""Points by which the left and the right margin of a centred line may differ."""
_SAME = 0.7
"""Points by which the beginnings of lines with the same indent differ."""
_RAGGED = 0.3
"""Where fewer of the long lines end at one edge, the right edge is ragged."""
_WIDER = 1.18
"""Lines further apart than this share of the usual pitch have a space between paragraphs."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How pages are set: the text's edges, the line pitch by size, whether first lines are indented.

    ``indent`` is where most indented lines begin, ``None`` where there are few.
    """

    left: float
    right: float
    size: float
    pitch: dict[int, float]
    indented: bool
    indent: float | None = None

    def is_middle(self, line: Line) -> bool:
        """Whether a line stands as far from the left as from the right edge."""
        return abs((line.x0 + line.x1) - (self.left + self.right)) < _OFF_CENTRE

    def is_centred(self, line: Line) -> bool:
        """Whether a line is set in the middle and does not fill the width.

        Where the right edge is ragged the first line of a paragraph may end anywhere.
        """
        indented = self.indent is not None and abs(line.x0 - self.indent) < _SAME
        return self.is_middle(line) and line.x0 > self.left + 4 and not indented


def measure(lines: Iterable[Line]) -> Measure:
    """The measure of a document from all its body lines."""
    every = list(lines)
    if not every:
        return Measure(0, 0, 12, {}, False)
    letters = Counter[float]()
    for line in every:
        letters[round(line.size * 2) / 2] += len(line.text)
    size = letters.most_common(1)[0][0]
    body = [line for line in every if abs(line.size - size) < 1] or every
    right = _right([line.x1 for line in body if len(line.words) > 3] or [line.x1 for line in body], size)
    left = _edge([line.x0 for line in body], last=False)
    pairs = [(one, other) for one, other in pairwise(every) if 0 < other.base - one.base < 60]
    full = [(one, other) for one, other in pairs if one.x1 > right - one.size and other.x0 < left + _INDENT]
    pitches: dict[int, list[float]] = {}
    for one, other in full or pairs:
        pitches.setdefault(round(other.size), []).append(other.base - one.base)
    indents = sum(one.x0 > left + _INDENT for one, _ in full)
    return Measure(
        left,
        right,
        size,
        {key: statistics.median_low(values) for key, values in pitches.items()},
        indents > len(full) / 6,
        _indent([line.x0 for line in body], left),
    )


def _right(ends: Sequence[float], size: float) -> float:
    """Where lines end: the common edge, or where it is ragged the end of the longest line."""
    edge = _edge(ends, last=True)
    long = [end for end in ends if end > edge - 5 * size]
    filled = sum(end > edge - 3 for end in long)
    return max(ends) if filled < _RAGGED * len(long) else edge


def _indent(starts: Sequence[float], left: float) -> float | None:
    indented = Counter(round(start, 1) for start in starts if start > left + _INDENT)
    start, count = indented.most_common(1)[0] if indented else (0.0, 0)
    return start if count > len(starts) / 10 else None


def _edge(values: Sequence[float], *, last: bool) -> float:
    """The outermost position where several lines end or begin: one line may stick out."""
    counted = Counter(round(value / 2) for value in values)
    common = [key for key, count in counted.items() if count >= max(2, len(values) // 50)] or list(counted)
    return float(max(common) if last else min(common)) * 2


def goes_on(above: Line, line: Line, paragraph: Sequence[Line], how: Measure, *, same_page: bool) -> bool:
    """Whether ``line`` is the next line of the paragraph that ends with ``above``."""
    if abs(above.size - line.size) > 1 or _fits(above, line, paragraph, how):
        return False
    if same_page and _is_apart(above, line, how):
        return False
    if how.is_centred(line) and how.is_middle(above):
        return True
    if _is_title(paragraph, how) and not how.is_middle(line):
        return False
    if _MARKER.match(line.text) and _CLOSED.search(above.text):
        return False
    return _indent_allows(above, line, paragraph, how)


def _is_title(paragraph: Sequence[Line], how: Measure) -> bool:
    """Whether a paragraph is set in the middle, though some of its lines may fill the width."""
    return all(map(how.is_middle, paragraph)) and any(map(how.is_centred, paragraph))


def _fits(above: Line, line: Line, paragraph: Sequence[Line], how: Measure) -> bool:
    """Whether the first word of ``line`` had room at the end of ``above``: then the break was meant."""
    first = line.words[0]
    needed = 0.25 * line.size + first.x1 - first.x0
    if all(map(how.is_centred, paragraph)) and how.is_middle(line):
        return above.x1 - above.x0 + needed < how.right - how.left - 1
    return above.x1 + needed < how.right - 1


def _is_apart(above: Line, line: Line, how: Measure) -> bool:
    pitch = how.pitch.get(round(line.size)) or how.pitch.get(round(how.size), 0) * line.size / how.size
    return bool(pitch) and line.base - above.base > _WIDER * pitch


def _indent_allows(above: Line, line: Line, paragraph: Sequence[Line], how: Measure) -> bool:
    step = line.x0 - above.x0
    is_first = len(paragraph) == 1
    if abs(step) <= _INDENT:
        # Two lines equally indented: new paragraphs where first lines are, else one block.
        return not (is_first and how.indented and line.x0 > how.left + _INDENT)
    if step > 0:
        hangs = is_first and len(above.words) > 1 and abs(line.x0 - above.words[1].x0) <= _INDENT
        return hangs and bool(_MARKER.match(above.text))
    return is_first

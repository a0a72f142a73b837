"""What stands at the edges of pages: running heads and page numbers, and the notes at the foot."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.readers.pdfcolumns import begins_recipients
from extract.readers.pdflines import Line, Word
from extract.readers.pdfpage import Page
from extract.readers.source import superscript
from extract.text import normalise

_PAGE_NUMBER = re.compile(r"(?i)^\W*(?:trang\s*|page\s*)?(\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?\W*$")
_DIGITS = re.compile(r"\d+")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")
_EDGE = 0.12
"""The share of a page's height at its top and foot where running heads stand."""
_OVERHANG = 2
"""How many letters of a word at most reach over the edge of a page by their marks."""
_AT_EDGE = 2
"""How many lines at each end of a page may be furniture."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its raised mark (empty for the rest of the one before) and its lines."""

    mark: str
    lines: tuple[Line, ...]

    @property
    def is_finished(self) -> bool:
        """Whether the note ends as sentences do."""
        return self.lines[-1].text.endswith((".", "!", "?", "/", ".”", '."', ".)"))

    @property
    def texts(self) -> list[str]:
        """The printed lines, the mark raised."""
        first, *rest = (line.text for line in self.lines)
        if self.mark and not first.startswith(self.mark):
            first = f"{self.mark} {first.partition(' ')[2]}"
        return [first, *rest]


def without_overhang(lines: list[Line], after: Sequence[Line]) -> list[Line]:
    """The lines of a page without a last one that is only the top of letters of the next page's first line.

    Browsers draw a letter that reaches over the edge of a page on both pages.
    """
    if lines and after and all(_is_overhang(word, after[0]) for word in lines[-1].words):
        return lines[:-1]
    return lines


def _is_overhang(word: Word, line: Line) -> bool:
    return len(word.text) <= _OVERHANG and any(
        word.text in other.text and other.x0 - 1 < word.x0 and word.x1 < other.x1 + 1 and len(other.text) > 1
        for other in line.words
        if word.text.isalpha()
    )


def furniture(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[set[int]]:
    """For each page the indexes of the lines that are running heads or page numbers."""
    edges = [_edge_lines(page, own) for page, own in zip(pages, lines, strict=True)]
    counted = Counter(
        key for page, own in zip(lines, edges, strict=True) for key in {_shape(page[at]) for at in own}
    )
    needed = max(2, len(pages) // 2)
    shift = _shift(lines, edges)
    return [
        {
            at
            for at in own
            if (len(pages) > 1 and counted[_shape(page[at])] >= needed and len(page[at].words) > 1)
            or _number(page[at]) == number + shift
        }
        for number, (page, own) in enumerate(zip(lines, edges, strict=True), 1)
    ]


def _edge_lines(page: Page, lines: Sequence[Line]) -> list[int]:
    first = [at for at in range(min(_AT_EDGE, len(lines))) if lines[at].bottom < _EDGE * page.height]
    last = [
        at
        for at in range(max(0, len(lines) - _AT_EDGE), len(lines))
        if lines[at].top > (1 - _EDGE) * page.height
    ]
    return sorted({*first, *last})


def _shift(lines: Sequence[Sequence[Line]], edges: Sequence[Sequence[int]]) -> int:
    """How far printed page numbers run ahead of the pages of the file, by most pages."""
    shifts = Counter(
        found - number
        for number, (page, own) in enumerate(zip(lines, edges, strict=True), 1)
        for at in own
        if (found := _number(page[at])) is not None
    )
    return shifts.most_common(1)[0][0] if shifts else 0


def _number(line: Line) -> int | None:
    match = _PAGE_NUMBER.match(normalise(line.text).normal)
    return int(match[1]) if match else None


def _shape(line: Line) -> tuple[str, int]:
    """What a running head looks like on any page: its words without numbers, and its height on the page."""
    return _DIGITS.sub("#", line.text), round(line.base / 10)


def notes_of(
    page: Page, lines: Sequence[Line], size: float, *, unfinished: bool
) -> tuple[list[Line], list[Note]]:
    """The lines above the footnotes, and the footnotes: small lines at the foot of the page.

    They begin under a short rule, with a mark that stands raised in the text above, or, where the
    last note of the page before is ``unfinished``, at once.
    """
    first = len(lines)
    while first > 0 and lines[first - 1].size <= size - 1:
        first -= 1
    marks = {mark for line in lines[:first] for mark in _RAISED.findall(line.text)}
    unfinished = unfinished and first < len(lines) and not _is_of_recipients(lines[first])
    begins = unfinished or _rule_above(page, lines, first)
    start = next((at for at in range(first, len(lines)) if begins or _mark(lines[at], marks)), len(lines))
    notes: list[Note] = []
    for line in lines[start:]:
        mark = _mark(line, marks)
        if mark or not notes:
            notes.append(Note(mark, (line,)))
        else:
            notes[-1] = Note(notes[-1].mark, (*notes[-1].lines, line))
    return list(lines[:start]), notes


def _is_of_recipients(line: Line) -> bool:
    """Whether a line belongs to the recipients, which are set small too."""
    return begins_recipients(line) or line.text.startswith(("-", "+", "•"))


def _mark(line: Line, marks: set[str]) -> str:
    """The mark that a note's line begins with: raised, or a plain number raised in the text above."""
    raised = _RAISED.match(line.text)
    if raised:
        return raised[0]
    plain = line.words[0].text.rstrip(".)")
    return superscript(plain) if plain.isdecimal() and superscript(plain) in marks else ""


def _rule_above(page: Page, lines: Sequence[Line], first: int) -> bool:
    """Whether a short drawn line stands just above line ``first``."""
    if first >= len(lines):
        return False
    line = lines[first]
    return any(
        rule.is_horizontal
        and -2 < line.top - rule.bottom < 1.5 * line.size
        and 40 < rule.x1 - rule.x0 < 0.5 * page.width
        and abs(rule.x0 - line.x0) < 40
        for rule in page.rules
    )

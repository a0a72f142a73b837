"""Letters of a PDF page put together: words with their spaces, and lines with their raised marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from extract.readers.pdfpage import Char
from extract.readers.source import superscript
from extract.readers.wordstyle import spell_pieces

_SPACE = 0.13
"""A gap wider than this share of the size parts two words where no space is written."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a line."""

    text: str
    x0: float
    x1: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: ``base`` is where its letters stand, ``size`` that of most of them."""

    words: tuple[Word, ...]
    top: float
    bottom: float
    base: float
    size: float

    @property
    def x0(self) -> float:
        """The left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """The right end."""
        return self.words[-1].x1

    @property
    def text(self) -> str:
        """The words with a space between them."""
        return " ".join(word.text for word in self.words)

    def part(self, words: Sequence[Word]) -> Line:
        """The line with some of its words only."""
        return Line(tuple(words), self.top, self.bottom, self.base, self.size)

    def moved(self, *, down: float = 0, right: float = 0) -> Line:
        """The line shifted by so many points."""
        words = tuple(Word(word.text, word.x0 + right, word.x1 + right, word.size) for word in self.words)
        return Line(words, self.top + down, self.bottom + down, self.base + down, self.size)


def lines_of(letters: Iterable[Char]) -> list[Line]:
    """The lines that ``letters`` stand on, from top to bottom."""
    rows: list[list[Char]] = []
    for char in sorted(letters, key=lambda one: one.base):
        if rows and char.base - rows[-1][-1].base <= 0.25 * min(char.size, rows[-1][-1].size):
            rows[-1].append(char)
        else:
            rows.append([char])
    printed = [row for row in rows if any(char.text.strip() for char in row)]
    return [_line(row, raised) for row, raised in _with_raised(printed)]


def _with_raised(rows: list[list[Char]]) -> list[tuple[list[Char], list[Char]]]:
    """Each line with the small letters that stand raised in it, which sorting made a line of their own."""
    joined: list[tuple[list[Char], list[Char]]] = []
    waiting: list[Char] = []
    for row in rows:
        size = _size(row)
        raised = [char for char in waiting if _size(waiting) < 0.8 * size and _is_raised(char, row, size)]
        if waiting and len(raised) < len(waiting):
            joined.append(([char for char in waiting if char not in raised], []))
        waiting = []
        if len(row) <= 12 and all(char.text.isdecimal() or char.text.isspace() for char in row):
            # Digits alone may be marks raised over the next line, or a page's number.
            waiting = row
            if raised:
                waiting = []
                joined.append((row, raised))
            continue
        joined.append((row, raised))
    if waiting:
        joined.append((waiting, []))
    return joined


def _is_raised(char: Char, row: list[Char], size: float) -> bool:
    base = row[0].base
    return 0 < base - char.base < 0.75 * size and any(
        other.x0 - size < char.x0 < other.x1 + size for other in row
    )


def _size(row: list[Char]) -> float:
    sizes = sorted(char.size for char in row if char.text.strip()) or [row[0].size]
    return sizes[len(sizes) // 2]


def _line(row: list[Char], raised: list[Char]) -> Line:
    size = _size(row)
    marks = {id(char) for char in raised}
    words: list[Word] = []
    word: list[Char] = []
    for char in sorted([*row, *raised], key=lambda one: one.x0):
        if not char.text.strip():
            words += _word(word, marks, size)
            word = []
            continue
        if word and char.x0 - max(one.x1 for one in word[-2:]) > _SPACE * size:
            words += _word(word, marks, size)
            word = []
        word.append(char)
    words += _word(word, marks, size)
    base = sorted(char.base for char in row)[len(row) // 2]
    visible = [char for char in row if char.text.strip()]
    return Line(
        tuple(words),
        min(char.top for char in visible),
        max(char.bottom for char in visible),
        base,
        size,
    )


def _word(chars: list[Char], marks: set[int], size: float) -> list[Word]:
    if not chars:
        return []
    text = ""
    for font, group in groupby(chars, key=lambda char: char.font):
        for raised, run in groupby(group, key=lambda char: _is_mark(char, marks, size)):
            part = "".join(char.text for char in run)
            text += superscript(part) if raised else spell_pieces(part, font, False)
    return [Word(text, chars[0].x0, max(char.x1 for char in chars), chars[0].size)]


def _is_mark(char: Char, marks: set[int], size: float) -> bool:
    """Whether a digit is set small and high: a footnote's mark."""
    return char.text.isdecimal() and (id(char) in marks or char.size < 0.75 * size)

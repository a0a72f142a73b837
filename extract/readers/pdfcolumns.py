"""The two columns without ruled lines of a PDF page: the letterhead, and recipients beside the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.layout import is_type_line
from extract.readers.letterhead import is_letterhead, rows_of_letterhead
from extract.readers.pdflines import Line, Word
from extract.readers.source import join_lines
from extract.text import normalise

_RECIPIENTS = re.compile(r"(?i)^\W*nơi (?:nhận|gửi)\b")
_BROKEN_NATION = re.compile(r"CỘNG HÒA XÃ HỘI(?: CHỦ)?$")
_FILED = re.compile(r"^\W*Lưu\b")
_DATE = re.compile(r"(?i)\bngày\b.*\btháng\b")
_NEAR = 4
"""Lines within which the other column must begin."""
_GAP = 0.8
"""The narrowest gutter between two filled columns, in letter sizes."""
_SHIFT = 6
"""How far, in letter sizes, centred lines of a column may begin from the first one."""
_BROAD = 2.0
"""A gap that only a gutter has."""


@dataclass(frozen=True, slots=True)
class Band:
    """Lines ``first`` to ``last`` (exclusive) of a page that stand in two columns, and the rows they give."""

    first: int
    last: int
    rows: tuple[tuple[str, ...], ...]
    gutter: tuple[float, float] = (0.0, 0.0)


def bands_of(lines: Sequence[Line], left: float, right: float) -> list[Band]:
    """The two-column parts of a page whose text runs from ``left`` to ``right``."""
    found: list[Band] = []
    at = 0
    while at < len(lines):
        band = _letterhead(lines, at, left, right) or _signature(lines, at, left, right)
        if band:
            found.append(band)
        at = band.last if band else at + 1
    return found


def _letterhead(lines: Sequence[Line], at: int, left: float, right: float) -> Band | None:
    """A letterhead whose nation's name stands on line ``at`` with the issuer left of it."""
    line = lines[at]
    if not _names_nation(line.text):
        return None
    gutter = _gutter_before_nation(line) or _gutter_below(lines, at)
    if gutter is None:
        return None
    first = at
    while first > 0 and at - first < _NEAR and _fits(lines[first - 1], gutter, left, right):
        first -= 1
    last = at + 1
    dated = False
    while last < len(lines) and _fits(lines[last], gutter, left, right):
        if dated and not _ends_letterhead(lines[last - 1], lines[last], gutter):
            break
        dated = dated or bool(_DATE.search(normalise(lines[last].text).normal))
        last += 1
    rows = rows_of_letterhead(_columns(lines[first:last], gutter))
    return Band(first, last, tuple(map(tuple, rows))) if rows else None


def _ends_letterhead(above: Line, line: Line, gutter: tuple[float, float]) -> bool:
    """Whether a line below the date is still of the letterhead: a subject, or the date's last word."""
    if line.base - above.base > 2 * line.size:
        return False
    return line.x1 <= gutter[1] or (line.x0 >= gutter[0] and len(line.words) < 5)


def _names_nation(text: str) -> bool:
    """Whether a line holds the nation's name, or the beginning of it where a narrow column breaks it."""
    return is_letterhead(text) or bool(_BROKEN_NATION.search(normalise(text).normal))


def _gutter_before_nation(line: Line) -> tuple[float, float] | None:
    """The gap before the nation's name, where other words stand left of it."""
    for at in range(len(line.words) - 1, 0, -1):
        if _names_nation(" ".join(word.text for word in line.words[at:])):
            return line.words[at - 1].x1, line.words[at].x0
    return None


def _gutter_below(lines: Sequence[Line], at: int) -> tuple[float, float] | None:
    """The gap in the next lines, where the nation's name stands a little above or below the issuer."""
    nation = lines[at]
    for line in lines[max(0, at - 2) : at + _NEAR]:
        words = [word for word in line.words if word.x1 < nation.x0]
        if words and line is not nation:
            return max(word.x1 for word in words), nation.x0
    return None


def begins_recipients(line: Line) -> bool:
    """Whether a line opens the list of recipients."""
    return bool(_RECIPIENTS.match(normalise(line.text).normal))


def _signature(lines: Sequence[Line], at: int, left: float, right: float) -> Band | None:
    """Recipients beside the signature; ``None`` where the signature stands below them."""
    if not begins_recipients(lines[at]):
        return None
    gutter = _gutter_of_signature(lines, at, left, right)
    if gutter is None:
        return None
    first = at
    while (
        first > 0
        and at - first < _NEAR
        and lines[first - 1].x0 >= gutter[0]
        and lines[first - 1].text.isupper()
    ):
        first -= 1
    last = at + 1
    while last < len(lines) and _fits(lines[last], gutter, left, right):
        if is_type_line(lines[last].text) or _opens_annex(lines[first:last], lines[last], gutter):
            break
        last += 1
    row = tuple(join_lines(column) for column in _columns(lines[first:last], gutter))
    return Band(first, last, (row,), gutter)


def _opens_annex(above: Sequence[Line], line: Line, gutter: tuple[float, float]) -> bool:
    """Whether a line of capitals stands below the filing line, the last of the recipients ("Lưu: VT")."""
    filed = any(_FILED.match(normalise(one.text).normal) for one in above)
    capitals, beside = _split(line, gutter)
    return filed and not beside and len(capitals) > 1 and line.text.isupper()


def rest_of_recipients(band: Band, lines: Sequence[Line], left: float, right: float) -> int:
    """How many lines at the top of the next page go on with the recipients and signature of ``band``."""
    finished = band.rows[0][0].endswith((";", ".", ":"))
    if not lines or (finished and not lines[0].text.startswith(("-", "+"))):
        return 0
    count = 0
    while count < len(lines) and _fits(lines[count], band.gutter, left, right):
        count += 1
    return count


def _gutter_of_signature(
    lines: Sequence[Line], at: int, left: float, right: float
) -> tuple[float, float] | None:
    middle = left + 0.35 * (right - left)
    for line in [lines[at], *reversed(lines[max(0, at - _NEAR) : at]), *lines[at + 1 : at + 1 + _NEAR]]:
        for word, after in zip(line.words, line.words[1:], strict=False):
            if after.x0 >= middle and after.x0 - word.x1 >= _BROAD * line.size:
                return after.x0 - _GAP * line.size, after.x0
        if line.x0 >= middle and line is not lines[at]:
            return line.x0 - _GAP * line.size, line.x0
    return None


def _fits(line: Line, gutter: tuple[float, float], left: float, right: float) -> bool:
    """Whether no word of ``line`` crosses the gutter; a line centred on the page is in neither."""
    before, after = _split(line, gutter)
    if before and after:
        return after[0].x0 - before[-1].x1 >= _needed(line, gutter)
    alone_in_middle = abs((line.x0 + line.x1) / 2 - (left + right) / 2) < line.size / 2
    return not alone_in_middle and bool(
        (before and before[-1].x1 <= gutter[1] + line.size)
        or (after and after[0].x0 >= gutter[0] - _SHIFT * line.size)
    )


def _needed(line: Line, gutter: tuple[float, float]) -> float:
    """How wide the gap between the columns is at least: less where the gutter itself is narrow."""
    return max(0.2 * line.size, min(_GAP * line.size, 0.9 * (gutter[1] - gutter[0])))


def _split(line: Line, gutter: tuple[float, float]) -> tuple[list[Word], list[Word]]:
    """The words of a line left and right of the gutter: parted at the widest gap that touches it."""
    middle = (gutter[0] + gutter[1]) / 2
    gaps = [
        (after.x0 - word.x1, at)
        for at, (word, after) in enumerate(zip(line.words, line.words[1:], strict=False), 1)
        if word.x1 <= gutter[1] + _SHIFT * line.size and after.x0 >= gutter[0] - _SHIFT * line.size
    ]
    width, at = max(gaps, default=(0.0, 0))
    if width >= _needed(line, gutter):
        return list(line.words[:at]), list(line.words[at:])
    if (line.x0 + line.x1) / 2 < middle:
        return list(line.words), []
    return [], list(line.words)


def _columns(lines: Sequence[Line], gutter: tuple[float, float]) -> list[list[str]]:
    columns: list[list[str]] = [[], []]
    for line in lines:
        for column, words in zip(columns, _split(line, gutter), strict=True):
            if words:
                column.append(line.part(words).text)
    return [list(_without_rules(column)) for column in columns]


def _without_rules(column: list[str]) -> Iterator[str]:
    """The lines with words in them: a letterhead has a drawn line below the names."""
    for text in column:
        if re.search(r"\w", text.replace("_", "")):
            yield text

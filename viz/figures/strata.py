"""Where the documents of a chain stand: rows of levels, the Party beside the State, and columns of time.

A column is a period (a month, a quarter, a year) in which something is dated; empty
periods are left out, so that time is the order and not the measure. Documents of one
row and period stand under each other in the order of their days.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from viz.card import LEVELS, Card

Unit = Literal["month", "quarter", "year"]
Key = TypeVar("Key")
UNITS: tuple[Unit, ...] = ("month", "quarter", "year")
Row = tuple[str, bool]
"""A level, and whether it is the Party's row of it."""
Period = tuple[str, int]
"""A year and the month or quarter in it: 0 where the unit is the year, 99 where only the year is known."""

WHOLE_YEAR = 99
UNDATED: Period = ("9999", WHOLE_YEAR)

_MONTHS_OF = {"month": 1, "quarter": 3}


@dataclass(frozen=True, slots=True)
class Mode:
    """How documents are drawn: a cell's size in inches, and the most documents that are drawn so."""

    name: Literal["cards", "names", "bubbles"]
    width: float
    height: float
    most: int


CARDS = Mode("cards", 1.6, 0.72, 40)
NAMES = Mode("names", 1.04, 0.17, 220)
BUBBLES = Mode("bubbles", 0.62, 0.62, 10**9)


@dataclass(frozen=True, slots=True)
class Strata:
    """A plan of rows and columns; ``tracks`` is how many cells a column is wide, ``lines`` a row is high."""

    mode: Mode
    unit: Unit
    rows: tuple[Row, ...]
    periods: tuple[Period, ...]
    cells: dict[tuple[Row, Period], tuple[Card, ...]]
    tracks: dict[Period, int]
    lines: dict[Row, int]

    def place(self, card: Card) -> tuple[Row, Period]:
        """The row and the column of a document."""
        return row_of(card), period_of(card.date, self.unit)


def row_of(card: Card) -> Row:
    """The row that a document stands in."""
    return card.level, card.kind == "party"


def period_of(date: str, unit: Unit) -> Period:
    """The period of a date that is as precise as known."""
    if not date:
        return UNDATED
    year, *rest = date.split("-")
    if unit == "year":
        return year, 0
    return year, (int(rest[0]) - 1) // _MONTHS_OF[unit] + 1 if rest else WHOLE_YEAR


def strata(cards: Sequence[Card], width: float, height: float) -> Strata:
    """The plan for a body of so many inches: the most telling mode and the finest periods that fit it."""
    for mode in (CARDS, NAMES):
        if len(cards) > mode.most:
            continue
        for unit in UNITS:
            plan = _fitted(cards, mode, unit, int(width // mode.width), height)
            if plan:
                return plan
    return _bubbles(cards, int(width // BUBBLES.width))


def _fitted(cards: Sequence[Card], mode: Mode, unit: Unit, across: int, height: float) -> Strata | None:
    """The plan with the lowest stacks that is at most so wide and high, if there is one."""
    cells = _cells(cards, unit)
    for stack in range(1, int(height // mode.height) + 1):
        tracks = _most((period, -(-len(held) // stack)) for (_, period), held in cells.items())
        if sum(tracks.values()) > across:
            continue
        lines = _most((row, -(-len(held) // tracks[period])) for (row, period), held in cells.items())
        plan = _plan(mode, unit, cells, tracks, lines)
        return plan if sum(lines.values()) * mode.height <= height else None
    return None


def _bubbles(cards: Sequence[Card], across: int) -> Strata:
    """One bubble a row and period, by the finest periods that fit; years fit always, if closely."""
    for unit in UNITS:
        cells = _cells(cards, unit)
        tracks = {period: 1 for _, period in cells}
        if len(tracks) <= across:
            break
    return _plan(BUBBLES, unit, cells, tracks, {row: 1 for row, _ in cells})


def _cells(cards: Iterable[Card], unit: Unit) -> dict[tuple[Row, Period], tuple[Card, ...]]:
    found: dict[tuple[Row, Period], list[Card]] = defaultdict(list)
    for card in sorted(cards, key=lambda card: card.age):
        found[row_of(card), period_of(card.date, unit)].append(card)
    return {place: tuple(held) for place, held in found.items()}


def _most(counts: Iterable[tuple[Key, int]]) -> dict[Key, int]:
    found: Counter[Key] = Counter()
    for key, count in counts:
        found[key] = max(found[key], count)
    return dict(found)


def _plan(
    mode: Mode,
    unit: Unit,
    cells: dict[tuple[Row, Period], tuple[Card, ...]],
    tracks: dict[Period, int],
    lines: dict[Row, int],
) -> Strata:
    rows = sorted(lines, key=lambda row: (LEVELS.index(row[0]), not row[1]))
    return Strata(mode, unit, tuple(rows), tuple(sorted(tracks)), cells, tracks, lines)

"""Lining up what several documents say of the same thing: rows with a cell for each document.

The first document that has something opens the rows. Each later one is matched with
the rows there are, the likest first: two things go into one row when each is the
other's best match among those not yet matched and their likeness reaches the
threshold; whatever is left opens a row of its own. So nothing is matched twice and
nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
Likeness = Callable[[Thing, Thing], float]
"""From 0 to 100; 0 where two things cannot be the same."""


@dataclass(frozen=True, slots=True)
class Cell(Generic[Thing]):
    """A thing in a row, and how like it is to the thing that it was matched with; 100 for the first."""

    thing: Thing
    likeness: float


@dataclass(frozen=True, slots=True)
class Row(Generic[Thing]):
    """What the documents say of one thing, in their order; ``None`` where one says nothing."""

    cells: tuple[Cell[Thing] | None, ...]

    @property
    def filled(self) -> int:
        """How many documents have it."""
        return sum(cell is not None for cell in self.cells)


def align(
    columns: Sequence[Sequence[Thing]], likeness: Likeness[Thing], least: float
) -> tuple[Row[Thing], ...]:
    """The rows of some columns of things; ``least`` is the likeness from which two are one."""
    rows: list[list[Cell[Thing] | None]] = []
    for place, things in enumerate(columns):
        pairs = _mutual([_leader(row) for row in rows], things, likeness, least)
        for row, _ in enumerate(rows):
            found = pairs.get(row)
            rows[row].append(Cell(things[found[0]], found[1]) if found else None)
        taken = {at for at, _ in pairs.values()}
        rows += [
            [*([None] * place), Cell(thing, 100.0)] for at, thing in enumerate(things) if at not in taken
        ]
    return tuple(Row(tuple(row)) for row in rows)


def _leader(row: Sequence[Cell[Thing] | None]) -> Thing:
    """The first thing of a row, which stands for it."""
    return next(cell.thing for cell in row if cell)


def _mutual(
    leaders: Sequence[Thing], things: Sequence[Thing], likeness: Likeness[Thing], least: float
) -> dict[int, tuple[int, float]]:
    """Row → the place of the thing matched with it, and the likeness; the earlier wins among equals."""
    scored = (
        (-score, row, at)
        for row, leader in enumerate(leaders)
        for at, thing in enumerate(things)
        if (score := likeness(leader, thing)) >= least and score > 0
    )
    found: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for score, row, at in sorted(scored):
        if row not in found and at not in taken:
            found[row] = (at, -score)
            taken.add(at)
    return found

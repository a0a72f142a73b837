"""The grid of provinces: one square a province, roughly where it lies, for every day.

The squares are our own arrangement (``viz/tiles.csv``): no outline of the provinces is to be
had as open data. ``since`` is the day from which a grid holds; a province and the one
that only renamed it share their square.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from importlib.resources import files

Tile = tuple[int, int]
"""Row from the north and column from the west, from 0."""


def tiles_on(day: date) -> dict[str, Tile]:
    """The square of each province of a day by its slug."""
    since = max(begin for begin in _grids() if begin <= day.isoformat())
    return _grids()[since]


@cache
def _grids() -> dict[str, dict[str, Tile]]:
    found: dict[str, dict[str, Tile]] = {}
    with files("viz").joinpath("tiles.csv").open("r", encoding="utf-8") as file:
        for line in csv.DictReader(file):
            grid = found.setdefault(line["since"], {})
            grid[line["slug"]] = int(line["row"]), int(line["column"])
    return found

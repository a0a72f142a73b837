"""Legends: small samples with their words, in lines as wide as the figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle

from viz.figures.sheet import LABEL
from viz.figures.type import width_of
from viz.styles import palette

SIZE = LABEL - 1
LINE = 0.2
_SAMPLE = {"box": 0.17, "dot": 0.1, "line": 0.36}
_HIGH = 0.11
_APART = 0.26


@dataclass(frozen=True, slots=True)
class Entry:
    """A sample and its words: a box or dot of a fill and an edge, or a line; ``dashes`` are matplotlib's."""

    text: str
    fill: str
    edge: str
    shape: Literal["box", "dot", "line"] = "box"
    hatch: str = ""
    dashes: Any = "-"
    width: float = 1.0

    @property
    def room(self) -> float:
        """The inches it takes in a line, with the space after it."""
        return _SAMPLE[self.shape] + 0.07 + width_of(self.text, SIZE) + _APART


def lines_of(entries: Sequence[Entry], width: float) -> list[list[Entry]]:
    """The entries in lines of at most ``width`` inches."""
    lines: list[list[Entry]] = [[]]
    for entry in entries:
        if lines[-1] and sum(one.room for one in [*lines[-1], entry]) - _APART > width:
            lines.append([])
        lines[-1].append(entry)
    return lines


def draw_legend(axes: Axes, entries: Sequence[Entry], x: float, y: float, width: float) -> None:
    """Draw the entries from a corner on, on axes in inches with y downwards."""
    for number, line in enumerate(lines_of(entries, width)):
        left = x
        for entry in line:
            _draw(axes, entry, left, y + number * LINE + LINE / 2)
            left += entry.room


def _draw(axes: Axes, entry: Entry, x: float, y: float) -> None:
    sample = _SAMPLE[entry.shape]
    look = {"edgecolor": entry.edge, "linewidth": entry.width, "linestyle": entry.dashes}
    if entry.shape == "line":
        axes.plot([x, x + sample], [y, y], color=entry.edge, linewidth=entry.width, linestyle=entry.dashes)
    elif entry.shape == "dot":
        axes.add_patch(Circle((x + sample / 2, y), sample / 2, facecolor=entry.fill, **look))
    else:
        corner = (x, y - _HIGH / 2)
        axes.add_patch(Rectangle(corner, sample, _HIGH, facecolor=entry.fill, hatch=entry.hatch, **look))
    color = palette()["ink"]
    axes.text(x + sample + 0.07, y, entry.text, size=SIZE, color=color, va="center_baseline")

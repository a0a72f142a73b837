"""The figures of coverage by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from viz.figures.adoption import adoption_figure
from viz.figures.delays import delay_figure
from viz.figures.map import map_figure
from viz.figures.matrix import coverage_figure
from viz.figures.sheet import Drawing

CoverageFigure = Literal["coverage", "map", "adoption", "delay"]

FIGURES: dict[CoverageFigure, Callable[..., Drawing]] = {
    "coverage": coverage_figure,
    "map": map_figure,
    "adoption": adoption_figure,
    "delay": delay_figure,
}
"""Each takes a ``Coverage``, the ``Chains`` it was made from, and ``lang``."""

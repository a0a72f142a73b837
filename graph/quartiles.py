"""Where the middle of some numbers of days lies, and how far they spread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Quartiles:
    """How many numbers there are, the least, the quartiles (linear between neighbours) and the greatest.

    All but ``count`` are ``None`` when there are no numbers.
    """

    count: int
    least: float | None = None
    first: float | None = None
    median: float | None = None
    third: float | None = None
    most: float | None = None


def quartiles(numbers: Iterable[float]) -> Quartiles:
    """The quartiles of some numbers.

    >>> quartiles([30, 10, 20])
    Quartiles(count=3, least=10.0, first=15.0, median=20.0, third=25.0, most=30.0)
    """
    listed = np.fromiter(numbers, np.float64)
    if not len(listed):
        return Quartiles(0)
    return Quartiles(len(listed), *np.quantile(listed, (0, 0.25, 0.5, 0.75, 1)).tolist())

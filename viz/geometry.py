"""Points, boxes and the curve of a stroke, in picture units with y downwards."""

from __future__ import annotations

from dataclasses import dataclass

Point = tuple[float, float]

BEND = 0.42
"""Roundness of the lines: how far, as a share of the height, a curve runs straight before it turns."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle by its middle and its size."""

    x: float
    y: float
    width: float
    height: float

    def touches(self, other: Box) -> bool:
        """Whether the two rectangles share any area."""
        return (
            abs(self.x - other.x) * 2 < self.width + other.width
            and abs(self.y - other.y) * 2 < self.height + other.height
        )


def curve(start: Point, end: Point, share: float) -> Point:
    """The point at ``share`` (0 to 1) of the line from ``start`` to ``end``.

    It is the cubic curve that vis-network draws for smooth lines of type
    cubicBezier forced vertical.
    """
    bend = BEND * (start[1] - end[1])
    controls = (start, (start[0], start[1] - bend), (end[0], end[1] + bend), end)
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    return (
        sum(weight * point[0] for weight, point in zip(weights, controls, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, controls, strict=True)),
    )

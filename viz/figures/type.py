"""The type of the figures: DejaVu Sans, which comes with matplotlib and has every Vietnamese letter.

SVG files keep their text as text, so that it can be searched, copied and read aloud.
DejaVu Sans is wider than the fonts that stand in for it elsewhere: what fits here fits there.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Literal

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

FAMILY = "DejaVu Sans"

STAND_INS = "'DejaVu Sans', 'Noto Sans', 'Segoe UI', Roboto, Arial, sans-serif"
"""The fonts that a viewer of an SVG file may use, in order of preference."""

Weight = Literal["normal", "bold"]

POINTS = 72.0
"""Points to an inch."""

_MORE = "…"

_LONGEST = 400
"""Letters of a line that are looked at: more than any figure has room for."""


@lru_cache(maxsize=50_000)
def width_of(text: str, size: float, weight: Weight = "normal") -> float:
    """The width in inches of one line in ``size`` points."""
    font = FontProperties(family=FAMILY, size=size, weight=weight)
    width, _, _ = TextToPath().get_text_width_height_descent(text, font, ismath=False)
    return float(width) / POINTS


def wrapped(text: str, room: float, size: float, weight: Weight = "normal") -> list[str]:
    """The text in lines of at most ``room`` inches, broken between words; a longer word stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, weight) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def cut(text: str, room: float, size: float, weight: Weight = "normal") -> str:
    """The text, shortened with an ellipsis where it is wider than ``room`` inches."""
    if len(text) <= _LONGEST and width_of(text, size, weight) <= room:
        return text
    longest = bisect_right(
        range(1, min(len(text), _LONGEST)),
        room,
        key=lambda length: width_of(text[:length] + _MORE, size, weight),
    )
    return text[: max(longest, 1)].rstrip() + _MORE


def fitted(text: str, room: float, lines: int, size: float, weight: Weight = "normal") -> list[str]:
    """The text in at most so many lines of ``room`` inches, the last one shortened where it must be."""
    found = wrapped(text, room, size, weight)
    if len(found) > lines:
        found = [*found[: lines - 1], " ".join(found[lines - 1 :])]
    return [cut(line, room, size, weight) for line in found]

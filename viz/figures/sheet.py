"""The sheet that a figure is drawn on: its title above, its notes below, and how it becomes a file.

Lengths are inches, y grows downwards from the top of the sheet's body. The same data
gives the same bytes: no dates, no names of programs, identifiers of fixed salt.
"""

from __future__ import annotations

import hashlib
import io
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from viz.figures.type import FAMILY, POINTS, STAND_INS, Weight, wrapped
from viz.styles import palette

MARGIN = 0.3
TITLE = 13.0
NOTE = 7.5
LABEL = 8.0
_LEADING = 1.35
_GAP = 0.14
_DOTS = 160

_STYLE: Any = {
    "font.family": [FAMILY],
    "svg.fonttype": "none",
    "svg.hashsalt": "cancu",
    "svg.image_inline": True,
    "text.parse_math": False,
    # Letters stand at their true widths: hinting would widen small type beyond what was measured.
    "text.hinting": "none",
    "axes.unicode_minus": False,
    "hatch.linewidth": 0.7,
    "path.simplify": False,
}
Line = tuple[str, float, Weight, str]
"""Words, their size and weight, and the name of their colour."""

_lock = threading.RLock()


@contextmanager
def drawing_style() -> Iterator[None]:
    """The settings of matplotlib that figures are made and written with; one figure at a time.

    They are global to matplotlib, which is not made for threads.
    """
    with _lock, matplotlib.rc_context(_STYLE):
        yield


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure; its title and notes (what it counts and leaves out) also describe it in words."""

    figure: Figure
    title: str
    notes: tuple[str, ...]

    def svg(self) -> str:
        """The figure as SVG, with its title and notes as description for those who cannot see it."""
        written = self._written(FigureCanvasSVG, "print_svg", metadata=_NOTHING).decode()
        return _title_in(_slim(written), self)

    def inline(self) -> str:
        """The SVG element alone, to stand inside a page; its identifiers are of this figure alone."""
        svg = self.svg()
        own = hashlib.sha256(svg.encode()).hexdigest()[:8]
        svg = svg[svg.index("<svg") :]
        svg = _ID.sub(rf'\1"{own}-\2"', svg)
        return _REFERENCE.sub(rf"\1#{own}-", svg).replace(
            'aria-labelledby="title about"', f'aria-labelledby="{own}-title {own}-about"'
        )

    def png(self, dots: int = _DOTS) -> bytes:
        """The figure as PNG of ``dots`` to the inch."""
        return self._written(FigureCanvasAgg, "print_png", dpi=dots, metadata={"Software": None})

    def _written(self, canvas: Callable[[Figure], Any], method: str, **options: Any) -> bytes:
        dots, resolution = options.pop("dpi", None), self.figure.dpi
        file = io.BytesIO()
        with drawing_style():
            self.figure.set_dpi(dots or POINTS)
            getattr(canvas(self.figure), method)(file, **options)
            self.figure.set_dpi(resolution)
        return file.getvalue()


_ID = re.compile(r'( id=)"([^"]+)"')
_REFERENCE = re.compile(r"(url\(|href=\")#")
_UNTURNED = re.compile(r' transform="rotate\(-?0 [^"]*\)"')
_NOTHING = {"Date": None, "Creator": None, "Format": None, "Type": None}


def _slim(svg: str) -> str:
    """The same picture in fewer bytes: the fonts said once, and no turning by nothing."""
    svg = _UNTURNED.sub("", svg.replace(f"font-family: '{FAMILY}'; ", ""))
    return svg.replace("<svg ", f'<svg font-family="{STAND_INS}" ', 1)


def _title_in(svg: str, drawing: Drawing) -> str:
    words = (
        f'role="img" aria-labelledby="title about">\n <title id="title">{escape(drawing.title)}</title>\n'
        f' <desc id="about">{escape(" ".join(drawing.notes))}</desc>'
    )
    start = svg.index("<svg")
    end = svg.index(">", start)
    return f"{svg[:end]} {words}{svg[end + 1 :]}"


@dataclass(slots=True)
class Sheet:
    """A sheet with a body of ``width`` by ``height`` inches, its title above and its notes below it."""

    width: float
    height: float
    title: str
    notes: Sequence[str]
    subtitle: str = ""
    figure: Figure = field(init=False)
    _top: float = field(init=False)
    _whole: tuple[float, float] = field(init=False)

    def __post_init__(self) -> None:
        head: list[Line] = [
            (line, TITLE, "bold", "ink") for line in wrapped(self.title, self.width, TITLE, "bold")
        ]
        head += [(line, LABEL, "normal", "muted") for line in wrapped(self.subtitle, self.width, LABEL)]
        foot: list[Line] = [
            (line, NOTE, "normal", "muted") for note in self.notes for line in wrapped(note, self.width, NOTE)
        ]
        self._top = MARGIN + _height(head) + _GAP
        whole = self._top + self.height + _GAP + _height(foot) + MARGIN
        self._whole = (self.width + 2 * MARGIN, whole)
        self.figure = Figure(figsize=self._whole, facecolor=palette()["paper"])
        self._write(head, MARGIN)
        self._write(foot, self._top + self.height + _GAP)

    def _write(self, lines: Iterable[Line], y: float) -> None:
        width, whole = self._whole
        for text, size, weight, color in lines:
            y += _line(size)
            self.figure.text(
                MARGIN / width,
                1 - (y - 0.3 * _line(size)) / whole,
                text,
                size=size,
                weight=weight,
                color=palette()[color],
                va="baseline",
            )

    def canvas(self) -> Axes:
        """Axes over the whole body in inches, y downwards, without any frame."""
        axes = self.plot(0, 0, self.width, self.height)
        axes.set(xlim=(0, self.width), ylim=(self.height, 0))
        axes.set_axis_off()
        return axes

    def plot(self, x: float, y: float, width: float, height: float) -> Axes:
        """Axes for data in a part of the body, given by its top left corner and its size."""
        across, down = self._whole
        bottom = down - self._top - y - height
        axes = self.figure.add_axes(
            ((MARGIN + x) / across, bottom / down, width / across, height / down), facecolor="none"
        )
        axes.tick_params(labelsize=LABEL, colors=palette()["muted"], length=3)
        for side, spine in axes.spines.items():
            spine.set_visible(side in ("left", "bottom"))
            spine.set_color(palette()["line"])
        return axes

    def drawing(self) -> Drawing:
        """The finished figure."""
        about = (self.subtitle, *self.notes) if self.subtitle else tuple(self.notes)
        return Drawing(self.figure, self.title, about)


def _line(size: float) -> float:
    return size * _LEADING / POINTS


def _height(lines: Iterable[Line]) -> float:
    return sum(_line(size) for _, size, _, _ in lines)

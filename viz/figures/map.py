"""The map of coverage: a tile a province, coloured by the best it has, with a box for each stage."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from graph.chains import Chains
from graph.coverage import Coverage, Row
from ontology.areas import areas
from viz.figures.covering import day_line, legend_of, look, notes_of, stage_names, title_of
from viz.figures.legend import LINE, draw_legend
from viz.figures.sheet import Drawing, Sheet, drawing_style
from viz.figures.tiles import Tile, tiles_on
from viz.figures.type import fitted, width_of
from viz.styles import ink_on, state_styles
from viz.texts import Texts, texts

_WIDE = 1.14
_LEAST = 6.4
_GAP = 0.05
_TALL = 0.56
_NAME = 6.8
_STRIP = 0.085


def map_figure(found: Coverage, chains: Chains, *, lang: str = "vi") -> Drawing:
    """The provinces of a document's coverage as tiles, roughly where they lie."""
    words = texts(lang)
    tiles = tiles_on(found.on)
    places = [tiles[row.province] for row in found.rows]
    down, across = (max(place[side] for place in tiles.values()) + 1 for side in (0, 1))
    width = max(_LEAST, across * _WIDE)
    entries = legend_of((cell.state for row in found.rows for cell in row.cells), words)
    with drawing_style():
        sheet = Sheet(
            width,
            down * _TALL,
            title_of(found, words),
            [
                words.say("map_reading", stages="; ".join(stage_names(found, words))),
                *notes_of(found, chains, words),
            ],
            subtitle=day_line(found, words),
        )
        axes = sheet.canvas()
        for row, place in zip(found.rows, places, strict=True):
            _tile(axes, row, place, words)
        # The south-west of the sea of tiles is empty between the north and the Mekong delta.
        for number, entry in enumerate(entries):
            draw_legend(axes, [entry], 0, (down * 0.42) * _TALL + number * LINE, width)
        return sheet.drawing()


def _tile(axes: Axes, row: Row, place: Tile, words: Texts) -> None:
    top, left = place[0] * _TALL + _GAP / 2, place[1] * _WIDE + _GAP / 2
    width, height = _WIDE - _GAP, _TALL - _GAP
    state = row.state
    box = Rectangle((left, top), width, height, **look(state))
    box.set_gid(f"tile-{row.province}")
    axes.add_patch(box)
    ground = state_styles()[state].fill
    lines = fitted(areas()[row.province].name, width - 0.08, 2, _NAME, "bold")
    days = words.say("days_after", days=row.days) if row.days is not None else ""
    shown = [(line, _NAME, "bold") for line in lines] + ([(days, _NAME - 0.6, "normal")] if days else [])
    if state_styles()[state].hatch:
        room = max(width_of(text, size) for text, size, _ in shown) + 0.12
        clear = Rectangle(
            (left + width / 2 - min(room, width - 0.06) / 2, top + 0.05), min(room, width - 0.06),
            height - _STRIP - 0.1, color=ground, linewidth=0,
        )  # fmt: skip
        axes.add_patch(clear)
    middle = top + (height - _STRIP) / 2 - (len(shown) - 1) * 0.06
    for number, (text, size, weight) in enumerate(shown):
        axes.text(
            left + width / 2, middle + number * 0.12, text, size=size, weight=weight, color=ink_on(ground),
            ha="center", va="center",
        )  # fmt: skip
    _strip(axes, row, left, top + height - _STRIP, width)


def _strip(axes: Axes, row: Row, left: float, top: float, width: float) -> None:
    """A box for each stage along the lower edge of a tile."""
    each = width / len(row.cells)
    for number, cell in enumerate(row.cells):
        box = Rectangle((left + number * each, top), each, _STRIP, **look(cell.state))
        box.set_gid(f"stage-{row.province}-{cell.stage}")
        axes.add_patch(box)

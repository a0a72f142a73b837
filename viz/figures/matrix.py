"""The matrix of coverage: provinces by stages, a day or a gap in each cell."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from graph.chains import Chains
from graph.coverage import Cell, Coverage, Row
from ontology.areas import areas
from viz.card import card_of
from viz.figures.covering import cell_words, day_line, legend_of, look, notes_of, stage_names, title_of
from viz.figures.legend import LINE, draw_legend, lines_of
from viz.figures.sheet import LABEL, Drawing, Sheet, drawing_style
from viz.figures.type import cut, fitted
from viz.styles import ink_on, palette, state_styles
from viz.texts import Texts, texts

WIDTH = 11.3
_NAME = 1.3
_LINE = 0.205
_HEAD = 0.36
_APART = 0.3
_BLOCK = 34
"""Rows in one block; more provinces stand in two blocks side by side."""

_SIZE = 6.5


def coverage_figure(found: Coverage, chains: Chains, *, lang: str = "vi") -> Drawing:
    """The matrix of a document's coverage, the provinces quickest to carry it out first."""
    words = texts(lang)
    rows = found.by_delay()
    deep = -(-len(rows) // 2) if len(rows) > _BLOCK else len(rows)
    blocks = [rows[start : start + deep] for start in range(0, len(rows), deep)]
    entries = legend_of((cell.state for row in rows for cell in row.cells), words)
    legend = LINE * len(lines_of(entries, WIDTH)) + 0.1
    name = card_of(found.document).name(words)
    with drawing_style():
        sheet = Sheet(
            WIDTH,
            legend + _HEAD + deep * _LINE,
            title_of(found, words),
            [words.say("coverage_reading", name=name), *notes_of(found, chains, words)],
            subtitle=day_line(found, words),
        )
        axes = sheet.canvas()
        draw_legend(axes, entries, 0, 0, WIDTH)
        width = (WIDTH - _APART) / 2 if len(blocks) > 1 else min(WIDTH, _NAME + 1.75 * len(found.stages))
        for number, block in enumerate(blocks):
            _Block(axes, found, number * (width + _APART), legend, width, words).draw(block)
        return sheet.drawing()


class _Block:
    """Some rows of the matrix under the names of the stages."""

    def __init__(
        self, axes: Axes, found: Coverage, left: float, top: float, width: float, words: Texts
    ) -> None:
        self.axes, self.found, self.left, self.top, self.words = axes, found, left, top, words
        self.column = (width - _NAME) / len(found.stages)

    def draw(self, rows: Sequence[Row]) -> None:
        for number, stage in enumerate(stage_names(self.found, self.words)):
            lines = fitted(stage, self.column - 0.06, 2, _SIZE, "bold")
            x = self.left + _NAME + (number + 0.5) * self.column
            self.axes.text(
                x, self.top + _HEAD - 0.05, "\n".join(lines), size=_SIZE, weight="bold",
                color=palette()["ink"], ha="center", va="bottom", linespacing=1.15,
            )  # fmt: skip
        for number, row in enumerate(rows):
            self._row(row, self.top + _HEAD + number * _LINE)

    def _row(self, row: Row, top: float) -> None:
        weight = "bold" if row.state == "plan" else "normal"
        name = cut(areas()[row.province].name, _NAME - 0.08, LABEL - 0.7, "bold")
        self.axes.text(
            self.left, top + _LINE / 2, name, size=LABEL - 0.7, weight=weight, color=palette()["ink"],
            va="center_baseline",
        )  # fmt: skip
        for number, cell in enumerate(row.cells):
            self._cell(cell, self.left + _NAME + number * self.column, top)

    def _cell(self, cell: Cell, left: float, top: float) -> None:
        box = Rectangle((left + 0.01, top + 0.01), self.column - 0.02, _LINE - 0.02, **look(cell.state))
        box.set_gid(f"cell-{cell.province}-{cell.stage}")
        self.axes.add_patch(box)
        text = cut(cell_words(cell, self.words), self.column - 0.06, _SIZE)
        ground = state_styles()[cell.state].fill
        color = palette()["muted"] if cell.state in ("other", "none") else ink_on(ground)
        if state_styles()[cell.state].hatch:
            self._clear(text, left + self.column / 2, top + _LINE / 2, ground)
        self.axes.text(
            left + self.column / 2, top + _LINE / 2, text, size=_SIZE, color=color, ha="center",
            va="center_baseline",
        )  # fmt: skip

    def _clear(self, text: str, x: float, y: float, ground: str) -> None:
        """A plain ground behind the words of a hatched cell."""
        width = min(self.column - 0.04, 0.07 + 0.062 * len(text))
        self.axes.add_patch(Rectangle((x - width / 2, y - 0.065), width, 0.13, color=ground, linewidth=0))

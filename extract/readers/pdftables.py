"""Ruled tables of a PDF page: pdfplumber finds the cells between the lines, the letters fall into them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.readers.pdflines import lines_of
from extract.readers.pdfpage import Char, Page

_SNAP = 3.0
_MOST_CROSSINGS = 4_000_000

Cell = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(slots=True)
class Row:
    """A row: the lines of each cell, empty where a cell goes on from above or from the left."""

    cells: list[list[str]]
    top: float


@dataclass(slots=True)
class Table:
    """A table on one page; ``edges`` are the left ends of its columns."""

    top: float
    bottom: float
    edges: tuple[float, ...]
    rows: list[Row] = field(default_factory=list)


def tables_of(page: Page) -> tuple[list[Table], list[Char]]:
    """The tables of ``page`` with their text, and the letters that stand in none of them."""
    rest = page.letters
    tables = []
    for cells in _cells(page):
        table, rest = _fill(cells, rest)
        if table.rows:
            tables.append(table)
    return sorted(tables, key=lambda table: table.top), rest


def _cells(page: Page) -> list[list[Cell]]:
    """The cells of each table with at least two columns; a box around text is none."""
    level = [rule for rule in page.rules if rule.is_horizontal]
    if len(level) < 2 or len(page.rules) - len(level) < 2:
        return []
    if len(level) * (len(page.rules) - len(level)) > _MOST_CROSSINGS:
        return []
    # Loading pdfplumber takes longer than reading a page: only where there is a table.
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    edges = [
        {
            "x0": rule.x0,
            "x1": rule.x1,
            "top": rule.top,
            "bottom": rule.bottom,
            "width": rule.x1 - rule.x0,
            "height": rule.bottom - rule.top,
            "orientation": "h" if rule.is_horizontal else "v",
        }
        for rule in page.rules
        if max(rule.x1 - rule.x0, rule.bottom - rule.top) > _SNAP
    ]
    merged = merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    cells = intersections_to_cells(edges_to_intersections(merged, _SNAP, _SNAP))
    return [table for table in cells_to_tables(cells) if len({round(cell[0]) for cell in table}) > 1]


def _fill(cells: Sequence[Cell], letters: list[Char]) -> tuple[Table, list[Char]]:
    """The table of ``cells`` with the letters inside it, and the letters outside."""
    left, top = min(cell[0] for cell in cells), min(cell[1] for cell in cells)
    right, bottom = max(cell[2] for cell in cells), max(cell[3] for cell in cells)
    columns = _ends([cell[0] for cell in cells])
    lines = _ends([cell[1] for cell in cells])
    held: dict[Cell, list[Char]] = {cell: [] for cell in cells}
    by_row: dict[int, list[Cell]] = {}
    for cell in cells:
        for at, line in enumerate(lines):
            if cell[1] - _SNAP <= line < cell[3] - _SNAP:
                by_row.setdefault(at, []).append(cell)
    rest = []
    for char in letters:
        x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
        if not (left <= x <= right and top <= y <= bottom):
            rest.append(char)
            continue
        at = max((index for index, line in enumerate(lines) if line <= y + _SNAP / 2), default=0)
        cell = next(
            (one for one in by_row.get(at, ()) if one[0] <= x <= one[2] and one[1] - 1 <= y <= one[3] + 1),
            None,
        )
        (held[cell] if cell else rest).append(char)
    table = Table(top, bottom, tuple(columns))
    for line in lines:
        table.rows.append(_row(line, [cell for cell in cells if abs(cell[1] - line) < _SNAP], held, columns))
    table.rows = [row for row in table.rows if any(row.cells)]
    return table, rest


def _row(line: float, cells: list[Cell], held: dict[Cell, list[Char]], columns: list[float]) -> Row:
    texts: list[list[str]] = [[] for _ in columns]
    for cell in cells:
        column = max((at for at, x in enumerate(columns) if x <= cell[0] + _SNAP), default=0)
        texts[column] = [one.text for one in lines_of(held[cell])]
    if len(cells) == 1 and len(columns) > 1:
        # One cell over the whole width: a heading among the rows.
        return Row([next((text for text in texts if text), [])], line)
    return Row(texts, line)


def _ends(values: list[float]) -> list[float]:
    """Distinct positions, those closer than the tolerance taken as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SNAP:
            found.append(value)
    return found


def goes_on(before: Table, after: Table) -> bool:
    """Whether a table at the top of a page is the rest of the one at the foot of the page before."""
    return len(before.edges) == len(after.edges) and all(
        abs(one - other) < 2 * _SNAP for one, other in zip(before.edges, after.edges, strict=True)
    )


def continue_rows(before: Table, head: Row, after: Table) -> list[Row]:
    """The rows of ``after`` without the head printed again; a row cut by the page is mended in ``before``."""
    rows = list(after.rows)
    if rows and rows[0].cells == head.cells:
        rows = rows[1:]
    if rows and before.rows and _is_rest(before.rows[-1], rows[0]):
        for cell, more in zip(before.rows[-1].cells, rows[0].cells, strict=True):
            cell += more
        rows = rows[1:]
    return rows


def _is_rest(above: Row, row: Row) -> bool:
    """Whether ``row`` is the lower part of ``above``: no number of its own, and every cell begins in mid-sentence."""
    if (
        len(above.cells) != len(row.cells)
        or len(row.cells) < 2
        or any(row.cells[0])
        or not any(above.cells[0])
    ):
        return False
    filled = [(up, low) for up, low in zip(above.cells, row.cells, strict=True) if low]
    return all(up and not up[-1].rstrip().endswith((".", ";")) for up, low in filled)

"""Ruled tables of a PDF page: pdfplumber finds the cells between the lines, the letters fall into them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.readers.pdflines import lines_of
from extract.readers.pdfpage import Char, Page, Rule

_SNAP = 3.0
_MOST_CROSSINGS = 4_000_000

Cell = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(slots=True)
class Row:
    """A row: the lines of each cell, empty where a cell goes on from above or from the left."""

    cells: list[list[str]]
    base: float


@dataclass(slots=True)
class Table:
    """A table on one page; ``edges`` are the left ends of its columns.

    ``cut_above`` and ``cut_below`` say that no line closes it there: a row goes on over the page.
    """

    top: float
    bottom: float
    edges: tuple[float, ...]
    rows: list[Row] = field(default_factory=list)
    cut_above: bool = False
    cut_below: bool = False


def tables_of(page: Page) -> tuple[list[Table], list[Char]]:
    """The tables of ``page`` with their text, and the letters that stand in none of them."""
    rest = page.letters
    tables = []
    found, open_ends = _cells(page)
    for cells in found:
        table, rest = _fill(cells, rest)
        if table.rows:
            table.cut_above = any(abs(height - table.top) < _SNAP for height in open_ends)
            table.cut_below = any(abs(height - table.bottom) < _SNAP for height in open_ends)
            tables.append(table)
    return sorted(tables, key=lambda table: table.top), rest


def _cells(page: Page) -> tuple[list[list[Cell]], list[float]]:
    """The cells of each table with at least two columns, and the heights where a table was left open."""
    level = [rule for rule in page.rules if rule.is_horizontal]
    if len(level) < 2 or len(page.rules) - len(level) < 2:
        return [], []
    if len(level) * (len(page.rules) - len(level)) > _MOST_CROSSINGS:
        return [], []
    # Loading pdfplumber takes longer than reading a page: only where there is a table.
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    merged = merge_edges(
        [_edge(rule) for rule in page.rules if max(rule.x1 - rule.x0, rule.bottom - rule.top) > _SNAP],
        _SNAP,
        _SNAP,
        _SNAP,
        _SNAP,
    )
    closing = _closing_lines(merged)
    merged += [_edge(rule) for rule in closing]
    cells = intersections_to_cells(edges_to_intersections(merged, _SNAP, _SNAP))
    tables = [table for table in cells_to_tables(cells) if len({round(cell[0]) for cell in table}) > 1]
    return tables, [rule.top for rule in closing]


def _edge(rule: Rule) -> dict[str, Any]:
    """A ruled line as pdfplumber has it."""
    return {
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
        "orientation": "h" if rule.is_horizontal else "v",
    }


def _closing_lines(edges: Sequence[dict[str, Any]]) -> list[Rule]:
    """The lines missing where upright lines end in the open: a row that goes on over the page has none."""
    level = [edge for edge in edges if edge["orientation"] == "h"]
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    ends: dict[int, list[tuple[float, float]]] = {}
    for edge in upright:
        for height in (edge["top"], edge["bottom"]):
            if not any(
                abs(one["top"] - height) <= _SNAP and one["x0"] - _SNAP <= edge["x0"] <= one["x1"] + _SNAP
                for one in level
            ):
                ends.setdefault(round(height / _SNAP), []).append((edge["x0"], height))
    return [
        Rule(min(x for x, _ in found), found[0][1], max(x for x, _ in found), found[0][1])
        for found in ends.values()
        if len(found) > 1
    ]


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
        home = next(
            (one for one in by_row.get(at, ()) if one[0] <= x <= one[2] and one[1] - 1 <= y <= one[3] + 1),
            None,
        )
        (held[home] if home else rest).append(char)
    table = Table(top, bottom, tuple(columns))
    for line in lines:
        table.rows.append(_row(line, [cell for cell in cells if abs(cell[1] - line) < _SNAP], held, columns))
    table.rows = [row for row in table.rows if any(row.cells)]
    return table, rest


def _row(line: float, cells: list[Cell], held: dict[Cell, list[Char]], columns: list[float]) -> Row:
    texts: list[list[str]] = [[] for _ in columns]
    base = min((char.base for cell in cells for char in held[cell]), default=line)
    for cell in cells:
        column = max((at for at, x in enumerate(columns) if x <= cell[0] + _SNAP), default=0)
        texts[column] = [one.text for one in lines_of(held[cell])]
    if len(cells) == 1 and len(columns) > 1:
        # One cell over the whole width: a heading among the rows.
        return Row([next((text for text in texts if text), [])], base)
    return Row(texts, base)


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
    cut = before.cut_below and after.cut_above and len(before.rows[-1].cells) == len(after.rows[0].cells)
    if rows and before.rows and (cut or _is_rest(before.rows[-1], rows[0])):
        for cell, more in zip(before.rows[-1].cells, rows[0].cells, strict=True):
            cell += more
        rows = rows[1:]
    return rows


def _is_rest(above: Row, row: Row) -> bool:
    """Whether ``row`` is the lower part of ``above``: it has no number and begins in mid-sentence."""
    if (
        len(above.cells) != len(row.cells)
        or len(row.cells) < 2
        or any(row.cells[0])
        or not any(above.cells[0])
    ):
        return False
    filled = [(up, low) for up, low in zip(above.cells, row.cells, strict=True) if low]
    return all(up and not up[-1].rstrip().endswith((".", ";")) for up, low in filled)

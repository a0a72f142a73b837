"""Printing: plain text to a pipe, colour and width to a terminal, JSON when asked."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from cli.texts import say

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

_PIPE_WIDTH = 100_000
"""Columns of a pipe: no line of a text is ever folded in one."""

_CROWDED = 1.5
"""How many times the width of the terminal the longest cells of a table may take together."""


def console(*, errors: bool = False) -> Console:
    """Standard output (or standard error) as Rich sees it; texts are never read as markup."""
    from rich.console import Console

    file = sys.stderr if errors else sys.stdout
    width = None if file.isatty() else _PIPE_WIDTH
    return Console(file=file, width=width, markup=False, highlight=False, emoji=False)


def is_terminal() -> bool:
    """Whether a person reads standard output."""
    return sys.stdout.isatty()


def print_json(value: Any) -> None:
    """Print a value as JSON that a person can read too."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def note(message: str) -> None:
    """Say something beside the answer: it goes to standard error."""
    print(message, file=sys.stderr)


def complain(message: str) -> None:
    """Say what went wrong."""
    from rich.text import Text

    title = say("wrong.title")
    console(errors=True).print(Text.assemble((f"{title}: ", "bold red"), message))


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table: a line a row with tabs between the cells, or for a terminal in columns.

    Where columns would be so narrow that a sentence becomes a tall ribbon, each row
    is a block of lines instead, one a cell that is not empty.
    """
    listed = list(rows)
    if not is_terminal():
        for row in (headings, *listed):
            print("\t".join(" ".join(cell.split()) for cell in row))
        return
    output = console()
    widths = [max(map(len, column)) for column in zip(headings, *listed, strict=True)]
    if sum(widths) > _CROWDED * output.width:
        _print_blocks(output, headings, listed)
    else:
        _print_columns(output, headings, listed)


def _print_columns(output: Console, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    output.print(table)


def _print_blocks(output: Console, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.text import Text

    for row in rows:
        for heading, cell in zip(headings, row, strict=True):
            if cell:
                output.print(Text.assemble((f"{heading}: ", "dim"), cell))
        output.print()


def progress_bar() -> Progress:
    """A progress bar on standard error that shows only in a terminal and leaves nothing behind."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    errors = console(errors=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[file]}", style="dim"),
        console=errors,
        transient=True,
        disable=not sys.stderr.isatty(),
    )

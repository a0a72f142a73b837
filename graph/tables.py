"""Tables of plain values, and their files: CSV that Excel opens right, workbooks that read well.

A CSV file has the codes of its columns as headings, so that programs find them in any
language; it begins with the byte order mark by which Excel knows UTF-8. A workbook has
headings in words, a frozen header, dates as dates, and text never taken as a formula.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graph.wording import Language, word

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | bool | date | None

_BOM = "\ufeff"
_WIDEST, _NARROWEST = 60, 8
_LONGEST = 32_767
"""Characters that a cell of a workbook can hold."""

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, the codes of its columns, and rows with a cell for each column."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


def dated(text: str | None) -> Cell:
    """A date that is known to the day as a date, one that is not as its text ("2023-03")."""
    return date.fromisoformat(text) if text and _FULL_DATE.fullmatch(text) else text


def csv_bytes(table: Table) -> bytes:
    """The table as CSV: UTF-8 with a byte order mark, comma, CRLF, ISO dates.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, as
    OWASP advises for CSV.
    """
    written = io.StringIO()
    written.write(_BOM)
    writer = csv.writer(written)
    writer.writerow(table.columns)
    writer.writerows([_for_csv(cell) for cell in row] for row in table.rows)
    return written.getvalue().encode()


def workbook_bytes(tables: Iterable[Table], language: Language) -> bytes:
    """The tables as sheets of a workbook (XLSX)."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    for table in tables:
        _fill(book.create_sheet(word(language, f"sheet.{table.name}")), table, language)
    if first is not None:
        book.remove(first)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Worksheet, table: Table, language: Language) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    wrapped = Alignment(vertical="top", wrap_text=True)
    for place, column in enumerate(table.columns, 1):
        head = sheet.cell(1, place, word(language, f"column.{column}"))
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="F3F1EB")
        head.alignment = wrapped
        width = min(_WIDEST, max([_NARROWEST, *(len(_text(row[place - 1])) for row in table.rows)]) + 2)
        sheet.column_dimensions[get_column_letter(place)].width = max(width, len(str(head.value)) + 2)
    for line, row in enumerate(table.rows, 2):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(line, place)
            if isinstance(value, str):
                cell.value = _FORBIDDEN.sub(" ", value)[:_LONGEST]
                cell.data_type = "s"  # A text that begins with "=" stays a text.
            else:
                cell.value = value
            if isinstance(value, date):
                cell.number_format = "dd/mm/yyyy" if language == "vi" else "yyyy-mm-dd"
            cell.alignment = wrapped
    sheet.freeze_panes = "A2"
    if table.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"


def _for_csv(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    if isinstance(cell, bool):
        return str(cell).lower()
    return cell


def _text(cell: Cell) -> str:
    return "" if cell is None else max(str(cell).split("\n"), key=len)

"""Tables of documents, as offices keep them: CSV files and Excel workbooks become rows of text.

The raw text of a table has one line a row (``| cell | cell |``), so that a row can be
evidence like any other passage.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.readers.archive import package_of
from extract.readers.errors import ReadError
from extract.readers.kind import OLE
from extract.readers.plain import decode
from extract.text import one_line

ENDINGS = (".csv", ".tsv", ".xls", ".xlsx", ".xlsm")
"""The endings of files that are read as tables."""

_MOST_ROWS = 500_000


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell on one line, and where it starts in the raw text of the table."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row; ``number`` as a spreadsheet program shows it, ``start`` and ``end`` in the raw text."""

    number: int
    cells: tuple[Cell, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file that hold anything, and the raw text they stand in."""

    rows: tuple[Row, ...]
    raw: str
    sha256: str
    media_type: str


def is_table(path: Path) -> bool:
    """Whether a file is to be read as a table of documents, told by its ending."""
    return path.suffix.lower() in ENDINGS


def read_table(path: Path) -> Table:
    """Read a CSV file or the first sheet of a workbook that holds something.

    Raises :class:`ReadError` with a reason for people.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReadError(path, "unreadable", str(error.strerror or error)) from error
    if not content:
        raise ReadError(path, "empty")
    if content.startswith(OLE):  # Excel's format before 2007
        raise ReadError(path, "not_table")
    workbook = content.startswith(b"PK\x03\x04")
    printed = _workbook_rows(path, content) if workbook else _csv_rows(path, content)
    rows, raw = _lay_out(printed)
    if not rows:
        raise ReadError(path, "empty")
    if len(rows) >= _MOST_ROWS:
        raise ReadError(path, "too_long", f"{_MOST_ROWS} dòng")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" if workbook else "text/csv"
    return Table(rows, raw, hashlib.sha256(content).hexdigest(), kind)


def _csv_rows(path: Path, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Rows in the order of a spreadsheet program; a cell may go over several lines."""
    text = decode(path, content).raw.removeprefix("\ufeff")
    try:
        dialect = csv.Sniffer().sniff(text.partition("\n")[0], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    # The heading alone tells the delimiter, but not how cells are quoted.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter)
    try:
        yield from enumerate(reader, 1)
    except csv.Error as error:
        raise ReadError(path, "broken", f"CSV, dòng {reader.line_num}") from error


def _workbook_rows(path: Path, content: bytes) -> Iterator[tuple[int, list[str]]]:
    if package_of(path, content) != "xlsx":
        raise ReadError(path, "not_table")
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            values = enumerate(sheet.iter_rows(values_only=True, max_row=_MOST_ROWS), 1)
            rows = [(number, [_printed(value) for value in row]) for number, row in values]
            if any(any(cells) for _, cells in rows):
                yield from rows
                return
    except (KeyError, ValueError, TypeError, OSError) as error:
        raise ReadError(path, "broken", ".xlsx") from error


def _printed(value: object) -> str:
    """A cell as Vietnamese offices print it: days first, whole numbers without a fraction."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _lay_out(printed: Iterable[tuple[int, list[str]]]) -> tuple[tuple[Row, ...], str]:
    rows: list[Row] = []
    pieces: list[str] = []
    offset = 0
    for number, cells in printed:
        texts = [one_line(cell).replace("|", "¦") for cell in cells]
        if not any(texts):
            continue
        line = "|"
        found = []
        for text in texts:
            found.append(Cell(text, offset + len(line) + 1))
            line += f" {text} |"
        rows.append(Row(number, tuple(found), offset, offset + len(line)))
        pieces.append(line)
        offset += len(line) + 1
    return tuple(rows), "\n".join(pieces)

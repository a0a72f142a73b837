"""Registers of documents: what an office notes of each in a row of a table.

Columns are known by their headings ("Số, ký hiệu", "Ngày ban hành", "Trích yếu" …),
wherever the heading row stands; a mapping can be given for others. A row that
cannot be read is reported by its number, and the rest is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from extract.citations import cite_alone, find_citations
from extract.dates import first_date
from extract.heading import home_at
from extract.issuers import Home
from extract.layout import lay_out
from extract.readers.errors import ReadError
from extract.readers.sheet import Cell, Row, Table, read_table
from extract.record import Citation, Document, Relation, Source
from extract.text import fold, normalise, one_line, without_marks
from ontology import registers, vocabulary

Role = Literal[
    "order",
    "number",
    "date",
    "issuer",
    "type",
    "area",
    "title",
    "effect",
    "in_force",
    "ended",
    "implements",
    "based_on",
    "url",
    "certainty",
    "note",
]
"""What a column of a register holds."""

ROLES: tuple[Role, ...] = get_args(Role)

_HEADING_ROWS = 30
_NUMBER = re.compile(r"\d+[a-zA-ZđĐ]?(?:/\d{4})?[/-][\w&][\w&/.-]*")
_LOOSE_NUMBER = re.compile(r"(?P<digits>\d+[a-zA-Z]?)\s+(?P<symbol>[^\W\d]+-[^\W\d_][\w-]*)")
_UP_TO_SYMBOL = re.compile(r"^\d+\w?(?:/\d{4})?[/-]")
_SMALL_NUMBER = re.compile(r"\b\d+[a-z]?(?:/\d{4})?[/-][a-zđ]+(?:[/-][a-zđ&]+)*")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:-\d{2}){0,2}")
_MAY_CITE = re.compile(r"\d\s?[/-]|(?i:luật|pháp lệnh|hiến pháp)")
_CITING_COLUMNS: tuple[tuple[Role, Relation], ...] = (("implements", "implements"), ("based_on", "based_on"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: what it says of a document, and the citations in it; offsets are of the register's raw text.

    ``status`` is a code of the scheme ``hieu-luc``; dates are as precise as printed.
    """

    row: int
    start: int
    end: int
    document: Document
    area: str | None = None
    status: str | None = None
    in_force: str | None = None
    ended: str | None = None
    url: str | None = None
    certainty: str | None = None
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was not read, and why, in a sentence for people."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Register:
    """What reading a register yields; ``columns`` are the headings with the role each was taken for."""

    id: str
    source: Source
    raw: str
    columns: tuple[tuple[str, Role | None], ...]
    entries: tuple[Entry, ...]
    bad: tuple[BadRow, ...]


def read_register(
    path: Path, columns: Mapping[str, Role] | None = None, issuer: str | None = None
) -> Register:
    """Read a register from a CSV file or a workbook.

    ``columns`` gives roles to headings that the program does not know, and wins over
    its own reading; ``issuer`` is the body of every row that names none. Raises
    :class:`ReadError` when the file is no table or has no column of numbers.
    """
    table = read_table(path)
    at, roles = _heading(path, table, columns or {})
    entries: list[Entry] = []
    bad: list[BadRow] = []
    for row in table.rows[at + 1 :]:
        try:
            entries.append(_entry(_cells(row, roles), row, issuer))
        except _RowError as error:
            bad.append(BadRow(row.number, str(error)))
    headings = [cell.text for cell in table.rows[at].cells]
    source = Source(path.name, table.sha256, len(table.raw), table.media_type)
    named = tuple(zip(headings, roles, strict=True))
    return Register(path.stem, source, table.raw, named, tuple(entries), tuple(bad))


class _RowError(Exception):
    """A row that cannot be read; the message is for people."""


# -- columns


def role_of(heading: str) -> Role | None:
    """What a column of that heading holds, ``None`` when it is not known."""
    words = one_line(without_marks(fold(heading)).replace("_", " ")).strip(" .:*")
    return next((cast(Role, role) for role, pattern in _columns() if pattern.fullmatch(words)), None)


@cache
def _columns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((label.role, re.compile(label.pattern)) for label in vocabulary.register_columns())


def _heading(path: Path, table: Table, given: Mapping[str, Role]) -> tuple[int, list[Role | None]]:
    """The row of the headings and the role of each column; lists often have a title above them."""
    asked = {fold(heading): role for heading, role in given.items()}
    for at, row in enumerate(table.rows[:_HEADING_ROWS]):
        roles = [asked.get(fold(cell.text)) or role_of(cell.text) for cell in row.cells]
        if "number" in roles and len(set(roles) - {None}) > 1:
            return at, roles
    likeliest = max(table.rows[:_HEADING_ROWS], key=_known_columns)
    headings = ", ".join(cell.text for cell in likeliest.cells if cell.text)
    raise ReadError(path, "no_columns", headings[:300])


def _known_columns(row: Row) -> int:
    return sum(role_of(cell.text) is not None for cell in row.cells)


def _cells(row: Row, roles: Sequence[Role | None]) -> dict[Role, Cell]:
    """The cells by role; of two columns of one role the first that is filled."""
    found: dict[Role, Cell] = {}
    for role, cell in zip(roles, row.cells, strict=False):
        if role and cell.text and role not in found:
            found[role] = cell
    return found


# -- rows


def _entry(cells: Mapping[Role, Cell], row: Row, issuer: str | None) -> Entry:
    text = {role: cell.text for role, cell in cells.items()}
    number = _number(text.get("number", ""))
    date = _date(text, "date") or first_date(text.get("number", ""))
    document = Document(
        type=_type(text.get("type")),
        number=number,
        symbol=_UP_TO_SYMBOL.sub("", number),
        date=date,
        issuer=text.get("issuer") or issuer,
        title=text.get("title"),
    )
    home = home_at(text["area"]) if text.get("area") else Home()
    effect = text.get("effect", "")
    return Entry(
        row=row.number,
        start=row.start,
        end=row.end,
        document=document,
        area=text.get("area"),
        status=_status(effect),
        in_force=_date(text, "in_force") or (first_date(effect) if _status(effect) is None else None),
        ended=_date(text, "ended"),
        url=text.get("url"),
        certainty=text.get("certainty"),
        citations=tuple(_citations(cells, document, home)),
    )


def _number(printed: str) -> str:
    """The number; a space for the slash is forgiven where the rest leaves no doubt."""
    normal = normalise(printed).normal.replace("_", "-").strip("\"' .,;")
    if not normal:
        raise _RowError("thiếu số, ký hiệu (no number)")
    tight = re.sub(r"\s*([/-])\s*", r"\1", re.sub(r"(?i)^số\s*:?\s*", "", normal))
    tight = _LOOSE_NUMBER.sub(r"\g<digits>/\g<symbol>", tight)
    match = _NUMBER.match(tight)
    if not match or match.group().endswith(("-", "/")):
        raise _RowError(f"không đọc được số, ký hiệu “{printed}” (the number is not readable)")
    return match.group().rstrip(".")


def _type(printed: str | None) -> str | None:
    """The type word in small letters: the cell's, spelled out where it holds an abbreviation."""
    if not printed:
        return None
    spelled = [kind for kind in registers.document_types() if kind.abbrev.casefold() == printed.casefold()]
    return fold(spelled[0].name_vi if spelled else printed)


def _date(text: Mapping[Role, str], role: Role) -> str | None:
    printed = text.get(role)
    if not printed:
        return None
    found = first_date(printed)
    if found is None and _YEAR.fullmatch(printed):
        found = printed
    if found is None and role == "date":
        raise _RowError(f"không có ngày như “{printed}” (there is no such date)")
    return found


def _status(printed: str) -> str | None:
    words = without_marks(fold(printed))
    return next((label.role for label in vocabulary.effect_words() if re.search(label.pattern, words)), None)


# -- citations


def _citations(cells: Mapping[Role, Cell], document: Document, home: Home) -> Iterator[Citation]:
    if title := cells.get("title"):
        yield from _in_title(title, document, home)
    for role, relation in _CITING_COLUMNS:
        if listed := cells.get(role):
            yield from _in_list(listed, relation, home)


def _in_title(title: Cell, document: Document, home: Home) -> Iterator[Citation]:
    """The citations of a title, read as that of a document of this type."""
    if not _MAY_CITE.search(title.text):
        return
    head = f"{(document.type or 'văn bản').upper()}\n"
    words = title.text
    if words.islower():  # Some offices note titles in small letters, numbers and all.
        words = _SMALL_NUMBER.sub(lambda found: found.group().upper(), words)
    text = normalise(f"{head}{words}\n")
    found, _ = find_citations(text, lay_out(text.normal), home, document.number)
    for citation in found:
        if citation.from_ == "this" and fold(citation.quote) == fold(words).strip(" ."):
            continue  # A law's title is its own name.
        start, end = citation.start - len(head), citation.end - len(head)
        if start >= 0:
            quote = title.text[start:end]
            yield replace(citation, quote=quote, start=title.start + start, end=title.start + end)


def _in_list(listed: Cell, relation: Relation, home: Home) -> Iterator[Citation]:
    """The documents that a cell lists by number and date: "522/QĐ-TTg 14/5/2018; 2239/QĐ-TTg"."""
    for part in re.finditer(r"[^;]+", listed.text):
        found = cite_alone(part.group(), home, relation)
        if found and found.number:
            by = listed.start + part.start()
            yield replace(found, start=found.start + by, end=found.end + by)

"""Assignment tables: rows with a column for who leads, perhaps with partners and a deadline.

A cell merged over several rows is printed in the first of them only, so that the rows
below it are shorter; where a row lacks its number, it stands under the row before.
"""

from __future__ import annotations

import re
from functools import cache

from extract.bodies import read_bodies
from extract.layout import Block
from extract.partners import find_partners
from extract.taskitems import Item, Items
from extract.tasklines import Drawn, leads
from extract.text import one_line
from ontology import vocabulary

_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVXLC]{1,6}|[a-zđ])[.)]?$")
_EMPHASIS = re.compile(r"[*_]+")


@cache
def _heads() -> re.Pattern[str]:
    heads = (
        f"(?P<{label.role}_{index}>{label.pattern})" for index, label in enumerate(vocabulary.column_labels())
    )
    return re.compile("|".join(heads), re.IGNORECASE)


def _role(cell: str) -> str:
    """What a column with this head says of a task; empty where it says nothing known."""
    found = _heads().fullmatch(cell)
    return found.lastgroup.partition("_")[0] if found and found.lastgroup else ""


def find(normal: str, items: Items) -> list[Drawn]:
    """The assignments of every table whose head names a lead and a task."""
    drawn: list[Drawn] = []
    columns: list[str] = []
    before: Drawn | None = None
    for item in items.all:
        if item.block.kind != "row" or item.barred:
            columns, before = [], None
            continue
        found = _columns(normal, item.block)
        if found:
            columns, before = found, None
        elif columns:
            row = _row(normal, item, columns, before)
            if row:
                drawn.append(row)
                before = row
                item.consumed = True
    return drawn


def _cell(normal: str, span: tuple[int, int]) -> str:
    printed = normal[span[0] : span[1]]
    return one_line(_EMPHASIS.sub("", printed) if "*" in printed or "_" in printed else printed)


def _columns(normal: str, block: Block) -> list[str]:
    """The role of each column of a head row; empty where the row is no head."""
    roles = [_role(_cell(normal, span)) for span in block.cells]
    while roles and not roles[0] and block.cells[0][0] >= block.cells[0][1]:
        roles.pop(0)
    return roles if "lead" in roles and "task" in roles else []


def _row(normal: str, item: Item, columns: list[str], before: Drawn | None) -> Drawn | None:
    cells = list(item.block.cells)
    while cells and cells[0][0] >= cells[0][1]:
        cells.pop(0)
    numbered = bool(cells) and bool(_NUMBER.match(_cell(normal, cells[0])))
    roles = columns
    if columns[0] == "number" and not numbered:
        roles = columns[1:]
    fields = {role: span for role, span in zip(roles, cells, strict=False) if role}
    if "task" not in fields or "lead" not in fields:
        return None
    responsible = leads(_cell(normal, fields["lead"]))
    start, end = fields["task"]
    if not responsible or start >= end:
        return None
    partners, deadline = _side(normal, fields)
    if before and not numbered and columns[0] == "number":
        partners = partners if "partner" in fields else before.partners
        deadline = deadline if "deadline" in fields else before.deadline
    return Drawn(
        item,
        start,
        end,
        _cell(normal, fields["task"]),
        responsible,
        partners,
        deadline,
        deadline_known="deadline" in columns,
    )


def _side(normal: str, fields: dict[str, tuple[int, int]]) -> tuple[tuple[str, ...], str | None]:
    partners: tuple[str, ...] = find_partners(_cell(normal, fields["lead"]))
    if "partner" in fields:
        value = _cell(normal, fields["partner"])
        bodies = read_bodies(value, bare=True)
        partners = (*partners, *(bodies.names if bodies else (value,) if value else ()))
    deadline = _cell(normal, fields["deadline"]).rstrip(" .;,") if "deadline" in fields else ""
    return partners, deadline or None

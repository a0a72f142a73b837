"""``cancu compare``: plans side by side, with the document that they carry out."""

from __future__ import annotations

import json
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.files import format_of, put
from cli.options import OutOption, StoreOption, format_option, whole_number
from cli.output import note
from cli.stop import DONE, WRONG, Stop
from cli.stores import location_of, reading
from cli.texts import language, say
from cli.words import concept, day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.agenda import Passage, Task
    from graph.alignment import Cell, Row
    from graph.compare import Comparison
    from graph.store import Store

FORMATS = ("text", "json", "csv", "xlsx")
MOST = 20
"""Documents side by side that a person can still read."""


def compare(
    documents: Annotated[list[str], typer.Argument(help="compare.documents", metavar="DOCUMENT DOCUMENT...")],
    national: Annotated[str, typer.Option("--with", help="compare.with", metavar="DOCUMENT")] = "",
    least: Annotated[
        int | None, typer.Option("--least", help="compare.least", metavar="0-100", parser=whole_number(0))
    ] = None,
    out: OutOption = None,
    store: StoreOption = "",
    format: Annotated[str, format_option(*FORMATS)] = "",
) -> int:
    """Print or save a comparison of two or more documents."""
    written_as = format_of(format, out, FORMATS)
    if written_as == "csv" and out is None:
        raise Stop(say("wrong.csv-folder"), WRONG)
    with reading(location_of(store)) as opened:
        found = _compare(opened, documents, national.strip(), least)
    if written_as == "csv" and out:
        _save_tables(found, out)
    else:
        put(_content(found, written_as), out)
    if out:
        note(say("compare.saved", path=out))
    return DONE


def _compare(store: Store, documents: Sequence[str], national: str, least: int | None) -> Comparison:
    from graph.chains import read_chains
    from graph.compare import LEAST_TASKS, compare
    from queries.naming import DocumentError, name_document

    try:
        named = list(dict.fromkeys(name_document(store, one).value for one in documents))
        above = name_document(store, national).value if national else None
    except DocumentError as error:
        raise Stop(error.listed(language())) from error
    others = [iri for iri in named if iri != above]
    if len(others) < 2:
        raise Stop(say("compare.too-few"), WRONG)
    if len(others) > MOST:
        raise Stop(say("compare.too-many", most=MOST), WRONG)
    return compare(
        store, others, above, read_chains(store), least_tasks=LEAST_TASKS if least is None else least
    )


def _content(found: Comparison, written_as: str) -> bytes:
    from graph.compare_table import compared_json, compared_tables
    from graph.tables import workbook_bytes

    match written_as:
        case "json":
            return f"{json.dumps(compared_json(found), ensure_ascii=False, indent=2)}\n".encode()
        case "xlsx":
            return workbook_bytes(compared_tables(found, language()), language())
    return "".join(f"{line}\n" for line in _lines(found)).encode()


def _save_tables(found: Comparison, folder: Path) -> None:
    from graph.compare_table import compared_tables
    from graph.tables import csv_bytes

    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Stop(say("file.fails", path=folder, reason=error.strerror or error)) from error
    for table in compared_tables(found, language()):
        put(csv_bytes(table), folder / f"{table.name}.csv")


def _lines(found: Comparison) -> Iterator[str]:
    """The comparison in words: a letter stands for each document."""
    for letter, one in zip(ascii_uppercase, found.documents, strict=False):
        facts = (
            one.plan.label,
            day(one.plan.date),
            one.plan.issuer,
            say("compare.above") if one.national else "",
        )
        yield f"{letter}  {' · '.join(filter(None, facts))}"
        if not one.held:
            yield f"   {say('compare.not-held')}"
    yield from _shared_lines(found)
    yield from _target_lines(found)
    yield from _task_lines(found)
    yield from _body_lines(found)
    yield from _deadline_lines(found)
    yield from _budget_lines(found)


def _shared_lines(found: Comparison) -> Iterator[str]:
    yield ""
    if not found.shared:
        yield say("compare.shared-none")
    for one in found.shared:
        yield say("compare.implemented" if one.implemented else "compare.rested-on", label=one.label)


def _target_lines(found: Comparison) -> Iterator[str]:
    from graph.compare_table import shown_value

    yield from ("", say("compare.targets", count=len(found.targets), least=f"{found.least_targets:.0f}"))
    for number, row in enumerate(found.targets, 1):
        first = next(cell.thing for cell in row.cells if cell)
        yield f"{number}. {first.indicator}{f' ({first.year})' if first.year else ''}"
        for letter, cell in zip(ascii_uppercase, row.cells, strict=False):
            if cell is None:
                yield f"   {letter}  –"
            else:
                value = shown_value(cell.thing, language())
                yield f"   {letter}  {value}{_likeness(row, cell)} {_source(cell.thing.passage)}"


def _task_lines(found: Comparison) -> Iterator[str]:
    matched = [row for row in found.tasks if row.filled > 1]
    yield from ("", say("compare.tasks", count=len(matched), least=f"{found.least_tasks:.0f}"))
    for number, row in enumerate(matched, 1):
        yield f"{number}."
        for letter, cell in zip(ascii_uppercase, row.cells, strict=False):
            if cell:
                yield f"   {letter}  {_task(cell.thing)}{_likeness(row, cell)}"
    for place, letter in enumerate(ascii_uppercase[: len(found.documents)]):
        alone = found.alone(place)
        yield from ("", say("compare.tasks-alone", letter=letter, count=len(alone)))
        yield from (f"  - {_task(task)}" for task in alone)


def _body_lines(found: Comparison) -> Iterator[str]:
    yield from ("", say("compare.bodies"))
    for place, letter in enumerate(ascii_uppercase[: len(found.documents)]):
        for name, role, count in found.bodies(place):
            yield f"   {letter}  {name}: {concept('vai-tro', role)}, {say('compare.in-tasks', count=count)}"


def _deadline_lines(found: Comparison) -> Iterator[str]:
    yield from ("", say("compare.deadlines"))
    for place, letter in enumerate(ascii_uppercase[: len(found.documents)]):
        tasks = found.deadlines(place)
        if not tasks:
            yield f"   {letter}  –"
        for task in tasks:
            deadline = task.deadline or concept("loai-han", task.due.kind if task.due else "")
            yield f"   {letter}  {deadline}: {_task(task)}"


def _budget_lines(found: Comparison) -> Iterator[str]:
    from graph.compare_table import shown_number

    yield from ("", say("compare.budget"))
    for letter, lines in zip(ascii_uppercase, found.budget, strict=False):
        if not lines:
            yield f"   {letter}  –"
        for line in lines:
            amount = say("compare.amount", amount=shown_number(line.amount, language()))
            yield f"   {letter}  {amount}: {line.purpose or ''} {_source(line.passage)}"


def _task(task: Task) -> str:
    from graph.task_table import names

    leads = names(task.by_role("chu-tri"))
    return f"{f'{leads}: ' if leads else ''}{task.text} {_source(task.passage)}"


def _likeness(row: Row[Any], cell: Cell[Any]) -> str:
    """How like the first of its row; the first itself says nothing."""
    first = next(one for one in row.cells if one)
    return "" if cell is first else f" ({say('compare.likeness', value=f'{cell.likeness:.0f}')})"


def _source(place: Passage) -> str:
    return f"[{say('tasks.source', file=place.file, start=place.start, end=place.end)}]"

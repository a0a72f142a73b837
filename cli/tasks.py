"""``cancu tasks``: who must do what by when, and who holds it today."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.files import format_of, put
from cli.options import OutOption, StoreOption, day, format_option, one_of
from cli.output import note, print_table
from cli.stop import DONE, WRONG, Stop
from cli.stores import location_of, reading
from cli.texts import language, say
from cli.words import day as shown_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.agenda import Role, Task
    from graph.occurrences import Occurrence, Span
    from graph.store import Store
    from graph.wanted import Chosen, Wanted, WantedError

FORMATS = ("text", "json", "csv", "xlsx", "ics")
ROLES: dict[str, Role | None] = {
    "": None,
    "lead": "chu-tri",
    "partner": "phoi-hop",
    "adviser": "tham-muu",
    "report-to": "bao-cao-den",
}
"""What a person types for a role, and its code."""

_ROLE_NAMES = "|".join(filter(None, ROLES))


def tasks(
    body: Annotated[str, typer.Option("--body", help="tasks.body", metavar="BODY")] = "",
    role: Annotated[
        str, typer.Option("--role", help="tasks.role", metavar=_ROLE_NAMES, parser=one_of(*ROLES))
    ] = "",
    partner: Annotated[str, typer.Option("--partner", help="tasks.partner", metavar="BODY")] = "",
    plan: Annotated[str, typer.Option("--plan", help="tasks.plan", metavar="DOCUMENT")] = "",
    province: Annotated[str, typer.Option("--province", help="tasks.province", metavar="NAME")] = "",
    first: Annotated[
        date | None, typer.Option("--from", help="tasks.from", metavar="DATE", parser=day)
    ] = None,
    last: Annotated[date | None, typer.Option("--to", help="tasks.to", metavar="DATE", parser=day)] = None,
    on: Annotated[date | None, typer.Option("--on", help="tasks.on", metavar="DATE", parser=day)] = None,
    words: Annotated[str, typer.Option("--words", help="tasks.words", metavar="TEXT")] = "",
    out: OutOption = None,
    store: StoreOption = "",
    format: Annotated[str, format_option(*FORMATS)] = "",
) -> int:
    """Print or save the tasks that meet every condition."""
    from graph.wanted import Wanted

    written_as = format_of(format, out, FORMATS)
    wanted = Wanted(
        on=on or date.today(),
        body=body.strip(),
        role=ROLES[role],
        partner=partner.strip(),
        province=province.strip(),
        words=words.strip(),
        span=span_asked(first, last),
    )
    with reading(location_of(store)) as opened:
        chosen = _choose(opened, wanted, plan)
    if written_as == "text" and out is None:
        _print(chosen)
    else:
        put(_content(chosen, written_as), out)
        if out:
            note(_saved(chosen, written_as, out))
    for line in _notes(chosen):
        note(line)
    return DONE


def span_asked(first: date | None, last: date | None) -> Span | None:
    """The range that ``--from`` and ``--to`` give, ``None`` where neither is given."""
    from graph.occurrences import LONGEST_YEARS, RangeError, span_of

    try:
        return span_of(first, last)
    except RangeError as error:
        facts = {
            "missing": f"--{error.missing}",
            "first": shown_day(str(first)),
            "last": shown_day(str(last)),
        }
        raise Stop(say(f"tasks.range.{error.kind}", years=LONGEST_YEARS, **facts), WRONG) from error


def _choose(store: Store, wanted: Wanted, plan: str) -> Chosen:
    from dataclasses import replace

    from graph.agenda import read_tasks
    from graph.wanted import WantedError, choose
    from queries.naming import DocumentError, name_document

    try:
        if plan.strip():
            wanted = replace(wanted, plan=name_document(store, plan).value)
        return choose(read_tasks(store), wanted)
    except DocumentError as error:
        raise Stop(error.listed(language())) from error
    except WantedError as error:
        raise Stop(_refusal(error)) from error


def _refusal(error: WantedError) -> str:
    """Why a body or province cannot be asked for, and the nearest names."""
    key = error.kind if error.candidates else f"{error.kind}-far"
    lines = "".join(f"\n  - {name}" for name in error.candidates)
    return say(f"tasks.unknown.{key}", words=error.words) + lines


def _content(chosen: Chosen, written_as: str) -> bytes:
    from graph.diary import calendar_bytes
    from graph.tables import csv_bytes, workbook_bytes
    from graph.task_table import chosen_json, task_table

    match written_as:
        case "csv":
            return csv_bytes(task_table(chosen, language()))
        case "xlsx":
            return workbook_bytes([task_table(chosen, language())], language())
        case "ics":
            return calendar_bytes(chosen, language(), datetime.now(UTC))
        case "json":
            return f"{json.dumps(chosen_json(chosen), ensure_ascii=False, indent=2)}\n".encode()
    return "".join("\t".join(row) + "\n" for row in (_headings(chosen), *_rows(chosen))).encode()


def _saved(chosen: Chosen, written_as: str, out: Path) -> str:
    """What was written, and for a calendar how many tasks have no day to stand on."""
    if written_as != "ics":
        return say("tasks.saved", count=len(chosen.tasks), path=out)
    from graph.diary import events_of

    events = len(events_of(chosen))
    return say("tasks.saved-calendar", count=events, path=out, left=len(chosen.tasks) - events)


def _print(chosen: Chosen) -> None:
    if chosen.tasks:
        print_table(_headings(chosen), list(_rows(chosen)))
    if chosen.possible:
        note("")
        note(say("tasks.possible", count=len(chosen.possible)))
        print_table(_headings(chosen), [_row(chosen, task, None) for task in chosen.possible])


def _headings(chosen: Chosen) -> Sequence[str]:
    keys = ("leads", "task", "partners", "deadline", "today", "plan", "source")
    return [
        *([say("tasks.column.day")] if chosen.expansion else []),
        *(say(f"tasks.column.{key}") for key in keys),
    ]


def _rows(chosen: Chosen) -> Iterator[Sequence[str]]:
    from graph.task_table import listed

    return (_row(chosen, task, seen) for task, seen in listed(chosen))


def _row(chosen: Chosen, task: Task, seen: Occurrence | None) -> Sequence[str]:
    from graph.task_table import names, today_line

    place = task.passage
    cells = [
        names(task.by_role("chu-tri")),
        task.text,
        names(task.by_role("phoi-hop")),
        task.deadline or "",
        today_line(task, chosen.wanted.on, language()).replace("\n", "; "),
        task.plan.label,
        say("tasks.source", file=place.file, start=place.start, end=place.end),
    ]
    return [*([_day(seen)] if chosen.expansion else []), *cells]


def _day(seen: Occurrence | None) -> str:
    if seen is None:
        return say("tasks.running")
    shown = shown_day(str(seen.day))
    return shown if seen.printed else say("tasks.period-end", day=shown)


def _notes(chosen: Chosen) -> Iterator[str]:
    """How many were found, what is not shown, and why nothing was found."""
    within = chosen.expansion
    if within:
        yield say("tasks.found-range", due=len(within.due), running=len(within.running))
        if within.undated:
            yield say("tasks.undated", count=len(within.undated))
    elif chosen.tasks:
        yield say("tasks.found", count=len(chosen.tasks))
    if not chosen.tasks and not (within and within.undated):
        yield say("tasks.none")
        yield from (f"  - {say(f'tasks.alone.{name}', count=count)}" for name, count in chosen.alone)

"""Tasks as JSON, a page at a time, and as files for calendars and spreadsheets."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Literal, get_args

from fastapi import Response
from pydantic import BaseModel, Field

from api.texts import Language
from graph.diary import calendar_bytes
from graph.tables import csv_bytes, workbook_bytes
from graph.task_table import listed, task_json, task_table
from graph.wanted import Chosen

FileKind = Literal["ics", "csv", "xlsx"]
FILE_KINDS: tuple[FileKind, ...] = get_args(FileKind)

_MEDIA_TYPES: dict[FileKind, str] = {
    "ics": "text/calendar; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class DueValue(BaseModel):
    """A deadline as a value; see the ontology for its kinds."""

    kind: str
    start: date | None
    end: date | None
    frequency: str | None = Field(description="ISO 8601 duration of a recurring deadline")
    latest: str | None = Field(description="Last day in each period: --12-14 of a year, ---19 of a month")
    on_request: bool


class HolderBody(BaseModel):
    """A body that answers today; without a slug where the registers do not follow it."""

    slug: str | None
    name: str
    place: str | None
    functions: list[str]


class TodayHolder(BaseModel):
    """Who holds a part today. ``candidates`` are given where the registers cannot tell which one."""

    status: str
    bodies: list[HolderBody]
    candidates: list[HolderBody]
    function: str | None = Field(description="The field of work by which a body was chosen among several")
    told_by: str | None = Field(description="What names that field: task or title")
    certainty: str | None


class TaskAssignment(BaseModel):
    """A body's part in a task: as printed, its IRI if known, and who holds it today."""

    role: str
    name: str
    modality: str | None
    body: str | None
    today: TodayHolder | None


class TaskPlan(BaseModel):
    """The document that assigns."""

    iri: str
    label: str
    date: str | None
    issuer: str | None
    issuer_iri: str | None
    province: str | None


class SourcePassage(BaseModel):
    """Where it is printed: code points of the file's text, end-exclusive."""

    file: str
    start: int
    end: int
    quote: str


class TaskShown(BaseModel):
    """One task."""

    task: str = Field(description="IRI of the task")
    text: str
    modality: str | None
    deadline: str | None = Field(description="The deadline as printed")
    due: DueValue | None
    section: str | None
    assignments: list[TaskAssignment]
    plan: TaskPlan
    source: SourcePassage


class TaskRow(BaseModel):
    """A task, and the day on which it is due where a range was asked for."""

    day: date | None = Field(description="null: it runs through the range, or no range was asked for")
    begins: date | None
    printed: bool | None = Field(description="false: no day is printed and the end of the period is given")
    task: TaskShown


class TaskAnswer(BaseModel):
    """One page of the tasks. ``possible`` and ``undated`` must be looked at: they may matter."""

    total: int = Field(description="Rows on all pages")
    page: int
    size: int
    on: date
    rows: list[TaskRow]
    possible: list[TaskShown] = Field(
        description="Tasks that may belong to the body: the one they were given to was split"
    )
    running: int | None = Field(description="How many tasks run through the range")
    undated: int | None = Field(description="Tasks that meet the other conditions and have no date")
    found_by_each_condition: dict[str, int] | None = Field(description="Where nothing meets them all")


def task_answer(chosen: Chosen, page: int, size: int) -> TaskAnswer:
    """One page of what was chosen."""
    rows, on, within = list(listed(chosen)), chosen.wanted.on, chosen.expansion
    shown: list[dict[str, Any]] = [
        {
            "day": seen and seen.day,
            "begins": seen and seen.begins,
            "printed": seen and seen.printed,
            "task": task_json(task, on),
        }
        for task, seen in rows[(page - 1) * size : page * size]
    ]
    return TaskAnswer.model_validate(
        {
            "total": len(rows),
            "page": page,
            "size": size,
            "on": on,
            "rows": shown,
            "possible": [task_json(task, on) for task in chosen.possible],
            "running": len(within.running) if within else None,
            "undated": len(within.undated) if within else None,
            "found_by_each_condition": dict(chosen.alone) or None,
        }
    )


def task_file(chosen: Chosen, kind: FileKind, language: Language) -> Response:
    """All that was chosen as a calendar, a CSV file or a workbook, to be saved."""
    match kind:
        case "ics":
            content = calendar_bytes(chosen, language, datetime.now(UTC))
        case "csv":
            content = csv_bytes(task_table(chosen, language))
        case "xlsx":
            content = workbook_bytes([task_table(chosen, language)], language)
    name = f"nhiem-vu.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=_MEDIA_TYPES[kind], headers=headers)

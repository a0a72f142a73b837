"""A comparison as JSON."""

from __future__ import annotations

from pydantic import BaseModel, Field

from api.rest.tasks import SourcePassage
from graph.compare import Comparison
from graph.compare_table import compared_json


class ComparedDocument(BaseModel):
    """A document of a comparison; cells of rows stand in the order of these."""

    iri: str
    label: str
    date: str | None
    issuer: str | None
    held: bool = Field(description="false: only mentioned, so nothing of it can be compared")
    national: bool


class SharedDocument(BaseModel):
    """A document that all the compared ones rest on."""

    iri: str
    label: str
    implemented_by_all: bool


class TargetCell(BaseModel):
    """A target of one document, and how like the first of its row it is."""

    target: str
    indicator: str
    population: str | None
    low: float | None
    high: float | None
    unit: str | None
    year: int | None
    likeness: float
    source: SourcePassage


class ComparedAssignment(BaseModel):
    """A body's part in a task, as printed."""

    role: str
    name: str
    body: str | None


class TaskCell(BaseModel):
    """A task of one document, and how like the first of its row it is."""

    task: str
    text: str
    assignments: list[ComparedAssignment]
    deadline: str | None
    likeness: float
    source: SourcePassage


class TargetRow(BaseModel):
    """What the documents aim at in one thing; null where one says nothing."""

    counterpart: bool
    cells: list[TargetCell | None]


class TaskRow(BaseModel):
    """The tasks of the documents that are taken for one; null where one has none."""

    counterpart: bool
    cells: list[TaskCell | None]


class BodyCount(BaseModel):
    """A body as printed, its part, and in how many tasks."""

    name: str
    role: str
    tasks: int


class BudgetShown(BaseModel):
    """A sum of money."""

    line: str
    amount_vnd: int
    purpose: str | None
    paid_from: str | None
    source: SourcePassage


class CompareAnswer(BaseModel):
    """Documents side by side."""

    documents: list[ComparedDocument]
    shared: list[SharedDocument]
    least_likeness: dict[str, float] = Field(description="From which two targets or tasks are one, of 100")
    targets: list[TargetRow]
    tasks: list[TaskRow]
    bodies: list[list[BodyCount]]
    budget: list[list[BudgetShown]]


def compare_answer(found: Comparison) -> CompareAnswer:
    """The comparison in the shape of the API."""
    return CompareAnswer.model_validate(compared_json(found))

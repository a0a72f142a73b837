"""A comparison as tables and as JSON: a line for each cell, with its row, its likeness and its passage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.agenda import Passage, Task
from graph.aims import BudgetLine, Target
from graph.alignment import Row
from graph.compare import Comparison
from graph.tables import Cell, Table, dated
from graph.task_table import names
from graph.wording import Language, concept, word


def compared_tables(found: Comparison, language: Language) -> tuple[Table, ...]:
    """Documents, targets, tasks, bodies, deadlines and budget; cells of one ``row`` belong together."""
    place = ("file", "start", "end", "quote")
    return (
        Table("plans", ("plan", "place", "date", "issuer", "held", "iri"), list(_documents(found, language))),
        Table(
            "targets",
            ("row", "counterpart", "plan", "indicator", "value", "low", "high", "unit", "year", "likeness",
             *place, "target", "plan_iri"),
            list(_targets(found, language)),
        ),
        Table(
            "tasks",
            ("row", "counterpart", "plan", "leads", "text", "partners", "deadline", "likeness", *place,
             "task", "plan_iri"),
            list(_tasks(found)),
        ),
        Table("bodies", ("plan", "name", "role", "count"), list(_bodies(found, language))),
        Table("deadlines", ("plan", "deadline", "leads", "text", *place, "task"), list(_deadlines(found))),
        Table("budget", ("plan", "amount", "purpose", "paid_from", *place, "iri"), list(_budget(found))),
    )  # fmt: skip


def shown_value(target: Target, language: Language) -> str:
    """The bounds of a target with their unit: "45-50 %", "ít nhất 1 sản phẩm"."""
    low, high = (
        shown_number(value, language) if value is not None else "" for value in (target.low, target.high)
    )
    unit = f" {target.unit}" if target.unit else ""
    if low and high:
        return f"{low}{unit}" if low == high else f"{low}-{high}{unit}"
    if low or high:
        return word(language, "value.at-least" if low else "value.at-most", value=f"{low or high}{unit}")
    return ""


def shown_number(value: float, language: Language) -> str:
    """A number with its thousands apart: 1.234,5 in Vietnamese, 1,234.5 in English."""
    written = f"{value:,.15g}"
    return written.translate(str.maketrans(",.", ".,")) if language == "vi" else written


def compared_json(found: Comparison) -> dict[str, Any]:
    """A comparison as plain values."""
    return {
        "documents": [
            {
                "iri": one.plan.iri,
                "label": one.plan.label,
                "date": one.plan.date,
                "issuer": one.plan.issuer,
                "held": one.held,
                "national": one.national,
            }
            for one in found.documents
        ],
        "shared": [
            {"iri": one.iri, "label": one.label, "implemented_by_all": one.implemented}
            for one in found.shared
        ],
        "least_likeness": {"targets": found.least_targets, "tasks": found.least_tasks},
        "targets": [_row_json(row, _target_json) for row in found.targets],
        "tasks": [_row_json(row, _task_json) for row in found.tasks],
        "bodies": [
            [{"name": name, "role": role, "tasks": count} for name, role, count in found.bodies(place)]
            for place, _ in enumerate(found.documents)
        ],
        "budget": [[_budget_json(line) for line in lines] for lines in found.budget],
    }


def _row_json(row: Row[Any], shown: Any) -> dict[str, Any]:
    return {
        "counterpart": row.filled > 1,
        "cells": [cell and {**shown(cell.thing), "likeness": round(cell.likeness, 1)} for cell in row.cells],
    }


def _target_json(one: Target) -> dict[str, Any]:
    return {
        "target": one.iri,
        "indicator": one.indicator,
        "population": one.population,
        "low": one.low,
        "high": one.high,
        "unit": one.unit,
        "year": one.year,
        "source": _source(one.passage),
    }


def _task_json(one: Task) -> dict[str, Any]:
    return {
        "task": one.iri,
        "text": one.text,
        "assignments": [
            {"role": part.role, "name": part.name, "body": part.body} for part in one.assignments
        ],
        "deadline": one.deadline,
        "source": _source(one.passage),
    }


def _budget_json(one: BudgetLine) -> dict[str, Any]:
    return {
        "line": one.iri,
        "amount_vnd": one.amount,
        "purpose": one.purpose,
        "paid_from": one.source,
        "source": _source(one.passage),
    }


def _source(place: Passage) -> dict[str, Any]:
    return {"file": place.file, "start": place.start, "end": place.end, "quote": place.quote}


def _documents(found: Comparison, language: Language) -> Iterator[tuple[Cell, ...]]:
    for one in found.documents:
        part = word(language, "place.national" if one.national else "place.compared")
        yield one.plan.label, part, dated(one.plan.date), one.plan.issuer, one.held, one.plan.iri


def _targets(found: Comparison, language: Language) -> Iterator[tuple[Cell, ...]]:
    for number, row in enumerate(found.targets, 1):
        for cell in filter(None, row.cells):
            one = cell.thing
            yield (
                number,
                row.filled > 1,
                one.plan.label,
                one.indicator,
                shown_value(one, language),
                one.low,
                one.high,
                one.unit,
                one.year,
                round(cell.likeness, 1),
                *_passage(one.passage),
                one.iri,
                one.plan.iri,
            )


def _tasks(found: Comparison) -> Iterator[tuple[Cell, ...]]:
    for number, row in enumerate(found.tasks, 1):
        for cell in filter(None, row.cells):
            one = cell.thing
            yield (
                number,
                row.filled > 1,
                one.plan.label,
                names(one.by_role("chu-tri")),
                one.text,
                names(one.by_role("phoi-hop")),
                one.deadline,
                round(cell.likeness, 1),
                *_passage(one.passage),
                one.iri,
                one.plan.iri,
            )


def _bodies(found: Comparison, language: Language) -> Iterator[tuple[Cell, ...]]:
    for place, one in enumerate(found.documents):
        for name, role, count in found.bodies(place):
            yield one.plan.label, name, concept(language, "vai-tro", role), count


def _deadlines(found: Comparison) -> Iterator[tuple[Cell, ...]]:
    for place, one in enumerate(found.documents):
        for task in found.deadlines(place):
            leads = names(task.by_role("chu-tri"))
            yield one.plan.label, task.deadline, leads, task.text, *_passage(task.passage), task.iri


def _budget(found: Comparison) -> Iterator[tuple[Cell, ...]]:
    for one, lines in zip(found.documents, found.budget, strict=True):
        for line in lines:
            yield one.plan.label, line.amount, line.purpose, line.source, *_passage(line.passage), line.iri


def _passage(place: Passage) -> tuple[Cell, ...]:
    return place.file, place.start, place.end, place.quote

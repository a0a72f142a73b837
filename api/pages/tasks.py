"""The pages of tasks: a list with filters, and documents side by side."""

from __future__ import annotations

import functools
import math
from string import ascii_uppercase
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response

from api.agenda import TaskFilters, choose_tasks, task_filters
from api.comparing import compare_documents
from api.pages.render import page
from api.problems import Problem, ProblemError
from api.rest.tasks import FILE_KINDS
from api.state import language_of, state_of
from graph.agenda import ROLES, Task
from graph.compare_table import shown_value
from graph.task_table import listed, today_line

router = APIRouter(include_in_schema=False)

_FIELDS = 3
"""Documents that the empty form of a comparison asks for."""


@router.get("/tasks")
def tasks_page(
    request: Request,
    filters: Annotated[TaskFilters, Depends(task_filters)],
    page_number: Annotated[int, Query(alias="page", ge=1)] = 1,
) -> Response:
    """Who must do what by when; each line leads to its sentence."""
    found: dict[str, Any] = {"rows": [], "total": 0, "pages": 0, "possible": (), "alone": (), "undated": 0}
    found |= {"span": None, "today_line": None, "generation": "0"}
    problem = None
    try:
        with state_of(request).library.reading() as snapshot:
            found["generation"] = snapshot.generation
            chosen = choose_tasks(snapshot, filters)
    except ProblemError as error:
        problem = error.problem
    else:
        size = state_of(request).settings.page_size
        rows = list(listed(chosen))
        within = chosen.expansion
        on, language = chosen.wanted.on, language_of(request)

        def today(task: Task) -> str:
            return today_line(task, on, language).replace("\n", "; ")

        found |= {
            "rows": rows[(page_number - 1) * size : page_number * size],
            "total": len(rows),
            "pages": math.ceil(len(rows) / size),
            "possible": chosen.possible,
            "alone": chosen.alone,
            "undated": len(within.undated) if within else 0,
            "span": chosen.wanted.span,
            "today_line": today,
        }
    return page(
        request,
        language_of(request),
        "tasks.html",
        status=problem.status if problem else 200,
        problem=problem and _shown_problem(request, problem),
        filters=filters,
        roles=ROLES,
        kinds=FILE_KINDS,
        query=_query(request),
        page_number=page_number,
        **found,
    )


@router.get("/compare")
def compare_page(
    request: Request,
    document: Annotated[list[str], Query(max_length=500)] = [],  # noqa: B006 -- FastAPI copies it
    above: Annotated[str, Query(alias="with", max_length=500)] = "",
) -> Response:
    """Documents side by side; without any, the form that asks for them."""
    names = [name.strip() for name in document if name.strip()]
    language, found, problem, generation = language_of(request), None, None, "0"
    try:
        with state_of(request).library.reading() as snapshot:
            generation = snapshot.generation
            found = compare_documents(snapshot, names, above.strip()) if names else None
    except ProblemError as error:
        problem = error.problem
    shown = [one.plan.iri for one in found.documents] if found else names
    return page(
        request,
        language,
        "compare.html",
        status=problem.status if problem else 200,
        problem=problem and _shown_problem(request, problem),
        found=found,
        names=names + [""] * (_FIELDS - len(names)),
        above=above,
        letters=ascii_uppercase[: max(len(shown), len(names), _FIELDS)],
        value=functools.partial(shown_value, language=language),
        generation=generation,
    )


def _shown_problem(request: Request, problem: Problem) -> dict[str, str]:
    language = language_of(request)
    return {"title": problem.title(language), "detail": problem.detail(language)}


def _query(request: Request) -> str:
    """The filters of the address without the number of the page, for files of the same tasks."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if value and key != "page"]
    return urlencode(kept)

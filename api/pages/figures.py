"""Figures and the pages around them: coverage by province, the structure of the whole graph."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse

from api.agenda import TaskFilters, choose_tasks, day_of, task_filters
from api.caching import cache_headers
from api.library import Snapshot
from api.lookup import find_document
from api.pages.render import page
from api.problems import Problem, ProblemError
from api.security import FIGURE, PICTURE
from api.state import language_of, state_of
from graph.carrying import STATES
from graph.coverage import Coverage
from graph.iri import ID
from ontology.carrying import stages
from viz.figures.calendar import calendar_figure
from viz.figures.coverings import FIGURES
from viz.figures.delays import level_delay_figure
from viz.figures.layers import chain_figure
from viz.figures.sheet import Drawing

router = APIRouter(include_in_schema=False)

Written = Literal["svg", "png"]
Kind = Literal["coverage", "map", "adoption", "delay", "down", "up"]


@router.get("/figure/calendar.{written}")
def calendar(
    request: Request, written: Written, filters: Annotated[TaskFilters, Depends(task_filters)]
) -> Response:
    """The calendar of the tasks that are asked for; a range is needed."""
    with state_of(request).library.reading() as snapshot:
        chosen = choose_tasks(snapshot, filters)
        if chosen.expansion is None or chosen.wanted.span is None:
            raise ProblemError(Problem(400, "calendar-range"))
        drawn = calendar_figure(chosen.expansion, chosen.wanted.span, lang=language_of(request))
        return _file(drawn, written, snapshot)


@router.get("/figure/{kind}.{written}/{path:path}")
def figure(request: Request, kind: Kind, written: Written, path: str, on: str = "") -> Response:
    """A figure of a document for reports."""
    language = language_of(request)
    with state_of(request).library.reading() as snapshot:
        iri = _known(snapshot, path)
        if kind == "down" or kind == "up":
            return _file(chain_figure(snapshot.chains, iri, direction=kind, lang=language), written, snapshot)
        found = snapshot.coverage(iri, day_of(on) or date.today())
        return _file(FIGURES[kind](found, snapshot.chains, lang=language), written, snapshot)


@router.get("/figure/delays.{written}")
def level_delays(request: Request, written: Written) -> Response:
    """The delays between levels over the whole graph."""
    with state_of(request).library.reading() as snapshot:
        found, _ = snapshot.structure
        drawn = level_delay_figure(found.delays, snapshot.chains, lang=language_of(request))
        return _file(drawn, written, snapshot)


@router.get("/explore/{path:path}")
def explorer(request: Request, path: str, on: str = "") -> Response:
    """The coverage of a document as a stand-alone page."""
    with state_of(request).library.reading() as snapshot:
        html = snapshot.explorer(_known(snapshot, path), day_of(on) or date.today(), language_of(request))
        headers = {**cache_headers(snapshot.generation), "Content-Security-Policy": PICTURE}
    return HTMLResponse(html, headers=headers)


@router.get("/coverage")
def coverage_page(
    request: Request,
    document: Annotated[str, Query(max_length=500)] = "",
    on: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Which provinces carry a document out; without one, the form that asks for it."""
    language = language_of(request)
    values: dict[str, Any] = {"document": document.strip(), "on": on.strip(), "found": None, "problem": None}
    values["generation"] = "0"
    try:
        with state_of(request).library.reading() as snapshot:
            values["generation"] = snapshot.generation
            if document.strip():
                summary = find_document(snapshot, document.strip())
                found = snapshot.coverage(summary.iri, day_of(on.strip()) or date.today())
                values |= {"summary": summary, "found": found, "counts": _counts(found)}
            else:
                values["example"] = snapshot.widest_chain
    except ProblemError as error:
        values["problem"] = {
            "title": error.problem.title(language),
            "detail": error.problem.detail(language),
            "status": error.problem.status,
        }
    status = values["problem"]["status"] if values["problem"] else 200
    names = {one.code: one.name_vi if language == "vi" else one.name_en for one in stages()}
    return page(request, language, "coverage.html", status=status, stages=names, path_of=_path, **values)


@router.get("/structure")
def structure_page(request: Request) -> Response:
    """What the whole graph looks like, and what calls for a look."""
    with state_of(request).library.reading() as snapshot:
        found, told = snapshot.structure
        return page(
            request,
            language_of(request),
            "structure.html",
            found=found,
            findings=told,
            path_of=_path,
            generation=snapshot.generation,
        )


def _known(snapshot: Snapshot, path: str) -> str:
    if ID + path not in snapshot.chains:
        raise ProblemError(Problem(404, "not-found", {"name": path}))
    return ID + path


def _file(drawn: Drawing, written: Written, snapshot: Snapshot) -> Response:
    write: Callable[[], str | bytes] = drawn.svg if written == "svg" else drawn.png
    media = "image/svg+xml" if written == "svg" else "image/png"
    headers = {**cache_headers(snapshot.generation), "Content-Security-Policy": FIGURE}
    return Response(write(), media_type=media, headers=headers)


def _counts(found: Coverage) -> list[tuple[str, int]]:
    """How many provinces have what as their best, by state, best first."""
    best = [row.state for row in found.rows]
    return [(state, best.count(state)) for state in STATES if state in best]


def _path(iri: str) -> str:
    return iri.removeprefix(ID)

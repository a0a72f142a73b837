"""What a request asks of the tasks, and the tasks chosen for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Query

from api.library import Snapshot
from api.lookup import find_document
from api.problems import Problem, ProblemError
from graph.agenda import ROLES
from graph.occurrences import LONGEST_YEARS, RangeError, Span, span_of
from graph.wanted import Chosen, Wanted, WantedError, choose

_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_LONGEST = 500
_RANGES = {"one-date": "range-one-date", "backwards": "range-backwards", "long": "range-long"}


@dataclass(frozen=True, slots=True)
class TaskFilters:
    """The filters as they are typed; an empty one lets anything pass."""

    body: str = ""
    role: str = ""
    partner: str = ""
    plan: str = ""
    province: str = ""
    words: str = ""
    first: str = ""
    last: str = ""
    on: str = ""


def task_filters(
    body: Annotated[
        str, Query(description="A body: printed name, short name, slug or IRI", max_length=_LONGEST)
    ] = "",
    role: Annotated[str, Query(description="Its part: chu-tri, phoi-hop, tham-muu or bao-cao-den")] = "",
    partner: Annotated[str, Query(description="A body that takes part", max_length=_LONGEST)] = "",
    plan: Annotated[str, Query(description="Number, IRI or path of a document", max_length=_LONGEST)] = "",
    province: Annotated[str, Query(description="Province of the issuing body", max_length=_LONGEST)] = "",
    words: Annotated[str, Query(description="Words of the task or its section", max_length=_LONGEST)] = "",
    first: Annotated[str, Query(alias="from", description="First day of a range; needs to")] = "",
    last: Annotated[str, Query(alias="to", description="Last day of a range; needs from")] = "",
    on: Annotated[str, Query(description="The day whose bodies are meant; today unless given")] = "",
) -> TaskFilters:
    """The filters of the query string."""
    given = (body, role, partner, plan, province, words, first, last, on)
    return TaskFilters(*(each.strip() for each in given))


def choose_tasks(snapshot: Snapshot, filters: TaskFilters) -> Chosen:
    """The tasks that a request asks for; a problem says what is wrong with a filter."""
    role = next((one for one in ROLES if one == filters.role), None)
    if filters.role and role is None:
        raise ProblemError(Problem(400, "unknown-role", {"role": filters.role, "known": ", ".join(ROLES)}))
    wanted = Wanted(
        on=day_of(filters.on) or date.today(),
        body=filters.body,
        role=role,
        partner=filters.partner,
        plan=find_document(snapshot, filters.plan).iri if filters.plan else "",
        province=filters.province,
        words=filters.words,
        span=_span(day_of(filters.first), day_of(filters.last)),
    )
    try:
        return choose(snapshot.tasks, wanted)
    except WantedError as error:
        facts = {"name": error.words, "candidates": "; ".join(error.candidates) or "–"}
        code = {"body": "no-such-body", "several": "several-bodies", "province": "no-province"}[error.kind]
        raise ProblemError(Problem(409 if error.kind == "several" else 404, code, facts)) from error


def day_of(text: str) -> date | None:
    """A day written 2026-12-15 or 15/12/2026."""
    if not text:
        return None
    printed = _DAY_FIRST.fullmatch(text)
    try:
        return (
            date(int(printed[3]), int(printed[2]), int(printed[1])) if printed else date.fromisoformat(text)
        )
    except ValueError as error:
        raise ProblemError(Problem(400, "not-a-day", {"value": text})) from error


def _span(first: date | None, last: date | None) -> Span | None:
    try:
        return span_of(first, last)
    except RangeError as error:
        facts: dict[str, str | int | float] = {
            "missing": error.missing,
            "first": str(first),
            "last": str(last),
            "years": LONGEST_YEARS,
        }
        raise ProblemError(Problem(400, _RANGES[error.kind], facts)) from error

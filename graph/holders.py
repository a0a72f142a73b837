"""Who holds a task today: the body printed, followed through the reorganisations to a day.

The body printed is never replaced. Where it was split by fields of work, the field is
taken from the words of the task, else from the title of its document, and only when
they name just one field that the registers follow; otherwise all that took over some
field are candidates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from graph.agenda import Assignment, Task
from graph.institutions import Answer, Heir, Status, functions_named, responsible
from ontology.bodies import body
from ontology.registers import Mark


@dataclass(frozen=True, slots=True)
class Holder:
    """Who answers on a day for a body's part in a task.

    ``bodies`` are those who answer, each in its part of the land when several;
    ``candidates`` those who took over some field where the task's field cannot be
    told. ``function`` is the field it was told by, ``told_by`` what named it.
    """

    on: date
    status: Status
    bodies: tuple[Heir, ...] = ()
    candidates: tuple[Heir, ...] = ()
    function: str | None = None
    told_by: Literal["task", "title"] | None = None
    certainty: Mark | None = None


def holder(task: Task, assignment: Assignment, on: date) -> Holder | None:
    """The holder of a body's part in a task on a day; ``None`` for a body that no register knows."""
    if assignment.slug is None or body(assignment.slug) is None:
        return None
    answer = _answer(assignment.slug, on, None)
    if answer.heirs and answer.status in ("same", "succeeded"):
        return Holder(on, answer.status, answer.heirs, certainty=answer.certainty)
    function, told_by = _function(task)
    if function:
        narrow = _answer(assignment.slug, on, function)
        if narrow.heirs and narrow.certainty not in (None, "doubtful"):
            return Holder(on, narrow.status, narrow.heirs, (), function, told_by, narrow.certainty)
    if answer.heirs and not answer.alternatives:
        return Holder(on, answer.status, answer.heirs, certainty=answer.certainty)
    return Holder(on, answer.status, (), (*answer.heirs, *answer.alternatives), certainty=answer.certainty)


def _function(task: Task) -> tuple[str | None, Literal["task", "title"] | None]:
    named = functions_named(task.text)
    if named:
        return (named[0], "task") if len(named) == 1 else (None, None)
    titled = functions_named(task.plan.title or "")
    return (titled[0], "title") if len(titled) == 1 else (None, None)


@lru_cache(maxsize=65536)
def _answer(slug: str, on: date, function: str | None) -> Answer:
    return responsible(slug, on, function)

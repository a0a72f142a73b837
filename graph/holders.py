"""Who holds a task today: the body printed, followed through the reorganisations to a day.

The body printed is never replaced. Where it was split by fields of work, the field is
taken from the words of the task, else from the title of its document, and only when
they name just one field that the registers follow and do not differ; otherwise all
that took over some field are candidates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from extract.text import fold
from graph.agenda import Assignment, Task
from graph.institutions import Answer, Heir, Status, fields_named, responsible
from ontology import registers
from ontology.bodies import body
from ontology.registers import Mark
from ontology.vocabulary import words

_WORDS = re.compile(r"[\w&]+")


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
    """The one field that a task names, or else its title; none where they name different ones."""
    named, titled = fields_of(task.text), fields_of(task.plan.title or "")
    if len(named) == 1 and named[0] in (titled or named):
        return named[0], "task"
    return (titled[0], "title") if not named and len(titled) == 1 else (None, None)


@lru_cache(maxsize=65536)
def fields_of(text: str) -> tuple[str, ...]:
    """The fields of work that a text names, names of bodies and of people it is for left aside.

    "Phòng Lao động" is a body and "người lao động" are people: neither says that the
    task is one of labour.
    """
    plain = _bodies().sub(" ; ", " ".join(_WORDS.findall(fold(text))))
    kept = (function for name, function in fields_named(plain) if name not in words("people"))
    return tuple(dict.fromkeys(kept))


@cache
def _bodies() -> re.Pattern[str]:
    """Any name of a body in small letters, the longest first."""
    named = {name for issuer in registers.issuers() for name in (issuer.name_vi, *issuer.aliases)}
    named.update(organ.name for organ in registers.organs())
    plain = {" ".join(_WORDS.findall(fold(name.replace("{area}", "")))) for name in named}
    ordered = sorted(filter(None, plain), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, ordered))})(?!\S)")


@lru_cache(maxsize=65536)
def _answer(slug: str, on: date, function: str | None) -> Answer:
    return responsible(slug, on, function)

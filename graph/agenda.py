"""Tasks as documents assign them: who does what, with whom, by when, and the passage that says so.

Everything is read from the store at once, in three queries, into plain values that
other modules choose from, expand over dates and compare.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast, get_args

from extract.record import Due, DueKind
from graph.authority import Place, place_of
from graph.iri import ID, code
from graph.store import Store

Role = Literal["chu-tri", "phoi-hop", "tham-muu", "bao-cao-den"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Codes of the scheme ``vai-tro``: leads or is assigned, takes part, advises, is reported to."""

ORGANISATIONS = ID + "co-quan/"

PREFIXES = """
PREFIX cancu: <https://w3id.org/can-cu/ontology#>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
"""
_PLANS = """
SELECT DISTINCT ?plan ?label ?date ?issuer ?body ?title {
  { SELECT DISTINCT ?plan { ?line cancu:taskOf|cancu:targetOf|cancu:budgetOf ?plan } }
  OPTIONAL { ?plan rdfs:label ?label }
  OPTIONAL { ?plan cancu:bestDate ?date }
  OPTIONAL { ?plan cancu:bestIssuer ?issuer }
  OPTIONAL { ?plan eli:passed_by ?body }
  OPTIONAL { ?plan cancu:bestTitle ?title }
} ORDER BY ?plan ?label ?date ?issuer ?body ?title
"""
PASSAGE = """
  ?line oa:hasTarget ?place .
  ?place oa:hasSource/cancu:fileName ?file ; oa:hasSelector ?position, ?words .
  ?position oa:start ?start ; oa:end ?end .
  ?words oa:exact ?quote .
"""
"""The pattern that gives ``?file``, ``?start``, ``?end`` and ``?quote`` of a ``?line``."""

_TASKS = f"""
SELECT DISTINCT ?line ?plan ?text ?deadline ?section ?kind ?first ?last ?frequency ?latest ?demand
    ?file ?start ?end ?quote {{
  ?line cancu:taskOf ?plan ; cancu:taskText ?text .
  {PASSAGE}
  OPTIONAL {{ ?line cancu:deadlineText ?deadline }}
  OPTIONAL {{ ?line cancu:section ?section }}
  OPTIONAL {{
    ?line cancu:due ?due .
    ?due cancu:dueKind ?kind .
    OPTIONAL {{ ?due cancu:dueStart ?first }}
    OPTIONAL {{ ?due cancu:dueEnd ?last }}
    OPTIONAL {{ ?due cancu:frequency ?frequency }}
    OPTIONAL {{ ?due cancu:latestDay ?latest }}
    OPTIONAL {{ ?due cancu:onRequest ?demand }}
  }}
}} ORDER BY ?file ?start ?line
"""
_ASSIGNMENTS = """
SELECT DISTINCT ?line ?part ?role ?modality ?name ?body {
  ?line cancu:assignment ?part .
  ?part cancu:role ?role ; cancu:agencyName ?name .
  OPTIONAL { ?part cancu:modality ?modality }
  OPTIONAL { ?part cancu:agency ?body }
}
"""
_ORDER = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a statement stands: a source file and code points of its raw text, end-exclusive."""

    file: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A document that assigns tasks, sets targets or budgets; what is not known is ``None``.

    ``date`` is as precise as known (``2023-03``); ``body`` is the IRI of the body that
    issued it and ``place`` the area of that body, by slugs from before the reform.
    """

    iri: str
    label: str
    date: str | None = None
    issuer: str | None = None
    body: str | None = None
    place: Place | None = None
    title: str | None = None

    @property
    def begins(self) -> datetime.date | None:
        """The first day that its date may be."""
        if not self.date:
            return None
        parts = [int(part) for part in self.date.split("-")]
        year, month, day = (*parts, 1, 1)[:3]
        return datetime.date(year, month, day)


@dataclass(frozen=True, slots=True)
class Assignment:
    """A body's part in a task: ``name`` as printed, ``body`` its IRI where the registers know it."""

    role: Role
    name: str
    modality: str | None = None
    body: str | None = None

    @property
    def slug(self) -> str | None:
        """The slug of the body, if it is known."""
        return self.body.removeprefix(ORGANISATIONS) if self.body else None


@dataclass(frozen=True, slots=True)
class Task:
    """One task: ``deadline`` is its printed wording and ``due`` the value that was read from it."""

    iri: str
    text: str
    plan: Plan
    assignments: tuple[Assignment, ...]
    passage: Passage
    deadline: str | None = None
    due: Due | None = None
    section: str | None = None

    def by_role(self, role: Role) -> tuple[Assignment, ...]:
        """The bodies that have this part in it, in the order in which they are printed."""
        return tuple(one for one in self.assignments if one.role == role)

    @property
    def modality(self) -> str | None:
        """Whether it is assigned (``giao``) or requested (``de-nghi``)."""
        return next((one.modality for one in self.assignments if one.modality), None)


def read_tasks(store: Store) -> tuple[Task, ...]:
    """All tasks, plan by plan in the order of their texts."""
    plans = read_plans(store)
    parts = _assignments(store)
    found: dict[str, Task] = {}
    for row in store.select(PREFIXES + _TASKS).as_text():
        line, plan, text, deadline, section = row[:5]
        if line and plan and line not in found:
            found[line] = Task(
                iri=line,
                text=text or "",
                plan=plans[plan],
                assignments=parts.get(line, ()),
                passage=passage(row[-4:]),
                deadline=deadline,
                due=_due(row[5:11]),
                section=section,
            )
    return tuple(sorted(found.values(), key=lambda one: (one.plan.label, one.plan.iri, one.passage.start)))


def read_plans(store: Store) -> dict[str, Plan]:
    """The documents that assign tasks, set targets or budgets, by IRI."""
    found: dict[str, Plan] = {}
    for iri, label, day, issuer, body, title in store.select(PREFIXES + _PLANS).as_text():
        if iri and iri not in found:
            place = place_of(body.removeprefix(ORGANISATIONS)) if body else None
            found[iri] = Plan(iri, label or iri, day, issuer, body, place, title)
    return found


def passage(cells: Iterable[str | None]) -> Passage:
    """The passage in the cells ``file``, ``start``, ``end`` and ``quote`` of a row."""
    file, start, end, quote = (cell or "" for cell in cells)
    return Passage(file, int(start), int(end), quote)


def _assignments(store: Store) -> dict[str, tuple[Assignment, ...]]:
    numbered: dict[str, dict[str, Assignment]] = defaultdict(dict)
    for line, part, role, modality, name, body in store.select(PREFIXES + _ASSIGNMENTS).as_text():
        if line and part:
            role_code = cast(Role, code(role))
            numbered[line][part] = Assignment(role_code, name or "", code(modality), body)
    return {
        line: tuple(parts[part] for part in sorted(parts, key=_place_in_order))
        for line, parts in numbered.items()
    }


def _place_in_order(part: str) -> tuple[int, str]:
    number = _ORDER.search(part)
    return (int(number[0]) if number else 0, part)


def _due(cells: Iterable[str | None]) -> Due | None:
    kind, first, last, frequency, latest, demand = cells
    if kind is None:
        return None
    return Due(cast(DueKind, code(kind)), first, last, frequency, latest, demand == "true")

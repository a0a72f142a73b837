"""Plans side by side: targets, tasks, bodies, deadlines and budget of documents that carry out one document.

Targets are lined up by the words of their indicator, and only where their units and
years do not differ; tasks by their wording without the words that say nothing. What
has no counterpart stays visible as a row with gaps, and every cell has its passage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
import pyoxigraph as ox
from rapidfuzz import fuzz

from extract.text import fold
from graph.agenda import Plan, Role, Task, read_tasks
from graph.aims import BudgetLine, Target, read_budget, read_targets
from graph.alignment import Row, align
from graph.chains import Chains
from graph.store import Store
from ontology.vocabulary import phrase

Line = TypeVar("Line", Target, Task, BudgetLine)

LEAST_TARGETS = 70.0
LEAST_TASKS = 60.0
"""The likeness, from 0 to 100, from which two targets or two tasks are taken for one."""

_HELD = """
PREFIX cancu: <https://w3id.org/can-cu/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?label ?date ?issuer ?title ?text {
  OPTIONAL { ?document rdfs:label ?label }
  OPTIONAL { ?document cancu:bestDate ?date }
  OPTIONAL { ?document cancu:bestIssuer ?issuer }
  OPTIONAL { ?document cancu:bestTitle ?title }
  OPTIONAL { ?document dcterms:source ?text }
} ORDER BY ?label ?date ?issuer ?title DESC(?text) LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Compared:
    """A document in a comparison; ``held`` tells whether its text is in the store."""

    plan: Plan
    held: bool
    national: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """A document that all the compared ones rest on; ``implemented`` where each implements it."""

    iri: str
    label: str
    implemented: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Documents side by side; the cells of each row are in the order of ``documents``.

    With a national document it is the first. ``shared`` are the documents that all the
    others implement or rest on, directly or through others.
    """

    documents: tuple[Compared, ...]
    shared: tuple[Shared, ...]
    targets: tuple[Row[Target], ...]
    tasks: tuple[Row[Task], ...]
    budget: tuple[tuple[BudgetLine, ...], ...]
    least_targets: float = LEAST_TARGETS
    least_tasks: float = LEAST_TASKS

    def tasks_of(self, place: int) -> list[Task]:
        """The tasks of one document, in its order."""
        found = [cell.thing for row in self.tasks if (cell := row.cells[place])]
        return sorted(found, key=lambda task: (task.passage.start, task.iri))

    def alone(self, place: int) -> list[Task]:
        """The tasks of one document that no other has."""
        return [cell.thing for row in self.tasks if row.filled == 1 and (cell := row.cells[place])]

    def bodies(self, place: int) -> list[tuple[str, Role, int]]:
        """The bodies of one document: name as printed, role, in how many tasks; the busiest first."""
        counts = Counter(
            pair
            for task in self.tasks_of(place)
            for pair in {(part.name, part.role) for part in task.assignments}
        )
        return [(name, role, count) for (name, role), count in sorted(counts.items(), key=_busiest)]

    def deadlines(self, place: int) -> list[Task]:
        """The tasks of one document that have a deadline."""
        return [task for task in self.tasks_of(place) if task.deadline or task.due]


def compare(
    store: Store,
    documents: Sequence[str],
    national: str | None = None,
    chains: Chains | None = None,
    *,
    least_targets: float = LEAST_TARGETS,
    least_tasks: float = LEAST_TASKS,
) -> Comparison:
    """Compare documents, given by IRI, with each other and with a national one.

    ``chains``, the index of relations, is only needed for what they all implement.
    ``ValueError`` for fewer than two different documents.
    """
    named = list(dict.fromkeys([*([national] if national else []), *documents]))
    if len(named) < 2:
        raise ValueError("a comparison needs two different documents")
    targets, tasks, budget = read_targets(store), read_tasks(store), read_budget(store)
    return Comparison(
        documents=tuple(_compared(store, iri, national=iri == national) for iri in named),
        shared=shared_above(chains, [iri for iri in named if iri != national]) if chains is not None else (),
        targets=align([_of(iri, targets) for iri in named], target_likeness, least_targets),
        tasks=align([_of(iri, tasks) for iri in named], task_likeness, least_tasks),
        budget=tuple(_of(iri, budget) for iri in named),
        least_targets=least_targets,
        least_tasks=least_tasks,
    )


def shared_above(chains: Chains, documents: Sequence[str]) -> tuple[Shared, ...]:
    """What all of some documents rest on; those that all of them implement come first, then the nearest."""
    implemented = _steps_up(chains, documents, ("implements",))
    rested = _steps_up(chains, documents, ("implements", "based_on"))
    return tuple(
        Shared(iri, chains.node(iri).label, iri in implemented)
        for iri in sorted(rested, key=lambda iri: (iri not in implemented, rested[iri], iri))
    )


def _steps_up(chains: Chains, documents: Sequence[str], relations: Sequence[str]) -> dict[str, int]:
    """What all the documents come to by some relations, with the most steps that one of them needs."""
    if not all(iri in chains for iri in documents):
        return {}
    reached = [chains.reach(chains.place[iri], "up", relations).depth_of for iri in documents]
    least, most = np.min(reached, axis=0), np.max(reached, axis=0)
    found = {chains.nodes[at].iri: int(most[at]) for at in np.flatnonzero(least >= 0).tolist()}
    return {iri: steps for iri, steps in found.items() if iri not in documents}


def _compared(store: Store, iri: str, *, national: bool) -> Compared:
    rows = store.select(_HELD, {"document": ox.NamedNode(iri)}).as_text()
    label, day, issuer, title, text = next(iter(rows), (None,) * 5)
    return Compared(Plan(iri, label or iri, day, issuer, title=title), text is not None, national)


def _of(iri: str, lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.plan.iri == iri)


def comparable(first: Target, second: Target) -> bool:
    """Whether two targets have one unit, and no different years."""
    units = {(target.unit or "").lower() for target in (first, second)}
    years = {target.year for target in (first, second)} - {None}
    return len(units) == 1 and len(years) < 2


def target_likeness(first: Target, second: Target) -> float:
    """How alike the indicators of two targets are; 0 where their units or years differ."""
    if not comparable(first, second):
        return 0.0
    return fuzz.token_set_ratio(telling_words(first.indicator), telling_words(second.indicator))


def task_likeness(first: Task, second: Task) -> float:
    """How alike the wording of two tasks is, word by word and the order of words left aside."""
    return fuzz.ratio(*(sorted(telling_words(task.text).split()) for task in (first, second)))


@lru_cache(maxsize=65536)
def telling_words(text: str) -> str:
    """A text in small letters without punctuation and without the words that every text has."""
    kept = (word.strip(".,;:()[]“”\"'/-–") for word in phrase("common").sub(" ", fold(text)).split())
    return " ".join(filter(None, kept))


def _busiest(counted: tuple[tuple[str, Role], int]) -> tuple[int, str, str]:
    (name, role), count = counted
    return (-count, name, role)

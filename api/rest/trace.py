"""A chain as a tree: breadth first, so that a limit leaves out what is furthest."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from api.documents import DocumentSummary
from api.library import CHAIN_RELATIONS, Snapshot
from api.rest.models import Evidence, TraceAnswer, TraceStep


def trace_answer(
    snapshot: Snapshot, start: DocumentSummary, direction: str, depth: int | None, limit: int
) -> TraceAnswer:
    """The chain of ``start``, at most ``depth`` steps and ``limit`` documents; a cut is said.

    A document reached on several ways stands under each of them, and is followed at the
    first alone; the others are marked ``repeated``.
    """
    root = TraceStep(document=start, depth=0)
    waiting, seen, cut = deque([root]), {start.iri}, False
    while waiting:
        step = waiting.popleft()
        if depth is not None and step.depth >= depth:
            continue
        for iri, relation, evidence in _next(snapshot, step.document.iri, direction):
            document = snapshot.documents.by_iri.get(iri)
            if document is None:
                continue
            repeated = iri in seen
            if not repeated and len(seen) >= limit:
                cut = True
                continue
            child = TraceStep(
                document=document,
                depth=step.depth + 1,
                relation=relation,
                evidence=evidence,
                repeated=repeated,
            )
            step.children.append(child)
            if not repeated:
                seen.add(iri)
                waiting.append(child)
    return TraceAnswer(direction=direction, documents=len(seen), cut=cut, root=root)


def _next(snapshot: Snapshot, iri: str, direction: str) -> Iterator[tuple[str, str, list[Evidence]]]:
    graph = snapshot.chains
    if iri not in graph:
        return
    edges = graph.in_edges if direction == "down" else graph.out_edges
    found = [
        (lower if direction == "down" else upper, relation, data)
        for lower, upper, relation, data in edges(iri, keys=True, data=True)
        if relation in CHAIN_RELATIONS
    ]
    for other, relation, data in sorted(found, key=lambda edge: edge[:2]):
        yield other, relation, [_evidence(each) for each in data.get("evidence", ())]


def _evidence(given: Mapping[str, Any]) -> Evidence:
    return Evidence(**{key: given.get(key) for key in Evidence.model_fields})

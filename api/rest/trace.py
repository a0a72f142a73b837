"""A chain as a tree of JSON: breadth first, so that a limit leaves out what is furthest."""

from __future__ import annotations

from collections import deque
from typing import Literal

from api.documents import DocumentSummary
from api.library import Snapshot
from api.rest.models import Evidence, TraceAnswer, TraceStep
from graph import chains

Direction = Literal["down", "up"]


def trace_answer(
    snapshot: Snapshot, start: DocumentSummary, direction: Direction, depth: int | None, limit: int
) -> TraceAnswer:
    """The chain of ``start``, at most ``depth`` steps and ``limit`` places in the tree; a cut is said."""
    root = chains.trace(snapshot.chains, start.iri, direction, depth=depth)
    answer = _step(snapshot, root)
    waiting, places, cut = deque([(root, answer)]), 1, False
    while waiting:
        step, shown = waiting.popleft()
        for child in step.children:
            if places >= limit:
                cut = True
                break
            places += 1
            below = _step(snapshot, child)
            shown.children.append(below)
            waiting.append((child, below))
    documents = {step.node.iri for step in root.walk()}
    return TraceAnswer(direction=direction, documents=len(documents), cut=cut, root=answer)


def _step(snapshot: Snapshot, step: chains.Step) -> TraceStep:
    return TraceStep(
        document=snapshot.documents.by_iri[step.node.iri],
        depth=step.depth,
        relation=step.relation,
        days=step.days,
        repeated=step.repeated,
        evidence=[
            Evidence(
                citation=proof.citation,
                quote=proof.quote,
                sentence=proof.sentence,
                start=proof.start,
                end=proof.end,
                document=proof.source,
            )
            for proof in step.evidence
        ],
    )

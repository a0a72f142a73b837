"""A chain as a tree of JSON, cut where the server's limit is reached."""

from __future__ import annotations

from api.documents import DocumentSummary
from api.library import Snapshot
from api.rest.models import Evidence, TraceAnswer, TraceStep
from graph.chains import Direction
from graph.proofs import StoreProofs
from graph.trace import Step, Where, trace


def trace_answer(
    snapshot: Snapshot,
    start: DocumentSummary,
    direction: Direction,
    where: Where,
    depth: int | None,
    breadth: int | None,
    limit: int,
) -> TraceAnswer:
    """The chain of ``start``; what is left out is said."""
    found = trace(
        snapshot.chains,
        start.iri,
        direction,
        proofs=StoreProofs(snapshot.store),
        depth=depth,
        breadth=breadth,
        limit=limit,
        where=where,
    )
    return TraceAnswer(
        direction=direction,
        documents=found.documents,
        held=found.held,
        deeper=found.deeper,
        cut=any(step.omitted for step in found.walk()),
        root=_tree(snapshot, found.root),
    )


def _tree(snapshot: Snapshot, root: Step) -> TraceStep:
    """The steps, made from the deepest upwards so that no chain is too long."""
    made: dict[int, TraceStep] = {}
    for step in reversed(list(root.walk())):
        made[id(step)] = _step(snapshot, step, [made.pop(id(child)) for child in step.children])
    return made[id(root)]


def _step(snapshot: Snapshot, step: Step, children: list[TraceStep]) -> TraceStep:
    return TraceStep(
        document=snapshot.documents.by_iri[step.node.iri],
        depth=step.depth,
        relation=step.relation,
        days=step.days,
        repeated=step.repeated,
        matches=step.matches,
        omitted=step.omitted,
        evidence=[
            Evidence(
                citation=proof.citation,
                quote=proof.quote,
                sentence=proof.sentence,
                start=proof.start,
                end=proof.end,
                document=proof.source,
                status=proof.status,
            )
            for proof in step.evidence
        ],
        children=children,
    )

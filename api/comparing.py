"""The comparison that a request asks for."""

from __future__ import annotations

from collections.abc import Sequence

from api.library import Snapshot
from api.lookup import find_document
from api.problems import Problem, ProblemError
from graph.compare import LEAST_TASKS, Comparison, compare

MOST = 20
"""Documents of one comparison."""


def compare_documents(
    snapshot: Snapshot, names: Sequence[str], above: str = "", least: float = LEAST_TASKS
) -> Comparison:
    """Compare the documents named; a problem for unknown ones, and for fewer than two or too many."""
    national = find_document(snapshot, above).iri if above else None
    found = dict.fromkeys(find_document(snapshot, name).iri for name in names if name.strip())
    others = [iri for iri in found if iri != national]
    if not 2 <= len(others) <= MOST:
        raise ProblemError(Problem(400, "compare-count", {"count": len(others), "most": MOST}))
    return compare(snapshot.store, others, national, snapshot.chains, least_tasks=least)

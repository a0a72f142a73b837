"""Finding the one document that a person or a program names."""

from __future__ import annotations

from api.documents import DocumentSummary, plain_number
from api.library import Snapshot
from api.problems import Problem, ProblemError


def find_document(snapshot: Snapshot, name: str) -> DocumentSummary:
    """The document of this IRI, path or number.

    A ``ProblemError`` of 404 when there is none, of 409 with all candidates when there
    are several: a wrong document is worse than none.
    """
    found = snapshot.documents.find(name)
    if found is not None:
        return found
    same = [each for each in snapshot.documents.all if plain_number(each.number or "") == plain_number(name)]
    if len(same) > 1:
        candidates = ", ".join(each.path for each in same[:20])
        raise ProblemError(Problem(409, "several-documents", {"name": name, "candidates": candidates}))
    raise ProblemError(Problem(404, "not-found", {"name": name}))

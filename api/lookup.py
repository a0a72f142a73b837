"""Finding the one document that a person or a program names."""

from __future__ import annotations

from api.documents import DocumentSummary
from api.library import Snapshot
from api.problems import Problem, ProblemError
from queries.naming import DocumentError, name_document, short_iri

_MOST = 20


def find_document(snapshot: Snapshot, name: str) -> DocumentSummary:
    """The document of this IRI, path, number, or number with issuer ("126/KH-UBND của UBND …").

    A ``ProblemError`` of 404 when there is none, naming the nearest, and of 409 with
    all candidates when there are several: a wrong document is worse than none.
    """
    found = snapshot.documents.find(name) or snapshot.documents.find(_named(snapshot, name))
    if found is None:
        raise ProblemError(Problem(404, "not-found", {"name": name}))
    return found


def _named(snapshot: Snapshot, name: str) -> str:
    try:
        return name_document(snapshot.store, name).value
    except DocumentError as error:
        candidates = ", ".join(short_iri(match.iri) for match in error.candidates[:_MOST])
        if error.key == "several-documents":
            raise ProblemError(Problem(409, error.key, {"name": name, "candidates": candidates})) from error
        key = "near-documents" if candidates else "not-found"
        raise ProblemError(Problem(404, key, {"name": name, "candidates": candidates})) from error

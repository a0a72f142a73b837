"""What the sources hold: documents that were read or stand in a register, found by their number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from graph import iri
from graph.view import View
from ontology.terms import CANCU, DCTERMS, ELI


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that a source holds or lists; its key as in its IRI, ``None`` where not known."""

    iri: ox.NamedNode
    issuer: str | None
    type: str | None
    year: str | None
    dates: tuple[str, ...]
    titles: tuple[str, ...]


class Known:
    """The documents of the sources in a view; of none without one.

    A document that is only cited is not known: what one citing text states must
    not decide what another means.
    """

    def __init__(self, view: View | None = None) -> None:
        self._view = view
        self._found: dict[str, tuple[KnownDocument, ...]] = {}

    def numbered(self, digits: str) -> tuple[KnownDocument, ...]:
        """The known documents of a number, whoever issued them, in the order of their IRIs."""
        if digits not in self._found:
            self._found[digits] = tuple(self._of(ELI.number, ox.Literal(digits)))
        return self._found[digits]

    def issued_by(self, organisation: ox.NamedNode) -> Iterator[KnownDocument]:
        """The known documents of one body."""
        return self._of(ELI.passed_by, organisation)

    def _of(self, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> Iterator[KnownDocument]:
        if self._view is None:
            return
        for node in sorted(set(self._view.subjects(predicate, value)), key=str):
            if is_known(self._view, node):
                yield self._read(self._view, node)

    def _read(self, view: View, node: ox.NamedNode) -> KnownDocument:
        issuer, kind, year = iri.key_of(node)
        dates = tuple(sorted(set(view.values(node, ELI.date_document))))
        titles = tuple(sorted(set(view.values(node, DCTERMS.title))))
        return KnownDocument(node, issuer, kind, year, dates, titles)


def is_known(view: View, document: ox.NamedNode) -> bool:
    """Whether a source holds the document, or a register lists it."""
    return any(True for term in (DCTERMS.source, CANCU.registeredIn) for _ in view.quads(document, term))

"""The store as it will be once some graphs are replaced, read by patterns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from graph import iri
from graph.store import Store
from ontology.terms import OA


class View:
    """What the sources and registers state, with some graphs replaced; the derived view is left out."""

    def __init__(self, store: Store, replaced: Mapping[ox.NamedNode, Iterable[ox.Quad]]) -> None:
        self._store = store
        self._hidden = {*replaced, iri.DERIVED_GRAPH}
        self._new = ox.Store()
        self._new.extend(quad for quads in replaced.values() for quad in quads)

    def quads(
        self,
        subject: ox.NamedNode | None,
        predicate: ox.NamedNode,
        object: ox.NamedNode | ox.Literal | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads of all source and register graphs that match."""
        yield from self._new.quads_for_pattern(subject, predicate, object, None)
        for quad in self._store.quads(subject, predicate, object):
            if quad.graph_name not in self._hidden:
                yield quad

    def within(
        self,
        graph: ox.NamedNode,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that one graph will hold, and that match."""
        if graph in self._hidden:
            return self._new.quads_for_pattern(subject, predicate, None, graph)
        return self._store.quads(subject, predicate, graph=graph)

    def values(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
        """The values of a property as text, once for each source that states them."""
        return [text_of(quad) for quad in self.quads(subject, predicate)]

    def nodes(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        """The nodes a property points to."""
        found = (quad.object for quad in self.quads(subject, predicate))
        return [node for node in found if isinstance(node, ox.NamedNode)]

    def subjects(self, predicate: ox.NamedNode, object: ox.NamedNode | ox.Literal) -> Iterator[ox.NamedNode]:
        """The nodes that a property of theirs points from."""
        for quad in self.quads(None, predicate, object):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject

    def mentions(self, document: ox.NamedNode) -> list[ox.NamedNode]:
        """The citations whose body is the document."""
        return list(self.subjects(OA.hasBody, document))


def text_of(quad: ox.Quad) -> str:
    """The object of a quad as plain text."""
    assert isinstance(quad.object, ox.NamedNode | ox.Literal)
    return quad.object.value

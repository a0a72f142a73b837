"""The store: named graphs of quads, read by SPARQL, written whole graphs at a time.

One named graph holds what one source document says; it is replaced as a whole
in one transaction. Queries see the union of all named graphs as their default
graph. An implementation must keep every committed change across a crash and
must show a reader either all of a change or none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Bindings = Mapping[str, ox.NamedNode | ox.Literal]


class StoreError(Exception):
    """The store cannot do what was asked; the message says what to do next."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: column names, and rows of terms (``None`` where unbound)."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Term | None, ...]]

    def as_text(self) -> Iterator[tuple[str | None, ...]]:
        """Rows of plain strings: the value of a literal, the IRI of a node."""
        for row in self.rows:
            yield tuple(None if term is None else term.value for term in row)


@dataclass(frozen=True, slots=True)
class Change:
    """One named graph's new content: ``quads``, or nothing to remove it.

    With ``subjects`` given, only what the graph says of those subjects is replaced
    and the rest of the graph stays.
    """

    graph: ox.NamedNode
    quads: Sequence[ox.Quad]
    subjects: frozenset[ox.NamedNode] | None = None


def checked(changes: Iterable[Change]) -> list[Change]:
    """The changes, if a store may hold them.

    ``StoreError`` for a quad of another graph or subject, for two changes of one
    graph, and for a blank node, which has no name that survives a reload, so that
    graphs could be neither compared nor replaced without noise.
    """
    listed = list(changes)
    graphs = [change.graph for change in listed]
    if len(set(graphs)) < len(graphs):
        raise StoreError("one graph was given two changes at once")
    for change in listed:
        for quad in change.quads:
            _check(quad, change)
    return listed


def checked_quad(quad: ox.Quad) -> ox.Quad:
    """The quad, if its subject and object have names; else ``StoreError``."""
    if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
        raise StoreError(f"{quad.graph_name} holds a blank node; give it an IRI before storing it")
    return quad


def _check(quad: ox.Quad, change: Change) -> None:
    if quad.graph_name != change.graph:
        raise StoreError(f"a quad of {quad.graph_name} was given as content of {change.graph}")
    checked_quad(quad)
    if change.subjects is not None and quad.subject not in change.subjects:
        raise StoreError(f"{quad.subject} is not among the subjects to be replaced in {change.graph}")


class Store(Protocol):
    """What every store can do."""

    def replace(self, changes: Iterable[Change]) -> None:
        """Replace the named graphs of ``changes``, all in one transaction.

        Graphs given with the content they already have cost a comparison and
        change nothing, the generation included. ``StoreError`` when the store is
        read-only or the changes are not storable (see ``checked``).
        """

    def graphs(self) -> Iterator[ox.NamedNode]:
        """The names of the graphs that hold something."""

    def quads(
        self,
        subject: ox.NamedNode | ox.BlankNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that match a pattern; ``None`` matches anything."""

    def select(self, query: str, bindings: Bindings | None = None) -> Rows:
        """Answer a SELECT over the union of all graphs; ``bindings`` fix variables as terms."""

    def texts(self, query: str, bindings: Bindings | None = None) -> Iterator[tuple[str, ...]]:
        """Answer a SELECT as rows of plain strings, "" where unbound: for answers of many rows."""

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Answer an ASK over the union of all graphs."""

    def construct(self, query: str, bindings: Bindings | None = None) -> Iterator[ox.Triple]:
        """Answer a CONSTRUCT or DESCRIBE over the union of all graphs."""

    @property
    def generation(self) -> str:
        """Changes with every committed change: an entity tag for what was read."""

    def keep(self, name: str, make: Callable[[], bytes]) -> bytes:
        """What ``make`` derives from the store as it is now: kept under the name, until the store changes.

        A store that cannot keep anything makes it each time. The name must change
        whenever ``make`` would give other bytes for the same statements.
        """

    def close(self) -> None:
        """Release the store's files; using it afterwards is an error."""

"""Chains of documents: which plan carries out which directive, with the sentence behind each step.

The graph of relations is read from the store once and then walked in memory. An
edge ``u → v`` with key ``relation`` says that u does that to v, so "down" from a
directive, to those who carry it out, follows edges backwards.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import networkx as nx
import pyoxigraph as ox

from graph.find import Match, find
from graph.store import Store

__all__ = [
    "RELATIONS", "Direction", "Evidence", "Match", "Node", "Step", "chain_graph", "find", "node", "trace",
]  # fmt: skip

Direction = Literal["down", "up"]
Proof = dict[str, Any]
RELATIONS = ("implements", "based_on", "guides")
"""What a chain follows unless told otherwise, strongest first."""

_PREFIXES = """
PREFIX cancu: <https://w3id.org/can-cu/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
_DOCUMENTS = (
    _PREFIXES
    + """
SELECT DISTINCT ?doc ?label ?number ?type ?date ?issuer ?title ?level ?source {
  ?doc a cancu:Document .
  OPTIONAL { ?doc rdfs:label ?label }
  OPTIONAL { ?doc cancu:bestNumber ?number }
  OPTIONAL { ?doc eli:type_document ?type }
  OPTIONAL { ?doc cancu:bestDate ?date }
  OPTIONAL { ?doc cancu:bestIssuer ?issuer }
  OPTIONAL { ?doc cancu:bestTitle ?title }
  OPTIONAL { ?doc cancu:level ?level }
  OPTIONAL { ?doc dcterms:source ?source }
} ORDER BY ?doc ?source
"""
)
_RELATIONS = (
    _PREFIXES
    + """
SELECT ?citation ?kind ?subject ?object ?quote ?sentence ?citing ?start ?end {
  ?citation cancu:relationKind ?kind ; cancu:relationSubject ?subject ; cancu:relationObject ?object ;
    cancu:citedAs ?quote ; cancu:sentence ?sentence ; cancu:citingDocument ?citing ;
    oa:hasTarget/oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
} ORDER BY ?citing ?start ?citation
"""
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One mention that proves an edge, in the document ``source``.

    Offsets are code points of the text of that document's file, end-exclusive.
    """

    citation: str
    quote: str
    sentence: str
    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class Node:
    """A document as chains show it; what is not known is ``None``.

    ``date`` is as precise as known. ``held`` tells whether its text is in the store.
    """

    iri: str
    label: str
    number: str | None = None
    type: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    level: str | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A document in a trace, how it was reached, and what comes after it.

    ``days`` is the time from the parent's date to this one's, where both are whole
    dates: positive when this one is later. ``repeated`` marks a document that the
    trace shows in full elsewhere (it is reached by several paths, or is its own
    ancestor); its children are not listed again.
    """

    node: Node
    depth: int
    path: tuple[str, ...]
    relation: str | None = None
    evidence: tuple[Evidence, ...] = ()
    days: int | None = None
    repeated: bool = False
    children: tuple[Step, ...] = ()

    def walk(self) -> Iterator[Step]:
        """This step and all below it, depth first, in the order they are shown."""
        waiting = [self]
        while waiting:
            step = waiting.pop()
            yield step
            waiting += reversed(step.children)


def chain_graph(store: Store) -> nx.MultiDiGraph[str]:
    """All documents and their relations, with the mentions that prove each.

    Node attributes are those of ``Node``; an edge has ``relation`` (also its key)
    and ``evidence``, a list in reading order of dictionaries with the keys
    ``citation``, ``quote``, ``sentence``, ``start``, ``end`` and ``document`` (the
    IRI of the citing document).
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in store.select(_DOCUMENTS).as_text():
        iri, label, number, kind, day, issuer, title, level, source = row
        if iri is not None and iri not in graph:
            graph.add_node(
                iri,
                iri=iri,
                label=label or number or iri,
                number=number,
                type=_last(kind),
                date=day,
                issuer=issuer,
                title=title,
                level=_last(level),
                held=source is not None,
            )
    for row in store.select(_RELATIONS).as_text():
        citation, kind, subject, target, quote, sentence, citing, start, end = (cell or "" for cell in row)
        if subject == target:
            continue
        key = _last(kind) or ""
        if not graph.has_edge(subject, target, key):
            graph.add_edge(subject, target, key, relation=key, evidence=[])
        graph.edges[subject, target, key]["evidence"].append(
            {
                "citation": citation,
                "quote": quote,
                "sentence": sentence,
                "start": int(start),
                "end": int(end),
                "document": citing,
            }
        )
    return graph


def node(graph: nx.MultiDiGraph[str], iri: str) -> Node:
    """The attributes of a document of the graph; ``KeyError`` when it has none of that IRI."""
    return Node(**graph.nodes[iri])


def trace(
    graph: nx.MultiDiGraph[str],
    start: ox.NamedNode | str,
    direction: Direction = "down",
    relations: Iterable[str] = RELATIONS,
    depth: int | None = None,
) -> Step:
    """The tree of documents below (or above) ``start``, each reached by its strongest relation.

    ``down`` goes to those that implement, guide or rest on it; ``up`` to what it
    implements, guides or rests on. Every document is shown in full once, at its
    least depth, and as ``repeated`` wherever else it is reached, so the trace ends
    in any graph. ``depth`` counts steps from ``start``. ``KeyError`` when the graph
    lacks ``start``.
    """
    root = start.value if isinstance(start, ox.NamedNode) else start
    if root not in graph:
        raise KeyError(root)
    return _Walk(graph, direction, tuple(relations), depth).tree(root)


class _Walk:
    """One trace: the graph, what to follow, and which path shows each document in full."""

    def __init__(
        self, graph: nx.MultiDiGraph[str], direction: Direction, relations: tuple[str, ...], depth: int | None
    ) -> None:
        self._graph = graph
        self._down = direction == "down"
        self._rank = {relation: place for place, relation in enumerate(relations)}
        self._depth = depth

    def next(self, iri: str) -> list[tuple[str, str, list[Proof]]]:
        """The neighbours one step on: IRI, strongest relation, evidence; in order of date."""
        edges = self._graph.in_edges(iri, data=True) if self._down else self._graph.out_edges(iri, data=True)
        best: dict[str, tuple[str, list[Proof]]] = {}
        for subject, target, data in edges:
            other, relation = (subject if self._down else target), data["relation"]
            if relation not in self._rank:
                continue
            if other not in best or self._rank[relation] < self._rank[best[other][0]]:
                best[other] = (relation, data["evidence"])
        order = sorted(best, key=lambda other: (self._graph.nodes[other]["date"] or "9999", other))
        return [(other, *best[other]) for other in order]

    def tree(self, root: str) -> Step:
        """The whole trace, made from its deepest steps upwards so that no chain is too long."""
        paths = self._paths(root)
        shown: dict[str, tuple[Step, ...]] = {}
        for iri in reversed(paths):
            path = paths[iri]
            if self._depth is None or len(path) <= self._depth:
                shown[iri] = tuple(self._child(path, found, paths, shown) for found in self.next(iri))
        return Step(node(self._graph, root), 0, (root,), children=shown.get(root, ()))

    def _paths(self, root: str) -> dict[str, tuple[str, ...]]:
        """The path on which each document is shown in full: a shortest one, breadth first."""
        paths: dict[str, tuple[str, ...]] = {root: (root,)}
        waiting = deque([root])
        while waiting:
            iri = waiting.popleft()
            if self._depth is not None and len(paths[iri]) > self._depth:
                break
            for other, _, _ in self.next(iri):
                if other not in paths:
                    paths[other] = (*paths[iri], other)
                    waiting.append(other)
        return paths

    def _child(
        self,
        path: tuple[str, ...],
        found: tuple[str, str, list[Proof]],
        paths: dict[str, tuple[str, ...]],
        shown: dict[str, tuple[Step, ...]],
    ) -> Step:
        other, relation, evidence = found
        own = (*path, other)
        repeated = paths[other] != own
        below = node(self._graph, other)
        days = _days(self._graph.nodes[path[-1]]["date"], below.date)
        children = () if repeated else shown.get(other, ())
        proofs = tuple(_evidence(proof) for proof in evidence)
        return Step(below, len(path), own, relation, proofs, days, repeated, children)


def _evidence(proof: Proof) -> Evidence:
    return Evidence(
        proof["citation"], proof["quote"], proof["sentence"], proof["start"], proof["end"], proof["document"]
    )


def _days(first: str | None, second: str | None) -> int | None:
    try:
        return (date.fromisoformat(second or "") - date.fromisoformat(first or "")).days
    except ValueError:  # One of the two is not known to the day.
        return None


def _last(iri: str | None) -> str | None:
    return iri.rsplit("/", 1)[-1] if iri else None

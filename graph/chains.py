"""Chains of documents: which plan carries out which directive, with the sentence behind each step.

The graph of relations is read from the store once and then walked in memory. An
edge ``u → v`` with key ``relation`` says that u does that to v, so "down" from a
directive, to those who carry it out, follows edges backwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import networkx as nx
import pyoxigraph as ox

from graph.store import Store

Direction = Literal["down", "up"]
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
    """One mention that proves an edge; offsets are code points of the citing file's text, end-exclusive."""

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
        yield self
        for child in self.children:
            yield from child.walk()


def chain_graph(store: Store) -> nx.MultiDiGraph:
    """All documents and their relations, with the mentions that prove each.

    Node attributes are those of ``Node``; an edge has ``relation`` (also its key)
    and ``evidence``, a list of ``Evidence`` in reading order.
    """
    graph = nx.MultiDiGraph()
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
        found = Evidence(citation, quote, sentence, int(start), int(end), citing)
        graph.edges[subject, target, key]["evidence"].append(found)
    return graph


def node(graph: nx.MultiDiGraph, iri: str) -> Node:
    """The attributes of a document of the graph; ``KeyError`` when it has none of that IRI."""
    return Node(**graph.nodes[iri])


def trace(
    graph: nx.MultiDiGraph,
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
    walk = _Walk(graph, direction, tuple(relations), depth)
    return walk.step(root, node(graph, root), (root,), walk.parents(root))


class _Walk:
    """One trace: the graph, what to follow, and which path shows each document in full."""

    def __init__(
        self, graph: nx.MultiDiGraph, direction: Direction, relations: tuple[str, ...], depth: int | None
    ) -> None:
        self._graph = graph
        self._down = direction == "down"
        self._rank = {relation: place for place, relation in enumerate(relations)}
        self._depth = depth

    def next(self, iri: str) -> list[tuple[str, str, list[Evidence]]]:
        """The neighbours one step on: IRI, strongest relation, evidence; in order of date."""
        edges = self._graph.in_edges(iri, data=True) if self._down else self._graph.out_edges(iri, data=True)
        best: dict[str, tuple[str, list[Evidence]]] = {}
        for subject, target, data in edges:
            other, relation = (subject if self._down else target), data["relation"]
            if relation not in self._rank:
                continue
            if other not in best or self._rank[relation] < self._rank[best[other][0]]:
                best[other] = (relation, data["evidence"])
        order = sorted(best, key=lambda other: (self._graph.nodes[other]["date"] or "9999", other))
        return [(other, *best[other]) for other in order]

    def parents(self, root: str) -> dict[str, str]:
        """For each document reached, the neighbour under which it is shown in full: breadth first."""
        parents, level, depth = {root: ""}, [root], 0
        while level and (self._depth is None or depth < self._depth):
            following: list[str] = []
            for iri in level:
                for other, _, _ in self.next(iri):
                    if other not in parents:
                        parents[other] = iri
                        following.append(other)
            level, depth = following, depth + 1
        return parents

    def step(
        self,
        iri: str,
        shown: Node,
        path: tuple[str, ...],
        parents: dict[str, str],
        relation: str | None = None,
        evidence: tuple[Evidence, ...] = (),
        days: int | None = None,
    ) -> Step:
        depth = len(path) - 1
        repeated = depth > 0 and (parents.get(iri) != path[-2] or iri in path[:-1])
        children: tuple[Step, ...] = ()
        if not repeated and (self._depth is None or depth < self._depth):
            children = tuple(
                self.step(
                    other,
                    (below := node(self._graph, other)),
                    (*path, other),
                    parents,
                    kind,
                    tuple(proofs),
                    _days(shown.date, below.date),
                )
                for other, kind, proofs in self.next(iri)
            )
        return Step(shown, depth, path, relation, evidence, days, repeated, children)


def _days(first: str | None, second: str | None) -> int | None:
    try:
        return (date.fromisoformat(second or "") - date.fromisoformat(first or "")).days
    except ValueError:  # One of the two is not known to the day.
        return None


def _last(iri: str | None) -> str | None:
    return iri.rsplit("/", 1)[-1] if iri else None

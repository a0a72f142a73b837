"""The sentences that prove the edges of chains, read from the store when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import networkx as nx
import pyoxigraph as ox

from graph.iri import last_part
from graph.store import Store

Edge = tuple[str, str, str]
"""Who does what to whom: the IRI of the lower document, the relation, the IRI of the upper one."""

_BATCH = 400
"""Pairs of documents asked for in one query."""

_MENTIONS = """
PREFIX cancu: <https://w3id.org/can-cu/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT DISTINCT ?subject ?kind ?object ?citation ?quote ?sentence ?start ?end ?citing ?status {
  %s
  ?citation cancu:relationSubject ?subject ; cancu:relationObject ?object ; cancu:relationKind ?kind ;
    cancu:citedAs ?quote ; cancu:sentence ?sentence ; cancu:citingDocument ?citing ;
    cancu:resolutionStatus ?status ; oa:hasTarget/oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
}
"""


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """One mention that proves an edge, in the document ``source``.

    Offsets are code points of the text of that document's file (or register), end-exclusive.
    ``status`` is how surely the mention names the document (see ``graph.resolution.Status``).
    """

    source: str
    start: int
    end: int
    citation: str
    quote: str
    sentence: str
    status: str = "resolved"


class Proofs(Protocol):
    """Where the sentences behind edges come from."""

    def of(self, edges: Iterable[Edge]) -> Mapping[Edge, tuple[Evidence, ...]]:
        """The mentions behind each edge in reading order; an edge without any is left out."""


@dataclass(frozen=True, slots=True)
class StoreProofs:
    """The mentions that a store holds."""

    store: Store

    def of(self, edges: Iterable[Edge]) -> Mapping[Edge, tuple[Evidence, ...]]:
        """The mentions behind each edge; a few hundred edges take some milliseconds."""
        wanted = set(edges)
        pairs = sorted({(lower, upper) for lower, _, upper in wanted})
        batches = (pairs[first : first + _BATCH] for first in range(0, len(pairs), _BATCH))
        found = (row for batch in batches for row in self._read(_values(batch)))
        return _collected((edge, proof) for edge, proof in found if edge in wanted)

    def all(self) -> Mapping[Edge, tuple[Evidence, ...]]:
        """The mentions behind every edge of the store."""
        return _collected(self._read(""))

    def _read(self, values: str) -> Iterator[tuple[Edge, Evidence]]:
        for row in self.store.texts(_MENTIONS % values):
            lower, kind, upper, citation, quote, sentence, start, end, citing, status = row
            edge = (lower, last_part(kind), upper)
            yield edge, Evidence(citing, int(start), int(end), citation, quote, sentence, last_part(status))


@dataclass(frozen=True, slots=True)
class GraphProofs:
    """The mentions that a graph of networkx carries (see ``graph.network.chain_graph``)."""

    graph: nx.MultiDiGraph[str]

    def of(self, edges: Iterable[Edge]) -> Mapping[Edge, tuple[Evidence, ...]]:
        """The mentions behind each edge."""
        return {
            (lower, relation, upper): tuple(sorted(map(evidence_of, listed)))
            for lower, relation, upper in edges
            if (listed := self.graph.edges[lower, upper, relation].get("evidence"))
        }


def evidence_of(listed: Mapping[str, object]) -> Evidence:
    """A mention as an edge of networkx lists it (``document`` is its source)."""
    values = {**listed, "source": listed["document"]}
    del values["document"]
    return Evidence(**values)  # type: ignore[arg-type]


def _values(pairs: Sequence[tuple[str, str]]) -> str:
    rows = (f"({ox.NamedNode(lower)} {ox.NamedNode(upper)})" for lower, upper in pairs)
    return f"VALUES (?subject ?object) {{ {' '.join(rows)} }}"


def _collected(found: Iterable[tuple[Edge, Evidence]]) -> dict[Edge, tuple[Evidence, ...]]:
    listed: dict[Edge, list[Evidence]] = {}
    for edge, proof in found:
        listed.setdefault(edge, []).append(proof)
    return {edge: tuple(sorted(set(proofs))) for edge, proofs in listed.items()}

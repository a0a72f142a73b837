"""What goes into a picture: the documents nearest to one document, and what had to be left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import networkx as nx
import numpy as np
import numpy.typing as npt

from graph.chains import KINDS, Chains, chains_of
from graph.proofs import Edge, GraphProofs, Proofs
from graph.proofs import Evidence as Proof
from viz.card import LEVELS, Card, card_of
from viz.styles import relation_styles, strength
from viz.texts import texts

MAX_DOCUMENTS = 300
"""Documents in one picture; drawing more takes a browser tens of seconds and nobody can read it."""

MAX_LINKS = 600
"""Relations in one picture and in its table."""

Direction = Literal["down", "up"]
Source: TypeAlias = "Chains | nx.MultiDiGraph[str]"
"""Chains as arrays, or a graph of networkx as ``graph.network.chain_graph`` makes it."""


class UnknownDocumentError(LookupError):
    """The document asked for is not in the graph; the message says so in both languages."""

    def __init__(self, iri: str) -> None:
        super().__init__(" / ".join(texts(lang).say("unknown", iri=iri) for lang in ("vi", "en")))
        self.iri = iri


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence that states a relation: the citation's wording and the IRI of the citing document."""

    quote: str
    sentence: str
    document: str


@dataclass(frozen=True, slots=True)
class Link:
    """``source`` does ``relation`` to ``target`` (IRIs), as the sentences of ``evidence`` say."""

    source: str
    relation: str
    target: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """The part of a graph that one picture shows.

    ``omitted`` counts, by level, the documents that belong to the answer but are
    not drawn; ``omitted_links`` the relations between drawn documents that are not.
    """

    centre: Card
    cards: tuple[Card, ...]
    links: tuple[Link, ...]
    omitted: Mapping[str, int]
    omitted_links: int
    quoted: tuple[Card, ...] = ()

    @property
    def by_iri(self) -> dict[str, Card]:
        """The documents by IRI: those that are drawn, and those whose sentences are quoted."""
        return {entry.iri: entry for entry in (*self.quoted, *self.cards)}


def chain(
    source: Source,
    root: str,
    direction: Direction = "down",
    depth: int | None = None,
    *,
    proofs: Proofs | None = None,
) -> Selection:
    """Who carries ``root`` downwards (or, ``up``, what it rests on), at most ``depth`` steps away.

    ``proofs`` give the sentences; a graph of networkx brings its own.
    """
    if direction not in ("down", "up"):
        raise ValueError(f"direction is 'down' or 'up', not {direction!r}")
    chains, start = _chains(source, root)
    relations = tuple(style.code for style in relation_styles() if style.chain)
    reach = chains.reach(start, direction, relations, depth)
    return _select(chains, reach.order, reach.depth, relations, _proofs(source, proofs))


def neighbourhood(source: Source, centre: str, hops: int = 1, *, proofs: Proofs | None = None) -> Selection:
    """The documents within ``hops`` relations of any kind, in either direction."""
    chains, start = _chains(source, centre)
    distance = {start: 0}
    frontier = [start]
    for hop in range(1, hops + 1):
        beside = {
            far
            for position in frontier
            for direction in _BOTH_WAYS
            for far, _ in chains.neighbours(position, direction, KINDS)
        }
        frontier = sorted(beside - distance.keys())
        distance |= dict.fromkeys(frontier, hop)
    found = np.fromiter(distance, np.int64)
    steps = np.fromiter(distance.values(), np.int64)
    return _select(chains, found, steps, KINDS, _proofs(source, proofs))


_BOTH_WAYS: tuple[Direction, ...] = ("down", "up")


def _chains(source: Source, document: str) -> tuple[Chains, int]:
    chains = source if isinstance(source, Chains) else chains_of(source)
    if document not in chains:
        raise UnknownDocumentError(document)
    return chains, chains.place[document]


def _proofs(source: Source, proofs: Proofs | None) -> Proofs | None:
    return proofs if proofs or isinstance(source, Chains) else GraphProofs(source)


def _select(
    chains: Chains,
    found: npt.NDArray[np.integer],
    distance: npt.NDArray[np.integer],
    relations: Iterable[str],
    proofs: Proofs | None,
) -> Selection:
    """The nearest of the documents found, the older first; only of these are relations and sentences read."""
    nearest = np.lexsort((found, distance))
    drawn = [int(position) for position in found[nearest[:MAX_DOCUMENTS]]]
    cards = [_card(chains, position) for position in drawn]
    edges = _edges(chains, drawn, frozenset(relations))
    shown = edges[:MAX_LINKS]
    proved = proofs.of(shown) if proofs else {}
    links = [Link(*edge, tuple(map(_evidence, proved.get(edge, ())))) for edge in shown]
    homes = {one.document for link in links for one in link.evidence} - {entry.iri for entry in cards}
    left = Counter(_level(chains, int(position)) for position in found[nearest[MAX_DOCUMENTS:]])
    return Selection(
        centre=cards[0],
        cards=tuple(cards),
        links=tuple(links),
        omitted={level: left[level] for level in LEVELS if left[level]},
        omitted_links=len(edges) - len(shown),
        quoted=tuple(_card(chains, chains.place[iri]) for iri in sorted(homes) if iri in chains),
    )


def _card(chains: Chains, position: int) -> Card:
    return card_of(chains.nodes[position])


def _level(chains: Chains, position: int) -> str:
    level = chains.nodes[position].level
    return level if level in LEVELS else "unknown"


def _edges(chains: Chains, drawn: Sequence[int], relations: frozenset[str]) -> list[Edge]:
    """The relations between the documents drawn, those of the nearest first."""
    rank = {chains.nodes[position].iri: place for place, position in enumerate(drawn)}

    def order(edge: Edge) -> tuple[int, int, int, int, str]:
        lower, relation, upper = edge
        far, near = max(rank[lower], rank[upper]), min(rank[lower], rank[upper])
        return far, near, rank[lower], strength(relation), relation

    return sorted((edge for edge in chains.edges_between(drawn) if edge[1] in relations), key=order)


def _evidence(proof: Proof) -> Evidence:
    return Evidence(proof.quote, proof.sentence or proof.quote, proof.source)

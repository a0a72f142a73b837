"""The way from a document up to the one it carries out: link by link, each with its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from graph.chains import Chains, Node, Reach
from graph.proofs import Edge, Evidence, Proofs

__all__ = ["Link", "edge_of", "links_up", "prove", "relation_between"]


@dataclass(frozen=True, slots=True)
class Link:
    """``lower`` does ``relation`` to ``upper``; the sentences that say so, once they were asked for."""

    lower: Node
    relation: str
    upper: Node
    evidence: tuple[Evidence, ...] = ()


def relation_between(chains: Chains, lower: int, upper: int, relations: Sequence[str]) -> str:
    """The strongest of ``relations`` (those that come first are stronger) of one document to another.

    ``KeyError`` when there is none.
    """
    adjacency = chains.adjacency("up", relations)
    begin, end = adjacency.start[lower], adjacency.start[lower + 1]
    place = begin + np.searchsorted(adjacency.far[begin:end], upper)
    if place == end or adjacency.far[place] != upper:
        raise KeyError((lower, upper))
    return relations[int(adjacency.rank[place])]


def links_up(chains: Chains, reach: Reach, position: int, relations: Sequence[str]) -> tuple[Link, ...]:
    """The links from a document that ``reach`` found going down, up to where it began."""
    links = []
    while (upper := int(reach.parent[position])) >= 0:
        relation = relation_between(chains, position, upper, relations)
        links.append(Link(chains.nodes[position], relation, chains.nodes[upper]))
        position = upper
    return tuple(links)


def prove(ways: Iterable[tuple[Link, ...]], proofs: Proofs) -> list[tuple[Link, ...]]:
    """The same ways with the sentences behind each link, all read at once."""
    listed = list(ways)
    found = proofs.of({edge_of(link) for way in listed for link in way})
    return [tuple(replace(link, evidence=found.get(edge_of(link), ())) for link in way) for way in listed]


def edge_of(link: Link) -> Edge:
    """A link as proofs know it."""
    return link.lower.iri, link.relation, link.upper.iri

"""Communities: documents that hang together more among themselves than with the rest, and their topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

import networkx as nx
import numpy as np

from extract.text import fold
from graph.carrying import CARRYING
from graph.chains import Chains, Node

__all__ = ["Community", "communities"]

SEED = 20230504
"""Louvain draws the order in which it tries documents; with a fixed seed a graph has the same communities."""

_PHRASE = 4
_WORDS = 3


@dataclass(frozen=True, slots=True)
class Community:
    """Documents that hang together: ``size`` of them, ``positions`` in the order of their dates.

    ``hub`` is the one with most links. ``words`` are phrases of their titles, four syllables
    long, that are common among them and rare elsewhere: a hint of the topic, not a name for it.
    """

    hub: Node
    size: int
    words: tuple[str, ...]
    positions: tuple[int, ...]


def communities(chains: Chains, relations: Sequence[str] = CARRYING, least: int = 3) -> tuple[Community, ...]:
    """The communities of at least ``least`` documents, largest first, by Louvain's method (``networkx``).

    Relations count as links without direction or weight. A document with one neighbour belongs
    where that does, so it is set aside and added afterwards. Communities are what the links make
    them: when ``based_on`` is followed too, a law that everything rests on draws together what
    has nothing else in common, and a large graph takes a minute instead of seconds.
    """
    graph = _linked(chains, relations)
    leaves = _leaves(graph)
    core = graph.subgraph(set(graph) - set(leaves))
    groups = [set(group) for group in nx.community.louvain_communities(core, seed=SEED)] if len(core) else []
    home = {position: place for place, group in enumerate(groups) for position in group}
    for leaf, neighbour in leaves.items():
        groups[home[neighbour]].add(leaf)
    rarity = _Rarity(chains)
    found = [_community(chains, graph, rarity, group) for group in groups if len(group) >= least]
    return tuple(sorted(found, key=lambda one: (-one.size, one.positions)))


def _linked(chains: Chains, relations: Sequence[str]) -> nx.Graph[int]:
    adjacency = chains.adjacency("up", relations)
    lower = np.repeat(np.arange(len(chains)), np.diff(adjacency.start))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from(zip(lower.tolist(), adjacency.far.tolist(), strict=True))
    return graph


def _leaves(graph: nx.Graph[int]) -> dict[int, int]:
    """Documents with one neighbour that has more than one, and that neighbour."""
    leaves = {}
    for position in graph:
        if graph.degree(position) == 1:
            neighbour = next(iter(graph[position]))
            if graph.degree(neighbour) > 1:
                leaves[position] = neighbour
    return leaves


class _Rarity:
    """How rare each phrase is among the titles of all documents."""

    def __init__(self, chains: Chains) -> None:
        self.phrases = [frozenset(_phrases(node.title or "")) for node in chains.nodes]
        self.counts = Counter(phrase for phrases in self.phrases for phrase in phrases)

    def words(self, group: Sequence[int]) -> tuple[str, ...]:
        """The phrases of a group by how often they stand in its titles, rare ones counting for more."""
        inside = Counter(phrase for position in group for phrase in self.phrases[position])
        total = len(self.phrases)
        weight = {
            phrase: count * log(1 + total / self.counts[phrase])
            for phrase, count in inside.items()
            if count > 1
        }
        return tuple(_apart(sorted(weight, key=lambda phrase: (-weight[phrase], phrase))))


def _phrases(title: str) -> Iterator[str]:
    syllables = [part for part in fold(title).split() if part.isalpha()]
    for place in range(len(syllables) - _PHRASE + 1):
        yield " ".join(syllables[place : place + _PHRASE])


def _apart(phrases: Sequence[str]) -> Iterator[str]:
    """The first phrases that share no syllable."""
    used: set[str] = set()
    left = _WORDS
    for phrase in phrases:
        if left and used.isdisjoint(phrase.split()):
            used.update(phrase.split())
            left -= 1
            yield phrase


def _community(chains: Chains, graph: nx.Graph[int], rarity: _Rarity, group: set[int]) -> Community:
    positions = tuple(sorted(group))
    hub = max(positions, key=lambda position: (graph.degree(position), -position))
    return Community(chains.nodes[hub], len(positions), rarity.words(positions), positions)

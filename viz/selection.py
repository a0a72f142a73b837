"""What goes into a picture: the documents nearest to one document, and what had to be left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import networkx as nx

from viz.card import LEVELS, Card, card
from viz.styles import chain_relations, strength
from viz.texts import texts

MAX_DOCUMENTS = 300
"""Documents in one picture; drawing more takes a browser tens of seconds and nobody can read it."""

MAX_LINKS = 600
"""Relations in one picture and in its table."""

Direction = Literal["down", "up"]
Neighbours = Callable[[str], Iterable[str]]


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
    graph: nx.MultiDiGraph[str], root: str, direction: Direction = "down", depth: int | None = None
) -> Selection:
    """Who carries ``root`` downwards (or, ``up``, what it rests on), at most ``depth`` steps away."""
    if direction not in ("down", "up"):
        raise ValueError(f"direction is 'down' or 'up', not {direction!r}")
    relations = chain_relations()

    def below(iri: str) -> Iterator[str]:
        return (one for one, _, key in graph.in_edges(iri, keys=True) if key in relations)

    def above(iri: str) -> Iterator[str]:
        return (other for _, other, key in graph.out_edges(iri, keys=True) if key in relations)

    return _select(graph, root, below if direction == "down" else above, depth, relations)


def neighbourhood(graph: nx.MultiDiGraph[str], centre: str, hops: int = 1) -> Selection:
    """The documents within ``hops`` relations of any kind, in either direction."""

    def around(iri: str) -> Iterator[str]:
        yield from graph.predecessors(iri)
        yield from graph.successors(iri)

    return _select(graph, centre, around, hops, None)


def _select(
    graph: nx.MultiDiGraph[str],
    centre: str,
    neighbours: Neighbours,
    depth: int | None,
    relations: frozenset[str] | None,
) -> Selection:
    if centre not in graph:
        raise UnknownDocumentError(centre)
    distance = _distances(centre, neighbours, depth)
    found = [card(iri, graph.nodes[iri]) for iri in distance]
    found.sort(key=lambda entry: (distance[entry.iri], entry.age))
    drawn, left = found[:MAX_DOCUMENTS], found[MAX_DOCUMENTS:]
    rank = {entry.iri: place for place, entry in enumerate(drawn)}
    links = sorted(
        _links(graph, rank, relations),
        key=lambda link: (
            max(rank[link.source], rank[link.target]),
            min(rank[link.source], rank[link.target]),
            rank[link.source],
            strength(link.relation),
            link.relation,
        ),
    )
    counts = Counter(entry.level for entry in left)
    homes = sorted({one.document for link in links for one in link.evidence} - rank.keys())
    return Selection(
        centre=drawn[0],
        cards=tuple(drawn),
        links=tuple(links[:MAX_LINKS]),
        omitted={level: counts[level] for level in LEVELS if counts[level]},
        omitted_links=len(links[MAX_LINKS:]),
        quoted=tuple(card(iri, graph.nodes[iri]) for iri in homes if iri in graph),
    )


def _distances(centre: str, neighbours: Neighbours, depth: int | None) -> dict[str, int]:
    """Steps from ``centre`` by breadth-first search: a document reached twice counts once, cycles end."""
    distance = {centre: 0}
    frontier = [centre]
    while frontier and (depth is None or distance[frontier[0]] < depth):
        reached: list[str] = []
        for iri in frontier:
            for other in neighbours(iri):
                if other not in distance:
                    distance[other] = distance[iri] + 1
                    reached.append(other)
        frontier = reached
    return distance


def _links(
    graph: nx.MultiDiGraph[str], drawn: Mapping[str, int], relations: frozenset[str] | None
) -> Iterator[Link]:
    for source in drawn:
        for _, target, key, attributes in graph.out_edges(source, keys=True, data=True):
            if target in drawn and target != source and (relations is None or key in relations):
                yield Link(source, str(key), target, _evidence(attributes))


def _evidence(attributes: Mapping[str, Any]) -> tuple[Evidence, ...]:
    """The evidence of an edge in reading order, whatever order the graph was filled in."""
    entries = sorted(
        attributes.get("evidence") or (),
        key=lambda entry: (str(entry.get("document")), entry.get("start") or 0, str(entry.get("citation"))),
    )
    return tuple(
        Evidence(
            quote=str(entry.get("quote") or ""),
            sentence=str(entry.get("sentence") or entry.get("quote") or ""),
            document=str(entry.get("document") or ""),
        )
        for entry in entries
    )

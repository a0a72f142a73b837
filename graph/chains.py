"""Chains of documents as arrays: which document does what to which, ready to be walked in milliseconds.

An edge says that document ``lower`` does ``kind`` to document ``upper``, so "down"
from a directive, to those who carry it out, follows edges backwards. Documents
stand in the order of their dates (unknown ones last), then of their IRIs; a
*position* is a place in that order. The sentences that prove an edge stay in the
store until they are asked for (``graph.proofs``).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeVar, cast

import networkx as nx
import numpy as np
import numpy.typing as npt
import pyoxigraph as ox

from graph import iri
from graph.authority import place_of
from graph.store import Store
from ontology import registers
from ontology.terms import CANCU, DCTERMS, ELI, RDF, RDFS

__all__ = [
    "KINDS",
    "RELATIONS",
    "Chains",
    "Direction",
    "Node",
    "Reach",
    "chains_of",
    "derive_chains",
    "read_chains",
]

T = TypeVar("T")
Direction = Literal["down", "up"]
Positions = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

KINDS = tuple(row.code for row in registers.relation_kinds())
"""Every kind of relation, by the code that is its index in ``Chains.kind``."""

RELATIONS = ("implements", "based_on", "guides")
"""What a chain follows unless told otherwise, strongest first."""

_UNKNOWN_DATE = "9999"


@dataclass(frozen=True, slots=True)
class Node:
    """A document as chains show it; what is not known is ``None``.

    ``date`` is as precise as known; ``body`` is the code of the body that numbers it.
    ``held`` tells whether its text is in the store, ``listed`` whether a register
    lists it; a document that is neither is known from citations alone.
    """

    iri: str
    label: str
    number: str | None = None
    type: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    level: str | None = None
    body: str | None = None
    held: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Adjacency:
    """The neighbours of every document in one direction, each once, by its strongest relation.

    Those of position ``p`` are ``far[start[p]:start[p + 1]]``, in the order of positions;
    ``rank`` beside it is the relation's place in what is followed, strongest first.
    """

    start: npt.NDArray[np.int64]
    far: Positions
    rank: npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """The documents reached from one: ``order`` as found breadth first, the start itself at its head.

    ``depth`` is the least number of steps, beside ``order``. ``parent`` and ``depth_of``
    are indexed by position, -1 where there is none; of several parents at the least
    depth the first found stands.
    """

    order: Positions
    depth: Positions
    parent: Positions
    depth_of: Positions


@dataclass(frozen=True, eq=False)
class Chains:
    """The documents of a store, and their relations as three arrays of one length.

    ``lower[i]`` does ``KINDS[kind[i]]`` to ``upper[i]``; each such edge stands once.
    """

    nodes: tuple[Node, ...]
    lower: Positions
    upper: Positions
    kind: npt.NDArray[np.int8]
    _adjacencies: dict[tuple[Direction, tuple[str, ...]], Adjacency] = field(default_factory=dict, repr=False)
    _derived: dict[Callable[..., object], object] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.nodes)

    def __contains__(self, document: object) -> bool:
        return document in self.place

    @cached_property
    def place(self) -> dict[str, int]:
        """The position of each document by its IRI."""
        return {node.iri: position for position, node in enumerate(self.nodes)}

    @cached_property
    def day(self) -> Positions:
        """The date of each document as a proleptic ordinal day, -1 where it is not known to the day."""
        known = {text: _ordinal(text) for text in {node.date for node in self.nodes}}
        return np.fromiter((known[node.date] for node in self.nodes), np.int32, len(self.nodes))

    @cached_property
    def span(self) -> tuple[Positions, Positions]:
        """The first and the last day that each document's date may mean, as ordinals; -1 without a date."""
        known = {text: _span(text) for text in {node.date for node in self.nodes}}
        pairs = np.array([known[node.date] for node in self.nodes], np.int32).reshape(-1, 2)
        return pairs[:, 0].copy(), pairs[:, 1].copy()

    @cached_property
    def held(self) -> Flags:
        """Whether the text of each document is in the store."""
        return np.fromiter((node.held for node in self.nodes), np.bool_, len(self.nodes))

    @cached_property
    def provinces(self) -> tuple[str | None, ...]:
        """The code of the province that each document's body belongs to, as it was called before July 2025.

        ``None`` for central bodies and where the body is not known.
        """
        known = {body: _province(body) for body in {node.body for node in self.nodes}}
        return tuple(known[node.body] for node in self.nodes)

    def derived(self, make: Callable[[Chains], T]) -> T:
        """What ``make`` works out from these chains, worked out once and then kept."""
        if make not in self._derived:
            self._derived[make] = make(self)
        return cast(T, self._derived[make])

    def node(self, document: str) -> Node:
        """The document of an IRI; ``KeyError`` when there is none."""
        return self.nodes[self.place[document]]

    def adjacency(self, direction: Direction, relations: Iterable[str] = RELATIONS) -> Adjacency:
        """Who does one of ``relations`` to each document (``down``), or to whom it does so (``up``).

        Made when first asked for, then kept. ``ValueError`` for a relation that is not of ``KINDS``.
        """
        key = (direction, tuple(dict.fromkeys(relations)))
        if key not in self._adjacencies:
            self._adjacencies[key] = self._adjacent(*key)
        return self._adjacencies[key]

    def _adjacent(self, direction: Direction, relations: tuple[str, ...]) -> Adjacency:
        ranks = np.full(len(KINDS), -1, np.int8)
        for place, relation in enumerate(relations):
            ranks[KINDS.index(relation)] = place
        rank = ranks[self.kind]
        near, far = (self.upper, self.lower) if direction == "down" else (self.lower, self.upper)
        followed = rank >= 0
        near, far, rank = near[followed], far[followed], rank[followed]
        order = np.lexsort((rank, far, near))
        near, far, rank = near[order], far[order], rank[order]
        strongest = np.ones(len(near), np.bool_)
        strongest[1:] = (near[1:] != near[:-1]) | (far[1:] != far[:-1])
        start = np.searchsorted(near[strongest], np.arange(len(self) + 1))
        return Adjacency(start, far[strongest], rank[strongest])

    def neighbours(
        self, position: int, direction: Direction, relations: Sequence[str] = RELATIONS
    ) -> Iterator[tuple[int, str]]:
        """The positions one step on, each with its strongest relation."""
        adjacency = self.adjacency(direction, relations)
        beside = slice(adjacency.start[position], adjacency.start[position + 1])
        for far, rank in zip(adjacency.far[beside].tolist(), adjacency.rank[beside].tolist(), strict=True):
            yield far, relations[rank]

    def edges_between(self, positions: Iterable[int]) -> Iterator[tuple[str, str, str]]:
        """The edges between documents at some positions, as lower IRI, relation and upper IRI."""
        chosen = np.zeros(len(self), np.bool_)
        chosen[np.fromiter(positions, np.int64)] = True
        for edge in np.flatnonzero(chosen[self.lower] & chosen[self.upper]).tolist():
            lower, upper = self.nodes[self.lower[edge]], self.nodes[self.upper[edge]]
            yield lower.iri, KINDS[self.kind[edge]], upper.iri

    def reach(
        self,
        start: int,
        direction: Direction = "down",
        relations: Iterable[str] = RELATIONS,
        depth: int | None = None,
    ) -> Reach:
        """All documents at most ``depth`` steps from the position ``start``, breadth first."""
        adjacency = self.adjacency(direction, relations)
        depth_of = np.full(len(self), -1, np.int32)
        parent = np.full(len(self), -1, np.int32)
        depth_of[start] = 0
        frontier = np.array([start], np.int32)
        levels = [frontier]
        while len(frontier) and (depth is None or len(levels) <= depth):
            frontier = _next_level(adjacency, frontier, depth_of, parent)
            depth_of[frontier] = len(levels)
            levels.append(frontier)
        order = np.concatenate(levels)
        return Reach(order, depth_of[order], parent, depth_of)

    def spread(
        self, starts: Positions, direction: Direction, relations: Iterable[str], within: Flags
    ) -> Flags:
        """Which documents are reached from ``starts`` by steps that stay ``within``; the starts too."""
        adjacency = self.adjacency(direction, relations)
        fresh = within.copy()
        reached = np.zeros(len(self), np.bool_)
        frontier = starts
        while len(frontier):
            reached[frontier] = True
            fresh[frontier] = False
            found = adjacency.far[_places(adjacency, frontier)[0]]
            found = found[fresh[found]]
            ahead = np.zeros(len(self), np.bool_)
            ahead[found] = True
            frontier = np.flatnonzero(ahead).astype(np.int32)
        return reached


def _places(adjacency: Adjacency, frontier: Positions) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Where in ``adjacency.far`` the neighbours of some documents stand, and how many each has."""
    begin = adjacency.start[frontier]
    count = adjacency.start[frontier + 1] - begin
    before = np.cumsum(count) - count
    return np.repeat(begin - before, count) + np.arange(int(count.sum())), count


def _next_level(
    adjacency: Adjacency, frontier: Positions, depth_of: Positions, parent: Positions
) -> Positions:
    """The documents first reached from a level, in the order found; the ``parent`` of each is set."""
    places, count = _places(adjacency, frontier)
    found, parents = adjacency.far[places], np.repeat(frontier, count)
    fresh = depth_of[found] < 0
    found, parents = found[fresh], parents[fresh]
    # Of several places of one document the first stays: numpy assigns in order, the last value last.
    places = np.arange(len(found), dtype=np.int32)
    parent[found[::-1]] = places[::-1]
    first = parent[found] == places
    reached: Positions = found[first]
    parent[reached] = parents[first]
    return reached


# -- from a store, or from a graph of networkx

_COLUMNS = {
    "label": RDFS.label,
    "number": CANCU.bestNumber,
    "type": ELI.type_document,
    "date": CANCU.bestDate,
    "issuer": CANCU.bestIssuer,
    "title": CANCU.bestTitle,
    "level": CANCU.level,
    "source": DCTERMS.source,
    "entry": CANCU.registeredIn,
}
# Each link graph repeats what it knows of the documents it names: a value comes once for each of them.
_VALUES = "SELECT DISTINCT ?document ?value { ?document <%s> ?value }"
_DOCUMENTS = f"SELECT DISTINCT ?document {{ ?document <{RDF.type.value}> <{CANCU.Document.value}> }}"


def read_chains(store: Store) -> Chains:
    """All documents of the store and what they do to each other.

    They are derived once for each state of the store and kept beside it, where it can keep them.
    """
    from graph.packing import NAME, packed, unpacked

    return unpacked(store.keep(NAME, lambda: packed(derive_chains(store))))


def derive_chains(store: Store) -> Chains:
    """The same, read from the statements of the store whatever it keeps."""
    documents = [document for (document,) in store.texts(_DOCUMENTS)]
    columns = {name: _column(store, term.value) for name, term in _COLUMNS.items()}
    nodes = sorted((_node(document, columns) for document in documents), key=_order)
    place = {node.iri: position for position, node in enumerate(nodes)}
    pairs = (
        (place[lower], place[upper], KINDS.index(row.code))
        for row in registers.relation_kinds()
        for lower, upper in store.texts(_VALUES % CANCU[row.property].value)
        if lower in place and upper in place and lower != upper
    )
    return _chains(nodes, pairs)


def chains_of(graph: nx.MultiDiGraph[str]) -> Chains:
    """The chains of a graph as ``graph.network.chain_graph`` makes it: node attributes are those of ``Node``.

    Only an IRI and a label need to be given.
    """
    nodes = sorted((Node(**_attributes(name, data)) for name, data in graph.nodes(data=True)), key=_order)
    place = {node.iri: position for position, node in enumerate(nodes)}
    pairs = (
        (place[lower], place[upper], KINDS.index(data["relation"]))
        for lower, upper, data in graph.edges(data=True)
        if lower != upper
    )
    return _chains(nodes, pairs)


def _attributes(name: str, data: Mapping[str, Any]) -> dict[str, Any]:
    return {**data, "iri": name, "label": data.get("label") or data.get("number") or name}


def _column(store: Store, term: str) -> dict[str, str]:
    """The value of a property for each subject; of several the least, so that their order does not matter."""
    values: dict[str, str] = {}
    for subject, value in store.texts(_VALUES % term):
        if subject not in values or value < values[subject]:
            values[subject] = value
    return values


def _node(document: str, columns: dict[str, dict[str, str]]) -> Node:
    values = {name: column.get(document) for name, column in columns.items()}
    return Node(
        iri=document,
        label=values["label"] or values["number"] or document,
        number=values["number"],
        type=iri.code(values["type"]),
        date=values["date"],
        issuer=values["issuer"],
        title=values["title"],
        level=iri.code(values["level"]),
        body=iri.key_of(ox.NamedNode(document))[0],
        held=values["source"] is not None,
        listed=values["entry"] is not None,
    )


def _order(node: Node) -> tuple[str, str]:
    return node.date or _UNKNOWN_DATE, node.iri


def _chains(nodes: Sequence[Node], edges: Iterable[tuple[int, int, int]]) -> Chains:
    table = np.array(list(edges), np.int32).reshape(-1, 3)
    lower, upper, kind = np.unique(table, axis=0).T if len(table) else table.T
    return Chains(tuple(nodes), lower.copy(), upper.copy(), kind.astype(np.int8))


def _province(body: str | None) -> str | None:
    place = place_of(body) if body else None
    return place.province if place else None


def _ordinal(text: str | None) -> int:
    try:
        return date.fromisoformat(text or "").toordinal()
    except ValueError:  # Not known to the day.
        return -1


def _span(text: str | None) -> tuple[int, int]:
    """The first and last day of a date that may be a year or a month only."""
    try:
        parts = [int(part) for part in (text or "").split("-")]
        match parts:
            case [year]:
                return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            case [year, month]:
                return date(year, month, 1).toordinal(), _month_end(year, month)
            case [year, month, day]:
                return (whole := date(year, month, day).toordinal()), whole
    except ValueError:
        pass
    return -1, -1


def _month_end(year: int, month: int) -> int:
    return date(year, month, monthrange(year, month)[1]).toordinal()

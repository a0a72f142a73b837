"""Impact: what rests on a document, to be looked at when it is repealed, replaced, amended or ends.

How strongly a document rests on another is told by the strongest path between them: a path is
as strong as its weakest link, relations being ranked as they are followed (``implements``
before ``based_on`` before ``guides`` unless told otherwise), and of paths with equal weakest links
the shortest is the strongest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from graph.chains import KINDS, RELATIONS, Chains, Node, Positions, Reach
from graph.effect import Effect, Ending, LeftBehind, endings, left_behind
from graph.paths import Link, links_up, prove
from graph.proofs import Proofs

__all__ = ["Dependent", "Impact", "dependents", "impact"]


@dataclass(frozen=True, slots=True)
class Dependent:
    """A document that rests on the one asked about.

    ``relation`` is the weakest link of its strongest path, ``way`` that path, from the
    document up. ``other`` is a link to another basis that does not go through the one asked
    about, ``None`` when it has none: its strongest such basis by rank, the earliest by date.
    """

    node: Node
    relation: str
    way: tuple[Link, ...]
    other: Link | None

    @property
    def direct(self) -> bool:
        """Whether its strongest path is a single link."""
        return len(self.way) == 1


@dataclass(frozen=True, slots=True, eq=False)
class Impact:
    """All documents that rest on one, as arrays beside ``order``, strongest path first.

    ``weakest`` is the rank in ``relations`` of the weakest link of the strongest path, ``depth`` the
    links of that path. ``other`` is the rank of the weakest link by which the document still has a
    basis that does not go through the one asked about, -1 when it has none: such a basis is one
    that does not itself rest on the document, or has another basis in its turn.
    ``uses`` counts the documents that do each kind of thing to it directly, citing included.
    ``endings`` say why the document is no longer in force, where it is not; ``left`` are the
    documents in force that rest on it directly all the same.
    """

    document: Node
    relations: tuple[str, ...]
    order: Positions
    weakest: npt.NDArray[np.int8]
    depth: Positions
    other: npt.NDArray[np.int8]
    uses: Mapping[str, int]
    endings: tuple[Ending, ...] = ()
    left: tuple[LeftBehind, ...] = ()

    def __len__(self) -> int:
        return len(self.order)

    @property
    def direct(self) -> int:
        """The documents whose strongest path is a single link."""
        return int(np.count_nonzero(self.depth == 1))

    @property
    def without_other(self) -> int:
        """The documents that have no other basis."""
        return int(np.count_nonzero(self.other < 0))

    def by_relation(self) -> dict[str, int]:
        """The documents by the weakest link of their strongest path, strongest relation first."""
        counts = np.bincount(self.weakest, minlength=len(self.relations)).tolist()
        return dict(zip(self.relations, counts, strict=True))


def impact(
    chains: Chains,
    document: str,
    relations: Sequence[str] = RELATIONS,
    effects: Mapping[str, Effect] | None = None,
) -> Impact:
    """What rests on ``document`` by ``relations`` (strongest first), directly and through others.

    ``effects`` are what registers say of documents' effect (``graph.effect.read_effects``).
    ``KeyError`` when the chains lack the document, ``ValueError`` for a relation that does not exist.
    """
    start = chains.place[document]
    followed = tuple(dict.fromkeys(relations))
    weakest, reaches = _strongest(chains, start, followed)
    found = np.flatnonzero(weakest >= 0).astype(np.int32)
    depth = np.choose(weakest[found], [reach.depth_of[found] for reach in reaches])
    order = np.lexsort((found, depth, weakest[found]))
    other = _other_basis(chains, reaches[-1], followed)
    return Impact(
        document=chains.nodes[start],
        relations=followed,
        order=found[order],
        weakest=weakest[found[order]],
        depth=depth[order].astype(np.int32),
        other=other[found[order]],
        uses=_uses(chains, start),
        endings=endings(chains, effects or {}, start).get(start, ()),
        left=left_behind(chains, effects or {}, followed, start),
    )


def dependents(
    chains: Chains, found: Impact, limit: int | None = None, proofs: Proofs | None = None
) -> tuple[Dependent, ...]:
    """The first ``limit`` documents that rest on the one asked about, each with its strongest path.

    ``proofs`` give the sentences of the links; without them they have none.
    """
    start = chains.place[found.document.iri]
    _, reaches = _strongest(chains, start, found.relations)
    chosen = found.order[:limit].tolist()
    ranks = found.weakest[:limit].tolist()
    ways = [
        links_up(chains, reaches[rank], position, found.relations[: rank + 1])
        for position, rank in zip(chosen, ranks, strict=True)
    ]
    standing = _standing_ranks(chains, found, start)
    basis = [
        _other_link(chains, standing, position, found.relations[: rank + 1])
        for position, rank in zip(chosen, found.other[:limit].tolist(), strict=True)
    ]
    if proofs:
        ways, basis = prove(ways, proofs), prove(basis, proofs)
    return tuple(
        Dependent(chains.nodes[position], found.relations[rank], way, other[0] if other else None)
        for position, rank, way, other in zip(chosen, ranks, ways, basis, strict=True)
    )


def _strongest(
    chains: Chains, start: int, relations: tuple[str, ...]
) -> tuple[npt.NDArray[np.int8], list[Reach]]:
    """By position the rank of the weakest link of the strongest path down from ``start``, -1 where none is.

    Beside it what is reached by each beginning of ``relations``: within the first that reaches a
    document, the shortest path is its strongest.
    """
    reaches = [chains.reach(start, "down", relations[: rank + 1]) for rank in range(len(relations))]
    weakest = np.full(len(chains), -1, np.int8)
    for rank in range(len(relations) - 1, -1, -1):
        weakest[reaches[rank].order] = rank
    weakest[start] = -1
    return weakest, reaches


def _other_basis(chains: Chains, reach: Reach, relations: tuple[str, ...]) -> npt.NDArray[np.int8]:
    """By position the rank by which a document that was reached has another basis; -1 where it has none.

    Those have one that rest on a document out of reach, and in their turn those that rest on them.
    """
    resting = reach.depth_of > 0
    adjacency = chains.adjacency("up", relations)
    lower = chains.derived(_lowers(relations))
    outside = resting[lower] & (reach.depth_of[adjacency.far] < 0)
    lower, ranks = lower[outside], adjacency.rank[outside]
    other = np.full(len(chains), -1, np.int8)
    for rank in range(len(relations) - 1, -1, -1):
        standing = chains.spread(lower[ranks <= rank], "down", relations[: rank + 1], resting)
        other[standing] = rank
    return other


@cache
def _lowers(relations: tuple[str, ...]) -> Callable[[Chains], Positions]:
    """The lower document of each neighbour that ``Chains.adjacency`` lists upwards."""

    def lowers(chains: Chains) -> Positions:
        start = chains.adjacency("up", relations).start
        return np.repeat(np.arange(len(chains), dtype=np.int32), np.diff(start))

    return lowers


def _standing_ranks(chains: Chains, found: Impact, start: int) -> npt.NDArray[np.int8]:
    """By position the rank by which a document stands without the one asked about; 0 outside its reach."""
    ranks = np.zeros(len(chains), np.int8)
    ranks[start] = -1
    ranks[found.order] = found.other
    return ranks


def _other_link(
    chains: Chains, standing: npt.NDArray[np.int8], position: int, relations: tuple[str, ...]
) -> tuple[Link, ...]:
    """The link to the earliest basis that stands by some relations; none without relations."""
    for upper, relation in chains.neighbours(position, "up", relations) if relations else ():
        if 0 <= standing[upper] < len(relations):
            return (Link(chains.nodes[position], relation, chains.nodes[upper]),)
    return ()


def _uses(chains: Chains, start: int) -> dict[str, int]:
    counts = np.bincount(chains.kind[chains.upper == start], minlength=len(KINDS)).tolist()
    return {kind: count for kind, count in zip(KINDS, counts, strict=True) if count}

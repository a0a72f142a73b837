"""The chains of a whole graph at once: how long they are, and how many pass through each document.

A chain goes from a document with nothing above it down to one with nothing below it.
Documents that lie in a circle are left out, for a chain through one would have no end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graph.chains import RELATIONS, Chains, Flags, Positions


@dataclass(frozen=True, slots=True, eq=False)
class Layers:
    """Arrays by position, over the chains that follow some relations.

    ``above`` and ``below`` are the links of the longest chain up and down from a document, -1 for
    one in a circle. ``through`` is the number of chains that pass through it (as a floating
    point number: there may be very many), 0 for one in a circle.
    ``circle`` numbers the circle of a document, -1 for one that lies in none.
    """

    above: Positions
    below: Positions
    through: npt.NDArray[np.float64]
    circle: Positions


def layers(chains: Chains, relations: Sequence[str] = RELATIONS) -> Layers:
    """The layers of all documents; linear in the number of links."""
    lower, upper = _links(chains, relations)
    circle = _circles(lower, upper, len(chains))
    straight = (circle[lower] < 0) & (circle[upper] < 0)
    lower, upper = lower[straight], upper[straight]
    above, down = _pass(upper, lower, len(chains))
    below, up = _pass(lower, upper, len(chains))
    within = circle >= 0
    above[within], below[within] = -1, -1
    return Layers(above, below, np.where(within, 0.0, down * up), circle)


def longest_from(chains: Chains, found: Layers, top: int, relations: Sequence[str] = RELATIONS) -> list[int]:
    """The positions of a longest chain down from a document; of several, the earliest at each step."""
    chain = [top]
    while found.below[chain[-1]] > 0:
        wanted = found.below[chain[-1]] - 1
        lowers = (far for far, _ in chains.neighbours(chain[-1], "down", relations))
        chain.append(next(far for far in lowers if found.below[far] == wanted))
    return chain


def circles(chains: Chains, found: Layers, relations: Sequence[str] = RELATIONS) -> Iterator[list[int]]:
    """A shortest circle through the earliest document of each tangle: each does it to the next."""
    for number in range(int(found.circle.max(initial=-1)) + 1):
        inside = found.circle == number
        yield _shortest_circle(chains, int(np.flatnonzero(inside)[0]), inside, relations)


def _links(chains: Chains, relations: Sequence[str]) -> tuple[Positions, Positions]:
    """Who rests on whom, each pair once."""
    adjacency = chains.adjacency("up", relations)
    lower = np.repeat(np.arange(len(chains), dtype=np.int32), np.diff(adjacency.start))
    return lower, adjacency.far


def _circles(lower: Positions, upper: Positions, count: int) -> Positions:
    """The number of the circle that each document lies in, counted from 0; -1 for none."""
    ones = np.ones(len(lower), np.bool_)
    matrix = coo_array((ones, (lower, upper)), shape=(count, count)).tocsr()
    _, component = connected_components(matrix, directed=True, connection="strong")
    members = np.bincount(component, minlength=1)
    tangled = np.flatnonzero(members[component] > 1)
    circle = np.full(count, -1, np.int32)
    circle[tangled] = np.unique(component[tangled], return_inverse=True)[1]
    return circle


def _pass(near: Positions, far: Positions, count: int) -> tuple[Positions, npt.NDArray[np.float64]]:
    """The most links that lead to each document from ``near`` to ``far``, and the number of ways to it.

    A document is passed when all that lead to it have been.
    """
    order = np.argsort(near, kind="stable")
    near, far = near[order], far[order]
    start = np.searchsorted(near, np.arange(count + 1))
    waiting = np.bincount(far, minlength=count)
    depth = np.zeros(count, np.int32)
    ways = np.zeros(count, np.float64)
    frontier = np.flatnonzero(waiting == 0)
    ways[frontier] = 1.0
    level = 0
    while len(frontier):
        depth[frontier] = level
        counts = start[frontier + 1] - start[frontier]
        begin = start[frontier] - (np.cumsum(counts) - counts)
        places = np.repeat(begin, counts) + np.arange(int(counts.sum()))
        reached = far[places]
        np.add.at(ways, reached, np.repeat(ways[frontier], counts))
        np.subtract.at(waiting, reached, 1)
        frontier = np.unique(reached[waiting[reached] == 0])
        level += 1
    return depth, ways


def _shortest_circle(chains: Chains, first: int, inside: Flags, relations: Sequence[str]) -> list[int]:
    """The shortest way up from a document back to itself, within a tangle."""
    parent = {first: first}
    waiting = [first]
    for position in waiting:
        for far, _ in chains.neighbours(position, "up", relations):
            if far == first:
                return _back(parent, position)
            if inside[far] and far not in parent:
                parent[far] = position
                waiting.append(far)
    return [first]


def _back(parent: dict[int, int], position: int) -> list[int]:
    """The way by which a document was reached, from its beginning."""
    way = [position]
    while parent[way[-1]] != way[-1]:
        way.append(parent[way[-1]])
    return way[::-1]

"""Traces: the tree of documents below (or above) one, with the sentence behind each step.

A trace counts everything that it reaches and shows as much of it as was asked for;
what it leaves out it counts, so that a cut is never silent.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyoxigraph as ox

from extract.text import fold
from graph.chains import RELATIONS, Chains, Direction, Flags, Node, Positions, Reach
from graph.proofs import Edge, Evidence, Proofs

__all__ = ["Step", "Trace", "Where", "trace"]


@dataclass(frozen=True, slots=True)
class Where:
    """What the documents of a trace are to be; what is left out lets every document pass.

    ``provinces`` and ``levels`` are codes. ``after`` and ``before`` are days (both
    included); a document known by year or month passes if it may be of that time, one
    without a date does not. ``words`` must all stand in its title or name.
    """

    provinces: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    after: str | None = None
    before: str | None = None
    words: str = ""

    @property
    def is_open(self) -> bool:
        """Whether every document passes."""
        return self == Where()

    def passes(self, chains: Chains, position: int) -> bool:
        """Whether the document at a position is such."""
        node = chains.nodes[position]
        return (
            (not self.provinces or chains.provinces[position] in self.provinces)
            and (not self.levels or node.level in self.levels)
            and self._in_time(node.date)
            and self._about(node)
        )

    def _in_time(self, day: str | None) -> bool:
        if not self.after and not self.before:
            return True
        if not day:
            return False
        after, before = (self.after or "")[: len(day)], (self.before or "9999")[: len(day)]
        return after <= day and day[: len(before)] <= before

    def _about(self, node: Node) -> bool:
        if not self.words:
            return True
        text = fold(f"{node.title or ''} {node.label}")
        return all(word in text for word in fold(self.words).split())


@dataclass(frozen=True, slots=True)
class Step:
    """A document in a trace, how it was reached, and what comes after it.

    ``days`` is the time from the parent's date to this one's, where both are whole
    dates: positive when this one is later. ``repeated`` marks a document that the
    trace shows in full elsewhere (it is reached by several paths, or is its own
    ancestor); its children are not listed again. ``matches`` is false for one that is
    shown only because it leads to others that were asked for. ``omitted`` counts
    steps below this one that were left out to keep the trace short.
    """

    node: Node
    depth: int
    relation: str | None = None
    evidence: tuple[Evidence, ...] = ()
    days: int | None = None
    repeated: bool = False
    matches: bool = True
    omitted: int = 0
    children: tuple[Step, ...] = ()

    def walk(self) -> Iterator[Step]:
        """This step and all below it, depth first, in the order they are shown."""
        waiting = [self]
        while waiting:
            step = waiting.pop()
            yield step
            waiting += reversed(step.children)


@dataclass(frozen=True, slots=True)
class Trace:
    """The tree of a document, and how much there is beyond what it shows.

    ``documents`` counts those reached that are as asked for, the start included;
    ``held`` those among them whose text is in the store; ``shown`` those that stand in
    the tree. ``deeper`` counts the documents further away than the depth allowed.
    """

    root: Step
    direction: Direction
    relations: tuple[str, ...]
    documents: int
    held: int
    shown: int
    deeper: int = 0

    def walk(self) -> Iterator[Step]:
        """All steps, depth first, in the order they are shown."""
        return self.root.walk()


def trace(
    chains: Chains,
    start: ox.NamedNode | str,
    direction: Direction = "down",
    relations: Sequence[str] = RELATIONS,
    *,
    proofs: Proofs | None = None,
    depth: int | None = None,
    breadth: int | None = None,
    limit: int | None = None,
    where: Where | None = None,
) -> Trace:
    """The tree of documents below (or above) ``start``, each reached by its strongest relation.

    ``down`` goes to those that implement, guide or rest on it; ``up`` to what it
    implements, guides or rests on. Every document is shown in full once, at its
    least depth, and as ``repeated`` wherever else it is reached, so the trace ends
    in any graph. ``depth`` counts steps from ``start``, ``breadth`` the children shown
    of one document, ``limit`` the steps shown in all, nearest first. Documents that
    ``where`` does not let pass are left out unless they lead to one that passes.
    ``proofs`` give the sentences; without them steps have none. ``KeyError`` when the
    chains lack ``start``.
    """
    root = chains.place[start.value if isinstance(start, ox.NamedNode) else start]
    followed = tuple(dict.fromkeys(relations))
    reach = chains.reach(root, direction, followed)
    within = reach.order if depth is None else reach.order[reach.depth <= depth]
    passing = _passing(chains, within, root, where)
    selection = _Selection(chains, reach, _leading(reach, within, passing), direction, followed)
    layout = selection.lay_out(root, depth, breadth, limit)
    steps = layout.steps(chains, reach, passing, direction, proofs)
    found = within[passing[within]]
    return Trace(
        root=steps,
        direction=direction,
        relations=followed,
        documents=len(found),
        held=int(chains.held[found].sum()),
        shown=len({step.node.iri for step in steps.walk()}),
        deeper=len(reach.order) - len(within),
    )


def _passing(chains: Chains, within: Positions, root: int, where: Where | None) -> Flags:
    """Which documents are as asked for, by position; the start always is."""
    passing = np.zeros(len(chains), np.bool_)
    if where is None or where.is_open:
        passing[within] = True
    else:
        passing[[position for position in within.tolist() if where.passes(chains, position)]] = True
    passing[root] = True
    return passing


def _leading(reach: Reach, within: Positions, passing: Flags) -> Flags:
    """Those that are as asked for, and those on the way to them."""
    leading = passing.copy()
    for level in range(int(reach.depth_of[within].max()), 0, -1):
        there = within[(reach.depth_of[within] == level)]
        leading[reach.parent[there[leading[there]]]] = True
    return leading


@dataclass(frozen=True, slots=True)
class _Child:
    position: int
    relation: str
    repeated: bool


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which documents are shown in full, in the order they were found, and what stands below each."""

    below: dict[int, list[_Child]]
    omitted: dict[int, int] = field(default_factory=dict)

    def steps(
        self, chains: Chains, reach: Reach, passing: Flags, direction: Direction, proofs: Proofs | None
    ) -> Step:
        """The tree, made from its deepest steps upwards so that no chain is too long."""
        edges = {
            (position, child.position): _edge(chains, position, child, direction)
            for position, children in self.below.items()
            for child in children
        }
        evidence: Mapping[Edge, tuple[Evidence, ...]] = proofs.of(edges.values()) if proofs else {}
        made: dict[int, tuple[Step, ...]] = {}
        for position in reversed(self.below):
            made[position] = tuple(
                Step(
                    node=chains.nodes[child.position],
                    depth=int(reach.depth_of[position]) + 1,
                    relation=child.relation,
                    evidence=evidence.get(edges[position, child.position], ()),
                    days=_days(chains, position, child.position),
                    repeated=child.repeated,
                    matches=bool(passing[child.position]),
                    omitted=0 if child.repeated else self.omitted.get(child.position, 0),
                    children=() if child.repeated else made.get(child.position, ()),
                )
                for child in self.below[position]
            )
        root = next(iter(self.below))
        return Step(chains.nodes[root], 0, omitted=self.omitted.get(root, 0), children=made[root])


@dataclass(frozen=True, slots=True)
class _Selection:
    """What may be shown: the documents reached that lead anywhere."""

    chains: Chains
    reach: Reach
    leading: Flags
    direction: Direction
    relations: tuple[str, ...]

    def lay_out(self, root: int, depth: int | None, breadth: int | None, limit: int | None) -> _Layout:
        """Breadth first, so that a limit leaves out what is furthest."""
        layout = _Layout({})
        room = None if limit is None else max(limit - 1, 0)
        waiting = deque([root])
        while waiting:
            position = waiting.popleft()
            shown, left_out = self._children(position, depth, _least(breadth, room))
            room = None if room is None else room - len(shown)
            layout.below[position] = shown
            if left_out:
                layout.omitted[position] = left_out
            waiting.extend(child.position for child in shown if not child.repeated)
        return layout

    def _children(self, position: int, depth: int | None, most: int | None) -> tuple[list[_Child], int]:
        """The first children of a document, and how many there are beyond ``most``."""
        if depth is not None and self.reach.depth_of[position] >= depth:
            return [], 0
        adjacency = self.chains.adjacency(self.direction, self.relations)
        beside = slice(adjacency.start[position], adjacency.start[position + 1])
        leading = self.leading[adjacency.far[beside]]
        far, ranks = adjacency.far[beside][leading], adjacency.rank[beside][leading]
        first = far[:most]
        repeated = self.reach.parent[first] != position
        rows = zip(first.tolist(), ranks[:most].tolist(), repeated.tolist(), strict=True)
        return [_Child(child, self.relations[rank], again) for child, rank, again in rows], len(far) - len(
            first
        )


def _least(*limits: int | None) -> int | None:
    return min((limit for limit in limits if limit is not None), default=None)


def _edge(chains: Chains, position: int, child: _Child, direction: Direction) -> Edge:
    here, there = chains.nodes[position].iri, chains.nodes[child.position].iri
    return (there, child.relation, here) if direction == "down" else (here, child.relation, there)


def _days(chains: Chains, parent: int, child: int) -> int | None:
    """The days between two documents that are both dated to the day."""
    first, second = int(chains.day[parent]), int(chains.day[child])
    return None if first < 0 or second < 0 else second - first

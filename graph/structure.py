"""The structure of a whole graph: its longest chains, bottlenecks, delays, and what calls for a look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from graph.carrying import PLAN, roles_of
from graph.chains import RELATIONS, Chains, Node
from graph.effect import Effect, LeftBehind, left_behind
from graph.finding import Finding
from graph.impact import impact
from graph.layers import Layers, circles, layers, longest_from
from graph.paths import Link, prove, relation_between
from graph.proofs import Proofs
from graph.quartiles import Quartiles, quartiles

__all__ = [
    "Bottleneck",
    "Delay",
    "Structure",
    "delays",
    "findings",
    "proved",
    "proved_structure",
    "structure",
]

SHOWN = 10
"""Chains and bottlenecks that are worked out unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """A document between others: ``chains`` run through it, ``above`` and ``below`` lie so many documents.

    A chain goes from a document with nothing above it to one with nothing below it. ``without_other``
    counts those below that have no basis but through it.
    """

    node: Node
    chains: float
    above: int
    below: int
    without_other: int


@dataclass(frozen=True, slots=True)
class Delay:
    """The days from a document of one level to those of another that do ``relation`` to it.

    Pairs dated to the day are counted, and none that goes back in time (see the findings).
    """

    relation: str
    upper: str
    lower: str
    days: Quartiles


@dataclass(frozen=True, slots=True)
class Structure:
    """What a whole graph looks like, over the relations followed.

    ``longest`` has a longest chain for each of the documents at whose top the longest begin;
    each chain is its links from the bottom up. ``most`` is the number of links of the longest,
    ``tops`` how many documents begin one of that length.
    """

    documents: int
    links: int
    most: int
    tops: int
    longest: tuple[tuple[Link, ...], ...]
    bottlenecks: tuple[Bottleneck, ...]
    delays: tuple[Delay, ...]


def structure(chains: Chains, relations: Sequence[str] = RELATIONS, shown: int = SHOWN) -> Structure:
    """The structure of all chains, with at most ``shown`` longest chains and bottlenecks."""
    found = layers(chains, relations)
    start = found.above == 0
    longest = np.where(start, found.below, -1)
    tops = np.lexsort((np.arange(len(chains)), -longest))[:shown].tolist()
    most = int(longest.max(initial=0))
    return Structure(
        documents=len(chains),
        links=len(chains.adjacency("up", relations).far),
        most=most,
        tops=int(np.count_nonzero(longest == most)) if most else 0,
        longest=tuple(_chain(chains, found, top, relations) for top in tops if longest[top] > 0),
        bottlenecks=tuple(_bottlenecks(chains, found, relations, shown)),
        delays=delays(chains, relations),
    )


def delays(chains: Chains, relations: Sequence[str] = RELATIONS) -> tuple[Delay, ...]:
    """The days between documents by relation and level, in the order of ``relations``."""
    levels = np.array([node.level or "" for node in chains.nodes], np.str_)
    found = []
    for relation in relations:
        adjacency = chains.adjacency("up", (relation,))
        lower = np.repeat(np.arange(len(chains)), np.diff(adjacency.start))
        upper = adjacency.far
        days = chains.day[lower] - chains.day[upper]
        counted = (chains.day[lower] >= 0) & (chains.day[upper] >= 0) & (days >= 0)
        pairs = np.char.add(np.char.add(levels[upper], ">"), levels[lower])
        for pair in np.unique(pairs[counted]).tolist():
            above, below = pair.split(">")
            found.append(Delay(relation, above, below, quartiles(days[counted & (pairs == pair)])))
    return tuple(found)


def _chain(chains: Chains, found: Layers, top: int, relations: Sequence[str]) -> tuple[Link, ...]:
    chain = longest_from(chains, found, top, relations)
    pairs = zip(chain[1:], chain[:-1], strict=True)
    return tuple(_link(chains, lower, upper, relations) for lower, upper in pairs)[::-1]


def _link(chains: Chains, lower: int, upper: int, relations: Sequence[str]) -> Link:
    relation = relation_between(chains, lower, upper, relations)
    return Link(chains.nodes[lower], relation, chains.nodes[upper])


def _bottlenecks(chains: Chains, found: Layers, relations: Sequence[str], shown: int) -> Iterator[Bottleneck]:
    between = (found.above > 0) & (found.below > 0)
    through = np.where(between, found.through, 0.0)
    for position in np.lexsort((np.arange(len(chains)), -through))[:shown].tolist():
        if through[position] > 0:
            node = chains.nodes[position]
            yield Bottleneck(
                node=node,
                chains=float(through[position]),
                above=len(chains.reach(position, "up", relations).order) - 1,
                below=len(chains.reach(position, "down", relations).order) - 1,
                without_other=impact(chains, node.iri, relations).without_other,
            )


# -- what calls for a look


def findings(
    chains: Chains, effects: Mapping[str, Effect] | None = None, relations: Sequence[str] = RELATIONS
) -> tuple[Finding, ...]:
    """Circles, links back in time, plans that name nothing above them, and what an end of effect left behind.

    Without their sentences (see ``proved``). ``effects`` are what registers say of
    documents' effect (``graph.effect.read_effects``).
    """
    return (
        *_circles(chains, relations),
        *_back_in_time(chains, relations),
        *map(_left, left_behind(chains, effects or {}, relations)),
        *_orphans(chains, relations),
    )


def proved(found: Sequence[Finding], proofs: Proofs) -> tuple[Finding, ...]:
    """The findings with the sentences behind their links, all read at once."""
    ways = prove((finding.links for finding in found), proofs)
    return tuple(replace(finding, links=way) for finding, way in zip(found, ways, strict=True))


def proved_structure(found: Structure, proofs: Proofs) -> Structure:
    """The structure with the sentences behind the links of its longest chains."""
    return replace(found, longest=tuple(prove(found.longest, proofs)))


def _circles(chains: Chains, relations: Sequence[str]) -> Iterator[Finding]:
    found = layers(chains, relations)
    for circle in circles(chains, found, relations):
        pairs = zip(circle, (*circle[1:], circle[0]), strict=True)
        nodes = tuple(chains.nodes[position] for position in circle)
        yield Finding(
            kind="circle",
            documents=nodes,
            links=tuple(_link(chains, lower, upper, relations) for lower, upper in pairs),
            facts={"count": str(len(nodes)), "names": " → ".join(node.label for node in nodes)},
        )


def _back_in_time(chains: Chains, relations: Sequence[str]) -> Iterator[Finding]:
    """Documents that were certainly issued before one that they implement, rest on or guide."""
    adjacency = chains.adjacency("up", relations)
    lower = np.repeat(np.arange(len(chains)), np.diff(adjacency.start))
    first, last = chains.span
    upper_first, lower_last = first[adjacency.far], last[lower]
    for place in np.flatnonzero((lower_last >= 0) & (upper_first > lower_last)).tolist():
        below, above = int(lower[place]), int(adjacency.far[place])
        link = _link(chains, below, above, relations)
        facts = {
            "lower": link.lower.label,
            "relation": link.relation,
            "lower_date": link.lower.date or "",
            "upper": link.upper.label,
            "upper_date": link.upper.date or "",
            "days": str(int(upper_first[place] - lower_last[place])),
        }
        yield Finding("time-travel", (link.lower, link.upper), (link,), facts)


def _orphans(chains: Chains, relations: Sequence[str]) -> Iterator[Finding]:
    """Held plans that name nothing above them."""
    above = np.diff(chains.adjacency("up", relations).start)
    plans = chains.derived(roles_of) == PLAN
    for position in np.flatnonzero(plans & (above == 0)).tolist():
        node = chains.nodes[position]
        if node.held:
            yield Finding("orphan", (node,), facts={"name": node.label})


def _left(found: LeftBehind) -> Finding:
    """One that an end of effect left behind; of several endings the message names the first."""
    link = Link(found.document, found.relation, found.ended)
    ends = tuple(Link(one.by, one.cause, found.ended) for one in found.endings if one.by is not None)
    first = found.endings[0]
    facts = {
        "name": found.document.label,
        "ended": found.ended.label,
        "by": first.by.label if first.by else "",
        "date": first.day or "",
    }
    variant = ("" if first.by else "-listed") + ("" if first.day else "-undated")
    return Finding("left-behind", (found.document, found.ended), (link, *ends), facts, variant)

"""The structure of a graph: the same by brute force and by SPARQL."""

from __future__ import annotations

import statistics
from datetime import date

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings

from graph.chains import RELATIONS, read_chains
from graph.communities import communities
from graph.effect import read_effects
from graph.layers import circles, layers
from graph.proofs import StoreProofs
from graph.quartiles import quartiles
from graph.store import Store
from graph.structure import delays, findings, proved, structure
from ontology.carrying import carrying_types
from queries.catalogue import run
from tests.random_graphs import RandomGraph, fill, random_graphs


def straight(given: RandomGraph) -> nx.DiGraph[str]:
    """Upper to lower, without the documents that lie in circles."""
    downwards = given.following(*RELATIONS).reverse()
    tangled = {
        name for group in nx.strongly_connected_components(downwards) if len(group) > 1 for name in group
    }
    downwards.remove_nodes_from(tangled)
    return downwards


def every_chain(downwards: nx.DiGraph[str]) -> list[list[str]]:
    """All chains from a top to an end; a document alone is one."""
    tops = [name for name, above in downwards.in_degree() if not above]
    chains = []
    waiting = [[top] for top in tops]
    while waiting:
        chain = waiting.pop()
        below = list(downwards[chain[-1]])
        waiting += [[*chain, name] for name in below]
        chains += [] if below else [chain]
    return chains


@given(random_graphs())
def test_layers_by_brute_force(given: RandomGraph) -> None:
    chains = given.chains
    found = layers(chains)
    listed = every_chain(straight(given))
    for position, node in enumerate(chains.nodes):
        through = [chain for chain in listed if node.iri in chain]
        assert found.through[position] == len(through)
        assert found.above[position] == max((chain.index(node.iri) for chain in through), default=-1)
        below = max((len(chain) - 1 - chain.index(node.iri) for chain in through), default=-1)
        assert found.below[position] == below
        assert (found.circle[position] >= 0) == (not through)


@given(random_graphs())
def test_longest_chains_and_bottlenecks_by_brute_force(given: RandomGraph) -> None:
    found = structure(given.chains, shown=100)
    downwards = straight(given)
    listed = every_chain(downwards)
    assert found.most == max((len(chain) - 1 for chain in listed), default=0)
    tops = {chain[0] for chain in listed if len(chain) - 1 == found.most} if found.most else set()
    assert found.tops == len(tops)
    for chain in found.longest:
        names = [chain[-1].upper.iri, *(link.lower.iri for link in reversed(chain))]
        assert nx.is_path(downwards, names)
        assert len(names) == max(len(one) for one in listed if one[0] == names[0])
    whole = given.following(*RELATIONS)
    told = {one.node.iri: (one.chains, one.above, one.below) for one in found.bottlenecks}
    assert told == {
        name: (
            sum(name in chain for chain in listed),
            len(nx.descendants(whole, name)),
            len(nx.ancestors(whole, name)),
        )
        for name in downwards
        if downwards.in_degree(name) and downwards.out_degree(name)
    }


@given(random_graphs())
def test_circles_by_brute_force(given: RandomGraph) -> None:
    chains = given.chains
    upwards = given.following(*RELATIONS)
    tangles = [group for group in nx.strongly_connected_components(upwards) if len(group) > 1]
    listed = [[chains.nodes[position].iri for position in one] for one in circles(chains, layers(chains))]
    assert len(listed) == len(tangles)
    for circle in listed:
        assert nx.is_path(upwards, [*circle, circle[0]])
        (tangle,) = (group for group in tangles if circle[0] in group)
        through = [one for one in nx.simple_cycles(upwards.subgraph(tangle)) if circle[0] in one]
        assert len(circle) == min(map(len, through))


def backwards(given: RandomGraph) -> set[tuple[str, str]]:
    """Links to a document that was certainly issued later."""
    found = set()
    for lower, upper in given.following(*RELATIONS).edges:
        dates = given.nodes[lower].date or "", given.nodes[upper].date or ""
        known = min(map(len, dates))
        if dates[0][:known] < dates[1][:known]:
            found.add((lower, upper))
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(random_graphs())
def test_findings_and_delays_by_brute_force_and_sparql(store: Store, given: RandomGraph) -> None:
    fill(store, given)
    chains = read_chains(store)
    found = findings(chains, read_effects(store))
    back = {(one.links[0].lower.iri, one.links[0].upper.iri) for one in found if one.kind == "time-travel"}
    assert back == backwards(given)
    assert back == {(row[0], row[3]) for row in run(store, "time-travel", {}).as_text()}
    plans = carrying_types("plan")
    orphans = {one.documents[0].iri for one in found if one.kind == "orphan"}
    listed = {row[0] for row in run(store, "orphans", {}).as_text()}
    assert orphans == {name for name in listed if given.nodes[name or ""].type in plans}
    assert all(one.message(language) for one in found for language in ("vi", "en"))
    assert {
        (one.upper, one.lower): (one.days.count, one.days.median) for one in delays(chains, ["implements"])
    } == medians(store)


def medians(store: Store) -> dict[tuple[str, str], tuple[int, float]]:
    """Pairs and their median delay by levels, from the question "delays"."""
    days: dict[tuple[str, str], list[int]] = {}
    for row in run(store, "delays", {}).as_text():
        since = date.fromisoformat(row[3] or "") - date.fromisoformat(row[7] or "")
        days.setdefault((row[6] or "", row[2] or ""), []).append(since.days)
    return {levels: (len(listed), statistics.median(listed)) for levels, listed in days.items()}


def test_the_examples_by_sparql(examples: Store) -> None:
    chains = read_chains(examples)
    found = {
        (one.upper, one.lower): (one.days.count, one.days.median) for one in delays(chains, ["implements"])
    }
    assert found == medians(examples)
    assert found["central", "province"][0] > 0
    back = {one.links[0].lower.iri for one in findings(chains) if one.kind == "time-travel"}
    assert back == {row[0] for row in run(examples, "time-travel", {}).as_text()}


def test_findings_have_their_sentences(examples: Store) -> None:
    chains = read_chains(examples)
    for one in proved(findings(chains), StoreProofs(examples)):
        assert all(link.evidence for link in one.links)


@pytest.mark.parametrize("numbers", [[5], [1, 2], [10, 20, 30, 40, 50], [3, 3, 9, 1]])
def test_quartiles(numbers: list[float]) -> None:
    found = quartiles(numbers)
    assert (found.count, found.least, found.most) == (len(numbers), min(numbers), max(numbers))
    assert found.median == statistics.median(numbers)
    if len(numbers) > 1:
        first, _, third = statistics.quantiles(numbers, n=4, method="inclusive")
        assert (found.first, found.third) == (first, third)


def test_no_numbers_have_no_median() -> None:
    assert quartiles([]).median is None


@given(random_graphs())
def test_communities_hang_together_and_share_nothing(given: RandomGraph) -> None:
    chains = given.chains
    found = communities(chains, RELATIONS, least=1)
    listed = [position for one in found for position in one.positions]
    assert len(listed) == len(set(listed))
    linked = given.following(*RELATIONS).to_undirected()
    assert {chains.nodes[position].iri for position in listed} == {
        name for name in linked if linked.degree(name)
    }
    for one in found:
        assert nx.is_connected(linked.subgraph(chains.nodes[position].iri for position in one.positions))
    assert communities(chains, RELATIONS, least=1) == found

"""Impact: the same by brute force and by SPARQL."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.chains import RELATIONS, read_chains
from graph.effect import Effect, endings, left_behind, read_effects
from graph.impact import dependents, impact
from graph.proofs import StoreProofs
from graph.store import Store
from queries.catalogue import run
from queries.naming import name_document
from tests.random_graphs import RandomGraph, fill, random_graphs


def strongest(given: RandomGraph, start: str) -> dict[str, tuple[int, int]]:
    """Rank of the weakest link and length of each document's strongest path, from the definition."""
    found: dict[str, tuple[int, int]] = {}
    for rank in range(len(RELATIONS)):
        upwards = given.following(*RELATIONS[: rank + 1])
        for name, length in nx.single_source_shortest_path_length(upwards.reverse(), start).items():
            found.setdefault(name, (rank, length))
    del found[start]
    return found


def standing(given: RandomGraph, start: str, resting: set[str], *relations: str) -> set[str]:
    """Those that rest on the document and have a basis outside, or one that stands, added until none is new."""
    upwards = given.following(*relations)
    found: set[str] = set()
    while True:
        more = {
            name
            for name in resting - found
            for basis in upwards[name]
            if basis != start and (basis not in resting or basis in found)
        }
        if not more:
            return found
        found |= more


@given(random_graphs(), st.integers(0, 7))
def test_impact_by_brute_force(given: RandomGraph, number: int) -> None:
    chains = given.chains
    start = chains.nodes[number % len(chains)].iri
    found = impact(chains, start)
    names = [chains.nodes[position].iri for position in found.order.tolist()]
    told = dict(zip(names, zip(found.weakest.tolist(), found.depth.tolist(), strict=True), strict=True))
    expected = strongest(given, start)
    assert told == expected
    assert list(told.values()) == sorted(expected.values())
    other = dict(zip(names, found.other.tolist(), strict=True))
    for name in names:
        ranks = [
            rank
            for rank in range(len(RELATIONS))
            if name in standing(given, start, set(names), *RELATIONS[: rank + 1])
        ]
        assert other[name] == min(ranks, default=-1)
    assert found.without_other == sum(rank < 0 for rank in other.values())
    assert sum(found.by_relation().values()) == len(found)


@given(random_graphs(), st.integers(0, 7))
def test_paths_are_real_and_as_strong_as_told(given: RandomGraph, number: int) -> None:
    chains = given.chains
    start = chains.nodes[number % len(chains)].iri
    found = impact(chains, start)
    for one, depth in zip(dependents(chains, found), found.depth.tolist(), strict=True):
        assert len(one.way) == depth
        assert (one.way[0].lower, one.way[-1].upper.iri) == (one.node, start)
        assert all(given.graph.has_edge(link.lower.iri, link.upper.iri, link.relation) for link in one.way)
        assert max(RELATIONS.index(link.relation) for link in one.way) == RELATIONS.index(one.relation)
        if one.other:
            assert given.graph.has_edge(one.node.iri, one.other.upper.iri, one.other.relation)
            assert one.other.upper.iri != start


def test_the_same_by_sparql_on_the_examples(examples: Store) -> None:
    chains = read_chains(examples)
    for number in ("21-CT/TW", "522/QĐ-TTg", "534/QĐ-LĐTBXH", "37-CT/TW"):
        assert_same_by_sparql(examples, name_document(examples, number).value)
    assert len(chains)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(random_graphs(), st.integers(0, 7))
def test_the_same_by_sparql(store: Store, given: RandomGraph, number: int) -> None:
    fill(store, given)
    names = sorted(given.graph)
    assert_same_by_sparql(store, names[number % len(names)])
    rows = run(store, "left-behind", {})
    chains, effects = read_chains(store), read_effects(store)
    left = left_behind(chains, effects)
    by = {(row[0], row[2], row[4], row[5]) for row in rows.as_text()}
    assert by == {
        (one.document.iri, one.ended.iri, ending.by.label if ending.by else None, ending.day)
        for one in left
        for ending in one.endings
    }


def assert_same_by_sparql(store: Store, start: str) -> None:
    chains = read_chains(store)
    found = impact(chains, start)
    rows = run(store, "rests-on", {"document": start})
    told = {row[0]: (row[2], row[3] == "true") for row in rows.as_text()}
    names = [chains.nodes[position].iri for position in found.order.tolist()]
    weakest = [RELATIONS[rank] for rank in found.weakest.tolist()]
    assert {name: relation for name, (relation, _) in told.items()} == dict(zip(names, weakest, strict=True))
    stand = {name for name, rank in zip(names, found.other.tolist(), strict=True) if rank >= 0}
    assert {name for name, (_, other) in told.items() if other} <= stand


@given(random_graphs())
def test_what_an_end_left_behind_by_brute_force(given: RandomGraph) -> None:
    chains = given.chains
    ended = {name for name, effect in given.effects.items() if effect.status}
    ended |= {old for _, old, kind in given.graph.edges(keys=True) if kind in ("replaces", "repeals")}
    assert {chains.nodes[position].iri for position in endings(chains, given.effects)} == ended
    expected = {
        (lower, old)
        for lower, old, kind in given.graph.edges(keys=True)
        if kind in RELATIONS and old in ended and lower not in ended
        if not given.graph.has_edge(lower, old, "replaces")
        and not given.graph.has_edge(lower, old, "repeals")
    }
    found = left_behind(chains, given.effects)
    assert {(one.document.iri, one.ended.iri) for one in found} == expected


@pytest.mark.parametrize(
    ("date", "end", "later"),
    [
        ("2024-01-02", "2024-01-01", True),
        ("2023-12-31", "2024-01-01", False),
        ("2023", "2024-01-01", False),
        ("2024", "2024-01-01", None),
        (None, "2024-01-01", None),
        ("2024-01-02", None, None),
    ],
)
def test_issued_before_or_after_the_end(date: str | None, end: str | None, later: bool | None) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("old", label="old", date="2020-01-01")
    graph.add_node("plan", label="plan", date=date)
    graph.add_edge("plan", "old", "based_on", relation="based_on", evidence=[])
    chains = RandomGraph(graph, {}).chains
    (one,) = left_behind(chains, {"old": Effect("het-hieu-luc-toan-bo", end)})
    assert one.later is later
    assert left_behind(chains, {"old": Effect("het-hieu-luc-mot-phan", end)}) == ()


def test_links_have_their_sentences(examples: Store) -> None:
    chains = read_chains(examples)
    found = impact(chains, name_document(examples, "21-CT/TW").value)
    listed = dependents(chains, found, 3, StoreProofs(examples))
    assert len(listed) == 3
    assert all(link.evidence for one in listed for link in one.way)


def test_a_document_of_another_graph_is_an_error(examples: Store) -> None:
    with pytest.raises(KeyError):
        impact(read_chains(examples), "https://w3id.org/can-cu/id/vb/nobody/kh/2020/1")

"""The made-up nation of the benchmarks: its shape, and that every way to trace it agrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from benchmarks import trace as ways
from benchmarks.national import CITATIONS, Nation, nation, write
from graph.chains import Chains, read_chains
from graph.find import find
from graph.proofs import StoreProofs
from graph.store import Store, open_store
from graph.trace import trace

SIZE = 500


@pytest.fixture(scope="module")
def made() -> Nation:
    return nation(SIZE)


@pytest.fixture(scope="module")
def store(made: Nation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("nation")
    write(folder, made)
    opened = open_store(folder, read_only=True)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def chains(store: Store) -> Chains:
    return read_chains(store)


def test_it_has_as_many_documents_as_asked_for_each_with_its_citations(made: Nation) -> None:
    assert len({paper.iri for paper in made.papers}) == len(made.papers) == SIZE
    for paper, mentions in zip(made.papers, made.mentions, strict=True):
        assert len({mention.target for mention in mentions}) == len(mentions)
        assert len(mentions) == (CITATIONS if paper.is_held else 0)
        assert all(made.papers[mention.target].date <= paper.date for mention in mentions)


def test_the_same_seed_makes_the_same_nation(made: Nation) -> None:
    assert nation(SIZE) == made
    assert nation(SIZE, seed=8) != made


def test_directives_fall_off_and_reach_every_stage() -> None:
    large = nation(5000)
    assert {paper.stage for paper in large.papers} == set(range(-1, 7))
    sizes = [end - begin for begin, end in zip(large.directives, [*large.directives[1:], 5000], strict=True)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 3 * sizes[2] > 0
    provinces = {paper.seat.province for paper in large.papers[large.directives[0] : large.directives[1]]}
    assert len(provinces - {""}) == 63


def test_bodies_exist_when_they_write(made: Nation) -> None:
    from datetime import date

    for paper in made.papers[made.directives[0] :]:
        assert paper.seat.body.exists_on(date.fromisoformat(paper.date))


def test_a_store_holds_it_as_an_ingest_would(made: Nation, store: Store, chains: Chains) -> None:
    assert {node.iri for node in chains.nodes} == {paper.iri.value for paper in made.papers}
    assert len(chains.lower) == sum(map(len, made.mentions))
    assert Counter(node.held for node in chains.nodes)[False] == SIZE // 50
    directive = made.papers[made.directives[0]]
    node = chains.node(directive.iri.value)
    assert (node.number, node.date, node.title) == (directive.number, directive.date, directive.title)
    assert directive.iri.value in {match.iri for match in find(store, directive.number)}
    found = trace(chains, directive.iri, proofs=StoreProofs(store))
    assert max(step.depth for step in found.walk()) == 6
    assert all(step.evidence for step in found.walk() if step.depth)


@pytest.mark.parametrize("direction", ["down", "up"])
def test_every_way_reaches_the_same(store: Store, chains: Chains, direction: ways.Direction) -> None:
    directive = ways.largest(chains)
    start = directive if direction == "down" else ways.deepest(chains, directive)
    reached = ways.by_chains(chains, start, direction)
    assert len(reached) > (100 if direction == "down" else 5)
    assert ways.by_networkx(ways.networkx_of(chains), start, direction) == reached
    assert ways.by_duckdb(ways.duckdb_of(chains), start, direction) == reached
    paths = ways.by_sparql(store, chains.nodes[start].iri, direction)
    assert set(paths) == {chains.nodes[place].iri for place in reached}

"""Traces over a store against SPARQL paths, DuckDB's recursive SQL and networkx, in one run.

    python -m benchmarks.national FOLDER --documents 100000
    python -m benchmarks.trace FOLDER

Every way answers the same question over the same store, and a difference between the
answers ends the run. Of each thing the milliseconds of the first time are printed, then
the median of a few more, by the clock and of the processors, then how often the median
is that of the project's own way.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import duckdb
import networkx as nx
import numpy as np
import pyoxigraph as ox

from benchmarks.papers import properties
from graph.chains import KINDS, RELATIONS, Chains, Direction, derive_chains, read_chains
from graph.communities import communities
from graph.coverage import coverage
from graph.find import find
from graph.impact import impact
from graph.names import all_names
from graph.proofs import StoreProofs
from graph.store import Store, open_store
from graph.structure import findings, structure
from graph.trace import Where, trace

ROUNDS = 5
LIMIT = 200
Depths = dict[int, int]
"""The documents reached, by position, and the least number of steps to each; the start is not among them."""

T = TypeVar("T")


TIMES: dict[str, float] = {}
"""The median seconds of each thing measured, by its name."""


def measured(name: str, work: Callable[[], T], rounds: int = ROUNDS, against: float | None = None) -> T:
    """Print the times of some work, and how often it took ``against``; give back its result."""
    result, first, spent = _timed(work)
    runs = [_timed(work) for _ in range(rounds)]
    TIMES[name] = statistics.median([wall for _, wall, _ in runs] or [first])
    busy = statistics.median([processor for _, _, processor in runs] or [spent])
    ratio = f"{TIMES[name] / against:10.1f}" if against else ""
    figures = " ".join(f"{seconds * 1000:11.2f}" for seconds in (first, TIMES[name], busy))
    print(f"{name:44} {figures} {ratio}", flush=True)
    return result


def _timed(work: Callable[[], T]) -> tuple[T, float, float]:
    """A result, and the seconds it took by the clock and of the processors."""
    begin, used = time.perf_counter(), time.process_time()
    result = work()
    return result, time.perf_counter() - begin, time.process_time() - used


def memory() -> float:
    """The most memory this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# -- the ways


def by_chains(chains: Chains, start: int, direction: Direction) -> Depths:
    """This project's way."""
    reach = chains.reach(start, direction)
    return dict(zip(reach.order[1:].tolist(), reach.depth[1:].tolist(), strict=True))


def by_sparql(store: Store, start: str, direction: Direction) -> list[str]:
    """A property path: it tells who is reached and not by how many steps."""
    relations = "|".join(str(properties()[relation]) for relation in RELATIONS)
    path = f"({relations})+"
    pattern = (
        f"?other {path} {ox.NamedNode(start)}"
        if direction == "down"
        else f"{ox.NamedNode(start)} {path} ?other"
    )
    return [other for (other,) in store.texts(f"SELECT DISTINCT ?other {{ {pattern} }}")]


SQL = """
WITH RECURSIVE walk(node, depth) USING KEY (node) AS (
  SELECT ?::INTEGER, 0
  UNION
  SELECT edge.{far}, min(walk.depth) + 1
  FROM walk JOIN edge ON edge.{near} = walk.node
  WHERE NOT EXISTS (SELECT 1 FROM recurring.walk AS seen WHERE seen.node = edge.{far})
  GROUP BY edge.{far}
)
SELECT node, depth FROM walk WHERE depth > 0
"""


def by_duckdb(base: duckdb.DuckDBPyConnection, start: int, direction: Direction) -> Depths:
    """Recursive SQL over a table of the same edges."""
    near, far = ("upper", "lower") if direction == "down" else ("lower", "upper")
    found = base.execute(SQL.format(near=near, far=far), [start]).fetchnumpy()
    return dict(zip(found["node"].tolist(), found["depth"].tolist(), strict=True))


def edges_of(chains: Chains) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper positions of the edges that a trace follows."""
    followed = np.isin(chains.kind, [KINDS.index(relation) for relation in RELATIONS])
    return chains.lower[followed], chains.upper[followed]


def duckdb_of(chains: Chains) -> duckdb.DuckDBPyConnection:
    """A database with the edges as a table and an index on each end."""
    lower, upper = edges_of(chains)
    base = duckdb.connect()
    base.register("given", {"lower": lower, "upper": upper})
    base.execute("CREATE TABLE edge AS SELECT * FROM given")
    return base


def networkx_of(chains: Chains) -> nx.DiGraph[int]:
    """A graph with an edge from each document to those that carry it out."""
    lower, upper = edges_of(chains)
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(chains)))
    graph.add_edges_from(zip(upper.tolist(), lower.tolist(), strict=True))
    return graph


def by_networkx(graph: nx.DiGraph[int], start: int, direction: Direction) -> Depths:
    """networkx's own breadth-first search."""
    seen = graph if direction == "down" else graph.reverse(copy=False)
    lengths: Depths = dict(nx.single_source_shortest_path_length(seen, start))
    del lengths[start]
    return lengths


# -- the questions


def largest(chains: Chains) -> int:
    """The directive that most documents carry out."""
    directives = [place for place, node in enumerate(chains.nodes) if node.body in ("tw", "ttg")]
    return max(directives, key=lambda place: len(chains.reach(place).order))


def deepest(chains: Chains, start: int) -> int:
    """A document furthest below ``start``."""
    reach = chains.reach(start)
    return int(reach.order[-1])


def compare(name: str, store: Store, chains: Chains, start: int, direction: Direction) -> None:
    """One trace in every way, all with the same answer."""
    base, graph = duckdb_of(chains), networkx_of(chains)
    iri = chains.nodes[start].iri
    own = measured(f"{name}: chains", lambda: by_chains(chains, start, direction))
    took = TIMES[f"{name}: chains"]
    print(f"  {len(own):,} documents, at most {max(own.values(), default=0)} steps")
    measured(f"{name}: chains, arrays alone", lambda: chains.reach(start, direction), against=took)
    paths = measured(f"{name}: SPARQL path", lambda: by_sparql(store, iri, direction), 3, took)
    tables = measured(f"{name}: DuckDB recursive SQL", lambda: by_duckdb(base, start, direction), 3, took)
    lengths = measured(
        f"{name}: networkx, graph at hand", lambda: by_networkx(graph, start, direction), 3, took
    )
    measured(
        f"{name}: networkx from scratch",
        lambda: by_networkx(networkx_of(chains), start, direction),
        3,
        took,
    )
    assert own == tables == lengths
    assert {chains.nodes[place].iri for place in own} == set(paths) - {iri}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    store = open_store(options.folder, read_only=True)
    chains = measured("chains derived from the statements", lambda: derive_chains(store), 0)
    print(f"  {len(chains):,} documents, {len(chains.lower):,} edges; memory {memory():.0f} MiB")
    read_chains(store)
    chains = measured("chains read as kept", lambda: read_chains(store), 3)
    directive = largest(chains)
    plan = deepest(chains, directive)
    compare("down", store, chains, directive, "down")
    compare("up", store, chains, plan, "up")
    show_traces(store, chains, directive, plan)
    show_analyses(chains, directive)
    show_names(store, chains, directive)
    print(f"memory at the end {memory():.0f} MiB")


def show_traces(store: Store, chains: Chains, directive: int, plan: int) -> None:
    """Traces as a person sees them."""
    top, low, proofs = chains.nodes[directive].iri, chains.nodes[plan].iri, StoreProofs(store)
    measured(f"trace of {LIMIT} steps", lambda: trace(chains, top, limit=LIMIT))
    measured(f"trace of {LIMIT} steps with sentences", lambda: trace(chains, top, limit=LIMIT, proofs=proofs))
    some = Where(provinces=frozenset({"kon-tum"}))
    measured(f"trace of {LIMIT} steps, one province", lambda: trace(chains, top, limit=LIMIT, where=some))
    measured("trace of every step", lambda: trace(chains, top), 3)
    measured("trace up with sentences", lambda: trace(chains, low, "up", proofs=proofs))


def show_analyses(chains: Chains, directive: int) -> None:
    """What is worked out of all chains."""
    top = chains.nodes[directive].iri
    before, after = date(2024, 12, 31), date(2025, 12, 31)
    measured(f"coverage of 63 provinces, on {before}", lambda: coverage(chains, top, before))
    measured(f"coverage of 34 provinces, on {after}", lambda: coverage(chains, top, after))
    measured("impact", lambda: impact(chains, top))
    measured("structure of the whole graph", lambda: structure(chains), 3)
    measured("findings in the whole graph", lambda: findings(chains), 3)
    measured("communities of the whole graph", lambda: communities(chains), 0)


def show_names(store: Store, chains: Chains, directive: int) -> None:
    """Finding the document that a person names."""
    number = chains.nodes[directive].number or ""
    measured("document by its number", lambda: find(store, number))
    measured("all names of documents", lambda: all_names(store), 0)
    measured("nearest numbers to one that is not there", lambda: find(store, "1234567/QĐ-TTg"), 3)
    measured("nearest titles to some words", lambda: find(store, "giáo dục nghề nghiệp ở huyện"), 3)


if __name__ == "__main__":
    main()

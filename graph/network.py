"""Chains as an ordinary graph of networkx, for an analyst to go on with."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

import networkx as nx

from graph.chains import Chains, read_chains
from graph.proofs import Edge, Evidence, Proofs, StoreProofs
from graph.store import Store

__all__ = ["chain_graph", "network"]


def chain_graph(store: Store) -> nx.MultiDiGraph[str]:
    """All documents of a store and their relations, with the mentions that prove each.

    A node is the IRI of a document; its attributes are those of ``graph.chains.Node``.
    An edge from u to v with the attribute (and key) ``relation`` says that u does that
    to v; its ``evidence`` is a list in reading order of dictionaries with the keys
    ``citation``, ``quote``, ``sentence``, ``start``, ``end``, ``status`` and
    ``document`` (the IRI of the citing document).
    """
    chains = read_chains(store)
    every = range(len(chains))
    return _graph(chains, every, chains.edges_between(every), StoreProofs(store).all())


def network(chains: Chains, positions: Iterable[int], proofs: Proofs) -> nx.MultiDiGraph[str]:
    """The documents at some positions and the relations between them, as ``chain_graph`` gives all."""
    chosen = sorted(set(positions))
    edges = list(chains.edges_between(chosen))
    return _graph(chains, chosen, edges, proofs.of(edges))


def _graph(
    chains: Chains,
    positions: Iterable[int],
    edges: Iterable[Edge],
    proofs: Mapping[Edge, tuple[Evidence, ...]],
) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for position in positions:
        node = chains.nodes[position]
        graph.add_node(node.iri, **dataclasses.asdict(node))
    for lower, relation, upper in edges:
        evidence = [_listed(proof) for proof in proofs.get((lower, relation, upper), ())]
        graph.add_edge(lower, upper, relation, relation=relation, evidence=evidence)
    return graph


def _listed(proof: Evidence) -> dict[str, object]:
    values = dataclasses.asdict(proof)
    values["document"] = values.pop("source")
    return values

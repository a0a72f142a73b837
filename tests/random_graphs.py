"""Small random graphs of documents, as chains and as what a store holds of them."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import pyoxigraph as ox
from hypothesis import strategies as st

from graph import iri
from graph.chains import Chains, Node, chains_of
from graph.effect import Effect
from graph.evidence import Writer, dated
from graph.store import Store
from graph.store.base import Change
from ontology import registers
from ontology.terms import CANCU, DCTERMS, ELI, RDF, RDFS

BODIES = (
    "ttg",
    "bldtbxh",
    "tu-lai-chau",
    "ubnd-lai-chau",
    "ubnd-hai-phong",
    "ubnd-hai-phong-2025",
    "ubnd-kon-tum",
    "sgddt-kon-tum",
    "ubnd-ngoc-hoi-kon-tum",
    "hu-ngoc-hoi-kon-tum",
)
LEVELS = {
    "ttg": "central",
    "bldtbxh": "central",
    "ubnd-ngoc-hoi-kon-tum": "district",
    "hu-ngoc-hoi-kon-tum": "district",
}
TYPES = ("kh", "qd", "ct", "cv", "bc")
DATES = (None, "2023", "2023-05", "2023-05-04", "2023-05-04", "2024-01-31", "2025-08-01")
KINDS_TRIED = ("implements", "implements", "based_on", "guides", "cites", "replaces", "repeals")
ENDED = "het-hieu-luc-toan-bo"
GRAPH = ox.NamedNode(iri.BASE + "id/nguon/thu")
_PROPERTY = {row.code: CANCU[row.property] for row in registers.relation_kinds()}


@dataclass(frozen=True)
class RandomGraph:
    """A graph of networkx as ``chains_of`` takes it, and the effect of some of its documents."""

    graph: nx.MultiDiGraph[str]
    effects: dict[str, Effect]

    @property
    def chains(self) -> Chains:
        return chains_of(self.graph)

    @property
    def nodes(self) -> dict[str, Node]:
        return {node.iri: node for node in self.chains.nodes}

    def following(self, *relations: str) -> nx.DiGraph[str]:
        """Who does one of the relations to whom, lower to upper."""
        found: nx.DiGraph[str] = nx.DiGraph()
        found.add_nodes_from(self.graph)
        found.add_edges_from((u, v) for u, v, key in self.graph.edges(keys=True) if key in relations)
        return found


@st.composite
def random_graphs(draw: st.DrawFn, most: int = 8) -> RandomGraph:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    effects = {}
    for number in range(draw(st.integers(1, most))):
        body, kind, day = (draw(st.sampled_from(one)) for one in (BODIES, TYPES, DATES))
        name = f"{iri.ID}vb/{body}/{kind}/2023/{number}"
        graph.add_node(
            name,
            label=f"d{number}",
            type=kind,
            date=day,
            body=body,
            level=LEVELS.get(body, "province"),
            held=draw(st.booleans()),
        )
        if draw(st.integers(0, 5)) == 0:
            effects[name] = Effect(ENDED, draw(st.sampled_from([None, "2024-01-01"])))
    names = sorted(graph)
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names), st.sampled_from(KINDS_TRIED))
    for lower, upper, relation in draw(st.lists(pairs, max_size=3 * most)):
        if lower != upper:
            graph.add_edge(lower, upper, relation, relation=relation, evidence=[])
    return RandomGraph(graph, effects)


def fill(store: Store, given: RandomGraph) -> None:
    """Make the store hold this graph and nothing else."""
    writer = Writer(GRAPH)
    for name, data in given.graph.nodes(data=True):
        document = ox.NamedNode(name)
        writer.add(document, RDF.type, CANCU.Document)
        writer.add_text(document, RDFS.label, data["label"])
        writer.add(document, ELI.type_document, iri.concept_iri("loai", data["type"]))
        writer.add(document, CANCU.level, iri.concept_iri("cap", data["level"]))
        if data["date"]:
            writer.add(document, CANCU.bestDate, dated(data["date"]))
        if data["held"]:
            writer.add(document, DCTERMS.source, ox.NamedNode(name + "#van-ban"))
        effect = given.effects.get(name)
        if effect and effect.status:
            writer.add(document, CANCU.effectStatus, iri.concept_iri("hieu-luc", effect.status))
        if effect and effect.ended:
            writer.add(document, ELI.date_no_longer_in_force, dated(effect.ended))
    for lower, upper, relation in given.graph.edges(keys=True):
        writer.add(ox.NamedNode(lower), _PROPERTY[relation], ox.NamedNode(upper))
    store.replace([Change(GRAPH, list(writer.quads))])

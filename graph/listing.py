"""The store as five tables: documents, relations, tasks, targets, citations.

Every row that states something has its passage: source file, code points, quote or
sentence. What the columns hold is said in ``docs/tables.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import networkx as nx

from graph.agenda import read_tasks
from graph.aims import read_targets
from graph.iri import code
from graph.network import chain_graph
from graph.store import Store
from graph.tables import Cell, Table, dated
from graph.task_table import task_table
from graph.wanted import Wanted, choose
from graph.wording import Language

_CITATIONS = """
PREFIX cancu: <https://w3id.org/can-cu/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?citation ?citing ?citing_label ?cited ?cited_label ?words ?relation ?status ?sentence
    ?file ?start ?end {
  ?citation a cancu:Citation ;
    cancu:citingDocument ?citing ;
    cancu:citedAs ?words ;
    cancu:sentence ?sentence ;
    oa:hasTarget ?place .
  ?place oa:hasSource/cancu:fileName ?file ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
  OPTIONAL { ?citation oa:hasBody ?cited . OPTIONAL { ?cited rdfs:label ?cited_label } }
  OPTIONAL { ?citing rdfs:label ?citing_label }
  OPTIONAL { ?citation cancu:relationKind ?relation }
  OPTIONAL { ?citation cancu:resolutionStatus ?status }
} ORDER BY ?citing ?start ?citation
"""


def listings(store: Store, on: date, language: Language) -> tuple[Table, ...]:
    """All five tables; ``on`` is the day for which the holders of tasks are given."""
    chains = chain_graph(store)
    return (
        documents(chains),
        relations(chains),
        task_table(choose(read_tasks(store), Wanted(on)), language),
        targets(store),
        citations(store),
    )


def documents(chains: nx.MultiDiGraph[str]) -> Table:
    """Every document, held or only mentioned."""
    columns = ("iri", "label", "number", "type", "date", "issuer", "title", "level", "held", "listed")
    nodes = (chains.nodes[iri] for iri in sorted(chains))
    rows = [
        tuple(dated(node[column]) if column == "date" else node[column] for column in columns)
        for node in nodes
    ]
    return Table("documents", columns, rows)


def relations(chains: nx.MultiDiGraph[str]) -> Table:
    """Every relation between two documents, with how often it is stated and the first sentence of it."""
    columns = ("subject", "subject_label", "relation", "object", "object_label", "mentions", "sentence",
               "citing", "start", "end")  # fmt: skip
    return Table("relations", columns, list(_relation_rows(chains)))


def _relation_rows(chains: nx.MultiDiGraph[str]) -> Iterator[tuple[Cell, ...]]:
    labels = {iri: chains.nodes[iri]["label"] for iri in chains}
    for subject, target, relation, data in sorted(
        chains.edges(keys=True, data=True), key=lambda edge: edge[:3]
    ):
        proof = next(iter(data["evidence"]), dict[str, Any]())
        yield (
            subject,
            labels[subject],
            relation,
            target,
            labels[target],
            len(data["evidence"]),
            proof.get("sentence"),
            proof.get("document"),
            proof.get("start"),
            proof.get("end"),
        )


def targets(store: Store) -> Table:
    """Every target with its bounds as numbers."""
    columns = ("plan", "indicator", "population", "low", "high", "unit", "year", "file", "start", "end",
               "quote", "target", "plan_iri")  # fmt: skip
    rows = [
        (one.plan.label, one.indicator, one.population, one.low, one.high, one.unit, one.year,
         one.passage.file, one.passage.start, one.passage.end, one.passage.quote, one.iri, one.plan.iri)
        for one in read_targets(store)
    ]  # fmt: skip
    return Table("targets", columns, rows)


def citations(store: Store) -> Table:
    """Every mention of a document in another."""
    columns = ("citation", "citing", "citing_label", "cited", "cited_label", "cited_as", "relation", "status",
               "sentence", "file", "start", "end")  # fmt: skip
    found: dict[str, tuple[Cell, ...]] = {}
    for row in store.select(_CITATIONS).as_text():
        *facts, relation, status, sentence, file, start, end = row
        found.setdefault(
            facts[0] or "",
            (*facts, code(relation), code(status), sentence, file, int(start or 0), int(end or 0)),
        )
    return Table("citations", columns, list(found.values()))

"""Impact and structure as tables and as JSON, every link with its sentences."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from graph.communities import Community
from graph.effect import Ending, LeftBehind
from graph.finding import Finding
from graph.impact import Dependent, Impact
from graph.plain import link_json, node_json
from graph.structure import Structure
from graph.tables import Table, dated
from graph.wording import Language, concept

__all__ = ["impact_json", "impact_tables", "structure_json", "structure_tables"]


def impact_json(found: Impact, listed: Sequence[Dependent]) -> dict[str, Any]:
    """What rests on a document; ``listed`` are the first of them, with their sentences."""
    return {
        "document": node_json(found.document),
        "relations": list(found.relations),
        "documents": len(found),
        "direct": found.direct,
        "without_other": found.without_other,
        "by_relation": found.by_relation(),
        "uses": dict(found.uses),
        "endings": [_ending_json(ending) for ending in found.endings],
        "left": [_left_json(one) for one in found.left],
        "dependents": [
            {
                "document": node_json(one.node),
                "relation": one.relation,
                "way": [link_json(link) for link in one.way],
                "other": link_json(one.other) if one.other else None,
            }
            for one in listed
        ],
    }


def _ending_json(ending: Ending) -> dict[str, Any]:
    by = node_json(ending.by) if ending.by else None
    return {"cause": ending.cause, "by": by, "day": ending.day}


def _left_json(left: LeftBehind) -> dict[str, Any]:
    return {"document": node_json(left.document), "relation": left.relation, "later": left.later}


def impact_tables(listed: Sequence[Dependent], language: Language) -> tuple[Table, ...]:
    """A line for each document that rests on the one asked about."""
    rows = [
        (
            one.node.label,
            dated(one.node.date),
            one.node.issuer,
            concept(language, "quan-he", one.relation),
            len(one.way),
            " → ".join([one.way[0].lower.label, *(link.upper.label for link in one.way)]),
            one.other.upper.label if one.other else None,
            " ← ".join(link.evidence[0].sentence for link in one.way if link.evidence),
            one.node.iri,
        )
        for one in listed
    ]
    columns = ("document", "date", "issuer", "relation", "links", "way", "other", "evidence", "iri")
    return (Table("impact", columns, rows),)


def structure_json(
    found: Structure, looked: Sequence[Finding], groups: Sequence[Community]
) -> dict[str, Any]:
    """The structure of a graph, what calls for a look in both languages, and the communities asked for."""
    return {
        "documents": found.documents,
        "links": found.links,
        "most": found.most,
        "tops": found.tops,
        "longest": [[link_json(link) for link in chain] for chain in found.longest],
        "bottlenecks": [
            {
                "document": node_json(one.node),
                "chains": one.chains,
                "above": one.above,
                "below": one.below,
                "without_other": one.without_other,
            }
            for one in found.bottlenecks
        ],
        "delays": [
            {
                "relation": one.relation,
                "upper": one.upper,
                "lower": one.lower,
                "days": dataclasses.asdict(one.days),
            }
            for one in found.delays
        ],
        "findings": [
            {
                "kind": one.kind,
                "vi": one.message("vi"),
                "en": one.message("en"),
                "documents": [node_json(node) for node in one.documents],
                "links": [link_json(link) for link in one.links],
            }
            for one in looked
        ],
        "communities": [
            {"hub": node_json(one.hub), "size": one.size, "words": list(one.words)} for one in groups
        ],
    }


def structure_tables(found: Structure, looked: Sequence[Finding], language: Language) -> tuple[Table, ...]:
    """The findings, the delays and the bottlenecks, a table each."""
    findings = [
        (
            one.message(language),
            one.documents[0].label,
            " ← ".join(link.evidence[0].sentence for link in one.links if link.evidence) or None,
            one.documents[0].iri,
        )
        for one in looked
    ]
    delays = [
        (
            concept(language, "quan-he", one.relation),
            concept(language, "cap", one.upper),
            concept(language, "cap", one.lower),
            one.days.count,
            one.days.least,
            one.days.first,
            one.days.median,
            one.days.third,
            one.days.most,
        )
        for one in found.delays
    ]
    bottlenecks = [
        (one.node.label, one.chains, one.above, one.below, one.without_other, one.node.iri)
        for one in found.bottlenecks
    ]
    spread = ("count", "least", "quartile", "median", "third", "most")
    return (
        Table("findings", ("finding", "document", "evidence", "iri"), findings),
        Table("delays", ("relation", "upper_level", "lower_level", *spread), delays),
        Table("bottlenecks", ("document", "chains", "above", "below", "without_other", "iri"), bottlenecks),
    )

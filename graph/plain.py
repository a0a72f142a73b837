"""Documents, links and their sentences as JSON has them."""

from __future__ import annotations

import dataclasses
from typing import Any

from graph.chains import Node
from graph.paths import Link
from graph.proofs import Evidence


def node_json(node: Node) -> dict[str, Any]:
    """A document with the names of ``Node``."""
    return dataclasses.asdict(node)


def link_json(link: Link) -> dict[str, Any]:
    """A link: the IRIs and names of its documents, the relation, and its sentences."""
    return {
        "lower": link.lower.iri,
        "lower_label": link.lower.label,
        "relation": link.relation,
        "upper": link.upper.iri,
        "upper_label": link.upper.label,
        "evidence": [evidence_json(one) for one in link.evidence],
    }


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    """A mention; ``document`` is the IRI of the one whose text it stands in."""
    values = dataclasses.asdict(evidence)
    values["document"] = values.pop("source")
    return values

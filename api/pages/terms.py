"""RDF terms as a page shows them: short, and a link where the graph has something to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.iri import ID
from ontology.terms import PREFIXES


@dataclass(frozen=True, slots=True)
class ShownTerm:
    """``path`` is the part after ``/id/`` of an IRI of ours, ``None`` for anything else."""

    text: str
    path: str | None = None
    language: str | None = None


def shorten(iri: str) -> str:
    """An IRI with its prefix, whole when it has none that we know."""
    for prefix, start in sorted(PREFIXES.items(), key=lambda item: -len(item[1])):
        if iri.startswith(start):
            return f"{prefix}:{iri[len(start) :]}"
    return iri


def shown_iri(iri: str, names: Mapping[str, str]) -> ShownTerm:
    """An IRI under its name if there is one."""
    path = iri.removeprefix(ID) if iri.startswith(ID) and "#" not in iri else None
    return ShownTerm(names.get(iri) or shorten(iri), path)


def shown_binding(binding: Mapping[str, Any] | None, names: Mapping[str, str]) -> ShownTerm:
    """One cell of SPARQL JSON results."""
    if binding is None:
        return ShownTerm("")
    if binding["type"] == "uri":
        return shown_iri(binding["value"], names)
    return ShownTerm(str(binding["value"]), None, binding.get("xml:lang"))

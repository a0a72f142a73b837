"""Checking quads against the SHACL shapes before they are stored.

pySHACL and rdflib are imported when something is validated, not before: they take
most of a second, and reading a graph needs neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any

import pyoxigraph as ox

from graph.view import text_of
from ontology import terms
from ontology.terms import XSD

_SHACL = "http://www.w3.org/ns/shacl#"
_MESSAGES = 3


def validate(graphs: Mapping[ox.NamedNode, Sequence[ox.Quad]]) -> dict[ox.NamedNode, str]:
    """The graphs that fail, each with the first few reasons in words.

    All are checked at once, which costs least when all is well; when they fail
    together, each that speaks of what failed is checked alone, since two sources
    may contradict each other without either being wrong.
    """
    faults = _faults([quad for quads in graphs.values() for quad in quads])
    if not faults:
        return {}
    named = {value for fault in faults for value in fault.named}
    found = {graph: _faults(quads) for graph, quads in graphs.items() if named & _terms(quads)}
    return {
        graph: "; ".join(sorted(fault.message for fault in alone)[:_MESSAGES])
        for graph, alone in found.items()
        if alone
    }


def _terms(quads: Iterable[ox.Quad]) -> set[str]:
    """The IRIs that quads speak of, and the values they give."""
    return {value for quad in quads for value in (_subject(quad).value, text_of(quad))}


def _subject(quad: ox.Quad) -> ox.NamedNode:
    assert isinstance(quad.subject, ox.NamedNode)  # a store holds no blank nodes
    return quad.subject


@dataclass(frozen=True, slots=True)
class _Fault:
    """What one shape found: in words, and the nodes and literals it is about."""

    message: str
    named: frozenset[str]


def _faults(quads: Iterable[ox.Quad]) -> list[_Fault]:
    import pyshacl
    import rdflib

    # rdflib's own memory store: SHACL asks many small questions, and each one that
    # crosses into another engine costs ten times as much (measured).
    graph = rdflib.Graph()
    node = lru_cache(maxsize=None)(rdflib.URIRef)
    literal = lru_cache(maxsize=None)(partial(_literal, node))
    for quad in quads:
        value = quad.object
        term = node(value.value) if isinstance(value, ox.NamedNode) else literal(value)
        graph.add((node(_subject(quad).value), node(quad.predicate.value), term))
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=_shapes(), inplace=True)
    return [] if conforms else list(_read_report(report))


def _literal(node: Callable[[str], Any], value: ox.Literal) -> Any:
    """A literal of one library as that of the other; half the time of writing and parsing N-Triples."""
    import rdflib

    if value.language:
        return rdflib.Literal(value.value, lang=value.language)
    plain = value.datatype == XSD.string
    # As printed: a number or day in a canonical form of its own would cost a second literal.
    return rdflib.Literal(
        value.value, datatype=None if plain else node(value.datatype.value), normalize=False
    )


@cache
def _shapes() -> Any:
    import rdflib

    return rdflib.Graph().parse(str(terms.SHAPES_FILE), format="turtle")


def _read_report(report: Any) -> Iterator[_Fault]:
    import rdflib

    shacl = rdflib.Namespace(_SHACL)
    for result in report.subjects(rdflib.RDF.type, shacl.ValidationResult):
        focus = report.value(result, shacl.focusNode)
        texts = list(report.objects(result, shacl.resultMessage))
        english = [str(text) for text in texts if getattr(text, "language", None) == "en"]
        message = f"{focus}: {(english or [str(text) for text in texts] or [''])[0]}"
        named = (focus, report.value(result, shacl.value))
        yield _Fault(message, frozenset(str(one) for one in named if one is not None))

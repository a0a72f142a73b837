"""Checking quads against the SHACL shapes before they are stored.

pySHACL and rdflib are imported when something is validated, not before: they take
most of a second, and reading a graph needs neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import pyoxigraph as ox

from ontology import terms
from ontology.terms import XSD

_SHACL = "http://www.w3.org/ns/shacl#"
_MESSAGES = 3


def validate(graphs: Mapping[ox.NamedNode, Sequence[ox.Quad]]) -> dict[ox.NamedNode, str]:
    """The graphs that fail, each with the first few reasons in words.

    All are checked at once, which costs least when all is well; when they fail
    together, each is checked alone, since two sources may contradict each other
    without either being wrong.
    """
    if not _failures([quad for quads in graphs.values() for quad in quads]):
        return {}
    found = {graph: _failures(quads) for graph, quads in graphs.items()}
    return {graph: "; ".join(messages[:_MESSAGES]) for graph, messages in found.items() if messages}


def _failures(quads: Iterable[ox.Quad]) -> list[str]:
    import pyshacl
    import rdflib

    # rdflib's own memory store: SHACL asks many small questions, and each one that
    # crosses into another engine costs ten times as much (measured).
    graph = rdflib.Graph()
    node = lru_cache(maxsize=None)(rdflib.URIRef)
    for quad in quads:
        assert isinstance(quad.subject, ox.NamedNode)  # a store holds no blank nodes
        graph.add((node(quad.subject.value), node(quad.predicate.value), _term(quad.object, node)))
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=_shapes(), inplace=True)
    return [] if conforms else _messages(report)


def _term(value: Any, node: Callable[[str], Any]) -> Any:
    """A term of one library as that of the other; half the time of writing and parsing N-Triples."""
    import rdflib

    if isinstance(value, ox.NamedNode):
        return node(value.value)
    assert isinstance(value, ox.Literal)
    if value.language:
        return rdflib.Literal(value.value, lang=value.language)
    plain = value.datatype == XSD.string
    return rdflib.Literal(value.value, datatype=None if plain else node(value.datatype.value))


@cache
def _shapes() -> Any:
    import rdflib

    return rdflib.Graph().parse(str(terms.SHAPES_FILE), format="turtle")


def _messages(report: Any) -> list[str]:
    import rdflib

    shacl = rdflib.Namespace(_SHACL)
    messages = []
    for result in report.subjects(rdflib.RDF.type, shacl.ValidationResult):
        focus = report.value(result, shacl.focusNode)
        texts = list(report.objects(result, shacl.resultMessage))
        english = [str(text) for text in texts if getattr(text, "language", None) == "en"]
        messages.append(f"{focus}: {(english or [str(text) for text in texts] or [''])[0]}")
    return sorted(messages)

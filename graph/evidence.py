"""Where in a source text a statement stands: Web Annotation targets.

Each piece of evidence has two selectors side by side: the position is fast, the
quote survives a change of the text. Positions are code points of the raw text,
end-exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pyoxigraph as ox

from graph.iri import part_iri
from ontology.terms import OA, RDF, XSD

_CONTEXT = 30
"""Characters kept before and after a quote, as in legal annotation practice."""

_TYPES_BY_LENGTH = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


@dataclass(slots=True)
class Writer:
    """Collects the quads of one named graph."""

    graph: ox.NamedNode
    quads: dict[ox.Quad, None] = field(default_factory=dict)

    def add(
        self, subject: ox.NamedNode, predicate: ox.NamedNode, *objects: ox.NamedNode | ox.Literal
    ) -> None:
        """State the predicate of the subject once for each object."""
        for one in objects:
            self.quads[ox.Quad(subject, predicate, one, self.graph)] = None

    def add_text(self, subject: ox.NamedNode, predicate: ox.NamedNode, text: str | None) -> None:
        """State a Vietnamese text, if there is one."""
        if text:
            self.add(subject, predicate, ox.Literal(text, language="vi"))

    def add_plain(self, subject: ox.NamedNode, predicate: ox.NamedNode, text: str | None) -> None:
        """State a string of no language, if there is one."""
        if text:
            self.add(subject, predicate, ox.Literal(text))


def dated(date: str) -> ox.Literal:
    """A date with the datatype of its precision: ``2021-08`` is an ``xsd:gYearMonth``."""
    return ox.Literal(date, datatype=_TYPES_BY_LENGTH[len(date)])


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """A span of a source text: the node of the text, its raw wording, and where the span is."""

    text: ox.NamedNode
    raw: str
    start: int
    end: int


def write_evidence(writer: Writer, node: ox.NamedNode, span: SourceSpan) -> None:
    """Give ``node`` the span as its ``oa:hasTarget``, with a position and a quote selector."""
    target, position, quote = (part_iri(node, part) for part in ("muc-tieu", "vi-tri", "trich"))
    raw, start, end = span.raw, span.start, span.end
    writer.add(node, OA.hasTarget, target)
    writer.add(target, RDF.type, OA.SpecificResource)
    writer.add(target, OA.hasSource, span.text)
    writer.add(target, OA.hasSelector, position, quote)
    writer.add(position, RDF.type, OA.TextPositionSelector)
    writer.add(position, OA.start, ox.Literal(start))
    writer.add(position, OA.end, ox.Literal(end))
    writer.add(quote, RDF.type, OA.TextQuoteSelector)
    writer.add(quote, OA.exact, ox.Literal(raw[start:end]))
    writer.add(quote, OA.prefix, ox.Literal(raw[max(0, start - _CONTEXT) : start]))
    writer.add(quote, OA.suffix, ox.Literal(raw[end : end + _CONTEXT]))

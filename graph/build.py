"""A record becomes the quads of its source graph.

Everything a source says stands in its own named graph, without a clock and
without blank nodes, so that the same file always gives the same quads.
"""

from __future__ import annotations

import hashlib
from functools import cache
from itertools import chain
from typing import Protocol

import pyoxigraph as ox

from extract.record import Citation, Record
from graph import iri
from graph.describe import describe_document, describe_held, describe_source
from graph.duties import Held, write_duties
from graph.evidence import Writer, dated, write_evidence
from graph.resolve import Resolution, context_of, resolve
from ontology import registers
from ontology.terms import CANCU, OA, RDF, RDFS, SCHEME_FILES

VERSION = "2"
"""Raised whenever reading or building gives other quads for the same file, so that files are read again."""

_ACTIVE = {"amended_by": "amends", "replaced_by": "replaces", "repealed_by": "repeals"}


class Reading(Protocol):
    """What reading a file yields: the record, and the raw text its offsets point into."""

    @property
    def record(self) -> Record:
        """What was read."""

    @property
    def raw(self) -> str:
        """The text of the file."""


def build(reading: Reading) -> list[ox.Quad]:
    """The quads of a document's source graph ``…/id/nguon/{record.id}``."""
    record, raw = reading.record, reading.raw
    text_hash = iri.short_hash(raw)
    context = context_of(record, text_hash)
    writer = Writer(iri.source_graph_iri(record.id))
    text = describe_source(writer, record, content_hash(record.source.sha256))
    describe_held(writer, record, context, text)
    held = Held(record, context, text, raw, text_hash)
    resolutions = [resolve(citation, context) for citation in record.citations]
    for order, citation in enumerate(record.citations):
        _write_citation(writer, held, resolutions, order, citation)
    write_duties(writer, held)
    return list(writer.quads)


def content_hash(sha256: str) -> str:
    """What decides whether a file is read again: its bytes, the registers, and this program's version."""
    return hashlib.sha256(f"{sha256} {registers_hash()}".encode()).hexdigest()


@cache
def registers_hash() -> str:
    """A digest of all registers and schemes: a corrected register can change every resolution."""
    digest = hashlib.sha256(VERSION.encode())
    for path in (*sorted(registers.DIRECTORY.glob("*.csv")), *SCHEME_FILES):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _write_citation(
    writer: Writer, held: Held, resolutions: list[Resolution], order: int, citation: Citation
) -> None:
    found = resolutions[order]
    node = iri.citation_iri(held.text_hash, citation.start, citation.end)
    describe_document(writer, found, citation.number)
    writer.add(node, RDF.type, CANCU.Citation, OA.Annotation)
    writer.add(node, OA.hasBody, found.iri)
    writer.add(node, CANCU.citingDocument, held.context.own.iri)
    writer.add(node, CANCU.citationOrder, ox.Literal(order + 1))
    writer.add(node, CANCU.isFirstMention, ox.Literal(citation.first_mention))
    writer.add_plain(node, CANCU.citedNumber, citation.number)
    writer.add_text(node, CANCU.citedName, citation.name)
    writer.add_text(node, CANCU.citedAs, citation.quote)
    writer.add_text(node, CANCU.sentence, citation.sentence)
    writer.add_text(node, CANCU.statedIssuer, citation.issuer)
    writer.add_text(node, CANCU.statedTitle, citation.title)
    writer.add_text(node, CANCU.pinpoint, citation.pinpoint)
    writer.add_text(node, CANCU.section, " › ".join(citation.section))
    if citation.date:
        writer.add(node, CANCU.statedDate, dated(citation.date))
    _write_resolution(writer, node, found)
    _write_relation(writer, held, resolutions, order, node)
    if citation.instrument:
        instrument = iri.part_iri(found.iri, "noi-dung")
        writer.add(found.iri, CANCU.approvesInstrument, instrument)
        writer.add(instrument, RDF.type, CANCU.PolicyInstrument)
        writer.add_text(instrument, RDFS.label, citation.instrument)
        writer.add_text(node, CANCU.statedInstrument, citation.instrument)
    write_evidence(writer, node, held.span(citation.start, citation.end))


def _write_resolution(writer: Writer, node: ox.NamedNode, found: Resolution) -> None:
    writer.add(node, CANCU.resolutionStatus, iri.concept_iri("tinh-trang-vien-dan", found.status))
    writer.add(node, CANCU.candidate, *found.candidates)
    if found.reasons:
        for language, texts in (
            ("vi", [one.vi for one in found.reasons]),
            ("en", [one.en for one in found.reasons]),
        ):
            writer.add(node, CANCU.resolutionReason, ox.Literal("; ".join(texts), language=language))


def _write_relation(
    writer: Writer, held: Held, resolutions: list[Resolution], order: int, node: ox.NamedNode
) -> None:
    """The relation in its active direction, on the citation and as a direct edge."""
    citation = held.record.citations[order]
    origin, mention = _origin(held, resolutions, order), resolutions[order].iri
    kind = _ACTIVE.get(citation.relation, citation.relation)
    subject, target = (mention, origin) if citation.relation in _ACTIVE else (origin, mention)
    writer.add(node, CANCU.relationKind, iri.concept_iri("quan-he", kind))
    writer.add(node, CANCU.relationSubject, subject)
    writer.add(node, CANCU.relationObject, target)
    if subject != target:
        writer.add(subject, _property(kind), target)


def _origin(held: Held, resolutions: list[Resolution], order: int) -> ox.NamedNode:
    """The document inside whose description a mention stands: the nearest mention of its name."""
    citations, name = held.record.citations, held.record.citations[order].from_
    if name != "this":
        places = chain(range(order - 1, -1, -1), range(order + 1, len(citations)))
        for place in places:
            if name in (citations[place].number, citations[place].name):
                return resolutions[place].iri
    return held.context.own.iri


@cache
def _property(kind: str) -> ox.NamedNode:
    for row in registers.relation_kinds():
        if row.code == kind:
            node: ox.NamedNode = CANCU[row.property]
            return node
    raise KeyError(kind)

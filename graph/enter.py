"""A register of documents becomes the quads of its source graph: an entry a row, and what it says."""

from __future__ import annotations

import pyoxigraph as ox

from extract.record import Source
from extract.register import Entry, Register
from graph import iri
from graph.authority import Place, place_in, place_named
from graph.describe import describe_document, describe_source
from graph.evidence import SourceSpan, Writer, dated, write_evidence
from graph.identify import identify
from graph.mentions import write_mention
from ontology.areas import areas
from ontology.terms import CANCU, DCTERMS, ELI, OA, RDF, SCHEMA, XSD


def enter(register: Register, content_hash: str) -> list[ox.Quad]:
    """The quads of a register's source graph ``…/id/nguon/{register.id}``.

    A row that names no issuer is of the province in the file's name, if there is one.
    """
    writer = Writer(iri.source_graph_iri(register.id))
    text = describe_source(writer, register.source, content_hash)
    pages = _Pages(register.source, text, register.raw, place_in(register.source.file) or Place())
    for entry in register.entries:
        _write_entry(writer, pages, entry)
    return list(writer.quads)


class _Pages:
    """The register whose entries are written."""

    def __init__(self, source: Source, text: ox.NamedNode, raw: str, place: Place) -> None:
        self.hash = iri.short_hash(raw)
        self.place = place
        self._source, self._text, self._raw = source, text, raw

    def span(self, start: int, end: int) -> SourceSpan:
        """A span of its raw text."""
        return SourceSpan(self._text, self._raw, start, end)

    def draft_hash(self, entry: Entry) -> str:
        """What a document is known by whose number tells no issuer."""
        return iri.short_hash(f"{self._source.sha256} {entry.row}")


def _write_entry(writer: Writer, pages: _Pages, entry: Entry) -> None:
    here = (place_named(entry.area) if entry.area else None) or pages.place
    document = entry.document
    found = identify(document, pages.draft_hash(entry), here).found
    node, own = iri.entry_iri(pages.hash, entry.row), found.iri
    describe_document(writer, found, document.number)
    writer.add(own, CANCU.registeredIn, node)
    writer.add_text(own, DCTERMS.title, document.title)
    for term, date in (
        (ELI.date_document, document.date),
        (ELI.first_date_entry_in_force, entry.in_force),
        (ELI.date_no_longer_in_force, entry.ended),
    ):
        if date:
            writer.add(own, term, dated(date))
    if found.authority is None and here.province:
        # Its mentions still come from that province: "của Ủy ban nhân dân tỉnh".
        writer.add_text(own, CANCU.place, areas()[here.district or here.province].full_name)
    if entry.status:
        writer.add(own, CANCU.effectStatus, iri.concept_iri("hieu-luc", entry.status))
    writer.add(node, RDF.type, CANCU.RegisterEntry)
    writer.add(node, CANCU.rowNumber, ox.Literal(entry.row))
    writer.add_plain(node, CANCU.statedCertainty, entry.certainty)
    if entry.url:
        writer.add(node, SCHEMA.url, ox.Literal(entry.url, datatype=XSD.anyURI))
    write_evidence(writer, node, pages.span(entry.start, entry.end))
    _write_mentions(writer, pages, entry, own)


def _write_mentions(writer: Writer, pages: _Pages, entry: Entry, own: ox.NamedNode) -> None:
    for order, citation in enumerate(entry.citations, 1):
        node = iri.citation_iri(pages.hash, citation.start, citation.end)
        writer.add(node, RDF.type, CANCU.Citation, OA.Annotation)
        write_mention(writer, node, own, order, citation)
        writer.add(node, CANCU.isFirstMention, ox.Literal(citation.first_mention))
        writer.add_text(node, CANCU.sentence, citation.sentence)
        writer.add_text(node, CANCU.pinpoint, citation.pinpoint)
        write_evidence(writer, node, pages.span(citation.start, citation.end))

"""A record becomes the quads of its source graph.

Everything a source says stands in its own named graph, without a clock and
without blank nodes, so that the same file always gives the same quads. What its
mentions name depends on what else is held, and stands apart: see ``graph.link``.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Protocol

import pyoxigraph as ox

from extract.record import Citation, Record
from graph import iri
from graph.communication import write_communication
from graph.describe import describe_held, describe_source
from graph.duties import Held, write_duties
from graph.evidence import Writer, write_evidence
from graph.identify import identify
from graph.mentions import write_mention
from ontology import registers
from ontology.terms import CANCU, OA, RDF, SCHEME_FILES

VERSION = "5"
"""Raised whenever reading or building gives other quads for the same file, so that files are read again."""


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
    identity = identify(record.document, text_hash)
    writer = Writer(iri.source_graph_iri(record.id))
    text = describe_source(writer, record.source, content_hash(record.source.sha256))
    describe_held(writer, record.document, identity.found, text)
    held = Held(record, identity, text, raw, text_hash)
    for order, citation in enumerate(record.citations, 1):
        _write_citation(writer, held, order, citation)
    write_duties(writer, held)
    write_communication(writer, held)
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


def _write_citation(writer: Writer, held: Held, order: int, citation: Citation) -> None:
    """What the mention states, without what it was found to name."""
    node = iri.citation_iri(held.text_hash, citation.start, citation.end)
    writer.add(node, RDF.type, CANCU.Citation, OA.Annotation)
    write_mention(writer, node, held.own, order, citation)
    writer.add(node, CANCU.isFirstMention, ox.Literal(citation.first_mention))
    writer.add_text(node, CANCU.sentence, citation.sentence)
    writer.add_text(node, CANCU.pinpoint, citation.pinpoint)
    writer.add_text(node, CANCU.section, " › ".join(citation.section))
    writer.add_text(node, CANCU.statedInstrument, citation.instrument)
    write_evidence(writer, node, held.span(citation.start, citation.end))

"""What plans of communication set out, as RDF, each element with the place where it is printed."""

from __future__ import annotations

from extract.record import Communication, CommunicationPart
from graph import iri
from graph.duties import Held
from graph.evidence import Writer, write_evidence
from ontology.terms import CANCU, RDF

_PARTS: dict[CommunicationPart, str] = {
    "audience": "doi-tuong",
    "content": "noi-dung",
    "message": "thong-diep",
    "channel": "hinh-thuc",
}


def write_communication(writer: Writer, held: Held) -> None:
    """All audiences, contents, messages and channels of a document."""
    for order, element in enumerate(held.record.communication, 1):
        _write_element(writer, held, order, element)


def _write_element(writer: Writer, held: Held, order: int, element: Communication) -> None:
    node = iri.communication_iri(held.text_hash, element.start, element.end, order)
    writer.add(node, RDF.type, CANCU.CommunicationElement)
    writer.add(node, CANCU.communicationOf, held.own)
    writer.add(node, CANCU.communicationPart, iri.concept_iri("phan-truyen-thong", _PARTS[element.part]))
    writer.add_text(node, CANCU.communicationText, element.text)
    writer.add_text(node, CANCU.section, " › ".join(element.section))
    write_evidence(writer, node, held.span(element.start, element.end))

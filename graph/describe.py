"""What a source graph states of the documents and bodies it names."""

from __future__ import annotations

import re

import pyoxigraph as ox

from extract.record import Document, Signer, Source
from graph import iri
from graph.authority import Authority
from graph.evidence import Writer, dated
from graph.number import parse_number
from graph.resolution import Resolution
from ontology.bodies import body
from ontology.terms import CANCU, DCTERMS, ELI, FOAF, ORG, RDF, RDFS, SKOS, XSD

_FAMILIES = {
    "normative": CANCU.NormativeDocument,
    "administrative": CANCU.AdministrativeDocument,
    "party": CANCU.PartyDocument,
}
_CLASSES = {
    "qd": CANCU.Decision,
    "qdqp": CANCU.Decision,
    "quyetdinh": CANCU.Decision,
    "ct": CANCU.Directive,
    "kh": CANCU.Plan,
    "ctr": CANCU.Programme,
    "luat": CANCU.Law,
    "nd": CANCU.Decree,
    "tt": CANCU.Circular,
    "nq": CANCU.Resolution,
    "nqqp": CANCU.Resolution,
    "cv": CANCU.OfficialLetter,
}
_SIGN_MODES = {
    "TM": "collective",
    "KT": "deputy-for",
    "TL": "by-order",
    "TUQ": "authorised",
    "TƯQ": "authorised",
    "Q": "acting",
}
_PURPOSE = re.compile(r"\(([^()]+)\)\s*$")


def describe_document(writer: Writer, found: Resolution, printed: str | None) -> None:
    """The facts of a document that follow from its number: type, issuer, year, printed form."""
    writer.add(found.iri, RDF.type, CANCU.Document)
    if found.type:
        writer.add(found.iri, ELI.type_document, iri.concept_iri("loai-van-ban", found.type.code))
        for one in (_FAMILIES.get(found.type.family), _CLASSES.get(found.type.code)):
            if one:
                writer.add(found.iri, RDF.type, one)
    if found.authority:
        writer.add(found.iri, ELI.passed_by, iri.organisation_iri(found.authority.slug))
        writer.add(found.iri, CANCU.level, iri.concept_iri("cap", found.authority.level))
        describe_organisation(writer, found.authority)
    if found.key.year:
        writer.add(found.iri, CANCU.year, ox.Literal(found.key.year, datatype=XSD.gYear))
    if printed:
        number = parse_number(printed)
        writer.add_plain(found.iri, ELI.id_local, printed)
        if number and number.style != "standard":
            writer.add_plain(found.iri, ELI.number, number.digits)
            writer.add_plain(found.iri, CANCU.symbol, number.symbol)


def describe_organisation(writer: Writer, authority: Authority) -> None:
    """What the register says of a body; repeated in each source graph so that each stands alone."""
    node = iri.organisation_iri(authority.slug)
    writer.add(node, RDF.type, ORG.FormalOrganization)
    if authority.is_party:
        writer.add(node, RDF.type, CANCU.PartyOrganization)
    writer.add_text(node, SKOS.prefLabel, authority.name)
    writer.add(node, CANCU.level, iri.concept_iri("cap", authority.level))
    registered = body(authority.slug)
    if registered:
        for term, day in ((CANCU.validFrom, registered.valid_from), (CANCU.validTo, registered.valid_to)):
            if day:
                writer.add(node, term, ox.Literal(day.isoformat(), datatype=XSD.date))


def describe_held(writer: Writer, document: Document, found: Resolution, source: ox.NamedNode) -> None:
    """What the document says of itself, in its header and signature."""
    own = found.iri
    describe_document(writer, found, document.number)
    writer.add(own, DCTERMS.source, source)
    writer.add_text(own, DCTERMS.title, document.title)
    writer.add_text(own, CANCU.place, document.place)
    if document.date:
        writer.add(own, ELI.date_document, dated(document.date))
    if not document.number:
        writer.add(own, CANCU.numberBlank, ox.Literal(True))
    for order, signer in enumerate(document.signers, 1):
        _describe_signature(writer, own, order, signer)
    for order, recipient in enumerate(document.recipients, 1):
        _describe_recipient(writer, own, order, recipient)


def describe_source(writer: Writer, source: Source, content_hash: str) -> ox.NamedNode:
    """The text that was read; ``content_hash`` tells whether it must be read again."""
    node = iri.source_text_iri(source.sha256)
    writer.add(node, RDF.type, CANCU.SourceText)
    writer.add_plain(node, CANCU.fileName, source.file)
    writer.add_plain(node, CANCU.sha256, source.sha256)
    writer.add_plain(node, CANCU.contentHash, content_hash)
    writer.add(node, CANCU.length, ox.Literal(source.length))
    writer.add_plain(node, DCTERMS.format, source.media_type)
    return node


def _describe_signature(writer: Writer, own: ox.NamedNode, order: int, signer: Signer) -> None:
    node = iri.part_iri(own, f"chu-ky-{order}")
    prefix = (signer.on_behalf or "").partition(".")[0].strip().upper()
    mode = _SIGN_MODES.get(prefix) if signer.on_behalf else "head"
    writer.add(own, CANCU.signedBy, node)
    writer.add(node, RDF.type, CANCU.Signature)
    writer.add_plain(node, FOAF.name, signer.name)
    writer.add_text(node, CANCU.post, signer.role)
    writer.add_text(node, CANCU.onBehalfOf, signer.on_behalf)
    if mode:
        writer.add(node, CANCU.signMode, iri.concept_iri("cach-ky", mode))


def _describe_recipient(writer: Writer, own: ox.NamedNode, order: int, printed: str) -> None:
    node = iri.part_iri(own, f"noi-nhan-{order}")
    purpose = _PURPOSE.search(printed)
    writer.add(own, CANCU.recipient, node)
    writer.add(node, RDF.type, CANCU.Recipient)
    writer.add_text(node, RDFS.label, printed)
    writer.add_text(node, CANCU.recipientPurpose, purpose[1].strip() if purpose else None)

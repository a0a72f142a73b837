"""The registers and the schemes as RDF, for the graph of register facts.

Areas, bodies and reorganisations carry the certainty and the source of the row
they come from. A template of the register ("Sở … of every province") is not a
body: only the bodies that every province has are written out for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

import pyoxigraph as ox

from ontology import registers
from ontology.terms import CANCU, DCTERMS, ELI, ORG, PREFIXES, RDF, SCHEMA, SCHEME_FILES, SKOS, XSD

IN_EVERY_PROVINCE = ("HĐND", "UBND", "TU")
"""Symbols of the templates that stand for a body in every province without exception."""

_ID = PREFIXES["id"]
_SUCCESSOR = re.compile(r"(?P<abbrev>\w+)(?: \(\d{4}\))?(?: \[(?P<function>[^\]]+)\])?")
Value = ox.NamedNode | ox.Literal


def register_quads(graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """Everything the registers and the schemes state, in the named graph ``graph``, without repeats."""
    triples = chain(_schemes(), _document_types(), _areas(), _issuers(), _reforms(), _provincial_bodies())
    for triple in dict.fromkeys(triples):
        yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def _schemes() -> Iterator[ox.Triple]:
    for path in SCHEME_FILES:
        for quad in ox.parse(path=str(path)):
            yield ox.Triple(quad.subject, quad.predicate, quad.object)


def _document_types() -> Iterator[ox.Triple]:
    scheme = ox.NamedNode(_ID + "loai-van-ban")
    yield from _facts(scheme, (RDF.type, SKOS.ConceptScheme))
    yield from _facts(scheme, (SKOS.prefLabel, _vi("Loại văn bản")), (SKOS.prefLabel, _en("Document types")))
    labels: dict[str, set[str]] = {}
    for kind in registers.document_types():
        concept = ox.NamedNode(f"{_ID}loai-van-ban/{kind.code}")
        yield from _facts(concept, (RDF.type, SKOS.Concept), (SKOS.inScheme, scheme))
        if kind.code not in labels:  # The state and the Party share codes: the first row names the concept.
            labels[kind.code] = {kind.name_vi.lower()}
            yield from _facts(
                concept, (SKOS.prefLabel, _vi(kind.name_vi)), (SKOS.prefLabel, _en(kind.name_en))
            )
            yield from _provenance(concept, kind)
        if kind.abbrev:
            yield ox.Triple(concept, SKOS.notation, ox.Literal(kind.abbrev))
        for word in set(kind.words) - labels[kind.code]:
            yield ox.Triple(concept, SKOS.altLabel, _vi(word))


def _areas() -> Iterator[ox.Triple]:
    for province in registers.provinces():
        area = _province(province.code, province.slug)
        yield from _area(area, province.code, province.kind, province.name)
        yield from _provenance(area, province)
        if province.valid_to:
            successor = _province(province.successor_code, province.successor_slug)
            yield from _area(successor, province.successor_code, province.successor_kind, province.successor)
            yield from _facts(
                area,
                (CANCU.validTo, _day(province.valid_to)),
                (DCTERMS.isReplacedBy, successor),
            )
            yield ox.Triple(successor, CANCU.validFrom, _day(province.change_date))
    codes = {province.successor_slug: province.successor_code for province in registers.provinces()}
    codes |= {province.slug: province.code for province in registers.provinces()}
    for district in registers.districts():
        node = ox.NamedNode(f"{_ID}dvhc/{district.slug}")
        yield from _facts(
            node,
            (RDF.type, ELI.AdministrativeArea),
            (RDF.type, SCHEMA.AdministrativeArea),
            (SKOS.prefLabel, _vi(f"{district.kind} {district.name}")),
            (CANCU.level, _concept("cap", "district")),
            (CANCU.validTo, _day("2025-06-30")),
            (DCTERMS.isPartOf, _province(codes[district.province_slug], district.province_slug)),
        )


def _area(area: ox.NamedNode, code: str, kind: str, name: str) -> Iterator[ox.Triple]:
    return _facts(
        area,
        (RDF.type, ELI.AdministrativeArea),
        (RDF.type, SCHEMA.AdministrativeArea),
        (SKOS.prefLabel, _vi(f"{kind} {name}")),
        (CANCU.gsoCode, ox.Literal(code)),
        (CANCU.level, _concept("cap", "province")),
    )


def _issuers() -> Iterator[ox.Triple]:
    for issuer in registers.issuers():
        if not issuer.is_template:
            yield from _body(issuer, issuer.slug, issuer.name_vi)
            yield ox.Triple(_organisation(issuer.slug), SKOS.prefLabel, _en(issuer.name_en))


def _body(issuer: registers.Issuer, slug: str, name: str) -> Iterator[ox.Triple]:
    node = _organisation(slug)
    yield from _facts(
        node,
        (RDF.type, ORG.FormalOrganization),
        (SKOS.prefLabel, _vi(name)),
        (CANCU.level, _concept("cap", issuer.level)),
    )
    if issuer.kind == "party":
        yield ox.Triple(node, RDF.type, CANCU.PartyOrganization)
    for symbol in issuer.symbols:
        yield ox.Triple(node, CANCU.symbol, ox.Literal(symbol))
    for alias in issuer.aliases:
        yield ox.Triple(node, SKOS.altLabel, _vi(alias))
    if issuer.valid_from:
        yield ox.Triple(node, CANCU.validFrom, _day(issuer.valid_from))
    if issuer.valid_to:
        yield ox.Triple(node, CANCU.validTo, _day(issuer.valid_to))
    if issuer.successors:
        yield ox.Triple(node, CANCU.successorText, ox.Literal(issuer.successors))
    yield from _provenance(node, issuer)


def _reforms() -> Iterator[ox.Triple]:
    """One event for each pair of an old body and a body that took over from it."""
    for old in registers.issuers():
        if old.is_template or not old.valid_to:
            continue
        day = date.fromisoformat(old.valid_to) + timedelta(days=1)
        for part in old.successors.split(";"):
            match = _SUCCESSOR.fullmatch(part.strip())
            new = match and _issuer_on(match["abbrev"], day.isoformat())
            if not (match and new):
                continue
            event = ox.NamedNode(f"{_ID}su-kien/{day.isoformat()}-{old.slug}-{new.slug}")
            yield from _event(event, old.slug, new.slug, day.isoformat())
            if match["function"]:
                yield ox.Triple(event, CANCU.transferredFunction, _en(match["function"]))
            yield from _provenance(event, old)


def _issuer_on(abbrev: str, day: str) -> registers.Issuer | None:
    """The body with this abbreviation that exists on ``day``, when there is just one."""
    found = [
        issuer
        for issuer in registers.issuers()
        if issuer.abbrev == abbrev
        and not issuer.is_template
        and issuer.valid_from <= day
        and (not issuer.valid_to or day <= issuer.valid_to)
    ]
    return found[0] if len(found) == 1 else None


def _provincial_bodies() -> Iterator[ox.Triple]:
    templates = [
        issuer
        for issuer in registers.issuers()
        if issuer.is_template and issuer.level == "province" and issuer.abbrev in IN_EVERY_PROVINCE
    ]
    for province in registers.provinces():
        for template in templates:
            yield from _provincial_body(template, province)


def _provincial_body(template: registers.Issuer, province: registers.Province) -> Iterator[ox.Triple]:
    slug = template.slug.format(area=province.slug)
    yield from _body(template, slug, _local_name(template, province.kind, province.name))
    yield ox.Triple(_organisation(slug), DCTERMS.spatial, _province(province.code, province.slug))
    if not province.valid_to:
        return
    heir = template.slug.format(area=province.successor_slug)
    yield from _body(template, heir, _local_name(template, province.successor_kind, province.successor))
    area = _province(province.successor_code, province.successor_slug)
    event = ox.NamedNode(f"{_ID}su-kien/{province.change_date}-{slug}-{heir}")
    yield from _event(event, slug, heir, province.change_date)
    yield from _facts(_organisation(slug), (CANCU.validTo, _day(province.valid_to)), (ORG.changedBy, event))
    yield from _facts(
        _organisation(heir), (CANCU.validFrom, _day(province.change_date)), (DCTERMS.spatial, area)
    )
    yield ox.Triple(event, CANCU.legalBasis, ox.Literal(province.legal_basis))
    yield from _provenance(event, province)


def _local_name(template: registers.Issuer, kind: str, name: str) -> str:
    """ "Ủy ban nhân dân tỉnh Kon Tum", but "Tỉnh ủy Kon Tum": the Party does not repeat the kind of area."""
    return template.name_vi.format(area=name if template.kind == "party" else f"{kind} {name}")


def _event(event: ox.NamedNode, old: str, new: str, day: str) -> Iterator[ox.Triple]:
    return _facts(
        event,
        (RDF.type, ORG.ChangeEvent),
        (ORG.originalOrganization, _organisation(old)),
        (ORG.resultingOrganization, _organisation(new)),
        (DCTERMS.date, _day(day)),
    )


Row = registers.DocumentType | registers.Issuer | registers.Province


def _provenance(node: ox.NamedNode, row: Row) -> Iterator[ox.Triple]:
    yield ox.Triple(node, CANCU.certainty, _concept("do-chac-chan", row.mark))
    if row.source:
        yield ox.Triple(node, CANCU.sourceNote, _en(row.source))


def _facts(subject: ox.NamedNode, *pairs: tuple[ox.NamedNode, Value]) -> Iterator[ox.Triple]:
    for predicate, value in pairs:
        yield ox.Triple(subject, predicate, value)


def _organisation(slug: str) -> ox.NamedNode:
    return ox.NamedNode(f"{_ID}co-quan/{slug}")


def _province(code: str, slug: str) -> ox.NamedNode:
    return ox.NamedNode(f"{_ID}dvhc/{code}-{slug}")


def _concept(scheme: str, code: str) -> ox.NamedNode:
    return ox.NamedNode(f"{_ID}{scheme}/{code}")


def _vi(text: str) -> ox.Literal:
    return ox.Literal(text, language="vi")


def _en(text: str) -> ox.Literal:
    return ox.Literal(text, language="en")


def _day(iso: str) -> ox.Literal:
    return ox.Literal(iso, datatype=XSD.date)

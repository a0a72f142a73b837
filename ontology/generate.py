"""The registers and the schemes as RDF, for the graph of register facts.

Areas, bodies and reorganisations carry the certainty and the source of the row
they come from. A template of the register ("Sở … of every province") is not a
body: only some bodies that every area of a level has are written out for each of
them. Communes and their bodies are not, which would make the graph four times as
large for every store: ``ontology.bodies`` knows them, and here words name them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import chain

import pyoxigraph as ox

from ontology import registers
from ontology.areas import Area, areas, changes
from ontology.bodies import MARKS, Body, Event, bodies, events_of
from ontology.terms import CANCU, DCTERMS, ELI, ORG, PREFIXES, RDF, SCHEMA, SCHEME_FILES, SKOS, XSD

_LABOUR = ("SLĐTBXH", "SNV", "SGDĐT", "SYT", "SNNMT")
EVERYWHERE: dict[registers.Level, frozenset[str]] = {
    "province": frozenset({"HĐND", "UBND", "TU", *_LABOUR}),
    "district": frozenset({"UBND"}),
}
"""Abbreviations of the templates that are written out for every area of a level.

The councils, the committees, and the departments among which labour and social
affairs were split, which most plans on vocational education name.
"""

_ID = PREFIXES["id"]
Value = ox.NamedNode | ox.Literal


def register_quads(graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """Everything the registers and the schemes state, in the named graph ``graph``, without repeats."""
    return (ox.Quad(one.subject, one.predicate, one.object, graph) for one in _triples())


@cache
def _triples() -> tuple[ox.Triple, ...]:
    """Worked out once a process: it takes most of a second."""
    return tuple(dict.fromkeys(chain(_schemes(), _document_types(), _areas(), _bodies())))


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
    sources = {one.slug: one for one in registers.provinces()}
    for area in areas().values():
        if area.level == "commune":
            continue
        node = _area(area)
        yield from _facts(
            node,
            (RDF.type, ELI.AdministrativeArea),
            (RDF.type, SCHEMA.AdministrativeArea),
            (SKOS.prefLabel, _vi(area.full_name)),
            (CANCU.level, _concept("cap", area.level)),
        )
        if area.code:
            yield ox.Triple(node, CANCU.gsoCode, ox.Literal(area.code))
        yield from _lifetime(node, area.valid_from, area.valid_to)
        if area.level != "province":
            yield ox.Triple(node, DCTERMS.isPartOf, _area(areas()[area.province]))
        change = changes().get(area.slug)
        if change:
            yield ox.Triple(node, DCTERMS.isReplacedBy, _area(areas()[change.successor_slug]))
        if area.slug in sources:
            yield from _provenance(node, sources[area.slug])


def _bodies() -> Iterator[ox.Triple]:
    """The central bodies, and those that every area of a level has, with what became of them."""
    levels: tuple[registers.Level, ...] = ("central", *EVERYWHERE)
    for level in levels:
        for one in filter(_is_written, bodies(level)):
            yield from _body(one)
            yield from _events(one)


def _is_written(one: Body) -> bool:
    return one.area is None or one.issuer.abbrev in EVERYWHERE.get(one.area.level, ())


def _body(one: Body) -> Iterator[ox.Triple]:
    node = _organisation(one.slug)
    yield from _facts(
        node,
        (RDF.type, ORG.FormalOrganization),
        (SKOS.prefLabel, _vi(one.name)),
        (CANCU.level, _concept("cap", one.issuer.level)),
    )
    if one.issuer.kind == "party":
        yield ox.Triple(node, RDF.type, CANCU.PartyOrganization)
    if one.area:
        yield ox.Triple(node, DCTERMS.spatial, _area(one.area))
    else:
        yield ox.Triple(node, SKOS.prefLabel, _en(one.issuer.name_en))
    for symbol in one.issuer.symbols:
        yield ox.Triple(node, CANCU.symbol, ox.Literal(symbol))
    for alias in one.issuer.aliases:
        yield ox.Triple(node, SKOS.altLabel, _vi(alias))
    yield from _lifetime(node, one.valid_from, one.valid_to)
    yield from _provenance(node, one.issuer)


def _events(original: Body) -> Iterator[ox.Triple]:
    """A node for each reorganisation; a heir that is not written out is named in words."""
    by_node: dict[ox.NamedNode, list[Event]] = {}
    for event in events_of(original):
        if event.heirs and all(map(_is_written, event.heirs)):
            by_node.setdefault(ox.NamedNode(f"{_ID}su-kien/{event.slug}"), []).append(event)
        else:
            yield ox.Triple(_organisation(original.slug), CANCU.successorText, _vi(_in_words(event)))
    for node, events in by_node.items():
        yield from _event(node, events)


def _event(node: ox.NamedNode, events: list[Event]) -> Iterator[ox.Triple]:
    """The rows of one reorganisation; the least sure of them marks it."""
    original = _organisation(events[0].original.slug)
    yield from _facts(
        node,
        (RDF.type, ORG.ChangeEvent),
        (ORG.originalOrganization, original),
        (DCTERMS.date, _day(events[0].day)),
    )
    yield ox.Triple(original, ORG.changedBy, node)
    for event in events:
        for heir in event.heirs:
            yield ox.Triple(node, ORG.resultingOrganization, _organisation(heir.slug))
        for name in event.functions:
            yield from _facts(
                node,
                (CANCU.transferredFunction, _vi(name)),
                (CANCU.transferredFunction, _en(_english()[name])),
            )
        if event.legal_basis:
            yield ox.Triple(node, CANCU.legalBasis, ox.Literal(event.legal_basis))
    least = max(events, key=lambda event: MARKS.index(event.mark))
    yield from _provenance(node, least)


def _in_words(event: Event) -> str:
    heirs = event.heir_name or ", ".join(heir.name for heir in event.heirs)
    return f"{', '.join(event.functions)}: {heirs}" if event.functions else heirs


@cache
def _english() -> dict[str, str]:
    return {one.name_vi: one.name_en for one in registers.functions()}


def _lifetime(node: ox.NamedNode, begin: date | None, end: date | None) -> Iterator[ox.Triple]:
    if begin:
        yield ox.Triple(node, CANCU.validFrom, _day(begin))
    if end:
        yield ox.Triple(node, CANCU.validTo, _day(end))


Row = registers.DocumentType | registers.Issuer | registers.Province | Event


def _provenance(node: ox.NamedNode, row: Row) -> Iterator[ox.Triple]:
    yield ox.Triple(node, CANCU.certainty, _concept("do-chac-chan", row.mark))
    if row.source:
        yield ox.Triple(node, CANCU.sourceNote, _en(row.source))


def _facts(subject: ox.NamedNode, *pairs: tuple[ox.NamedNode, Value]) -> Iterator[ox.Triple]:
    for predicate, value in pairs:
        yield ox.Triple(subject, predicate, value)


@cache
def _organisation(slug: str) -> ox.NamedNode:
    return ox.NamedNode(f"{_ID}co-quan/{slug}")


def _area(area: Area) -> ox.NamedNode:
    code = f"{area.code}-" if area.level == "province" else ""
    return ox.NamedNode(f"{_ID}dvhc/{code}{area.slug}")


@cache
def _concept(scheme: str, code: str) -> ox.NamedNode:
    return ox.NamedNode(f"{_ID}{scheme}/{code}")


def _vi(text: str) -> ox.Literal:
    return ox.Literal(text, language="vi")


def _en(text: str) -> ox.Literal:
    return ox.Literal(text, language="en")


def _day(day: date) -> ox.Literal:
    return ox.Literal(day.isoformat(), datatype=XSD.date)

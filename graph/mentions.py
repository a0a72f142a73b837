"""What a mention states, written into a source graph and read back from it.

The statements are all that resolution needs, so that a mention can be resolved
anew when more is known, without its file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

import pyoxigraph as ox

from extract.record import Citation, Relation
from graph import iri
from graph.authority import Place, place_named, place_of
from graph.evidence import Writer, dated
from graph.resolution import Context, context_of
from graph.view import View
from ontology import registers
from ontology.terms import CANCU, DCTERMS, ELI

ACTIVE: dict[Relation, Relation] = {
    "amended_by": "amends",
    "replaced_by": "replaces",
    "repealed_by": "repeals",
}
"""Relations that texts state in the passive, and what stands in the graph for them."""

_PASSIVE = {active: passive for passive, active in ACTIVE.items()}

Stated = dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]]
"""What a graph states of one node: the values of each property."""


_TERMS = (
    CANCU.citingDocument,
    CANCU.citationOrder,
    CANCU.citedNumber,
    CANCU.citedName,
    CANCU.citedType,
    CANCU.citedAs,
    CANCU.statedIssuer,
    CANCU.statedTitle,
    CANCU.statedDate,
    CANCU.statedInstrument,
    CANCU.relationKind,
    CANCU.statedInPassive,
    CANCU.citedWithin,
    CANCU.numberBlank,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation's node with what it states."""

    node: ox.NamedNode
    citation: Citation


@dataclass(frozen=True, slots=True)
class Citing:
    """A document that a source holds or lists, with its mentions in reading order."""

    own: ox.NamedNode
    mentions: tuple[Mention, ...]
    context: Context


def write_mention(
    writer: Writer, node: ox.NamedNode, own: ox.NamedNode, order: int, citation: Citation
) -> None:
    """State all of a mention that its resolution rests on; ``KeyError`` for a relation of no register."""
    writer.add(node, CANCU.citingDocument, own)
    writer.add(node, CANCU.citationOrder, ox.Literal(order))
    writer.add_plain(node, CANCU.citedNumber, citation.stands_for or citation.number)
    writer.add_text(node, CANCU.citedName, citation.name)
    writer.add_text(node, CANCU.citedType, citation.type)
    writer.add_text(node, CANCU.citedAs, citation.quote)
    writer.add_text(node, CANCU.statedIssuer, citation.issuer)
    writer.add_text(node, CANCU.statedTitle, citation.title)
    if citation.date:
        writer.add(node, CANCU.statedDate, dated(citation.date))
    kind = _relations()[ACTIVE.get(citation.relation, citation.relation)]
    writer.add(node, CANCU.relationKind, iri.concept_iri("quan-he", kind))
    if citation.relation in ACTIVE:
        writer.add(node, CANCU.statedInPassive, ox.Literal(True))
    if citation.from_ != "this":
        writer.add_text(node, CANCU.citedWithin, citation.from_)


def read_citing(view: View, source: ox.NamedNode) -> Iterator[Citing]:
    """The documents of a source that cite, and its drafts, in the order of their IRIs."""
    facts: dict[ox.NamedNode, Stated] = {}
    for term in _TERMS:
        for quad in view.within(source, predicate=term):
            _note(facts, quad)
    mentions: dict[ox.NamedNode, list[tuple[int, Mention]]] = {}
    for node, stated in facts.items():
        if CANCU.citingDocument in stated:
            own = stated[CANCU.citingDocument][0]
            assert isinstance(own, ox.NamedNode)
            order = int(stated[CANCU.citationOrder][0].value)
            mentions.setdefault(own, []).append((order, Mention(node, _citation(stated))))
    drafts = {node for node, stated in facts.items() if CANCU.numberBlank in stated}
    for own in sorted({*mentions, *drafts}, key=str):
        ordered = sorted(mentions.get(own, ()), key=lambda pair: (pair[0], pair[1].node.value))
        found = tuple(mention for _, mention in ordered)
        of_own: dict[ox.NamedNode, Stated] = {own: {}}
        for quad in view.within(source, own):
            _note(of_own, quad)
        context = context_of(
            own,
            _place(of_own[own]),
            (mention.citation for mention in found),
            date=_text(of_own[own], ELI.date_document),
            title=_text(of_own[own], DCTERMS.title),
            in_force=_text(of_own[own], ELI.first_date_entry_in_force),
        )
        yield Citing(own, found, context)


def _note(facts: dict[ox.NamedNode, Stated], quad: ox.Quad) -> None:
    assert isinstance(quad.subject, ox.NamedNode)
    assert isinstance(quad.object, ox.NamedNode | ox.Literal)
    facts.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)


def _citation(stated: Stated) -> Citation:
    kind = _text(stated, CANCU.relationKind) or ""
    relation = _relations()[kind.rsplit("/", 1)[-1]]
    return Citation(
        quote=_text(stated, CANCU.citedAs) or "",
        type=_text(stated, CANCU.citedType),
        number=_text(stated, CANCU.citedNumber),
        name=_text(stated, CANCU.citedName),
        date=_text(stated, CANCU.statedDate),
        issuer=_text(stated, CANCU.statedIssuer),
        relation=_PASSIVE[relation] if CANCU.statedInPassive in stated else relation,
        from_=_text(stated, CANCU.citedWithin) or "this",
        start=0,
        end=0,
        sentence="",
        title=_text(stated, CANCU.statedTitle),
        instrument=_text(stated, CANCU.statedInstrument),
    )


@cache
def _relations() -> dict[str, Relation]:
    return {row.code: cast(Relation, row.code) for row in registers.relation_kinds()}


def _place(stated: Stated) -> Place:
    """Where a document comes from: the area of the body that issued it, else its place line."""
    issuer = _text(stated, ELI.passed_by)
    found = place_of(issuer.rsplit("/", 1)[-1]) if issuer else None
    printed = _text(stated, CANCU.place)
    return found or (place_named(printed) if printed else None) or Place()


def _text(stated: Stated, term: ox.NamedNode) -> str | None:
    """The one value of a term; of several the least, so that their order does not matter."""
    return min((value.value for value in stated.get(term, ())), default=None)

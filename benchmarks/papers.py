"""Made-up documents of real bodies, and the quads that a store holds of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from graph import iri
from graph.evidence import dated
from ontology import registers
from ontology.bodies import Body, body
from ontology.terms import CANCU, DCTERMS, ELI, OA, RDF, RDFS

STATUS = iri.concept_iri("tinh-trang-vien-dan", "resolved")


@dataclass(frozen=True, slots=True)
class Seat:
    """A body and the area whose documents it follows; empty for central bodies."""

    body: Body
    province: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """That a document cites another: the relation, and the place of the other among all papers."""

    relation: str
    target: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A document; ``stage`` is its place in the cascade below a directive (0), -1 for a law."""

    seat: Seat
    type: str
    number: str
    digits: str
    date: str
    topic: str
    stage: int

    @property
    def iri(self) -> ox.NamedNode:
        """Its name in the graph."""
        return iri.document_iri(self.seat.body.slug, self.type, self.date[:4], self.digits)

    @property
    def is_held(self) -> bool:
        """Whether its text is in the store: laws are known from citations alone."""
        return self.stage >= 0

    @property
    def name(self) -> str:
        """Type and number as printed: "Chỉ thị số 21-CT/TW"."""
        return f"{type_names()[self.type]} số {self.number}"

    @property
    def title(self) -> str:
        """What it is about."""
        return f"Triển khai thực hiện nhiệm vụ về {self.topic} của {self.seat.body.name}"


@cache
def type_names() -> dict[str, str]:
    """The name of each type of document by its code."""
    return {code: kind.name_vi for code, kind in registers.naming_types().items()}


@cache
def stages() -> tuple[tuple[Seat, ...], ...]:
    """The bodies of each stage, from those that issue directives to the committees of communes."""
    central = [one for one in registers.issuers() if one.level == "central" and not one.valid_from]
    lasting = [one for one in central if not one.valid_to and one.abbrev.startswith("B")]
    provinces = [province.slug for province in registers.provinces()]
    offices = [
        one.slug
        for one in registers.issuers()
        if one.level == "province" and one.abbrev.startswith("S") and not one.valid_from and not one.valid_to
    ]
    districts = {row.slug: row.province_slug for row in registers.districts()}
    return (
        _seats(("tw", "", ""), ("ttg", "", "")),
        _seats(*((one.slug, "", "") for one in lasting)),
        _seats(*((f"tu-{area}", area, "") for area in provinces)),
        _seats(*((f"ubnd-{area}", area, "") for area in provinces)),
        _seats(*((office.replace("{area}", area), area, "") for area in provinces for office in offices)),
        _seats(*((f"ubnd-{area}", province, area) for area, province in districts.items())),
        _seats(
            *(
                (f"ubnd-{row.slug}", districts[row.districts[0]], row.districts[0])
                for row in registers.communes()
                if row.districts
            )
        ),
    )


def _seats(*rows: tuple[str, str, str]) -> tuple[Seat, ...]:
    return tuple(
        Seat(found, province, district) for slug, province, district in rows if (found := body(slug))
    )


# -- quads


Fact = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


def quads(papers: Sequence[Paper], mentions: Sequence[Sequence[Mention]]) -> Iterator[ox.Quad]:
    """What a store holds of the papers and of what each of them cites.

    It is what chains, sentences and the finding of documents are read from, in the
    three graphs where an ingest puts it: the source's, its links and the derived view.
    """
    facts = [tuple(_facts(paper)) for paper in papers]
    for place, paper in enumerate(papers):
        own = facts[place][0][0]
        source = iri.source_graph_iri(f"quoc-gia-{place:06}")
        links = iri.link_graph_iri(source)
        yield from (ox.Quad(*fact, iri.DERIVED_GRAPH) for fact in _derived(own, paper))
        if paper.is_held:
            yield from (ox.Quad(*fact, source) for fact in (*facts[place], *_text(own, paper, place)))
        for order, mention in enumerate(mentions[place], 1):
            cited = papers[mention.target]
            quote = f"{cited.name} ngày {cited.date}"
            start = 200 * order
            node = iri.citation_iri(f"{place:08x}", start, start + len(quote))
            stated = _stated(node, own, mention.relation, quote, start)
            sentence = f"Căn cứ {quote} của {cited.seat.body.name} về {cited.topic}, {paper.title.lower()}."
            yield from (ox.Quad(*fact, source) for fact in stated)
            yield ox.Quad(node, CANCU.sentence, ox.Literal(sentence, language="vi"), source)
            resolved = _resolved(node, own, mention.relation, facts[mention.target][0][0])
            yield from (ox.Quad(*fact, links) for fact in (*facts[mention.target], *resolved))


def _facts(paper: Paper) -> Iterator[Fact]:
    """What every graph that speaks of a document repeats (see ``graph.describe``)."""
    own = paper.iri
    yield own, RDF.type, CANCU.Document
    yield own, ELI.type_document, iri.concept_iri("loai-van-ban", paper.type)
    yield own, ELI.passed_by, iri.organisation_iri(paper.seat.body.slug)
    yield own, CANCU.level, iri.concept_iri("cap", paper.seat.body.issuer.level)
    yield own, ELI.id_local, ox.Literal(paper.number)
    yield own, ELI.number, ox.Literal(paper.digits)


def _derived(own: ox.NamedNode, paper: Paper) -> Iterator[Fact]:
    """The view of ``graph.derive``."""
    yield own, CANCU.bestNumber, ox.Literal(paper.number)
    yield own, CANCU.bestDate, dated(paper.date)
    yield own, CANCU.bestIssuer, ox.Literal(paper.seat.body.name)
    yield own, CANCU.bestTitle, ox.Literal(paper.title, language="vi")
    yield own, RDFS.label, ox.Literal(paper.name, language="vi")


def _text(own: ox.NamedNode, paper: Paper, place: int) -> Iterator[Fact]:
    """What is said of a file and of the document in it."""
    text = iri.source_text_iri(f"{place:016x}")
    yield own, DCTERMS.source, text
    yield own, ELI.date_document, dated(paper.date)
    yield own, DCTERMS.title, ox.Literal(paper.title, language="vi")
    yield text, RDF.type, CANCU.SourceText
    yield text, CANCU.fileName, ox.Literal(f"{place:06}.txt")


def _stated(node: ox.NamedNode, own: ox.NamedNode, relation: str, quote: str, start: int) -> Iterator[Fact]:
    """A mention as ``graph.mentions`` and ``graph.evidence`` write it."""
    target, position = iri.part_iri(node, "muc-tieu"), iri.part_iri(node, "vi-tri")
    yield node, RDF.type, CANCU.Citation
    yield node, CANCU.citingDocument, own
    yield node, CANCU.relationKind, iri.concept_iri("quan-he", relation)
    yield node, CANCU.citedAs, ox.Literal(quote, language="vi")
    yield node, OA.hasTarget, target
    yield target, OA.hasSelector, position
    yield position, OA.start, ox.Literal(start)
    yield position, OA.end, ox.Literal(start + len(quote))


def _resolved(node: ox.NamedNode, own: ox.NamedNode, relation: str, cited: ox.NamedNode) -> Iterator[Fact]:
    """What a mention was found to name, as ``graph.link`` writes it."""
    yield node, OA.hasBody, cited
    yield node, CANCU.resolutionStatus, STATUS
    yield node, CANCU.relationSubject, own
    yield node, CANCU.relationObject, cited
    yield own, properties()[relation], cited


@cache
def properties() -> dict[str, ox.NamedNode]:
    """The property of each kind of relation."""
    return {row.code: CANCU[row.property] for row in registers.relation_kinds()}

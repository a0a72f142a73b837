"""What the mentions of each source name, worked out from all that the sources hold.

A source graph says what a file says. Beside it stands its link graph: the document
each mention was found to name, with status and reasons, and the relations between
documents that follow. Link graphs are a function of the source graphs alone: the
order in which sources came does not matter, and when one comes or goes those that
speak of its documents are made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

import pyoxigraph as ox

from graph import iri
from graph.describe import describe_document
from graph.evidence import Writer
from graph.known import Known, KnownDocument, short_name
from graph.laws import names_alike
from graph.mentions import ACTIVE, Citing, read_citing
from graph.resolution import Resolution
from graph.resolve import resolve
from graph.store import Store
from graph.view import View, text_of
from graph.weigh import ALIKE, likeness
from ontology import registers
from ontology.terms import CANCU, DCTERMS, ELI, OA, OWL, RDF, RDFS

_LAWS = {iri.concept_iri("loai-van-ban", code) for code in ("luat", "pl")}

Graphs = Mapping[ox.NamedNode, Sequence[ox.Quad]]


def links(store: Store, replaced: Graphs) -> dict[ox.NamedNode, list[ox.Quad]]:
    """The link graphs that change when these source graphs are replaced: theirs, and those of others.

    A source that is removed (replaced by nothing) gets an empty link graph.
    """
    view = View(store, replaced)
    known = Known(view)
    sources = sorted({*replaced, *_affected(store, view, replaced)}, key=str)
    return {iri.link_graph_iri(source): _link(view, source, known) for source in sources}


def _affected(store: Store, view: View, replaced: Graphs) -> Iterable[ox.NamedNode]:
    """The other sources whose mentions, or whose drafts, the documents that come or go may concern."""
    quads = list(chain(*replaced.values(), *(store.quads(graph=graph) for graph in replaced)))
    own = {quad.subject for quad in quads if quad.predicate in (DCTERMS.source, CANCU.registeredIn)}
    facts = [quad for quad in quads if quad.subject in own]
    for digits in {quad.object for quad in facts if quad.predicate == ELI.number}:
        assert isinstance(digits, ox.Literal)
        for cited in set(view.subjects(ELI.number, digits)):
            yield from (_source_of(quad.graph_name) for quad in view.quads(None, OA.hasBody, cited))
    yield from _naming(view, facts)
    for issuer in {quad.object for quad in facts if quad.predicate == ELI.passed_by}:
        assert isinstance(issuer, ox.NamedNode)
        for document in set(view.subjects(ELI.passed_by, issuer)):
            for quad in view.quads(document, CANCU.numberBlank):
                assert isinstance(quad.graph_name, ox.NamedNode)
                yield quad.graph_name


def _naming(view: View, facts: Sequence[ox.Quad]) -> Iterator[ox.NamedNode]:
    """The sources whose mentions by name alone may mean a law that comes or goes."""
    laws = {quad.subject for quad in facts if quad.predicate == ELI.type_document and quad.object in _LAWS}
    titles = [quad for quad in facts if quad.predicate == DCTERMS.title and quad.subject in laws]
    names = frozenset().union(*(names_alike(text_of(quad)) for quad in titles))
    for quad in view.quads(None, CANCU.citedName) if names else ():
        if short_name(text_of(quad)) in names:
            assert isinstance(quad.graph_name, ox.NamedNode)
            yield quad.graph_name


def _source_of(link_graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> ox.NamedNode:
    assert isinstance(link_graph, ox.NamedNode)
    return ox.NamedNode(link_graph.value.partition("#")[0])


def _link(view: View, source: ox.NamedNode, known: Known) -> list[ox.Quad]:
    writer = Writer(iri.link_graph_iri(source))
    for citing in read_citing(view, source):
        resolutions = [resolve(mention.citation, citing.context, known) for mention in citing.mentions]
        for order in range(len(resolutions)):
            _write_link(writer, citing, resolutions, order)
        _link_forward(writer, view, known, citing.own)
    return list(writer.quads)


def _write_link(writer: Writer, citing: Citing, resolutions: list[Resolution], order: int) -> None:
    mention, found = citing.mentions[order], resolutions[order]
    describe_document(writer, found, mention.citation.number)
    writer.add(mention.node, OA.hasBody, found.iri)
    _write_resolution(writer, mention.node, found)
    _write_relation(writer, citing, resolutions, order)
    if mention.citation.instrument:
        instrument = iri.part_iri(found.iri, "noi-dung")
        writer.add(found.iri, CANCU.approvesInstrument, instrument)
        writer.add(instrument, RDF.type, CANCU.PolicyInstrument)
        writer.add_text(instrument, RDFS.label, mention.citation.instrument)


def _write_resolution(writer: Writer, node: ox.NamedNode, found: Resolution) -> None:
    writer.add(node, CANCU.resolutionStatus, iri.concept_iri("tinh-trang-vien-dan", found.status))
    writer.add(node, CANCU.candidate, *found.candidates)
    for language, texts in (
        ("vi", [one.vi for one in found.reasons]),
        ("en", [one.en for one in found.reasons]),
    ):
        writer.add(node, CANCU.resolutionReason, ox.Literal("; ".join(texts), language=language))


def _write_relation(writer: Writer, citing: Citing, resolutions: list[Resolution], order: int) -> None:
    """The relation in its active direction, on the citation and as a direct edge."""
    mention = citing.mentions[order]
    relation = mention.citation.relation
    origin, named = _origin(citing, resolutions, order), resolutions[order].iri
    subject, target = (named, origin) if relation in ACTIVE else (origin, named)
    writer.add(mention.node, CANCU.relationSubject, subject)
    writer.add(mention.node, CANCU.relationObject, target)
    if subject != target:
        writer.add(subject, _property(ACTIVE.get(relation, relation)), target)


def _origin(citing: Citing, resolutions: list[Resolution], order: int) -> ox.NamedNode:
    """The document inside whose description a mention stands: the nearest mention of its name."""
    citations = [mention.citation for mention in citing.mentions]
    name = citations[order].from_
    if name != "this":
        places = chain(range(order - 1, -1, -1), range(order + 1, len(citations)))
        for place in places:
            if name in (citations[place].number, citations[place].name):
                return resolutions[place].iri
    return citing.own


@cache
def _property(kind: str) -> ox.NamedNode:
    for row in registers.relation_kinds():
        if row.code == kind:
            node: ox.NamedNode = CANCU[row.property]
            return node
    raise KeyError(kind)


# -- drafts


def _link_forward(writer: Writer, view: View, known: Known, draft: ox.NamedNode) -> None:
    """Lead from a draft to the document that it became, where one alone can be that.

    It is of the same body, type and year, is numbered, and bears the same title.
    """
    if not any(True for _ in view.quads(draft, CANCU.numberBlank)):
        return
    titles = view.values(draft, DCTERMS.title)
    years = {date[:4] for date in view.values(draft, ELI.date_document)}
    heirs = [
        one
        for issuer in view.nodes(draft, ELI.passed_by)
        for one in known.issued_by(issuer)
        if not iri.is_draft(one.iri) and _is_final(one, draft, titles, years)
    ]
    if len(heirs) == 1:
        writer.add(draft, DCTERMS.isReplacedBy, heirs[0].iri)
        writer.add(draft, OWL.sameAs, heirs[0].iri)


def _is_final(one: KnownDocument, draft: ox.NamedNode, titles: list[str], years: set[str]) -> bool:
    _, kind, _ = iri.key_of(draft)
    same = any(likeness(title, other) >= ALIKE for title in titles for other in one.titles)
    return same and one.type == kind and (not years or one.year in years)

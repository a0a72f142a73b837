"""The derived view: one number, date, issuer and title to show for each document.

What sources state can differ; the view chooses, and can always be made again from
the source graphs. A document's own header comes first, then what most mentions
state; ties go to the more precise and then to the first in order, so that the
same sources always give the same view.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from graph import iri
from graph.evidence import Writer, dated
from graph.store import Change, Store
from graph.view import View
from ontology import registers
from ontology.terms import CANCU, DCTERMS, ELI, RDF, RDFS, SKOS

_NUMBERED, _UNNUMBERED, _OF = "{type} số {number}", "{type} (chưa rõ số)", "{type} của {issuer} (chưa có số)"
_ANY_TYPE = "Văn bản"


def derive(store: Store, replaced: Mapping[ox.NamedNode, Iterable[ox.Quad]]) -> Change:
    """The change of the derived graph that goes with replacing these source graphs."""
    documents = {document for quads in replaced.values() for document in _documents(quads)}
    for graph in replaced:
        old = store.quads(predicate=RDF.type, object=CANCU.Document, graph=graph)
        documents |= _documents(old)
    view, writer = View(store, replaced), Writer(iri.DERIVED_GRAPH)
    for document in sorted(documents, key=str):
        if any(True for _ in view.quads(document, RDF.type, CANCU.Document)):
            _derive_document(writer, view, document)
    return Change(iri.DERIVED_GRAPH, list(writer.quads), frozenset(documents))


def best_date(own: Iterable[str], stated: Iterable[str]) -> tuple[str | None, bool]:
    """The date to show, and whether two sources contradict each other.

    ``2021`` and ``2021-05-07`` agree. A whole date in the document's own header
    wins, else the date stated most often among the most precise.

    >>> best_date([], ["2021-06-21", "2021-06-18", "2021-06-18"])
    ('2021-06-18', True)
    """
    all_dates = Counter([*own, *stated])
    precise = [date for date in all_dates if not any(_refines(other, date) for other in all_dates)]
    conflict = len(precise) > 1
    headed = [date for date in precise if date in set(own) and len(date) == 10]
    ranked = sorted(headed or precise, key=lambda date: (-len(date), -all_dates[date], date))
    return (ranked[0] if ranked else None), conflict


def _refines(other: str, date: str) -> bool:
    return other != date and other.startswith(date)


def _derive_document(writer: Writer, view: View, document: ox.NamedNode) -> None:
    mentions = view.mentions(document)
    held = bool(view.nodes(document, DCTERMS.source))
    own_dates = view.values(document, ELI.date_document)
    date, conflict = best_date(own_dates, _stated(view, mentions, CANCU.statedDate))
    own_titles = view.values(document, DCTERMS.title)
    name = _most_stated(_stated(view, mentions, CANCU.citedName))
    issuer = _issuer(view, document, mentions, held)
    number = _number(view, document, mentions)
    writer.add_plain(document, CANCU.bestNumber, number)
    if date:
        writer.add(document, CANCU.bestDate, dated(date))
    if conflict:
        writer.add(document, CANCU.dateConflict, ox.Literal(True))
    writer.add_plain(document, CANCU.bestIssuer, issuer)
    title = _most_stated(own_titles) or _most_stated(_stated(view, mentions, CANCU.statedTitle))
    writer.add_text(document, CANCU.bestTitle, title)
    writer.add_text(document, RDFS.label, _label(view, document, number, name, issuer if held else None))


def _number(view: View, document: ox.NamedNode, mentions: list[ox.NamedNode]) -> str | None:
    """The printed form used most; the document's own counts once for each file that holds it."""
    printed = view.values(document, ELI.id_local) if not mentions else []
    return _most_stated(printed + _stated(view, mentions, CANCU.citedNumber))


def _issuer(view: View, document: ox.NamedNode, mentions: list[ox.NamedNode], held: bool) -> str | None:
    """The registered name for a held document, else the organ as most mentions name it."""
    names = [
        name for body in view.nodes(document, ELI.passed_by) for name in view.values(body, SKOS.prefLabel)
    ]
    stated = _stated(view, mentions, CANCU.statedIssuer)
    return (
        (_most_stated(names) or _most_stated(stated))
        if held
        else (_most_stated(stated) or _most_stated(names))
    )


def _label(
    view: View, document: ox.NamedNode, number: str | None, name: str | None, issuer: str | None
) -> str:
    kinds = view.nodes(document, ELI.type_document)
    kind = _type_name(kinds[0].value.rsplit("/", 1)[-1]) if kinds else _ANY_TYPE
    if number:
        return _NUMBERED.format(type=name or kind, number=number)
    if name:
        return name
    return _OF.format(type=kind, issuer=issuer) if issuer else _UNNUMBERED.format(type=kind)


def _type_name(code: str) -> str:
    kind = registers.naming_types().get(code)
    return kind.name_vi if kind else _ANY_TYPE


def _stated(view: View, mentions: list[ox.NamedNode], predicate: ox.NamedNode) -> list[str]:
    return [value for mention in mentions for value in view.values(mention, predicate)]


def _most_stated(values: list[str]) -> str | None:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], -len(value), value)) if counts else None


def _documents(quads: Iterable[ox.Quad]) -> set[ox.NamedNode]:
    return {
        quad.subject
        for quad in quads
        if quad.predicate == RDF.type
        and quad.object == CANCU.Document
        and isinstance(quad.subject, ox.NamedNode)
    }

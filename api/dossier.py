"""All that the graph knows of one document: what it cites with each sentence, who cites it, its tasks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pyoxigraph as ox

from api.documents import Catalogue, DocumentSummary
from graph.store import Store
from ontology.terms import CANCU, ELI, FOAF, OA, RDFS, SKOS
from queries.catalogue import run

Side = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class CitationView:
    """One mention: ``citing`` cites ``cited``, in ``sentence``.

    ``subject`` does ``relation`` to ``object``, which in a chain inside one sentence
    need not be the citing document. ``start`` and ``end`` are code points of the
    citing text. ``status`` is a code; ``reason_vi`` and ``reason_en`` explain it.
    """

    iri: str
    citing: DocumentSummary | None
    cited: DocumentSummary | None
    subject: DocumentSummary | None
    object: DocumentSummary | None
    relation: str | None
    quote: str
    sentence: str
    start: int | None
    end: int | None
    pinpoint: str | None
    section: str | None
    status: str | None
    reason_vi: str | None
    reason_en: str | None
    candidates: tuple[DocumentSummary, ...] = ()
    stated_date: str | None = None
    stated_issuer: str | None = None


@dataclass(frozen=True, slots=True)
class AssignmentView:
    """A body and its part in a task: ``role`` and ``modality`` are codes, ``agency`` is as printed."""

    agency: str
    role: str | None
    modality: str | None
    agency_iri: str | None


@dataclass(frozen=True, slots=True)
class TaskView:
    """One task with its deadline as printed."""

    iri: str
    text: str
    deadline: str | None
    assignments: tuple[AssignmentView, ...]
    start: int | None


@dataclass(frozen=True, slots=True)
class CommunicationView:
    """One audience, content, message or channel of a plan of communication; ``part`` is a code."""

    iri: str
    part: str | None
    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value that a source gives: ``what`` and ``kind`` in Vietnamese words, ``row`` of a register.

    ``shown`` tells whether it is the value that stands for the document.
    """

    what: str
    value: str
    kind: str
    source: str
    row: int | None
    shown: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """One document with everything around it."""

    document: DocumentSummary
    forms: tuple[str, ...]
    place: str | None
    signers: tuple[str, ...]
    recipients: tuple[str, ...]
    citations: tuple[CitationView, ...]
    cited_by: tuple[CitationView, ...]
    tasks: tuple[TaskView, ...]
    communication: tuple[CommunicationView, ...] = ()
    values: tuple[ValueView, ...] = ()


class DossierReader:
    """Reads dossiers from one generation."""

    def __init__(self, store: Store, catalogue: Catalogue):
        self.store = store
        self.catalogue = catalogue

    def read(self, document: DocumentSummary) -> Dossier:
        """Everything of one document."""
        node = ox.NamedNode(document.iri)
        facts = self._facts(node)
        return Dossier(
            document=document,
            forms=tuple(sorted(set(facts.all(ELI.id_local)))),
            place=facts.one(CANCU.place),
            signers=tuple(self._signer(part) for part in facts.nodes(CANCU.signedBy)),
            recipients=tuple(
                name for part in facts.nodes(CANCU.recipient) if (name := self._facts(part).one(RDFS.label))
            ),
            citations=self._citations(self._subjects(CANCU.citingDocument, node)),
            cited_by=self._citations(self._subjects(OA.hasBody, node)),
            tasks=self._tasks(self._subjects(CANCU.taskOf, node)),
            communication=self._communication(self._subjects(CANCU.communicationOf, node)),
            values=self._values(document),
        )

    def _values(self, document: DocumentSummary) -> tuple[ValueView, ...]:
        """The answer to the catalogue's question ``values``."""
        rows = run(self.store, "values", {"document": document.iri}).as_text()
        return tuple(
            ValueView(
                what or "",
                value or "",
                kind or "",
                source or "",
                int(row) if row else None,
                shown == "true",
            )
            for what, value, kind, source, row, shown in rows
        )

    def _subjects(self, predicate: ox.NamedNode, node: ox.NamedNode) -> list[ox.NamedNode]:
        found = {quad.subject for quad in self.store.quads(predicate=predicate, object=node)}
        return [subject for subject in found if isinstance(subject, ox.NamedNode)]

    def _facts(self, node: ox.NamedNode) -> _Facts:
        return _Facts(self.store, node)

    def _signer(self, node: ox.NamedNode) -> str:
        facts = self._facts(node)
        parts = (facts.one(FOAF.name), facts.one(CANCU.onBehalfOf), facts.one(CANCU.post))
        return ", ".join(part for part in parts if part)

    def _citations(self, nodes: Iterable[ox.NamedNode]) -> tuple[CitationView, ...]:
        views = [self._citation(node) for node in nodes]
        return tuple(
            sorted(
                views, key=lambda view: (view.citing.label if view.citing else "", view.start or 0, view.iri)
            )
        )

    def _citation(self, node: ox.NamedNode) -> CitationView:
        facts = self._facts(node)
        start, end = self._span(facts)
        return CitationView(
            iri=node.value,
            citing=self._document(facts.one(CANCU.citingDocument)),
            cited=self._document(facts.one(OA.hasBody)),
            subject=self._document(facts.one(CANCU.relationSubject)),
            object=self._document(facts.one(CANCU.relationObject)),
            relation=_code(facts.one(CANCU.relationKind)),
            quote=facts.one(CANCU.citedAs) or "",
            sentence=facts.one(CANCU.sentence) or "",
            start=start,
            end=end,
            pinpoint=facts.one(CANCU.pinpoint),
            section=facts.one(CANCU.section),
            status=_code(facts.one(CANCU.resolutionStatus)),
            reason_vi=facts.one(CANCU.resolutionReason, "vi"),
            reason_en=facts.one(CANCU.resolutionReason, "en"),
            candidates=tuple(
                document
                for iri in sorted(set(facts.all(CANCU.candidate)))
                if (document := self._document(iri)) is not None
            ),
            stated_date=facts.one(CANCU.statedDate),
            stated_issuer=facts.one(CANCU.statedIssuer),
        )

    def _span(self, facts: _Facts) -> tuple[int | None, int | None]:
        for target in facts.nodes(OA.hasTarget):
            for selector in self._facts(target).nodes(OA.hasSelector):
                position = self._facts(selector)
                start, end = position.one(OA.start), position.one(OA.end)
                if start is not None and end is not None:
                    return int(start), int(end)
        return None, None

    def _tasks(self, nodes: Iterable[ox.NamedNode]) -> tuple[TaskView, ...]:
        views = [self._task(node) for node in nodes]
        return tuple(sorted(views, key=lambda view: (view.start or 0, view.iri)))

    def _task(self, node: ox.NamedNode) -> TaskView:
        facts = self._facts(node)
        assignments = (self._assignment(part) for part in facts.nodes(CANCU.assignment))
        return TaskView(
            iri=node.value,
            text=facts.one(CANCU.taskText) or "",
            deadline=facts.one(CANCU.deadlineText),
            assignments=tuple(sorted(assignments, key=lambda each: (each.role or "", each.agency))),
            start=self._span(facts)[0],
        )

    def _communication(self, nodes: Iterable[ox.NamedNode]) -> tuple[CommunicationView, ...]:
        views = [self._element(node) for node in nodes]
        return tuple(sorted(views, key=lambda view: (view.start or 0, view.iri)))

    def _element(self, node: ox.NamedNode) -> CommunicationView:
        facts = self._facts(node)
        start, end = self._span(facts)
        return CommunicationView(
            iri=node.value,
            part=_code(facts.one(CANCU.communicationPart)),
            text=facts.one(CANCU.communicationText) or "",
            start=start,
            end=end,
        )

    def _assignment(self, node: ox.NamedNode) -> AssignmentView:
        facts = self._facts(node)
        agency = facts.one(CANCU.agency)
        return AssignmentView(
            agency=facts.one(CANCU.agencyName) or self._label(agency) or "",
            role=_code(facts.one(CANCU.role)),
            modality=_code(facts.one(CANCU.modality)),
            agency_iri=agency,
        )

    def _label(self, iri: str | None) -> str | None:
        return self._facts(ox.NamedNode(iri)).one(SKOS.prefLabel, "vi") if iri else None

    def _document(self, iri: str | None) -> DocumentSummary | None:
        return self.catalogue.by_iri.get(iri) if iri else None


def _order(view: CitationView) -> tuple[str, int, str]:
    return (view.citing.label if view.citing else "", view.start or 0, view.iri)


def _by_number(value: str) -> tuple[str, int]:
    """Parts of a document end in their order: the tenth comes after the second."""
    stem = value.rstrip("0123456789")
    return stem, int(value[len(stem) :] or 0)


class _Facts:
    """The properties of one node, over all graphs."""

    def __init__(self, store: Store, node: ox.NamedNode):
        self.values: dict[ox.NamedNode, list[ox.NamedNode | ox.BlankNode | ox.Literal]] = {}
        for quad in store.quads(subject=node):
            if isinstance(quad.object, (ox.NamedNode, ox.BlankNode, ox.Literal)):
                self.values.setdefault(quad.predicate, []).append(quad.object)

    def all(self, predicate: ox.NamedNode) -> list[str]:
        """The values of a property as strings."""
        return [term.value for term in self.values.get(predicate, [])]

    def one(self, predicate: ox.NamedNode, language: Side | None = None) -> str | None:
        """The first value in order, of a language when one is given."""
        terms = self.values.get(predicate, [])
        if language is not None:
            terms = [term for term in terms if isinstance(term, ox.Literal) and term.language == language]
        return min((term.value for term in terms), default=None)

    def nodes(self, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        """The values of a property that are IRIs, in order."""
        found = {term.value for term in self.values.get(predicate, []) if isinstance(term, ox.NamedNode)}
        return [ox.NamedNode(value) for value in sorted(found, key=_by_number)]


def _code(iri: str | None) -> str | None:
    """The code of a concept: the last part of its IRI."""
    return iri.rsplit("/", 1)[-1] if iri else None

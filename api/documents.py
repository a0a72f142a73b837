"""The list of documents of one generation, and the search in it.

Derived from the store by plain pattern look-ups and held in memory: searching
titles without regard to marks is what SPARQL is slow at.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import pyoxigraph as ox

from graph.iri import BASE, ID
from graph.store import Store
from ontology.registers import naming_types
from ontology.terms import CANCU, DCTERMS, ELI, RDF, RDFS, SKOS

VB = ID + "vb/"
DRAFT = re.compile(r"/x-[0-9a-f]{8}$")
NUMBER_SIGN = re.compile(r"[/\-\s.]+")


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """One document as lists show it; ``None`` and ``()`` where nothing is known.

    ``path`` is what follows ``/id/`` in its IRI; ``date`` is as precise as known;
    ``type`` and ``level`` are the codes of their concepts; ``held`` says whether its
    text is in the graph, ``listed`` whether a register lists it; else it is just mentioned.
    """

    iri: str
    path: str
    label: str
    number: str | None = None
    title: str | None = None
    date: str | None = None
    year: int | None = None
    issuer: str | None = None
    type: str | None = None
    type_label: str | None = None
    level: str | None = None
    held: bool = False
    listed: bool = False
    draft: bool = False
    date_conflict: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    """What a listed document must be; ``None`` lets anything pass."""

    type: str | None = None
    level: str | None = None
    year: int | None = None
    held: bool | None = None

    def accepts(self, document: DocumentSummary) -> bool:
        """Whether the document is all that is asked for."""
        return all(
            wanted is None or wanted == getattr(document, name)
            for name, wanted in (
                ("type", self.type),
                ("level", self.level),
                ("year", self.year),
                ("held", self.held),
            )
        )


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All documents, newest first, those held before those only mentioned."""

    all: tuple[DocumentSummary, ...]
    by_iri: dict[str, DocumentSummary]
    searchable: dict[str, str] = field(repr=False)

    def search(self, text: str, filters: Filters = Filters()) -> list[DocumentSummary]:
        """The documents that pass the filters and hold every word of ``text``, exact numbers first."""
        words = fold(text).split()
        found = [
            document
            for document in self.all
            if filters.accepts(document) and all(word in self.searchable[document.iri] for word in words)
        ]
        wanted = plain_number(text)
        return sorted(found, key=lambda document: not wanted or plain_number(document.number or "") != wanted)

    def find(self, name: str) -> DocumentSummary | None:
        """The one document of this IRI, path or number; ``None`` when there is none, or more than one."""
        path = name.removeprefix(BASE).removeprefix("id/").strip("/")
        document = self.by_iri.get(name) or self.by_iri.get(ID + path)
        if document is not None:
            return document
        wanted = plain_number(name)
        same = [each for each in self.all if wanted and plain_number(each.number or "") == wanted]
        return same[0] if len(same) == 1 else None

    def values(self, name: str) -> list[tuple[str, int]]:
        """The values of a field that occur, each with its number of documents."""
        counts: dict[str, int] = defaultdict(int)
        for document in self.all:
            value = getattr(document, name)
            if value is not None:
                counts[str(value)] += 1
        return sorted(counts.items())


def fold(text: str) -> str:
    """Lower case without marks: "Đề án Giáo dục" becomes "de an giao duc"."""
    lowered = text.lower().replace("đ", "d")
    return "".join(char for char in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(char))


def plain_number(number: str) -> str:
    """A number without its separators and leading zeros, to compare with: "05-NQ/TW" is "5 nq tw"."""
    return NUMBER_SIGN.sub(" ", fold(number)).strip().lstrip("0")


def read_catalogue(store: Store) -> Catalogue:
    """Read the list from the store."""
    facts = _Facts(store)
    documents = sorted((facts.summary(iri) for iri in facts.documents()), key=_order)
    return Catalogue(
        tuple(documents),
        {document.iri: document for document in documents},
        {each.iri: _search_text(each, facts.all(each.iri, ELI.id_local)) for each in documents},
    )


def _order(document: DocumentSummary) -> tuple[bool, str, str]:
    inverted = "".join(chr(0x10FFFF - ord(char)) for char in (document.date or "0000"))
    return (not document.held, inverted, document.label)


def _search_text(document: DocumentSummary, forms: Sequence[str]) -> str:
    parts: Iterable[str | None] = (document.label, document.number, document.title, document.issuer, *forms)
    return fold(" ".join(part for part in parts if part))


@cache
def _type_names() -> dict[str, str]:
    return {code: kind.name_vi for code, kind in naming_types().items()}


class _Facts:
    """The few predicates that a list needs, each read once over the whole store."""

    def __init__(self, store: Store):
        self.store = store
        self.values: dict[ox.NamedNode, dict[str, list[str]]] = {}
        self.iris = {
            quad.subject.value
            for quad in store.quads(predicate=RDF.type, object=CANCU.Document)
            if isinstance(quad.subject, ox.NamedNode)
        }

    def documents(self) -> Iterator[str]:
        """The IRIs of documents, in a steady order."""
        return iter(sorted(self.iris))

    def all(self, iri: str, predicate: ox.NamedNode) -> list[str]:
        """Every value of a property, each once, in a steady order."""
        if predicate not in self.values:
            found: dict[str, set[str]] = defaultdict(set)
            for quad in self.store.quads(predicate=predicate):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(
                    quad.object, (ox.NamedNode, ox.Literal)
                ):
                    found[quad.subject.value].add(quad.object.value)
            self.values[predicate] = {subject: sorted(values) for subject, values in found.items()}
        return self.values[predicate].get(iri, [])

    def one(self, iri: str, *predicates: ox.NamedNode) -> str | None:
        """The first value of the first property that has any."""
        for predicate in predicates:
            values = self.all(iri, predicate)
            if values:
                return values[0]
        return None

    def summary(self, iri: str) -> DocumentSummary:
        """One document's line."""
        date = self.one(iri, CANCU.bestDate, ELI.date_document)
        year = self.one(iri, CANCU.year) or (date or "")[:4]
        number = self.one(iri, CANCU.bestNumber, ELI.id_local)
        kind = self.one(iri, ELI.type_document)
        level = self.one(iri, CANCU.level)
        path = iri.removeprefix(ID)
        return DocumentSummary(
            iri=iri,
            path=path,
            label=self.one(iri, RDFS.label) or number or path,
            number=number,
            title=self.one(iri, CANCU.bestTitle, DCTERMS.title),
            date=date,
            year=int(year) if year.isdecimal() else None,
            issuer=self._name(self.one(iri, CANCU.bestIssuer, ELI.passed_by)),
            type=kind.rsplit("/", 1)[-1] if kind else None,
            type_label=_type_names().get(kind.rsplit("/", 1)[-1]) if kind else None,
            level=level.rsplit("/", 1)[-1] if level else None,
            held=bool(self.all(iri, DCTERMS.source)),
            listed=bool(self.all(iri, CANCU.registeredIn)),
            draft=bool(DRAFT.search(iri)),
            date_conflict=self.one(iri, CANCU.dateConflict) == "true",
        )

    def _name(self, value: str | None) -> str | None:
        """The preferred label of a node that is given by IRI, else the value itself."""
        if value is None or not value.startswith(BASE):
            return value
        return self.one(value, SKOS.prefLabel, RDFS.label) or value.rsplit("/", 1)[-1]

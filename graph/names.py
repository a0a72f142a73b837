"""The documents of a store as a person may name them: all of them, or those of one number.

The list of all is made once for a generation of a store and kept as long as the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import pyoxigraph as ox

from extract.text import fold
from graph.store import Store
from ontology.terms import CANCU, DCTERMS, ELI, RDF, RDFS

_COLUMNS = {
    "printed": ELI.id_local,
    "label": RDFS.label,
    "issuer": CANCU.bestIssuer,
    "date": CANCU.bestDate,
    "title": CANCU.bestTitle,
    "body": ELI.passed_by,
    "source": DCTERMS.source,
}
_DOCUMENTS = f"SELECT DISTINCT ?document {{ ?document {RDF.type} {CANCU.Document} }}"
# Only documents have such a number; to ask for their class as well would read all that have it.
_NUMBERED = f"SELECT DISTINCT ?document {{ ?document {ELI.number} ?digits }}"
_VALUES = "SELECT DISTINCT ?document ?value { %s ?document %s ?value }"
_kept: WeakKeyDictionary[Store, tuple[str, Names]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Row:
    """A document under one of its printed numbers and one of its bodies."""

    iri: str
    printed: str
    label: str
    issuer: str | None
    date: str | None
    title: str | None
    body: str
    held: bool


@dataclass(frozen=True)
class Names:
    """Rows in the order of IRIs and printed numbers."""

    rows: tuple[Row, ...]

    @cached_property
    def labels(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows of each label, folded."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(fold(row.label), []).append(row)
        return {label: tuple(rows) for label, rows in found.items()}

    @cached_property
    def numbers(self) -> Mapping[int, str]:
        """The printed number of each row that has one, by the row's place."""
        return {place: row.printed for place, row in enumerate(self.rows) if row.printed}

    @cached_property
    def words(self) -> Mapping[int, str]:
        """Label and title of each row, folded, by the row's place."""
        return {place: fold(f"{row.label} {row.title or ''}") for place, row in enumerate(self.rows)}


def all_names(store: Store) -> Names:
    """All documents of the store as it is now."""
    kept = _kept.get(store)
    if kept and kept[0] == store.generation:
        return kept[1]
    generation = store.generation
    made = Names(tuple(_rows(store, [document for (document,) in store.texts(_DOCUMENTS)])))
    _kept[store] = (generation, made)
    return made


def numbered(store: Store, digits: str, is_meant: Callable[[str], bool]) -> list[Row]:
    """The rows under printed numbers of these digits that are meant, read from the store."""
    same = [document for (document,) in store.texts(_NUMBERED, {"digits": ox.Literal(digits)})]
    printed = _column(store, _COLUMNS["printed"], _among(same)) if same else {}
    documents = [document for document in same if any(map(is_meant, printed.get(document, ())))]
    return [row for row in _rows(store, documents, _among(documents)) if is_meant(row.printed)]


def identified(store: Store, document: str) -> list[Row]:
    """The rows of a document by its IRI, none when the store has no such document."""
    try:
        node = ox.NamedNode(document)
    except ValueError:  # Not an IRI at all.
        return []
    if any(True for _ in store.quads(node, RDF.type, CANCU.Document)):
        return list(_rows(store, [document], _among([document])))
    return []


def _among(documents: Iterable[str]) -> str:
    return f"VALUES ?document {{ {' '.join(str(ox.NamedNode(one)) for one in documents)} }}"


def _rows(store: Store, documents: list[str], among: str = "") -> Iterable[Row]:
    """The rows of documents; ``among`` keeps the queries to them where they are not all."""
    columns = {name: _column(store, term, among) for name, term in _COLUMNS.items()} if documents else {}
    for document in sorted(documents):
        values = {name: sorted(column.get(document, ())) for name, column in columns.items()}
        label, issuer, date, title = (
            next(iter(values[name]), None) for name in ("label", "issuer", "date", "title")
        )
        for printed in values["printed"] or [""]:
            for body in values["body"] or [""]:
                held = bool(values["source"])
                yield Row(document, printed, label or document, issuer, date, title, body, held)


def _column(store: Store, term: ox.NamedNode, among: str) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for document, value in store.texts(_VALUES % (among, term)):
        values.setdefault(document, []).append(value)
    return values

"""What the sources hold: documents that were read or stand in a register, found by their number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from extract.text import fold
from graph import iri
from graph.view import View
from ontology.terms import CANCU, DCTERMS, ELI

_IN_FORCE = iri.concept_iri("hieu-luc", "con-hieu-luc")
_PUNCTUATION = re.compile(r"[^\w&]+")
_TYPE_WORD = re.compile(r"^(?:(?:bộ )?luật|pháp lệnh) ")


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that a source holds or lists; its key as in its IRI, ``None`` where not known.

    ``in_force`` and ``ended`` are its days of effect, ``vouched`` whether a register states that
    it is in force, which a day of effect alone does not: a later act may have replaced it.
    """

    iri: ox.NamedNode
    issuer: str | None
    type: str | None
    year: str | None
    dates: tuple[str, ...]
    titles: tuple[str, ...]
    in_force: str | None = None
    ended: str | None = None
    vouched: bool = False


class Known:
    """The documents of the sources in a view; of none without one.

    A document that is only cited is not known: what one citing text states must
    not decide what another means.
    """

    def __init__(self, view: View | None = None) -> None:
        self._view = view
        self._found: dict[str, tuple[KnownDocument, ...]] = {}
        self._titled: dict[str, dict[str, tuple[KnownDocument, ...]]] = {}

    def numbered(self, digits: str) -> tuple[KnownDocument, ...]:
        """The known documents of a number, whoever issued them, in the order of their IRIs."""
        if digits not in self._found:
            self._found[digits] = tuple(self._of(ELI.number, ox.Literal(digits)))
        return self._found[digits]

    def titled(self, kind: str, name: str) -> tuple[KnownDocument, ...]:
        """The known documents of a type whose title is that name, as :func:`short_name` writes it."""
        if kind not in self._titled:
            of_kind: dict[str, tuple[KnownDocument, ...]] = {}
            for one in self._of(ELI.type_document, iri.concept_iri("loai-van-ban", kind)):
                for title in {form(printed) for printed in one.titles for form in (plain, short_name)}:
                    of_kind[title] = (*of_kind.get(title, ()), one)
            self._titled[kind] = of_kind
        return self._titled[kind].get(name, ())

    def issued_by(self, organisation: ox.NamedNode) -> Iterator[KnownDocument]:
        """The known documents of one body."""
        return self._of(ELI.passed_by, organisation)

    def _of(self, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> Iterator[KnownDocument]:
        if self._view is None:
            return
        for node in sorted(set(self._view.subjects(predicate, value)), key=str):
            if is_known(self._view, node):
                yield self._read(self._view, node)

    def _read(self, view: View, node: ox.NamedNode) -> KnownDocument:
        issuer, kind, year = iri.key_of(node)
        dates = tuple(sorted(set(view.values(node, ELI.date_document))))
        titles = tuple(sorted(set(view.values(node, DCTERMS.title))))
        in_force = view.values(node, ELI.first_date_entry_in_force)
        ended = view.values(node, ELI.date_no_longer_in_force)
        return KnownDocument(
            node,
            issuer,
            kind,
            year,
            dates,
            titles,
            min(in_force, default=None),
            max(ended, default=None),
            _IN_FORCE in view.nodes(node, CANCU.effectStatus),
        )


def is_known(view: View, document: ox.NamedNode) -> bool:
    """Whether a source holds the document, or a register lists it."""
    return any(True for term in (DCTERMS.source, CANCU.registeredIn) for _ in view.quads(document, term))


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A name in small letters and without punctuation.

    >>> plain("Thi đua, khen thưởng")
    'thi đua khen thưởng'
    """
    return " ".join(_PUNCTUATION.sub(" ", fold(name)).split())


@lru_cache(maxsize=4096)
def short_name(name: str) -> str:
    """The same without the word for its type, by which registers list a law.

    >>> short_name("Luật Luật sư")
    'luật sư'
    """
    return _TYPE_WORD.sub("", plain(name), count=1)

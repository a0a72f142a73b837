"""What is found of a document that a mention names, and what the finding starts from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

import pyoxigraph as ox

from extract.record import Citation
from extract.text import fold
from graph import iri
from graph.authority import Authority, Place
from graph.number import parse_number
from graph.reasons import Reason
from ontology.registers import DocumentType

Status = Literal["resolved", "mismatch", "ambiguous", "unresolved", "out-of-scope"]


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of a document's identity; complete when nothing is ``None``."""

    issuer: str | None = None
    type: str | None = None
    year: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """The document a mention names: a full IRI, or a stub's when the key is not complete."""

    iri: ox.NamedNode
    status: Status
    key: Key
    reasons: tuple[Reason, ...] = ()
    candidates: tuple[ox.NamedNode, ...] = ()
    authority: Authority | None = None
    type: DocumentType | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The citing document: its IRI, place, date and title, and all its mentions by number.

    ``in_force`` is the day on which it takes effect, where a register states it; ``dated`` are the
    dates, or years, of the documents it names, by their folded number or name.
    """

    own: ox.NamedNode
    place: Place
    date: str | None = None
    title: str | None = None
    in_force: str | None = None
    mentions: dict[tuple[str, str | None, str], tuple[Citation, ...]] = field(default_factory=dict)
    laws: dict[str, tuple[str, ...]] = field(default_factory=dict)
    dated: dict[str, str] = field(default_factory=dict)


def context_of(
    own: ox.NamedNode,
    place: Place,
    citations: Iterable[Citation],
    *,
    date: str | None = None,
    title: str | None = None,
    in_force: str | None = None,
) -> Context:
    """The context that a document gives to each of its mentions."""
    mentions: dict[tuple[str, str | None, str], tuple[Citation, ...]] = {}
    laws: dict[str, tuple[str, ...]] = {}
    dated: dict[str, str] = {}
    for citation in citations:
        number = parse_number(citation.number) if citation.number else None
        if number:
            mentions[number.key] = (*mentions.get(number.key, ()), citation)
        stated = citation.date or (number.year if number else None) or ""
        for printed in filter(None, (citation.number, citation.name) if stated else ()):
            dated[fold(printed)] = max(dated.get(fold(printed), ""), stated)
        if citation.name and citation.number and citation.number not in laws.get(fold(citation.name), ()):
            laws[fold(citation.name)] = (*laws.get(fold(citation.name), ()), citation.number)
    return Context(own, place, date, title, in_force, mentions, laws, dated)


def stub(printed: str, key: Key, reasons: Iterable[Reason], context: Context) -> Resolution:
    """A visible stand-in for what one document cites and nobody can name yet."""
    known_by = iri.short_hash(f"{context.own.value} {''.join(printed.split())}")
    found = iri.draft_iri(key.issuer, key.type, key.year, known_by)
    return Resolution(found, "unresolved", key, tuple(reasons))

"""Documents of a store by what people type: a number, a number with its issuer, or an IRI."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pyoxigraph as ox
from rapidfuzz import fuzz, process

from extract.text import fold
from graph.authority import Place, authority_named, issuers_of_symbol
from graph.iri import is_draft
from graph.number import parse_number
from graph.store import Store

Kind = Literal["exact", "near"]

_NUMBER = re.compile(r"\d+\w*(?:\s?[-/–]\s?[^\s,;:/–-]+)+")
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d{2}(?![\d/])")
_NEAR = 5
_EXACT = 100.0
_LEAST_LIKENESS = 60.0
_DOCUMENTS = """
PREFIX cancu: <https://w3id.org/can-cu/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?doc ?printed ?label ?issuer ?date ?title ?body ?source {
  ?doc a cancu:Document .
  OPTIONAL { ?doc eli:id_local ?printed }
  OPTIONAL { ?doc rdfs:label ?label }
  OPTIONAL { ?doc cancu:bestIssuer ?issuer }
  OPTIONAL { ?doc cancu:bestDate ?date }
  OPTIONAL { ?doc cancu:bestTitle ?title }
  OPTIONAL { ?doc eli:passed_by ?body }
  OPTIONAL { ?doc dcterms:source ?source }
} ORDER BY ?doc ?printed
"""


@dataclass(frozen=True, slots=True)
class Match:
    """A document that may be meant; ``kind`` is ``near`` when only something like it was found.

    ``score`` is 100 for an exact match, else the likeness of the numbers or words.
    """

    iri: str
    label: str
    kind: Kind
    score: float
    issuer: str | None = None
    date: str | None = None
    title: str | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    iri: str
    printed: str
    label: str
    issuer: str | None
    date: str | None
    title: str | None
    body: str
    held: bool

    def match(self, kind: Kind, score: float) -> Match:
        return Match(self.iri, self.label, kind, score, self.issuer, self.date, self.title, self.held)


def find(store: Store, text: str) -> list[Match]:
    """The documents that ``text`` names, best first; empty when nothing is even like it.

    One exact match is the answer; several mean that the text is ambiguous ("126/KH-UBND"
    without its issuer); if there is none, the nearest numbers or titles are given as ``near``.
    """
    rows = _rows(store)
    wanted = text.strip().strip("<>")
    if wanted.startswith(("http://", "https://")):
        return _once(row.match("exact", _EXACT) for row in rows if row.iri == wanted)
    number, rest = _parts(wanted)
    same = [row for row in rows if number and _same_number(row.printed, number)]
    named = same or [row for row in rows if fold(row.label) == fold(wanted)]
    if exact := _without_stubs(_narrowed(named, rest if number else "")):
        return _once(row.match("exact", _EXACT) for row in exact)
    # The number exists, but not of that issuer or year: like it, and not it.
    others = [row.match("near", _EXACT) for row in named]
    return _once([*others, *_near(rows, number or wanted, by_number=number is not None)])


def _rows(store: Store) -> list[_Row]:
    return [
        _Row(iri or "", printed or "", label or iri or "", issuer, day, title, body or "", source is not None)
        for iri, printed, label, issuer, day, title, body, source in store.select(_DOCUMENTS).as_text()
    ]


def _parts(text: str) -> tuple[str | None, str]:
    """The number in the text, and the rest of it."""
    for match in _NUMBER.finditer(text):
        if parse_number(match[0]):
            return "".join(match[0].split()), text[: match.start()] + " " + text[match.end() :]
    return None, text


def _same_number(printed: str, wanted: str) -> bool:
    """Whether two printed forms are one number, symbols of one body being the same."""
    first, second = parse_number(printed), parse_number(wanted)
    if first is None or second is None:
        return printed.casefold() == wanted.casefold()
    if (first.digits, first.year) != (second.digits, second.year):
        return False
    if first.head.casefold() != second.head.casefold():
        return False
    one, other = issuers_of_symbol(first.parts), issuers_of_symbol(second.parts)
    same_body = bool({issuer.slug for issuer in one} & {issuer.slug for issuer in other})
    return same_body or first.symbol.casefold() == second.symbol.casefold()


def _narrowed(rows: list[_Row], rest: str) -> list[_Row]:
    """The rows that the rest of the text (issuer, year) does not exclude."""
    if year := _YEAR.search(rest):
        rows = [row for row in rows if (row.date or year[0]).startswith(year[0])]
    if body := _body(rest):
        # A body that was founded anew under its old name has the year in its slug.
        slug = re.compile(rf".*/{re.escape(body)}(?:-\d{{4}})?")
        rows = [row for row in rows if slug.fullmatch(row.body)]
    return rows


def _without_stubs(rows: list[_Row]) -> list[_Row]:
    """The documents with a full identity, if any: a stub only says that someone cites the number."""
    return [row for row in rows if row.held or not is_draft(ox.NamedNode(row.iri))] or rows


def _body(rest: str) -> str | None:
    """The slug of the first numbering authority that the words name."""
    words = fold(rest).split()
    for start in range(len(words)):
        authority = authority_named(" ".join(words[start:]), None, Place())
        if authority:
            return authority.slug
    return None


def _near(rows: list[_Row], wanted: str, *, by_number: bool) -> list[Match]:
    choices = {
        place: row.printed if by_number else fold(f"{row.label} {row.title or ''}")
        for place, row in enumerate(rows)
        if row.printed or not by_number
    }
    query = wanted if by_number else fold(wanted)
    scorer = fuzz.ratio if by_number else fuzz.token_set_ratio
    found = process.extract(query, choices, scorer=scorer, limit=_NEAR * 3, score_cutoff=_LEAST_LIKENESS)
    return _once(rows[place].match("near", score) for _, score, place in found)[:_NEAR]


def _once(matches: Iterable[Match]) -> list[Match]:
    seen: dict[str, Match] = {}
    for match in matches:
        seen.setdefault(match.iri, match)
    return list(seen.values())

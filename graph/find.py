"""Documents of a store by what people type: a number, a number with its issuer, or an IRI."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import pyoxigraph as ox
from rapidfuzz import fuzz, process

from extract.text import fold
from graph.authority import Place, authority_named, issuers_of_symbol
from graph.iri import is_draft
from graph.names import Names, Row, all_names, identified, numbered
from graph.number import parse_number
from graph.store import Store

Kind = Literal["exact", "near"]

_NUMBER = re.compile(r"\d+\w*(?:\s?[-/–]\s?[^\s,;:/–-]+)+")
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d{2}(?![\d/])")
_NEAR = 5
_EXACT = 100.0
_LEAST_LIKENESS = 60.0


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


def find(store: Store, text: str) -> list[Match]:
    """The documents that ``text`` names, best first; empty when nothing is even like it.

    One exact match is the answer; several mean that the text is ambiguous ("126/KH-UBND"
    without its issuer); if there is none, the nearest numbers or titles are given as ``near``.
    """
    wanted = text.strip().strip("<>")
    if wanted.startswith(("http://", "https://")):
        return _once(_match(row, "exact", _EXACT) for row in identified(store, wanted))
    number, rest = _parts(wanted)
    same = _same(store, number) if number else []
    named = same or all_names(store).labels.get(fold(wanted), ())
    if exact := _without_stubs(_narrowed(named, rest if number else "")):
        return _once(_match(row, "exact", _EXACT) for row in exact)
    # The number exists, but not of that issuer or year: like it, and not it.
    others = [_match(row, "near", _EXACT) for row in named]
    return _once([*others, *_near(all_names(store), number or wanted, by_number=number is not None)])


def _same(store: Store, wanted: str) -> list[Row]:
    """The documents of a number. Standards have no digits of their own, so all are looked through for one."""
    number = parse_number(wanted)
    is_meant = partial(_same_number, wanted)
    if number and number.style != "standard":
        return numbered(store, number.digits, is_meant)
    return [row for row in all_names(store).rows if is_meant(row.printed)]


def _match(row: Row, kind: Kind, score: float) -> Match:
    return Match(row.iri, row.label, kind, score, row.issuer, row.date, row.title, row.held)


def _parts(text: str) -> tuple[str | None, str]:
    """The number in the text, and the rest of it."""
    for match in _NUMBER.finditer(text):
        if parse_number(match[0]):
            return "".join(match[0].split()), text[: match.start()] + " " + text[match.end() :]
    return None, text


def _same_number(wanted: str, printed: str) -> bool:
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


def _narrowed(rows: Sequence[Row], rest: str) -> Sequence[Row]:
    """The rows that the rest of the text (issuer, year) does not exclude."""
    if year := _YEAR.search(rest):
        rows = [row for row in rows if (row.date or year[0]).startswith(year[0])]
    if body := _body(rest):
        # A body that was founded anew under its old name has the year in its slug.
        slug = re.compile(rf".*/{re.escape(body)}(?:-\d{{4}})?")
        rows = [row for row in rows if slug.fullmatch(row.body)]
    return rows


def _without_stubs(rows: Sequence[Row]) -> Sequence[Row]:
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


def _near(known: Names, wanted: str, *, by_number: bool) -> list[Match]:
    choices = known.numbers if by_number else known.words
    query = wanted if by_number else fold(wanted)
    scorer = fuzz.ratio if by_number else fuzz.token_set_ratio
    found = process.extract(query, choices, scorer=scorer, limit=_NEAR * 3, score_cutoff=_LEAST_LIKENESS)
    return _once(_match(known.rows[place], "near", score) for _, score, place in found)[:_NEAR]


def _once(matches: Iterable[Match]) -> list[Match]:
    seen: dict[str, Match] = {}
    for match in matches:
        seen.setdefault(match.iri, match)
    return list(seen.values())

"""From what a mention states to the document it names, or an honest "not known".

The key of a document is (numbering authority, type, year, number). Words win over
symbols, what a mention states itself over what another mention of the same number
in the same text states, and that over the place of the citing document. Where
several readings remain, all are listed and none is chosen. A wrong link is worse
than none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import pyoxigraph as ox

from extract.record import Citation, Record
from extract.text import fold
from graph import iri
from graph.authority import (
    Authority,
    Place,
    authorities_of_symbol,
    authority_named,
    issuers_of_symbol,
    place_named,
)
from graph.number import Number, parse_number
from graph.reasons import Reason, reason
from ontology import registers
from ontology.registers import DocumentType, Family

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
    """The citing document: its own identity, and all its mentions by number."""

    own: Resolution
    place: Place
    mentions: dict[tuple[str, str | None, str], tuple[Citation, ...]] = field(default_factory=dict)
    laws: dict[str, tuple[str, ...]] = field(default_factory=dict)


def context_of(record: Record, text_hash: str) -> Context:
    """Identify a document and gather its mentions; ``text_hash`` is ``short_hash`` of its text."""
    own, place = _identify(record, text_hash)
    mentions: dict[tuple[str, str | None, str], tuple[Citation, ...]] = {}
    laws: dict[str, tuple[str, ...]] = {}
    for citation in record.citations:
        number = parse_number(citation.number) if citation.number else None
        if number:
            mentions[number.key] = (*mentions.get(number.key, ()), citation)
        if citation.name and citation.number and citation.number not in laws.get(fold(citation.name), ()):
            laws[fold(citation.name)] = (*laws.get(fold(citation.name), ()), citation.number)
    return Context(own, place, mentions, laws)


def resolve(citation: Citation, context: Context) -> Resolution:
    """The document that one mention names, with the reasons where it is not plain."""
    if not citation.number:
        return _resolve_name(citation, context)
    number = parse_number(citation.number)
    if number and number.style == "standard" and _is_standard(number):
        standard = iri.standard_iri(citation.number)
        return Resolution(standard, "out-of-scope", Key(number=citation.number), (reason("standard"),))
    if number is None or number.style == "standard":
        return _stub(citation.number, Key(), [reason("number-unreadable")], context)
    return _resolve_number(citation, number, context)


# -- numbers


@dataclass(slots=True)
class _Findings:
    """What is known while one mention is resolved."""

    reasons: list[Reason] = field(default_factory=list)
    authorities: list[Authority] = field(default_factory=list)
    types: list[DocumentType] = field(default_factory=list)
    years: list[str] = field(default_factory=list)
    conflict: bool = False

    def note(self, found: Reason, *, conflict: bool = False) -> None:
        self.reasons.append(found)
        self.conflict = self.conflict or conflict


def _resolve_number(citation: Citation, number: Number, context: Context) -> Resolution:
    others = tuple(_same_document(citation, context.mentions.get(number.key, ()), context))
    found = _Findings()
    _find_year(citation, number, others, found)
    date = citation.date or (found.years[0] if len(found.years) == 1 else None)
    type_name, parts = _symbol(number)
    _find_authority(citation, parts, date, others, context, found)
    _find_type(citation, number, type_name, others, found)
    return _decide(citation.number or "", number, found, context)


def _same_document(citation: Citation, others: tuple[Citation, ...], context: Context) -> Iterator[Citation]:
    """The mentions of this number that can mean the same document: one number has many issuers."""
    same_day = [one for one in others if citation.date and one.date == citation.date]
    stated = _named(citation, citation.date, context)
    for other in same_day or others:
        named = _named(other, other.date, context)
        if not stated or not named or stated == named:
            yield other


def _decide(printed: str, number: Number, found: _Findings, context: Context) -> Resolution:
    authority = found.authorities[0] if len(found.authorities) == 1 else None
    kind = found.types[0] if len(found.types) == 1 else None
    key = Key(
        authority.slug if authority else None,
        kind.code if kind else None,
        found.years[0] if len(found.years) == 1 else None,
        number.digits,
    )
    if authority and kind and key.year:
        document = iri.document_iri(authority.slug, kind.code, key.year, number.digits)
        status: Status = "mismatch" if found.conflict else "resolved"
        return Resolution(document, status, key, tuple(found.reasons), (), authority, kind)
    candidates = tuple(
        iri.document_iri(one.slug, kind_read.code, year, number.digits)
        for one in found.authorities
        for kind_read in found.types
        for year in found.years
    )
    stub = _stub(printed, key, found.reasons, context)
    status = "ambiguous" if candidates else "unresolved"
    return Resolution(stub.iri, status, key, stub.reasons, candidates, authority, kind)


def _stub(printed: str, key: Key, reasons: list[Reason], context: Context) -> Resolution:
    """A visible stand-in for what one document cites and nobody can name yet."""
    known_by = iri.short_hash(f"{context.own.iri.value} {''.join(printed.split())}")
    stub = iri.draft_iri(key.issuer, key.type, key.year, known_by)
    return Resolution(stub, "unresolved", key, tuple(reasons))


def _symbol(number: Number) -> tuple[str | None, tuple[str, ...]]:
    """The type in the symbol, if one is, and the parts that name the issuer."""
    if number.head and any(number.head.casefold() == kind.abbrev.casefold() for kind in _types()):
        return number.head, number.parts
    return None, (number.head, *number.parts) if number.head else number.parts


def _find_year(citation: Citation, number: Number, others: tuple[Citation, ...], found: _Findings) -> None:
    dates = sorted({one.date for one in (citation, *others) if one.date})
    exact = [date for date in dates if not any(one != date and one.startswith(date) for one in dates)]
    if len(exact) > 1:
        found.note(reason("dates-differ", dates=", ".join(exact)), conflict=True)
    if number.year:
        found.years = [number.year]
        if citation.date and citation.date[:4] != number.year:
            found.note(reason("year-other-date", year=number.year, date=citation.date), conflict=True)
    elif citation.date:
        found.years = [citation.date[:4]]
    else:
        found.years = sorted({date[:4] for date in exact})
        codes: dict[int, Literal["year-unknown", "year-from-mention"]]
        codes = {0: "year-unknown", 1: "year-from-mention"}
        found.note(reason(codes.get(len(found.years), "year-several")))


def _find_authority(
    citation: Citation,
    parts: tuple[str, ...],
    date: str | None,
    others: tuple[Citation, ...],
    context: Context,
    found: _Findings,
) -> None:
    symbol = "-".join(parts)
    stated = _named(citation, date, context)
    if stated:
        found.authorities = [stated]
    else:
        found.authorities = _determined(parts, date, context)
        if not found.authorities and citation.issuer:
            # A body that no register knows is not the one that the place suggests.
            found.note(reason("issuer-not-registered", issuer=citation.issuer))
        elif not found.authorities:
            _find_elsewhere(parts, date, others, context, found)
    if len(found.authorities) == 1 and stated and stated.issuer.slug not in _slugs(parts):
        found.note(reason("symbol-other-issuer", symbol=symbol, issuer=citation.issuer or ""), conflict=True)


def _named(citation: Citation, date: str | None, context: Context) -> Authority | None:
    return authority_named(citation.issuer, date, context.place) if citation.issuer else None


def _determined(parts: tuple[str, ...], date: str | None, context: Context) -> list[Authority]:
    """The one body whose symbol this is, when the symbol does not stand for a body of every area."""
    if any(issuer.is_template for issuer in issuers_of_symbol(parts)):
        return []
    found = authorities_of_symbol(parts, date, context.place)
    return found if len(found) == 1 else []


def _find_elsewhere(
    parts: tuple[str, ...],
    date: str | None,
    others: tuple[Citation, ...],
    context: Context,
    found: _Findings,
) -> None:
    symbol = "-".join(parts)
    named = (_named(other, other.date or date, context) for other in others)
    found.authorities = list(dict.fromkeys(authority for authority in named if authority))
    if len(found.authorities) == 1:
        found.note(reason("issuer-from-mention"))
        # A number printed under the wrong symbol is as wrong where the issuer is left out.
        if found.authorities[0].issuer.slug not in _slugs(parts):
            issuer = next(other.issuer for other in others if other.issuer)
            found.note(reason("symbol-other-issuer", symbol=symbol, issuer=issuer), conflict=True)
    elif found.authorities:
        found.note(reason("issuers-differ"))
    else:
        found.authorities = authorities_of_symbol(parts, date, context.place)
        codes: dict[int, Literal["issuer-unknown", "issuer-from-place"]]
        codes = {0: "issuer-unknown", 1: "issuer-from-place"}
        found.note(reason(codes.get(len(found.authorities), "issuer-several"), symbol=symbol))


def _slugs(parts: tuple[str, ...]) -> set[str]:
    return {issuer.slug for issuer in issuers_of_symbol(parts)}


# -- types


def _types() -> tuple[DocumentType, ...]:
    return registers.document_types()


def _find_type(
    citation: Citation,
    number: Number,
    abbrev: str | None,
    others: tuple[Citation, ...],
    found: _Findings,
) -> None:
    family = _family(number, found.authorities)
    word = citation.type or next((other.type for other in others if other.type), None)
    by_word = [kind for kind in _types() if word and fold(word) in kind.words]
    by_abbrev = [kind for kind in _types() if abbrev and kind.abbrev.casefold() == abbrev.casefold()]
    if by_word and by_abbrev and not any(kind in by_abbrev for kind in by_word):
        found.note(reason("type-other-symbol", type=word or "", symbol=number.symbol), conflict=True)
    # A letter's symbol names no type: without a type word it is a letter by its form.
    fallback = by_abbrev or (_letters() if number.style == "state" and not by_word else [])
    found.types = _of_family(by_word, family) or _of_family(fallback, family)
    if not found.types:
        found.note(reason("type-unknown"))
    elif len(found.types) > 1:
        found.note(reason("type-several", symbol=number.symbol))


def _is_standard(number: Number) -> bool:
    """A Vietnamese standard by the register, or a foreign one by its colon and year ("ISO 9001:2015")."""
    of_register = any(kind.family == "technical" and kind.abbrev == number.head for kind in _types())
    return of_register or ":" in number.symbol


def _letters() -> list[DocumentType]:
    return [kind for kind in _types() if kind.code == "cv"]


def _family(number: Number, authorities: list[Authority]) -> Family:
    if number.style == "party" or any(authority.is_party for authority in authorities):
        return "party"
    return "normative" if number.year else "administrative"


def _of_family(kinds: list[DocumentType], family: Family) -> list[DocumentType]:
    """The types of the family; where it has none, those of the others (a decree printed without year)."""
    own = [kind for kind in kinds if kind.family == family] or kinds
    return list({kind.code: kind for kind in own}.values())


# -- names


def _resolve_name(citation: Citation, context: Context) -> Resolution:
    """A law cited by its name: the act where the text or the register tells which, else its series."""
    name = citation.name or ""
    word, _, rest = name.partition(" ")
    kinds = [kind for kind in _types() if fold(citation.type or word) in kind.words]
    kind = kinds[0] if kinds else None
    numbers = context.laws.get(fold(name), ()) or tuple(_dated_laws(name, citation.date))
    if len(numbers) == 1:
        number = parse_number(numbers[0])
        if kind and number and number.year:
            law = iri.document_iri("qh", kind.code, number.year, number.digits)
            key = Key("qh", kind.code, number.year, number.digits)
            return Resolution(law, "resolved", key, type=kind)
    if not name or kind is None:
        return _stub(citation.quote, Key(), [reason("number-unreadable")], context)
    series = iri.named_law_iri(kind.code, iri.slug(_short_name(name, kind) or rest or name))
    return Resolution(series, "resolved", Key("qh", kind.code), (reason("law-by-name"),), type=kind)


def _dated_laws(name: str, date: str | None) -> Iterator[str]:
    """Numbers of the laws of that name made in the stated year."""
    for law in registers.law_names():
        of_year = bool(date and law.number and f"/{date[:4]}/" in law.number)
        if of_year and fold(f"{law.kind} {law.name}") == fold(name):
            yield law.number


def _short_name(name: str, kind: DocumentType) -> str:
    """The name without the words of its type: "Luật Giáo dục" is known as "Giáo dục"."""
    folded = fold(name)
    for word in sorted(kind.words, key=len, reverse=True):
        if folded.startswith(word + " "):
            return folded.removeprefix(word).strip()
    return folded


# -- the document itself


def _identify(record: Record, text_hash: str) -> tuple[Resolution, Place]:
    """The IRI of a document from its own header alone: no cited number or date is borrowed."""
    document = record.document
    number = parse_number(document.number) if document.number else None
    here = (place_named(document.place) if document.place else None) or Place()
    authority = authority_named(document.issuer, document.date, here) if document.issuer else None
    if authority is None and number:
        by_symbol = authorities_of_symbol(_symbol(number)[1], document.date, here)
        authority = by_symbol[0] if len(by_symbol) == 1 else None
    kind = _own_type(record, number, authority)
    year = (number.year if number else None) or (document.date or "")[:4] or None
    key = Key(
        authority.slug if authority else None,
        kind.code if kind else None,
        year,
        number.digits if number else None,
    )
    if authority and kind and year and number:
        node = iri.document_iri(authority.slug, kind.code, year, number.digits)
    else:
        node = iri.draft_iri(key.issuer, key.type, year, text_hash)
    place = authority.place if authority and authority.level != "central" else here
    return Resolution(node, "resolved", key, (), (), authority, kind), place


def _own_type(record: Record, number: Number | None, authority: Authority | None) -> DocumentType | None:
    found = _Findings(authorities=[authority] if authority else [])
    document = record.document
    shape = number or Number("state", "0", None, document.symbol or "", "", ())
    citation = Citation("", document.type, None, None, None, None, "cites", "this", 0, 0, "")
    _find_type(citation, shape, _symbol(number)[0] if number else None, (), found)
    return found.types[0] if len(found.types) == 1 and (document.type or number) else None

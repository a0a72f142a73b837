"""The IRI of a document that is held, from its own header alone: no cited number or date is borrowed."""

from __future__ import annotations

from dataclasses import dataclass

from extract.record import Document
from graph import iri
from graph.authority import (
    Authority,
    Place,
    authorities_of_symbol,
    authority_named,
    issuers_of_symbol,
    place_named,
)
from graph.doctypes import find_types, split_symbol
from graph.number import Number, parse_number
from graph.resolution import Key, Resolution
from ontology.registers import DocumentType


@dataclass(frozen=True, slots=True)
class Identity:
    """Which document this is, and the place it comes from."""

    found: Resolution
    place: Place


def identify(document: Document, text_hash: str, here: Place | None = None) -> Identity:
    """Identify a document; ``text_hash`` is ``short_hash`` of its text, by which a draft is known.

    ``here`` is where it comes from if its place line does not say.
    """
    number = parse_number(document.number) if document.number else None
    here = (place_named(document.place) if document.place else None) or here or Place()
    authority = authority_named(document.issuer, document.date, here) if document.issuer else None
    if number:
        authority = _by_symbol(authority, split_symbol(number)[1], document.date, here)
    kind = _type(document, number, authority)
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
    return Identity(Resolution(node, "resolved", key, (), (), authority, kind), place)


def _by_symbol(
    named: Authority | None, parts: tuple[str, ...], date: str | None, here: Place
) -> Authority | None:
    """The body that is named, or the one whose symbol stands in the number.

    A central body's own number cannot bear another one's symbol: then a register
    has the wrong name beside it.
    """
    found = authorities_of_symbol(parts, date, here)
    if len(found) != 1:
        return named
    contradicts = (
        named is not None
        and named.level == found[0].level == "central"
        and (named.issuer.slug not in {issuer.slug for issuer in issuers_of_symbol(parts)})
    )
    return found[0] if named is None or contradicts else named


def _type(document: Document, number: Number | None, authority: Authority | None) -> DocumentType | None:
    if not document.type and not number:
        return None
    shape = number or Number("state", "0", None, document.symbol or "", "", ())
    abbrev = split_symbol(number)[0] if number else None
    found = find_types(document.type, shape, abbrev, [authority] if authority else [], by_symbol=True).types
    return found[0] if len(found) == 1 else None

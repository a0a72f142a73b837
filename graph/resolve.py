"""From what a mention states to the document it names, or an honest "not known".

The key of a document is (numbering authority, type, year, number). Words win over
symbols, what a mention states itself over what another mention of the same number
in the same text states, and that over the place of the citing document. Where
several readings remain, all are listed and none is chosen. A wrong link is worse
than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from extract.record import Citation
from graph import iri
from graph.authority import Authority, Place, authorities_of_symbol, authority_named, issuers_of_symbol
from graph.doctypes import find_types, is_standard, split_symbol
from graph.known import Known
from graph.laws import differing, resolve_name
from graph.number import Number, parse_number
from graph.reasons import Reason, reason
from graph.resolution import Context, Key, Resolution, Status, stub
from graph.weigh import Readings, weigh
from ontology import registers
from ontology.registers import DocumentType

_LEGISLATURE = re.compile(r"(?:UBTV)?QH(?P<number>\d+)$", re.IGNORECASE)


@dataclass(slots=True)
class Findings:
    """What was found while one mention of a number was resolved, step by step."""

    reasons: list[Reason] = field(default_factory=list)
    authorities: list[Authority] = field(default_factory=list)
    types: list[DocumentType] = field(default_factory=list)
    years: list[str] = field(default_factory=list)
    conflict: bool = False

    @property
    def readings(self) -> Readings:
        """The same as codes."""
        return Readings(
            frozenset(one.slug for one in self.authorities),
            frozenset(one.code for one in self.types),
            frozenset(self.years),
        )

    def note(self, found: Reason, *, conflict: bool = False) -> None:
        """Keep a reason; ``conflict`` where the mention contradicts itself."""
        self.reasons.append(found)
        self.conflict = self.conflict or conflict


def resolve(
    citation: Citation, context: Context, known: Known | None = None, found: Findings | None = None
) -> Resolution:
    """The document that one mention names, with the reasons.

    ``known`` is what the sources hold; ``found`` is filled with what the steps found.
    """
    if not citation.number:
        return resolve_name(citation, context, known or Known())
    number = parse_number(citation.number)
    if number and number.style == "standard" and is_standard(number):
        standard = iri.standard_iri(citation.number)
        return Resolution(standard, "out-of-scope", Key(number=citation.number), (reason("standard"),))
    if number is None or number.style == "standard":
        return stub(citation.number, Key(), [reason("number-unreadable")], context)
    return _resolve_number(citation, number, context, known or Known(), found or Findings())


# -- numbers


def _resolve_number(
    citation: Citation, number: Number, context: Context, known: Known, found: Findings
) -> Resolution:
    context = replace(context, place=_place(citation, context))
    others = tuple(_same_document(citation, context.mentions.get(number.key, ()), context))
    _find_year(citation, number, others, found)
    _check_legislature(number, found)
    date = citation.date or (found.years[0] if len(found.years) == 1 else None)
    type_name, parts = split_symbol(number)
    _find_authority(citation, parts, date, others, context, found)
    _find_type(citation, number, type_name, others, found)
    resolution = _decide(citation.number or "", number, found, context)
    resolution = _check_name(resolution, citation, known)
    weighed = weigh(resolution, citation, number, found.readings, context, known)
    return weighed if weighed.reasons else replace(weighed, reasons=(reason("stated"),))


def _place(citation: Citation, context: Context) -> Place:
    """The place of the document in whose title a mention stands, else that of the citing one."""
    holder = parse_number(citation.from_) if citation.from_ != "this" else None
    for other in context.mentions.get(holder.key, ()) if holder else ():
        named = _named(other, other.date, context)
        if named and named.place.province and named.place.province != context.place.province:
            return named.place
    return context.place


def _same_document(citation: Citation, others: tuple[Citation, ...], context: Context) -> Iterator[Citation]:
    """The mentions of this number that can mean the same document: one number has many issuers."""
    same_day = [one for one in others if citation.date and one.date == citation.date]
    stated = _named(citation, citation.date, context)
    for other in same_day or others:
        named = _named(other, other.date, context)
        if not stated or not named or stated == named:
            yield other


def _decide(printed: str, number: Number, found: Findings, context: Context) -> Resolution:
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
    if context.own in candidates:
        return Resolution(context.own, "resolved", key, (*found.reasons, reason("own-number")))
    unknown = stub(printed, key, found.reasons, context)
    status = "ambiguous" if candidates else "unresolved"
    return Resolution(unknown.iri, status, key, unknown.reasons, candidates, authority, kind)


def _find_year(citation: Citation, number: Number, others: tuple[Citation, ...], found: Findings) -> None:
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


def _check_legislature(number: Number, found: Findings) -> None:
    """Note a National Assembly that did not sit in the year: "21/2017/QH12"."""
    printed = _LEGISLATURE.search(number.symbol)
    if printed is None or len(found.years) != 1:
        return
    year = found.years[0]
    sat = [one for one in registers.legislatures() if one.number == printed["number"]]
    if sat and not any(one.year_from <= year <= one.year_to for one in sat):
        found.note(reason("legislature-other-year", symbol=printed.group(), year=year), conflict=True)


def _check_name(resolution: Resolution, citation: Citation, known: Known) -> Resolution:
    """A law's number that is not that of its name: "Luật Bảo vệ môi trường số 72/2022/QH14"."""
    if not citation.name or resolution.type is None or resolution.status not in ("resolved", "mismatch"):
        return resolution
    acts = differing(citation, resolution.type, resolution.key, known)
    if not acts:
        return resolution
    numbers = ", ".join(f"{act.key.number}/{act.key.year}" for act in acts)
    return replace(
        resolution,
        status="mismatch",
        reasons=(*resolution.reasons, reason("law-other-number", numbers=numbers)),
        candidates=(*resolution.candidates, *(act.iri for act in acts)),
    )


def _find_authority(
    citation: Citation,
    parts: tuple[str, ...],
    date: str | None,
    others: tuple[Citation, ...],
    context: Context,
    found: Findings,
) -> None:
    possible = _possible(citation, date, context)
    if len(possible) == 1:
        found.authorities = possible
        _check_symbol(parts, possible[0], citation.issuer or "", found)
        return
    found.authorities = _determined(parts, date, context) or _dated(citation, parts, others, context, found)
    if not found.authorities and possible:
        found.authorities = possible
        found.note(reason("issuer-successive", issuer=citation.issuer or ""))
    elif not found.authorities and citation.issuer:
        # A body that no register knows is not the one that the place suggests.
        found.note(reason("issuer-not-registered", issuer=citation.issuer))
    elif not found.authorities:
        _find_elsewhere(parts, date, others, context, found)


def _named(citation: Citation, date: str | None, context: Context) -> Authority | None:
    possible = _possible(citation, date, context)
    return possible[0] if len(possible) == 1 else None


def _possible(citation: Citation, date: str | None, context: Context) -> list[Authority]:
    """The bodies that the issuer named can be: two of one name where the date leaves open which."""
    if not citation.issuer:
        return []
    found = (authority_named(citation.issuer, day, context.place) for day in _days(date))
    return list(dict.fromkeys(one for one in found if one))


def _of_symbol(parts: tuple[str, ...], date: str | None, context: Context) -> list[Authority]:
    """The bodies whose symbol it can be, as :func:`_possible`."""
    found = (one for day in _days(date) for one in authorities_of_symbol(parts, day, context.place))
    return list(dict.fromkeys(found))


def _days(date: str | None) -> tuple[str | None, ...]:
    """The first and the last of the days that a date leaves open."""
    if date is None or len(date) == len("2025-03-01"):
        return (date,)
    if len(date) == len("2025-03"):
        return (f"{date}-01", f"{date}-28")
    return (f"{date}-01-01", f"{date}-12-31")


def _determined(parts: tuple[str, ...], date: str | None, context: Context) -> list[Authority]:
    """The one body whose symbol this is, when the symbol does not stand for a body of every area."""
    if any(issuer.is_template for issuer in issuers_of_symbol(parts)):
        return []
    found = _of_symbol(parts, date, context)
    return found if len(found) == 1 else []


def _dated(
    citation: Citation,
    parts: tuple[str, ...],
    others: tuple[Citation, ...],
    context: Context,
    found: Findings,
) -> list[Authority]:
    """The body on the one day that other mentions state, where two of one name share the year."""
    days = {one.date for one in others if one.date and len(one.date) == len("2025-03-01")}
    if len(days) != 1:
        return []
    day = days.pop()
    authorities = _possible(citation, day, context) or _determined(parts, day, context)
    if authorities:
        found.note(reason("issuer-by-date"))
    return authorities


def _find_elsewhere(
    parts: tuple[str, ...],
    date: str | None,
    others: tuple[Citation, ...],
    context: Context,
    found: Findings,
) -> None:
    symbol = "-".join(parts)
    named = (_named(other, other.date or date, context) for other in others)
    found.authorities = list(dict.fromkeys(authority for authority in named if authority))
    if len(found.authorities) == 1:
        found.note(reason("issuer-from-mention"))
        # A number printed under the wrong symbol is as wrong where the issuer is left out.
        issuer = next(other.issuer for other in others if other.issuer)
        _check_symbol(parts, found.authorities[0], issuer, found)
    elif found.authorities:
        found.note(reason("issuers-differ"))
    else:
        found.authorities = _of_symbol(parts, date, context)
        codes: dict[int, Literal["issuer-unknown", "issuer-from-place"]]
        codes = {0: "issuer-unknown", 1: "issuer-from-place"}
        found.note(reason(codes.get(len(found.authorities), "issuer-several"), symbol=symbol))


def _check_symbol(parts: tuple[str, ...], authority: Authority, named: str, found: Findings) -> None:
    """Note a symbol that is not one of the body named, with the one that is."""
    if authority.issuer.slug in {issuer.slug for issuer in issuers_of_symbol(parts)}:
        return
    usual = ", ".join(authority.issuer.symbols) or authority.issuer.abbrev
    found.note(
        reason("symbol-other-issuer", symbol="-".join(parts), issuer=named, usual=usual), conflict=True
    )


# -- types


def _find_type(
    citation: Citation,
    number: Number,
    abbrev: str | None,
    others: tuple[Citation, ...],
    found: Findings,
) -> None:
    word = citation.type or next((other.type for other in others if other.type), None)
    types = find_types(word, number, abbrev, found.authorities)
    if types.contradicted:
        found.note(reason("type-other-symbol", type=word or "", symbol=number.symbol), conflict=True)
    found.types = types.types
    if not found.types:
        found.note(reason("type-unknown"))
    elif len(found.types) > 1:
        found.note(reason("type-several", symbol=number.symbol))

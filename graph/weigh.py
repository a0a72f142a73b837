"""A mention weighed against what the sources hold: confirmed, contradicted, or led further.

The key that a mention gives is never overruled: a known document that differs
makes a ``mismatch`` with the likely one named, not merged. A mention without a
whole key is resolved only where one known document agrees with all it states and
with its day or title besides; a number alone repeats in every province and year.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extract.record import Citation
from extract.text import fold
from graph.known import Known, KnownDocument
from graph.number import Number
from graph.reasons import Reason, reason
from graph.resolution import Context, Key, Resolution, Status
from ontology import registers

ALIKE = 85.0
"""Titles at least this alike (0 to 100) are of one document; see ``likeness``."""

UNLIKE = 45.0
"""Titles less alike than this are not of one document."""

_SERIES = {"qdqp": "qd", "nqqp": "nq"}
"""Normative series by the individual series of the same type word."""


@dataclass(frozen=True, slots=True)
class Readings:
    """What a mention may mean: codes of bodies, types and years; empty where it does not say."""

    issuers: frozenset[str]
    types: frozenset[str]
    years: frozenset[str]


def weigh(
    found: Resolution, citation: Citation, number: Number, readings: Readings, context: Context, known: Known
) -> Resolution:
    """The resolution in the light of the known documents of that number."""
    others = [
        one
        for one in known.numbered(number.digits)
        if one.iri != context.own and not _is_later(one, context.date)
    ]
    if found.status in ("resolved", "mismatch"):
        return _compare(found, citation, number, others)
    return _complete(found, citation, number, readings, context, others)


def likeness(stated: str, title: str) -> float:
    """How alike two titles are, 0 to 100: words in any order, a shortened title like the whole."""
    return fuzz.token_set_ratio(fold(stated), fold(title))


def series_word(code: str | None) -> str | None:
    """The type that a normative and an individual series share: the code of the individual one."""
    return _SERIES.get(code or "", code)


# -- a whole key


def _compare(
    found: Resolution, citation: Citation, number: Number, others: Sequence[KnownDocument]
) -> Resolution:
    same = next((one for one in others if one.iri == found.iri), None)
    if same is not None:
        differences = tuple(_differences(citation, same))
        if differences:
            return replace(found, status="mismatch", reasons=(*found.reasons, *differences))
        return replace(found, reasons=(*found.reasons, reason("agrees-with-held")))
    likely = tuple(one for one in others if _is_likely(one, found, citation, number))
    if not likely:
        return found
    named = reason("likely-other", documents=", ".join(_described(one) for one in likely))
    candidates = tuple(dict.fromkeys((*found.candidates, *(one.iri for one in likely))))
    return replace(found, status="mismatch", reasons=(*found.reasons, named), candidates=candidates)


def _differences(citation: Citation, same: KnownDocument) -> Iterator[Reason]:
    if citation.date and same.dates and not any(_agree(citation.date, date) for date in same.dates):
        yield reason("date-other-than-held", stated=citation.date, held=", ".join(same.dates))
    # A law's title is its name, which may stand in any form.
    title = None if citation.name else citation.title
    if title and same.titles and max(likeness(title, one) for one in same.titles) < UNLIKE:
        yield reason("title-other-than-held", held=same.titles[0])


def _is_likely(one: KnownDocument, found: Resolution, citation: Citation, number: Number) -> bool:
    """Whether a known document differs from the key in one part, so that a misprint is likely."""
    key = found.key
    same_day = bool(citation.date) and len(citation.date or "") == 10 and citation.date in one.dates
    same_word = series_word(one.type) == series_word(key.type)
    if one.issuer == key.issuer and same_word:
        other_series = one.type != key.type and one.year == key.year
        same_term = number.style == "party" and _share_term(one, citation, found)
        other_year = number.year is None and _same_but_year(one, citation) and _same_title(one, citation)
        return (other_series and (same_day or not citation.date)) or same_term or other_year
    strange = found.status == "mismatch" or _same_title(one, citation)
    return one.year == key.year and same_word and same_day and strange


def _same_but_year(one: KnownDocument, citation: Citation) -> bool:
    """Whether the stated date is that of the document but for the year."""
    return bool(citation.date) and any(date[4:] == (citation.date or "")[4:] for date in one.dates)


def _share_term(one: KnownDocument, citation: Citation, found: Resolution) -> bool:
    """Whether both would be of one term of a committee, in which a number is given once."""
    if not citation.date or not one.dates or found.authority is None:
        return False
    return any(
        _within(term, citation.date) and _within(term, one.dates[0])
        for term in registers.party_terms()
        if term.level == found.authority.level
    )


def _same_title(one: KnownDocument, citation: Citation) -> bool:
    return _alike(citation.title, one)


def _alike(title: str | None, one: KnownDocument) -> bool:
    return title is not None and any(likeness(title, other) >= ALIKE for other in one.titles)


# -- a key with gaps


def _complete(
    found: Resolution,
    citation: Citation,
    number: Number,
    readings: Readings,
    context: Context,
    others: Sequence[KnownDocument],
) -> Resolution:
    fits = [one for one in others if _fits(one, citation, number, readings)]
    sure = [(one, why) for one in fits if (why := _why_sure(one, citation, number, context))]
    if len(sure) == 1 and (len(fits) == 1 or _leads(citation, fits)):
        one, why = sure[0]
        key = Key(one.issuer, one.type, one.year, number.digits)
        return replace(
            found, iri=one.iri, status="resolved", key=key, reasons=(*found.reasons, why), candidates=()
        )
    if not fits:
        return found
    candidates = tuple(dict.fromkeys((*found.candidates, *(one.iri for one in fits))))
    named = reason("held-of-that-number", documents=", ".join(_described(one) for one in fits))
    status: Status = "ambiguous" if len(candidates) > 1 else "unresolved"
    return replace(found, status=status, candidates=candidates, reasons=(*found.reasons, named))


def _fits(one: KnownDocument, citation: Citation, number: Number, readings: Readings) -> bool:
    return (
        _allows(readings.issuers, one.issuer)
        and _allows(readings.types, one.type)
        and _allows(readings.years, one.year)
        and bool(readings.issuers or readings.types)
        and (not citation.date or not one.dates or any(_agree(citation.date, date) for date in one.dates))
        and (number.year is None or number.year == one.year)
    )


def _why_sure(one: KnownDocument, citation: Citation, number: Number, context: Context) -> Reason | None:
    """What, besides the number, makes a known document the one that is meant."""
    if citation.date and len(citation.date) == 10 and citation.date in one.dates:
        return reason("held-same-day", date=citation.date)
    if _same_title(one, citation):
        return reason("held-same-title", title=one.titles[0])
    if citation.relation == "implements" and _alike(context.title, one):
        return reason("held-title-repeated", title=one.titles[0])
    if number.style == "party" and not citation.date and context.date and one.dates:
        for term in registers.party_terms():
            if term.level == _level(one) and _within(term, context.date) and _within(term, one.dates[0]):
                return reason("held-same-term", term=f"{term.valid_from[:4]}-{term.valid_to[:4]}")
    return None


def _leads(citation: Citation, fits: Sequence[KnownDocument]) -> bool:
    """Whether the day that is stated is that of one fitting document alone."""
    return bool(citation.date) and sum(citation.date in each.dates or not each.dates for each in fits) == 1


def _level(one: KnownDocument) -> str:
    return "central" if one.issuer == "tw" else "province"


# -- small tests


def _allows(codes: Collection[str], code: str | None) -> bool:
    return not codes or code in codes


def _agree(date: str, other: str) -> bool:
    return date.startswith(other) or other.startswith(date)


def _is_later(one: KnownDocument, date: str | None) -> bool:
    """Whether a document is certainly younger than the one that cites."""
    return bool(date and one.dates) and all(day[: len(date or "")] > (date or "") for day in one.dates)


def _within(term: registers.PartyTerm, date: str) -> bool:
    return term.valid_from[: len(date)] <= date <= (term.valid_to or "9999")[: len(date)]


def _described(one: KnownDocument) -> str:
    """A known document for people: its day, and the beginning of its title."""
    day = one.dates[0] if one.dates else one.year or ""
    title = f" “{one.titles[0][:60].strip()}”" if one.titles else ""
    return f"{one.iri.value.split('/vb/')[-1]} ({day}){title}"

"""A law cited by its name: the act that bore it when the citing document was made, else its series.

A name is borne by one act after another ("Luật Giáo dục nghề nghiệp": 74/2014/QH13,
then 124/2025/QH15). A day or year stated with the name comes first, then the text's
own pairing of name and number, then the act in force. A text cites the law that is
in force (Law 64/2025/QH15, Decree 30/2020/NĐ-CP on the grounds of a document), but
one that carries out or details a law may prepare a new one: there the day counts on
which it takes effect itself, and where that is not known and a new act was made,
both remain. Acts and their days are those of the registers ``law_versions.csv`` and
``laws.csv`` and of the sources.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import pyoxigraph as ox

from extract.record import Citation
from extract.text import fold
from graph import iri
from graph.authority import issuers_of_symbol
from graph.doctypes import split_symbol, types_named
from graph.known import Known, plain, short_name
from graph.number import parse_number
from graph.reasons import Reason, reason
from graph.resolution import Context, Key, Resolution, Status, stub
from ontology import registers
from ontology.registers import DocumentType, LawVersion

_PREPARING = ("implements", "guides")
"""Relations of documents that may prepare for a law before its first day."""

_AMENDING = "sửa đổi "
_YEAR = re.compile(r"(?i)\bnăm (20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Act:
    """One act that bore a name; days as far as known.

    ``followed`` where its days of effect are vouched for: without that a later act of the name
    may be unknown.
    """

    iri: ox.NamedNode
    key: Key
    made: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    followed: bool = False

    def may_be_of(self, date: str) -> bool:
        """Whether it can have been made on a day, in a month or a year."""
        if self.made:
            return self.made.startswith(date) or date.startswith(self.made)
        before = not self.valid_from or date <= self.valid_from[: len(date)]
        return self.key.year == date[:4] and before

    def in_force(self, date: str) -> bool:
        """Whether it is known to have been in force on a day, or at any time of a month or year."""
        begun = bool(self.followed and self.valid_from and self.valid_from[: len(date)] <= date)
        return begun and (not self.valid_to or date <= self.valid_to[: len(date)])

    def is_pending(self, date: str) -> bool:
        """Whether it may have been made by then, and was not yet in force."""
        made = self.made[: len(date)] <= date if self.made else (self.key.year or "") <= date[:4]
        return made and bool(self.valid_from and self.valid_from[: len(date)] > date)


def resolve_name(citation: Citation, context: Context, known: Known) -> Resolution:
    """The act that a mention by name alone means, or the series of acts of that name."""
    name = citation.name or ""
    kind = kind_of(citation.type or name)
    if not name or kind is None:
        return stub(citation.quote, Key(), [reason("number-unreadable")], context)
    acts = acts_named(name, kind, known, context.laws.get(fold(name), ()))
    meant, why = _meant(citation, context, acts, known)
    if len(meant) == 1 and why:
        return Resolution(meant[0].iri, "resolved", meant[0].key, (why,), type=kind)
    candidates = tuple(one.iri for one in meant or acts)
    series = iri.named_law_iri(kind.code, iri.slug(_known_as(name, kind)))
    status: Status = "ambiguous" if len(candidates) > 1 else "unresolved"
    return Resolution(
        series, status, Key(_body_of(kind), kind.code), (reason("law-by-name"),), candidates, type=kind
    )


def acts_named(name: str, kind: DocumentType, known: Known, numbers: Sequence[str] = ()) -> tuple[Act, ...]:
    """The acts that bore a name, by year; ``numbers`` are those that the citing text gives it."""
    found: dict[ox.NamedNode, Act] = {}
    for act in _acts(_alike(name, kind), kind, known, numbers):
        found[act.iri] = _joined(found[act.iri], act) if act.iri in found else act
    return tuple(sorted(found.values(), key=lambda act: (act.key.year or "", act.iri.value)))


def differing(citation: Citation, kind: DocumentType, key: Key, known: Known) -> tuple[Act, ...]:
    """The acts of a law's name that its number misses by the year or the digits alone.

    None where one of them has the number, or none comes near it: then a newer act may be meant.
    """
    acts = acts_named(citation.name or "", kind, known)
    if any((act.key.year, act.key.number) == (key.year, key.number) for act in acts):
        return ()
    return tuple(act for act in acts if act.key.year == key.year or act.key.number == key.number)


def _meant(
    citation: Citation, context: Context, acts: tuple[Act, ...], known: Known
) -> tuple[tuple[Act, ...], Reason | None]:
    """The acts that may be meant, and what tells so where it is one; nothing where nothing tells."""
    day = _day_of(citation, context, known)
    registered = tuple(act for act in acts if act.made or act.valid_from)
    in_force = tuple(act for act in acts if day.date and act.in_force(day.date))
    if citation.date:
        of_date = tuple(act for act in registered if act.may_be_of(citation.date))
        of_date = of_date or tuple(act for act in acts if act.may_be_of(citation.date))
        return _one_of(of_date, in_force, reason("law-of-year", year=citation.date))
    if in_text := _in_text(citation, context, acts, registered, day.date):
        return _one_of(in_text, in_force, reason("law-number-in-text"))
    if not day.date or short_name(citation.name or "").startswith(_AMENDING):
        return (), None  # All acts that amend a law may be in force together.
    pending = tuple(act for act in acts if act.is_pending(day.date))
    prepares = citation.relation in _PREPARING
    if prepares and (same_day := tuple(act for act in pending if act.made == day.date)):
        return same_day, reason("law-same-day", date=day.date)
    if not in_force:
        followed = all(act.followed for act in acts)
        return (pending, reason("law-prepared")) if prepares or followed else ((), None)
    return (*in_force, *(pending if prepares else ())), day.why


@dataclass(frozen=True, slots=True)
class _Day:
    """The day, or the year, whose law is meant, with the words for it."""

    date: str | None
    why: Reason


def _day_of(citation: Citation, context: Context, known: Known) -> _Day:
    """When the document was made in whose title a law stands; for what prepares it, when it took effect.

    A citing document without a date is of the year that its title names, unless it cites later ones.
    """
    prepares = citation.relation in _PREPARING
    if citation.from_ != "this":
        date = context.dated.get(fold(citation.from_))
        date = (_effect_of(citation.from_, date, known) if prepares else None) or date
        if citation.relation == "amends" and parse_number(citation.from_) is None:
            date = date or context.date  # A law that amends another amends the one in force.
    else:
        date = context.in_force if prepares and context.in_force else context.date
    if date or citation.from_ != "this":
        return _Day(date, reason("law-in-force", date=date or ""))
    year = _YEAR.search(context.title or "")
    if year is None or max((day[:4] for day in context.dated.values()), default="") > year[1]:
        return _Day(None, reason("law-by-name"))
    return _Day(year[1], reason("law-in-year", year=year[1]))


def _effect_of(printed: str, date: str | None, known: Known) -> str | None:
    """The day on which a document that is held took effect, by its number and date."""
    number = parse_number(printed)
    if number is None or not date:
        return None
    held = [one for one in known.numbered(number.digits) if one.year == date[:4] and one.in_force]
    same_day = [one for one in held if date in one.dates or len(date) == len("2025")]
    return same_day[0].in_force if len(same_day) == 1 else None


def _one_of(acts: tuple[Act, ...], in_force: tuple[Act, ...], why: Reason) -> tuple[tuple[Act, ...], Reason]:
    """The acts, or of several the one in force."""
    alive = tuple(act for act in acts if act in in_force)
    return (alive if len(acts) > 1 and len(alive) == 1 else acts), why


def _in_text(
    citation: Citation,
    context: Context,
    acts: tuple[Act, ...],
    registered: tuple[Act, ...],
    date: str | None,
) -> tuple[Act, ...]:
    """The acts whose numbers the text gives the name, unless they are misprints or came later."""
    numbers = context.laws.get(fold(citation.name or ""), ())
    keys = {(one.year, one.digits) for number in numbers if (one := parse_number(number))}
    found = tuple(act for act in acts if (act.key.year, act.key.number) in keys)
    likely = {act.key.year for act in registered} | {act.key.number for act in registered}
    return tuple(
        act
        for act in found
        if (act in registered or likely.isdisjoint({act.key.year, act.key.number}))
        and (citation.from_ == "this" or not date or (act.key.year or "") <= date[:4])
    )


# -- acts


def _acts(names: frozenset[str], kind: DocumentType, known: Known, numbers: Sequence[str]) -> Iterator[Act]:
    for name in sorted(names):
        yield from _registered(name, kind)
        for one in known.titled(kind.code, name):
            digits = one.iri.value.rsplit("/", 1)[-1]
            made = next((date for date in one.dates if len(date) == len("2025-12-31")), None)
            key = Key(one.issuer, one.type, one.year, digits)
            yield Act(one.iri, key, made, one.in_force, one.ended, one.vouched)
    for number in numbers:
        if act := _act(number, kind):
            yield act


def _joined(first: Act, second: Act) -> Act:
    """What two sources know of one act; the days of the first where both know them."""
    return replace(
        first,
        made=first.made or second.made,
        valid_from=first.valid_from or second.valid_from,
        valid_to=first.valid_to or second.valid_to,
        followed=first.followed or second.followed,
    )


def _act(number: str, kind: DocumentType) -> Act | None:
    if kind.code == "hp":  # A Constitution has a year for its number.
        node = iri.named_law_iri(kind.code, f"hien-phap-{number}")
        return Act(node, Key(_body_of(kind), kind.code, number))
    parsed = parse_number(number)
    if parsed is None or not parsed.year:
        return None
    _, parts = split_symbol(parsed)
    body = next((one.slug for one in issuers_of_symbol(parts)), _body_of(kind))
    key = Key(body, kind.code, parsed.year, parsed.digits)
    return Act(iri.document_iri(body, kind.code, parsed.year, parsed.digits), key)


def _body_of(kind: DocumentType) -> str:
    """Ordinances are of the Standing Committee, laws and the Constitution of the National Assembly."""
    return "ubtvqh" if kind.code == "pl" else "qh"


# -- names


def names_alike(title: str) -> frozenset[str]:
    """The names by which a law of that title may be cited, as :func:`short_name` writes them."""
    forms = frozenset({plain(title), short_name(title)})
    kinds = [kind for kind in registers.document_types() if kind.code in ("luat", "pl")]
    return forms.union(*(_alike(form, kind) for form in forms for kind in kinds))


@cache
def _alike(name: str, kind: DocumentType) -> frozenset[str]:
    """The names that an act is known by, as :func:`plain` writes them."""
    short = short_name(name)
    return frozenset({short}).union(*(names for _, names in _versions(kind) if short in names))


@cache
def _known_as(name: str, kind: DocumentType) -> str:
    """The name in full, by which the series of its acts is called."""
    short = short_name(name)
    return next((plain(one.name) for one, names in _versions(kind) if short in names), short)


@cache
def _versions(kind: DocumentType) -> tuple[tuple[LawVersion, frozenset[str]], ...]:
    """The rows of the register that are of a type, each with all its names."""
    return tuple(
        (one, frozenset(plain(name) for name in (one.name, *one.aliases)))
        for one in registers.law_versions()
        if fold(one.kind) in kind.words
    )


def _registered(name: str, kind: DocumentType) -> tuple[Act, ...]:
    """The acts of the two registers of laws that bore a name."""
    return _registers_of(kind).get(name, ())


@cache
def _registers_of(kind: DocumentType) -> dict[str, tuple[Act, ...]]:
    """The acts of a type in the two registers of laws, by each name they bore."""
    found: defaultdict[str, list[Act]] = defaultdict(list)
    for version, names in _versions(kind):
        if act := _act(version.number, kind):
            known = replace(
                act, valid_from=version.valid_from, valid_to=version.valid_to or None, followed=True
            )
            for name in names:
                found[name].append(known)
    for law in registers.law_names():
        act = _act(law.number, kind) if law.number and fold(law.kind) in kind.words else None
        if act:
            found[plain(law.name)].append(replace(act, made=law.date or None))
    return {name: tuple(acts) for name, acts in found.items()}


def kind_of(words: str) -> DocumentType | None:
    """The type whose word opens a law's name: "Bộ luật Lao động"; ``None`` when none does."""
    parts = words.split()
    for length in (2, 1):
        if found := types_named(" ".join(parts[:length])):
            return found[0]
    return None

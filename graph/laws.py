"""A law cited by its name: the act that bore it when the citing document was made, else its series.

A name is borne by one act after another ("Luật Giáo dục nghề nghiệp": 74/2014/QH13,
then 124/2025/QH15). The text's own pairing of name and number wins, then a year
stated with the name, then the act in force on the citing document's date. Source
of the last rule: a text cites the law that is in force (Law 64/2025/QH15, Decree
30/2020/NĐ-CP on the grounds of a document); days of effect are those of the
register ``law_versions.csv``.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.record import Citation
from extract.text import fold
from graph import iri
from graph.doctypes import types_named
from graph.number import parse_number
from graph.reasons import Reason, reason
from graph.resolution import Context, Key, Resolution, stub
from ontology import registers
from ontology.registers import DocumentType, LawVersion


def resolve_name(citation: Citation, context: Context) -> Resolution:
    """The act that a mention by name alone means, or the series of acts of that name."""
    name = citation.name or ""
    kind = _kind(citation.type or name)
    if not name or kind is None:
        return stub(citation.quote, Key(), [reason("number-unreadable")], context)
    short = _short_name(name, kind)
    versions = versions_of(short, kind)
    for numbers, why in _readings(name, citation, context, versions):
        if len(numbers) == 1 and (found := _act(numbers[0], kind, why)):
            return found
    known_as = versions[0].name if versions else short
    series = iri.named_law_iri(kind.code, iri.slug(known_as))
    candidates = tuple(act.iri for one in versions if (act := _act(one.number, kind)))
    return Resolution(
        series, "resolved", Key("qh", kind.code), (reason("law-by-name"),), candidates, type=kind
    )


def versions_of(short: str, kind: DocumentType) -> tuple[LawVersion, ...]:
    """The acts that bore a name, oldest first; ``short`` is the name without the words of its type."""
    return tuple(
        one
        for one in registers.law_versions()
        if fold(one.kind) in kind.words and fold(short) in {fold(name) for name in (one.name, *one.aliases)}
    )


def _readings(
    name: str, citation: Citation, context: Context, versions: tuple[LawVersion, ...]
) -> Iterator[tuple[tuple[str, ...], Reason]]:
    """Numbers that may be meant, each way of knowing them with its reason, surest first."""
    yield context.laws.get(fold(name), ()), reason("law-number-in-text")
    if citation.date:
        made = {
            *_made_in(name, citation.date),
            *(one.number for one in versions if _of_year(one.number, citation.date)),
        }
        yield tuple(sorted(made)), reason("law-of-year", year=citation.date[:4])
    elif context.date:
        yield _in_force(versions, context.date), reason("law-in-force", date=context.date)


def _made_in(name: str, date: str) -> Iterator[str]:
    """Numbers of the laws of that name made in the stated year."""
    for law in registers.law_names():
        if law.number and _of_year(law.number, date) and fold(f"{law.kind} {law.name}") == fold(name):
            yield law.number


def _of_year(number: str, date: str) -> bool:
    return f"/{date[:4]}/" in number


def _in_force(versions: tuple[LawVersion, ...], date: str) -> tuple[str, ...]:
    """The acts in force on a day, or at any time of a month or year where only that is known."""
    return tuple(
        one.number
        for one in versions
        if one.valid_from[: len(date)] <= date and (not one.valid_to or date <= one.valid_to[: len(date)])
    )


def _act(number: str, kind: DocumentType, why: Reason | None = None) -> Resolution | None:
    parsed = parse_number(number)
    if parsed is None or not parsed.year:
        return None
    key = Key("qh", kind.code, parsed.year, parsed.digits)
    law = iri.document_iri("qh", kind.code, parsed.year, parsed.digits)
    return Resolution(law, "resolved", key, (why,) if why else (), type=kind)


def _kind(words: str) -> DocumentType | None:
    """The type whose word opens a law's name: "Bộ luật Lao động"."""
    parts = words.split()
    for length in (2, 1):
        if found := types_named(" ".join(parts[:length])):
            return found[0]
    return None


def _short_name(name: str, kind: DocumentType) -> str:
    """The name without the words of its type: "Luật Giáo dục" is known as "Giáo dục"."""
    folded = fold(name)
    for word in sorted(kind.words, key=len, reverse=True):
        if folded.startswith(word + " ") and (short := folded.removeprefix(word).strip()):
            return short
    return folded

"""How a citation is resolved, step by step, for a person who doubts the result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.citations import cite_alone
from extract.issuers import Home
from extract.read import Reading, read_home
from extract.record import Citation
from graph import iri
from graph.authority import Authority, Place
from graph.identify import Identity, identify
from graph.known import Known, KnownDocument
from graph.number import Number, parse_number
from graph.resolution import Context, Resolution, context_of
from graph.resolve import Findings, resolve
from graph.store import Store
from graph.view import View
from graph.weigh import series_word
from ontology.registers import DocumentType


@dataclass(frozen=True, slots=True)
class Explanation:
    """The steps: what the words state, what they may mean, what is held of that number, the result.

    ``number`` is ``None`` for a law cited by name; ``citing`` where no document was given.
    """

    citation: Citation
    citing: Identity | None
    number: Number | None
    authorities: tuple[Authority, ...]
    types: tuple[DocumentType, ...]
    years: tuple[str, ...]
    held: tuple[KnownDocument, ...]
    result: Resolution


def explain(words: str, store: Store | None = None, citing: Reading | None = None) -> Explanation | None:
    """Resolve the document that ``words`` name as it would be in the text of ``citing``.

    ``store`` is what the sources hold, if there is one. ``None`` where the words name no
    document.
    """
    home = read_home(citing.raw) if citing else Home()
    citation = cite_alone(words, home)
    if citation is None:
        return None
    known = Known(View(store, {}) if store else None)
    identity, context = _context(citing)
    found = Findings()
    result = resolve(citation, context, known, found)
    number = parse_number(citation.number) if citation.number else None
    return Explanation(
        citation,
        identity,
        number,
        tuple(found.authorities),
        tuple(found.types),
        tuple(found.years),
        tuple(_held(number, known, found)) if number else (),
        result,
    )


def _held(number: Number, known: Known, found: Findings) -> Iterator[KnownDocument]:
    """The known documents of the number that are of a type that may be meant, of either series."""
    types = {series_word(one.code) for one in found.types}
    return (one for one in known.numbered(number.digits) if not types or series_word(one.type) in types)


def _context(citing: Reading | None) -> tuple[Identity | None, Context]:
    if citing is None:
        return None, context_of(iri.draft_iri(None, None, None, iri.short_hash("")), Place(), ())
    document = citing.record.document
    identity = identify(document, iri.short_hash(citing.raw))
    return identity, context_of(
        identity.found.iri,
        identity.place,
        citing.record.citations,
        date=document.date,
        title=document.title,
    )

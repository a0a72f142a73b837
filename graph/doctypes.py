"""The type of a document, from the word a text uses for it and from the symbol in its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.text import fold
from graph.authority import Authority, issuers_of_symbol
from graph.number import Number
from ontology import registers
from ontology.registers import DocumentType, Family


@dataclass(frozen=True, slots=True)
class TypesFound:
    """The types a document may be of; ``contradicted`` when the word and the symbol disagree."""

    types: list[DocumentType]
    contradicted: bool


def split_symbol(number: Number) -> tuple[str | None, tuple[str, ...]]:
    """The type in the symbol, if one is, and the parts that name the issuer.

    A symbol of one part has no type: the QH of "72/2025/QH" is the National Assembly.
    A Party number has its issuer after the slash, whatever its type is called ("81-CTHĐ/TU").
    """
    if number.parts and any(number.head.casefold() == kind.abbrev.casefold() for kind in _types()):
        return number.head, number.parts
    if number.style == "party":
        return None, number.parts
    return None, (number.head, *number.parts) if number.head else number.parts


def find_types(
    word: str | None,
    number: Number,
    abbrev: str | None,
    authorities: Sequence[Authority],
    *,
    by_symbol: bool = False,
) -> TypesFound:
    """The types that a word and a number's symbol allow; the word wins where they disagree.

    ``by_symbol`` lets the symbol win: what a document's own number says of it is sure, while the
    word in its heading may be that of a text it holds ("Thông tư" above 57/VBHN-BCT).

    One series of numbers of a body is of one family: the Party's, that of normative
    acts (the year stands in the number), or that of individual acts.
    """
    family = _family(number, authorities)
    by_word = types_named(word) if word else []
    by_abbrev = [kind for kind in _types() if abbrev and kind.abbrev.casefold() == abbrev.casefold()]
    contradicted = bool(by_word and by_abbrev) and not any(kind in by_abbrev for kind in by_word)
    # A letter's symbol names no type but begins with its issuer: without a type word it is known by that.
    lettered = number.style == "state" and not by_word and issuers_of_symbol((number.head,))
    fallback = by_abbrev or (_letters() if lettered else [])
    if by_symbol and contradicted:
        by_word = by_abbrev
    return TypesFound(_of_family(by_word, family) or _of_family(fallback, family), contradicted)


def types_named(word: str) -> list[DocumentType]:
    """The types that are called so."""
    return [kind for kind in _types() if fold(word) in kind.words]


def is_standard(number: Number) -> bool:
    """A Vietnamese standard by the register ("TCVN ISO 9001"), or a foreign one by its colon and year."""
    abbrevs = tuple(kind.abbrev for kind in _types() if kind.family == "technical")
    return number.head.startswith(abbrevs) or ":" in number.symbol


def _types() -> tuple[DocumentType, ...]:
    return registers.document_types()


def _letters() -> list[DocumentType]:
    return [kind for kind in _types() if kind.code == "cv"]


def _family(number: Number, authorities: Sequence[Authority]) -> Family:
    if number.style == "party" or any(authority.is_party for authority in authorities):
        return "party"
    return "normative" if number.year else "administrative"


def _of_family(kinds: list[DocumentType], family: Family) -> list[DocumentType]:
    """The types of the family; where it has none, those of the others (a decree printed without year)."""
    own = [kind for kind in kinds if kind.family == family] or kinds
    return list({kind.code: kind for kind in own}.values())

"""The registers: document types, issuers, areas and relation kinds, read from CSV once.

Each row keeps its ``mark`` (``confirmed``, ``memory`` or ``doubtful``) and its ``source``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

DIRECTORY = Path(__file__).with_name("registers")

Mark = Literal["confirmed", "memory", "doubtful"]
Family = Literal["normative", "administrative", "party", "copy", "technical"]
Level = Literal["central", "province", "district", "commune"]


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document; ``code`` is its part of an IRI, ``words`` what texts call it in lower case."""

    abbrev: str
    name_vi: str
    name_en: str
    family: Family
    code: str
    words: tuple[str, ...]
    mark: Mark
    source: str


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body that numbers documents, or a template for such bodies where ``slug`` holds ``{area}``.

    ``symbols`` are its printed forms in numbers; the first is the usual one.
    ``valid_from`` and ``valid_to`` are ISO dates or empty; both days belong to its life.
    """

    abbrev: str
    name_vi: str
    name_en: str
    kind: Literal["state", "party", "front"]
    level: Level
    parent: str
    valid_from: str
    valid_to: str
    symbols: tuple[str, ...]
    aliases: tuple[str, ...]
    slug: str
    mark: Mark
    source: str

    @property
    def is_template(self) -> bool:
        """Whether this stands for one body in every area of its level."""
        return "{area}" in self.slug


@dataclass(frozen=True, slots=True)
class Organ:
    """A name in texts and the numbering authority (an issuer's slug) behind it.

    ``canonical`` is the name spelled out, with ``{area}`` where the area's name belongs.
    """

    name: str
    canonical: str
    slug: str
    level: Level
    mark: Mark
    source: str


@dataclass(frozen=True, slots=True)
class Province:
    """A province as it was to 2025-06-30, and the one its territory belongs to since.

    ``aliases`` are short forms of its name, as printed.
    """

    code: str
    name: str
    kind: str
    slug: str
    aliases: tuple[str, ...]
    valid_to: str
    successor: str
    successor_kind: str
    successor_code: str
    successor_slug: str
    change: str
    change_date: str
    legal_basis: str
    mark: Mark
    source: str


@dataclass(frozen=True, slots=True)
class District:
    """A district (huyện, quận, thị xã, thành phố thuộc tỉnh) as it was to 2025-06-30."""

    name: str
    kind: str
    province_slug: str
    slug: str


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune (xã, phường, đặc khu) since 2025-07-01 and the districts whose land it took."""

    code: str
    name: str
    kind: str
    province_slug: str
    slug: str
    districts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """A field of work that passed from body to body on its own; ``words`` are other names for it."""

    name_vi: str
    name_en: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Succession:
    """Who took over from a body that ended: all of its work, or the ``functions`` named.

    ``predecessor`` and ``successor`` are slugs of bodies, with ``{province}``,
    ``{district}`` or ``{commune}`` where they stand for the bodies of every area of
    that level (``{rural}``: xã and đặc khu, ``{ward}``: phường). Where the register
    has no successor ``heir`` names it. Without ``day`` it is the day on which
    the province itself changed.
    """

    predecessor: str
    successor: str
    heir: str
    functions: tuple[str, ...]
    day: str
    legal_basis: str
    mark: Mark
    source: str


@dataclass(frozen=True, slots=True)
class RelationKind:
    """What one document does to another: code in records, property in the ontology, labels."""

    code: str
    property: str
    standard_property: str
    label_vi: str
    label_vi_inverse: str
    label_en: str
    mark: Mark
    source: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that signal a relation: a regular expression over lower-case text and where it may stand."""

    relation: str
    pattern: str
    place: str
    example: str
    mark: Mark
    source: str


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a register by the names of its columns."""
    with (DIRECTORY / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def several(value: str) -> tuple[str, ...]:
    """The values of a cell that holds several, with semicolons between them."""
    return tuple(part.strip() for part in value.split(";") if part.strip())


@cache
def document_types() -> tuple[DocumentType, ...]:
    """All kinds of documents, in the order of the register."""
    return tuple(
        DocumentType(
            row["abbrev"],
            row["name_vi"],
            row["name_en"],
            cast(Family, row["family"]),
            row["code"],
            several(row["words"]),
            cast(Mark, row["mark"]),
            row["source"],
        )
        for row in rows("document_types.csv")
    )


@cache
def issuers() -> tuple[Issuer, ...]:
    """All bodies and templates of bodies, in the order of the register."""
    return tuple(
        Issuer(
            row["abbrev"],
            row["name_vi"],
            row["name_en"],
            cast(Literal["state", "party", "front"], row["kind"]),
            cast(Level, row["level"]),
            row["parent"],
            row["valid_from"],
            row["valid_to"],
            several(row["symbols"]),
            several(row["aliases"]),
            row["slug"],
            cast(Mark, row["mark"]),
            row["source"],
        )
        for row in rows("issuers.csv")
    )


@cache
def organs() -> tuple[Organ, ...]:
    """Names of organs, heads and abbreviations with the numbering authority behind each."""
    return tuple(
        Organ(
            row["name"],
            row["canonical"],
            row["slug"],
            cast(Level, row["level"]),
            cast(Mark, row["mark"]),
            row["source"],
        )
        for row in rows("organs.csv")
    )


@cache
def provinces() -> tuple[Province, ...]:
    """The 63 provinces to 2025-06-30 with their successors."""
    return tuple(
        Province(
            row["code"],
            row["name"],
            row["kind"],
            row["slug"],
            several(row["aliases"]),
            row["valid_to"],
            row["successor"],
            row["successor_kind"],
            row["successor_code"],
            row["successor_slug"],
            row["change"],
            row["change_date"],
            row["legal_basis"],
            cast(Mark, row["mark"]),
            row["source"],
        )
        for row in rows("provinces.csv")
    )


@cache
def districts() -> tuple[District, ...]:
    """The districts to 2025-06-30."""
    return tuple(
        District(row["name"], row["kind"], row["province_slug"], row["slug"]) for row in rows("districts.csv")
    )


@cache
def communes() -> tuple[Commune, ...]:
    """The communes since 2025-07-01."""
    return tuple(
        Commune(
            row["code"],
            row["name"],
            row["kind"],
            row["province_slug"],
            row["slug"],
            several(row["districts"]),
        )
        for row in rows("communes.csv")
    )


@cache
def functions() -> tuple[Function, ...]:
    """The fields of work by which bodies were split."""
    return tuple(
        Function(row["name_vi"], row["name_en"], several(row["words"])) for row in rows("functions.csv")
    )


@cache
def successions() -> tuple[Succession, ...]:
    """Who took over from whom, in the order of the register."""
    return tuple(
        Succession(
            row["predecessor"],
            row["successor"],
            row["heir"],
            several(row["functions"]),
            row["date"],
            row["legal_basis"],
            cast(Mark, row["mark"]),
            row["source"],
        )
        for row in rows("successions.csv")
    )


@cache
def relation_kinds() -> tuple[RelationKind, ...]:
    """What one document can do to another."""
    return tuple(
        RelationKind(
            row["code"],
            row["property"],
            row["standard_property"],
            row["label_vi"],
            row["label_vi_inverse"],
            row["label_en"],
            cast(Mark, row["mark"]),
            row["source"],
        )
        for row in rows("relation_kinds.csv")
    )


@cache
def relation_triggers() -> tuple[Trigger, ...]:
    """The words that signal a relation, most specific first."""
    return tuple(
        Trigger(
            row["relation"],
            row["pattern"],
            row["place"],
            row["example"],
            cast(Mark, row["mark"]),
            row["source"],
        )
        for row in rows("relation_triggers.csv")
    )


@dataclass(frozen=True, slots=True)
class LawName:
    """A law, code or ordinance by name; several rows share a name where it was made anew."""

    kind: str
    name: str
    number: str
    date: str
    mark: Mark
    source: str


@cache
def law_names() -> tuple[LawName, ...]:
    """Laws, codes and ordinances that texts cite by name."""
    return tuple(
        LawName(row["kind"], row["name"], row["number"], row["date"], cast(Mark, row["mark"]), row["source"])
        for row in rows("laws.csv")
    )


@dataclass(frozen=True, slots=True)
class LawVersion:
    """One of the acts that bore a name one after another, with its first and last day of effect.

    ``aliases`` are abbreviations of the name ("GDNN"); no ``valid_to`` means still
    in force as far as the register knows.
    """

    kind: str
    name: str
    aliases: tuple[str, ...]
    number: str
    valid_from: str
    valid_to: str
    mark: Mark
    source: str


@cache
def law_versions() -> tuple[LawVersion, ...]:
    """The laws and codes whose acts are followed through time, oldest first by name."""
    return tuple(
        LawVersion(
            row["kind"],
            row["name"],
            several(row["aliases"]),
            row["number"],
            row["valid_from"],
            row["valid_to"],
            cast(Mark, row["mark"]),
            row["source"],
        )
        for row in rows("law_versions.csv")
    )


@dataclass(frozen=True, slots=True)
class PartyTerm:
    """A term of the Party committees of one level: their numbers run through it and then begin anew."""

    level: Level
    valid_from: str
    valid_to: str
    mark: Mark
    source: str


@dataclass(frozen=True, slots=True)
class Legislature:
    """A National Assembly by the number in its symbols ("15" of QH15), with its first and last year."""

    number: str
    year_from: str
    year_to: str
    mark: Mark
    source: str


@cache
def legislatures() -> tuple[Legislature, ...]:
    """The National Assemblies, oldest first; two share the year of an election."""
    return tuple(
        Legislature(row["number"], row["year_from"], row["year_to"], cast(Mark, row["mark"]), row["source"])
        for row in rows("legislatures.csv")
    )


@cache
def party_terms() -> tuple[PartyTerm, ...]:
    """The terms of Party committees, oldest first."""
    return tuple(
        PartyTerm(
            cast(Level, row["level"]),
            row["valid_from"],
            row["valid_to"],
            cast(Mark, row["mark"]),
            row["source"],
        )
        for row in rows("party_terms.csv")
    )


@cache
def body_words(kind: str) -> tuple[str, ...]:
    """Words of bodies' names: ``head`` (posts), ``start``, ``area`` (its kinds), ``stop`` (their end)."""
    return tuple(row["word"] for row in rows("body_words.csv") if row["kind"] == kind)


@cache
def instrument_words() -> tuple[str, ...]:
    """The words that open the name of a strategy, programme, scheme or plan that a decision approves."""
    return tuple(row["word"] for row in rows("instrument_words.csv"))


@cache
def naming_types() -> dict[str, DocumentType]:
    """The type that names each code: types that share one are called by the first listed."""
    return {kind.code: kind for kind in reversed(document_types())}


@cache
def committee_names() -> dict[str, str]:
    """What a Party committee is called in an area of each kind: "Thành ủy" in a "thành phố"."""
    return {row["kind"]: row["name"] for row in rows("committee_names.csv")}

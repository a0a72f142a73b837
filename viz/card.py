"""A document of the graph as a card of the picture: its kind, level and names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.chains import Node
from ontology.registers import DocumentType, document_types, issuers
from viz.styles import kinds
from viz.texts import Texts

LEVELS = ("central", "province", "district", "commune", "unknown")
"""The rows of a picture from the top."""

_ATTRIBUTES = ("number", "type", "level", "date", "issuer", "title", "held")
_DOCUMENT_PATH = re.compile(r"/id/vb/(?P<issuer>[^/]+)/(?P<type>[^/]+)/")


@dataclass(frozen=True, slots=True)
class Card:
    """One document as it is drawn.

    ``number`` is the printed number or empty; ``date`` as precise as it is known
    or empty; ``held`` is false for a document known only from citations.
    """

    iri: str
    number: str
    type: DocumentType | None
    type_words: str
    kind: str
    level: str
    date: str
    issuer: str
    title: str
    held: bool

    @property
    def age(self) -> tuple[str, str, str]:
        """The key that sorts older documents first and undated ones last."""
        return (self.date or "9999", self.number, self.iri)

    def type_name(self, texts: Texts) -> str:
        """The type in the language of ``texts`` ("Kế hoạch"), or what the graph calls it."""
        if self.type is None:
            return self.type_words or texts.say("document")
        return self.type.name_vi if texts.lang == "vi" else self.type.name_en

    def name(self, texts: Texts) -> str:
        """The document's full name: "Chỉ thị số 21-CT/TW"."""
        key = "numbered" if self.number else "issued" if self.issuer else "unnumbered"
        return texts.say(key, type=self.type_name(texts), number=self.number, issuer=self.issuer)


def card(iri: str, attributes: Mapping[str, Any]) -> Card:
    """The card of a node of the chain graph; attributes that are missing or ``None`` count as unknown."""
    words = _text(attributes, "type")
    path = _DOCUMENT_PATH.search(iri)
    kind_of_document = _document_type(words) or _document_type(path["type"] if path else "")
    level = _text(attributes, "level").rpartition("/")[2]
    return Card(
        iri=iri,
        number=_text(attributes, "number"),
        type=kind_of_document,
        type_words=words,
        kind=_kind(path["issuer"] if path else "", kind_of_document),
        level=level if level in LEVELS else "unknown",
        date=_text(attributes, "date"),
        issuer=_text(attributes, "issuer"),
        title=_text(attributes, "title"),
        held=bool(attributes.get("held")),
    )


def card_of(node: Node) -> Card:
    """The card of a document of ``Chains``."""
    return card(node.iri, {name: getattr(node, name) for name in _ATTRIBUTES})


def _text(attributes: Mapping[str, Any], key: str) -> str:
    value = attributes.get(key)
    return "" if value is None else " ".join(str(value).split())


def _kind(issuer: str, document_type: DocumentType | None) -> str:
    if _party_issuer().fullmatch(issuer):
        return "party"
    code = document_type.code if document_type else ""
    return next((kind.code for kind in kinds() if code in kind.types), "other")


@cache
def _party_issuer() -> re.Pattern[str]:
    slugs = [re.escape(issuer.slug) for issuer in issuers() if issuer.kind == "party"]
    return re.compile("|".join(slug.replace(re.escape("{area}"), ".+") for slug in slugs))


@cache
def _types_by_name() -> dict[str, DocumentType]:
    """Every code, name and word of the register; of two types with one word the first listed wins."""
    found: dict[str, DocumentType] = {}
    for entry in document_types():
        found.setdefault(entry.code, entry)
    for entry in document_types():
        for name in (entry.name_vi, entry.name_en, entry.abbrev, *entry.words):
            if name:
                found.setdefault(name.casefold(), entry)
    return found


def _document_type(words: str) -> DocumentType | None:
    """The type named by a code, a concept's IRI, an abbreviation or a word."""
    return _types_by_name().get(words.rpartition("/")[2].casefold())

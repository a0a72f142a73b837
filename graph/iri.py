"""The names of things: one function for each kind of IRI.

The scheme is readable, ASCII and lower case, and needs no central registry: a
document is named by who numbers it, its type, its year and its number
(``…/id/vb/ttg/qd/2018/522``), so that every way of printing one number leads to
one IRI. What is not known is ``khong-ro``; a document without a number is named
by a hash (``x-1a2b3c4d``).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

import pyoxigraph as ox

BASE = "https://w3id.org/can-cu/"
ID = BASE + "id/"
UNKNOWN = "khong-ro"

_NUMBER = re.compile(r"0*(\d+)(?:\.(\d+))?(\w*)")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """ASCII lower case with hyphens: "Ngọc Hồi" is ``ngoc-hoi``; ``đ`` has no decomposition and is folded."""
    folded = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return _NOT_SLUG.sub("-", folded.encode("ascii", "ignore").decode()).strip("-")


def short_hash(text: str) -> str:
    """The first 8 hexadecimal digits of the SHA-256 of the NFC text."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:8]


def document_iri(issuer_slug: str, type_code: str, year: str, number: str) -> ox.NamedNode:
    """A document with a complete key; ``number`` may have zeros before it, a point and a letter in it.

    "05" is ``5``, "66.2" is ``66-2``, "12a" is ``12a``.

    ``ValueError`` when ``number`` does not begin with a digit.
    """
    match = _NUMBER.fullmatch(number)
    if not match:
        raise ValueError(f"not a document number: {number!r}")
    whole, part, letter = match.groups()
    local = f"{whole}-{part}" if part else whole
    return _document(issuer_slug, type_code, year, local + slug(letter))


def draft_iri(
    issuer_slug: str | None, type_code: str | None, year: str | None, text_hash: str
) -> ox.NamedNode:
    """A document whose number is not known; ``text_hash`` is ``short_hash`` of what it is known by."""
    return _document(issuer_slug or UNKNOWN, type_code or UNKNOWN, year or UNKNOWN, f"x-{text_hash}")


def named_law_iri(type_code: str, name_slug: str) -> ox.NamedNode:
    """A law cited by name alone: the series of laws that bear this name."""
    return ox.NamedNode(f"{ID}vb/qh/{type_code}/{name_slug}")


def standard_iri(number: str) -> ox.NamedNode:
    """A technical standard ("TCVN 14423:2025"), which is outside the graph of policies."""
    return ox.NamedNode(f"{ID}tieu-chuan/{slug(number)}")


def key_of(iri: ox.NamedNode) -> tuple[str | None, str | None, str | None]:
    """Issuer, type and year in a document's IRI, ``None`` for what it leaves unknown."""
    parts = iri.value.partition("/vb/")[2].split("/")
    if len(parts) < 4:
        return None, None, None
    issuer, kind, year = (None if part == UNKNOWN else part for part in parts[:3])
    return issuer, kind, year


def last_part(iri: str) -> str:
    """What follows the last slash of an IRI: the code of a concept, the slug of a body."""
    return iri.rsplit("/", 1)[-1]


def code(iri: str | None) -> str | None:
    """The code of a concept; ``None`` for no concept."""
    return last_part(iri) if iri else None


def is_draft(iri: ox.NamedNode) -> bool:
    """Whether the IRI names a document whose number is not known."""
    return "/vb/" in iri.value and last_part(iri.value).startswith("x-")


def organisation_iri(issuer_slug: str) -> ox.NamedNode:
    """A body that numbers documents."""
    return ox.NamedNode(f"{ID}co-quan/{issuer_slug}")


def citation_iri(doc_hash: str, start: int, end: int) -> ox.NamedNode:
    """A mention at ``[start, end)`` of the text with this hash."""
    return _span("trich-dan", doc_hash, start, end)


def task_iri(doc_hash: str, start: int, end: int) -> ox.NamedNode:
    """A task at ``[start, end)`` of the text with this hash."""
    return _span("nhiem-vu", doc_hash, start, end)


def target_iri(doc_hash: str, start: int, end: int, order: int) -> ox.NamedNode:
    """The ``order``-th target read; one sentence can state several, so the span is not enough."""
    return ox.NamedNode(f"{_span('chi-tieu', doc_hash, start, end).value}-{order}")


def budget_iri(doc_hash: str, start: int, end: int, order: int) -> ox.NamedNode:
    """The ``order``-th budget line read; see ``target_iri``."""
    return ox.NamedNode(f"{_span('kinh-phi', doc_hash, start, end).value}-{order}")


def communication_iri(doc_hash: str, start: int, end: int, order: int) -> ox.NamedNode:
    """The ``order``-th element of communication read; see ``target_iri``."""
    return ox.NamedNode(f"{_span('truyen-thong', doc_hash, start, end).value}-{order}")


def is_link_graph(graph: ox.NamedNode) -> bool:
    """Whether a graph is one of links, which goes with its source graph."""
    return graph.value.endswith("#lien-ket")


def entry_iri(doc_hash: str, row: int) -> ox.NamedNode:
    """A row of the register with this hash."""
    return ox.NamedNode(f"{ID}dong-so/{doc_hash}-{row}")


def source_text_iri(sha256: str) -> ox.NamedNode:
    """The text of one file, by the digest of its bytes."""
    return ox.NamedNode(f"{ID}van-ban-nguon/{sha256[:16]}")


def source_graph_iri(record_id: str) -> ox.NamedNode:
    """The graph of one source, stable when the file's content changes."""
    return ox.NamedNode(f"{ID}nguon/{slug(record_id) or short_hash(record_id)}")


def link_graph_iri(source_graph: ox.NamedNode) -> ox.NamedNode:
    """The graph of what the mentions of one source were found to name, made again when more is known."""
    return part_iri(source_graph, "lien-ket")


def concept_iri(scheme: str, code: str) -> ox.NamedNode:
    """A concept of one of the schemes (``loai-van-ban``, ``quan-he``, ``vai-tro`` …)."""
    return ox.NamedNode(f"{ID}{scheme}/{code}")


def part_iri(whole: ox.NamedNode, part: str) -> ox.NamedNode:
    """A node that belongs to another and would be a blank node elsewhere."""
    return ox.NamedNode(f"{whole.value}#{part}")


REGISTER_GRAPH = source_graph_iri("dang-ky")
DERIVED_GRAPH = source_graph_iri("dan-xuat")


def _document(issuer: str, type_code: str, year: str, local: str) -> ox.NamedNode:
    return ox.NamedNode(f"{ID}vb/{issuer}/{type_code}/{year}/{local}")


def _span(kind: str, doc_hash: str, start: int, end: int) -> ox.NamedNode:
    return ox.NamedNode(f"{ID}{kind}/{doc_hash}-{start}-{end}")

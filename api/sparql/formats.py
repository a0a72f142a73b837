"""The formats of answers: media types, file names and pyoxigraph's serialisers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from api.negotiate import best

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: ``name`` is pyoxigraph's own, ``media_types[0]`` the one we answer with."""

    name: str
    media_types: tuple[str, ...]
    extension: str
    label: str

    @property
    def media_type(self) -> str:
        """The media type that answers carry; text formats name their character set."""
        main = self.media_types[0]
        return f"{main}; charset=utf-8" if main.startswith("text/") else main


JSON = Format("JSON", ("application/sparql-results+json", "application/json"), "json", "JSON")
XML = Format("XML", ("application/sparql-results+xml", "application/xml", "text/xml"), "xml", "XML")
CSV = Format("CSV", ("text/csv",), "csv", "CSV")
TSV = Format("TSV", ("text/tab-separated-values",), "tsv", "TSV")
TURTLE = Format("TURTLE", ("text/turtle", "application/x-turtle"), "ttl", "Turtle")
N_TRIPLES = Format("N_TRIPLES", ("application/n-triples", "text/plain"), "nt", "N-Triples")
JSON_LD = Format("JSON_LD", ("application/ld+json", "application/json"), "jsonld", "JSON-LD")
RDF_XML = Format("RDF_XML", ("application/rdf+xml", "application/xml", "text/xml"), "rdf", "RDF/XML")

RESULTS = (JSON, XML, CSV, TSV)
BOOLEANS = (JSON, XML)
GRAPHS = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)


def offered(form: Form) -> tuple[Format, ...]:
    """The formats in which a query of this form can be answered, our favourite first."""
    return {"SELECT": RESULTS, "ASK": BOOLEANS}.get(form, GRAPHS)


def negotiate(accept: str | None, formats: Sequence[Format]) -> Format | None:
    """The format that an ``Accept`` header likes best, ``None`` when it accepts none of them."""
    owners = {media: each for each in reversed(formats) for media in each.media_types}
    ours_first = [each.media_types[0] for each in formats]
    aliases = [media for each in formats for media in each.media_types[1:]]
    chosen = best(accept, [*ours_first, *aliases])
    return owners[chosen] if chosen is not None else None


def media_types(formats: Sequence[Format]) -> str:
    """The media types on offer, for people and for headers."""
    return ", ".join(each.media_types[0] for each in formats)

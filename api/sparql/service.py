"""The SPARQL 1.1 Service Description of the endpoint."""

from __future__ import annotations

import pyoxigraph as ox

from api.sparql.formats import GRAPHS, RESULTS, Format
from ontology.terms import PREFIXES

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

# https://www.w3.org/ns/formats/ names formats its own way.
W3C_NAMES = {
    "JSON": "SPARQL_Results_JSON",
    "XML": "SPARQL_Results_XML",
    "CSV": "SPARQL_Results_CSV",
    "TSV": "SPARQL_Results_TSV",
    "TURTLE": "Turtle",
    "N_TRIPLES": "N-Triples",
    "JSON_LD": "JSON-LD",
    "RDF_XML": "RDF_XML",
}


def service_description(endpoint: str, chosen: Format) -> bytes:
    """What the endpoint at this address speaks, in the chosen format."""
    service = ox.NamedNode(endpoint)
    facts: list[tuple[str, ox.NamedNode]] = [
        ("endpoint", service),
        ("supportedLanguage", ox.NamedNode(SD + "SPARQL11Query")),
        ("feature", ox.NamedNode(SD + "UnionDefaultGraph")),
        *(("resultFormat", ox.NamedNode(FORMATS + W3C_NAMES[each.name])) for each in (*RESULTS, *GRAPHS)),
    ]
    triples = [ox.Triple(service, TYPE, ox.NamedNode(SD + "Service"))]
    triples += [ox.Triple(service, ox.NamedNode(SD + name), value) for name, value in facts]
    prefixes = {"sd": SD, **PREFIXES}
    return ox.serialize(triples, format=getattr(ox.RdfFormat, chosen.name), prefixes=prefixes) or b""

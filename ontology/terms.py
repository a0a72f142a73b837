"""The names that code uses for classes, properties and concepts.

``CANCU.implements`` is ``cancu:implements`` as a node; a name that ``cancu.ttl``
does not define is an ``AttributeError`` at once, so that a misprint cannot make
its way into a store. The other vocabularies give any name: a test compares
those that the project uses with the lists of what they define.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox

DIRECTORY = Path(__file__).parent
ONTOLOGY_FILE = DIRECTORY / "cancu.ttl"
SHAPES_FILE = DIRECTORY / "shapes.ttl"
SCHEME_FILES = tuple(sorted((DIRECTORY / "schemes").glob("*.ttl")))

NAMESPACE = "https://w3id.org/can-cu/ontology#"
ONTOLOGY = ox.NamedNode(NAMESPACE.rstrip("#"))


class Vocabulary:
    """A namespace: ``DCTERMS.title`` and ``DCTERMS["title"]`` are the same node."""

    def __init__(self, namespace: str) -> None:
        self.namespace = namespace

    def __getitem__(self, name: str) -> ox.NamedNode:
        return ox.NamedNode(self.namespace + name)

    def __getattr__(self, name: str) -> ox.NamedNode:
        if name.startswith("__"):  # what copying and inspecting tools ask of every object
            raise AttributeError(name)
        return self[name]


class OwnVocabulary(Vocabulary):
    """The namespace of the ontology: it gives only what ``cancu.ttl`` defines.

    An unknown name is a ``KeyError`` in brackets and an ``AttributeError`` after
    a dot.
    """

    def __getitem__(self, name: str) -> ox.NamedNode:
        return _own_terms()[name]

    def __getattr__(self, name: str) -> ox.NamedNode:
        try:
            return _own_terms()[name]
        except KeyError:
            raise AttributeError(f"cancu:{name} is not defined in {ONTOLOGY_FILE.name}") from None

    def names(self) -> frozenset[str]:
        """The local names of all classes and properties that the ontology defines."""
        return frozenset(_own_terms())


CANCU = OwnVocabulary(NAMESPACE)

DCTERMS = Vocabulary("http://purl.org/dc/terms/")
ELI = Vocabulary("http://data.europa.eu/eli/ontology#")
FOAF = Vocabulary("http://xmlns.com/foaf/0.1/")
OA = Vocabulary("http://www.w3.org/ns/oa#")
ORG = Vocabulary("http://www.w3.org/ns/org#")
OWL = Vocabulary("http://www.w3.org/2002/07/owl#")
PROV = Vocabulary("http://www.w3.org/ns/prov#")
RDF = Vocabulary("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Vocabulary("http://www.w3.org/2000/01/rdf-schema#")
SCHEMA = Vocabulary("https://schema.org/")
SKOS = Vocabulary("http://www.w3.org/2004/02/skos/core#")
TIME = Vocabulary("http://www.w3.org/2006/time#")
XSD = Vocabulary("http://www.w3.org/2001/XMLSchema#")

PREFIXES = {
    "cancu": CANCU.namespace,
    "dcterms": DCTERMS.namespace,
    "eli": ELI.namespace,
    "foaf": FOAF.namespace,
    "id": "https://w3id.org/can-cu/id/",
    "oa": OA.namespace,
    "org": ORG.namespace,
    "owl": OWL.namespace,
    "prov": PROV.namespace,
    "rdf": RDF.namespace,
    "rdfs": RDFS.namespace,
    "schema": SCHEMA.namespace,
    "skos": SKOS.namespace,
    "time": TIME.namespace,
    "xsd": XSD.namespace,
}
"""The prefixes that every query, page and export uses."""


@cache
def _own_terms() -> dict[str, ox.NamedNode]:
    return {
        quad.subject.value.removeprefix(NAMESPACE): quad.subject
        for quad in ox.parse(path=str(ONTOLOGY_FILE))
        if isinstance(quad.subject, ox.NamedNode)
        and quad.subject.value.startswith(NAMESPACE)
        and quad.predicate == RDF.type
    }

"""The reference page of the ontology: ``python -m ontology.reference docs/ontology.html``.

One HTML file in Vietnamese and English with every class, property and concept.
It holds its own style and loads nothing.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import jinja2
import pyoxigraph as ox

from ontology.terms import (
    CANCU,
    DCTERMS,
    DIRECTORY,
    ONTOLOGY,
    ONTOLOGY_FILE,
    OWL,
    PREFIXES,
    RDF,
    RDFS,
    SCHEME_FILES,
    SKOS,
)

KINDS = {
    OWL.Class.value: "class",
    OWL.ObjectProperty.value: "object",
    OWL.DatatypeProperty.value: "datatype",
}
LINKS = (
    ("subClassOf", RDFS.subClassOf),
    ("subPropertyOf", RDFS.subPropertyOf),
    ("disjointWith", OWL.disjointWith),
    ("domain", RDFS.domain),
    ("range", RDFS.range),
    ("seeAlso", RDFS.seeAlso),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A term or concept: its name, its texts by language, and its links as (relation, names)."""

    name: str
    iri: str
    kind: str
    label: dict[str, str]
    definition: dict[str, str]
    note: dict[str, str]
    links: tuple[tuple[str, tuple[str, ...]], ...] = ()


def page() -> str:
    """The page as HTML."""
    ontology = _load(ONTOLOGY_FILE)
    entries = [_entry(ontology, CANCU[name]) for name in sorted(CANCU.names(), key=str.lower)]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(DIRECTORY), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("reference.html.j2").render(
        title=_texts(ontology, ONTOLOGY, DCTERMS.title),
        description=_texts(ontology, ONTOLOGY, DCTERMS.description),
        facts=_facts(ontology),
        groups=[(kind, [entry for entry in entries if entry.kind == kind]) for kind in KINDS.values()],
        schemes=[_scheme(path) for path in SCHEME_FILES],
        prefixes=PREFIXES,
    )


def _load(path: Path) -> ox.Store:
    store = ox.Store()
    store.load(path=str(path))
    return store


def _facts(ontology: ox.Store) -> tuple[tuple[str, str], ...]:
    def value(predicate: ox.NamedNode) -> str:
        return _objects(ontology, ONTOLOGY, predicate)[0]

    return (
        ("IRI", ONTOLOGY.value),
        ("prefix", f"cancu: <{CANCU.namespace}>"),
        ("version", value(OWL.versionInfo)),
        ("licence", value(DCTERMS.license)),
    )


def _scheme(path: Path) -> tuple[Entry, list[Entry]]:
    store = _load(path)
    scheme = next(q.subject for q in store.quads_for_pattern(None, RDF.type, SKOS.ConceptScheme, None))
    concepts = sorted(
        {q.subject for q in store.quads_for_pattern(None, SKOS.inScheme, scheme, None)},
        key=lambda node: str(node),
    )
    return _entry(store, scheme), [_entry(store, concept) for concept in concepts]


def _entry(store: ox.Store, node: ox.NamedNode | ox.BlankNode | ox.Triple) -> Entry:
    assert isinstance(node, ox.NamedNode)
    kinds = _objects(store, node, RDF.type)
    return Entry(
        name=node.value.rsplit("#", 1)[-1].rsplit("/", 1)[-1],
        iri=node.value,
        kind=next((name for iri, name in KINDS.items() if iri in kinds), "concept"),
        label=_texts(store, node, RDFS.label) or _texts(store, node, SKOS.prefLabel),
        definition=_texts(store, node, SKOS.definition),
        note=_texts(store, node, SKOS.scopeNote),
        links=tuple(
            (name, tuple(_short(value) for value in found))
            for name, predicate in LINKS
            if (found := _objects(store, node, predicate))
        ),
    )


def _objects(store: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
    """The IRIs and the texts that are the values of a property."""
    found = store.quads_for_pattern(node, predicate, None, None)
    return sorted(q.object.value for q in found if isinstance(q.object, ox.NamedNode | ox.Literal))


def _texts(store: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode) -> dict[str, str]:
    return {
        quad.object.language or "": quad.object.value
        for quad in store.quads_for_pattern(node, predicate, None, None)
        if isinstance(quad.object, ox.Literal)
    }


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def main(destination: str) -> None:
    """Write the page to a file."""
    path = Path(destination)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "docs/ontology.html")

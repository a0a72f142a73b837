"""The rules of the ontology: every term explained in two languages, every name used defined."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from oxrdflib import OxigraphStore
from rdflib import namespace
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, VANN

from ontology import registers
from ontology.generate import register_quads
from ontology.reference import page
from ontology.terms import CANCU, ONTOLOGY_FILE, PREFIXES, SCHEME_FILES, SHAPES_FILE, Vocabulary

ROOT = Path(__file__).parent.parent
ROOMS = ("ontology", "extract", "graph", "queries", "viz", "api", "cli")
CLOSED = {
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "sh": SH,
    "skos": SKOS,
    "time": namespace.TIME,
    "vann": VANN,
    "xsd": namespace.XSD,
}
LISTED = frozenset((ROOT / "tests/data/alignment_terms.txt").read_text(encoding="utf-8").split("\n"))
REGISTER_GRAPH = ox.NamedNode("https://w3id.org/can-cu/id/nguon/dang-ky")


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY_FILE)


@pytest.fixture(scope="module")
def register_graph() -> rdflib.Graph:
    store = ox.Store()
    store.extend(register_quads(REGISTER_GRAPH))
    # Its own memory store would take 15 seconds to fill.
    return rdflib.Graph(OxigraphStore(store=store), identifier=rdflib.URIRef(REGISTER_GRAPH.value))


def sources(*suffixes: str) -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*")) if path.suffix in suffixes]


def languages(graph: rdflib.Graph, node: rdflib.term.Node, predicate: rdflib.URIRef) -> list[str]:
    return sorted(str(text.language) for text in graph.objects(node, predicate) if str(text).strip())


@pytest.mark.parametrize("path", [ONTOLOGY_FILE, SHAPES_FILE, *SCHEME_FILES], ids=lambda path: path.name)
def test_both_parsers_read_the_same(path):
    assert len(rdflib.Graph().parse(path)) == len(list(ox.parse(path=str(path)))) > 0


def test_every_term_has_one_label_and_definition_in_each_language(ontology):
    for name in CANCU.names():
        node = rdflib.URIRef(CANCU[name].value)
        assert languages(ontology, node, RDFS.label) == ["en", "vi"], name
        assert languages(ontology, node, SKOS.definition) == ["en", "vi"], name


def test_the_ontology_says_what_it_is(ontology):
    node = next(ontology.subjects(RDF.type, OWL.Ontology))
    assert languages(ontology, node, RDFS.label) == ["en", "vi"]
    for predicate in (OWL.versionInfo, OWL.versionIRI, DCTERMS.license, VANN.preferredNamespacePrefix):
        assert (node, predicate, None) in ontology


def test_every_concept_has_a_label_and_definition_in_each_language():
    for path in SCHEME_FILES:
        graph = rdflib.Graph().parse(path)
        for node in [*graph.subjects(RDF.type, SKOS.Concept), *graph.subjects(RDF.type, SKOS.ConceptScheme)]:
            assert languages(graph, node, SKOS.prefLabel) == ["en", "vi"], node
            assert languages(graph, node, SKOS.definition) == ["en", "vi"], node


def test_domains_and_ranges_are_classes_or_datatypes(ontology):
    own = {str(node) for node in ontology.subjects(RDF.type, OWL.Class)}
    for node in [*ontology.objects(None, RDFS.domain), *ontology.objects(None, RDFS.range)]:
        if str(node).startswith(CANCU.namespace):
            assert str(node) in own, node


def test_object_properties_do_not_have_datatype_ranges(ontology):
    for node in ontology.subjects(RDF.type, OWL.ObjectProperty):
        assert not any(
            str(value).startswith(str(namespace.XSD)) for value in ontology.objects(node, RDFS.range)
        ), node
    for node in ontology.subjects(RDF.type, OWL.DatatypeProperty):
        assert all(
            str(value).startswith(str(namespace.XSD)) for value in ontology.objects(node, RDFS.range)
        ), node


def test_only_normative_documents_are_legal_resources(ontology):
    legal = rdflib.URIRef(PREFIXES["eli"] + "LegalResource")
    assert [str(node) for node in ontology.subjects(RDFS.subClassOf, legal)] == [
        CANCU.NormativeDocument.value
    ]


def test_implements_is_aligned_to_eli(ontology):
    target = rdflib.URIRef(PREFIXES["eli"] + "ensures_implementation_of")
    assert (rdflib.URIRef(CANCU.implements.value), RDFS.subPropertyOf, target) in ontology


def test_a_name_that_the_ontology_lacks_is_refused():
    with pytest.raises(AttributeError, match="cancu:implemnts"):
        _ = CANCU.implemnts
    with pytest.raises(KeyError):
        _ = CANCU["implemnts"]


def test_another_vocabulary_gives_any_name():
    assert Vocabulary("http://example.org/").title == ox.NamedNode("http://example.org/title")


def test_code_queries_and_shapes_use_only_terms_of_the_ontology():
    used = {
        (match[1], path.name)
        for path in sources(".py", ".rq", ".ttl", ".toml")
        for match in re.finditer(r"\b(?:cancu:|CANCU\.)([A-Za-z]\w*)", path.read_text(encoding="utf-8"))
        if match[1] not in ("namespace", "names")
    }
    assert len(used) > 50
    assert {(name, file) for name, file in used if name not in CANCU.names()} == set()


def test_every_term_is_used_outside_the_ontology():
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sources(".py", ".rq", ".ttl", ".toml")
        if path != ONTOLOGY_FILE
    )
    used = set(re.findall(r"\b(?:cancu:|CANCU\.)(\w+)", text))
    used |= {kind.property for kind in registers.relation_kinds()}
    assert CANCU.names() - used == set()


def test_terms_of_other_vocabularies_exist():
    wrong = [
        f"{prefix}:{name} in {path.name}"
        for path in sources(".py", ".rq", ".ttl")
        for prefix, name in foreign_terms(path)
        if not is_defined(prefix, name)
    ]
    assert wrong == []


def foreign_terms(path: Path) -> set[tuple[str, str]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        found = re.findall(r"\b([A-Z]{2,7})\.([A-Za-z][\w-]*)", text)
        declared = re.search(r"from ontology\.terms import (\([^)]*\)|.*)", text)
        names = set(re.findall(r"\w+", declared[1])) if declared else set()
        return {(prefix.lower(), name) for prefix, name in found if prefix in names and prefix != "CANCU"}
    body = re.sub(r'"""|"(?:[^"\\\n]|\\.)*"|<[^>\s]*>|(?m:^\s*#.*$)', " ", text)
    prefixes = "|".join([*CLOSED, "eli", "oa", "schema"])
    return set(re.findall(rf"(?<![\w:/-])({prefixes}):([A-Za-z][\w-]*)", body))


def is_defined(prefix: str, name: str) -> bool:
    if f"{prefix}:{name}" in LISTED:
        return True
    return prefix in CLOSED and rdflib.URIRef(str(CLOSED[prefix]) + name) in CLOSED[prefix]


def test_the_listed_schema_terms_are_those_of_schema_org():
    for line in LISTED:
        if line.startswith("schema:") and line != "schema:sha256":  # newer than rdflib's list
            assert namespace.SDO[line.removeprefix("schema:")] in namespace.SDO, line


def test_the_relation_register_and_the_ontology_agree(ontology):
    scheme = rdflib.Graph().parse(ONTOLOGY_FILE.parent / "schemes/quan-he.ttl")
    codes = {str(code) for code in scheme.objects(None, SKOS.notation)}
    assert codes == {kind.code for kind in registers.relation_kinds()}
    for kind in registers.relation_kinds():
        node = rdflib.URIRef(CANCU[kind.property].value)
        concept = rdflib.URIRef(f"{PREFIXES['id']}quan-he/{kind.code}")
        assert (concept, RDFS.seeAlso, node) in scheme
        if kind.standard_property:
            standard = rdflib.URIRef(kind.standard_property)
            near = (node, RDFS.seeAlso, standard) in ontology
            assert near or (node, RDFS.subPropertyOf, standard) in ontology, kind.code


def test_lists_in_the_shapes_are_whole_schemes():
    shapes = rdflib.Graph().parse(SHAPES_FILE)
    for head in set(shapes.objects(None, SH["in"])):
        listed = {str(item) for item in rdflib.collection.Collection(shapes, head)}
        first = next(iter(listed))
        if not first.startswith(PREFIXES["id"]):
            continue
        scheme = first.removeprefix(PREFIXES["id"]).split("/")[0]
        graph = rdflib.Graph().parse(ONTOLOGY_FILE.parent / f"schemes/{scheme}.ttl")
        assert listed == {str(node) for node in graph.subjects(RDF.type, SKOS.Concept)}, scheme


def test_every_document_type_is_one_concept(register_graph):
    scheme = rdflib.URIRef(PREFIXES["id"] + "loai-van-ban")
    concepts = set(register_graph.subjects(SKOS.inScheme, scheme))
    assert len(concepts) == len({kind.code for kind in registers.document_types()})
    for concept in concepts:
        assert languages(register_graph, concept, SKOS.prefLabel) == ["en", "vi"], concept


def test_a_split_ministry_has_an_event_for_each_heir(register_graph):
    ident = PREFIXES["id"]
    events = list(register_graph.subjects(ORG.originalOrganization, rdflib.URIRef(ident + "co-quan/bldtbxh")))
    heirs = {
        str(heir).removeprefix(ident)
        for event in events
        for heir in register_graph.objects(event, ORG.resultingOrganization)
    }
    assert {"co-quan/bnv-2025", "co-quan/bgddt"} <= heirs
    school = rdflib.URIRef(ident + "su-kien/2025-03-01-bldtbxh-bgddt")
    functions = set(register_graph.objects(school, rdflib.URIRef(CANCU.transferredFunction.value)))
    assert functions == {
        rdflib.Literal("vocational education", lang="en"),
        rdflib.Literal("giáo dục nghề nghiệp", lang="vi"),
    }


def test_a_successor_that_the_register_lacks_is_said_in_words(register_graph):
    body = rdflib.URIRef(PREFIXES["id"] + "co-quan/tct")
    words = register_graph.value(body, rdflib.URIRef(CANCU.successorText.value))
    assert words == rdflib.Literal("Cục Thuế thuộc Bộ Tài chính", lang="vi")
    assert (None, ORG.originalOrganization, body) not in register_graph


def test_the_end_of_a_district_has_its_day_its_basis_and_its_communes(register_graph):
    ident = PREFIXES["id"]
    body = rdflib.URIRef(ident + "co-quan/ubnd-ngoc-hoi-kon-tum")
    assert str(register_graph.value(body, rdflib.URIRef(CANCU.validTo.value))) == "2025-06-30"
    words = str(register_graph.value(body, rdflib.URIRef(CANCU.successorText.value)))
    assert words == "Ủy ban nhân dân xã Bờ Y, Ủy ban nhân dân xã Dục Nông, Ủy ban nhân dân xã Sa Loong"
    event = register_graph.value(body, ORG.changedBy)
    heir = register_graph.value(event, ORG.resultingOrganization)
    assert str(heir) == ident + "co-quan/ubnd-quang-ngai-2025"
    assert str(register_graph.value(event, DCTERMS.date)) == "2025-07-01"
    assert str(register_graph.value(event, rdflib.URIRef(CANCU.legalBasis.value))) == "72/2025/QH15"


def test_a_merged_province_hands_its_committee_over(register_graph):
    ident = PREFIXES["id"]
    event = register_graph.value(
        predicate=ORG.originalOrganization, object=rdflib.URIRef(ident + "co-quan/ubnd-kon-tum")
    )
    heir = register_graph.value(event, ORG.resultingOrganization)
    assert str(heir) == ident + "co-quan/ubnd-quang-ngai-2025"
    assert str(register_graph.value(event, DCTERMS.date)) == "2025-07-01"
    assert "202/2025/QH15" in str(register_graph.value(event, rdflib.URIRef(CANCU.legalBasis.value)))


def test_an_unchanged_province_keeps_one_body(register_graph):
    body = rdflib.URIRef(PREFIXES["id"] + "co-quan/ubnd-lai-chau")
    assert (None, ORG.originalOrganization, body) not in register_graph
    assert (body, rdflib.URIRef(CANCU.validTo.value), None) not in register_graph


def test_registered_facts_keep_their_certainty_and_source(register_graph):
    for kind in (ORG.FormalOrganization, ORG.ChangeEvent):
        for node in register_graph.subjects(RDF.type, kind):
            assert (node, rdflib.URIRef(CANCU.certainty.value), None) in register_graph, node
            assert (node, rdflib.URIRef(CANCU.sourceNote.value), None) in register_graph, node


def test_generation_repeats_nothing_and_is_stable():
    quads = list(register_quads(REGISTER_GRAPH))
    assert len(quads) == len(set(quads))
    assert quads == list(register_quads(REGISTER_GRAPH))


def test_the_reference_page_shows_every_term_and_loads_nothing():
    html = page()
    for name in CANCU.names():
        assert f'id="{name}"' in html, name
    assert not re.search(r"<script|<img|<iframe|@import|url\(|\bsrc=", html)
    assert set(re.findall(r'<link[^>]*href="([^"]*)"', html)) == {"data:,"}


def test_names_load_without_rdflib():
    code = "import sys, ontology.terms as t; t.CANCU.implements; sys.exit('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0

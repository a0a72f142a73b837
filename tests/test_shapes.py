"""The shapes let a sound graph through and stop each kind of damage for its own reason."""

from __future__ import annotations

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from ontology.generate import register_quads
from ontology.terms import CANCU, PREFIXES, SHAPES_FILE

ONCE = rdflib.URIRef("https://w3id.org/can-cu/ontology")
HEAD = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items()) + (
    "PREFIX vb: <https://w3id.org/can-cu/id/vb/>\n"
)
PLAN = "<https://w3id.org/can-cu/id/vb/ubnd-kon-tum/kh/2023/3101>"
DIRECTIVE = "<https://w3id.org/can-cu/id/vb/tw/ct/2023/21>"
TEXT = "<https://w3id.org/can-cu/id/van-ban-nguon/0123456789abcdef>"
ENTRY = "<https://w3id.org/can-cu/id/dong-so/0123abcd-2>"
MENTION = "<https://w3id.org/can-cu/id/trich-dan/0a1b2c3d-100-119>"
TASK = "<https://w3id.org/can-cu/id/nhiem-vu/0a1b2c3d-300-309>"

SOUND = f"""
{PLAN} a cancu:Document , cancu:AdministrativeDocument , cancu:Plan ;
    eli:type_document <https://w3id.org/can-cu/id/loai-van-ban/kh> ;
    eli:number "3101" ; eli:id_local "3101/KH-UBND" ; cancu:symbol "KH-UBND" ;
    eli:passed_by <https://w3id.org/can-cu/id/co-quan/ubnd-kon-tum> ;
    cancu:year "2023"^^xsd:gYear ; cancu:level <https://w3id.org/can-cu/id/cap/province> ;
    eli:date_document "2023-09-15"^^xsd:date ; dcterms:title "thực hiện Chỉ thị"@vi ;
    cancu:signedBy <urn:signature> ; cancu:recipient <urn:recipient> ;
    dcterms:source {TEXT} ; cancu:implements {DIRECTIVE} .
<urn:signature> a cancu:Signature ; foaf:name "Y Ngọc" ;
    cancu:signMode <https://w3id.org/can-cu/id/cach-ky/deputy-for> .
<urn:recipient> a cancu:Recipient ; rdfs:label "Như trên"@vi .
{TEXT} a cancu:SourceText ; cancu:fileName "a.txt" ; cancu:sha256 "{"0123456789abcdef" * 4}" ;
    cancu:length 5000 .
{DIRECTIVE} a cancu:Document , cancu:PartyDocument , cancu:Directive ;
    eli:id_local "21-CT/TW" ; cancu:year "2023"^^xsd:gYear .
{MENTION} a cancu:Citation , oa:Annotation ;
    oa:hasBody {DIRECTIVE} ; oa:hasTarget <urn:place> ; cancu:citingDocument {PLAN} ;
    cancu:citationOrder 1 ; cancu:citedAs "Chỉ thị số 21-CT/TW"@vi ;
    cancu:sentence "thực hiện Chỉ thị số 21-CT/TW"@vi ; cancu:citedNumber "21-CT/TW" ;
    cancu:statedDate "2023-05"^^xsd:gYearMonth ; cancu:isFirstMention true ;
    cancu:relationKind <https://w3id.org/can-cu/id/quan-he/implements> ;
    cancu:relationSubject {PLAN} ; cancu:relationObject {DIRECTIVE} ;
    cancu:resolutionStatus <https://w3id.org/can-cu/id/tinh-trang-vien-dan/resolved> ;
    cancu:resolutionReason "nêu đủ"@vi , "stated in full"@en .
{DIRECTIVE} cancu:registeredIn {ENTRY} ; eli:first_date_entry_in_force "2023-05-04"^^xsd:date ;
    cancu:effectStatus <https://w3id.org/can-cu/id/hieu-luc/con-hieu-luc> .
{ENTRY} a cancu:RegisterEntry ; cancu:rowNumber 2 ; oa:hasTarget <urn:place> .
<urn:place> a oa:SpecificResource ; oa:hasSource {TEXT} ; oa:hasSelector <urn:position> , <urn:quote> .
<urn:position> a oa:TextPositionSelector ; oa:start 100 ; oa:end 119 .
<urn:quote> a oa:TextQuoteSelector ; oa:exact "Chỉ thị số 21-CT/TW" ; oa:prefix "" ; oa:suffix ";" .
{TASK} a cancu:Task ; cancu:taskOf {PLAN} ; cancu:taskText "Sở Nội vụ báo cáo"@vi ;
    oa:hasTarget <urn:place> ; cancu:due <urn:due> ; cancu:assignment <urn:assignment> .
<urn:due> a cancu:Due ; cancu:dueKind <https://w3id.org/can-cu/id/loai-han/recurring> ;
    cancu:dueStart "2023-01-01"^^xsd:date ; cancu:dueEnd "2023-12-31"^^xsd:date ;
    cancu:frequency "P1Y"^^xsd:duration ; cancu:latestDay "--12-14" .
<urn:assignment> a cancu:Assignment ; cancu:role <https://w3id.org/can-cu/id/vai-tro/chu-tri> ;
    cancu:modality <https://w3id.org/can-cu/id/tinh-chat-giao/giao> ; cancu:agencyName "Sở Nội vụ"@vi ;
    cancu:agency <https://w3id.org/can-cu/id/co-quan/snv-kon-tum> .
<urn:target> a cancu:Target ; cancu:targetOf {PLAN} ; cancu:indicator "học sinh"@vi ;
    schema:minValue 45 ; schema:maxValue 50 ; cancu:targetYear "2030"^^xsd:gYear ; oa:hasTarget <urn:place> .
{DIRECTIVE} cancu:approvesInstrument <urn:programme> .
<urn:programme> a cancu:PolicyInstrument ; rdfs:label "Chương trình đào tạo nghề"@vi .
<urn:budget> a cancu:BudgetLine ; cancu:budgetOf {PLAN} ; schema:value 50000000 ; schema:currency "VND" ;
    cancu:quantity 1.0 ; cancu:unitPrice 50000000 ; cancu:amountInWords 50000000 ; oa:hasTarget <urn:place> .
<urn:slogan> a cancu:CommunicationElement ; cancu:communicationOf {PLAN} ;
    cancu:communicationPart <https://w3id.org/can-cu/id/phan-truyen-thong/thong-diep> ;
    cancu:communicationText "Kỹ năng nghề cho tương lai"@vi ; oa:hasTarget <urn:place> .
<https://w3id.org/can-cu/id/co-quan/tu-kon-tum> a org:FormalOrganization , cancu:PartyOrganization ;
    skos:prefLabel "Tỉnh ủy Kon Tum"@vi ; cancu:level <https://w3id.org/can-cu/id/cap/province> ;
    cancu:validFrom "1991-08-12"^^xsd:date ; cancu:validTo "2025-06-30"^^xsd:date .
<https://w3id.org/can-cu/id/co-quan/tu-quang-ngai-2025> a org:FormalOrganization , cancu:PartyOrganization ;
    skos:prefLabel "Tỉnh ủy Quảng Ngãi"@vi ; cancu:level <https://w3id.org/can-cu/id/cap/province> ;
    cancu:validFrom "2025-07-01"^^xsd:date .
<https://w3id.org/can-cu/id/dvhc/62-kon-tum> a eli:AdministrativeArea ;
    skos:prefLabel "tỉnh Kon Tum"@vi ; cancu:gsoCode "62" ;
    cancu:level <https://w3id.org/can-cu/id/cap/province> ; cancu:validTo "2025-06-30"^^xsd:date ;
    dcterms:isReplacedBy <https://w3id.org/can-cu/id/dvhc/51-quang-ngai-2025> .
<https://w3id.org/can-cu/id/dvhc/51-quang-ngai-2025> a eli:AdministrativeArea ;
    skos:prefLabel "tỉnh Quảng Ngãi"@vi ; cancu:gsoCode "51" ;
    cancu:level <https://w3id.org/can-cu/id/cap/province> ; cancu:validFrom "2025-07-01"^^xsd:date .
<https://w3id.org/can-cu/id/su-kien/1> a org:ChangeEvent ;
    org:originalOrganization <https://w3id.org/can-cu/id/co-quan/tu-kon-tum> ;
    org:resultingOrganization <https://w3id.org/can-cu/id/co-quan/tu-quang-ngai-2025> ;
    dcterms:date "2025-07-01"^^xsd:date ; cancu:legalBasis "202/2025/QH15" ; cancu:certainty <https://w3id.org/can-cu/id/do-chac-chan/memory> .
"""
STATUS = "https://w3id.org/can-cu/id/tinh-trang-vien-dan/"

DAMAGE = [
    # what is done to the sound graph, and the shape that must stop it (its name in shapes.ttl)
    ("insert data { <urn:doc> a cancu:Document }", "Document"),
    ("insert data { vb:ttg\\/qd\\/18\\/522 a cancu:Document }", "Document"),
    ("insert data { vb:UBND\\/kh\\/2023\\/1 a cancu:Document }", "Document"),
    ("insert data { vb:ttg\\/qd\\/2018\\/x-12 a cancu:Document }", "Document"),
    (
        f"insert data {{ {PLAN} eli:type_document <https://w3id.org/can-cu/id/loai-van-ban/qd> }}",
        "document-type",
    ),
    (f"insert data {{ {PLAN} eli:number 'KH' }}", "document-number"),
    (f"insert data {{ {PLAN} eli:id_local '' }}", "document-printed-number"),
    (f"insert data {{ {PLAN} eli:passed_by 'UBND' }}", "document-issuer"),
    (f"insert data {{ {PLAN} cancu:year '2024'^^xsd:gYear }}", "document-year"),
    (f"insert data {{ {PLAN} cancu:level <https://w3id.org/can-cu/id/cap/village> }}", "document-level"),
    (f"insert data {{ {PLAN} eli:date_document '2023-02-30'^^xsd:date }}", "Day"),
    (f"insert data {{ {PLAN} eli:date_document 'tháng 8' }}", "Day"),
    (f"insert data {{ {PLAN} dcterms:title 'Plan'@en }}", "document-title"),
    (f"insert data {{ {PLAN} dcterms:source <urn:file> }}", "document-source"),
    (f"insert data {{ {PLAN} cancu:numberBlank true }}", "draft-number"),
    (f"insert data {{ {DIRECTIVE} cancu:numberBlank false }}", "draft-number-blank"),
    ("insert data { <urn:signature> foaf:name 'Y Lan' }", "signature-name"),
    ("insert data { <urn:signature> cancu:signMode 'KT.' }", "signature-sign-mode"),
    ("delete where { <urn:recipient> rdfs:label ?label }", "recipient-label"),
    ("insert data { <urn:text> a cancu:SourceText }", "SourceText"),
    (f"delete where {{ {TEXT} cancu:fileName ?name }}", "sourcetext-file-name"),
    (f"insert data {{ {TEXT} cancu:sha256 'ABC' }}", "sourcetext-sha256"),
    (f"delete where {{ {TEXT} cancu:length ?length }}", "sourcetext-length"),
    ("insert data { <urn:citation> a cancu:Citation }", "Citation"),
    (f"delete where {{ {MENTION} oa:hasBody ?body }}", "citation-body"),
    (f"delete where {{ {MENTION} oa:hasTarget ?place }}", "citation-target"),
    (f"delete where {{ {MENTION} cancu:citingDocument ?d }}", "citation-document"),
    (f"delete where {{ {MENTION} cancu:citationOrder ?n }}", "citation-order"),
    (f"delete where {{ {MENTION} cancu:citedAs ?words }}", "citation-wording"),
    (f"delete where {{ {MENTION} cancu:sentence ?words }}", "citation-sentence"),
    (f"delete where {{ {MENTION} cancu:citedNumber ?n }}", "citation-number-or-name"),
    (f"insert data {{ {MENTION} cancu:statedDate '2021-13-01'^^xsd:date }}", "Day"),
    (f"insert data {{ {MENTION} cancu:statedDate '2021'^^xsd:gYear }}", "citation-date"),
    (f"delete where {{ {MENTION} cancu:relationKind ?k }}", "citation-kind"),
    (f"delete where {{ {MENTION} cancu:relationSubject ?s }}", "citation-subject"),
    (f"delete where {{ {MENTION} cancu:relationObject ?o }}", "citation-object"),
    (f"delete where {{ {MENTION} cancu:isFirstMention ?f }}", "citation-first"),
    (f"delete where {{ {MENTION} cancu:resolutionStatus ?s }}", "citation-status"),
    (f"delete where {{ {MENTION} cancu:resolutionReason ?r }}", "citation-reason"),
    (
        f"delete {{ {MENTION} cancu:resolutionStatus ?s }} insert {{ {MENTION} cancu:resolutionStatus "
        f"<{STATUS}ambiguous> ; cancu:resolutionReason 'hai khả năng'@vi ; cancu:candidate {DIRECTIVE} }} "
        f"where {{ {MENTION} cancu:resolutionStatus ?s }}",
        "CandidatesListed",
    ),
    ("delete where { <urn:place> oa:hasSource ?text }", "evidence-has-source"),
    ("delete where { <urn:place> oa:hasSelector <urn:quote> }", "evidence-has-selector"),
    ("delete where { <urn:position> oa:start ?n }", "position-start"),
    (
        "delete data { <urn:position> oa:start 100 } ; insert data { <urn:position> oa:start 119 }",
        "position-start",
    ),
    (
        "delete data { <urn:position> oa:start 100 } ; insert data { <urn:position> oa:start -1 }",
        "position-start",
    ),
    ("insert data { <urn:position> oa:end 120 }", "position-end"),
    ("delete where { <urn:quote> oa:exact ?text }", "quote-exact"),
    (
        "delete data { <urn:position> oa:end 119 } ; insert data { <urn:position> oa:end 118 }",
        "QuoteFillsSpan",
    ),
    (f"insert data {{ {PLAN} cancu:basedOn {DIRECTIVE} }}", "EdgeHasCitation"),
    (f"insert data {{ {DIRECTIVE} cancu:implements {PLAN} }}", "EdgeHasCitation"),
    (f"delete where {{ {TASK} cancu:taskOf ?d }}", "task-document"),
    (f"delete where {{ {TASK} cancu:taskText ?t }}", "task-text"),
    (f"insert data {{ {TASK} cancu:due <urn:assignment> }}", "task-due"),
    (f"delete where {{ {TASK} cancu:assignment ?a }}", "task-assignment"),
    (f"delete where {{ {TASK} oa:hasTarget ?p }}", "has-evidence"),
    ("insert data { <urn:assignment> cancu:role 'chủ trì' }", "assignment-role"),
    ("delete where { <urn:assignment> cancu:agencyName ?n }", "assignment-agency-name"),
    ("insert data { <urn:assignment> cancu:agency <urn:body> }", "assignment-agency"),
    ("insert data { <urn:assignment> cancu:modality 'giao' }", "assignment-modality"),
    ("delete where { <urn:due> cancu:dueKind ?k }", "due-due-kind"),
    (
        "delete where { <urn:due> cancu:dueEnd ?d } ; insert data { <urn:due> cancu:dueEnd '2022-12-31'^^xsd:date }",
        "due-due-start",
    ),
    ("insert data { <urn:due> cancu:dueEnd 'cuối năm' }", "due-due-end"),
    ("insert data { <urn:due> cancu:frequency 'yearly' }", "due-frequency"),
    ("insert data { <urn:due> cancu:latestDay '15/12' }", "due-latest-day"),
    ("delete where { <urn:programme> rdfs:label ?name }", "instrument-label"),
    ("delete where { ?d cancu:approvesInstrument <urn:programme> }", "instrument-approved"),
    ("delete where { <urn:target> cancu:targetOf ?d }", "target-target-of"),
    ("delete where { <urn:target> cancu:indicator ?i }", "target-indicator"),
    (
        "delete data { <urn:target> schema:minValue 45 } ; insert data { <urn:target> schema:minValue 55 }",
        "target-min-value",
    ),
    ("delete data { <urn:target> schema:minValue 45 ; schema:maxValue 50 }", "target-low-or-high"),
    ("insert data { <urn:target> cancu:targetYear 2031 }", "target-target-year"),
    ("delete where { <urn:budget> cancu:budgetOf ?d }", "budgetline-budget-of"),
    ("delete where { <urn:budget> schema:value ?v }", "budgetline-value"),
    ("insert data { <urn:budget> schema:currency 'USD' }", "budgetline-currency"),
    (
        "delete where { <urn:budget> cancu:quantity ?q } ; insert data { <urn:budget> cancu:quantity 0 }",
        "budgetline-quantity",
    ),
    ("insert data { <urn:budget> cancu:unitPrice 'rẻ' }", "budgetline-unit-price"),
    ("insert data { <urn:budget> cancu:amountInWords 'năm mươi triệu' }", "budgetline-amount-in-words"),
    ("delete where { <urn:slogan> cancu:communicationOf ?d }", "communicationelement-communication-of"),
    ("delete where { <urn:slogan> cancu:communicationPart ?p }", "communicationelement-part"),
    ("insert data { <urn:slogan> cancu:communicationPart <urn:loa> }", "communicationelement-part"),
    ("delete where { <urn:slogan> cancu:communicationText ?t }", "communicationelement-text"),
    ("delete where { <urn:slogan> oa:hasTarget ?p }", "has-evidence"),
    (f"insert data {{ {DIRECTIVE} cancu:registeredIn <urn:row> }}", "RegisterEntry"),
    (f"delete where {{ {ENTRY} cancu:rowNumber ?n }}", "entry-row"),
    (f"delete where {{ {ENTRY} oa:hasTarget ?p }}", "has-evidence"),
    (f"insert data {{ {DIRECTIVE} cancu:effectStatus 'còn hiệu lực' }}", "document-effect"),
    (f"insert data {{ {DIRECTIVE} eli:first_date_entry_in_force 'ngày ký' }}", "Day"),
    (f"insert data {{ {DIRECTIVE} eli:date_no_longer_in_force '2021-02-29'^^xsd:date }}", "Day"),
    ("insert data { <urn:body> a org:FormalOrganization }", "Organisation"),
    ("insert data { <https://w3id.org/can-cu/id/co-quan/cp> a org:FormalOrganization }", "named"),
    ("delete where { <https://w3id.org/can-cu/id/co-quan/tu-kon-tum> cancu:level ?l }", "organisation-level"),
    (
        "delete where { ?o cancu:validTo ?d } ; insert data { <https://w3id.org/can-cu/id/co-quan/tu-kon-tum> cancu:validTo '1990-01-01'^^xsd:date }",
        "lifetime",
    ),
    ("insert data { <urn:area> a eli:AdministrativeArea }", "Area"),
    ("insert data { <https://w3id.org/can-cu/id/dvhc/62-kon-tum> cancu:gsoCode 'KT' }", "area-gso-code"),
    ("delete where { <https://w3id.org/can-cu/id/dvhc/62-kon-tum> cancu:level ?l }", "area-level"),
    (
        "insert data { <https://w3id.org/can-cu/id/dvhc/62-kon-tum> dcterms:isPartOf <urn:a> }",
        "area-part-of",
    ),
    (
        "insert { ?a dcterms:isPartOf ?a } where { ?a a eli:AdministrativeArea ; cancu:gsoCode '62' }",
        "AreaOrder",
    ),
    (
        "delete { ?a cancu:validFrom ?d } insert { ?a cancu:validFrom '2025-06-30'^^xsd:date } "
        "where { ?a cancu:gsoCode '51' ; cancu:validFrom ?d }",
        "AreaOrder",
    ),
    (
        "insert { ?b dcterms:isPartOf ?a . ?a dcterms:isPartOf ?b } "
        "where { ?a cancu:gsoCode '62' . ?b cancu:gsoCode '51' }",
        "AreaOrder",
    ),
    (
        "insert { <urn:e> org:originalOrganization ?new ; org:resultingOrganization ?old } "
        "where { ?e org:originalOrganization ?old ; org:resultingOrganization ?new }",
        "OwnAncestor",
    ),
    (
        "delete { ?o cancu:validFrom ?d } insert { ?o cancu:validFrom '2026-01-01'^^xsd:date } "
        "where { ?e org:resultingOrganization ?o . ?o cancu:validFrom ?d }",
        "ChangeEventOrder",
    ),
    ("insert { ?e cancu:legalBasis '' } where { ?e a org:ChangeEvent }", "changeevent-legal-basis"),
    (
        "insert { ?e org:resultingOrganization ?o } where { ?e org:originalOrganization ?o }",
        "changeevent-not-itself",
    ),
    (
        "delete { ?e dcterms:date ?d } insert { ?e dcterms:date '2025-06-30'^^xsd:date } "
        "where { ?e a org:ChangeEvent ; dcterms:date ?d }",
        "ChangeEventOrder",
    ),
    ("delete where { ?e org:originalOrganization ?o }", "changeevent-original-organization"),
    ("delete where { ?e org:resultingOrganization ?o }", "changeevent-resulting-organization"),
    ("delete where { ?e dcterms:date ?d }", "changeevent-date"),
    ("delete where { ?e cancu:certainty ?c }", "changeevent-certainty"),
]


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(SHAPES_FILE)


def failed(graph: rdflib.Graph, shapes: rdflib.Graph) -> set[str]:
    """The local names of the shapes that ``graph`` fails."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    return {str(shape).rsplit("/", 1)[-1] for shape in report.objects(None, SH.sourceShape)}


def sound() -> rdflib.Graph:
    return rdflib.Graph().parse(data=HEAD + SOUND, format="turtle")


def test_a_sound_graph_passes(shapes):
    assert failed(sound(), shapes) == set()


@pytest.mark.parametrize(
    ("update", "shape"), DAMAGE, ids=[f"{n}-{shape}" for n, (_, shape) in enumerate(DAMAGE)]
)
def test_damage_is_stopped_for_its_own_reason(shapes, update, shape):
    graph = sound()
    before = set(graph)
    graph.update(HEAD + update)
    assert set(graph) != before
    assert shape in failed(graph, shapes)


def test_every_shape_has_a_case(shapes):
    names = {
        str(shape).rsplit("/", 1)[-1]
        for kind in (SH.NodeShape, SH.PropertyShape)
        for shape in shapes.subjects(RDF.type, kind)
    }
    # Node kinds of parts: a blank node there cannot be damage done by an update.
    parts = {
        "Signature",
        "Recipient",
        "Evidence",
        "Task",
        "Assignment",
        "Due",
        "Target",
        "BudgetLine",
        "CommunicationElement",
        "ChangeEvent",
    }
    assert names - parts == {shape for _, shape in DAMAGE}


@pytest.mark.parametrize(
    "name",
    [
        "vb/ttg/qd/2018/522",
        "vb/ttg/qdqp/2015/53",
        "vb/ubnd-ngoc-hoi-kon-tum/kh/2023/x-ab12cd34",
        "vb/khong-ro/kh/khong-ro/x-ab12cd34",
        "vb/ubnd-ha-noi/qd/2020/12a",
        "vb/ubnd-hai-phong-2025/kh/2025/7~0703",
        "vb/qh/luat/giao-duc-nghe-nghiep",
        "tieu-chuan/tcvn-14423-2025",
    ],
)
def test_every_form_of_a_document_iri_passes(shapes, name):
    graph = rdflib.Graph()
    graph.add((rdflib.URIRef(PREFIXES["id"] + name), RDF.type, rdflib.URIRef(CANCU.Document.value)))
    assert failed(graph, shapes) == set()


def test_the_messages_are_in_both_languages(shapes):
    constraints = [*shapes.subjects(RDF.type, SH.PropertyShape), *shapes.objects(None, SH.sparql)]
    constraints += [
        shape for shape in shapes.subjects(RDF.type, SH.NodeShape) if (shape, SH.pattern, None) in shapes
    ]
    for node in constraints:
        assert sorted(str(text.language) for text in shapes.objects(node, SH.message)) == ["en", "vi"], node


def test_sparql_runs_once_for_all_that_is_validated(shapes):
    for shape in shapes.subjects(SH.sparql):
        assert list(shapes.objects(shape, SH.targetNode)) == [ONCE]
        assert not list(shapes.objects(shape, SH.targetClass))


def test_the_shapes_are_valid_shacl(shapes):
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_the_registers_pass(shapes):
    quads = register_quads(ox.NamedNode("https://w3id.org/can-cu/id/nguon/dang-ky"))
    text = ox.serialize([quad.triple for quad in quads], format=ox.RdfFormat.N_TRIPLES)
    assert failed(rdflib.Graph().parse(data=text, format="nt"), shapes) == set()

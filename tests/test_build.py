"""A record as quads: what is stated, where it is printed, and that nothing is lost or invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyoxigraph as ox
import pytest

from extract.record import BudgetLine, Citation, Document, Due, Record, Signer, Target, Task
from graph import iri
from graph.build import build, content_hash
from graph.validate import validate
from ontology.terms import CANCU, DCTERMS, ELI, OA, RDF, RDFS, SCHEMA, SKOS
from tests.factories import DISTRICT, Reading, cite, linked, record

VB = iri.ID + "vb/"
RAW = (
    "Triển khai Kế hoạch số 135-KH/HU ngày 17-11-2023 của Huyện ủy thực hiện Chỉ thị số 21-CT/TW. "
    "Phòng Lao động - Thương binh và Xã hội chủ trì, phối hợp với Phòng Tư pháp, báo cáo trước 15/12. "
    "Thu hút 45-50% học sinh. Kinh phí 50.000.000 đồng."
)


def spanned(quote: str) -> dict[str, Any]:
    start = RAW.index(quote)
    return {"start": start, "end": start + len(quote)}


def cited(quote: str, *facts: Any, **more: Any) -> Citation:
    return cite(*facts, quote=quote, start=RAW.index(quote), **more)


PLAN = cited(
    "Kế hoạch số 135-KH/HU ngày 17-11-2023",
    "135-KH/HU",
    "kế hoạch",
    "2023-11-17",
    "Huyện ủy Ngọc Hồi",
    relation="implements",
)
DIRECTIVE = cited(
    "Chỉ thị số 21-CT/TW",
    "21-CT/TW",
    "chỉ thị",
    "2023-05",
    relation="implements",
    from_="135-KH/HU",
    section=("I. MỤC ĐÍCH", "1. Mục đích"),
)


def reading(*citations: Citation, document: Document = DISTRICT, **more: Any) -> Reading:
    return Reading(record(document, *citations, **more), RAW)


def store(given: Reading) -> ox.Store:
    found = ox.Store()
    found.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in linked(given))
    return found


def values(found: ox.Store, subject: str | ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
    node = ox.NamedNode(subject) if isinstance(subject, str) else subject
    return sorted(quad.object.value for quad in found.quads_for_pattern(node, predicate, None))


def one(found: ox.Store, kind: ox.NamedNode) -> ox.NamedNode:
    (quad,) = found.quads_for_pattern(None, RDF.type, kind)
    return quad.subject


def test_the_same_file_gives_the_same_quads_in_its_own_graph() -> None:
    first, second = build(reading(PLAN, DIRECTIVE)), build(reading(PLAN, DIRECTIVE))
    assert set(first) == set(second)
    assert {quad.graph_name for quad in first} == {iri.source_graph_iri("van-ban")}
    assert not any(isinstance(term, ox.BlankNode) for quad in first for term in (quad.subject, quad.object))


def test_evidence_points_into_the_raw_text() -> None:
    found = store(reading(PLAN))
    citation = one(found, CANCU.Citation)
    position, quote = one(found, OA.TextPositionSelector), one(found, OA.TextQuoteSelector)
    start, end = (int(values(found, position, term)[0]) for term in (OA.start, OA.end))
    assert RAW[start:end] == PLAN.quote
    assert values(found, quote, OA.exact) == [PLAN.quote]
    assert values(found, quote, OA.prefix) == [RAW[:start]]
    assert values(found, quote, OA.suffix) == [RAW[end : end + 30]]
    assert citation.value.endswith(f"/trich-dan/{iri.short_hash(RAW)}-{start}-{end}")


def test_a_chain_inside_one_sentence() -> None:
    found = store(reading(PLAN, DIRECTIVE))
    own = f"{VB}ubnd-ngoc-hoi-kon-tum/kh/2023/x-{iri.short_hash(RAW)}"
    plan, directive = VB + "hu-ngoc-hoi-kon-tum/kh/2023/135", VB + "tw/ct/2023/21"
    assert values(found, own, CANCU.implements) == [plan]
    assert values(found, plan, CANCU.implements) == [directive]
    mention = iri.citation_iri(iri.short_hash(RAW), DIRECTIVE.start, DIRECTIVE.end)
    assert values(found, mention, CANCU.relationSubject) == [plan]
    assert values(found, mention, CANCU.section) == ["I. MỤC ĐÍCH › 1. Mục đích"]
    (stated,) = found.quads_for_pattern(mention, CANCU.statedDate, None)
    assert str(stated.object) == '"2023-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'


def test_passive_relations_become_active() -> None:
    old = cited("Kế hoạch số 135-KH/HU", "134/QĐ-TTg", "quyết định", "2020-01-02")
    new = cited(
        "Chỉ thị số 21-CT/TW",
        "21/QĐ-TTg",
        "quyết định",
        "2022-03-04",
        relation="amended_by",
        from_="134/QĐ-TTg",
    )
    found = store(reading(old, new))
    assert values(found, VB + "ttg/qd/2022/21", CANCU.amends) == [VB + "ttg/qd/2020/134"]
    assert not values(found, VB + "ttg/qd/2020/134", CANCU.amends)


def test_a_name_means_its_nearest_mention() -> None:
    far = cite("7/KH-UBND", "kế hoạch", "2019-01-01", "Ủy ban nhân dân tỉnh Lạng Sơn", start=0)
    near = cite("7/KH-UBND", "kế hoạch", "2020-01-01", "Ủy ban nhân dân tỉnh Lai Châu", start=30)
    inner = cite("21-CT/TW", "chỉ thị", "2023-05-04", relation="implements", from_="7/KH-UBND", start=60)
    found = store(reading(far, near, inner))
    assert values(found, VB + "ubnd-lai-chau/kh/2020/7", CANCU.implements) == [VB + "tw/ct/2023/21"]
    assert not values(found, VB + "ubnd-lang-son/kh/2019/7", CANCU.implements)


def test_no_document_relates_to_itself() -> None:
    numbered = replace(DISTRICT, number="5/KH-UBND")
    own = cite("5/KH-UBND", "kế hoạch", "2023", "Ủy ban nhân dân huyện Ngọc Hồi")
    found = store(reading(own, document=numbered))
    assert values(found, VB + "ubnd-ngoc-hoi-kon-tum/kh/2023/5", CANCU.cites) == []
    assert one(found, CANCU.Citation)


def test_unresolved_mentions_say_why_in_both_languages() -> None:
    found = store(reading(cite("77/KH-UBND", "kế hoạch", "2022-01-03")))
    citation = one(found, CANCU.Citation)
    assert values(found, citation, CANCU.resolutionStatus) == [iri.ID + "tinh-trang-vien-dan/ambiguous"]
    assert values(found, citation, CANCU.candidate) == [
        VB + "ubnd-kon-tum/kh/2022/77",
        VB + "ubnd-ngoc-hoi-kon-tum/kh/2022/77",
    ]
    languages = {
        quad.object.language for quad in found.quads_for_pattern(citation, CANCU.resolutionReason, None)
    }
    assert languages == {"vi", "en"}


def test_what_the_document_says_of_itself() -> None:
    document = replace(
        DISTRICT,
        date="2023-11",
        signers=(Signer("Nguyễn Văn A", "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH"), Signer("Trần B", "GIÁM ĐỐC")),
        recipients=("Ủy ban nhân dân tỉnh (b/c)", "Lưu: VT"),
    )
    found = store(reading(document=document))
    own = f"{VB}ubnd-ngoc-hoi-kon-tum/kh/2023/x-{iri.short_hash(RAW)}"
    assert values(found, own, RDF.type) == sorted(
        node.value for node in (CANCU.Document, CANCU.AdministrativeDocument, CANCU.Plan)
    )
    assert values(found, own, DCTERMS.title) == [document.title]
    assert values(found, own, ELI.date_document) == ["2023-11"]
    assert values(found, own, CANCU.numberBlank) == ["true"]
    assert values(found, own + "#chu-ky-1", CANCU.signMode) == [iri.ID + "cach-ky/deputy-for"]
    assert values(found, own + "#chu-ky-2", CANCU.signMode) == [iri.ID + "cach-ky/head"]
    assert values(found, own + "#noi-nhan-1", CANCU.recipientPurpose) == ["b/c"]
    assert values(found, own + "#noi-nhan-2", RDFS.label) == ["Lưu: VT"]
    body = iri.organisation_iri("ubnd-ngoc-hoi-kon-tum")
    assert values(found, body, SKOS.prefLabel) == ["Ủy ban nhân dân huyện Ngọc Hồi"]


TASK = Task(
    starts="Phòng Lao động",
    responsible=("Phòng Lao động - Thương binh và Xã hội",),
    partners=("Phòng Tư pháp", "Các đơn vị liên quan"),
    deadline="trước 15/12",
    text="Phòng Lao động - Thương binh và Xã hội chủ trì",
    due=Due("recurring", frequency="P1Y", latest="--12-14", on_request=True),
    **spanned("Phòng Lao động - Thương binh và Xã hội chủ trì"),
)


def test_tasks_say_who_does_what_by_when() -> None:
    found = store(reading(tasks=(TASK, replace(TASK, partners=()))))
    task = iri.task_iri(iri.short_hash(RAW), TASK.start, TASK.end)
    assert values(found, task, CANCU.deadlineText) == ["trước 15/12"]
    roles = {
        values(found, part, CANCU.agencyName)[0]: values(found, part, CANCU.role)[0].rsplit("/", 1)[-1]
        for part in values(found, task, CANCU.assignment)
    }
    assert roles == {
        "Phòng Lao động - Thương binh và Xã hội": "chu-tri",
        "Phòng Tư pháp": "phoi-hop",
        "Các đơn vị liên quan": "phoi-hop",
    }
    lead = values(found, task.value + "#giao-1", CANCU.agency)
    assert lead == [iri.ID + "co-quan/pldtbxh-ngoc-hoi-kon-tum"]
    assert values(found, task.value + "#giao-3", CANCU.agency) == []
    due = values(found, task, CANCU.due)[0]
    assert values(found, due, CANCU.frequency) == ["P1Y"]
    assert values(found, due, CANCU.latestDay) == ["--12-14"]
    assert len(list(found.quads_for_pattern(None, RDF.type, CANCU.Task))) == 2


def test_targets_and_budget_lines_keep_their_numbers() -> None:
    target = Target("45-50%", "học sinh vào GDNN", 45, 50.5, "%", 2030, **spanned("45-50%"))
    line = BudgetLine(
        "50.000.000 đồng",
        50_000_000,
        "tuyên truyền",
        quantity=1,
        unit_price_vnd=50_000_000,
        **spanned("50.000.000 đồng"),
    )
    found = store(reading(targets=(target,), budget=(line,)))
    aim, money = one(found, CANCU.Target), one(found, CANCU.BudgetLine)
    assert values(found, aim, SCHEMA.minValue) == ["45"]
    assert values(found, aim, SCHEMA.maxValue) == ["50.5"]
    assert values(found, aim, CANCU.targetYear) == ["2030"]
    assert values(found, money, SCHEMA.value) == ["50000000"]
    assert values(found, money, SCHEMA.currency) == ["VND"]
    assert len(list(found.quads_for_pattern(None, OA.hasTarget, None))) == 2


FULL = reading(
    PLAN,
    DIRECTIVE,
    tasks=(TASK,),
    targets=(Target("45-50%", "học sinh", 45, 50, "%", 2030, **spanned("45-50%")),),
    budget=(BudgetLine("50.000.000 đồng", 50_000_000, None, **spanned("50.000.000 đồng")),),
)


def test_what_is_built_keeps_the_shapes() -> None:
    quads = linked(FULL)
    assert validate({iri.source_graph_iri(FULL.record.id): quads}) == {}


@pytest.mark.parametrize("missing", [CANCU.relationKind, OA.exact, CANCU.sentence, CANCU.taskText])
def test_what_breaks_the_shapes_is_said(missing: ox.NamedNode) -> None:
    good, bad = linked(FULL), [quad for quad in linked(FULL) if quad.predicate != missing]
    other = ox.NamedNode(iri.ID + "nguon/khac")
    moved = [ox.Quad(quad.subject, quad.predicate, quad.object, other) for quad in bad]
    failures = validate({other: moved})
    assert set(failures) == {other}
    assert failures[other]
    assert validate({iri.source_graph_iri(FULL.record.id): good}) == {}


def test_a_file_is_read_again_when_its_bytes_differ() -> None:
    assert content_hash("a") == content_hash("a") != content_hash("b")


def test_records_of_one_text_share_its_citations_alone() -> None:
    first = build(reading(PLAN))
    second = build(Reading(replace(reading(PLAN).record, id="khac"), RAW))
    assert {str(quad.triple) for quad in first} == {str(quad.triple) for quad in second}
    assert isinstance(first[0].graph_name, ox.NamedNode)
    assert first[0].graph_name != second[0].graph_name
    assert isinstance(reading(PLAN).record, Record)

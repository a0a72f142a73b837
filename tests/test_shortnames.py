"""Short names lead back to the document they were given for, and never to a false one."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from extract.read import read_text
from extract.record import Citation
from graph import iri
from ontology.terms import OA
from tests.factories import linked

HEAD = "ỦY BAN NHÂN DÂN\nHUYỆN NGỌC HỒI\n\nSố: /KH-UBND\n\nNgọc Hồi, ngày tháng 11 năm 2023\n\nKẾ HOẠCH\n\nDạy nghề\n\nI. NỘI DUNG\n\n"
PLAN = "Kế hoạch số 135-KH/HU ngày 17/11/2023 của Ban Thường vụ Huyện ủy"
RESOLUTION = "Nghị quyết số 347/NQ-CP ngày 24/10/2025 của Chính phủ"


def cited(body: str) -> list[Citation]:
    reading = read_text(HEAD + body + "\n", "a")
    for citation in reading.record.citations:
        assert reading.raw[citation.start : citation.end] == citation.quote
    return list(reading.record.citations)


@pytest.mark.parametrize(
    ("body", "quote", "number", "full"),
    [
        (f"{PLAN} (sau đây gọi tắt là Kế hoạch 135).", "Kế hoạch 135", "135", "135-KH/HU"),
        (f"{RESOLUTION} (sau đây gọi là Nghị quyết 347).", "Nghị quyết 347", "347", "347/NQ-CP"),
        (f"{RESOLUTION}.\n\n- Theo khoản 5 Mục II Nghị quyết 347.", "Nghị quyết 347", "347", "347/NQ-CP"),
        (f"{PLAN}.\n\n- Tiếp tục thực hiện KH 135 của Huyện ủy.", "KH 135", "135", "135-KH/HU"),
        ("Thông báo số 5/TB-UBND (gọi tắt là Thông báo số 5).", "Thông báo số 5", "5", "5/TB-UBND"),
    ],
)
def test_a_short_name_is_a_mention_of_its_document(body: str, quote: str, number: str, full: str) -> None:
    citation = cited(body)[-1]
    assert (citation.quote, citation.number, citation.stands_for) == (quote, number, full)
    assert not citation.first_mention


@pytest.mark.parametrize(
    "body",
    [
        "Tiếp tục thực hiện Kế hoạch 135.",  # never given in full
        f"Thực hiện Kế hoạch 135.\n\n- {PLAN}.",  # given later
        f"{PLAN}.\n\n- Thực hiện Nghị quyết 135.",  # another type
        f"{PLAN}; Kế hoạch số 135/KH-UBND ngày 01/02/2023.\n\n- Thực hiện Kế hoạch 135.",  # two of them
        f"{PLAN}.\n\n- Quyết tâm kế hoạch 135 lớp nghề.",  # no name: no capital
        "Kế hoạch số 05/KH-UBND ngày 01/02/2023.\n\n- Kế hoạch 05 năm và hằng năm.",
        "Thông báo số 5/TB-UBND ngày 01/02/2023.\n\n- Thông báo 5 nội dung sau.",
        f"{PLAN}.\n\n- Kế hoạch 135/KH ban hành sau.",
    ],
)
def test_no_false_document_comes_of_a_bare_number(body: str) -> None:
    assert [one for one in cited(body) if one.stands_for] == []


def test_what_stands_inside_a_short_name_belongs_to_its_document() -> None:
    citations = cited(f"{PLAN}.\n\n- Kế hoạch 135 được sửa đổi, bổ sung bởi Kế hoạch số 150-KH/HU.")
    assert (citations[-1].relation, citations[-1].from_) == ("amended_by", "135-KH/HU")


def test_the_graph_knows_the_document_behind_a_short_name() -> None:
    reading = read_text(HEAD + f"{RESOLUTION}.\n\n- Theo Nghị quyết 347.\n", "a")
    bodies = [quad.object for quad in linked(reading) if quad.predicate == OA.hasBody]
    assert len(reading.record.citations) == len(bodies) == 2
    assert set(bodies) == {ox.NamedNode(iri.ID + "vb/cp/nq/2025/347")}

"""Truth grows: what a source adds is the same in any order, and goes when the source goes."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import changes as changing
from graph import ingest as ingesting
from graph import iri
from graph.ingest import Report, ingest, remove
from graph.store import Store, open_store
from ontology.terms import CANCU, DCTERMS, ELI, OA, OWL
from tests.factories import PLANS, read_facts

VB = iri.ID + "vb/"
REGISTER = """\
Số ký hiệu,Ngày ban hành,Cơ quan ban hành,Trích yếu
522/QĐ-TTg,14/05/2018,Thủ tướng Chính phủ,Phê duyệt Đề án hướng nghiệp và phân luồng học sinh
270/QĐ-TCGDNN,18/06/2021,Tổng cục Giáo dục nghề nghiệp,Về không gian truyền thông
53/2015/QĐ-TTg,20/10/2015,Thủ tướng Chính phủ,Chính sách nội trú
126/KH-UBND,24/04/2019,Ủy ban nhân dân thành phố Hải Phòng,Thực hiện Quyết định số 522/QĐ-TTg ngày 14/5/2018
"""
LAWS = """\
Số ký hiệu,Loại,Ngày ban hành,Cơ quan ban hành,Trích yếu,Tình trạng,Ngày có hiệu lực
18/2021/QH14,Luật,05/01/2021,Quốc hội,Luật Hội,Còn hiệu lực,01/07/2021
74/2014/QH13,Luật,27/11/2014,Quốc hội,Giáo dục nghề nghiệp,,01/07/2015
"""
CITING = """\
kế hoạch | Ủy ban nhân dân thành phố Hải Phòng | 2022-02-03 | 9/KH-UBND | Triển khai trong năm
cites | this | kế hoạch | 126/KH-UBND | 2019-04-24 |
cites | this | quyết định | 53/QĐ-TTg | 2015-10-20 |
cites | this | quyết định | 522/QĐ-TTg | |
cites | this | quyết định | 270/QĐ-TCGDNN | 2021-06-21 |
cites | this | luật | | | | Luật Hội
cites | this | luật | | | | Luật GDNN
"""
DRAFT = "kế hoạch | Ủy ban nhân dân tỉnh Lai Châu | 2026 | | Trồng cây phân tán trên địa bàn tỉnh năm 2026"
FINAL = DRAFT.replace("| 2026 | |", "| 2026-03-04 | 45/KH-UBND |")
SOURCES = {
    **{f"{name}.txt": text for name, text in PLANS.items()},
    "so-van-ban.csv": REGISTER,
    "luat.csv": LAWS,
    "vien-dan.txt": CITING,
    "du-thao.txt": DRAFT,
    "ban-hanh.txt": FINAL,
}


@pytest.fixture(autouse=True, scope="module")
def _only_what_depends_on_order() -> Iterator[None]:
    """The project's registers and the shapes are the same for every order, and take most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(changing, "validate", lambda graphs: {})
        patch.setattr(ingesting, "load_registers", lambda store: None)
        yield


@contextmanager
def opened() -> Iterator[tuple[Store, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder, "store"))
        (Path(folder) / "files").mkdir()
        yield store, Path(folder) / "files"
        store.close()


def load(store: Store, folder: Path, *names: str) -> Report:
    for name in names:
        (folder / name).write_text(SOURCES[name], encoding="utf-8")
    return ingest([folder / name for name in names], store, reader=read_facts)


def loaded(*names: str) -> frozenset[ox.Quad]:
    with opened() as (store, folder):
        for name in names:
            assert not load(store, folder, name).failed
        return frozenset(store.quads())


@pytest.fixture(scope="module")
def whole() -> frozenset[ox.Quad]:
    return loaded(*SOURCES)


@settings(max_examples=8, deadline=None)
@given(order=st.permutations(list(SOURCES)))
def test_any_order_gives_the_same_graph(whole: frozenset[ox.Quad], order: list[str]) -> None:
    assert loaded(*order) == whole


def test_one_run_gives_the_same_graph_as_one_for_each_source(whole: frozenset[ox.Quad]) -> None:
    with opened() as (store, folder):
        load(store, folder, *SOURCES)
        assert frozenset(store.quads()) == whole


@pytest.mark.parametrize("name", SOURCES)
def test_a_removed_source_takes_with_it_exactly_what_it_alone_supported(name: str) -> None:
    others = [other for other in SOURCES if other != name]
    with opened() as (store, folder):
        load(store, folder, *SOURCES)
        before = frozenset(store.quads())
        remove(store, [iri.source_graph_iri(Path(name).stem)])
        assert frozenset(store.quads()) == loaded(*others)
        load(store, folder, name)
        assert frozenset(store.quads()) == before


def resolutions(store: Store) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Number cited by ``CITING`` → the document found, the status, the candidates."""
    own = ox.NamedNode(VB + "ubnd-hai-phong/kh/2022/9")
    found = {}
    for quad in store.quads(None, CANCU.citingDocument, own):
        facts = {
            term: sorted(one.object.value for one in store.quads(quad.subject, term))
            for term in (OA.hasBody, CANCU.resolutionStatus, CANCU.candidate)
        }
        (body,), (status,) = list(facts.values())[:2]
        terms = (CANCU.citedNumber, CANCU.citedName)
        (number,) = (one.object.value for term in terms for one in store.quads(quad.subject, term))
        candidates = tuple(one.removeprefix(VB) for one in facts[CANCU.candidate])
        found[number] = (body.removeprefix(VB), status.rsplit("/", 1)[-1], candidates)
    return found


def test_a_register_resolves_what_was_open_and_contradicts_what_was_wrong() -> None:
    with opened() as (store, folder):
        load(store, folder, "vien-dan.txt")
        before = resolutions(store)
        assert before["53/QĐ-TTg"][:2] == ("ttg/qd/2015/53", "resolved")
        assert before["522/QĐ-TTg"][1] == "unresolved"
        assert before["270/QĐ-TCGDNN"][1] == "resolved"
        load(store, folder, "so-van-ban.csv")
        after = resolutions(store)
        assert after["53/QĐ-TTg"] == ("ttg/qd/2015/53", "mismatch", ("ttg/qdqp/2015/53",))
        assert after["522/QĐ-TTg"][1:] == ("unresolved", ("ttg/qd/2018/522",))  # a number alone is not enough
        assert after["270/QĐ-TCGDNN"][:2] == ("tcgdnn/qd/2021/270", "mismatch")
        assert after["126/KH-UBND"][:2] == ("ubnd-hai-phong/kh/2019/126", "resolved")
        remove(store, [iri.source_graph_iri("so-van-ban")])
        assert resolutions(store) == before


def test_a_law_cited_by_name_is_known_once_a_register_vouches_for_it() -> None:
    with opened() as (store, folder):
        load(store, folder, "vien-dan.txt")
        before = resolutions(store)
        assert before["Luật Hội"] == ("qh/luat/hoi", "unresolved", ())
        load(store, folder, "luat.csv")
        assert resolutions(store)["Luật Hội"] == ("qh/luat/2021/18", "resolved", ())
        assert resolutions(store)["Luật GDNN"] == ("qh/luat/2014/74", "resolved", ())
        remove(store, [iri.source_graph_iri("luat")])
        assert resolutions(store) == before


def test_a_draft_leads_to_the_document_it_became() -> None:
    with opened() as (store, folder):
        load(store, folder, "du-thao.txt")
        (draft,) = (quad.subject for quad in store.quads(None, CANCU.numberBlank))
        assert not list(store.quads(draft, DCTERMS.isReplacedBy))
        load(store, folder, "ban-hanh.txt")
        final = ox.NamedNode(VB + "ubnd-lai-chau/kh/2026/45")
        for term in (DCTERMS.isReplacedBy, OWL.sameAs):
            assert [quad.object for quad in store.quads(draft, term)] == [final]


def test_a_document_of_two_sources_has_one_view_with_both_dates() -> None:
    with opened() as (store, folder):
        load(store, folder, *SOURCES)
        document = ox.NamedNode(VB + "tcgdnn/qd/2021/270")
        assert [quad.object.value for quad in store.quads(document, CANCU.bestDate)] == ["2021-06-18"]
        assert any(True for _ in store.quads(document, CANCU.dateConflict))
        assert {quad.object.value for quad in store.quads(document, ELI.date_document)} == {"2021-06-18"}


def test_no_document_has_two_iris_and_no_iri_two_documents() -> None:
    with opened() as (store, folder):
        load(store, folder, *SOURCES)
        keys: dict[tuple[str, ...], set[str]] = {}
        documents = {quad.subject for quad in store.quads(None, ELI.number)}
        for node in documents:
            assert isinstance(node, ox.NamedNode)
            if iri.is_draft(node):
                continue
            of = [
                tuple(sorted({one.object.value for one in store.quads(node, term)}))
                for term in (ELI.passed_by, ELI.type_document, CANCU.year, ELI.number)
            ]
            assert all(len(values) == 1 for values in of), node
            keys.setdefault(tuple(itertools.chain(*of)), set()).add(node.value)
        assert keys
        assert all(len(nodes) == 1 for nodes in keys.values())

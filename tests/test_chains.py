"""Chains of documents and finding where they start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from graph import iri
from graph.chains import Step, chain_graph, find, node, trace
from graph.ingest import ingest
from graph.store import Store, open_store
from tests.factories import read_facts, write_plans

VB = iri.ID + "vb/"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("chains")
    opened = open_store(folder / "store")
    ingest([write_plans(folder / "plans")], opened, reader=read_facts)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def graph(store: Store) -> nx.MultiDiGraph[str]:
    return chain_graph(store)


def short(text: str) -> str:
    return text.removeprefix(VB).split("/x-")[0]


def outline(step: Step) -> list[str]:
    """The trace as indented lines, repeated steps marked."""
    return [
        "  " * one.depth + short(one.node.iri) + (" (repeated)" if one.repeated else "")
        for one in step.walk()
    ]


def test_a_directive_comes_down_to_the_plans(graph: nx.MultiDiGraph[str]) -> None:
    assert outline(trace(graph, VB + "tw/ct/2023/21")) == [
        "tw/ct/2023/21",
        "  tu-lai-chau/kh/2023/184",
        "    ubnd-lai-chau/kh/2023/3214",
        "  tu-kon-tum/kh/2023/105",
        "    ubnd-kon-tum/kh/2023/3101",
        "      ubnd-ngoc-hoi-kon-tum/kh/2023 (repeated)",
        "  hu-ngoc-hoi-kon-tum/kh/2023/135",
        "    ubnd-ngoc-hoi-kon-tum/kh/2023",
        "  ubnd-hai-phong/kh/2024",
    ]


def test_a_document_is_reached_directly_and_through_another(graph: nx.MultiDiGraph[str]) -> None:
    lines = outline(trace(graph, VB + "ttg/qd/2018/522"))
    assert lines == [
        "ttg/qd/2018/522",
        "  ubnd-lang-son/kh/2019/119",
        "    sldtbxh-lang-son/kh/2023 (repeated)",
        "  sldtbxh-lang-son/kh/2023",
        "  ubnd-hai-phong/kh/2024",
    ]


def test_ancestors_of_a_plan(graph: nx.MultiDiGraph[str]) -> None:
    plan = next(one for one in graph if one.startswith(VB + "ubnd-ngoc-hoi-kon-tum/kh/2023/x-"))
    assert outline(trace(graph, plan, "up")) == [
        "ubnd-ngoc-hoi-kon-tum/kh/2023",
        "  ubnd-kon-tum/kh/2023/3101",
        "    tu-kon-tum/kh/2023/105",
        "      tw/ct/2023/21 (repeated)",
        "  hu-ngoc-hoi-kon-tum/kh/2023/135",
        "    tw/ct/2023/21",
    ]
    both = outline(trace(graph, VB + "ubnd-lai-chau/kh/2026/3254", "up"))
    assert both == [
        "ubnd-lai-chau/kh/2026/3254",
        "  tu-lai-chau/ctr/2024/56",
        "    tw/ct/2024/37",
        "  ttg/qd/2026/326",
    ]


def test_every_step_has_its_sentence(graph: nx.MultiDiGraph[str]) -> None:
    root = trace(graph, VB + "tw/ct/2023/21")
    for step in root.walk():
        assert bool(step.evidence) == (step.depth > 0)
        assert step.path[0] == root.node.iri
        assert len(step.path) == step.depth + 1
    first = root.children[0]
    assert (first.relation, first.days) == ("implements", 54)
    assert "21-CT/TW" in first.evidence[0].quote
    assert first.evidence[0].source.startswith(VB + "sgddt-lai-chau/kh/2026/x-")


def test_depth_and_relations_limit_a_trace(graph: nx.MultiDiGraph[str]) -> None:
    start = VB + "tw/ct/2023/21"
    assert {step.depth for step in trace(graph, start, depth=1).walk()} == {0, 1}
    assert [step.depth for step in trace(graph, start, depth=0).walk()] == [0]
    assert len(outline(trace(graph, start, relations=["guides"]))) == 1
    assert "  sgddt-lai-chau/kh/2026" in outline(trace(graph, VB + "bgddt/kh/2026/733"))


def test_nodes_say_what_is_known(graph: nx.MultiDiGraph[str]) -> None:
    directive = node(graph, VB + "tw/ct/2023/21")
    assert (directive.label, directive.number, directive.type) == ("Chỉ thị số 21-CT/TW", "21-CT/TW", "ct")
    assert (directive.date, directive.level, directive.held) == ("2023-05-04", "central", False)
    assert directive.issuer == "Ban Bí thư Trung ương Đảng"
    held = {one for one in graph if node(graph, one).held}
    assert len(held) == 5


def made(*edges: tuple[str, str]) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name in {name for edge in edges for name in edge}:
        graph.add_node(name, iri=name, label=name, date=None)
    for source, target in edges:
        graph.add_edge(source, target, "implements", relation="implements", evidence=[])
    return graph


def test_circles_end() -> None:
    circle = made(("b", "a"), ("c", "b"), ("a", "c"))
    assert outline(trace(circle, "a")) == ["a", "  b", "    c", "      a (repeated)"]


def test_a_chain_may_be_long() -> None:
    long = made(*((f"{number + 1:05}", f"{number:05}") for number in range(3000)))
    assert max(step.depth for step in trace(long, "00000").walk()) == 3000


def test_an_unknown_start_is_an_error(graph: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(KeyError):
        trace(graph, VB + "nobody/kh/2020/1")


# -- finding


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21-CT/TW", ["tw/ct/2023/21"]),
        ("chỉ thị số 21-CT/TW", ["tw/ct/2023/21"]),
        ("184- KH/TU", ["tu-lai-chau/kh/2023/184"]),
        ("534/QĐ-LĐTBXH", ["bldtbxh/qd/2021/534"]),
        ("534/QĐ-BLĐTBXH", ["bldtbxh/qd/2021/534"]),
        ("126/KH-UBND", ["ubnd-hai-phong/kh/2019/126", "ubnd-lang-son/kh/2019/126"]),
        ("126/KH-UBND của UBND thành phố Hải Phòng", ["ubnd-hai-phong/kh/2019/126"]),
        ("Kế hoạch 126/KH-UBND năm 2019 của Ủy ban nhân dân tỉnh Lạng Sơn", ["ubnd-lang-son/kh/2019/126"]),
        (VB + "ttg/qd/2018/522", ["ttg/qd/2018/522"]),
        (f"<{VB}ttg/qd/2018/522>", ["ttg/qd/2018/522"]),
        (VB + "ttg/qd/2018/523", []),
    ],
)
def test_numbers_and_iris_find_documents(store: Store, text: str, expected: list[str]) -> None:
    found = find(store, text)
    assert sorted(short(match.iri) for match in found) == expected
    assert all(match.kind == "exact" for match in found)


def test_what_is_not_there_gives_the_nearest(store: Store) -> None:
    found = find(store, "523/QĐ-TTg")
    assert found[0].label == "Quyết định số 522/QĐ-TTg"
    assert {match.kind for match in found} == {"near"}
    elsewhere = find(store, "126/KH-UBND của UBND tỉnh Nghệ An")
    assert {match.kind for match in elsewhere} == {"near"}
    assert find(store, "Triển khai Kế hoạch")[0].title == "Triển khai Kế hoạch số 135-KH/HU"
    assert find(store, "qwrtzp") == []


def test_a_stub_does_not_stand_beside_the_document_it_may_be(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store")
    folder = write_plans(tmp_path / "plans")
    bare = "thông báo | | | | x\ncites | this | chỉ thị | 21-CT/TW\ncites | this | quyết định | 9/QĐ-TTg"
    (folder / "bare.txt").write_text(bare, encoding="utf-8")
    assert ingest([folder], store, reader=read_facts).new == 6
    assert [short(match.iri) for match in find(store, "21-CT/TW")] == ["tw/ct/2023/21"]
    (only,) = find(store, "9/QĐ-TTg")
    assert (short(only.iri), only.kind) == ("ttg/qd/khong-ro", "exact")
    store.close()

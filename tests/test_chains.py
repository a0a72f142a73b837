"""Chains of documents and finding where they start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import iri
from graph.chains import RELATIONS, Chains, chains_of, derive_chains, read_chains
from graph.find import find
from graph.ingest import ingest
from graph.network import chain_graph, network
from graph.proofs import GraphProofs, StoreProofs
from graph.store import Store, open_store
from graph.trace import Trace, Where, trace
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
def chains(store: Store) -> Chains:
    return read_chains(store)


def short(text: str) -> str:
    return text.removeprefix(VB).split("/x-")[0]


def outline(found: Trace) -> list[str]:
    """The trace as indented lines, repeated steps marked."""
    return [
        "  " * one.depth + short(one.node.iri) + (" (repeated)" if one.repeated else "")
        for one in found.walk()
    ]


def test_a_directive_comes_down_to_the_plans(chains: Chains) -> None:
    assert outline(trace(chains, VB + "tw/ct/2023/21")) == [
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


def test_a_document_is_reached_directly_and_through_another(chains: Chains) -> None:
    lines = outline(trace(chains, VB + "ttg/qd/2018/522"))
    assert lines == [
        "ttg/qd/2018/522",
        "  ubnd-lang-son/kh/2019/119",
        "    sldtbxh-lang-son/kh/2023 (repeated)",
        "  sldtbxh-lang-son/kh/2023",
        "  ubnd-hai-phong/kh/2024",
    ]


def test_ancestors_of_a_plan(chains: Chains) -> None:
    plan = next(
        one.iri for one in chains.nodes if one.iri.startswith(VB + "ubnd-ngoc-hoi-kon-tum/kh/2023/x-")
    )
    assert outline(trace(chains, plan, "up")) == [
        "ubnd-ngoc-hoi-kon-tum/kh/2023",
        "  ubnd-kon-tum/kh/2023/3101",
        "    tu-kon-tum/kh/2023/105",
        "      tw/ct/2023/21 (repeated)",
        "  hu-ngoc-hoi-kon-tum/kh/2023/135",
        "    tw/ct/2023/21",
    ]
    both = outline(trace(chains, VB + "ubnd-lai-chau/kh/2026/3254", "up"))
    assert both == [
        "ubnd-lai-chau/kh/2026/3254",
        "  tu-lai-chau/ctr/2024/56",
        "    tw/ct/2024/37",
        "  ttg/qd/2026/326",
    ]


def test_every_step_has_its_sentence(store: Store, chains: Chains) -> None:
    found = trace(chains, VB + "tw/ct/2023/21", proofs=StoreProofs(store))
    for step in found.walk():
        assert bool(step.evidence) == (step.depth > 0)
        assert all(below.depth == step.depth + 1 for below in step.children)
    first = found.root.children[0]
    assert (first.relation, first.days) == ("implements", 54)
    assert "21-CT/TW" in first.evidence[0].quote
    assert first.evidence[0].status == "resolved"
    assert first.evidence[0].source.startswith(VB + "sgddt-lai-chau/kh/2026/x-")


def test_depth_and_relations_limit_a_trace(chains: Chains) -> None:
    start = VB + "tw/ct/2023/21"
    assert {step.depth for step in trace(chains, start, depth=1).walk()} == {0, 1}
    assert [step.depth for step in trace(chains, start, depth=0).walk()] == [0]
    assert len(outline(trace(chains, start, relations=["guides"]))) == 1
    assert "  sgddt-lai-chau/kh/2026" in outline(trace(chains, VB + "bgddt/kh/2026/733"))


def test_nodes_say_what_is_known(chains: Chains) -> None:
    directive = chains.node(VB + "tw/ct/2023/21")
    assert (directive.label, directive.number, directive.type) == ("Chỉ thị số 21-CT/TW", "21-CT/TW", "ct")
    assert (directive.date, directive.level, directive.held) == ("2023-05-04", "central", False)
    assert (directive.issuer, directive.body) == ("Ban Bí thư Trung ương Đảng", "tw")
    assert sum(node.held for node in chains.nodes) == 5
    assert [node.date or "9999" for node in chains.nodes] == sorted(
        node.date or "9999" for node in chains.nodes
    )


def test_kept_chains_are_those_of_the_statements(store: Store) -> None:
    derived = derive_chains(store)
    for _ in range(2):
        kept = read_chains(store)
        assert kept.nodes == derived.nodes
        assert set(kept.edges_between(range(len(kept)))) == set(derived.edges_between(range(len(derived))))


def test_provinces_are_those_of_the_bodies(chains: Chains) -> None:
    by_iri = dict(zip((node.iri for node in chains.nodes), chains.provinces, strict=True))
    assert by_iri[VB + "tw/ct/2023/21"] is None
    assert by_iri[VB + "tu-kon-tum/kh/2023/105"] == "kon-tum"
    assert by_iri[VB + "hu-ngoc-hoi-kon-tum/kh/2023/135"] == "kon-tum"


# -- what is left out is said


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (Where(), 8),
        (Where(provinces=frozenset({"kon-tum"})), 5),
        (Where(levels=frozenset({"district"})), 3),
        (Where(after="2023-11-01"), 4),
        (Where(before="2023-06-30"), 3),
        (Where(words="nothing of the kind"), 1),
    ],
)
def test_filters_keep_what_fits_and_the_way_to_it(chains: Chains, where: Where, expected: int) -> None:
    found = trace(chains, VB + "tw/ct/2023/21", where=where)
    assert found.documents == expected
    fitting = {step.node.iri for step in found.walk() if step.matches}
    assert len(fitting) == expected
    for step in found.walk():
        led_to = {below.node.iri for below in step.walk()}
        assert step.matches or step.repeated or led_to & fitting


def test_a_cut_is_counted(chains: Chains) -> None:
    start = VB + "tw/ct/2023/21"
    whole = trace(chains, start)
    assert (whole.documents, whole.held, whole.shown, whole.deeper) == (8, 2, 8, 0)
    one = trace(chains, start, breadth=1)
    assert (one.root.omitted, len(one.root.children)) == (3, 1)
    assert one.documents == whole.documents
    short_one = trace(chains, start, limit=3)
    assert len(list(short_one.walk())) == 3
    assert short_one.root.omitted == 2
    shallow = trace(chains, start, depth=1)
    assert (shallow.documents, shallow.deeper) == (5, 3)


# -- the same by brute force


KINDS_TRIED = ("implements", "based_on", "cites")


@st.composite
def graphs(draw: st.DrawFn) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    names = [f"d{number}" for number in range(draw(st.integers(1, 9)))]
    dates = st.sampled_from([None, "2023", "2023-05", "2023-05-04", "2024-01-31"])
    for name in names:
        graph.add_node(name, label=name, date=draw(dates), held=draw(st.booleans()))
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names), st.sampled_from(KINDS_TRIED))
    for lower, upper, relation in draw(st.lists(pairs, max_size=30)):
        if lower != upper:
            graph.add_edge(lower, upper, relation, relation=relation, evidence=[])
    return graph


@given(graphs(), st.sampled_from(["down", "up"]), st.sampled_from([None, 1, 2]))
def test_a_trace_is_a_breadth_first_search(graph: nx.MultiDiGraph[str], direction: Any, depth: Any) -> None:
    followed = nx.DiGraph()
    followed.add_nodes_from(graph)
    followed.add_edges_from((u, v) for u, v, key in graph.edges(keys=True) if key in RELATIONS)
    if direction == "down":
        followed = followed.reverse()
    lengths = nx.single_source_shortest_path_length(followed, "d0", cutoff=depth)
    found = trace(chains_of(graph), "d0", direction, depth=depth)
    full = [step for step in found.walk() if not step.repeated]
    assert {step.node.iri: step.depth for step in full} == lengths
    assert len(full) == len(lengths) == found.documents
    assert found.held == sum(graph.nodes[name]["held"] for name in lengths)
    assert found.deeper == len(nx.descendants(followed, "d0")) + 1 - len(lengths)
    for step in found.walk():
        if step.depth < (depth or 99) and not step.repeated:
            assert {child.node.iri for child in step.children} == set(followed[step.node.iri])


@given(graphs())
def test_a_graph_of_networkx_comes_back(graph: nx.MultiDiGraph[str]) -> None:
    chains = chains_of(graph)
    again = network(chains, range(len(chains)), GraphProofs(graph))
    assert set(again) == set(graph)
    assert set(again.edges(keys=True)) == set(graph.edges(keys=True))


def test_part_of_a_graph_has_its_sentences(store: Store, chains: Chains) -> None:
    whole = chain_graph(store)
    reach = chains.reach(chains.place[VB + "tw/ct/2023/21"])
    part = network(chains, reach.order.tolist(), StoreProofs(store))
    assert len(part) == 8
    assert set(part.edges(keys=True)) == set(whole.subgraph(part).edges(keys=True))
    for lower, upper, relation, data in part.edges(keys=True, data=True):
        assert data["evidence"]
        assert data["evidence"] == whole.edges[lower, upper, relation]["evidence"]


def made(*edges: tuple[str, str]) -> Chains:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name in {name for edge in edges for name in edge}:
        graph.add_node(name, iri=name, label=name, date=None)
    for source, target in edges:
        graph.add_edge(source, target, "implements", relation="implements", evidence=[])
    return chains_of(graph)


def test_circles_end() -> None:
    circle = made(("b", "a"), ("c", "b"), ("a", "c"))
    assert outline(trace(circle, "a")) == ["a", "  b", "    c", "      a (repeated)"]


def test_a_chain_may_be_long() -> None:
    long = made(*((f"{number + 1:05}", f"{number:05}") for number in range(3000)))
    assert max(step.depth for step in trace(long, "00000").walk()) == 3000


def test_an_unknown_start_is_an_error(chains: Chains) -> None:
    with pytest.raises(KeyError):
        trace(chains, VB + "nobody/kh/2020/1")


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


@pytest.mark.parametrize(
    ("held", "text", "expected"),
    [
        ("74/2014/QH13 124/2025/QH15", "Luật GDNN", ["exact 2014/74", "exact 2025/124"]),
        ("74/2014/QH13 124/2025/QH15", "luật Giáo dục nghề nghiệp", ["exact 2014/74", "exact 2025/124"]),
        ("74/2014/QH13 124/2025/QH15", "Luật GDNN năm 2014", ["exact 2014/74"]),
        ("74/2014/QH13 124/2025/QH15", "Luật Giáo dục nghề nghiệp 2025", ["exact 2025/124"]),
        ("74/2014/QH13", "Luật GDNN", ["near 2014/74"]),
        ("74/2014/QH13", "Luật GDNN 2014", ["exact 2014/74"]),
    ],
)
def test_a_law_is_found_by_its_name(tmp_path: Path, held: str, text: str, expected: list[str]) -> None:
    store = open_store(tmp_path / "store")
    cited = "".join(f"cites | this | luật | {number}\n" for number in held.split())
    (tmp_path / "plan.txt").write_text(f"thông báo | | | | x\n{cited}", encoding="utf-8")
    ingest([tmp_path / "plan.txt"], store, reader=read_facts)
    found = find(store, text)
    assert [f"{match.kind} {short(match.iri).removeprefix('qh/luat/')}" for match in found] == expected
    store.close()


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

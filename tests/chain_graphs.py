"""Synthetic chain graphs for the tests of the pictures."""

from __future__ import annotations

from typing import Any

import networkx as nx

BASE = "https://w3id.org/can-cu/id/vb/"
ROOT = BASE + "tw/ct/2023/21"
PARTY_PLAN = BASE + "tu-kon-tum/kh/2023/105"
PROVINCE_PLAN = BASE + "ubnd-kon-tum/kh/2023/3101"
DISTRICT_PARTY_PLAN = BASE + "hu-ngoc-hoi-kon-tum/kh/2023/135"
DISTRICT_PLAN = BASE + "ubnd-ngoc-hoi-kon-tum/kh/2023/x-0a1b2c3d"


def add_document(graph: nx.MultiDiGraph, iri: str, number: str | None, **attributes: Any) -> None:
    known = {"type": "Kế hoạch", "date": None, "issuer": None, "title": None, "level": None, "held": False}
    graph.add_node(iri, iri=iri, number=number, **{**known, **attributes})


def add_relation(graph: nx.MultiDiGraph, source: str, relation: str, target: str, *sentences: str) -> None:
    evidence = [
        {
            "quote": graph.nodes[target]["number"] or "",
            "sentence": sentence,
            "citation": f"{source}-{start}",
            "document": source,
            "start": start,
            "end": start + 1,
        }
        for start, sentence in enumerate(sentences)
    ]
    graph.add_edge(source, target, key=relation, relation=relation, evidence=evidence)


def small_chain() -> nx.MultiDiGraph:
    """Five documents from a Party directive to a district plan without a number."""
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    add_document(
        graph, DISTRICT_PLAN, None, date="2023-11", issuer="UBND huyện Ngọc Hồi", level="district", held=True
    )
    add_document(
        graph,
        ROOT,
        "21-CT/TW",
        type="Chỉ thị",
        date="2023-05-04",
        issuer="Ban Bí thư Trung ương Đảng",
        level="central",
    )
    add_document(
        graph, PROVINCE_PLAN, "3101/KH-UBND", date="2023-09-15", issuer="UBND tỉnh Kon Tum", level="province"
    )
    add_document(
        graph, PARTY_PLAN, "105-KH/TU", date="2023-07-11", issuer="Tỉnh ủy Kon Tum", level="province"
    )
    add_document(
        graph,
        DISTRICT_PARTY_PLAN,
        "135-KH/HU",
        date="2023-11-17",
        issuer="Huyện ủy Ngọc Hồi",
        level="district",
    )
    add_relation(
        graph,
        DISTRICT_PLAN,
        "implements",
        PROVINCE_PLAN,
        "Triển khai Kế hoạch số 3101/KH-UBND",
        "Theo Kế hoạch số 3101/KH-UBND",
    )
    add_relation(graph, DISTRICT_PLAN, "based_on", PROVINCE_PLAN, "Căn cứ Kế hoạch số 3101/KH-UBND")
    add_relation(graph, DISTRICT_PLAN, "implements", DISTRICT_PARTY_PLAN, "Thực hiện Kế hoạch số 135-KH/HU")
    add_relation(graph, DISTRICT_PARTY_PLAN, "implements", ROOT, "Thực hiện Chỉ thị số 21-CT/TW")
    add_relation(graph, PROVINCE_PLAN, "implements", PARTY_PLAN, "Triển khai Kế hoạch số 105-KH/TU")
    add_relation(graph, PARTY_PLAN, "implements", ROOT, "Kế hoạch số 105-KH/TU thực hiện Chỉ thị số 21-CT/TW")
    return graph


def wide_chain(documents: int) -> nx.MultiDiGraph:
    """A directive, six provincial plans, and as many district and commune documents as are wanted."""
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    add_document(graph, ROOT, "21-CT/TW", type="Chỉ thị", date="2023-05-04", level="central", held=True)
    kinds = ("implements", "guides", "based_on")
    for place in range(documents - 1):
        province = place < 6
        iri = f"{BASE}ubnd-{'tinh' if province else 'huyen'}-{place}/kh/2023/{place}"
        level = "province" if province else ("commune" if place % 5 == 0 else "district")
        date = None if place % 7 == 3 else f"2023-{place % 12 + 1:02}-{place % 28 + 1:02}"
        add_document(graph, iri, f"{place}/KH-UBND", date=date, level=level, held=place % 3 > 0)
        above = ROOT if province else f"{BASE}ubnd-tinh-{place % 6}/kh/2023/{place % 6}"
        add_relation(graph, iri, kinds[place % 3], above, f"Câu thứ {place}")
    return graph

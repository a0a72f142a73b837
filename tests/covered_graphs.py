"""A directive that some provinces carry out, for the tests of the figures of coverage."""

from __future__ import annotations

from datetime import date, timedelta

import networkx as nx

from tests.chain_graphs import BASE, ROOT, add_document, add_relation

ISSUED = date(2023, 5, 4)
CARRIED = ("kon-tum", "lai-chau", "hai-phong", "ca-mau", "gia-lai", "ha-noi")
"""The provinces whose Party committee has a plan, each twenty days after the one before."""


def covered() -> nx.MultiDiGraph:
    """Six Party plans, three plans of People's Committees under them, one letter, one plan on something else."""
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    add_document(
        graph, ROOT, "21-CT/TW", type="ct", date=ISSUED.isoformat(), level="central", body="tw", held=True
    )
    for place, slug in enumerate(CARRIED):
        party = _plan(graph, f"tu-{slug}", f"{place + 1}-KH/TU", ISSUED + timedelta(days=20 * place + 20))
        add_relation(graph, party, "implements", ROOT, f"{slug}: Thực hiện Chỉ thị số 21-CT/TW")
        if place % 2:
            day = ISSUED + timedelta(days=20 * place + 50)
            state = _plan(graph, f"ubnd-{slug}", f"{place + 1}/KH-UBND", day)
            add_relation(graph, state, "implements", party, f"Triển khai Kế hoạch số {place + 1}-KH/TU")
    letter = _plan(graph, "ubnd-nghe-an", "9/UBND-VX", ISSUED + timedelta(days=300), kind="cv")
    add_relation(graph, letter, "implements", ROOT, "Thực hiện Chỉ thị số 21-CT/TW")
    _plan(graph, "ubnd-son-la", "8/KH-UBND", ISSUED + timedelta(days=90))
    return graph


def _plan(graph: nx.MultiDiGraph, body: str, number: str, day: date, kind: str = "kh") -> str:
    iri = f"{BASE}{body}/{kind}/{day.year}/{number.split('/')[0].split('-')[0]}"
    add_document(
        graph, iri, number, type=kind, date=day.isoformat(), level="province", body=body, held=True,
        title=f"Kế hoạch số {number}",
    )  # fmt: skip
    return iri

"""Coverage: the same by brute force and by SPARQL, and what each cell tells."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.carrying import CARRYING
from graph.chains import RELATIONS, Chains, Node, chains_of, read_chains
from graph.coverage import Coverage, carriers, chosen_stages, coverage, ways_of
from graph.iri import ID
from graph.places import provinces_on
from graph.store import Store
from ontology.areas import province_on
from ontology.bodies import bodies, body
from ontology.carrying import carrying_types, stages
from queries.catalogue import run
from queries.naming import name_document
from tests.random_graphs import RandomGraph, fill, random_graphs

CARRYING_TYPES = carrying_types("plan") | carrying_types("steering")
VB = ID + "vb/"
DIRECTIVE = VB + "tw/ct/2023/21"
BEFORE, AFTER = date(2025, 6, 30), date(2026, 1, 1)


def states(chains: Chains, found: Coverage) -> dict[str, tuple[str, str, str]]:
    """Province, stage and state of each document in the matrix."""
    cells = [cell for row in found.rows for cell in row.cells]
    return {
        carrier.node.iri: (cell.province, cell.stage, carrier.state)
        for cell, listed in zip(cells, carriers(chains, found, cells), strict=True)
        for carrier in listed
    }


def by_hand(given: RandomGraph, start: str, on: date) -> dict[str, tuple[str, str, str]]:
    """The same from the definitions, a document at a time."""
    carrying = nx.ancestors(given.following(*CARRYING), start)
    resting = nx.ancestors(given.following(*RELATIONS), start)
    found = {}
    for name in resting:
        node = given.nodes[name]
        issuer = body(node.body or "")
        if node.type == "bc" or issuer is None or issuer.area is None:
            continue
        if node.date and node.date > on.isoformat()[: len(node.date)]:
            continue
        province = province_on(issuer.area.province, on)
        stage = next(one.code for one in stages() if one.fits(issuer.issuer))
        own = body(given.nodes[start].body or "")
        if own and own.area and province != province_on(own.area.province, on):
            continue
        if province in provinces_on(on):
            state = "rests" if name not in carrying else "letter" if node.type == "cv" else "plan"
            found[name] = (province, stage, state)
    return found


@given(random_graphs(), st.sampled_from([BEFORE, AFTER, date(2023, 6, 1)]), st.integers(0, 7))
def test_the_matrix_by_brute_force(given: RandomGraph, on: date, number: int) -> None:
    chains = given.chains
    start = chains.nodes[number % len(chains)].iri
    found = coverage(chains, start, on)
    assert states(chains, found) == by_hand(given, start, on)
    for row in found.rows:
        for cell in row.cells:
            assert (cell.first is None) == (not cell.positions) == (cell.state in ("other", "none"))
            assert (cell.state == "other") == (not cell.positions and cell.others > 0)


@given(random_graphs(), st.integers(0, 7))
def test_curves_and_delays_count_first_plans(given: RandomGraph, number: int) -> None:
    chains = given.chains
    start = chains.nodes[number % len(chains)]
    found = coverage(chains, start.iri, AFTER)
    firsts: dict[str, list[str]] = {}
    for province, _, state in states(chains, found).values():
        firsts.setdefault(province, []) if state == "plan" else None
    for name, (province, _, state) in states(chains, found).items():
        day = given.nodes[name].date or ""
        if state == "plan" and len(day) == 10:
            firsts[province].append(day)
    days = sorted(min(dates) for dates in firsts.values() if dates)
    (curve,) = (one for one in found.curves if one.stage == "any")
    assert [
        day.isoformat() for day, count in curve.points for _ in range(days.count(day.isoformat()))
    ] == days
    assert [count for _, count in curve.points] == [
        sum(one <= day.isoformat() for one in days) for day, _ in curve.points
    ]
    assert curve.undated == len(firsts) - len(days)
    if len(start.date or "") == 10:
        since = date.fromisoformat(start.date or "")
        assert found.delays["any"].count == len(days)
        if days:
            assert found.delays["any"].least == (date.fromisoformat(days[0]) - since).days


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(random_graphs(), st.integers(0, 7))
def test_the_same_by_sparql(store: Store, given: RandomGraph, number: int) -> None:
    fill(store, given)
    chains = read_chains(store)
    start = chains.nodes[number % len(chains)].iri
    assert_same_by_sparql(store, chains, start)


@pytest.mark.parametrize("number", ["21-CT/TW", "522/QĐ-TTg", "534/QĐ-LĐTBXH"])
def test_the_same_by_sparql_on_the_examples(examples: Store, number: str) -> None:
    chains = read_chains(examples)
    assert_same_by_sparql(examples, chains, name_document(examples, number).value)


def assert_same_by_sparql(store: Store, chains: Chains, start: str) -> None:
    """The matrix holds what the query gives, except what is of no province or of a type that does not carry out."""
    rows = run(store, "coverage-of", {"document": start})
    told = {row[0] or "": row[5] == "true" for row in rows.as_text()}
    found = coverage(chains, start, AFTER)
    cells = [cell for row in found.rows for cell in row.cells]
    listed = [one for some in carriers(chains, found, cells) for one in some if one.state != "inferred"]
    assert {one.node.iri for one in listed if one.state in ("plan", "letter") and not one.named} == {
        name for name, carries in told.items() if carries and in_matrix(chains, start, name)
    }
    assert {one.node.iri for one in listed if one.state == "rests" or one.named} == {
        name for name, carries in told.items() if not carries and in_matrix(chains, start, name)
    }


def in_matrix(chains: Chains, start: str, name: str) -> bool:
    node, own = chains.node(name), body(chains.node(start).body or "")
    issuer = body(node.body or "")
    if issuer is None or issuer.area is None or node.type not in CARRYING_TYPES:
        return False
    province = province_on(issuer.area.province, AFTER)
    return not (own and own.area) or province == province_on(own.area.province, AFTER)


# -- what is told apart


def made(*nodes: Node, edges: tuple[tuple[int, int, str], ...]) -> Chains:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in nodes:
        graph.add_node(
            node.iri, **{name: getattr(node, name) for name in Node.__dataclass_fields__ if name != "iri"}
        )
    for lower, upper, relation in edges:
        graph.add_edge(nodes[lower].iri, nodes[upper].iri, relation, relation=relation, evidence=[])
    return chains_of(graph)


def plan(body: str, day: str | None, number: int, title: str = "", type: str = "kh", **more: object) -> Node:
    level = "central" if body == "ttg" else "province"
    facts = {"held": True, "level": level} | more
    return Node(
        f"{VB}{body}/{type}/2024/{number}", str(number), type=type, date=day, title=title, body=body, **facts
    )


NAME = "Đề án “Giáo dục hướng nghiệp và định hướng phân luồng học sinh giai đoạn 2018-2025”"
ONE = plan("ttg", "2018-05-14", 1, f"Phê duyệt {NAME}", "qd")


@pytest.mark.parametrize(
    ("node", "relation", "state"),
    [
        (plan("ubnd-lai-chau", "2019-01-01", 2), "implements", "plan"),
        (plan("ubnd-lai-chau", "2019-01-01", 2, type="cv"), "implements", "letter"),
        (plan("ubnd-lai-chau", "2019-01-01", 2), "based_on", "rests"),
        (plan("ubnd-lai-chau", "2019-01-01", 2, f"Kế hoạch thực hiện {NAME}"), "based_on", "plan"),
        (plan("ubnd-lai-chau", "2019-01-01", 2, f"Kế hoạch thực hiện {NAME}"), "cites", "inferred"),
        (plan("ubnd-lai-chau", "2019-01-01", 2, "Trồng rừng"), "cites", "other"),
        (plan("ubnd-lai-chau", "2017-01-01", 2, "Trồng rừng"), "cites", "none"),
        (plan("ubnd-lai-chau", "2019-01-01", 2, held=False), "cites", "none"),
        (plan("ubnd-lai-chau", "2019-01-01", 2, listed=True, held=False), "cites", "other"),
        (plan("ubnd-lai-chau", "2019-01-01", 2, type="bc"), "implements", "none"),
        (plan("ubnd-lai-chau", "2025-07-01", 2), "implements", "none"),
    ],
)
def test_states_of_a_cell(node: Node, relation: str, state: str) -> None:
    found = coverage(made(ONE, node, edges=((1, 0, relation),)), ONE.iri, BEFORE)
    (row,) = (row for row in found.rows if row.province == "lai-chau")
    assert [cell.state for cell in row.cells] == ["none", state, "none", "none"]
    assert len(found.rows) == 63


def test_a_merged_province_counts_for_the_new_one() -> None:
    chains = made(
        ONE,
        plan("ubnd-kon-tum", "2019-01-01", 2),
        plan("ubnd-quang-ngai-2025", "2025-08-01", 3),
        edges=((1, 0, "implements"), (2, 0, "implements")),
    )
    found = coverage(chains, ONE.iri, AFTER)
    assert len(found.rows) == 34
    (row,) = (row for row in found.rows if row.days is not None)
    assert (row.name, row.days) == ("tỉnh Quảng Ngãi", 232)
    (cell,) = (cell for cell in row.cells if cell.stage == "government")
    (listed,) = carriers(chains, found, [cell])
    assert [one.former for one in listed] == ["tỉnh Kon Tum", None]
    assert (cell.areas, cell.areas_of) == (2, 2)


def test_provinces_of_a_day() -> None:
    assert len(provinces_on(BEFORE)) == 63
    assert len(provinces_on(date(2025, 7, 1))) == 34


def test_every_provincial_body_has_a_stage() -> None:
    for one in bodies("province"):
        assert any(stage.fits(one.issuer) for stage in stages()), one.slug


def test_ways_lead_to_the_directive(examples: Store) -> None:
    chains = read_chains(examples)
    found = coverage(chains, DIRECTIVE, BEFORE)
    cells = [cell for row in found.rows for cell in row.cells if cell.first]
    listed = [one for some in carriers(chains, found, cells) for one in some]
    ways = ways_of(chains, found, listed)
    assert {way[-1].upper.iri for way in ways} == {DIRECTIVE}
    assert [way[0].lower for way in ways] == [one.node for one in listed]
    assert all(one.upper == two.lower for way in ways for one, two in pairwise(way))


def test_stages_can_be_chosen(examples: Store) -> None:
    whole = coverage(read_chains(examples), DIRECTIVE, BEFORE)
    party = chosen_stages(whole, ["party"])
    assert party.stages == ("party",)
    assert [len(row.cells) for row in party.rows] == [1] * 63
    assert party.count("party", "plan") == whole.count("party", "plan") > 0

"""The graph of relations in the formats of other programs: what is read back is what was written."""

import io
import re

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.exchange import dot_bytes, gexf_bytes, graphml_bytes, plain_graph
from tests.chain_graphs import (
    DISTRICT_PLAN,
    PROVINCE_PLAN,
    add_document,
    add_relation,
    small_chain,
    wide_chain,
)

AWKWARD = st.text(st.characters(codec="utf-8"), max_size=20)
"""Quotation marks, backslashes, control characters, line ends: whatever a text may hold."""

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


def edges_of(graph: nx.MultiDiGraph) -> list[tuple[str, str, str]]:
    return sorted((lower, upper, data["relation"]) for lower, upper, data in graph.edges(data=True))


def read_graphml(content: bytes) -> nx.MultiDiGraph:
    return nx.read_graphml(io.BytesIO(content), force_multigraph=True)


def read_gexf(content: bytes) -> nx.MultiDiGraph:
    return nx.MultiDiGraph(nx.read_gexf(io.BytesIO(content)))


def read_dot(content: bytes) -> nx.MultiDiGraph:
    """DOT as ``dot_bytes`` writes it: a statement a line, every name and value quoted."""
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    lines = content.decode().split("\n")
    assert (lines[0], lines[-2:]) == ("digraph cancu {", ["}", ""])
    for line in lines[3:-2]:
        strings = [
            re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), each)
            for each in _STRING.findall(line)
        ]
        names, values = (2, strings[2:]) if re.match(r'\s*"(?:[^"\\]|\\.)*" -> ', line) else (1, strings[1:])
        attributes = dict(zip(values[::2], values[1::2], strict=True))
        if names == 2:
            graph.add_edge(strings[0], strings[1], **attributes)
        else:
            graph.add_node(strings[0], **attributes)
    return graph


READERS = [(graphml_bytes, read_graphml), (gexf_bytes, read_gexf), (dot_bytes, read_dot)]


@pytest.mark.parametrize(("write", "read"), READERS)
@pytest.mark.parametrize(
    "chains", [small_chain(), wide_chain(60), nx.MultiDiGraph()], ids=["small", "wide", "empty"]
)
def test_the_same_nodes_and_edges(write, read, chains):
    again = read(write(chains))
    assert set(again) == set(chains)
    assert edges_of(again) == edges_of(chains)


@pytest.mark.parametrize(("write", "read"), READERS)
def test_attributes_of_nodes_and_edges(write, read):
    again = read(write(small_chain()))
    node = again.nodes[PROVINCE_PLAN]
    assert (node["number"], node["date"], node["issuer"]) == (
        "3101/KH-UBND",
        "2023-09-15",
        "UBND tỉnh Kon Tum",
    )
    (edge,) = [
        data
        for lower, upper, data in again.edges(data=True)
        if (lower, upper, data["relation"]) == (DISTRICT_PLAN, PROVINCE_PLAN, "implements")
    ]
    assert edge["evidence"] == "Triển khai Kế hoạch số 3101/KH-UBND\nTheo Kế hoạch số 3101/KH-UBND"
    assert int(edge["mentions"]) == 2


def test_what_is_not_known_is_left_out():
    plain = plain_graph(small_chain())
    assert all(value is not None for _, node in plain.nodes(data=True) for value in node.values())
    assert "number" not in plain.nodes[DISTRICT_PLAN]


@pytest.mark.parametrize(("write", "read"), READERS)
@given(AWKWARD, AWKWARD)
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_written_and_read(write, read, title, sentence):
    chains: nx.MultiDiGraph = nx.MultiDiGraph()
    add_document(chains, "urn:a", "1", title=title)
    add_document(chains, "urn:b", "2")
    add_relation(chains, "urn:a", "implements", "urn:b", sentence)
    again = read(write(chains))
    assert edges_of(again) == [("urn:a", "urn:b", "implements")]
    if write is dot_bytes:
        assert again.nodes["urn:a"]["title"] == plain_graph(chains).nodes["urn:a"]["title"]

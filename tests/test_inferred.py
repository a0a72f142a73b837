"""Documents that probably carry out another: by title, by programme, and the same by brute force."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from graph.chains import Chains, chains_of
from graph.inferred import LEAST_LIKENESS, LEAST_SYLLABLES, core_of, inferred

NAME = "Giáo dục hướng nghiệp và định hướng phân luồng học sinh trong giáo dục phổ thông"
TITLE = f"Phê duyệt Đề án “{NAME} giai đoạn 2018-2025”"


@pytest.mark.parametrize(
    ("title", "core"),
    [
        (TITLE, "giáo dục hướng nghiệp và định hướng phân luồng học sinh trong giáo dục phổ thông"),
        (
            "Phê duyệt Chiến lược phát triển giáo dục nghề nghiệp giai đoạn 2021 - 2030, tầm nhìn đến năm 2045",
            "chiến lược phát triển giáo dục nghề nghiệp",
        ),
        (
            "Về tiếp tục đổi mới, phát triển và nâng cao chất lượng giáo dục nghề nghiệp đến năm 2030",
            "đổi mới phát triển và nâng cao chất lượng giáo dục nghề nghiệp",
        ),
        ("Ban hành Kế hoạch “Ba sẵn sàng” của ngành", ""),
        ("Phát triển nông thôn", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_name_in_a_title(title: str | None, core: str) -> None:
    assert core_of(title) == core


def made(*others: dict[str, object]) -> Chains:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    facts = {"label": "522", "type": "qd", "level": "central", "body": "ttg"}
    graph.add_node("522", title=TITLE, date="2018-05-14", **facts)
    for number, facts_of in enumerate(others):
        known = {"type": "kh", "level": "province", "body": f"ubnd-{number}", "date": "2019-01-01"}
        graph.add_node(f"d{number}", label=f"d{number}", **(known | facts_of))
    return chains_of(graph)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"title": f"Thực hiện Đề án “{NAME} giai đoạn 2018-2025” trên địa bàn tỉnh"}, True),
        ({"title": f"{NAME.lower()} giai đoạn 2019-2025"}, True),
        ({"title": NAME.replace("hướng nghiệp", "huớng nghiệp")}, True),
        ({"title": f"Thực hiện Đề án “{NAME} giai đoạn 2026-2030”"}, False),
        ({"title": NAME, "date": "2026-02-01"}, False),
        ({"title": NAME, "date": "2017-01-01"}, False),
        ({"title": NAME, "date": None}, True),
        ({"title": NAME, "type": "bc"}, False),
        ({"title": NAME, "body": "ttg"}, False),
        ({"title": "Giáo dục hướng nghiệp"}, False),
        ({"title": "Trồng rừng và bảo vệ rừng đầu nguồn trên địa bàn tỉnh"}, False),
        ({"title": None}, False),
    ],
)
def test_titles_that_bear_the_name(given: dict[str, object], found: bool) -> None:
    listed = inferred(made(given), "522")
    assert [one.document.iri for one in listed] == (["d0"] if found else [])
    assert all(one.reason == "title" and one.likeness >= LEAST_LIKENESS for one in listed)


def test_what_a_sentence_links_is_not_inferred() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("522", label="522", title=TITLE, type="qd", body="ttg")
    graph.add_node("d0", label="d0", title=TITLE, type="kh", body="ubnd-lai-chau")
    assert inferred(chains_of(graph), "522")
    graph.add_edge("d0", "522", "based_on", relation="based_on", evidence=[])
    assert inferred(chains_of(graph), "522") == ()


def test_a_shared_programme() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name in ("522", "again", "plan"):
        graph.add_node(name, label=name, type="kh")
    graph.add_edge("plan", "again", "implements", relation="implements", evidence=[])
    approved = {"522": [f"Đề án {NAME}"], "again": [f"Đề án {NAME} giai đoạn 2018-2025"]}
    (one,) = inferred(chains_of(graph), "522", approved=approved)
    assert (one.document.iri, one.reason, one.likeness) == ("plan", "programme", 100.0)
    assert inferred(chains_of(graph), "522", approved={"522": ["Đề án khác"]}) == ()


SYLLABLES = ["giáo", "dục", "nghề", "nghiệp", "chất", "lượng", "cao", "đến", "tỉnh", "vùng", "sâu", "xa"]


@given(
    st.lists(st.sampled_from(SYLLABLES), min_size=8, max_size=10).map(" ".join),
    st.lists(st.lists(st.sampled_from(SYLLABLES), max_size=14).map(" ".join), max_size=6),
)
def test_the_postings_find_what_comparing_all_titles_finds(name: str, titles: list[str]) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", label="a", title=name, type="qd", body="ttg")
    for number, title in enumerate(titles):
        graph.add_node(f"d{number}", label="d", title=title, type="kh", body="ubnd-lai-chau")
    core = core_of(name)
    expected = set()
    for number, title in enumerate(titles):
        shared = set(core.split()) & set(title.split())
        compare = fuzz.partial_ratio if len(title) >= len(core) else fuzz.ratio
        enough = len(shared) >= 0.75 * len(set(core.split()))
        if len(core.split()) >= LEAST_SYLLABLES and enough and compare(core, title) >= LEAST_LIKENESS:
            expected.add(f"d{number}")
    assert {one.document.iri for one in inferred(chains_of(graph), "a")} == expected

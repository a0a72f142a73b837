"""The pictures as text: what they show, how it is placed, and that documents cannot inject anything."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import networkx as nx
import pytest

from graph.chains import chains_of
from graph.proofs import GraphProofs
from tests.chain_graphs import (
    BASE,
    DISTRICT_PARTY_PLAN,
    DISTRICT_PLAN,
    PARTY_PLAN,
    PROVINCE_PLAN,
    ROOT,
    add_document,
    add_relation,
    small_chain,
    wide_chain,
)
from viz.card import card
from viz.chain import chain_html
from viz.detour import meetings
from viz.layout import COMPACT, ROOMY, Box, Layout, Stroke, label_width, lay_out
from viz.neighbourhood import neighbourhood_html
from viz.offline import content_policy, inline_parts
from viz.selection import MAX_DOCUMENTS, MAX_LINKS, UnknownDocumentError, chain, neighbourhood
from viz.styles import kinds, relation_styles
from viz.texts import texts


def page_data(html: str) -> dict:
    found = re.search(r'<script type="application/json" id="cancu-data">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


# --- what is selected -------------------------------------------------------


def test_chain_down_reaches_the_district_plan() -> None:
    selection = chain(small_chain(), ROOT)
    assert {entry.iri for entry in selection.cards} == {
        ROOT,
        PARTY_PLAN,
        PROVINCE_PLAN,
        DISTRICT_PARTY_PLAN,
        DISTRICT_PLAN,
    }
    assert len(selection.links) == 6


def test_chain_up_is_what_a_document_rests_on() -> None:
    assert {entry.iri for entry in chain(small_chain(), PROVINCE_PLAN, "up").cards} == {
        PROVINCE_PLAN,
        PARTY_PLAN,
        ROOT,
    }


def test_depth_limits_the_steps() -> None:
    assert {entry.iri for entry in chain(small_chain(), ROOT, depth=1).cards} == {
        ROOT,
        PARTY_PLAN,
        DISTRICT_PARTY_PLAN,
    }
    assert {entry.iri for entry in chain(small_chain(), ROOT, depth=0).cards} == {ROOT}


def test_a_bare_citation_carries_no_chain_but_makes_a_neighbour() -> None:
    graph = small_chain()
    other = BASE + "ttg/qd/2023/73"
    add_document(graph, other, "73/QĐ-TTg", type="Quyết định", level="central")
    add_relation(graph, other, "cites", ROOT, "Theo Chỉ thị số 21-CT/TW")
    assert other not in {entry.iri for entry in chain(graph, ROOT).cards}
    assert other in {entry.iri for entry in neighbourhood(graph, ROOT).cards}


def test_neighbourhood_goes_both_ways_and_as_far_as_asked() -> None:
    graph = small_chain()
    assert {entry.iri for entry in neighbourhood(graph, PROVINCE_PLAN).cards} == {
        PROVINCE_PLAN,
        PARTY_PLAN,
        DISTRICT_PLAN,
    }
    assert len(neighbourhood(graph, PROVINCE_PLAN, hops=2).cards) == 5


def test_a_circle_of_documents_ends() -> None:
    graph = small_chain()
    add_relation(graph, ROOT, "implements", DISTRICT_PLAN, "Vòng tròn")
    assert chain_html(graph, ROOT).count("Vòng tròn") > 0


def test_an_unknown_document_is_refused_in_words() -> None:
    with pytest.raises(UnknownDocumentError, match="Không có văn bản"):
        chain_html(small_chain(), BASE + "khong/co/2023/1")


@pytest.mark.parametrize("options", [{"direction": "sideways"}, {"lang": "fr"}])
def test_wrong_options_are_refused(options: dict) -> None:
    with pytest.raises(ValueError):
        chain_html(small_chain(), ROOT, **options)


def test_too_many_documents_are_limited_and_the_page_says_which() -> None:
    selection = chain(wide_chain(420), ROOT)
    assert len(selection.cards) == MAX_DOCUMENTS
    assert sum(selection.omitted.values()) == 120
    html = chain_html(wide_chain(420), ROOT)
    assert "còn 120 văn bản không được vẽ" in html
    district = next(band for band in page_data(html)["bands"] if band["title"].startswith("Cấp huyện"))
    assert f"còn {selection.omitted['district']} văn bản không vẽ" in district["title"]


@pytest.mark.parametrize("draw", [chain_html, neighbourhood_html])
def test_chains_with_proofs_draw_the_same_page_as_their_graph(draw) -> None:
    for graph in (small_chain(), wide_chain(420)):
        assert draw(chains_of(graph), ROOT, proofs=GraphProofs(graph)) == draw(graph, ROOT)


def test_sentences_are_read_for_the_drawn_relations_alone() -> None:
    graph = wide_chain(2000)
    asked: list = []

    class Counting(GraphProofs):
        def of(self, edges):
            asked.extend(edges)
            return super().of(asked)

    selection = chain(chains_of(graph), ROOT, proofs=Counting(graph))
    assert len(selection.cards) == MAX_DOCUMENTS
    assert len(asked) == len(selection.links) <= MAX_LINKS
    assert sum(selection.omitted.values()) == 1700


def test_nothing_is_said_to_be_missing_when_nothing_is() -> None:
    assert 'class="left-out"' not in chain_html(small_chain(), ROOT)


# --- kinds and levels -------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "words", "kind"),
    [
        ("qh/luat/2025/124", "Luật", "law"),
        ("cp/nd/2017/57", "Nghị định", "law"),
        ("ttg/qd/2018/522", "Quyết định", "decision"),
        ("ttg/qdqp/2015/53", None, "decision"),
        ("ttg/ct/2020/24", "Chỉ thị", "directive"),
        ("ubnd-kon-tum/kh/2023/3101", "https://w3id.org/can-cu/id/loai-van-ban/kh", "plan"),
        ("tw/ct/2023/21", "Chỉ thị", "party"),
        ("hu-ngoc-hoi-kon-tum/kh/2023/135", "kh", "party"),
        ("bldtbxh/cv/2021/703", "Công văn", "other"),
    ],
)
def test_the_kind_of_a_document(path: str, words: str | None, kind: str) -> None:
    assert card(BASE + path, {"type": words}).kind == kind


def test_missing_attributes_are_unknown_not_an_error() -> None:
    entry = card("urn:x", {"number": None, "level": "planet"})
    assert (entry.number, entry.level, entry.kind, entry.held) == ("", "unknown", "other", False)
    assert entry.name(texts("vi")) == "Văn bản (chưa có số)"


def test_every_kind_and_relation_has_words_and_a_look_of_its_own() -> None:
    assert len({kind.outline for kind in kinds()}) == len(kinds()) == len({kind.sign for kind in kinds()})
    looks = [(style.dashes, style.arrow) for style in relation_styles()]
    assert len(set(looks)) == len(looks)
    for lang in ("vi", "en"):
        assert set(texts(lang).kinds) == {kind.code for kind in kinds()}
        assert set(texts(lang).relations) == {style.code for style in relation_styles()}
        assert texts(lang).levels.keys() == texts("vi").levels.keys()


def test_both_languages_have_the_same_texts() -> None:
    vi, en = texts("vi"), texts("en")
    assert vi.plain.keys() == en.plain.keys()
    for key in vi.plain:
        assert set(re.findall(r"{\w+}", vi.plain[key])) == set(re.findall(r"{\w+}", en.plain[key])), key


@pytest.mark.parametrize(
    ("value", "shown"),
    [("2023-05-04", "4/5/2023"), ("2023-05", "5/2023"), ("2023", "2023"), (None, "chưa rõ ngày")],
)
def test_dates_are_shown_as_precisely_as_known(value: str | None, shown: str) -> None:
    assert texts("vi").date(value) == shown


# --- layout -----------------------------------------------------------------


def placed(graph: nx.MultiDiGraph) -> tuple[Layout, list[Stroke]]:
    selection = chain(graph, ROOT)
    strokes = [Stroke(link.source, link.target, "triển khai") for link in selection.links]
    return lay_out(selection.cards, strokes), strokes


@pytest.mark.parametrize("documents", [5, 12, 40, 60, 61, 250, 300])
def test_no_card_and_no_label_lies_on_another(documents: int) -> None:
    layout, strokes = placed(wide_chain(documents))
    assert len(layout.spots) == documents
    boxes = [layout.box(iri) for iri in layout.spots]
    boxes += [
        Box(*spot, label_width(stroke.label), 16)
        for spot, stroke in zip(layout.labels, strokes, strict=True)
        if spot
    ]
    overlaps = [(a, b) for place, a in enumerate(boxes) for b in boxes[:place] if a.touches(b)]
    assert overlaps == []
    assert layout.scale is (ROOMY if documents <= 60 else COMPACT)


def test_a_small_picture_has_a_word_on_every_line_and_no_line_behind_a_strange_card() -> None:
    layout, strokes = placed(small_chain())
    assert None not in layout.labels
    pairs = [(stroke.source, stroke.target) for stroke in strokes]
    assert meetings(layout.spots, layout.lines, pairs, (ROOMY.card_width, ROOMY.card_height)) == 0


def test_levels_stand_under_each_other_and_referring_documents_below() -> None:
    layout, strokes = placed(small_chain())
    assert [band.level for band in layout.bands] == ["central", "province", "district"]
    assert all(layout.spots[stroke.source][1] > layout.spots[stroke.target][1] for stroke in strokes)
    for above, below in zip(layout.bands, layout.bands[1:], strict=False):
        assert above.top + above.height < below.top


def test_time_runs_from_left_to_right_in_each_line() -> None:
    graph = wide_chain(60)
    layout, _ = placed(graph)
    for line in layout.lines:
        dates = [graph.nodes[iri]["date"] or "9999" for iri in line]
        places = [layout.spots[iri][0] for iri in line]
        assert dates == sorted(dates)
        assert places == sorted(places)


# --- the page ---------------------------------------------------------------


@pytest.mark.parametrize("draw", [chain_html, neighbourhood_html])
def test_the_page_names_nothing_outside_itself(draw) -> None:
    html = draw(small_chain(), ROOT)
    loads = [
        (tag, name, value)
        for tag, attributes in Tags(html).seen
        for name, value in attributes.items()
        if tag == "link" or name in ("src", "srcset", "data", "action") or name == "href"
    ]
    assert loads == []
    assert "url(http" not in html
    assert "@import" not in html
    assert "default-src &#39;none&#39;" in html


def test_remote_tags_are_dropped_and_inline_ones_kept() -> None:
    html = (
        '<link rel="stylesheet" href="https://example.org/a.css"><script src="https://example.org/a.js"></script>'
        '<script src="lib/b.js"></script><style>p{}</style>\r\n<script>let a = "<b>&amp;";\r\n</script>'
    )
    parts = inline_parts(html)
    assert parts.scripts == ('let a = "<b>&amp;";\n',)
    assert parts.styles == ("p{}",)
    assert "sha256-" in content_policy(parts.scripts)


def test_the_same_graph_gives_the_same_bytes_whatever_its_order() -> None:
    graph = wide_chain(80)
    turned: nx.MultiDiGraph = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    assert chain_html(graph, ROOT) == chain_html(turned, ROOT)
    assert neighbourhood_html(small_chain(), PARTY_PLAN) == neighbourhood_html(small_chain(), PARTY_PLAN)


def test_every_relation_is_in_the_table_with_its_sentences() -> None:
    html = chain_html(small_chain(), ROOT)
    table = html[html.index("<table>") : html.index("</table>")]
    assert table.count("<tr data-line=") == 6
    for sentence in (
        "Căn cứ Kế hoạch số 3101/KH-UBND",
        "Theo Kế hoạch số 3101/KH-UBND",
        "Thực hiện Chỉ thị số 21-CT/TW",
    ):
        assert f"<q>{sentence}</q>" in table


def test_many_sentences_are_cut_and_counted() -> None:
    graph = small_chain()
    add_relation(graph, DISTRICT_PARTY_PLAN, "implements", ROOT, *(f"Câu {place}" for place in range(8)))
    html = chain_html(graph, ROOT)
    assert "<q>Câu 4</q>" in html
    assert "<q>Câu 5</q>" not in html
    assert "và 3 câu nữa" in html


def test_relations_between_two_documents_share_a_line_named_after_both() -> None:
    data = page_data(chain_html(small_chain(), ROOT))
    assert [line["label"] for line in data["lines"]].count("triển khai + căn cứ") == 1
    assert len(data["lines"]) == 5


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("vi", "Chuỗi triển khai của Chỉ thị số 21-CT/TW"),
        ("en", "Implementation chain of Directive No. 21-CT/TW"),
    ],
)
def test_the_page_speaks_the_language_asked_for(lang: str, word: str) -> None:
    html = chain_html(small_chain(), ROOT, lang=lang)
    assert f'<html lang="{lang}">' in html
    assert f"<h1>{word}</h1>" in html


EVIL = (
    """</script><script>window.broken=1</script><a href="javascript:window.broken=1" onclick='x'>&{{ 7*7 }}"""
)


def evil_chain() -> nx.MultiDiGraph:
    graph = small_chain()
    add_document(
        graph, BASE + "x/kh/2023/9", EVIL, type=EVIL, title=EVIL, issuer=EVIL, date=EVIL, level="commune"
    )
    add_relation(graph, BASE + "x/kh/2023/9", "implements", ROOT, EVIL)
    return graph


def test_text_of_documents_never_becomes_markup() -> None:
    html = chain_html(evil_chain(), ROOT)
    assert "<script>window" not in html
    assert "<a href" not in html
    assert not any(tag == "a" or "onclick" in attributes for tag, attributes in Tags(html).seen)
    # pyvis would otherwise switch to pop-ups filled by innerHTML.
    assert "popup.innerHTML" not in html
    assert EVIL in {entry["title"] for entry in page_data(html)["documents"]}

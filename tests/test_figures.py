"""The figures for reports: everything drawn, nothing over anything else, the same bytes for the same data."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from extract.record import Due
from graph.agenda import Passage, Plan, Task
from graph.chains import Chains, chains_of
from graph.coverage import Coverage, coverage
from graph.occurrences import Span, expand
from graph.places import provinces_on
from graph.structure import delays
from tests.chain_graphs import ROOT, small_chain, wide_chain
from tests.covered_graphs import CARRIED, covered
from viz.card import card_of
from viz.figures.calendar import calendar_figure
from viz.figures.coverings import FIGURES
from viz.figures.delays import days_of, level_delay_figure
from viz.figures.layers import chain_figure
from viz.figures.sheet import Drawing, drawing_style
from viz.figures.strata import BUBBLES, CARDS, NAMES, UNDATED, period_of, strata
from viz.figures.tiles import tiles_on
from viz.figures.type import cut, width_of, wrapped
from viz.figures.ways import Board
from viz.styles import contrast, ink_on, kinds, palette, stage_styles, state_styles
from viz.texts import texts

BEFORE, AFTER = date(2025, 6, 30), date(2025, 8, 1)
TOLERANCE = 1.5
"""Points by which two boxes of words may touch: accents reach over the line above."""


@pytest.fixture(scope="module")
def chains() -> Chains:
    return chains_of(covered())


@pytest.fixture(scope="module")
def found(chains: Chains) -> Coverage:
    return coverage(chains, ROOT, BEFORE)


def ids(drawing: Drawing) -> set[str]:
    return {element.get("id", "") for element in ElementTree.fromstring(drawing.svg()).iter()}


def words_of(drawing: Drawing) -> str:
    return " ".join(ElementTree.fromstring(drawing.svg()).itertext())


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    """The pairs of texts of a figure whose boxes lie over each other."""
    with drawing_style():
        renderer = FigureCanvasAgg(drawing.figure).get_renderer()
        texts_drawn = [*drawing.figure.texts, *(text for axes in drawing.figure.axes for text in axes.texts)]
        boxes = [
            (text.get_text(), text.get_window_extent(renderer)) for text in texts_drawn if text.get_text()
        ]
    unit = TOLERANCE * drawing.figure.dpi / 72
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > unit and min(a.y1, b.y1) - max(a.y0, b.y0) > unit
    ]


def outside(drawing: Drawing) -> list[str]:
    """The texts that reach over the edge of a figure."""
    with drawing_style():
        renderer = FigureCanvasAgg(drawing.figure).get_renderer()
        width, height = drawing.figure.get_size_inches() * drawing.figure.dpi
        found = [*drawing.figure.texts, *(text for axes in drawing.figure.axes for text in axes.texts)]
        boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in found if text.get_text()]
    return [text for text, box in boxes if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height]


# --- the grid of provinces ---------------------------------------------------


@pytest.mark.parametrize(("day", "count"), [(date(2020, 1, 1), 63), (date(2025, 3, 1), 63), (AFTER, 34)])
def test_every_province_of_a_day_has_one_tile_of_its_own(day: date, count: int) -> None:
    tiles = tiles_on(day)
    slugs = provinces_on(day)
    assert len(slugs) == count
    assert len({tiles[slug] for slug in slugs}) == count


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_neighbours_lie_as_they_do(day: date) -> None:
    tiles = tiles_on(day)
    ha_noi, nghe_an, can_tho = (
        tiles.get(slug) or tiles[f"{slug}-2025"] for slug in ("ha-noi", "nghe-an", "can-tho")
    )
    assert ha_noi[0] < nghe_an[0] < can_tho[0]
    assert tiles["dien-bien"][1] < ha_noi[1] < tiles["quang-ninh"][1]


# --- chains in layers --------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "mode"), [(5, "document-"), (40, "document-"), (100, "document-"), (1000, "bubble-")]
)
def test_every_document_of_a_chain_is_drawn_or_counted(count: int, mode: str) -> None:
    graph = small_chain() if count == 5 else wide_chain(count)
    drawing = chain_figure(chains_of(graph), ROOT)
    drawn = {name for name in ids(drawing) if name.startswith(mode)}
    if mode == "document-":
        assert len(drawn) == count
    else:
        counts = [text.get_text() for axes in drawing.figure.axes for text in axes.texts]
        cells = sum(int(text) for text in counts if text.isdigit())
        # The directive stands under its number instead of a count.
        assert cells + 1 == count
    assert overlapping(drawing) == []
    assert outside(drawing) == []
    assert f"{count} văn bản trong chuỗi" in words_of(drawing)


@pytest.mark.parametrize(
    ("count", "mode"), [(5, CARDS), (40, CARDS), (100, NAMES), (221, BUBBLES), (3000, BUBBLES)]
)
def test_documents_are_aggregated_where_nobody_could_read_on(count: int, mode: object) -> None:
    chains = chains_of(wide_chain(count))
    assert strata([card_of(node) for node in chains.nodes], 10, 11).mode is mode


@pytest.mark.parametrize(
    ("written", "unit", "period"),
    [
        ("2023-05-04", "month", ("2023", 5)),
        ("2023-05", "quarter", ("2023", 2)),
        ("2023-12-31", "quarter", ("2023", 4)),
        ("2023-05-04", "year", ("2023", 0)),
        ("2023", "month", ("2023", 99)),
        ("", "month", UNDATED),
    ],
)
def test_periods(written: str, unit: str, period: tuple[str, int]) -> None:
    assert period_of(written, unit) == period


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 6)), min_size=2, max_size=16), st.data())
def test_no_stroke_runs_through_a_card(places: set[tuple[int, int]], data: st.DataObject) -> None:
    spots = {f"{column} {line}": (1.6 * column + 1, 0.72 * line + 1) for column, line in places}
    board = Board(spots, 1.3, 0.52, 0.3)
    pairs = data.draw(
        st.lists(st.tuples(*[st.sampled_from(sorted(spots))] * 2).filter(lambda p: p[0] != p[1]))
    )
    for pair, path in board.ways(pairs):
        points = path.interpolated(40).vertices
        for name, (x, y) in spots.items():
            inside = (abs(points[:, 0] - x) < 0.64) & (abs(points[:, 1] - y) < 0.25)
            assert not inside.any(), (pair, name)


def test_a_chain_upwards_has_its_own_title() -> None:
    drawing = chain_figure(chains_of(small_chain()), ROOT, direction="up", lang="en")
    assert drawing.title == "What Directive No. 21-CT/TW rests on"


# --- coverage ----------------------------------------------------------------


@pytest.mark.parametrize("on", [BEFORE, AFTER])
def test_the_map_has_every_province_with_a_box_for_each_stage(chains: Chains, on: date) -> None:
    found = coverage(chains, ROOT, on)
    drawn = ids(FIGURES["map"](found, chains))
    assert {f"tile-{row.province}" for row in found.rows} <= drawn
    assert {f"stage-{cell.province}-{cell.stage}" for row in found.rows for cell in row.cells} <= drawn


@pytest.mark.parametrize("on", [BEFORE, AFTER])
def test_the_matrix_has_every_cell_with_its_day(chains: Chains, on: date) -> None:
    found = coverage(chains, ROOT, on)
    drawing = FIGURES["coverage"](found, chains)
    cells = [cell for row in found.rows for cell in row.cells]
    assert {f"cell-{cell.province}-{cell.stage}" for cell in cells} <= ids(drawing)
    told = words_of(drawing)
    for cell in cells:
        if cell.first:
            assert f"{texts('vi').date(cell.first.node.date)} · {cell.first.days}" in told


def test_the_curves_and_delays_are_those_of_the_coverage(chains: Chains, found: Coverage) -> None:
    assert {"curve-any", "curve-party", "curve-government"} <= ids(FIGURES["adoption"](found, chains))
    assert "curve-district" not in ids(FIGURES["adoption"](found, chains))
    assert days_of(found, "party") == [(20 * place + 20, slug) for place, slug in enumerate(CARRIED)]
    drawn = ids(FIGURES["delay"](found, chains))
    assert {f"delay-party-{slug}" for slug in CARRIED} <= drawn
    assert "box-party" in drawn
    assert "box-government" not in drawn


@pytest.mark.parametrize("kind", FIGURES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_figures_of_coverage_speak_both_languages_and_keep_their_words_apart(
    chains: Chains, found: Coverage, kind: str, lang: str
) -> None:
    drawing = FIGURES[kind](found, chains, lang=lang)
    assert overlapping(drawing) == []
    assert outside(drawing) == []
    told = words_of(drawing)
    documents = len(chains)
    sources = f"Nguồn: {documents} văn bản" if lang == "vi" else f"Sources: {documents} documents"
    assert sources in told
    assert ("Chỉ thị số 21-CT/TW" if lang == "vi" else "Directive No. 21-CT/TW") in drawing.title


@pytest.mark.parametrize("kind", FIGURES)
def test_nothing_carried_out_is_drawn_too(kind: str) -> None:
    chains = chains_of(small_chain())
    drawing = FIGURES[kind](coverage(chains, ROOT, BEFORE), chains)
    assert outside(drawing) == []


def test_delays_between_levels_leave_small_numbers_out_and_say_so() -> None:
    chains = chains_of(wide_chain(200))
    found = delays(chains)
    drawing = level_delay_figure(found, chains)
    boxes = {name for name in ids(drawing) if name.startswith("box-")}
    assert boxes == {f"box-{one.relation}-{one.upper}-{one.lower}" for one in found if one.days.count >= 4}
    assert overlapping(drawing) == []


# --- calendar ----------------------------------------------------------------


def task(number: int, due: Due | None) -> Task:
    plan = Plan("urn:plan", "Kế hoạch số 1/KH-UBND", "2023-01-01")
    passage = Passage("plan.txt", number, number + 1, "câu")
    return Task(f"urn:task-{number}", f"Việc thứ {number} " + "rất dài " * 90, plan, (), passage, due=due)


def test_the_calendar_has_every_day_and_says_what_it_leaves_out() -> None:
    dues = [
        Due("fixed", None, "2024-02-29"),
        Due("recurring", None, None, "P1Y", "--12-15"),
        Due("recurring", None, None, "P3M"),
        Due("continuous"),
        None,
    ]
    span = Span(date(2024, 1, 1), date(2024, 12, 31))
    expansion = expand([task(*each) for each in enumerate(dues)], span)
    drawing = calendar_figure(expansion, span)
    days = {name for name in ids(drawing) if name.startswith("day-")}
    assert len(days) == 366
    told = words_of(drawing)
    assert "6 lượt hạn của 3 nhiệm vụ trong 1 văn bản; 5 lượt là hạn định kỳ" in told
    assert "1 nhiệm vụ làm thường xuyên" in told
    assert "1 nhiệm vụ không nêu hạn" in told
    assert "29/2/2024" in told
    assert overlapping(drawing) == []
    assert outside(drawing) == []


def test_an_empty_calendar_says_so() -> None:
    span = Span(date(2024, 3, 1), date(2024, 3, 31))
    assert "Không có hạn nào" in words_of(calendar_figure(expand([], span), span))


# --- files -------------------------------------------------------------------


def every_figure(chains: Chains, found: Coverage) -> list[Drawing]:
    span = Span(date(2024, 1, 1), date(2024, 3, 31))
    return [
        chain_figure(chains, ROOT),
        *(draw(found, chains) for draw in FIGURES.values()),
        calendar_figure(expand([task(1, Due("recurring", None, None, "P1M"))], span), span),
    ]


def test_the_same_data_gives_the_same_bytes(chains: Chains, found: Coverage) -> None:
    for one, again in zip(every_figure(chains, found), every_figure(chains, found), strict=True):
        first = one.svg()
        assert first == one.svg() == again.svg()
        assert one.png(60) == again.png(60)


def test_a_file_says_nothing_of_when_and_how_it_was_made(chains: Chains, found: Coverage) -> None:
    for drawing in every_figure(chains, found):
        svg = drawing.svg()
        assert "<metadata" not in svg
        assert not re.search(r"\b20\d\d-\d\d-\d\dT", svg)
        assert b"tEXt" not in drawing.png(60)[:400]
        root = ElementTree.fromstring(svg)
        assert root.findtext("{http://www.w3.org/2000/svg}title") == drawing.title
        assert "<script" not in svg


def test_figures_in_one_page_keep_their_identifiers_apart(chains: Chains, found: Coverage) -> None:
    parts = [drawing.inline() for drawing in every_figure(chains, found)]
    page = ElementTree.fromstring(f"<page>{''.join(parts)}</page>")
    names = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(names) == len(set(names))
    for element in page.iter():
        for value in element.attrib.values():
            if value.startswith("url(#"):
                assert value.removeprefix("url(#").removesuffix(")") in names


# --- type and colours --------------------------------------------------------


@given(st.text(st.sampled_from("ab ếỗ…./-21KH"), max_size=120), st.floats(0.3, 6))
def test_cut_words_fit(text: str, room: float) -> None:
    shown = cut(text, room, 7)
    assert width_of(shown, 7) <= room or len(shown) <= 2
    assert shown == text or shown.removesuffix("…") == text[: len(shown) - 1].rstrip()
    assert " ".join(wrapped(text, room, 7)) == " ".join(text.split())


def test_words_stand_out_from_their_ground() -> None:
    colors = palette()
    assert contrast(colors["muted"], colors["ground"]) >= 4.5
    for style in state_styles().values():
        assert contrast(ink_on(style.fill), style.fill) >= 4.5, style.code
        if style.code in ("other", "none"):
            assert contrast(colors["muted"], style.fill) >= 4.5
    for name in ("fewest", "few", "many", "most"):
        assert contrast(ink_on(colors[name]), colors[name]) >= 4.5
    for kind in kinds():
        assert contrast(kind.border, kind.fill) >= 4.5
    for stage in stage_styles().values():
        assert contrast(stage.color, colors["paper"]) >= 4.5


def test_fills_can_be_told_apart_in_grey() -> None:
    white = palette()["paper"]
    steps = ["plan", "letter", "rests", "none"]
    greys = [contrast(state_styles()[code].fill, white) for code in steps]
    assert greys == sorted(greys, reverse=True)
    assert all(dark / pale > 1.25 for dark, pale in pairwise(greys))
    assert (
        len({style.hatch for style in state_styles().values() if style.code in ("inferred", "other", "none")})
        == 3
    )
    dashes = [stage.dashes for stage in stage_styles().values() if stage.code != "any"]
    assert len(set(dashes)) == len(dashes)


def test_states_have_words_in_both_languages() -> None:
    for lang in ("vi", "en"):
        assert list(texts(lang).states) == list(state_styles())
